/* Reasons in words. One small function a sentence that needs more than a format; the rest in one
 * switch, so that a new code without words does not compile. */
#include <string.h>

#include "core/outcome.h"
#include "core/reason.h"
#include "core/reason_calendar.h"
#include "core/schedule.h"

/* How each channel is spoken of. */
static const struct {
    const char *goes_out, *many, *address;
} WORDS[CHANNEL_COUNT] = {
    [CHANNEL_EMAIL] = { "mail goes out", "mails", "mail address" },
    [CHANNEL_CALL] = { "calls are made", "calls", "phone number" },
    [CHANNEL_VOICEMAIL] = { "voicemails are left", "voicemails", "phone number" },
    [CHANNEL_SMS] = { "text messages go out", "text messages", "mobile number" },
    [CHANNEL_SOCIAL] = { "social messages go out", "social messages", "profile" },
    [CHANNEL_LETTER] = { "letters go out", "letters", "postal address" },
    [CHANNEL_VISIT] = { "visits are made", "visits", "street address" },
    [CHANNEL_FAX] = { "faxes go out", "faxes", "fax number" },
};

#define ONE_OF(value) ((value) == 1 ? "" : "s")

static bool
is_channel(int64_t channel)
{
    return channel >= 0 && channel < CHANNEL_COUNT;
}

/* "two" up to twelve, digits above. */
static char *
say_number(int64_t number)
{
    static const char *const SMALL[] = { "no",   "one",    "two",   "three", "four",
                                         "five", "six",    "seven", "eight", "nine",
                                         "ten",  "eleven", "twelve" };

    if (number >= 0 && number < (int64_t)G_N_ELEMENTS(SMALL))
        return g_strdup(SMALL[number]);
    return g_strdup_printf("%" G_GINT64_FORMAT, number);
}

static char *
say_ordinal(int64_t number)
{
    static const char *const SMALL[] = { "",      "first",   "second", "third", "fourth", "fifth",
                                         "sixth", "seventh", "eighth", "ninth", "tenth" };

    if (number >= 1 && number < (int64_t)G_N_ELEMENTS(SMALL))
        return g_strdup(SMALL[number]);
    return g_strdup_printf("number %" G_GINT64_FORMAT, number);
}

/* "Sat 28 Nov" */
static char *
say_day(const Zone *zone, Instant us, Instant now_us)
{
    char *text = zone_say(zone, us, now_us);
    char *comma = strchr(text, ',');

    if (comma != NULL)
        *comma = '\0';
    return text;
}

/* The day alone when the time is midnight: a day was meant, not an hour. */
static char *
say_moment(const Zone *zone, Instant us, Instant now_us)
{
    int64_t in_day_us;

    zone_day_at(zone, us, &in_day_us);
    return in_day_us == 0 ? say_day(zone, us, now_us) : zone_say(zone, us, now_us);
}

/* "Thu 26 Nov, 09:00-12:00", or both ends in full when they are on two days. */
static char *
say_span(const Zone *zone, Instant from_us, Instant until_us, Instant now_us)
{
    g_autofree char *from = zone_say(zone, from_us, now_us);
    g_autofree char *until = zone_say(zone, until_us, now_us);
    const char *clock = strrchr(until, ' ');

    if (zone_day_at(zone, from_us, NULL) != zone_day_at(zone, until_us, NULL) || clock == NULL)
        return g_strdup_printf("%s to %s", from, until);
    return g_strdup_printf("%s-%s", from, clock + 1);
}

/* "Monday to Friday", "Sunday to Thursday", "Monday and Wednesday to Friday", "every day". */
static char *
say_weekdays(unsigned days)
{
    static const char *const LONG[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday" };
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    GString *text;

    if ((days & 0x7f) == 0x7f)
        return g_strdup("every day");
    for (unsigned day = 0; day < 7; day++) {
        unsigned last = day, before = (day + 6) % 7;
        if ((days & (1U << day)) == 0 || (days & (1U << before)) != 0)
            continue; /* a run starts on an open day after a closed one */
        while (days & (1U << ((last + 1) % 7)))
            last = (last + 1) % 7;
        g_ptr_array_add(parts, last == day ? g_strdup(LONG[day])
                                           : g_strdup_printf("%s to %s", LONG[day], LONG[last]));
    }
    text = g_string_new(NULL);
    for (guint i = 0; i < parts->len; i++)
        g_string_append_printf(text, "%s%s",
                               i == 0                ? ""
                               : i + 1 == parts->len ? " and "
                                                     : ", ",
                               (const char *)g_ptr_array_index(parts, i));
    return g_string_free(text, FALSE);
}

/* "mail goes out Monday to Friday, 9:00-17:00 in Berlin" */
static char *
say_hours(int64_t packed, const Zone *zone)
{
    int64_t channel = packed & 0xff;
    int from = (int)(packed >> 16 & 0xffff), until = (int)(packed >> 32 & 0xffff);
    g_autofree char *days = say_weekdays((unsigned)(packed >> 8 & 0x7f));
    const char *slash = strrchr(zone_name(zone), '/');
    g_autofree char *place =
        g_strdelimit(g_strdup(slash != NULL ? slash + 1 : zone_name(zone)), "_", ' ');
    const char *goes_out = is_channel(channel) ? WORDS[channel].goes_out : "touches are made";

    if (from == until)
        return g_strdup_printf("%s %s, at hours of their own each day, in %s", goes_out, days,
                               place);
    return g_strdup_printf("%s %s, %d:%02d-%d:%02d in %s", goes_out, days, from / 60, from % 60,
                           until / 60, until % 60, place);
}

static char *
say_moved(const Reason *reason, const Zone *zone, Instant now_us, bool day_only)
{
    g_autofree char *from =
        day_only ? say_day(zone, reason->a, now_us) : say_moment(zone, reason->a, now_us);
    g_autofree char *hours = say_hours(reason->b, zone);

    return g_strdup_printf("Moved from %s: %s.", from, hours);
}

static char *
say_sender_hours(const Reason *reason, const Zone *zone, Instant now_us)
{
    g_autofree char *from = NULL;

    if (reason->a == SENDER_HOURS_EXTENDED)
        return g_strdup("Your hours and theirs do not meet: this counts on you between 6:00 and "
                        "22:00 your time.");
    if (reason->a == SENDER_HOURS_IGNORED)
        return g_strdup("Even 6:00 to 22:00 your time does not meet their day: planned in their "
                        "hours alone.");
    from = say_moment(zone, reason->b, now_us);
    return g_strdup_printf("Moved from %s to hours in which you both work.", from);
}

/* "20 hours", "3 days", "45 minutes". */
static char *
say_minutes(int64_t minutes)
{
    int64_t number = minutes;
    const char *unit = "minute";

    if (minutes >= 2 * 24 * 60 && minutes % (24 * 60) == 0) {
        number = minutes / (24 * 60);
        unit = "day";
    } else if (minutes >= 120 && minutes % 60 == 0) {
        number = minutes / 60;
        unit = "hour";
    }
    return g_strdup_printf("%" G_GINT64_FORMAT " %s%s", number, unit, ONE_OF(number));
}

static char *
say_gap(const Reason *reason)
{
    g_autofree char *gap = say_minutes(reason->a);

    if (reason->b == OUTCOME_BUSY)
        return g_strdup_printf("The line was busy: leaves %s.", gap);
    if (reason->b != OUTCOME_NONE && !outcome_is_attempt((Outcome)reason->b))
        return g_strdup_printf("The last one did not reach them: leaves %s.", gap);
    return g_strdup_printf("Leaves %s after the last touch.", gap);
}

static char *
say_channel_gap(const Reason *reason)
{
    g_autofree char *gap = say_minutes(reason->a * 60);

    return g_strdup_printf("Leaves %s between two %s.", gap,
                           is_channel(reason->b) ? WORDS[reason->b].many : "touches");
}

/* "a call instead of another mail" */
static char *
say_instead(int64_t channels, const char *other)
{
    int64_t from = channels & 0xff, to = (channels >> 8 & 0xff) - 1;

    return g_strdup_printf("a %s instead of %s %s", channel_kind_say((ChannelKind)to), other,
                           channel_kind_say((ChannelKind)from));
}

static char *
say_mix(const Reason *reason)
{
    g_autofree char *instead = say_instead(reason->b, "a");

    return g_strdup_printf("The first %d attempts come on at least %d channels: %s.",
                           (int)(reason->a >> 8), (int)(reason->a & 0xff), instead);
}

static char *
say_pressure(const Reason *reason, const Zone *zone, Instant now_us)
{
    g_autofree char *what = NULL;
    int value = (int)reason->a;

    switch (reason->code) {
    case REASON_PRESSURE_SLOW:
        return g_strdup_printf("They have had a lot from us (%d of 100): %d working day%s between "
                               "touches.",
                               value, (int)reason->b, ONE_OF(reason->b));
    case REASON_PRESSURE_CHANGE:
        what = say_instead(reason->b, "another");
        return g_strdup_printf("They have had a lot from us (%d of 100): %s.", value, what);
    case REASON_PRESSURE_PAUSE:
        what = say_moment(zone, reason->b, now_us);
        return g_strdup_printf("They have had too much from us (%d of 100): nothing before %s.",
                               value, what);
    default:
        return g_strdup_printf("They have had more from us than they will take (%d of 100): "
                               "no more of this sequence.",
                               value);
    }
}

static char *
say_heard(const Reason *reason, const Zone *zone, Instant now_us)
{
    g_autofree char *when = say_day(zone, reason->b, now_us);

    return g_strdup_printf("They heard what step %d says on %s already, so not again.",
                           (int)reason->a, when);
}

static char *
say_run(const Reason *reason)
{
    int64_t from = reason->b & 0xff, to = (reason->b >> 8 & 0xff) - 1;
    g_autofree char *number = say_number(reason->a);
    const char *many = is_channel(from) ? WORDS[from].many : "touches";

    number[0] = g_ascii_toupper(number[0]);
    if (!is_channel(to))
        return g_strdup_printf("%s %s in a row and no other way to reach them: a week's pause.",
                               number, many);
    return g_strdup_printf("%s %s in a row: a %s now.", number, many,
                           channel_kind_say((ChannelKind)to));
}

static char *
say_unusable(const Reason *reason)
{
    const char *what = channel_kind_say((ChannelKind)reason->a);
    const char *address = is_channel(reason->a) ? WORDS[reason->a].address : "address";

    switch ((Unusable)reason->b) {
    case UNUSABLE_BOUNCED:
        return g_strdup_printf("No %s: their %s does not work.", what, address);
    case UNUSABLE_OPTED_OUT:
        return g_strdup_printf("No %s: they asked not to be reached this way.", what);
    case UNUSABLE_NO_HOURS:
        return g_strdup_printf("No %s: the rules have no hours for it.", what);
    case UNUSABLE_NOT:
    case UNUSABLE_NO_ADDRESS:
        break;
    }
    return g_strdup_printf("No %s: we have no %s of theirs.", what, address);
}

static char *
say_floor_week(const Reason *reason)
{
    g_autofree char *floor = say_ordinal(reason->b);

    return g_strdup_printf("Brought forward: at least %d attempt%s a week until the %s.",
                           (int)reason->a, ONE_OF(reason->a), floor);
}

/* Sentences with numbers only. */
static char *
say_count(const Reason *reason)
{
    int a = (int)reason->a, b = (int)reason->b;

    switch (reason->code) {
    case REASON_STEP_DUE:
        return g_strdup_printf("Step %d of %d.", a, b);
    case REASON_VOICEMAIL_GRACE:
        return g_strdup_printf("After a voicemail they get %d working day%s to call back.", a,
                               ONE_OF(a));
    case REASON_CEILING_DAYS:
        return g_strdup_printf("Moved: nobody gets more than %d attempt%s in %d days.", a,
                               ONE_OF(a), b);
    case REASON_CEILING_DAY:
        return g_strdup_printf("Moved: nobody gets more than %d attempt%s a day.", a, ONE_OF(a));
    case REASON_CEILING_WEEK:
        return g_strdup_printf("Moved: nobody gets more than %d attempt%s in 7 days.", a,
                               ONE_OF(a));
    case REASON_CEILING_ACCOUNT:
        return g_strdup_printf("Moved: their company already gets %d touch%s that day.", a,
                               a == 1 ? "" : "es");
    case REASON_FLOOR_ATTEMPTS:
        return g_strdup_printf("Added: %d attempt%s so far, %d before we give anyone up.", a,
                               ONE_OF(a), b);
    case REASON_SHIFTED:
        return g_strdup_printf("An earlier touch came %d day%s later, so this one does too.", a,
                               ONE_OF(a));
    case REASON_GATEKEEPER_GRACE:
        return g_strdup_printf("After a talk with a colleague they get %d working day%s to pass "
                               "it on.",
                               a, ONE_OF(a));
    case REASON_LETTER_GRACE:
        return g_strdup_printf("A letter gets %d working day%s to arrive.", a, ONE_OF(a));
    case REASON_CAP_USER:
        return g_strdup_printf("Moved: your day is full with %d touch%s.", a, a == 1 ? "" : "es");
    case REASON_CAP_MAILBOX:
        return g_strdup_printf("Moved: the mailbox has sent its %d mail%s today.", a, ONE_OF(a));
    case REASON_CAP_DOMAIN:
        return g_strdup_printf("Moved: their mail domain gets at most %d mail%s a day from us.", a,
                               ONE_OF(a));
    case REASON_VALUE_DRY:
        return g_strdup_printf("Nothing new is left to say after %d value point%s: add one.", a,
                               ONE_OF(a));
    case REASON_NO_RESPONSE:
        return g_strdup_printf("No response after %d attempt%s.", a, ONE_OF(a));
    default:
        return g_strdup_printf("No day in the next %d fits all the rules.", a);
    }
}

/* Sentences around one moment. */
static char *
say_at(const Reason *reason, const Zone *zone, Instant now_us)
{
    if (reason->a == INT64_MAX) /* of a pause without an end */
        return g_strdup("Paused until somebody resumes it.");
    g_autofree char *moment = say_moment(zone, reason->a, now_us);

    switch (reason->code) {
    case REASON_AFTER_PROMISE:
        return g_strdup_printf("Step %d waits for your promise of %s.", (int)reason->b, moment);
    case REASON_LATE:
        return g_strdup_printf("It was due %s; planned again.", moment);
    case REASON_PAUSED:
        return g_strdup_printf("Paused until %s.", moment);
    case REASON_ANSWERED:
        return g_strdup_printf("They answered on %s: yours to carry on.", moment);
    case REASON_OTHER_HALF:
        return g_strdup_printf("At another time of day than the last call, of %s.", moment);
    default:
        return g_strdup_printf("The last touch gets until %s for an answer.", moment);
    }
}

char *
reason_say(const Reason *reason, const Zone *zone, Instant now_us)
{
    g_autofree char *span = NULL;

    switch (reason->code) {
    case REASON_PROMISE:
        span = say_span(zone, reason->a, reason->b, now_us);
        return g_strdup_printf("You promised %s.", span);
    case REASON_WINDOW:
        return say_moved(reason, zone, now_us, false);
    case REASON_WEEKEND:
        return say_moved(reason, zone, now_us, true);
    case REASON_SENDER_HOURS:
        return say_sender_hours(reason, zone, now_us);
    case REASON_HOLIDAY:
    case REASON_CLOSED_DAY:
    case REASON_DAY_OFF:
    case REASON_OWN_HOURS:
        return reason_say_calendar(reason, zone, now_us);
    case REASON_MIN_GAP:
        return say_gap(reason);
    case REASON_CHANNEL_GAP:
        return say_channel_gap(reason);
    case REASON_CHANNEL_MIX:
        return say_mix(reason);
    case REASON_PRESSURE_SLOW:
    case REASON_PRESSURE_CHANGE:
    case REASON_PRESSURE_PAUSE:
    case REASON_PRESSURE_STOP:
        return say_pressure(reason, zone, now_us);
    case REASON_VALUE_HEARD:
        return say_heard(reason, zone, now_us);
    case REASON_CHANNEL_RUN:
        return say_run(reason);
    case REASON_FLOOR_WEEK:
        return say_floor_week(reason);
    case REASON_CHANNEL_UNUSABLE:
        return say_unusable(reason);
    case REASON_AFTER_PROMISE:
    case REASON_LATE:
    case REASON_PAUSED:
    case REASON_ANSWERED:
    case REASON_ANSWER_TIME:
    case REASON_OTHER_HALF:
        return say_at(reason, zone, now_us);
    case REASON_SHUT:
        return g_strdup("They asked to be left alone: no contact.");
    case REASON_NOT_ACTIVE:
        return g_strdup("Not running.");
    case REASON_NO_CHANNEL:
        return g_strdup("There is no way left to reach them.");
    case REASON_STEP_DUE:
    case REASON_VOICEMAIL_GRACE:
    case REASON_CEILING_DAYS:
    case REASON_CEILING_DAY:
    case REASON_CEILING_WEEK:
    case REASON_CEILING_ACCOUNT:
    case REASON_FLOOR_ATTEMPTS:
    case REASON_SHIFTED:
    case REASON_NO_RESPONSE:
    case REASON_NO_TIME:
    case REASON_GATEKEEPER_GRACE:
    case REASON_LETTER_GRACE:
    case REASON_CAP_USER:
    case REASON_CAP_MAILBOX:
    case REASON_CAP_DOMAIN:
    case REASON_VALUE_DRY:
        return say_count(reason);
    case REASON_COUNT:
        break;
    }
    return g_strdup("");
}
