/* The word that was meant. */
#include "text/near.h"

static void
test_distance(void)
{
    g_assert_cmpint(near_letters_apart("", ""), ==, 0);
    g_assert_cmpint(near_letters_apart("bakery", "bakery"), ==, 0);
    g_assert_cmpint(near_letters_apart("bakery", "bakry"), ==, 1);
    g_assert_cmpint(near_letters_apart("bakery", "bakeries"), ==, 3);
    g_assert_cmpint(near_letters_apart("", "abc"), ==, 3);
    g_autofree char *length = g_strnfill(64, 'x');
    g_assert_cmpint(near_letters_apart(length, "x"), ==, G_MAXINT);
}

static void
test_word(void)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();

    g_assert_null(near_word("bakery", known));
    g_ptr_array_add(known, (char *)"price-list");
    g_ptr_array_add(known, (char *)"bakery-sheet");
    g_ptr_array_add(known, (char *)"ab");
    g_assert_cmpstr(near_word("bakery-shet", known), ==, "bakery-sheet");
    g_assert_cmpstr(near_word("price-lists", known), ==, "price-list");
    g_assert_null(near_word("something-else", known));
    g_assert_null(near_word("xy", known)); /* every letter of a short word changed */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/near/distance", test_distance);
    g_test_add_func("/text/near/word", test_word);
    return g_test_run();
}
