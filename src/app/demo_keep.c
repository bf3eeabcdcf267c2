/* See demo_keep.h. */
#include "app/demo_keep.h"

#include "app/demo_content.h"
#include "app/operation.h"

#define NURTURED 2

bool
demo_call(App *app, const char *verb, json_t *params, GError **error)
{
    Actor system = actor_system(app);
    g_autoptr(json_t) owned = params;
    g_autoptr(json_t) result = NULL;

    if (operation_call(app, &system, verb, owned, &result, NULL, error))
        return true;
    g_prefix_error(error, "demo, %s: ", verb);
    return false;
}

bool
demo_keep_library(App *app, GError **error)
{
    for (gsize i = 0; i < DEMO_POINT_COUNT; i++) {
        const DemoPoint *point = &DEMO_POINTS[i];
        json_t *params = json_pack("{s:s, s:s, s:s}", "key", point->key, "title", point->title,
                                   "says", point->says);
        if (point->persona != NULL)
            json_set_text(params, "persona", point->persona);
        if (point->stage != NULL)
            json_set_text(params, "stage", point->stage);
        if (!demo_call(app, "value-point add", params, error))
            return false;
    }
    for (gsize i = 0; i < DEMO_ASSET_COUNT; i++) {
        const DemoAsset *asset = &DEMO_ASSETS[i];
        if (!demo_call(app, "asset add",
                       json_pack("{s:s, s:s, s:s, s:s, s:s}", "key", asset->key, "title",
                                 asset->title, "url", asset->url, "kind", asset->kind,
                                 "value_point", asset->value_point),
                       error))
            return false;
    }
    return true;
}

static char *
date_text(Day day)
{
    CivilDate date = day_to_date(day);
    return g_strdup_printf("%04d-%02d-%02d", date.year, date.month, date.day);
}

/* A leave with somebody who stands in, one without, and the company's own days. */
static bool
keep_days_off(App *app, GError **error)
{
    Day today = zone_day_at(app->zone, app_now_us(app), NULL);
    Day monday = today + 7 - day_weekday(today);
    const struct {
        int from, until;
        const char *user, *stands_in, *name;
    } LEAVES[] = {
        { 4, 4, DEMO_USERS[0].email, DEMO_USERS[1].email, "A long weekend" },
        { 7, 9, DEMO_USERS[2].email, NULL, "Trade fair" },
        { 28, 32, NULL, NULL, "We are closed" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(LEAVES); i++) {
        g_autofree char *from = date_text(monday + LEAVES[i].from);
        g_autofree char *until = date_text(monday + LEAVES[i].until);
        json_t *params =
            json_pack("{s:s, s:s, s:s}", "from", from, "until", until, "name", LEAVES[i].name);
        if (LEAVES[i].user != NULL)
            json_set_text(params, "user", LEAVES[i].user);
        else
            json_set_bool(params, "everyone", true);
        if (LEAVES[i].stands_in != NULL)
            json_set_text(params, "hand_over_to", LEAVES[i].stands_in);
        if (!demo_call(app, "day-off add", params, error))
            return false;
    }
    return true;
}

static bool
keep_signals(App *app, GError **error)
{
    static const struct {
        const char *kind, *account, *note;
    } SIGNALS[] = {
        { "hiring", "Northwind Haulage", "Three dispatchers wanted in Hamburg" },
        { "news", "Iron Bridge Logistics", "A second depot opens in Pittsburgh" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(SIGNALS); i++)
        if (!demo_call(app, "signal add",
                       json_pack("{s:s, s:s, s:s}", "kind", SIGNALS[i].kind, "account",
                                 SIGNALS[i].account, "note", SIGNALS[i].note),
                       error))
            return false;
    return true;
}

/* The oldest decisions are taken: they go on to something useful once a month. */
static bool
keep_second_chances(App *app, GError **error)
{
    Actor system = actor_system(app);
    g_autoptr(json_t) params = json_pack("{s:i}", "limit", 200);
    g_autoptr(json_t) waiting = NULL;

    if (!operation_call(app, &system, "next list", params, &waiting, NULL, error))
        return false;
    const json_t *rows = json_object_get(waiting, "rows");
    gsize count = json_array_size(rows);
    for (gsize i = 0; i < NURTURED && i < count; i++) {
        const json_t *row = json_array_get(rows, count - 1 - i);
        json_t *take = json_pack("{s:b, s:i}", "nurture", 1, "months", 12);
        json_set_text(take, "prospect", json_text(row, "prospect", ""));
        if (!demo_call(app, "prospect next", take, error))
            return false;
    }
    return true;
}

bool
demo_keep_morning(App *app, GError **error)
{
    return keep_days_off(app, error) && keep_signals(app, error) && keep_second_chances(app, error);
}
