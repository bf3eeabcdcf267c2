/* The message as it goes over the wire: CRLF line ends, dots doubled at line starts.
 *
 * Internal to smtp_line.c. A bare CR or LF would let a receiver and a relay disagree about where
 * the message ends ("SMTP smuggling"), so each becomes CRLF. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    const char *data;
    gsize length, offset;
    gsize next_cr, next_lf; /* the first at or after offset, or length; found again when passed */
} SmtpData;

void smtp_data_init(SmtpData *self, const char *data, gsize length);
/* Appends whole lines until `out` has grown by `most` bytes or the message ends; the last line
 * always gets its CRLF. False when there was nothing left. */
bool smtp_data_append(SmtpData *self, GString *out, gsize most);
