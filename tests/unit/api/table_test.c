/* What the API needs of the operation table: addresses that fit together with the parameters. */
#include <string.h>

#include "app/operation.h"

static const OperationParam *
param_of_segment(const Operation *operation, const char *segment)
{
    const OperationParam *param = operation_param(operation, segment + 1);

    if (param == NULL)
        g_error("%s: %s is no parameter of it", operation->verb, segment);
    return param;
}

static void
test_segments_are_parameters(void)
{
    int named = 0;

    for (gsize i = 0; i < OPERATION_COUNT; i++) {
        if (OPERATIONS[i]->path == NULL)
            continue;
        g_auto(GStrv) segments = g_strsplit(OPERATIONS[i]->path, "/", -1);
        for (gsize s = 0; segments[s] != NULL; s++) {
            if (segments[s][0] != ':')
                continue;
            const OperationParam *param = param_of_segment(OPERATIONS[i], segments[s]);
            g_assert_true(param->type == PARAM_TEXT || param->type == PARAM_INT ||
                          param->type == PARAM_DATE);
            named++;
        }
    }
    g_assert_cmpint(named, >, 30);
}

static void
test_addresses(void)
{
    static const char *const METHODS[] = { "GET", "POST", "DELETE", NULL };
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (gsize i = 0; i < OPERATION_COUNT; i++) {
        const Operation *operation = OPERATIONS[i];
        if (operation->path == NULL)
            continue;
        g_assert_true(g_str_has_prefix(operation->path, "/api/v1/"));
        g_assert_true(g_strv_contains(METHODS, operation->method));
        g_assert_cmpint(operation->role, >=, ROLE_REP);
        /* Only what looks may be a list: its answer is not kept for a repetition. */
        g_assert_true(!operation->is_list || strcmp(operation->method, "GET") == 0);
        g_assert_true(
            g_hash_table_add(seen, g_strconcat(operation->method, " ", operation->path, NULL)));
    }
}

/* A list tells where its next page begins by a key of its rows, named in the table. */
static void
test_pages(void)
{
    for (gsize i = 0; i < OPERATION_COUNT; i++) {
        const OperationParam *after = operation_param(OPERATIONS[i], "after");
        if (OPERATIONS[i]->path != NULL && OPERATIONS[i]->is_list && after != NULL) {
            g_assert_nonnull(operation_param(OPERATIONS[i], "limit"));
            g_assert_true(strcmp(after->value_hint, "CURSOR") == 0 ||
                          strcmp(after->value_hint, "TOUCH_ID") == 0);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/table/segments", test_segments_are_parameters);
    g_test_add_func("/table/addresses", test_addresses);
    g_test_add_func("/table/pages", test_pages);
    return g_test_run();
}
