/* The small world. See small_world.h. */
#include "small_world.h"

#include <string.h>
#include <unistd.h>

#include "app/work.h"
#include "core/name_key.h"
#include "support/peer.h"

const char SMALL_WORLD_MAILS[] = "sequence: two-mails\n"
                                 "steps:\n"
                                 "  - day: 0\n"
                                 "    channel: email\n"
                                 "    automatic: true\n"
                                 "    subject: A word on {{company}}\n"
                                 "    body: Hello {{first_name}}, one number for you.\n"
                                 "  - day: 1\n"
                                 "    channel: email\n"
                                 "    automatic: true\n"
                                 "    reply_to_previous: true\n"
                                 "    body: And a second one, {{first_name}}.\n";

const char SMALL_WORLD_COLD[] = "sequence: cold\n"
                                "steps:\n"
                                "  - day: 0\n"
                                "    channel: call\n"
                                "    value_point: intro\n"
                                "  - day: 2\n"
                                "    channel: call\n";

static int64_t
add_rep(SmallWorld *self)
{
    Actor system = actor_system(self->app);
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) params =
        json_pack("{s:s, s:s, s:s, s:s, s:s}", "email", "rep@example.com", "name", "Rita Rep",
                  "role", "rep", "zone", "Europe/Berlin", "password", "a long enough password");
    g_autoptr(json_t) user = NULL;
    int64_t id = 0;

    operation_call(self->app, &system, "user add", params, &user, NULL, &error);
    g_assert_no_error(error);
    g_autoptr(AppTransaction) read = app_read_begin(self->app, &error);
    g_assert_no_error(error);
    app_find_user(self->app, read->conn, "rep@example.com", &id, &error);
    g_assert_no_error(error);
    return id;
}

SmallWorld *
small_world_new(const char *engine)
{
    TestDatabase *database = test_database_new(engine);
    g_autoptr(GError) error = NULL;

    if (database == NULL)
        return NULL;
    SmallWorld *self = g_new0(SmallWorld, 1);
    self->database = database;
    self->world = world_virtual_new(0, 7);
    small_world_set(self, "2026-11-23T09:00:00+01:00");
    self->key_file = g_strdup_printf("%s/seventh-test-%d.key", g_get_tmp_dir(), (int)getpid());
    AppOptions options = { .db_url = database->url,
                           .world = self->world,
                           .key_file = self->key_file };
    self->app = app_open(&options, &error);
    g_assert_no_error(error);
    self->app->zone = zone_get("Europe/Berlin", NULL);
    self->rep = (Actor){ .workspace_id = self->app->workspace_id,
                         .user_id = add_rep(self),
                         .role = ROLE_MANAGER };
    return self;
}

void
small_world_free(SmallWorld *self)
{
    if (self == NULL)
        return;
    app_close(self->app);
    world_virtual_free(self->world);
    test_database_free(self->database);
    g_autofree char *outbox = g_strconcat(self->key_file, ".outbox", NULL);
    if (g_file_test(outbox, G_FILE_TEST_IS_DIR))
        remove_folder(outbox);
    remove(self->key_file);
    g_free(self->key_file);
    g_free(self);
}

void
small_world_set(SmallWorld *self, const char *instant)
{
    g_autoptr(GError) error = NULL;
    Instant us;

    instant_parse(instant, &us, &error);
    g_assert_no_error(error);
    world_virtual_set(self->world, us);
}

void
small_world_sql(SmallWorld *self, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *workspace = g_strdup_printf("%" G_GINT64_FORMAT, self->app->workspace_id);
    g_auto(GStrv) parts = g_strsplit(sql, "$W", -1);
    g_autofree char *text = g_strjoinv(workspace, parts);

    g_autoptr(AppTransaction) write = app_write_begin(self->app, &error);
    g_assert_no_error(error);
    db_exec_script(write->conn, text, &error);
    g_assert_no_error(error);
    app_commit(write, &error);
    g_assert_no_error(error);
}

int64_t
small_world_person(SmallWorld *self, const char *email, const char *company, const char *zone)
{
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) names = g_strsplit_set(email, ".@", 3);
    g_autofree char *key = NULL, *company_key = name_key_of(NULL, company);
    int64_t id;

    for (int i = 0; i < 2; i++)
        names[i][0] = g_ascii_toupper(names[i][0]);
    key = name_key_of(names[0], names[1]);
    g_autofree char *sql = g_strdup_printf(
        "INSERT INTO accounts (workspace_id, name, name_key, created_us)"
        " VALUES ($W, '%s', '%s', 1) ON CONFLICT DO NOTHING;"
        "INSERT INTO prospects (workspace_id, account_id, owner_id, email, email_key, first_name,"
        " last_name, name_key, title, phone, zone, zone_source, email_bounced, phone_wrong,"
        " channels_shut, attempts, created_us, updated_us)"
        " SELECT $W, id, %" G_GINT64_FORMAT ", '%s', '%s', '%s', '%s', '%s', 'CTO',"
        " '+4930123456', '%s', 'given', 0, 0, 0, 0, 1, 1 FROM accounts"
        " WHERE workspace_id = $W AND name_key = '%s'",
        company, company_key, self->rep.user_id, email, email, names[0], names[1], key, zone,
        company_key);
    small_world_sql(self, sql);
    g_autoptr(AppTransaction) read = app_read_begin(self->app, &error);
    g_assert_no_error(error);
    app_find_prospect(self->app, read->conn, email, &id, &error);
    g_assert_no_error(error);
    return id;
}

static json_t *
read_params(const char *params)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strdup(params != NULL ? params : "{}");

    g_strdelimit(text, "'", '"');
    json_t *object = json_read(text, strlen(text), &error);
    g_assert_no_error(error);
    return object;
}

json_t *
small_world_do(SmallWorld *self, const char *verb, const char *params)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) object = read_params(params);
    json_t *result = NULL;

    operation_call(self->app, &self->rep, verb, object, &result, NULL, &error);
    g_assert_no_error(error);
    g_assert_nonnull(result);
    if (!operation_find(verb)->is_list)
        return result;
    json_t *rows = json_incref(json_object_get(result, "rows"));
    json_decref(result);
    return rows;
}

char *
small_world_refused(SmallWorld *self, const char *verb, const char *params)
{
    GError *error = NULL;
    g_autoptr(json_t) object = read_params(params);
    g_autoptr(json_t) result = NULL;

    g_assert_false(operation_call(self->app, &self->rep, verb, object, &result, NULL, &error));
    g_assert_nonnull(error);
    char *message = g_strdup(error->message);
    g_error_free(error);
    return message;
}

void
small_world_sequence(SmallWorld *self, const char *yaml)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) params = json_pack("{s:s}", "text", yaml);
    g_autoptr(json_t) result = NULL;

    operation_call(self->app, &self->rep, "sequence add", params, &result, NULL, &error);
    g_assert_no_error(error);
}

void
small_world_work(SmallWorld *self)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Worker) worker = worker_new(self->app);
    WorkCount count = { 0 };

    worker_round(worker, &count, &error);
    g_assert_no_error(error);
}

SmallWorld *
small_world_ana_called(const char *engine)
{
    SmallWorld *self = small_world_new(engine);

    if (self == NULL)
        return NULL;
    small_world_person(self, "ana.lopez@acme.example.com", "Acme", "Europe/Berlin");
    small_world_sequence(self, SMALL_WORLD_COLD);
    json_decref(small_world_do(self, "enroll",
                               "{'sequence':'cold','prospect':'ana.lopez@acme.example.com'}"));
    small_world_work(self);
    return self;
}

gsize
small_world_count(SmallWorld *self, const char *verb, const char *params)
{
    g_autoptr(json_t) rows = small_world_do(self, verb, params);

    return json_array_size(rows);
}

const char *
small_world_text(const json_t *rows, gsize index, const char *key)
{
    return json_text(json_array_get(rows, index), key, "");
}

void
small_world_mailbox(SmallWorld *self)
{
    json_decref(small_world_do(self, "mailbox add",
                               "{'address':'rep@example.com','smtp':'outbox:','pace':0}"));
}

TakeCount
small_world_take(SmallWorld *self, const char *mail)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) message = g_bytes_new(mail, strlen(mail));
    TakeMailbox mailbox = { .id = 1, .user_id = self->rep.user_id, .address = "rep@example.com" };
    TakeCount count = { 0 };

    take_message(self->app, &mailbox, message, app_now_us(self->app), &count, &error);
    g_assert_no_error(error);
    return count;
}

void
small_world_answer(SmallWorld *self, const char *head, const char *text)
{
    static int number;
    g_autofree char *mail = g_strdup_printf("From: Ana Lopez <ana.lopez@acme.example.com>\r\n"
                                            "To: rep@example.com\r\nMessage-ID: <%d@acme.test>\r\n"
                                            "%s\r\n%s\r\n",
                                            ++number, head, text);

    g_assert_cmpint(small_world_take(self, mail).ignored, ==, 0);
}

json_t *
small_world_log_call(SmallWorld *self, const char *who, const char *outcome, const char *note)
{
    g_autofree char *params = g_strdup_printf(
        "{'prospect':'%s','channel':'call','outcome':'%s','note':'%s'}", who, outcome, note);

    return small_world_do(self, "touch log", params);
}

int
small_world_run(int argc, char **argv, const char *group, const SmallWorldTest *tests, gsize count)
{
    static const char *const ENGINES[] = { "sqlite", "postgresql" };

    g_test_init(&argc, &argv, NULL);
    for (gsize e = 0; e < G_N_ELEMENTS(ENGINES); e++)
        for (gsize i = 0; i < count; i++) {
            g_autofree char *path = g_strdup_printf("/%s/%s/%s", group, ENGINES[e], tests[i].name);
            g_test_add_data_func(path, ENGINES[e], tests[i].run);
        }
    return g_test_run();
}
