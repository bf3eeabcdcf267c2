/* The reply desk: answer, take back, assign, snooze, and how long people wait. */
#include "app/operations.h"

#include "app/record.h"
#include "app/reply_answer.h"
#include "app/reply_row.h"
#include "core/promise.h"
#include "store/queries.h"

#define DAYS_OTHERWISE 30
#define MOST_COUNTED 20000

static bool
run_answer(OperationCall *call, json_t **ret_result, GError **error)
{
    ReplyAnswer answer = {
        .reply_id = json_int(call->params, "reply_id", 0),
        .user_id = call->actor->user_id,
        .text = json_text(call->params, "text", NULL),
        .attach = json_object_get(call->params, "attach"),
        .only_check = json_flag(call->params, "check", false),
        .anyway = json_flag(call->params, "anyway", false),
    };
    g_autoptr(json_t) result = NULL;
    g_autoptr(AppTransaction) write = app_write_begin(call->app, error);

    if (write == NULL || !reply_answer(call->app, write->conn, &answer, &result, error) ||
        !app_commit(write, error))
        return false;
    if (!json_flag(result, "queued", false) &&
        json_array_size(json_object_get(result, "findings")) > 0)
        call->exit_code = 3;
    *ret_result = g_steal_pointer(&result);
    return true;
}

/* The changed reply as it is now, committed. */
static bool
finish(OperationCall *call, AppTransaction *write, int64_t id, json_t **ret_result, GError **error)
{
    g_autoptr(json_t) row = reply_json(call->app, write->conn, id, false, error);

    if (row == NULL || !app_commit(write, error))
        return false;
    *ret_result = g_steal_pointer(&row);
    return true;
}

static bool
run_take_back(OperationCall *call, json_t **ret_result, GError **error)
{
    int64_t id = json_int(call->params, "reply_id", 0);
    g_autoptr(AppTransaction) write = app_write_begin(call->app, error);

    return write != NULL &&
           reply_take_back(call->app, write->conn, id, call->actor->user_id, error) &&
           finish(call, write, id, ret_result, error);
}

static bool
find_reply(OperationCall *call, DbConn *conn, SqlReplyDeskGetRow *ret_reply, GError **error)
{
    SqlReplyDeskGetParams which = { .workspace_id = call->app->workspace_id,
                                    .id = json_int(call->params, "reply_id", 0) };
    bool found;

    if (!sql_reply_desk_get(conn, &which, ret_reply, &found, error))
        return false;
    return found || error_set(error, SEVENTH_ERROR_NOT_FOUND, "there is no reply %" G_GINT64_FORMAT,
                              which.id);
}

static bool
run_assign(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const char *user = json_text(call->params, "user", NULL);
    g_auto(SqlReplyDeskGetRow) reply = { 0 };
    SqlReplyAssignParams assign = { .workspace_id = app->workspace_id,
                                    .id = json_int(call->params, "reply_id", 0) };
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    if (write == NULL || !find_reply(call, write->conn, &reply, error) ||
        !app_find_user(app, write->conn, user, &assign.user_id, error))
        return false;
    g_autofree char *text = g_strdup_printf("Their reply is %s's to answer.", user);
    LedgerEntry entry = {
        .prospect_id = reply.prospect_id,
        .kind = "note",
        .user_id = call->actor->user_id,
        .text = text,
    };
    if (!sql_reply_assign(write->conn, &assign, NULL, error) ||
        (reply.prospect_id != DB_NULL_INT && !ledger_note(app, write->conn, &entry, NULL, error)))
        return false;
    return finish(call, write, assign.id, ret_result, error);
}

/* On the clock of whoever asks. */
static bool
zone_of_actor(OperationCall *call, DbConn *conn, const Zone **ret_zone, GError **error)
{
    g_auto(SqlUserGetRow) user = { 0 };
    SqlUserGetParams which = { .workspace_id = call->app->workspace_id,
                               .id = call->actor->user_id };
    bool found;

    if (!sql_user_get(conn, &which, &user, &found, error))
        return false;
    *ret_zone = app_zone_or_default(call->app, found ? user.zone : NULL);
    return true;
}

static bool
run_snooze(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const char *until = json_text(call->params, "until", NULL);
    g_auto(SqlReplyDeskGetRow) reply = { 0 };
    SqlReplySnoozeParams snooze = { .snoozed_until_us = DB_NULL_INT,
                                    .workspace_id = app->workspace_id,
                                    .id = json_int(call->params, "reply_id", 0) };
    const Zone *zone;
    Instant end_us;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    if (write == NULL || !find_reply(call, write->conn, &reply, error) ||
        !zone_of_actor(call, write->conn, &zone, error) ||
        (until != NULL && until[0] != '\0' &&
         !promise_window_parse(until, zone, app_now_us(app), &snooze.snoozed_until_us, &end_us,
                               error)))
        return false;
    return sql_reply_snooze(write->conn, &snooze, NULL, error) &&
           finish(call, write, snooze.id, ret_result, error);
}

/* --- how long people wait --------------------------------------------------------------------- */

typedef struct {
    int64_t user_id;
    GArray *waited_s; /* int64_t, of the answered */
    int64_t waiting, longest_s;
} Times;

static void
times_free(gpointer data)
{
    Times *times = data;

    g_array_unref(times->waited_s);
    g_free(times);
}

static Times *
times_of(GPtrArray *all, int64_t user_id)
{
    for (guint i = 0; i < all->len; i++) {
        Times *times = g_ptr_array_index(all, i);
        if (times->user_id == user_id)
            return times;
    }
    Times *times = g_new0(Times, 1);
    times->user_id = user_id;
    times->waited_s = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_ptr_array_add(all, times);
    return times;
}

static void
times_add(Times *times, Instant received_us, Instant answered_us, Instant now_us)
{
    bool waits = answered_us == INSTANT_NONE;
    int64_t waited_s = ((waits ? now_us : answered_us) - received_us) / SECOND_US;

    waited_s = MAX(waited_s, 0);
    if (waits) {
        times->waiting++;
        times->longest_s = MAX(times->longest_s, waited_s);
    } else {
        g_array_append_val(times->waited_s, waited_s);
    }
}

static gint
compare_seconds(gconstpointer a, gconstpointer b)
{
    const int64_t *first = a, *second = b;
    return (*first > *second) - (*first < *second);
}

static void
set_share(json_t *object, const char *key, GArray *sorted, guint percent)
{
    if (sorted->len == 0)
        json_object_set_new(object, key, json_null());
    else
        json_set_int(object, key,
                     g_array_index(sorted, int64_t, (sorted->len - 1) * percent / 100));
}

static json_t *
times_json(Times *times)
{
    json_t *object = json_object();

    g_array_sort(times->waited_s, compare_seconds);
    json_set_int(object, "answered", times->waited_s->len);
    set_share(object, "median_s", times->waited_s, 50);
    set_share(object, "p90_s", times->waited_s, 90);
    json_set_int(object, "waiting", times->waiting);
    json_object_set_new(object, "longest_wait_s",
                        times->waiting > 0 ? json_integer(times->longest_s) : json_null());
    return object;
}

static bool
set_users(OperationCall *call, DbConn *conn, GPtrArray *all, json_t *result, GError **error)
{
    json_t *users = json_array();

    json_object_set_new(result, "users", users);
    for (guint i = 1; i < all->len; i++) {
        const Times *times = g_ptr_array_index(all, i);
        SqlUserGetParams which = { .workspace_id = call->app->workspace_id, .id = times->user_id };
        if (!sql_user_get_ahead(conn, &which, error))
            return false;
    }
    for (guint i = 1; i < all->len; i++) {
        Times *times = g_ptr_array_index(all, i);
        g_auto(SqlUserGetRow) user = { 0 };
        SqlUserGetParams which = { .workspace_id = call->app->workspace_id, .id = times->user_id };
        bool found;
        if (!sql_user_get(conn, &which, &user, &found, error))
            return false;
        json_t *row = times_json(times);
        json_set_text(row, "user", found ? user.email : NULL);
        json_set_text(row, "name", found ? user.name : NULL);
        json_array_append_new(users, row);
    }
    return true;
}

static bool
run_times(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    int64_t days = json_int(call->params, "days", DAYS_OTHERWISE);
    Instant now_us = app_now_us(app);
    SqlReplyTimesParams params = { .workspace_id = app->workspace_id,
                                   .since_us = now_us - days * DAY_US,
                                   .n = json_int(call->params, "newest", MOST_COUNTED) };
    SqlReplyTimesRow row;
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(times_free);
    Times *team = times_of(all, 0);
    DbStep step;
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    g_autoptr(DbCursor) cursor = read != NULL ? sql_reply_times(read->conn, &params, error) : NULL;

    if (cursor == NULL)
        return false;
    while ((step = sql_reply_times_next(cursor, &row, error)) == DB_ROW) {
        times_add(team, row.received_us, row.answered_us, now_us);
        times_add(times_of(all, row.user_id), row.received_us, row.answered_us, now_us);
    }
    g_clear_pointer(&cursor, db_cursor_close);
    if (step != DB_DONE)
        return false;
    g_autoptr(json_t) result = times_json(team);
    json_set_int(result, "days", days);
    if (!set_users(call, read->conn, all, result, error))
        return false;
    *ret_result = g_steal_pointer(&result);
    return true;
}

#define REPLY_ID                                                               \
    {                                                                          \
        "reply_id", PARAM_INT, PARAM_POSITIONAL, "ID", "the reply", NULL, 0, 0 \
    }

static const OperationParam ANSWER_PARAMS[] = {
    REPLY_ID,
    { "text", PARAM_TEXT, PARAM_REQUIRED, "TEXT", "the answer; Markdown", NULL, 0, 0 },
    { "attach", PARAM_TEXT_LIST, PARAM_OPTION, "KEY", "an asset whose file goes along", NULL, 0,
      0 },
    { "check", PARAM_FLAG, PARAM_OPTION, NULL, "say what the lint finds, send nothing", NULL, 0,
      0 },
    { "anyway", PARAM_FLAG, PARAM_OPTION, NULL, "send it despite what the lint finds", NULL, 0, 0 },
    { 0 },
};
static const OperationParam TAKE_BACK_PARAMS[] = { REPLY_ID, { 0 } };
static const OperationParam ASSIGN_PARAMS[] = {
    REPLY_ID,
    { "user", PARAM_TEXT, PARAM_REQUIRED, "EMAIL", "who is to answer it", NULL, 0, 0 },
    { 0 },
};
static const OperationParam SNOOZE_PARAMS[] = {
    REPLY_ID,
    { "until", PARAM_TEXT, PARAM_OPTION, "WHEN",
      "\"tomorrow morning\", \"Monday\", 2026-12-01; without it the reply waits again", NULL, 0,
      0 },
    { 0 },
};
static const OperationParam TIMES_PARAMS[] = {
    { "days", PARAM_INT, PARAM_OPTION, "N", "how far back; 30 otherwise", NULL, 1, 366 },
    { "newest", PARAM_INT, PARAM_OPTION, "N", "count only so many, the newest; 20000 otherwise",
      NULL, 1, MOST_COUNTED },
    { 0 },
};

const Operation OP_REPLY_ANSWER = {
    .verb = "reply answer",
    .method = "POST",
    .path = "/api/v1/replies/:reply_id/answer",
    .role = ROLE_REP,
    .summary = "Answer a reply in its thread, from the mailbox it came to; it can be taken back "
               "for 20 seconds",
    .params = ANSWER_PARAMS,
    .run = run_answer,
};
const Operation OP_REPLY_TAKE_BACK = {
    .verb = "reply take-back",
    .method = "POST",
    .path = "/api/v1/replies/:reply_id/take-back",
    .role = ROLE_REP,
    .summary = "Take back an answer that has not left yet",
    .params = TAKE_BACK_PARAMS,
    .run = run_take_back,
};
const Operation OP_REPLY_ASSIGN = {
    .verb = "reply assign",
    .method = "POST",
    .path = "/api/v1/replies/:reply_id/assign",
    .role = ROLE_REP,
    .summary = "Say who is to answer a reply",
    .params = ASSIGN_PARAMS,
    .run = run_assign,
};
const Operation OP_REPLY_SNOOZE = {
    .verb = "reply snooze",
    .method = "POST",
    .path = "/api/v1/replies/:reply_id/snooze",
    .role = ROLE_REP,
    .summary = "Let a reply rest until later; it comes back by itself",
    .params = SNOOZE_PARAMS,
    .run = run_snooze,
};
const Operation OP_REPLY_TIMES = {
    .verb = "reply times",
    .method = "GET",
    .path = "/api/v1/reply-times",
    .role = ROLE_REP,
    .summary = "How long people waited for a first answer, for the team and for each",
    .params = TIMES_PARAMS,
    .run = run_times,
};
