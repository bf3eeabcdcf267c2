/* Tables for people, JSON for programs. */
#include "cli/print.h"

#include <stdio.h>
#include <string.h>

#include "cli/command.h"

#define MAX_COLUMNS 10
#define MAX_WIDTH 44
#define LAST_WIDTH 200 /* of the last column, which has the rest of the line */
#define TABLE_ROWS 500 /* a longer list is printed in tables of this many rows */

struct Printer {
    const Operation *operation;
    bool as_json;
    GPtrArray *rows; /* json_t * */
};

/* What a person reads of an item: the text itself, or that of a reason. NULL: nothing. */
static const char *
item_text(const json_t *item)
{
    return json_is_string(item) ? json_string_value(item) : json_text(item, "text", NULL);
}

static char *
join_items(const json_t *list)
{
    const char *between = json_is_string(json_array_get(list, 0)) ? ", " : " ";
    g_autoptr(GString) joined = g_string_new(NULL);

    for (gsize i = 0; i < json_array_size(list); i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? between : "",
                               item_text(json_array_get(list, i)));
    return g_string_free(g_steal_pointer(&joined), FALSE);
}

static bool
is_readable(const json_t *list)
{
    for (gsize i = 0; i < json_array_size(list); i++)
        if (item_text(json_array_get(list, i)) == NULL)
            return false;
    return json_array_size(list) > 0;
}

static char *
value_text(const json_t *value)
{
    if (value == NULL || json_is_null(value))
        return g_strdup("");
    if (json_is_string(value))
        return g_strdup(json_string_value(value));
    if (json_is_boolean(value))
        return g_strdup(json_is_true(value) ? "yes" : "no");
    if (json_is_array(value) && is_readable(value))
        return join_items(value);
    char *line = json_line(value), *copy = g_strdup(line);
    free(line);
    return copy;
}

void
print_object(const json_t *object, bool as_json)
{
    const char *key;
    json_t *value;

    if (as_json) {
        char *line = json_line(object);
        puts(line);
        free(line);
        return;
    }
    json_object_foreach((json_t *)object, key, value)
    {
        gsize index;
        json_t *item;
        if (json_is_array(value) && json_is_object(json_array_get(value, 0))) {
            printf("%s:\n", key);
            json_array_foreach(value, index, item)
            {
                g_autofree char *text = value_text(item);
                printf("  %s\n", text);
            }
            continue;
        }
        g_autofree char *text = value_text(value);
        printf("%s: %s\n", key, text);
    }
}

void
print_said(const Operation *operation, const json_t *result)
{
    g_autofree char *text = operation->say(result);

    fputs(text, stdout);
}

Printer *
printer_new(const Operation *operation, bool as_json)
{
    Printer *self = g_new0(Printer, 1);
    self->operation = operation;
    self->as_json = as_json;
    self->rows = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref);
    return self;
}

static GStrv
choose_columns(const Printer *self)
{
    const json_t *first = g_ptr_array_index(self->rows, 0);
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    const char *key;
    json_t *value;
    int count = 0;

    if (self->operation->columns != NULL)
        return g_strsplit(self->operation->columns, " ", -1);
    json_object_foreach((json_t *)first, key,
                        value) if (!json_is_object(value) && count++ < MAX_COLUMNS)
        g_strv_builder_add(builder, key);
    return g_strv_builder_end(builder);
}

/* One cell: a single line, at most `most` characters. */
static char *
cell(const json_t *row, const char *column, glong most)
{
    char *text = value_text(json_object_get(row, column));

    g_strdelimit(text, "\r\n\t", ' ');
    if (g_utf8_strlen(text, -1) > most) {
        g_autofree char *whole = text;
        g_autofree char *cut = g_utf8_substring(whole, 0, most - 1);
        text = g_strconcat(cut, "…", NULL);
    }
    return text;
}

static void
print_cell(const char *text, glong width, bool last)
{
    fputs(text, stdout);
    if (!last)
        for (glong i = g_utf8_strlen(text, -1); i < width + 2; i++)
            putchar(' ');
}

static void
print_table(Printer *self)
{
    if (self->rows->len == 0)
        return;
    g_auto(GStrv) columns = choose_columns(self);
    guint count = g_strv_length(columns);
    g_autofree glong *widths = g_new0(glong, count);

    for (guint c = 0; c < count; c++) {
        widths[c] = g_utf8_strlen(columns[c], -1);
        for (guint r = 0; r < self->rows->len; r++) {
            g_autofree char *text = cell(g_ptr_array_index(self->rows, r), columns[c], MAX_WIDTH);
            widths[c] = MAX(widths[c], g_utf8_strlen(text, -1));
        }
    }
    for (guint c = 0; c < count; c++)
        print_cell(columns[c], widths[c], c + 1 == count);
    putchar('\n');
    for (guint r = 0; r < self->rows->len; r++) {
        for (guint c = 0; c < count; c++) {
            glong most = c + 1 == count ? LAST_WIDTH : MAX_WIDTH;
            g_autofree char *text = cell(g_ptr_array_index(self->rows, r), columns[c], most);
            print_cell(text, widths[c], c + 1 == count);
        }
        putchar('\n');
    }
    g_ptr_array_set_size(self->rows, 0);
}

bool
printer_row(json_t *row, void *data)
{
    Printer *self = data;

    if (json_is_string(row)) {
        puts(json_string_value(row));
        return !ferror(stdout);
    }
    if (self->as_json) {
        print_object(row, true);
        return !ferror(stdout);
    }
    g_ptr_array_add(self->rows, json_incref(row));
    if (self->rows->len >= TABLE_ROWS)
        print_table(self);
    return !ferror(stdout);
}

void
printer_free(Printer *self)
{
    if (self == NULL)
        return;
    print_table(self);
    g_ptr_array_unref(self->rows);
    g_free(self);
}

static void
print_params(const Operation *operation)
{
    for (const OperationParam *param = operation->params; param != NULL && param->name != NULL;
         param++) {
        g_autofree char *dashed = g_strdelimit(g_strdup(param->name), "_", '-');
        const char *hint = param->value_hint != NULL ? param->value_hint : "";
        bool positional =
            param->place == PARAM_POSITIONAL || param->place == PARAM_POSITIONAL_OPTIONAL;
        g_autofree char *form =
            positional ? g_strdup(hint) : g_strdup_printf("--%s %s", dashed, hint);
        printf("  %-28s %s%s%s%s\n", form, param->summary,
               param->place == PARAM_REQUIRED || param->place == PARAM_POSITIONAL ? " (needed)"
                                                                                  : "",
               param->choices != NULL ? ": " : "", param->choices != NULL ? param->choices : "");
    }
}

static void
print_one(const Operation *operation)
{
    printf("seventh %s", operation->verb);
    for (const OperationParam *param = operation->params; param != NULL && param->name != NULL;
         param++) {
        if (param->place == PARAM_POSITIONAL)
            printf(" %s", param->value_hint);
        else if (param->place == PARAM_POSITIONAL_OPTIONAL)
            printf(" [%s]", param->value_hint);
    }
    printf(" [options]\n\n%s.\n\n", operation->summary);
    print_params(operation);
}

void
print_help(const Operation *operation)
{
    if (operation != NULL) {
        print_one(operation);
        return;
    }
    puts("seventh [--db URL] [--json] [--now INSTANT] [--no-input] COMMAND ...\n\n"
         "A follow-up engine for people who sell: polite, professional persistence.\n");
    for (gsize i = 0; COMMANDS[i].name != NULL; i++)
        printf("  %-20s %s\n", COMMANDS[i].name, COMMANDS[i].summary);
    for (gsize i = 0; i < OPERATION_COUNT; i++)
        printf("  %-20s %s\n", OPERATIONS[i]->verb, OPERATIONS[i]->summary);
    puts("\n  --db URL             sqlite:PATH (sqlite:./seventh.db, or SEVENTH_DB) or "
         "postgresql://...\n"
         "  --json               JSON on stdout: one object, or one a line for lists\n"
         "  --now INSTANT        let the whole command see this as the present (RFC 3339)\n"
         "  --no-input           never ask; fail instead\n\n"
         "`seventh COMMAND --help` shows a command's options. Exit status: 0 ok, 1 error, 2 wrong\n"
         "usage, 3 findings, 75 try again later.");
}
