/* Which addresses Seventh puts into an envelope, and what it says about the others. */
#include "mail/compose.h"

#include <string.h>

static void
test_good(void)
{
    static const char *const GOOD[] = { "a@example.com", "first.last+tag@mail.example.co.uk",
                                        "o'neil@example.test", "x_y-z@1.example.org",
                                        "info@müller.test" };

    for (gsize i = 0; i < G_N_ELEMENTS(GOOD); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_true(mail_address_check(GOOD[i], &error));
        g_assert_no_error(error);
    }
}

static void
test_bad(void)
{
    static const struct {
        const char *address, *says;
    } BAD[] = {
        { "", "empty" },
        { "nobody", "no @" },
        { "@example.com", "before the @" },
        { "a@localhost", "no dot" },
        { "a@example..com", "no valid" },
        { "a@.example.com", "no valid" },
        { "a@-x.example.com", "no valid" },
        { "a..b@example.com", "a dot" },
        { ".a@example.com", "a dot" },
        { "a b@example.com", "blank" },
        { "a@example.com\r\nRCPT TO:<b@example.com>", "control" },
        { "a@example.com,b@example.com", "ASCII letters" },
        { "Bo <bo@example.com>", "blank" },
        { "<bo@example.com>", "ASCII letters" },
        { "a@b@example.com", "ASCII letters" },
        { "jörg@example.com", "ASCII letters" },
        { "\xff@example.com", "UTF-8" },
        { "a@[127.0.0.1]", "no valid" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_false(mail_address_check(BAD[i].address, &error));
        g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
        if (strstr(error->message, BAD[i].says) == NULL) {
            g_test_message("%s: %s", BAD[i].address, error->message);
            g_test_fail();
        }
    }
}

static void
test_too_long(void)
{
    g_autofree char *local = g_strnfill(65, 'a');
    g_autofree char *address = g_strconcat(local, "@example.com", NULL);
    g_autofree char *label = g_strnfill(60, 'a');
    g_autofree char *longest =
        g_strdup_printf("a@%s.%s.%s.%s.example.com", label, label, label, label);

    g_assert_false(mail_address_check(address, NULL));
    g_assert_false(mail_address_check(longest, NULL));
}

static void
test_to_ascii(void)
{
    g_autofree char *ascii = mail_address_to_ascii("info@müller.test", NULL);

    g_assert_cmpstr(ascii, ==, "info@xn--mller-kva.test");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/address/good", test_good);
    g_test_add_func("/mail/address/bad", test_bad);
    g_test_add_func("/mail/address/too-long", test_too_long);
    g_test_add_func("/mail/address/to-ascii", test_to_ascii);
    return g_test_run();
}
