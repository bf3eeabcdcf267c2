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

/* Stretches of days, and absences that have begun. Today is Tuesday, 17 November 2026. */
static const Case SPANS[] = {
    { "Ich bin in KW 49 im Urlaub.", "2026-12-07" },
    { "Urlaub von KW 47 bis KW 49.", "2026-12-07" },
    { "Im Urlaub KW48/49, danach wieder da.", "2026-12-07" },
    { "Bin ab KW 2 zurück.", "2027-01-11" },
    { "De retour en semaine 49.", "2026-11-30" },
    { "Ik ben in week 48 vrij.", "2026-11-30" },
    { "I'm out the week of November 23.", "2026-11-30" },
    { "I'll be back w/c 30 Nov.", "2026-11-30" },
    { "En congés la semaine du 23 novembre.", "2026-11-30" },
    { "I'm on holiday all next week.", "2026-11-30" },
    { "I return on Tuesday next week.", "2026-11-24" },
    { "Out for the rest of the week.", "2026-11-23" },
    { "Estou fora do escritório esta semana e volto na próxima segunda-feira.", "2026-11-23" },
    { "Ich bin ab der übernächsten Woche wieder da.", "2026-11-30" },
    { "I'm out of the office until the end of the month.", "2026-12-01" },
    { "Bis Jahresende bin ich nicht im Büro.", "2027-01-01" },
    { "Sono assente fino a fine mese.", "2026-12-01" },
    { "Ik ben tot het einde van de maand afwezig.", "2026-12-01" },
    { "今月末まで不在です。", "2026-12-01" },
    { "I am on parental leave and will return in June 2027.", "2027-06-01" },
    { "I'm on parental leave through May 2027.", "2027-06-01" },
    { "Estoy de baja por paternidad hasta enero de 2027 inclusive.", "2027-02-01" },
    { "2027年3月末まで育児休業をいただいております。", "2027-04-01" },
    { "Ik ben in februari 2027 terug.", "2027-02-01" },
    { "I'm away for two weeks.", "2026-12-01" },
    { "Ich bin die nächsten drei Wochen im Urlaub.", "2026-12-08" },
    { "I'm out of the office today.", "2026-11-18" },
    { "Dopodomani sono di nuovo in ufficio.", "2026-11-19" },
    { "Übermorgen bin ich wieder da.", "2026-11-19" },
    { "Vom 16.-20.11. bin ich abwesend.", "2026-11-23" },
    { "I'm away Nov 16-20.", "2026-11-23" },
    { "Del 16 al 22 de noviembre estoy en una feria.", "2026-11-23" },
    { "Je suis absent du 16 au 20 novembre.", "2026-11-23" },
    { "Cerramos por Navidad y volvemos el 08/01/2027.", "2027-01-08" },
    { "We are closed and reopen on the 23rd.", "2026-11-23" },
    { "Am 19. November habe ich frei.", "2026-11-20" },
    { "Sono assente fino a lunedì 23 novembre incluso.", "2026-11-24" },
    { "Ik ben tot en met maandag 23 november weg.", "2026-11-24" },
    { "I'm away up to and including Monday 23 November.", "2026-11-24" },
    { "Our hours are Monday to Friday, 9 to 17. We are closed at weekends.", "" },
    { "We received your request today and will answer within 3 days.", "" },
    { "Back later this week.", "" },
};

/* Ways of saying it that only small firms and single people use. Today is Wednesday, 18 November.
 */
static const Case WAYS[] = {
    { "I'm out of office from Nov 23rd through Nov 27th, both days included.", "2026-11-30" },
    { "Back at my desk on Monday the 30th.", "2026-11-30" },
    { "I'm off Tue 24 - Mon 30 Nov.", "2026-12-01" },
    { "I'm at a conference today through Wednesday, 25 November.", "2026-11-26" },
    { "Last working day is Fri 27 Nov; I'll pick things up again on 14 Dec.", "2026-12-14" },
    { "I'm travelling until Tuesday 1st December and will answer the day after.", "2026-12-02" },
    { "On leave for the rest of November.", "2026-12-01" },
    { "Office reopens 30.11.", "2026-11-30" },
    { "Please note that I'm out of the office on Thursday 26th November for Thanksgiving, "
      "returning the following day.",
      "2026-11-27" },
    { "Absente toute la semaine prochaine.", "2026-11-30" },
    { "Je reviens dans quinze jours.", "2026-12-02" },
    { "La próxima semana estaré de vacaciones.", "2026-11-30" },
    { "Na próxima semana estou em formação.", "2026-11-30" },
    { "Volto daqui a duas semanas.", "2026-12-02" },
    { "Volto em 15 dias.", "2026-12-02" },
    { "23日まで出張しております。", "2026-11-24" },
    { "Mi prendo un ponte lungo: ci risentiamo lunedì 30 novembre.", "2026-11-30" },
    { "I joined the firm on 3 March 2019.", "" },
    { "Your ticket was received on 18 November 2026.", "" },
    { "Talk to you when I'm at my desk on Monday the 7th of December.", "2026-12-07" },
    { "I've nipped away for a long weekend, we'll be in touch on Wednesday 2 December.",
      "2026-12-02" },
    { "I'm photographing a wedding and will get to my mail on the 26th.", "2026-11-26" },
    { "Resurfacing 1 December.", "2026-12-01" },
    { "I'm away until after the weekend.", "2026-11-23" },
    { "Wir hören uns am Samstag, 12. Dezember.", "2026-12-12" },
    { "Ich bin ab sofort bis 11. Dezember im Urlaub.", "2026-12-14" },
    { "On se retrouve le lundi 7 décembre.", "2026-12-07" },
    { "Petit pont : nous nous reparlons mercredi 2 décembre.", "2026-12-02" },
    { "Inventaire annuel : on vous retrouve le 1er décembre.", "2026-12-01" },
    { "Me tomo dos semanas. Nos leemos el lunes 7 de diciembre.", "2026-12-07" },
    { "Hablamos el miércoles 2 de diciembre.", "2026-12-02" },
    { "Vuelvo dentro de quince días.", "2026-12-02" },
    { "Ci sentiamo lunedì 7 dicembre.", "2026-12-07" },
    { "Voltamos a falar na quarta, 2 de dezembro.", "2026-12-02" },
    { "Volto na terça.", "2026-11-24" },
    { "We spreken elkaar woensdag 2 december.", "2026-12-02" },
    { "Na 5 december ben ik er weer.", "2026-12-07" },
    { "12月7日（月）より机に戻ります。", "2026-12-07" },
    { "8日まで休みです。12月9日から出勤します。", "2026-12-09" },
    { "26日から通常業務に戻ります。", "2026-11-26" },
    { "Je suis en congés à partir de demain et jusqu'au 5 décembre.", "2026-12-07" },
};

static void
assert_cases(const Case *cases, gsize count, Day today)
{
    guint wrong = 0;
    for (gsize i = 0; i < count; i++) {
        Day found = return_date_find(cases[i].text, today);
        CivilDate date = found != INT32_MIN ? day_to_date(found) : (CivilDate){ 0, 0, 0 };
        g_autofree char *text =
            found == INT32_MIN ? g_strdup("")
                               : g_strdup_printf("%04d-%02d-%02d", date.year, date.month, date.day);
        if (!g_str_equal(text, cases[i].expected)) {
            g_test_message("%s: read '%s', expected '%s'", cases[i].text, text, cases[i].expected);
            wrong++;
        }
    }
    g_assert_cmpuint(wrong, ==, 0);
}

static void
test_cases(void)
{
    assert_cases(CASES, G_N_ELEMENTS(CASES), day_of((CivilDate){ 2026, 11, 21 }));
}

static void
test_spans(void)
{
    assert_cases(SPANS, G_N_ELEMENTS(SPANS), day_of((CivilDate){ 2026, 11, 17 }));
}

static void
test_ways(void)
{
    assert_cases(WAYS, G_N_ELEMENTS(WAYS), day_of((CivilDate){ 2026, 11, 18 }));
}

static void
test_named(void)
{
    Day today = day_of((CivilDate){ 2012, 3, 23 });

    g_assert_cmpint(
        return_date_named("AUTO: Wen Ost is out of the office (returning 04/03/2012)", today), ==,
        day_of((CivilDate){ 2012, 4, 3 }));
    g_assert_cmpint(return_date_named("Out of office until 3 April", today), ==, INT32_MIN);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/read/return-date/cases", test_cases);
    g_test_add_func("/mail/read/return-date/spans", test_spans);
    g_test_add_func("/mail/read/return-date/ways", test_ways);
    g_test_add_func("/mail/read/return-date/named", test_named);
    return g_test_run();
}
