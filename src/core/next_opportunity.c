/* The table of paths, and the proposal. See next_opportunity.h. */
#include "core/next_opportunity.h"

#include <glib.h>
#include <string.h>

static const struct {
    const char *name, *say;
    Outcome outcome; /* OUTCOME_COUNT: of none */
    bool shuts;
} KINDS[NO_KIND_COUNT] = {
    [NO_ANSWER] = { "no_answer", "They never answered", OUTCOME_COUNT, false },
    [NO_NOT_NOW] = { "not_now", "They said not now", OUTCOME_NOT_NOW, false },
    [NO_WRONG_PERSON] = { "wrong_person", "It is not theirs to decide", OUTCOME_WRONG_PERSON,
                          false },
    [NO_NOT_INTERESTED] = { "not_interested", "They are not interested", OUTCOME_NOT_INTERESTED,
                            false },
    [NO_BUDGET] = { "no_budget", "They have no budget", OUTCOME_NO_BUDGET, false },
    [NO_SUPPLIER] = { "has_supplier", "They have another supplier", OUTCOME_HAS_SUPPLIER, false },
    [NO_STOP] = { "stop", "They asked us to stop", OUTCOME_STOP, true },
    [NO_HOSTILE] = { "hostile", "They answered in anger", OUTCOME_HOSTILE, true },
};

/* Where each kind of no leads, best first. `days`: until it begins when they named no date. */
typedef struct {
    NoKind kind;
    NextPath path;
    int days;
    const char *why;
} Way;

static const Way WAYS[] = {
    { NO_ANSWER, PATH_PERSON, 0, "Somebody else there may have the time they have not." },
    { NO_ANSWER, PATH_NURTURE, 30,
      "Silence is no no: many who buy do so months after the first talk." },
    { NO_ANSWER, PATH_SIMILAR, 0, "The next one like them may be ready now." },
    { NO_ANSWER, PATH_PROSPECTING, 0, "They were tried as often as is decent." },

    { NO_NOT_NOW, PATH_LATER, 90, "Not now is a date, not a no." },
    { NO_NOT_NOW, PATH_NURTURE, 30, "Until then one useful thing a month keeps us in mind." },
    { NO_NOT_NOW, PATH_PERSON, 0, "A colleague may see the time differently." },

    { NO_WRONG_PERSON, PATH_PERSON, 0, "They are not the one to talk to; a colleague is." },
    { NO_WRONG_PERSON, PATH_SIMILAR, 0, "Nobody else is known there; the next like them is." },
    { NO_WRONG_PERSON, PATH_PROSPECTING, 0, "Find out who decides there, then begin again." },

    { NO_NOT_INTERESTED, PATH_PERSON, 0, "One person's no is not the company's." },
    { NO_NOT_INTERESTED, PATH_NURTURE, 180,
      "In half a year much is different; until then we leave them in peace." },
    { NO_NOT_INTERESTED, PATH_SIMILAR, 0, "The next one like them may see it differently." },
    { NO_NOT_INTERESTED, PATH_PROSPECTING, 0, "Nothing more can be done here for now." },
    { NO_NOT_INTERESTED, PATH_NEVER, 0, "If they would rather not hear from us at all." },

    { NO_BUDGET, PATH_LATER, 45, "Money comes with the calendar." },
    { NO_BUDGET, PATH_PERSON, 0, "Somebody else may hold a budget for it." },
    { NO_BUDGET, PATH_NURTURE, 30, "Until there is money, one useful thing a month." },

    { NO_SUPPLIER, PATH_LATER, 270, "Contracts end; the best time is before the next begins." },
    { NO_SUPPLIER, PATH_NURTURE, 60, "Second in line is a place, if one is heard of." },
    { NO_SUPPLIER, PATH_PERSON, 0, "A colleague may be less content with that supplier." },

    { NO_STOP, PATH_NEVER, 0, "They asked to be left alone, and they will be." },
    { NO_STOP, PATH_SIMILAR, 0, "Somebody elsewhere may be glad to hear from us." },
    { NO_STOP, PATH_PROSPECTING, 0, "Nothing more goes to this person." },

    { NO_HOSTILE, PATH_NEVER, 0, "An answer in anger is a stop, on every channel." },
    { NO_HOSTILE, PATH_SIMILAR, 0, "Somebody elsewhere may be glad to hear from us." },
    { NO_HOSTILE, PATH_PROSPECTING, 0, "Nothing more goes to this person." },
};

/* What makes it worth coming back. */
static const char *
trigger_of(NoKind kind)
{
    return kind == NO_BUDGET     ? "a new quarter, and with it a new budget"
           : kind == NO_SUPPLIER ? "their contract may come up for renewal"
                                 : "they said not now, and to come back";
}

static const char *const PATHS[PATH_COUNT] = {
    [PATH_LATER] = "later",     [PATH_PERSON] = "person",           [PATH_NURTURE] = "nurture",
    [PATH_SIMILAR] = "similar", [PATH_PROSPECTING] = "prospecting", [PATH_NEVER] = "never",
};

const char *
no_kind_name(NoKind kind)
{
    return KINDS[kind].name;
}

const char *
no_kind_say(NoKind kind)
{
    return KINDS[kind].say;
}

NoKind
no_kind_parse(const char *name)
{
    for (int kind = 0; name != NULL && kind < NO_KIND_COUNT; kind++)
        if (strcmp(name, KINDS[kind].name) == 0)
            return (NoKind)kind;
    return NO_KIND_COUNT;
}

NoKind
no_kind_of_outcome(Outcome outcome)
{
    if (outcome == OUTCOME_REFERRED)
        return NO_WRONG_PERSON;
    for (int kind = 0; kind < NO_KIND_COUNT; kind++)
        if (KINDS[kind].outcome == outcome && outcome != OUTCOME_COUNT)
            return (NoKind)kind;
    return NO_KIND_COUNT;
}

bool
no_kind_shuts(NoKind kind)
{
    return KINDS[kind].shuts;
}

const char *
next_path_name(NextPath path)
{
    return PATHS[path];
}

NextPath
next_path_parse(const char *name)
{
    for (int path = 0; name != NULL && path < PATH_COUNT; path++)
        if (strcmp(name, PATHS[path]) == 0)
            return (NextPath)path;
    return PATH_COUNT;
}

static bool
can_be_taken(const NextInput *input, NextPath path)
{
    switch (path) {
    case PATH_LATER:
        return input->reachable && !input->shut;
    case PATH_NURTURE:
        return input->reachable && !input->shut && !input->nurtured;
    case PATH_PERSON:
        return input->colleague.id != 0;
    case PATH_SIMILAR:
        return input->similar.id != 0;
    case PATH_PROSPECTING:
    case PATH_NEVER:
    case PATH_COUNT:
        break;
    }
    return true;
}

static Day
first_of_next_quarter(Day day)
{
    CivilDate date = day_to_date(day);
    int month = (date.month - 1) / 3 * 3 + 4;

    return day_of((CivilDate){ date.year + month / 12, month > 12 ? 1 : month, 1 });
}

static Day
beginning(const NextInput *input, const Way *way)
{
    bool named = input->named_day != INT32_MIN && input->named_day > input->today;

    if (way->path == PATH_LATER && named)
        return calendar_first_day_at_work(input->calendar, input->named_day);
    if (way->path != PATH_LATER && way->path != PATH_NURTURE)
        return INT32_MIN;
    Day day = input->today + way->days;
    if (way->kind == NO_BUDGET && way->path == PATH_LATER)
        day = first_of_next_quarter(day);
    return calendar_first_day_at_work(input->calendar, day);
}

static void
say_day(Day day, char *out, gsize size)
{
    CivilDate date = day_to_date(day);
    static const char *const MONTHS[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    g_snprintf(out, size, "%d %s %d", date.day, MONTHS[date.month - 1], date.year);
}

static void
say_path(const NextInput *input, NextProposal *self, bool named)
{
    char when[20] = "";

    if (self->day != INT32_MIN)
        say_day(self->day, when, sizeof when);
    switch (self->path) {
    case PATH_LATER:
        g_snprintf(self->say, sizeof self->say, "Come back on %s: %s.", when, self->trigger);
        break;
    case PATH_PERSON:
        g_snprintf(self->say, sizeof self->say, "Turn to %.60s, who %.100s.", input->colleague.name,
                   input->colleague.why);
        break;
    case PATH_NURTURE:
        g_snprintf(self->say, sizeof self->say, "Nurture from %s on: one useful thing a month.",
                   when);
        break;
    case PATH_SIMILAR:
        g_snprintf(self->say, sizeof self->say, "Begin with %.60s: %.100s.", input->similar.name,
                   input->similar.why);
        break;
    case PATH_PROSPECTING:
        g_snprintf(self->say, sizeof self->say, "Leave it, and look for others.");
        break;
    case PATH_NEVER:
        g_snprintf(self->say, sizeof self->say, "%s",
                   input->shut ? "Nothing: the door is shut on every channel."
                               : "Shut the door, on every channel.");
        break;
    case PATH_COUNT:
        break;
    }
    if (named)
        g_strlcat(self->why, " They named the date.", sizeof self->why);
}

/* They said whom to talk to, and nobody of that name is known: that one comes first. */
static int
propose_named(const NextInput *input, NextProposal proposals[PATH_COUNT], int count)
{
    int place = count;

    for (int i = 0; i < count; i++)
        if (proposals[i].path == PATH_PROSPECTING)
            place = i;
    memmove(&proposals[1], &proposals[0], (gsize)place * sizeof *proposals);
    proposals[0] = (NextProposal){ .path = PATH_PROSPECTING, .day = INT32_MIN };
    g_snprintf(proposals[0].say, sizeof proposals[0].say,
               "Add %.100s, whom they named, and begin there.", input->named);
    g_strlcpy(proposals[0].why, "They said whom to talk to, and nobody of that name is known here.",
              sizeof proposals[0].why);
    return MAX(count, place + 1);
}

int
next_propose(const NextInput *input, NextProposal proposals[PATH_COUNT])
{
    NoKind kind = input->shut && !KINDS[input->kind].shuts ? NO_STOP : input->kind;
    int count = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(WAYS); i++) {
        const Way *way = &WAYS[i];
        if (way->kind != kind || !can_be_taken(input, way->path))
            continue;
        NextProposal *proposal = &proposals[count++];
        bool named = way->path == PATH_LATER && input->named_day != INT32_MIN &&
                     input->named_day > input->today;
        *proposal = (NextProposal){
            .path = way->path,
            .day = beginning(input, way),
            .trigger = trigger_of(kind),
            .prospect_id = way->path == PATH_PERSON    ? input->colleague.id
                           : way->path == PATH_SIMILAR ? input->similar.id
                                                       : 0,
        };
        g_snprintf(proposal->why, sizeof proposal->why, "%s", way->why);
        say_path(input, proposal, named);
    }
    if (kind == NO_WRONG_PERSON && input->named != NULL)
        count = propose_named(input, proposals, count);
    if (count == 0) { /* nobody to turn to, and no way to them */
        proposals[count++] = (NextProposal){ .path = PATH_PROSPECTING, .day = INT32_MIN };
        g_strlcpy(proposals[0].why, "No way is left to this person, and nobody else is known.",
                  sizeof proposals[0].why);
        say_path(input, &proposals[0], false);
    }
    return count;
}
