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
    const void *data;
    GPtrArray *texts;
} Loading;

static bool
load_text(const LabelledLine *line, void *data)
{
    Loading *self = data;
    int class = self->parse(line->label, self->data);

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
labelled_texts_load(const char *folder, LabelParser parse, const void *data, const char *example,
                    GError **error)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(labelled_text_free);
    Loading loading = { parse, data, texts };

    return labelled_read(folder, example, load_text, &loading, error) ? g_steal_pointer(&texts)
                                                                      : NULL;
}

/* --- learning -------------------------------------------------------------------------------- */

/* The same every time from the same state. */
static guint32
next_random(guint32 *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void
shuffle(GPtrArray *lessons, guint32 *state)
{
    for (guint i = lessons->len; i > 1; i--) {
        guint other = next_random(state) % i;
        void *kept = lessons->pdata[i - 1];
        lessons->pdata[i - 1] = lessons->pdata[other];
        lessons->pdata[other] = kept;
    }
}

Lesson *
lesson_new(guint class, guint author)
{
    Lesson *self = g_new(Lesson, 1);

    *self =
        (Lesson){ class, author, g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref) };
    return self;
}

void
lesson_free(void *data)
{
    Lesson *self = data;

    g_ptr_array_unref(self->forms);
    g_free(self);
}

/* Every lesson once a pass, in one of its forms. */
static LinearModel *
learn_once(GPtrArray *lessons, LinearShape shape, guint32 *state)
{
    LinearModel *model = linear_model_new(shape);

    for (int pass = 0; pass < PASSES; pass++) {
        shuffle(lessons, state);
        for (guint i = 0; i < lessons->len; i++) {
            const Lesson *lesson = g_ptr_array_index(lessons, i);
            guint forms = lesson->forms->len, form = forms > 1 ? next_random(state) % forms : 0;
            linear_model_teach(model, g_ptr_array_index(lesson->forms, form), lesson->class, RATE);
        }
    }
    return model;
}

/* The mean of several, so that little hangs on the order of the lessons. */
LinearModel *
lessons_learn(const GPtrArray *lessons, LinearShape shape, guint without_author)
{
    LinearModel *mean = linear_model_new(shape);
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    guint32 state = 7;

    for (guint i = 0; i < lessons->len; i++) {
        Lesson *lesson = g_ptr_array_index(lessons, i);
        if (lesson->author != without_author)
            g_ptr_array_add(order, lesson);
    }
    for (int run = 0; run < RUNS; run++) {
        g_autoptr(LinearModel) model = learn_once(order, shape, &state);
        linear_model_blend(mean, model, 1.0 / RUNS);
    }
    return mean;
}

LinearModel *
labelled_texts_learn(const GPtrArray *texts, LinearShape shape, FeatureMaker make,
                     guint without_author)
{
    g_autoptr(GPtrArray) lessons = g_ptr_array_new_with_free_func(lesson_free);

    for (guint i = 0; i < texts->len; i++) {
        const LabelledText *text = g_ptr_array_index(texts, i);
        Lesson *lesson = lesson_new(text->class, text->author);
        g_ptr_array_add(lesson->forms, make(text->text));
        g_ptr_array_add(lessons, lesson);
    }
    return lessons_learn(lessons, shape, without_author);
}
