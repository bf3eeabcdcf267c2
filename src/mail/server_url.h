/* Where a mail server is and how the way there is secured: smtp and imap URLs read alike.
 *
 * Internal to smtp.c and imap.c. */
#pragma once

#include "base/error.h"

typedef enum {
    SERVER_PLAIN,    /* NAME+plain://: never TLS */
    SERVER_STARTTLS, /* NAME://: STARTTLS when offered */
    SERVER_TLS,      /* NAMEs:// */
} ServerSecurity;

typedef struct {
    char *host; /* without brackets, also for IPv6 */
    guint16 port;
    ServerSecurity security;
    bool local; /* this machine itself: a password does not leave it */
} ServerUrl;

/* Reads "imap://host:port" for name "imap". A port that is left out becomes `port`, or `tls_port`
 * with TLS. Errors: INVALID with the forms expected; user, password and path are refused. */
bool server_url_parse(const char *url, const char *name, guint16 port, guint16 tls_port,
                      ServerUrl *ret_url, GError **error);
void server_url_clear(ServerUrl *self);
