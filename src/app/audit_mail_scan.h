/* Mails of mbox files and Maildirs, by their headers. Private to the audit of mailboxes. */
#pragma once

#include "base/instant.h"

#include <glib.h>
#include <stdbool.h>

#define MAIL_SCAN_MAX 5000000u  /* mails of one audit */
#define MAIL_SCAN_RECIPIENTS 20 /* looked at of one mail */

typedef struct {
    const char *bytes; /* of a mapped file; NULL: `path` is to be mapped again */
    char *path;        /* of a Maildir's mail */
    gsize length;
    Instant date_us; /* INSTANT_NONE: none that can be read */
    const char *from;
    const char *recipients[MAIL_SCAN_RECIPIENTS]; /* lower case; interned */
    guint recipient_count;
    const char *message_id, *thread; /* interned; thread: the first of its references, or itself */
    bool automatic, bulk, sent;      /* sent: lies in a folder of sent mail */
    const char *delivered_to;
} ScannedMail;

typedef struct {
    GArray *mails;   /* ScannedMail */
    GPtrArray *maps; /* GMappedFile * */
    GStringChunk *texts;
    uint64_t without_date, without_sender, junk; /* junk: spam and drafts, left out */
    bool full;
} MailScan;

void mail_scan_init(MailScan *self);
void mail_scan_clear(MailScan *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MailScan, mail_scan_clear)

/* Adds the mails of an mbox file, or of all Maildirs below a folder. Errors: NOT_FOUND, IO. */
bool mail_scan_add(MailScan *self, const char *path, GError **error);

/* A mail's bytes; NULL when its file is gone. */
GBytes *mail_scan_bytes(const ScannedMail *mail);
