/* A file of rules, YAML or JSON (which is YAML too), to JSON and a table of lines. */
#include <string.h>

#include "base/error.h"
#include "core/ruleset.h"
#include "core/sequence.h"
#include "core/yaml_tree.h"

static json_t *
scalar_to_json(const char *text)
{
    char *end;
    gint64 number = g_ascii_strtoll(text, &end, 10);

    if (text[0] == '\0' || strcmp(text, "null") == 0 || strcmp(text, "~") == 0)
        return json_null();
    return *end == '\0' ? json_integer(number) : json_string(text);
}

typedef struct {
    const char *file;
    GHashTable *lines;
    GError **error;
    bool failed;
} Reader;

/* Two lines for one rule would contradict each other in silence. */
static void
note_line(Reader *self, char *path, int line)
{
    int before = GPOINTER_TO_INT(g_hash_table_lookup(self->lines, path));

    if (before > 0 && !self->failed)
        self->failed = !error_set(self->error, SEVENTH_ERROR_INVALID,
                                  "%s, lines %d and %d: %s stands there twice: keep one of them",
                                  self->file, before, line, path);
    g_hash_table_replace(self->lines, path, GINT_TO_POINTER(line));
}

/* `place` is the dotted path of `tree`, "" at the top. */
static json_t *
tree_to_json(Reader *self, const YamlTree *tree, const char *place)
{
    json_t *value;

    if (tree->kind == YAML_TEXT)
        return scalar_to_json(tree->text);
    value = tree->kind == YAML_MAP ? json_object() : json_array();
    for (guint i = 0; i < tree->items->len; i++) {
        const YamlTree *item = g_ptr_array_index(tree->items, i);
        if (tree->kind == YAML_LIST) {
            json_array_append_new(value, tree_to_json(self, item, place));
            continue;
        }
        const YamlTree *key = g_ptr_array_index(tree->keys, i);
        char *path = g_strconcat(place, place[0] != '\0' ? "." : "", key->text, NULL);
        json_object_set_new(value, key->text, tree_to_json(self, item, path));
        note_line(self, path, key->line);
    }
    return value;
}

/* Nothing but blank lines and comments: no overrides. */
static bool
is_blank(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        const char *begin = g_strstrip(*line);
        if (begin[0] != '\0' && begin[0] != '#')
            return false;
    }
    return true;
}

json_t *
ruleset_overrides_read(const char *file, const char *text, gsize length, GHashTable **ret_lines,
                       GError **error)
{
    g_autoptr(GPtrArray) problems = sequence_problems_new();
    g_autoptr(YamlTree) tree = NULL;
    g_autoptr(json_t) overrides = NULL;

    *ret_lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (is_blank(text))
        return json_object();
    tree = yaml_tree_read(text, length, problems);
    if (tree == NULL) {
        const SequenceProblem *problem = g_ptr_array_index(problems, 0);
        error_set(error, SEVENTH_ERROR_INVALID, "%s:%d: %s", file, problem->line, problem->message);
    } else if (tree->kind != YAML_MAP) {
        error_set(error, SEVENTH_ERROR_INVALID,
                  "%s:%d: expected rules, a line each, such as \"floor_attempts: 6\"", file,
                  tree->line);
    } else {
        Reader reader = { file, *ret_lines, error, false };
        overrides = tree_to_json(&reader, tree, "");
        if (!reader.failed)
            return g_steal_pointer(&overrides);
    }
    g_clear_pointer(ret_lines, g_hash_table_unref);
    return NULL;
}
