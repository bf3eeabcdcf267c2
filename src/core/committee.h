/* The buying committee: the people of one account, their parts in the decision, and who of them to
 * turn to next.
 *
 * A part is given by a person or an import, or guessed from the title; a guess always says so. The
 * next best person has most to do with the decision, was not tried yet, and can be reached; nobody
 * who asked us to stop is ever among them. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
    BUYING_ROLE_UNKNOWN,
    BUYING_ROLE_DECISION_MAKER,
    BUYING_ROLE_ECONOMIC_BUYER,
    BUYING_ROLE_CHAMPION,
    BUYING_ROLE_USER,
    BUYING_ROLE_GATEKEEPER,
    BUYING_ROLE_BLOCKER,
    BUYING_ROLE_COUNT
} BuyingRole;

const char *buying_role_name(BuyingRole role); /* "decision_maker" */
const char *buying_role_say(BuyingRole role);  /* "decides" */
/* What CRMs and people call the parts too ("Budget holder", "end user"); BUYING_ROLE_COUNT when
 * unknown or NULL. */
BuyingRole buying_role_parse(const char *name);
/* From a title in English, German, French or Spanish; BUYING_ROLE_UNKNOWN when it says nothing. */
BuyingRole buying_role_guess(const char *title);
/* What is given, else the guess. */
BuyingRole buying_role_of(const char *given, const char *title, bool *ret_guessed);

typedef struct {
    BuyingRole role;
    bool role_guessed;
    const char *title; /* may be NULL */
    int attempts;
    bool shut;      /* asked to be left alone: never proposed */
    bool reachable; /* some channel leads to them */
    bool busy;      /* in a sequence or nurture now, or promised something */
    bool refused;   /* said no, for themselves */
    bool named;     /* somebody at the account sent us to them */
    bool away;
} CommitteeMember;

/* The next best person, or -1 when nobody is left to turn to. Earlier ones win a tie. */
int committee_next(const CommitteeMember *members, gsize count);
/* Why this one: "decides (guessed from CTO), not tried yet, can be reached". Free with g_free(). */
char *committee_why(const CommitteeMember *member);
