/* Which of the days in an absence notice is the return: by the words before and after each. */
#include "mail/return_date.h"

#include <string.h>

#include "mail/auto_reply.h"
#include "mail/auto_reply_phrases.h"
#include "mail/return_date_spans.h"
#include "text/phrases.h"

typedef enum {
    ROLE_NONE,
    ROLE_FROM,
    ROLE_STARTING, /* from then on somebody is there, or is not: what follows tells */
    ROLE_UNTIL,
    ROLE_INCLUSIVE,
    ROLE_RETURN,
} Role;

#define MAX_WORDS_BETWEEN 4
#define MAX_ABSENCE_WORDS 5

/* Words before a day; fillers ("the", "on Monday") may stand between. */
static const PhraseEntry BEFORE_TABLE[] = {
    { ROLE_RETURN,
      "back on|at|in|by|from|to;back in the office;be back;back;return "
      "on|to|by|in;returning;return;"
      "return to the office|work;returning to the office|work;available again;again from|on;in the "
      "office again;"
      "resum~;reopen~;re open;open again;return~;reachable|available|operational;again;rejoin~;"
      "will|ill|can look|read|answer|reply|respond|return|resume|attend;look at * "
      "messages|mail|email|"
      "emails|inbox;"
      "get|getting back to you;at my desk;get to my|your mail|email|emails|messages|inbox;"
      "resurfac~;be in touch;talk|speak to you;pick * up;home again;catch up;"
      "hope to be;not back before|until;wont|not|unable|cannot|cant * "
      "until|before|till;from * onwards;reachable "
      "again;back at work;in again;"
      "wieder ab|am|zuruck|erreichbar|da|im|fur|zu;zuruck;zuruck am|ab|im;erst "
      "ab|am|wieder;"
      "lese|beantworte|antworte|kummere|melde * ab|am|wieder|erst;arbeite|arbeiten * wieder;"
      "horen|sehen|sprechen|lesen uns;melde mich;geht * weiter;"
      "wieder;zur verfugung;wieder im buro;nicht vor;ruckkehr;geoffnet;erreichbar|erreichen * ab;"
      "retour le|au|prevu|du;de retour;retour;reviens|reviendrai|rentre|rentrerai;"
      "serai de nouveau;nouveau joignable|disponible|present;repris~|repren~|reouv~|rouvr~;des;"
      "revien~|revenons|rentr~;de nouveau;"
      "a nouveau;retrouve|retrouvons|reparlons|reparle|recontacte;"
      "lirai|repondrai|consulterai|traiterai * le|des|partir;"
      "regres~|vuelv~|volver~|retorn~|reincorpor~|retom~|reabr~;vuelta el;de vuelta;a "
      "partir del;"
      "vuelv~|volver~|regres~ * oficina|trabajo;respond~|leer~ * el|partir;retomo|retomare;"
      "nos leemos|vemos;hablamos;de regreso;de nuevo;reincorporacion;nuevamente;volv~;"
      "first|next day * is|back;first working day;start|starting|work again;normal service|hours "
      "from|resumes;erster|erste arbeitstag|tag;offnen|starten wieder;rouvr~|reouvr~;premier jour;"
      "primer dia;primo giorno;primeiro dia;eerste werkdag;open|openen|starten weer;rientrare;"
      "legg~|rispond~|operativ~ * "
      "da|dal|dalla;sentiamo|risentiamo|rivediamo;rientr~|torn~|ritorn~|riprend~|riapr~;di "
      "ritorno;di "
      "nuovo;nuovamente;"
      "falamos|falar;volt~|retorn~|regress~|retom~|reabr~;de volta;de novo;novamente;"
      "lees|beantwoord|reageer * op|vanaf|pas;keer|kom * terug|op;"
      "spreken elkaar;pak * weer;terug;terug op|vanaf;weer;weer vanaf|op|aanwezig|bereikbaar;ben "
      "ik * weer|terug" },
    { ROLE_STARTING, "ab;ab dem;a partir du|del|de|do|da;des;des le;vanaf;a partire dal" },
    { ROLE_INCLUSIVE, "through;thru;up to and including;to and including;and including;inclusive;"
                      "last day * is;bis einschliesslich|inklusive|inkl|einschl;einschliesslich;"
                      "bis und|einschliesslich mit|zum;tot en met;t m;tm" },
    { ROLE_UNTIL, "until;till;til;up to;up until;ends on;bis;bis zum;"
                  "jusqu~;jusqu au|a|en;jusquau;jusqua;jusquen;hasta;hasta el;fino;fino "
                  "al|a|alle;sino al;ate;ate o|ao|dia;tot;tot aan;"
                  "after;nach;nach dem;apres;apres le;despues del|de;dopo il|dal|l;depois de|do|da;"
                  "na" },
    { ROLE_FROM, "since;seit;depuis;desde;dal;dall;vom;von;starting;beginning;as "
                 "of;from;du;del;van;between;zwischen;"
                 "entre;tra;tussen" },
};
/* Words after a day. */
static const PhraseEntry AFTER_TABLE[] = {
    { ROLE_RETURN, "i will|ill be|am back;i return;i will return;i am|im back;will be back;and "
                   "will be available;"
                   "bin ich * wieder|zuruck|erreichbar;wieder;zuruck;je serai * "
                   "retour|joignable|disponible;je reviens;de retour;"
                   "estare * vuelta|disponible;vuelvo;regreso;saro * "
                   "ritorno|disponibile;rientro;sono|siamo|saro|saremo di "
                   "nuovo|ritorno;estamos|estaremos de vuelta|regreso|nuevo;estou|estamos de "
                   "volta|regresso;weer er|open;sind wir wieder;je suis|serai de "
                   "nouveau|retour;nous serons|sommes de nouveau|retour;estarei * volta|disponivel;"
                   "i will|ill|can * read|answer|reply|respond|look;lese|beantworte|melde ich;"
                   "lees|beantwoord|reageer ik;"
                   "volto;ben ik * weer|terug;weer;terug;よ り * 戻;か ら * 戻;よ り "
                   "出|通|業|営|復|平|勤|対;か ら "
                   "出|通|業|営|復|平|勤|対;に 出 社;に 復 帰;"
                   "に 戻;以 降;出 社;復 帰;よ り 業;onwards;an wieder" },
    { ROLE_INCLUSIVE,
      "inclusive;inclus;incluse;inclusa;incluso;included;einschliesslich;inklusive;inkl;"
      "incluido;incluida;compres~;inclusief;incl" },
    { ROLE_UNTIL, "ま で;の 期" },
    { ROLE_FROM, "か ら;よ り" },
};

static const PhraseSet *
set_once(gsize *slot, const PhraseEntry *table, gsize count)
{
    if (g_once_init_enter(slot))
        g_once_init_leave(slot, (gsize)phrase_set_new(table, count));
    return (const PhraseSet *)*slot;
}

/* A dot before a small letter ends an abbreviation ("am 23. Feb. wieder da"), and what stands in
 * brackets behind a day is part of it. */
static bool
goes_on(const char *text, gsize at)
{
    return g_unichar_islower(g_utf8_get_char(text + at)) || (at > 0 && text[at - 1] == ')');
}

static bool
same_sentence(const PhraseText *words, const char *text, guint first, guint end)
{
    for (guint i = first; i < end && i < phrase_text_words(words); i++)
        if (phrase_text_begins_sentence(words, i) &&
            !(i == first && goes_on(text, phrase_text_offset(words, i))))
            return false;
    return true;
}

/* "from the 14th I am not in the office" begins an absence, "from the 14th I am here" ends it. */
static bool
absence_follows(const PhraseText *words, const char *text, const DayMention *mention)
{
    static const char *const WORDS[] = {
        "not",    "away",       "out",     "closed",   "nicht",    "abwesend",    "urlaub",
        "ausser", "unterwegs",  "pas",     "absent",   "absente",  "conge",       "conges",
        "ferme",  "no",         "ausente", "fuera",    "non",      "assente",     "fuori",
        "ferie",  "vacaciones", "chiusi",  "vacances", "nao",      "fora",        "ferias",
        "niet",   "afwezig",    "verlof",  "vakantie", "gesloten", "geschlossen", NULL
    };
    guint end = MIN(mention->end + MAX_ABSENCE_WORDS, phrase_text_words(words));

    for (guint i = mention->end; i < end && same_sentence(words, text, mention->end, i + 1); i++)
        if (g_strv_contains(WORDS, phrase_text_word(words, i)))
            return true;
    return false;
}

/* "reopen on the 4th": may these words stand between a cue and a bare number? */
static bool
only_fills(const PhraseText *words, guint first, guint end)
{
    static const char *const FILL[] = { "on", "the", "am", "dem", "den", "el", "dia", "le",
                                        "il", "o",   "no", "op",  "de",  "al", NULL };

    for (guint i = first; i < end; i++)
        if (!g_strv_contains(FILL, phrase_text_word(words, i)))
            return false;
    return true;
}

/* "Na terça" is "on Tuesday" in Portuguese, "na dinsdag" is "after Tuesday" in Dutch. */
static bool
is_portuguese_on(const PhraseText *words, const PhraseHit *cue)
{
    static const char *const BEHIND[] = { "proxima", "semana", "segunda", "terca",
                                          "quarta",  "quinta", "sexta",   NULL };

    return cue->end - cue->first == 1 && g_str_equal(phrase_text_word(words, cue->first), "na") &&
           g_strv_contains(BEHIND, phrase_text_word(words, cue->end));
}

/* The role given by the cue that stands nearest before the day. */
static Role
role_before(const PhraseText *words, const char *text, const GArray *cues,
            const DayMention *mention)
{
    Role role = ROLE_NONE;
    guint nearest = 0, longest = 0;
    for (guint i = 0; i < cues->len; i++) {
        const PhraseHit *cue = &g_array_index(cues, PhraseHit, i);
        guint most =
            mention->weak && !only_fills(words, MIN(cue->end, mention->first), mention->first)
                ? 1
                : MAX_WORDS_BETWEEN;
        if (cue->end > mention->first || mention->first - cue->end > most ||
            !same_sentence(words, text, cue->end, mention->first) || is_portuguese_on(words, cue))
            continue;
        guint length = cue->end - cue->first;
        if (role == ROLE_NONE || cue->end > nearest || (cue->end == nearest && length > longest)) {
            role = (Role)cue->tag;
            nearest = cue->end;
            longest = length;
        }
    }
    return role;
}

/* "Away in week 49, then back", "this week and I return": what follows is told of another time. */
static bool
turns(const PhraseText *words, guint first, guint end)
{
    static const char *const WORDS[] = {
        "danach", "dann",    "anschliessend", "then",   "after", "afterwards", "ensuite", "puis",
        "luego",  "despues", "poi",           "and",    "und",   "et",         "y",       "e",
        "en",     "dopo",    "depois",        "daarna", NULL
    };

    for (guint i = first; i < end; i++)
        if (g_strv_contains(WORDS, phrase_text_word(words, i)))
            return true;
    return false;
}

static Role
role_after(const PhraseText *words, const char *text, const GArray *cues, const DayMention *mention)
{
    for (guint i = 0; i < cues->len; i++) {
        const PhraseHit *cue = &g_array_index(cues, PhraseHit, i);
        if (cue->first >= mention->end && cue->first - mention->end <= 2 &&
            !turns(words, mention->end, cue->first) &&
            same_sentence(words, text, mention->end, cue->first + 1))
            return (Role)cue->tag;
    }
    return ROLE_NONE;
}

/* "from 16 to 20 November" may have begun: a bare number takes its month from the day behind. */
static bool
lies_before(const DayMention *first, const DayMention *second)
{
    if (first->weak && !second->weak)
        return day_to_date(first->day).day <= day_to_date(second->day).day;
    return first->day <= second->day;
}

/* "Nov 16-20": a bare number tied to the day before it by a dash. */
static bool
is_tied(const PhraseText *words, const char *text, const DayMention *before,
        const DayMention *mention)
{
    const char *at = text + phrase_text_offset(words, before->end - 1);
    gsize length = (gsize)(text + phrase_text_offset(words, mention->first) - at);

    return !before->weak && g_ascii_isdigit(*at) &&
           (memchr(at, '-', length) != NULL ||
            g_strstr_len(at, (gssize)length, "\xE2\x80\x93") != NULL);
}

/* "from 21 to 28 December", "21.-28.12.", "du 21 au 28": the second day ends the absence. */
static bool
ends_range(const PhraseText *words, const char *text, const GArray *spans, guint index,
           const GArray *cues)
{
    static const char *const LINKS[] = {
        "to", "and", "bis",  "au",    "al",      "a",  "tot", "ate", "ao", "e",  "et",  "und",
        "y",  "en",  "till", "until", "through", "le", "the", "el",  "il", "o",  "zum", "with",
        "月", "火",  "水",   "木",    "金",      "土", "日",  "か",  "ら", "よ", "り",  NULL
    };
    if (index == 0)
        return false;
    const DayMention *mention = &g_array_index(spans, DaySpan, index).mention;
    const DayMention *before = &g_array_index(spans, DaySpan, index - 1).mention;
    if (mention->first - before->end > 3 || !lies_before(before, mention) ||
        (mention->weak && mention->first == before->end && !is_tied(words, text, before, mention)))
        return false; /* "9 to 5" is a working day */
    if (mention->weak && before->weak && role_before(words, text, cues, before) == ROLE_NONE)
        return false;
    for (guint i = before->end; i < mention->first; i++)
        if (!g_strv_contains(LINKS, phrase_text_word(words, i)))
            return false;
    /* "Monday to Friday, 9 to 5" are opening hours. */
    bool hours = g_ascii_isdigit(*phrase_text_word(words, mention->end));
    return !mention->weekday_only || (before->weekday_only && !hours);
}

static Day
working_day_after(Day day)
{
    do
        day++;
    while (day_weekday(day) >= 5);
    return day;
}

/* Does the sentence around these words say that somebody is away? One that also tells since when
 * something is so ("with the firm since 2019") tells a history. */
static bool
absence_around(const PhraseText *words, const char *text, const GArray *cues,
               const DayMention *mention)
{
    guint first = mention->first, end = mention->end, count = phrase_text_words(words);

    while (first > 0 && same_sentence(words, text, first, first + 1))
        first--;
    while (end < count && same_sentence(words, text, end, end + 1))
        end++;
    for (guint i = 0; i < cues->len; i++) {
        const PhraseHit *cue = &g_array_index(cues, PhraseHit, i);
        if (cue->tag == ROLE_FROM && cue->first >= first && cue->end <= mention->first)
            return false;
    }
    static const char *const AWAY[] = {
        "away",   "out",        "off",       "leave",   "closed",   "urlaub",   "frei",
        "ferien", "abwesend",   "conge",     "conges",  "vacances", "ferme",    "ausente",
        "fuera",  "vacaciones", "cerrado",   "oficina", "ferie",    "fuori",    "assente",
        "chiusi", "fora",       "ferias",    "verlof",  "vrij",     "vakantie", "gesloten",
        "weg",    "travelling", "traveling", "offline", NULL
    };
    for (guint i = first; i < end; i++)
        if (g_strv_contains(AWAY, phrase_text_word(words, i)))
            return true;
    gsize from = phrase_text_offset(words, first);
    gsize to = end < count ? phrase_text_offset(words, end) : strlen(text);
    g_autofree char *sentence = g_strndup(text + from, to - from);
    g_autoptr(PhraseText) said = phrase_text_new(sentence);
    g_autoptr(GArray) hits = phrase_set_scan(auto_reply_sentences(), said);
    for (guint i = 0; i < hits->len; i++)
        if (g_array_index(hits, PhraseHit, i).tag == SAYS_AWAY)
            return true;
    return auto_reply_says_away(sentence);
}

/* "From tomorrow and until 5 October", "ab 1.12. bis 4.12.": what begins then ends on the next day.
 */
static bool
until_follows(const PhraseText *words, const char *text, const GArray *spans, guint index,
              const GArray *cues)
{
    if (index + 1 >= spans->len)
        return false;
    const DayMention *mention = &g_array_index(spans, DaySpan, index).mention;
    const DayMention *next = &g_array_index(spans, DaySpan, index + 1).mention;
    Role role = role_before(words, text, cues, next);
    return (role == ROLE_UNTIL || role == ROLE_INCLUSIVE) && next->day > mention->day &&
           next->first - mention->end <= MAX_WORDS_BETWEEN &&
           same_sentence(words, text, mention->end, next->first);
}

/* What all days of a text come to: the first that is named as the return, and the last one away. */
typedef struct {
    Day back, back_after, last_away, absent;
} Found;

static void
read_span(Found *found, const PhraseText *words, const char *text, const GArray *spans, guint index,
          const GArray *before, const GArray *after)
{
    const DaySpan *span = &g_array_index(spans, DaySpan, index);
    const DayMention *mention = &span->mention;
    Role role = role_before(words, text, before, mention);
    Role later = mention->weak ? ROLE_NONE : role_after(words, text, after, mention);
    bool inclusive = later == ROLE_INCLUSIVE || role == ROLE_INCLUSIVE;

    role = role == ROLE_INCLUSIVE ? ROLE_UNTIL : role;
    later = later == ROLE_INCLUSIVE ? ROLE_UNTIL : later;
    if (role == ROLE_STARTING)
        role = until_follows(words, text, spans, index, before) ||
                       (later != ROLE_RETURN && absence_follows(words, text, mention))
                   ? ROLE_FROM
                   : ROLE_RETURN;
    if (role == ROLE_FROM && span->last - mention->day >= 7 && !span->until_it_begins)
        role = ROLE_UNTIL; /* "from week 47 to 49" */
    bool before_says = role == ROLE_RETURN;
    if (later == ROLE_UNTIL || (later != ROLE_NONE && role != ROLE_UNTIL && role != ROLE_RETURN))
        role = later;
    if (role != ROLE_RETURN && ends_range(words, text, spans, index, before)) {
        role = ROLE_UNTIL;
        inclusive = inclusive || !mention->weekday_only;
    }
    if (role == ROLE_RETURN && g_str_equal(phrase_text_word(words, mention->first), "within"))
        return; /* how long an answer takes */
    if (role == ROLE_RETURN && span->under_way)
        role = ROLE_NONE; /* "back later this week" names no day */
    if (role == ROLE_RETURN && before_says && found->back == INT32_MIN)
        found->back = mention->day;
    else if (role == ROLE_RETURN && found->back_after == INT32_MIN)
        found->back_after = mention->day;
    else if (role == ROLE_UNTIL) {
        bool begins = (mention->names_monday || span->until_it_begins) && !inclusive;
        found->last_away = MAX(found->last_away, begins ? mention->day - 1 : span->last);
    } else if (role == ROLE_NONE && span->tells_absence &&
               absence_around(words, text, before, mention))
        found->absent = MAX(found->absent, span->last);
}

static Found
find_days(const char *text, Day today)
{
    static gsize before_slot, after_slot;
    g_autoptr(PhraseText) words = phrase_text_new(text);
    g_autoptr(GArray) spans = day_spans_find(words, text, today);
    Found found = { INT32_MIN, INT32_MIN, INT32_MIN, INT32_MIN };
    if (spans->len == 0)
        return found;
    g_autoptr(GArray) before =
        phrase_set_scan(set_once(&before_slot, BEFORE_TABLE, G_N_ELEMENTS(BEFORE_TABLE)), words);
    g_autoptr(GArray) after =
        phrase_set_scan(set_once(&after_slot, AFTER_TABLE, G_N_ELEMENTS(AFTER_TABLE)), words);
    for (guint i = 0; i < spans->len; i++)
        read_span(&found, words, text, spans, i, before, after);
    return found;
}

Day
return_date_named(const char *text, Day today)
{
    Found found = find_days(text, today);

    return found.back != INT32_MIN ? found.back : found.back_after;
}

Day
return_date_find(const char *text, Day today)
{
    Found found = find_days(text, today);
    Day back = found.back != INT32_MIN ? found.back : found.back_after;

    if (back != INT32_MIN)
        return back;
    Day last = found.last_away != INT32_MIN ? found.last_away : found.absent;
    return last >= today || (last != INT32_MIN && last == found.last_away) ? working_day_after(last)
                                                                           : INT32_MIN;
}
