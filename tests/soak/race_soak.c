/* Stops racing against sends: no mail leaves after what forbids it was committed.
 *
 *     race_soak [--stops N] [--engine sqlite|postgresql]
 *
 * One thread delivers real mail to fast_sink.c; two others opt the same people out, suppress their
 * addresses and domains, and take answers and "stop" from them, at the same time. Triggers note
 * every committed dot and every committed stop; who was first is told by the notes' order on
 * SQLite, which has one writer at a time, and by commit timestamps on PostgreSQL. A mail that the
 * server has and whose dot was committed after its person's stop is a failure. Prints one JSON
 * object; exit status 1 for a failure. */
#include <glib/gstdio.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "app/operation.h"
#include "app/work.h"
#include "support/database.h"
#include "support/fast_sink.h"
#include "support/peer.h"

#define BATCH 400
#define STOPPERS 2
#define STRIDE 151 /* so that some are stopped early, some late */
#define MAILBOX "rep@seller.example.com"

typedef struct {
    App *app;
    FastSink *sink;
    guint first; /* of the batch under way */
    gint next;   /* the next to stop, less `first`; shared by the stoppers */
} Race;

static const char SEQUENCE[] = "sequence: race\nsteps:\n  - day: 0\n    channel: email\n"
                               "    automatic: true\n    subject: x\n    body: y\n";

static const char SQLITE_NOTES[] =
    "CREATE TABLE race_notes (id INTEGER PRIMARY KEY, kind TEXT, number INTEGER);"
    "CREATE TRIGGER race_dot AFTER UPDATE OF state ON outbox WHEN NEW.state = 'dot' BEGIN"
    " INSERT INTO race_notes (kind, number) VALUES ('dot', NEW.touch_id); END;"
    "CREATE TRIGGER race_shut AFTER UPDATE OF channels_shut ON prospects"
    " WHEN NEW.channels_shut <> OLD.channels_shut BEGIN"
    " INSERT INTO race_notes (kind, number) VALUES ('stop', NEW.id); END;"
    "CREATE TRIGGER race_list AFTER INSERT ON suppressions BEGIN"
    " INSERT INTO race_notes (kind, number) VALUES"
    " ('stop', CAST(substr(NEW.value_key, 2) AS INTEGER)); END;"
    "CREATE TRIGGER race_reply AFTER INSERT ON replies BEGIN"
    " INSERT INTO race_notes (kind, number) VALUES ('stop', NEW.prospect_id); END;";

static const char POSTGRESQL_NOTES[] =
    "CREATE TABLE race_notes (kind TEXT, number BIGINT);"
    "CREATE FUNCTION race_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " IF TG_TABLE_NAME = 'outbox' THEN"
    "  IF NEW.state = 'dot' THEN INSERT INTO race_notes VALUES ('dot', NEW.touch_id); END IF;"
    " ELSIF TG_TABLE_NAME = 'prospects' THEN"
    "  IF NEW.channels_shut <> OLD.channels_shut THEN"
    "   INSERT INTO race_notes VALUES ('stop', NEW.id); END IF;"
    " ELSIF TG_TABLE_NAME = 'suppressions' THEN INSERT INTO race_notes VALUES"
    "  ('stop', CAST(substring(NEW.value_key from '^.([0-9]+)') AS BIGINT));"
    " ELSE INSERT INTO race_notes VALUES ('stop', NEW.prospect_id);"
    " END IF; RETURN NEW; END $$;"
    "CREATE TRIGGER race_dot AFTER UPDATE ON outbox FOR EACH ROW EXECUTE FUNCTION race_note();"
    "CREATE TRIGGER race_shut AFTER UPDATE ON prospects FOR EACH ROW EXECUTE FUNCTION race_note();"
    "CREATE TRIGGER race_list AFTER INSERT ON suppressions FOR EACH ROW"
    " EXECUTE FUNCTION race_note();"
    "CREATE TRIGGER race_reply AFTER INSERT ON replies FOR EACH ROW EXECUTE FUNCTION race_note();";

/* A macro, so that `error` is looked at after the call that sets it. */
#define check(call, error)                                           \
    do {                                                             \
        if (!(call))                                                 \
            g_error("%s", (error) != NULL ? (error)->message : "?"); \
    } while (0)

static void
run_script(App *app, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(AppTransaction) write = app_write_begin(app, &error);

    check(write != NULL && db_exec_script(write->conn, sql, &error) && app_commit(write, &error),
          error);
}

/* PostgreSQL may undo one of two that wait for each other; who was undone comes again. */
static void
must_come_again(GError **error)
{
    if (!g_error_matches(*error, SEVENTH_ERROR, SEVENTH_ERROR_UNAVAILABLE))
        g_error("race_soak: %s", (*error)->message);
    g_clear_error(error);
}

static void
do_operation(App *app, const char *verb, json_t *params)
{
    Actor actor = actor_system(app);
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) taken = params;
    g_autoptr(json_t) result = NULL;

    while (!operation_call(app, &actor, verb, taken, &result, NULL, &error))
        must_come_again(&error);
}

/* People of one domain each, enrolled, with a mail that waits. */
static void
feed(Race *self)
{
    g_autoptr(GString) sql = g_string_new(NULL);
    Instant now_us = app_now_us(self->app);

    for (guint i = self->first; i < self->first + BATCH; i++)
        g_string_append_printf(
            sql,
            "INSERT INTO prospects (id, workspace_id, email, email_key, name_key, zone, "
            "zone_source,"
            " email_bounced, phone_wrong, channels_shut, attempts, created_us, updated_us)"
            " VALUES (%u, 1, 'm%u@x%u.example', 'm%u@x%u.example', 'm', 'Europe/Berlin', 'given',"
            " 0, 0, 0, 0, 1, 1);"
            "INSERT INTO enrollments (id, workspace_id, prospect_id, version_id, mailbox_id,"
            " user_id, state, step, started_us, created_us)"
            " VALUES (%u, 1, %u, 1, 1, 1, 'active', 1, 1, 1);"
            "INSERT INTO touches (id, workspace_id, prospect_id, enrollment_id, version_id, step,"
            " user_id, mailbox_id, channel, automatic, state, priority, planned_us, due_from_us,"
            " due_until_us, message_id, created_us) VALUES (%u, 1, %u, %u, 1, 1, 1, 1, 'email', 1,"
            " 'queued', 2, 1, 1, 9000000000000000, 'm%u@seller.example', 1);"
            "INSERT INTO outbox (workspace_id, touch_id, mailbox_id, state, not_before_us, tries,"
            " envelope_to, updated_us) VALUES (1, %u, 1, 'queued', %" G_GINT64_FORMAT
            ", 0, 'm%u@x%u.example', 1);"
            "INSERT INTO outbox_messages (workspace_id, touch_id, message) VALUES (1, %u,"
            " CAST('Subject: race' AS BLOB));",
            i, i, i, i, i, i, i, i, i, i, i, i, now_us, i, i, i);
    if (db_engine(self->app->db) == DB_ENGINE_SQLITE) {
        run_script(self->app, sql->str);
        return;
    }
    g_auto(GStrv) parts = g_strsplit(sql->str, "CAST('Subject: race' AS BLOB)", -1);
    g_autofree char *text = g_strjoinv("convert_to('Subject: race', 'UTF8')", parts);
    run_script(self->app, text);
}

/* ---- the two sides ---- */

static void
take_answer(Race *self, guint number, const char *words)
{
    g_autofree char *text =
        g_strdup_printf("From: m%u@x%u.example\r\nTo: " MAILBOX "\r\nSubject: Re: race\r\n"
                        "Message-ID: <a%u@x.example>\r\nIn-Reply-To: <m%u@seller.example>\r\n\r\n"
                        "%s\r\n",
                        number, number, number, number, words);
    g_autoptr(GBytes) message = g_bytes_new_static(text, strlen(text));
    g_autoptr(GError) error = NULL;
    TakeMailbox mailbox = { 1, 1, MAILBOX };
    TakeCount count = { 0 };

    while (!take_message(self->app, &mailbox, message, app_now_us(self->app), &count, &error))
        must_come_again(&error);
}

static void
stop_one(Race *self, guint number)
{
    g_autofree char *who = g_strdup_printf("#%u", number);
    g_autofree char *address = g_strdup_printf("m%u@x%u.example", number, number);

    switch (number % 5) {
    case 0:
        do_operation(self->app, "prospect opt-out", json_pack("{s:s}", "prospect", who));
        break;
    case 1:
        do_operation(self->app, "suppress add", json_pack("{s:s}", "value", address));
        break;
    case 2:
        do_operation(self->app, "suppress add", json_pack("{s:s}", "value", strchr(address, 'x')));
        break;
    case 3:
        take_answer(self, number, "Please stop writing to me.");
        break;
    default:
        take_answer(self, number, "Thank you, let us talk next week.");
        break;
    }
}

static gpointer
run_stopper(gpointer data)
{
    Race *self = data;
    gint i;

    while ((i = g_atomic_int_add(&self->next, 1)) < BATCH)
        stop_one(self, self->first + (guint)i * STRIDE % BATCH);
    return NULL;
}

static gpointer
run_sender(gpointer data)
{
    Race *self = data;
    g_autoptr(GError) error = NULL;
    DeliverCount count = { 0 };
    static MailTransport *transport;

    if (transport == NULL)
        transport = deliver_transport(self->app, 1, &error);
    check(transport != NULL, error);
    for (int pass = 0; pass < BATCH / 20; pass++)
        check(deliver_mailbox(self->app, 1, 20, transport, &count, &error), error);
    return NULL;
}

/* ---- the reckoning ---- */

typedef struct {
    guint mails, left, stopped, late;
} Tally;

static void
tally_sqlite(Race *self, const char *url, Tally *tally)
{
    static const char SQL[] =
        "SELECT touch_id, (SELECT MAX(id) FROM race_notes WHERE number = touch_id AND kind = 'dot')"
        " > (SELECT MIN(id) FROM race_notes WHERE number = touch_id AND kind = 'stop') FROM outbox";
    sqlite3 *db = NULL;
    sqlite3_stmt *rows = NULL;

    run_script(self->app, "CREATE INDEX race_numbers ON race_notes (number, kind)");
    if (sqlite3_open(url + strlen("sqlite:"), &db) != 0 ||
        sqlite3_prepare_v2(db, SQL, -1, &rows, NULL) != 0)
        g_error("race_soak: %s", sqlite3_errmsg(db));
    while (sqlite3_step(rows) == SQLITE_ROW) {
        bool left = fast_sink_accepted(self->sink, (guint)sqlite3_column_int64(rows, 0)) > 0;
        tally->mails++;
        tally->left += left;
        tally->stopped += !left;
        tally->late += left && sqlite3_column_int(rows, 1) != 0;
    }
    sqlite3_finalize(rows);
    sqlite3_close(db);
}

static void
tally_postgresql(Race *self, const char *url, Tally *tally)
{
    static const char SQL[] =
        "WITH notes AS (SELECT number, kind, pg_xact_commit_timestamp(xmin) AS at FROM race_notes)"
        " SELECT o.touch_id, (SELECT MAX(at) FROM notes n WHERE n.number = o.touch_id AND kind ="
        " 'dot') > (SELECT MIN(at) FROM notes n WHERE n.number = o.touch_id AND kind = 'stop')"
        " FROM outbox o";
    PGconn *pg = PQconnectdb(url);
    PGresult *rows = PQexec(pg, SQL);

    if (PQresultStatus(rows) != PGRES_TUPLES_OK)
        g_error("race_soak: %s", PQerrorMessage(pg));
    for (int i = 0; i < PQntuples(rows); i++) {
        bool left = fast_sink_accepted(self->sink, (guint)atoi(PQgetvalue(rows, i, 0))) > 0;
        tally->mails++;
        tally->left += left;
        tally->stopped += !left;
        tally->late += left && PQgetvalue(rows, i, 1)[0] == 't';
    }
    PQclear(rows);
    PQfinish(pg);
}

static void
run_batch(Race *self)
{
    GThread *threads[STOPPERS + 1];

    feed(self);
    self->next = 0;
    for (guint i = 0; i < STOPPERS; i++)
        threads[i] = g_thread_new("stopper", run_stopper, self);
    threads[STOPPERS] = g_thread_new("sender", run_sender, self);
    for (guint i = 0; i <= STOPPERS; i++)
        g_thread_join(threads[i]);
    self->first += BATCH;
}

int
main(int argc, char **argv)
{
    static gint stops = 2000;
    static char *engine;
    static const GOptionEntry OPTIONS[] = {
        { "stops", 0, 0, G_OPTION_ARG_INT, &stops, "how many", "N" },
        { "engine", 0, 0, G_OPTION_ARG_STRING, &engine, "sqlite or postgresql", "NAME" },
        G_OPTION_ENTRY_NULL,
    };
    static const FastSinkRules RULES = { 0 };
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;
    Race race = { .first = 1 };
    Tally tally = { 0 };

    g_option_context_add_main_entries(context, OPTIONS, NULL);
    check(g_option_context_parse(context, &argc, &argv, &error), error);
    race.sink = fast_sink_start(&RULES, (guint)stops + 2 * BATCH);
    g_autoptr(TestDatabase) database = test_database_new(engine != NULL ? engine : "sqlite");
    if (database == NULL)
        return 77;
    g_autofree char *folder = g_dir_make_tmp("seventh-race-XXXXXX", NULL);
    g_autofree char *key = g_build_filename(folder, "key", NULL);
    AppOptions options = { .db_url = database->url, .key_file = key };
    race.app = app_open(&options, &error);
    check(race.app != NULL, error);
    g_autofree char *smtp = g_strdup_printf("smtp+plain://127.0.0.1:%u", fast_sink_port(race.sink));
    do_operation(race.app, "sequence add", json_pack("{s:s}", "text", SEQUENCE));
    do_operation(race.app, "mailbox add",
                 json_pack("{s:s,s:s,s:i,s:i}", "address", MAILBOX, "smtp", smtp, "pace", 0,
                           "daily_limit", 100000));
    bool sqlite = db_engine(race.app->db) == DB_ENGINE_SQLITE;
    run_script(race.app, sqlite ? SQLITE_NOTES : POSTGRESQL_NOTES);
    gint64 began_us = g_get_monotonic_time();
    while (race.first <= (guint)stops)
        run_batch(&race);
    double seconds = (double)(g_get_monotonic_time() - began_us) / G_USEC_PER_SEC;
    (sqlite ? tally_sqlite : tally_postgresql)(&race, database->url, &tally);
    printf("{\"engine\":\"%s\",\"stops\":%u,\"left_before\":%u,\"stopped\":%u,\"left_after\":%u,"
           "\"seconds\":%.0f}\n",
           sqlite ? "sqlite" : "postgresql", tally.mails, tally.left, tally.stopped, tally.late,
           seconds);
    app_close(race.app);
    fast_sink_stop(race.sink);
    remove_folder(folder);
    return tally.late == 0 && tally.left > 0 && tally.stopped > 0 ? 0 : 1;
}
