/* What a worker keeps of each mailbox, between work.c (rounds) and work_wait.c (waiting). */
#pragma once

#include "app/work.h"

typedef struct {
    int64_t id;
    ImapSession *session;
    MailTransport *transport;
    Instant polled_us;       /* INSTANT_NONE: not yet by this worker, or there is news */
    Instant lease_until_us;  /* INSTANT_NONE: not ours */
    Instant rest_until_us;   /* INSTANT_NONE: may be worked at once */
    Instant access_until_us; /* what is open was signed in for so long; INSTANT_NONE: for good */
    Instant idle_since_us;   /* since when the server tells news; INSTANT_NONE: it does not */
    Instant deaf_until_us;   /* the server cannot be relied upon to tell; INSTANT_NONE: it can */
} Desk;

struct Worker {
    App *app;
    GHashTable *desks; /* mailbox id -> Desk * */
    int64_t holder;
};

/* Is the mailbox left alone for a while? */
bool desk_rests(const Worker *self, const Desk *desk);
