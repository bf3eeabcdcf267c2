/* The workspace: its name, its time zone, the postal address under mails, and whether it sends. */
#include "app/operations.h"

#include "app/follow.h"
#include "app/letterhead.h"
#include "store/queries.h"

#define MEBIBYTE (1 << 20)

static json_t *
workspace_json(App *app, DbConn *conn, GError **error)
{
    SqlWorkspaceGetParams which = { .id = app->workspace_id };
    SqlLetterheadGetParams letterhead_of = { .id = app->workspace_id };
    SqlWorkspaceLimitsGetParams limits_of = { .id = app->workspace_id };
    g_auto(SqlWorkspaceLimitsGetRow) limits = { 0 };
    g_auto(SqlWorkspaceGetRow) row = { 0 };
    SqlFollowGetParams follow_of = { .id = app->workspace_id };
    g_auto(SqlLetterheadGetRow) letterhead = { 0 };
    g_auto(SqlFollowGetRow) follow = { 0 };

    SqlAssetLimitsParams files_of = { .id = app->workspace_id };
    g_auto(SqlAssetLimitsRow) files = { 0 };

    if (!sql_workspace_get(conn, &which, &row, NULL, error) ||
        !sql_asset_limits(conn, &files_of, &files, NULL, error) ||
        !sql_letterhead_get(conn, &letterhead_of, &letterhead, NULL, error) ||
        !sql_workspace_limits_get(conn, &limits_of, &limits, NULL, error) ||
        !sql_follow_get(conn, &follow_of, &follow, NULL, error))
        return NULL;
    json_t *workspace = json_object();
    json_set_text(workspace, "name", row.name);
    json_set_text(workspace, "zone", row.zone);
    json_set_text(workspace, "postal_address", row.postal_address);
    json_set_text(workspace, "public_url", letterhead.public_url);
    json_set_text(workspace, "track_clicks", follow.track_clicks != 0 ? "on" : "off");
    json_set_text(workspace, "sending", row.sending_paused != 0 ? "off" : "on");
    json_set_int(workspace, "mail_day_limit", limits.mail_day_limit);
    json_set_int(workspace, "mail_hour_limit", limits.mail_hour_limit);
    json_set_int(workspace, "domain_day_limit", limits.domain_day_limit);
    json_set_int(workspace, "domain_hour_limit", limits.domain_hour_limit);
    json_set_int(workspace, "asset_limit_mb", files.asset_max_bytes / MEBIBYTE);
    json_set_int(workspace, "mail_files_limit_mb", files.mail_files_max_bytes / MEBIBYTE);
    json_set_bool(workspace, "demo", row.is_demo != 0);
    return workspace;
}

static bool
run_show(OperationCall *call, json_t **ret_result, GError **error)
{
    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);

    *ret_result = read != NULL ? workspace_json(call->app, read->conn, error) : NULL;
    return *ret_result != NULL;
}

/* Where people outside reach Seventh; nothing is said: as it is. */
static bool
set_public_url(OperationCall *call, DbConn *conn, GError **error)
{
    const char *given = json_text(call->params, "public_url", NULL);

    if (given == NULL)
        return true;
    g_autofree char *url = public_url_check(given, error);
    SqlLetterheadSetUrlParams params = { .public_url = url, .id = call->app->workspace_id };
    return url != NULL && sql_letterhead_set_url(conn, &params, NULL, error);
}

static bool
set_limits(OperationCall *call, DbConn *conn, GError **error)
{
    SqlWorkspaceLimitsGetParams which = { .id = call->app->workspace_id };
    g_auto(SqlWorkspaceLimitsGetRow) old = { 0 };

    if (!sql_workspace_limits_get(conn, &which, &old, NULL, error))
        return false;
    SqlWorkspaceLimitsSetParams limits = {
        .mail_day_limit = json_int(call->params, "mail_day_limit", old.mail_day_limit),
        .mail_hour_limit = json_int(call->params, "mail_hour_limit", old.mail_hour_limit),
        .domain_day_limit = json_int(call->params, "domain_day_limit", old.domain_day_limit),
        .domain_hour_limit = json_int(call->params, "domain_hour_limit", old.domain_hour_limit),
        .id = call->app->workspace_id,
    };
    return sql_workspace_limits_set(conn, &limits, NULL, error);
}

static bool
set_file_limits(OperationCall *call, DbConn *conn, GError **error)
{
    SqlAssetLimitsParams which = { .id = call->app->workspace_id };
    g_auto(SqlAssetLimitsRow) old = { 0 };

    if (!sql_asset_limits(conn, &which, &old, NULL, error))
        return false;
    int64_t file_mb = json_int(call->params, "asset_limit_mb", 0);
    int64_t mail_mb = json_int(call->params, "mail_files_limit_mb", 0);
    SqlAssetLimitsSetParams limits = {
        .asset_max_bytes = file_mb > 0 ? file_mb * MEBIBYTE : old.asset_max_bytes,
        .mail_files_max_bytes = mail_mb > 0 ? mail_mb * MEBIBYTE : old.mail_files_max_bytes,
        .id = call->app->workspace_id,
    };
    if (limits.asset_max_bytes > limits.mail_files_max_bytes)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "a file could not travel: --asset-limit-mb is at most "
                         "--mail-files-limit-mb, which is %" G_GINT64_FORMAT,
                         limits.mail_files_max_bytes / MEBIBYTE);
    return sql_asset_limits_set(conn, &limits, NULL, error);
}

static bool
run_set(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const json_t *params = call->params;
    const char *zone_text = json_text(params, "zone", NULL);
    const char *sending = json_text(params, "sending", NULL);
    const Zone *zone = zone_text != NULL ? zone_get(zone_text, error) : app->zone;
    SqlWorkspaceGetParams which = { .id = app->workspace_id };
    g_auto(SqlWorkspaceGetRow) old = { 0 };

    g_autoptr(AppTransaction) write = zone != NULL ? app_write_begin(app, error) : NULL;
    if (write == NULL || !sql_workspace_get(write->conn, &which, &old, NULL, error))
        return false;
    SqlWorkspaceUpdateParams row = {
        .name = json_text(params, "name", old.name),
        .zone = zone_text != NULL ? zone_name(zone) : old.zone,
        .ruleset = old.ruleset,
        .postal_address = json_text(params, "postal_address", old.postal_address),
        .sending_paused = sending != NULL ? g_str_equal(sending, "off") : old.sending_paused,
        .id = app->workspace_id,
    };
    if (!sql_workspace_update(write->conn, &row, NULL, error) ||
        !set_public_url(call, write->conn, error) || !set_limits(call, write->conn, error) ||
        !set_file_limits(call, write->conn, error) ||
        !follow_set(app, write->conn, json_text(params, "track_clicks", NULL), error))
        return false;
    g_autoptr(json_t) now = workspace_json(app, write->conn, error);
    if (now == NULL || !app_commit(write, error))
        return false;
    g_atomic_pointer_set(&app->zone, zone);
    *ret_result = g_steal_pointer(&now);
    return true;
}

static const OperationParam SET_PARAMS[] = {
    { "name", PARAM_TEXT, PARAM_OPTION, "NAME", "the team's or company's name", NULL, 0, 0 },
    { "zone", PARAM_TEXT, PARAM_OPTION, "ZONE", "of those who have none, as Europe/Berlin", NULL, 0,
      0 },
    { "postal_address", PARAM_TEXT, PARAM_OPTION, "TEXT", "stands under mails where law asks", NULL,
      0, 0 },
    { "public_url", PARAM_TEXT, PARAM_OPTION, "URL",
      "the https address people outside reach Seventh at; unsubscribe links lead there", NULL, 0,
      0 },
    { "mail_day_limit", PARAM_INT, PARAM_OPTION, "N", "mails a day of the whole team; 0: no limit",
      NULL, 0, 10000000 },
    { "mail_hour_limit", PARAM_INT, PARAM_OPTION, "N", "and an hour", NULL, 0, 10000000 },
    { "domain_day_limit", PARAM_INT, PARAM_OPTION, "N",
      "mails a day from all mailboxes of one domain; 0: no limit", NULL, 0, 10000000 },
    { "domain_hour_limit", PARAM_INT, PARAM_OPTION, "N", "and an hour", NULL, 0, 10000000 },
    { "asset_limit_mb", PARAM_INT, PARAM_OPTION, "N",
      "the largest file in the library, in MiB; 5 otherwise", NULL, 1, 15 },
    { "mail_files_limit_mb", PARAM_INT, PARAM_OPTION, "N",
      "the most that the files of a mail may have together, in MiB; 10 otherwise", NULL, 1, 15 },
    { "track_clicks", PARAM_TEXT, PARAM_OPTION, "on|off",
      "whether links in mail lead through Seventh and are counted; off otherwise", "on|off", 0, 0 },
    { "sending", PARAM_TEXT, PARAM_OPTION, "on|off", "off: no mail leaves", "on|off", 0, 0 },
    { 0 },
};

const Operation OP_WORKSPACE_SHOW = {
    .verb = "workspace show",
    .method = "GET",
    .path = "/api/v1/workspace",
    .role = ROLE_REP,
    .summary = "Show the workspace: name, zone, postal address, public address, whether it sends",
    .run = run_show,
};
const Operation OP_WORKSPACE_SET = {
    .verb = "workspace set",
    .method = "POST",
    .path = "/api/v1/workspace",
    .role = ROLE_ADMIN,
    .summary = "Change the workspace; other running nodes see a new zone when they start again",
    .params = SET_PARAMS,
    .run = run_set,
};
