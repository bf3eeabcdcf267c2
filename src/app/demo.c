/* Six months in a few seconds: the engine in virtual time, and a world that reacts. */
#include "app/demo.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/demo_content.h"
#include "app/demo_keep.h"
#include "app/demo_world.h"
#include "app/work.h"
#include "store/queries.h"

#define PEOPLE 192
#define BUSY_DAYS 16 /* the last ones, with a campaign: three people begin a day */
#define HISTORY_DAYS 182
#define MORNING_MINUTES (9 * 60 + 40)

Instant
demo_morning(const Zone *zone, Instant now_us)
{
    Day day = zone_day_at(zone, now_us, NULL);
    Instant morning_us;

    for (;; day--) {
        morning_us = zone_instant_of(zone, day, MORNING_MINUTES * MINUTE_US);
        if (day_weekday(day) == 3 && morning_us <= now_us)
            return morning_us;
    }
}

static bool
set_up_team(App *app, GError **error)
{
    SqlWorkspaceUpdateParams workspace = {
        .name = "Harborlane",
        .zone = "Europe/Berlin",
        .ruleset = "{}",
        .postal_address = "Harborlane, Example Quay 7, 20457 Hamburg, Germany",
        .id = app->workspace_id,
    };
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    if (write == NULL || !sql_workspace_update(write->conn, &workspace, NULL, error) ||
        !app_commit(write, error))
        return false;
    g_clear_pointer(&write, app_transaction_free);
    app->zone = zone_get(workspace.zone, NULL);
    for (gsize i = 0; i < DEMO_USER_COUNT; i++) {
        const DemoUser *user = &DEMO_USERS[i];
        if (!demo_call(app, "user add",
                       json_pack("{s:s, s:s, s:s, s:s}", "email", user->email, "name", user->name,
                                 "role", user->role, "zone", user->zone),
                       error) ||
            !demo_call(app, "mailbox add",
                       json_pack("{s:s, s:s, s:s, s:s, s:i, s:i}", "address", user->email, "name",
                                 user->name, "smtp", "outbox:", "user", user->email, "pace", 0,
                                 "daily_limit", 80),
                       error))
            return false;
    }
    for (gsize i = 0; i < DEMO_SEQUENCE_COUNT; i++)
        if (!demo_call(app, "sequence add", json_pack("{s:s}", "text", DEMO_SEQUENCES[i]), error))
            return false;
    return demo_keep_library(app, error);
}

/* The export of a CRM, as somebody would drop it on the import page. */
static char *
people_csv(void)
{
    GString *csv = g_string_new("First name,Last name,Email,Job title,Company,City,Country,Phone,"
                                "Fleet size,Owner\n");

    for (gsize i = 0; i < PEOPLE; i++) {
        const char *first = DEMO_FIRST_NAMES[i % DEMO_FIRST_NAME_COUNT];
        const char *last =
            DEMO_LAST_NAMES[(i * 7 + i / DEMO_FIRST_NAME_COUNT) % DEMO_LAST_NAME_COUNT];
        const DemoCompany *company = &DEMO_COMPANIES[(i * 5) % DEMO_COMPANY_COUNT];
        g_autofree char *local = g_ascii_strdown(first, -1);
        g_autofree char *family = g_ascii_strdown(last, -1);
        g_autofree char *fleet =
            i % 3 == 2 ? g_strdup("") : g_strdup_printf("%d", 12 + (int)(i * 13 % 160));
        g_autofree char *phone =
            company->phone_prefix[0] == '\0'
                ? g_strdup("")
                : g_strdup_printf("%s%02d", company->phone_prefix, (int)(i % 90) + 10);
        g_string_append_printf(csv, "%s,%s,%s.%s@%s,%s,%s,%s,%s,%s,%s,%s\n", first, last, local,
                               family, company->domain,
                               DEMO_TITLES[(i * 3 + i / DEMO_COMPANY_COUNT) % DEMO_TITLE_COUNT],
                               company->name, company->city, company->country, phone, fleet,
                               DEMO_USERS[i % 4 % DEMO_USER_COUNT].email);
    }
    return g_string_free(csv, FALSE);
}

static bool
import_people(App *app, GError **error)
{
    g_autofree char *csv = people_csv();
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("seventh-demo-XXXXXX.csv", &path, error);

    if (fd < 0)
        return false;
    close(fd);
    bool done = g_file_set_contents(path, csv, -1, error) &&
                demo_call(app, "import prospects", json_pack("{s:s}", "file", path), error);
    unlink(path);
    return done;
}

/* The next person nobody has tried yet, into one of the sequences. */
static bool
enroll_next(App *app, int64_t *next_id, gsize sequence, GError **error)
{
    g_autofree char *who = g_strdup_printf("#%" G_GINT64_FORMAT, (*next_id)++);
    return demo_call(
        app, "enroll",
        json_pack("{s:s, s:s}", "sequence", DEMO_SEQUENCE_NAMES[sequence], "prospect", who), error);
}

static bool
run_until(App *app, Instant until_us, GError **error)
{
    g_autoptr(Worker) worker = worker_new(app);
    WorkCount count = { 0 };

    return worker_run_until(worker, MAX(until_us, app_now_us(app)), &count, error);
}

/* One working day: mail goes out, people answer, tasks are worked twice, old replies are cleared.
 */
static bool
live_day(App *app, Day day, int64_t *next_id, Instant until_us, GError **error)
{
    static const int HOURS[] = { 10, 12, 15, 17 };

    if (*next_id <= PEOPLE - 16 && day_weekday(day) < 5) {
        Instant morning_us = zone_instant_of(app->zone, day, 8 * HOUR_US);
        if (morning_us < until_us && !run_until(app, morning_us, error))
            return false;
        bool busy = until_us - morning_us < BUSY_DAYS * DAY_US;
        for (int i = 0; i < (busy ? 3 : 1) && *next_id <= PEOPLE - 16; i++)
            if (!enroll_next(app, next_id, day % 4 == 0 ? 1 : 0, error))
                return false;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(HOURS); i++) {
        Instant at_us = zone_instant_of(app->zone, day, HOURS[i] * HOUR_US + 5 * MINUTE_US);
        if (at_us >= until_us)
            return true;
        if (!run_until(app, at_us, error) || !demo_world_answer(app, error))
            return false;
        bool team_is_in = day_weekday(day) < 5 && until_us - at_us > 20 * HOUR_US;
        if (i % 2 == 0 && team_is_in &&
            (!demo_world_work_tasks(app, error) || !demo_world_clear_replies(app, error)))
            return false;
    }
    return true;
}

static bool
check_empty(App *app, GError **error)
{
    SqlProspectIdsAfterParams params = { .workspace_id = app->workspace_id, .n = 1 };
    SqlProspectIdsAfterRow row;
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    g_autoptr(DbCursor) cursor =
        read != NULL ? sql_prospect_ids_after(read->conn, &params, error) : NULL;

    if (cursor == NULL)
        return false;
    DbStep step = sql_prospect_ids_after_next(cursor, &row, error);
    if (step == DB_ROW)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "%s holds people already; the demo wants an empty database of its own",
                         db_url(app->db));
    return step == DB_DONE;
}

static bool
live(App *app, Instant until_us, GError **error)
{
    int64_t next_id = 1;
    Day last = zone_day_at(app->zone, until_us, NULL);

    for (Day day = last - HISTORY_DAYS; day <= last; day++)
        if (!live_day(app, day, &next_id, until_us, error))
            return false;
    for (int i = 0; i < 4; i++) /* asked this morning; who has a colleague in talk waits */
        if (!enroll_next(app, &next_id, 1, error))
            return false;
    return run_until(app, until_us, error) && demo_world_stage_morning(app, error) &&
           demo_keep_morning(app, error);
}

bool
demo_fill(App *app, Instant until_us, GError **error)
{
    if (!check_empty(app, error))
        return false;
    world_virtual_set(app->world, until_us - (HISTORY_DAYS + 2) * DAY_US);
    /* History does not wait for the disk; from the first visitor on every commit does. */
    app->light = true;
    bool done = set_up_team(app, error) && import_people(app, error) && live(app, until_us, error);
    app->light = false;
    return done;
}
