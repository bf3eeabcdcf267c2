/* What is due, on PostgreSQL: selected and claimed against the same statements on a bare libpq
 * connection, taking turns, and advanced. Prints medians. Usage: due_postgresql_bench URL (a
 * database of fill.py, see postgresql_bench.py; it is changed). */
#include <libpq-fe.h>
#include <string.h>

#include "app/advance.h"
#include "bench.h"
#include "store/queries.h"

#define BATCH 500
#define SELECTS 501
#define CLAIMS 41
#define ADVANCES 15
#define MAX_INTS 5

typedef struct {
    App *app;
    PGconn *bare;
} Bench;

static void
check(bool fine, const GError *error)
{
    if (!fine)
        g_error("due_postgresql_bench: %s", error->message);
}

static void
bare_exec(Bench *self, const char *sql)
{
    PGresult *result = PQexec(self->bare, sql);

    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        g_error("%s: %s", sql, PQerrorMessage(self->bare));
    PQclear(result);
}

/* The product's own text of a statement, prepared on the bare connection under its name. */
static void
bare_prepare(Bench *self, const char *name)
{
    const char *sql = NULL;

    for (gsize i = 0; i < STORE_CATALOG.count; i++)
        if (strcmp(STORE_CATALOG.statements[i]->name, name) == 0)
            sql = STORE_CATALOG.statements[i]->sql[DB_ENGINE_POSTGRESQL];
    g_assert_nonnull(sql);
    PGresult *result = PQprepare(self->bare, name, sql, 0, NULL);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        g_error("%s: %s", name, PQerrorMessage(self->bare));
    PQclear(result);
}

static int
bare_query(Bench *self, const char *name, const int64_t *values, int count)
{
    char texts[MAX_INTS][24];
    const char *params[MAX_INTS];

    for (int i = 0; i < count; i++) {
        g_snprintf(texts[i], sizeof texts[i], "%" G_GINT64_FORMAT, values[i]);
        params[i] = texts[i];
    }
    PGresult *result = PQexecPrepared(self->bare, name, count, params, NULL, NULL, 0);
    if (PQresultStatus(result) != PGRES_TUPLES_OK)
        g_error("%s: %s", name, PQerrorMessage(self->bare));
    int rows = PQntuples(result);
    PQclear(result);
    return rows;
}

static double
select_product(Bench *self)
{
    SqlEnrollmentDueParams params = { .workspace_id = self->app->workspace_id,
                                      .now_us = app_now_us(self->app),
                                      .n = BATCH };
    SqlEnrollmentDueRow row;
    g_autoptr(GError) error = NULL;
    int rows = 0;
    double began_s = bench_now_s();

    g_autoptr(AppTransaction) read = app_read_begin(self->app, &error);
    check(read != NULL, error);
    g_autoptr(DbCursor) cursor = sql_enrollment_due(read->conn, &params, &error);
    while (cursor != NULL && sql_enrollment_due_next(cursor, &row, &error) == DB_ROW)
        rows++;
    check(error == NULL, error);
    g_clear_pointer(&cursor, db_cursor_close);
    g_clear_pointer(&read, app_transaction_free);
    double took_s = bench_now_s() - began_s;
    g_assert_cmpint(rows, ==, BATCH);
    return took_s;
}

static double
select_bare(Bench *self)
{
    const int64_t values[] = { self->app->workspace_id, app_now_us(self->app), BATCH };
    double began_s = bench_now_s();

    bare_exec(self, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    g_assert_cmpint(bare_query(self, "enrollment_due", values, G_N_ELEMENTS(values)), ==, BATCH);
    bare_exec(self, "COMMIT");
    return bench_now_s() - began_s;
}

static double
claim_product(Bench *self)
{
    Instant now_us = app_now_us(self->app);
    SqlEnrollmentClaimParams params = { .token = 7,
                                        .lease_until_us = now_us + 5 * MINUTE_US,
                                        .workspace_id = self->app->workspace_id,
                                        .now_us = now_us,
                                        .n = BATCH };
    SqlEnrollmentClaimRow row;
    g_autoptr(GError) error = NULL;
    int rows = 0;
    double began_s = bench_now_s();

    g_autoptr(AppTransaction) write = app_light_begin(self->app, &error);
    check(write != NULL, error);
    g_autoptr(DbCursor) cursor = sql_enrollment_claim(write->conn, &params, &error);
    while (cursor != NULL && sql_enrollment_claim_next(cursor, &row, &error) == DB_ROW)
        rows++;
    check(error == NULL, error);
    g_clear_pointer(&cursor, db_cursor_close);
    check(app_commit(write, &error), error);
    g_clear_pointer(&write, app_transaction_free);
    double took_s = bench_now_s() - began_s;
    g_assert_cmpint(rows, ==, BATCH);
    return took_s;
}

static double
claim_bare(Bench *self)
{
    int64_t now_us = app_now_us(self->app);
    const int64_t values[] = { 7, now_us + 5 * MINUTE_US, self->app->workspace_id, now_us, BATCH };
    double began_s = bench_now_s();

    bare_exec(self, "BEGIN; SET LOCAL synchronous_commit = off");
    g_assert_cmpint(bare_query(self, "enrollment_claim", values, G_N_ELEMENTS(values)), ==, BATCH);
    bare_exec(self, "COMMIT");
    return bench_now_s() - began_s;
}

static void
bench_select(Bench *self)
{
    double product[SELECTS], bare[SELECTS];

    for (int i = 0; i < SELECTS; i++) {
        product[i] = select_product(self) * 1e6;
        bare[i] = select_bare(self) * 1e6;
    }
    bench_print("postgresql: select 500 due", bench_median(product, SELECTS), "us",
                bench_median(bare, SELECTS));
}

/* What was claimed is looked at and due another day: not timed here. */
static void
settle_claimed(Bench *self)
{
    bare_exec(self, "UPDATE enrollments SET due_us = due_us + 31536000000000 WHERE id IN "
                    "(SELECT enrollment_id FROM enrollment_leases)");
    bare_exec(self, "DELETE FROM enrollment_leases");
}

static void
bench_claim(Bench *self)
{
    double product[CLAIMS], bare[CLAIMS];

    for (int i = 0; i < CLAIMS; i++) {
        product[i] = claim_product(self) * 1e3;
        settle_claimed(self);
        bare[i] = claim_bare(self) * 1e3;
        settle_claimed(self);
    }
    bench_print("postgresql: claim 500", bench_median(product, CLAIMS), "ms",
                bench_median(bare, CLAIMS));
}

static void
bench_advance(Bench *self)
{
    double product[ADVANCES];
    AdvanceCount count = { 0 };

    for (int i = 0; i < ADVANCES; i++) {
        g_autoptr(GError) error = NULL;
        int64_t before = count.claimed;
        double began_s = bench_now_s();
        check(advance_due(self->app, BATCH, &count, &error), error);
        product[i] = BATCH / (bench_now_s() - began_s);
        g_assert_cmpint(count.claimed - before, ==, BATCH);
    }
    bench_print("postgresql: advance", bench_median(product, ADVANCES), "enrollments/s", 0);
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    Instant now_us;

    if (argc != 2)
        g_error("usage: due_postgresql_bench URL");
    instant_parse("2026-12-15T14:00:00Z", &now_us, &error); /* a Tuesday when 80,000 are due */
    World *world = world_virtual_new(now_us, 7);
    AppOptions options = { .db_url = argv[1], .world = world, .must_exist = true };
    Bench self = { .app = app_open(&options, &error), .bare = PQconnectdb(argv[1]) };
    check(self.app != NULL, error);
    if (PQstatus(self.bare) != CONNECTION_OK)
        g_error("%s", PQerrorMessage(self.bare));
    bare_prepare(&self, "enrollment_due");
    bare_prepare(&self, "enrollment_claim");
    bench_select(&self);
    bench_claim(&self);
    bench_advance(&self);
    PQfinish(self.bare);
    app_close(self.app);
    world_virtual_free(world);
    return 0;
}
