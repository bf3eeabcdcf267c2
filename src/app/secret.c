/* libsodium behind four functions, and the key file. */
#include "app/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

G_STATIC_ASSERT(APP_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

static bool
sodium_ready(GError **error)
{
    if (sodium_init() < 0)
        return error_set(error, SEVENTH_ERROR_IO, "libsodium cannot start on this machine");
    return true;
}

/* Makes a key file readable by its owner only; an existing one is never touched. */
static bool
key_file_create(App *app, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(app->key_file);
    uint8_t key[APP_KEY_BYTES];

    if (g_mkdir_with_parents(folder, 0700) != 0)
        return error_set(error, SEVENTH_ERROR_IO, "cannot make the folder %s for the key: %s",
                         folder, g_strerror(errno));
    int fd = open(app->key_file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno == EEXIST ||
               error_set(error, SEVENTH_ERROR_IO, "cannot write the key file %s: %s", app->key_file,
                         g_strerror(errno));
    randombytes_buf(key, sizeof key);
    bool written = write(fd, key, sizeof key) == (ssize_t)sizeof key && fsync(fd) == 0;
    int problem = errno;
    close(fd);
    sodium_memzero(key, sizeof key);
    if (!written) {
        unlink(app->key_file);
        return error_set(error, SEVENTH_ERROR_IO, "cannot write the key file %s: %s", app->key_file,
                         g_strerror(problem));
    }
    return true;
}

static bool
key_file_read(App *app, GError **error)
{
    uint8_t key[APP_KEY_BYTES + 1];
    int fd = open(app->key_file, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return error_set(error, SEVENTH_ERROR_IO, "cannot read the key file %s: %s", app->key_file,
                         g_strerror(errno));
    ssize_t got = read(fd, key, sizeof key);
    close(fd);
    if (got != APP_KEY_BYTES)
        return error_set(error, SEVENTH_ERROR_IO,
                         "the key file %s must hold exactly %d bytes; restore it from your backup",
                         app->key_file, APP_KEY_BYTES);
    memcpy(app->key, key, APP_KEY_BYTES);
    sodium_memzero(key, sizeof key);
    app->key_loaded = true;
    return true;
}

static bool
key_load(App *app, GError **error)
{
    if (!sodium_ready(error))
        return false;
    g_mutex_lock(&app->mutex);
    bool loaded = app->key_loaded;
    if (!loaded && !g_file_test(app->key_file, G_FILE_TEST_EXISTS))
        loaded = key_file_create(app, error) && key_file_read(app, error);
    else if (!loaded)
        loaded = key_file_read(app, error);
    g_mutex_unlock(&app->mutex);
    return loaded;
}

GBytes *
secret_seal(App *app, const char *context, const char *text, GError **error)
{
    const gsize nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    unsigned long long sealed_bytes;

    if (!key_load(app, error))
        return NULL;
    gsize length = strlen(text);
    uint8_t *sealed = g_malloc(nonce_bytes + length + crypto_aead_xchacha20poly1305_ietf_ABYTES);
    randombytes_buf(sealed, nonce_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        sealed + nonce_bytes, &sealed_bytes, (const uint8_t *)text, length,
        (const uint8_t *)context, strlen(context), NULL, sealed, app->key);
    return g_bytes_new_take(sealed, nonce_bytes + sealed_bytes);
}

char *
secret_open(App *app, const char *context, const void *sealed, gsize length, GError **error)
{
    const gsize nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    unsigned long long text_bytes = 0;

    if (!key_load(app, error))
        return NULL;
    char *text = g_malloc0(length + 1);
    if (length < nonce_bytes + crypto_aead_xchacha20poly1305_ietf_ABYTES ||
        crypto_aead_xchacha20poly1305_ietf_decrypt((uint8_t *)text, &text_bytes, NULL,
                                                   (const uint8_t *)sealed + nonce_bytes,
                                                   length - nonce_bytes, (const uint8_t *)context,
                                                   strlen(context), sealed, app->key) != 0) {
        g_free(text);
        error_set(error, SEVENTH_ERROR_DENIED,
                  "the password of %s does not open with the key in %s; restore that key file or "
                  "set the password again",
                  context, app->key_file);
        return NULL;
    }
    text[text_bytes] = '\0';
    return text;
}

bool
secret_derive(App *app, const char context[static 8], uint64_t number,
              uint8_t ret_key[static APP_KEY_BYTES], GError **error)
{
    G_STATIC_ASSERT(crypto_kdf_KEYBYTES == APP_KEY_BYTES && crypto_kdf_CONTEXTBYTES == 8);
    if (!key_load(app, error))
        return false;
    crypto_kdf_derive_from_key(ret_key, APP_KEY_BYTES, number, context, app->key);
    return true;
}

void
secret_free(char *text)
{
    if (text == NULL)
        return;
    sodium_memzero(text, strlen(text));
    g_free(text);
}

char *
password_hash(App *app, const char *password, GError **error)
{
    char hash[crypto_pwhash_STRBYTES];
    bool quick = app->world->is_virtual;
    unsigned long long operations =
        quick ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_INTERACTIVE;
    size_t memory = quick ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_INTERACTIVE;

    if (!sodium_ready(error))
        return NULL;
    if (strlen(password) < 8 || strlen(password) > 256) {
        error_set(error, SEVENTH_ERROR_INVALID, "a password has 8 to 256 characters");
        return NULL;
    }
    if (crypto_pwhash_str(hash, password, strlen(password), operations, memory) != 0) {
        error_set(error, SEVENTH_ERROR_LIMIT, "not enough memory to hash the password");
        return NULL;
    }
    return g_strdup(hash);
}

bool
password_matches(const char *hash, const char *password)
{
    return sodium_init() >= 0 && crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
}
