/* A link's person, and the shut door. */
#include "app/unsubscribe.h"

#include "app/mail_link.h"
#include "app/record.h"
#include "store/queries.h"

void
unsubscribe_clear(Unsubscribe *self)
{
    g_clear_pointer(&self->workspace, g_free);
}

/* Whose link it is. A person who is gone from the database is out of it already. */
static bool
find_person(App *app, DbConn *conn, const MailLink *link, Unsubscribe *ret_unsubscribe,
            GError **error)
{
    g_auto(SqlLetterheadGetRow) workspace = { 0 };
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlLetterheadGetParams which = { .id = app->workspace_id };
    SqlProspectGetParams who = { .workspace_id = app->workspace_id, .id = link->prospect_id };
    bool found;

    if (!sql_letterhead_get(conn, &which, &workspace, NULL, error) ||
        !sql_prospect_get(conn, &who, &prospect, &found, error))
        return false;
    ret_unsubscribe->workspace = g_strdup(workspace.name);
    ret_unsubscribe->done = !found || prospect.channels_shut == -1;
    return true;
}

bool
unsubscribe_look(App *app, const char *token, Unsubscribe *ret_unsubscribe, GError **error)
{
    MailLink link;

    *ret_unsubscribe = (Unsubscribe){ 0 };
    if (!mail_link_open(app, token, MAIL_LINK_UNSUBSCRIBE, &link, error))
        return false;
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    return read != NULL && find_person(app, read->conn, &link, ret_unsubscribe, error);
}

/* The mail the link was in, when it is still known. */
static bool
find_touch(App *app, DbConn *conn, const MailLink *link, SqlTouchByMessageRow *ret_touch,
           bool *ret_found, GError **error)
{
    g_auto(SqlMailboxGetRow) mailbox = { 0 };
    SqlMailboxGetParams which = { .workspace_id = app->workspace_id, .id = link->mailbox_id };

    *ret_found = false;
    if (!sql_mailbox_get(conn, &which, &mailbox, ret_found, error))
        return false;
    const char *at = *ret_found ? strrchr(mailbox.address, '@') : NULL;
    g_autofree char *unique = mail_link_unique_text(link);
    g_autofree char *message_id = g_strconcat(unique, at, NULL);
    SqlTouchByMessageParams touch = { .workspace_id = app->workspace_id, .message_id = message_id };
    return sql_touch_by_message(conn, &touch, ret_touch, ret_found, error);
}

static bool
shut(App *app, DbConn *conn, const MailLink *link, GError **error)
{
    g_auto(SqlTouchByMessageRow) touch = { 0 };
    bool known;

    if (!find_touch(app, conn, link, &touch, &known, error))
        return false;
    LedgerEntry entry = {
        .prospect_id = link->prospect_id,
        .kind = "reply",
        .channel = "email",
        .outcome = "unsubscribe",
        .touch_id = known ? touch.id : 0,
        .enrollment_id = known && touch.enrollment_id != DB_NULL_INT ? touch.enrollment_id : 0,
        .step = known ? (int)touch.step : 0,
    };
    return ledger_note(app, conn, &entry, NULL, error) &&
           prospect_shut(app, conn, link->prospect_id, CHANNEL_NONE,
                         "They unsubscribed by the link in a mail.", 0, error);
}

bool
unsubscribe_do(App *app, const char *token, Unsubscribe *ret_unsubscribe, GError **error)
{
    MailLink link;

    *ret_unsubscribe = (Unsubscribe){ 0 };
    if (!mail_link_open(app, token, MAIL_LINK_UNSUBSCRIBE, &link, error))
        return false;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !find_person(app, write->conn, &link, ret_unsubscribe, error))
        return false;
    if (ret_unsubscribe->done)
        return true;
    ret_unsubscribe->done = true;
    return shut(app, write->conn, &link, error) && app_commit(write, error);
}
