/* What Seventh would not do by itself: held touches and mail in doubt. */
#include "app/operations.h"

#include <string.h>

#include "app/attach.h"
#include "app/deliver.h"
#include "app/record.h"
#include "app/snapshot.h"
#include "store/queries.h"

#define MAX_LISTED 500

typedef struct {
    int64_t id, prospect_id;
    char *channel, *state, *subject, *reasons, *note;
    Instant created_us;
} Held;

static void
held_free(gpointer data)
{
    Held *held = data;

    g_free(held->channel);
    g_free(held->state);
    g_free(held->subject);
    g_free(held->reasons);
    g_free(held->note);
    g_free(held);
}

static GPtrArray *
load_held(App *app, DbConn *conn, int64_t after_id, int limit, GError **error)
{
    SqlTouchHeldListParams params = { .workspace_id = app->workspace_id,
                                      .after_id = after_id,
                                      .n = limit };
    SqlTouchHeldListRow row;
    DbStep step;

    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(held_free);
    g_autoptr(DbCursor) cursor = sql_touch_held_list(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_touch_held_list_next(cursor, &row, error)) == DB_ROW) {
        Held *held = g_new(Held, 1);
        *held = (Held){
            .id = row.id,
            .prospect_id = row.prospect_id,
            .channel = g_strdup(row.channel),
            .state = g_strdup(row.state),
            .subject = g_strdup(row.subject),
            .reasons = g_strdup(row.reasons),
            .note = g_strdup(row.note),
            .created_us = row.created_us,
        };
        g_ptr_array_add(list, held);
    }
    return step == DB_DONE ? g_steal_pointer(&list) : NULL;
}

/* The merge fields named in "Nothing is known for {{first_name}}, {{x}}: ...". */
static json_t *
missing_fields(const char *note)
{
    json_t *missing = json_array();

    if (note == NULL || !g_str_has_prefix(note, "Nothing is known for "))
        return missing;
    g_autofree char *head = g_strndup(note, strcspn(note, ":"));
    g_auto(GStrv) parts = g_strsplit(head, "{{", -1);
    for (char **part = parts + 1; parts[0] != NULL && *part != NULL; part++) {
        (*part)[strcspn(*part, "}")] = '\0';
        json_array_append_new(missing, json_string(*part));
    }
    return missing;
}

static json_t *
held_json(App *app, DbConn *conn, const Held *held, GError **error)
{
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = held->prospect_id };

    if (!sql_prospect_get(conn, &which, &prospect, NULL, error))
        return NULL;
    g_autofree char *handle = prospect_handle(&prospect);
    g_autofree char *name = prospect_display_name(&prospect);
    const Zone *zone = app_zone_or_default(app, prospect.zone);
    g_autofree char *since = zone_say(zone, held->created_us, app_now_us(app));
    bool in_doubt = strcmp(held->state, "in_doubt") == 0;
    json_t *row = json_object();
    json_set_int(row, "touch_id", held->id);
    json_set_text(row, "prospect", handle);
    json_set_int(row, "prospect_id", prospect.id);
    json_set_text(row, "name", name);
    json_set_text(row, "company", prospect.company);
    json_set_text(row, "channel", held->channel);
    json_set_text(row, "subject", held->subject);
    json_set_text(row, "state", held->state);
    json_set_bool(row, "in_doubt", in_doubt);
    json_set_text(row, "why",
                  in_doubt ? "The mail server was told everything, but its answer never came. "
                             "Look into your Sent folder or ask, then say whether it arrived."
                           : held->note);
    json_t *reasons =
        held->reasons != NULL ? json_read(held->reasons, strlen(held->reasons), NULL) : NULL;
    json_object_set_new(row, "reasons", reasons != NULL ? reasons : json_array());
    json_object_set_new(row, "missing", missing_fields(held->note));
    json_set_bool(row, "given_before",
                  held->note != NULL && g_str_has_prefix(held->note, ATTACH_GIVEN_BEFORE));
    json_set_instant(row, "since", held->created_us, zone);
    json_set_text(row, "since_say", since);
    return row;
}

static bool
run_list(OperationCall *call, json_t **ret_result, GError **error)
{
    int limit = (int)json_int(call->params, "limit", MAX_LISTED);
    int64_t after_id = json_int(call->params, "after", 0);
    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);
    g_autoptr(GPtrArray) list =
        read != NULL ? load_held(call->app, read->conn, after_id, limit, error) : NULL;

    if (list == NULL)
        return false;
    for (guint i = 0; i < list->len; i++) {
        g_autoptr(json_t) row = held_json(call->app, read->conn, g_ptr_array_index(list, i), error);
        if (row == NULL)
            return false;
        if (!call->emit(row, call->emit_data))
            break;
    }
    return true;
}

/* A held touch gives way: the planner looks again, or passes the step over. */
static bool
release(OperationCall *call, const char *state, const char *kind, const char *text,
        const char *note, json_t **ret_result, GError **error)
{
    App *app = call->app;
    g_auto(SqlTouchGetRow) touch = { 0 };
    SqlTouchGetParams which = { .workspace_id = app->workspace_id,
                                .id = json_int(call->params, "touch_id", 0) };
    bool found;

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_touch_get(write->conn, &which, &touch, &found, error))
        return false;
    if (!found || strcmp(touch.state, "held") != 0)
        return error_set(error, SEVENTH_ERROR_CONFLICT, "touch %" G_GINT64_FORMAT " is not held",
                         which.id);
    SqlTouchMakeParams make = {
        .state = state,
        .made_us = app_now_us(app),
        .outcome = strcmp(state, "skipped") == 0 ? "skipped" : NULL,
        .note = note,
        .workspace_id = app->workspace_id,
        .id = which.id,
    };
    LedgerEntry entry = {
        .prospect_id = touch.prospect_id,
        .kind = kind,
        .touch_id = which.id,
        .enrollment_id = touch.enrollment_id == DB_NULL_INT ? 0 : touch.enrollment_id,
        .user_id = call->actor->user_id,
        .channel = touch.channel,
        .step = (int)touch.step,
        .text = text,
    };
    SqlEnrollmentWakeParams wake = { .due_us = app_now_us(app),
                                     .workspace_id = app->workspace_id,
                                     .id = touch.enrollment_id };
    if (!sql_touch_make(write->conn, &make, NULL, error) ||
        !ledger_note(app, write->conn, &entry, NULL, error) ||
        (touch.enrollment_id != DB_NULL_INT &&
         !sql_enrollment_wake(write->conn, &wake, NULL, error)) ||
        !app_commit(write, error))
        return false;
    *ret_result = json_pack("{s:I, s:s}", "touch_id", (json_int_t)which.id, "state", state);
    return true;
}

static bool
run_retry(OperationCall *call, json_t **ret_result, GError **error)
{
    const char *note = json_flag(call->params, "again", false) ? ATTACH_AGAIN_NOTE : NULL;

    return release(call, "cancelled", "cancelled", "Tried again by hand", note, ret_result, error);
}

static bool
run_skip(OperationCall *call, json_t **ret_result, GError **error)
{
    return release(call, "skipped", "skipped", "Passed over by hand", NULL, ret_result, error);
}

static bool
run_settle(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    int64_t id = json_int(call->params, "touch_id", 0);
    bool arrived = strcmp(json_text(call->params, "arrived", ""), "yes") == 0;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    if (write == NULL ||
        !deliver_settle_doubt(app, write->conn, id, arrived, call->actor->user_id,
                              arrived ? "A human says it arrived." : "A human says it did not.",
                              error) ||
        !app_commit(write, error))
        return false;
    *ret_result =
        json_pack("{s:I, s:s}", "touch_id", (json_int_t)id, "state", arrived ? "made" : "failed");
    return true;
}

static const OperationParam LIST_PARAMS[] = {
    { "limit", PARAM_INT, PARAM_OPTION, "N", "how many at most; 500 otherwise", NULL, 1,
      MAX_LISTED },
    { "after", PARAM_INT, PARAM_OPTION, "TOUCH_ID", "those after this one", NULL, 0, INT64_MAX },
    { 0 },
};
static const OperationParam TOUCH_PARAMS[] = {
    { "touch_id", PARAM_INT, PARAM_POSITIONAL, "TOUCH_ID", "the touch", NULL, 0, 0 },
    { 0 },
};
static const OperationParam RETRY_PARAMS[] = {
    { "touch_id", PARAM_INT, PARAM_POSITIONAL, "TOUCH_ID", "the touch", NULL, 0, 0 },
    { "again", PARAM_FLAG, PARAM_OPTION, "", "they may have its files and links a second time",
      NULL, 0, 0 },
    { 0 },
};
static const OperationParam SETTLE_PARAMS[] = {
    { "touch_id", PARAM_INT, PARAM_POSITIONAL, "TOUCH_ID", "the touch", NULL, 0, 0 },
    { "arrived", PARAM_TEXT, PARAM_REQUIRED, "yes|no", "did it arrive?", "yes|no", 0, 0 },
    { 0 },
};

const Operation OP_HELD_LIST = {
    .verb = "held list",
    .method = "GET",
    .path = "/api/v1/held",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "List what is held and why, and mail in doubt",
    .params = LIST_PARAMS,
    .run = run_list,
    .columns = "touch_id name company channel state since_say why",
};
const Operation OP_HELD_RETRY = {
    .verb = "held retry",
    .method = "POST",
    .path = "/api/v1/held/:touch_id/retry",
    .role = ROLE_REP,
    .summary = "Try a held touch again",
    .params = RETRY_PARAMS,
    .run = run_retry,
};
const Operation OP_HELD_SKIP = {
    .verb = "held skip",
    .method = "POST",
    .path = "/api/v1/held/:touch_id/skip",
    .role = ROLE_REP,
    .summary = "Pass a held touch over",
    .params = TOUCH_PARAMS,
    .run = run_skip,
};
const Operation OP_DOUBT_SETTLE = {
    .verb = "in-doubt settle",
    .method = "POST",
    .path = "/api/v1/held/:touch_id/settle",
    .role = ROLE_REP,
    .summary = "Say whether a mail in doubt arrived",
    .params = SETTLE_PARAMS,
    .run = run_settle,
};
