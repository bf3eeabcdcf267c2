/* Composing: one touch's subject and Markdown body to an RFC 5322 message, by GMime.
 *
 * multipart/alternative of text/plain and text/html from one source, in multipart/mixed when files
 * are attached, UTF-8, lines <= 998, RFC 2047/2231 for anything not ASCII. No field can smuggle a
 * header: CR, LF and other control characters are refused with INVALID naming the field. The same
 * draft gives the same bytes: the boundary comes from the Message-ID. There is no Bcc, no open
 * tracking and no remote content. */
#pragma once

#include "base/error.h"
#include "base/instant.h"
#include "mail/html_links.h"
#include "mail/mail_files.h"

typedef struct {
    const char *file_name;    /* as the reader saves it: no folders, at most 200 bytes of UTF-8 */
    const char *content_type; /* "application/pdf" */
    GBytes *content;
} MailAttachment;

typedef struct {
    const char *from_name, *from_address; /* from_name may be NULL */
    const char *to_name, *to_address;
    const char *reply_to; /* may be NULL */
    const char *subject;
    const char *body_markdown; /* rendered, no templates left */
    const char *footer_text;   /* postal address and how to opt out; may be NULL */
    const char *message_id;    /* "local@domain" without brackets */
    const char *in_reply_to;   /* message id without brackets, or NULL */
    const char *references;    /* space-separated ids without brackets, oldest first, or NULL */
    /* List-Unsubscribe (RFC 2369): a mailto: URL, or NULL; and an https: URL, or NULL, which takes
     * the one-click POST of RFC 8058 and is announced so. */
    const char *unsubscribe_mailto, *unsubscribe_url;
    HtmlLinkMap map_link; /* where the links of the HTML part lead instead; NULL: as written */
    void *map_data;
    const MailAttachment *attachments; /* at most 10, 15 MiB together; NULL: none */
    guint attachment_count;
    Instant date_us;
    int32_t offset_s;
} MailDraft;

/* The message as bytes with CRLF line ends. Errors: INVALID naming the field. Free with
 * g_bytes_unref(). */
GBytes *mail_compose(const MailDraft *draft, GError **error);

/* The same, and where the encoded attachments lie in it: `ret_places` (MailFilePlace, in order) may
 * be NULL. */
GBytes *mail_compose_placed(const MailDraft *draft, GArray *ret_places, GError **error);

/* "Re: x" of "x", "Re: x", "AW: RE: x", "Antw: SV[2]: x". Forwarding marks (Fwd, WG) are part of
 * the subject and stay. Free with g_free(). */
char *mail_reply_subject(const char *subject);

/* Checks an address as Seventh will use it in an envelope: one mailbox, no blanks or control
 * characters, a domain with a dot; at most 254 characters. Quoted local parts and address literals
 * are refused. Errors: INVALID saying what is wrong. */
bool mail_address_check(const char *address, GError **error);
/* The same check; gives the address with its domain in ASCII (müller.example becomes
 * xn--mller-kva.example), as envelopes and headers carry it. Free with g_free(). */
char *mail_address_to_ascii(const char *address, GError **error);
