/* Every statement of the program, on both engines: it prepares, returns the columns it declares,
 * and reads no whole table unless it says why ("-- scan:"). And the schema survives its own
 * upgrade. */
#include <string.h>

#include "store/queries.h"
#include "support/database.h"
#include "support/schema.h"

static Db *
open_migrated(const char *url, gsize count)
{
    g_autoptr(GError) error = NULL;
    Db *db = db_open(url, &STORE_CATALOG, 1, &error);

    g_assert_no_error(error);
    db_migrate(db, STORE_MIGRATIONS, count, NULL, NULL, &error);
    g_assert_no_error(error);
    return db;
}

/* SQLite's way to say that it walks an index over the whole workspace: all of a large table. */
static bool
walks_workspace(const char *plan)
{
    return plan != NULL && strstr(plan, "(workspace_id=?)") != NULL;
}

/* Returns whether the statement is in order; says on the test's output what is wrong with it. */
static bool
check(DbConn *conn, const DbStatement *statement)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *plan = NULL;
    bool scans = db_statement_scans(conn, statement, &plan, &error) || walks_workspace(plan);

    if (error != NULL)
        g_test_message("%s", error->message);
    else if (scans && !statement->may_scan)
        g_test_message(
            "%s reads a whole table; give it an index, or say why in a -- scan: line:\n%s",
            statement->name, plan);
    return error == NULL && (!scans || statement->may_scan);
}

static void
test_statements(gconstpointer engine)
{
    g_autoptr(TestDatabase) database = test_database_new(engine);
    g_autoptr(Db) db = NULL;
    g_autoptr(GError) error = NULL;
    DbConn *conn;
    guint wrong = 0;

    if (database == NULL)
        return;
    db = open_migrated(database->url, STORE_MIGRATION_COUNT);
    conn = db_acquire(db, DB_WRITE, &error);
    g_assert_no_error(error);
    g_assert_cmpint(STORE_CATALOG.count, >, 0);
    for (gsize i = 0; i < STORE_CATALOG.count; i++)
        wrong += !check(conn, STORE_CATALOG.statements[i]);
    db_release(conn);
    g_assert_cmpuint(wrong, ==, 0);
}

/* Plans must not hang on luck: SQLite is told the size of every index (0001_first.sql). */
static void
test_statistics(void)
{
    static const DbColumn NAME[] = { { .name = "name", .type = DB_TEXT } };
    static const DbStatement UNTOLD = {
        .name = "indexes without statistics",
        .sql = { "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name <> "
                 "'schema_version'"
                 " AND name NOT IN (SELECT idx FROM sqlite_stat1 WHERE idx IS NOT NULL)"
                 " AND name NOT IN (SELECT 'sqlite_autoindex_' || name || '_1' FROM sqlite_schema"
                 "                  WHERE sql LIKE '%WITHOUT ROWID%')",
                 NULL },
        .index = DB_UNCACHED,
        .column_count = 1,
        .columns = NAME,
    };
    g_autoptr(TestDatabase) database = test_database_new("sqlite");
    g_autoptr(Db) db = open_migrated(database->url, STORE_MIGRATION_COUNT);
    DbConn *conn = db_acquire(db, DB_READ, NULL);
    g_autoptr(GError) error = NULL;
    guint untold = 0;

    g_autoptr(DbCursor) cursor = db_query(conn, &UNTOLD, NULL, &error);
    g_assert_no_error(error);
    for (; db_cursor_step(cursor, &error) == DB_ROW; untold++)
        g_test_message("index %s needs a line in sqlite_stat1, see 0001_first.sql",
                       db_column_text(cursor, 0, NULL));
    g_assert_no_error(error);
    g_clear_pointer(&cursor, db_cursor_close);
    db_release(conn);
    g_assert_cmpuint(untold, ==, 0);
}

static char *
schema_of(Db *db)
{
    DbConn *conn = db_acquire(db, DB_READ, NULL);
    char *text = test_schema_text(conn);

    db_release(conn);
    return text;
}

/* From each older version the upgrade ends at the schema of a fresh database. */
static void
test_upgrade(gconstpointer engine)
{
    g_autoptr(TestDatabase) database = test_database_new(engine);
    g_autoptr(Db) fresh = NULL;
    g_autofree char *expected = NULL;

    if (database == NULL)
        return;
    fresh = open_migrated(database->url, STORE_MIGRATION_COUNT);
    expected = schema_of(fresh);
    for (gsize version = 1; version < STORE_MIGRATION_COUNT; version++) {
        g_autoptr(TestDatabase) old = test_database_new(engine);
        g_autofree char *got = NULL;
        Db *db;

        db_close(open_migrated(old->url, version));
        db = open_migrated(old->url, STORE_MIGRATION_COUNT);
        got = schema_of(db);
        db_close(db);
        g_assert_cmpstr(got, ==, expected);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/store/sqlite/statements", "sqlite", test_statements);
    g_test_add_data_func("/store/postgresql/statements", "postgresql", test_statements);
    g_test_add_func("/store/sqlite/statistics", test_statistics);
    g_test_add_data_func("/store/sqlite/upgrade", "sqlite", test_upgrade);
    g_test_add_data_func("/store/postgresql/upgrade", "postgresql", test_upgrade);
    return g_test_run();
}
