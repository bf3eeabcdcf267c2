/* Composing a touch: the rendered step as a finished message of the enrollment's mailbox, in the
 * thread it belongs to. */
#pragma once

#include "app/render.h"

typedef struct {
    char *hold_why;        /* set: do not send, hold and say this */
    bool first_touch;      /* nothing was made before in this enrollment */
    Instant not_before_us; /* the mailbox has had its day and waits for this; INSTANT_NONE: it
                              may go */
    char *subject, *body, *message_id;
    GBytes *message;
    GPtrArray *links; /* what its links said that lead through Seventh; NULL: none do */
} ComposedMail;

void composed_mail_clear(ComposedMail *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ComposedMail, composed_mail_clear)

/* A new Message-ID of the address's domain, without brackets. Free with g_free(). */
char *compose_message_id(App *app, const char *address);

/* What keeps a mail from being composed (an empty field, no mailbox, a paused one, an address that
 * cannot be) comes back as `hold_why`, in words for the human who will mend it. Errors: IO only. */
bool compose_step(App *app, DbConn *conn, const Snapshot *snapshot, const Step *step,
                  ComposedMail *ret_mail, GError **error);

/* A mail a person sends: what they wrote, else the step's. */
typedef struct {
    int64_t mailbox_id;         /* DB_NULL_INT: none, which is a `hold_why` */
    const Step *step;           /* NULL: of no step */
    const char *subject, *body; /* NULL: the step's; the body is Markdown */
} WrittenMail;

/* The same for it, without asking the mailbox's allowance. */
bool compose_written(App *app, DbConn *conn, const Snapshot *snapshot, const WrittenMail *written,
                     ComposedMail *ret_mail, GError **error);
