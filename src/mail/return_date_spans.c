/* Weeks, months and their ends into days, where single days (text/date_words.c) do not say it. */
#include "mail/return_date_spans.h"

#include <stdio.h>
#include <string.h>

#define MAX_SPANS 128
#define MAX_PAST_DAYS 45
#define MAX_COUNT 60
#define MAX_JOINING_WORDS 2 /* between "the week of" and its day */

/* Folded as text/phrases.h says. */
static const char THIS[] = "this diese dieser dieses diesen laufenden cette ce esta este questa "
                           "questo quest nesta neste deze dit current";
static const char NEXT[] = "next coming following nachste nachsten nachster kommende kommenden "
                           "kommender prochaine prochain proxima proximo prossima prossimo "
                           "volgende komende";
static const char WEEK[] = "week woche semaine semana settimana";
static const char MONTH[] = "month monat monats mois mes mese maand";
static const char YEAR[] = "year jahr jahres jahrs annee ano anno jaar";
static const char END[] = "end ende fin fine final finales fim finais einde eind close";
static const char SMALL[] = "of the der des de di da do del della dem den la le el il lo l du van "
                            "het this diese dieser dieses diesen deze dit ce cette este esta "
                            "questo questa corrente corriente";
static const char WHOLE[] = "rest remainder whole all entire ganze ganzen gesamte toute reste toda "
                            "todo tutta resto hele";
static const char WEEK_NUMBER[] = "week weeks kw kws kalenderwoche kalenderwochen woche semaine "
                                  "semaines semana semanas settimana settimane weken wk";
static const char LINK[] = "to and und bis au a al et e y en tot ate through until kw week semaine "
                           "semana settimana";
static const char TODAY[] = "today heute aujourdhui hoy oggi hoje vandaag";

typedef struct {
    const PhraseText *words;
    const GArray *days; /* DayMention */
    Day today;
} Reader;

static bool
word_is(const Reader *self, guint at, const char *list)
{
    const char *word = phrase_text_word(self->words, at);
    gsize length = strlen(word);

    for (const char *found = list; length > 0 && (found = strstr(found, word)) != NULL;
         found += length)
        if ((found == list || found[-1] == ' ') && (found[length] == ' ' || found[length] == '\0'))
            return true;
    return false;
}

/* Do the words from `at` on read so, one to a blank? How many they are, or 0. */
static guint
words_are(const Reader *self, guint at, const char *wanted)
{
    guint count = 0;

    for (const char *next = wanted; *next != '\0'; count++) {
        gsize length = strcspn(next, " ");
        const char *word = phrase_text_word(self->words, at + count);
        if (strncmp(word, next, length) != 0 || word[length] != '\0')
            return 0;
        next += length + (next[length] == ' ');
    }
    return count;
}

/* A number that is the whole word, or 0. */
static int
number_at(const Reader *self, guint at, int most)
{
    const char *word = phrase_text_word(self->words, at);
    gsize digits = strspn(word, "0123456789");
    int value = 0;

    if (digits == 0 || digits > 4 || word[digits] != '\0' || sscanf(word, "%4d", &value) != 1)
        return 0;
    return value <= most ? value : 0;
}

static Day
monday_of(Day day)
{
    return day - day_weekday(day);
}

static Day
month_begin(int year, int month)
{
    return day_of((CivilDate){ year + (month - 1) / 12, (month - 1) % 12 + 1, 1 });
}

static void
span_set(DaySpan *ret, guint end, Day first, Day last)
{
    ret->mention.end = end;
    ret->mention.day = first;
    ret->last = last;
    ret->tells_absence = true;
}

/* The Monday of an ISO week: the nearest that is not long past. */
static Day
monday_of_week(Day today, int week)
{
    for (int year = day_to_date(today).year - 1;; year++) {
        Day monday = monday_of(day_of((CivilDate){ year, 1, 4 })) + (week - 1) * 7;
        if (monday >= today - MAX_PAST_DAYS)
            return monday;
    }
}

/* "KW 49", "KW48/49", "calendar week 49", "semaines 47 et 48", "week 47 tot 49" */
static bool
read_week_number(const Reader *self, guint at, DaySpan *ret)
{
    const char *word = phrase_text_word(self->words, at);
    bool joined = g_str_has_prefix(word, "kw") && g_ascii_isdigit(word[2]);
    guint next = joined ? at : at + 1;
    int week = 0;

    if (joined)
        week = sscanf(word, "kw%2d", &week) == 1 ? week : 0;
    else if (word_is(self, at, WEEK_NUMBER))
        week = number_at(self, next, 53);
    if (week < 1 || week > 53)
        return false;
    int last = week;
    guint after = next + 1;
    while (after < next + 3 && word_is(self, after, LINK))
        after++;
    int second = number_at(self, after, 53);
    bool counted = word_is(self, after + 1, MONTH) || word_is(self, after + 1, WEEK);
    if (second > week && !counted) {
        last = second;
        next = after;
    }
    Day monday = monday_of_week(self->today, week);
    span_set(ret, next + 1, monday, monday + (last - week) * 7 + 6);
    return true;
}

/* "the week of 23 November", "w/c 23 Nov", "die Woche vom 23.", "la semaine du 23" */
static bool
read_week_of(const Reader *self, guint at, DaySpan *ret)
{
    static const char OF[] = "of commencing beginning starting from vom ab du del dal dia van de";
    guint led = word_is(self, at, WEEK) && word_is(self, at + 1, OF) ? at + 2 : 0;

    if (words_are(self, at, "w c") > 0)
        led = at + 2;
    for (guint i = 0; led > 0 && i < self->days->len; i++) {
        const DayMention *day = &g_array_index(self->days, DayMention, i);
        if (day->first < led || day->first > led + MAX_JOINING_WORDS)
            continue;
        span_set(ret, day->end, day->day, monday_of(day->day) + 6);
        return true;
    }
    return false;
}

/* The day that is named at this word, or NULL. */
static const DayMention *
day_at(const Reader *self, guint at)
{
    for (guint i = 0; i < self->days->len; i++)
        if (g_array_index(self->days, DayMention, i).first == at)
            return &g_array_index(self->days, DayMention, i);
    return NULL;
}

/* "this week", "next week", "die übernächste Woche", "the rest of the week", "来週" */
static bool
read_week(const Reader *self, guint at, DaySpan *ret)
{
    Day monday = monday_of(self->today);
    guint end = at + 2;
    int ahead = -1;

    if (word_is(self, at, WEEK) &&
        (words_are(self, at + 1, "after next") > 0 || words_are(self, at + 1, "que viene") > 0 ||
         words_are(self, at + 1, "que vem") > 0)) {
        ahead = g_str_equal(phrase_text_word(self->words, at + 1), "after") ? 2 : 1;
        end = at + 3;
    } else if ((word_is(self, at, NEXT) && word_is(self, at + 1, WEEK)) ||
               (word_is(self, at, WEEK) &&
                (word_is(self, at + 1, NEXT) || word_is(self, at + 1, "entrante seguinte")))) {
        ahead = 1;
    } else if (word_is(self, at, "ubernachste ubernachsten ubernachster") &&
               word_is(self, at + 1, WEEK)) {
        ahead = 2;
    } else if (word_is(self, at, THIS) && word_is(self, at + 1, WEEK)) {
        ahead = 0;
    } else if (words_are(self, at, "再 来 週") > 0) {
        ahead = 2;
        end = at + 3;
    } else if (words_are(self, at, "来 週") > 0 || words_are(self, at, "今 週") > 0) {
        ahead = g_str_equal(phrase_text_word(self->words, at), "来") ? 1 : 0;
        if (words_are(self, end + 1, "曜") > 0 || words_are(self, end, "末") > 0)
            return false;
    } else if (word_is(self, at, WHOLE)) {
        for (end = at + 1; end < at + 4 && word_is(self, end, SMALL);)
            end++;
        ahead = word_is(self, end, NEXT);
        end += (guint)ahead;
        ahead = word_is(self, end++, WEEK) ? ahead : -1;
        if (ahead == 0 && word_is(self, end, NEXT)) {
            ahead = 1;
            end++;
        }
    }
    if (ahead < 0)
        return false;
    monday += ahead * 7;
    span_set(ret, end, monday, monday + 6);
    ret->until_it_begins = ahead > 0;
    return true;
}

/* Of a week, the one day that has the weekday of `like`. */
static void
take_weekday(DaySpan *week, Day like)
{
    int weekday = day_weekday(like);

    week->mention.day += weekday;
    week->last = week->mention.day;
    week->mention.names_monday = weekday == 0;
    week->until_it_begins = false;
}

/* "Tuesday next week", "mardi de la semaine prochaine", "nächste Woche Dienstag" */
static bool
read_day_of_week(const Reader *self, guint at, DaySpan *ret)
{
    const DayMention *named = day_at(self, at);
    guint week = at + 1;

    if (read_week(self, at, ret)) {
        named = day_at(self, ret->mention.end);
        if (named == NULL || !named->weekday_only)
            return true;
        ret->mention.end = named->end;
    } else {
        while (named != NULL && week < at + 4 && word_is(self, week, SMALL))
            week++;
        if (named == NULL || !read_week(self, week, ret))
            return false;
        /* The day may have been read together with its week: the weekday is asked for alone. */
        g_autoptr(PhraseText) word = phrase_text_new(phrase_text_word(self->words, at));
        g_autoptr(GArray) alone =
            day_mentions_find(word, phrase_text_word(self->words, at), self->today);
        if (alone->len != 1 || !g_array_index(alone, DayMention, 0).weekday_only)
            return false;
        take_weekday(ret, g_array_index(alone, DayMention, 0).day);
        return true;
    }
    take_weekday(ret, named->day);
    return true;
}

/* "the end of the month", "Monatsende", "fine mese", "今月末": its last day. */
static bool
read_end(const Reader *self, guint at, DaySpan *ret)
{
    CivilDate now = day_to_date(self->today);
    Day week = monday_of(self->today) + 6, month = month_begin(now.year, now.month + 1) - 1;
    Day year = month_begin(now.year + 1, 1) - 1, last = INT32_MIN;
    guint end = at + 1;

    if (word_is(self, at, "monatsende"))
        last = month;
    else if (word_is(self, at, "jahresende"))
        last = year;
    else if (words_are(self, at, "月 末") > 0) {
        last = at > 0 && g_str_equal(phrase_text_word(self->words, at - 1), "来")
                   ? month_begin(now.year, now.month + 2) - 1
                   : month;
        last = at > 0 && number_at(self, at - 1, 12) > 0 ? INT32_MIN : last;
        end = at + 2;
    } else if (word_is(self, at, END)) {
        while (end < at + 4 && word_is(self, end, SMALL))
            end++;
        bool next = word_is(self, end, NEXT);
        end += next;
        last = word_is(self, end, WEEK)    ? week + (next ? 7 : 0)
               : word_is(self, end, MONTH) ? month_begin(now.year, now.month + 1 + next) - 1
               : word_is(self, end, YEAR)  ? year
                                           : INT32_MIN;
        end++;
    }
    if (last == INT32_MIN)
        return false;
    span_set(ret, end, last, last);
    ret->tells_absence = false;
    return true;
}

/* The month that a day of its name would lie in: "1 june" is read where days are. */
static int
month_named(const Reader *self, guint at)
{
    const char *word = phrase_text_word(self->words, at);

    if (strlen(word) < 3 || !g_ascii_isalpha(*word))
        return 0;
    g_autofree char *first = g_strdup_printf("1 %s 2001", word);
    g_autoptr(PhraseText) words = phrase_text_new(first);
    g_autoptr(GArray) found = day_mentions_find(words, first, self->today);
    if (found->len != 1 || g_array_index(found, DayMention, 0).end != 3)
        return 0;
    return day_to_date(g_array_index(found, DayMention, 0).day).month;
}

/* "in June 2027", "until March", "im Dezember", "2027年4月", "2027年3月末": the month, or its end.
 * Names that are also words ("may", "mar") want a year. */
static bool
read_month(const Reader *self, guint at, DaySpan *ret)
{
    static const char BEFORE[] = "in im until till to through thru bis jusquen en hasta a ad nel "
                                 "fino em ate tot from ab for of early de mid";
    int now = day_to_date(self->today).year, year = 0, month = 0;
    guint end = at + 1;
    bool ends = false;

    if (words_are(self, at + 1, "年") > 0 || words_are(self, at + 1, "月") > 0) {
        bool dated = words_are(self, at + 1, "年") > 0;
        year = dated ? number_at(self, at, 2200) : 0;
        guint named = dated ? at + 2 : at;
        month = number_at(self, named, 12);
        ends = words_are(self, named + 2, "末") > 0;
        end = named + 2 + ends;
        if (words_are(self, named + 1, "月") == 0 || number_at(self, named + 2, 31) > 0)
            return false;
    } else if (at > 0) {
        bool led = word_is(self, at - 1, BEFORE);
        end += word_is(self, end, "de del of");
        year = number_at(self, end, 2200);
        end = year > 0 ? end + 1 : at + 1;
        bool doubtful = strlen(phrase_text_word(self->words, at)) <= 3;
        month = led && (year > 0 || !doubtful) ? month_named(self, at) : 0;
    }
    if (month == 0 || (year != 0 && (year < now || year > now + 5)))
        return false;
    if (year == 0)
        year = month_begin(now, month + 1) > self->today ? now : now + 1;
    Day first = month_begin(year, month), last = month_begin(year, month + 1) - 1;
    span_set(ret, end, ends ? last : first, last);
    ret->until_it_begins = !ends;
    return true;
}

/* "today", "the day after tomorrow" and their like. */
static bool
read_near_day(const Reader *self, guint at, DaySpan *ret)
{
    static const struct {
        const char *words;
        int ahead;
    } DAYS[] = { { "day after tomorrow", 2 },
                 { "ubermorgen", 2 },
                 { "apres demain", 2 },
                 { "pasado manana", 2 },
                 { "dopodomani", 2 },
                 { "dopo domani", 2 },
                 { "depois de amanha", 2 },
                 { "overmorgen", 2 },
                 { "明 後 日", 2 },
                 { "明 日", 1 },
                 { "本 日", 0 },
                 { "今 日", 0 },
                 { "aujourd hui", 0 } };
    guint count = 0;
    int ahead = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(DAYS) && count == 0; i++) {
        count = words_are(self, at, DAYS[i].words);
        ahead = DAYS[i].ahead;
    }
    if (count == 0)
        count = word_is(self, at, TODAY) ? 1 : 0;
    if (count == 0)
        return false;
    span_set(ret, at + count, self->today + ahead, self->today + ahead);
    ret->tells_absence = ahead == 0;
    return true;
}

/* "for two weeks", "the next three days", "die nächsten drei Wochen": counted from today. */
static bool
read_so_long(const Reader *self, guint at, DaySpan *ret)
{
    static const char LED[] =
        "for next fur pour die nachsten kommenden pendant les prochaines prochains "
        "durante por las los proximas proximos per le prossime prossimi as os "
        "voor gedurende de komende";
    guint next = at;

    while (next < at + 4 && word_is(self, next, LED))
        next++;
    if (next == at || word_is(self, next, "in dans en tra fra em"))
        return false;
    /* The same words behind "in" are read where days are. */
    g_autofree char *asked = g_strdup_printf("in %s %s", phrase_text_word(self->words, next),
                                             phrase_text_word(self->words, next + 1));
    g_autoptr(PhraseText) words = phrase_text_new(asked);
    g_autoptr(GArray) found = day_mentions_find_wide(words, asked, self->today);
    if (found->len != 1 || g_array_index(found, DayMention, 0).first != 0 ||
        g_array_index(found, DayMention, 0).end != 3)
        return false;
    Day end = g_array_index(found, DayMention, 0).day;
    if (end <= self->today || end > self->today + MAX_COUNT * 31)
        return false;
    span_set(ret, next + 2, self->today, end - 1);
    return true;
}

/* "after the weekend", "nach dem Wochenende": it has no role by itself. */
static bool
read_weekend(const Reader *self, guint at, DaySpan *ret)
{
    Day saturday = monday_of(self->today) + 5;

    if (*phrase_text_word(self->words, at) != 'w' ||
        !word_is(self, at, "weekend wochenende weekeinde"))
        return false;
    span_set(ret, at + 1, saturday, saturday + 1);
    ret->tells_absence = false;
    return true;
}

/* A day that no span has taken, as a span of its own. */
static void
add_day(GArray *spans, const DayMention *day)
{
    DaySpan one = { .mention = *day,
                    .last = day->day,
                    .tells_absence = !day->weak && !day->weekday_only };
    const DaySpan *last = spans->len > 0 ? &g_array_index(spans, DaySpan, spans->len - 1) : NULL;

    if (last == NULL || day->first >= last->mention.end)
        g_array_append_val(spans, one);
}

GArray *
day_spans_find(const PhraseText *words, const char *text, Day today)
{
    static bool (*const READERS[])(const Reader *, guint, DaySpan *) = {
        read_week_number, read_week_of, read_day_of_week, read_end,
        read_near_day,    read_so_long, read_month,       read_weekend,
    };
    g_autoptr(GArray) days = day_mentions_find_wide(words, text, today);
    Reader self = { words, days, today };
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(DaySpan));
    guint day = 0;

    for (guint at = 0; at < phrase_text_words(words) && spans->len < MAX_SPANS;) {
        DaySpan span = { 0 };
        bool found = false;
        const DayMention *here = day < days->len ? &g_array_index(days, DayMention, day) : NULL;
        for (gsize i = 0; i < G_N_ELEMENTS(READERS) && !found; i++) {
            span = (DaySpan){ .mention = { .first = at } };
            found = READERS[i](&self, at, &span);
        }
        /* A day that is said in more words is the better reading: "1 December 2026". */
        bool longer = found && here != NULL && here->first == at && here->end > span.mention.end;
        if (found && !longer) {
            while (spans->len > 0 &&
                   g_array_index(spans, DaySpan, spans->len - 1).mention.end > span.mention.first)
                g_array_set_size(spans, spans->len - 1);
            span.under_way = span.last > span.mention.day && span.mention.day <= today;
            g_array_append_val(spans, span);
            at = span.mention.end;
        } else if (here != NULL && here->first == at) {
            add_day(spans, here);
            at = here->end;
        } else {
            at++;
        }
        while (day < days->len && g_array_index(days, DayMention, day).first < at)
            day++;
    }
    return spans;
}
