/* Lint: places, languages, templates, threads, and what it must leave alone. */
#include <string.h>

#include "core/lint.h"

static LintReport *
check(const char *subject, const char *body, const char *earlier)
{
    g_autoptr(GPtrArray) thread = g_ptr_array_new();

    if (earlier != NULL)
        g_ptr_array_add(thread, (char *)earlier);
    LintInput input = { .subject = subject, .body = body, .thread = thread };
    return lint_check(&input);
}

static void
test_place(void)
{
    g_autoptr(LintReport) report =
        check(NULL, "Grüß Gott Frau Özil,\n\ndie Maße: 3 × 4 m. Für [Firma] passt es.", NULL);
    const LintFinding *hole = lint_report_find(report, LINT_MISSING_VARIABLE);

    g_assert_cmpuint(report->findings->len, ==, 1);
    g_assert_cmpuint(hole->line, ==, 3);
    g_assert_cmpuint(hole->column, ==, 24); /* characters, not bytes */
    g_assert_cmpuint(hole->length, ==, 7);
    g_assert_cmpstr(hole->text, ==, "[Firma]");
}

static void
test_suggestion_speaks_their_language(void)
{
    static const struct {
        const char *body, *word;
    } CASES[] = {
        { "Hi Ann, just checking in on my last email. Any thoughts?", "reason" },
        { "Hallo Frau Ott, ich wollte nur kurz nachfragen, ob Sie meine Mail gelesen haben.",
          "Grund" },
        { "Bonjour, je me permets de vous relancer. Avez-vous vu mon message ?", "raison" },
        { "Hola Ana, solo quería saber si ha visto mi correo.", "motivo" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(LintReport) report = check(NULL, CASES[i].body, NULL);
        const LintFinding *finding = lint_report_find(report, LINT_EMPTY_FOLLOW_UP);
        g_assert_nonnull(finding);
        g_assert_nonnull(strstr(finding->suggestion, CASES[i].word));
    }
}

/* No phrase of any list: all of it is about the exchange itself. A single thing of theirs makes it
 * a message. */
static void
test_filler_is_empty(void)
{
    static const struct {
        const char *body;
        bool empty;
    } CASES[] = {
        { "Hi Lou, quick check: are you still the right person to speak to about this?", true },
        { "Morning Tess, giving this thread a little bump.", true },
        { "Guten Morgen Frau Abel, wie ist denn der Zwischenstand bei Ihnen?", true },
        { "Rebonjour Chloé, où en êtes-vous de votre réflexion ?", true },
        { "Buenos días, Bruno: ¿hay alguna novedad?", true },
        { "Hi Lou, quick check: are you still the right person to speak to about sprinklers?",
          false },
        { "Thank you for your message.", false },
        { "Jack, did the sample reach you? It shows the seam we spoke of.", false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(LintReport) report = check(NULL, CASES[i].body, NULL);
        g_test_message("%s", CASES[i].body);
        g_assert_cmpint(lint_report_find(report, LINT_EMPTY_FOLLOW_UP) != NULL, ==, CASES[i].empty);
    }
}

static void
test_other_words(void)
{
    static const char EARLIER[] = "Hi Tom, our sensors warn you of a leaking cold room before the "
                                  "food spoils. They run for six years on one battery.";
    g_autoptr(LintReport) again = check(
        NULL,
        "Hi Tom, with our sensors you get a warning of a leaking cold room before the food is "
        "spoiled, and the battery lasts six years.",
        EARLIER);
    g_autoptr(LintReport) praise = check(
        NULL, "Hi Tom, we are convinced that this is a valuable solution for your team.", EARLIER);
    g_autoptr(LintReport) fresh =
        check(NULL, "Hi Tom, a caterer in Hull lost 3,100 pounds of salmon on Friday.", EARLIER);

    g_assert_nonnull(lint_report_find(again, LINT_REPEATED_PITCH));
    g_assert_nonnull(lint_report_find(again, LINT_NO_NEW_VALUE));
    g_assert_null(lint_report_find(praise, LINT_REPEATED_PITCH));
    g_assert_nonnull(lint_report_find(praise, LINT_NO_NEW_VALUE));
    g_assert_null(lint_report_find(fresh, LINT_REPEATED_PITCH));
    g_assert_null(lint_report_find(fresh, LINT_NO_NEW_VALUE));
}

/* Told anew in other words, and something else of the same seller. */
static void
test_told_anew(void)
{
    static const char EARLIER[] = "Hi Ann, our courier collects laboratory samples every evening, "
                                  "keeps them at 4 degrees and delivers before eight.";
    g_autoptr(LintReport) again =
        check(NULL,
              "Hi Ann, imagine laboratories whose samples get collected each evening by our "
              "couriers, stay at 4 degrees on the way and are delivered before eight.",
              EARLIER);
    g_autoptr(LintReport) other =
        check(NULL,
              "Hi Ann, the new tube stand on our courier vans holds 96 vials upright. Would the "
              "blood bank use it?",
              EARLIER);

    g_assert_nonnull(lint_report_find(again, LINT_REPEATED_PITCH));
    g_assert_null(lint_report_find(other, LINT_REPEATED_PITCH));
}

/* What is only spoken about is no hole, and a name that is not there is one. */
static void
test_holes(void)
{
    static const struct {
        const char *body;
        bool hole;
    } CASES[] = {
        { "Hi Ann,\nyour shop mail of today began with \"Dear {{name}}\" twice.", false },
        { "Hi Ann,\nI read your post \"{{title}}\" and liked it.", true },
        { "Hi Ann,\nthe {{name}} in your template lacks a brace.", false },
        { "Hi {{name}}, our template is ready.", true },
        { "Hi Ann,\nwe saw that  is opening a second hall in May.", true },
        { "Hi Ann,\nwe saw it.  It is open.", false },
        { "Hallo Ann,\nbei [Kundenname] läuft es schon.", true },
        { "Hi Ann,\nthe mark [EXTERNAL] comes from your filter.", false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(LintReport) report = check(NULL, CASES[i].body, NULL);
        bool found = lint_report_find(report, LINT_MISSING_VARIABLE) != NULL;
        if (found != CASES[i].hole)
            g_test_message("%s", CASES[i].body);
        g_assert_cmpint(found, ==, CASES[i].hole);
        g_assert_cmpint(lint_has_hole(CASES[i].body), ==, CASES[i].hole);
    }
}

/* That no answer came is a reproach, unless it is forgiven or the message goes on to give. */
static void
test_silence(void)
{
    static const struct {
        const char *body;
        bool guilt, empty;
    } CASES[] = {
        { "Hi Ann, I have heard nothing from you, and I am frankly disappointed.", true, true },
        { "Hi Ann, I have not heard from you, no rush at all. The 40 mm ring is in.", false,
          false },
        { "Hi Ann, a short no would have been common courtesy. The ring costs 40 euros.", true,
          false },
        { "Hi Ann, no answer from the harbour office so far. I hold the berth until the 9th.",
          false, false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(LintReport) report = check(NULL, CASES[i].body, NULL);
        bool guilt = lint_report_find(report, LINT_GUILT_TRIP) != NULL;
        bool empty = lint_report_find(report, LINT_EMPTY_FOLLOW_UP) != NULL;
        if (guilt != CASES[i].guilt || empty != CASES[i].empty)
            g_test_message("%s", CASES[i].body);
        g_assert_cmpint(guilt, ==, CASES[i].guilt);
        g_assert_cmpint(empty, ==, CASES[i].empty);
    }
}

static void
test_fresh_is_suggested(void)
{
    LintInput input = { .body = "Hi Ann, any thoughts?", .fresh = "the study of the bakery" };
    g_autoptr(LintReport) report = lint_check(&input);

    g_assert_nonnull(strstr(lint_report_find(report, LINT_EMPTY_FOLLOW_UP)->suggestion,
                            "the study of the bakery"));
}

static void
test_thread(void)
{
    const char *earlier = "Hi Ann, our cold store keeps vaccines at 4 degrees for three days "
                          "without power, and calls you when a door stays open.";
    g_autoptr(LintReport) again = check(NULL, earlier, earlier);
    g_autoptr(LintReport) news =
        check(NULL, "Hi Ann, the clinic in Kiel lost power on 3 May for 61 hours. Nothing spoiled.",
              earlier);

    g_assert_nonnull(lint_report_find(again, LINT_REPEATED_PITCH));
    g_assert_nonnull(lint_report_find(again, LINT_NO_NEW_VALUE));
    g_assert_cmpfloat(again->novelty, <, .1);
    g_assert_cmpuint(news->findings->len, ==, 0);
    g_assert_cmpfloat(news->novelty, >, .8);
}

/* In a template a field is no hole; what no engine fills in is one there too. */
static void
test_template(void)
{
    LintInput input = { .body = "Hi {{first_name}}, your {company} has 12 lifts. Which one first?",
                        .is_template = true };
    g_autoptr(LintReport) report = lint_check(&input);

    g_assert_cmpuint(report->findings->len, ==, 1);
    g_assert_cmpstr(lint_report_find(report, LINT_MISSING_VARIABLE)->text, ==, "{company}");
}

static void
test_subject(void)
{
    g_autoptr(LintReport) fake = check("Re: our talk", "Hi Ann, who buys your valves?", NULL);
    LintInput answer = { .subject = "Re: valves", .body = "Hi Ann, 12 of them.", .is_reply = true };
    g_autoptr(LintReport) real = lint_check(&answer);

    g_assert_cmpuint(lint_report_find(fake, LINT_FAKE_REPLY)->line, ==, 0);
    g_assert_cmpuint(real->findings->len, ==, 0);
}

static void
test_opt_out_added_elsewhere(void)
{
    LintInput input = { .body = "Hi Ann, we help bakeries plan their shifts. Could I show you in "
                                "ten minutes how it works?" };
    g_autoptr(LintReport) without = lint_check(&input);
    input.adds_opt_out = true;
    g_autoptr(LintReport) with = lint_check(&input);

    g_assert_nonnull(lint_report_find(without, LINT_NO_OPT_OUT));
    g_assert_null(lint_report_find(with, LINT_NO_OPT_OUT));
}

/* Whatever comes: empty, blank, marks only, a megabyte. */
static void
test_strange(void)
{
    static const char *const BODIES[] = { "",      " \n\n",   "{{{{",   "{{",  "!",
                                          "?????", ">quote",  "Hi,",    "Hi ", "[",
                                          "é",     "Regards", "\n\n\nx" };
    g_autoptr(GString) large = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(BODIES); i++) {
        g_autoptr(LintReport) report = check(BODIES[i], BODIES[i], BODIES[i]);
        g_assert_cmpuint(report->findings->len, <, 5);
    }
    for (int i = 0; i < 60000; i++)
        g_string_append(large, "just checking in é ");
    g_autoptr(LintReport) report = check(NULL, large->str, NULL);
    g_assert_nonnull(report);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/lint/place", test_place);
    g_test_add_func("/core/lint/language", test_suggestion_speaks_their_language);
    g_test_add_func("/core/lint/filler", test_filler_is_empty);
    g_test_add_func("/core/lint/other-words", test_other_words);
    g_test_add_func("/core/lint/told-anew", test_told_anew);
    g_test_add_func("/core/lint/holes", test_holes);
    g_test_add_func("/core/lint/silence", test_silence);
    g_test_add_func("/core/lint/fresh", test_fresh_is_suggested);
    g_test_add_func("/core/lint/thread", test_thread);
    g_test_add_func("/core/lint/template", test_template);
    g_test_add_func("/core/lint/subject", test_subject);
    g_test_add_func("/core/lint/opt-out", test_opt_out_added_elsewhere);
    g_test_add_func("/core/lint/strange", test_strange);
    return g_test_run();
}
