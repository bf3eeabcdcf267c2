/* The registry of rules: each rule once, with its key in a ruleset file, its default, where the
 * default comes from, and what it says to the people it concerns.
 *
 * Rulesets are read, written, shown and checked by walking this table; docs/rules.md is printed
 * from it, and the tests ask it which rules there are: each needs a case in which it alone decides
 * (tests/unit/core/rules_test.c). Rules that nobody can set, such as "a promise outranks every
 * plan", stand here too, without a place in the Ruleset. */
#pragma once

#include "core/reason.h"
#include "core/ruleset.h"

typedef enum {
    RULE_NUMBER,     /* an int */
    RULE_BY_CHANNEL, /* an int a channel: {"sms": 72, "letter": 168} */
    RULE_CHOICE,     /* an int that stands for one of some words */
    RULE_STATES,     /* bits of EnrollmentState: [pending, active] */
    RULE_WINDOWS,    /* WeekWindows a channel */
    RULE_WEEK,       /* WeekWindows */
    RULE_FIXED,      /* cannot be set */
} RuleKind;

typedef enum {
    SOURCE_EVIDENCE, /* a published finding, or a prior drawn from several */
    SOURCE_FOLKLORE, /* told everywhere, traceable to nobody */
    SOURCE_HOUSE,    /* nobody knows; a decent choice */
} RuleSource;

#define RULE_MAX_SAYINGS 4
/* The moment the sentences are said at: Thu 26 Nov 2026, 08:00 UTC. */
#define RULE_SAYINGS_NOW_US (INT64_C(1795680000) * SECOND_US)

typedef struct {
    const char *key;   /* "floor_attempts"; for a fixed rule its name, "promise" */
    const char *group; /* "Floor": a heading */
    RuleKind kind;
    gsize offset;               /* in Ruleset; unused by RULE_FIXED */
    int otherwise, least, most; /* numbers: default and range */
    const int *by_channel;      /* RULE_BY_CHANNEL: the defaults */
    const char *unit;           /* "attempts"; NULL: none */
    const char *const *choices; /* RULE_CHOICE: the words, NULL-terminated */
    const char *asks;           /* what it asks, one sentence */
    RuleSource source;
    const char *because; /* the finding, or the thought behind a choice of the house */
    /* What it says, as reasons with plausible numbers; reason_say() puts them in words. */
    int sayings;
    Reason says[RULE_MAX_SAYINGS];
    const char *refuses; /* what it says where it refuses rather than moves; NULL: it does not */
} Rule;

/* All of them, in the order people read them. */
const Rule *rule_table(gsize *ret_count);
/* NULL when there is none. */
const Rule *rule_find(const char *key);

/* The rule's value in a ruleset, or its default for NULL: "7 attempts", "sms 72, letter 168 hours",
 * "Monday to Friday 09:00-17:00", "always". Free with g_free(). */
char *rule_say_value(const Rule *rule, const Ruleset *ruleset);
/* What it says to people, sentences with plausible numbers. Free with g_free(). */
char *rule_say(const Rule *rule);
const char *rule_source_say(RuleSource source); /* "evidence", "folklore", "house choice" */

/* docs/rules.md. Free with g_free(). */
char *rules_page(void);
