/* Open touches and the planner's view ahead, kept small until somebody reads them. See plan.h. */
#include "app/plan.h"

#include <string.h>

#include "app/library.h"
#include "app/snapshot.h"
#include "app/time_order.h"

#define MAX_AHEAD 128
#define PEOPLE 500 /* read at a time */
#define MEMORY (8 * 1024 * 1024)
#define INSTANT_FIRST (-DAY_US) /* before any promise; no NULL, which INSTANT_NONE is */

/* What a touch points to as text, in this order after its reasons. */
typedef enum { TEXT_PROSPECT, TEXT_STATE, TEXT_VALUE, TEXT_SAYS, TEXT_STORED, TEXT_COUNT } TextOf;

/* A touch ahead as it is kept. Versions and zones live as long as the program, so their addresses
 * are good also for what waits on the disk. */
typedef struct {
    Instant due_from_us, due_until_us;
    const AppVersion *version; /* NULL: of no sequence */
    const Zone *zone;
    int step;
    ChannelKind channel;
    bool automatic;
    uint16_t reason_count;        /* Reason, right after this */
    uint32_t lengths[TEXT_COUNT]; /* with the ending NUL; 0: NULL */
} Kept;

struct PlanList {
    App *app;
    Instant now_us;
    TimeOrder *order;
    GByteArray *kept; /* the one being made */
    Attempt *scratch;
    gsize scratch_room;
};

PlanList *
plan_list_new(App *app)
{
    PlanList *self = g_new(PlanList, 1);

    *self = (PlanList){
        .app = app,
        .now_us = app_now_us(app),
        .order = time_order_new(MEMORY),
        .kept = g_byte_array_new(),
    };
    return self;
}

void
plan_list_free(PlanList *self)
{
    if (self == NULL)
        return;
    time_order_free(self->order);
    g_byte_array_unref(self->kept);
    g_free(self->scratch);
    g_free(self);
}

/* --- keeping ---------------------------------------------------------------------------------- */

/* A person whose touches are being added. */
typedef struct {
    PlanList *list;
    const Snapshot *snapshot;
    const char *handle;
    GError **error;
    bool failed;
} Person;

static bool
keep(Person *person, Kept kept, const Reason *reasons, const char *const texts[TEXT_COUNT])
{
    GByteArray *bytes = person->list->kept;

    for (int i = 0; i < TEXT_COUNT; i++)
        kept.lengths[i] = texts[i] != NULL ? (uint32_t)strlen(texts[i]) + 1 : 0;
    g_byte_array_set_size(bytes, 0);
    g_byte_array_append(bytes, (const guint8 *)&kept, sizeof kept);
    if (kept.reason_count > 0)
        g_byte_array_append(bytes, (const guint8 *)reasons,
                            (guint)(kept.reason_count * sizeof *reasons));
    for (int i = 0; i < TEXT_COUNT; i++)
        if (texts[i] != NULL)
            g_byte_array_append(bytes, (const guint8 *)texts[i], kept.lengths[i]);
    person->failed =
        !time_order_add(person->list->order, kept.due_from_us, person->snapshot->prospect.id,
                        bytes->data, bytes->len, person->error);
    return !person->failed;
}

static Kept
kept_of(const Person *person)
{
    return (Kept){ .version = person->snapshot->version, .zone = person->snapshot->input.zone };
}

/* What the touch says, by the library; a key that stands in no library says itself. */
static const char *
value_title(const Snapshot *snapshot, const char *key)
{
    if (key == NULL)
        return NULL;
    const ValuePoint *point = value_points_find(snapshot->library, value_point_id(key));
    return point != NULL ? point->title : key;
}

static bool
keep_planned(const Plan *plan, void *data)
{
    Person *person = data;
    const Snapshot *snapshot = person->snapshot;
    const Step *step = plan->step > 0
                           ? g_ptr_array_index(snapshot->version->sequence->steps, plan->step - 1)
                           : NULL;
    const char *key = library_key_of(snapshot, step, plan->value_point);
    const char *const texts[TEXT_COUNT] = {
        [TEXT_PROSPECT] = person->handle,
        [TEXT_STATE] = plan->promise_id != 0 ? "promise" : "planned",
        [TEXT_VALUE] = key,
        [TEXT_SAYS] = value_title(snapshot, key),
    };
    Kept kept = kept_of(person);

    kept.due_from_us = plan->due_from_us;
    kept.due_until_us = plan->due_until_us;
    kept.step = plan->step;
    kept.channel = plan->channel;
    kept.automatic = plan->automatic;
    kept.reason_count = (uint16_t)plan->reason_count;
    return keep(person, kept, plan->reasons, texts);
}

static bool
keep_open(Person *person, const SqlTouchOpenOfRow *row)
{
    const char *const texts[TEXT_COUNT] = {
        [TEXT_PROSPECT] = person->handle,
        [TEXT_STATE] = row->promise_id != DB_NULL_INT ? "promise" : row->state,
        [TEXT_VALUE] = row->value_point,
        [TEXT_SAYS] = value_title(person->snapshot, row->value_point),
        [TEXT_STORED] = row->reasons,
    };
    Kept kept = kept_of(person);

    kept.due_from_us = row->due_from_us;
    kept.due_until_us = row->due_until_us;
    kept.step = (int)row->step;
    kept.channel = channel_kind_parse(row->channel);
    kept.automatic = row->automatic != 0;
    return keep(person, kept, NULL, texts);
}

/* What is open counts as made when due, so that the plan goes on after it. */
static bool
add_open(Person *person, DbConn *conn, GArray *attempts, GError **error)
{
    const Snapshot *snapshot = person->snapshot;
    SqlTouchOpenOfParams params = { .workspace_id = person->list->app->workspace_id,
                                    .prospect_id = snapshot->prospect.id };
    SqlTouchOpenOfRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_touch_open_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_touch_open_of_next(cursor, &row, error)) == DB_ROW) {
        if (row.promise_id != DB_NULL_INT && snapshot->version != NULL &&
            snapshot->input.promise_count > 0)
            continue; /* the planner shows open promises itself */
        bool is_mail = strcmp(row.state, "queued") == 0 || strcmp(row.state, "in_doubt") == 0;
        Attempt attempt = {
            .at_us = MAX(row.due_from_us, person->list->now_us),
            .channel = channel_kind_parse(row.channel),
            .outcome = is_mail ? OUTCOME_SENT : OUTCOME_NO_ANSWER,
            .step = (int)row.step,
            .this_enrollment = row.enrollment_id == snapshot->enrollment_id,
            .value_point = value_point_id(row.value_point),
        };
        if (!keep_open(person, &row))
            return false;
        g_array_append_val(attempts, attempt);
    }
    return step == DB_DONE;
}

static bool
add_ahead(Person *person, PlannerInput *input, const GArray *attempts, Instant until_us)
{
    PlanList *list = person->list;
    gsize needed = attempts->len + MAX_AHEAD;

    if (list->scratch_room < needed) {
        list->scratch = g_renew(Attempt, list->scratch, needed);
        list->scratch_room = needed;
    }
    input->attempts = (const Attempt *)(const void *)attempts->data;
    input->attempt_count = attempts->len;
    planner_ahead(input, until_us, list->scratch, MAX_AHEAD, keep_planned, person);
    return !person->failed;
}

bool
plan_list_add(PlanList *self, DbConn *conn, int64_t prospect_id, Instant until_us, GError **error)
{
    g_auto(Snapshot) snapshot = { 0 };

    if (!snapshot_load(self->app, conn, prospect_id, NULL, &snapshot, error))
        return false;
    g_autofree char *handle = prospect_handle(&snapshot.prospect);
    Person person = { .list = self, .snapshot = &snapshot, .handle = handle, .error = error };
    return add_open(&person, conn, snapshot.attempts, error) &&
           (snapshot.version == NULL ||
            add_ahead(&person, &snapshot.input, snapshot.attempts, until_us));
}

/* The people of the next open enrollments; none when there are no more. */
static GArray *
read_people(App *app, DbConn *conn, int64_t *after_id, GError **error)
{
    SqlEnrollmentOpenAfterParams params = { .workspace_id = app->workspace_id,
                                            .after_id = *after_id,
                                            .n = PEOPLE };
    SqlEnrollmentOpenAfterRow row;
    g_autoptr(GArray) people = g_array_new(FALSE, FALSE, sizeof(int64_t));
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_enrollment_open_after(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_enrollment_open_after_next(cursor, &row, error)) == DB_ROW) {
        g_array_append_val(people, row.prospect_id);
        *after_id = row.id;
    }
    return step == DB_DONE ? g_steal_pointer(&people) : NULL;
}

/* The next of those who are promised something and are in no sequence, each in it once; `after` is
 * where the page before ended. `ret_any` false: there are no more. */
static GArray *
read_promised(App *app, DbConn *conn, GHashTable *seen, SqlPromiseAloneAfterParams *after,
              bool *ret_any, GError **error)
{
    SqlPromiseAloneAfterRow row;
    g_autoptr(GArray) people = g_array_new(FALSE, FALSE, sizeof(int64_t));
    DbStep step;

    after->workspace_id = app->workspace_id;
    after->n = PEOPLE;
    *ret_any = false;
    g_autoptr(DbCursor) cursor = sql_promise_alone_after(conn, after, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_promise_alone_after_next(cursor, &row, error)) == DB_ROW) {
        if (g_hash_table_add(seen, g_memdup2(&row.prospect_id, sizeof row.prospect_id)))
            g_array_append_val(people, row.prospect_id);
        after->after_us = row.until_us;
        after->after_id = row.id;
        *ret_any = true;
    }
    return step == DB_DONE ? g_steal_pointer(&people) : NULL;
}

static bool
add_people(PlanList *self, DbConn *conn, const GArray *people, Instant until_us, GError **error)
{
    for (guint i = 0; i < people->len; i++)
        if (!plan_list_add(self, conn, g_array_index(people, int64_t, i), until_us, error))
            return false;
    return true;
}

bool
plan_list_add_everyone(PlanList *self, DbConn *conn, Instant until_us, GError **error)
{
    g_autoptr(GHashTable) promised =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    SqlPromiseAloneAfterParams after = { .after_us = INSTANT_FIRST };
    int64_t after_id = 0;
    bool any = true;

    while (any) {
        g_autoptr(GArray) people = read_people(self->app, conn, &after_id, error);
        if (people == NULL || !add_people(self, conn, people, until_us, error))
            return false;
        any = people->len > 0;
    }
    for (any = true; any;) {
        g_autoptr(GArray) people = read_promised(self->app, conn, promised, &after, &any, error);
        if (people == NULL || !add_people(self, conn, people, until_us, error))
            return false;
    }
    return true;
}

/* --- reading ---------------------------------------------------------------------------------- */

typedef struct {
    Instant now_us;
    PlanEach each;
    void *data;
} Reading;

static json_t *
reasons_of(const Reading *reading, const Kept *kept, const char *stored)
{
    const Reason *reasons = (const Reason *)(const void *)(kept + 1);
    json_t *list = stored != NULL ? json_read(stored, strlen(stored), NULL) : NULL;

    return list != NULL ? list
                        : reasons_to_json(reasons, kept->reason_count, kept->zone, reading->now_us);
}

/* The keys of INTERFACES in their order, then what else a person asks. */
static bool
read_kept(const void *bytes, gsize length G_GNUC_UNUSED, void *data)
{
    const Reading *reading = data;
    const Kept *kept = bytes;
    const char *texts[TEXT_COUNT] = { NULL };
    const char *text =
        (const char *)(kept + 1) + kept->reason_count * sizeof(Reason); /* the first one */
    g_autoptr(json_t) row = json_object();

    for (int i = 0; i < TEXT_COUNT; text += kept->lengths[i++])
        texts[i] = kept->lengths[i] > 0 ? text : NULL;
    json_set_text(row, "prospect", texts[TEXT_PROSPECT]);
    json_set_text(row, "sequence", kept->version != NULL ? kept->version->name : NULL);
    json_set_int(row, "step", kept->step);
    json_set_text(row, "channel", channel_kind_name(kept->channel));
    json_set_bool(row, "automatic", kept->automatic);
    json_set_instant(row, "due_from", kept->due_from_us, kept->zone);
    json_set_instant(row, "due_until", kept->due_until_us, kept->zone);
    json_set_text(row, "zone", zone_name(kept->zone));
    json_set_text(row, "state", texts[TEXT_STATE]);
    json_object_set_new(row, "reasons", reasons_of(reading, kept, texts[TEXT_STORED]));
    json_set_text(row, "value_point", texts[TEXT_VALUE]);
    json_set_text(row, "value_point_say", texts[TEXT_SAYS]);
    PlannedTouch touch = { kept->due_from_us, kept->due_until_us, kept->zone, row };
    return reading->each(&touch, reading->data);
}

bool
plan_list_each(PlanList *self, PlanEach each, void *data, GError **error)
{
    Reading reading = { .now_us = self->now_us, .each = each, .data = data };

    return time_order_each(self->order, read_kept, &reading, error);
}
