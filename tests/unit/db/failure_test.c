/* What goes wrong with databases, and what the person is told. */
#include <glib/gstdio.h>
#include <string.h>

#include "fixture/fixture.h"

/* Asserts code and two words of the message, then clears it. */
static void
expect(GError **error, SeventhError code, const char *word, const char *other)
{
    g_assert_error(*error, SEVENTH_ERROR, (int)code);
    g_test_message("%s", (*error)->message);
    g_assert_nonnull(strstr((*error)->message, word));
    g_assert_nonnull(strstr((*error)->message, other));
    g_clear_error(error);
}

static void
test_urls(void)
{
    GError *error = NULL;

    g_assert_null(db_open("mysql://x", &FIXTURE_CATALOG, 1, &error));
    expect(&error, SEVENTH_ERROR_INVALID, "mysql://x", "sqlite:PATH");
    g_assert_null(db_open("sqlite::memory:", &FIXTURE_CATALOG, 1, &error));
    expect(&error, SEVENTH_ERROR_INVALID, ":memory:", "file");
    g_assert_null(db_open("sqlite:/no/such/folder/x.db", &FIXTURE_CATALOG, 1, &error));
    expect(&error, SEVENTH_ERROR_IO, "/no/such/folder/x.db", "folder");
    g_assert_null(db_open("postgresql:///x?host=/no/such/folder", &FIXTURE_CATALOG, 1, &error));
    expect(&error, SEVENTH_ERROR_UNAVAILABLE, "/no/such/folder", "running");
}

static void
test_not_a_database(void)
{
    g_autoptr(TestDatabase) database = test_database_new("sqlite");
    const char *path = database->url + strlen("sqlite:");
    g_autofree char *text = g_strnfill(5000, 'x');
    g_autofree char *after = NULL;
    GError *error = NULL;

    g_assert_true(g_file_set_contents(path, text, -1, &error));
    g_assert_null(db_open(database->url, &FIXTURE_CATALOG, 1, &error));
    expect(&error, SEVENTH_ERROR_IO, path, "not a database");
    g_assert_true(g_file_get_contents(path, &after, NULL, NULL));
    g_assert_cmpstr(after, ==, text); /* somebody's file is left alone */
}

/* A page in the middle is overwritten: reading it says so, with the path. */
static void
test_damaged(Fixture *fixture)
{
    const char *path = fixture->database->url + strlen("sqlite:");
    g_autofree char *content = NULL;
    g_autofree char *label = g_strnfill(900, 'x');
    gsize length;
    GError *error = NULL;
    DbConn *conn = fixture_writer(fixture);
    g_auto(SqlThingCountRow) row = { 0 };

    for (int i = 0; i < 500; i++) {
        g_autofree char *key = g_strdup_printf("%d", i);
        fixture_add_thing(conn, key, label);
    }
    db_release(conn);
    g_clear_pointer(&fixture->db, db_close);
    g_assert_true(g_file_get_contents(path, &content, &length, NULL));
    memset(content + 4096, 0xa5, length - 4096);
    g_assert_true(g_file_set_contents(path, content, (gssize)length, NULL));

    fixture->db = db_open(fixture->database->url, &FIXTURE_CATALOG, 1, &error);
    g_assert_no_error(error);
    conn = fixture_writer(fixture);
    g_assert_false(sql_thing_count(conn, &row, NULL, &error));
    expect(&error, SEVENTH_ERROR_IO, path, "restore a backup");
    db_release(conn);
}

static void
test_private_file(Fixture *fixture)
{
    const char *path = fixture->database->url + strlen("sqlite:");
    GStatBuf status;

    g_assert_cmpint(g_stat(path, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 0777, ==, 0600);
}

static void
test_disk_full(Fixture *fixture)
{
    g_autofree char *label = g_strnfill(900, 'x');
    GError *error = NULL;
    DbConn *conn = fixture_writer(fixture);
    bool ok = true;

    fixture_add_thing(conn, "before", NULL);
    g_assert_true(db_exec_script(conn, "PRAGMA max_page_count=40", &error));
    g_assert_true(db_begin(conn, &error));
    for (int i = 0; ok && i < 1000; i++) {
        g_autofree char *key = g_strdup_printf("%d", i);
        const SqlThingInsertParams params = { .workspace_id = 1, .key = key, .label = label };

        ok = sql_thing_insert(conn, &params, NULL, &error);
    }
    g_assert_false(ok);
    expect(&error, SEVENTH_ERROR_LIMIT, "disk", "free some space");
    g_assert_false(db_commit(conn, &error));
    expect(&error, SEVENTH_ERROR_LIMIT, "rolled back", "disk");

    /* Nothing half-written, and it goes on when there is space. */
    g_assert_cmpint(fixture_count_things(conn), ==, 1);
    g_assert_true(db_exec_script(conn, "PRAGMA max_page_count=4000", &error));
    fixture_add_thing(conn, "after", NULL);
    db_release(conn);
}

/* Somebody else's write lock: waited for, then "try again". */
static void
test_busy(Fixture *fixture)
{
    GError *error = NULL;
    g_autoptr(Db) other = db_open(fixture->database->url, &FIXTURE_CATALOG, 1, &error);
    DbConn *mine = fixture_writer(fixture);
    DbConn *theirs = db_acquire(other, DB_WRITE, &error);

    g_assert_no_error(error);
    g_assert_true(db_begin(mine, &error));
    g_assert_true(db_exec_script(theirs, "PRAGMA busy_timeout=50", &error));
    g_assert_false(db_begin(theirs, &error));
    expect(&error, SEVENTH_ERROR_UNAVAILABLE, "another process", "try again");
    g_assert_false(db_in_transaction(theirs));
    db_rollback(mine);
    g_assert_true(db_begin(theirs, &error));
    g_assert_true(db_commit(theirs, &error));
    db_release(mine);
    db_release(theirs);
}

static void
test_reader_must_not_write(Fixture *fixture)
{
    GError *error = NULL;
    DbConn *conn = db_acquire(fixture->db, DB_READ, &error);
    const SqlThingAddParams params = { "x", 1 };
    g_auto(SqlThingAddRow) row = { 0 };

    g_assert_no_error(error);
    g_assert_false(sql_thing_add(conn, &params, &row, NULL, &error));
    expect(&error, SEVENTH_ERROR_IO, "thing_add", "read");
    db_release(conn);
}

/* --- PostgreSQL: connections that die --------------------------------------------------------- */

static void
kill_others(Fixture *fixture)
{
    GError *error = NULL;
    g_autoptr(Db) killer = db_open(fixture->database->url, NULL, 0, &error);
    DbConn *conn;

    g_assert_no_error(error);
    conn = db_acquire(killer, DB_WRITE, &error);
    db_exec_script(conn,
                   "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                   " WHERE application_name = current_schema() AND pid <> pg_backend_pid()",
                   &error);
    g_assert_no_error(error);
    db_release(conn);
}

/* A connection by which kill_others() finds it. */
static DbConn *
victim(Fixture *fixture)
{
    g_autofree char *sql =
        g_strdup_printf("SET application_name = '%s'", fixture->database->schema);
    DbConn *conn = fixture_writer(fixture);

    db_exec_script(conn, sql, NULL);
    return conn;
}

static void
test_killed_in_transaction(Fixture *fixture)
{
    GError *error = NULL;
    DbConn *conn = victim(fixture);
    const SqlThingInsertParams params = { .workspace_id = 1, .key = "two" };

    g_assert_true(db_begin(conn, &error));
    fixture_add_thing(conn, "one", NULL);
    kill_others(fixture);
    g_assert_false(sql_thing_insert(conn, &params, NULL, &error));
    expect(&error, SEVENTH_ERROR_UNAVAILABLE, "thing_insert", "try again");
    g_assert_false(db_commit(conn, &error));
    expect(&error, SEVENTH_ERROR_UNAVAILABLE, "rolled back", "commit");
    db_release(conn);

    conn = fixture_writer(fixture); /* a new connection, nothing of the old work */
    g_assert_cmpint(fixture_count_things(conn), ==, 0);
    db_release(conn);
}

/* Found dead before the commit was sent: surely not done. */
static void
test_killed_before_commit(Fixture *fixture)
{
    GError *error = NULL;
    DbConn *conn = victim(fixture);

    g_assert_true(db_begin(conn, &error));
    fixture_add_thing(conn, "one", NULL);
    kill_others(fixture);
    g_assert_false(db_commit(conn, &error));
    expect(&error, SEVENTH_ERROR_UNAVAILABLE, "commit", "try again");
    db_release(conn);
}

static void
test_killed_in_pipeline(Fixture *fixture)
{
    GError *error = NULL;
    DbConn *conn = victim(fixture);
    bool ok = true;

    g_assert_true(db_begin(conn, &error));
    for (int i = 0; ok && i < 2000; i++) {
        g_autofree char *key = g_strdup_printf("%d", i);
        const SqlThingInsertParams params = { .workspace_id = 1, .key = key };

        if (i == 700)
            kill_others(fixture);
        ok = sql_thing_insert_later(conn, &params, &error);
    }
    g_assert_false(ok && db_commit(conn, &error));
    expect(&error, SEVENTH_ERROR_UNAVAILABLE, "connection", "try again");
    db_release(conn);
    conn = fixture_writer(fixture);
    g_assert_cmpint(fixture_count_things(conn), ==, 0);
    db_release(conn);
}

/* The backend dies while it commits (a deferred trigger sees to that): nobody knows. */
static void
test_killed_while_committing(Fixture *fixture)
{
    GError *error = NULL;
    DbConn *conn = fixture_writer(fixture);

    db_exec_script(conn,
                   "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                   "  PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;"
                   "CREATE CONSTRAINT TRIGGER die AFTER INSERT ON thing"
                   "  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()",
                   &error);
    g_assert_no_error(error);
    g_assert_true(db_begin(conn, &error));
    fixture_add_thing(conn, "one", NULL);
    g_assert_false(db_commit(conn, &error));
    expect(&error, SEVENTH_ERROR_UNCERTAIN, "may or may not", "look before");
    g_assert_false(db_in_transaction(conn));
    db_release(conn);
}

static void
test_idle_connection_dies(Fixture *fixture)
{
    db_release(victim(fixture));
    kill_others(fixture);
    {
        DbConn *conn = fixture_writer(fixture);
        fixture_add_thing(conn, "one", NULL);
        db_release(conn);
    }
}

static const FixtureCase CASES[] = {
    { "damaged", test_damaged, "sqlite" },
    { "private-file", test_private_file, "sqlite" },
    { "disk-full", test_disk_full, "sqlite" },
    { "busy", test_busy, "sqlite" },
    { "reader-must-not-write", test_reader_must_not_write, "sqlite" },
    { "killed-in-transaction", test_killed_in_transaction, "postgresql" },
    { "killed-before-commit", test_killed_before_commit, "postgresql" },
    { "killed-in-pipeline", test_killed_in_pipeline, "postgresql" },
    { "killed-while-committing", test_killed_while_committing, "postgresql" },
    { "idle-connection-dies", test_idle_connection_dies, "postgresql" },
};

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/db/failure/urls", test_urls);
    g_test_add_func("/db/failure/not-a-database", test_not_a_database);
    fixture_add("db/failure", CASES, G_N_ELEMENTS(CASES));
    return g_test_run();
}
