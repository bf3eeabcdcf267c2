/* The one way an enrollment changes its state: by the table of core/enrollment.h.
 *
 * Only the state and what belongs to it; open touches, counts and the ledger are the caller's
 * (app/record.h does all of it for an end). The worker's settling goes by the same table. */
#pragma once

#include "app/app.h"
#include "core/enrollment.h"

typedef struct {
    int64_t id;
    EnrollmentState to;
    FinishReason reason;  /* of an end */
    Instant answered_us;  /* of an end; INSTANT_NONE: nobody answered */
    Instant until_us;     /* of a pause; INSTANT_NONE: until somebody resumes it */
    const char *why;      /* of a pause */
    bool unless_finished; /* nothing happens, and nothing is wrong, when it is over already */
} EnrollmentMove;

/* Errors: CONFLICT when the table forbids it or another changed it meanwhile; NOT_FOUND. */
bool enrollment_move(App *app, DbConn *conn, const EnrollmentMove *move, GError **error);

/* Back from a pause: active, or nurturing when it is a nurture. Errors: CONFLICT when not paused.
 */
bool enrollment_resume(App *app, DbConn *conn, int64_t id, GError **error);
