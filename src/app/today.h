/* Today: what a rep does next, best first.
 *
 * Promises come first, in the order in which their windows end, but somebody who came to us and can
 * be reached now goes before a promise for later in the day; then the steps of sequences. Within
 * these last two what can be made now stands before what opens later today, and among the same the
 * greater expected gain a minute (core/expected.h). The ranking looks at a pool of the tasks due
 * longest, a few times the rows asked for, so that the day opens at once even where a hundred
 * thousand tasks wait. */
#pragma once

#include "app/operation.h"

#define TODAY_MOST 500
/* Counts stop here. */
#define TODAY_COUNT_CAP 1000

typedef struct {
    int64_t user_id; /* 0: the whole team */
    int limit;       /* 1 to TODAY_MOST */
    bool brief;      /* only one row tells what to say; see today_row() */
    int64_t open_id; /* that one's touch; the best row where it is not among them */
} TodayAsk;

/* Emits a row a task, as operations of the table do. */
bool today_list(App *app, DbConn *conn, const TodayAsk *ask, RowSink emit, void *emit_data,
                GError **error);

/* {"tasks","tasks_capped","replies","held","in_doubt","promises_today","done_today","away",
 * "stands_in_for"}; `user_id` 0: of the whole team. Free with json_decref(). */
json_t *today_counts(App *app, DbConn *conn, int64_t user_id, GError **error);
