/* Planning a whole company, on one core, against a bare loop that reads the very same rows, writes
 * as much and decides nothing.
 *
 * `replan`: everybody who is in a sequence is read, planned and written back, in transactions of a
 * thousand; both sides take turns, a thousand each. `plan`: the command, all touches of the next 30
 * days in order of time as JSON lines, and, alone, the most memory it took. Both by the clock and
 * by processor time, which other work on the machine disturbs little.
 *
 * Usage: replan_bench FILE [replan|plan] (a database of fill.py; it is changed). A million people
 * take about a minute and a half for `replan`, five for `plan`. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "app/operation.h"
#include "app/snapshot.h"
#include "bench.h"
#include "store/queries.h"

#define BLOCK 1000

typedef struct {
    int64_t id, prospect_id;
} Open;

typedef struct {
    App *app;
    sqlite3 *bare;
    int64_t after;   /* the last enrollment taken */
    GArray *block;   /* Open */
    int64_t bytes;   /* read by the bare side, so that nothing is left out */
    long by_kind[4]; /* PlanKind */
    long planned;
    FILE *sink;
    long rows;
    gsize row_bytes;
} Bench;

/* Time by the clock and of the processor, taken together. */
typedef struct {
    double clock_s, cpu_s;
} Taken;

static Taken
now(void)
{
    struct timespec cpu;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
    return (Taken){ bench_now_s(), (double)cpu.tv_sec + 1e-9 * (double)cpu.tv_nsec };
}

static void
add_since(Taken *sum, Taken began)
{
    Taken ended = now();

    sum->clock_s += ended.clock_s - began.clock_s;
    sum->cpu_s += ended.cpu_s - began.cpu_s;
}

/* Enrollments a second on both sides. */
static void
print_rates(const char *name, long count, Taken ours, Taken bare)
{
    g_autofree char *by_cpu = g_strconcat(name, ", processor time", NULL);

    bench_print(name, (double)count / ours.clock_s, "enrollments/s", (double)count / bare.clock_s);
    bench_print(by_cpu, (double)count / ours.cpu_s, "enrollments/s", (double)count / bare.cpu_s);
}

static void
check(bool fine, const GError *error)
{
    if (!fine)
        g_error("replan_bench: %s", error->message);
}

/* The product's own text of a statement. */
static sqlite3_stmt *
prepare(Bench *self, const char *name)
{
    sqlite3_stmt *made = NULL;

    for (gsize i = 0; i < STORE_CATALOG.count; i++) {
        const DbStatement *statement = STORE_CATALOG.statements[i];
        if (strcmp(statement->name, name) == 0 &&
            sqlite3_prepare_v3(self->bare, statement->sql[DB_ENGINE_SQLITE], -1,
                               SQLITE_PREPARE_PERSISTENT, &made, NULL) != SQLITE_OK)
            g_error("%s: %s", name, sqlite3_errmsg(self->bare));
    }
    g_assert_nonnull(made);
    return made;
}

/* Every column of every row, as the product has to. */
static void
read_all(Bench *self, sqlite3_stmt *made)
{
    int code;

    while ((code = sqlite3_step(made)) == SQLITE_ROW)
        for (int column = 0; column < sqlite3_column_count(made); column++) {
            if (sqlite3_column_type(made, column) == SQLITE_INTEGER)
                self->bytes += sqlite3_column_int64(made, column) & 1;
            else if (sqlite3_column_text(made, column) != NULL)
                self->bytes += sqlite3_column_bytes(made, column);
        }
    if (code != SQLITE_DONE)
        g_error("%s", sqlite3_errmsg(self->bare));
    sqlite3_reset(made);
}

static sqlite3_stmt *
bind(sqlite3_stmt *made, const int64_t *values, int count)
{
    for (int i = 0; i < count; i++)
        sqlite3_bind_int64(made, i + 1, values[i]);
    return made;
}

#define BIND(made, ...)                            \
    bind((made), (const int64_t[]){ __VA_ARGS__ }, \
         (int)(sizeof((const int64_t[]){ __VA_ARGS__ }) / sizeof(int64_t)))

static void
bare_exec(Bench *self, const char *sql)
{
    if (sqlite3_exec(self->bare, sql, NULL, NULL, NULL) != SQLITE_OK)
        g_error("%s: %s", sql, sqlite3_errmsg(self->bare));
}

static void
plan_one(Bench *self, DbConn *conn, const Open *open)
{
    g_auto(Snapshot) snapshot = { 0 };
    g_autoptr(GError) error = NULL;
    Plan plan;

    check(snapshot_load(self->app, conn, open->prospect_id, NULL, &snapshot, &error), error);
    planner_next(&snapshot.input, &plan);
    self->by_kind[plan.kind]++;
    SqlEnrollmentWakeParams wake = {
        .due_us = plan.kind == PLAN_TOUCH ? plan.due_from_us : app_now_us(self->app),
        .workspace_id = self->app->workspace_id,
        .id = open->id,
    };
    check(sql_enrollment_wake(conn, &wake, NULL, &error), error);
}

static void
plan_block(Bench *self, Taken *sum)
{
    g_autoptr(GError) error = NULL;
    Taken began = now();
    g_autoptr(AppTransaction) write = app_write_begin(self->app, &error);

    check(write != NULL, error);
    for (guint i = 0; i < self->block->len; i++)
        plan_one(self, write->conn, &g_array_index(self->block, Open, i));
    check(app_commit(write, &error), error);
    add_since(sum, began);
}

static const char *const READS[] = { "prospect_get",        "enrollment_open_of", "user_get",
                                     "touch_history_of",    "touch_open_of",      "promise_of",
                                     "touch_account_times", "suppression_of",     "ruleset_texts" };
enum { PROSPECT, OPEN, USER, HISTORY, UNDER_WAY, PROMISES, COLLEAGUES, SUPPRESSED, RULES, READ_N };
G_STATIC_ASSERT(G_N_ELEMENTS(READS) == READ_N);

static void
bare_read(Bench *self, sqlite3_stmt *const reads[], int64_t prospect_id)
{
    int64_t workspace_id = self->app->workspace_id, now_us = app_now_us(self->app);
    int64_t account_id = 1 + (prospect_id - 1) / 10; /* as fill.py has it */

    read_all(self, BIND(reads[PROSPECT], workspace_id, prospect_id));
    read_all(self, BIND(reads[OPEN], workspace_id, prospect_id));
    read_all(self, BIND(reads[USER], workspace_id, INT64_C(2)));
    read_all(self, BIND(reads[HISTORY], workspace_id, prospect_id));
    read_all(self, BIND(reads[PROMISES], workspace_id, prospect_id));
    read_all(self, BIND(reads[COLLEAGUES], workspace_id, account_id, prospect_id,
                        now_us - 2 * DAY_US, INT64_C(64)));
    sqlite3_bind_text(reads[SUPPRESSED], 2, "somebody@example.com", -1, SQLITE_STATIC);
    sqlite3_bind_text(reads[SUPPRESSED], 3, "example.com", -1, SQLITE_STATIC);
    read_all(self, BIND(reads[SUPPRESSED], workspace_id));
    sqlite3_bind_text(reads[RULES], 1, "", -1, SQLITE_STATIC);
    sqlite3_bind_int64(reads[RULES], 2, workspace_id);
    read_all(self, reads[RULES]);
}

static void
bare_block(Bench *self, sqlite3_stmt *const reads[], sqlite3_stmt *wake, Taken *sum)
{
    int64_t workspace_id = self->app->workspace_id, now_us = app_now_us(self->app);
    Taken began = now();

    bare_exec(self, "BEGIN IMMEDIATE");
    for (guint i = 0; i < self->block->len; i++) {
        const Open *open = &g_array_index(self->block, Open, i);
        bare_read(self, reads, open->prospect_id);
        read_all(self, BIND(wake, now_us + DAY_US + (int64_t)i, workspace_id, open->id));
    }
    bare_exec(self, "COMMIT");
    add_since(sum, began);
}

static bool
next_block(Bench *self)
{
    SqlEnrollmentOpenAfterParams params = { .workspace_id = self->app->workspace_id,
                                            .after_id = self->after,
                                            .n = BLOCK };
    SqlEnrollmentOpenAfterRow row;
    g_autoptr(GError) error = NULL;

    g_array_set_size(self->block, 0);
    g_autoptr(AppTransaction) read = app_read_begin(self->app, &error);
    check(read != NULL, error);
    g_autoptr(DbCursor) cursor = sql_enrollment_open_after(read->conn, &params, &error);
    while (cursor != NULL && sql_enrollment_open_after_next(cursor, &row, &error) == DB_ROW) {
        Open open = { row.id, row.prospect_id };
        g_array_append_val(self->block, open);
        self->after = row.id;
    }
    check(error == NULL, error);
    return self->block->len > 0;
}

static void
bench_replan(Bench *self, sqlite3_stmt *const reads[])
{
    sqlite3_stmt *wake = prepare(self, "enrollment_wake");
    Taken planned = { 0 }, bare = { 0 };

    for (int round = 0; next_block(self); round++) {
        if (round % 2 == 0) /* neither always meets the warmer pages */
            bare_block(self, reads, wake, &bare);
        plan_block(self, &planned);
        if (round % 2 == 1)
            bare_block(self, reads, wake, &bare);
        self->planned += self->block->len;
    }
    sqlite3_finalize(wake);
    print_rates("replan: read, planned and written", self->planned, planned, bare);
    printf("# of %ld: touch %ld, wait %ld, stop %ld, finish %ld\n", self->planned,
           self->by_kind[PLAN_TOUCH], self->by_kind[PLAN_WAIT], self->by_kind[PLAN_STOP],
           self->by_kind[PLAN_FINISH]);
}

static bool
write_row(json_t *row, void *data)
{
    Bench *self = data;
    char *line = json_line(row);

    self->rows++;
    self->row_bytes += strlen(line) + 1;
    fprintf(self->sink, "%s\n", line);
    free(line);
    return true;
}

/* The same people read and as many bytes written. */
static long
bare_plan(Bench *self, sqlite3_stmt *const reads[], Taken *sum)
{
    Taken began = now();
    long people = 0;
    gsize length = self->row_bytes / (gsize)self->rows;
    g_autofree char *line = g_strnfill(length, 'x');

    self->after = 0;
    bare_exec(self, "BEGIN");
    while (next_block(self))
        for (guint i = 0; i < self->block->len; i++) {
            int64_t prospect_id = g_array_index(self->block, Open, i).prospect_id;
            bare_read(self, reads, prospect_id);
            read_all(self, BIND(reads[UNDER_WAY], self->app->workspace_id, prospect_id));
            people++;
        }
    bare_exec(self, "COMMIT");
    for (long i = 0; i < self->rows; i++)
        fwrite(line, 1, length, self->sink);
    add_since(sum, began);
    return people;
}

static void
bench_plan(Bench *self, sqlite3_stmt *const reads[])
{
    g_autoptr(json_t) params = json_pack("{s:i}", "days", 30);
    g_autoptr(GError) error = NULL;
    Actor actor = actor_system(self->app);
    struct rusage usage;
    Taken planned = { 0 }, bare = { 0 }, began = now();

    self->sink = fopen("/dev/null", "w");
    check(operation_stream(self->app, &actor, "plan", params, write_row, self, NULL, &error),
          error);
    add_since(&planned, began);
    getrusage(RUSAGE_SELF, &usage);
    long people = bare_plan(self, reads, &bare);
    fclose(self->sink);
    print_rates("plan: 30 days of everybody, in order of time", people, planned, bare);
    bench_print("plan: touches", (double)self->rows, "touches", 0);
    if (self->planned == 0) /* nothing was re-planned before */
        bench_print("plan: most memory", (double)usage.ru_maxrss / 1024, "MiB", 0);
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    sqlite3_stmt *reads[READ_N];
    Instant now_us;

    if (argc < 2 || argc > 3)
        g_error("usage: replan_bench FILE [replan|plan]");
    instant_parse("2026-11-23T10:00:00Z", &now_us, &error);
    g_autofree char *url = g_strconcat("sqlite:", argv[1], NULL);
    World *world = world_virtual_new(now_us, 7);
    AppOptions options = { .db_url = url, .world = world, .must_exist = true };
    Bench self = { .app = app_open(&options, &error),
                   .block = g_array_new(FALSE, FALSE, sizeof(Open)) };

    check(self.app != NULL, error);
    if (sqlite3_open(argv[1], &self.bare) != SQLITE_OK)
        g_error("%s: %s", argv[1], sqlite3_errmsg(self.bare));
    bare_exec(&self, "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;"
                     "PRAGMA busy_timeout=10000");
    for (int i = 0; i < READ_N; i++)
        reads[i] = prepare(&self, READS[i]);
    if (argc == 2 || strcmp(argv[2], "replan") == 0)
        bench_replan(&self, reads);
    if (argc == 2 || strcmp(argv[2], "plan") == 0)
        bench_plan(&self, reads);
    for (int i = 0; i < READ_N; i++)
        sqlite3_finalize(reads[i]);
    g_array_unref(self.block);
    sqlite3_close(self.bare);
    app_close(self.app);
    world_virtual_free(world);
    return 0;
}
