/* Files in a message, cut out of it and put back.
 *
 * A message is kept without the contents of its files, and each file once, however many mails carry
 * it. The encoding of a file is the same every time, so what is put back is the message byte for
 * byte, and a signature over it stays valid. */
#pragma once

#include <glib.h>

/* Where an encoded file lies: so many bytes of the message come after it. Counted from the end, for
 * a signature is put before the beginning. */
typedef struct {
    gsize after, length;
} MailFilePlace;

/* A content as it stands in a message: base64 in lines of 76 with CRLF (RFC 2045 6.8). */
GBytes *mail_file_encode(GBytes *content);

/* The message without the encoded files at `places` (MailFilePlace, in order). `ret_offsets`
 * (gsize) gets where in the result each belongs. Free with g_bytes_unref(). */
GBytes *mail_files_cut(GBytes *message, const GArray *places, GArray *ret_offsets);

/* The whole message again: `contents` (GBytes *, not encoded) at `offsets` (gsize, ascending). NULL
 * when the offsets lie outside the message or are fewer or more than the contents. */
GBytes *mail_files_fill(GBytes *cut, const GArray *offsets, const GPtrArray *contents);
