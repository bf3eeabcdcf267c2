/* A person, or a program that looks first? */
#include "core/click.h"

#include <glib.h>

#define FIREFOX "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
#define IPHONE                                                                                  \
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like " \
    "Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
#define SENT (INT64_C(1795687200) * SECOND_US)

static Click
by_person(void)
{
    return (Click){ .method = "GET",
                    .agent = FIREFOX,
                    .sent_us = SENT,
                    .other_link_us = INSTANT_NONE,
                    .at_us = SENT + 10 * MINUTE_US };
}

static void
test_people(void)
{
    Click click = by_person();

    g_assert_null(click_by_program(&click));
    click.agent = IPHONE;
    g_assert_null(click_by_program(&click));
    click.other_link_us = click.at_us - 20 * SECOND_US; /* reads one, then the other */
    g_assert_null(click_by_program(&click));
    click.at_us = SENT + 40 * DAY_US;
    g_assert_null(click_by_program(&click));
}

static void
test_signs(void)
{
    Click head = by_person(), prefetch = by_person(), soon = by_person(), all = by_person(),
          unsent = by_person();

    head.method = "HEAD";
    g_assert_cmpstr(click_by_program(&head), ==, "head");
    prefetch.purpose = "prefetch;prerender";
    g_assert_cmpstr(click_by_program(&prefetch), ==, "prefetch");
    soon.at_us = SENT + 4 * SECOND_US;
    g_assert_cmpstr(click_by_program(&soon), ==, "too-soon");
    all.other_link_us = all.at_us - SECOND_US;
    g_assert_cmpstr(click_by_program(&all), ==, "all-links");
    unsent.sent_us = INSTANT_NONE;
    g_assert_cmpstr(click_by_program(&unsent), ==, "too-soon");
}

static void
test_programs(void)
{
    static const char *const AGENTS[] = {
        NULL,
        "",
        "curl/7.88.1",
        "python-requests/2.31",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; BarracudaCentral)",
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 HeadlessChrome/120.0 Safari/537.36",
        "Mozilla/5.0 (Windows NT 6.1) SkypeUriPreview Preview/0.5",
        "Mimecast Targeted Threat Protection",
        "Go-http-client/2.0",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(AGENTS); i++) {
        Click click = by_person();
        click.agent = AGENTS[i];
        g_assert_cmpstr(click_by_program(&click), ==, "program");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/click/people", test_people);
    g_test_add_func("/core/click/signs", test_signs);
    g_test_add_func("/core/click/programs", test_programs);
    return g_test_run();
}
