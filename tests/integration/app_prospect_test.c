/* Prospects: finding, showing, changing, and what becomes of them. */
#include <string.h>

#include "small_world.h"

static SmallWorld *
team(const char *engine)
{
    SmallWorld *world = small_world_new(engine);

    if (world == NULL)
        return NULL;
    small_world_person(world, "ana.lopez@acme.example.com", "Acme", "Europe/Berlin");
    small_world_person(world, "bo.lee@acme.example.com", "Acme", "Europe/Berlin");
    small_world_person(world, "lola.ana@other.example.com", "Other", "America/New_York");
    small_world_sequence(world, SMALL_WORLD_COLD);
    json_decref(small_world_do(world, "enroll",
                               "{'sequence':'cold','prospect':'ana.lopez@acme.example.com'}"));
    return world;
}

/* The addresses of a list, joined. */
static char *
found(SmallWorld *world, const char *params)
{
    g_autoptr(json_t) rows = small_world_do(world, "prospect list", params);
    g_autoptr(GString) text = g_string_new(NULL);

    for (gsize i = 0; i < json_array_size(rows); i++) {
        const char *handle = json_text(json_array_get(rows, i), "prospect", "?");
        g_string_append_len(text, handle, (gssize)strcspn(handle, "@"));
        g_string_append_c(text, ' ');
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
check_found(SmallWorld *world, const char *params, const char *expected)
{
    g_autofree char *names = found(world, params);
    g_assert_cmpstr(names, ==, expected);
}

static void
test_find(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    check_found(world, NULL, "lola.ana bo.lee ana.lopez ");
    check_found(world, "{'search':'LO'}", "ana.lopez lola.ana ");
    check_found(world, "{'search':'ana'}", "lola.ana ana.lopez "); /* by name, then address */
    check_found(world, "{'search':'ana lopez'}", "ana.lopez ");
    check_found(world, "{'search':'acm'}", "ana.lopez bo.lee ");
    check_found(world, "{'search':'bo.lee@acme.example.com'}", "bo.lee ");
    check_found(world, "{'search':'zzz'}", "");
    check_found(world, "{'state':'none'}", "lola.ana bo.lee ");
    check_found(world, "{'state':'pending'}", "ana.lopez ");
    check_found(world, "{'sequence':'cold'}", "ana.lopez ");
    check_found(world, "{'sequence':'cold','state':'paused'}", "");
    check_found(world, "{'owner':'me','search':'l','state':'none'}", "bo.lee lola.ana ");
    check_found(world, "{'owner':'admin@localhost'}", "");
    g_autofree char *refused = small_world_refused(world, "prospect list", "{'sequence':'no'}");
    g_assert_nonnull(strstr(refused, "no sequence \"no\""));
}

/* Paging by cursor visits everybody once, whatever index the walk follows; a short page that does
 * not say there is more is the last. */
static void
check_pages_of(SmallWorld *world, const char *filter, gsize limit, gsize expected)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *after = g_strdup("");
    bool ended = false;

    for (int page = 0; page < 500; page++) {
        g_autofree char *params = g_strdup_printf(
            "{%s%s'limit':%d%s%s%s}", filter, filter[0] != '\0' ? "," : "", (int)limit,
            after[0] != '\0' ? ",'after':'" : "", after, after[0] != '\0' ? "'" : "");
        g_autoptr(json_t) rows = small_world_do(world, "prospect list", params);
        gsize count = json_array_size(rows);
        if (count == 0)
            break;
        g_assert_false(ended);
        ended = count < limit && !json_flag(json_array_get(rows, count - 1), "more", false);
        for (gsize i = 0; i < count; i++) {
            const json_t *row = json_array_get(rows, i);
            g_assert_true(g_hash_table_add(seen, g_strdup(json_text(row, "prospect", "?"))));
            g_free(after);
            after = g_strdup(json_text(row, "cursor", ""));
        }
    }
    g_assert_cmpuint(g_hash_table_size(seen), ==, expected);
}

static void
check_pages(SmallWorld *world, const char *filter, gsize expected)
{
    check_pages_of(world, filter, 7, expected);
}

/* Where many begin alike and few of them fit, a page ends before it is full, and goes on; unless
 * where they stand is all that is asked, for then nobody else is walked past. */
static void
test_long_walk(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    for (int i = 0; i < 1200; i++) {
        g_autofree char *email = g_strdup_printf("q%d.quill@c%d.example.com", i, i % 40);
        small_world_person(world, email, "Quill", "Europe/Berlin");
    }
    small_world_sql(world,
                    "INSERT INTO enrollments (workspace_id, prospect_id, version_id, user_id,"
                    " state, step, started_us, created_us, name_key, owner_id)"
                    " SELECT workspace_id, id, (SELECT MIN(id) FROM sequence_versions), owner_id,"
                    " CASE WHEN id % 2 = 0 THEN 'active' ELSE 'paused' END, 1, 1, 1, name_key,"
                    " owner_id"
                    " FROM prospects WHERE email_key LIKE 'q%'");
    g_assert_cmpuint(small_world_count(world, "prospect list",
                                       "{'search':'quill','state':'active','limit':200}"),
                     ==, 200);
    g_assert_cmpuint(
        small_world_count(world, "prospect list",
                          "{'search':'quill','state':'active','owner':'me','limit':200}"),
        ==, 200);
    g_autoptr(json_t) first = small_world_do(
        world, "prospect list", "{'search':'q1','state':'active','owner':'me','limit':200}");
    gsize count = json_array_size(first);
    g_assert_cmpuint(count, <, 200);
    g_assert_true(json_flag(json_array_get(first, count - 1), "more", false));
    check_pages_of(world, "'search':'q1','state':'active','owner':'me'", 200, 155);
    check_pages_of(world, "'search':'quill','state':'active','owner':'me'", 200, 600);
    check_pages_of(world, "'search':'quill','state':'active'", 200, 600);
    check_pages_of(world, "'state':'active'", 64, 600);
    check_pages_of(world, "'search':'quill','sequence':'cold'", 200, 1200);
}

static void
test_pages(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    for (int i = 0; i < 300; i++) {
        g_autofree char *email =
            g_strdup_printf("p%d.%s@c%d.example.com", i, i % 3 == 0 ? "doe" : "roe", i % 40);
        g_autofree char *company = g_strdup_printf("Company %d", i % 40);
        small_world_person(world, email, company, "Europe/Berlin");
    }
    /* some without a name, and some of nobody */
    small_world_sql(world, "UPDATE prospects SET name_key = '', first_name = NULL,"
                           " last_name = NULL WHERE email_key LIKE 'p1%';"
                           "UPDATE prospects SET owner_id = NULL WHERE email_key LIKE 'p2%'");
    g_autoptr(json_t) all =
        small_world_do(world, "enroll",
                       "{'sequence':'cold','prospects':['p0.doe@c0.example.com',"
                       "'p3.doe@c3.example.com','p6.doe@c6.example.com']}");
    g_assert_cmpint(json_int(all, "enrolled", 0), ==, 3);
    check_pages(world, "", 303);
    check_pages(world, "'search':'p'", 300);
    check_pages(world, "'search':'company 1'", 88); /* 1, 10 to 19 */
    check_pages(world, "'search':'doe'", 100 - 36);
    check_pages(world, "'owner':'me'", 303 - 111);
    check_pages(world, "'state':'none'", 299);
    check_pages(world, "'state':'none','owner':'me'", 299 - 111);
    check_pages(world, "'state':'pending'", 4);
    check_pages(world, "'sequence':'cold','search':'p'", 3);
}

static void
test_show(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    small_world_set(world, "2026-11-23T16:00:00+01:00");
    small_world_work(world);
    json_decref(small_world_do(world, "touch log",
                               "{'prospect':'ana.lopez@acme.example.com','channel':'call',"
                               "'outcome':'no_answer','promise':'Thursday morning'}"));
    g_autoptr(json_t) view =
        small_world_do(world, "prospect show", "{'prospect':'ana.lopez@acme.example.com'}");
    g_assert_cmpstr(json_text(view, "name", ""), ==, "Ana Lopez");
    g_assert_cmpstr(json_text(view, "email_state", ""), ==, "ok");
    g_assert_cmpstr(json_text(view, "local_time", ""), ==, "16:00");
    g_assert_cmpstr(json_text(json_object_get(view, "enrollment"), "sequence", ""), ==, "cold");
    g_assert_cmpstr(json_text(json_object_get(view, "gauge"), "word", ""), ==, "fresh");
    const json_t *promise = json_array_get(json_object_get(view, "promises"), 0);
    g_assert_cmpstr(json_text(promise, "say", ""), ==, "Thu 26 Nov, 09:00-12:00");
    const json_t *value = json_array_get(json_object_get(view, "value_points"), 0);
    g_assert_cmpstr(json_text(value, "key", ""), ==, "intro");
    const json_t *next = json_array_get(json_object_get(view, "next"), 0);
    g_assert_cmpstr(json_text(next, "say", ""), ==, "Call, Thu 26 Nov, 09:00-12:00 in Berlin");
    const json_t *colleague = json_array_get(json_object_get(view, "colleagues"), 0);
    g_assert_cmpstr(json_text(colleague, "name", ""), ==, "Bo Lee");
    g_assert_cmpstr(json_text(json_object_get(view, "last_touch"), "say", ""), ==,
                    "Call on Mon 23 Nov: no answer");
    g_assert_true(json_is_null(json_object_get(view, "kept_rate")));
}

static void
test_edit(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    small_world_sql(world, "UPDATE prospects SET email_bounced = 1, phone_wrong = 1"
                           " WHERE email_key LIKE 'ana%'");
    g_autoptr(json_t) view = small_world_do(
        world, "prospect edit",
        "{'prospect':'ana.lopez@acme.example.com','last_name':'Núñez','email':"
        "'Ana.Nunez@acme.example.com','phone':'+49 30 765432','zone':'Europe/Madrid','title':''}");
    g_assert_cmpstr(json_text(view, "name", ""), ==, "Ana Núñez");
    g_assert_cmpstr(json_text(view, "email_state", ""), ==, "ok");
    g_assert_cmpstr(json_text(view, "phone", ""), ==, "+4930765432");
    g_assert_false(json_flag(view, "phone_wrong", true));
    g_assert_cmpstr(json_text(view, "zone", ""), ==, "Europe/Madrid");
    g_assert_true(json_is_null(json_object_get(view, "title")));
    check_found(world, "{'search':'núñ'}", "Ana.Nunez ");
    check_found(world, "{'search':'núñ','state':'pending'}", "Ana.Nunez ");
    check_found(world, "{'search':'lopez','state':'pending'}", "");

    static const struct {
        const char *params, *says;
    } WRONG[] = {
        { "'email':'nobody'", "email" },
        { "'email':'bo.lee@acme.example.com'", "belongs to another prospect" },
        { "'phone':'12'", "phone" },
        { "'zone':'Berlin'", "zone" },
        { "'country':'Atlantis'", "country" },
        { "'field':['Fleet Size=4']", "Fleet Size=4" },
        { "'field':['fleet_size']", "fleet_size" },
    };
    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autofree char *params =
            g_strdup_printf("{'prospect':'ana.nunez@acme.example.com',%s}", WRONG[i].params);
        g_autofree char *message = small_world_refused(world, "prospect edit", params);
        g_assert_nonnull(strstr(message, WRONG[i].says));
    }
}

/* A field of the workspace's own is filled in, stays when another is, and goes when it is blank. */
static void
test_edit_own_fields(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "prospect edit",
                               "{'prospect':'ana.lopez@acme.example.com',"
                               "'field':['fleet_size=44','depot=North = old']}"));
    g_autoptr(json_t) view = small_world_do(
        world, "prospect edit",
        "{'prospect':'ana.lopez@acme.example.com','title':'COO','field':['fleet_size= ']}");
    const json_t *fields = json_object_get(view, "fields");
    g_assert_cmpint(json_object_size(fields), ==, 1);
    g_assert_cmpstr(json_text(fields, "depot", ""), ==, "North = old");
}

/* A mail that was held for a missing name goes on its way once the name is known. */
static void
test_edit_frees_held(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    small_world_sequence(world, "sequence: mails\n"
                                "steps:\n"
                                "  - day: 0\n"
                                "    channel: email\n"
                                "    automatic: true\n"
                                "    subject: Hello\n"
                                "    body: Hello {{first_name}}, a word on {{company}}.\n");
    small_world_sql(world, "UPDATE prospects SET first_name = NULL WHERE email_key LIKE 'bo%';"
                           "UPDATE workspaces SET postal_address = 'Road 1, Berlin'");
    json_decref(
        small_world_do(world, "mailbox add", "{'address':'rep@example.com','smtp':'outbox:'}"));
    json_decref(small_world_do(world, "enroll",
                               "{'sequence':'mails','prospect':'bo.lee@acme.example.com'}"));
    small_world_set(world, "2026-11-23T15:00:00+01:00");
    small_world_work(world);
    g_autoptr(json_t) held = small_world_do(world, "held list", NULL);
    g_assert_cmpint(json_array_size(held), ==, 1);
    json_decref(small_world_do(world, "prospect edit",
                               "{'prospect':'bo.lee@acme.example.com','first_name':'Bo'}"));
    small_world_work(world);
    g_autoptr(json_t) none = small_world_do(world, "held list", NULL);
    g_assert_cmpint(json_array_size(none), ==, 0);
    g_autoptr(json_t) rows = small_world_do(world, "prospect list", "{'search':'bo.lee'}");
    g_assert_cmpint(json_int(json_array_get(rows, 0), "attempts", 0), ==, 1); /* it left */
}

static void
test_next(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);
    static const char ANA[] = "'prospect':'ana.lopez@acme.example.com'";

    if (world == NULL)
        return;
    g_autofree char *later =
        g_strdup_printf("{%s,'later':'2027-03-01','trigger':'their contract ends'}", ANA);
    g_autoptr(json_t) view = small_world_do(world, "prospect next", later);
    g_assert_cmpstr(json_text(json_object_get(view, "enrollment"), "state", ""), ==, "finished");
    const json_t *next = json_array_get(json_object_get(view, "next"), 0);
    g_assert_cmpstr(json_text(next, "say", ""), ==, "Call, Mon 1 Mar 2027, 09:00-17:00 in Berlin");
    small_world_set(world, "2027-03-01T10:00:00+01:00");
    g_autoptr(json_t) today = small_world_do(world, "today", NULL);
    g_assert_cmpstr(json_text(json_array_get(today, 0), "why", ""), ==,
                    "You set this date: their contract ends.");

    g_autofree char *person = g_strdup_printf("{%s,'person':'bo.lee@acme.example.com'}", ANA);
    json_decref(small_world_do(world, "prospect next", person));
    g_autofree char *vague = g_strdup_printf("{%s}", ANA);
    g_autofree char *refused = small_world_refused(world, "prospect next", vague);
    g_assert_nonnull(strstr(refused, "--never"));

    g_autofree char *never = g_strdup_printf("{%s,'never':true}", ANA);
    g_autoptr(json_t) gone = small_world_do(world, "prospect next", never);
    g_assert_true(json_flag(gone, "shut", false));
    g_assert_cmpstr(json_text(json_object_get(gone, "gauge"), "word", ""), ==, "stop");
    g_autoptr(json_t) left = small_world_do(world, "today", NULL);
    g_assert_cmpint(json_array_size(left), ==, 1); /* the talk goes on with Bo */
    g_assert_cmpstr(json_text(json_array_get(left, 0), "why", ""), ==,
                    "You set this date: go on from Ana Lopez.");
}

static void
test_pause(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "prospect pause",
                               "{'prospect':'ana.lopez@acme.example.com','until':'2026-12-07',"
                               "'why':'moving house'}"));
    g_autoptr(json_t) rows = small_world_do(world, "prospect list", "{'state':'paused'}");
    g_assert_cmpstr(json_text(json_array_get(rows, 0), "next_say", ""), ==,
                    "Paused until Mon 7 Dec");
    small_world_set(world, "2026-11-24T16:00:00+01:00");
    small_world_work(world);
    g_autoptr(json_t) none = small_world_do(world, "today", NULL);
    g_assert_cmpint(json_array_size(none), ==, 0);
    json_decref(
        small_world_do(world, "prospect resume", "{'prospect':'ana.lopez@acme.example.com'}"));
    small_world_work(world);
    g_autoptr(json_t) active = small_world_do(world, "prospect list", "{'state':'active'}");
    g_assert_cmpint(json_array_size(active), ==, 1);
    g_autofree char *twice =
        small_world_refused(world, "prospect resume", "{'prospect':'ana.lopez@acme.example.com'}");
    g_assert_nonnull(strstr(twice, "not paused"));
    g_autofree char *past = small_world_refused(
        world, "prospect pause", "{'prospect':'ana.lopez@acme.example.com','until':'2026-11-20'}");
    g_assert_nonnull(strstr(past, "passed"));
}

static void
test_opt_out(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    g_autoptr(json_t) one = small_world_do(
        world, "prospect opt-out", "{'prospect':'bo.lee@acme.example.com','channel':'call'}");
    g_assert_cmpstr(json_string_value(json_array_get(json_object_get(one, "opted_out"), 0)), ==,
                    "call");
    g_assert_false(json_flag(one, "shut", true));
    g_autoptr(json_t) all =
        small_world_do(world, "prospect opt-out", "{'prospect':'ana.lopez@acme.example.com'}");
    g_assert_true(json_flag(all, "shut", false));
    g_autoptr(json_t) rows = small_world_do(world, "prospect list", "{'search':'lopez'}");
    g_assert_true(json_flag(json_array_get(rows, 0), "opted_out", false));
    g_assert_cmpstr(json_text(json_array_get(rows, 0), "next_say", ""), ==,
                    "Asked to be left alone");
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "find", test_find },           { "pages", test_pages },
        { "long-walk", test_long_walk }, { "show", test_show },
        { "edit", test_edit },           { "edit-frees-held", test_edit_frees_held },
        { "next", test_next },           { "pause", test_pause },
        { "opt-out", test_opt_out },     { "edit-own-fields", test_edit_own_fields },
    };

    return small_world_run(argc, argv, "prospect", TESTS, G_N_ELEMENTS(TESTS));
}
