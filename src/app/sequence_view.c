/* Counts and steps to JSON. */
#include "app/sequence_view.h"

#include <string.h>

#include "core/enrollment.h"
#include "store/queries.h"

/* Fewer enrollments than this say nothing about a rate. */
#define FEW 30

typedef struct {
    int64_t enrolled, finished[FINISH_REASON_COUNT], replied;
    GHashTable *made, *step_replied; /* step -> count, of the shown version */
} Counts;

static void
counts_clear(Counts *self)
{
    g_clear_pointer(&self->made, g_hash_table_unref);
    g_clear_pointer(&self->step_replied, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Counts, counts_clear)

static void
add_step(GHashTable *table, int64_t step, int64_t n)
{
    int64_t before = GPOINTER_TO_SIZE(g_hash_table_lookup(table, GSIZE_TO_POINTER(step)));
    g_hash_table_insert(table, GSIZE_TO_POINTER(step), GSIZE_TO_POINTER(before + n));
}

static bool
counts_load(App *app, DbConn *conn, int64_t sequence_id, Counts *self, GError **error)
{
    SqlSequenceCountsOfParams params = { .workspace_id = app->workspace_id,
                                         .sequence_id = sequence_id };
    SqlSequenceCountsOfRow row;
    DbStep step;

    *self = (Counts){ .made = g_hash_table_new(NULL, NULL),
                      .step_replied = g_hash_table_new(NULL, NULL) };
    g_autoptr(DbCursor) cursor = sql_sequence_counts_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_sequence_counts_of_next(cursor, &row, error)) == DB_ROW) {
        FinishReason reason = finish_reason_parse(row.kind);
        if (strcmp(row.kind, "made") == 0)
            add_step(self->made, row.step, row.n);
        else if (strcmp(row.kind, "enrolled") == 0)
            self->enrolled += row.n;
        else if (row.step > 0 && strcmp(row.kind, "replied") == 0)
            add_step(self->step_replied, row.step, row.n);
        else if (row.step == 0 && reason != FINISH_NONE && reason < FINISH_REASON_COUNT)
            self->finished[reason] += row.n;
    }
    return step == DB_DONE;
}

static void
set_counts(json_t *view, const Counts *counts)
{
    int64_t ended = 0;

    for (int i = 0; i < FINISH_REASON_COUNT; i++)
        ended += counts->finished[i];
    int64_t answered = counts->finished[FINISH_REPLIED] + counts->finished[FINISH_MEETING];
    json_set_int(view, "enrolled", counts->enrolled);
    json_set_int(view, "active", MAX(counts->enrolled - ended, 0));
    json_set_int(view, "replied", answered);
    json_set_int(view, "meetings", counts->finished[FINISH_MEETING]);
    json_set_int(view, "no_response", counts->finished[FINISH_NO_RESPONSE]);
    json_set_int(view, "opted_out", counts->finished[FINISH_OPTED_OUT]);
    json_set_int(view, "bounced", counts->finished[FINISH_BOUNCED]);
    if (counts->enrolled > 0)
        json_set_real(view, "reply_rate", (double)answered / (double)counts->enrolled);
    else
        json_object_set_new(view, "reply_rate", json_null());
    json_set_bool(view, "few", counts->enrolled < FEW);
}

static void
set_channels(json_t *view, const Sequence *sequence)
{
    json_t *channels = json_array();
    bool seen[CHANNEL_COUNT] = { false };
    int days = 0;

    for (guint i = 0; i < sequence->steps->len; i++) {
        const Step *step = g_ptr_array_index(sequence->steps, i);
        if (!seen[step->channel])
            json_array_append_new(channels, json_string(channel_kind_name(step->channel)));
        seen[step->channel] = true;
        if (step->timing == STEP_DAY)
            days = step->amount;
        else if (step->timing == STEP_AFTER_DAYS)
            days += step->amount;
        else if (step->timing == STEP_AFTER_BUSINESS_DAYS)
            days += step->amount + step->amount / 5 * 2;
    }
    json_set_int(view, "steps", sequence->steps->len);
    json_object_set_new(view, "channels", channels);
    json_set_int(view, "days", days);
}

static char *
when_say(const Step *step)
{
    g_autofree char *within =
        step->within_us == 0
            ? g_strdup("")
            : g_strdup_printf(", within %d minutes", (int)(step->within_us / MINUTE_US));
    CivilDate date;

    switch (step->timing) {
    case STEP_DAY:
        return g_strdup_printf("Day %d%s", step->amount, within);
    case STEP_AFTER_BUSINESS_DAYS:
        return g_strdup_printf("%d working day%s later%s", step->amount,
                               step->amount == 1 ? "" : "s", within);
    case STEP_AFTER_DAYS:
        return g_strdup_printf("%d day%s later%s", step->amount, step->amount == 1 ? "" : "s",
                               within);
    case STEP_AFTER_HOURS:
        return g_strdup_printf("%d hour%s later%s", step->amount, step->amount == 1 ? "" : "s",
                               within);
    case STEP_ON_DATE:
        date = day_to_date((Day)step->amount);
        return g_strdup_printf("On %04d-%02d-%02d%s", date.year, date.month, date.day, within);
    }
    g_assert_not_reached();
}

static json_t *
steps_json(const Sequence *sequence, const Counts *counts)
{
    g_autoptr(json_t) whole = sequence_to_json(sequence);
    json_t *steps = json_incref(json_object_get(whole, "steps"));

    for (guint i = 0; i < sequence->steps->len; i++) {
        const Step *step = g_ptr_array_index(sequence->steps, i);
        json_t *row = json_array_get(steps, i);
        g_autofree char *when = when_say(step);
        gpointer key = GSIZE_TO_POINTER((gsize)step->number);
        json_set_text(row, "when_say", when);
        json_set_text(row, "channel_say", channel_kind_say(step->channel));
        json_set_int(row, "made", GPOINTER_TO_SIZE(g_hash_table_lookup(counts->made, key)));
        json_set_int(row, "replied",
                     GPOINTER_TO_SIZE(g_hash_table_lookup(counts->step_replied, key)));
    }
    return steps;
}

/* All versions, newest first; finds the one asked for. */
static json_t *
versions_json(App *app, DbConn *conn, int64_t sequence_id, int wanted, int64_t *version_id,
              GError **error)
{
    SqlSequenceVersionsOfParams params = { .workspace_id = app->workspace_id,
                                           .sequence_id = sequence_id };
    SqlSequenceVersionsOfRow row;
    g_autoptr(json_t) versions = json_array();
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_sequence_versions_of(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_sequence_versions_of_next(cursor, &row, error)) == DB_ROW) {
        json_t *listed = json_object();
        json_set_int(listed, "version", row.version);
        json_set_instant(listed, "published", row.created_us, app->zone);
        json_array_append_new(versions, listed);
        if (row.version == wanted)
            *version_id = row.id;
    }
    return step == DB_DONE ? g_steal_pointer(&versions) : NULL;
}

static bool
set_source(App *app, DbConn *conn, int64_t version_id, json_t *view, GError **error)
{
    g_auto(SqlSequenceVersionGetRow) stored = { 0 };
    SqlSequenceVersionGetParams which = { .workspace_id = app->workspace_id, .id = version_id };

    if (!sql_sequence_version_get(conn, &which, &stored, NULL, error))
        return false;
    json_set_text(view, "source", stored.source);
    return true;
}

json_t *
sequence_view(App *app, DbConn *conn, const char *name, int version, bool whole, GError **error)
{
    g_auto(SqlSequenceByNameRow) row = { 0 };
    g_auto(Counts) counts = { 0 };
    SqlSequenceByNameParams which = { .workspace_id = app->workspace_id, .name = name };
    bool found;

    if (!sql_sequence_by_name(conn, &which, &row, &found, error))
        return NULL;
    if (!found) {
        error_set(error, SEVENTH_ERROR_NOT_FOUND,
                  "there is no sequence \"%s\"; `seventh sequence list` shows them all", name);
        return NULL;
    }
    int64_t version_id = version == 0 || version == row.version ? row.version_id : 0;
    g_autoptr(json_t) versions = versions_json(app, conn, row.id, version, &version_id, error);
    if (versions == NULL || !counts_load(app, conn, row.id, &counts, error))
        return NULL;
    if (version_id == 0) {
        error_set(error, SEVENTH_ERROR_NOT_FOUND, "sequence \"%s\" has no version %d", name,
                  version);
        return NULL;
    }
    const AppVersion *shown = app_version(app, conn, version_id, error);
    if (shown == NULL)
        return NULL;
    g_autoptr(json_t) view = json_object();
    json_set_text(view, "name", name);
    json_set_text(view, "goal", shown->sequence->goal);
    json_set_int(view, "version", shown->version);
    set_channels(view, shown->sequence);
    set_counts(view, &counts);
    if (!whole)
        return g_steal_pointer(&view);
    json_set_int(view, "step_count", shown->sequence->steps->len);
    json_object_set(view, "versions", versions);
    json_object_set_new(view, "steps", steps_json(shown->sequence, &counts));
    json_object_set_new(view, "problems", json_array());
    return set_source(app, conn, version_id, view, error) ? g_steal_pointer(&view) : NULL;
}
