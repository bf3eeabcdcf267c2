/* A reading as bytes, between the process that reads mail and the one that asked it to.
 *
 * Native byte order: both ends are the same program on the same machine. The reading end trusts
 * nothing: the process that wrote them had untrusted mail in its hands. */
#pragma once

#include "mail/read.h"

/* Appends the reading to `out`. */
void reading_wire_write(GByteArray *out, const MailReading *reading);
/* NULL when the bytes are no reading: too short or long, a kind that is none, text that is not
 * UTF-8, more of anything than a reading may have. */
MailReading *reading_wire_read(const guint8 *bytes, gsize length);
