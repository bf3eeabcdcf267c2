/* The letterhead of an outgoing mail: who sends it, and how to hear no more.
 *
 * With the workspace's public address set, every mail carries its own unsubscribe link in the
 * footer and in List-Unsubscribe, where one POST opts out (RFC 8058); always it carries the mailto:
 * form, which comes back as an ordinary mail. */
#pragma once

#include "app/app.h"
#include "store/queries.h"

typedef struct {
    char *footer;             /* postal address and how to opt out */
    char *unsubscribe_mailto; /* for List-Unsubscribe */
    char *unsubscribe_url;    /* https only; else NULL */
} Letterhead;

void letterhead_clear(Letterhead *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Letterhead, letterhead_clear)

/* Which mail it is for. */
typedef struct {
    int64_t prospect_id, mailbox_id;
    const char *from_address, *message_id;
    const char *language; /* the prospect's, as "de"; NULL: English */
} LetterheadMail;

/* From the workspace's settings; asks no database. Errors: IO (the key file cannot be read). */
bool letterhead_make(App *app, const SqlLetterheadGetRow *workspace, const LetterheadMail *mail,
                     Letterhead *ret_letterhead, GError **error);

/* Checks the address people outside reach Seventh at: https://host, with a path if need be, without
 * query; http:// only for this machine itself, to try things out. "" is none. Gives it without a
 * slash at the end; free with g_free(). Errors: INVALID. */
char *public_url_check(const char *url, GError **error);
