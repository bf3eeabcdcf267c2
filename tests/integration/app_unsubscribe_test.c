/* Unsubscribing by the link or by the mail that a mail program sends: whose door is shut. */
#include <string.h>

#include "app/letterhead.h"
#include "app/mail_link.h"
#include "app/take_reply.h"
#include "app/unsubscribe.h"
#include "small_world.h"

#define ANA "ana.lopez@acme.example.com"
#define BEN "ben.moss@acme.example.com"

typedef struct {
    SmallWorld *world;
    int64_t ana, ben, mailbox;
    char *token; /* Ana's */
} Scene;

static void
scene_free(Scene *self)
{
    g_free(self->token);
    small_world_free(self->world);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scene, scene_free)

static Scene *
scene_new(const char *engine)
{
    SmallWorld *world = small_world_new(engine);
    g_autoptr(GError) error = NULL;

    if (world == NULL)
        return NULL;
    Scene *self = g_new0(Scene, 1);
    self->world = world;
    self->ana = small_world_person(world, ANA, "Acme", "Europe/Berlin");
    self->ben = small_world_person(world, BEN, "Acme", "Europe/Berlin");
    small_world_sql(world, "UPDATE prospects SET phone = NULL WHERE email = '" BEN "'");
    g_autoptr(json_t) box =
        small_world_do(world, "mailbox add",
                       "{'address':'rep@example.com','smtp':'smtp+plain://127.0.0.1:9','pace':0}");
    self->mailbox = json_int(box, "mailbox_id", 0);
    MailLink link = { .kind = MAIL_LINK_UNSUBSCRIBE,
                      .prospect_id = self->ana,
                      .mailbox_id = self->mailbox };
    self->token = mail_link_token(world->app, &link, &error);
    g_assert_no_error(error);
    return self;
}

static bool
is_shut(Scene *self, const char *who)
{
    g_autofree char *params = g_strdup_printf("{'prospect':'%s'}", who);
    g_autoptr(json_t) person = small_world_do(self->world, "prospect show", params);
    return json_flag(person, "shut", false);
}

/* A mail from `from` with this subject comes in. */
static TakeCount
take(Scene *self, const char *from, const char *subject)
{
    g_autofree char *text = g_strdup_printf("From: %s\r\nTo: rep@example.com\r\nSubject: %s\r\n"
                                            "Message-ID: <%u@elsewhere.example.com>\r\n"
                                            "Date: Mon, 23 Nov 2026 10:00:00 +0100\r\n\r\n\r\n",
                                            from, subject, g_str_hash(subject));

    return small_world_take(self->world, text);
}

/* The token names Ana even when the mail comes from an address nobody knows, or from Ben's. */
static void
test_mail_names_whom_it_is_about(gconstpointer engine)
{
    g_autoptr(Scene) scene = scene_new(engine);

    if (scene == NULL)
        return;
    g_autofree char *subject = g_strconcat("unsubscribe ", scene->token, NULL);
    take(scene, BEN, subject);
    g_assert_true(is_shut(scene, ANA));
    g_assert_false(is_shut(scene, BEN));
}

static void
test_word_alone_is_the_sender(gconstpointer engine)
{
    g_autoptr(Scene) scene = scene_new(engine);

    if (scene == NULL)
        return;
    take(scene, BEN, "unsubscribe");
    g_assert_false(is_shut(scene, ANA));
    g_assert_true(is_shut(scene, BEN));
}

/* A token nobody made shuts no door of others; the word still counts for who sent it. */
static void
test_forged_token(gconstpointer engine)
{
    g_autoptr(Scene) scene = scene_new(engine);

    if (scene == NULL)
        return;
    scene->token[20] = scene->token[20] == 'A' ? 'B' : 'A';
    g_autofree char *subject = g_strconcat("Unsubscribe ", scene->token, NULL);
    take(scene, BEN, subject);
    g_assert_false(is_shut(scene, ANA));
    g_assert_true(is_shut(scene, BEN));
    g_autoptr(GError) error = NULL;
    g_auto(Unsubscribe) state = { 0 };
    g_assert_false(unsubscribe_do(scene->world->app, scene->token, &state, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
    g_assert_false(is_shut(scene, ANA));
}

static void
test_link(gconstpointer engine)
{
    g_autoptr(Scene) scene = scene_new(engine);
    g_autoptr(GError) error = NULL;

    if (scene == NULL)
        return;
    for (int round = 0; round < 2; round++) {
        g_auto(Unsubscribe) looked = { 0 };
        g_auto(Unsubscribe) state = { 0 };
        g_assert_true(unsubscribe_look(scene->world->app, scene->token, &looked, &error));
        g_assert_cmpint(looked.done, ==, round == 1);
        g_assert_cmpint(is_shut(scene, ANA), ==, round == 1);
        g_assert_true(unsubscribe_do(scene->world->app, scene->token, &state, &error));
        g_assert_true(state.done);
        g_assert_true(is_shut(scene, ANA));
    }
    g_assert_false(is_shut(scene, BEN));
}

/* One link always gives one token, and a click's token does not unsubscribe. */
static void
test_tokens(gconstpointer engine)
{
    g_autoptr(Scene) scene = scene_new(engine);
    g_autoptr(GError) error = NULL;
    g_auto(Unsubscribe) state = { 0 };

    if (scene == NULL)
        return;
    MailLink link = { .kind = MAIL_LINK_UNSUBSCRIBE,
                      .prospect_id = scene->ana,
                      .mailbox_id = scene->mailbox };
    g_autofree char *again = mail_link_token(scene->world->app, &link, &error);
    g_assert_cmpstr(again, ==, scene->token);
    link.kind = MAIL_LINK_CLICK;
    g_autofree char *click = mail_link_token(scene->world->app, &link, &error);
    g_assert_false(unsubscribe_do(scene->world->app, click, &state, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "mail-names-whom", test_mail_names_whom_it_is_about },
        { "word-alone", test_word_alone_is_the_sender },
        { "forged-token", test_forged_token },
        { "link", test_link },
        { "tokens", test_tokens },
    };

    return small_world_run(argc, argv, "unsubscribe", TESTS, G_N_ELEMENTS(TESTS));
}
