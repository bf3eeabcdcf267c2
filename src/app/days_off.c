/* Rows of days off to calendars. */
#include "app/days_off.h"

#include <string.h>

#include "store/queries.h"

/* Working days are counted from touches made some time ago. */
#define BACK_DAYS 60

static OwnDaysKind
kind_parse(const char *text)
{
    return strcmp(text, "hours") == 0  ? OWN_DAYS_HOURS
           : strcmp(text, "open") == 0 ? OWN_DAYS_OPEN
                                       : OWN_DAYS_CLOSED;
}

static DaysOffEntry
entry_of(const SqlDaysOffAheadRow *row)
{
    DaysOffEntry entry = {
        .id = row->id,
        .user_id = row->user_id == DB_NULL_INT ? 0 : row->user_id,
        .whole_country = row->region == NULL || row->region[0] == '\0',
        .days = { .from = (Day)row->from_day,
                  .until = (Day)row->until_day,
                  .kind = kind_parse(row->kind),
                  .hours = { (int16_t)row->from_minute, (int16_t)row->until_minute } },
        .hand_over_id = row->hand_over_id == DB_NULL_INT ? 0 : row->hand_over_id,
    };

    if (row->country != NULL)
        g_strlcpy(entry.country, row->country, sizeof entry.country);
    entry.place = holiday_place(row->country, row->region);
    return entry;
}

static gint
compare_entries(gconstpointer a, gconstpointer b)
{
    const DaysOffEntry *first = a, *second = b;

    if (first->days.from != second->days.from)
        return first->days.from < second->days.from ? -1 : 1;
    return (first->id > second->id) - (first->id < second->id);
}

void
days_off_unref(DaysOff *self)
{
    if (self == NULL || !g_atomic_ref_count_dec(&self->references))
        return;
    g_array_unref(self->entries);
    g_free(self);
}

static DaysOff *
load(App *app, DbConn *conn, int64_t version, GError **error)
{
    Day today = zone_day_at(app->zone, app_now_us(app), NULL);
    SqlDaysOffAheadParams params = { .workspace_id = app->workspace_id,
                                     .from_day = today - BACK_DAYS,
                                     .n = DAYS_OFF_MOST };
    SqlDaysOffAheadRow row;
    g_autoptr(DaysOff) self = g_new(DaysOff, 1);
    DbStep step;

    *self =
        (DaysOff){ .version = version, .entries = g_array_new(FALSE, FALSE, sizeof(DaysOffEntry)) };
    g_atomic_ref_count_init(&self->references);
    g_autoptr(DbCursor) cursor = sql_days_off_ahead(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_days_off_ahead_next(cursor, &row, error)) == DB_ROW) {
        DaysOffEntry entry = entry_of(&row);
        g_array_append_val(self->entries, entry);
    }
    g_array_sort(self->entries, compare_entries);
    return step == DB_DONE ? g_steal_pointer(&self) : NULL;
}

static DaysOff *
held(App *app, int64_t version)
{
    DaysOff *found = NULL;

    g_mutex_lock(&app->mutex);
    if (app->days_off != NULL && app->days_off->version == version) {
        found = app->days_off;
        g_atomic_ref_count_inc(&found->references);
    }
    g_mutex_unlock(&app->mutex);
    return found;
}

static void
hold(App *app, DaysOff *self)
{
    DaysOff *old;

    g_atomic_ref_count_inc(&self->references);
    g_mutex_lock(&app->mutex);
    old = app->days_off;
    app->days_off = self;
    g_mutex_unlock(&app->mutex);
    days_off_unref(old);
}

DaysOff *
days_off_get(App *app, DbConn *conn, GError **error)
{
    SqlDaysOffVersionParams which = { .id = app->workspace_id };
    g_auto(SqlDaysOffVersionRow) row = { 0 };
    DaysOff *self;

    if (!sql_days_off_version(conn, &which, &row, NULL, error))
        return NULL;
    self = held(app, row.version);
    if (self != NULL)
        return self;
    self = load(app, conn, row.version, error);
    if (self != NULL)
        hold(app, self);
    return self;
}

bool
days_off_changed(App *app, DbConn *conn, GError **error)
{
    SqlDaysOffChangedParams which = { .id = app->workspace_id };

    return sql_days_off_changed(conn, &which, NULL, error);
}

HolidayPlaceId
days_off_home(const char *country, const char *region, const char *city)
{
    HolidayPlaceId whole = holiday_place(country, NULL), within = holiday_place(country, region);

    return within != whole ? within : holiday_place(country, city);
}

void
days_off_theirs(const DaysOff *self, const char *country, HolidayPlaceId place, GArray *spans)
{
    for (guint i = 0; country != NULL && i < self->entries->len; i++) {
        const DaysOffEntry *entry = &g_array_index(self->entries, DaysOffEntry, i);
        if (strcmp(entry->country, country) == 0 && (entry->whole_country || entry->place == place))
            g_array_append_val(spans, entry->days);
    }
}

/* The parts of a leave in which the one who stands in is away as well. */
static void
append_shared_absence(const DaysOff *self, const DaysOffEntry *leave, GArray *spans)
{
    for (guint i = 0; i < self->entries->len; i++) {
        const DaysOffEntry *other = &g_array_index(self->entries, DaysOffEntry, i);
        OwnDays both = { .from = MAX(leave->days.from, other->days.from),
                         .until = MIN(leave->days.until, other->days.until),
                         .kind = OWN_DAYS_CLOSED };
        if (other->user_id == leave->hand_over_id && other->days.kind == OWN_DAYS_CLOSED &&
            both.from <= both.until)
            g_array_append_val(spans, both);
    }
}

static gint
compare_spans(gconstpointer a, gconstpointer b)
{
    const OwnDays *first = a, *second = b;

    return (first->from > second->from) - (first->from < second->from);
}

void
days_off_ours(const DaysOff *self, int64_t user_id, GArray *spans)
{
    for (guint i = 0; i < self->entries->len; i++) {
        const DaysOffEntry *entry = &g_array_index(self->entries, DaysOffEntry, i);
        if (entry->country[0] != '\0' || (entry->user_id != 0 && entry->user_id != user_id))
            continue;
        if (entry->hand_over_id != 0)
            append_shared_absence(self, entry, spans);
        else
            g_array_append_val(spans, entry->days);
    }
    g_array_sort(spans, compare_spans);
}

const DaysOffEntry *
days_off_leave_on(const DaysOff *self, int64_t user_id, Day day)
{
    for (guint i = 0; i < self->entries->len; i++) {
        const DaysOffEntry *entry = &g_array_index(self->entries, DaysOffEntry, i);
        if (entry->user_id == user_id && entry->days.kind == OWN_DAYS_CLOSED &&
            entry->days.from <= day && day <= entry->days.until)
            return entry;
    }
    return NULL;
}

/* The leave a user is on today by their own clock, NULL: none. */
static bool
leave_today(App *app, DbConn *conn, const DaysOff *self, int64_t user_id,
            const DaysOffEntry **ret_leave, GError **error)
{
    g_auto(SqlUserGetRow) user = { 0 };
    SqlUserGetParams which = { .workspace_id = app->workspace_id, .id = user_id };
    bool found;

    *ret_leave = NULL;
    if (!sql_user_get(conn, &which, &user, &found, error))
        return false;
    if (found)
        *ret_leave = days_off_leave_on(
            self, user_id, zone_day_at(app_zone_or_default(app, user.zone), app_now_us(app), NULL));
    return true;
}

bool
days_off_who_works(App *app, DbConn *conn, int64_t user_id, int64_t *ret_id, GError **error)
{
    g_autoptr(DaysOff) self = days_off_get(app, conn, error);
    const DaysOffEntry *leave, *theirs;

    *ret_id = user_id;
    if (self == NULL || !leave_today(app, conn, self, user_id, &leave, error))
        return false;
    if (leave == NULL || leave->hand_over_id == 0)
        return true;
    if (!leave_today(app, conn, self, leave->hand_over_id, &theirs, error))
        return false;
    if (theirs == NULL)
        *ret_id = leave->hand_over_id;
    return true;
}
