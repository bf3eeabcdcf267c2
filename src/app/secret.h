/* Secrets at rest: mailbox passwords sealed with a key that is not in the database.
 *
 * XChaCha20-Poly1305 (libsodium) with a random nonce; the mailbox address is bound in, so that a
 * sealed password copied to another row does not open. Passwords of users are hashed with Argon2id.
 */
#pragma once

#include "app/app.h"

/* Seals a text. `context` says what it belongs to. Free with g_bytes_unref(). Errors: IO (the key
 * file cannot be made or read). */
GBytes *secret_seal(App *app, const char *context, const char *text, GError **error);

/* Opens it again. Errors: DENIED when key or context are not those it was sealed with (names the
 * key file and the remedy). Free with secret_free(). */
char *secret_open(App *app, const char *context, const void *sealed, gsize length, GError **error);
void secret_free(char *text);

/* A key of its own for one purpose, from the key file: `context` is 8 letters, `number` tells keys
 * of one purpose apart. Errors: IO. */
bool secret_derive(App *app, const char context[static 8], uint64_t number,
                   uint8_t ret_key[static APP_KEY_BYTES], GError **error);

/* Argon2id at libsodium's interactive limits (tests: minimal, when the world is virtual). Free with
 * g_free(). */
char *password_hash(App *app, const char *password, GError **error);
bool password_matches(const char *hash, const char *password);
