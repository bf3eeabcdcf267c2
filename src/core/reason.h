/* Reasons: why a touch is planned, moved, held or skipped, as a code with numbers, said in words
 * where a person reads it. */
#pragma once

#include "base/json.h"

typedef enum {
    REASON_STEP_DUE,      /* a: step number, b: steps in all */
    REASON_PROMISE,       /* a: from, b: until (instants) */
    REASON_AFTER_PROMISE, /* waits for a promise: a: from */
    REASON_WINDOW,        /* moved into delivery hours: a: the instant it was due */
    REASON_WEEKEND,       /* a: the instant it was due */
    REASON_SENDER_HOURS,
    REASON_MIN_GAP,          /* a: minutes */
    REASON_VOICEMAIL_GRACE,  /* a: working days */
    REASON_CEILING_DAYS,     /* a: attempts, b: days */
    REASON_CEILING_DAY,      /* a: attempts */
    REASON_CEILING_WEEK,     /* a: attempts */
    REASON_CEILING_ACCOUNT,  /* a: touches that day */
    REASON_CHANNEL_RUN,      /* a: run length */
    REASON_FLOOR_WEEK,       /* brought forward: a: per week */
    REASON_FLOOR_ATTEMPTS,   /* added: a: attempts so far, b: floor */
    REASON_LATE,             /* the day went by: a: the instant it had been due */
    REASON_SHIFTED,          /* an earlier touch was made later: a: days */
    REASON_CHANNEL_UNUSABLE, /* a: ChannelKind, b: Unusable */
    REASON_PAUSED,           /* a: until */
    REASON_ANSWERED,         /* a: when */
    REASON_SHUT,
    REASON_NOT_ACTIVE,
    REASON_NO_RESPONSE, /* a: attempts made */
    REASON_NO_CHANNEL,  /* no usable channel left */
    REASON_COUNT,
} ReasonCode;

typedef struct {
    ReasonCode code;
    int64_t a, b;
} Reason;

const char *reason_name(ReasonCode code); /* "promise" */
/* One plain sentence ("You promised Thu 26 Nov, 09:00."). Free with g_free(). */
char *reason_say(const Reason *reason, const Zone *zone, Instant now_us);
/* [{"code","text"}] */
json_t *reasons_to_json(const Reason *reasons, gsize count, const Zone *zone, Instant now_us);
