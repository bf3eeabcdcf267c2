/* See funnel_review.h. */
#include "core/funnel_review.h"

#include <math.h>
#include <string.h>

#define HALF_LIFE_DAYS 180.0

static const char *const QUESTIONS[FUNNEL_QUESTIONS] = {
    [FUNNEL_REAL] = "Is there something real to say?",
    [FUNNEL_LISTENING] = "Are we listening to what they answered?",
    [FUNNEL_OTHER_WAYS] = "Are there other channels and content?",
};
static const char *const VERDICTS[] = { "yes", "no", "unknown" };
static const struct {
    const char *name, *say;
} DECISIONS[FUNNEL_DECISIONS] = {
    [FUNNEL_AGAIN] = { "again", "Back into a sequence" },
    [FUNNEL_NURTURE] = { "nurture", "Keep warm: one useful thing a month" },
    [FUNNEL_LATER] = { "later", "Come back on a date" },
    [FUNNEL_LEAVE] = { "leave", "Leave it until the next review" },
    [FUNNEL_NEVER] = { "never", "Shut the door for good" },
};

const char *
funnel_question_say(FunnelQuestion question)
{
    return QUESTIONS[question];
}

const char *
funnel_verdict_name(FunnelVerdict verdict)
{
    return VERDICTS[verdict];
}

const char *
funnel_decision_name(FunnelDecision decision)
{
    return DECISIONS[decision].name;
}

const char *
funnel_decision_say(FunnelDecision decision)
{
    return DECISIONS[decision].say;
}

FunnelDecision
funnel_decision_parse(const char *name)
{
    FunnelDecision decision = 0;

    while (decision < FUNNEL_DECISIONS && strcmp(DECISIONS[decision].name, name) != 0)
        decision++;
    return decision;
}

static void
answer(FunnelAnswer *self, FunnelVerdict verdict, const char *format, ...) G_GNUC_PRINTF(3, 4);

static void
answer(FunnelAnswer *self, FunnelVerdict verdict, const char *format, ...)
{
    va_list args;

    self->verdict = verdict;
    va_start(args, format);
    g_vsnprintf(self->say, sizeof self->say, format, args);
    va_end(args);
    /* A long title may have been cut inside a letter. */
    const char *end;
    if (!g_utf8_validate(self->say, -1, &end))
        self->say[end - self->say] = '\0';
}

static const char *
times(int count)
{
    return count == 1 ? "once" : count == 2 ? "twice" : "several times";
}

static void
ask_real(const FunnelFacts *facts, FunnelAnswer *ret)
{
    if (facts->signal != NULL)
        answer(ret, FUNNEL_YES, "Since the last touch: %.160s.", facts->signal);
    else if (facts->fresh != NULL)
        answer(ret, FUNNEL_YES,
               "They have not heard \"%.120s\" yet (%d of %d value points are new to them).",
               facts->fresh, facts->unheard, facts->library);
    else if (facts->library > 0)
        answer(ret, FUNNEL_NO,
               "They heard all %d value points that suit them: write down something "
               "new before you write to them.",
               facts->library);
    else
        answer(ret, FUNNEL_UNKNOWN,
               "The library holds nothing that suits them, so only you can tell.");
}

static bool
ends_sentence(const char *words)
{
    gsize length = strlen(words);

    return length > 0 && strchr(".!?", words[length - 1]) != NULL;
}

static void
ask_listening(const FunnelFacts *facts, FunnelAnswer *ret)
{
    const char *words = facts->reply != NULL ? facts->reply : "no words on record";

    if (facts->replied_us == INSTANT_NONE && facts->no == NO_KIND_COUNT)
        answer(ret, FUNNEL_UNKNOWN,
               "They never answered in %d attempt%s: there is nothing to listen "
               "to yet, so ask rather than tell.",
               facts->attempts, facts->attempts == 1 ? "" : "s");
    else if (facts->replied_us != INSTANT_NONE && facts->since_reply == 0)
        answer(ret, FUNNEL_NO, "Their last words stand unanswered: \"%.200s\"%s", words,
               ends_sentence(words) ? "" : ".");
    else if (facts->no != NO_KIND_COUNT && facts->no_us <= facts->last_touch_us &&
             facts->since_reply > 1)
        answer(ret, FUNNEL_NO, "%s, and were tried %s after it.", no_kind_say(facts->no),
               times(facts->since_reply));
    else if (facts->no != NO_KIND_COUNT)
        answer(ret, FUNNEL_YES, "%s, and were left in peace since.", no_kind_say(facts->no));
    else
        answer(ret, FUNNEL_YES, "They wrote \"%.200s\" and got an answer.", words);
}

/* "mail (5), call (2)" */
static void
say_tried(const FunnelFacts *facts, GString *out)
{
    for (int c = 0; c < CHANNEL_COUNT; c++)
        if (facts->on[c] > 0)
            g_string_append_printf(out, "%s%s (%d)", out->len > 0 ? ", " : "",
                                   channel_kind_say((ChannelKind)c), facts->on[c]);
}

/* The channels one may use that were not tried: calls and voicemail are one number. */
static void
say_untried(const FunnelFacts *facts, GString *out)
{
    static const ChannelKind ASKED[] = { CHANNEL_CALL, CHANNEL_EMAIL, CHANNEL_SOCIAL };

    for (gsize i = 0; i < G_N_ELEMENTS(ASKED); i++) {
        bool tried = facts->on[ASKED[i]] > 0 ||
                     (ASKED[i] == CHANNEL_CALL && facts->on[CHANNEL_VOICEMAIL] > 0);
        if (!tried && facts->reachable & 1u << ASKED[i])
            g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "",
                                   channel_kind_say(ASKED[i]));
    }
}

static void
ask_other_ways(const FunnelFacts *facts, FunnelAnswer *ret)
{
    g_autoptr(GString) tried = g_string_new(NULL), untried = g_string_new(NULL);
    g_autofree char *same =
        facts->same_points > 0
            ? g_strdup_printf(" The same point was made again %s.", times(facts->same_points))
            : g_strdup("");

    say_tried(facts, tried);
    say_untried(facts, untried);
    if (untried->len > 0)
        answer(ret, FUNNEL_YES, "Tried: %s. Not tried: %s.%s",
               tried->len > 0 ? tried->str : "nothing", untried->str, same);
    else if (facts->reachable == 0)
        answer(ret, FUNNEL_UNKNOWN,
               "No address or number on record works: find one, or a colleague.%s", same);
    else
        answer(ret, FUNNEL_NO, "Every channel on record was tried: %s.%s", tried->str, same);
}

static void
propose(FunnelReview *self, FunnelDecision decision, const char *why)
{
    self->proposal = decision;
    g_strlcpy(self->why, why, sizeof self->why);
}

static void
judge(const FunnelFacts *facts, FunnelReview *self)
{
    bool something_new = self->answers[FUNNEL_REAL].verdict == FUNNEL_YES;
    bool fresh_no =
        facts->no != NO_KIND_COUNT && facts->now_us - facts->no_us < FUNNEL_NO_RESTS_DAYS * DAY_US;

    if (facts->reachable == 0)
        propose(self, FUNNEL_LEAVE, "There is no way to reach them on record.");
    else if (facts->replied_us != INSTANT_NONE && facts->since_reply == 0 &&
             facts->no == NO_KIND_COUNT)
        propose(self, FUNNEL_AGAIN, "They are owed an answer.");
    else if (fresh_no)
        propose(self, FUNNEL_LEAVE, "Their no is younger than 90 days.");
    else if (facts->no == NO_NOT_INTERESTED)
        propose(self, FUNNEL_NURTURE,
                "They declined once; useful things now and then keep the door open.");
    else if (facts->signal != NULL)
        propose(self, FUNNEL_AGAIN, "Something happened that is worth a word.");
    else if (something_new)
        propose(self, FUNNEL_AGAIN, "There is something new for them.");
    else if (self->answers[FUNNEL_OTHER_WAYS].verdict == FUNNEL_YES)
        propose(self, FUNNEL_AGAIN, "There is a channel nobody tried.");
    else
        propose(self, FUNNEL_NURTURE,
                "All was said on every channel; keep in touch for the day it fits.");
}

void
funnel_review(const FunnelFacts *facts, FunnelReview *ret)
{
    *ret = (FunnelReview){ 0 };
    ask_real(facts, &ret->answers[FUNNEL_REAL]);
    ask_listening(facts, &ret->answers[FUNNEL_LISTENING]);
    ask_other_ways(facts, &ret->answers[FUNNEL_OTHER_WAYS]);
    judge(facts, ret);
    double days = (double)(facts->now_us - facts->last_touch_us) / (double)DAY_US;
    double base = facts->replied_us != INSTANT_NONE && facts->since_reply == 0 ? 100
                  : facts->signal != NULL                                      ? 90
                  : facts->replied_us != INSTANT_NONE                          ? 70
                                                                               : 50;
    ret->weight =
        base * exp2(-fmax(days, 0) / HALF_LIFE_DAYS) * (ret->proposal == FUNNEL_LEAVE ? 0.2 : 1);
}
