/* The outbox: where a finished mail waits until deliver.c takes it. */
#pragma once

#include "app/app.h"

typedef struct {
    int64_t touch_id, mailbox_id;
    bool first_touch;      /* leaves after follow-ups when the day is short */
    Instant leaves_us;     /* not before */
    bool promises_nothing; /* surely: nobody reads it for promises once it has left */
    const char *to;
    GBytes *message;          /* without the contents of its files */
    int64_t prospect_id;      /* of `carried` */
    const GPtrArray *carried; /* of app/attach.h; NULL: nothing */
} OutboxMail;

/* Puts it in, in the transaction its touch was born in. Errors: IO. */
bool outbox_add(App *app, DbConn *conn, const OutboxMail *mail, GError **error);

/* Takes it out again, if its dot is not committed; `ret_taken`: whether it was. Errors: IO. */
bool outbox_take_back(App *app, DbConn *conn, int64_t touch_id, bool *ret_taken, GError **error);
