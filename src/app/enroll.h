/* Enrolling: putting people into a sequence, each with a reason when it cannot be. */
#pragma once

#include "app/app.h"

typedef struct {
    int64_t version_id, mailbox_id; /* DB_NULL_INT: none */
    int64_t user_id;                /* who works it when the person has no owner */
    bool mailbox_named;             /* else each owner's own mailbox sends */
    bool beside;                    /* although another user is in talk with the company */
    bool sends_mail;                /* the sequence has automatic mail */
    Instant start_us;
} Enrolling;

/* Resolves the names. `mailbox` NULL: the only one there is, or the user's own. Errors: NOT_FOUND;
 * INVALID when the sequence mails by itself and no mailbox can be told. */
bool enroll_prepare(App *app, DbConn *conn, const char *sequence, const char *mailbox,
                    int64_t user_id, Instant start_us, Enrolling *ret, GError **error);

/* Enrolls one person. A refusal is no error: `ret_refusal` gets the reason in words (g_free), else
 * NULL. */
bool enroll_one(App *app, DbConn *conn, const Enrolling *enrolling, int64_t prospect_id,
                char **ret_refusal, GError **error);
