/* Numbers, month names and weekdays into days. */
#include "text/date_words.h"

#include <stdio.h>
#include <string.h>

#define MAX_MENTIONS 64
#define MAX_PAST_DAYS 45

/* Folded as text/phrases.h says; a name matches from its third letter on where it is longer. */
static const char *const MONTHS[12] = {
    "jan january januar janvier enero gennaio janeiro januari ene gen",
    "feb february februar fevrier febrero febbraio fevereiro februari fev fevr",
    "mar march marz maerz mars marzo marco maart mrz mrt",
    "apr april avril abril aprile abr avr",
    "may mai mayo maggio maio mei mag",
    "jun june juni juin junio giugno junho giu",
    "jul july juli juillet julio luglio julho lug juil",
    "aug august aout agosto augustus",
    "sep sept september septembre septiembre settembre setembro",
    "oct october okt oktober octobre octubre ottobre outubro ott",
    "nov november novembre noviembre novembro",
    "dec december dez dezember decembre diciembre dicembre dezembro dic",
};
static const char *const WEEKDAYS[7] = {
    "monday mon montag lundi lunes lunedi segunda maandag",
    "tuesday tue tues dienstag mardi martes martedi terca dinsdag",
    "wednesday wed mittwoch mercredi miercoles mercoledi quarta woensdag",
    "thursday thu thur thurs donnerstag jeudi jueves giovedi quinta donderdag",
    "friday fri freitag vendredi viernes venerdi sexta vrijdag",
    "saturday samstag sonnabend samedi sabado sabato zaterdag",
    "sunday sonntag dimanche domingo domenica zondag",
};
static const char *const WEEKDAYS_JAPANESE[7] = { "月", "火", "水", "木", "金", "土", "日" };

typedef struct {
    const PhraseText *words;
    const char *source;
    Day today;
    bool english;
} Reader;

/* Name -> place in its list, from 1. The table is made once and stays. */
static GHashTable *
names_new(const char *const *lists, int count)
{
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);
    for (int i = 0; i < count; i++) {
        g_auto(GStrv) words = g_strsplit(lists[i], " ", -1);
        for (char **word = words; *word != NULL; word++)
            g_hash_table_insert(names, g_strdup(*word), GINT_TO_POINTER(i + 1));
    }
    return names;
}

static int
place_of(gsize *slot, const char *const *lists, int count, const char *word)
{
    if (g_once_init_enter(slot))
        g_once_init_leave(slot, (gsize)names_new(lists, count));
    return GPOINTER_TO_INT(g_hash_table_lookup((GHashTable *)*slot, word));
}

/* 1-12, or 0. */
static int
month_of(const char *word)
{
    static gsize slot;
    return place_of(&slot, MONTHS, 12, word);
}

/* 0 Monday, or -1. */
static int
weekday_of(const char *word)
{
    static gsize slot;
    return place_of(&slot, WEEKDAYS, 7, word) - 1;
}

/* A number of at most four digits that is the whole word, an ordinal ending allowed; -1. */
static int
number_of(const char *word, bool *ret_ordinal)
{
    static const char *const ENDINGS[] = { "st", "nd", "rd", "th", "er", "o", "a", "e", "ten" };
    char *end = NULL;
    if (!g_ascii_isdigit(*word))
        return -1;
    long value = strtol(word, &end, 10);
    bool ordinal = false;
    for (gsize i = 0; i < G_N_ELEMENTS(ENDINGS); i++)
        ordinal = ordinal || g_str_equal(end, ENDINGS[i]);
    if (ret_ordinal != NULL)
        *ret_ordinal = ordinal;
    return (*end == '\0' || ordinal) && end - word <= 4 && value < 10000 ? (int)value : -1;
}

static int
plain_number(const Reader *self, guint index)
{
    bool ordinal = false;
    int value = number_of(phrase_text_word(self->words, index), &ordinal);
    return ordinal ? -1 : value;
}

static bool
valid_date(int year, int month, int day)
{
    static const int DAYS[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    if (year < 1990 || year > 2200 || month < 1 || month > 12 || day < 1 || day > DAYS[month - 1])
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month != 2 || day < 29 || leap;
}

/* The year nearest to today that does not put the day too far back; INT32_MIN when there is none.
 */
static Day
day_in_year(const Reader *self, int year, int month, int day)
{
    if (year >= 0) {
        year += year < 100 ? 2000 : 0;
        return valid_date(year, month, day) ? day_of((CivilDate){ year, month, day }) : INT32_MIN;
    }
    int now = day_to_date(self->today).year;
    for (int try = now - 1; try <= now + 4; try++) {
        if (!valid_date(try, month, day))
            continue;
        Day found = day_of((CivilDate){ try, month, day });
        if (found >= self->today - MAX_PAST_DAYS)
            return found;
    }
    return INT32_MIN;
}

static bool
is_year(int value)
{
    return value >= 1990 && value <= 2200;
}

/* The separator between two words, when it is a single byte; else 0. */
static char
between(const Reader *self, guint index)
{
    if (index + 1 >= phrase_text_words(self->words))
        return 0;
    gsize end =
        phrase_text_offset(self->words, index) + strlen(phrase_text_word(self->words, index));
    return phrase_text_offset(self->words, index + 1) == end + 1 ? self->source[end] : 0;
}

static bool
word_is_any(const Reader *self, guint index, const char *list)
{
    const char *word = phrase_text_word(self->words, index);
    gsize length = strlen(word);
    for (const char *at = list; length > 0 && (at = strstr(at, word)) != NULL; at += length)
        if ((at == list || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

/* Reads a year after a date: "2026", "de 2026", "'26" is not one. */
static int
take_year(const Reader *self, guint *at)
{
    guint index = *at + (word_is_any(self, *at, "de del do of") ? 1 : 0);
    int value = plain_number(self, index);
    if (!is_year(value))
        return -1;
    *at = index + 1;
    return value;
}

/* "5 May 2026", "5th of May", "1er janvier", "5 de mayo de 2026", "5. Mai" */
static bool
read_day_month(const Reader *self, guint at, DayMention *ret)
{
    int day = number_of(phrase_text_word(self->words, at), NULL);
    guint next = at + 1;
    if (day < 1 || day > 31)
        return false;
    if (word_is_any(self, next, "of de di do den"))
        next++;
    int month = month_of(phrase_text_word(self->words, next));
    if (month == 0)
        return false;
    ret->end = next + 1;
    int year = take_year(self, &ret->end);
    ret->day = day_in_year(self, year, month, day);
    return ret->day != INT32_MIN;
}

/* "May 5th, 2026", "May the 5th" */
static bool
read_month_day(const Reader *self, guint at, DayMention *ret)
{
    int month = month_of(phrase_text_word(self->words, at));
    guint next = at + 1;
    if (month == 0)
        return false;
    if (word_is_any(self, next, "the"))
        next++;
    int day = number_of(phrase_text_word(self->words, next), NULL);
    if (day < 1 || day > 31)
        return false;
    ret->end = next + 1;
    int year = take_year(self, &ret->end);
    ret->day = day_in_year(self, year, month, day);
    return ret->day != INT32_MIN;
}

/* "2026-12-01", "2026/12/01" */
static bool
read_iso(const Reader *self, guint at, DayMention *ret)
{
    char first = between(self, at), second = between(self, at + 1);
    int year = plain_number(self, at);
    if (!is_year(year) || (first != '-' && first != '/') || second != first)
        return false;
    ret->day = day_in_year(self, year, plain_number(self, at + 1), plain_number(self, at + 2));
    ret->end = at + 3;
    return ret->day != INT32_MIN;
}

/* "30.11.", "30.11.2026", "30.11.26", "2026.12.01" */
static bool
read_dotted(const Reader *self, guint at, DayMention *ret)
{
    const char *word = phrase_text_word(self->words, at);
    int a = 0, b = 0, c = -1, used = 0;
    if (strchr(word, '.') == NULL)
        return false;
    if (sscanf(word, "%4d.%2d.%4d%n", &a, &b, &c, &used) != 3 || word[used] != '\0') {
        c = -1;
        if (sscanf(word, "%2d.%2d%n", &a, &b, &used) != 2 || word[used] != '\0')
            return false;
        /* "10.30 Uhr" is a time. */
        if (word_is_any(self, at + 1, "uhr h am pm hrs uur"))
            return false;
    }
    ret->end = at + 1;
    if (c < 0 && is_year(plain_number(self, at + 1)))
        c = plain_number(self, ret->end++);
    ret->day = is_year(a) ? day_in_year(self, a, b, c) : day_in_year(self, c, b, a);
    return ret->day != INT32_MIN;
}

/* "12/01/2026", "1-12-26", "12/5": which is the month is told by the numbers, else by the language,
 * else by what lies ahead. */
static bool
read_slashed(const Reader *self, guint at, DayMention *ret)
{
    char mark = between(self, at);
    if (mark != '/' && mark != '-')
        return false;
    int a = plain_number(self, at), b = plain_number(self, at + 1), year = -1;
    ret->end = at + 2;
    if (between(self, at + 1) == mark && plain_number(self, at + 2) >= 0)
        year = plain_number(self, ret->end++);
    else if (mark == '-' &&
             (a <= 12 || b > 12 || month_of(phrase_text_word(self->words, ret->end)) != 0))
        return false; /* "21-28 December" is a range, "9-11" are hours */
    if (a < 1 || b < 1 || a > 31 || b > 31)
        return false;
    Day european = day_in_year(self, year, b, a), american = day_in_year(self, year, a, b);
    bool ahead = american >= self->today && (european < self->today || american <= european);
    bool use_american = european == INT32_MIN || (self->english && american != INT32_MIN && ahead);
    ret->day = use_american ? american : european;
    return ret->day != INT32_MIN;
}

/* "2026年12月5日", "12月5日" */
static bool
read_japanese(const Reader *self, guint at, DayMention *ret)
{
    int year = -1;
    guint next = at;
    if (g_str_equal(phrase_text_word(self->words, at + 1), "年")) {
        year = plain_number(self, at);
        next += 2;
    }
    int month = plain_number(self, next), day = plain_number(self, next + 2);
    if (!g_str_equal(phrase_text_word(self->words, next + 1), "月") || month < 1 || day < 1)
        return false;
    ret->day = day_in_year(self, year, month, day);
    ret->end = next + 3 + (g_str_equal(phrase_text_word(self->words, next + 3), "日") ? 1 : 0);
    char bracket = between(self, ret->end - 1);
    for (int i = 0; bracket == '(' && i < 7; i++)
        if (g_str_equal(phrase_text_word(self->words, ret->end), WEEKDAYS_JAPANESE[i])) {
            ret->end++;
            break;
        }
    return ret->day != INT32_MIN;
}

/* "end of March", "Ende März 2027", "fin mars", "mid-March": the last, first or middle day. */
static bool
read_part_of_month(const Reader *self, guint at, DayMention *ret)
{
    static const int DAYS[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool end = word_is_any(self, at, "end ende fin fine final finales finais eind einde");
    bool middle = word_is_any(self, at, "mid middle mitte mi mediados meta meados half medio");
    bool begin = word_is_any(self, at,
                             "beginning start anfang debut principios inicio inizio "
                             "begin early comienzos");
    guint next = at + 1;
    if (!end && !middle && !begin)
        return false;
    while (next < at + 3 && word_is_any(self, next, "of de di do del van the mes"))
        next++;
    int month = month_of(phrase_text_word(self->words, next));
    if (month == 0)
        return false;
    ret->end = next + 1;
    int year = take_year(self, &ret->end);
    ret->day = day_in_year(self, year, month, begin ? 1 : middle ? 15 : DAYS[month - 1]);
    return ret->day != INT32_MIN;
}

static Day
next_weekday(Day today, int weekday)
{
    int ahead = (weekday - day_weekday(today) + 7) % 7;
    return today + (ahead == 0 ? 7 : ahead);
}

static bool
read_weekday(const Reader *self, guint at, DayMention *ret)
{
    int weekday = weekday_of(phrase_text_word(self->words, at));
    ret->end = at + 1;
    for (int i = 0; weekday < 0 && i < 7; i++)
        if (g_str_equal(phrase_text_word(self->words, at), WEEKDAYS_JAPANESE[i]) &&
            g_str_equal(phrase_text_word(self->words, at + 1), "曜")) {
            weekday = i;
            ret->end = at + 2 + (word_is_any(self, at + 2, "日") ? 1 : 0);
        }
    /* French "mon retour" is no Monday. */
    if (weekday == 0 && !self->english && word_is_any(self, at, "mon") &&
        !g_ascii_isdigit(*phrase_text_word(self->words, at + 1)))
        return false;
    if (weekday < 0)
        return false;
    if (word_is_any(self, ret->end, "feira"))
        ret->end++;
    ret->day = next_weekday(self->today, weekday);
    ret->weekday_only = true;
    ret->names_monday = weekday == 0;
    return true;
}

/* "in two weeks", "in 10 Tagen", "dans deux semaines", "dentro de quince días", "2週間後", "em um
 * mês": so long after today. Fifteen days are two weeks in Romance languages. */
static bool
read_duration(const Reader *self, guint at, DayMention *ret)
{
    static const char *const NUMBERS[] = {
        "a an one ein einem einer eine un une uno una um uma een",
        "two zwei deux dos due dois duas twee couple paar",
        "three drei trois tres tre drie",
        "four vier quatre cuatro quattro quatro",
        "five funf cinq cinco cinque vijf",
        "six sechs seis sei zes",
        "seven sieben sept siete sette sete zeven",
        "eight acht huit ocho otto oito",
        "nine neun neuf nueve nove negen",
        "ten zehn dix diez dieci dez tien",
    };
    guint next = at + (word_is_any(self, at, "in dans en tra fra em over within") ? 1 : 0);
    if (word_is_any(self, at, "dentro daqui d") && word_is_any(self, at + 1, "de a ici"))
        next = at + 2;
    bool led = next > at, japanese = false;
    int count = number_of(phrase_text_word(self->words, next), NULL);
    if (count < 0 && !led)
        return false; /* only "2週間後" does without a word before it, and has digits */
    for (int i = 0; count < 0 && i < (int)G_N_ELEMENTS(NUMBERS); i++)
        if (word_is_any(self, next, NUMBERS[i]))
            count = i + 1;
    if (word_is_any(self, next, "quinze quince quindici"))
        count = 15;
    next++;
    if (count >= 1 && word_is_any(self, next, "of full volle vollen weiteren more"))
        next++;
    int days = word_is_any(self, next,
                           "day days tag tage tagen jour jours dia dias giorno giorni dag "
                           "dagen")
                   ? 1
               : word_is_any(self, next,
                             "week weeks woche wochen semaine semaines semana semanas "
                             "settimana settimane weken")
                   ? 7
                   : 0;
    int months = word_is_any(self, next,
                             "month months monat monate monaten mois mes meses mese mesi "
                             "maand maanden")
                     ? count
                     : 0;
    guint end = next + 1;
    if (g_str_equal(phrase_text_word(self->words, next), "週") &&
        g_str_equal(phrase_text_word(self->words, next + 1), "間")) {
        days = 7;
        end = next + 2;
    } else if (g_str_equal(phrase_text_word(self->words, next), "日")) {
        days = 1;
    }
    japanese = g_str_equal(phrase_text_word(self->words, end), "後");
    if (count == 15 && word_is_any(self, next, "jours dias giorni"))
        count = 14;
    if (count < 1 || count > 60 || (days == 0 && months == 0) || (!led && !japanese))
        return false;
    CivilDate then = day_to_date(self->today + count * days);
    then.month += months;
    then.year += (then.month - 1) / 12;
    then.month = (then.month - 1) % 12 + 1;
    while (!valid_date(then.year, then.month, then.day) && then.day > 28)
        then.day--;
    ret->day = day_of(then);
    ret->end = end + (japanese ? 1 : 0);
    return true;
}

/* "next week", "kommende Woche", "la semaine prochaine", "来週": its Monday, or the weekday behind
 * the Japanese word. */
static bool
read_next_week(const Reader *self, guint at, DayMention *ret)
{
    static const char NEXT[] = "next coming nachste nachsten nachster kommende kommenden kommender "
                               "prochaine proxima prossima volgende komende";
    static const char WEEK[] = "week woche semaine semana settimana";
    Day monday = self->today - day_weekday(self->today) + 7;
    bool here = (word_is_any(self, at, NEXT) && word_is_any(self, at + 1, WEEK)) ||
                (word_is_any(self, at, WEEK) && word_is_any(self, at + 1, NEXT));

    ret->end = at + 2;
    ret->day = monday;
    ret->names_monday = true;
    if (here)
        return true;
    if (!g_str_equal(phrase_text_word(self->words, at), "来") ||
        !g_str_equal(phrase_text_word(self->words, at + 1), "週"))
        return false;
    for (int i = 0; i < 7; i++)
        if (g_str_equal(phrase_text_word(self->words, at + 2), WEEKDAYS_JAPANESE[i]) &&
            g_str_equal(phrase_text_word(self->words, at + 3), "曜")) {
            ret->end = at + 4 + (word_is_any(self, at + 4, "日") ? 1 : 0);
            ret->day = monday + i;
            ret->names_monday = i == 0;
        }
    return true;
}

/* "tomorrow"; "24日"; and bare numbers, which mean a day only where the words around say so. */
static bool
read_relative(const Reader *self, guint at, DayMention *ret)
{
    ret->weak = true;
    ret->end = at + 1;
    if (word_is_any(self, at, "tomorrow morgen demain manana domani amanha")) {
        ret->day = self->today + 1;
        ret->weak = false;
        return true;
    }
    bool ordinal = false;
    int day = number_of(phrase_text_word(self->words, at), &ordinal);
    if (day < 1 || day > 31 ||
        word_is_any(self, at + 1,
                    "uhr h am pm hrs days weeks months tage wochen jours semaines dias "
                    "semanas giorni settimane dagen weken uur hours minutes"))
        return false;
    if (word_is_any(self, at + 1, "日")) {
        ret->weak = word_is_any(self, at + 2, "間 以 後 前 ほ 目");
        ret->end = at + 2;
    }
    CivilDate now = day_to_date(self->today);
    for (int month = now.month; month <= now.month + 2; month++) {
        int real = (month - 1) % 12 + 1, year = now.year + (month - 1) / 12;
        if (!valid_date(year, real, day))
            continue;
        ret->day = day_of((CivilDate){ year, real, day });
        if (ret->day >= self->today)
            return true;
    }
    return false;
}

static bool
is_english(const PhraseText *words)
{
    static const char *const ENGLISH[] = { "the",    "will", "am",     "and",   "of", "out",
                                           "office", "back", "return", "until", NULL };
    int seen = 0;
    for (guint i = 0; i < phrase_text_words(words) && i < 200; i++)
        seen += g_strv_contains(ENGLISH, phrase_text_word(words, i));
    return seen >= 2;
}

static GArray *
find(const PhraseText *words, const char *source, Day today, bool wide)
{
    static const struct {
        bool (*read)(const Reader *, guint, DayMention *);
        bool wide;
    } READERS[] = {
        { read_iso, false },           { read_dotted, false },    { read_japanese, false },
        { read_slashed, false },       { read_day_month, false }, { read_month_day, false },
        { read_part_of_month, false }, { read_duration, true },   { read_next_week, true },
        { read_weekday, false },       { read_relative, false },
    };
    Reader self = { words, source, today, is_english(words) };
    GArray *mentions = g_array_new(FALSE, FALSE, sizeof(DayMention));
    for (guint at = 0; at < phrase_text_words(words) && mentions->len < MAX_MENTIONS;) {
        DayMention mention = { .first = at, .end = at + 1 };
        bool found = false;
        for (gsize i = 0; i < G_N_ELEMENTS(READERS) && !found; i++) {
            mention = (DayMention){ .first = at };
            found = (wide || !READERS[i].wide) && READERS[i].read(&self, at, &mention);
        }
        if (!found) {
            at++;
            continue;
        }
        /* "Monday, 5 May" is one day. */
        DayMention *last =
            mentions->len > 0 ? &g_array_index(mentions, DayMention, mentions->len - 1) : NULL;
        bool joins = last != NULL && last->weekday_only && !mention.weekday_only &&
                     (mention.first == last->end ||
                      (mention.first == last->end + 1 &&
                       word_is_any(&self, last->end, "the den dem le el il the dia op der")));
        /* "Monday 24": a bare number is a day where a weekday names it and agrees. */
        if (joins && mention.weak && mention.day != INT32_MIN &&
            day_weekday(mention.day) == day_weekday(last->day)) {
            mention.weak = false;
            mention.weekday_only = false;
        }
        if (joins && !mention.weak) {
            mention.first = last->first;
            mention.names_monday = last->names_monday;
            *last = mention;
        } else {
            g_array_append_val(mentions, mention);
        }
        at = mention.end;
    }
    return mentions;
}

GArray *
day_mentions_find(const PhraseText *words, const char *source, Day today)
{
    return find(words, source, today, false);
}

GArray *
day_mentions_find_wide(const PhraseText *words, const char *source, Day today)
{
    return find(words, source, today, true);
}
