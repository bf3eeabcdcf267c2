/* Rules on what is said: emptiness, reproach, repetition, selling. */
#include "core/lint_private.h"

#include <string.h>

/* A sentence with a cue may name this many things ("the offer for the packaging line") and still
 * say nothing. */
#define MOST_FOREIGN 1
/* ... of all its words, known from the thread or not. */
#define MOST_OF_POLITE 5
/* Of a message that asks for an answer, so many words besides bring nothing; more where it
 * reproaches. */
#define MOST_LEFT 2
#define MOST_LEFT_OF_REPROACH 4
#define ASKS_TOO_MANY 3
#define LEAST_PITCH_WORDS 12
/* The same in other words: of so many words of substance, at most this share is new. */
#define LEAST_OWN 5
#define MOST_NEW_SHARE .25
#define LEAST_KNOWN_SHARE .5
/* The same with other words: of so many, this share is like some of the thread, and no figure,
 * link or name is new. What goes on to another matter shares a tenth. */
#define LEAST_RETOLD 9
#define LEAST_NEAR_SHARE .33

static guint
sentence_of_word(const Lint *self, guint word)
{
    for (guint i = 0; i < self->draft->sentences->len; i++) {
        const DraftSentence *sentence = lint_sentence(self, i);
        if (word >= sentence->first && word < sentence->end)
            return i;
    }
    return G_MAXUINT;
}

/* "I wrote two weeks ago" says when, not how often: the weeks are no count. */
static bool
is_time_only(const GArray *hits, const PhraseHit *hit)
{
    for (guint i = 0; hit->tag == CUE_REPEATED && i < hits->len; i++) {
        const PhraseHit *other = &g_array_index(hits, PhraseHit, i);
        if (other->tag == CUE_ONCE && other->first < hit->end && hit->first < other->end)
            return true;
    }
    return false;
}

static void
collect_cues(Lint *self)
{
    g_autoptr(GArray) hits = phrase_set_scan(lint_cue_set(), self->draft->words);

    for (guint i = 0; i < hits->len; i++) {
        const PhraseHit *hit = &g_array_index(hits, PhraseHit, i);
        guint index = sentence_of_word(self, hit->first);
        self->way_out |= hit->tag == CUE_OPT_OUT;
        if (index == G_MAXUINT || is_time_only(hits, hit))
            continue;
        SentenceReading *reading = &g_array_index(self->readings, SentenceReading, index);
        reading->cues |= 1u << hit->tag;
        reading->pleases += hit->tag == CUE_PLEASE;
        reading->courtesies += hit->tag == CUE_CHECK_IN || hit->tag == CUE_PLEASANT;
    }
}

static void
count_words(const Lint *self, const DraftSentence *sentence, SentenceReading *reading)
{
    for (guint i = sentence->first; i < sentence->end; i++) {
        const char *word = phrase_text_word(self->draft->words, i);
        reading->about_us += lint_word_is_about_us(word);
        if (strlen(word) < 2 || term_is_function_word(word) || lint_word_is_filler(word) ||
            draft_word_is_field(word))
            continue;
        reading->own++;
        bool foreign = !novelty_word_is_known(self->thread, word);
        bool plain = lint_word_is_plain(word) || lint_is_of_address(self->draft, sentence, i);
        reading->foreign += foreign;
        reading->matter += !plain;
        bool strange = foreign && !novelty_word_is_near(self->thread, word);
        reading->news += strange && !plain;
        reading->strange += strange;
        reading->solid += foreign && !plain && !lint_word_is_vague(word);
    }
}

static bool
has_check_in(const SentenceReading *reading)
{
    return LINT_HAS(reading, CUE_CHECK_IN) && !LINT_HAS(reading, CUE_BE_THERE);
}

/* By itself, or put together: tried often or in vain, a feeling about an answer, an answer as the
 * least that one may expect, trouble taken for nothing. */
static bool
reproaches(const SentenceReading *reading)
{
    bool none = LINT_HAS(reading, CUE_NO_ANSWER), again = LINT_HAS(reading, CUE_REPEATED);
    bool tried = LINT_HAS(reading, CUE_ATTEMPT) && (again || none);
    bool hurt = LINT_HAS(reading, CUE_UPSET) && (none || LINT_HAS(reading, CUE_REPLY));
    bool due = LINT_HAS(reading, CUE_EXPECTS) && (none || LINT_HAS(reading, CUE_REPLY));
    bool vain = LINT_HAS(reading, CUE_EFFORT) &&
                (none || LINT_HAS(reading, CUE_UPSET) || LINT_HAS(reading, CUE_EXPECTS));

    /* "as you did not reply, I take it June is a bad month" */
    bool excused = LINT_HAS(reading, CUE_NEUTRAL) && LINT_HAS(reading, CUE_FORGIVES);

    return (LINT_HAS(reading, CUE_BLAME) && !excused) || hurt || due || vain ||
           ((tried || (again && none)) && !LINT_HAS(reading, CUE_FORGIVES));
}

static void
read_sentence(const Lint *self, const DraftSentence *sentence, SentenceReading *reading)
{
    count_words(self, sentence, reading);
    reading->figure = novelty_has_figure(self->draft, sentence, self->thread);
    bool others = LINT_HAS(reading, CUE_OTHERS);
    bool way_out = LINT_HAS(reading, CUE_OPT_OUT) && !LINT_HAS(reading, CUE_UPSET) &&
                   !LINT_HAS(reading, CUE_EXPECTS) && !LINT_HAS(reading, CUE_ATTEMPT);
    reading->is_blame = !others && !way_out && reproaches(reading);
    bool polite = has_check_in(reading) || LINT_HAS(reading, CUE_PLEASANT);
    bool brings = LINT_HAS(reading, CUE_BRINGS) && (reading->news > 0 || !polite);
    reading->is_empty =
        !reading->figure && !brings &&
        (reading->matter == 0 || (polite && reading->matter <= MOST_OF_POLITE &&
                                  reading->news <= MOST_FOREIGN + MIN(reading->courtesies, 3) / 2));
}

/* Does another sentence bring something? */
static bool
something_comes(const Lint *self, guint but)
{
    for (guint i = 0; i < self->readings->len; i++) {
        const SentenceReading *reading = lint_reading(self, i);
        if (i != but && !reading->is_empty && !reading->is_blame &&
            (reading->figure || LINT_HAS(reading, CUE_BRINGS) || reading->matter > MOST_LEFT))
            return true;
    }
    return false;
}

/* "I have not heard from you yet", "not having heard, I take the liberty": as one says it before
 * asking again. */
static bool
is_mild(const SentenceReading *reading)
{
    bool asks_again = LINT_HAS(reading, CUE_NEUTRAL) && reading->courtesies > 0;

    return (LINT_HAS(reading, CUE_NOT_YET) || asks_again) && !LINT_HAS(reading, CUE_REPEATED) &&
           !LINT_HAS(reading, CUE_UPSET) && !LINT_HAS(reading, CUE_EXPECTS);
}

/* That no answer came is a reproach where it is all there is to say. */
static void
read_silence(Lint *self)
{
    for (guint i = 0; i < self->readings->len; i++) {
        SentenceReading *reading = &g_array_index(self->readings, SentenceReading, i);
        if (LINT_HAS(reading, CUE_SILENT) && !LINT_HAS(reading, CUE_OTHERS) &&
            !LINT_HAS(reading, CUE_FORGIVES) && !is_mild(reading) && !something_comes(self, i))
            reading->is_blame = true;
    }
}

/* A reproach in two breaths: "Still nothing. A pity." Where the message says something besides,
 * the two stand side by side and one of them is that no answer came. */
static void
read_mood(Lint *self)
{
    guint reproach = 1u << CUE_UPSET | 1u << CUE_EXPECTS | 1u << CUE_EFFORT;
    guint moved = 1u << CUE_UPSET | 1u << CUE_ATTEMPT | 1u << CUE_NO_ANSWER;
    bool alone = !something_comes(self, G_MAXUINT);

    for (guint i = 0; i < self->readings->len; i++) {
        SentenceReading *reading = &g_array_index(self->readings, SentenceReading, i), both;
        if ((reading->cues & reproach) == 0 || reading->figure || LINT_HAS(reading, CUE_OTHERS))
            continue;
        for (guint k = 0; k < self->readings->len; k++) {
            const SentenceReading *other = lint_reading(self, k);
            bool near = k + 1 == i || k == i + 1;
            both.cues = reading->cues | other->cues;
            if (k != i && !other->figure && !LINT_HAS(&both, CUE_FORGIVES) &&
                !LINT_HAS(&both, CUE_OTHERS) && !LINT_HAS(&both, CUE_THANKS) &&
                !LINT_HAS(&both, CUE_BLAME) && reproaches(&both) &&
                ((alone && (both.cues & moved) != 0) || (near && LINT_HAS(&both, CUE_NO_ANSWER))))
                reading->is_blame = true;
        }
    }
}

static void
read_sentences(Lint *self)
{
    g_array_set_size(self->readings, self->draft->sentences->len);
    collect_cues(self);
    for (guint i = 0; i < self->readings->len; i++)
        read_sentence(self, lint_sentence(self, i),
                      &g_array_index(self->readings, SentenceReading, i));
    read_silence(self);
    read_mood(self);
}

/* A few words that bring nothing, beside those that ask: "I had another impression of you." */
static bool
is_leftover(const Lint *self, guint index, bool reproached)
{
    const SentenceReading *reading = lint_reading(self, index);
    guint says = 1u << CUE_BRINGS | 1u << CUE_SELLS | 1u << CUE_INVITES | 1u << CUE_ASKED |
                 1u << CUE_BE_THERE | 1u << CUE_OTHERS | 1u << CUE_THANKS | 1u << CUE_LOUD;

    return !reading->figure && (reading->cues & says) == 0 &&
           (!lint_sentence(self, index)->is_question || reading->news <= (reproached ? 1 : 0)) &&
           !novelty_has_name(self->draft, lint_sentence(self, index), self->thread);
}

/* A reproach that goes on to say something: "You promised; the crane costs 120 an hour." */
#define MOST_OF_REPROACH 6

/* Neither filler nor reproach nor the way out: what the message is about. */
static bool
is_substance(const SentenceReading *reading)
{
    bool blames_only =
        reading->is_blame && !(reading->figure && reading->matter > MOST_OF_REPROACH);

    return !reading->is_empty && !blames_only && !LINT_HAS(reading, CUE_OPT_OUT);
}

static void
add_at(Lint *self, LintRule rule, guint index)
{
    const DraftSentence *sentence = lint_sentence(self, index);

    lint_add(self, rule, false, sentence->from, sentence->to);
}

static guint
first_with(const Lint *self, bool (*holds)(const SentenceReading *))
{
    for (guint i = 0; i < self->readings->len; i++)
        if (holds(lint_reading(self, i)))
            return i;
    return G_MAXUINT;
}

static bool
is_reproach(const SentenceReading *reading)
{
    return reading->is_blame;
}

/* Thanks, or goes into what they asked; "your reply" that one waits for is none of it. */
static bool
answers(const SentenceReading *reading)
{
    bool waits = has_check_in(reading) || LINT_HAS(reading, CUE_PLEASANT) ||
                 LINT_HAS(reading, CUE_NO_ANSWER) || reading->is_blame ||
                 (LINT_HAS(reading, CUE_REPLY) && reading->matter <= MOST_FOREIGN);

    return LINT_HAS(reading, CUE_THANKS) || (LINT_HAS(reading, CUE_ASKED) && !waits);
}

/* A reproach asks for an answer, too. */
static bool
is_empty_cue(const SentenceReading *reading)
{
    return reading->is_blame ||
           (reading->is_empty &&
            (has_check_in(reading) || (LINT_HAS(reading, CUE_ATTEMPT) && reading->courtesies > 0) ||
             (reading->about_us > 0 && !answers(reading) && !LINT_HAS(reading, CUE_OPT_OUT))));
}

static guint
all_cues(const Lint *self)
{
    guint cues = 0;

    for (guint i = 0; i < self->readings->len; i++)
        cues |= lint_reading(self, i)->cues;
    return cues;
}

/* A question to the reader. */
static bool
is_bare_question(const Lint *self, guint index)
{
    const DraftSentence *sentence = lint_sentence(self, index);
    static const char *const READER[] = { "you",   "your", "sie",  "ihnen", "ihr",  "ihre",
                                          "du",    "dir",  "dich", "dein",  "euch", "vous",
                                          "votre", "tu",   "te",   "toi",   "ton",  "usted",
                                          "su",    "ti",   "le",   "les",   "os",   NULL };
    static const char *const DAYS[] = {
        "today",    "tomorrow",   "tonight", "monday",    "tuesday", "wednesday", "thursday",
        "friday",   "saturday",   "sunday",  "heute",     "morgen",  "montag",    "dienstag",
        "mittwoch", "donnerstag", "freitag", "samstag",   "sonntag", "demain",    "lundi",
        "mardi",    "mercredi",   "jeudi",   "vendredi",  "samedi",  "dimanche",  "hoy",
        "manana",   "lunes",      "martes",  "miercoles", "jueves",  "viernes",   "sabado",
        "domingo",  NULL
    };
    bool asks_reader = false;

    if (!sentence->is_question)
        return false;
    for (guint i = sentence->first; i < sentence->end; i++) {
        const char *word = phrase_text_word(self->draft->words, i);
        asks_reader |= g_strv_contains(READER, word);
        if (g_strv_contains(DAYS, word))
            return false;
    }
    return asks_reader;
}

/* Nothing but everyday words, and a question to the reader among them: "Did it make it to you?" */
static guint
find_bare_question(const Lint *self)
{
    guint says = 1u << CUE_BRINGS | 1u << CUE_SELLS | 1u << CUE_INVITES | 1u << CUE_ASKED |
                 1u << CUE_BE_THERE | 1u << CUE_OTHERS | 1u << CUE_THANKS | 1u << CUE_LOUD |
                 1u << CUE_OPT_OUT;
    guint found = G_MAXUINT;

    for (guint i = 0; i < self->readings->len; i++) {
        const SentenceReading *reading = lint_reading(self, i);
        if (reading->figure || reading->matter > 0 || (reading->cues & says) != 0)
            return G_MAXUINT;
        if (found == G_MAXUINT && is_bare_question(self, i))
            found = i;
    }
    return found;
}

static bool
check_empty(Lint *self)
{
    guint cue = first_with(self, is_empty_cue), left = 0;

    if (cue == G_MAXUINT)
        cue = find_bare_question(self);

    if (cue == G_MAXUINT)
        return false;
    bool answered = first_with(self, answers) != G_MAXUINT;
    bool reproached = first_with(self, is_reproach) != G_MAXUINT;
    guint most = reproached ? MOST_LEFT_OF_REPROACH : MOST_LEFT;
    for (guint i = 0; i < self->readings->len; i++) {
        if (!is_substance(lint_reading(self, i)))
            continue;
        left += lint_reading(self, i)->matter;
        if (answered || !is_leftover(self, i, reproached) || left > most)
            return false;
    }
    add_at(self, LINT_EMPTY_FOLLOW_UP, cue);
    return true;
}

static void
check_blame(Lint *self)
{
    for (guint i = 0; i < self->readings->len; i++)
        if (lint_reading(self, i)->is_blame)
            add_at(self, LINT_GUILT_TRIP, i);
}

static GArray *
substance_terms(const Lint *self)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(guint64));

    for (guint i = 0; i < self->readings->len; i++) {
        const DraftSentence *sentence = lint_sentence(self, i);
        if (!is_substance(lint_reading(self, i)))
            continue;
        g_autoptr(GArray) terms = terms_of(self->draft->words, sentence->first, sentence->end);
        g_array_append_vals(all, terms->data, terms->len);
    }
    return all;
}

/* Something the thread lacks: a number, a link, a name, a question of substance. */
static bool
brings_new(const Lint *self)
{
    for (guint i = 0; i < self->readings->len; i++) {
        const DraftSentence *sentence = lint_sentence(self, i);
        const SentenceReading *reading = lint_reading(self, i);
        if (!is_substance(reading))
            continue;
        if (reading->figure || novelty_has_name(self->draft, sentence, self->thread) ||
            (sentence->is_question && reading->foreign >= 2 && reading->news > 0))
            return true;
    }
    return false;
}

/* The same in other words: nearly all words of some substance stood in the thread. */
static bool
rewords(const Lint *self)
{
    guint own = 0, known = 0, solid = 0;

    for (guint i = 0; i < self->readings->len; i++) {
        const SentenceReading *reading = lint_reading(self, i);
        if (is_substance(reading)) {
            own += reading->own;
            known += reading->own - reading->foreign;
            solid += reading->solid;
        }
    }
    return own >= LEAST_OWN && known >= own * LEAST_KNOWN_SHARE && solid <= own * MOST_NEW_SHARE &&
           !brings_new(self);
}

/* The same told anew: words like those of the thread, and no figure, link or name besides. */
static bool
retells(const Lint *self)
{
    guint own = 0, near = 0;

    for (guint i = 0; i < self->readings->len; i++) {
        const SentenceReading *reading = lint_reading(self, i);
        if (!is_substance(reading))
            continue;
        if (reading->figure || novelty_has_name(self->draft, lint_sentence(self, i), self->thread))
            return false;
        own += reading->own;
        near += reading->own - reading->strange;
    }
    return own >= LEAST_RETOLD && near >= own * LEAST_NEAR_SHARE;
}

/* Nothing that is more than praise. */
static bool
is_hollow(const Lint *self)
{
    for (guint i = 0; i < self->readings->len; i++)
        if (is_substance(lint_reading(self, i)) && lint_reading(self, i)->solid > 0)
            return false;
    return true;
}

static void
check_novelty(Lint *self, bool is_empty)
{
    g_autoptr(GArray) terms = substance_terms(self);
    gsize from = self->draft->greeting_to, to = self->draft->middle_to;

    novelty_measure(self->draft, terms, self->thread, &self->novelty);
    self->report->novelty = self->novelty.novelty;
    if (self->thread->len == 0)
        return;
    while (from < to && g_ascii_isspace(self->draft->text[from]))
        from++;
    while (to > from && g_ascii_isspace(self->draft->text[to - 1]))
        to--;
    bool hollow = is_hollow(self), again = rewords(self) || retells(self);
    if (self->novelty.repeats || again)
        lint_add(self, LINT_REPEATED_PITCH, false, from, to);
    bool stale = is_empty || (terms->len > 0 && (self->novelty.novelty < NOVELTY_AIM || hollow));
    if (again || (stale && !brings_new(self)))
        lint_add(self, LINT_NO_NEW_VALUE, false, from, to);
}

static bool
sells(const SentenceReading *reading)
{
    return LINT_HAS(reading, CUE_SELLS);
}

/* A link to leave: its address says so. */
static bool
links_way_out(const Draft *draft)
{
    static const char *const WORDS[] = { "unsubscribe", "optout",  "opt-out",   "abmeld",
                                         "abbestell",   "austrag", "desinscri", "desabonn",
                                         "baja",        "remove",  NULL };

    for (guint i = 0; i < draft->links->len; i++)
        for (const char *const *word = WORDS; *word != NULL; word++)
            if (strstr(g_ptr_array_index(draft->links, i), *word) != NULL)
                return true;
    return false;
}

/* A mail that nobody asked for and that says nowhere how to be left alone. What has a subject is a
 * mail; of a text without one only a pitch with an invitation is taken for one. */
static void
check_way_out(Lint *self, guint cues, guint pitch)
{
    SentenceReading whole = { .cues = cues };
    bool is_mail = self->input->subject != NULL && self->input->subject[0] != '\0';
    bool answers = LINT_HAS(&whole, CUE_ASKED) || (self->input->is_reply && self->thread->len == 0);
    bool pitches = pitch != G_MAXUINT && LINT_HAS(&whole, CUE_INVITES) &&
                   self->draft->end - self->draft->first >= LEAST_PITCH_WORDS;

    if (self->input->adds_opt_out || self->input->is_spoken || self->way_out || answers ||
        self->readings->len == 0 || !(is_mail || pitches) || links_way_out(self->draft))
        return;
    add_at(self, LINT_NO_OPT_OUT, pitch != G_MAXUINT ? pitch : 0);
}

static void
check_selling(Lint *self)
{
    SentenceReading whole = { .cues = all_cues(self) };
    guint pitch = first_with(self, sells);

    check_way_out(self, whole.cues, pitch);
    bool asks = LINT_HAS(&whole, CUE_INVITES) || LINT_HAS(&whole, CUE_CHECK_IN);

    if (pitch == G_MAXUINT || LINT_HAS(&whole, CUE_ASKED) ||
        self->draft->end - self->draft->first < LEAST_PITCH_WORDS)
        return;
    for (guint i = 0; i < self->readings->len; i++)
        asks |=
            lint_sentence(self, i)->is_question && !LINT_HAS(lint_reading(self, i), CUE_OPT_OUT);
    if (!asks && !self->input->is_spoken && self->thread->len == 0)
        add_at(self, LINT_NO_NEXT_STEP, self->readings->len - 1);
}

static void
check_asks(Lint *self)
{
    guint asks = 0;

    for (guint i = 0; i < self->readings->len; i++) {
        const SentenceReading *reading = lint_reading(self, i);
        bool question = lint_sentence(self, i)->is_question;
        if (reading->is_empty || LINT_HAS(reading, CUE_OPT_OUT))
            continue;
        guint before = asks;
        asks += question ? 1 : reading->pleases;
        if (before < ASKS_TOO_MANY && asks >= ASKS_TOO_MANY && !self->input->is_spoken)
            add_at(self, LINT_SEVERAL_ASKS, i);
    }
}

static void
check_apology(Lint *self)
{
    for (guint i = 0; i < self->readings->len; i++)
        if (LINT_HAS(lint_reading(self, i), CUE_APOLOGY) ||
            (LINT_HAS(lint_reading(self, i), CUE_SORRY) &&
             LINT_HAS(lint_reading(self, i), CUE_BOTHER)))
            add_at(self, LINT_APOLOGY, i);
}

void
lint_content(Lint *self)
{
    read_sentences(self);
    check_blame(self);
    check_novelty(self, check_empty(self));
    check_selling(self);
    check_asks(self);
    check_apology(self);
}
