/* The pages people read all day, over a million prospects: today, its counts, and lists by every
 * filter. A line of JSON each: the median and the worst of the runs, in milliseconds.
 *
 * Usage: views_bench [PROSPECTS [RUNS]]: 1,000,000 and 21 otherwise. The database is made in a
 * temporary folder (about 900 bytes a prospect) and removed. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/operation.h"

static const char SEED[] =
    "INSERT INTO sequences (workspace_id, name, created_us) VALUES (1, 'cold', 1);"
    "INSERT INTO sequence_versions (workspace_id, sequence_id, version, source, created_us)"
    " VALUES (1, 1, 1, 'sequence: cold\nsteps:\n  - day: 0\n    channel: call\n"
    "    objective: find out who decides\n    script: Hello {{first_name}} of {{company}}.\n"
    "  - day: 2\n    channel: email\n    subject: A word\n    body: Hello {{first_name}}.\n', 1);"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @/20)"
    " INSERT INTO accounts (workspace_id, name, name_key, created_us)"
    " SELECT 1, 'Company ' || i, 'company ' || i, 1 FROM n;"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9)"
    " INSERT INTO users (workspace_id, email, name, role, zone, is_active, created_us)"
    " SELECT 1, 'u' || i || '@example.com', 'User ' || i, 'rep', 'Europe/Berlin', 1, 1 FROM n;"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @)"
    " INSERT INTO prospects (workspace_id, account_id, owner_id, email, email_key, first_name,"
    "  last_name, name_key, title, phone, zone, zone_source, email_bounced, phone_wrong,"
    "  channels_shut, attempts, created_us, updated_us, enrollments)"
    " SELECT 1, 1 + i % (@/20), 1 + i % 10, 'p' || i || '@example.com', 'p' || i ||"
    "  '@example.com', 'First' || (i % 1000), 'Last' || (i * 7919 % 50000),"
    "  'last' || (i * 7919 % 50000) || ' first' || (i % 1000), 'CTO', '+4930123456',"
    "  'Europe/Berlin', 'given', 0, 0, 0, i % 5, 1, 1, i % 10 <> 3 FROM n;"
    "INSERT INTO enrollments (workspace_id, prospect_id, version_id, user_id, state, step,"
    "  started_us, created_us, name_key, owner_id, answered_us)"
    " SELECT 1, id, 1, owner_id, CASE WHEN id % 5000 = 1 THEN 'paused' WHEN id % 3 = 0"
    "  THEN 'finished' ELSE 'active' END, 1, 1, 1, name_key, owner_id, CASE WHEN id % 50 = 0"
    "  THEN 1 END"
    " FROM prospects WHERE enrollments > 0;"
    "INSERT INTO touches (workspace_id, prospect_id, enrollment_id, version_id, step, user_id,"
    "  channel, automatic, state, priority, planned_us, due_from_us, due_until_us, made_us,"
    "  outcome, created_us)"
    " SELECT 1, p.id, NULL, 1, 1, p.owner_id, 'call', 0, 'made', 2, 1, 1, 2,"
    "  1795000000000000 - t.value * 86400000000, 'no_answer', 1"
    " FROM prospects p, json_each('[1,3,5,7]') t WHERE p.id % 4 = 0;"
    "INSERT INTO touches (workspace_id, prospect_id, enrollment_id, version_id, step, user_id,"
    "  channel, automatic, state, priority, planned_us, due_from_us, due_until_us, reasons,"
    "  objective, created_us)"
    " SELECT 1, id, NULL, 1, 1, 2, 'call', 0, 'task', 1 + (id % 20 <> 0),"
    "  1795507200000000 + id, 1795507200000000 + id, 1795536000000000 + id,"
    "  '[{\"code\":\"step_due\",\"text\":\"Step 1 of 2.\"}]', 'find out who decides', 1"
    " FROM prospects WHERE id % 10 = 0;"
    "ANALYZE;";

static const struct {
    const char *verb, *params;
} ASKED[] = {
    { "today", "{}" },
    { "today", "{\"limit\":10}" },
    { "today", "{\"all\":true}" },
    { "today counts", "{}" },
    { "today counts", "{\"all\":true}" },
    { "prospect list", "{}" },
    { "prospect list", "{\"search\":\"l\"}" },
    { "prospect list", "{\"search\":\"last4711 \"}" },
    { "prospect list", "{\"search\":\"first17 last123\"}" },
    { "prospect list", "{\"search\":\"p777777\"}" },
    { "prospect list", "{\"search\":\"company 4\"}" },
    { "prospect list", "{\"search\":\"nobody\"}" },
    { "prospect list", "{\"owner\":\"me\"}" },
    { "prospect list", "{\"state\":\"active\"}" },
    { "prospect list", "{\"state\":\"paused\"}" },
    { "prospect list", "{\"state\":\"none\"}" },
    { "prospect list", "{\"sequence\":\"cold\"}" },
    { "prospect list", "{\"sequence\":\"cold\",\"state\":\"finished\"}" },
    { "prospect list", "{\"owner\":\"me\",\"state\":\"paused\"}" },
    { "prospect list", "{\"owner\":\"me\",\"state\":\"none\"}" },
    { "prospect list", "{\"owner\":\"me\",\"state\":\"active\"}" },
    { "prospect list", "{\"owner\":\"me\",\"search\":\"last\"}" },
    { "prospect list", "{\"search\":\"last1\",\"state\":\"paused\"}" },
    { "prospect list", "{\"search\":\"company 4\",\"state\":\"none\",\"owner\":\"me\"}" },
    { "prospect show", "{\"prospect\":\"p7776@example.com\"}" },
    { "timeline", "{\"prospect\":\"p7776@example.com\"}" },
};

static void
stop_on(GError *error)
{
    if (error != NULL)
        g_error("%s", error->message);
}

static void
seed(App *app, const char *prospects)
{
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) parts = g_strsplit(SEED, "@/", -1);
    g_autofree char *over = g_strconcat(prospects, "/", NULL);
    g_autofree char *divided = g_strjoinv(over, parts);
    g_auto(GStrv) wholes = g_strsplit(divided, "i < @)", -1);
    g_autofree char *until = g_strdup_printf("i < %s)", prospects);
    g_autofree char *sql = g_strjoinv(until, wholes);
    g_autoptr(AppTransaction) write = app_write_begin(app, &error);

    stop_on(error);
    db_exec_script(write->conn, sql, &error);
    stop_on(error);
    app_commit(write, &error);
    stop_on(error);
}

static int
compare(const void *a, const void *b)
{
    int64_t first = *(const int64_t *)a, second = *(const int64_t *)b;
    return (first > second) - (first < second);
}

static void
measure(App *app, gsize index, int runs)
{
    Actor actor = { .workspace_id = app->workspace_id, .user_id = 2, .role = ROLE_MANAGER };
    g_autofree int64_t *took = g_new(int64_t, (gsize)runs);
    gsize rows = 0;

    for (int run = -1; run < runs; run++) { /* one to warm up */
        g_autoptr(GError) error = NULL;
        g_autoptr(json_t) params =
            json_read(ASKED[index].params, strlen(ASKED[index].params), &error);
        g_autoptr(json_t) result = NULL;
        int64_t start = g_get_monotonic_time();
        operation_call(app, &actor, ASKED[index].verb, params, &result, NULL, &error);
        stop_on(error);
        if (run >= 0)
            took[run] = g_get_monotonic_time() - start;
        rows = json_array_size(json_object_get(result, "rows"));
    }
    qsort(took, (size_t)runs, sizeof took[0], compare);
    g_autoptr(json_t) line = json_object();
    g_autofree char *name = g_strdup_printf("%s %s", ASKED[index].verb, ASKED[index].params);
    json_set_text(line, "name", name);
    gsize middle = (gsize)runs / 2;
    json_set_real(line, "value", (double)took[middle] / 1000.0);
    json_set_text(line, "unit", "ms");
    json_set_text(line, "baseline", NULL);
    json_set_text(line, "ratio", NULL);
    json_set_real(line, "worst", (double)took[runs - 1] / 1000);
    json_set_int(line, "rows", (int64_t)rows);
    char *text = json_line(line);
    puts(text);
    free(text);
}

int
main(int argc, char **argv)
{
    const char *prospects = argc > 1 ? argv[1] : "1000000";
    int runs = argc > 2 ? MAX(1, atoi(argv[2])) : 21;
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("views-bench-XXXXXX", &error);
    g_autofree char *path = g_build_filename(folder, "bench.db", NULL);
    g_autofree char *url = g_strconcat("sqlite:", path, NULL);
    World *world = world_virtual_new(INT64_C(1795514400000000), 1);
    AppOptions options = { .db_url = url, .world = world };

    stop_on(error);
    App *app = app_open(&options, &error);
    stop_on(error);
    seed(app, prospects);
    for (gsize i = 0; i < G_N_ELEMENTS(ASKED); i++)
        measure(app, i, runs);
    app_close(app);
    world_virtual_free(world);
    static const char *const SUFFIXES[] = { "", "-wal", "-shm", ".key" };
    for (gsize i = 0; i < G_N_ELEMENTS(SUFFIXES); i++) {
        g_autofree char *file = g_strconcat(path, SUFFIXES[i], NULL);
        g_unlink(file);
    }
    g_rmdir(folder);
    return 0;
}
