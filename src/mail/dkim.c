/* Keys by GnuTLS, signatures by libopendkim, records by GLib's resolver. */
#include "mail/dkim.h"

#include <gio/gio.h>
#include <gnutls/abstract.h>
#include <gnutls/x509.h>
#include <opendkim/dkim.h>
#include <string.h>

enum {
    KEY_BITS = 2048,
    SELECTOR_MAX = 63,
};

/* Signed where present, and once more: an added one breaks the signature. */
static const char *const SIGNED[] = { "From",
                                      "To",
                                      "Subject",
                                      "Date",
                                      "Message-Id",
                                      "Reply-To",
                                      "In-Reply-To",
                                      "References",
                                      "MIME-Version",
                                      "Content-Type",
                                      "Content-Transfer-Encoding",
                                      "List-Unsubscribe",
                                      "List-Unsubscribe-Post",
                                      NULL };
static const char *const ONCE[] = { "From",
                                    "To",
                                    "Subject",
                                    "Date",
                                    "Reply-To",
                                    "Content-Type",
                                    "MIME-Version",
                                    "List-Unsubscribe",
                                    "List-Unsubscribe-Post",
                                    NULL };

/* ---- keys ---- */

void
mail_dkim_key_clear(MailDkimKey *self)
{
    if (self->private_pem != NULL)
        gnutls_memset(self->private_pem, 0, strlen(self->private_pem));
    g_clear_pointer(&self->private_pem, g_free);
    g_clear_pointer(&self->record, g_free);
}

static bool
tls_check(int result, const char *doing, GError **error)
{
    return result >= 0 || error_set(error, SEVENTH_ERROR_IO, "making a key for DKIM: %s: %s", doing,
                                    gnutls_strerror(result));
}

static bool
export_key(gnutls_privkey_t private, gnutls_x509_privkey_t *x509, gnutls_pubkey_t public,
           MailDkimKey *ret_key, GError **error)
{
    gnutls_datum_t pem = { 0 }, der = { 0 };
    bool done =
        tls_check(gnutls_privkey_generate(private, GNUTLS_PK_RSA, KEY_BITS, 0), "making", error) &&
        tls_check(gnutls_privkey_export_x509(private, x509), "writing", error) &&
        tls_check(gnutls_x509_privkey_export2(*x509, GNUTLS_X509_FMT_PEM, &pem), "writing",
                  error) &&
        tls_check(gnutls_pubkey_import_privkey(public, private, 0, 0), "public half", error) &&
        tls_check(gnutls_pubkey_export2(public, GNUTLS_X509_FMT_DER, &der), "public half", error);

    if (done) {
        g_autofree char *base64 = g_base64_encode(der.data, der.size);
        ret_key->private_pem = g_strndup((const char *)pem.data, pem.size);
        ret_key->record = g_strconcat("v=DKIM1; k=rsa; p=", base64, NULL);
    }
    if (pem.data != NULL)
        gnutls_memset(pem.data, 0, pem.size);
    gnutls_free(pem.data);
    gnutls_free(der.data);
    return done;
}

bool
mail_dkim_key_new(MailDkimKey *ret_key, GError **error)
{
    gnutls_privkey_t private = NULL;
    gnutls_x509_privkey_t x509 = NULL;
    gnutls_pubkey_t public = NULL;

    *ret_key = (MailDkimKey){ 0 };
    bool done = tls_check(gnutls_privkey_init(&private), "memory", error) &&
                tls_check(gnutls_pubkey_init(&public), "memory", error) &&
                export_key(private, &x509, public, ret_key, error);
    gnutls_privkey_deinit(private);
    gnutls_x509_privkey_deinit(x509);
    gnutls_pubkey_deinit(public);
    return done;
}

bool
mail_dkim_selector_check(const char *selector, GError **error)
{
    static const char ALLOWED[] = G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-.";
    gsize length = strlen(selector);
    bool good = length > 0 && length <= SELECTOR_MAX && strspn(selector, ALLOWED) == length &&
                strstr(selector, "..") == NULL && g_ascii_isalnum(selector[0]) &&
                g_ascii_isalnum(selector[length - 1]);

    return good || error_set(error, SEVENTH_ERROR_INVALID,
                             "selector \"%.80s\": use letters, digits and hyphens, as in "
                             "seventh-2026",
                             selector);
}

/* ---- signing ---- */

static bool
dkim_check(DKIM *dkim, DKIM_STAT status, const char *doing, GError **error)
{
    const char *why = dkim != NULL ? dkim_geterror(dkim) : NULL;

    if (status == DKIM_STAT_OK)
        return true;
    bool bad_input = status == DKIM_STAT_SYNTAX || status == DKIM_STAT_NOKEY ||
                     status == DKIM_STAT_SIGGEN || status == DKIM_STAT_INVALID;
    return error_set(error, bad_input ? SEVENTH_ERROR_INVALID : SEVENTH_ERROR_IO,
                     "signing by DKIM: %s: %s", doing,
                     why != NULL ? why : dkim_getresultstr(status));
}

static bool
set_options(DKIM_LIB *library, Instant now_us, GError **error)
{
    uint64_t now_s = (uint64_t)(now_us / SECOND_US);
    const char **headers = (const char **)SIGNED, **once = (const char **)ONCE;

    return dkim_check(
               NULL,
               dkim_options(library, DKIM_OP_SETOPT, DKIM_OPTS_FIXEDTIME, &now_s, sizeof now_s),
               "time", error) &&
           dkim_check(
               NULL,
               dkim_options(library, DKIM_OP_SETOPT, DKIM_OPTS_SIGNHDRS, headers, sizeof(char **)),
               "headers", error) &&
           dkim_check(
               NULL,
               dkim_options(library, DKIM_OP_SETOPT, DKIM_OPTS_OVERSIGNHDRS, once, sizeof(char **)),
               "headers", error);
}

static GBytes *
with_signature(DKIM *dkim, GBytes *message, GError **error)
{
    static const char NAME[] = "DKIM-Signature: ";
    gsize length = 0;
    const guint8 *data = g_bytes_get_data(message, &length);
    u_char *value = NULL;
    size_t value_length = 0;

    if (!dkim_check(dkim, dkim_getsighdr_d(dkim, strlen(NAME), &value, &value_length), "the header",
                    error))
        return NULL;
    GByteArray *signed_message = g_byte_array_sized_new((guint)(length + value_length + 32));
    g_byte_array_append(signed_message, (const guint8 *)NAME, (guint)strlen(NAME));
    g_byte_array_append(signed_message, value, (guint)value_length);
    g_byte_array_append(signed_message, (const guint8 *)"\r\n", 2);
    g_byte_array_append(signed_message, data, (guint)length);
    return g_byte_array_free_to_bytes(signed_message);
}

/* What is no key at all does not reach libopendkim, which would leak memory over it. */
static bool
check_pem(const char *pem, GError **error)
{
    return (g_str_has_prefix(pem, "-----BEGIN ") && strstr(pem, "-----END ") != NULL) ||
           error_set(error, SEVENTH_ERROR_INVALID, "signing by DKIM: the key is damaged");
}

GBytes *
mail_dkim_sign(const MailDkimSigner *signer, GBytes *message, Instant now_us, GError **error)
{
    DKIM_LIB *library = dkim_init(NULL, NULL);
    DKIM *dkim = NULL;
    GBytes *result = NULL;
    DKIM_STAT status = DKIM_STAT_OK;
    gsize length = 0;
    gpointer data = (gpointer)g_bytes_get_data(message, &length); /* only read */

    g_assert(library != NULL);
    if (check_pem(signer->private_pem, error) && set_options(library, now_us, error)) {
        dkim =
            dkim_sign(library, (const u_char *)"outbox", NULL, (dkim_sigkey_t)signer->private_pem,
                      (const u_char *)signer->selector, (const u_char *)signer->domain,
                      DKIM_CANON_RELAXED, DKIM_CANON_RELAXED, DKIM_SIGN_RSASHA256, -1, &status);
        if (dkim_check(dkim, status, "the key", error) &&
            dkim_check(dkim, dkim_chunk(dkim, data, length), "reading", error) &&
            dkim_check(dkim, dkim_chunk(dkim, NULL, 0), "reading", error) &&
            dkim_check(dkim, dkim_eom(dkim, NULL), "signing", error))
            result = with_signature(dkim, message, error);
    }
    if (dkim != NULL)
        dkim_free(dkim);
    dkim_close(library);
    return result;
}

/* ---- what the world sees ---- */

/* A TXT record as one text: its strings are joined, blanks do not count. */
static char *
joined_record(GVariant *record)
{
    g_autoptr(GVariant) strings = g_variant_get_child_value(record, 0);
    GString *text = g_string_new(NULL);
    GVariantIter iter;
    const char *part;

    g_variant_iter_init(&iter, strings);
    while (g_variant_iter_next(&iter, "&s", &part))
        for (; *part != '\0'; part++)
            if (!g_ascii_isspace(*part))
                g_string_append_c(text, *part);
    return g_string_free(text, FALSE);
}

bool
mail_dkim_check_published(const char *domain, const char *selector, const char *record,
                          GError **error)
{
    g_autofree char *name = g_strdup_printf("%s._domainkey.%s", selector, domain);
    g_autoptr(GResolver) resolver = g_resolver_get_default();
    g_autoptr(GError) problem = NULL;
    GList *records =
        g_resolver_lookup_records(resolver, name, G_RESOLVER_RECORD_TXT, NULL, &problem);
    const char *own = strstr(record, "p=");
    bool right = false;

    for (GList *each = records; each != NULL; each = each->next) {
        g_autofree char *text = joined_record(each->data);
        right = right || strstr(text, own) != NULL;
    }
    bool any = records != NULL;
    g_list_free_full(records, (GDestroyNotify)g_variant_unref);
    if (right)
        return true;
    if (any)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "the TXT record at %s holds another key; replace it with the one shown by "
                         "`seventh dkim list`",
                         name);
    if (g_error_matches(problem, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "there is no TXT record at %s yet; publish the one shown by `seventh dkim "
                         "list`, and wait until it is seen everywhere",
                         name);
    return error_set(error, SEVENTH_ERROR_UNAVAILABLE, "cannot look up %s: %s", name,
                     problem != NULL ? problem->message : "no answer");
}
