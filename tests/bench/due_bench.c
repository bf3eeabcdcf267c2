/* What is due: selected, claimed and advanced, against the same statements on a bare SQLite
 * connection. Takes turns with the bare one, so that a busy machine disturbs both alike; prints
 * medians. Usage: due_bench FILE (a database of fill.py; it is changed).
 *
 * The bare side of "advance" runs, for other rows of the same kind, the statements without which no
 * engine could do the work: it reads the person, the past and what is open, writes a touch and its
 * ledger row, and settles the enrollment, in transactions as large as the product's. It decides
 * nothing, renders nothing, and copies no column. */
#include <sqlite3.h>
#include <string.h>

#include "app/work.h"
#include "due_product.h"
#include "store/queries.h"

#define SELECTS 1001
#define ADVANCES 21
#define CHUNK 64

typedef struct {
    App *app;
    sqlite3 *bare;
    GHashTable *prepared; /* name -> sqlite3_stmt * */
} Bench;

static void
check(bool fine, const GError *error)
{
    if (!fine)
        g_error("due_bench: %s", error->message);
}

/* The product's own text of a statement, prepared on the bare connection. */
static sqlite3_stmt *
bare_statement(Bench *self, const char *name)
{
    sqlite3_stmt *made = g_hash_table_lookup(self->prepared, name);

    if (made == NULL) {
        const char *sql = due_statement(name, DB_ENGINE_SQLITE);
        if (sqlite3_prepare_v2(self->bare, sql, -1, &made, NULL) != SQLITE_OK)
            g_error("%s: %s", name, sqlite3_errmsg(self->bare));
        g_hash_table_insert(self->prepared, (gpointer)name, made);
    }
    return made;
}

/* Binds whole numbers to $1.. and NULL to the rest. */
#define bare_bind(self, name, ...)                                                   \
    bare_bind_ints(bare_statement((self), (name)), (const int64_t[]){ __VA_ARGS__ }, \
                   sizeof((const int64_t[]){ __VA_ARGS__ }) / sizeof(int64_t))

static sqlite3_stmt *
bare_bind_ints(sqlite3_stmt *made, const int64_t *values, gsize count)
{
    for (gsize i = 0; i < count; i++)
        sqlite3_bind_int64(made, (int)i + 1, values[i]);
    return made;
}

static int
bare_run(sqlite3_stmt *made)
{
    int rows = 0, code;

    while ((code = sqlite3_step(made)) == SQLITE_ROW)
        rows++;
    if (code != SQLITE_DONE)
        g_error("%s: %s", sqlite3_sql(made), sqlite3_errmsg(sqlite3_db_handle(made)));
    sqlite3_reset(made);
    return rows;
}

static void
bare_exec(Bench *self, const char *sql)
{
    if (sqlite3_exec(self->bare, sql, NULL, NULL, NULL) != SQLITE_OK)
        g_error("%s: %s", sql, sqlite3_errmsg(self->bare));
}

/* --- select ----------------------------------------------------------------------------------- */

static double
select_bare(Bench *self)
{
    int64_t now_us = app_now_us(self->app), sum = 0;
    int rows = 0;
    double began_s = bench_now_s();
    sqlite3_stmt *made =
        bare_bind(self, "enrollment_due", self->app->workspace_id, now_us, (int64_t)DUE_BATCH);

    while (sqlite3_step(made) == SQLITE_ROW) {
        sum += sqlite3_column_int64(made, 0) + sqlite3_column_int64(made, 1);
        rows++;
    }
    sqlite3_reset(made);
    double took_s = bench_now_s() - began_s;
    g_assert_cmpint(rows, ==, DUE_BATCH);
    g_assert_cmpint(sum, !=, 0);
    return took_s;
}

/* --- claim ------------------------------------------------------------------------------------ */

/* Appends the enrollments' ids to `claimed`, unless it is NULL. */
static double
claim_bare(Bench *self, GArray *claimed)
{
    int64_t now_us = app_now_us(self->app);
    double began_s = bench_now_s();
    int rows = 0;

    bare_exec(self, "BEGIN IMMEDIATE");
    sqlite3_stmt *made = bare_bind(self, "enrollment_claim", INT64_C(7), now_us + 5 * MINUTE_US,
                                   self->app->workspace_id, now_us, (int64_t)DUE_BATCH);
    for (; sqlite3_step(made) == SQLITE_ROW; rows++) {
        int64_t id = sqlite3_column_int64(made, 0);
        if (claimed != NULL)
            g_array_append_val(claimed, id);
    }
    sqlite3_reset(made);
    bare_exec(self, "COMMIT");
    double took_s = bench_now_s() - began_s;
    g_assert_cmpint(rows, ==, DUE_BATCH);
    return took_s;
}

/* --- advance ---------------------------------------------------------------------------------- */

static void
bind_text(sqlite3_stmt *made, int place, const char *text)
{
    sqlite3_bind_text(made, place, text, -1, SQLITE_STATIC);
}

static void
advance_bare_row(Bench *self, int64_t enrollment_id)
{
    int64_t workspace_id = self->app->workspace_id, now_us = app_now_us(self->app);
    static const char *const READS[] = { "prospect_get", "touch_history_of", "touch_open_of",
                                         "promise_of" };
    static const char REASONS[] = "[{\"code\":\"step_due\",\"text\":\"Step 2 of 8 is due.\"}]";

    sqlite3_stmt *claimed =
        bare_bind(self, "enrollment_claimed", workspace_id, enrollment_id, INT64_C(7));
    g_assert_cmpint(sqlite3_step(claimed), ==, SQLITE_ROW);
    int64_t prospect_id = sqlite3_column_int64(claimed, 1);
    sqlite3_reset(claimed);
    for (gsize i = 0; i < G_N_ELEMENTS(READS); i++)
        bare_run(bare_bind(self, READS[i], workspace_id, prospect_id));
    sqlite3_stmt *touch = bare_bind(self, "touch_insert", workspace_id, prospect_id, enrollment_id,
                                    INT64_C(1), INT64_C(2), INT64_C(2));
    bind_text(touch, 9, "call");
    sqlite3_bind_int64(touch, 10, 0);
    bind_text(touch, 11, "task");
    for (int place = 12; place <= 15; place++)
        sqlite3_bind_int64(touch, place, place == 12 ? 2 : now_us + 2 * DAY_US);
    bind_text(touch, 23, REASONS);
    sqlite3_bind_int64(touch, 25, now_us);
    bare_run(touch);
    sqlite3_stmt *ledger =
        bare_bind(self, "ledger_insert", workspace_id, prospect_id, now_us, now_us);
    bind_text(ledger, 5, "task");
    sqlite3_bind_int64(ledger, 6, sqlite3_last_insert_rowid(self->bare));
    sqlite3_bind_int64(ledger, 7, enrollment_id);
    bind_text(ledger, 9, "call");
    bind_text(ledger, 14, REASONS);
    bare_run(ledger);
    bare_run(bare_bind(self, "enrollment_settle", INT64_C(2), now_us + 2 * DAY_US, workspace_id,
                       enrollment_id));
    g_assert_cmpint(sqlite3_changes(self->bare), ==, 1);
    bare_run(bare_bind(self, "enrollment_lease_end", workspace_id, enrollment_id, INT64_C(7)));
}

static double
advance_bare(Bench *self)
{
    g_autoptr(GArray) claimed = g_array_new(FALSE, FALSE, sizeof(int64_t));
    double began_s = bench_now_s();

    claim_bare(self, claimed);
    for (guint first = 0; first < DUE_BATCH; first += CHUNK) {
        bare_exec(self, "BEGIN IMMEDIATE");
        for (guint i = first; i < MIN(first + CHUNK, DUE_BATCH); i++)
            advance_bare_row(self, g_array_index(claimed, int64_t, i));
        bare_exec(self, "COMMIT");
    }
    return bench_now_s() - began_s;
}

/* --- all -------------------------------------------------------------------------------------- */

static void
bench_select(Bench *self)
{
    double *product = g_new(double, SELECTS), *bare = g_new(double, SELECTS);

    for (int i = 0; i < SELECTS; i++) {
        product[i] = due_select(self->app) * 1e6;
        bare[i] = select_bare(self) * 1e6;
    }
    bench_print("due: select 500", bench_median(product, SELECTS), "us",
                bench_median(bare, SELECTS));
    g_free(product);
    g_free(bare);
}

/* What was claimed is looked at and due another day: not timed here. */
static void
settle_claimed(Bench *self)
{
    bare_exec(self, "BEGIN IMMEDIATE");
    bare_exec(self, DUE_PUT_OFF);
    bare_exec(self, DUE_FORGET_LEASES);
    bare_exec(self, "COMMIT");
}

static void
bench_claim(Bench *self)
{
    double product[DUE_CLAIMS], bare[DUE_CLAIMS];

    for (int i = 0; i < DUE_CLAIMS; i++) {
        product[i] = due_claim(self->app) * 1e3;
        settle_claimed(self);
        bare[i] = claim_bare(self, NULL) * 1e3;
        settle_claimed(self);
    }
    bench_print("due: claim 500", bench_median(product, DUE_CLAIMS), "ms",
                bench_median(bare, DUE_CLAIMS));
}

/* Each begins with an empty WAL: neither copies back what the other wrote. Not timed. */
static void
copy_back(Bench *self)
{
    sqlite3_wal_checkpoint_v2(self->bare, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

static void
bench_advance(Bench *self)
{
    double product[ADVANCES], bare[ADVANCES];
    AdvanceCount count = { 0 };

    for (int i = 0; i < ADVANCES; i++) {
        copy_back(self);
        product[i] = DUE_BATCH / due_advance(self->app, &count);
        copy_back(self);
        bare[i] = DUE_BATCH / advance_bare(self);
    }
    bench_print("due: advance", bench_median(product, ADVANCES), "enrollments/s",
                bench_median(bare, ADVANCES));
    printf("# of %" G_GINT64_FORMAT " advanced: %" G_GINT64_FORMAT " tasks, %" G_GINT64_FORMAT
           " mails, %" G_GINT64_FORMAT " moved, %" G_GINT64_FORMAT " held\n",
           count.claimed, count.tasks_created, count.queued, count.moved, count.held);
}

/* A round of the worker when nothing is due. */
static void
bench_idle(Bench *self, World *world, Instant quiet_us)
{
    double rounds[ADVANCES];
    g_autoptr(Worker) worker = worker_new(self->app);
    WorkCount count = { 0 };
    g_autoptr(GError) error = NULL;

    world_virtual_set(world, quiet_us);
    for (int i = 0; i < ADVANCES; i++) {
        double began_s = bench_now_s();
        check(worker_round(worker, &count, &error), error);
        rounds[i] = (bench_now_s() - began_s) * 1e3;
    }
    g_assert_cmpint(count.advance.claimed, ==, 0);
    bench_print("due: idle round, 20 mailboxes", bench_median(rounds, ADVANCES), "ms", 0);
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    Instant filled_us, now_us;

    if (argc != 2)
        g_error("usage: due_bench FILE");
    instant_parse("2026-11-23T10:00:00Z", &filled_us, &error);
    instant_parse("2026-11-24T14:00:00Z", &now_us, &error);
    g_autofree char *url = g_strconcat("sqlite:", argv[1], NULL);
    World *world = world_virtual_new(filled_us, 7);
    AppOptions options = { .db_url = url, .world = world, .must_exist = true };
    Bench self = { .app = app_open(&options, &error),
                   .prepared = g_hash_table_new(g_str_hash, g_str_equal) };
    check(self.app != NULL, error);
    if (sqlite3_open(argv[1], &self.bare) != SQLITE_OK)
        g_error("%s: %s", argv[1], sqlite3_errmsg(self.bare));
    bare_exec(&self, "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;"
                     "PRAGMA wal_autocheckpoint=0; PRAGMA busy_timeout=10000");
    bench_idle(&self, world, filled_us);
    world_virtual_set(world, now_us);
    bench_select(&self);
    bench_claim(&self);
    bench_advance(&self);

    GHashTableIter each;
    gpointer made;
    g_hash_table_iter_init(&each, self.prepared);
    while (g_hash_table_iter_next(&each, NULL, &made))
        sqlite3_finalize(made);
    g_hash_table_unref(self.prepared);
    sqlite3_close(self.bare);
    app_close(self.app);
    world_virtual_free(world);
    return 0;
}
