/* See sequence_move.h. */
#include "app/sequence_move.h"

#include <string.h>

#include "app/record.h"
#include "app/say.h"
#include "app/snapshot.h"
#include "core/planner.h"

#define CHUNK 500
#define EXAMPLES 5

typedef struct {
    int64_t id, prospect_id;
    int step;
    char *name_key;
} Member;

typedef struct {
    App *app;
    DbConn *conn;
    const SequenceMove *move;
    int first_change;
    int64_t under_way, moved;
    json_t *examples;
} Moving;

static const char *const NAMES[MOVE_COUNT] = { "none", "unreached", "everyone" };

const char *
version_move_name(VersionMove move)
{
    return NAMES[move];
}

VersionMove
version_move_parse(const char *name)
{
    for (int move = 0; name != NULL && move < MOVE_COUNT; move++)
        if (strcmp(name, NAMES[move]) == 0)
            return (VersionMove)move;
    return MOVE_COUNT;
}

/* As JSON, so that no field is forgotten; where it stands in the file does not matter. */
static json_t *
steps_of(const Sequence *sequence)
{
    g_autoptr(json_t) whole = sequence_to_json(sequence);
    json_t *steps = json_deep_copy(json_object_get(whole, "steps")), *step;
    gsize i;

    json_array_foreach(steps, i, step)
    {
        json_object_del(step, "line");
    }
    return steps;
}

int
sequence_first_change(const Sequence *before, const Sequence *after)
{
    g_autoptr(json_t) old = steps_of(before);
    g_autoptr(json_t) new = steps_of(after);
    gsize count = MAX(json_array_size(old), json_array_size(new)), i;

    for (i = 0; i < count; i++)
        if (!json_equal(json_array_get(old, i), json_array_get(new, i)))
            break;
    return (int)i + 1;
}

/* "Call, Thu 26 Nov, 09:00-17:00 in Berlin" by the version the enrollment has now. */
static char *
next_of(const Moving *self, int64_t prospect_id, GError **error)
{
    g_auto(Snapshot) person = { 0 };
    Plan plan;

    if (!snapshot_load(self->app, self->conn, prospect_id, NULL, &person, error))
        return NULL;
    planner_next(&person.input, &plan);
    if (plan.kind == PLAN_WAIT)
        return g_strdup("waits for an answer");
    if (plan.kind != PLAN_TOUCH)
        return g_strdup("nothing more");
    g_autofree char *channel = say_channel(plan.channel);
    g_autofree char *when =
        say_window(person.input.zone, plan.due_from_us, plan.due_until_us, app_now_us(self->app));
    if (plan.step == 0)
        return g_strdup_printf("%s, %s", channel, when);
    return g_strdup_printf("step %d, %s, %s", plan.step, channel, when);
}

static bool
move_one(Moving *self, const Member *member, GError **error)
{
    SqlEnrollmentSetVersionParams params = {
        .version_id = self->move->version_id,
        .due_us = app_now_us(self->app),
        .workspace_id = self->app->workspace_id,
        .id = member->id,
    };
    CancelOpen cancel = { .prospect_id = member->prospect_id,
                          .keep_dated = true,
                          .why = "The sequence has a new version" };

    self->moved++;
    return touches_cancel_open(self->app, self->conn, &cancel, error) &&
           sql_enrollment_set_version(self->conn, &params, NULL, error);
}

static bool
add_example(Moving *self, const Member *member, const char *before, GError **error)
{
    g_auto(SqlProspectGetRow) person = { 0 };
    SqlProspectGetParams which = { .workspace_id = self->app->workspace_id,
                                   .id = member->prospect_id };
    g_autofree char *after = next_of(self, member->prospect_id, error);

    if (after == NULL || !sql_prospect_get(self->conn, &which, &person, NULL, error))
        return false;
    g_autofree char *handle = prospect_handle(&person);
    g_autofree char *name = prospect_display_name(&person);
    json_t *row = json_object();
    json_set_text(row, "prospect", handle);
    json_set_text(row, "name", name);
    json_set_int(row, "step", member->step);
    json_set_text(row, "before", before);
    json_set_text(row, "after", after);
    json_array_append_new(self->examples, row);
    return true;
}

static bool
take(Moving *self, const Member *member, GError **error)
{
    bool shown = json_array_size(self->examples) < EXAMPLES;
    bool moves = self->move->move == MOVE_EVERYONE ||
                 (self->move->move == MOVE_UNREACHED && member->step < self->first_change);

    self->under_way++;
    if (!moves)
        return true;
    g_autofree char *before = shown ? next_of(self, member->prospect_id, error) : NULL;
    return (!shown || before != NULL) && move_one(self, member, error) &&
           (!shown || add_example(self, member, before, error));
}

static void
member_clear(gpointer data)
{
    g_free(((Member *)data)->name_key);
}

/* Those of a version in one state who come after `last`; read whole before one of them moves. */
static GArray *
read_page(const Moving *self, int64_t version_id, const char *state, const Member *last,
          GError **error)
{
    SqlEnrollmentOfVersionParams params = {
        .workspace_id = self->app->workspace_id,
        .version_id = version_id,
        .state = state,
        .after_key = last != NULL ? last->name_key : "",
        .after_id = last != NULL ? last->id : 0,
        .n = CHUNK,
    };
    SqlEnrollmentOfVersionRow row;
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(Member));
    DbStep step;

    g_array_set_clear_func(members, member_clear);
    g_autoptr(DbCursor) cursor = sql_enrollment_of_version(self->conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_enrollment_of_version_next(cursor, &row, error)) == DB_ROW) {
        Member member = { row.id, row.prospect_id, (int)row.step, g_strdup(row.name_key) };
        g_array_append_val(members, member);
    }
    return step == DB_DONE ? g_steal_pointer(&members) : NULL;
}

static bool
take_all(Moving *self, int64_t version_id, const char *state, GError **error)
{
    g_autoptr(GArray) members = NULL;
    bool more = true;

    while (more) {
        const Member *last =
            members != NULL ? &g_array_index(members, Member, members->len - 1) : NULL;
        GArray *page = read_page(self, version_id, state, last, error);
        if (page == NULL)
            return false;
        g_clear_pointer(&members, g_array_unref);
        members = page;
        for (guint i = 0; i < members->len; i++)
            if (!take(self, &g_array_index(members, Member, i), error))
                return false;
        more = members->len == CHUNK;
    }
    return true;
}

/* The versions of the sequence but the one to move to. */
static GArray *
older_versions(const Moving *self, GError **error)
{
    SqlSequenceVersionsOfParams params = { .workspace_id = self->app->workspace_id,
                                           .sequence_id = self->move->sequence_id };
    SqlSequenceVersionsOfRow row;
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_sequence_versions_of(self->conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_sequence_versions_of_next(cursor, &row, error)) == DB_ROW)
        if (row.id != self->move->version_id)
            g_array_append_val(ids, row.id);
    return step == DB_DONE ? g_steal_pointer(&ids) : NULL;
}

json_t *
sequence_move(App *app, DbConn *conn, const SequenceMove *move, GError **error)
{
    Moving self = {
        .app = app,
        .conn = conn,
        .move = move,
        .first_change = sequence_first_change(move->before, move->after),
        .examples = json_array(),
    };
    g_autoptr(json_t) effect = json_object();

    json_object_set_new(effect, "examples", self.examples);
    g_autoptr(GArray) versions = older_versions(&self, error);
    if (versions == NULL)
        return NULL;
    for (guint i = 0; i < versions->len; i++)
        for (int state = 0; state < ENROLLMENT_FINISHED; state++)
            if (!take_all(&self, g_array_index(versions, int64_t, i),
                          enrollment_state_name((EnrollmentState)state), error))
                return NULL;
    json_set_text(effect, "move", version_move_name(move->move));
    json_set_int(effect, "first_change", self.first_change);
    json_set_int(effect, "under_way", self.under_way);
    json_set_int(effect, "moved", self.moved);
    json_set_int(effect, "stay", self.under_way - self.moved);
    return g_steal_pointer(&effect);
}
