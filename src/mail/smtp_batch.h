/* Many messages over a few connections, with one commit for all that stand before their dot.
 *
 * Internal to smtp.c. */
#pragma once

#include "mail/smtp_line.h"

typedef struct {
    CURLM *multi;
    CURL *model; /* every option of a connection */
    ServerUrl server;
    SmtpPatience patience;
    char *helo;       /* NULL: the sender's domain */
    guint most;       /* connections at once */
    GPtrArray *lines; /* SmtpLine *, open between batches */
} SmtpPool;

/* Sends every request of the batch; see mail/transport.h. */
void smtp_pool_send(SmtpPool *self, SendBatch *batch);
/* Opens one connection more, to see whether that can be done. Errors say what to
 * change. */
bool smtp_pool_try(SmtpPool *self, const char *helo, bool *ret_signed_in, GError **error);
/* Closes and frees what it holds; fields may be NULL. */
void smtp_pool_clear(SmtpPool *self);
