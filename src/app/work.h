/* Working: all automatic work that is due, in the order that is safe.
 *
 * One round reads the mailboxes first (an answer must stop the mail that is about to leave), then
 * breaks lapsed promises, advances what is due, and delivers. */
#pragma once

#include "app/advance.h"
#include "app/deliver.h"
#include "app/take_reply.h"

typedef struct {
    AdvanceCount advance;
    DeliverCount deliver;
    TakeCount take;
} WorkCount;

/* Holds what is worth keeping open between rounds: IMAP sessions and SMTP connections by mailbox.
 * One thread. */
typedef struct Worker Worker;
Worker *worker_new(App *app);
void worker_free(Worker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Worker, worker_free)

/* Works until nothing is due any more; mail leaves while what comes next is planned, in a thread of
 * its own (in virtual time one after the other), and joins what is leaving. Troubles with one
 * mailbox (server down, wrong password) are noted on it and do not stop the rest; errors are those
 * of the database. `count` is added to. */
bool worker_round(Worker *self, WorkCount *count, GError **error);

/* Waits until a server tells news of a mailbox (IMAP IDLE), `wake_fd` is readable (-1: none), or
 * the time is up; the next round reads the mailboxes with news at once. Servers that cannot tell
 * are polled. */
void worker_wait(Worker *self, int wake_fd, int64_t most_us);

/* When something will be due next; INSTANT_NONE: nothing is planned. */
bool worker_next_us(Worker *self, Instant *ret_us, GError **error);

/* Virtual time: works at every instant something is due, up to and including `until_us`. The app's
 * world must be virtual. */
bool worker_run_until(Worker *self, Instant until_us, WorkCount *count, GError **error);

/* {"sent","held","tasks_created","replies","bounces","in_doubt", ...} */
json_t *work_count_json(const WorkCount *count);
