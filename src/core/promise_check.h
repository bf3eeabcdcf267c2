/* Can a promise be kept? Asked before it is made: on their holiday, at their weekend, outside the
 * hours of the channel or while the promiser is away it cannot, and another time is proposed. */
#pragma once

#include "core/reason.h"
#include "core/schedule.h"

typedef struct {
    ReasonCode code; /* HOLIDAY, CLOSED_DAY, WEEKEND, DAY_OFF, WINDOW or SENDER_HOURS */
    Day day;         /* the first day promised, on the prospect's calendar */
    OwnDays away;    /* of REASON_DAY_OFF, on the sender's calendar */
    HolidayPlaceId place;
    ChannelKind channel;
    Slot proposal; /* from_us INSTANT_NONE: none was found */
} PromiseProblem;

/* True when half an hour of the window (or all of it, if shorter) is open on both sides; else what
 * stands in the way. */
bool promise_check(const ScheduleSides *sides, ChannelKind channel, Slot window,
                   PromiseProblem *ret_problem);

/* "Thu 4 Jun is a holiday in Bavaria (Corpus Christi); Fri 5 Jun, 09:00-12:00 would do". Free with
 * g_free(). */
char *promise_problem_say(const PromiseProblem *problem, const Zone *zone, Instant now_us);
