/* Promises in words: what we say and what they ask for, in four languages; and what is neither. */
#include <string.h>

#include "core/promise_words.h"

/* Tue 24 Nov 2026. */
static Day
today(void)
{
    return day_of((CivilDate){ 2026, 11, 24 });
}

typedef struct {
    PromiseSide side;
    const char *text;
    const char *expected; /* "26 09:00-12:00 call": days of November; "": nothing */
} Case;

static const Case CASES[] = {
    { PROMISE_OURS, "I'll try you again Thursday morning.", "26 09:00-12:00 call" },
    { PROMISE_OURS, "Hi Ann, sorry I missed you. I will call you back on Friday at 10:30.",
      "27 10:30-11:00 call" },
    { PROMISE_OURS, "I'll ring tomorrow between nine and eleven.", "25 09:00-11:00 call" },
    { PROMISE_OURS, "I'm going to send you the sheet by Friday.", "24-27 09:00-17:00 email" },
    { PROMISE_OURS, "We will be in touch. I'll reach out in three days.", "27 09:00-17:00 call" },
    { PROMISE_OURS, "I'll give you a call next week.", "30-34 09:00-17:00 call" },
    { PROMISE_OURS, "On 26 November I'll stop by after 2 pm.", "26 14:00-17:00 visit" },
    { PROMISE_OURS, "Let me call you again this afternoon.", "24 13:00-17:00 call" },
    { PROMISE_OURS, "Ich versuche es am Donnerstagvormittag noch einmal.", "26 09:00-12:00 call" },
    { PROMISE_OURS, "Ich rufe Sie morgen früh wieder an.", "25 09:00-12:00 call" },
    { PROMISE_OURS, "Am Freitag um 15 Uhr melde ich mich.", "27 15:00-15:30 call" },
    { PROMISE_OURS, "Ich werde Sie am 27.11. nach 14 Uhr anrufen.", "27 14:00-17:00 call" },
    { PROMISE_OURS, "Je vous rappelle jeudi matin.", "26 09:00-12:00 call" },
    { PROMISE_OURS, "Je réessaierai vendredi entre 9 h et 11 h.", "27 09:00-11:00 call" },
    { PROMISE_OURS, "Je vous enverrai la fiche demain après-midi.", "25 13:00-17:00 email" },
    { PROMISE_OURS, "Le vuelvo a llamar el jueves por la mañana.", "26 09:00-12:00 call" },
    { PROMISE_OURS, "Lo intentaré mañana a las 10.", "25 10:00-10:30 call" },
    { PROMISE_OURS, "Volveré a llamarle el viernes por la tarde.", "27 13:00-17:00 call" },
    { PROMISE_ASKED, "Thanks, busy now. Call me Tuesday after 3.", "31 15:00-17:00 call" },
    { PROMISE_ASKED, "Can you call me tomorrow around 10?", "25 09:30-10:30 call" },
    { PROMISE_ASKED, "Please try me again on Monday, not before 11.", "30 11:00-17:00 call" },
    { PROMISE_ASKED, "You can reach me Thursday between 9 and 11:30.", "26 09:00-11:30 call" },
    { PROMISE_ASKED, "Email me on Friday.", "27 09:00-17:00 email" },
    { PROMISE_ASKED, "Rufen Sie mich bitte am Donnerstag zwischen 9 und 11 an.",
      "26 09:00-11:00 call" },
    { PROMISE_ASKED, "Melden Sie sich am Freitagnachmittag.", "27 13:00-17:00 call" },
    { PROMISE_ASKED, "Rappelez-moi mardi après 15h.", "31 15:00-17:00 call" },
    { PROMISE_ASKED, "Vous pouvez me joindre jeudi avant 11 heures.", "26 09:00-11:00 call" },
    { PROMISE_ASKED, "Llámeme el martes después de las 3.", "31 15:00-17:00 call" },
    { PROMISE_ASKED, "¿Puede llamarme mañana por la tarde?", "25 13:00-17:00 call" },
    /* What is no promise. */
    { PROMISE_OURS, "I called you on Thursday morning.", "" },
    { PROMISE_OURS, "I'll be in touch.", "" },
    { PROMISE_OURS, "If I don't hear from you by Friday, I'll call.", "" },
    { PROMISE_OURS, "The fair begins on Thursday. I'll send photos.", "" },
    { PROMISE_OURS, "Ihre Lieferung kommt am Donnerstag.", "" },
    { PROMISE_OURS, "Le camion arrive jeudi matin.", "" },
    { PROMISE_OURS, "La fábrica abre el jueves.", "" },
    { PROMISE_ASKED, "Please don't call me on Tuesday.", "" },
    { PROMISE_ASKED, "I called you on Tuesday.", "" },
    { PROMISE_ASKED, "We meet on Tuesday at 3 with the board.", "" },
    { PROMISE_ASKED, "Bitte rufen Sie mich am Dienstag nicht an.", "" },
    { PROMISE_ASKED, "Call me.", "" },
    { PROMISE_ASKED, "", "" },
};

static char *
describe(const PromiseWords *found)
{
    Day month = day_of((CivilDate){ 2026, 10, 31 });
    g_autofree char *days =
        found->from_day == found->until_day
            ? g_strdup_printf("%d", found->from_day - month)
            : g_strdup_printf("%d-%d", found->from_day - month, found->until_day - month);
    return g_strdup_printf("%s %02d:%02d-%02d:%02d %s", days, found->from_minutes / 60,
                           found->from_minutes % 60, found->until_minutes / 60,
                           found->until_minutes % 60, channel_kind_name(found->channel));
}

static void
test_words(gconstpointer data)
{
    const Case *one = data;
    PromiseWords found;
    bool is_promise = promise_words_find(one->text, one->side, today(), &found);
    g_assert_true(promise_words_said(one->text, one->side) || !is_promise);
    g_autofree char *said = is_promise ? describe(&found) : g_strdup("");

    g_assert_cmpstr(said, ==, one->expected);
}

static void
test_window(void)
{
    const Zone *berlin = zone_get("Europe/Berlin", NULL);
    PromiseWords found;
    Instant from_us, until_us;
    char from[INSTANT_TEXT_SIZE], until[INSTANT_TEXT_SIZE];

    g_assert_false(promise_words_said("Hello. Your team saved a day on Thursday.", PROMISE_OURS));
    g_assert_true(promise_words_find("Hello. I'll try you Thursday morning. Bye.", PROMISE_OURS,
                                     today(), &found));
    promise_words_window(&found, berlin, &from_us, &until_us);
    g_assert_cmpstr(zone_format(berlin, from_us, from), ==, "2026-11-26T09:00:00+01:00");
    g_assert_cmpstr(zone_format(berlin, until_us, until), ==, "2026-11-26T12:00:00+01:00");
    g_assert_cmpuint(found.from, ==, strlen("Hello. "));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = g_strdup_printf("/core/promise-words/%" G_GSIZE_FORMAT, i);
        g_test_add_data_func(path, &CASES[i], test_words);
    }
    g_test_add_func("/core/promise-words/window", test_window);
    return g_test_run();
}
