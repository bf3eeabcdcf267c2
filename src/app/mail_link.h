/* Links in mail that lead back to Seventh and say nothing to anybody else.
 *
 * The token is one AEAD box (XChaCha20-Poly1305 with a key derived from the key file): whoever
 * reads it learns neither whom nor what it is about, and nobody can make or change one. The same
 * link always gives the same token, so that a draft gives the same bytes twice. Tokens do not
 * expire: a person may unsubscribe with the oldest mail they kept. */
#pragma once

#include "app/app.h"

#define MAIL_LINK_UNIQUE_BYTES 16

typedef enum { MAIL_LINK_UNSUBSCRIBE = 1, MAIL_LINK_CLICK = 2 } MailLinkKind;

typedef struct {
    MailLinkKind kind;
    int index; /* which link of the mail, from 0 */
    int64_t prospect_id;
    int64_t mailbox_id;
    uint8_t unique[MAIL_LINK_UNIQUE_BYTES]; /* the mail: the first part of its Message-ID */
} MailLink;

/* Reads the first part of a Message-ID as Seventh makes them: 32 hexadecimal digits. False for any
 * other. */
bool mail_link_set_unique(MailLink *self, const char *message_id);

/* The first part of the Message-ID again. Free with g_free(). */
char *mail_link_unique_text(const MailLink *self);

/* The token, in the URL-safe alphabet. Free with g_free(). Errors: IO (the key file). */
char *mail_link_token(App *app, const MailLink *link, GError **error);

/* Opens a token of this workspace and kind. Errors: INVALID in words for the person who followed
 * the link, IO. */
bool
mail_link_open(App *app, const char *token, MailLinkKind kind, MailLink *ret_link, GError **error);
