/* DKIM in the workspace: the key that signs for a mailbox's domain. */
#pragma once

#include "app/app.h"

/* What a sealed private key belongs to. Free with g_free(). */
char *dkim_secret_context(const char *domain, const char *selector);

/* The key that signs for a domain, opened: for a batch. All NULL: none does. */
typedef struct {
    char *domain, *selector;
    char *pem; /* overwritten when cleared */
} DkimActive;

void dkim_active_clear(DkimActive *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DkimActive, dkim_active_clear)

/* That of the domain of `from`. Errors: DENIED (the key does not open), INVALID (no address), IO.
 */
bool
dkim_active_load(App *app, DbConn *conn, const char *from, DkimActive *ret_key, GError **error);

/* Signs a finished message, if there is a key; otherwise leaves it as it is. Asks no database.
 * Errors: INVALID, IO. */
bool dkim_active_sign(const DkimActive *key, Instant now_us, GBytes **message, GError **error);

/* Both in one. */
bool dkim_sign_outgoing(App *app, DbConn *conn, const char *from, GBytes **message, GError **error);
