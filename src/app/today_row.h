/* One row of Today: the person, the task, why, and what to say. */
#pragma once

#include "app/app.h"

/* Somebody who came to us and waits this long is an alarm (EVIDENCE.md: an hour later, one seventh
 * of the chance to have a real talk); the aim is what the step says (within: 5 minutes). */
#define TODAY_ALARM_US HOUR_US

/* A task as ranked (app/today.h). */
typedef struct {
    int64_t touch_id, prospect_id;
    Instant due_from_us, due_until_us;
    int priority;    /* 0 a promise, 1 inbound, 2 a step */
    bool is_open;    /* may be made now */
    bool stands_in;  /* it is a colleague's, who is away */
    Instant came_us; /* inbound: since when they could have been reached; else INSTANT_NONE */
    double expected, per_minute;
} TodayTask;

/* What rows share: names of users read once. Lives within one transaction. */
typedef struct TodayRows TodayRows;
TodayRows *today_rows_new(App *app, DbConn *conn);
void today_rows_free(TodayRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TodayRows, today_rows_free)

/* Says that the task's row will be wanted, before the first of several. */
bool today_rows_expect(TodayRows *self, const TodayTask *task, GError **error);
/* The row; free with json_decref(). A script whose template does not compile shows as written.
 * `brief`: who, when, how and why, for a third of the work: no texts, no gauge, no last touch. */
json_t *today_row(TodayRows *self, const TodayTask *task, int rank, bool brief, GError **error);
