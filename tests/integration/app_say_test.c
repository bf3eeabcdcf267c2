/* Something new to say, and true to one's word: what a person hears, never twice, and what a text
 * promises. */
#include <string.h>

#include "small_world.h"

#define ANA "ana.lopez@acme.example.com"

static const char TWO_CALLS[] = "sequence: calls\n"
                                "steps:\n"
                                "  - day: 0\n"
                                "    channel: call\n"
                                "    value_point: intro\n"
                                "    script: The intro.\n"
                                "  - day: 2\n"
                                "    channel: call\n"
                                "    value_point: case\n"
                                "    script: The case.\n";

static const char MAILS[] =
    "sequence: mails\n"
    "steps:\n"
    "  - day: 0\n"
    "    channel: email\n"
    "    automatic: true\n"
    "    subject: Your cold store\n"
    "    body: Our cold store keeps vaccines at four degrees without power, for three whole days.\n"
    "  - day: 1\n"
    "    channel: email\n"
    "    automatic: true\n"
    "    reply_to_previous: true\n"
    "    body: Our cold store keeps vaccines at four degrees without power, for three whole "
    "days.\n";

static const char PROMISING[] =
    "sequence: promising\n"
    "steps:\n"
    "  - day: 0\n"
    "    channel: email\n"
    "    automatic: true\n"
    "    subject: Your three lifts\n"
    "    body: Lift 2 stood still 41 hours in May. I'll call you Thursday morning about it.\n";

static SmallWorld *
world_with_ana(gconstpointer engine, const char *sequence, const char *name)
{
    SmallWorld *world = small_world_new(engine);

    if (world == NULL)
        return NULL;
    small_world_person(world, ANA, "Acme", "Europe/Berlin");
    json_decref(small_world_do(world, "mailbox add",
                               "{'address':'rep@example.com','smtp':'outbox:','pace':0}"));
    small_world_sequence(world, sequence);
    g_autofree char *enroll = g_strdup_printf("{'sequence':'%s','prospect':'" ANA "',"
                                              "'mailbox':'rep@example.com'}",
                                              name);
    json_decref(small_world_do(world, "enroll", enroll));
    return world;
}

static bool
has_reason(const json_t *row, const char *code)
{
    const json_t *reasons = json_object_get(row, "reasons");

    for (gsize i = 0; i < json_array_size(reasons); i++)
        if (strcmp(json_text(json_array_get(reasons, i), "code", ""), code) == 0)
            return true;
    return false;
}

static void
hears_the_intro(SmallWorld *world)
{
    json_decref(small_world_do(world, "touch log",
                               "{'prospect':'" ANA "','channel':'visit','outcome':'done',"
                               "'value_point':'intro','at':'2026-11-20T10:00:00+01:00'}"));
}

/* They heard the intro in a chat at a fair: the first call brings the library's next thing. */
static void
test_never_twice(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    small_world_person(world, ANA, "Acme", "Europe/Berlin");
    json_decref(small_world_do(world, "value-point add",
                               "{'key':'intro','title':'Who we are','says':'We are us.'}"));
    json_decref(small_world_do(world, "value-point add",
                               "{'key':'bakers','title':'For bakers','persona':'baker'}"));
    json_decref(
        small_world_do(world, "value-point add",
                       "{'key':'study','title':'The Kiel study','persona':'cto, head of it',"
                       "'says':'61 hours without power, nothing spoiled.'}"));
    hears_the_intro(world);
    small_world_sequence(world, TWO_CALLS);
    json_decref(small_world_do(world, "enroll", "{'sequence':'calls','prospect':'" ANA "'}"));
    small_world_set(world, "2026-11-23T15:00:00+01:00");
    small_world_work(world);
    g_autoptr(json_t) rows = small_world_do(world, "today", NULL);
    g_assert_cmpuint(json_array_size(rows), ==, 1);
    g_assert_cmpstr(small_world_text(rows, 0, "value_point"), ==, "study");
    g_assert_cmpstr(small_world_text(rows, 0, "value_point_title"), ==, "The Kiel study");
    g_assert_cmpstr(small_world_text(rows, 0, "script"), ==,
                    "61 hours without power, nothing spoiled.");
    g_assert_true(has_reason(json_array_get(rows, 0), "value_heard"));
    g_assert_nonnull(
        strstr(small_world_text(rows, 0, "last_said"), "Last time: Who we are (Visit"));
}

/* Nothing left to say is said. */
static void
test_dry(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    small_world_person(world, ANA, "Acme", "Europe/Berlin");
    hears_the_intro(world);
    small_world_sequence(world, TWO_CALLS);
    json_decref(small_world_do(world, "enroll", "{'sequence':'calls','prospect':'" ANA "'}"));
    small_world_set(world, "2026-11-23T15:00:00+01:00");
    small_world_work(world);
    g_autoptr(json_t) rows = small_world_do(world, "today", NULL);
    g_assert_true(has_reason(json_array_get(rows, 0), "value_dry"));
}

static void
test_library(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "value-point add", "{'key':'case','title':'The case'}"));
    json_decref(small_world_do(world, "asset add",
                               "{'key':'pdf','title':'The case as PDF','value_point':'case',"
                               "'url':'https://example.com/case.pdf','kind':'case'}"));
    g_autoptr(json_t) shown = small_world_do(world, "value-point show", "{'key':'case'}");
    g_assert_cmpstr(json_text(json_array_get(json_object_get(shown, "assets"), 0), "url", ""), ==,
                    "https://example.com/case.pdf");
    g_autofree char *key =
        small_world_refused(world, "value-point add", "{'key':'No Key','title':'x'}");
    g_assert_nonnull(strstr(key, "small letters"));
    g_autofree char *link = small_world_refused(
        world, "asset add", "{'key':'x','title':'x','url':'javascript:alert(1)'}");
    g_assert_nonnull(strstr(link, "https://"));
    g_autofree char *none = small_world_refused(
        world, "asset add", "{'key':'x','title':'x','url':'https://e.test','value_point':'nix'}");
    g_assert_nonnull(strstr(none, "no value point"));
    json_decref(small_world_do(world, "value-point retire", "{'key':'case'}"));
    g_autoptr(json_t) left = small_world_do(world, "value-point list", NULL);
    g_autoptr(json_t) all = small_world_do(world, "value-point list", "{'all':true}");
    g_assert_cmpuint(json_array_size(left), ==, 0);
    g_assert_cmpuint(json_array_size(all), ==, 1);
}

/* The second mail says what the first one said: it waits for a human, and says why. */
static void
test_repeat_is_held(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = world_with_ana(engine, MAILS, "mails");

    if (world == NULL)
        return;
    small_world_set(world, "2026-11-23T16:00:00+01:00");
    small_world_work(world);
    g_autoptr(json_t) outbox = small_world_do(world, "outbox list", NULL);
    g_assert_cmpuint(json_array_size(outbox), ==, 1);
    for (int day = 24; day <= 27; day++) {
        g_autofree char *instant = g_strdup_printf("2026-11-%02dT16:00:00+01:00", day);
        small_world_set(world, instant);
        small_world_work(world);
    }
    g_autoptr(json_t) after = small_world_do(world, "outbox list", NULL);
    g_autoptr(json_t) held = small_world_do(world, "held list", NULL);
    g_assert_cmpuint(json_array_size(after), ==, 1);
    g_assert_cmpuint(json_array_size(held), ==, 1);
    g_assert_nonnull(
        strstr(small_world_text(held, 0, "why"), "It says again what this person was sent"));
}

/* A mail that promises makes the promise when it leaves, with its task in that window: not while it
 * waits, for it may still be taken back, and not when nobody would have it. */
static void
test_mail_promises(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = world_with_ana(engine, PROMISING, "promising");

    if (world == NULL)
        return;
    small_world_sql(world, "UPDATE mailboxes SET is_paused = 1");
    small_world_set(world, "2026-11-23T16:00:00+01:00");
    small_world_work(world);
    g_assert_cmpuint(small_world_count(world, "outbox list", NULL), ==, 1);
    g_assert_cmpuint(small_world_count(world, "promise list", NULL), ==, 0);
    small_world_sql(world, "UPDATE mailboxes SET is_paused = 0");
    small_world_work(world);
    g_autoptr(json_t) promises = small_world_do(world, "promise list", NULL);
    g_assert_cmpuint(json_array_size(promises), ==, 1);
    g_assert_cmpstr(small_world_text(promises, 0, "channel"), ==, "call");
    g_assert_cmpstr(small_world_text(promises, 0, "from"), ==, "2026-11-26T09:00:00+01:00");
    g_assert_cmpstr(small_world_text(promises, 0, "until"), ==, "2026-11-26T12:00:00+01:00");
    g_autoptr(json_t) outbox = small_world_do(world, "outbox list", NULL);
    g_assert_cmpuint(json_array_size(outbox), ==, 1);
}

/* A note that promises is offered, not made; a promise that was typed needs no offer. */
static void
test_note_offers(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    small_world_person(world, ANA, "Acme", "Europe/Berlin");
    g_autoptr(json_t) logged =
        small_world_do(world, "touch log",
                       "{'prospect':'" ANA "','channel':'call','outcome':'no_answer',"
                       "'note':'Said on the machine: I will try again Thursday morning.'}");
    g_autoptr(json_t) promises = small_world_do(world, "promise list", NULL);
    const json_t *offer = json_object_get(logged, "offer");
    g_assert_cmpuint(json_array_size(promises), ==, 0);
    g_assert_cmpstr(json_text(offer, "say", ""), ==, "Thu 26 Nov, 09:00-12:00");
    g_autofree char *add = g_strdup_printf("{'prospect':'" ANA "','channel':'call','window':'%s'}",
                                           json_text(offer, "window", ""));
    json_decref(small_world_do(world, "promise add", add));
    g_autoptr(json_t) read =
        small_world_do(world, "promise read",
                       "{'text':'Rufen Sie mich am Dienstag nach 15 Uhr an.','reply':true}");
    g_assert_cmpstr(json_text(json_object_get(read, "offer"), "say", ""), ==,
                    "Tue 24 Nov, 15:00-17:00");
}

static void
test_reply_offers(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = world_with_ana(engine, PROMISING, "promising");

    if (world == NULL)
        return;
    small_world_sql(world,
                    "INSERT INTO replies (workspace_id, mailbox_id, prospect_id, user_id,"
                    " message_key, from_address, received_us, kind, intent, confidence, new_text,"
                    " state) SELECT $W, m.id, p.id, m.user_id, 'k', p.email, 1795424400000000,"
                    " 'human', 'meeting', 0.9, 'Busy now, call me Tuesday after 3.', 'open'"
                    " FROM mailboxes m, prospects p");
    g_autoptr(json_t) rows = small_world_do(world, "reply list", NULL);
    g_autofree char *which = g_strdup_printf("{'reply_id':%" G_GINT64_FORMAT "}",
                                             json_int(json_array_get(rows, 0), "reply_id", 0));
    g_autoptr(json_t) reply = small_world_do(world, "reply show", which);
    const json_t *offer = json_object_get(reply, "offer");
    g_assert_cmpstr(json_text(offer, "channel", ""), ==, "call");
    g_assert_cmpstr(json_text(offer, "say", ""), ==, "Tue 24 Nov, 15:00-17:00");
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "never-twice", test_never_twice },
        { "dry", test_dry },
        { "library", test_library },
        { "repeat-is-held", test_repeat_is_held },
        { "mail-promises", test_mail_promises },
        { "note-offers", test_note_offers },
        { "reply-offers", test_reply_offers },
    };

    return small_world_run(argc, argv, "say", TESTS, G_N_ELEMENTS(TESTS));
}
