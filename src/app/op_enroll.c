/* Enroll, unenroll, plan. */
#include "app/operations.h"

#include <string.h>

#include "app/enroll.h"
#include "app/plan.h"
#include "app/record.h"
#include "app/snapshot.h"
#include "app/table_growth.h"
#include "store/queries.h"

#define CHUNK 500
#define MAX_DAYS 400

typedef struct {
    OperationCall *call;
    Enrolling enrolling;
    AppTransaction *write;
    int64_t enrolled, in_chunk;
    json_t *refused;
    TableGrowth growth;
} Enrollments;

static void
refuse(Enrollments *self, const char *who, const char *reason)
{
    json_t *row = json_object();

    json_set_text(row, "prospect", who);
    json_set_text(row, "reason", reason);
    json_array_append_new(self->refused, row);
}

/* Names a refused person as the caller did, or as every other face does. */
static bool
refuse_id(Enrollments *self, int64_t id, const char *who, const char *reason, GError **error)
{
    SqlProspectGetParams params = { .workspace_id = self->call->app->workspace_id, .id = id };
    g_auto(SqlProspectGetRow) row = { 0 };
    bool found = false;

    if (who != NULL) {
        refuse(self, who, reason);
        return true;
    }
    if (!sql_prospect_get(self->write->conn, &params, &row, &found, error))
        return false;
    g_autofree char *handle = prospect_handle_of(id, found ? row.email : NULL);
    refuse(self, handle, reason);
    return true;
}

static bool
enroll_id(Enrollments *self, int64_t prospect_id, const char *who, GError **error)
{
    App *app = self->call->app;
    g_autofree char *reason = NULL;

    if (self->write == NULL) {
        self->write = app_write_begin(app, error);
        if (self->write == NULL)
            return false;
    }
    if (!enroll_one(app, self->write->conn, &self->enrolling, prospect_id, &reason, error))
        return false;
    if (reason == NULL)
        self->enrolled++;
    else if (!refuse_id(self, prospect_id, who, reason, error))
        return false;
    if (reason == NULL && !table_growth_note(&self->growth, self->write->conn, error))
        return false;
    if (++self->in_chunk < CHUNK)
        return true;
    self->in_chunk = 0;
    bool done = app_commit(self->write, error);
    g_clear_pointer(&self->write, app_transaction_free);
    return done;
}

/* An unknown name is a refusal, not an end. */
static bool
enroll_name(Enrollments *self, const char *who, GError **error)
{
    App *app = self->call->app;
    g_autoptr(GError) problem = NULL;
    int64_t id;

    if (self->write == NULL) {
        self->write = app_write_begin(app, error);
        if (self->write == NULL)
            return false;
    }
    if (app_find_prospect(app, self->write->conn, who, &id, &problem))
        return enroll_id(self, id, who, error);
    if (!g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_NOT_FOUND) &&
        !g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_INVALID)) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    refuse(self, who, "is not among the prospects");
    return true;
}

/* One address a line; blank lines and # comments are passed over ("#7" names a prospect by number).
 */
static bool
enroll_file(Enrollments *self, const char *file, GError **error)
{
    g_autofree char *contents = NULL;
    g_autoptr(GError) problem = NULL;

    if (!g_file_get_contents(file, &contents, NULL, &problem))
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "cannot read the list %s: %s", file,
                         problem->message);
    g_auto(GStrv) lines = g_strsplit(contents, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        char *who = g_strstrip(*line);
        bool comment = who[0] == '#' && !g_ascii_isdigit(who[1]);
        if (who[0] != '\0' && !comment && !enroll_name(self, who, error))
            return false;
    }
    return true;
}

static bool
enroll_everyone(Enrollments *self, GError **error)
{
    App *app = self->call->app;
    int64_t after = 0;

    for (;;) {
        SqlProspectIdsAfterParams params = { .workspace_id = app->workspace_id,
                                             .after_id = after,
                                             .n = CHUNK };
        SqlProspectIdsAfterRow row;
        g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
        DbStep step;

        if (self->write == NULL && (self->write = app_write_begin(app, error)) == NULL)
            return false;
        g_autoptr(DbCursor) cursor = sql_prospect_ids_after(self->write->conn, &params, error);
        if (cursor == NULL)
            return false;
        while ((step = sql_prospect_ids_after_next(cursor, &row, error)) == DB_ROW)
            g_array_append_val(ids, row.id);
        g_clear_pointer(&cursor, db_cursor_close);
        if (step != DB_DONE)
            return false;
        if (ids->len == 0)
            return true;
        for (guint i = 0; i < ids->len; i++) {
            after = g_array_index(ids, int64_t, i);
            if (!enroll_id(self, after, NULL, error))
                return false;
        }
    }
}

static bool
enroll_all_named(Enrollments *self, GError **error)
{
    const json_t *params = self->call->params;
    const char *prospect = json_text(params, "prospect", NULL);
    const char *list = json_text(params, "list", NULL);
    const json_t *prospects = json_object_get(params, "prospects");

    if (prospect == NULL && list == NULL && json_array_size(prospects) == 0 &&
        !json_flag(params, "all", false))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "say whom to enroll: --prospect EMAIL, --list FILE or --all");
    if (prospect != NULL && !enroll_name(self, prospect, error))
        return false;
    for (gsize i = 0; i < json_array_size(prospects); i++)
        if (!enroll_name(self, json_string_value(json_array_get(prospects, i)), error))
            return false;
    if (list != NULL && !enroll_file(self, list, error))
        return false;
    return !json_flag(params, "all", false) || enroll_everyone(self, error);
}

static bool
mark_beside(Enrollments *self)
{
    self->enrolling.beside = json_flag(self->call->params, "beside", false);
    return true;
}

static bool
run_enroll(OperationCall *call, json_t **ret_result, GError **error)
{
    Enrollments self = {
        .call = call,
        .refused = json_array(),
        .growth = table_growth_of(call->app, "ANALYZE enrollments; ANALYZE ledger"),
    };
    const char *start = json_text(call->params, "start", NULL);
    Instant start_us = app_now_us(call->app);
    bool done = start == NULL || instant_parse(start, &start_us, error);

    if (done) {
        self.write = app_write_begin(call->app, error);
        done = self.write != NULL &&
               enroll_prepare(call->app, self.write->conn, json_text(call->params, "sequence", ""),
                              json_text(call->params, "mailbox", NULL), call->actor->user_id,
                              start_us, &self.enrolling, error) &&
               mark_beside(&self) && enroll_all_named(&self, error) &&
               (self.write == NULL || app_commit(self.write, error));
    }
    g_clear_pointer(&self.write, app_transaction_free);
    if (done)
        *ret_result =
            json_pack("{s:I, s:O}", "enrolled", (json_int_t)self.enrolled, "refused", self.refused);
    json_decref(self.refused);
    return done;
}

static bool
run_unenroll(OperationCall *call, json_t **ret_result, GError **error)
{
    const char *who = json_text(call->params, "prospect", "");
    g_autoptr(AppTransaction) write = app_write_begin(call->app, error);
    EndEnrollment end = {
        .user_id = call->actor->user_id,
        .reason = FINISH_TAKEN_OUT,
        .answered_us = INSTANT_NONE,
    };

    if (write == NULL || !app_find_prospect(call->app, write->conn, who, &end.prospect_id, error) ||
        !enrollment_end(call->app, write->conn, &end, error) || !app_commit(write, error))
        return false;
    *ret_result = json_pack("{s:s}", "prospect", who);
    return true;
}

typedef struct {
    OperationCall *call;
    Instant until_us;
} Showing;

static bool
show(const PlannedTouch *touch, void *data)
{
    const Showing *showing = data;

    return touch->due_from_us <= showing->until_us &&
           showing->call->emit(touch->row, showing->call->emit_data);
}

static bool
run_plan(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const char *who = json_text(call->params, "prospect", NULL);
    Instant until_us = app_now_us(app) + json_int(call->params, "days", 90) * DAY_US;
    Showing showing = { .call = call, .until_us = until_us };
    g_autoptr(PlanList) touches = plan_list_new(app);
    int64_t prospect_id;

    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL)
        return false;
    if (who == NULL) {
        if (!plan_list_add_everyone(touches, read->conn, until_us, error))
            return false;
    } else if (!app_find_prospect(app, read->conn, who, &prospect_id, error) ||
               !plan_list_add(touches, read->conn, prospect_id, until_us, error)) {
        return false;
    }
    g_clear_pointer(&read, app_transaction_free);
    return plan_list_each(touches, show, &showing, error);
}

static const OperationParam ENROLL_PARAMS[] = {
    { "sequence", PARAM_TEXT, PARAM_REQUIRED, "NAME", "the sequence to enroll in", NULL, 0, 0 },
    { "prospect", PARAM_TEXT, PARAM_OPTION, "EMAIL", "one prospect", NULL, 0, 0 },
    { "prospects", PARAM_TEXT_LIST, PARAM_OPTION, "EMAIL", "several prospects", NULL, 0, 0 },
    { "list", PARAM_FILE, PARAM_OPTION, "FILE", "a file with one address a line", NULL, 0, 0 },
    { "all", PARAM_FLAG, PARAM_OPTION, NULL, "everybody who can be enrolled", NULL, 0, 0 },
    { "beside", PARAM_FLAG, PARAM_OPTION, NULL,
      "also where another user is in talk with the company", NULL, 0, 0 },
    { "mailbox", PARAM_TEXT, PARAM_OPTION, "ADDRESS", "the mailbox that sends; yours otherwise",
      NULL, 0, 0 },
    { "start", PARAM_INSTANT, PARAM_OPTION, "INSTANT", "when day 0 begins; now otherwise", NULL, 0,
      0 },
    { 0 },
};
static const OperationParam UNENROLL_PARAMS[] = {
    { "prospect", PARAM_TEXT, PARAM_REQUIRED, "EMAIL", "the prospect", NULL, 0, 0 },
    { 0 },
};
static const OperationParam PLAN_PARAMS[] = {
    { "prospect", PARAM_TEXT, PARAM_OPTION, "EMAIL", "one prospect; everybody otherwise", NULL, 0,
      0 },
    { "days", PARAM_INT, PARAM_OPTION, "N", "how far to look ahead; 90 otherwise", NULL, 1,
      MAX_DAYS },
    { 0 },
};

const Operation OP_ENROLL = {
    .verb = "enroll",
    .method = "POST",
    .path = "/api/v1/enrollments",
    .role = ROLE_REP,
    .summary = "Put prospects into a sequence",
    .params = ENROLL_PARAMS,
    .run = run_enroll,
};
const Operation OP_UNENROLL = {
    .verb = "unenroll",
    .method = "POST",
    .path = "/api/v1/enrollments/end",
    .role = ROLE_REP,
    .summary = "Take a prospect out of their sequence",
    .params = UNENROLL_PARAMS,
    .run = run_unenroll,
};
const Operation OP_PLAN = {
    .verb = "plan",
    .method = "GET",
    .path = "/api/v1/plan",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "Show all touches ahead and why they are when they are",
    .params = PLAN_PARAMS,
    .columns = "prospect sequence step channel due_from due_until state value_point_say reasons",
    .run = run_plan,
};
