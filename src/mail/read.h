/* Reading: what an inbound message is, who it concerns, and what is new in it.
 *
 * Pure: bytes in, facts out. Never trusts the input: any bytes give an answer. */
#pragma once

#include "base/json.h"

typedef enum {
    MAIL_HUMAN,
    MAIL_AUTO_REPLY,
    MAIL_OUT_OF_OFFICE,
    MAIL_BOUNCE,
    MAIL_DELAY,
    MAIL_COMPLAINT,
    MAIL_RECEIPT,
    MAIL_UNSUBSCRIBE,
    MAIL_KIND_COUNT,
} MailKind;
typedef enum {
    INTENT_NONE,
    INTENT_INTERESTED,
    INTENT_MEETING,
    INTENT_QUESTION,
    INTENT_NOT_NOW,
    INTENT_REFERRAL,
    INTENT_NOT_INTERESTED,
    INTENT_STOP,
    INTENT_HOSTILE,
    INTENT_OTHER,
    INTENT_COUNT,
} MailIntent;

#define MAIL_FILES_MAX 20
#define MAIL_INTENT_SURE 0.8 /* below this confidence a human decides */
const char *mail_kind_name(MailKind kind);
const char *mail_intent_name(MailIntent intent);
const char *mail_intent_say(MailIntent intent);
/* The intent of that name; INTENT_NONE when there is none. */
MailIntent mail_intent_parse(const char *name);

typedef struct {
    char *recipient, *status, *reply_code, *reason; /* reason: names of data/bounce/expected.tsv */
    bool hard;
} MailBounce;

/* A file that came along; what is in it nobody looks at. */
typedef struct {
    char *name, *type; /* "offer.pdf", "application/pdf" */
    int64_t size;      /* in bytes */
} MailFile;

typedef struct {
    MailKind kind;
    MailIntent intent;     /* human only, else INTENT_NONE */
    double confidence;     /* of the intent, 0-1; below .8 a human decides */
    char *message_id;      /* without brackets; NULL when the message has none */
    char *in_reply_to;     /* without brackets, NULL */
    GPtrArray *references; /* char *, oldest first; In-Reply-To and ids found in a returned original
                              included */
    char *from_name, *from_address, *to_address, *subject;
    Instant date_us; /* the Date header, INSTANT_NONE when absent or senseless */
    char *new_text, *quoted_text, *signature; /* UTF-8 */
    Day return_day;     /* out of office: first day back; INT32_MIN when not said */
    GPtrArray *bounces; /* MailBounce * */
    GPtrArray *files;   /* MailFile *, at most MAIL_FILES_MAX */
    char *problem;      /* why nobody could read it, for a person; else NULL (mail/reader.h) */
} MailReading;

/* An empty reading: human, no intent, lists without entries, texts NULL. */
MailReading *mail_reading_new(void);

/* Reads in this very process: mail from outside goes through mail/reader.h, which keeps it at a
 * distance. `now_us` resolves dates without a year. Never fails; unreadable bytes give MAIL_HUMAN,
 * INTENT_OTHER, confidence 0. */
MailReading *mail_read(GBytes *message, Instant now_us);
/* Reads a mail of our own: who, when and what was written, as above, but neither what kind of mail
 * it is nor what its writer wants. */
MailReading *mail_read_sent(GBytes *message);
void mail_reading_free(MailReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailReading, mail_reading_free)
/* [{"name","type","size"}] of what came along. */
json_t *mail_files_to_json(const MailReading *self);
void mail_file_add(MailReading *self, char *name, char *type, int64_t size); /* takes the texts */
/* The JSON of `seventh read` (INTERFACES.md) without "file". */
json_t *mail_reading_to_json(const MailReading *self);
void mail_reading_add_json(const MailReading *self, json_t *root);
