/* Many readers beside a writer, fair waiting, and several processes (here: pools) at one file. */
#include <string.h>

#include "fixture/fixture.h"

#define READERS 8
#define WRITES 300

typedef struct {
    Db *db;
    gint stop; /* atomic */
    gint reads;
} Shared;

/* Each transaction of the writer adds two things; a reader must never see an odd number. */
static gpointer
read_on(gpointer data)
{
    Shared *shared = data;

    while (!g_atomic_int_get(&shared->stop)) {
        g_autoptr(GError) error = NULL;
        DbConn *conn = db_acquire(shared->db, DB_READ, &error);
        int64_t first, second;

        g_assert_no_error(error);
        g_assert_true(db_begin(conn, &error));
        first = fixture_count_things(conn);
        second = fixture_count_things(conn);
        g_assert_cmpint(first % 2, ==, 0);
        g_assert_cmpint(first, ==, second); /* one snapshot */
        g_assert_true(db_commit(conn, &error));
        db_release(conn);
        g_atomic_int_inc(&shared->reads);
    }
    return NULL;
}

static void
add_pair(Db *db, const char *name, int number)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *first = g_strdup_printf("%s %d a", name, number);
    g_autofree char *second = g_strdup_printf("%s %d b", name, number);
    DbConn *conn = db_acquire(db, DB_WRITE, &error);

    g_assert_no_error(error);
    db_begin(conn, &error);
    g_assert_no_error(error);
    fixture_add_thing(conn, first, NULL);
    fixture_add_thing(conn, second, NULL);
    db_commit(conn, &error);
    g_assert_no_error(error);
    db_release(conn);
}

static void
test_readers(Fixture *fixture)
{
    Shared shared = { .db = fixture->db };
    GThread *threads[READERS]; /* more than the pool has */
    DbConn *conn;

    for (gsize i = 0; i < READERS; i++)
        threads[i] = g_thread_new("reader", read_on, &shared);
    for (int i = 0; i < WRITES; i++)
        add_pair(fixture->db, "pair", i);
    while (g_atomic_int_get(&shared.reads) < READERS)
        g_thread_yield();
    g_atomic_int_set(&shared.stop, 1);
    for (gsize i = 0; i < READERS; i++)
        g_thread_join(threads[i]);
    conn = fixture_writer(fixture);
    g_assert_cmpint(fixture_count_things(conn), ==, 2 * WRITES);
    db_release(conn);
}

static gpointer
write_beside(gpointer data)
{
    const char *url = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = db_open(url, &FIXTURE_CATALOG, 1, &error);

    g_assert_no_error(error);
    for (int i = 0; i < WRITES / 10; i++)
        add_pair(db, "other", i);
    return NULL;
}

static void
test_two_pools(Fixture *fixture)
{
    GThread *other = g_thread_new("other", write_beside, fixture->database->url);
    DbConn *conn;

    for (int i = 0; i < WRITES / 10; i++)
        add_pair(fixture->db, "this", i);
    g_thread_join(other);
    conn = fixture_writer(fixture);
    g_assert_cmpint(fixture_count_things(conn), ==, 4 * (WRITES / 10));
    db_release(conn);
}

/* A WAL that grows past the mark is copied back without a commit having to do it. */
static void
test_checkpoint(Fixture *fixture)
{
    g_autofree char *label = g_strnfill(900, 'x');
    g_autofree char *wal = g_build_filename(fixture->database->folder, "test.db-wal", NULL);
    g_autofree char *content = NULL;
    g_autoptr(GError) error = NULL;
    gsize length = 0;

    for (int batch = 0; batch < 40; batch++) {
        DbConn *conn = fixture_writer(fixture);

        g_assert_true(db_begin(conn, &error));
        for (int i = 0; i < 2500; i++) {
            g_autofree char *key = g_strdup_printf("%d %d", batch, i);
            fixture_add_thing(conn, key, label);
        }
        g_assert_true(db_commit(conn, &error));
        db_release(conn);
    }
    g_assert_true(g_file_get_contents(wal, &content, &length, &error));
    g_test_message("100 MB written, the WAL has %" G_GSIZE_FORMAT " bytes", length);
    g_assert_cmpint(length, <, 64 * 1024 * 1024);
}

static const FixtureCase CASES[] = {
    { "readers", test_readers, NULL },
    { "two-pools", test_two_pools, NULL },
    { "checkpoint", test_checkpoint, "sqlite" },
};

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    fixture_add("db/threads", CASES, G_N_ELEMENTS(CASES));
    return g_test_run();
}
