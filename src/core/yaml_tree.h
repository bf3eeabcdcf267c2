/* YAML as a tree that remembers lines.
 *
 * libcyaml turns YAML into structs by a schema, but stops at the first problem and keeps no line
 * numbers. So a file is read in two steps: this tree (libyaml's events) is checked against the very
 * schema libcyaml will use, and finds every unknown key, missing key and wrong type with its line;
 * then libcyaml fills the structs, and checks that need more than a schema ask the tree for lines.
 *
 * Limits: nesting of 8 levels, no anchors or aliases, one document. */
#pragma once

#include <cyaml/cyaml.h>
#include <glib.h>
#include <stdbool.h>

typedef enum { YAML_TEXT, YAML_LIST, YAML_MAP } YamlKind;

typedef struct {
    YamlKind kind;
    int line;         /* 1.. */
    char *text;       /* YAML_TEXT */
    GPtrArray *keys;  /* YAML_MAP: YamlTree * of kind YAML_TEXT, as long as items */
    GPtrArray *items; /* YAML_LIST, YAML_MAP: YamlTree * */
} YamlTree;

/* Reads the one document of a text. NULL when it is no YAML or breaks a limit, with the problem
 * appended to `problems` (sequence_problems_new()). */
YamlTree *yaml_tree_read(const char *text, gsize length, GPtrArray *problems);
void yaml_tree_free(YamlTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(YamlTree, yaml_tree_free)

/* Appends a problem for everything libcyaml would refuse, and for unknown keys with the nearest
 * known one. `what` names the thing in messages ("step 3"). */
void yaml_tree_check(const YamlTree *self, const cyaml_schema_value_t *schema, const char *what,
                     GPtrArray *problems);

/* The value of a key of a map, or an item of a list; NULL when absent. */
const YamlTree *yaml_tree_get(const YamlTree *self, const char *key);
const YamlTree *yaml_tree_item(const YamlTree *self, guint index);
/* The line of a key of a map; the map's own when absent. */
int yaml_tree_line(const YamlTree *self, const char *key);
