/* Assets: attached to mail that arrives as meant, given once, held when they change while the mail
 * waits. */
#include <glib/gstdio.h>
#include <string.h>

#include "app/advance.h"
#include "app/deliver.h"
#include "small_world.h"

#define ANA "ana.lopez@acme.example.com"
#define MONDAY_16 "2026-11-23T16:00:00+01:00"
#define TUESDAY_16 "2026-11-24T16:00:00+01:00"

static const char SEQUENCE[] = "sequence: sheets\n"
                               "steps:\n"
                               "  - day: 0\n"
                               "    channel: email\n"
                               "    automatic: true\n"
                               "    subject: A sheet for {{company}}\n"
                               "    attach: [sheet]\n"
                               "    body: Hello {{first_name}}, two pages, and {{asset.case}}\n"
                               "  - day: 1\n"
                               "    channel: email\n"
                               "    automatic: true\n"
                               "    subject: One thing more\n"
                               "    attach: [sheet]\n"
                               "    body: Overtime on Fridays is what the others asked about.\n";

typedef struct {
    MailTransport transport;
    GPtrArray *taken; /* GBytes * */
} Server;

static void
server_send(MailTransport *base, SendBatch *batch)
{
    for (guint i = 0; i < batch->count; i++) {
        SendRequest *request = &batch->requests[i];
        request->result = (SendResult){ .state = SEND_ACCEPTED, .reply_code = 250 };
        if (send_batch_ask(batch, NULL, request))
            g_ptr_array_add(((Server *)base)->taken, g_bytes_ref(request->message));
        else
            request->result.state = SEND_REFUSED;
        send_batch_ask(batch, request, NULL);
    }
}

/* What is due is planned; nothing leaves. */
static void
plan(SmallWorld *world)
{
    g_autoptr(GError) error = NULL;
    AdvanceCount count = { 0 };

    advance_due(world->app, 100, &count, &error);
    g_assert_no_error(error);
}

static guint
deliver(SmallWorld *world, Server *server)
{
    g_autoptr(GError) error = NULL;
    DeliverCount count = { 0 };

    deliver_mailbox(world->app, 1, 10, &server->transport, &count, &error);
    g_assert_no_error(error);
    return server->taken->len;
}

/* A file of `size` bytes that begins with `mark`; its path. */
static char *
make_file(const char *name, const char *mark, gsize size)
{
    g_autofree char *folder = g_dir_make_tmp("seventh-asset-XXXXXX", NULL);
    char *path = g_build_filename(folder, name, NULL);
    g_autofree char *bytes = g_malloc0(size + 1);

    for (gsize i = 0; i < size; i++)
        bytes[i] = (char)(i * 131 + i / 7);
    memcpy(bytes, mark, MIN(strlen(mark), size));
    g_assert_true(g_file_set_contents(path, bytes, (gssize)size, NULL));
    return path;
}

static void
drop_file(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);

    g_unlink(path);
    g_rmdir(folder);
}

static json_t *
add_file(SmallWorld *world, const char *key, const char *name, const char *mark, gsize size)
{
    g_autofree char *path = make_file(name, mark, size);
    g_autofree char *params =
        g_strdup_printf("{'key':'%s','title':'The %s','file':'%s'}", key, key, path);
    json_t *asset = small_world_do(world, "asset add", params);

    drop_file(path);
    return asset;
}

/* Ana's mail with its sheet waits in the outbox. */
static SmallWorld *
world_with_mail(const char *engine, Server *server)
{
    SmallWorld *world = small_world_new(engine);

    if (world == NULL)
        return NULL;
    *server = (Server){ .transport = { .send = server_send },
                        .taken = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref) };
    small_world_person(world, ANA, "Acme", "Europe/Berlin");
    json_decref(add_file(world, "sheet", "Größe.pdf", "first", 4000));
    json_decref(small_world_do(world, "asset add",
                               "{'key':'case','title':'The case','kind':'case',"
                               "'url':'https://example.com/a_(b)'}"));
    json_decref(small_world_do(world, "mailbox add",
                               "{'address':'rep@example.com','smtp':'smtp+plain://127.0.0.1:9',"
                               "'pace':0}"));
    g_autofree char *yaml = g_strdup(SEQUENCE);
    small_world_sequence(world, yaml);
    json_decref(small_world_do(world, "enroll", "{'sequence':'sheets','prospect':'" ANA "'}"));
    small_world_set(world, MONDAY_16);
    plan(world);
    return world;
}

static void
server_clear(Server *server)
{
    g_ptr_array_unref(server->taken);
}

/* The nth mail holds the whole file that begins with `mark`, in lines of base64. */
static void
assert_carries(Server *server, guint n, const char *mark, gsize size)
{
    g_autofree char *path = make_file("x.pdf", mark, size), *bytes = NULL;
    gsize length, mail_length;
    const char *mail = g_bytes_get_data(g_ptr_array_index(server->taken, n), &mail_length);

    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    drop_file(path);
    g_autofree char *whole = g_base64_encode((const guchar *)bytes, length);
    g_autoptr(GString) lines = g_string_new("\r\n\r\n");
    for (gsize i = 0; whole[i] != '\0'; i += MIN((gsize)76, strlen(whole + i)))
        g_string_append_printf(lines, "%.76s\r\n", whole + i);
    g_assert_nonnull(g_strstr_len(mail, (gssize)mail_length, lines->str));
    g_assert_nonnull(g_strstr_len(mail, (gssize)mail_length, "multipart/mixed"));
}

static void
test_arrives(gconstpointer engine)
{
    Server server;
    g_autoptr(SmallWorld) world = world_with_mail(engine, &server);

    if (world == NULL)
        return;
    g_assert_cmpuint(deliver(world, &server), ==, 1);
    assert_carries(&server, 0, "first", 4000);
    gsize length;
    const char *mail = g_bytes_get_data(g_ptr_array_index(server.taken, 0), &length);
    g_assert_nonnull(g_strstr_len(mail, (gssize)length, "filename*0*=UTF-8''Gr%C3%B6%C3%9Fe.pdf"));
    g_assert_nonnull(g_strstr_len(mail, (gssize)length, "https://example.com/a%5F%28b%29"));

    g_autoptr(json_t) shown = small_world_do(world, "outbox show", "{'touch_id':1}");
    const json_t *assets = json_object_get(shown, "assets");
    g_assert_cmpstr(small_world_text(assets, 0, "file_name"), ==, "Größe.pdf");
    g_assert_cmpstr(small_world_text(assets, 1, "key"), ==, "case");
    /* Its source is the mail that left only when asked for; it says so. */
    g_autoptr(json_t) whole = small_world_do(world, "outbox show", "{'touch_id':1,'whole':true}");
    g_assert_false(json_flag(shown, "raw_whole", true));
    g_assert_true(json_flag(whole, "raw_whole", false));
    g_autofree char *left = g_strndup(mail, length);
    g_assert_cmpstr(json_text(whole, "raw", NULL), ==, left);
    g_autoptr(json_t) person = small_world_do(world, "prospect show", "{'prospect':'" ANA "'}");
    g_assert_cmpint(json_array_size(json_object_get(person, "assets")), ==, 2);
    g_autoptr(json_t) history = small_world_do(world, "timeline", "{'prospect':'" ANA "'}");
    const json_t *last = json_array_get(history, json_array_size(history) - 1);
    g_assert_cmpstr(small_world_text(json_object_get(last, "assets"), 0, "title"), ==, "The sheet");
    server_clear(&server);
}

/* A mail that waits for a human's hand shows in Today what goes with it. */
static void
test_today(gconstpointer engine)
{
    static const char BY_HAND[] = "sequence: by-hand\n"
                                  "steps:\n"
                                  "  - day: 0\n"
                                  "    channel: email\n"
                                  "    subject: A sheet for {{company}}\n"
                                  "    attach: [sheet]\n"
                                  "    body: Hello {{first_name}}, two pages, and {{asset.case}}\n";
    Server server;
    g_autoptr(SmallWorld) world = world_with_mail(engine, &server);

    if (world == NULL)
        return;
    small_world_person(world, "bo@birch.example.com", "Birch", "Europe/Berlin");
    small_world_sequence(world, BY_HAND);
    json_decref(small_world_do(world, "enroll",
                               "{'sequence':'by-hand','prospect':'bo@birch.example.com'}"));
    plan(world);
    g_autoptr(json_t) today = small_world_do(world, "today", "{'all':true}");
    const json_t *assets = json_object_get(json_array_get(today, 0), "assets");
    g_assert_cmpstr(small_world_text(assets, 0, "file_name"), ==, "Größe.pdf");
    g_assert_cmpstr(small_world_text(assets, 0, "title"), ==, "The sheet");
    g_assert_cmpstr(small_world_text(assets, 1, "url"), ==, "https://example.com/a_(b)");
    g_assert_false(json_flag(json_array_get(assets, 1), "attached", true));
    json_decref(small_world_do(world, "asset remove", "{'key':'sheet'}"));
    g_autoptr(json_t) after = small_world_do(world, "today", "{'all':true}");
    g_assert_cmpint(json_array_size(json_object_get(json_array_get(after, 0), "assets")), ==, 1);
    server_clear(&server);
}

/* The second mail would bring the same sheet: it is held until a human says that it may. */
static void
test_given_once(gconstpointer engine)
{
    Server server;
    g_autoptr(SmallWorld) world = world_with_mail(engine, &server);

    if (world == NULL)
        return;
    g_assert_cmpuint(deliver(world, &server), ==, 1);
    small_world_set(world, TUESDAY_16);
    plan(world);
    g_assert_cmpuint(deliver(world, &server), ==, 1);
    g_autoptr(json_t) held = small_world_do(world, "held list", NULL);
    g_assert_cmpint(json_array_size(held), ==, 1);
    g_assert_true(
        g_str_has_prefix(small_world_text(held, 0, "why"), "They were given \"The sheet\" before"));
    int64_t id = json_int(json_array_get(held, 0), "touch_id", 0);
    g_autofree char *plainly = g_strdup_printf("{'touch_id':%" G_GINT64_FORMAT "}", id);
    json_decref(small_world_do(world, "held retry", plainly));
    plan(world);
    g_autoptr(json_t) still = small_world_do(world, "held list", NULL);
    g_assert_cmpint(json_array_size(still), ==, 1);
    id = json_int(json_array_get(still, 0), "touch_id", 0);
    g_autofree char *again = g_strdup_printf("{'touch_id':%" G_GINT64_FORMAT ",'again':true}", id);
    json_decref(small_world_do(world, "held retry", again));
    plan(world);
    g_assert_cmpint(small_world_count(world, "held list", NULL), ==, 0);
    g_assert_cmpuint(deliver(world, &server), ==, 2);
    assert_carries(&server, 1, "first", 4000);
    server_clear(&server);
}

static void
test_replaced(gconstpointer engine)
{
    Server server;
    g_autoptr(SmallWorld) world = world_with_mail(engine, &server);

    if (world == NULL)
        return;
    g_autoptr(json_t) same = add_file(world, "sheet", "Größe.pdf", "first", 4000);
    g_assert_cmpint(json_int(same, "held", -1), ==, 0); /* the very same file */
    g_autoptr(json_t) new = add_file(world, "sheet", "Größe.pdf", "second", 5000);
    g_assert_cmpint(json_int(new, "held", 0), ==, 1);
    g_assert_cmpint(json_int(json_object_get(new, "file"), "version", 0), ==, 2);
    g_assert_cmpuint(deliver(world, &server), ==, 0);
    g_autoptr(json_t) held = small_world_do(world, "held list", NULL);
    g_assert_nonnull(strstr(small_world_text(held, 0, "why"), "was replaced"));
    json_decref(small_world_do(world, "held retry", "{'touch_id':1}"));
    plan(world);
    g_assert_cmpuint(deliver(world, &server), ==, 1);
    assert_carries(&server, 0, "second", 5000);

    /* What left stays what it was, whatever comes after it. */
    json_decref(add_file(world, "sheet", "Größe.pdf", "third", 600));
    g_autoptr(json_t) shown = small_world_do(world, "asset show", "{'key':'sheet'}");
    g_assert_cmpint(json_array_size(json_object_get(shown, "versions")), ==, 2);
    server_clear(&server);
}

static void
test_removed(gconstpointer engine)
{
    Server server;
    g_autoptr(SmallWorld) world = world_with_mail(engine, &server);

    if (world == NULL)
        return;
    g_autoptr(json_t) removed = small_world_do(world, "asset remove", "{'key':'sheet'}");
    g_assert_cmpint(json_int(removed, "held", 0), ==, 1);
    g_assert_false(json_flag(removed, "kept_for_history", true)); /* nobody ever got it */
    g_assert_cmpuint(deliver(world, &server), ==, 0);
    json_decref(small_world_do(world, "held retry", "{'touch_id':1}"));
    plan(world);
    g_autoptr(json_t) held = small_world_do(world, "held list", NULL);
    g_assert_nonnull(strstr(small_world_text(held, 0, "why"), "There is no asset \"sheet\""));
    int64_t id = json_int(json_array_get(held, 0), "touch_id", 0);
    g_autofree char *which = g_strdup_printf("{'touch_id':%" G_GINT64_FORMAT "}", id);
    json_decref(add_file(world, "sheet", "back.pdf", "back", 100));
    json_decref(small_world_do(world, "held retry", which));
    plan(world);
    g_assert_cmpuint(deliver(world, &server), ==, 1);
    g_autoptr(json_t) kept = small_world_do(world, "asset remove", "{'key':'sheet'}");
    g_assert_true(json_flag(kept, "kept_for_history", false));
    g_assert_cmpint(small_world_count(world, "asset list", NULL), ==, 1);
    g_assert_cmpint(small_world_count(world, "asset list", "{'all':true}"), ==, 2);
    server_clear(&server);
}

/* A file that rotted on disk keeps back the mail it belongs to, and no other. */
static void
test_rotten(gconstpointer engine)
{
    Server server;
    g_autoptr(SmallWorld) world = world_with_mail(engine, &server);

    if (world == NULL)
        return;
    small_world_sql(world, "UPDATE asset_files SET sha256 = 'other' WHERE workspace_id = $W");
    g_assert_cmpuint(deliver(world, &server), ==, 0);
    g_autoptr(json_t) held = small_world_do(world, "held list", NULL);
    g_assert_nonnull(strstr(small_world_text(held, 0, "why"), "not what was stored"));
    server_clear(&server);
}

static void
test_refused(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    static const struct {
        const char *params, *why;
    } CASES[] = {
        { "{'key':'Bad Key','title':'x','url':'https://example.com'}", "is no key" },
        { "{'key':'a','title':'x'}", "a file or a link" },
        { "{'key':'a','url':'https://example.com'}", "title" },
        { "{'key':'a','title':'x','url':'javascript:alert(1)'}", "begins with https://" },
        { "{'key':'a','title':'x','url':'https://example.com/a b'}", "stands in no address" },
        { "{'key':'a','title':'x','file':'/nowhere/x.pdf'}", "cannot read" },
        { "{'key':'a','title':'x','url':'https://example.com','value_point':'none'}",
          "no value point" },
    };
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *why = small_world_refused(world, "asset add", CASES[i].params);
        g_assert_nonnull(strstr(why, CASES[i].why));
    }
    g_autofree char *large = make_file("large.pdf", "", 6 << 20);
    g_autofree char *params = g_strdup_printf("{'key':'l','title':'x','file':'%s'}", large);
    g_autofree char *why = small_world_refused(world, "asset add", params);
    drop_file(large);
    g_assert_nonnull(strstr(why, "has 6.0 MB, and a file may have 5.0 MB"));
    g_autofree char *program = make_file("setup.exe", "MZ", 10);
    g_autofree char *run = g_strdup_printf("{'key':'l','title':'x','file':'%s'}", program);
    g_autofree char *no = small_world_refused(world, "asset add", run);
    drop_file(program);
    g_assert_nonnull(strstr(no, "turn away .exe"));

    g_autofree char *unknown = small_world_refused(world, "sequence add",
                                                   "{'text':'sequence: s\\n"
                                                   "steps:\\n  - day: 0\\n    channel: email\\n"
                                                   "    attach: [nothing]\\n    body: x\\n'}");
    g_assert_nonnull(strstr(unknown, "line 5: step 1: there is no asset \"nothing\""));
}

/* A rep changes what they added; what others did is for a manager. */
static void
test_rights(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    world->rep.role = ROLE_REP;
    json_decref(
        small_world_do(world, "asset add", "{'key':'a','title':'x','url':'https://example.com'}"));
    json_decref(small_world_do(world, "asset add", "{'key':'a','title':'y'}"));
    small_world_sql(world, "UPDATE assets SET user_id = 99 WHERE workspace_id = $W");
    g_autofree char *why = small_world_refused(world, "asset add", "{'key':'a','title':'z'}");
    g_assert_nonnull(strstr(why, "added by somebody else"));
    g_autofree char *no = small_world_refused(world, "asset remove", "{'key':'a'}");
    g_assert_nonnull(strstr(no, "added by somebody else"));
}

/* A person's own answer carries a file, also one they had before; replaced meanwhile, it is theirs
 * again. */
static void
test_answer(gconstpointer engine)
{
    Server server;
    g_autoptr(SmallWorld) world = world_with_mail(engine, &server);

    if (world == NULL)
        return;
    g_assert_cmpuint(deliver(world, &server), ==, 1);
    small_world_take(world, "From: Ana <" ANA ">\r\nTo: rep@example.com\r\nSubject: Re: A sheet\r\n"
                            "Message-Id: <1@acme.example.com>\r\n"
                            "Date: Mon, 23 Nov 2026 16:10:00 +0100\r\n\r\n"
                            "Which page has the prices?\r\n");
    static const char ANSWER[] =
        "{'reply_id':1,'text':'On page two, see the sheet. Shall we look at it together on "
        "Thursday?','attach':['sheet'],'anyway':true}";
    json_decref(small_world_do(world, "reply answer", ANSWER));
    json_decref(add_file(world, "sheet", "new.pdf", "second", 300));
    small_world_set(world, "2026-11-23T16:05:00+01:00");
    g_assert_cmpuint(deliver(world, &server), ==, 1);
    g_assert_cmpint(small_world_count(world, "reply list", NULL), ==, 1); /* open again */
    json_decref(small_world_do(world, "reply answer", ANSWER));
    small_world_set(world, "2026-11-23T16:10:00+01:00");
    g_assert_cmpuint(deliver(world, &server), ==, 2);
    assert_carries(&server, 1, "second", 300);
    g_autofree char *unknown = small_world_refused(
        world, "reply answer", "{'reply_id':1,'text':'x','attach':['shet'],'anyway':true}");
    g_assert_nonnull(unknown);
    server_clear(&server);
}

/* What comes along with a reply is listed, and nothing of it kept. */
static void
test_came_along(gconstpointer engine)
{
    Server server;
    g_autoptr(SmallWorld) world = world_with_mail(engine, &server);

    if (world == NULL)
        return;
    g_assert_cmpuint(deliver(world, &server), ==, 1);
    small_world_take(
        world, "From: Ana <" ANA ">\r\nTo: rep@example.com\r\nSubject: Re: A sheet\r\n"
               "Message-Id: <2@acme.example.com>\r\nDate: Mon, 23 Nov 2026 16:10:00 +0100\r\n"
               "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
               "--b\r\nContent-Type: text/plain\r\n\r\nHere is our plan. What would it cost?\r\n"
               "--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
               "Content-Disposition: attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf\r\n\r\n"
               "SGVsbG8sIHdvcmxkIQ==\r\n"
               "--b\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <1>\r\n"
               "Content-Disposition: inline; filename=logo.png\r\n\r\nx\r\n--b--\r\n");
    g_autoptr(json_t) reply = small_world_do(world, "reply show", "{'reply_id':1}");
    const json_t *files = json_object_get(reply, "files");
    g_assert_cmpint(json_array_size(files), ==, 1); /* not the logo that the text shows */
    g_assert_cmpstr(small_world_text(files, 0, "name"), ==, "Größe.pdf");
    g_assert_cmpstr(small_world_text(files, 0, "type"), ==, "application/pdf");
    g_assert_cmpint(json_int(json_array_get(files, 0), "size", 0), ==, 13);
    server_clear(&server);
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "arrives", test_arrives },       { "given_once", test_given_once },
        { "replaced", test_replaced },     { "removed", test_removed },
        { "rotten", test_rotten },         { "refused", test_refused },
        { "rights", test_rights },         { "answer", test_answer },
        { "came_along", test_came_along }, { "today", test_today },
    };
    return small_world_run(argc, argv, "asset", TESTS, G_N_ELEMENTS(TESTS));
}
