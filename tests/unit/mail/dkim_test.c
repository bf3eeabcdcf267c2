/* DKIM: keys that others can read, signatures that hold, and a record looked up in DNS. Whether
 * others accept the signatures is asked in tests/integration/dkim_test.py. */
#include "mail/dkim.h"

#include <gio/gio.h>
#include <string.h>

#define NOW_US (INT64_C(1795687200) * SECOND_US)

static const char MESSAGE[] = "From: Ada <ada@seller.test>\r\n"
                              "To: bo@buyer.test\r\n"
                              "Subject: A thought\r\n"
                              "List-Unsubscribe: <https://seller.test/u/1>\r\n"
                              "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
                              "\r\n"
                              "Hello Bo.\r\n"
                              "..\r\n"
                              "From here on.\r\n";

static char *
sign(const char *text, const MailDkimKey *key, GError **error)
{
    MailDkimSigner signer = { "seller.test", "s1", key->private_pem };
    g_autoptr(GBytes) message = g_bytes_new(text, strlen(text));
    g_autoptr(GBytes) signed_message = mail_dkim_sign(&signer, message, NOW_US, error);

    return signed_message != NULL
               ? g_strndup(g_bytes_get_data(signed_message, NULL), g_bytes_get_size(signed_message))
               : NULL;
}

static void
test_signature(void)
{
    g_auto(MailDkimKey) key = { 0 };
    g_autoptr(GError) error = NULL;

    g_assert_true(mail_dkim_key_new(&key, &error));
    g_autofree char *text = sign(MESSAGE, &key, &error);
    g_autofree char *again = sign(MESSAGE, &key, &error);
    g_assert_no_error(error);
    g_assert_true(g_str_has_prefix(text, "DKIM-Signature: v=1; a=rsa-sha256; "));
    g_assert_true(g_str_has_suffix(text, MESSAGE));
    g_assert_cmpstr(text, ==, again);
    g_autofree char *header = g_strndup(text, strlen(text) - strlen(MESSAGE));
    g_auto(GStrv) words = g_strsplit_set(header, " \r\n\t", -1);
    g_autofree char *flat = g_strjoinv("", words);
    g_assert_nonnull(strstr(flat, "d=seller.test;s=s1;t=1795687200;"));
    g_assert_nonnull(strstr(flat, "List-Unsubscribe:List-Unsubscribe-Post"));
    g_assert_null(strstr(flat, "l="));
}

static void
test_keys(void)
{
    g_auto(MailDkimKey) one = { 0 }, two = { 0 };
    g_autoptr(GError) error = NULL;
    gsize length = 0;

    g_assert_true(mail_dkim_key_new(&one, &error) && mail_dkim_key_new(&two, &error));
    g_assert_true(g_str_has_prefix(one.record, "v=DKIM1; k=rsa; p=MII"));
    g_assert_cmpstr(one.record, !=, two.record);
    G_GNUC_UNUSED g_autofree guchar *der = g_base64_decode(strstr(one.record, "p=") + 2, &length);
    g_assert_cmpuint(length, ==, 294); /* a 2048 bit RSA key as SubjectPublicKeyInfo */
    g_assert_nonnull(strstr(one.private_pem, "PRIVATE KEY"));
}

static void
test_refused(void)
{
    MailDkimKey bad = { .private_pem = (char *)"-----BEGIN RSA PRIVATE KEY-----\nAAAA\n" };
    g_auto(MailDkimKey) key = { 0 };
    g_autoptr(GError) unreadable = NULL;
    g_autoptr(GError) headless = NULL;

    g_assert_null(sign(MESSAGE, &bad, &unreadable));
    g_assert_nonnull(unreadable);
    g_assert_true(mail_dkim_key_new(&key, NULL));
    g_assert_null(sign("Subject: no sender\r\n\r\nHello\r\n", &key, &headless));
    g_assert_nonnull(headless);
}

static void
test_selectors(void)
{
    static const char *const GOOD[] = { "s", "seventh-202611", "a.b" };
    static const char *const BAD[] = { "", "-a", "a-", "a..b", "a b", "a;b", "é", ".a" };

    for (gsize i = 0; i < G_N_ELEMENTS(GOOD); i++)
        g_assert_true(mail_dkim_selector_check(GOOD[i], NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++)
        g_assert_false(mail_dkim_selector_check(BAD[i], NULL));
}

/* ---- a resolver of our own ---- */

G_DECLARE_FINAL_TYPE(StubResolver, stub_resolver, STUB, RESOLVER, GResolver)
struct _StubResolver {
    GResolver parent;
};
G_DEFINE_TYPE(StubResolver, stub_resolver, G_TYPE_RESOLVER)

static const char *const *published; /* the strings of the one record there is; NULL: none */
static char *asked;

static GList *
stub_lookup_records(GResolver *self, const char *name, GResolverRecordType type,
                    GCancellable *cancellable, GError **error)
{
    (void)self;
    (void)cancellable;
    g_assert_cmpint(type, ==, G_RESOLVER_RECORD_TXT);
    g_free(asked);
    asked = g_strdup(name);
    if (published != NULL)
        return g_list_append(NULL, g_variant_ref_sink(g_variant_new("(^as)", published)));
    g_set_error(error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "none");
    return NULL;
}

static void
stub_resolver_class_init(StubResolverClass *class)
{
    G_RESOLVER_CLASS(class)->lookup_records = stub_lookup_records;
}

static void
stub_resolver_init(StubResolver *self)
{
    (void)self;
}

static void
test_published(void)
{
    static const char *const SPLIT[] = { "v=DKIM1; k=rsa; p=MIIabc", "def", NULL };
    static const char *const OTHER[] = { "v=DKIM1; p=MIIxyz", NULL };
    g_autoptr(GResolver) before = g_resolver_get_default();
    g_autoptr(GResolver) stub = g_object_new(stub_resolver_get_type(), NULL);
    g_autoptr(GError) none = NULL;
    g_autoptr(GError) other = NULL;
    const char *record = "v=DKIM1; k=rsa; p=MIIabcdef";

    g_resolver_set_default(stub);
    g_assert_false(mail_dkim_check_published("seller.test", "s1", record, &none));
    g_assert_error(none, SEVENTH_ERROR, SEVENTH_ERROR_NOT_FOUND);
    g_assert_cmpstr(asked, ==, "s1._domainkey.seller.test");
    published = OTHER;
    g_assert_false(mail_dkim_check_published("seller.test", "s1", record, &other));
    g_assert_nonnull(strstr(other->message, "another key"));
    published = SPLIT; /* a long record is published in pieces */
    g_assert_true(mail_dkim_check_published("seller.test", "s1", record, NULL));
    g_resolver_set_default(before);
    g_free(asked);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/dkim/signature", test_signature);
    g_test_add_func("/mail/dkim/keys", test_keys);
    g_test_add_func("/mail/dkim/refused", test_refused);
    g_test_add_func("/mail/dkim/selectors", test_selectors);
    g_test_add_func("/mail/dkim/published", test_published);
    return g_test_run();
}
