/* Tokens: fixed fields, sealed with a derived key under a nonce made from what they hold. */
#include "app/mail_link.h"

#include <sodium.h>
#include <string.h>

#include "app/secret.h"

enum {
    KIND_AT = 0,
    INDEX_AT = 1,
    WORKSPACE_AT = 2,
    PROSPECT_AT = 10,
    MAILBOX_AT = 18,
    UNIQUE_AT = 26,
    PLAIN_BYTES = UNIQUE_AT + MAIL_LINK_UNIQUE_BYTES,
    NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    TOKEN_BYTES = NONCE_BYTES + PLAIN_BYTES + TAG_BYTES,
    MAX_TOKEN_TEXT = 256,
};

#define BASE64 sodium_base64_VARIANT_URLSAFE_NO_PADDING

typedef struct {
    uint8_t seal[APP_KEY_BYTES], nonce[APP_KEY_BYTES];
} LinkKeys;

static bool
derive_keys(App *app, LinkKeys *keys, GError **error)
{
    return secret_derive(app, "maillink", 1, keys->seal, error) &&
           secret_derive(app, "maillink", 2, keys->nonce, error);
}

bool
mail_link_set_unique(MailLink *self, const char *message_id)
{
    const char *at = message_id != NULL ? strchr(message_id, '@') : NULL;
    size_t read = 0;

    return at != NULL && at - message_id == (ptrdiff_t)(2 * MAIL_LINK_UNIQUE_BYTES) &&
           sodium_hex2bin(self->unique, sizeof self->unique, message_id, (size_t)(at - message_id),
                          NULL, &read, NULL) == 0 &&
           read == sizeof self->unique;
}

char *
mail_link_unique_text(const MailLink *self)
{
    char *text = g_malloc(2 * sizeof self->unique + 1);

    return sodium_bin2hex(text, 2 * sizeof self->unique + 1, self->unique, sizeof self->unique);
}

static void
put_int64(uint8_t *at, int64_t value)
{
    gint64 big = GINT64_TO_BE(value);
    memcpy(at, &big, sizeof big);
}

static int64_t
get_int64(const uint8_t *at)
{
    gint64 big;
    memcpy(&big, at, sizeof big);
    return GINT64_FROM_BE(big);
}

char *
mail_link_token(App *app, const MailLink *link, GError **error)
{
    uint8_t plain[PLAIN_BYTES], token[TOKEN_BYTES];
    LinkKeys keys;

    if (!derive_keys(app, &keys, error))
        return NULL;
    g_assert(link->index >= 0 && link->index <= UINT8_MAX);
    plain[KIND_AT] = (uint8_t)link->kind;
    plain[INDEX_AT] = (uint8_t)link->index;
    put_int64(plain + WORKSPACE_AT, app->workspace_id);
    put_int64(plain + PROSPECT_AT, link->prospect_id);
    put_int64(plain + MAILBOX_AT, link->mailbox_id);
    memcpy(plain + UNIQUE_AT, link->unique, sizeof link->unique);
    crypto_generichash(token, NONCE_BYTES, plain, sizeof plain, keys.nonce, sizeof keys.nonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(token + NONCE_BYTES, NULL, plain, sizeof plain, NULL,
                                               0, NULL, token, keys.seal);
    sodium_memzero(&keys, sizeof keys);
    gsize size = sodium_base64_ENCODED_LEN(TOKEN_BYTES, BASE64);
    char *text = g_malloc(size);
    return sodium_bin2base64(text, size, token, sizeof token, BASE64);
}

static bool
open_token(App *app, const char *text, uint8_t plain[PLAIN_BYTES], bool *ret_good, GError **error)
{
    uint8_t token[TOKEN_BYTES];
    size_t length = 0;
    LinkKeys keys;

    *ret_good = false;
    if (strlen(text) > MAX_TOKEN_TEXT ||
        sodium_base642bin(token, sizeof token, text, strlen(text), NULL, &length, NULL, BASE64) !=
            0 ||
        length != sizeof token)
        return true;
    if (!derive_keys(app, &keys, error))
        return false;
    *ret_good = crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, token + NONCE_BYTES,
                                                           sizeof token - NONCE_BYTES, NULL, 0,
                                                           token, keys.seal) == 0;
    sodium_memzero(&keys, sizeof keys);
    return true;
}

bool
mail_link_open(App *app, const char *token, MailLinkKind kind, MailLink *ret_link, GError **error)
{
    uint8_t plain[PLAIN_BYTES];
    bool good;

    if (!open_token(app, token, plain, &good, error))
        return false;
    if (!good || plain[KIND_AT] != kind || get_int64(plain + WORKSPACE_AT) != app->workspace_id)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "This link is incomplete or not ours. Copy it whole from the mail, or "
                         "just answer the mail with \"stop\".");
    *ret_link = (MailLink){
        .kind = kind,
        .index = plain[INDEX_AT],
        .prospect_id = get_int64(plain + PROSPECT_AT),
        .mailbox_id = get_int64(plain + MAILBOX_AT),
    };
    memcpy(ret_link->unique, plain + UNIQUE_AT, sizeof ret_link->unique);
    return true;
}
