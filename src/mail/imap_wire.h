/* The wire below libetpan: a TCP connection, TLS when wanted, and a limit on every operation.
 *
 * libetpan 1.9 checks no certificate under GnuTLS, waits anew for each byte, and believes every
 * length it is told. So it gets its bytes from here: the certificate and the host name are checked
 * (GnuTLS, the system's authorities or a file), an operation has a deadline and a number of bytes
 * it may bring, and the guard reads along. Internal to imap.c. */
#pragma once

#include <libetpan/libetpan.h>

#include "base/error.h"
#include "mail/server_url.h"

/* Connects; no TLS yet. Free with mailstream_low_close() and mailstream_low_free(), or give it to a
 * mailstream. Errors: UNAVAILABLE. */
mailstream_low *imap_wire_open(const ServerUrl *server, guint timeout_s, GError **error);

/* TLS from here on. `ca_file` NULL: the system's authorities. Errors: INVALID (certificate, CA
 * file, no TLS spoken), UNAVAILABLE. */
bool imap_wire_start_tls(mailstream_low *low, const char *ca_file, GError **error);

/* An operation begins that should bring at most `max_bytes`. It must end within the timeout plus
 * what those bytes take at 64 KiB a second. */
void imap_wire_begin(mailstream_low *low, gsize max_bytes);

/* Are bytes here that were received but not read yet? The descriptor does not tell. */
bool imap_wire_is_pending(mailstream_low *low);

/* Why the wire gave up; NULL while it works. Once it gave up, nothing more goes over it. */
const GError *imap_wire_failure(mailstream_low *low);
