/* Passes over the labelled replies, in an order that a fixed generator shuffles. */
#include "mail/intent_learn.h"

#include <string.h>

#include "base/json.h"
#include "mail/intent.h"
#include "mail/intent_around.h"

#define MAX_REPLIES 100000
#define PASSES 24
#define RATE .35
#define RUNS 4
#define LANGUAGE_MARK "# lang: "

static void
labelled_reply_free(void *data)
{
    LabelledReply *self = data;

    g_free(self->text);
    for (int i = 0; i < INTENT_WRAPS; i++)
        g_free(self->wrapped[i]);
    g_free(self);
}

/* --- loading --------------------------------------------------------------------------------- */

typedef struct {
    const IntentAround *around;
    guint author;
    char language[3];
    GPtrArray *replies;
} Loading;

static bool
load_line(Loading *self, const char *line)
{
    const char *bar = strstr(line, " | ");
    g_autofree char *name = bar != NULL ? g_strndup(line, (gsize)(bar - line)) : NULL;
    MailIntent intent = name != NULL ? mail_intent_parse(g_strstrip(name)) : INTENT_NONE;

    if (intent == INTENT_NONE || bar[3] == '\0')
        return false;
    LabelledReply *reply = g_new0(LabelledReply, 1);
    reply->intent = intent;
    reply->author = self->author;
    reply->text = g_strcompress(bar + 3);
    for (guint i = 0; i < INTENT_WRAPS; i++)
        reply->wrapped[i] = intent_around_wrap(self->around, self->language, reply->text,
                                               g_str_hash(reply->text) + i * 2654435761u);
    g_ptr_array_add(self->replies, reply);
    return true;
}

static bool
load_file(Loading *self, const char *path, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autofree char *text = NULL;

    if (!g_file_get_contents(path, &text, NULL, &problem))
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "cannot read %s: %s", path,
                         problem->message);
    if (!g_utf8_validate(text, -1, NULL))
        return error_set(error, SEVENTH_ERROR_INVALID, "%s is not UTF-8", path);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_strchomp(lines[i]);
        if (g_str_has_prefix(lines[i], LANGUAGE_MARK))
            g_strlcpy(self->language, lines[i] + strlen(LANGUAGE_MARK), sizeof self->language);
        if (lines[i][0] == '\0' || lines[i][0] == '#')
            continue;
        if (self->replies->len >= MAX_REPLIES)
            return error_set(error, SEVENTH_ERROR_LIMIT, "more than %d labelled replies",
                             MAX_REPLIES);
        if (!load_line(self, lines[i]))
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "%s, line %u: \"intent | text\" is wanted, with an intent such as "
                             "stop or not_now",
                             path, i + 1);
    }
    return true;
}

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

GPtrArray *
labelled_replies_load(const char *folder, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &problem);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) replies = g_ptr_array_new_with_free_func(labelled_reply_free);
    g_autoptr(IntentAround) around = NULL;

    if (dir == NULL) {
        error_set(error, SEVENTH_ERROR_NOT_FOUND, "%s: %s", folder, problem->message);
        return NULL;
    }
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
        if (g_str_has_suffix(name, ".txt") && strcmp(name, "away.txt") != 0)
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    around = intent_around_load(folder, error);
    if (around == NULL)
        return NULL;
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        Loading loading = { around, i, "", replies };
        if (!load_file(&loading, path, error))
            return NULL;
    }
    if (replies->len == 0) {
        error_set(error, SEVENTH_ERROR_NOT_FOUND, "%s: there is no labelled reply in it", folder);
        return NULL;
    }
    return g_steal_pointer(&replies);
}

/* --- learning -------------------------------------------------------------------------------- */

static guint32
next_random(guint32 *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static GPtrArray *
features_of_all(const GPtrArray *replies)
{
    GPtrArray *features = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);

    for (guint i = 0; i < replies->len; i++) {
        const LabelledReply *reply = g_ptr_array_index(replies, i);
        g_ptr_array_add(features, intent_features_new(reply->text));
        for (int k = 0; k < INTENT_WRAPS; k++)
            g_ptr_array_add(features, intent_features_new(reply->wrapped[k]));
    }
    return features;
}

static void
shuffle(GArray *order, guint32 *state)
{
    for (guint i = order->len; i > 1; i--) {
        guint other = next_random(state) % i, kept = g_array_index(order, guint, i - 1);
        g_array_index(order, guint, i - 1) = g_array_index(order, guint, other);
        g_array_index(order, guint, other) = kept;
    }
}

/* Every reply once a pass, bare or with one of the things around it. */
static IntentModel *
learn_once(const GPtrArray *replies, const GPtrArray *features, GArray *order, guint32 *state)
{
    IntentModel *model = intent_model_new();

    for (int pass = 0; pass < PASSES; pass++) {
        shuffle(order, state);
        for (guint i = 0; i < order->len; i++) {
            guint at = g_array_index(order, guint, i);
            const LabelledReply *reply = g_ptr_array_index(replies, at);
            guint form = next_random(state) % (INTENT_WRAPS + 1);
            const GArray *pieces = g_ptr_array_index(features, at * (INTENT_WRAPS + 1) + form);
            intent_model_teach(model, pieces, reply->intent, RATE);
        }
    }
    return model;
}

/* The mean of several, so that little hangs on the order of the replies. */
IntentModel *
intent_learn(const GPtrArray *replies, guint without_author)
{
    IntentModel *mean = intent_model_new();
    g_autoptr(GPtrArray) features = features_of_all(replies);
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));
    guint32 state = 7;

    for (guint i = 0; i < replies->len; i++)
        if (((LabelledReply *)g_ptr_array_index(replies, i))->author != without_author)
            g_array_append_val(order, i);
    for (int run = 0; run < RUNS; run++) {
        g_autoptr(IntentModel) model = learn_once(replies, features, order, &state);
        intent_model_blend(mean, model, 1.0 / RUNS);
    }
    return mean;
}

/* --- measuring ------------------------------------------------------------------------------- */

static void
measure_one(const LabelledReply *reply, const IntentModel *model, IntentFigures *figures)
{
    double confidence = 0;
    MailIntent read = intent_of_with(model, reply->text, NULL, &confidence);

    figures->table[reply->intent][read]++;
    figures->total++;
    figures->right += read == reply->intent;
    figures->sure += confidence >= MAIL_INTENT_SURE;
    figures->sure_right += confidence >= MAIL_INTENT_SURE && read == reply->intent;
}

static void
summarize(IntentFigures *figures)
{
    double sum = 0;
    guint classes = 0;

    for (int i = INTENT_INTERESTED; i < INTENT_COUNT; i++) {
        guint labelled = 0, read = 0, hit = figures->table[i][i];
        for (int k = 0; k < INTENT_COUNT; k++) {
            labelled += figures->table[i][k];
            read += figures->table[k][i];
        }
        if (labelled == 0)
            continue;
        classes++;
        sum += 2.0 * hit / (labelled + read);
        if (i == INTENT_STOP)
            figures->stop_recall = (double)hit / labelled;
    }
    figures->macro_f1 = classes > 0 ? sum / classes : 0;
}

void
intent_measure(const GPtrArray *replies, const IntentModel *model, IntentFigures *ret)
{
    *ret = (IntentFigures){ 0 };
    for (guint i = 0; i < replies->len; i++)
        measure_one(g_ptr_array_index(replies, i), model, ret);
    summarize(ret);
}

void
intent_cross_measure(const GPtrArray *replies, IntentFigures *ret)
{
    guint authors = 0;

    *ret = (IntentFigures){ 0 };
    for (guint i = 0; i < replies->len; i++)
        authors = MAX(authors, ((LabelledReply *)g_ptr_array_index(replies, i))->author + 1);
    for (guint author = 0; author < authors; author++) {
        g_autoptr(IntentModel) model = intent_learn(replies, author);
        for (guint i = 0; i < replies->len; i++) {
            const LabelledReply *reply = g_ptr_array_index(replies, i);
            if (reply->author == author)
                measure_one(reply, model, ret);
        }
    }
    summarize(ret);
}
