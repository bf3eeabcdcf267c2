/* What each kind of error makes the faces do, and that an error says what it was told to. */
#include "base/error.h"

#include <gio/gio.h>

static void
test_traits(void)
{
    static const struct {
        SeventhError code;
        const char *name;
        int http_status, exit_code;
        bool retry;
    } EXPECTED[] = {
        { SEVENTH_ERROR_NOT_FOUND, "not_found", 404, 1, false },
        { SEVENTH_ERROR_INVALID, "invalid", 422, 1, false },
        { SEVENTH_ERROR_CONFLICT, "conflict", 409, 1, false },
        { SEVENTH_ERROR_DENIED, "denied", 403, 1, false },
        { SEVENTH_ERROR_LIMIT, "limit", 429, 75, true },
        { SEVENTH_ERROR_UNAVAILABLE, "unavailable", 503, 75, true },
        { SEVENTH_ERROR_UNCERTAIN, "uncertain", 500, 1, false },
        { SEVENTH_ERROR_IO, "io", 500, 1, true },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(EXPECTED); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(error_set(&error, EXPECTED[i].code, "row %d", 7));
        const ErrorTrait *trait = error_trait(error);
        g_assert_cmpstr(trait->name, ==, EXPECTED[i].name);
        g_assert_cmpint(trait->http_status, ==, EXPECTED[i].http_status);
        g_assert_cmpint(trait->exit_code, ==, EXPECTED[i].exit_code);
        g_assert_cmpint(trait->retry, ==, EXPECTED[i].retry);
        g_assert_cmpstr(error->message, ==, "row 7");
    }
}

/* A job must never repeat on its own what may have happened already. */
static void
test_uncertain_is_never_retried(void)
{
    g_autoptr(GError) error = NULL;

    error_set(&error, SEVENTH_ERROR_UNCERTAIN, "the server went away after the dot");
    g_assert_false(error_trait(error)->retry);
    g_assert_cmpint(error_trait(error)->exit_code, !=, 75);
}

static void
test_foreign_errors_count_as_io(void)
{
    g_autoptr(GError) foreign = g_error_new(G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no such file");
    g_autoptr(GError) beyond = g_error_new(SEVENTH_ERROR, 99, "a code nobody knows");

    g_assert_cmpstr(error_trait(foreign)->name, ==, "io");
    g_assert_cmpstr(error_trait(beyond)->name, ==, "io");
}

static void
test_nobody_listens(void)
{
    g_assert_false(error_set(NULL, SEVENTH_ERROR_IO, "nobody wants to know"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/error/traits", test_traits);
    g_test_add_func("/error/uncertain-is-never-retried", test_uncertain_is_never_retried);
    g_test_add_func("/error/foreign-errors-count-as-io", test_foreign_errors_count_as_io);
    g_test_add_func("/error/nobody-listens", test_nobody_listens);
    return g_test_run();
}
