/* The outer shape of a message: where its headers end, and where its parts begin.
 *
 * GMime builds an object for each header and each part, most of which nobody asks for, and that is
 * most of what reading a reply with it costs. This looks at lines only, copies nothing but the
 * header block, and leaves what is hard (parameters, encodings, addresses, dates, charsets) to
 * GMime, for the few values that are asked for. It gives way where messages are broken, as mail
 * programs do: a line that is no header is left out, a missing end is the end of the bytes.
 *
 * It is not for writing, and keeps no positions for anybody to change a message by. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* One header: the value is unfolded, without its ends' blanks, and else as it came. */
typedef struct {
    const char *name, *value;
} MimeField;

/* A message or a part. `bytes` belongs to whoever gave it. */
typedef struct {
    const char *head, *body;
    gsize head_length, body_length; /* in bytes; the blank line between belongs to neither */
    GArray *fields;                 /* MimeField, in order */
    char *block;                    /* what they point into */
} MimeEntity;

/* Reads the header block at the beginning of `bytes`. Clear it with mime_entity_clear(). */
void mime_entity_read(MimeEntity *ret, const char *bytes, gsize length);
void mime_entity_clear(MimeEntity *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MimeEntity, mime_entity_clear)
/* The value of the first header of that name, whatever its case; NULL when there is none. */
const char *mime_entity_get(const MimeEntity *self, const char *name);

/* What a Content-Type header says (RFC 2045 5). */
typedef struct {
    char *type; /* "text/plain", in small letters */
    char *boundary, *charset, *report_type;
} MimeType;

/* `value` NULL: nothing is said, which means `otherwise`. Clear it with mime_type_clear(). */
void mime_type_read(MimeType *ret, const char *value, const char *otherwise);
void mime_type_clear(MimeType *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MimeType, mime_type_clear)

typedef struct {
    const char *bytes;
    gsize length;
} MimeSlice;

/* The parts of a multipart body (RFC 2046 5.1.1), at most `most`. Free the array of MimeSlice. */
GArray *mime_parts(const char *body, gsize length, const char *boundary, guint most);
