/* Name keys: what a searching person types finds what was written. */
#include <string.h>

#include "core/name_key.h"

static void
check(const char *first, const char *last, const char *expected)
{
    g_autofree char *key = name_key_of(first, last);
    g_assert_cmpstr(key, ==, expected);
}

static void
test_order(void)
{
    check("Ana", "Lopez", "lopez ana");
    check("  Ana ", " Lopez\t Garcia ", "lopez garcia ana");
    check(NULL, "Acme  Inc.", "acme inc.");
    check("Ana", NULL, "ana");
    check("Ana", "  ", "ana");
    check(NULL, NULL, "");
}

static void
test_letters(void)
{
    check("ÉLODIE", "ÅSTRÖM", "åström élodie");
    check("E\xcc\x81lodie", "", "élodie"); /* the accent as a sign of its own */
    check("Jo\xc2\xa0"
          "Ann",
          "Li", "li jo ann"); /* a no-break blank */
    check("Bad\xff", NULL, "bad\xef\xbf\xbd");
}

static void
test_append(void)
{
    g_autoptr(GString) out = g_string_new("x ");
    name_key_append(out, "Ana", "Ünal");
    g_assert_cmpstr(out->str, ==, "x ünal ana");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/name-key/order", test_order);
    g_test_add_func("/name-key/letters", test_letters);
    g_test_add_func("/name-key/append", test_append);
    return g_test_run();
}
