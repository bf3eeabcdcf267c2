/* Personas, stages, languages. */
#include "core/value_point.h"

#include <string.h>

#include "text/fold.h"

#define FOLD_BYTES 512

enum { FIT_OPEN = 1, FIT_LANGUAGE = 1, FIT_STAGE = 2, FIT_PERSONA = 4 };

static const char *const STAGES[STAGE_COUNT] = {
    [STAGE_ANY] = "",
    [STAGE_OPENING] = "opening",
    [STAGE_BUILDING] = "building",
    [STAGE_CLOSING] = "closing",
    [STAGE_NURTURE] = "nurture",
};

const char *
talk_stage_name(TalkStage stage)
{
    return STAGES[stage];
}

TalkStage
talk_stage_parse(const char *name)
{
    for (int i = 0; name != NULL && i < STAGE_COUNT; i++)
        if (strcmp(name, STAGES[i]) == 0)
            return (TalkStage)i;
    return STAGE_COUNT;
}

TalkStage
talk_stage_of(int attempts, bool is_nurture)
{
    if (is_nurture)
        return STAGE_NURTURE;
    return attempts < 2 ? STAGE_OPENING : attempts < 5 ? STAGE_BUILDING : STAGE_CLOSING;
}

void
value_point_free(ValuePoint *self)
{
    if (self == NULL)
        return;
    g_free(self->key);
    g_free(self->title);
    g_free(self->says);
    g_free(self->persona);
    g_free(self->objective);
    g_free(self->language);
    g_free(self);
}

/* Does one of the persona's words stand in a title or role? */
static bool
is_persona(const char *persona, const char *text)
{
    char folded[FOLD_BYTES], wanted[FOLD_BYTES];

    if (text == NULL || !text_fold(text, folded, sizeof folded))
        return false;
    g_auto(GStrv) words = g_strsplit(persona, ",", -1);
    for (char **word = words; *word != NULL; word++)
        if (text_fold(*word, wanted, sizeof wanted) && wanted[0] != '\0' &&
            strstr(folded, wanted) != NULL)
            return true;
    return false;
}

int
value_point_fit(const ValuePoint *self, const Listener *listener)
{
    int fit = FIT_OPEN;

    if (self->is_retired)
        return 0;
    if (self->language[0] != '\0' && listener->language != NULL && listener->language[0] != '\0') {
        if (g_ascii_strncasecmp(self->language, listener->language, 2) != 0)
            return 0;
        fit += FIT_LANGUAGE;
    }
    if (self->persona[0] != '\0') {
        if (!is_persona(self->persona, listener->title) &&
            !is_persona(self->persona, listener->role))
            return 0;
        fit += FIT_PERSONA;
    }
    if (self->stage != STAGE_ANY && listener->stage != STAGE_ANY)
        fit += self->stage == listener->stage ? FIT_STAGE : 0;
    return fit;
}

void
value_points_offer(const GPtrArray *points, const Listener *listener, GArray *ret_ids)
{
    g_autofree guint8 *fits = g_new(guint8, points->len);

    for (guint i = 0; i < points->len; i++)
        fits[i] = (guint8)value_point_fit(g_ptr_array_index(points, i), listener);
    for (int fit = FIT_OPEN + FIT_LANGUAGE + FIT_STAGE + FIT_PERSONA; fit > 0; fit--)
        for (guint i = 0; i < points->len; i++)
            if (fits[i] == fit) {
                const ValuePoint *point = g_ptr_array_index(points, i);
                g_array_append_val(ret_ids, point->id);
            }
}

const ValuePoint *
value_points_find(const GPtrArray *points, uint64_t id)
{
    for (guint i = 0; i < points->len && id != 0; i++) {
        const ValuePoint *point = g_ptr_array_index(points, i);
        if (point->id == id)
            return point;
    }
    return NULL;
}

bool
value_point_key_is_valid(const char *key)
{
    gsize length = strlen(key);

    for (gsize i = 0; i < length; i++)
        if (!g_ascii_islower(key[i]) && !g_ascii_isdigit(key[i]) && key[i] != '-')
            return false;
    return length > 0 && length <= VALUE_POINT_MAX_KEY;
}
