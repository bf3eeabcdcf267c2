/* One row of Today: the person, the task, why, and what to say. */
#pragma once

#include "app/app.h"

/* A task as ranked (app/today.h). */
typedef struct {
    int64_t touch_id, prospect_id;
    Instant due_from_us, due_until_us;
    int priority; /* 0 a promise, 1 inbound, 2 a step */
    bool is_open; /* may be made now */
    double expected, per_minute;
} TodayTask;

/* What rows share: names of users read once. Lives within one transaction. */
typedef struct TodayRows TodayRows;
TodayRows *today_rows_new(App *app, DbConn *conn);
void today_rows_free(TodayRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TodayRows, today_rows_free)

/* The row; free with json_decref(). A script whose template does not compile shows as written. */
json_t *today_row(TodayRows *self, const TodayTask *task, int rank, GError **error);
