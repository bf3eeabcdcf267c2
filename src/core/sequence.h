/* A sequence: the plan of touches an author wrote, as read from YAML (../docs: INTERFACES "Sequence
 * file").
 *
 * A published version never changes, so a Sequence is immutable once read and may be shared between
 * threads. */
#pragma once

#include "base/json.h"
#include "core/channel_kind.h"

typedef enum {
    STEP_DAY,                 /* day: N, civil days after the enrollment's first day (day 0) */
    STEP_AFTER_BUSINESS_DAYS, /* after: 2 business days (after the previous touch) */
    STEP_AFTER_DAYS,          /* after: 3 days */
    STEP_AFTER_HOURS,         /* after: 4 hours */
    STEP_ON_DATE,             /* on: 2026-12-01 */
} StepTiming;

typedef struct {
    char *name, *subject, *body;
} StepVariant;

typedef struct {
    int number; /* 1.. as people count */
    int line;   /* in the YAML file */
    StepTiming timing;
    int32_t amount;    /* days, business days or hours; for STEP_ON_DATE a Day */
    int64_t within_us; /* 0: none. "within: 5 minutes": aim to make the touch this soon after it is
                          due */
    ChannelKind channel;
    bool automatic;
    bool reply_to_previous; /* mail: stay in the thread of the last mail of this enrollment */
    char *objective, *value_point, *subject, *body, *script;
    GPtrArray *variants; /* StepVariant *, maybe empty */
} Step;

typedef struct {
    char *name, *goal, *ruleset;
    GPtrArray *steps; /* Step * */
} Sequence;

typedef struct {
    int line;      /* 1.., 0 when it concerns the whole file */
    bool is_error; /* false: a warning, e.g. "5 touches; the floor of 7 adds 2 calls" */
    char *message;
} SequenceProblem;

/* Reads a YAML text. On wrong YAML or a wrong step returns NULL with every problem found in
 * `problems` (GPtrArray of SequenceProblem *, freed by its free func) and error INVALID holding the
 * first with file name and line. Warnings are also appended when it succeeds. Checks: unknown keys
 * (with the nearest known one), unknown channel, days that go backwards, automatic on a human
 * channel, an automatic mail without subject (unless reply_to_previous) or body, templates that do
 * not compile, bad dates, empty steps. Limits: 1 MiB, 100 steps. "cadence:" is accepted for
 * "sequence:". */
Sequence *sequence_read(const char *file_name, const char *yaml, gsize length, GPtrArray *problems,
                        GError **error);
void sequence_free(Sequence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sequence, sequence_free)
GPtrArray *sequence_problems_new(void);

/* {"name","goal","ruleset","steps":[{"step","day"|"after"|"on","within","channel","automatic","objective","value_point",
 * "subject","body","script","reply_to_previous","variants"}]} */
json_t *sequence_to_json(const Sequence *self);
