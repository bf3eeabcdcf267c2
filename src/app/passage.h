/* One mail's passage: cleared for its dot, and what became of it written down.
 *
 * Internal to deliver.c. Everything here runs inside the caller's transaction. */
#pragma once

#include "app/allowance.h"
#include "app/deliver.h"
#include "store/queries.h"

/* One claimed mail on its way. */
typedef struct {
    App *app;
    int64_t token, mailbox_id, touch_id;
    int64_t tries;
    AllowanceEvents *events; /* what counts against the mailbox; may be NULL */
    char *to;
    GBytes *message;
    bool promises_nothing; /* it was read when it was written, and says of nothing that it will be
                              done */
    bool wants_copy;       /* in the mailbox's Sent folder, once it left */
    SqlOutboxClearanceRow clearance;
    const char *refusal;      /* set when its dot was not cleared */
    bool hand_back;           /* the refusal is about the moment, not the mail */
    bool taken_over;          /* it is another worker's now */
    SendRequest *own_request; /* of one that joined a batch under way, owned */
} Passage;

void passage_clear(gpointer passage);
void passage_free(gpointer passage);

/* Checks the mail once more and moves it to `dot`; or says why not, in `refusal`. */
bool passage_clear_dot(Passage *self, DbConn *conn, GError **error);

/* Once more after `dot` is committed and before the dot is sent: on PostgreSQL a suppression may
 * have been committed between the look and the commit. Sets `refusal`, and takes `dot` back, if so.
 */
bool passage_look_again(Passage *self, DbConn *conn, GError **error);

/* Writes what became of it: outbox, touch, ledger, counts, the enrollment. Nothing is written when
 * the claim went to another worker meanwhile. */
bool passage_settle(Passage *self, DbConn *conn, const SendResult *result, DeliverCount *count,
                    GError **error);

/* It was claimed and not tried: anybody may claim it after `delay_us`. */
bool passage_hand_back(Passage *self, DbConn *conn, Instant delay_us, GError **error);

/* The touch's new state and its ledger row of `kind`. `clearance` is loaded. */
bool passage_note_touch(Passage *self, DbConn *conn, const char *state, const char *outcome,
                        const char *kind, const char *text, GError **error);

/* It left: the person's and the sequence's counts, and what its text promises. `clearance` is
 * loaded. */
bool passage_count_made(Passage *self, DbConn *conn, GError **error);

/* Has the enrollment looked at again; DB_NULL_INT: there is none. */
bool passage_wake(App *app, DbConn *conn, int64_t enrollment_id, GError **error);
