/* A YAML tree against a libcyaml schema: what libcyaml would refuse, all of it, with lines. */
#include <string.h>

#include "core/sequence.h"
#include "core/yaml_tree.h"
#include "text/near.h"

static int
index_of(const YamlTree *self, const char *key)
{
    for (guint i = 0; i < self->keys->len; i++)
        if (strcmp(((const YamlTree *)g_ptr_array_index(self->keys, i))->text, key) == 0)
            return (int)i;
    return -1;
}

/* The known key that was meant; NULL when none is near. */
static const char *
nearest_key(const char *word, const cyaml_schema_field_t *fields)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();

    for (const cyaml_schema_field_t *field = fields; field->key != NULL; field++)
        g_ptr_array_add(known, (char *)field->key);
    return near_word(word, known);
}

static void
report_unknown_key(const YamlTree *key, const cyaml_schema_field_t *fields, const char *what,
                   GPtrArray *problems)
{
    const char *nearest = nearest_key(key->text, fields);
    g_autoptr(GString) known = g_string_new(NULL);

    if (nearest != NULL) {
        sequence_problem_add(problems, key->line, true,
                             "%s: \"%.40s\" is not known; did you mean \"%s\"?", what, key->text,
                             nearest);
        return;
    }
    for (const cyaml_schema_field_t *field = fields; field->key != NULL; field++)
        g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "", field->key);
    sequence_problem_add(problems, key->line, true, "%s: \"%.40s\" is not known; it can have %s",
                         what, key->text, known->str);
}

/* A key that is there with a slip in it is not missing too. */
static bool
is_misspelt(const YamlTree *self, const cyaml_schema_field_t *fields, const char *name)
{
    for (guint i = 0; i < self->keys->len; i++) {
        const YamlTree *key = g_ptr_array_index(self->keys, i);
        if (g_strcmp0(nearest_key(key->text, fields), name) == 0)
            return true;
    }
    return false;
}

/* Decimal only: libcyaml would take 010 for eight. */
static bool
is_whole_number(const char *text)
{
    const char *digits = text + (*text == '-');
    gsize length = strspn(digits, "0123456789");

    return length > 0 && length < 10 && digits[length] == '\0' && (length == 1 || *digits != '0');
}

static bool
is_yes_or_no(const char *text)
{
    static const char *const WORDS[] = { "true", "false", "yes", "no", "on", "off", NULL };

    return g_strv_contains(WORDS, text);
}

static void
check_text(const YamlTree *self, const cyaml_schema_value_t *schema, const char *what,
           GPtrArray *problems)
{
    g_autoptr(GString) words = NULL;

    switch (schema->type) {
    case CYAML_INT:
        if (!is_whole_number(self->text))
            sequence_problem_add(problems, self->line, true, "%s: \"%.40s\" is no whole number",
                                 what, self->text);
        return;
    case CYAML_BOOL:
        if (!is_yes_or_no(self->text))
            sequence_problem_add(problems, self->line, true, "%s: \"%.40s\"; write true or false",
                                 what, self->text);
        return;
    case CYAML_ENUM:
        words = g_string_new(NULL);
        for (uint32_t i = 0; i < schema->enumeration.count; i++) {
            if (strcmp(schema->enumeration.strings[i].str, self->text) == 0)
                return;
            g_string_append_printf(words, "%s%s", i > 0 ? ", " : "",
                                   schema->enumeration.strings[i].str);
        }
        sequence_problem_add(problems, self->line, true, "%s: \"%.40s\" is not one of %s", what,
                             self->text, words->str);
        return;
    default:
        if (strlen(self->text) > schema->string.max)
            sequence_problem_add(problems, self->line, true, "%s: longer than %u bytes", what,
                                 schema->string.max);
    }
}

static void
check_map(const YamlTree *self, const cyaml_schema_value_t *schema, const char *what,
          GPtrArray *problems)
{
    const cyaml_schema_field_t *fields = schema->mapping.fields;

    for (guint i = 0; i < self->keys->len; i++) {
        const YamlTree *key = g_ptr_array_index(self->keys, i);
        const cyaml_schema_field_t *field = fields;
        while (field->key != NULL && strcmp(field->key, key->text) != 0)
            field++;
        if (field->key == NULL) {
            report_unknown_key(key, fields, what, problems);
            continue;
        }
        if (index_of(self, key->text) != (int)i) {
            sequence_problem_add(problems, key->line, true, "%s: \"%s\" is there twice", what,
                                 key->text);
            continue;
        }
        g_autofree char *place = g_strdup_printf("%s: %s", what, field->key);
        yaml_tree_check(g_ptr_array_index(self->items, i), &field->value, place, problems);
    }
    for (const cyaml_schema_field_t *field = fields; field->key != NULL; field++)
        if ((field->value.flags & CYAML_FLAG_OPTIONAL) == 0 && index_of(self, field->key) < 0 &&
            !is_misspelt(self, fields, field->key))
            sequence_problem_add(problems, self->line, true, "%s: \"%s\" is missing", what,
                                 field->key);
}

static void
check_list(const YamlTree *self, const cyaml_schema_value_t *schema, const char *what,
           GPtrArray *problems)
{
    /* "sequence: steps" has items "step 1", "step 2": the words of the file without its plural. */
    const char *colon = strrchr(what, ' ');
    const char *plural = colon != NULL ? colon + 1 : what;
    int singular = (int)strlen(plural) - g_str_has_suffix(plural, "s");

    if (self->items->len < schema->sequence.min)
        sequence_problem_add(problems, self->line, true, "%s: there is none", what);
    if (self->items->len > schema->sequence.max) {
        sequence_problem_add(problems, self->line, true, "%s: %u are too many, %u at most", what,
                             self->items->len, schema->sequence.max);
        return;
    }
    for (guint i = 0; i < self->items->len; i++) {
        g_autofree char *place = g_strdup_printf("%.*s %u", singular, plural, i + 1);
        yaml_tree_check(g_ptr_array_index(self->items, i), schema->sequence.entry, place, problems);
    }
}

void
yaml_tree_check(const YamlTree *self, const cyaml_schema_value_t *schema, const char *what,
                GPtrArray *problems)
{
    YamlKind expected = schema->type == CYAML_MAPPING    ? YAML_MAP
                        : schema->type == CYAML_SEQUENCE ? YAML_LIST
                                                         : YAML_TEXT;
    static const char *const HINTS[] = {
        [YAML_TEXT] = "expected a text; put one that begins with { or [ in quotes",
        [YAML_LIST] = "expected a list, each entry beginning with \"- \"",
        [YAML_MAP] = "expected lines of \"key: value\"",
    };

    if (self->kind != expected)
        sequence_problem_add(problems, self->line, true, "%s: %s", what, HINTS[expected]);
    else if (expected == YAML_MAP)
        check_map(self, schema, what, problems);
    else if (expected == YAML_LIST)
        check_list(self, schema, what, problems);
    else
        check_text(self, schema, what, problems);
}
