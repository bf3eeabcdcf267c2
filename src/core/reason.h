/* Reasons: why a touch is planned, moved, held or skipped, as a code with numbers, said in words
 * where a person reads it. */
#pragma once

#include "base/json.h"
#include "core/ruleset.h"
#include "text/holiday.h"

typedef enum {
    REASON_STEP_DUE,         /* a: step number, b: steps in all */
    REASON_PROMISE,          /* a: from, b: until (instants) */
    REASON_AFTER_PROMISE,    /* a step waits for a promise: a: from, b: step number */
    REASON_WINDOW,           /* moved into delivery hours: a: the instant it was due, b: hours */
    REASON_WEEKEND,          /* a: the instant it was due, b: hours */
    REASON_HOLIDAY,          /* a public holiday of theirs: a: its Day, b: reason_place() */
    REASON_CLOSED_DAY,       /* the workspace leaves their country alone: a: the Day, b: place */
    REASON_DAY_OFF,          /* the sender is away: a: first Day, b: last Day */
    REASON_OWN_HOURS,        /* days with other hours: a: the instant it was due, b: minutes, from
                                and until << 16 */
    REASON_SENDER_HOURS,     /* a: SenderHours (core/schedule.h), b: the instant it was due */
    REASON_MIN_GAP,          /* a: minutes, b: Outcome of the touch before */
    REASON_VOICEMAIL_GRACE,  /* a: working days */
    REASON_CEILING_DAYS,     /* a: attempts, b: days */
    REASON_CEILING_DAY,      /* a: attempts */
    REASON_CEILING_WEEK,     /* a: attempts */
    REASON_CEILING_ACCOUNT,  /* a: touches that day */
    REASON_CHANNEL_RUN,      /* a: run length, b: reason_channels(from, to) */
    REASON_FLOOR_WEEK,       /* brought forward or added: a: per week, b: floor */
    REASON_FLOOR_ATTEMPTS,   /* added: a: attempts so far, b: floor */
    REASON_LATE,             /* the day went by: a: the instant it had been due */
    REASON_SHIFTED,          /* an earlier touch was made later: a: days */
    REASON_CHANNEL_UNUSABLE, /* a: ChannelKind, b: Unusable */
    REASON_PAUSED,           /* a: until */
    REASON_ANSWERED,         /* a: when */
    REASON_SHUT,
    REASON_NOT_ACTIVE,
    REASON_NO_RESPONSE,      /* a: attempts made */
    REASON_NO_CHANNEL,       /* no usable channel left */
    REASON_ANSWER_TIME,      /* the last touch gets time for an answer: a: until */
    REASON_NO_TIME,          /* no time within the planning horizon: a: days */
    REASON_CHANNEL_GAP,      /* a: hours, b: ChannelKind */
    REASON_GATEKEEPER_GRACE, /* a: working days */
    REASON_LETTER_GRACE,     /* a: working days */
    REASON_CHANNEL_MIX,      /* a: channels wanted | attempts << 8, b: reason_channels(from, to) */
    REASON_PRESSURE_SLOW,    /* a: the gauge's value, b: working days */
    REASON_PRESSURE_CHANGE,  /* a: the gauge's value, b: reason_channels(from, to) */
    REASON_PRESSURE_PAUSE,   /* a: the gauge's value, b: until */
    REASON_PRESSURE_STOP,    /* a: the gauge's value */
    REASON_CAP_USER,         /* a: touches a day */
    REASON_CAP_MAILBOX,      /* a: mails a day */
    REASON_CAP_DOMAIN,       /* a: mails a day */
    REASON_VALUE_HEARD,      /* a: step, b: when they heard it */
    REASON_VALUE_DRY,        /* a: how many value points they heard */
    REASON_OTHER_HALF,       /* a call in the later half of a day: a: when the last one was */
    REASON_COUNT,
} ReasonCode;

typedef struct {
    ReasonCode code;
    int64_t a, b;
} Reason;

/* The hours of a channel packed into a Reason's `b`, so that the sentence can name them. */
int64_t reason_hours(ChannelKind channel, const WeekWindows *windows);
/* What would have been made, and where those are to whom it would: for REASON_HOLIDAY. */
int64_t reason_place(ChannelKind channel, HolidayPlaceId place);
/* The channels of REASON_CHANNEL_RUN; `to` CHANNEL_NONE: it waits instead. */
int64_t reason_channels(ChannelKind from, ChannelKind to);

const char *reason_name(ReasonCode code); /* "promise" */
/* One plain sentence ("You promised Thu 26 Nov, 09:00-12:00."). Free with g_free(). */
char *reason_say(const Reason *reason, const Zone *zone, Instant now_us);
/* [{"code","text"}] */
json_t *reasons_to_json(const Reason *reasons, gsize count, const Zone *zone, Instant now_us);
