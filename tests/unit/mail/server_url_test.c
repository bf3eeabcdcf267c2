/* Where a mail server is: what the settings page accepts. */
#include "mail/server_url.h"

#include <string.h>

static void
test_good(void)
{
    static const struct {
        const char *url, *host;
        guint16 port;
        ServerSecurity security;
        bool local;
    } CASES[] = {
        { "imap://mail.example.com", "mail.example.com", 143, SERVER_STARTTLS, false },
        { "imaps://mail.example.com", "mail.example.com", 993, SERVER_TLS, false },
        { "imaps://mail.example.com:10993/", "mail.example.com", 10993, SERVER_TLS, false },
        { "imap+plain://127.0.0.1:1143", "127.0.0.1", 1143, SERVER_PLAIN, true },
        { "imap://[::1]:1143", "::1", 1143, SERVER_STARTTLS, true },
        { "IMAP://LOCALHOST", "LOCALHOST", 143, SERVER_STARTTLS, true },
        { "imap://127.0.0.1.example.com", "127.0.0.1.example.com", 143, SERVER_STARTTLS, false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GError) error = NULL;
        ServerUrl url = { 0 };
        bool fine = server_url_parse(CASES[i].url, "imap", 143, 993, &url, &error);

        g_assert_no_error(error);
        g_assert_true(fine);
        g_assert_cmpstr(url.host, ==, CASES[i].host);
        g_assert_cmpuint(url.port, ==, CASES[i].port);
        g_assert_cmpint(url.security, ==, CASES[i].security);
        g_assert_cmpint(url.local, ==, CASES[i].local);
        server_url_clear(&url);
    }
}

static void
test_bad(void)
{
    static const char *const BAD[] = {
        "",
        "mail.example.com",
        "imap://",
        "smtp://a.b",
        "imapx://a.b",
        "imap+tls://a.b",
        "imap://a:b",
        "imap://user:pw@mail.test",
        "imap://mail.test/INBOX",
        NULL,
        "imap://mail.test:99999999",
        "imap://mail.test?x=y",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autoptr(GError) error = NULL;
        ServerUrl url = { 0 };

        g_assert_false(server_url_parse(BAD[i], "imap", 143, 993, &url, &error));
        g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
        g_assert_nonnull(strstr(error->message, "imaps://host:port"));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/server-url/good", test_good);
    g_test_add_func("/mail/server-url/bad", test_bad);
    return g_test_run();
}
