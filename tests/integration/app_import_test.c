/* Imports as a salesperson meets them: what comes in, what is refused and why, and that a second
 * time changes nothing. On both engines. */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "small_world.h"
#include "store/queries.h"

static json_t *
import(SmallWorld *world, const char *verb, const char *csv, const char *more)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) params = more != NULL ? json_loads(more, 0, NULL) : json_object();
    json_t *result = NULL;

    json_set_text(params, "text", csv);
    operation_call(world->app, &world->rep, verb, params, &result, NULL, &error);
    g_assert_no_error(error);
    return result;
}

/* "rows created updated skipped rejected accounts errors" */
static void
expect(json_t *result, const char *counts)
{
    g_autofree char *got = g_strdup_printf(
        "%d %d %d %d %d %d %d", (int)json_int(result, "rows", -1),
        (int)json_int(result, "created", -1), (int)json_int(result, "updated", -1),
        (int)json_int(result, "skipped", -1), (int)json_int(result, "rejected", -1),
        (int)json_int(result, "accounts", -1), (int)json_int(result, "error_count", -1));

    g_assert_cmpstr(got, ==, counts);
    json_decref(result);
}

static void
expect_error(const json_t *result, gsize index, int line, const char *column, const char *words)
{
    const json_t *entry = json_array_get(json_object_get(result, "errors"), index);

    g_assert_nonnull(entry);
    g_assert_cmpint(json_int(entry, "line", 0), ==, line);
    g_assert_cmpstr(json_text(entry, "column", NULL), ==, column);
    if (strstr(json_text(entry, "message", ""), words) == NULL)
        g_error("\"%s\" does not say \"%s\"", json_text(entry, "message", ""), words);
}

static const char PEOPLE[] =
    "Email,First Name,Last Name,Company,Phone,Country,Industry\n"
    "Ana.Lopez@acme.example.com,Ana,Lopez,Acme,030 1234567,Germany,Machinery\n"
    "bo@acme.example.com,Bo,Lee,,+33 4 72 12 34 56,,\n"
    "carla@gmail.com,Carla,Diaz,,(805) 247-8982,,\n"
    ",Deniz,Kaya,,+90 212 123 45 67,,\n";

static void
test_people(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    expect(import(world, "import prospects", PEOPLE, NULL), "4 4 0 0 0 1 0");
    expect(import(world, "import prospects", PEOPLE, NULL), "4 0 0 4 0 0 0");
    g_autoptr(json_t) ana =
        small_world_do(world, "prospect show", "{'prospect':'ana.lopez@acme.example.com'}");
    g_assert_cmpstr(json_text(ana, "phone", NULL), ==, "+49301234567");
    g_assert_cmpstr(json_text(ana, "zone", NULL), ==, "Europe/Berlin");
    g_assert_cmpstr(json_text(ana, "zone_source", NULL), ==, "country");
    g_assert_cmpstr(json_text(json_object_get(ana, "fields"), "industry", NULL), ==, "Machinery");
    /* Bo joins Acme by the mail domain; Carla's provider says nothing about a company. */
    g_autoptr(json_t) bo =
        small_world_do(world, "prospect show", "{'prospect':'bo@acme.example.com'}");
    g_assert_cmpstr(json_text(bo, "company", NULL), ==, "Acme");
    g_assert_cmpstr(json_text(bo, "zone", NULL), ==, "Europe/Paris");
    g_autoptr(json_t) carla =
        small_world_do(world, "prospect show", "{'prospect':'carla@gmail.com'}");
    g_assert_null(json_text(carla, "company", NULL));
    g_assert_cmpstr(json_text(carla, "zone", NULL), ==, "America/Los_Angeles");
}

static void
test_changes(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    expect(import(world, "import prospects", PEOPLE, NULL), "4 4 0 0 0 1 0");
    /* An empty cell erases nothing; a new value replaces; a new custom field joins the old. */
    expect(import(world, "import prospects",
                  "Email,First Name,Title,Size\nana.lopez@ACME.example.com,,CTO,40\n", NULL),
           "1 0 1 0 0 0 0");
    g_autoptr(json_t) ana =
        small_world_do(world, "prospect show", "{'prospect':'ana.lopez@acme.example.com'}");
    g_assert_cmpstr(json_text(ana, "first_name", NULL), ==, "Ana");
    g_assert_cmpstr(json_text(ana, "title", NULL), ==, "CTO");
    g_assert_cmpstr(json_text(ana, "phone", NULL), ==, "+49301234567");
    g_assert_cmpstr(json_text(json_object_get(ana, "fields"), "industry", NULL), ==, "Machinery");
    g_assert_cmpstr(json_text(json_object_get(ana, "fields"), "size", NULL), ==, "40");
}

/* The same person twice in one file: the first row counts, the second fills blanks. */
static void
test_twins(gconstpointer engine)
{
    static const char TWINS[] = "Record ID,Email,First Name,Title\n"
                                "1,ana@example.com,Ana,\n"
                                "1,ana@example.com,Anna,CTO\n"
                                "2,ANA@example.com,Anne,CEO\n";
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    expect(import(world, "import prospects", TWINS, NULL), "3 1 1 1 0 1 0");
    expect(import(world, "import prospects", TWINS, NULL), "3 0 0 3 0 0 0");
    g_autoptr(json_t) ana =
        small_world_do(world, "prospect show", "{'prospect':'ana@example.com'}");
    g_assert_cmpstr(json_text(ana, "first_name", NULL), ==, "Ana");
    g_assert_cmpstr(json_text(ana, "title", NULL), ==, "CTO");
}

static void
test_bad_rows(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    g_autoptr(json_t) result = import(world, "import prospects",
                                      "Email,Name,Phone,Time Zone,Country\n"
                                      "good@example.com,Good One,+49 1,Mars/Olympus,Germany\n"
                                      "not an address,Bad One,,,\n"
                                      "\"line\nbreak@example.com\",Broken,,,\n"
                                      "last@example.com,No End,,,Atlantis",
                                      NULL);
    expect_error(result, 0, 2, "Phone", "short");
    expect_error(result, 1, 2, "Time Zone", "Europe/Berlin");
    expect_error(result, 2, 3, "Email", "@");
    expect_error(result, 3, 3, NULL, "nothing identifies");
    expect_error(result, 4, 4, "Email", "address");
    expect_error(result, 6, 6, "Country", "no country");
    expect(g_steal_pointer(&result), "4 2 0 0 2 1 7");
    g_autoptr(json_t) good =
        small_world_do(world, "prospect show", "{'prospect':'good@example.com'}");
    g_assert_cmpstr(json_text(good, "zone", NULL), ==, "Europe/Berlin");
    g_assert_null(json_text(good, "phone", NULL));
}

/* A cell beyond the header is named, an empty one is not worth a word; a quote that swallowed the
 * next line shows by it. */
static void
test_excess(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    json_t *result = import(world, "import prospects",
                            "Email,Last Name,Company\n"
                            "ana@example.com,Lopez,Acme,,\n"
                            "bo@example.com,Lee,Acme,,surplus\n"
                            "carla@example.com,Diaz,\"Ac\"me\n"
                            "deniz@example.com,\"Kaya\",Beta,Gamma\n",
                            NULL);
    expect_error(result, 0, 3, NULL, "more cells than the header");
    expect_error(result, 1, 4, NULL, "a quote or a delimiter");
    expect(result, "3 3 0 0 0 2 2");
}

static SmallWorld *
ana_is_enrolled(const char *engine)
{
    SmallWorld *world = small_world_new(engine);

    if (world == NULL)
        return NULL;
    expect(import(world, "import prospects", "Email,Last Name\nana@example.com,Lopez\n", NULL),
           "1 1 0 0 0 1 0");
    small_world_sequence(world, SMALL_WORLD_COLD);
    json_decref(
        small_world_do(world, "enroll", "{'sequence':'cold','prospect':'ana@example.com'}"));
    return world;
}

/* Who changes name in a file is found by the new one, also among those of a sequence. */
static void
test_renamed(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = ana_is_enrolled(engine);

    if (world == NULL)
        return;
    expect(import(world, "import prospects", "Email,Last Name\nana@example.com,Young\n", NULL),
           "1 0 1 0 0 0 0");
    g_assert_cmpuint(
        small_world_count(world, "prospect list", "{'search':'young','state':'pending'}"), ==, 1);
    g_assert_cmpuint(
        small_world_count(world, "prospect list", "{'search':'lopez','state':'pending'}"), ==, 0);
}

/* Who gets an owner from a file is among that owner's people of a sequence. */
static void
test_given_an_owner(gconstpointer engine)
{
    static const char MINE[] = "{'owner':'me','state':'pending'}",
                      SEARCHED[] = "{'owner':'me','sequence':'cold','search':'lop'}";
    g_autoptr(SmallWorld) world = ana_is_enrolled(engine);

    if (world == NULL)
        return;
    g_assert_cmpuint(small_world_count(world, "prospect list", MINE), ==, 0);
    expect(import(world, "import prospects", "Email\nana@example.com\n",
                  "{\"owner\":\"rep@example.com\"}"),
           "1 0 1 0 0 0 0");
    g_assert_cmpuint(small_world_count(world, "prospect list", MINE), ==, 1);
    g_assert_cmpuint(small_world_count(world, "prospect list", SEARCHED), ==, 1);
}

static void
test_refused(gconstpointer engine)
{
    static const char *const CASES[][2] = {
        { "{'text':''}", "empty" },
        { "{'text':'Colour,Size\\nred,4\\n'}", "email" },
        { "{'text':'Email\\n', 'map':['email=Nope']}", "Nope" },
        { "{'text':'Email\\n', 'country':'Atlantis'}", "Atlantis" },
        { "{'file':'/nowhere/people.csv'}", "cannot read /nowhere/people.csv" },
        { "{}", "name a file" },
        { "{'text':'Email\\na@example.com\\n', 'owner':'x@example.com'}", "x@example.com" },
    };
    g_autoptr(SmallWorld) world = small_world_new(engine);

    for (gsize i = 0; world != NULL && i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *message = small_world_refused(world, "import prospects", CASES[i][0]);
        if (strstr(message, CASES[i][1]) == NULL)
            g_error("%s: \"%s\" does not say \"%s\"", CASES[i][0], message, CASES[i][1]);
    }
}

static void
test_dry_run(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    expect(import(world, "import prospects", PEOPLE, "{\"dry_run\":true}"), "4 4 0 0 0 1 0");
    g_autoptr(json_t) nobody = small_world_do(world, "prospect list", NULL);
    g_assert_cmpuint(json_array_size(nobody), ==, 0);
    expect(import(world, "import prospects", PEOPLE, NULL), "4 4 0 0 0 1 0");
}

static void
test_opt_out(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);
    static const char SHUT[] = "Email,Last Name,Unsubscribed,Do Not Call\n"
                               "no@example.com,No,yes,\nquiet@example.com,Quiet,no,true\n"
                               "fine@example.com,Fine,no,\n";

    if (world == NULL)
        return;
    expect(import(world, "import prospects", SHUT, NULL), "3 3 0 0 0 1 0");
    expect(import(world, "import prospects", SHUT, NULL), "3 0 0 3 0 0 0");
    g_autoptr(json_t) no = small_world_do(world, "prospect show", "{'prospect':'no@example.com'}");
    g_assert_cmpuint(json_array_size(json_object_get(no, "opted_out")), >, 0);
    g_autoptr(json_t) fine =
        small_world_do(world, "prospect show", "{'prospect':'fine@example.com'}");
    g_assert_cmpuint(json_array_size(json_object_get(fine, "opted_out")), ==, 0);
}

/* Companies first, people join them by the company's id; the other way round gives the same. */
static void
test_accounts(gconstpointer engine)
{
    static const char COMPANIES[] = "ACCOUNTID,Account Name,Website\n7,Acme,www.acme.example.com\n"
                                    "8,Beta,\n";
    static const char CONTACTS[] = "CONTACTID,Last Name,Account Id,Email\n"
                                   "1,Lopez,7,ana@acme.example.com\n2,Lee,8,bo@example.org\n";

    for (int order = 0; order < 2; order++) {
        g_autoptr(SmallWorld) world = small_world_new(engine);
        if (world == NULL)
            return;
        if (order == 1)
            json_decref(import(world, "import prospects", CONTACTS, NULL));
        json_decref(import(world, "import accounts", COMPANIES, NULL));
        json_decref(import(world, "import prospects", CONTACTS, NULL));
        g_autoptr(json_t) again = import(world, "import accounts", COMPANIES, NULL);
        g_assert_cmpint(json_int(again, "skipped", 0), ==, 2);
        g_autoptr(json_t) bo =
            small_world_do(world, "prospect show", "{'prospect':'bo@example.org'}");
        g_assert_cmpstr(json_text(bo, "company", NULL), ==, "Beta");
    }
}

static void
test_activities(gconstpointer engine)
{
    static const char CALLS[] =
        "TASKID,Call Start Time,Call Duration (in seconds),Subject,Call Type,CONTACTID\n"
        "1,2021-04-15 23:03:00,420,Intro,Outbound,17\n"
        "2,\"16 Apr, 2021 00:03:00\",0,Again,Outbound,17\n"
        "3,2021-04-17 10:00:00,60,They rang,Inbound,17\n"
        "4,yesterday,60,When,Outbound,17\n"
        "5,2021-04-18 10:00:00,60,Whom,Outbound,99\n";
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    json_decref(import(world, "import prospects",
                       "CONTACTID,Email,Last Name\n17,ana@example.com,Lopez\n", NULL));
    for (int i = 0; i < 2; i++) {
        g_autoptr(json_t) result = import(world, "import activities", CALLS, NULL);
        g_assert_cmpint(json_int(result, "created", -1), ==, i == 0 ? 2 : 0);
        g_assert_cmpint(json_int(result, "skipped", -1), ==, i == 0 ? 0 : 2);
        g_assert_cmpint(json_int(result, "not_attempts", -1), ==, 1);
        expect_error(result, 0, 5, "Call Start Time", "not a date");
        expect_error(result, 1, 6, "CONTACTID", "import the people first");
    }
    g_autoptr(json_t) ana =
        small_world_do(world, "prospect show", "{'prospect':'ana@example.com'}");
    g_assert_cmpint(json_int(ana, "attempts", 0), ==, 2);
}

/* A first import rebuilds the indexes of people; afterwards they are still used: no statement walks
 * a whole workspace that did not say so. */
static void
test_indexes_after_import(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);
    guint walks = 0;

    if (world == NULL)
        return;
    expect(import(world, "import prospects", PEOPLE, NULL), "4 4 0 0 0 1 0");
    DbConn *conn = db_acquire(world->app->db, DB_WRITE, NULL);
    for (gsize i = 0; i < STORE_CATALOG.count; i++) {
        const DbStatement *statement = STORE_CATALOG.statements[i];
        g_autofree char *plan = NULL;
        g_autoptr(GError) error = NULL;
        bool scans = db_statement_scans(conn, statement, &plan, &error);
        g_assert_no_error(error);
        if ((scans || strstr(plan, "(workspace_id=?)") != NULL) && !statement->may_scan) {
            g_test_message("%s: %s", statement->name, plan);
            walks++;
        }
    }
    db_release(conn);
    g_assert_cmpuint(walks, ==, 0);
}

/* A first load: ids in order, then in none, so that their index goes and comes back; people who
 * want no mail between others; rows met before; companies by name in two spellings. */
static void
test_first_load(gconstpointer engine)
{
    g_autoptr(GString) csv = g_string_new("Record ID,Email,Last Name,Company,Do Not Contact\n");
    g_autoptr(SmallWorld) world = small_world_new(engine);
    int rows = 6000;

    if (world == NULL)
        return;
    for (int i = 0; i < rows; i++)
        g_string_append_printf(csv, "R%05d,p%d@c%d.example.com,P%d,%s %d,%s\n",
                               i < rows / 2 ? i : rows - i + rows / 2 - 1, i, i % 300, i,
                               i % 2 == 0 ? "Firm" : "FIRM", i % 300, i % 1000 == 7 ? "yes" : "");
    g_string_append(csv, "R00005,p5@c5.example.com,P5,Firm 5,\n"); /* as before */
    g_string_append(csv, "R00006,new@example.org,P6,,\n");         /* a second address */
    g_string_append(csv, "R09999,p7@c7.example.com,P7,,\n"); /* another id: the address counts */
    expect(import(world, "import prospects", csv->str, NULL), "6003 6000 0 3 0 300 0");
    expect(import(world, "import prospects", csv->str, NULL), "6003 0 0 6003 0 0 0");
    g_autoptr(json_t) first =
        small_world_do(world, "prospect show", "{'prospect':'p0@c0.example.com'}");
    g_autoptr(json_t) last =
        small_world_do(world, "prospect show", "{'prospect':'p5999@c299.example.com'}");
    g_autoptr(json_t) shut =
        small_world_do(world, "prospect show", "{'prospect':'p5007@c207.example.com'}");
    g_assert_cmpstr(json_text(first, "company", NULL), ==, "Firm 0");
    g_assert_cmpint(json_int(last, "prospect_id", 0) - json_int(first, "prospect_id", 0), ==,
                    rows - 1);
    g_assert_cmpstr(json_text(last, "company", NULL), ==, "FIRM 299");
    g_assert_cmpuint(json_array_size(json_object_get(shut, "opted_out")), >, 0);
    g_assert_cmpuint(json_array_size(json_object_get(last, "opted_out")), ==, 0);
}

/* A first load by somebody who owns nobody: people get owners from the file's middle on, and are
 * found by them. */
static void
test_first_load_with_owners(gconstpointer engine)
{
    g_autoptr(GString) csv = g_string_new("Email,Last Name,Owner\n");
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    for (int i = 0; i < 3000; i++)
        g_string_append_printf(csv, "p%d@example.com,P%d,%s\n", i, i,
                               i >= 1200 && i % 100 == 0 ? "rep@example.com" : "");
    world->rep.role = ROLE_ADMIN;
    expect(import(world, "import prospects", csv->str, NULL), "3000 3000 0 0 0 1 0");
    g_assert_cmpuint(small_world_count(world, "prospect list", "{'owner':'rep@example.com'}"), ==,
                     18);
    g_assert_cmpuint(
        small_world_count(world, "prospect list", "{'owner':'rep@example.com','search':'p2900'}"),
        ==, 1);
}

/* A disk that takes no more (here: files may not grow) leaves nothing behind; with room again, the
 * same import succeeds. Only SQLite writes files of its own. */
static void
test_disk_full(gconstpointer engine)
{
    g_autoptr(GString) csv = g_string_new("Email,Last Name,Note\n");
    g_autoptr(SmallWorld) world = small_world_new(engine);
    struct rlimit usual, tight;

    for (int i = 0; i < 20000; i++)
        g_string_append_printf(csv, "p%d@example.com,P%d,%0100d\n", i, i, i);
    getrlimit(RLIMIT_FSIZE, &usual);
    tight = (struct rlimit){ .rlim_cur = 4 << 20, .rlim_max = usual.rlim_max };
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &tight);
    g_autoptr(json_t) params = json_pack("{s:s}", "text", csv->str);
    g_autoptr(json_t) result = NULL;
    g_autoptr(GError) error = NULL;
    g_assert_false(
        operation_call(world->app, &world->rep, "import prospects", params, &result, NULL, &error));
    setrlimit(RLIMIT_FSIZE, &usual);
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_LIMIT);
    g_assert_nonnull(strstr(error->message, "free some space"));
    g_autoptr(json_t) nobody = small_world_do(world, "prospect list", NULL);
    g_assert_cmpuint(json_array_size(nobody), ==, 0);
    expect(import(world, "import prospects", csv->str, NULL), "20000 20000 0 0 0 1 0");
    expect(import(world, "import prospects", csv->str, NULL), "20000 0 0 20000 0 0 0");
}

/* What real products wrote, when the data is at hand. */
static void
test_real_files(gconstpointer engine)
{
    static const struct {
        const char *verb, *file;
        int rows;
    } FILES[] = {
        { "import accounts", "zoho/zoho_Accounts.csv", 2229 },
        { "import prospects", "zoho/zoho_Contacts.csv", 1265 },
        { "import activities", "zoho/zoho_Calls.csv", 4100 },
        { "import prospects", "fivetran+dbt_hubspot/contact_data.csv", 22 },
        { "import prospects", "fivetran+dbt_salesforce/sf_contact_data.csv", 4 },
    };
    const char *shared = g_getenv("SEVENTH_SHARED_DATA");
    g_autofree char *folder = g_build_filename(shared != NULL ? shared : ".", "crm", NULL);

    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        g_test_skip("NOT TESTED ON REAL EXPORTS: SEVENTH_SHARED_DATA names no folder with crm/");
        return;
    }
    g_autoptr(SmallWorld) world = small_world_new(engine);
    for (gsize i = 0; world != NULL && i < 2 * G_N_ELEMENTS(FILES); i++) {
        const char *file = FILES[i % G_N_ELEMENTS(FILES)].file;
        g_autofree char *params = g_strdup_printf("{'file':'%s/%s'}", folder, file);
        g_autoptr(json_t) result =
            small_world_do(world, FILES[i % G_N_ELEMENTS(FILES)].verb, params);
        g_assert_cmpint(json_int(result, "rows", 0), ==, FILES[i % G_N_ELEMENTS(FILES)].rows);
        if (i < G_N_ELEMENTS(FILES)) {
            g_assert_cmpint(json_int(result, "created", 0), >, 0);
        } else {
            g_assert_cmpint(json_int(result, "created", -1), ==, 0);
            g_assert_cmpint(json_int(result, "updated", -1), ==, 0);
        }
    }
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *name;
        GTestDataFunc run;
    } TESTS[] = {
        { "first-load", test_first_load },
        { "first-load-with-owners", test_first_load_with_owners },
        { "people", test_people },
        { "changes", test_changes },
        { "twins", test_twins },
        { "bad_rows", test_bad_rows },
        { "refused", test_refused },
        { "renamed", test_renamed },
        { "given-an-owner", test_given_an_owner },
        { "excess", test_excess },
        { "dry_run", test_dry_run },
        { "opt_out", test_opt_out },
        { "accounts", test_accounts },
        { "activities", test_activities },
        { "disk_full", test_disk_full },
        { "real_files", test_real_files },
        { "indexes", test_indexes_after_import },
    };

    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(TESTS); i++) {
        g_autofree char *sqlite = g_strconcat("/import/", TESTS[i].name, "/sqlite", NULL);
        g_autofree char *postgresql = g_strconcat("/import/", TESTS[i].name, "/postgresql", NULL);
        g_test_add_data_func(sqlite, "sqlite", TESTS[i].run);
        if (TESTS[i].run != test_disk_full)
            g_test_add_data_func(postgresql, "postgresql", TESTS[i].run);
    }
    return g_test_run();
}
