/* See map_ask.h. */
#include "cli/map_ask.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_ANSWER 256

static bool
is_said(const json_t *map, const char *field)
{
    gsize index;
    json_t *said;
    gsize length = strlen(field);

    json_array_foreach(map, index, said) if (strncmp(json_string_value(said), field, length) == 0 &&
                                             json_string_value(said)[length] == '=') return true;
    return false;
}

/* The number or name of a column; NULL when the question is left open. */
static const char *
answer(const json_t *headers)
{
    char line[MAX_ANSWER];
    gint64 number;
    gsize index;
    json_t *header;

    for (;;) {
        fputs("  Number of the column (Enter: none has it): ", stderr);
        if (fgets(line, sizeof line, stdin) == NULL)
            return NULL;
        g_strstrip(line);
        if (line[0] == '\0')
            return NULL;
        if (g_ascii_string_to_signed(line, 10, 1, (gint64)json_array_size(headers), &number, NULL))
            return json_string_value(json_array_get(headers, (gsize)number - 1));
        json_array_foreach(headers, index,
                           header) if (g_ascii_strcasecmp(json_string_value(header), line) ==
                                       0) return json_string_value(header);
        fputs("  There is no such column.\n", stderr);
    }
}

static void
ask_about(const json_t *file, json_t *map)
{
    const json_t *headers = json_object_get(file, "headers");
    json_t *missing = json_object_get(file, "missing"), *entry, *header;
    gsize index, column;
    bool shown = false;

    json_array_foreach(missing, index, entry)
    {
        const char *field = json_text(entry, "field", "");
        if (is_said(map, field))
            continue;
        if (!shown)
            fprintf(stderr, "%s holds %s; its columns:\n", json_text(file, "file", ""),
                    json_text(file, "kind", ""));
        json_array_foreach(headers, column, header) if (!shown)
            fprintf(stderr, "  %2d %s\n", (int)column + 1, json_string_value(header));
        shown = true;
        fprintf(stderr, "Which one tells %s?\n", json_text(entry, "question", ""));
        const char *name = answer(headers);
        if (name != NULL) {
            g_autofree char *said = g_strdup_printf("%s=%s", field, name);
            json_array_append_new(map, json_string(said));
        }
    }
}

void
map_ask(App *app, const Operation *operation, json_t *params, bool no_input)
{
    static const char *const LISTS[] = { "leads", "activities", "files" };
    g_autoptr(json_t) question = json_object(), result = NULL;
    Actor actor = actor_system(app);
    gsize index;
    json_t *file;

    if (no_input || strcmp(operation->verb, "audit") != 0 || !isatty(STDIN_FILENO) ||
        !isatty(STDERR_FILENO))
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(LISTS); i++)
        if (json_object_get(params, LISTS[i]) != NULL)
            json_object_set(question, LISTS[i], json_object_get(params, LISTS[i]));
    /* What is wrong with the files, the audit itself will say. */
    if (!operation_call(app, &actor, "audit columns", question, &result, NULL, NULL))
        return;
    json_t *map = json_object_get(params, "map");
    if (map == NULL) {
        map = json_array();
        json_object_set_new(params, "map", map);
    }
    json_array_foreach(json_object_get(result, "rows"), index, file) ask_about(file, map);
    if (json_array_size(map) == 0)
        json_object_del(params, "map");
}
