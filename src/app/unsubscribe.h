/* Unsubscribing by the link in a mail: no sign-in, one POST, at once (RFC 8058).
 *
 * The same as asking by mail: every channel is shut, for good, the sequence ends and mail that has
 * not reached its final dot stays here. */
#pragma once

#include "app/app.h"

typedef struct {
    char *workspace; /* who writes, as the workspace is called */
    bool done;       /* this person is out already */
} Unsubscribe;

void unsubscribe_clear(Unsubscribe *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Unsubscribe, unsubscribe_clear)

/* What a link is about; changes nothing. Errors: INVALID (no link of ours), IO. */
bool unsubscribe_look(App *app, const char *token, Unsubscribe *ret_unsubscribe, GError **error);

/* Does it; a second time is no error. Errors: INVALID, IO. */
bool unsubscribe_do(App *app, const char *token, Unsubscribe *ret_unsubscribe, GError **error);
