/* Rules on what is said: emptiness, reproach, repetition, selling. */
#include "core/lint_private.h"
#include "core/lint_relation.h"
#include "core/lint_sense.h"

#include <string.h>

/* What is left of a message that reproaches. */
#define MOST_LEFT_OF_REPROACH 4
/* "My fourth mail" is no figure that says something, "35 a week for your windows" is one. */
#define MOST_OF_COUNT 4
#define ASKS_TOO_MANY 3
#define LEAST_PITCH_WORDS 12
/* The same in other words: of so many words of substance, at most this share is new. */
#define LEAST_OWN 5
#define LEAST_OWN_OF_NUMBERS 3 /* with a number, and nothing new at all */
#define MOST_NEW_SHARE .25
#define LEAST_KNOWN_SHARE .5
/* The same with other words: of so many, this share is like some of the thread, and no figure,
 * link or name is new. What goes on to another matter shares a tenth. */
#define LEAST_RETOLD 9
#define LEAST_NEAR_SHARE .3
#define LEAST_NEAR_SHARE_OF_NUMBERS .2

/* A few words that bring nothing, beside those that ask: "I had another impression of you." */
static bool
is_leftover(const Lint *self, guint index, bool reproached)
{
    const SentenceReading *reading = lint_reading(self, index);
    guint says = 1u << CUE_BRINGS | 1u << CUE_SELLS | 1u << CUE_INVITES | 1u << CUE_ASKED |
                 1u << CUE_BE_THERE | 1u << CUE_OTHERS | 1u << CUE_THANKS | 1u << CUE_LOUD;

    return !reading->figure && !(reading->numbers > 0 && reading->own > MOST_OF_COUNT) &&
           (reading->cues & says) == 0 &&
           (!lint_sentence(self, index)->is_question || reading->news <= (reproached ? 1 : 0)) &&
           !novelty_has_name(self->draft, lint_sentence(self, index), self->thread);
}

/* A reproach that goes on to say something: "You promised; the crane costs 120 an hour." */
#define MOST_OF_REPROACH 6

/* Neither filler nor reproach nor the way out: what the message is about. */
static bool
is_substance(const SentenceReading *reading)
{
    bool told = reading->figure || reading->numbers > 0;
    bool blames_only = reading->is_blame && !(told && reading->matter > MOST_OF_REPROACH);

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
    bool waits = lint_has_check_in(reading) || LINT_HAS(reading, CUE_PLEASANT) ||
                 LINT_HAS(reading, CUE_NO_ANSWER) || reading->is_blame ||
                 (LINT_HAS(reading, CUE_REPLY) && reading->matter <= LINT_MOST_FOREIGN);

    return LINT_HAS(reading, CUE_THANKS) || (LINT_HAS(reading, CUE_ASKED) && !waits);
}

/* Good wishes by themselves ask for nothing. */
static bool
sounds_asking(const SentenceReading *reading)
{
    return reading->empty >= LINT_SENSE_SURE_EMPTY && !LINT_HAS(reading, CUE_PLEASANT) &&
           !answers(reading) && !LINT_HAS(reading, CUE_OPT_OUT);
}

/* A reproach asks for an answer, too. */
static bool
is_empty_cue(const SentenceReading *reading)
{
    return reading->is_blame ||
           (reading->is_empty &&
            (lint_has_check_in(reading) || sounds_asking(reading) ||
             (LINT_HAS(reading, CUE_ATTEMPT) && reading->courtesies > 0) ||
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
    guint most = reproached ? MOST_LEFT_OF_REPROACH : LINT_MOST_LEFT;
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
    guint own = 0, known = 0, solid = 0, numbers = 0;

    for (guint i = 0; i < self->readings->len; i++) {
        const SentenceReading *reading = lint_reading(self, i);
        if (is_substance(reading)) {
            own += reading->own;
            known += reading->own - reading->foreign;
            solid += reading->solid;
            numbers += reading->numbers;
        }
    }
    if (own >= LEAST_OWN_OF_NUMBERS && known == own && numbers > 0)
        return true;
    return own >= LEAST_OWN && known >= own * LEAST_KNOWN_SHARE && solid <= own * MOST_NEW_SHARE &&
           !brings_new(self);
}

/* The same told anew: words like those of the thread, and no figure, link or name besides. */
static bool
retells(const Lint *self)
{
    guint own = 0, near = 0, numbers = 0;

    for (guint i = 0; i < self->readings->len; i++) {
        const SentenceReading *reading = lint_reading(self, i);
        if (!is_substance(reading))
            continue;
        if (reading->figure || novelty_has_name(self->draft, lint_sentence(self, i), self->thread))
            return false;
        own += reading->own;
        near += reading->own - reading->strange;
        numbers += reading->numbers;
    }
    /* Each number was told before: what stands around them is hardly another matter. */
    double least = numbers > 0 ? LEAST_NEAR_SHARE_OF_NUMBERS : LEAST_NEAR_SHARE;
    return own >= (numbers > 0 ? LEAST_OWN : LEAST_RETOLD) && near >= own * least;
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

static double
existing_share(const Draft *draft)
{
    bool asks_first =
        draft->sentences->len > 0 && g_array_index(draft->sentences, DraftSentence, 0).is_question;

    return lint_relation_weigh(draft->words, draft->first, draft->end, asks_first);
}

/* Goes on with a matter of the reader's, as the model reads it, and what came first did so, too.
 * Who sells or only waits for an answer is not believed. */
static bool
has_matter(const Lint *self, guint pitch)
{
    bool waits = lint_report_find(self->report, LINT_GUILT_TRIP) != NULL ||
                 lint_report_find(self->report, LINT_EMPTY_FOLLOW_UP) != NULL;

    return !waits && pitch == G_MAXUINT &&
           existing_share(self->draft) >= LINT_RELATION_SURE_EXISTING &&
           (self->thread->len == 0 || self->input->is_reply ||
            existing_share(g_ptr_array_index(self->thread, 0)) >= LINT_RELATION_SURE_EXISTING);
}

/* Says that the reader asked; a pitch may only pretend. */
static bool
was_asked(const Lint *self, guint cues, guint pitch)
{
    SentenceReading whole = { .cues = cues };

    return LINT_HAS(&whole, CUE_ASKED) &&
           (pitch == G_MAXUINT || existing_share(self->draft) > LINT_RELATION_SURE_COLD);
}

/* A mail that nobody asked for and that says nowhere how to be left alone. What has a subject is a
 * mail; of a text without one only a first pitch with an invitation is taken for one. */
static void
check_way_out(Lint *self, guint cues, guint pitch)
{
    SentenceReading whole = { .cues = cues };
    bool is_mail = self->input->subject != NULL && self->input->subject[0] != '\0';
    bool answers =
        was_asked(self, cues, pitch) || (self->input->is_reply && self->thread->len == 0);
    bool pitches = pitch != G_MAXUINT && LINT_HAS(&whole, CUE_INVITES) && self->thread->len == 0 &&
                   self->draft->end - self->draft->first >= LEAST_PITCH_WORDS;

    if (self->input->adds_opt_out || self->input->is_spoken || self->way_out || answers ||
        self->readings->len == 0 || !(is_mail || pitches) || links_way_out(self->draft) ||
        has_matter(self, pitch))
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
        bool idle = reading->is_empty && (reading->matter == 0 || lint_has_check_in(reading));
        if (idle || LINT_HAS(reading, CUE_OPT_OUT))
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
    lint_read_sentences(self);
    check_blame(self);
    check_novelty(self, check_empty(self));
    check_selling(self);
    check_asks(self);
    check_apology(self);
}
