/* A mail that a person presses Send on: it waits for twenty seconds, in which it can be taken back,
 * then leaves like any other through the mailbox, exactly once. */
#pragma once

#include "app/app.h"

#define SEND_UNDO_S 20

typedef struct {
    int64_t touch_id;
    int64_t user_id;            /* who pressed; 0: the system */
    const char *subject, *body; /* NULL: as the step has them; the body is Markdown */
    const json_t *attach;       /* keys of assets to go along, beside the step's; may be NULL */
} SendNow;

/* An open mail task becomes queued mail. Errors: NOT_FOUND, CONFLICT when it is no open mail task,
 * INVALID when it cannot be composed (an empty field, no mailbox, no subject), DENIED when the
 * person asked for no more mail. */
bool
send_now(App *app, DbConn *conn, const SendNow *wanted, Instant *ret_leaves_us, GError **error);

/* Takes it back: the task is open again. Errors: CONFLICT when it has left or is about to. */
bool send_take_back(App *app, DbConn *conn, int64_t touch_id, int64_t user_id, GError **error);
