/* A received message as the readers of this room want it: a flat list of readable parts.
 *
 * mail/mime_scan.h finds the parts, GMime decodes what is in them; this file puts the limits around
 * both. It is not a general MIME tree: what is inside a returned original is kept as its header
 * block only, and what nobody reads is not decoded. Everything is UTF-8. */
#pragma once

#include <stdbool.h>

#include "base/instant.h"
#include "mail/mime_scan.h"

#define MESSAGE_MAX_BYTES (8u << 20)
#define MESSAGE_MAX_HEADERS (256u << 10)
#define MESSAGE_MAX_PARTS 64
#define MESSAGE_MAX_DEPTH 24
#define MESSAGE_MAX_TEXT (1u << 20)

typedef enum {
    PART_TEXT,            /* text/plain, or text without a better word */
    PART_HTML,            /* text/html */
    PART_DELIVERY_STATUS, /* RFC 3464 */
    PART_FEEDBACK,        /* RFC 5965 */
    PART_DISPOSITION,     /* RFC 8098 */
    PART_ORIGINAL,        /* message/rfc822, text/rfc822-headers */
    PART_OTHER,
} PartKind;

typedef struct {
    PartKind kind;
    bool attachment;  /* said to be one, or has a file name */
    bool alternative; /* child of a multipart/alternative */
    char *file_name;  /* of a file somebody put in, as it was called; NULL: it is none */
    char *file_type;  /* "application/pdf", with it */
    gsize file_size;  /* decoded, in bytes; of base64 it is exact, else near */
    GString *text;    /* decoded; an original: its headers. Empty for PART_OTHER, and for HTML that
                         has come as plain text before */
} MessagePart;

typedef struct {
    GBytes *bytes; /* what `head` points into */
    MimeEntity head;
    GPtrArray *parts;   /* MessagePart *, in order of appearance */
    char *content_type; /* "multipart/report" */
    char *report_type;  /* "delivery-status", or NULL */
} Message;

Message *message_parse(GBytes *bytes);
void message_free(Message *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Message, message_free)

/* The first header of that name, decoded, on one line; NULL when there is none. Free with
 * g_free(). */
char *message_header(const Message *self, const char *name);
/* All headers in order: how many, and one's name and decoded value (free it). */
int message_header_count(const Message *self);
const char *message_header_name(const Message *self, int index);
char *message_header_value(const Message *self, int index);
bool message_has_header(const Message *self, const char *name);
/* First part of this kind that is no attachment; NULL when there is none. */
const MessagePart *message_part(const Message *self, PartKind kind);
/* The display name and address (lower-case) of the first mailbox of an address header. */
void message_address(const Message *self, const char *header, char **ret_name, char **ret_address);
/* All ids "<...>" in `text`, without brackets, appended to `ids` unless already there. At most 100
 * ids are kept, each of at most 998 bytes. */
void message_ids_append(GPtrArray *ids, const char *text);
/* Value of a header in a block of headers (a returned original), unfolded; NULL when not there. */
char *header_block_get(const char *block, const char *name);
/* The Date header; INSTANT_NONE when absent or outside the years 1970 to 9999. */
Instant message_date_us(const Message *self);
