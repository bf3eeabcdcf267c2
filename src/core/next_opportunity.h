/* No means Next Opportunity: the kinds of no, and where each leads (docs/next.md).
 *
 * Pure and table-driven: a kind has its paths in order, each with the time it takes, the reason to
 * come back and why it is proposed; the first that can be taken is the proposal, the others stand
 * beside it. A human confirms. After "stop" and in anger the only path that concerns the person is
 * the shut door. */
#pragma once

#include <stdbool.h>

#include "base/instant.h"
#include "core/calendar.h"
#include "core/outcome.h"

typedef enum {
    NO_ANSWER, /* silence, to the end of a sequence */
    NO_NOT_NOW,
    NO_WRONG_PERSON,
    NO_NOT_INTERESTED,
    NO_BUDGET,
    NO_SUPPLIER,
    NO_STOP,
    NO_HOSTILE,
    NO_KIND_COUNT
} NoKind;

typedef enum {
    PATH_LATER,       /* the same person, on a date, for a reason */
    PATH_PERSON,      /* another person of the committee */
    PATH_NURTURE,     /* the same person, now and then, for months */
    PATH_SIMILAR,     /* another prospect like this one */
    PATH_PROSPECTING, /* nothing more here: back to finding people */
    PATH_NEVER,       /* the door is shut */
    PATH_COUNT
} NextPath;

const char *no_kind_name(NoKind kind);      /* "not_now", as the outcome */
const char *no_kind_say(NoKind kind);       /* "They said not now" */
NoKind no_kind_parse(const char *name);     /* NO_KIND_COUNT when unknown */
NoKind no_kind_of_outcome(Outcome outcome); /* NO_KIND_COUNT when it is none */
bool no_kind_shuts(NoKind kind);            /* stop, hostile */
const char *next_path_name(NextPath path);  /* "later" */
NextPath next_path_parse(const char *name); /* PATH_COUNT when unknown */

typedef struct {
    int64_t id; /* 0: nobody */
    const char *name;
    const char *why; /* "decides, not tried yet" */
} NextPerson;

typedef struct {
    NoKind kind;
    Day today;
    Day named_day; /* the date they named; INT32_MIN: none */
    const Calendar
        *calendar;  /* theirs: dates proposed are days they work on; NULL: weekends only */
    bool shut;      /* they asked to be left alone, whatever this no was */
    bool reachable; /* some channel leads to them */
    bool nurtured;  /* they are in a nurture, or had one that came to nothing */
    int attempts;
    const char *company; /* may be NULL */
    NextPerson colleague, similar;
    const char *named; /* somebody they sent us to who is not in the book yet; NULL: nobody */
} NextInput;

typedef struct {
    NextPath path;
    Day day;             /* of PATH_LATER and PATH_NURTURE: when it begins; else INT32_MIN */
    int64_t prospect_id; /* of PATH_PERSON and PATH_SIMILAR */
    const char *trigger; /* of PATH_LATER: what makes it worth coming back */
    char say[200];       /* what will be done */
    char why[200];       /* why this, in a sentence */
} NextProposal;

/* All paths that can be taken, the proposal first. Returns how many: at least one. */
int next_propose(const NextInput *input, NextProposal ret_proposals[PATH_COUNT]);
