/* libyaml's events to a tree. */
#include "core/yaml_tree.h"

#include <string.h>
#include <yaml.h>

#include "core/sequence.h"

#define MAX_DEPTH 8

void
yaml_tree_free(YamlTree *self)
{
    if (self == NULL)
        return;
    g_free(self->text);
    g_clear_pointer(&self->keys, g_ptr_array_unref);
    g_clear_pointer(&self->items, g_ptr_array_unref);
    g_free(self);
}

static void
free_item(gpointer item)
{
    yaml_tree_free(item);
}

static YamlTree *
tree_new(YamlKind kind, int line)
{
    YamlTree *self = g_new0(YamlTree, 1);

    self->kind = kind;
    self->line = line;
    if (kind != YAML_TEXT)
        self->items = g_ptr_array_new_with_free_func(free_item);
    if (kind == YAML_MAP)
        self->keys = g_ptr_array_new_with_free_func(free_item);
    return self;
}

typedef struct {
    yaml_parser_t parser;
    GPtrArray *problems;
} Reader;

static bool
refuse(const Reader *self, int line, const char *message)
{
    sequence_problem_add(self->problems, line, true, "%s", message);
    return false;
}

static bool
next_event(Reader *self, yaml_event_t *ret_event)
{
    const yaml_parser_t *parser = &self->parser;

    if (yaml_parser_parse(&self->parser, ret_event))
        return true;
    if (parser->error == YAML_READER_ERROR) {
        sequence_problem_add(self->problems, (int)parser->mark.line + 1, true,
                             "not readable as UTF-8 text: %s", parser->problem);
        return false;
    }
    sequence_problem_add(self->problems, (int)parser->problem_mark.line + 1, true,
                         "not valid YAML (column %d): %s; often an indentation or a missing quote",
                         (int)parser->problem_mark.column + 1, parser->problem);
    return false;
}

static YamlTree *read_value(Reader *self, yaml_event_t *event, int depth);

static YamlTree *
read_scalar(const Reader *self, const yaml_event_t *event, int line)
{
    const char *text = (const char *)event->data.scalar.value;
    YamlTree *tree;

    if (strlen(text) != event->data.scalar.length) {
        refuse(self, line, "a text must not contain a NUL character");
        return NULL;
    }
    tree = tree_new(YAML_TEXT, line);
    tree->text = g_strdup(text);
    return tree;
}

/* Reads the items of a list or a map up to its end event. */
static bool
read_items(Reader *self, YamlTree *tree, yaml_event_type_t end, int depth)
{
    for (;;) {
        yaml_event_t event;
        YamlTree *item;
        bool is_key = tree->kind == YAML_MAP && tree->keys->len == tree->items->len;
        if (!next_event(self, &event))
            return false;
        if (event.type == end) {
            yaml_event_delete(&event);
            return true;
        }
        item = read_value(self, &event, depth + 1);
        if (item == NULL)
            return false;
        g_ptr_array_add(is_key ? tree->keys : tree->items, item);
        if (is_key && item->kind != YAML_TEXT)
            return refuse(self, item->line,
                          "a key must be plain text; put a text that begins with { or [ in quotes");
    }
}

/* Takes over the event. */
static YamlTree *
read_value(Reader *self, yaml_event_t *event, int depth)
{
    int line = (int)event->start_mark.line + 1;
    yaml_event_type_t type = event->type;
    bool anchored =
        (type == YAML_SCALAR_EVENT && event->data.scalar.anchor != NULL) ||
        (type == YAML_SEQUENCE_START_EVENT && event->data.sequence_start.anchor != NULL) ||
        (type == YAML_MAPPING_START_EVENT && event->data.mapping_start.anchor != NULL);
    g_autoptr(YamlTree) tree = NULL;
    bool ok = true;

    if (type == YAML_ALIAS_EVENT || anchored)
        ok = refuse(self, line, "anchors and aliases (& and *) are not supported: write it out");
    else if (depth > MAX_DEPTH)
        ok = refuse(self, line, "nested too deeply");
    else if (type == YAML_SCALAR_EVENT)
        tree = read_scalar(self, event, line);
    else if (type == YAML_SEQUENCE_START_EVENT)
        tree = tree_new(YAML_LIST, line);
    else if (type == YAML_MAPPING_START_EVENT)
        tree = tree_new(YAML_MAP, line);
    else
        ok = refuse(self, line, "the file is empty; it begins with \"sequence: NAME\"");
    yaml_event_delete(event);
    if (ok && tree != NULL && tree->kind != YAML_TEXT)
        ok = read_items(self, tree,
                        tree->kind == YAML_LIST ? YAML_SEQUENCE_END_EVENT : YAML_MAPPING_END_EVENT,
                        depth);
    return ok ? g_steal_pointer(&tree) : NULL;
}

static YamlTree *
read_document(Reader *self)
{
    g_autoptr(YamlTree) tree = NULL;
    yaml_event_t event;

    do { /* stream start, document start */
        if (!next_event(self, &event))
            return NULL;
        if (event.type == YAML_STREAM_START_EVENT || event.type == YAML_DOCUMENT_START_EVENT)
            yaml_event_delete(&event);
        else
            break;
    } while (true);
    tree = read_value(self, &event, 1);
    if (tree == NULL)
        return NULL;
    for (bool more = true; more;) { /* document end, stream end */
        if (!next_event(self, &event))
            return NULL;
        if (event.type == YAML_DOCUMENT_START_EVENT) {
            refuse(self, (int)event.start_mark.line + 1,
                   "a second document begins here (---): one sequence a file");
            yaml_event_delete(&event);
            return NULL;
        }
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    return g_steal_pointer(&tree);
}

YamlTree *
yaml_tree_read(const char *text, gsize length, GPtrArray *problems)
{
    Reader reader = { .problems = problems };
    YamlTree *tree;

    if (!yaml_parser_initialize(&reader.parser))
        g_error("out of memory");
    yaml_parser_set_input_string(&reader.parser, (const unsigned char *)text, length);
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
    tree = read_document(&reader);
    yaml_parser_delete(&reader.parser);
    return tree;
}

static int
index_of(const YamlTree *self, const char *key)
{
    for (guint i = 0; self->kind == YAML_MAP && i < self->keys->len; i++) {
        const YamlTree *known = g_ptr_array_index(self->keys, i);
        if (strcmp(known->text, key) == 0)
            return (int)i;
    }
    return -1;
}

const YamlTree *
yaml_tree_get(const YamlTree *self, const char *key)
{
    int index = index_of(self, key);

    return index >= 0 ? g_ptr_array_index(self->items, index) : NULL;
}

const YamlTree *
yaml_tree_item(const YamlTree *self, guint index)
{
    return self->kind != YAML_TEXT && index < self->items->len
               ? g_ptr_array_index(self->items, index)
               : NULL;
}

int
yaml_tree_line(const YamlTree *self, const char *key)
{
    int index = index_of(self, key);

    return index >= 0 ? ((const YamlTree *)g_ptr_array_index(self->keys, index))->line : self->line;
}
