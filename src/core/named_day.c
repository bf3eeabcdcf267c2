/* Vague times by a table of phrases, plain dates by text/date_words. See named_day.h. */
#include "core/named_day.h"

#include <string.h>

#include "text/date_words.h"

/* Tags: 1 to 12 a month's first day; then what is counted from today or moves with the year. */
enum { NEXT_MONTH = 20, NEXT_QUARTER, NEXT_YEAR, HALF_YEAR, AFTER_EASTER };

/* Words after a named time in which its year is looked for: "Q1 of fiscal 2028". */
#define YEAR_WITHIN 3

#define PREPOSITION                                                                              \
    "in|by|from|after|until|till|around|during|early|mid|next|im|ab|bis|nach|anfang|mitte|ende|" \
    "nachsten|en|a|vers|debut|fin|des|jusque|hasta|desde|para|principios|finales|de|kommenden"
#define AFTER "after|past|nach|apres|despues"
#define THE "the|this|our|dem|der|den|la|les|el|las|los|del"
#define MONTH(number, names)                                                                     \
    {                                                                                            \
        number, PREPOSITION " " names ";" PREPOSITION " de " names ";" names " next year;" names \
                            " of next year"                                                      \
    }
#define SEASON(number, names)                                                                     \
    {                                                                                             \
        number,                                                                                   \
            names " time;" PREPOSITION " " names ";" PREPOSITION " the|el|la|le|l|dem|der " names \
    }

/* What comes after a time is the next one; these stand first, for they are said more exactly. */
static const PhraseEntry VAGUE[] = {
    { 9, AFTER " summer|sommer|lete;" AFTER " " THE " summer|sommer|verano|sommerpause|"
               "sommerferien|vacances|vacaciones;despues de las vacaciones;vacances dete;"
               "summer holidays|vacation|break;la rentree;rentree" },
    { 12, AFTER " autumn|fall;" AFTER " " THE " autumn|fall|herbst;apres lautomne;"
                "despues del otono" },
    { 3, AFTER " winter;" AFTER " " THE " winter;apres lhiver;despues del invierno" },
    { 6, AFTER " spring;" AFTER " " THE " spring|fruhling|fruhjahr;apres le printemps;"
               "despues de la primavera" },
    { AFTER_EASTER,
      AFTER " easter|ostern|paques|pascua;despues de semana santa;"
            "despues de pascua;" AFTER " " THE " easter holidays;nach den osterferien" },
    { NEXT_YEAR, AFTER " christmas|xmas|weihnachten|neujahr|noel|navidad;" AFTER " " THE
                       " holidays|feiertagen|feiertage|fetes|fiestas|weihnachtsferien;"
                       "despues de navidad;despues de reyes;despues de las fiestas;" AFTER
                       " new year|years;" AFTER " " THE " new year;end of the|this year;"
                       "jahresende;jahreswechsel;ende des jahres;fin de lannee;fin dannee;"
                       "final|fin|finales de|del ano" },
    { NEXT_QUARTER, "end of the|this|our quarter;quartalsende;ende des quartals;"
                    "fin du trimestre;final|fin|finales de|del trimestre;" AFTER
                    " the|this quarter;nach diesem quartal;despues de este trimestre" },
    { 4, AFTER " q1|t1" },
    { 7, AFTER " q2|t2" },
    { 10, AFTER " q3|t3" },
    { 1, AFTER " q4|t4" },
    { 1, "q1|t1|h1;first quarter|half;erstes|ersten quartal|halbjahr;1 quartal|halbjahr;"
         "premier|1er trimestre|semestre;primer trimestre|semestre" },
    { 4, "q2|t2;second quarter;zweites|zweiten quartal;2 quartal;deuxieme|2e|2eme trimestre;"
         "segundo trimestre" },
    { 7, "q3|t3|h2;third quarter;drittes|dritten quartal;3 quartal;troisieme|3e|3eme trimestre;"
         "tercer trimestre;second half;zweites|zweiten halbjahr;2 halbjahr;"
         "second|deuxieme semestre;segundo semestre" },
    { 10, "q4|t4;fourth|last|final quarter;viertes|vierten|letztes|letzten quartal;4 quartal;"
          "quatrieme|dernier|4e|4eme trimestre;cuarto|ultimo trimestre" },
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
    { NEXT_YEAR, "next|new year;next fiscal|financial|calendar year;"
                 "nachstes|nachsten|kommendes|kommenden|neuen|neues jahr|jahres;"
                 "annee|lannee prochaine;an|lan prochain;prochaine|nouvelle annee;"
                 "proximo|nuevo ano;ano que viene" },
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
    "three|few|several|drei|einige|einigen|paar|trois|quelques|tres|unos|unas|3",
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
        if (at >= 3 && number_of(lead) == 1) /* "in a few months", "in ein paar Wochen" */
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

/* Easter Sunday of the Gregorian calendar: the algorithm of the Nautical Almanac, as given by
 * J. Meeus, Astronomical Algorithms, chapter 8. */
static Day
easter_of(int year)
{
    int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4;
    int g = (8 * b + 13) / 25, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 19 * l) / 433;
    int month = (h + l - 7 * m + 90) / 25, day = (h + l - 7 * m + 33 * month + 19) % 32;

    return day_of((CivilDate){ year, month, day });
}

/* The Tuesday after the next Easter. */
static Day
easter_ahead(Day today)
{
    int year = day_to_date(today).year;
    Day day = easter_of(year) + 2;

    return day > today ? day : easter_of(year + 1) + 2;
}

/* The year said with a time: "Q1 2028", "March of next year"; 0 where none is. */
static int
year_after(const PhraseText *words, guint from, Day today)
{
    guint end = MIN(phrase_text_words(words), from + YEAR_WITHIN);
    int this_year = day_to_date(today).year;

    for (guint i = from; i < end && !phrase_text_begins_sentence(words, i); i++) {
        const char *word = phrase_text_word(words, i);
        int year = strlen(word) == 4 && strspn(word, "0123456789") == 4
                       ? (int)g_ascii_strtoull(word, NULL, 10)
                       : 0;
        if (year >= this_year && year <= this_year + 10)
            return year;
        bool next = strcmp(word, "next") == 0 || strcmp(word, "nachsten") == 0;
        if (next && i + 1 < phrase_text_words(words) &&
            (g_str_has_prefix(phrase_text_word(words, i + 1), "year") ||
             g_str_has_prefix(phrase_text_word(words, i + 1), "jahr")))
            return this_year + 1;
    }
    return 0;
}

/* "The summer of last year", "mars de l'année dernière", "in March 2024": it has been. */
static bool
has_been(const PhraseText *words, guint from, Day today)
{
    static const char *const PAST[] = { "last",        "past",    "previous", "letzten",
                                        "vergangenen", "vorigen", "dernier",  "derniere",
                                        "passe",       "passee",  "pasado",   NULL };
    static const char *const YEAR[] = { "year", "years", "jahr",   "jahres", "an",
                                        "lan",  "annee", "lannee", "ano",    NULL };
    guint end = MIN(phrase_text_words(words), from + YEAR_WITHIN);
    int this_year = day_to_date(today).year;
    bool past = false, year = false;

    for (guint i = from; i < end && !phrase_text_begins_sentence(words, i); i++) {
        const char *word = phrase_text_word(words, i);
        bool number = strlen(word) == 4 && strspn(word, "0123456789") == 4 && word[0] != '0';
        past |= g_strv_contains(PAST, word);
        year |= g_strv_contains(YEAR, word);
        if (number && (int)g_ascii_strtoull(word, NULL, 10) < this_year)
            return true;
    }
    return past && year;
}

/* Of the times named and still to come the one that stands first in the table. */
static bool
first_vague(const PhraseText *words, Day today, PhraseHit *ret)
{
    static gsize slot;
    const PhraseSet *set = set_once(&slot, VAGUE, G_N_ELEMENTS(VAGUE));
    g_autoptr(GArray) hits = phrase_set_scan(set, words);
    bool found = false;

    for (guint i = 0; i < hits->len; i++) {
        const PhraseHit *hit = &g_array_index(hits, PhraseHit, i);
        if ((found && hit->entry >= ret->entry) || has_been(words, hit->end, today))
            continue;
        *ret = *hit;
        found = true;
    }
    return found;
}

static Day
vague(const PhraseText *words, Day today)
{
    CivilDate now = day_to_date(today);
    PhraseHit hit = { 0 };
    int year;
    Day day;

    if (!first_vague(words, today, &hit))
        return INT32_MIN;
    switch (hit.tag) {
    case NEXT_MONTH:
        return month_ahead(now.month % 12 + 1, today);
    case NEXT_QUARTER:
        return month_ahead(now.month > 9 ? 1 : (now.month - 1) / 3 * 3 + 4, today);
    case NEXT_YEAR:
        return month_ahead(1, today);
    case HALF_YEAR:
        return today + 182;
    case AFTER_EASTER:
        return easter_ahead(today);
    default:
        year = year_after(words, hit.end, today);
        day = year != 0 ? day_of((CivilDate){ year, hit.tag, 1 }) : INT32_MIN;
        return day > today ? day : month_ahead(hit.tag, today);
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
