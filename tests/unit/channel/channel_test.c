/* Every channel has a driver a page can draw and a rep can work with. */
#include <glib.h>
#include <string.h>

#include "channel/channel.h"

static void
check_choices(const ChannelOutcome *choices)
{
    int keys = 0;

    for (; choices != NULL && choices->label != NULL; choices++, keys++) {
        /* What a person ticks has happened: it is never "planned" or "skipped". */
        g_assert_true(outcome_is_made(choices->outcome));
        g_assert_cmpint(strlen(choices->label), <, 24);
        for (int earlier = 1; earlier <= keys; earlier++)
            g_assert_cmpint(choices[-earlier].outcome, !=, choices->outcome);
    }
    g_assert_cmpint(keys, <=, 9);
}

static void
test_all(void)
{
    for (int kind = CHANNEL_NONE; kind < CHANNEL_COUNT; kind++) {
        const ChannelDriver *driver = channel_driver((ChannelKind)kind);

        g_assert_nonnull(driver);
        g_assert_cmpint(driver->kind, ==, kind);
        g_assert_true(g_ascii_isupper(driver->label[0]));
        g_assert_cmpfloat(driver->minutes, >, 0);
        g_assert_nonnull(driver->likely[0].label);
        check_choices(driver->likely);
        check_choices(driver->rare);
    }
    g_assert_true(channel_driver(CHANNEL_COUNT) == channel_driver(CHANNEL_NONE));
}

/* Each icon is one that is embedded. */
static void
test_icons(void)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "../web/icons.txt", NULL);
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;

    g_file_get_contents(path, &text, NULL, &error);
    g_assert_no_error(error);
    g_auto(GStrv) names = g_strsplit_set(text, " \n", -1);
    for (int kind = CHANNEL_NONE; kind < CHANNEL_COUNT; kind++)
        g_assert_true(
            g_strv_contains((const char *const *)names, channel_driver((ChannelKind)kind)->icon));
}

static Unusable
reach(ChannelKind kind, const ChannelContact *contact)
{
    return channel_driver(kind)->reach(contact);
}

static void
test_reach(void)
{
    ChannelContact nobody = { 0 };
    ChannelContact office = { .email = "ana@example.com", .phone = "+4930123456" };
    ChannelContact gone = { .email = "ana@example.com",
                            .mobile = "+49151123456",
                            .email_bounced = true,
                            .phone_wrong = true };

    g_assert_cmpint(reach(CHANNEL_EMAIL, &nobody), ==, UNUSABLE_NO_ADDRESS);
    g_assert_cmpint(reach(CHANNEL_CALL, &nobody), ==, UNUSABLE_NO_ADDRESS);
    g_assert_cmpint(reach(CHANNEL_SOCIAL, &nobody), ==, UNUSABLE_NOT);
    g_assert_cmpint(reach(CHANNEL_EMAIL, &office), ==, UNUSABLE_NOT);
    g_assert_cmpint(reach(CHANNEL_VOICEMAIL, &office), ==, UNUSABLE_NOT);
    g_assert_cmpint(reach(CHANNEL_EMAIL, &gone), ==, UNUSABLE_BOUNCED);
    g_assert_cmpint(reach(CHANNEL_CALL, &gone), ==, UNUSABLE_NO_ADDRESS);
    g_assert_cmpint(reach(CHANNEL_VISIT, &gone), ==, UNUSABLE_NOT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/channel/all", test_all);
    g_test_add_func("/channel/icons", test_icons);
    g_test_add_func("/channel/reach", test_reach);
    return g_test_run();
}
