/* Pressure, tolerance and the reading. See gauge.h. */
#include "core/gauge.h"

#include <math.h>

#define TAU_DAYS 8.0 /* business days */
#define RECENT_US (7 * DAY_US)
#define MONTH_US (30 * DAY_US)

/* Starting values where the evidence gives none. Seven touches at the floor's pace come to about
 * half of what people take. */
#define TOLERANCE_MEAN 2.08 /* log of 8 cold mails at once */
#define TOLERANCE_VARIANCE .25
#define REPEAT_EXTRA .5
#define EMPTY_EXTRA .3
#define VALUE_RELIEF .3
#define KIND_LEAVES .25 /* of earlier pressure after a friendly answer */
#define ACCOUNT_SHARE .3
#define RISK_B0 (-3.0)
#define RISK_B1 .6
#define LEAST_PRESSURE .5 /* a no to the first word still says no more than this */

static const double WEIGHTS[CHANNEL_COUNT] = {
    [CHANNEL_EMAIL] = 1.0, [CHANNEL_CALL] = 1.3,  [CHANNEL_VOICEMAIL] = 1.3, [CHANNEL_SMS] = 1.3,
    [CHANNEL_SOCIAL] = .8, [CHANNEL_LETTER] = .5, [CHANNEL_VISIT] = 2.0,     [CHANNEL_FAX] = 1.0,
};

static const struct {
    const char *one, *many;
} NOUNS[CHANNEL_COUNT] = {
    [CHANNEL_EMAIL] = { "mail", "mails" },
    [CHANNEL_CALL] = { "call", "calls" },
    [CHANNEL_VOICEMAIL] = { "voicemail", "voicemails" },
    [CHANNEL_SMS] = { "text message", "text messages" },
    [CHANNEL_SOCIAL] = { "social message", "social messages" },
    [CHANNEL_LETTER] = { "letter", "letters" },
    [CHANNEL_VISIT] = { "visit", "visits" },
    [CHANNEL_FAX] = { "fax", "faxes" },
};

static const struct {
    const char *word, *asks;
    int from;
} BANDS[] = {
    [GAUGE_FRESH] = { "fresh", "nothing: go on as planned", 0 },
    [GAUGE_WARM] = { "warm", "more days between touches", 40 },
    [GAUGE_CAREFUL] = { "careful", "more days between touches, and another channel than the last",
                        60 },
    [GAUGE_REST] = { "rest", "a pause until the reading is below 60", 80 },
    [GAUGE_STOP] = { "stop", "no more contact", 100 },
};

/* What a reaction says of log theta: seen around the pressure it came at, moved by `shift`, with
 * the noise `variance`. Bad ones look at the lower of belief and pressure, good ones at the
 * higher. */
static const struct {
    double shift, variance;
    const char *one, *many; /* of the reasons */
} REACTIONS[REACTION_COUNT] = {
    [REACTION_NONE] = { 0, 0, NULL, NULL },
    [REACTION_KIND] = { .4, .25, "They answered, and kindly", "They answered kindly" },
    [REACTION_MEETING] = { .8, .25, "They agreed to meet", "They agreed to meet" },
    [REACTION_NOT_NOW] = { -.1, .5, "One \"not now\"", "\"Not now\"" },
    [REACTION_NO_BUDGET] = { -.1, .5, "They have no budget", "They have no budget" },
    [REACTION_HAS_SUPPLIER] = { -.1, .5, "They have another supplier",
                                "They have another supplier" },
    [REACTION_NOT_THEIRS] = { -.1, .5, "It is not theirs to decide", "It is not theirs to decide" },
    [REACTION_NO] = { -.2, .25, "They said no to the last offer", "They said no" },
    [REACTION_HOSTILE] = { -1.2, .1, "They answered in anger", "They answered in anger" },
    [REACTION_COMPLAINT] = { -1.2, .1, "They marked our mail as spam",
                             "They marked our mail as spam" },
    [REACTION_STOP] = { -1.2, .1, "They asked to be left alone", "They asked to be left alone" },
};

const char *
gauge_word_name(GaugeWord word)
{
    return BANDS[word].word;
}

const char *
gauge_word_asks(GaugeWord word)
{
    return BANDS[word].asks;
}

bool
gauge_is_by_reaction(const Gauge *self)
{
    return self->shut || REACTIONS[self->last].shift < 0;
}

GaugeReaction
gauge_reaction_of(Outcome outcome)
{
    switch (outcome) {
    case OUTCOME_REACHED:
    case OUTCOME_CALL_BACK:
    case OUTCOME_INTERESTED:
    case OUTCOME_REFERRED:
        return REACTION_KIND;
    case OUTCOME_MEETING:
        return REACTION_MEETING;
    case OUTCOME_NOT_NOW:
        return REACTION_NOT_NOW;
    case OUTCOME_NO_BUDGET:
        return REACTION_NO_BUDGET;
    case OUTCOME_HAS_SUPPLIER:
        return REACTION_HAS_SUPPLIER;
    case OUTCOME_WRONG_PERSON:
        return REACTION_NOT_THEIRS;
    case OUTCOME_NOT_INTERESTED:
        return REACTION_NO;
    case OUTCOME_HOSTILE:
        return REACTION_HOSTILE;
    case OUTCOME_STOP:
        return REACTION_STOP;
    default:
        return REACTION_NONE;
    }
}

GaugeTolerance
gauge_tolerance_prior(void)
{
    return (GaugeTolerance){ TOLERANCE_MEAN, TOLERANCE_VARIANCE };
}

/* One Gaussian observation of log theta. */
void
gauge_tolerance_update(GaugeTolerance *self, GaugeReaction reaction, double pressure)
{
    double shift = REACTIONS[reaction].shift, noise = REACTIONS[reaction].variance;
    double at = log(MAX(pressure, LEAST_PRESSURE));
    double seen, gain;

    if (reaction == REACTION_NONE)
        return;
    seen = (shift < 0 ? MIN(self->mean, at) : MAX(self->mean, at)) + shift;
    gain = self->variance / (self->variance + noise);
    self->mean += gain * (seen - self->mean);
    self->variance *= 1 - gain;
}

/* Business days before `day`, counted from a Monday long ago. */
static int
business_days_before(Day day)
{
    int weekday = day_weekday(day);
    return (day - weekday) / 7 * 5 + MIN(weekday, 5);
}

static int
business_days_between(const Zone *zone, Instant from_us, Instant until_us)
{
    Day from = zone_day_at(zone, from_us, NULL), until = zone_day_at(zone, until_us, NULL);
    return MAX(0, business_days_before(until) - business_days_before(from));
}

static double
fade(int business_days)
{
    return exp(-business_days / TAU_DAYS);
}

typedef struct {
    const GaugeInput *input;
    Gauge *gauge;
    Instant at_us; /* the pressure is that of this instant */
    double by_channel[CHANNEL_COUNT];
} Reading;

static void
move_to(Reading *self, Instant at_us)
{
    if (self->at_us != INSTANT_NONE)
        self->gauge->pressure *= fade(business_days_between(self->input->zone, self->at_us, at_us));
    self->at_us = at_us;
}

static void
press(Reading *self, const GaugeTouch *touch)
{
    Gauge *gauge = self->gauge;
    bool known = touch->channel != CHANNEL_NONE;
    double weight = known ? WEIGHTS[touch->channel] : 1.0;
    int64_t age_us = self->input->now_us - touch->at_us;

    gauge->attempts++;
    gauge->quiet_days = business_days_between(self->input->zone, touch->at_us, self->input->now_us);
    gauge->recent[known ? touch->channel : 0] += known && age_us <= RECENT_US;
    if (age_us <= MONTH_US) {
        gauge->repeats += touch->is_repeat;
        gauge->empty += touch->is_empty;
    }
    weight *= 1 + touch->is_repeat * REPEAT_EXTRA + touch->is_empty * EMPTY_EXTRA -
              touch->has_value * VALUE_RELIEF;
    gauge->pressure += weight;
    if (known && age_us <= MONTH_US)
        self->by_channel[touch->channel] += weight;
}

static void
react(Reading *self, GaugeReaction reaction)
{
    Gauge *gauge = self->gauge;

    gauge->reactions[reaction]++;
    gauge->last = reaction;
    gauge->silent = false;
    gauge->shut |=
        reaction == REACTION_STOP || reaction == REACTION_HOSTILE || reaction == REACTION_COMPLAINT;
    gauge_tolerance_update(&gauge->tolerance, reaction, gauge->pressure);
    if (REACTIONS[reaction].shift > 0)
        gauge->pressure *= KIND_LEAVES;
}

static void
take(Reading *self, const GaugeTouch *touch)
{
    bool attempt = outcome_is_attempt(touch->outcome);
    GaugeReaction reaction =
        touch->reaction != REACTION_NONE ? touch->reaction : gauge_reaction_of(touch->outcome);
    bool kind = REACTIONS[reaction].shift > 0;

    if (touch->at_us > self->input->now_us || (!attempt && reaction == REACTION_NONE))
        return;
    move_to(self, touch->at_us);
    if (attempt && !kind) { /* a conversation is no pressure */
        press(self, touch);
    } else if (attempt) {
        self->gauge->attempts++;
        self->gauge->quiet_days =
            business_days_between(self->input->zone, touch->at_us, self->input->now_us);
        if (touch->channel != CHANNEL_NONE && self->input->now_us - touch->at_us <= RECENT_US)
            self->gauge->recent[touch->channel]++;
    }
    if (reaction != REACTION_NONE)
        react(self, reaction);
}

static void
find_band(Gauge *self, int floor_attempts)
{
    double theta = exp(self->tolerance.mean);

    self->value = self->shut ? 100 : (int)lround(MIN(100.0, 100.0 * self->pressure / theta));
    self->word = GAUGE_STOP;
    while (self->value < BANDS[self->word].from)
        self->word--;
    self->spared = !self->shut && self->silent && self->attempts < floor_attempts &&
                   self->word > GAUGE_CAREFUL;
    if (self->spared)
        self->word = GAUGE_CAREFUL;
    self->risk = self->shut ? 1 : 1 / (1 + exp(-(RISK_B0 + RISK_B1 * (self->pressure - theta))));
}

void
gauge_read(const GaugeInput *input, Gauge *self)
{
    Reading reading = { .input = input, .gauge = self, .at_us = INSTANT_NONE };
    double most = 0;

    *self = (Gauge){ .quiet_days = -1,
                     .shut = input->shut,
                     .silent = true,
                     .channel = CHANNEL_NONE,
                     .tolerance = gauge_tolerance_prior() };
    if (input->account != NULL) {
        self->account = *input->account;
        self->tolerance.mean += ACCOUNT_SHARE * self->account.shift;
    }
    for (gsize i = 0; i < input->count; i++)
        take(&reading, &input->touches[i]);
    move_to(&reading, MAX(input->now_us, reading.at_us));
    self->pressure += ACCOUNT_SHARE * self->account.pressure;
    for (int kind = 0; kind < CHANNEL_COUNT; kind++)
        if (reading.by_channel[kind] > most) {
            most = reading.by_channel[kind];
            self->channel = (ChannelKind)kind;
        }
    find_band(self, input->floor_attempts);
}

void
gauge_account_add(GaugeAccount *self, const Gauge *colleague)
{
    double shift = colleague->tolerance.mean - TOLERANCE_MEAN;

    if (colleague->attempts == 0 && colleague->silent)
        return;
    self->shift = (self->shift * self->people + shift) / (self->people + 1);
    self->people++;
    self->pressure += colleague->pressure;
    self->refused += colleague->shut;
}

int
gauge_rest_days(const Gauge *self)
{
    int below = BANDS[GAUGE_CAREFUL].from;

    if (self->word != GAUGE_REST)
        return 0;
    return MAX(1, (int)ceil(TAU_DAYS * log((double)self->value / below)));
}

static void G_GNUC_PRINTF(2, 3) say(GStrvBuilder *reasons, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    g_strv_builder_add(reasons, text);
}

static void
say_reactions(const Gauge *self, GStrvBuilder *reasons)
{
    if (self->shut &&
        self->reactions[REACTION_HOSTILE] + self->reactions[REACTION_COMPLAINT] == 0) {
        say(reasons, "They asked to be left alone");
        return;
    }
    for (int kind = REACTION_COUNT - 1; kind > REACTION_NONE; kind--) {
        int n = self->reactions[kind];
        bool good = REACTIONS[kind].shift > 0;
        if (n == 0 || (good && self->last != (GaugeReaction)kind))
            continue; /* kindness of before a no is no reason now */
        if (n == 1)
            say(reasons, "%s", REACTIONS[kind].one);
        else
            say(reasons, "%s, %d times", REACTIONS[kind].many, n);
    }
}

char **
gauge_reasons(const Gauge *self)
{
    g_autoptr(GStrvBuilder) reasons = g_strv_builder_new();
    int recent = 0;

    say_reactions(self, reasons);
    for (int kind = 0; kind < CHANNEL_COUNT; kind++) {
        int n = self->recent[kind];
        if (n > 0)
            say(reasons, "%d %s in the last 7 days", n,
                n == 1 ? NOUNS[kind].one : NOUNS[kind].many);
        recent += n;
    }
    if (self->repeats > 0)
        say(reasons, "The same argument %s", self->repeats == 1 ? "twice" : "again and again");
    if (self->empty > 0)
        say(reasons, "%d of this month's messages brought nothing new", self->empty);
    if (self->account.refused > 0)
        say(reasons, "%d of their colleagues asked us to stop", self->account.refused);
    else if (self->account.people > 0 && self->account.pressure >= 1)
        say(reasons, "%d of their colleagues hear from us too", self->account.people);
    if (self->attempts == 0)
        say(reasons, "Not contacted yet");
    else if (recent == 0)
        say(reasons, "%d working days without contact", self->quiet_days);
    if (self->spared)
        say(reasons, "Silence alone is no reason to stop before the floor");
    return g_strv_builder_end(reasons);
}

json_t *
gauge_to_json(const Gauge *self)
{
    g_auto(GStrv) reasons = gauge_reasons(self);
    json_t *object = json_object(), *list = json_array();

    json_set_text(object, "word", gauge_word_name(self->word));
    json_set_int(object, "value", self->value);
    for (char **reason = reasons; *reason != NULL; reason++)
        json_array_append_new(list, json_string(*reason));
    json_object_set_new(object, "reasons", list);
    json_set_text(object, "asks", gauge_word_asks(self->word));
    json_set_real(object, "risk", round(self->risk * 1000) / 1000);
    return object;
}
