/* The audit: how persistent were we, from the records.
 *
 * audit_count() reads a book (core/audit_book.h) once and returns everything a face may show: the
 * measures of all leads and of each group, the lists of findings, the leads worth reviving. What
 * each figure counts is docs/audit.md; app/audit_json.h writes it as INTERFACES.md says.
 *
 * Pure: no I/O, no clock. */
#pragma once

#include "core/audit_lead.h"

#define AUDIT_HISTOGRAM 64 /* attempts beyond count as this many */
#define AUDIT_HAZARD 12    /* attempts whose chance of an answer is told */

/* The measures of a set of leads. Counts of leads unless said otherwise. */
typedef struct {
    uint64_t leads;
    uint64_t attempts[AUDIT_HISTOGRAM + 1];     /* leads with so many attempts by people */
    uint64_t machine[AUDIT_HISTOGRAM + 1];      /* ... by machines */
    uint64_t people_attempts, machine_attempts; /* attempts */
    uint64_t only_machine;                      /* never contacted by a person, but by a machine */
    uint64_t sequence_steps; /* attempts of either kind: steps of sequences in a person's name */
    uint64_t only_sequence;  /* no attempt by a person but such steps, whoever they count for */
    uint64_t gave_up, running, reached_floor;
    uint64_t answered, won, closed, said_no, said_stop;
    uint64_t by_channel[CHANNEL_COUNT + 1];      /* attempts by people */
    uint64_t channel_sum;                        /* of distinct channels, over contacted leads */
    uint64_t hours_known, outside;               /* attempts */
    uint64_t written, empty, repeated;           /* attempts with a text; of those */
    uint64_t undelivered;                        /* attempts */
    uint64_t inbound, unanswered, answered_late; /* replies */
    uint64_t promises, kept, broken, pending;    /* promises */
    uint64_t overdue_tasks, bunches;
    uint64_t many_reps;
    uint64_t with_created, responded, response_unknown, response_days; /* of first responses */
    uint64_t within_5_min, within_1_h, within_24_h, never;
    GArray *response_s;  /* uint32_t, of those who got one */
    double per_week_sum; /* attempts a week, over contacted leads */
    double promptness_sum, persistence_sum;
    uint64_t persistence_of;
} AuditTally;

typedef struct {
    const char *name; /* of the book; NULL: not said */
    char *own_name;   /* of a week: its Monday, "2026-11-23" */
    AuditTally tally;
} AuditGroup;

typedef enum {
    AUDIT_UNANSWERED,
    AUDIT_BROKEN_PROMISE,
    AUDIT_NEVER_CONTACTED,
    AUDIT_GAVE_UP,
    AUDIT_REPEATED_PITCH,
    AUDIT_EMPTY_FOLLOW_UP,
    AUDIT_ONE_CHANNEL,
    AUDIT_BUNCHED,
    AUDIT_OUTSIDE_HOURS,
    AUDIT_SAME_ACCOUNT, /* colleagues of one account contacted by three reps */
    AUDIT_FINDING_COUNT
} AuditFindingKind;

/* "unanswered_replies", "Replies left unanswered", and how it is counted. */
const char *audit_finding_name(AuditFindingKind kind);
const char *audit_finding_title(AuditFindingKind kind);
const char *audit_finding_how(AuditFindingKind kind);

/* A row of a list: a lead, and what is wrong with it. */
typedef struct {
    uint32_t lead;
    uint32_t text;  /* of the book: what was written; 0: none */
    uint32_t count; /* how many times: replies, attempts, promises, reps */
    uint16_t rep;
    uint16_t attempts;
    Instant at_us; /* when it happened, or last did */
    double weight; /* rows stand in falling order of it */
} AuditRow;

typedef struct {
    uint64_t leads; /* or accounts, for AUDIT_SAME_ACCOUNT */
    uint64_t items; /* sum of the counts of all, also of those without a row */
    GArray *rows;   /* AuditRow, at most AuditParams.max_rows */
} AuditFinding;

typedef enum {
    AUDIT_REVIVE_REPLY,   /* wrote, and got no answer */
    AUDIT_REVIVE_PROMISE, /* was promised something */
    AUDIT_REVIVE_NOT_NOW, /* declined, long ago */
    AUDIT_REVIVE_TALKED,  /* answered once, then nothing happened */
    AUDIT_REVIVE_SHORT,   /* one or two attempts, then silence */
    AUDIT_REVIVE_FLOOR,   /* below the floor */
    AUDIT_REVIVE_NEW,     /* never contacted */
} AuditReviveWhy;

typedef struct {
    uint32_t lead;
    uint32_t text;
    AuditReviveWhy why;
    Instant at_us; /* of the reply, the promise, the last attempt, or the lead's coming in */
    uint16_t rep, attempts;
    int8_t channel, tried; /* suggested next; the one tried most; CHANNEL_NONE */
    double score;
} AuditRevive;

typedef struct {
    uint64_t at_risk, answered; /* leads still silent before the k-th attempt; who answered it */
} AuditHazardPoint;

typedef struct {
    AuditTally all;
    GPtrArray *reps, *sources, *segments, *weeks; /* AuditGroup *, largest first; weeks in time */
    AuditFinding findings[AUDIT_FINDING_COUNT];
    GArray *revive; /* AuditRevive, best first */
    uint64_t revive_count;
    AuditHazardPoint hazard[AUDIT_HAZARD + 1]; /* [1] is the first attempt */
    Instant from_us, until_us;                 /* first and last attempt; INSTANT_NONE */
    uint64_t duplicates, future, before_lead, leads_before_attempts;
    uint64_t untold_contact; /* leads whose status claims contact, without an attempt on record */
} AuditResult;

/* Counts, and uses up the book's events as it goes. Free with audit_result_free(); rows refer
 * to the book, which must live as long. */
AuditResult *audit_count(AuditBook *book, const AuditParams *params);
void audit_result_free(AuditResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AuditResult, audit_result_free)

/* `share` .5 is the median (of an even number, the mean of the middle two), NaN when nobody got a
 * response. Sorts. */
double audit_response_quantile(AuditTally *tally, double share);
/* The median number of attempts a lead got; NaN without leads. */
double audit_median_attempts(const AuditTally *tally);

/* 0 (worst) to 100; NaN where the records cannot tell. */
typedef struct {
    double promptness, persistence, personalization, performance;
} AuditGrades;
AuditGrades audit_grades(const AuditTally *tally, const AuditTells *tells);
/* How each grade is counted, in a sentence. */
typedef struct {
    const char *name, *how;
} AuditGradeHow;
extern const AuditGradeHow AUDIT_GRADES_HOW[4];
