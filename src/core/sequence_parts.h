/* What the files of the sequence reader share: the raw file as libcyaml fills it, and the parts of
 * a Sequence. Not for other rooms. */
#pragma once

#include "core/sequence.h"
#include "core/yaml_tree.h"

typedef struct {
    char *name, *subject, *body;
} RawVariant;

typedef struct {
    int *day;
    char *after, *on, *within;
    ChannelKind channel;
    bool automatic, reply_to_previous;
    char *objective, *value_point, *subject, *body, *script;
    char **attach;
    unsigned attach_count;
    RawVariant *variants;
    unsigned variants_count;
} RawStep;

typedef struct {
    char *sequence, *cadence, *goal, *ruleset;
    RawStep *steps;
    unsigned steps_count;
} RawSequence;

void step_variant_free(StepVariant *self);
void step_free(Step *self);

/* Checks that need more than the schema: how the steps of a sequence go together. `file` gives the
 * lines. */
void sequence_check(Sequence *self, const YamlTree *file, GPtrArray *problems);
/* The assets a step names: what it attaches, and what its templates link. After sequence_check(),
 * which compiles them. */
void sequence_assets(Sequence *self, const YamlTree *file, GPtrArray *problems);
void step_asset_add(Step *self, const char *key, int line, bool attached);
/* What the steps say, as lint sees it (core/lint.h), and what they promise: warnings with the line
 * of the text. */
void sequence_lint(const Sequence *self, const YamlTree *file, GPtrArray *problems);
