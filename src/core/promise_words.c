/* A verb, a day and an hour of one sentence. */
#include "core/promise_words.h"

#include <stdio.h>
#include <string.h>

#include "text/date_words.h"

#define DAY_FROM (9 * 60)
#define DAY_UNTIL (17 * 60)
#define MAX_HOUR_DISTANCE 9 /* words between the day and its hour */

/* Tags of the set below; a contact verb's is CONTACT + its channel. */
enum { OURS, ASKED, NEGATED, CONDITION, CONTACT = 100 };

static const PhraseEntry TABLE[] = {
    { OURS,
      "ill;i will|shall;im going|planning to;i am going|planning to;ive noted to;we "
      "will|shall;well call|try|ring|"
      "phone|reach;let me call|try|ring;promised|agreed to|i|id|ill;told|said him|her|them "
      "i|ill|id;"
      "said i|ill|id;expect my|a|me;my next call;ich|wir "
      "werde|werden|rufe|rufen|melde|melden|versuche|versuchen|probiere|schreibe|schicke|sende|"
      "komme;werde|rufe|melde|versuche|probiere|schreibe|schicke|sende|komme ich;je vous|te|me|le "
      "rappelle|rappellerai|appelle|appellerai|recontacte|recontacterai|ecris|ecrirai|envoie|"
      "enverrai|relance|relancerai|contacterai|telephone|telephonerai;je|j "
      "rappelle|rappellerai|reessaie|reessaierai|retente|retenterai|repasse|repasserai|passerai|"
      "tenterai|vais|reviens|reviendrai;jessaierai|jessaie;nous vous "
      "rappellerons|appellerons|recontacterons;le|te|les|lo|la|os "
      "llamo|llamare|llamaremos|escribo|escribire|contacto|contactare|envio|enviare|mando|mandare;"
      "volvere|vuelvo|voy|volveremos a;intentare|probare;lo intento|intentare;me pongo|pondre" },
    { ASKED,
      "call|ring|phone|try|catch|reach|text|email|write|contact|dial|get me|us;call|ring back;give "
      "me|us a|another call|ring|shout|buzz;can|could|would|please you * "
      "call|ring|phone|try|write;please call|ring|phone|try;lets|let us "
      "talk|speak|chat|connect|catch;reach|available|free * "
      "on|after|between|monday|tuesday|wednesday|thursday|friday|tomorrow;rufen|ruft sie|ihr|mich|"
      "uns;ruf|rufe mich|uns|doch|bitte|einfach|gern|gerne;melden sie|bitte|sich;melde "
      "dich;versuchen|probieren sie;erreichen|erreicht sie|mich|man;bin|ich * "
      "erreichbar;konnen|konnten sie * anrufen|melden|zuruckrufen;lassen sie "
      "uns;appelez|rappelez|recontactez|joignez|contactez|ecrivez|telephonez|essayez "
      "moi|nous|la|le|vers;appelle|rappelle moi|nous;appelez|rappelez;me|nous "
      "rappeler|appeler|joindre|recontacter;vous * rappeler|appeler;llameme|llamame|llamenos|"
      "llamadme|contacteme|contactame|escribame|escribeme;llame|llamar|llamarme|contactarme|"
      "escribirme|llamarnos;hablamos;hablemos" },
    { NEGATED, "dont|do|not|never|no|cannot|cant not|call|ring|phone|try|reach;dont|never "
               "call|ring|phone|try|contact|write;nicht * an|mehr|anrufen|melden|wieder;ne me|nous "
               "* pas|plus;no me|nos llame|llames|llamen|contacte|escriba" },
    { CONDITION,
      "if i|we|you|i'm;unless;in case;wenn|falls ich|wir|sie|du;si je|nous|vous|no|usted" },
    { CONTACT + CHANNEL_CALL,
      "call;calls;calling;ring;phone;try;reach;catch;dial;talk;speak;chat;connect;"
      "anrufen;anruf;rufe;rufen;ruf;ruft;melden;melde;meldet;versuchen;versuche;probieren;probiere;"
      "erreichen;erreicht;erreichbar;telefonieren;zuruckrufen;"
      "rappel~;appel~;recontact~;joignez;joindre;telephon~;reessai~;retent~;tenter~;essay~;essai~;"
      "jessai~;contact~;relance;relancerai;llam~;intent~;probar~;probare;habla~;hable~;contact~;me "
      "pongo|pondre" },
    { CONTACT + CHANNEL_EMAIL, "write;send;email;mail;schreiben;schreibe;schicken;schicke;senden;"
                               "sende;mailen;ecri~;envoi~;enverr~;escrib~;envi~;mand~" },
    { CONTACT + CHANNEL_SMS, "text;sms;simsen" },
    { CONTACT + CHANNEL_VISIT, "visit;stop|drop|come|swing by;komme|kommen * vorbei;vorbeikommen;"
                               "repass~;passerai;paso a;pasare" },
};

typedef struct {
    const char *text;
    const PhraseText *words;
    Day today;
    guint first, end; /* the sentence */
} Sentence;

static const PhraseSet *
promise_set(void)
{
    static gsize slot;
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(TABLE, G_N_ELEMENTS(TABLE)));
    return (const PhraseSet *)slot;
}

static const char *
word_at(const Sentence *self, guint index)
{
    return index < self->end ? phrase_text_word(self->words, index) : "";
}

static bool
is_any(const char *word, const char *list)
{
    gsize length = strlen(word);
    for (const char *at = list; length > 0 && (at = strstr(at, word)) != NULL; at += length)
        if ((at == list || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

/* --- days ----------------------------------------------------------------------------------- */

typedef struct {
    Day from, until;
    guint first, end; /* words */
    bool by;          /* "by Friday": from now on */
} Days;

static const struct {
    const char *words;
    int from, until;
} PARTS[] = {
    { "morning vormittag vormittags fruh matin matinee", 9 * 60, 12 * 60 },
    { "noon lunch lunchtime mittag mittags midi mediodia", 12 * 60, 13 * 60 },
    { "afternoon nachmittag nachmittags midi tarde", 13 * 60, 17 * 60 },
    { "evening tonight abend abends soir soiree noche", 17 * 60, 20 * 60 },
};

/* "donnerstagvormittag": a day and its part in one word. Returns the part, or NULL. */
static const char *
german_part(const char *word, int *ret_weekday)
{
    static const char *const DAYS[] = { "montag",  "dienstag", "mittwoch", "donnerstag",
                                        "freitag", "samstag",  "sonntag" };
    for (int i = 0; i < 7; i++) {
        gsize length = strlen(DAYS[i]);
        if (strncmp(word, DAYS[i], length) != 0 || word[length] == '\0')
            continue;
        *ret_weekday = i;
        return word + length;
    }
    return NULL;
}

static Day
next_weekday(Day today, int weekday)
{
    int ahead = (weekday - day_weekday(today) + 7) % 7;
    return today + (ahead == 0 ? 7 : ahead);
}

static int
small_number(const char *word)
{
    static const char *const NAMES[] = {
        "one eins ein une un una", "two zwei deux dos",    "three drei trois tres",
        "four vier quatre cuatro", "five funf cinq cinco", "six sechs seis",
        "seven sieben sept siete", "eight acht huit ocho", "nine neun neuf nueve",
        "ten zehn dix diez",       "eleven elf onze once", "twelve zwolf douze doce",
    };
    for (int i = 0; i < (int)G_N_ELEMENTS(NAMES); i++)
        if (is_any(word, NAMES[i]))
            return i + 1;
    return -1;
}

/* "in three days", "in zwei Wochen", "dans 2 semaines"; "next week", "kommende Woche". */
static bool
find_span(const Sentence *self, guint at, Days *days)
{
    const char *word = word_at(self, at), *next = word_at(self, at + 1);
    int amount = g_ascii_isdigit(*next) ? (int)g_ascii_strtoll(next, NULL, 10) : small_number(next);
    const char *unit = word_at(self, at + 2);

    *days = (Days){ .first = at, .end = at + 3 };
    if (is_any(word, "in dans en within") && amount > 0 && amount < 60) {
        bool weeks = is_any(unit, "week weeks woche wochen semaine semaines semana semanas");
        if (!weeks && !is_any(unit, "day days tag tagen tage jour jours dia dias"))
            return false;
        days->from = days->until = self->today + amount * (weeks ? 7 : 1);
        return true;
    }
    bool after = is_any(next, "prochaine prochain que");
    if ((is_any(word, "next nachste nachster kommende kommender proxima") &&
         is_any(next, "week woche semana")) ||
        (is_any(word, "semaine semana") && after)) {
        days->from = next_weekday(self->today, 0);
        days->until = days->from + 4;
        days->end = at + 2;
        return true;
    }
    if (is_any(word, "today heute aujourdhui hoy tonight") ||
        (is_any(word, "this cet cette esta") &&
         is_any(next, "afternoon morning evening apres matin tarde noche"))) {
        days->from = days->until = self->today;
        days->end = at + 1;
        return true;
    }
    return false;
}

static bool
is_usable(const Sentence *self, const DayMention *mention)
{
    const char *before =
        mention->first > self->first ? phrase_text_word(self->words, mention->first - 1) : "";
    const char *word = phrase_text_word(self->words, mention->first);

    if (mention->first < self->first || mention->first >= self->end || mention->day < self->today)
        return false;
    if (!mention->weak)
        return true;
    if (!g_ascii_isdigit(*word)) /* "tomorrow"; but "good morning" in German, "la mañana" */
        return !is_any(before, "guten la por este") || !is_any(word, "morgen manana");
    return is_any(before, "the le el den dem") && strlen(word) <= 4;
}

/* The first day of the sentence. */
static bool
find_days(const Sentence *self, const GArray *mentions, Days *days)
{
    for (guint at = self->first; at < self->end; at++) {
        int weekday;
        if (german_part(word_at(self, at), &weekday) != NULL) {
            days->from = days->until = next_weekday(self->today, weekday);
            days->first = at;
            days->end = at; /* the word still holds the part of the day */
            days->by = false;
            return true;
        }
        if (find_span(self, at, days))
            return true;
        for (guint i = 0; i < mentions->len; i++) {
            const DayMention *mention = &g_array_index(mentions, DayMention, i);
            if (mention->first != at || !is_usable(self, mention))
                continue;
            *days = (Days){ mention->day, mention->day, at, mention->end, false };
            days->by = at > self->first && is_any(word_at(self, at - 1), "by bis dici");
            return true;
        }
    }
    return false;
}

/* --- hours ---------------------------------------------------------------------------------- */

/* "15", "15.30", "15h", "15h30", "3pm", "nine"; minutes of the day, or -1. `ret_end`: the word
 * after it. */
static int
read_clock(const Sentence *self, guint at, guint *ret_end)
{
    const char *word = word_at(self, at);
    int hours = -1, minutes = 0, used = 0;
    bool said = false; /* am, pm or a 24-hour sign: taken as it is */

    *ret_end = at + 1;
    if (g_ascii_isdigit(*word)) {
        char *end;
        hours = (int)strtol(word, &end, 10);
        if (*end == '.' || *end == 'h')
            minutes = g_ascii_isdigit(end[1]) ? (int)g_ascii_strtoll(end + 1, NULL, 10) : 0;
        said = *end == 'h';
        if (*end != '\0' && *end != '.' && *end != 'h' && strcmp(end, "am") != 0 &&
            strcmp(end, "pm") != 0)
            return -1;
        if (strcmp(end, "am") == 0 || strcmp(end, "pm") == 0) {
            hours = hours % 12 + (*end == 'p' ? 12 : 0);
            said = true;
        }
        /* "10:30" is two words with a colon between. */
        gsize after = phrase_text_offset(self->words, at) + strlen(word);
        if (*end == '\0' && self->text[after] == ':' &&
            sscanf(self->text + after, ":%2d%n", &minutes, &used) == 1 && used == 3)
            (*ret_end)++;
    } else {
        hours = small_number(word);
    }
    const char *next = word_at(self, *ret_end);
    if (is_any(next, "am pm a p")) {
        hours = hours % 12 + (*next == 'p' ? 12 : 0);
        said = true;
    }
    if (is_any(next, "uhr heures h horas oclock am pm"))
        (*ret_end)++;
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
        return -1;
    if (!said && hours >= 1 && hours <= 7)
        hours += 12;
    return hours * 60 + minutes;
}

typedef enum { HOUR_NONE, HOUR_AT, HOUR_AFTER, HOUR_BEFORE, HOUR_AROUND, HOUR_BETWEEN } HourKind;

/* The preposition at a word; moves past it and its articles. */
static HourKind
read_preposition(const Sentence *self, guint *at)
{
    static const struct {
        HourKind kind;
        const char *words;
    } KINDS[] = {
        { HOUR_AFTER, "after past from nach ab apres despues partir desde" },
        { HOUR_BEFORE, "before until till vor avant antes" },
        { HOUR_AROUND, "around about gegen vers sobre hacia" },
        { HOUR_BETWEEN, "between zwischen entre" },
        { HOUR_AT, "at um a" },
    };
    const char *word = word_at(self, *at);
    bool negated = is_any(word, "not nicht pas no");

    if (negated)
        word = word_at(self, ++*at);
    for (gsize i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        if (!is_any(word, KINDS[i].words))
            continue;
        ++*at;
        while (is_any(word_at(self, *at), "de las la los the 1 las den") &&
               !g_ascii_isdigit(*word_at(self, *at)))
            ++*at;
        return negated && KINDS[i].kind == HOUR_BEFORE ? HOUR_AFTER : KINDS[i].kind;
    }
    return HOUR_NONE;
}

static bool
read_hours(const Sentence *self, guint at, PromiseWords *found)
{
    HourKind kind = read_preposition(self, &at);
    guint end, second_end;
    int clock = kind != HOUR_NONE ? read_clock(self, at, &end) : -1;

    if (clock < 0)
        return false;
    switch (kind) {
    case HOUR_AFTER:
        found->from_minutes = clock;
        found->until_minutes = MAX(DAY_UNTIL, clock + 120);
        return true;
    case HOUR_BEFORE:
        found->from_minutes = MIN(DAY_FROM, clock - 60);
        found->until_minutes = clock;
        return clock >= 60;
    case HOUR_BETWEEN: {
        guint next = end;
        while (is_any(word_at(self, next), "and und et y las la les den"))
            next++;
        int second = read_clock(self, next, &second_end);
        found->from_minutes = clock;
        found->until_minutes = second > clock ? second : clock + 60;
        return true;
    }
    case HOUR_AROUND:
        found->from_minutes = MAX(clock - 30, 0);
        found->until_minutes = clock + 30;
        return true;
    case HOUR_AT:
        found->from_minutes = clock;
        found->until_minutes = clock + 30;
        return true;
    case HOUR_NONE:
        break;
    }
    return false;
}

static bool
read_part(const char *word, PromiseWords *found)
{
    int weekday;
    const char *part = german_part(word, &weekday);

    for (gsize i = 0; i < G_N_ELEMENTS(PARTS); i++) {
        if (!is_any(part != NULL ? part : word, PARTS[i].words))
            continue;
        found->from_minutes = PARTS[i].from;
        found->until_minutes = PARTS[i].until;
        return true;
    }
    return false;
}

/* "morgen früh", "mañana por la mañana", "après-midi" (two words), "Thursday morning". */
static bool
find_part(const Sentence *self, const Days *days, PromiseWords *found)
{
    guint last = MIN(days->end + 5, self->end);

    for (guint at = days->end; at < last; at++) {
        const char *word = word_at(self, at);
        if (is_any(word, "apres") && is_any(word_at(self, at + 1), "midi"))
            return read_part("afternoon", found);
        if ((is_any(word, "morgen") && at == days->end) ||
            (is_any(word, "manana") && is_any(word_at(self, at - 1), "la")))
            return read_part("morning", found);
        if (read_part(word, found))
            return true;
    }
    return days->first > self->first && read_part(word_at(self, days->first - 1), found);
}

/* A window ends with its day. */
static void
close_window(PromiseWords *found)
{
    found->until_minutes = MIN(found->until_minutes, 24 * 60);
    found->from_minutes = MIN(found->from_minutes, found->until_minutes - 15);
}

static void
find_hours(const Sentence *self, const Days *days, PromiseWords *found)
{
    guint last = MIN(days->end + MAX_HOUR_DISTANCE, self->end);

    found->from_minutes = DAY_FROM;
    found->until_minutes = DAY_UNTIL;
    bool has_part = find_part(self, days, found);
    PromiseWords by_clock = *found;
    for (guint at = days->end; at < last; at++)
        if (read_hours(self, at, &by_clock)) {
            *found = by_clock;
            return;
        }
    for (guint at = self->first; !has_part && at < days->first; at++)
        if (read_hours(self, at, &by_clock)) {
            *found = by_clock;
            return;
        }
}

/* --- sentences ------------------------------------------------------------------------------ */

typedef struct {
    bool side, negated, condition, contact;
    guint side_at;
    ChannelKind channel;
} Cues;

static Cues
cues_of(const Sentence *self, const GArray *hits, PromiseSide side)
{
    Cues cues = { .channel = CHANNEL_CALL };

    for (guint i = 0; i < hits->len; i++) {
        const PhraseHit *hit = &g_array_index(hits, PhraseHit, i);
        if (hit->first < self->first || hit->first >= self->end)
            continue;
        if (hit->tag >= CONTACT) {
            if (!cues.contact)
                cues.channel = (ChannelKind)(hit->tag - CONTACT);
            cues.contact = true;
        } else if (hit->tag == NEGATED) {
            cues.negated = true;
        } else if (hit->tag == CONDITION) {
            cues.condition = true;
        } else if (hit->tag == (int)side && !cues.side) {
            cues.side = true;
            cues.side_at = hit->first;
        }
    }
    return cues;
}

static bool
read_sentence(const Sentence *self, const GArray *mentions, const GArray *hits, PromiseSide side,
              PromiseWords *found)
{
    Cues cues = cues_of(self, hits, side);
    Days days;

    if (!cues.side || !cues.contact || cues.negated || !find_days(self, mentions, &days) ||
        (cues.condition && days.by))
        return false;
    *found = (PromiseWords){ .from_day = days.by ? self->today : days.from,
                             .until_day = days.until,
                             .channel = cues.channel,
                             .conditional = cues.condition };
    find_hours(self, &days, found);
    close_window(found);
    found->from = phrase_text_offset(self->words, self->first);
    found->to = self->end < phrase_text_words(self->words)
                    ? phrase_text_offset(self->words, self->end)
                    : strlen(self->text);
    while (found->to > found->from && g_ascii_isspace(self->text[found->to - 1]))
        found->to--;
    return true;
}

/* "am 27.11. nach 14 Uhr", "den 5. Mai": that dot ends no sentence. */
static bool
is_ordinal_dot(const Sentence *self, guint next)
{
    const char *before = phrase_text_word(self->words, next - 1);
    gsize after = phrase_text_offset(self->words, next - 1) + strlen(before);
    const char *follows = self->text + phrase_text_offset(self->words, next);

    return g_ascii_isdigit(*before) && self->text[after] == '.' &&
           g_unichar_islower(g_utf8_get_char(follows));
}

static bool
is_hit(const GArray *hits, int tag)
{
    for (guint i = 0; i < hits->len; i++)
        if (g_array_index(hits, PhraseHit, i).tag == tag)
            return true;
    return false;
}

bool
promise_words_said(const char *text, PromiseSide side)
{
    g_autoptr(PhraseText) words = phrase_text_new(text);
    g_autoptr(GArray) hits = phrase_set_scan(promise_set(), words);

    return is_hit(hits, (int)side);
}

bool
promise_words_find(const char *text, PromiseSide side, Day today, PromiseWords *found)
{
    g_autoptr(PhraseText) words = phrase_text_new(text);
    g_autoptr(GArray) hits = phrase_set_scan(promise_set(), words);
    guint count = phrase_text_words(words);

    if (!is_hit(hits, (int)side))
        return false; /* most texts: nobody says that anybody will do anything */
    g_autoptr(GArray) mentions = day_mentions_find(words, text, today);

    for (guint first = 0; first < count;) {
        Sentence sentence = { text, words, today, first, first + 1 };
        while (sentence.end < count && (!phrase_text_begins_sentence(words, sentence.end) ||
                                        is_ordinal_dot(&sentence, sentence.end)))
            sentence.end++;
        if (read_sentence(&sentence, mentions, hits, side, found))
            return true;
        first = sentence.end;
    }
    return false;
}

void
promise_words_window(const PromiseWords *self, const Zone *zone, Instant *ret_from_us,
                     Instant *ret_until_us)
{
    *ret_from_us = zone_instant_of(zone, self->from_day, self->from_minutes * MINUTE_US);
    *ret_until_us = zone_instant_of(zone, self->until_day, self->until_minutes * MINUTE_US);
}
