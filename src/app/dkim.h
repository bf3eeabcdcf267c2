/* DKIM in the workspace: the key that signs for a mailbox's domain. */
#pragma once

#include "app/app.h"

/* What a sealed private key belongs to. Free with g_free(). */
char *dkim_secret_context(const char *domain, const char *selector);

/* Signs a finished message for the domain of `from`, if a key of that domain signs; otherwise
 * leaves it as it is. Errors: DENIED (the key does not open), INVALID, IO. */
bool dkim_sign_outgoing(App *app, DbConn *conn, const char *from, GBytes **message, GError **error);
