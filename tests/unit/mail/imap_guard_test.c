/* The guard stops what would hurt the parser and lets real sessions pass, however they are cut. */
#include "mail/imap_guard.h"

#include <string.h>

enum { LITERAL_MAX = 1000 };

/* Feeds `text` in pieces of `step` bytes. */
static const char *
feed(const char *text, gsize step)
{
    ImapGuard guard = { 0 };
    const char *wrong = NULL;
    gsize length = strlen(text);

    for (gsize at = 0; at < length && wrong == NULL; at += step)
        wrong = imap_guard_feed(&guard, text + at, MIN(step, length - at), LITERAL_MAX);
    return wrong;
}

static void
test_passes(void)
{
    static const char *const SESSIONS[] = {
        "* OK [ALERT] ready {99999999}\r\n* 1 FETCH (UID 5)\r\nA1 OK done {5000}\r\n",
        "* 1 FETCH (UID 5 BODY[] {10}\r\n((((((((((\r\n FLAGS ())\r\n",
        "* 1 FETCH (BODY[] {12}\r\nx {99999999}\r\n)\r\n", /* a brace inside a message */
        "* 1 FETCH (BODY[] {0}\r\n)\r\n* 2 FETCH (BODY[] {1000+}\r\n",
        "+ {99999999}\r\n",
        "A1 NO {99999999}\r\n",
    };
    static const gsize STEPS[] = { 1, 2, 3, 7, 1000 };

    for (gsize i = 0; i < G_N_ELEMENTS(SESSIONS); i++)
        for (gsize k = 0; k < G_N_ELEMENTS(STEPS); k++)
            g_assert_null(feed(SESSIONS[i], STEPS[k]));
}

static void
test_stops(void)
{
    g_autofree char *parens = g_strnfill(IMAP_GUARD_PARENS_MAX + 1, '(');
    g_autofree char *nested = g_strconcat("* 1 FETCH ", parens, NULL);
    const char *const sessions[] = {
        "* 1 FETCH (BODY[] {1001}\r\n",
        "* 1 FETCH (BODY[] {99999999999999999999999999}\r\n",
        "* 1 FETCH (BODY[] {10}\r\n0123456789 BODY[1] {1001}\r\n", /* the second in one answer */
        "* 1 FETCH (BODY[] {1001}\n",
        "* OKAY {1001}\r\n", /* no status after all */
        nested,
    };
    static const gsize STEPS[] = { 1, 5, 1000 };

    for (gsize i = 0; i < G_N_ELEMENTS(sessions); i++)
        for (gsize k = 0; k < G_N_ELEMENTS(STEPS); k++)
            g_assert_nonnull(feed(sessions[i], STEPS[k]));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/imap-guard/passes", test_passes);
    g_test_add_func("/mail/imap-guard/stops", test_stops);
    return g_test_run();
}
