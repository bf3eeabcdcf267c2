/* One lead of an audit: everything the measures need to know about it, read from its events.
 *
 * Pure. What each field counts is told to users in docs/audit.md. */
#pragma once

#include "core/audit_book.h"
#include "core/ruleset.h"

typedef struct {
    Instant now_us;
    int floor_attempts; /* 7: nobody silent is given up on before */
    int quiet_days;     /* 14: without an attempt for so long, a lead was given up on */
    WeekWindows hours;  /* decent hours in the lead's own zone */
    const Zone *zone;   /* of leads whose own is not known; NULL: such are not judged */
    bool same_clock;    /* that zone is everybody's, whatever is known of a lead */
    guint max_rows;     /* of each list */
} AuditParams;

/* Seven attempts, fourteen days, Monday to Friday 8:00-18:00, 1000 rows. */
void audit_params_default(AuditParams *self, Instant now_us);

#define AUDIT_ANSWERS_WITHIN_US (24 * HOUR_US)
#define AUDIT_BUNCH 3 /* attempts within a day, without an answer between, are a bunch */

typedef struct {
    uint32_t lead;
    guint attempts, machine_attempts;
    guint sequence_steps;                 /* of either: steps of sequences in a person's name */
    guint by_hand;                        /* of attempts: all but such steps */
    guint per_channel[CHANNEL_COUNT + 1]; /* of attempts; the last: channel not known */
    guint channels;                       /* distinct, known */
    guint written, empty, repeated;       /* of attempts: with a text; of those */
    guint hours_known, outside;           /* of attempts */
    guint undelivered;
    guint inbound, unanswered, answered_late;
    guint promises, kept, broken, pending; /* pending: not due yet */
    guint open_tasks_overdue;
    guint bunches;
    guint duplicates, future, before_lead; /* events: left out, left out, counted all the same */
    guint reps;
    guint answer_attempt; /* the first human answer came after so many attempts */
    bool answered, said_no, said_stop;
    Instant first_us, last_us; /* attempts of people */
    Instant last_any_us;       /* any event */
    int64_t response_us;       /* from creation to the first attempt since; -1: cannot be told */
    bool response_day_only;    /* ... to the day only */
    Instant unanswered_us;     /* the oldest reply left unanswered */
    uint32_t unanswered_text, broken_text, empty_text, repeated_text;
    Instant broken_due_us;
    uint16_t last_rep;
    bool gave_up; /* after one or two attempts, see docs/audit.md */
    bool running; /* one or two attempts, but the last is recent */
} AuditLeadFacts;

/* Reads a lead from its events in time order (`order`: `count` indexes into the book's events) and
 * its promises. Marks repeats and duplicates among the events. */
void audit_lead_read(AuditBook *book, const AuditParams *params, uint32_t lead,
                     const uint32_t *order, gsize count, const AuditPromise *promises,
                     gsize promise_count, AuditLeadFacts *ret);

/* Is this attempt outside decent hours? `ret_known` false when that cannot be told. */
bool audit_is_outside(const AuditBook *book, const AuditParams *params, const AuditLead *lead,
                      const AuditEvent *event, bool *ret_known);
