/* Which value points suit whom, and in what order. */
#include "core/value_point.h"

static ValuePoint *
point(uint64_t id, const char *persona, TalkStage stage, const char *language)
{
    ValuePoint *self = g_new0(ValuePoint, 1);

    *self = (ValuePoint){ .id = id,
                          .key = g_strdup("key"),
                          .title = g_strdup("Title"),
                          .says = g_strdup(""),
                          .persona = g_strdup(persona),
                          .objective = g_strdup(""),
                          .language = g_strdup(language),
                          .stage = stage };
    return self;
}

static void
test_offer(void)
{
    g_autoptr(GPtrArray) points = g_ptr_array_new_with_free_func((GDestroyNotify)value_point_free);
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    Listener listener = { .title = "Head of Production",
                          .language = "de-AT",
                          .stage = STAGE_BUILDING };
    static const uint64_t EXPECTED[] = { 5, 2, 3, 1 };

    g_ptr_array_add(points, point(1, "", STAGE_ANY, ""));
    g_ptr_array_add(points, point(2, "finance, PRODUCTION", STAGE_ANY, ""));
    g_ptr_array_add(points, point(3, "", STAGE_BUILDING, ""));
    g_ptr_array_add(points, point(4, "finance", STAGE_BUILDING, "")); /* for somebody else */
    g_ptr_array_add(points, point(5, "production", STAGE_BUILDING, "de"));
    g_ptr_array_add(points, point(6, "", STAGE_ANY, "fr")); /* in a language they do not read */
    g_ptr_array_add(points, point(7, "", STAGE_ANY, ""));
    ((ValuePoint *)g_ptr_array_index(points, 6))->is_retired = true;
    value_points_offer(points, &listener, ids);
    g_assert_cmpmem(ids->data, (int)(ids->len * sizeof(uint64_t)), EXPECTED, (int)sizeof EXPECTED);
    g_assert_cmpuint(value_points_find(points, 3)->id, ==, 3);
    g_assert_null(value_points_find(points, 0));
    g_assert_null(value_points_find(points, 99));
}

static void
test_stages(void)
{
    g_assert_cmpint(talk_stage_of(0, false), ==, STAGE_OPENING);
    g_assert_cmpint(talk_stage_of(2, false), ==, STAGE_BUILDING);
    g_assert_cmpint(talk_stage_of(7, false), ==, STAGE_CLOSING);
    g_assert_cmpint(talk_stage_of(0, true), ==, STAGE_NURTURE);
    for (int i = 0; i < STAGE_COUNT; i++)
        g_assert_cmpint(talk_stage_parse(talk_stage_name((TalkStage)i)), ==, i);
    g_assert_cmpint(talk_stage_parse("soon"), ==, STAGE_COUNT);
}

static void
test_keys(void)
{
    g_assert_true(value_point_key_is_valid("case-bakery-2"));
    g_assert_false(value_point_key_is_valid(""));
    g_assert_false(value_point_key_is_valid("Case"));
    g_assert_false(value_point_key_is_valid("a/b"));
    g_assert_false(
        value_point_key_is_valid("0123456789012345678901234567890123456789012345678901234567890"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/value-point/offer", test_offer);
    g_test_add_func("/core/value-point/stages", test_stages);
    g_test_add_func("/core/value-point/keys", test_keys);
    return g_test_run();
}
