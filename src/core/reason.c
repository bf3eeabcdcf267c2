/* Codes of reasons, and what several of them pack into one number. */
#include "core/reason.h"

#include "core/schedule.h"

static const char *const NAMES[REASON_COUNT] = {
    [REASON_STEP_DUE] = "step_due",
    [REASON_PROMISE] = "promise",
    [REASON_AFTER_PROMISE] = "after_promise",
    [REASON_WINDOW] = "window",
    [REASON_WEEKEND] = "weekend",
    [REASON_HOLIDAY] = "holiday",
    [REASON_CLOSED_DAY] = "closed_day",
    [REASON_DAY_OFF] = "day_off",
    [REASON_OWN_HOURS] = "own_hours",
    [REASON_SENDER_HOURS] = "sender_hours",
    [REASON_MIN_GAP] = "min_gap",
    [REASON_VOICEMAIL_GRACE] = "voicemail_grace",
    [REASON_CEILING_DAYS] = "ceiling_days",
    [REASON_CEILING_DAY] = "ceiling_day",
    [REASON_CEILING_WEEK] = "ceiling_week",
    [REASON_CEILING_ACCOUNT] = "ceiling_account",
    [REASON_CHANNEL_RUN] = "channel_run",
    [REASON_FLOOR_WEEK] = "floor_week",
    [REASON_FLOOR_ATTEMPTS] = "floor_attempts",
    [REASON_LATE] = "late",
    [REASON_SHIFTED] = "shifted",
    [REASON_CHANNEL_UNUSABLE] = "channel_unusable",
    [REASON_PAUSED] = "paused",
    [REASON_ANSWERED] = "answered",
    [REASON_SHUT] = "shut",
    [REASON_NOT_ACTIVE] = "not_active",
    [REASON_NO_RESPONSE] = "no_response",
    [REASON_NO_CHANNEL] = "no_channel",
    [REASON_ANSWER_TIME] = "answer_time",
    [REASON_NO_TIME] = "no_time",
    [REASON_CHANNEL_GAP] = "channel_gap",
    [REASON_GATEKEEPER_GRACE] = "gatekeeper_grace",
    [REASON_LETTER_GRACE] = "letter_grace",
    [REASON_CHANNEL_MIX] = "channel_mix",
    [REASON_PRESSURE_SLOW] = "pressure_slow",
    [REASON_PRESSURE_CHANGE] = "pressure_change",
    [REASON_PRESSURE_PAUSE] = "pressure_pause",
    [REASON_PRESSURE_STOP] = "pressure_stop",
    [REASON_CAP_USER] = "cap_user",
    [REASON_CAP_MAILBOX] = "cap_mailbox",
    [REASON_CAP_DOMAIN] = "cap_domain",
    [REASON_VALUE_HEARD] = "value_heard",
    [REASON_VALUE_DRY] = "value_dry",
    [REASON_OTHER_HALF] = "other_half",
};

int64_t
reason_hours(ChannelKind channel, const WeekWindows *windows)
{
    DayWindow hours = { 0, 0 };
    int64_t days = 0;
    bool differ = false;

    for (int weekday = 0; weekday < 7; weekday++) {
        if (!week_windows_open(windows, weekday))
            continue;
        const DayWindow *day = &windows->days[weekday];
        differ |= days != 0 && (day->from_minute != hours.from_minute ||
                                day->until_minute != hours.until_minute);
        hours = *day;
        days |= INT64_C(1) << weekday;
    }
    if (differ)
        hours = (DayWindow){ 0, 0 };
    return (int64_t)channel | days << 8 | (int64_t)hours.from_minute << 16 |
           (int64_t)hours.until_minute << 32;
}

int64_t
reason_place(ChannelKind channel, HolidayPlaceId place)
{
    return (int64_t)place << 8 | (int64_t)channel;
}

int64_t
reason_channels(ChannelKind from, ChannelKind to)
{
    return (int64_t)from | (int64_t)(to + 1) << 8;
}

const char *
reason_name(ReasonCode code)
{
    return code >= 0 && code < REASON_COUNT ? NAMES[code] : "unknown";
}

json_t *
reasons_to_json(const Reason *reasons, gsize count, const Zone *zone, Instant now_us)
{
    json_t *list = json_array();

    for (gsize i = 0; i < count; i++) {
        g_autofree char *text = reason_say(&reasons[i], zone, now_us);
        json_t *entry = json_object();
        json_set_text(entry, "code", reason_name(reasons[i].code));
        json_set_text(entry, "text", text);
        json_array_append_new(list, entry);
    }
    return list;
}
