/* Tables for people, JSON for programs. */
#include "cli/print.h"

#include <errno.h>
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
    json_t *rows; /* of the table under way */
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
    if (json_is_real(value))
        return g_strdup_printf("%.4g", json_real_value(value));
    if (json_is_array(value) && json_array_size(value) == 0)
        return g_strdup("none");
    if (json_is_array(value) && is_readable(value))
        return join_items(value);
    char *line = json_line(value), *copy = g_strdup(line);
    free(line);
    return copy;
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
    self->rows = json_array();
    return self;
}

static bool
fits_cell(const json_t *value)
{
    if (json_is_string(value))
        return json_string_length(value) > 0;
    if (json_is_array(value))
        return is_readable(value);
    return value != NULL && !json_is_null(value) && !json_is_object(value);
}

/* The names under which any row has something to show, in the order they are met. */
static GStrv
choose_columns(const json_t *rows)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    size_t index;
    json_t *row, *value;
    const char *key;

    json_array_foreach((json_t *)rows, index, row)
    {
        json_object_foreach(row, key, value)
        {
            if (names->len < MAX_COLUMNS && fits_cell(value) &&
                !g_ptr_array_find_with_equal_func(names, key, g_str_equal, NULL))
                g_ptr_array_add(names, g_strdup(key));
        }
    }
    g_ptr_array_add(names, NULL);
    return (GStrv)g_ptr_array_free(g_steal_pointer(&names), FALSE);
}

/* One cell: a single line, at most `most` characters. */
static char *
cell(const json_t *row, const char *column, glong most)
{
    char *text = g_strchomp(value_text(json_object_get(row, column)));

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

/* The rows under the names of their columns, each line after `indent` blanks. */
static void
print_rows(const json_t *rows, GStrv columns, int indent)
{
    guint count = g_strv_length(columns);
    g_autofree glong *widths = g_new0(glong, count);
    size_t index;
    json_t *row;

    for (guint c = 0; c < count; c++) {
        widths[c] = g_utf8_strlen(columns[c], -1);
        json_array_foreach((json_t *)rows, index, row)
        {
            g_autofree char *text = cell(row, columns[c], MAX_WIDTH);
            widths[c] = MAX(widths[c], g_utf8_strlen(text, -1));
        }
    }
    printf("%*s", indent, "");
    for (guint c = 0; c < count; c++)
        print_cell(columns[c], widths[c], c + 1 == count);
    putchar('\n');
    json_array_foreach((json_t *)rows, index, row)
    {
        printf("%*s", indent, "");
        for (guint c = 0; c < count; c++) {
            glong most = c + 1 == count ? LAST_WIDTH : MAX_WIDTH;
            g_autofree char *text = cell(row, columns[c], most);
            print_cell(text, widths[c], c + 1 == count);
        }
        putchar('\n');
    }
}

/* One line after its name, several below it. */
static void
print_text(const char *key, const char *text, int indent)
{
    if (strchr(text, '\n') == NULL) {
        printf("%*s%s: %s\n", indent, "", key, text);
        return;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    printf("%*s%s:\n", indent, "", key);
    for (gsize i = 0; lines[i] != NULL; i++)
        printf("%*s%s\n", lines[i][0] != '\0' ? indent + 2 : 0, "", lines[i]);
}

static void
print_fields(const json_t *object, int indent)
{
    const char *key;
    json_t *value;

    json_object_foreach((json_t *)object, key, value)
    {
        bool is_list = json_is_array(value) && json_is_object(json_array_get(value, 0));
        if (is_list && !is_readable(value)) {
            g_auto(GStrv) columns = choose_columns(value);
            printf("%*s%s:\n", indent, "", key);
            print_rows(value, columns, indent + 2);
        } else if (json_object_size(value) > 0) {
            printf("%*s%s:\n", indent, "", key);
            print_fields(value, indent + 2);
        } else {
            g_autofree char *text = g_strchomp(value_text(value));
            print_text(key, text, indent);
        }
    }
}

void
print_object(const json_t *object, bool as_json)
{
    if (!as_json) {
        print_fields(object, 0);
        return;
    }
    char *line = json_line(object);
    puts(line);
    free(line);
}

static void
print_table(Printer *self)
{
    if (json_array_size(self->rows) == 0)
        return;
    g_auto(GStrv) columns = self->operation->columns != NULL
                                ? g_strsplit(self->operation->columns, " ", -1)
                                : choose_columns(self->rows);

    print_rows(self->rows, columns, 0);
    json_array_clear(self->rows);
}

static int problem;

int
printer_problem(void)
{
    return problem;
}

/* The first failure says why; what comes after it may have other reasons. */
static bool
is_writable(void)
{
    if (!ferror(stdout))
        return true;
    if (problem == 0)
        problem = errno;
    return false;
}

bool
printer_row(json_t *row, void *data)
{
    Printer *self = data;

    if (json_is_string(row)) {
        puts(json_string_value(row));
        return is_writable();
    }
    if (self->as_json) {
        print_object(row, true);
        return is_writable();
    }
    json_array_append(self->rows, row);
    if (json_array_size(self->rows) >= TABLE_ROWS)
        print_table(self);
    return is_writable();
}

void
printer_free(Printer *self)
{
    if (self == NULL)
        return;
    print_table(self);
    json_decref(self->rows);
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
            positional ? g_strdup(hint)
                       : g_strdup_printf("--%s%s%s", dashed, hint[0] != '\0' ? " " : "", hint);
        printf("  %-28s %s%s%s%s\n", form, param->summary,
               param->place == PARAM_REQUIRED || param->place == PARAM_POSITIONAL ? " (needed)"
                                                                                  : "",
               param->choices != NULL ? ": " : "", param->choices != NULL ? param->choices : "");
    }
}

static bool
has_options(const Operation *operation)
{
    for (const OperationParam *param = operation->params; param != NULL && param->name != NULL;
         param++)
        if (param->place == PARAM_OPTION || param->place == PARAM_REQUIRED)
            return true;
    return false;
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
    puts(has_options(operation) ? " [options]\n" : "\n");
    printf("%s.\n\n", operation->summary);
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
    for (const Command *command = COMMANDS; command->run != NULL; command++)
        printf("  %-20s %s\n", command->form.verb, command->form.summary);
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
