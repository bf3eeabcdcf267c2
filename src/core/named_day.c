/* Vague times by a table of phrases, plain dates by text/date_words. See named_day.h. */
#include "core/named_day.h"

#include <string.h>

#include "text/date_words.h"

/* Tags: 1 to 12 a month's first day; then what is counted from today. */
enum { NEXT_MONTH = 20, NEXT_QUARTER, NEXT_YEAR, HALF_YEAR };

#define PREPOSITION                                                                              \
    "in|by|from|after|until|till|around|during|early|mid|next|im|ab|bis|nach|anfang|mitte|ende|" \
    "nachsten|en|a|vers|debut|fin|des|jusque|hasta|desde|para|principios|finales|de|kommenden"
#define MONTH(number, names)                                       \
    {                                                              \
        number, PREPOSITION " " names ";" PREPOSITION " de " names \
    }
#define SEASON(number, names)                                                                     \
    {                                                                                             \
        number,                                                                                   \
            names " time;" PREPOSITION " " names ";" PREPOSITION " the|el|la|le|l|dem|der " names \
    }

static const PhraseEntry VAGUE[] = {
    { 1, "q1;first quarter;erstes quartal;ersten quartal;1 quartal;premier trimestre;"
         "primer trimestre" },
    { 4, "q2;second quarter;zweites quartal;zweiten quartal;2 quartal;deuxieme trimestre;"
         "segundo trimestre" },
    { 7, "q3;third quarter;drittes quartal;dritten quartal;3 quartal;troisieme trimestre;"
         "tercer trimestre;second half * year;zweites halbjahr;zweiten halbjahr" },
    { 10, "q4;fourth quarter;last quarter;viertes quartal;vierten quartal;4 quartal;"
          "quatrieme trimestre;cuarto trimestre" },
    MONTH(1, "january|januar|janvier|enero"),
    MONTH(2, "february|februar|fevrier|febrero"),
    MONTH(3, "march|marz|mars|marzo"),
    MONTH(4, "april|avril|abril"),
    MONTH(5, "may|mai|mayo"),
    MONTH(6, "june|juni|juin|junio"),
    MONTH(7, "july|juli|juillet|julio"),
    MONTH(8, "august|aout|agosto"),
    MONTH(9, "september|septembre|septiembre"),
    MONTH(10, "october|oktober|octobre|octubre"),
    MONTH(11, "november|novembre|noviembre"),
    MONTH(12, "december|dezember|decembre|diciembre"),
    SEASON(3, "spring|fruhling|fruhjahr|printemps|primavera"),
    SEASON(6, "summer|sommer|ete|verano"),
    SEASON(9, "autumn|fall|herbst|automne|otono"),
    SEASON(12, "winter|hiver|invierno"),
    { NEXT_QUARTER, "next|coming|new quarter;nachstes|nachsten|kommenden quartal;"
                    "prochain trimestre;trimestre prochain;proximo trimestre;next fiscal quarter" },
    { NEXT_YEAR, "next|new year;next fiscal year;nachstes|nachsten|kommendes|neuen|neues jahr;"
                 "annee prochaine;prochaine annee;proximo ano;ano que viene" },
    { NEXT_MONTH, "next month;nachsten|kommenden monat;mois prochain;proximo mes;mes que viene" },
    { HALF_YEAR, "half a year;halben jahr;halbes jahr;six mois;medio ano" },
};

static const PhraseEntry UNITS[] = {
    { 7, "week|weeks;woche|wochen;semaine|semaines;semana|semanas" },
    { 30, "month|months;monat|monate|monaten;mois;mes|meses" },
    { 365, "year|years;jahr|jahre|jahren;an|ans;ano|anos" },
};

static const char *const NUMBERS[] = {
    "a|an|one|ein|einem|einer|eine|un|une|una|1",
    "two|couple|zwei|deux|dos|2",
    "three|few|drei|trois|tres|3",
    "four|vier|quatre|cuatro|4",
    "five|funf|cinq|cinco|5",
    "six|sechs|seis|6",
    "seven|sieben|sept|siete|7",
    "eight|acht|huit|ocho|8",
    "nine|neun|neuf|nueve|9",
    "ten|zehn|dix|diez|10",
    "eleven|elf|onze|once|11",
    "twelve|zwolf|douze|doce|12",
};

static const PhraseSet *
set_once(gsize *slot, const PhraseEntry *table, gsize count)
{
    if (g_once_init_enter(slot))
        g_once_init_leave(slot, (gsize)phrase_set_new(table, count));
    return (const PhraseSet *)*slot;
}

static int
number_of(const char *word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(NUMBERS); i++) {
        g_auto(GStrv) words = g_strsplit(NUMBERS[i], "|", -1);
        if (g_strv_contains((const char *const *)words, word))
            return (int)i + 1;
    }
    return 0;
}

/* "in three months", "in a couple of weeks": a number and a unit after in, en or dans. */
static Day
counted(const PhraseText *words, Day today)
{
    static gsize slot;
    const PhraseSet *set = set_once(&slot, UNITS, G_N_ELEMENTS(UNITS));
    g_autoptr(GArray) hits = phrase_set_scan(set, words);

    for (guint i = 0; i < hits->len; i++) {
        const PhraseHit *hit = &g_array_index(hits, PhraseHit, i);
        guint at = hit->first;
        if (at >= 2 && strcmp(phrase_text_word(words, at - 1), "of") == 0)
            at--;
        if (at < 2)
            continue;
        int n = number_of(phrase_text_word(words, at - 1));
        const char *lead = phrase_text_word(words, at - 2);
        if (strcmp(lead, "a") == 0 && at >= 3) /* "in a few months" */
            lead = phrase_text_word(words, at - 3);
        bool leads = strcmp(lead, "in") == 0 || strcmp(lead, "en") == 0 ||
                     strcmp(lead, "dans") == 0 || strcmp(lead, "dentro") == 0 ||
                     strcmp(lead, "de") == 0 || strcmp(lead, "for") == 0;
        if (n > 0 && leads)
            return today + n * hit->tag;
    }
    return INT32_MIN;
}

/* The next first day of a month that is ahead. */
static Day
month_ahead(int month, Day today)
{
    CivilDate now = day_to_date(today);
    Day day = day_of((CivilDate){ now.year, month, 1 });

    return day > today ? day : day_of((CivilDate){ now.year + 1, month, 1 });
}

static Day
vague(const PhraseText *words, Day today)
{
    static gsize slot;
    const PhraseSet *set = set_once(&slot, VAGUE, G_N_ELEMENTS(VAGUE));
    CivilDate now = day_to_date(today);
    int tag = phrase_set_first(set, words);

    switch (tag) {
    case -1:
        return INT32_MIN;
    case NEXT_MONTH:
        return month_ahead(now.month % 12 + 1, today);
    case NEXT_QUARTER:
        return month_ahead(now.month > 9 ? 1 : (now.month - 1) / 3 * 3 + 4, today);
    case NEXT_YEAR:
        return month_ahead(1, today);
    case HALF_YEAR:
        return today + 182;
    default:
        return month_ahead(tag, today);
    }
}

/* A plain date ahead; a bare weekday only when nothing better is named. */
static Day
plain(const PhraseText *words, const char *text, Day today)
{
    g_autoptr(GArray) mentions = day_mentions_find(words, text, today);
    Day weekday = INT32_MIN;

    for (guint i = 0; i < mentions->len; i++) {
        const DayMention *mention = &g_array_index(mentions, DayMention, i);
        if (mention->weak || mention->day <= today)
            continue;
        if (!mention->weekday_only)
            return mention->day;
        if (weekday == INT32_MIN)
            weekday = mention->day;
    }
    return weekday;
}

Day
named_day_find(const char *text, Day today)
{
    if (text == NULL || text[0] == '\0')
        return INT32_MIN;
    g_autoptr(PhraseText) words = phrase_text_new(text);
    Day day = plain(words, text, today);
    if (day == INT32_MIN)
        day = counted(words, today);
    return day != INT32_MIN ? day : vague(words, today);
}
