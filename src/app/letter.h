/* A letter: all that one mail is written from, and the mail that is written of it.
 *
 * It is gathered in a transaction and written without one. So mails may be written ahead, while
 * somebody else holds the database: the transaction that queues a mail gathers its letter anew, and
 * takes what was written if both say the same; else it writes again. What is queued is therefore
 * always what the database says at that moment. */
#pragma once

#include "app/attach.h"
#include "app/render.h"
#include "app/stationery.h"

typedef struct {
    char *hold_why;        /* set: do not send, hold and say this */
    bool first_touch;      /* nothing was made before in this enrollment */
    Instant not_before_us; /* the mailbox has had its day and waits for this; INSTANT_NONE: it
                              may go */
    char *subject, *body, *message_id;
    bool promises_nothing; /* nowhere in the body will anybody do anything */
    GBytes *message;       /* without the contents of its files */
    GPtrArray *carried;    /* Carried *: what it carries and links; NULL: nothing */
    GPtrArray *links;      /* what its links said that lead through Seventh; NULL: none do */
} ComposedMail;

void composed_mail_clear(ComposedMail *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ComposedMail, composed_mail_clear)

/* A mail a person sends: what they wrote, else the step's. */
typedef struct {
    int64_t mailbox_id;         /* DB_NULL_INT: none, which is a `hold_why` */
    const Step *step;           /* NULL: of no step */
    const char *subject, *body; /* NULL: the step's; the body is Markdown */
    const json_t *attach;       /* keys of assets, beside the step's; may be NULL */
} WrittenMail;

typedef struct {
    Stationery *stationery;
    const Step *step;     /* of a version, which never changes; NULL: of no step */
    char *subject, *body; /* of a WrittenMail */
    json_t *fields;       /* of render_fields() */
    uint64_t seed;        /* draws the variant */
    int64_t prospect_id;
    char *to_name, *to_address, *language; /* each may be NULL */
    bool threaded;                         /* an answer to the last of `thread` */
    GPtrArray *thread;                     /* char *: Message-IDs, oldest first; NULL: no thread */
    char *thread_subject;
    GPtrArray *carried; /* Carried *: what goes along; NULL: nothing */
    char *carry_why;    /* why that cannot be, so that the mail is held; or NULL */
    GPtrArray *said; /* char *: what the person was sent before; NULL: repeating it is no matter */
} Letter;

void letter_clear(Letter *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Letter, letter_clear)

/* Gathers one; `said` as in Letter, taken over. Cleared with letter_clear() also after a failure.
 * Errors: INVALID (a person's fields cannot be read). */
bool letter_gather(const Snapshot *snapshot, Stationery *stationery, const WrittenMail *written,
                   GPtrArray *said, Letter *ret_letter, GError **error);

/* Would the same be written of both? Letters with files count as different. */
bool letter_same(const Letter *self, const Letter *other);

/* Writes it: renders, looks whether it may be sent so (else `hold_why`), makes the message and
 * signs it. Asks no database, and sets nothing that is about when to send. Errors: IO (the key
 * file). */
bool letter_write(App *app, const Letter *letter, ComposedMail *mail, GError **error);

/* A new Message-ID of the address's domain, without brackets. Free with g_free(). */
char *letter_message_id(App *app, const char *address);
