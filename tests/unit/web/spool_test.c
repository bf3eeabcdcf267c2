/* An upload between two pages: whole, its user's only, and not for ever. */
#include "web/spool.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

#define START_US (INT64_C(1790000000) * SECOND_US)
#define ANA 7
#define JO 8

typedef struct {
    char *folder;
    World *world;
    App app;
} Fixture;

static void
set_up(Fixture *fixture, const void *data)
{
    fixture->world = world_virtual_new(START_US, 1);
    fixture->app = (App){ .world = fixture->world };
}

static void
tear_down(Fixture *fixture, const void *data)
{
    world_virtual_free(fixture->world);
}

/* A file of `length` bytes, each its place modulo 251. */
static int
upload(gsize length)
{
    g_autofree char *name = NULL;
    g_autofree char *bytes = g_malloc(length);
    int fd = g_file_open_tmp("spool-test-XXXXXX", &name, NULL);

    for (gsize i = 0; i < length; i++)
        bytes[i] = (char)(i % 251);
    g_assert_cmpint(write(fd, bytes, length), ==, (gssize)length);
    g_assert_cmpint(lseek(fd, 0, SEEK_SET), ==, 0);
    unlink(name);
    return fd;
}

static char *
keep(Fixture *fixture, gsize length)
{
    char *token = NULL;
    int fd = upload(length);
    g_autoptr(GError) error = NULL;

    g_assert_true(spool_keep(&fixture->app, ANA, fd, &token, &error));
    g_assert_no_error(error);
    close(fd);
    return token;
}

static void
test_keeps_all_of_it_for_its_user(Fixture *fixture, const void *data)
{
    const gsize LENGTH = 200001;
    g_autofree char *token = keep(fixture, LENGTH);
    g_autofree char *path = spool_path(ANA, token, NULL);
    g_autofree char *contents = NULL;
    gsize length;
    GStatBuf about;

    g_assert_nonnull(path);
    g_assert_true(g_file_get_contents(path, &contents, &length, NULL));
    g_assert_cmpuint(length, ==, LENGTH);
    for (gsize i = 0; i < length; i++)
        g_assert_cmpuint((guchar)contents[i], ==, i % 251);
    g_assert_cmpint(g_stat(path, &about), ==, 0);
    g_assert_cmpuint(about.st_mode & 0777, ==, 0600);

    g_assert_null(spool_path(JO, token, NULL));
    spool_drop(JO, token);
    g_assert_true(g_file_test(path, G_FILE_TEST_EXISTS));
    spool_drop(ANA, token);
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

static void
test_what_is_no_token_leads_nowhere(Fixture *fixture, const void *data)
{
    static const char *const WRONG[] = {
        NULL,
        "",
        "x",
        "../../etc/passwd",
        "0123456789abcdef0123456789abcde/",
        "0123456789ABCDEF0123456789ABCDEF",
        "0123456789abcdef0123456789abcdef",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(spool_path(ANA, WRONG[i], &error));
        g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_NOT_FOUND);
        spool_drop(ANA, WRONG[i]);
    }
}

static void
test_forgets_after_an_hour(Fixture *fixture, const void *data)
{
    g_autofree char *old = keep(fixture, 10);

    world_virtual_set(fixture->world, START_US + 50 * MINUTE_US);
    g_autofree char *young = keep(fixture, 10);
    g_autofree char *path = spool_path(ANA, old, NULL);
    g_assert_nonnull(path);

    world_virtual_set(fixture->world, START_US + 70 * MINUTE_US);
    g_autofree char *newest = keep(fixture, 10);
    g_assert_null(spool_path(ANA, old, NULL));
    g_autofree char *kept = spool_path(ANA, young, NULL);
    g_assert_nonnull(kept);
    spool_drop(ANA, young);
    spool_drop(ANA, newest);
}

int
main(int argc, char **argv)
{
    g_autofree char *folder = g_dir_make_tmp("spool-test-XXXXXX", NULL);

    g_setenv("TMPDIR", folder, TRUE);
    g_test_init(&argc, &argv, NULL);
    g_test_add("/web/spool/keeps-all-for-its-user", Fixture, NULL, set_up,
               test_keeps_all_of_it_for_its_user, tear_down);
    g_test_add("/web/spool/no-token", Fixture, NULL, set_up, test_what_is_no_token_leads_nowhere,
               tear_down);
    g_test_add("/web/spool/an-hour", Fixture, NULL, set_up, test_forgets_after_an_hour, tear_down);
    int status = g_test_run();
    g_rmdir(folder);
    return status;
}
