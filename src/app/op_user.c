/* Users: add, list, edit, password. */
#include "app/operations.h"

#include <string.h>

#include "app/secret.h"
#include "mail/compose.h"
#include "store/queries.h"

static json_t *
user_json(const char *email, const char *name, const char *role, const char *zone, bool active)
{
    json_t *user = json_object();

    json_set_text(user, "email", email);
    json_set_text(user, "name", name);
    json_set_text(user, "role", role);
    json_set_text(user, "zone", zone);
    json_set_bool(user, "active", active);
    return user;
}

static bool
check_zone(const char *zone, GError **error)
{
    return zone == NULL || zone_get(zone, error) != NULL;
}

static bool
run_add(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const json_t *params = call->params;
    g_autofree char *email = g_utf8_strdown(json_text(params, "email", ""), -1);
    const char *password = json_text(params, "password", NULL);
    const char *role = json_text(params, "role", "rep");
    const char *zone = json_text(params, "zone", zone_name(app->zone));
    const char *name = json_text(params, "name", email);
    g_autofree char *hash = NULL;
    g_auto(SqlUserByEmailRow) there = { 0 };
    g_auto(SqlUserInsertRow) inserted = { 0 };
    bool found;

    if (!mail_address_check(email, error) || !check_zone(zone, error))
        return false;
    if (password != NULL && (hash = password_hash(app, password, error)) == NULL)
        return false;
    SqlUserByEmailParams which = { .workspace_id = app->workspace_id, .email = email };
    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_user_by_email(write->conn, &which, &there, &found, error))
        return false;
    if (found)
        return error_set(error, SEVENTH_ERROR_CONFLICT, "user %s is there already", email);
    SqlUserInsertParams row = {
        .workspace_id = app->workspace_id,
        .email = email,
        .name = name,
        .role = role,
        .zone = zone,
        .password_hash = hash,
        .created_us = app_now_us(app),
    };
    if (!sql_user_insert(write->conn, &row, &inserted, NULL, error) || !app_commit(write, error))
        return false;
    *ret_result = user_json(email, name, role, zone, true);
    return true;
}

static bool
run_list(OperationCall *call, json_t **ret_result, GError **error)
{
    SqlUserListParams params = { .workspace_id = call->app->workspace_id };
    SqlUserListRow row;
    DbStep step;

    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);
    if (read == NULL)
        return false;
    g_autoptr(DbCursor) cursor = sql_user_list(read->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_user_list_next(cursor, &row, error)) == DB_ROW) {
        g_autoptr(json_t) user =
            user_json(row.email, row.name, row.role, row.zone, row.is_active != 0);
        if (!call->emit(user, call->emit_data))
            return true;
    }
    return step == DB_DONE;
}

static bool
run_edit(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const json_t *params = call->params;
    g_auto(SqlUserGetRow) old = { 0 };
    SqlUserGetParams which = { .workspace_id = app->workspace_id };

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !check_zone(json_text(params, "zone", NULL), error) ||
        !app_find_user(app, write->conn, json_text(params, "email", ""), &which.id, error) ||
        !sql_user_get(write->conn, &which, &old, NULL, error))
        return false;
    SqlUserUpdateParams row = {
        .name = json_text(params, "name", old.name),
        .role = json_text(params, "role", old.role),
        .zone = json_text(params, "zone", old.zone),
        .is_active = json_flag(params, "inactive", false) ? 0 : 1,
        .workspace_id = app->workspace_id,
        .id = which.id,
    };
    if (!sql_user_update(write->conn, &row, NULL, error) || !app_commit(write, error))
        return false;
    *ret_result = user_json(old.email, row.name, row.role, row.zone, row.is_active != 0);
    return true;
}

static bool
run_password(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const char *email = json_text(call->params, "email", "");
    const char *password = json_text(call->params, "password", NULL);
    SqlUserSetPasswordParams set = { .workspace_id = app->workspace_id };

    if (password == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "give the new password on stdin, or in SEVENTH_PASSWORD");
    g_autofree char *hash = password_hash(app, password, error);
    g_autoptr(AppTransaction) write = hash != NULL ? app_write_begin(app, error) : NULL;
    if (write == NULL || !app_find_user(app, write->conn, email, &set.id, error))
        return false;
    set.password_hash = hash;
    SqlSessionDeleteOfUserParams out = { .workspace_id = app->workspace_id, .user_id = set.id };
    if (!sql_user_set_password(write->conn, &set, NULL, error) ||
        !sql_session_delete_of_user(write->conn, &out, NULL, error) || !app_commit(write, error))
        return false;
    *ret_result = json_pack("{s:s, s:b}", "email", email, "password_set", 1);
    return true;
}

#define ROLES "rep|manager|admin"

static const OperationParam ADD_PARAMS[] = {
    { "email", PARAM_TEXT, PARAM_REQUIRED, "EMAIL", "the address to sign in with", NULL, 0, 0 },
    { "name", PARAM_TEXT, PARAM_OPTION, "NAME", "as prospects will read it", NULL, 0, 0 },
    { "role", PARAM_TEXT, PARAM_OPTION, "ROLE", "rep otherwise", ROLES, 0, 0 },
    { "zone", PARAM_TEXT, PARAM_OPTION, "ZONE", "where they work, as Europe/Berlin", NULL, 0, 0 },
    { "password", PARAM_TEXT, PARAM_OPTION, "TEXT", "better: SEVENTH_PASSWORD or stdin", NULL, 0,
      0 },
    { 0 },
};
static const OperationParam EDIT_PARAMS[] = {
    { "email", PARAM_TEXT, PARAM_POSITIONAL, "EMAIL", "the user", NULL, 0, 0 },
    { "name", PARAM_TEXT, PARAM_OPTION, "NAME", "another name", NULL, 0, 0 },
    { "role", PARAM_TEXT, PARAM_OPTION, "ROLE", "another role", ROLES, 0, 0 },
    { "zone", PARAM_TEXT, PARAM_OPTION, "ZONE", "another time zone", NULL, 0, 0 },
    { "inactive", PARAM_FLAG, PARAM_OPTION, NULL, "may no longer sign in", NULL, 0, 0 },
    { 0 },
};
static const OperationParam PASSWORD_PARAMS[] = {
    { "email", PARAM_TEXT, PARAM_POSITIONAL, "EMAIL", "the user", NULL, 0, 0 },
    { "password", PARAM_TEXT, PARAM_OPTION, "TEXT", "better: SEVENTH_PASSWORD or stdin", NULL, 0,
      0 },
    { 0 },
};

const Operation OP_USER_ADD = {
    .verb = "user add",
    .method = "POST",
    .path = "/api/v1/users",
    .role = ROLE_ADMIN,
    .summary = "Add a user",
    .params = ADD_PARAMS,
    .run = run_add,
};
const Operation OP_USER_LIST = {
    .verb = "user list",
    .method = "GET",
    .path = "/api/v1/users",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "List the users",
    .run = run_list,
};
const Operation OP_USER_EDIT = {
    .verb = "user edit",
    .method = "POST",
    .path = "/api/v1/users/:email",
    .role = ROLE_ADMIN,
    .summary = "Change a user's name, role or time zone",
    .params = EDIT_PARAMS,
    .run = run_edit,
};
const Operation OP_USER_PASSWORD = {
    .verb = "user password",
    .method = "POST",
    .path = "/api/v1/users/:email/password",
    .role = ROLE_ADMIN,
    .summary = "Set a user's password; signs them out everywhere",
    .params = PASSWORD_PARAMS,
    .run = run_password,
};
