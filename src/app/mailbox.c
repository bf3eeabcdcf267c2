/* A mailbox's row, with what it sent today and how it signs in. */
#include "app/mailbox.h"

#include "app/allowance.h"
#include "store/queries.h"

int64_t
mailbox_find(App *app, DbConn *conn, const char *address, GError **error)
{
    SqlMailboxListParams params = { .workspace_id = app->workspace_id };
    SqlMailboxListRow row;
    int64_t id = 0;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_mailbox_list(conn, &params, error);
    if (cursor == NULL)
        return 0;
    while ((step = sql_mailbox_list_next(cursor, &row, error)) == DB_ROW)
        if (g_ascii_strcasecmp(row.address, address) == 0)
            id = row.id;
    if (step == DB_DONE && id == 0)
        error_set(error, SEVENTH_ERROR_NOT_FOUND,
                  "there is no mailbox %s; `seventh mailbox list` shows them all", address);
    return id;
}

json_t *
mailbox_json(App *app, DbConn *conn, int64_t id, GError **error)
{
    g_auto(SqlMailboxGetRow) row = { 0 };
    g_auto(SqlMailboxDayGetRow) today = { 0 };
    SqlMailboxGetParams which = { .workspace_id = app->workspace_id, .id = id };
    g_auto(SqlMailboxOauthGetRow) oauth = { 0 };
    g_auto(SqlMailboxCopiesGetRow) copies = { 0 };
    bool found, by_oauth;

    if (!sql_mailbox_get(conn, &which, &row, NULL, error))
        return NULL;
    const Zone *zone = app_zone_or_default(app, row.user_zone);
    SqlMailboxDayGetParams day = { .workspace_id = app->workspace_id,
                                   .mailbox_id = id,
                                   .day = zone_day_at(zone, app_now_us(app), NULL) };
    SqlMailboxCopiesGetParams copies_of = { .workspace_id = app->workspace_id, .id = id };
    SqlMailboxOauthGetParams oauth_of = { .workspace_id = app->workspace_id, .mailbox_id = id };
    Allowance allowance;
    if (!sql_mailbox_day_get(conn, &day, &today, &found, error) ||
        !allowance_load(app, conn, &row, &allowance, error) ||
        !sql_mailbox_oauth_get(conn, &oauth_of, &oauth, &by_oauth, error) ||
        !sql_mailbox_copies_get(conn, &copies_of, &copies, NULL, error))
        return NULL;
    json_t *mailbox = json_object();
    json_set_int(mailbox, "mailbox_id", row.id);
    json_set_text(mailbox, "address", row.address);
    json_set_text(mailbox, "name", row.name);
    json_set_text(mailbox, "user", row.user_name);
    json_set_text(mailbox, "smtp", row.smtp_url);
    json_set_text(mailbox, "smtp_user", row.smtp_user);
    json_set_text(mailbox, "imap", row.imap_url);
    json_set_text(mailbox, "imap_user", row.imap_user);
    json_set_text(mailbox, "oauth", by_oauth ? oauth.provider : NULL);
    json_set_bool(mailbox, "signed_in", !by_oauth || oauth.refresh_sealed != NULL);
    json_set_text(mailbox, "sent_copy", copies.sent_copy);
    json_set_text(mailbox, "sent_folder", copies.sent_folder);
    json_set_text(mailbox, "ca_file", row.ca_file);
    json_set_int(mailbox, "daily_limit", row.daily_limit);
    json_set_int(mailbox, "pace_s", row.pace_s);
    json_set_int(mailbox, "sent_today", found ? today.sent : 0);
    allowance_describe(&allowance, mailbox);
    json_set_text(mailbox, "state", row.is_paused != 0 ? "paused" : "active");
    json_set_text(mailbox, "paused_why", row.paused_why);
    json_set_instant(mailbox, "last_checked", row.checked_us, zone);
    json_set_text(mailbox, "last_error", row.last_error);
    return mailbox;
}
