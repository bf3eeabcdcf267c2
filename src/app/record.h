/* Recording: the small steps all use cases share when something happened to a person. Each runs
 * inside the caller's transaction and writes its ledger row, so that nothing happens without a
 * record. */
#pragma once

#include "app/app.h"
#include "core/enrollment.h"
#include "core/planner.h"

/* One ledger row; zero and NULL fields are stored as NULL. */
typedef struct {
    int64_t prospect_id;
    Instant at_us; /* 0: now */
    const char *kind;
    int64_t touch_id, enrollment_id, user_id;
    const char *channel, *outcome;
    int step;
    const char *value_point, *text, *detail;
} LedgerEntry;

bool ledger_note(App *app, DbConn *conn, const LedgerEntry *entry, int64_t *ret_id, GError **error);

/* Takes back what is still open with a person: tasks, held touches, mail that has not reached its
 * dot. A task that keeps a promise stays, unless `promises_too`. `keep_touch_id` (0: none) is left
 * alone. */
typedef struct {
    int64_t prospect_id, keep_touch_id;
    bool promises_too;
    bool keep_dated; /* tasks of a date that a human set, outside of any sequence, stay too */
    bool only_dated; /* nothing but those */
    const char *why;
} CancelOpen;
bool touches_cancel_open(App *app, DbConn *conn, const CancelOpen *cancel, GError **error);

/* Ends the open enrollment of a person, if there is one: counts, ledger, open touches.
 * `answered_us` INSTANT_NONE: nobody answered. */
typedef struct {
    int64_t prospect_id, user_id, keep_touch_id;
    FinishReason reason;
    Instant answered_us;
} EndEnrollment;
bool enrollment_end(App *app, DbConn *conn, const EndEnrollment *end, GError **error);

/* Something changed for a person: the worker looks at their open enrollment now, if there is one
 * and it does not wait for somebody. Errors: the database's. */
bool enrollment_wake_open(App *app, DbConn *conn, int64_t prospect_id, GError **error);

/* Shuts one channel (CHANNEL_NONE: every channel, for good): the person's mask, the suppression
 * list, what is open. */
bool prospect_shut(App *app, DbConn *conn, int64_t prospect_id, ChannelKind channel,
                   const char *why, int64_t user_id, GError **error);

/* The address bounced for good, or the number is somebody else's: the planner will use other
 * channels. */
bool prospect_note_bounce(App *app, DbConn *conn, int64_t prospect_id, int64_t touch_id,
                          const char *why, GError **error);

/* Adds to a maintained count of a sequence version (step 0: of enrollments). */
bool sequence_count(App *app, DbConn *conn, int64_t version_id, int step, const char *kind,
                    GError **error);
