/* What is due, on PostgreSQL: selected and claimed against the same statements on a bare libpq
 * connection, taking turns, and advanced. Prints medians. Usage: due_postgresql_bench URL (a
 * database of fill.py, see postgresql_bench.py; it is changed). */
#include <libpq-fe.h>
#include <string.h>

#include "due_product.h"
#include "store/queries.h"

#define SELECTS 501
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
    const char *sql = due_statement(name, DB_ENGINE_POSTGRESQL);
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
select_bare(Bench *self)
{
    const int64_t values[] = { self->app->workspace_id, app_now_us(self->app), DUE_BATCH };
    double began_s = bench_now_s();

    bare_exec(self, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    g_assert_cmpint(bare_query(self, "enrollment_due", values, G_N_ELEMENTS(values)), ==,
                    DUE_BATCH);
    bare_exec(self, "COMMIT");
    return bench_now_s() - began_s;
}

static double
claim_bare(Bench *self)
{
    int64_t now_us = app_now_us(self->app);
    const int64_t values[] = { 7, now_us + 5 * MINUTE_US, self->app->workspace_id, now_us,
                               DUE_BATCH };
    double began_s = bench_now_s();

    bare_exec(self, "BEGIN; SET LOCAL synchronous_commit = off");
    g_assert_cmpint(bare_query(self, "enrollment_claim", values, G_N_ELEMENTS(values)), ==,
                    DUE_BATCH);
    bare_exec(self, "COMMIT");
    return bench_now_s() - began_s;
}

static void
bench_select(Bench *self)
{
    double product[SELECTS], bare[SELECTS];

    for (int i = 0; i < SELECTS; i++) {
        product[i] = due_select(self->app) * 1e6;
        bare[i] = select_bare(self) * 1e6;
    }
    bench_print("postgresql: select 500 due", bench_median(product, SELECTS), "us",
                bench_median(bare, SELECTS));
}

/* What was claimed is looked at and due another day: not timed here. */
static void
settle_claimed(Bench *self)
{
    bare_exec(self, DUE_PUT_OFF);
    bare_exec(self, DUE_FORGET_LEASES);
}

static void
bench_claim(Bench *self)
{
    double product[DUE_CLAIMS], bare[DUE_CLAIMS];

    for (int i = 0; i < DUE_CLAIMS; i++) {
        product[i] = due_claim(self->app) * 1e3;
        settle_claimed(self);
        bare[i] = claim_bare(self) * 1e3;
        settle_claimed(self);
    }
    bench_print("postgresql: claim 500", bench_median(product, DUE_CLAIMS), "ms",
                bench_median(bare, DUE_CLAIMS));
}

static void
bench_advance(Bench *self)
{
    double product[ADVANCES];
    AdvanceCount count = { 0 };

    for (int i = 0; i < ADVANCES; i++)
        product[i] = DUE_BATCH / due_advance(self->app, &count);
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
    /* Planned as the product's are: once, by an index. */
    bare_exec(&self, "SET plan_cache_mode = force_generic_plan");
    bare_exec(&self, "SET enable_seqscan = off");
    bare_exec(&self, "SET jit = off");
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
