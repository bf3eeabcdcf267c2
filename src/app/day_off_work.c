/* The work that days off concern: open tasks are planned anew, promises are told. */
#include "app/day_off_work.h"

#include <string.h>

#include "app/promise.h"
#include "store/queries.h"

#define MOST_PROMISES 100
enum { PRIORITY_COUNT = 3 };

/* The span on the calendar of one user, [0] to [1]. */
static void
span_of(App *app, const char *zone_id, const DayOffRow *row, Instant ret_span[2])
{
    const Zone *zone = app_zone_or_default(app, zone_id);

    ret_span[0] = zone_instant_of(zone, row->from, 0);
    ret_span[1] = zone_instant_of(zone, row->until + 1, 0);
}

/* Open tasks that fall into the days are planned anew by the worker. */
static bool
lapse_tasks(App *app, DbConn *conn, int64_t user_id, const Instant span[2], int64_t *moved,
            GError **error)
{
    for (int priority = 0; priority < PRIORITY_COUNT; priority++) {
        SqlDaysOffWakeParams wake = { .now_us = app_now_us(app),
                                      .workspace_id = app->workspace_id,
                                      .user_id = user_id,
                                      .priority = priority,
                                      .from_us = span[0],
                                      .until_us = span[1] };
        SqlDaysOffLapseParams lapse = { .now_us = wake.now_us,
                                        .workspace_id = app->workspace_id,
                                        .user_id = user_id,
                                        .priority = priority,
                                        .from_us = span[0],
                                        .until_us = span[1] };
        int64_t changed;
        if (!sql_days_off_wake(conn, &wake, NULL, error) ||
            !sql_days_off_lapse(conn, &lapse, &changed, error))
            return false;
        *moved += changed;
    }
    return true;
}

/* Tasks that days off had moved come back. */
static bool
lapse_moved(App *app, DbConn *conn, int64_t user_id, int64_t *moved, GError **error)
{
    for (int priority = 0; priority < PRIORITY_COUNT; priority++) {
        SqlDaysOffWakeMovedParams wake = { .now_us = app_now_us(app),
                                           .workspace_id = app->workspace_id,
                                           .user_id = user_id,
                                           .priority = priority };
        SqlDaysOffLapseMovedParams lapse = { .now_us = wake.now_us,
                                             .workspace_id = app->workspace_id,
                                             .user_id = user_id,
                                             .priority = priority };
        int64_t changed;
        if (!sql_days_off_wake_moved(conn, &wake, NULL, error) ||
            !sql_days_off_lapse_moved(conn, &lapse, &changed, error))
            return false;
        *moved += changed;
    }
    return true;
}

/* The promises a user would break by not being there. */
static bool
append_promises(App *app, DbConn *conn, int64_t user_id, const Instant span[2], GArray *ids,
                GError **error)
{
    SqlDaysOffPromisesParams params = { .workspace_id = app->workspace_id,
                                        .user_id = user_id,
                                        .from_us = MAX(span[0], app_now_us(app)),
                                        .until_us = span[1],
                                        .n = MOST_PROMISES };
    SqlDaysOffPromisesRow row;
    DbStep step;
    g_autoptr(DbCursor) cursor = sql_days_off_promises(conn, &params, error);

    if (cursor == NULL)
        return false;
    while ((step = sql_days_off_promises_next(cursor, &row, error)) == DB_ROW)
        g_array_append_val(ids, row.id);
    return step == DB_DONE;
}

typedef struct {
    int64_t id;
    char *zone;
} Affected;

static void
affected_clear(gpointer data)
{
    g_free(((Affected *)data)->zone);
}

/* The one user, or all for days of everybody; nobody for a country's. */
static GArray *
affected_users(App *app, DbConn *conn, const DayOffRow *row, GError **error)
{
    SqlUserListParams params = { .workspace_id = app->workspace_id };
    SqlUserListRow user;
    g_autoptr(GArray) users = g_array_new(FALSE, FALSE, sizeof(Affected));
    DbStep step;

    g_array_set_clear_func(users, affected_clear);
    if (row->country != NULL)
        return g_steal_pointer(&users);
    g_autoptr(DbCursor) cursor = sql_user_list(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_user_list_next(cursor, &user, error)) == DB_ROW) {
        if (row->user_id != DB_NULL_INT && row->user_id != user.id)
            continue;
        g_array_append_val(users, ((Affected){ user.id, g_strdup(user.zone) }));
    }
    return step == DB_DONE ? g_steal_pointer(&users) : NULL;
}

bool
day_off_make_room(App *app, DbConn *conn, const DayOffRow *row, json_t *result, GError **error)
{
    g_autoptr(GArray) users = affected_users(app, conn, row, error);
    g_autoptr(GArray) promises = g_array_new(FALSE, FALSE, sizeof(int64_t));
    json_t *list = json_array();
    int64_t moved = 0;

    json_object_set_new(result, "promises", list);
    if (users == NULL)
        return false;
    for (guint i = 0; strcmp(row->kind, "closed") == 0 && i < users->len; i++) {
        const Affected *user = &g_array_index(users, Affected, i);
        Instant span[2];
        span_of(app, user->zone, row, span);
        if (row->hand_over_id == DB_NULL_INT &&
            !lapse_tasks(app, conn, user->id, span, &moved, error))
            return false;
        if (!append_promises(app, conn, user->id, span, promises, error))
            return false;
    }
    for (guint i = 0; i < promises->len; i++) {
        json_t *promise = promise_json(app, conn, g_array_index(promises, int64_t, i), error);
        if (promise == NULL)
            return false;
        json_array_append_new(list, promise);
    }
    json_set_int(result, "planned_anew", moved);
    return true;
}

bool
day_off_give_back(App *app, DbConn *conn, const DayOffRow *row, int64_t *ret_moved, GError **error)
{
    g_autoptr(GArray) users = affected_users(app, conn, row, error);

    if (users == NULL)
        return false;
    *ret_moved = 0;
    for (guint i = 0; i < users->len; i++)
        if (!lapse_moved(app, conn, g_array_index(users, Affected, i).id, ret_moved, error))
            return false;
    return true;
}
