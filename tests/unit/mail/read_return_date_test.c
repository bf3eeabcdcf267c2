/* The first day back, as out-of-office messages of eight languages tell it. */
#include <glib.h>

#include "mail/return_date.h"

typedef struct {
    const char *text, *expected; /* "" for none */
} Case;

/* Today is Saturday, 21 November 2026. */
static const Case CASES[] = {
    { "I am out of the office and will be back on Monday.", "2026-11-23" },
    { "I'm away until 30.11.", "2026-12-01" },
    { "I am on vacation from 21 to 28 December.", "2026-12-29" },
    { "Out of office, returning 2026-12-01.", "2026-12-01" },
    { "I am currently away returning to the office on May 5th.", "2027-05-05" },
    { "I will be out of the office until Monday, January 4th.", "2027-01-04" },
    { "I'm out of office until Monday and will answer then.", "2026-11-23" },
    { "I am out until Friday.", "2026-11-30" },
    { "I will return on December 1, 2026. For urgent matters call the desk.", "2026-12-01" },
    { "On annual leave 23 November - 4 December 2026.", "2026-12-07" },
    { "I am out of the office through 12/4/2026 with limited access to mail.", "2026-12-07" },
    { "I'll be back in the office tomorrow.", "2026-11-22" },
    { "I am away from December 24 until January 3 and back on the 4th of January 2027.",
      "2027-01-04" },
    { "Thanks for your mail. I am on parental leave and have no access to mail.", "" },
    { "I have been with the company since 3 March 2019 and am out today.", "" },
    { "Ich bin bis einschließlich 30.11.2026 nicht im Büro.", "2026-12-01" },
    { "Ich bin ab dem 1. Dezember wieder für Sie da.", "2026-12-01" },
    { "Vom 23.11. bis zum 27.11. bin ich im Urlaub.", "2026-11-30" },
    { "Am Montag, den 7. Dezember, bin ich wieder erreichbar.", "2026-12-07" },
    { "Ich bin bis 4. Dezember abwesend und am 7. Dezember zurück.", "2026-12-07" },
    { "Je suis absent du bureau jusqu'au 30 novembre inclus.", "2026-12-01" },
    { "Je serai de retour le 1er décembre.", "2026-12-01" },
    { "En congés du 21 au 28 décembre 2026.", "2026-12-29" },
    { "Je suis de retour lundi.", "2026-11-23" },
    { "Estaré fuera de la oficina hasta el 4 de diciembre.", "2026-12-07" },
    { "Estoy de vacaciones. Regreso el 7 de diciembre de 2026.", "2026-12-07" },
    { "Estaré ausente del 24 de diciembre al 1 de enero.", "2027-01-04" },
    { "Sono fuori ufficio fino al 30 novembre.", "2026-12-01" },
    { "Rientrerò il 7 dicembre.", "2026-12-07" },
    { "Sarò in ferie dal 21 al 28 dicembre.", "2026-12-29" },
    { "Estou de férias até 4 de dezembro.", "2026-12-07" },
    { "Retorno em 07/12/2026.", "2026-12-07" },
    { "Ik ben afwezig tot en met 27 november.", "2026-11-30" },
    { "Vanaf 1 december ben ik weer bereikbaar.", "2026-12-01" },
    { "11月27日まで不在にしております。", "2026-11-30" },
    { "12月1日より出社いたします。", "2026-12-01" },
    { "12月28日から1月4日まで休業いたします。", "2027-01-05" },
    { "2026年12月7日に復帰します。", "2026-12-07" },
};

static void
test_cases(void)
{
    Day today = day_of((CivilDate){ 2026, 11, 21 });
    guint wrong = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Day found = return_date_find(CASES[i].text, today);
        CivilDate date = found != INT32_MIN ? day_to_date(found) : (CivilDate){ 0, 0, 0 };
        g_autofree char *text =
            found == INT32_MIN ? g_strdup("")
                               : g_strdup_printf("%04d-%02d-%02d", date.year, date.month, date.day);
        if (!g_str_equal(text, CASES[i].expected)) {
            g_test_message("%s: read '%s', expected '%s'", CASES[i].text, text, CASES[i].expected);
            wrong++;
        }
    }
    g_assert_cmpuint(wrong, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/read/return-date/cases", test_cases);
    return g_test_run();
}
