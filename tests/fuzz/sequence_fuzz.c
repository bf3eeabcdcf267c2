/* Sequence files: whatever is read can be written as JSON and planned; whatever is not says why,
 * and libcyaml never refuses what the check with lines let through. */
#include "fuzz.h"

#include "core/planner.h"

static bool
count_touch(const Plan *plan, void *data)
{
    g_assert_cmpint(plan->due_from_us, <, plan->due_until_us);
    ++*(int *)data;
    return true;
}

/* Plans the sequence for someone who never answers. */
static void
plan(const Sequence *sequence)
{
    Attempt scratch[20];
    Ruleset ruleset;
    int touches = 0;

    ruleset_default(&ruleset);
    PlannerInput input = { .ruleset = &ruleset,
                           .sequence = sequence,
                           .zone = zone_utc(),
                           .active = true,
                           .answered_us = INSTANT_NONE,
                           .paused_until_us = INSTANT_NONE };
    planner_ahead(&input, INT64_MAX, scratch, G_N_ELEMENTS(scratch), count_touch, &touches);
    g_assert_cmpint(touches, >, 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GPtrArray) problems = sequence_problems_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Sequence) sequence =
        sequence_read("fuzz.yaml", (const char *)data, size, problems, &error);

    g_assert((sequence == NULL) == (error != NULL));
    for (guint i = 0; i < problems->len; i++)
        g_assert_false(g_str_has_prefix(
            ((SequenceProblem *)g_ptr_array_index(problems, i))->message, "not readable:"));
    if (sequence == NULL)
        return 0;
    g_autoptr(json_t) object = sequence_to_json(sequence);
    g_assert_nonnull(object);
    plan(sequence);
    return 0;
}
