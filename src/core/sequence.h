/* A sequence: the plan of touches an author wrote, as read from a YAML sequence file.
 *
 * A published version never changes, so a Sequence is immutable once read and may be shared between
 * threads. */
#pragma once

#include "base/json.h"
#include "core/channel_kind.h"
#include "text/template.h"

typedef enum {
    STEP_DAY,                 /* day: N, civil days after the enrollment's first day (day 0) */
    STEP_AFTER_BUSINESS_DAYS, /* after: 2 business days (after the previous touch) */
    STEP_AFTER_DAYS,          /* after: 3 days */
    STEP_AFTER_HOURS,         /* after: 4 hours */
    STEP_ON_DATE,             /* on: 2026-12-01 */
} StepTiming;

/* Templates as they are rendered: compiled with their sequence, NULL where there is no text. */
typedef struct {
    Template *subject, *body, *script;
} StepTemplates;

typedef struct {
    char *name, *subject, *body;
    StepTemplates templates;
} StepVariant;

/* An asset that a step names: a file to attach, or what {{asset.KEY}} links to. */
typedef struct {
    char *key;
    int line; /* in the YAML file */
    bool attached;
} StepAsset;

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
    uint64_t value_id;   /* value_point_id() of value_point */
    GPtrArray *variants; /* StepVariant *, maybe empty */
    GPtrArray *assets; /* StepAsset *, attached ones first, each key once of a kind; maybe empty */
    StepTemplates templates;
} Step;

typedef struct {
    char *name, *goal, *ruleset;
    GPtrArray *steps;  /* Step * */
    bool links_assets; /* some step has {{asset.KEY}} */
} Sequence;

typedef struct {
    int line;      /* 1.., 0 when it concerns the whole file */
    bool is_error; /* false: a warning, e.g. "5 touches; the floor of 7 adds 2 calls" */
    char *message;
} SequenceProblem;

#define SEQUENCE_MAX_BYTES (1024 * 1024)
#define SEQUENCE_MAX_STEPS 100
#define SEQUENCE_MAX_ATTACHED 5

/* Reads a YAML text. On wrong YAML or a wrong step returns NULL with every problem found in
 * `problems` (GPtrArray of SequenceProblem *, from sequence_problems_new(), in line order) and
 * error INVALID holding the first with file name and line. Warnings are also appended when it
 * succeeds.
 *
 * Checks: unknown keys (with the nearest known one), unknown channel, days that go backwards, two
 * touches on one channel and day, automatic on a human channel, an automatic mail without subject
 * (unless reply_to_previous) or body, templates that do not compile, bad dates, empty steps, files
 * attached to anything but mail, an asset that two mails give. Whether an asset is there is asked
 * by app/asset_check.h.
 * Limits: 1 MiB, 100 steps, no aliases. "cadence:" is accepted for "sequence:". */
Sequence *sequence_read(const char *file_name, const char *yaml, gsize length, GPtrArray *problems,
                        GError **error);
void sequence_free(Sequence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sequence, sequence_free)

GPtrArray *sequence_problems_new(void);
void sequence_problem_add(GPtrArray *problems, int line, bool is_error, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* A value point's key as a number, the same everywhere; 0 for NULL and "". */
uint64_t value_point_id(const char *key);

/* "day 3", "2 business days after the touch before"; as people say it. Free with g_free(). */
char *step_say_timing(const Step *step);

/* {"name","goal","ruleset","steps":[{"step","day"|"after"|"on","within","channel","automatic",
 * "objective","value_point","subject","body","script","reply_to_previous","attach":[key],
 * "variants"}]} */
json_t *sequence_to_json(const Sequence *self);
