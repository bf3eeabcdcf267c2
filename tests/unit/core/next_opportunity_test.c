/* Where each kind of no leads, and what a named day is. */
#include <string.h>

#include "core/named_day.h"
#include "core/next_opportunity.h"
#include "core/referral.h"

static Day
day(int year, int month, int dom)
{
    return day_of((CivilDate){ year, month, dom });
}

static NextInput
after(NoKind kind)
{
    return (NextInput){
        .kind = kind,
        .today = day(2026, 11, 24),
        .named_day = INT32_MIN,
        .reachable = true,
        .company = "Acme",
        .colleague = { 7, "Bo Lee", "holds the budget, not tried yet" },
        .similar = { 9, "Cal Young", "the same title, at Other" },
    };
}

/* The paths in order, joined. */
static char *
paths_of(const NextInput *input)
{
    NextProposal proposals[PATH_COUNT];
    int count = next_propose(input, proposals);
    g_autoptr(GString) text = g_string_new(NULL);

    g_assert_cmpint(count, >=, 1);
    for (int i = 0; i < count; i++) {
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", next_path_name(proposals[i].path));
        g_assert_cmpuint(strlen(proposals[i].say), >, 10);
        g_assert_cmpuint(strlen(proposals[i].why), >, 10);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
test_each_kind(void)
{
    static const struct {
        NoKind kind;
        const char *paths;
    } EXPECTED[] = {
        { NO_ANSWER, "person nurture similar prospecting" },
        { NO_NOT_NOW, "later nurture person" },
        { NO_WRONG_PERSON, "person similar prospecting" },
        { NO_NOT_INTERESTED, "person nurture similar prospecting never" },
        { NO_BUDGET, "later person nurture" },
        { NO_SUPPLIER, "later nurture person" },
        { NO_STOP, "never similar prospecting" },
        { NO_HOSTILE, "never similar prospecting" },
    };

    g_assert_cmpint(G_N_ELEMENTS(EXPECTED), ==, NO_KIND_COUNT);
    for (gsize i = 0; i < G_N_ELEMENTS(EXPECTED); i++) {
        NextInput input = after(EXPECTED[i].kind);
        g_autofree char *paths = paths_of(&input);
        g_assert_cmpstr(paths, ==, EXPECTED[i].paths);
    }
}

/* Whatever was said last: a shut door has no path to the person. */
static void
test_shut(void)
{
    for (int kind = 0; kind < NO_KIND_COUNT; kind++) {
        NextInput input = after((NoKind)kind);
        input.shut = true;
        g_autofree char *paths = paths_of(&input);
        g_assert_cmpstr(paths, ==, "never similar prospecting");
    }
}

/* Every mix of what is there: at least one path, never one that cannot be taken. */
static void
test_every_mix(void)
{
    for (int bits = 0; bits < NO_KIND_COUNT * 32; bits++) {
        NextInput input = after((NoKind)(bits / 32));
        NextProposal proposals[PATH_COUNT];
        input.shut = bits & 1;
        input.reachable = bits & 2;
        input.nurtured = bits & 4;
        input.colleague.id = bits & 8 ? 7 : 0;
        input.similar.id = bits & 16 ? 9 : 0;
        int count = next_propose(&input, proposals);
        g_assert_cmpint(count, >=, 1);
        for (int i = 0; i < count; i++) {
            NextPath path = proposals[i].path;
            bool same = path == PATH_LATER || path == PATH_NURTURE;
            g_assert_false(same && (input.shut || !input.reachable));
            g_assert_false(path == PATH_NURTURE && input.nurtured);
            g_assert_false(path == PATH_PERSON && input.colleague.id == 0);
            g_assert_false(path == PATH_SIMILAR && input.similar.id == 0);
            g_assert_cmpint(proposals[i].day != INT32_MIN, ==, same);
            g_assert_true(!same || proposals[i].day > input.today);
            g_assert_true(!same || day_weekday(proposals[i].day) < 5);
        }
    }
}

static void
test_dates(void)
{
    NextInput input = after(NO_NOT_NOW);
    NextProposal proposals[PATH_COUNT];

    next_propose(&input, proposals);
    g_assert_cmpint(proposals[0].day, ==, day(2027, 2, 22)); /* 90 days */
    g_assert_cmpstr(proposals[0].say, ==,
                    "Come back on 22 Feb 2027: they said not now, and to come back.");
    input.named_day = day(2027, 5, 1); /* a Saturday */
    next_propose(&input, proposals);
    g_assert_cmpint(proposals[0].day, ==, day(2027, 5, 3));
    g_assert_cmpstr(proposals[0].why, ==, "Not now is a date, not a no. They named the date.");
    input = after(NO_BUDGET);
    next_propose(&input, proposals);
    g_assert_cmpint(proposals[0].day, ==, day(2027, 4, 1)); /* 45 days on is 8 January */
    input.today = day(2026, 10, 1);
    next_propose(&input, proposals);
    g_assert_cmpint(proposals[0].day, ==, day(2027, 1, 1));
    Calendar german = { .place = holiday_place("DE", NULL) };
    input.calendar = &german; /* New Year's Day is a Friday, and a holiday of theirs */
    next_propose(&input, proposals);
    g_assert_cmpint(proposals[0].day, ==, day(2027, 1, 4));
}

static void
test_names(void)
{
    for (int kind = 0; kind < NO_KIND_COUNT; kind++)
        g_assert_cmpint(no_kind_parse(no_kind_name((NoKind)kind)), ==, kind);
    for (int path = 0; path < PATH_COUNT; path++)
        g_assert_cmpint(next_path_parse(next_path_name((NextPath)path)), ==, path);
    g_assert_cmpint(no_kind_parse("yes"), ==, NO_KIND_COUNT);
    g_assert_cmpint(no_kind_of_outcome(OUTCOME_REFERRED), ==, NO_WRONG_PERSON);
    g_assert_cmpint(no_kind_of_outcome(OUTCOME_MEETING), ==, NO_KIND_COUNT);
    g_assert_cmpint(no_kind_of_outcome(OUTCOME_HOSTILE), ==, NO_HOSTILE);
}

static void
test_named_day(void)
{
    static const struct {
        const char *text;
        int year, month, day; /* year 0: none */
    } CASES[] = {
        { "Not now. Please ask me again in Q3.", 2027, 7, 1 },
        { "Maybe next spring, when the reorganisation is over.", 2027, 3, 1 },
        { "Try me again in three months.", 2027, 2, 22 },
        { "Call me in a couple of weeks", 2026, 12, 8 },
        { "Not before next quarter, sorry.", 2027, 1, 1 },
        { "We look at this again in March.", 2027, 3, 1 },
        { "Come back on 5 May 2027 please.", 2027, 5, 5 },
        { "Bitte melden Sie sich im Februar noch einmal.", 2027, 2, 1 },
        { "Frag mich im Herbst wieder.", 2027, 9, 1 },
        { "In drei Monaten gerne.", 2027, 2, 22 },
        { "Rappelez-moi en avril.", 2027, 4, 1 },
        { "Dans deux mois peut-être.", 2027, 1, 23 },
        { "Llámame en enero, por favor.", 2027, 1, 1 },
        { "El próximo año lo vemos.", 2027, 1, 1 },
        { "Not now, maybe Q2 next year.", 2027, 4, 1 },
        { "Please come back to me in Q1 2028.", 2028, 1, 1 },
        { "March of next year would suit.", 2027, 3, 1 },
        { "Let's revisit in the second half of 2028.", 2028, 7, 1 },
        { "Ask me again after the summer.", 2027, 9, 1 },
        { "Ping me in September.", 2027, 9, 1 },
        { "After Q2, please.", 2027, 7, 1 },
        { "Not before the end of the quarter.", 2027, 1, 1 },
        { "Not this year. Reach out in the new year.", 2027, 1, 1 },
        { "Try me again after Christmas.", 2027, 1, 1 },
        { "Try me after Easter.", 2027, 3, 30 },
        { "Fragen Sie mich im dritten Quartal wieder.", 2027, 7, 1 },
        { "Bitte melden Sie sich nach dem Sommer wieder.", 2027, 9, 1 },
        { "Bitte Anfang nächsten Jahres noch einmal melden.", 2027, 1, 1 },
        { "In ein paar Wochen passt es besser.", 2026, 12, 15 },
        { "Nach Ostern gerne.", 2027, 3, 30 },
        { "Revenez vers moi au T3.", 2027, 7, 1 },
        { "Recontactez-moi après l'été.", 2027, 9, 1 },
        { "Recontactez-moi l'année prochaine.", 2027, 1, 1 },
        { "À la rentrée, pourquoi pas.", 2027, 9, 1 },
        { "Recontactez-moi en septembre.", 2027, 9, 1 },
        { "Pregúnteme otra vez en el tercer trimestre.", 2027, 7, 1 },
        { "Llámeme después del verano.", 2027, 9, 1 },
        { "El año que viene lo miramos.", 2027, 1, 1 },
        { "Vuelva a escribirme en septiembre.", 2027, 9, 1 },
        { "En unos meses quizás.", 2027, 2, 22 },
        { "We may look at it. I march on.", 0, 0, 0 },
        { "Later this year, maybe.", 0, 0, 0 },
        { "We changed it all after the summer of last year.", 0, 0, 0 },
        { "We bought one in March 2024.", 0, 0, 0 },
        { "Das war nach dem Sommer letzten Jahres.", 0, 0, 0 },
        { "Nous avons signé après l'été de l'année dernière.", 0, 0, 0 },
        { "Lo cambiamos después del verano del año pasado.", 0, 0, 0 },
        { "After the summer of last year we moved. Ask me again in March.", 2027, 3, 1 },
        { "No, thank you.", 0, 0, 0 },
        { "", 0, 0, 0 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Day found = named_day_find(CASES[i].text, day(2026, 11, 24));
        Day expected =
            CASES[i].year == 0 ? INT32_MIN : day(CASES[i].year, CASES[i].month, CASES[i].day);
        if (found != expected)
            g_test_message("%s", CASES[i].text);
        g_assert_cmpint(found, ==, expected);
    }
    g_assert_cmpint(named_day_find(NULL, day(2026, 11, 24)), ==, INT32_MIN);
}

static void
test_referral(void)
{
    static const struct {
        const char *text, *name, *address; /* NULL: none */
    } CASES[] = {
        { "I am the wrong person for this. Please talk to Jane Miller.", "Jane Miller", NULL },
        { "Please contact Jane Miller (jane.miller@acme.example.com) instead.", "Jane Miller",
          "jane.miller@acme.example.com" },
        { "You should speak\nwith my colleague Pat O'Neill, she runs purchasing.", "Pat O'Neill",
          NULL },
        { "Reach out to our CTO, Ms. Ruth van der Berg <ruth@acme.example.com>.",
          "Ruth van der Berg", "ruth@acme.example.com" },
        { "The right person for that is Dr. Ada Stone.", "Ada Stone", NULL },
        { "Please write to procurement@acme.example.com.", NULL, "procurement@acme.example.com" },
        { "Wenden Sie sich bitte an Frau Kern.", "Kern", NULL },
        { "Wenden Sie sich an meine Kollegin Eva Kern (eva.kern@acme.example.com).", "Eva Kern",
          "eva.kern@acme.example.com" },
        { "Zuständig dafür ist Herr Jan Öhler.", "Jan Öhler", NULL },
        { "Adressez-vous plutôt à Mme Élodie Martin.", "Élodie Martin", NULL },
        { "Contactez mon collègue Luc Besson : luc@acme.example.com", "Luc Besson",
          "luc@acme.example.com" },
        { "Hable con Ana López, por favor.", "Ana López", NULL },
        { "Diríjase a la Sra. Carmen Ruiz.", "Carmen Ruiz", NULL },
        { "I do not talk to salespeople.", NULL, NULL },
        { "Please contact me again in March.", NULL, NULL },
        { "You can reach me at jo@acme.example.com.", NULL, NULL },
        { "Please try again Monday.", NULL, NULL },
        { NULL, NULL, NULL },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_auto(Referral) found = { 0 };
        bool any = referral_find(CASES[i].text, &found);
        g_assert_cmpstr(found.name, ==, CASES[i].name);
        g_assert_cmpstr(found.address, ==, CASES[i].address);
        g_assert_true(any == (CASES[i].name != NULL || CASES[i].address != NULL));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/next-opportunity/each-kind", test_each_kind);
    g_test_add_func("/next-opportunity/shut", test_shut);
    g_test_add_func("/next-opportunity/every-mix", test_every_mix);
    g_test_add_func("/next-opportunity/dates", test_dates);
    g_test_add_func("/next-opportunity/names", test_names);
    g_test_add_func("/next-opportunity/named-day", test_named_day);
    g_test_add_func("/next-opportunity/referral", test_referral);
    return g_test_run();
}
