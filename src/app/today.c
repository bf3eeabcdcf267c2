/* Choosing and ranking the tasks of a day, and its counts. */
#include "app/today.h"

#include <string.h>

#include "app/days_off.h"
#include "app/today_row.h"
#include "channel/channel.h"
#include "core/expected.h"
#include "core/reason_calendar.h"
#include "store/queries.h"

enum { PRIORITY_PROMISE = 0, PRIORITY_INBOUND = 1, PRIORITY_COUNT = 3 };

#define POOL_LEAST 100
#define POOL_FACTOR 2

typedef struct {
    int64_t id;
    const Zone *zone;
    bool stands_in; /* their work is done by the user asked for */
} DayUser;

static bool
zone_of_user(App *app, DbConn *conn, int64_t user_id, const Zone **ret_zone, GError **error)
{
    g_auto(SqlUserGetRow) row = { 0 };
    SqlUserGetParams which = { .workspace_id = app->workspace_id, .id = user_id };
    bool found;

    if (!sql_user_get(conn, &which, &row, &found, error))
        return false;
    *ret_zone = found ? app_zone_or_default(app, row.zone) : NULL;
    return true;
}

/* The leave a user is on now, NULL: none. */
static const DaysOffEntry *
leave_now(App *app, const DaysOff *days_off, int64_t user_id, const Zone *zone)
{
    return days_off_leave_on(days_off, user_id, zone_day_at(zone, app_now_us(app), NULL));
}

/* Those for whom the user stands in today. */
static bool
add_absent(App *app, DbConn *conn, const DaysOff *days_off, int64_t user_id, GArray *users,
           GError **error)
{
    for (guint i = 0; i < days_off->entries->len; i++) {
        const DaysOffEntry *entry = &g_array_index(days_off->entries, DaysOffEntry, i);
        DayUser away = { .id = entry->user_id, .stands_in = true };
        if (entry->hand_over_id != user_id)
            continue;
        if (!zone_of_user(app, conn, entry->user_id, &away.zone, error))
            return false;
        if (away.zone != NULL && leave_now(app, days_off, entry->user_id, away.zone) == entry)
            g_array_append_val(users, away);
    }
    return true;
}

/* The user, unless a colleague does their work, and those whose work they do. */
static bool
add_one_user(App *app, DbConn *conn, int64_t user_id, GArray *users, GError **error)
{
    g_autoptr(DaysOff) days_off = days_off_get(app, conn, error);
    DayUser user = { .id = user_id };

    if (days_off == NULL || !zone_of_user(app, conn, user_id, &user.zone, error))
        return false;
    if (user.zone == NULL)
        return true;
    const DaysOffEntry *leave = leave_now(app, days_off, user_id, user.zone);
    if (leave == NULL || leave->hand_over_id == 0)
        g_array_append_val(users, user);
    return add_absent(app, conn, days_off, user_id, users, error);
}

/* The user asked for with those they stand in for, or all who work here. */
static GArray *
load_users(App *app, DbConn *conn, int64_t user_id, GError **error)
{
    SqlUserListParams params = { .workspace_id = app->workspace_id };
    SqlUserListRow row;
    g_autoptr(GArray) users = g_array_new(FALSE, FALSE, sizeof(DayUser));
    DbStep step;

    if (user_id != 0)
        return add_one_user(app, conn, user_id, users, error) ? g_steal_pointer(&users) : NULL;
    g_autoptr(DbCursor) cursor = sql_user_list(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_user_list_next(cursor, &row, error)) == DB_ROW) {
        DayUser user = { .id = row.id, .zone = app_zone_or_default(app, row.zone) };
        g_array_append_val(users, user);
    }
    return step == DB_DONE ? g_steal_pointer(&users) : NULL;
}

/* The day of `us` on the user's calendar: [0] begins, [1] ends. */
static void
day_span(const Zone *zone, Instant us, Instant ret_span[2])
{
    Day day = zone_day_at(zone, us, NULL);

    ret_span[0] = zone_instant_of(zone, day, 0);
    ret_span[1] = zone_instant_of(zone, day + 1, 0);
}

static void
rank_task(TodayTask *task, const SqlTodayTasksRow *row, Instant now_us)
{
    ExpectedInput input = {
        .channel = channel_kind_parse(row->channel),
        .attempts = (int)row->attempts,
        .is_inbound = task->priority == PRIORITY_INBOUND,
        .is_promised = task->priority == PRIORITY_PROMISE,
        .engaged_before = row->engaged != 0,
        .waiting_us = MAX(0, now_us - row->planned_us),
    };

    task->expected = expected_conversation(&input);
    task->per_minute = task->expected / channel_driver(input.channel)->minutes;
    task->is_open = row->due_from_us <= now_us;
}

/* A promise that can be kept now, who waits for us now, other promises, then the rest. */
static int
class_of(const TodayTask *task)
{
    static const int CLASSES[PRIORITY_COUNT][2] = { { 2, 0 }, { 3, 1 }, { 4, 4 } };

    return CLASSES[CLAMP(task->priority, 0, PRIORITY_COUNT - 1)][task->is_open];
}

static gint
compare_tasks(gconstpointer a, gconstpointer b)
{
    const TodayTask *first = a, *second = b;

    if (class_of(first) != class_of(second))
        return class_of(first) < class_of(second) ? -1 : 1;
    if (first->priority == PRIORITY_PROMISE && first->due_until_us != second->due_until_us)
        return first->due_until_us < second->due_until_us ? -1 : 1;
    if (first->is_open != second->is_open)
        return first->is_open ? -1 : 1;
    if (first->came_us != second->came_us) /* of those who wait, who waits longest */
        return first->came_us < second->came_us ? -1 : 1;
    if (first->per_minute != second->per_minute)
        return first->per_minute > second->per_minute ? -1 : 1;
    if (first->due_from_us != second->due_from_us)
        return first->due_from_us < second->due_from_us ? -1 : 1;
    return (first->touch_id > second->touch_id) - (first->touch_id < second->touch_id);
}

static bool
collect_class(App *app, DbConn *conn, const DayUser *user, int priority, int most, GArray *tasks,
              GError **error)
{
    Instant now_us = app_now_us(app), span[2];
    SqlTodayTasksRow row;
    DbStep step;

    day_span(user->zone, now_us, span);
    SqlTodayTasksParams params = {
        .workspace_id = app->workspace_id,
        .user_id = user->id,
        .priority = priority,
        .until_us = span[1] - 1,
        .n = most,
    };
    g_autoptr(DbCursor) cursor = sql_today_tasks(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_today_tasks_next(cursor, &row, error)) == DB_ROW) {
        TodayTask task = {
            .touch_id = row.id,
            .prospect_id = row.prospect_id,
            .due_from_us = row.due_from_us,
            .due_until_us = row.due_until_us,
            .priority = priority,
            .stands_in = user->stands_in,
            .came_us = priority == PRIORITY_INBOUND ? row.planned_us : INSTANT_NONE,
        };
        rank_task(&task, &row, now_us);
        g_array_append_val(tasks, task);
    }
    return step == DB_DONE;
}

/* 0, the best, where it is not among them. */
static guint
place_of(const GArray *tasks, int64_t touch_id)
{
    for (guint i = 0; i < tasks->len; i++)
        if (g_array_index(tasks, TodayTask, i).touch_id == touch_id)
            return i;
    return 0;
}

bool
today_list(App *app, DbConn *conn, const TodayAsk *ask, RowSink emit, void *emit_data,
           GError **error)
{
    guint limit = (guint)CLAMP(ask->limit, 1, TODAY_MOST);
    g_autoptr(GArray) tasks = g_array_new(FALSE, FALSE, sizeof(TodayTask));
    g_autoptr(GArray) users = load_users(app, conn, ask->user_id, error);

    if (users == NULL)
        return false;
    int pool = MAX(POOL_LEAST, (int)limit * POOL_FACTOR);
    for (int priority = 0;
         priority < PRIORITY_COUNT && (priority <= PRIORITY_INBOUND || tasks->len < limit);
         priority++)
        for (guint i = 0; i < users->len; i++)
            if (!collect_class(app, conn, &g_array_index(users, DayUser, i), priority, pool, tasks,
                               error))
                return false;
    g_array_sort(tasks, compare_tasks);
    g_array_set_size(tasks, MIN(tasks->len, limit));
    guint whole = place_of(tasks, ask->open_id);
    g_autoptr(TodayRows) rows = today_rows_new(app, conn);
    for (guint i = 0; i < tasks->len; i++)
        if (!today_rows_expect(rows, &g_array_index(tasks, TodayTask, i), error))
            return false;
    for (guint i = 0; i < tasks->len; i++) {
        const TodayTask *task = &g_array_index(tasks, TodayTask, i);
        bool brief = ask->brief && i != whole;
        g_autoptr(json_t) row = today_row(rows, task, (int)i + 1, brief, error);
        if (row == NULL)
            return false;
        if (!emit(row, emit_data))
            break;
    }
    return true;
}

typedef struct {
    int64_t tasks, replies, promises, done;
} DayCounts;

static bool
count_user(App *app, DbConn *conn, const DayUser *user, DayCounts *counts, GError **error)
{
    g_auto(SqlTouchTaskCountRow) tasks = { 0 };
    g_auto(SqlPromiseCountOfUserRow) promises = { 0 };
    g_auto(SqlTouchDoneCountRow) done = { 0 };
    Instant span[2];

    day_span(user->zone, app_now_us(app), span);
    SqlTouchTaskCountParams open = { .workspace_id = app->workspace_id,
                                     .user_id = user->id,
                                     .until_us = span[1] - 1,
                                     .cap = TODAY_COUNT_CAP };
    SqlPromiseCountOfUserParams promised = { .workspace_id = app->workspace_id,
                                             .user_id = user->id,
                                             .from_us = span[0],
                                             .until_us = span[1],
                                             .cap = TODAY_COUNT_CAP };
    SqlTouchDoneCountParams made = { .workspace_id = app->workspace_id,
                                     .user_id = user->id,
                                     .since_us = span[0],
                                     .cap = TODAY_COUNT_CAP };
    if (!sql_touch_task_count(conn, &open, &tasks, NULL, error) ||
        !sql_promise_count_of_user(conn, &promised, &promises, NULL, error) ||
        !sql_touch_done_count(conn, &made, &done, NULL, error))
        return false;
    counts->tasks += tasks.n;
    counts->promises += promises.n;
    if (!user->stands_in)
        counts->done += done.n;
    return true;
}

static bool
count_replies(App *app, DbConn *conn, int64_t user_id, int64_t *ret_n, GError **error)
{
    g_auto(SqlReplyOpenCountRow) all = { 0 };
    g_auto(SqlReplyOpenCountOfRow) own = { 0 };
    SqlReplyOpenCountParams anyone = { .workspace_id = app->workspace_id,
                                       .now_us = app_now_us(app),
                                       .cap = TODAY_COUNT_CAP };
    SqlReplyOpenCountOfParams of = { .user_id = user_id,
                                     .workspace_id = app->workspace_id,
                                     .now_us = app_now_us(app),
                                     .cap = TODAY_COUNT_CAP };

    if (user_id == 0 ? !sql_reply_open_count(conn, &anyone, &all, NULL, error)
                     : !sql_reply_open_count_of(conn, &of, &own, NULL, error))
        return false;
    *ret_n = user_id == 0 ? all.n : own.n;
    return true;
}

static char *
name_of_user(App *app, DbConn *conn, int64_t user_id, GError **error)
{
    g_auto(SqlUserGetRow) row = { 0 };
    SqlUserGetParams which = { .workspace_id = app->workspace_id, .id = user_id };
    bool found;

    if (!sql_user_get(conn, &which, &row, &found, error))
        return NULL;
    return g_strdup(found ? row.name : "a colleague");
}

/* "away": {"until_say","stand_in"} of the user's own leave, and "stands_in_for", [{"name",
 * "until_say"}]. */
static bool
absence_say(App *app, DbConn *conn, int64_t user_id, json_t *row, GError **error)
{
    g_autoptr(DaysOff) days_off = user_id != 0 ? days_off_get(app, conn, error) : NULL;
    json_t *away = json_null(), *others = json_array();
    Instant now_us = app_now_us(app);

    json_object_set_new(row, "away", away);
    json_object_set_new(row, "stands_in_for", others);
    if (user_id == 0)
        return true;
    for (guint i = 0; days_off != NULL && i < days_off->entries->len; i++) {
        const DaysOffEntry *entry = &g_array_index(days_off->entries, DaysOffEntry, i);
        const Zone *zone;
        if (entry->user_id == 0 || (entry->user_id != user_id && entry->hand_over_id != user_id))
            continue;
        if (!zone_of_user(app, conn, entry->user_id, &zone, error))
            return false;
        if (zone == NULL || leave_now(app, days_off, entry->user_id, zone) != entry)
            continue;
        bool own = entry->user_id == user_id;
        int64_t other = own ? entry->hand_over_id : entry->user_id;
        g_autofree char *name = other != 0 ? name_of_user(app, conn, other, error) : NULL;
        g_autofree char *until = reason_say_day(zone, entry->days.until, now_us);
        if (other != 0 && name == NULL)
            return false;
        json_t *fact = json_object();
        json_set_text(fact, own ? "stand_in" : "name", name);
        json_set_text(fact, "until_say", until);
        if (own)
            json_object_set_new(row, "away", fact);
        else
            json_array_append_new(others, fact);
    }
    return days_off != NULL;
}

json_t *
today_counts(App *app, DbConn *conn, int64_t user_id, GError **error)
{
    DayCounts counts = { 0 };
    g_auto(SqlTouchHeldCountsRow) held = { 0 };
    SqlTouchHeldCountsParams which = { .workspace_id = app->workspace_id, .n = TODAY_COUNT_CAP };
    g_autoptr(GArray) users = load_users(app, conn, user_id, error);

    if (users == NULL)
        return NULL;
    for (guint i = 0; i < users->len; i++)
        if (!count_user(app, conn, &g_array_index(users, DayUser, i), &counts, error))
            return NULL;
    if (!sql_touch_held_counts(conn, &which, &held, NULL, error) ||
        !count_replies(app, conn, user_id, &counts.replies, error))
        return NULL;
    json_t *row = json_object();
    json_set_int(row, "tasks", MIN(counts.tasks, TODAY_COUNT_CAP));
    json_set_bool(row, "tasks_capped", counts.tasks >= TODAY_COUNT_CAP);
    json_set_int(row, "replies", counts.replies);
    json_set_int(row, "held", held.held);
    json_set_int(row, "in_doubt", held.in_doubt);
    json_set_int(row, "promises_today", counts.promises);
    json_set_int(row, "done_today", counts.done);
    if (!absence_say(app, conn, user_id, row, error)) {
        json_decref(row);
        return NULL;
    }
    return row;
}
