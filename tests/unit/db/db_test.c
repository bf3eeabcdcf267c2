/* The façade on both engines: what goes in comes out, and failures say what to do. */
#include <math.h>
#include <string.h>

#include "fixture/fixture.h"

static void
test_values(Fixture *fixture)
{
    static const char *const TEXTS[] = {
        "",
        "plain",
        "it's \"quoted\"; DROP TABLE thing; --",
        "$1 :key ? %s \\ \\x00",
        "Grüße 💡 \n\t",
    };
    static const guint8 SECRET[] = { 0, 1, 0xff, 0, '\'' };
    GError *error = NULL;
    DbConn *conn = fixture_writer(fixture);

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_auto(SqlThingByKeyRow) row = { 0 };
        int64_t changed = 0;
        const SqlThingInsertParams params = {
            .workspace_id = 1,
            .key = TEXTS[i],
            .label = TEXTS[i],
            .score = -1.5e300,
            .secret = SECRET,
            .secret_length = sizeof SECRET,
            .due_us = INT64_MAX,
        };

        g_assert_true(sql_thing_insert(conn, &params, &changed, &error));
        g_assert_no_error(error);
        g_assert_cmpint(changed, ==, 1);
        g_assert_true(
            sql_thing_by_key(conn, &(SqlThingByKeyParams){ TEXTS[i], 1 }, &row, NULL, &error));
        g_assert_no_error(error);
        g_assert_cmpstr(row.label, ==, TEXTS[i]);
        g_assert_cmpfloat(row.score, ==, -1.5e300);
        g_assert_cmpmem(row.secret, (int)row.secret_length, SECRET, sizeof SECRET);
        g_assert_cmpint(row.due_us, ==, INT64_MAX);
    }
    db_release(conn);
}

static void
test_nulls(Fixture *fixture)
{
    GError *error = NULL;
    DbConn *conn = fixture_writer(fixture);
    g_auto(SqlThingByKeyRow) row = { 0 };
    g_auto(SqlThingByKeyRow) empty = { 0 };
    const SqlThingInsertParams params = {
        .workspace_id = 1, .key = "empty", .secret = "", .secret_length = 0
    };

    fixture_add_thing(conn, "null", NULL);
    g_assert_true(sql_thing_by_key(conn, &(SqlThingByKeyParams){ "null", 1 }, &row, NULL, &error));
    g_assert_null(row.label);
    g_assert_true(isnan(row.score));
    g_assert_null(row.secret);
    g_assert_cmpint(row.due_us, ==, INSTANT_NONE);

    g_assert_true(sql_thing_insert(conn, &params, NULL, &error));
    g_assert_true(
        sql_thing_by_key(conn, &(SqlThingByKeyParams){ "empty", 1 }, &empty, NULL, &error));
    g_assert_no_error(error);
    g_assert_nonnull(empty.secret);
    g_assert_cmpint(empty.secret_length, ==, 0);
    g_assert_cmpfloat(empty.score, ==, 0);
    db_release(conn);
}

static void
test_not_found(Fixture *fixture)
{
    GError *error = NULL;
    DbConn *conn = fixture_writer(fixture);
    g_auto(SqlThingByKeyRow) row = { 0 };

    g_assert_false(fixture_has_thing(conn, "nobody"));
    g_assert_false(sql_thing_by_key(conn, &(SqlThingByKeyParams){ "x", 1 }, &row, NULL, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_NOT_FOUND);
    g_error_free(error);
    db_release(conn);
}

static void
test_many(Fixture *fixture)
{
    static const char *const EXPECTED[] = { "A", "B", "a", "b", "ä" }; /* by bytes, on both */
    static const char *const ADDED[] = { "b", "ä", "B", "a", "A" };
    GError *error = NULL;
    DbConn *conn = fixture_writer(fixture);
    g_auto(SqlThingCountRow) count = { 0 };
    SqlThingListRow row;
    gsize seen = 0;
    const SqlThingListParams params = { .workspace_id = 1 };

    for (gsize i = 0; i < G_N_ELEMENTS(ADDED); i++)
        fixture_add_thing(conn, ADDED[i], NULL);
    {
        g_autoptr(DbCursor) cursor = sql_thing_list(conn, &params, &error);
        g_autoptr(DbCursor) second = sql_thing_list(conn, &params, &error);

        g_assert_no_error(error);
        g_assert_cmpint(sql_thing_list_next(second, &row, &error), ==, DB_ROW);
        while (sql_thing_list_next(cursor, &row, &error) == DB_ROW) {
            g_assert_cmpstr(row.key, ==, EXPECTED[seen]);
            g_assert_cmpstr(row.label, ==, "no :label; here");
            g_assert_cmpint(row.ten, ==, 10);
            seen++;
        }
        g_assert_no_error(error);
    }
    g_assert_cmpint(seen, ==, G_N_ELEMENTS(EXPECTED));
    g_assert_true(sql_thing_count(conn, &count, NULL, &error));
    g_assert_no_error(error);
    g_assert_cmpint(count.count, ==, 5);
    g_assert_cmpint(count.total, ==, 5);
    g_assert_true(isnan(count.mean));
    db_release(conn);
}

static void
test_transaction(Fixture *fixture)
{
    GError *error = NULL;
    DbConn *conn = fixture_writer(fixture);

    g_assert_true(db_begin(conn, &error));
    fixture_add_thing(conn, "undone", NULL);
    g_assert_true(fixture_has_thing(conn, "undone"));
    db_rollback(conn);
    g_assert_false(fixture_has_thing(conn, "undone"));

    g_assert_true(db_begin(conn, &error));
    fixture_add_thing(conn, "kept", NULL);
    g_assert_true(db_commit(conn, &error));
    g_assert_no_error(error);

    g_assert_true(db_begin_light(conn, &error));
    fixture_add_thing(conn, "light", NULL);
    g_assert_true(db_commit(conn, &error));
    g_assert_no_error(error);

    g_assert_true(db_begin(conn, &error));
    fixture_add_thing(conn, "forgotten", NULL);
    db_release(conn); /* rolls back */

    conn = fixture_writer(fixture);
    g_assert_true(fixture_has_thing(conn, "kept"));
    g_assert_true(fixture_has_thing(conn, "light"));
    g_assert_false(fixture_has_thing(conn, "forgotten"));
    db_release(conn);
}

/* A statement that failed leaves only the rollback, on both engines. */
static void
test_conflict(Fixture *fixture)
{
    GError *error = NULL;
    DbConn *conn = fixture_writer(fixture);
    const SqlThingInsertParams again = { .workspace_id = 1, .key = "one" };
    const SqlThingInsertParams more = { .workspace_id = 1, .key = "two" };
    const SqlPartInsertParams orphan = { .workspace_id = 1, .thing_id = 77, .number = 1 };
    const SqlThingInsertParams no_key = { .workspace_id = 1, .key = NULL };

    fixture_add_thing(conn, "one", NULL);
    g_assert_true(db_begin(conn, &error));
    g_assert_false(sql_thing_insert(conn, &again, NULL, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_CONFLICT);
    g_assert_nonnull(strstr(error->message, "thing"));
    g_assert_nonnull(strstr(error->message, "key"));
    g_clear_error(&error);
    g_assert_false(sql_thing_insert(conn, &more, NULL, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_false(db_commit(conn, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_false(db_in_transaction(conn));
    g_assert_false(fixture_has_thing(conn, "two"));

    g_assert_false(sql_part_insert(conn, &orphan, NULL, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_false(sql_thing_insert(conn, &no_key, NULL, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_true(sql_thing_insert(conn, &more, NULL, &error));
    g_assert_no_error(error);
    db_release(conn);
}

static void
test_later(Fixture *fixture)
{
    GError *error = NULL;
    DbConn *conn = fixture_writer(fixture);
    bool ok = true;

    g_assert_true(db_begin(conn, &error));
    for (int i = 0; i < 1500; i++) {
        g_autofree char *key = g_strdup_printf("key %d", i);
        const SqlThingInsertParams params = { .workspace_id = 1, .key = key };

        g_assert_true(sql_thing_insert_later(conn, &params, &error));
        if (i == 700)
            g_assert_true(fixture_has_thing(conn, "key 700"));
    }
    g_assert_true(db_commit(conn, &error));
    g_assert_no_error(error);
    g_assert_cmpint(fixture_count_things(conn), ==, 1500);

    /* The failure of one shows at the commit at the latest, and undoes all. */
    g_assert_true(db_begin(conn, &error));
    for (int i = 1500; ok && i > 1400; i--) {
        g_autofree char *key = g_strdup_printf("key %d", i);
        const SqlThingInsertParams params = { .workspace_id = 1, .key = key };

        ok = sql_thing_insert_later(conn, &params, &error);
    }
    g_assert_false(ok && db_commit(conn, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_CONFLICT);
    g_clear_error(&error);
    db_rollback(conn);
    g_assert_false(fixture_has_thing(conn, "key 1500"));
    db_release(conn);
}

/* What is asked ahead is answered as if it were asked then, whether somebody asks or not. */
static void
test_ahead(Fixture *fixture)
{
    static const char *const KEYS[] = { "a", "nobody", "b", "never asked" };
    GError *error = NULL;
    DbConn *conn = fixture_writer(fixture);

    fixture_add_thing(conn, "a", "first");
    fixture_add_thing(conn, "b", NULL);
    db_release(conn);
    conn = db_acquire(fixture->db, DB_READ, &error);
    g_assert_no_error(error);
    for (int round = 0; round < 2; round++) {
        g_assert_true(db_begin(conn, &error));
        for (gsize i = 0; i < G_N_ELEMENTS(KEYS); i++)
            g_assert_true(
                sql_thing_by_key_ahead(conn, &(SqlThingByKeyParams){ KEYS[i], 1 }, &error));
        g_assert_true(fixture_has_thing(conn, "b"));
        g_assert_false(fixture_has_thing(conn, "nobody"));
        for (int again = 0; again < 2; again++) {
            g_auto(SqlThingByKeyRow) row = { 0 };
            g_assert_true(
                sql_thing_by_key(conn, &(SqlThingByKeyParams){ "a", 1 }, &row, NULL, &error));
            g_assert_cmpstr(row.label, ==, "first");
        }
        db_rollback(conn);
    }
    db_release(conn);

    /* Nothing is remembered beyond its transaction. */
    conn = fixture_writer(fixture);
    g_assert_true(sql_thing_by_key_ahead(conn, &(SqlThingByKeyParams){ "c", 1 }, &error));
    fixture_add_thing(conn, "c", NULL);
    g_assert_true(fixture_has_thing(conn, "c"));
    db_release(conn);
    conn = db_acquire(fixture->db, DB_READ, &error);
    g_assert_true(db_begin(conn, &error));
    g_assert_true(fixture_has_thing(conn, "c"));
    g_assert_no_error(error);
    db_release(conn);
}

static void
test_rows(Fixture *fixture)
{
    GError *error = NULL;
    DbConn *conn = fixture_writer(fixture);
    SqlThingInsertParams rows[1000];
    char keys[1000][16];
    g_auto(SqlThingByKeyRow) row = { 0 };
    bool found;

    for (int i = 0; i < 1000; i++) {
        g_snprintf(keys[i], sizeof keys[i], "key %d", i);
        rows[i] = (SqlThingInsertParams){
            .workspace_id = 1, .key = keys[i], .score = (double)NAN, .due_us = i
        };
    }
    rows[7].label = "it's \"seven\" $1";
    rows[7].score = 0.5;
    rows[7].secret = "\0x";
    rows[7].secret_length = 2;
    rows[7].due_us = INSTANT_NONE;
    g_assert_true(db_begin(conn, &error));
    g_assert_true(sql_thing_insert_rows(conn, rows, 0, &error));
    g_assert_true(sql_thing_insert_rows(conn, rows, 300, &error));
    g_assert_true(fixture_has_thing(conn, "key 299"));
    g_assert_true(sql_thing_insert_rows(conn, rows + 300, 700, &error));
    g_assert_true(db_commit(conn, &error));
    g_assert_no_error(error);
    g_assert_cmpint(fixture_count_things(conn), ==, 1000);
    g_assert_true(
        sql_thing_by_key(conn, &(SqlThingByKeyParams){ "key 7", 1 }, &row, &found, &error));
    g_assert_cmpstr(row.label, ==, rows[7].label);
    g_assert_cmpfloat(row.score, ==, 0.5);
    g_assert_cmpmem(row.secret, (int)row.secret_length, "\0x", 2);
    g_assert_cmpint(row.due_us, ==, INSTANT_NONE);
    sql_thing_by_key_row_clear(&row);

    /* In their order, so that the first key in order of rows has the least id. */
    g_assert_true(
        sql_thing_by_key(conn, &(SqlThingByKeyParams){ "key 998", 1 }, &row, &found, &error));
    int64_t last_but_one = row.id;
    g_assert_null(row.label);
    g_assert_true(isnan(row.score));
    g_assert_null(row.secret);
    sql_thing_by_key_row_clear(&row);
    g_assert_true(
        sql_thing_by_key(conn, &(SqlThingByKeyParams){ "key 999", 1 }, &row, &found, &error));
    g_assert_cmpint(row.id, ==, last_but_one + 1);

    /* One that cannot be written undoes all, at the commit at the latest. */
    g_assert_true(db_begin(conn, &error));
    rows[0].key = "new";
    g_assert_false(sql_thing_insert_rows(conn, rows, 2, &error) && db_commit(conn, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_CONFLICT);
    g_clear_error(&error);
    db_rollback(conn);
    g_assert_false(fixture_has_thing(conn, "new"));

    /* And the connection serves on. */
    g_assert_true(db_begin(conn, &error));
    g_assert_true(sql_thing_insert_rows(conn, rows, 1, &error));
    g_assert_true(db_commit(conn, &error));
    g_assert_true(fixture_has_thing(conn, "new"));
    db_release(conn);
}

static void
expect_thing(DbConn *conn, const char *key, const char *label, int64_t due_us)
{
    GError *error = NULL;
    g_auto(SqlThingByKeyRow) row = { 0 };
    bool found;

    g_assert_true(sql_thing_by_key(conn, &(SqlThingByKeyParams){ key, 1 }, &row, &found, &error));
    g_assert_true(found);
    g_assert_cmpstr(row.label, ==, label);
    g_assert_cmpint(row.due_us, ==, due_us);
}

/* What all rows have in common, another time something else, and then differ in. */
static void
test_rows_in_common(Fixture *fixture)
{
    GError *error = NULL;
    DbConn *conn = fixture_writer(fixture);
    SqlThingInsertParams rows[10];
    char keys[10][16];

    for (int i = 0; i < 10; i++) {
        g_snprintf(keys[i], sizeof keys[i], "key %d", i);
        rows[i] = (SqlThingInsertParams){ .workspace_id = 1,
                                          .key = keys[i],
                                          .label = i < 3 ? "first" : "second",
                                          .score = 1,
                                          .due_us = i < 3 ? 1 : INSTANT_NONE };
    }
    rows[8].label = NULL;
    rows[9].due_us = 9;
    g_assert_true(db_begin(conn, &error));
    g_assert_true(sql_thing_insert_rows(conn, rows, 3, &error));
    g_assert_true(sql_thing_insert_rows(conn, rows + 3, 3, &error));
    g_assert_true(sql_thing_insert_rows(conn, rows + 6, 4, &error));
    g_assert_true(db_commit(conn, &error));
    expect_thing(conn, "key 2", "first", 1);
    expect_thing(conn, "key 3", "second", INSTANT_NONE);
    expect_thing(conn, "key 7", "second", INSTANT_NONE);
    expect_thing(conn, "key 8", NULL, INSTANT_NONE);
    expect_thing(conn, "key 9", "second", 9);
    g_assert_cmpint(fixture_count_things(conn), ==, 10);
    db_release(conn);
}

static void
test_returning(Fixture *fixture)
{
    GError *error = NULL;
    DbConn *conn = fixture_writer(fixture);
    g_auto(SqlThingAddRow) row = { 0 };
    SqlThingClaimRow claimed;
    const SqlThingInsertParams due = { .workspace_id = 1, .key = "due", .due_us = 5 };
    int64_t id;

    g_assert_true(sql_thing_add(conn, &(SqlThingAddParams){ "new", 1 }, &row, NULL, &error));
    g_assert_no_error(error);
    id = row.id;
    g_assert_cmpint(id, >, 0);
    g_assert_true(sql_thing_insert(conn, &due, NULL, &error));
    g_assert_true(db_begin(conn, &error));
    {
        g_autoptr(DbCursor) cursor = sql_thing_claim(conn, &(SqlThingClaimParams){ 1, 9 }, &error);
        g_assert_cmpint(sql_thing_claim_next(cursor, &claimed, &error), ==, DB_ROW);
        g_assert_cmpint(claimed.id, ==, id + 1);
        g_assert_cmpint(sql_thing_claim_next(cursor, &claimed, &error), ==, DB_DONE);
    }
    g_assert_true(db_commit(conn, &error));
    g_assert_no_error(error);
    db_release(conn);
}

static bool
scans(DbConn *conn, const DbStatement *statement)
{
    g_autofree char *detail = NULL;
    GError *error = NULL;
    bool found = db_statement_scans(conn, statement, &detail, &error);

    g_assert_no_error(error);
    g_assert_nonnull(detail);
    return found;
}

static void
test_scans(Fixture *fixture)
{
    DbConn *conn = fixture_writer(fixture);
    GError *error = NULL;

    g_assert_true(scans(conn, &SQL_THING_BY_LABEL));
    g_assert_false(SQL_THING_BY_LABEL.may_scan);
    g_assert_true(scans(conn, &SQL_THING_COUNT));
    g_assert_true(SQL_THING_COUNT.may_scan);
    g_assert_false(scans(conn, &SQL_THING_BY_KEY));
    g_assert_false(scans(conn, &SQL_THING_LIST));
    g_assert_false(scans(conn, &SQL_THING_DUE));
    g_assert_false(scans(conn, &SQL_THING_INSERT));
    g_assert_false(scans(conn, &SQL_THING_RELABEL));
    g_assert_false(db_statement_scans(conn, &SQL_PART_WRONG_ROW, NULL, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
    g_error_free(error);
    db_release(conn);
}

static const FixtureCase CASES[] = {
    { "values", test_values, NULL },
    { "nulls", test_nulls, NULL },
    { "not-found", test_not_found, NULL },
    { "many", test_many, NULL },
    { "transaction", test_transaction, NULL },
    { "conflict", test_conflict, NULL },
    { "later", test_later, NULL },
    { "ahead", test_ahead, NULL },
    { "rows", test_rows, NULL },
    { "rows-in-common", test_rows_in_common, NULL },
    { "returning", test_returning, NULL },
    { "scans", test_scans, NULL },
};

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    fixture_add("db", CASES, G_N_ELEMENTS(CASES));
    return g_test_run();
}
