/* Mailboxes: add and change. */
#include "app/operations.h"

#include <string.h>

#include "app/access.h"
#include "app/mailbox.h"
#include "app/oauth.h"
#include "app/secret.h"
#include "app/sent_copies.h"
#include "mail/compose.h"
#include "store/queries.h"

#define DEFAULT_DAILY_LIMIT 100
#define DEFAULT_PACE_S 20

static bool
check_url(const char *what, const char *url, const char *schemes, GError **error)
{
    g_auto(GStrv) known = g_strsplit(schemes, " ", -1);

    for (char **scheme = known; *scheme != NULL; scheme++)
        if (g_str_has_prefix(url, *scheme))
            return true;
    return error_set(error, SEVENTH_ERROR_INVALID,
                     "%s: \"%s\" is no such address; it begins with one of %s", what, url, schemes);
}

static bool
check_urls(const json_t *params, GError **error)
{
    const char *smtp = json_text(params, "smtp", NULL), *imap = json_text(params, "imap", NULL);

    return (smtp == NULL ||
            check_url("smtp", smtp, "smtps:// smtp:// smtp+plain:// outbox:", error)) &&
           (imap == NULL || imap[0] == '\0' ||
            check_url("imap", imap, "imaps:// imap:// imap+plain://", error));
}

static bool
find_user(OperationCall *call, DbConn *conn, int64_t *ret_id, GError **error)
{
    const char *email = json_text(call->params, "user", NULL);
    g_auto(SqlUserFirstRow) first = { 0 };
    SqlUserFirstParams any = { .workspace_id = call->app->workspace_id };

    if (email != NULL)
        return app_find_user(call->app, conn, email, ret_id, error);
    *ret_id = call->actor->user_id;
    if (*ret_id != 0)
        return true;
    if (!sql_user_first(conn, &any, &first, NULL, error))
        return false;
    *ret_id = first.id;
    return true;
}

/* Seals a password for an address; NULL without one. */
static bool
seal(App *app, const char *address, const char *password, GBytes **ret, GError **error)
{
    *ret = NULL;
    if (password == NULL || password[0] == '\0')
        return true;
    *ret = secret_seal(app, address, password, error);
    return *ret != NULL;
}

static const void *
bytes_or_null(GBytes *bytes, gsize *ret_length)
{
    *ret_length = 0;
    return bytes != NULL ? g_bytes_get_data(bytes, ret_length) : NULL;
}

/* A client must be there before a mailbox relies on it. Nobody has signed in yet, so it waits. */
static bool
set_provider(App *app, DbConn *conn, int64_t id, const char *provider, GError **error)
{
    g_auto(SqlOauthClientGetRow) client = { 0 };
    SqlOauthClientGetParams which = { .workspace_id = app->workspace_id, .provider = provider };
    SqlMailboxOauthPutParams put = { .workspace_id = app->workspace_id,
                                     .mailbox_id = id,
                                     .provider = provider };
    SqlMailboxSetPausedParams pause = { .is_paused = 1,
                                        .paused_why = "Nobody has signed in to it yet.",
                                        .workspace_id = app->workspace_id,
                                        .id = id };
    bool found;

    if (!sql_oauth_client_get(conn, &which, &client, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "no client is set for %s: an admin makes one there, then `seventh oauth "
                         "set %s --client-id ID`",
                         provider, provider);
    return sql_mailbox_oauth_put(conn, &put, NULL, error) &&
           sql_mailbox_set_paused(conn, &pause, NULL, error);
}

/* NULL: by password. */
static const char *
wanted_provider(const json_t *params)
{
    const char *provider = json_text(params, "oauth", NULL);
    return provider != NULL && strcmp(provider, "off") != 0 ? provider : NULL;
}

static bool
insert_mailbox(OperationCall *call, DbConn *conn, int64_t *ret_id, GError **error)
{
    App *app = call->app;
    const json_t *params = call->params;
    const char *address = json_text(params, "address", "");
    const char *provider = wanted_provider(params);
    const OauthPreset *preset = provider != NULL ? oauth_preset(provider) : NULL;
    const char *password = provider == NULL ? json_text(params, "password", NULL) : NULL;
    const char *imap = json_text(params, "imap", preset != NULL ? preset->imap : NULL);
    g_autoptr(GBytes) smtp_secret = NULL, imap_secret = NULL;
    g_auto(SqlMailboxInsertRow) inserted = { 0 };
    int64_t user_id;

    if (!find_user(call, conn, &user_id, error) ||
        !seal(app, address, password, &smtp_secret, error) ||
        !seal(app, address, imap != NULL ? json_text(params, "imap_password", password) : NULL,
              &imap_secret, error))
        return false;
    SqlMailboxInsertParams row = {
        .workspace_id = app->workspace_id,
        .user_id = user_id,
        .address = address,
        .name = json_text(params, "name", ""),
        .smtp_url = json_text(params, "smtp", preset != NULL ? preset->smtp : ""),
        .smtp_user = password != NULL || provider != NULL ? json_text(params, "smtp_user", address)
                                                          : json_text(params, "smtp_user", NULL),
        .imap_url = imap,
        .imap_user = imap != NULL ? json_text(params, "imap_user", address) : NULL,
        .imap_folder = "INBOX",
        .ca_file = json_text(params, "ca_file", NULL),
        .daily_limit = json_int(params, "daily_limit", DEFAULT_DAILY_LIMIT),
        .pace_s = json_int(params, "pace", DEFAULT_PACE_S),
        .created_us = app_now_us(app),
    };
    row.smtp_secret = bytes_or_null(smtp_secret, &row.smtp_secret_length);
    row.imap_secret = bytes_or_null(imap_secret, &row.imap_secret_length);
    if (!sql_mailbox_insert(conn, &row, &inserted, NULL, error)) {
        if (error != NULL && g_error_matches(*error, SEVENTH_ERROR, SEVENTH_ERROR_CONFLICT)) {
            g_clear_error(error);
            error_set(error, SEVENTH_ERROR_CONFLICT,
                      "mailbox %s is there already; change it with `seventh mailbox edit`",
                      address);
        }
        return false;
    }
    *ret_id = inserted.id;
    return sent_copies_set(app, conn, inserted.id, params, error) &&
           (provider == NULL || set_provider(app, conn, inserted.id, provider, error));
}

/* Where the mail leaves has to be known. */
static bool
check_sending(const json_t *params, GError **error)
{
    const char *provider = wanted_provider(params);

    if (json_text(params, "smtp", NULL) != NULL ||
        (provider != NULL && oauth_preset(provider) != NULL))
        return true;
    return error_set(error, SEVENTH_ERROR_INVALID,
                     "smtp: say where its mail leaves, with --smtp smtp://host:587, smtps://, "
                     "smtp+plain:// or outbox:");
}

/* What was not said stays as it is. */
static bool
set_limits(OperationCall *call, DbConn *conn, int64_t id, GError **error)
{
    SqlMailboxLimitsGetParams which = { .workspace_id = call->app->workspace_id, .id = id };
    g_auto(SqlMailboxLimitsGetRow) old = { 0 };

    if (!sql_mailbox_limits_get(conn, &which, &old, NULL, error))
        return false;
    SqlMailboxLimitsSetParams limits = {
        .hourly_limit = json_int(call->params, "hourly_limit", old.hourly_limit),
        .ramp_days = json_int(call->params, "ramp_days", old.ramp_days),
        .workspace_id = call->app->workspace_id,
        .id = id,
    };
    return sql_mailbox_limits_set(conn, &limits, NULL, error);
}

static bool
run_add(OperationCall *call, json_t **ret_result, GError **error)
{
    int64_t id;

    if (!mail_address_check(json_text(call->params, "address", ""), error) ||
        !check_sending(call->params, error) || !check_urls(call->params, error))
        return false;
    g_autoptr(AppTransaction) write = app_write_begin(call->app, error);
    if (write == NULL || !insert_mailbox(call, write->conn, &id, error) ||
        !set_limits(call, write->conn, id, error))
        return false;
    g_autoptr(json_t) mailbox = mailbox_json(call->app, write->conn, id, error);
    if (mailbox == NULL || !app_commit(write, error))
        return false;
    *ret_result = g_steal_pointer(&mailbox);
    return true;
}

/* NULL: as it was; "off": by password; the provider it has already: nothing to do. */
static bool
change_sign_in(App *app, DbConn *conn, int64_t id, const char *provider, GError **error)
{
    g_auto(SqlMailboxOauthGetRow) old = { 0 };
    SqlMailboxOauthGetParams which = { .workspace_id = app->workspace_id, .mailbox_id = id };
    SqlMailboxOauthRemoveParams remove = { .workspace_id = app->workspace_id, .mailbox_id = id };
    bool found;

    if (provider == NULL)
        return true;
    if (strcmp(provider, "off") == 0)
        return sql_mailbox_oauth_remove(conn, &remove, NULL, error);
    if (!sql_mailbox_oauth_get(conn, &which, &old, &found, error))
        return false;
    return (found && strcmp(old.provider, provider) == 0) ||
           set_provider(app, conn, id, provider, error);
}

static bool
run_edit(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const json_t *params = call->params;
    const char *address = json_text(params, "address", "");
    const char *password = json_text(params, "password", NULL);
    g_autoptr(GBytes) secret = NULL;
    g_auto(SqlMailboxGetRow) old = { 0 };

    if (!check_urls(params, error) || !seal(app, address, password, &secret, error))
        return false;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    int64_t id = write != NULL ? mailbox_find(app, write->conn, address, error) : 0;
    SqlMailboxGetParams which = { .workspace_id = app->workspace_id, .id = id };
    if (id == 0 || !sql_mailbox_get(write->conn, &which, &old, NULL, error))
        return false;
    int64_t user_id = old.user_id;
    if (json_text(params, "user", NULL) != NULL && !find_user(call, write->conn, &user_id, error))
        return false;
    SqlMailboxUpdateParams row = {
        .user_id = user_id,
        .name = json_text(params, "name", old.name),
        .smtp_url = json_text(params, "smtp", old.smtp_url),
        .smtp_user = json_text(params, "smtp_user", old.smtp_user),
        .smtp_secret = old.smtp_secret,
        .smtp_secret_length = old.smtp_secret_length,
        .imap_url = json_text(params, "imap", old.imap_url),
        .imap_user = json_text(params, "imap_user", old.imap_user),
        .imap_secret = old.imap_secret,
        .imap_secret_length = old.imap_secret_length,
        .ca_file = json_text(params, "ca_file", old.ca_file),
        .daily_limit = json_int(params, "daily_limit", old.daily_limit),
        .pace_s = json_int(params, "pace", old.pace_s),
        .workspace_id = app->workspace_id,
        .id = id,
    };
    if (secret != NULL) {
        row.smtp_secret = bytes_or_null(secret, &row.smtp_secret_length);
        row.imap_secret = row.smtp_secret;
        row.imap_secret_length = row.smtp_secret_length;
        row.smtp_user = row.smtp_user != NULL ? row.smtp_user : address;
    }
    if (!sql_mailbox_update(write->conn, &row, NULL, error) ||
        !sent_copies_set(app, write->conn, id, params, error) ||
        !change_sign_in(app, write->conn, id, json_text(params, "oauth", NULL), error) ||
        !set_limits(call, write->conn, id, error))
        return false;
    g_autoptr(json_t) mailbox = mailbox_json(app, write->conn, id, error);
    if (mailbox == NULL || !app_commit(write, error))
        return false;
    *ret_result = g_steal_pointer(&mailbox);
    return true;
}

#define ADDRESS_HELP "the mailbox's address"
/* clang-format off */
#define SMTP_USER_PARAM \
    { "smtp_user", PARAM_TEXT, PARAM_OPTION, \
      "USER", "SMTP user; the address otherwise", NULL, 0, 0 }
#define IMAP_PARAM \
    { "imap", PARAM_TEXT, PARAM_OPTION, \
      "URL", "imaps://host:993; without it no reply is seen", NULL, 0, 0 }
#define IMAP_USER_PARAM \
    { "imap_user", PARAM_TEXT, PARAM_OPTION, \
      "USER", "IMAP user; the address otherwise", NULL, 0, 0 }
#define PASSWORD_PARAM \
    { "password", PARAM_TEXT, PARAM_OPTION, \
      "TEXT", "better: SEVENTH_PASSWORD or stdin", NULL, 0, 0 }
#define IMAP_PASSWORD_PARAM \
    { "imap_password", PARAM_TEXT, PARAM_OPTION, \
      "TEXT", "if it differs", NULL, 0, 0 }
#define OAUTH_PARAM \
    { "oauth", PARAM_TEXT, PARAM_OPTION, \
      "PROVIDER", "no password: google, microsoft or an https address; off", NULL, 0, 0 }
#define SENT_COPY_PARAM \
    { "sent_copy", PARAM_TEXT, PARAM_OPTION, \
      "auto|on|off", "keep copies in Sent; auto: where the provider does not", "auto|on|off", 0, 0 }
#define SENT_FOLDER_PARAM \
    { "sent_folder", PARAM_TEXT, PARAM_OPTION, \
      "NAME", "the folder for copies; found by itself otherwise", NULL, 0, 0 }
#define NAME_PARAM \
    { "name", PARAM_TEXT, PARAM_OPTION, \
      "NAME", "the sender's name", NULL, 0, 0 }
#define DAILY_LIMIT_PARAM \
    { "daily_limit", PARAM_INT, PARAM_OPTION, \
      "N", "mails a day at most; 100 otherwise", NULL, 1, 100000 }
#define HOURLY_LIMIT_PARAM \
    { "hourly_limit", PARAM_INT, PARAM_OPTION, \
      "N", "mails an hour at most; 0: no limit", NULL, 0, 100000 }
#define RAMP_PARAM \
    { "ramp_days", PARAM_INT, PARAM_OPTION, \
      "DAYS", "a new mailbox starts with 20 mails a day and grows for so long; 0: not", NULL, 0, \
      90 }
#define PACE_PARAM \
    { "pace", PARAM_INT, PARAM_OPTION, \
      "SECONDS", "least time between two mails, up to half more by chance; 20 otherwise", NULL, 0, \
      86400 }
#define CA_FILE_PARAM \
    { "ca_file", PARAM_PATH, PARAM_OPTION, \
      "FILE", "a certificate authority of your own", NULL, 0, 0 }
#define USER_PARAM \
    { "user", PARAM_TEXT, PARAM_OPTION, \
      "EMAIL", "whose mailbox it is", NULL, 0, 0 }
/* clang-format on */

static const OperationParam ADD_PARAMS[] = {
    { "address", PARAM_TEXT, PARAM_REQUIRED, "ADDRESS", ADDRESS_HELP, NULL, 0, 0 },
    { "smtp", PARAM_TEXT, PARAM_OPTION, "URL",
      "smtp://host:587 (STARTTLS), smtps://host:465, smtp+plain://host:25, or outbox:", NULL, 0,
      0 },
    SMTP_USER_PARAM,
    IMAP_PARAM,
    IMAP_USER_PARAM,
    PASSWORD_PARAM,
    IMAP_PASSWORD_PARAM,
    OAUTH_PARAM,
    SENT_COPY_PARAM,
    SENT_FOLDER_PARAM,
    NAME_PARAM,
    DAILY_LIMIT_PARAM,
    HOURLY_LIMIT_PARAM,
    RAMP_PARAM,
    PACE_PARAM,
    CA_FILE_PARAM,
    USER_PARAM,
    { 0 },
};
static const OperationParam EDIT_PARAMS[] = {
    { "address", PARAM_TEXT, PARAM_POSITIONAL, "ADDRESS", ADDRESS_HELP, NULL, 0, 0 },
    { "smtp", PARAM_TEXT, PARAM_OPTION, "URL", "another SMTP server", NULL, 0, 0 },
    SMTP_USER_PARAM,
    IMAP_PARAM,
    IMAP_USER_PARAM,
    PASSWORD_PARAM,
    IMAP_PASSWORD_PARAM,
    OAUTH_PARAM,
    SENT_COPY_PARAM,
    SENT_FOLDER_PARAM,
    NAME_PARAM,
    DAILY_LIMIT_PARAM,
    HOURLY_LIMIT_PARAM,
    RAMP_PARAM,
    PACE_PARAM,
    CA_FILE_PARAM,
    USER_PARAM,
    { 0 },
};
const Operation OP_MAILBOX_ADD = {
    .verb = "mailbox add",
    .method = "POST",
    .path = "/api/v1/mailboxes",
    .role = ROLE_REP,
    .summary = "Add a mailbox that sends and is read for replies",
    .params = ADD_PARAMS,
    .run = run_add,
};
const Operation OP_MAILBOX_EDIT = {
    .verb = "mailbox edit",
    .method = "POST",
    .path = "/api/v1/mailboxes/:address",
    .role = ROLE_REP,
    .summary = "Change a mailbox",
    .params = EDIT_PARAMS,
    .run = run_edit,
};
