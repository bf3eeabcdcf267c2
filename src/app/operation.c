/* The table itself, and the checks every face shares. */
#include "app/operations.h"

#include <string.h>

/* clang-format off: one a line, so that neighbours do not meet in a merge */
const Operation *const OPERATIONS[] = {
    &OP_TODAY,
    &OP_TODAY_COUNTS,
    &OP_IMPORT_PROSPECTS,
    &OP_IMPORT_PREVIEW,
    &OP_IMPORT_ACCOUNTS,
    &OP_IMPORT_ACTIVITIES,
    &OP_PROSPECT_LIST,
    &OP_PROSPECT_SHOW,
    &OP_PROSPECT_EDIT,
    &OP_PROSPECT_OPT_OUT,
    &OP_PROSPECT_NEXT,
    &OP_PROSPECT_PAUSE,
    &OP_PROSPECT_RESUME,
    &OP_ACCOUNT_SHOW,
    &OP_SIGNAL_ADD,
    &OP_NEXT_LIST,
    &OP_NEXT_SHOW,
    &OP_EXPORT,
    &OP_TIMELINE,
    &OP_SEQUENCE_CHECK,
    &OP_SEQUENCE_ADD,
    &OP_SEQUENCE_LIST,
    &OP_SEQUENCE_SHOW,
    &OP_ENROLL,
    &OP_UNENROLL,
    &OP_PLAN,
    &OP_WORK,
    &OP_TOUCH_LOG,
    &OP_TOUCH_SEND,
    &OP_TOUCH_UNSEND,
    &OP_TOUCH_UNDO,
    &OP_TOUCH_SKIP,
    &OP_TOUCH_MOVE,
    &OP_TOUCH_BATCH,
    &OP_PROMISE_ADD,
    &OP_PROMISE_CHECK,
    &OP_PROMISE_READ,
    &OP_PROMISE_MOVE,
    &OP_PROMISE_CANCEL,
    &OP_PROMISE_LIST,
    &OP_PROMISE_RATES,
    &OP_MAILBOX_ADD,
    &OP_MAILBOX_EDIT,
    &OP_MAILBOX_LIST,
    &OP_MAILBOX_TEST,
    &OP_MAILBOX_PAUSE,
    &OP_MAILBOX_RESUME,
    &OP_MAILBOX_SIGN_IN,
    &OP_OAUTH_SET,
    &OP_OAUTH_LIST,
    &OP_OAUTH_REMOVE,
    &OP_DKIM_ADD,
    &OP_DKIM_ON,
    &OP_DKIM_OFF,
    &OP_DKIM_REMOVE,
    &OP_DKIM_LIST,
    &OP_USER_ADD,
    &OP_USER_LIST,
    &OP_USER_EDIT,
    &OP_USER_PASSWORD,
    &OP_TOKEN_ADD,
    &OP_TOKEN_LIST,
    &OP_TOKEN_REVOKE,
    &OP_WORKSPACE_SHOW,
    &OP_WORKSPACE_SET,
    &OP_RULESET_RULES,
    &OP_RULESET_SHOW,
    &OP_RULESET_TABLE,
    &OP_RULESET_LIST,
    &OP_RULESET_SET,
    &OP_RULESET_REMOVE,
    &OP_SUPPRESS_ADD,
    &OP_SUPPRESS_REMOVE,
    &OP_SUPPRESS_LIST,
    &OP_SUPPRESS_IMPORT,
    &OP_DAY_OFF_ADD,
    &OP_DAY_OFF_LIST,
    &OP_DAY_OFF_REMOVE,
    &OP_HOLIDAY_LIST,
    &OP_REPLY_LIST,
    &OP_REPLY_SHOW,
    &OP_REPLY_DONE,
    &OP_REPLY_INTENT,
    &OP_REPLY_ANSWER,
    &OP_REPLY_TAKE_BACK,
    &OP_REPLY_ASSIGN,
    &OP_REPLY_SNOOZE,
    &OP_REPLY_TIMES,
    &OP_OUTBOX_LIST,
    &OP_OUTBOX_SHOW,
    &OP_HELD_LIST,
    &OP_HELD_RETRY,
    &OP_HELD_SKIP,
    &OP_DOUBT_SETTLE,
    &OP_VALUE_POINT_ADD,
    &OP_VALUE_POINT_LIST,
    &OP_VALUE_POINT_SHOW,
    &OP_VALUE_POINT_RETIRE,
    &OP_ASSET_ADD,
    &OP_ASSET_LIST,
    &OP_ASSET_SHOW,
    &OP_ASSET_SAVE,
    &OP_ASSET_REMOVE,
    &OP_DRAFT_CHECK,
    &OP_LINT,
    &OP_REVIEW_LIST,
    &OP_REVIEW_DECIDE,
    &OP_AUDIT,
    &OP_AUDIT_COLUMNS,
    &OP_LEARN_HAZARD,
    &OP_READ,
    &OP_LEARN_INTENT,
    &OP_LEARN_NOTICE,
    &OP_LEARN_LINT,
    &OP_LEARN_RELATION,
    &OP_DOCTOR,
    &OP_CONFIG_SHOW,
    &OP_BACKUP,
    NULL,
};
/* clang-format on */
const gsize OPERATION_COUNT = G_N_ELEMENTS(OPERATIONS) - 1;

static const char *const ROLE_NAMES[] = {
    [ROLE_NOBODY] = "nobody", [ROLE_REP] = "rep", [ROLE_MANAGER] = "manager", [ROLE_ADMIN] = "admin"
};

const char *
role_name(Role role)
{
    return ROLE_NAMES[role];
}

Role
role_parse(const char *name)
{
    for (gsize i = ROLE_REP; i < G_N_ELEMENTS(ROLE_NAMES); i++)
        if (g_strcmp0(name, ROLE_NAMES[i]) == 0)
            return (Role)i;
    return ROLE_NOBODY;
}

Actor
actor_system(const App *app)
{
    return (Actor){ .workspace_id = app->workspace_id, .user_id = 0, .role = ROLE_ADMIN };
}

const Operation *
operation_find(const char *verb)
{
    for (gsize i = 0; i < OPERATION_COUNT; i++)
        if (strcmp(OPERATIONS[i]->verb, verb) == 0)
            return OPERATIONS[i];
    return NULL;
}

const OperationParam *
operation_param(const Operation *operation, const char *name)
{
    for (const OperationParam *param = operation->params; param != NULL && param->name != NULL;
         param++)
        if (strcmp(param->name, name) == 0)
            return param;
    return NULL;
}

static bool
check_choice(const OperationParam *param, const char *value, GError **error)
{
    if (param->choices == NULL)
        return true;
    g_auto(GStrv) choices = g_strsplit(param->choices, "|", -1);
    return g_strv_contains((const char *const *)choices, value) ||
           error_set(error, SEVENTH_ERROR_INVALID, "%s: \"%.60s\" is not one of %s", param->name,
                     value, param->choices);
}

static bool
check_text(const OperationParam *param, const json_t *value, GError **error)
{
    Instant instant;
    Day day;

    if (!json_is_string(value))
        return error_set(error, SEVENTH_ERROR_INVALID, "%s: a text is expected", param->name);
    const char *text = json_string_value(value);
    if (strlen(text) != json_string_length(value))
        return error_set(error, SEVENTH_ERROR_INVALID, "%s: NUL bytes are not allowed",
                         param->name);
    if (param->type == PARAM_INSTANT && !instant_parse(text, &instant, error)) {
        g_prefix_error(error, "%s: ", param->name);
        return false;
    }
    if (param->type == PARAM_DATE && !day_parse(text, &day))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s: \"%.40s\" is not a date; write it as 2026-11-26", param->name, text);
    return check_choice(param, text, error);
}

static bool
check_value(const OperationParam *param, const json_t *value, GError **error)
{
    switch (param->type) {
    case PARAM_TEXT:
    case PARAM_INSTANT:
    case PARAM_DATE:
    case PARAM_FILE:
    case PARAM_PATH:
        return check_text(param, value, error);
    case PARAM_INT: {
        if (!json_is_integer(value))
            return error_set(error, SEVENTH_ERROR_INVALID, "%s: a whole number is expected",
                             param->name);
        int64_t number = json_integer_value(value);
        if ((param->min != 0 || param->max != 0) && (number < param->min || number > param->max))
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "%s: %" G_GINT64_FORMAT " is outside %" G_GINT64_FORMAT
                             " to %" G_GINT64_FORMAT,
                             param->name, number, param->min, param->max);
        return true;
    }
    case PARAM_FLAG:
        return json_is_boolean(value) || error_set(error, SEVENTH_ERROR_INVALID,
                                                   "%s: true or false is expected", param->name);
    case PARAM_TEXT_LIST:
        for (gsize i = 0; i < json_array_size(value); i++)
            if (!json_is_string(json_array_get(value, i)))
                return error_set(error, SEVENTH_ERROR_INVALID, "%s: a list of texts is expected",
                                 param->name);
        return json_is_array(value) ||
               error_set(error, SEVENTH_ERROR_INVALID, "%s: a list is expected", param->name);
    }
    g_assert_not_reached();
}

bool
operation_check_which(const Operation *operation, const json_t *params, const char **ret_parameter,
                      GError **error)
{
    const char *name;
    json_t *value;

    json_object_foreach((json_t *)params, name, value)
    {
        const OperationParam *param = operation_param(operation, name);
        *ret_parameter = name;
        if (param == NULL)
            return error_set(error, SEVENTH_ERROR_INVALID, "%s takes no \"%.60s\"", operation->verb,
                             name);
        if (!json_is_null(value) && !check_value(param, value, error))
            return false;
    }
    for (const OperationParam *param = operation->params; param != NULL && param->name != NULL;
         param++) {
        bool needed = param->place == PARAM_REQUIRED || param->place == PARAM_POSITIONAL;
        value = json_object_get(params, param->name);
        *ret_parameter = param->name;
        if (needed && (value == NULL || json_is_null(value)))
            return error_set(error, SEVENTH_ERROR_INVALID, "%s needs %s: %s", operation->verb,
                             param->name, param->summary);
    }
    *ret_parameter = NULL;
    return true;
}

bool
operation_check(const Operation *operation, const json_t *params, GError **error)
{
    const char *parameter;

    return operation_check_which(operation, params, &parameter, error);
}

bool
operation_allows(const Operation *operation, const Actor *actor, GError **error)
{
    return actor->role >= (int)operation->role ||
           error_set(error, SEVENTH_ERROR_DENIED,
                     "%s is for %ss; ask one to do it or to change your role", operation->verb,
                     role_name(operation->role));
}

static bool
collect_row(json_t *row, void *data)
{
    json_array_append(data, row);
    return true;
}

static bool
run(App *app, const Actor *actor, const char *verb, const json_t *params, RowSink emit,
    void *emit_data, json_t **ret_result, int *ret_exit_code, GError **error)
{
    const Operation *operation = operation_find(verb);
    g_autoptr(json_t) none = json_object();
    OperationCall call = {
        .app = app,
        .actor = actor,
        .params = params != NULL ? params : none,
        .emit = emit,
        .emit_data = emit_data,
    };

    if (operation == NULL)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "there is no operation \"%s\"", verb);
    if (!operation_allows(operation, actor, error) ||
        !operation_check(operation, call.params, error))
        return false;
    bool done = operation->run(&call, ret_result, error);
    if (ret_exit_code != NULL)
        *ret_exit_code = call.exit_code;
    return done;
}

bool
operation_call(App *app, const Actor *actor, const char *verb, const json_t *params,
               json_t **ret_result, int *ret_exit_code, GError **error)
{
    const Operation *operation = operation_find(verb);

    if (operation == NULL || !operation->is_list)
        return run(app, actor, verb, params, NULL, NULL, ret_result, ret_exit_code, error);
    g_autoptr(json_t) rows = json_array();
    if (!run(app, actor, verb, params, collect_row, rows, NULL, ret_exit_code, error))
        return false;
    *ret_result = json_pack("{s:O}", "rows", rows);
    return true;
}

bool
operation_stream(App *app, const Actor *actor, const char *verb, const json_t *params, RowSink emit,
                 void *emit_data, int *ret_exit_code, GError **error)
{
    return run(app, actor, verb, params, emit, emit_data, NULL, ret_exit_code, error);
}
