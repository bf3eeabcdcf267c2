/* Promises to a person: made, moved, kept, broken. A promise is also a task, and outranks every
 * plan. */
#pragma once

#include "app/app.h"
#include "core/channel_kind.h"

typedef struct {
    int64_t prospect_id, user_id;
    ChannelKind channel;
    Instant from_us, until_us;
    const char *note;
} PromiseGiven;

/* Records the promise with its task, and takes back what was planned before it. Errors: CONFLICT
 * when the person asked to be left alone; NOT_FOUND. */
bool
promise_give(App *app, DbConn *conn, const PromiseGiven *promise, int64_t *ret_id, GError **error);

/* A human moves it: the old one is closed as moved, a new one takes its place. Errors: CONFLICT
 * when it is not open. */
bool promise_move(App *app, DbConn *conn, int64_t promise_id, Instant from_us, Instant until_us,
                  int64_t user_id, int64_t *ret_id, GError **error);
bool promise_cancel(App *app, DbConn *conn, int64_t promise_id, int64_t user_id, GError **error);

/* The touch of a promise was made at `at_us`: kept inside its window, broken outside. */
bool promise_settle_touch(App *app, DbConn *conn, int64_t promise_id, Instant at_us,
                          int64_t user_id, GError **error);

/* {"promise_id","channel","from","until","say","state","note"}; free with json_decref(). */
json_t *promise_json(App *app, DbConn *conn, int64_t promise_id, GError **error);

/* Undo: reopens the promise a touch had settled (0 or DB_NULL_INT: none), and takes back the one
 * given while it was logged. */
bool promise_undo_log(App *app, DbConn *conn, int64_t prospect_id, int64_t settled_promise_id,
                      Instant logged_us, int64_t user_id, GError **error);
