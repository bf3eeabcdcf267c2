/* Passwords opened, tokens refreshed. */
#include "app/access.h"

#include <string.h>

#include "app/oauth.h"
#include "app/secret.h"

#define FRESH_US (2 * MINUTE_US)

void
access_clear(Access *self)
{
    secret_free(g_steal_pointer(&self->password));
    secret_free(g_steal_pointer(&self->bearer));
}

static bool
load(App *app, int64_t mailbox_id, SqlMailboxOauthGetRow *row, bool *ret_found, GError **error)
{
    SqlMailboxOauthGetParams which = { .workspace_id = app->workspace_id,
                                       .mailbox_id = mailbox_id };
    g_autoptr(AppTransaction) read = app_read_begin(app, error);

    return read != NULL && sql_mailbox_oauth_get(read->conn, &which, row, ret_found, error);
}

/* The provider said no: nothing leaves until somebody signed in again. */
static bool
pause_mailbox(App *app, const SqlMailboxGetRow *mailbox, const char *why, GError **error)
{
    SqlMailboxSetPausedParams pause = {
        .is_paused = 1, .paused_why = why, .workspace_id = app->workspace_id, .id = mailbox->id
    };
    SqlMailboxOauthTokensParams none = { .access_until_us = DB_NULL_INT,
                                         .workspace_id = app->workspace_id,
                                         .mailbox_id = mailbox->id };
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    return write != NULL && sql_mailbox_set_paused(write->conn, &pause, NULL, error) &&
           sql_mailbox_oauth_tokens(write->conn, &none, NULL, error) && app_commit(write, error);
}

static bool
refuse(App *app, const SqlMailboxGetRow *mailbox, const char *provider, const char *problem,
       GError **error)
{
    g_autofree char *why =
        g_strdup_printf("%s no longer lets Seventh in: %s. Sign in again on the mailbox's page or "
                        "with `seventh mailbox sign-in %s`.",
                        oauth_provider_say(provider), problem, mailbox->address);

    return pause_mailbox(app, mailbox, why, error) &&
           error_set(error, SEVENTH_ERROR_DENIED, "%s", why);
}

static bool
refresh(App *app, const SqlMailboxGetRow *mailbox, const SqlMailboxOauthGetRow *row,
        Access *ret_access, GError **error)
{
    g_auto(OauthTokens) tokens = { 0 };
    g_autoptr(GError) problem = NULL;
    g_autofree char *context = oauth_token_context(mailbox->id);
    char *before =
        secret_open(app, context, row->refresh_sealed, row->refresh_sealed_length, error);

    if (before == NULL)
        return false;
    bool done = oauth_refresh_tokens(app, row->provider, before, &tokens, &problem);
    if (done && tokens.refresh == NULL)
        tokens.refresh = g_strdup(before);
    secret_free(before);
    if (!done && g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_DENIED))
        return refuse(app, mailbox, row->provider, problem->message, error);
    if (!done) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    if (!oauth_keep_tokens(app, mailbox->id, &tokens, &ret_access->until_us, error))
        return false;
    ret_access->bearer = g_strdup(tokens.access);
    return true;
}

/* `ret_used`: the mailbox signs in so. */
static bool
open_bearer(App *app, const SqlMailboxGetRow *mailbox, bool *ret_used, Access *ret_access,
            GError **error)
{
    g_auto(SqlMailboxOauthGetRow) row = { 0 };

    if (!load(app, mailbox->id, &row, ret_used, error))
        return false;
    if (!*ret_used)
        return true;
    if (row.refresh_sealed == NULL)
        return error_set(error, SEVENTH_ERROR_DENIED,
                         "nobody has signed in to %s yet: do it on the mailbox's page, or with "
                         "`seventh mailbox sign-in %s`",
                         oauth_provider_say(row.provider), mailbox->address);
    if (row.access_sealed == NULL || row.access_until_us == DB_NULL_INT ||
        row.access_until_us < app_now_us(app) + FRESH_US)
        return refresh(app, mailbox, &row, ret_access, error);
    g_autofree char *context = oauth_token_context(mailbox->id);
    ret_access->until_us = row.access_until_us;
    ret_access->bearer =
        secret_open(app, context, row.access_sealed, row.access_sealed_length, error);
    return ret_access->bearer != NULL;
}

static bool
open_access(App *app, const SqlMailboxGetRow *mailbox, const void *sealed, gsize length,
            Access *ret_access, GError **error)
{
    bool by_token;

    *ret_access = (Access){ .until_us = INSTANT_NONE };
    if (!open_bearer(app, mailbox, &by_token, ret_access, error))
        return false;
    if (by_token || sealed == NULL)
        return true;
    ret_access->password = secret_open(app, mailbox->address, sealed, length, error);
    return ret_access->password != NULL;
}

bool
access_smtp(App *app, const SqlMailboxGetRow *mailbox, Access *ret_access, GError **error)
{
    return open_access(app, mailbox, mailbox->smtp_secret, mailbox->smtp_secret_length, ret_access,
                       error);
}

bool
access_imap(App *app, const SqlMailboxGetRow *mailbox, Access *ret_access, GError **error)
{
    return open_access(app, mailbox, mailbox->imap_secret, mailbox->imap_secret_length, ret_access,
                       error);
}

static bool
forget_access(App *app, int64_t mailbox_id, GError **error)
{
    SqlMailboxOauthStaleParams stale = { .workspace_id = app->workspace_id,
                                         .mailbox_id = mailbox_id };
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    return write != NULL && sql_mailbox_oauth_stale(write->conn, &stale, NULL, error) &&
           app_commit(write, error);
}

ImapSession *
access_imap_open(App *app, const SqlMailboxGetRow *mailbox, GError **error)
{
    g_auto(Access) access = { 0 };
    g_autoptr(GError) problem = NULL;

    if (!access_imap(app, mailbox, &access, error))
        return NULL;
    ImapOptions options = {
        .url = mailbox->imap_url,
        .user = mailbox->imap_user != NULL ? mailbox->imap_user : mailbox->address,
        .password = access.password,
        .bearer = access.bearer,
        .ca_file = mailbox->ca_file,
    };
    ImapSession *session = imap_session_open(&options, &problem);
    if (session != NULL)
        return session;
    if (access.bearer != NULL && g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_DENIED) &&
        !forget_access(app, mailbox->id, error))
        return NULL;
    g_propagate_error(error, g_steal_pointer(&problem));
    return NULL;
}

bool
access_until(App *app, int64_t mailbox_id, Instant *ret_until_us, GError **error)
{
    g_auto(SqlMailboxOauthGetRow) row = { 0 };
    bool found;

    if (!load(app, mailbox_id, &row, &found, error))
        return false;
    *ret_until_us =
        found && row.access_until_us != DB_NULL_INT ? row.access_until_us - FRESH_US : INSTANT_NONE;
    return true;
}
