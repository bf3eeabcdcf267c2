/* Tokens out, people in. */
#include "app/follow.h"

#include <string.h>

#include "app/mail_link.h"
#include "app/record.h"
#include "store/queries.h"

enum { LINKS_MAX = 50, URL_MAX_BYTES = 2000 };

void
follow_clear(FollowLinks *self)
{
    g_clear_pointer(&self->urls, g_ptr_array_unref);
    g_clear_error(&self->error);
}

bool
follow_base(App *app, DbConn *conn, char **ret_base, GError **error)
{
    g_auto(SqlFollowGetRow) row = { 0 };
    SqlFollowGetParams which = { .id = app->workspace_id };

    *ret_base = NULL;
    if (!sql_follow_get(conn, &which, &row, NULL, error))
        return false;
    if (row.track_clicks != 0 && g_str_has_prefix(row.public_url, "https://"))
        *ret_base = g_strconcat(row.public_url, "/c/", NULL);
    return true;
}

char *
follow_map(const char *url, void *data)
{
    FollowLinks *self = data;
    MailLink link = { .kind = MAIL_LINK_CLICK,
                      .index = (int)self->urls->len,
                      .prospect_id = self->prospect_id,
                      .mailbox_id = self->mailbox_id };

    if (self->base == NULL || self->error != NULL || self->urls->len >= LINKS_MAX ||
        strlen(url) > URL_MAX_BYTES || !mail_link_set_unique(&link, self->message_id))
        return NULL;
    g_autofree char *token = mail_link_token(self->app, &link, &self->error);
    if (token == NULL)
        return NULL;
    g_ptr_array_add(self->urls, g_strdup(url));
    return g_strconcat(self->base, token, NULL);
}

bool
follow_keep(App *app, DbConn *conn, int64_t touch_id, const GPtrArray *urls, GError **error)
{
    for (guint i = 0; urls != NULL && i < urls->len; i++) {
        SqlMailLinkAddParams link = { .workspace_id = app->workspace_id,
                                      .touch_id = touch_id,
                                      .n = i,
                                      .url = g_ptr_array_index(urls, i) };
        if (!sql_mail_link_add(conn, &link, NULL, error))
            return false;
    }
    return true;
}

/* Counts it; a person's first click on a link is told in the timeline. */
static bool
count(App *app, DbConn *conn, const MailLink *link, const SqlMailLinkGetRow *row,
      const Click *click, GError **error)
{
    bool person = click_by_program(click) == NULL;
    SqlMailLinkCountParams counted = {
        .clicks = person ? 1 : 0,
        .scans = person ? 0 : 1,
        .last_us = click->at_us,
        .workspace_id = app->workspace_id,
        .touch_id = row->touch_id,
        .n = link->index,
    };
    LedgerEntry entry = {
        .prospect_id = link->prospect_id,
        .kind = "click",
        .touch_id = row->touch_id,
        .channel = "email",
        .text = row->url,
    };

    return sql_mail_link_count(conn, &counted, NULL, error) &&
           (!person || row->clicks > 0 || ledger_note(app, conn, &entry, NULL, error));
}

static char *
message_id_of(App *app, DbConn *conn, const MailLink *link, GError **error)
{
    g_auto(SqlMailboxGetRow) mailbox = { 0 };
    SqlMailboxGetParams which = { .workspace_id = app->workspace_id, .id = link->mailbox_id };
    g_autofree char *unique = mail_link_unique_text(link);
    bool found;

    if (!sql_mailbox_get(conn, &which, &mailbox, &found, error))
        return NULL;
    return g_strconcat(unique, found ? strrchr(mailbox.address, '@') : NULL, NULL);
}

bool
follow_take(App *app, const char *token, Click *click, char **ret_url, GError **error)
{
    MailLink link;
    g_auto(SqlMailLinkGetRow) row = { 0 };
    bool found;

    *ret_url = NULL;
    if (!mail_link_open(app, token, MAIL_LINK_CLICK, &link, error))
        return false;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    g_autofree char *message_id =
        write != NULL ? message_id_of(app, write->conn, &link, error) : NULL;
    SqlMailLinkGetParams which = { .n = link.index,
                                   .workspace_id = app->workspace_id,
                                   .message_id = message_id };
    if (message_id == NULL || !sql_mail_link_get(write->conn, &which, &row, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "We no longer know where this link led. Please answer the mail instead.");
    *ret_url = g_strdup(row.url);
    click->at_us = app_now_us(app);
    click->sent_us = row.made_us != DB_NULL_INT ? row.made_us : INSTANT_NONE;
    click->other_link_us = row.other_us != DB_NULL_INT ? row.other_us : INSTANT_NONE;
    return count(app, write->conn, &link, &row, click, error) && app_commit(write, error);
}

bool
follow_set(App *app, DbConn *conn, const char *wanted, GError **error)
{
    g_auto(SqlFollowGetRow) row = { 0 };
    SqlFollowGetParams which = { .id = app->workspace_id };
    bool on = wanted != NULL && strcmp(wanted, "on") == 0;
    SqlFollowSetParams set = { .track_clicks = on, .id = app->workspace_id };

    if (wanted == NULL)
        return true;
    if (!sql_follow_get(conn, &which, &row, NULL, error))
        return false;
    if (on && !g_str_has_prefix(row.public_url, "https://"))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "track_clicks: links can lead through Seventh only once people can reach "
                         "it; set the public address (--public-url https://...) first");
    return sql_follow_set(conn, &set, NULL, error);
}
