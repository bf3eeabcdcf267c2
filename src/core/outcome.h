/* Outcomes: what came of a touch, as a person would tick it or a mail server report it. */
#pragma once

#include <stdbool.h>

typedef enum {
    OUTCOME_NONE = 0, /* planned, not made yet */
    OUTCOME_SENT,
    OUTCOME_DELIVERED,
    OUTCOME_BOUNCED,
    OUTCOME_FAILED,
    OUTCOME_NO_ANSWER,
    OUTCOME_BUSY,
    OUTCOME_VOICEMAIL,
    OUTCOME_GATEKEEPER,
    OUTCOME_WRONG_NUMBER,
    OUTCOME_REACHED,
    OUTCOME_CALL_BACK,
    OUTCOME_INTERESTED,
    OUTCOME_MEETING,
    OUTCOME_NOT_NOW,
    OUTCOME_NOT_INTERESTED,
    OUTCOME_REFERRED,
    OUTCOME_WRONG_PERSON, /* it is not theirs to decide, and they name nobody */
    OUTCOME_NO_BUDGET,
    OUTCOME_HAS_SUPPLIER,
    OUTCOME_STOP,
    OUTCOME_HOSTILE,
    OUTCOME_DONE,
    OUTCOME_SKIPPED,
    OUTCOME_COUNT,
} Outcome;

const char *outcome_name(Outcome outcome); /* "no_answer" */
const char *outcome_say(Outcome outcome);  /* "no answer" */
Outcome outcome_parse(const char *name);   /* OUTCOME_COUNT when unknown; accepts "no-answer" too */

/* Was something tried, so that the next touch keeps its distance? All but planned and skipped. */
bool outcome_is_made(Outcome outcome);

/* Does it count as an attempt at contact? It must have been able to reach this person: failed,
 * bounced, a wrong number, planned and skipped do not count. */
bool outcome_is_attempt(Outcome outcome);

/* Did it carry what was to be said to the person? A call nobody took, a busy line or a colleague on
 * the phone did not. */
bool outcome_is_heard(Outcome outcome);

/* Did a human being on the other side react (reached, interested, stop, ...)? Ends the automatic
 * part. */
bool outcome_is_human_answer(Outcome outcome);
