/* Numbers of a sequence as people read them: shares with their doubt, and a chart of its steps. */
#include "web/sequence_chart.h"

#include "web/call.h"

#define CHART_WIDTH 640
#define BASELINE 150
#define BAR_HIGHEST 116
#define BAR_WIDEST 56
#define MANY_STEPS 12

char *
sequence_rate_say(const json_t *row)
{
    int64_t replied = json_int(row, "replied", 0), enrolled = json_int(row, "enrolled", 0);

    if (enrolled == 0)
        return g_strdup("nobody yet");
    if (json_flag(row, "few", true))
        return g_strdup("too few to tell");
    return g_strdup_printf("%.0f %%", (double)replied * 100 / (double)enrolled);
}

void
sequence_url_set(json_t *row, const char *name)
{
    g_autofree char *segment = g_uri_escape_string(name, NULL, FALSE);
    g_autofree char *url = g_strconcat("/sequences/", segment, NULL);

    json_set_text(row, "url", url);
}

/* One step's bars: all touches made, and inside it those that were answered. */
static json_t *
bar_json(const json_t *step, gsize index, gsize count, int64_t most, bool few)
{
    json_t *bar = json_object();
    int64_t made = json_int(step, "made", 0), replied = json_int(step, "replied", 0);
    int64_t slot = CHART_WIDTH / (int64_t)count, width = MIN(slot * 3 / 4, BAR_WIDEST);
    int64_t middle = slot * (int64_t)index + slot / 2;
    int64_t height = made * BAR_HIGHEST / most;
    int64_t replied_height = replied > 0 ? MAX(replied * BAR_HIGHEST / most, 2) : 0;

    json_set_int(bar, "x", middle - width / 2);
    json_set_int(bar, "width", width);
    json_set_int(bar, "middle", middle);
    json_set_int(bar, "y", BASELINE - height);
    json_set_int(bar, "height", height);
    json_set_int(bar, "replied_y", BASELINE - replied_height);
    json_set_int(bar, "replied_height", replied_height);
    json_set_int(bar, "label_y", BASELINE - height - 6);
    json_set_int(bar, "step", json_int(step, "step", 0));
    json_set_text(bar, "channel_say",
                  count <= MANY_STEPS ? json_text(step, "channel_say", NULL) : NULL);
    g_autofree char *made_say = g_strdup_printf("%" G_GINT64_FORMAT, made);
    json_set_text(bar, "made_say", made_say);
    json_set_bool(bar, "few", few);
    return bar;
}

static char *
chart_say(int64_t made, int64_t replied, const json_t *best, bool few)
{
    if (made == 0)
        return g_strdup("No touch of this version has been made yet.");
    g_autofree char *sum =
        g_strdup_printf("%" G_GINT64_FORMAT " %s made, %" G_GINT64_FORMAT " answered.", made,
                        made == 1 ? "touch" : "touches", replied);
    if (few)
        return g_strconcat(sum, " Too few people so far to tell which step works.", NULL);
    if (replied == 0)
        return g_steal_pointer(&sum);
    return g_strdup_printf("%s Step %" G_GINT64_FORMAT " (%s) was answered most.", sum,
                           json_int(best, "step", 0), json_text(best, "channel_say", ""));
}

void
sequence_chart_set(json_t *view)
{
    const json_t *steps = json_object_get(view, "steps"), *step, *best = NULL;
    int64_t most = 0, made = 0, replied = 0;
    bool few = json_flag(view, "few", true);
    gsize i;

    json_array_foreach(steps, i, step)
    {
        most = MAX(most, json_int(step, "made", 0));
        made += json_int(step, "made", 0);
        replied += json_int(step, "replied", 0);
        if (best == NULL || json_int(step, "replied", 0) > json_int(best, "replied", 0))
            best = step;
    }
    g_autofree char *say = chart_say(made, replied, best, few);
    json_set_text(view, "chart_say", say);
    if (made == 0)
        return;
    json_t *bars = json_array();
    json_array_foreach(steps, i, step)
    {
        json_array_append_new(bars, bar_json(step, i, json_array_size(steps), most, few));
    }
    json_object_set_new(view, "chart", json_pack("{s:o}", "bars", bars));
}
