/* Logging: what a human did and how it went. It completes the task it belongs to, moves the
 * enrollment on or ends it, and keeps or gives promises, all in one transaction. */
#pragma once

#include "app/app.h"
#include "core/planner.h"

typedef struct {
    int64_t prospect_id;
    int64_t touch_id; /* 0: the open task of that channel, else a touch of its own */
    int64_t user_id;
    ChannelKind channel; /* CHANNEL_NONE with a touch_id: the task's */
    Outcome outcome;
    Instant at_us; /* INSTANT_NONE: now */
    const char *note, *value_point;
    Instant promise_from_us, promise_until_us; /* INSTANT_NONE: none given */
    ChannelKind promise_channel;               /* CHANNEL_NONE: the touch's */
} TouchLog;

typedef struct {
    int64_t ledger_id, touch_id, promise_id;
    Instant at_us;
    ChannelKind channel;
} TouchLogged;

/* Errors: CONFLICT when the task was logged before or the person shut the channel; INVALID for a
 * time in the future; NOT_FOUND. */
bool
touch_log(App *app, DbConn *conn, const TouchLog *log, TouchLogged *ret_logged, GError **error);

/* Takes a log of the last 10 minutes back: the task returns, a correction row says so. Errors:
 * CONFLICT when it is too late, when something has left since, or when the outcome shut a door
 * ("stop"). */
bool touch_undo(App *app, DbConn *conn, int64_t touch_id, int64_t user_id, GError **error);

/* Passes a task over, or moves it to another window. Errors: CONFLICT when it is no open task; for
 * a promise: move the promise. */
bool touch_skip(App *app, DbConn *conn, int64_t touch_id, int64_t user_id, const char *why,
                GError **error);
bool touch_move(App *app, DbConn *conn, int64_t touch_id, int64_t user_id, Instant from_us,
                Instant until_us, GError **error);
