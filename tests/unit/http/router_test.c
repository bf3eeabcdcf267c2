/* The router: which route a path finds, and what no path may smuggle in. */
#include "http/router.h"

#include <string.h>

#define ROUTE(method, pattern)         \
    {                                  \
        method, pattern, NULL, NULL, 0 \
    }

static const HttpRoute ROUTES[] = {
    ROUTE("GET", "/"),
    ROUTE("GET", "/prospects"),
    ROUTE("POST", "/prospects"),
    ROUTE("GET", "/prospects/new"),
    ROUTE("GET", "/prospects/:id"),
    ROUTE("POST", "/prospects/:id"),
    ROUTE("GET", "/prospects/:id/edit"),
    ROUTE("GET", "/prospects/:prospect/touches/:touch"),
    ROUTE("GET", "/assets/*file"),
    ROUTE("GET", "/assets/about"),
};

typedef struct {
    const char *method, *path, *pattern, *first, *second;
} Hit;

static void
test_finds(void)
{
    static const Hit HITS[] = {
        { "GET", "/", "/", NULL, NULL },
        { "HEAD", "/prospects", "/prospects", NULL, NULL },
        { "GET", "/prospects/new", "/prospects/new", NULL, NULL },
        { "GET", "/prospects/7", "/prospects/:id", "7", NULL },
        { "POST", "/prospects/new", "/prospects/:id", "new", NULL },
        { "GET", "/prospects/new/edit", "/prospects/:id/edit", "new", NULL },
        { "GET", "/prospects/a%40b.test/edit", "/prospects/:id/edit", "a@b.test", NULL },
        { "GET", "/prospects/%C3%A4/touches/9", "/prospects/:prospect/touches/:touch", "ä", "9" },
        { "GET", "/assets/about", "/assets/about", NULL, NULL },
        { "GET", "/assets/css/a%20b.css", "/assets/*file", "css/a b.css", NULL },
        { "GET", "/assets", NULL, NULL, NULL },
        { "GET", "/prospects/", NULL, NULL, NULL },
        { "GET", "//prospects", NULL, NULL, NULL },
        { "GET", "/nothing", NULL, NULL, NULL },
    };
    g_autoptr(HttpRouter) router = http_router_new(ROUTES, G_N_ELEMENTS(ROUTES));
    for (guint i = 0; i < G_N_ELEMENTS(HITS); i++) {
        HttpMatch match;
        HttpFound found = http_router_find(router, HITS[i].method, HITS[i].path, &match);
        g_test_message("%s %s", HITS[i].method, HITS[i].path);
        g_assert_cmpint(found, ==, HITS[i].pattern == NULL ? HTTP_NO_PATH : HTTP_FOUND);
        if (found == HTTP_FOUND) {
            g_assert_cmpstr(match.route->pattern, ==, HITS[i].pattern);
            if (HITS[i].first != NULL)
                g_assert_cmpstr(match.values[0], ==, HITS[i].first);
            if (HITS[i].second != NULL)
                g_assert_cmpstr(match.values[1], ==, HITS[i].second);
        }
        http_match_clear(&match);
    }
}

static void
test_names_are_the_route_s_own(void)
{
    g_autoptr(HttpRouter) router = http_router_new(ROUTES, G_N_ELEMENTS(ROUTES));
    HttpMatch match;
    g_assert_cmpint(http_router_find(router, "GET", "/prospects/7/touches/9", &match), ==,
                    HTTP_FOUND);
    g_assert_cmpstr(match.names[0], ==, "prospect");
    g_assert_cmpstr(match.names[1], ==, "touch");
    g_assert_null(match.names[2]);
    http_match_clear(&match);
}

static void
test_wrong_method_names_the_right_ones(void)
{
    g_autoptr(HttpRouter) router = http_router_new(ROUTES, G_N_ELEMENTS(ROUTES));
    HttpMatch match;
    g_assert_cmpint(http_router_find(router, "DELETE", "/prospects", &match), ==, HTTP_NO_METHOD);
    g_assert_cmpstr(match.allow->str, ==, "GET, HEAD, POST");
    http_match_clear(&match);
}

static void
test_refuses_what_no_page_has(void)
{
    static const char *const PATHS[] = {
        "/assets/../secret",  "/assets/%2e%2e/secret", "/assets/%2E./secret",
        "/assets/./a",        "/assets/..%2fsecret",   "/assets/..%5csecret",
        "/prospects/%00",     "/prospects/%ff",        "/prospects/%C3",
        "/prospects/%0d%0aX", "/prospects/%zz",        "/prospects/%4",
        "prospects",          "http://other.test/",    "*",
    };
    g_autoptr(HttpRouter) router = http_router_new(ROUTES, G_N_ELEMENTS(ROUTES));
    for (guint i = 0; i < G_N_ELEMENTS(PATHS); i++) {
        HttpMatch match;
        g_test_message("%s", PATHS[i]);
        g_assert_cmpint(http_router_find(router, "GET", PATHS[i], &match), ==, HTTP_BAD_PATH);
        http_match_clear(&match);
    }
}

static void
test_depth_is_bounded(void)
{
    g_autoptr(HttpRouter) router = http_router_new(ROUTES, G_N_ELEMENTS(ROUTES));
    GString *path = g_string_new("/assets");
    for (int i = 0; i < 10000; i++)
        g_string_append(path, "/a");
    HttpMatch match;
    g_assert_cmpint(http_router_find(router, "GET", path->str, &match), ==, HTTP_NO_PATH);
    http_match_clear(&match);
    g_string_free(path, TRUE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/http/router/finds", test_finds);
    g_test_add_func("/http/router/names", test_names_are_the_route_s_own);
    g_test_add_func("/http/router/wrong-method", test_wrong_method_names_the_right_ones);
    g_test_add_func("/http/router/refuses", test_refuses_what_no_page_has);
    g_test_add_func("/http/router/depth", test_depth_is_bounded);
    return g_test_run();
}
