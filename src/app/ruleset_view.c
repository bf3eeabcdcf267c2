/* Rules as rows. */
#include "app/ruleset_view.h"

#include <string.h>

static const char *
kind_name(RuleKind kind)
{
    static const char *const NAMES[] = { "number",  "by_channel", "choice", "states",
                                         "windows", "week",       "fixed" };
    return NAMES[kind];
}

/* As one would type it in a file: 7, switch, {"sms": 72}. */
static char *
typed(const json_t *value)
{
    char *line, *copy;

    if (json_is_string(value))
        return g_strdup(json_string_value(value));
    line = json_line(value);
    copy = g_strdup(line);
    free(line);
    return copy;
}

static json_t *
choices_of(const Rule *rule, const char *chosen)
{
    json_t *list = json_array();

    for (const char *const *name = rule->choices; *name != NULL; name++)
        json_array_append_new(
            list, json_pack("{s:s, s:b}", "name", *name, "chosen", strcmp(*name, chosen) == 0));
    return list;
}

json_t *
rule_view(const Rule *rule, const Ruleset *ruleset, const json_t *overrides)
{
    g_autofree char *value = rule_say_value(rule, ruleset);
    g_autofree char *otherwise = rule_say_value(rule, NULL), *says = rule_say(rule);
    const json_t *own = overrides != NULL ? json_object_get(overrides, rule->key) : NULL;
    json_t *row = json_object();

    json_set_text(row, "rule", rule->key);
    json_set_text(row, "group", rule->group);
    json_set_text(row, "kind", kind_name(rule->kind));
    json_set_text(row, "value", value);
    json_set_text(row, "default", otherwise);
    json_set_bool(row, "own", own != NULL);
    if (own != NULL) {
        g_autofree char *text = typed(own);
        json_set_text(row, "text", text);
    } else {
        json_set_text(row, "text", NULL);
    }
    json_set_text(row, "unit", rule->unit);
    json_set_int(row, "least", rule->least);
    json_set_int(row, "most", rule->most);
    if (rule->choices != NULL)
        json_object_set_new(row, "choices", choices_of(rule, value));
    json_set_text(row, "asks", rule->asks);
    json_set_text(row, "source", rule_source_say(rule->source));
    json_set_text(row, "because", rule->because);
    json_set_text(row, "says", says);
    return row;
}
