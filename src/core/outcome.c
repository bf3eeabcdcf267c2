/* One table of what the rules know about an outcome. */
#include "core/outcome.h"

#include <glib.h>
#include <string.h>

enum { MADE = 1, ATTEMPT = 2, ANSWER = 4, HEARD = 8 };

static const struct {
    const char *name, *say;
    int traits;
} TRAITS[OUTCOME_COUNT] = {
    [OUTCOME_NONE] = { "none", "planned", 0 },
    [OUTCOME_SENT] = { "sent", "sent", MADE | ATTEMPT | HEARD },
    [OUTCOME_DELIVERED] = { "delivered", "delivered", MADE | ATTEMPT | HEARD },
    [OUTCOME_BOUNCED] = { "bounced", "came back", MADE },
    [OUTCOME_FAILED] = { "failed", "could not be sent", MADE },
    [OUTCOME_NO_ANSWER] = { "no_answer", "no answer", MADE | ATTEMPT },
    [OUTCOME_BUSY] = { "busy", "line was busy", MADE | ATTEMPT },
    [OUTCOME_VOICEMAIL] = { "voicemail", "left a voicemail", MADE | ATTEMPT | HEARD },
    [OUTCOME_GATEKEEPER] = { "gatekeeper", "spoke to someone else", MADE | ATTEMPT },
    [OUTCOME_WRONG_NUMBER] = { "wrong_number", "wrong number", MADE },
    [OUTCOME_REACHED] = { "reached", "reached", MADE | ATTEMPT | ANSWER | HEARD },
    [OUTCOME_CALL_BACK] = { "call_back", "asked to be called back",
                            MADE | ATTEMPT | ANSWER | HEARD },
    [OUTCOME_INTERESTED] = { "interested", "interested", MADE | ATTEMPT | ANSWER | HEARD },
    [OUTCOME_MEETING] = { "meeting", "agreed to meet", MADE | ATTEMPT | ANSWER | HEARD },
    [OUTCOME_NOT_NOW] = { "not_now", "not now", MADE | ATTEMPT | ANSWER | HEARD },
    [OUTCOME_NOT_INTERESTED] = { "not_interested", "not interested",
                                 MADE | ATTEMPT | ANSWER | HEARD },
    [OUTCOME_REFERRED] = { "referred", "sent us to someone else", MADE | ATTEMPT | ANSWER | HEARD },
    [OUTCOME_WRONG_PERSON] = { "wrong_person", "not theirs to decide",
                               MADE | ATTEMPT | ANSWER | HEARD },
    [OUTCOME_NO_BUDGET] = { "no_budget", "no budget", MADE | ATTEMPT | ANSWER | HEARD },
    [OUTCOME_HAS_SUPPLIER] = { "has_supplier", "has another supplier",
                               MADE | ATTEMPT | ANSWER | HEARD },
    [OUTCOME_STOP] = { "stop", "asked us to stop", MADE | ATTEMPT | ANSWER | HEARD },
    [OUTCOME_HOSTILE] = { "hostile", "answered in anger", MADE | ATTEMPT | ANSWER | HEARD },
    [OUTCOME_DONE] = { "done", "done", MADE | ATTEMPT | HEARD },
    [OUTCOME_SKIPPED] = { "skipped", "skipped", 0 },
};

static bool
has(Outcome outcome, int trait)
{
    return outcome >= 0 && outcome < OUTCOME_COUNT && (TRAITS[outcome].traits & trait) != 0;
}

const char *
outcome_name(Outcome outcome)
{
    return outcome >= 0 && outcome < OUTCOME_COUNT ? TRAITS[outcome].name : "unknown";
}

const char *
outcome_say(Outcome outcome)
{
    return outcome >= 0 && outcome < OUTCOME_COUNT ? TRAITS[outcome].say : "unknown";
}

Outcome
outcome_parse(const char *name)
{
    g_autofree char *plain = g_strdelimit(g_strdup(name != NULL ? name : ""), "-", '_');

    for (int outcome = 0; outcome < OUTCOME_COUNT; outcome++)
        if (strcmp(plain, TRAITS[outcome].name) == 0)
            return (Outcome)outcome;
    return OUTCOME_COUNT;
}

bool
outcome_is_made(Outcome outcome)
{
    return has(outcome, MADE);
}

bool
outcome_is_attempt(Outcome outcome)
{
    return has(outcome, ATTEMPT);
}

bool
outcome_is_heard(Outcome outcome)
{
    return has(outcome, HEARD);
}

bool
outcome_is_human_answer(Outcome outcome)
{
    return has(outcome, ANSWER);
}
