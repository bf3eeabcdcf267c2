/* Whether a draft blames its reader: by phrases, alone or put together; by the model of
 * core/lint_sense.h where no phrase tells; by silence that is all there is to say.
 *
 * A sentence is judged in its message: a likely reproach weighs more beside another one, and less
 * in a message that says a good deal besides. */
#include <math.h>

#include "core/lint_private.h"
#include "core/lint_sense.h"

/* What the phrases call a reproach is none where the model gives it less. */
#define LEAST_REPROACH .6
/* What one that is likely counts from; two in a row, and both together. */
#define LIKELY_REPROACH .35
#define LIKELY_REPROACH_OF_TWO .6
#define SURE_TOGETHER .95
#define SURE_TOGETHER_BESIDES .99
#define SURE_OF_TWO_SENSES .98
/* So many words of matter besides are little. */
#define MOST_BESIDES 4
/* Shorter sentences sound like anything. */
#define LEAST_WORDS 4

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

bool
lint_phrases_blame(const SentenceReading *reading)
{
    double least = LINT_HAS(reading, CUE_SORRY) ? LINT_SENSE_SURE_REPROACH : LEAST_REPROACH;
    bool way_out = LINT_HAS(reading, CUE_OPT_OUT) && !LINT_HAS(reading, CUE_UPSET) &&
                   !LINT_HAS(reading, CUE_EXPECTS) && !LINT_HAS(reading, CUE_ATTEMPT);

    return !LINT_HAS(reading, CUE_OTHERS) && !way_out && reproaches(reading) &&
           reading->reproach >= least;
}

/* What is said beside reproaches, in words that mean something. */
static guint
matter_besides(const Lint *self)
{
    guint matter = 0;

    for (guint i = 0; i < self->readings->len; i++)
        if (lint_reading(self, i)->reproach < LIKELY_REPROACH)
            matter += lint_reading(self, i)->matter;
    return matter;
}

/* How sure the model has to be of a sentence by itself: much where it sounds like something else
 * as well or the message says a good deal besides; more than it can be where it is something
 * else. */
static double
sureness_wanted(const SentenceReading *reading, guint besides)
{
    guint never = 1u << CUE_OTHERS | 1u << CUE_SORRY | 1u << CUE_APOLOGY;
    guint rather = 1u << CUE_BRINGS | 1u << CUE_SELLS | 1u << CUE_INVITES | 1u << CUE_ASKED |
                   1u << CUE_THANKS | 1u << CUE_LOUD | 1u << CUE_FORGIVES | 1u << CUE_NEUTRAL |
                   1u << CUE_OPT_OUT;
    guint hints = 1u << CUE_UPSET | 1u << CUE_EXPECTS | 1u << CUE_EFFORT | 1u << CUE_NO_ANSWER |
                  1u << CUE_REPEATED | 1u << CUE_SILENT | 1u << CUE_BLAME;

    if (reading->figure || (reading->cues & never) != 0)
        return INFINITY;
    if ((reading->cues & rather) != 0)
        return SURE_OF_TWO_SENSES;
    if ((reading->cues & hints) != 0)
        return LINT_SENSE_SURE_REPROACH;
    return besides > MOST_BESIDES ? LINT_SENSE_SURE_REPROACH_BESIDES : LINT_SENSE_SURE_REPROACH;
}

/* Two in a row that are likely ones bear each other out. */
static bool
reproach_together(const SentenceReading *one, const SentenceReading *two, guint besides)
{
    double sure = besides <= 2 * MOST_BESIDES ? SURE_TOGETHER : SURE_TOGETHER_BESIDES;

    return MAX(sureness_wanted(one, besides), sureness_wanted(two, besides)) < SURE_OF_TWO_SENSES &&
           MIN(one->reproach, two->reproach) >= LIKELY_REPROACH_OF_TWO &&
           1 - (1 - one->reproach) * (1 - two->reproach) >= sure;
}

/* No phrase tells, the model does; not of what is too short to tell. */
static void
read_wordings(Lint *self)
{
    guint besides = matter_besides(self);

    for (guint i = 0; i < self->readings->len; i++) {
        SentenceReading *reading = &g_array_index(self->readings, SentenceReading, i);
        const DraftSentence *sentence = lint_sentence(self, i);
        if (sentence->end - sentence->first < LEAST_WORDS)
            continue;
        reading->is_blame |= reading->reproach >= sureness_wanted(reading, besides);
        if (i + 1 < self->readings->len && reproach_together(reading, reading + 1, besides))
            reading->is_blame = reading[1].is_blame = true;
    }
}

/* Does another sentence bring something? */
static bool
something_comes(const Lint *self, guint but)
{
    for (guint i = 0; i < self->readings->len; i++) {
        const SentenceReading *reading = lint_reading(self, i);
        if (i != but && !reading->is_empty && !reading->is_blame &&
            (reading->figure || LINT_HAS(reading, CUE_BRINGS) || reading->matter > LINT_MOST_LEFT))
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

void
lint_read_tone(Lint *self)
{
    read_wordings(self);
    read_silence(self);
    read_mood(self);
}
