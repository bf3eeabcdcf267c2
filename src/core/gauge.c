/* Pressure, its word and its reasons. See gauge.h. */
#include "core/gauge.h"

#include <math.h>

#define TAU_DAYS 8.0 /* business days */
#define RECENT_US (7 * DAY_US)

/* In cold mails: eight touches in 30 days, the ceiling, come to about half of it, and to more the
 * closer together they are. */
#define TOLERANCE 6.0

/* Starting values; the evidence gives none for these. */
#define REPEAT_FACTOR 1.5
#define VALUE_FACTOR 0.7
#define RELIEF 0.25 /* what is left of earlier pressure after a friendly answer */
#define NO_WEIGHT (TOLERANCE / 2)

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

const char *
gauge_word_name(GaugeWord word)
{
    static const char *const NAMES[] = { "fresh", "warm", "careful", "stop" };
    return NAMES[word];
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

static bool
is_friendly(Outcome outcome)
{
    return outcome == OUTCOME_REACHED || outcome == OUTCOME_CALL_BACK ||
           outcome == OUTCOME_INTERESTED || outcome == OUTCOME_MEETING ||
           outcome == OUTCOME_REFERRED;
}

static void
add_touch(Gauge *self, const GaugeTouch *touch, const Zone *zone, Instant now_us)
{
    int age_days = business_days_between(zone, touch->at_us, now_us);
    double fading = exp(-age_days / TAU_DAYS);
    double weight = touch->channel != CHANNEL_NONE ? WEIGHTS[touch->channel] : 1.0;

    self->attempts++;
    self->quiet_days = age_days;
    if (now_us - touch->at_us <= RECENT_US && touch->channel != CHANNEL_NONE) {
        self->recent[touch->channel]++;
        self->repeats += touch->is_repeat;
    }
    if (is_friendly(touch->outcome)) {
        self->pressure *= RELIEF;
        self->answered = true;
        self->declined = false;
        return; /* a conversation is no pressure */
    }
    weight *= touch->is_repeat ? REPEAT_FACTOR : touch->has_value ? VALUE_FACTOR : 1.0;
    if (touch->outcome == OUTCOME_NOT_INTERESTED) {
        weight += NO_WEIGHT;
        self->declined = true;
        self->answered = false;
    }
    self->pressure += weight * fading;
}

void
gauge_read(Gauge *self, const GaugeTouch *touches, gsize count, const Zone *zone, Instant now_us,
           bool shut)
{
    *self = (Gauge){ .quiet_days = -1, .shut = shut };
    for (gsize i = 0; i < count; i++) {
        if (touches[i].at_us > now_us || !outcome_is_attempt(touches[i].outcome))
            continue;
        add_touch(self, &touches[i], zone, now_us);
        self->shut |= touches[i].outcome == OUTCOME_STOP;
    }
    self->value = self->shut ? 100 : (int)lround(MIN(100.0, 100.0 * self->pressure / TOLERANCE));
    self->word = self->value >= 100  ? GAUGE_STOP
                 : self->value >= 60 ? GAUGE_CAREFUL
                 : self->value >= 25 ? GAUGE_WARM
                                     : GAUGE_FRESH;
}

char **
gauge_reasons(const Gauge *self)
{
    g_autoptr(GStrvBuilder) reasons = g_strv_builder_new();
    int recent = 0;

    if (self->shut)
        g_strv_builder_add(reasons, "They asked to be left alone");
    else if (self->declined)
        g_strv_builder_add(reasons, "They said no to the last offer");
    else if (self->answered)
        g_strv_builder_add(reasons, "They answered, and kindly");
    for (int kind = 0; kind < CHANNEL_COUNT; kind++) {
        int n = self->recent[kind];
        if (n == 0)
            continue;
        g_autofree char *text = g_strdup_printf("%d %s in the last 7 days", n,
                                                n == 1 ? NOUNS[kind].one : NOUNS[kind].many);
        g_strv_builder_add(reasons, text);
        recent += n;
    }
    if (self->repeats > 0)
        g_strv_builder_add(reasons, self->repeats == 1 ? "One of them said nothing new"
                                                       : "Some of them said nothing new");
    if (self->attempts == 0) {
        g_strv_builder_add(reasons, "Not contacted yet");
    } else if (recent == 0) {
        g_autofree char *text =
            g_strdup_printf("%d working days without contact", self->quiet_days);
        g_strv_builder_add(reasons, text);
    }
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
    return object;
}
