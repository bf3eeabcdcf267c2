/* The assets that steps name, gathered and checked as far as the file alone can tell. */
#include <string.h>

#include "core/sequence_parts.h"

#define PREFIX "asset."

static bool
names_already(const Step *step, const char *key, bool attached)
{
    for (guint i = 0; i < step->assets->len; i++) {
        const StepAsset *asset = g_ptr_array_index(step->assets, i);
        if (asset->attached == attached && strcmp(asset->key, key) == 0)
            return true;
    }
    return false;
}

void
step_asset_add(Step *step, const char *key, int line, bool attached)
{
    StepAsset *asset = g_new(StepAsset, 1);

    if (names_already(step, key, attached)) {
        g_free(asset);
        return;
    }
    *asset = (StepAsset){ .key = g_strdup(key), .line = line, .attached = attached };
    g_ptr_array_add(step->assets, asset);
}

static void
add_links(Step *step, const Template *template, int line)
{
    if (template == NULL)
        return;
    g_autoptr(GPtrArray) fields = template_fields(template);
    for (guint i = 0; i < fields->len; i++) {
        const char *field = g_ptr_array_index(fields, i);
        if (g_str_has_prefix(field, PREFIX))
            step_asset_add(step, field + strlen(PREFIX), line, false);
    }
}

static void
add_all_links(Step *step, const YamlTree *lines)
{
    const YamlTree *variants = yaml_tree_get(lines, "variants");

    add_links(step, step->templates.subject, yaml_tree_line(lines, "subject"));
    add_links(step, step->templates.body, yaml_tree_line(lines, "body"));
    add_links(step, step->templates.script, yaml_tree_line(lines, "script"));
    for (guint i = 0; i < step->variants->len; i++) {
        const StepVariant *variant = g_ptr_array_index(step->variants, i);
        const YamlTree *own = yaml_tree_item(variants, i);
        add_links(step, variant->templates.subject, yaml_tree_line(own, "subject"));
        add_links(step, variant->templates.body, yaml_tree_line(own, "body"));
    }
}

static void
check_channel(const Step *step, int line, GPtrArray *problems)
{
    if (step->channel != CHANNEL_EMAIL && step->assets->len > 0 &&
        ((const StepAsset *)g_ptr_array_index(step->assets, 0))->attached)
        sequence_problem_add(problems, line, true, "step %d: a %s carries no file; only mail does",
                             step->number, channel_kind_say(step->channel));
}

/* Nobody gets a file twice by itself: the second mail would be held for everybody. */
static void
check_again(const Sequence *sequence, const Step *step, GPtrArray *problems)
{
    for (guint i = 0; i < step->assets->len; i++) {
        const StepAsset *asset = g_ptr_array_index(step->assets, i);
        for (int k = 0; asset->attached && k < step->number - 1; k++) {
            const Step *before = g_ptr_array_index(sequence->steps, k);
            if (!names_already(before, asset->key, true))
                continue;
            sequence_problem_add(problems, asset->line, false,
                                 "step %d: step %d already sends \"%s\"; whoever got it there has "
                                 "this mail held",
                                 step->number, before->number, asset->key);
            break;
        }
    }
}

void
sequence_assets(Sequence *self, const YamlTree *file, GPtrArray *problems)
{
    const YamlTree *steps = yaml_tree_get(file, "steps");

    for (guint i = 0; i < self->steps->len; i++) {
        Step *step = g_ptr_array_index(self->steps, i);
        const YamlTree *lines = yaml_tree_item(steps, i);
        guint attached = step->assets->len;
        check_channel(step, yaml_tree_line(lines, "attach"), problems);
        check_again(self, step, problems);
        add_all_links(step, lines);
        self->links_assets = self->links_assets || step->assets->len > attached;
    }
}
