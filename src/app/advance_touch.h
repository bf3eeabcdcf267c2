/* A touch that is due: a queued mail (touch, ledger row and outbox row), a task, or a held touch,
 * and a row for each step that was passed over. */
#pragma once

#include "app/advance.h"
#include "app/compose.h"
#include "app/snapshot.h"

/* Some claims looked at in one transaction. */
typedef struct {
    App *app;
    DbConn *conn;
    int64_t token;       /* of the leases */
    AdvanceCount *count; /* what came of them */
    SnapshotShare *share;
    ComposeBatch *mails; /* those written ahead */
} AdvanceBatch;

/* What a look at one enrollment came to. */
typedef struct {
    const char *state;
    int step;
    Instant due_us; /* when to look again; DB_NULL_INT: not by itself */
    bool ended;     /* the enrollment is over, and settled already */
} AdvanceVerdict;

enum { PRIORITY_PROMISE = 0, PRIORITY_INBOUND = 1, PRIORITY_STEP = 2 };

/* Makes the touch of a plan that is due; says in `verdict` how far the sequence is and when to look
 * again. A mail that cannot be sent as it is is held, and says why. Errors: IO. */
bool advance_touch_create(const AdvanceBatch *batch, const Snapshot *snapshot, const Plan *plan,
                          AdvanceVerdict *verdict, GError **error);

/* The plan's reasons as one line of JSON; free with g_free(). */
char *advance_plan_reasons(const AdvanceBatch *batch, const Snapshot *snapshot, const Plan *plan);
