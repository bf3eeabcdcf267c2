/* Numbers of a sequence: no rate from a handful, addresses that survive any name, bars to scale. */
#include "web/sequence_chart.h"

#include <string.h>

static char *
rate(int64_t enrolled, int64_t replied, bool few)
{
    g_autoptr(json_t) row = json_object();

    json_set_int(row, "enrolled", enrolled);
    json_set_int(row, "replied", replied);
    json_set_bool(row, "few", few);
    return sequence_rate_say(row);
}

static void
test_rate(void)
{
    g_autofree char *nobody = rate(0, 0, true), *few = rate(8, 4, true),
                    *many = rate(200, 25, false);

    g_assert_cmpstr(nobody, ==, "nobody yet");
    g_assert_cmpstr(few, ==, "too few to tell");
    g_assert_cmpstr(many, ==, "12 %");
}

static void
test_url(void)
{
    g_autoptr(json_t) row = json_object();

    sequence_url_set(row, "Trade fair & friends? 100 % ä");
    g_assert_cmpstr(json_text(row, "url", ""), ==,
                    "/sequences/Trade%20fair%20%26%20friends%3F%20100%20%25%20%C3%A4");
}

static json_t *
view_of(const int64_t made[3], const int64_t replied[3], bool few)
{
    json_t *view = json_object(), *steps = json_array();

    for (int i = 0; i < 3; i++)
        json_array_append_new(steps, json_pack("{s:i, s:s, s:I, s:I}", "step", i + 1, "channel_say",
                                               "call", "made", (json_int_t)made[i], "replied",
                                               (json_int_t)replied[i]));
    json_object_set_new(view, "steps", steps);
    json_set_bool(view, "few", few);
    return view;
}

static void
test_chart(void)
{
    g_autoptr(json_t) view = view_of((int64_t[]){ 40, 20, 0 }, (int64_t[]){ 1, 10, 0 }, false);

    sequence_chart_set(view);
    g_assert_cmpstr(json_text(view, "chart_say", ""), ==,
                    "60 touches made, 11 answered. Step 2 (call) was answered most.");
    const json_t *bars = json_object_get(json_object_get(view, "chart"), "bars");
    const json_t *first = json_array_get(bars, 0), *second = json_array_get(bars, 1);
    g_assert_cmpuint(json_array_size(bars), ==, 3);
    g_assert_cmpint(json_int(first, "height", 0), ==, 2 * json_int(second, "height", 0));
    g_assert_cmpint(json_int(second, "height", 0), ==, 2 * json_int(second, "replied_height", 0));
    g_assert_cmpint(json_int(json_array_get(bars, 2), "height", -1), ==, 0);
    for (gsize i = 0; i < 3; i++) {
        const json_t *bar = json_array_get(bars, i);
        g_assert_cmpint(json_int(bar, "x", -1), >=, 0);
        g_assert_cmpint(json_int(bar, "x", 0) + json_int(bar, "width", 0), <=, 640);
        g_assert_cmpint(json_int(bar, "label_y", 0), >, 0);
    }
}

static void
test_says_when_it_cannot_tell(void)
{
    g_autoptr(json_t) none = view_of((int64_t[]){ 0, 0, 0 }, (int64_t[]){ 0, 0, 0 }, true);
    g_autoptr(json_t) few = view_of((int64_t[]){ 1, 0, 0 }, (int64_t[]){ 1, 0, 0 }, true);

    sequence_chart_set(none);
    g_assert_null(json_object_get(none, "chart"));
    g_assert_cmpstr(json_text(none, "chart_say", ""), ==,
                    "No touch of this version has been made yet.");
    sequence_chart_set(few);
    g_assert_nonnull(strstr(json_text(few, "chart_say", ""), "Too few"));
    g_assert_true(json_flag(
        json_array_get(json_object_get(json_object_get(few, "chart"), "bars"), 0), "few", false));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/web/sequence-chart/rate", test_rate);
    g_test_add_func("/web/sequence-chart/url", test_url);
    g_test_add_func("/web/sequence-chart/bars", test_chart);
    g_test_add_func("/web/sequence-chart/cannot-tell", test_says_when_it_cannot_tell);
    return g_test_run();
}
