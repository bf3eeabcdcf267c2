/* Passes over labelled texts, in an order that a fixed generator shuffles. */
#include "text/labelled.h"

#include <string.h>

#define MAX_TEXTS 100000
#define PASSES 24
#define RATE .35
#define RUNS 4
#define LANGUAGE_MARK "# lang: "

/* --- reading --------------------------------------------------------------------------------- */

typedef struct {
    const char *example;
    LabelledTaker take;
    void *data;
    guint author, count;
} Reading;

static bool
take_line(Reading *self, const char *language, const char *line)
{
    const char *bar = strstr(line, " | ");

    if (bar == NULL || bar[3] == '\0')
        return false;
    g_autofree char *label = g_strndup(line, (gsize)(bar - line));
    g_autofree char *text = g_strcompress(bar + 3);
    LabelledLine labelled = { self->author, language, g_strstrip(label), text };
    self->count++;
    return self->take(&labelled, self->data);
}

static bool
read_file(Reading *self, const char *path, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autofree char *text = NULL;
    char language[3] = "";

    if (!g_file_get_contents(path, &text, NULL, &problem))
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "cannot read %s: %s", path,
                         problem->message);
    if (!g_utf8_validate(text, -1, NULL))
        return error_set(error, SEVENTH_ERROR_INVALID, "%s is not UTF-8", path);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_strchomp(lines[i]);
        if (g_str_has_prefix(lines[i], LANGUAGE_MARK))
            g_strlcpy(language, lines[i] + strlen(LANGUAGE_MARK), sizeof language);
        if (lines[i][0] == '\0' || lines[i][0] == '#')
            continue;
        if (self->count >= MAX_TEXTS)
            return error_set(error, SEVENTH_ERROR_LIMIT, "more than %d labelled texts", MAX_TEXTS);
        if (!take_line(self, language, lines[i]))
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "%s, line %u: \"label | text\" is wanted, with a label such as %s",
                             path, i + 1, self->example);
    }
    return true;
}

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *
author_files(const char *folder, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &problem);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    if (dir == NULL) {
        error_set(error, SEVENTH_ERROR_NOT_FOUND, "%s: %s", folder, problem->message);
        return NULL;
    }
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
        if (g_str_has_suffix(name, ".txt") && strcmp(name, "away.txt") != 0)
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    return g_steal_pointer(&names);
}

bool
labelled_read(const char *folder, const char *example, LabelledTaker take, void *data,
              GError **error)
{
    g_autoptr(GPtrArray) names = author_files(folder, error);
    Reading reading = { example, take, data, 0, 0 };

    for (guint i = 0; names != NULL && i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        reading.author = i;
        if (!read_file(&reading, path, error))
            return false;
    }
    if (names != NULL && reading.count == 0)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "%s: there is no labelled text in it",
                         folder);
    return names != NULL;
}

/* --- texts ----------------------------------------------------------------------------------- */

static void
labelled_text_free(void *data)
{
    LabelledText *self = data;

    g_free(self->text);
    g_free(self);
}

typedef struct {
    LabelParser parse;
    GPtrArray *texts;
} Loading;

static bool
load_text(const LabelledLine *line, void *data)
{
    Loading *self = data;
    int class = self->parse(line->label);

    if (class < 0)
        return false;
    LabelledText *text = g_new0(LabelledText, 1);
    text->class = (guint) class;
    text->author = line->author;
    text->text = g_strdup(line->text);
    g_ptr_array_add(self->texts, text);
    return true;
}

GPtrArray *
labelled_texts_load(const char *folder, LabelParser parse, const char *example, GError **error)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(labelled_text_free);
    Loading loading = { parse, texts };

    return labelled_read(folder, example, load_text, &loading, error) ? g_steal_pointer(&texts)
                                                                      : NULL;
}

/* --- learning -------------------------------------------------------------------------------- */

guint32
labelled_random(guint32 *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

void
labelled_shuffle(GArray *order, guint32 *state)
{
    for (guint i = order->len; i > 1; i--) {
        guint other = labelled_random(state) % i, kept = g_array_index(order, guint, i - 1);
        g_array_index(order, guint, i - 1) = g_array_index(order, guint, other);
        g_array_index(order, guint, other) = kept;
    }
}

static LinearModel *
learn_once(const GPtrArray *texts, const GPtrArray *features, LinearShape shape, GArray *order,
           guint32 *state)
{
    LinearModel *model = linear_model_new(shape);

    for (int pass = 0; pass < PASSES; pass++) {
        labelled_shuffle(order, state);
        for (guint i = 0; i < order->len; i++) {
            guint at = g_array_index(order, guint, i);
            const LabelledText *text = g_ptr_array_index(texts, at);
            linear_model_teach(model, g_ptr_array_index(features, at), text->class, RATE);
        }
    }
    return model;
}

/* The mean of several, so that little hangs on the order of the texts. */
LinearModel *
labelled_texts_learn(const GPtrArray *texts, LinearShape shape, FeatureMaker make,
                     guint without_author)
{
    LinearModel *mean = linear_model_new(shape);
    g_autoptr(GPtrArray) features = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));
    guint32 state = 7;

    for (guint i = 0; i < texts->len; i++) {
        const LabelledText *text = g_ptr_array_index(texts, i);
        g_ptr_array_add(features, make(text->text));
        if (text->author != without_author)
            g_array_append_val(order, i);
    }
    for (int run = 0; run < RUNS; run++) {
        g_autoptr(LinearModel) model = learn_once(texts, features, shape, order, &state);
        linear_model_blend(mean, model, 1.0 / RUNS);
    }
    return mean;
}
