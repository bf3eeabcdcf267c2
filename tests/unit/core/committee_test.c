/* Buying roles and the next best person. */
#include "core/committee.h"

static void
test_guess(void)
{
    static const struct {
        const char *title;
        BuyingRole role;
    } CASES[] = {
        { "CTO", BUYING_ROLE_DECISION_MAKER },
        { "Chief Financial Officer", BUYING_ROLE_ECONOMIC_BUYER },
        { "Head of Finance", BUYING_ROLE_ECONOMIC_BUYER },
        { "Vice President Sales", BUYING_ROLE_DECISION_MAKER },
        { "Assistant to the CEO", BUYING_ROLE_GATEKEEPER },
        { "Geschäftsführerin", BUYING_ROLE_DECISION_MAKER },
        { "Einkaufsleiter", BUYING_ROLE_ECONOMIC_BUYER },
        { "Directrice des achats", BUYING_ROLE_ECONOMIC_BUYER },
        { "Jefe de producto", BUYING_ROLE_CHAMPION },
        { "IT Manager", BUYING_ROLE_CHAMPION },
        { "Senior Software Engineer", BUYING_ROLE_USER },
        { "Poet", BUYING_ROLE_UNKNOWN },
        { "", BUYING_ROLE_UNKNOWN },
        { NULL, BUYING_ROLE_UNKNOWN },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        if (buying_role_guess(CASES[i].title) != CASES[i].role)
            g_test_message("%s", CASES[i].title);
        g_assert_cmpint(buying_role_guess(CASES[i].title), ==, CASES[i].role);
    }
}

static void
test_given_beats_guess(void)
{
    bool guessed;

    g_assert_cmpint(buying_role_of("Blocker", "CTO", &guessed), ==, BUYING_ROLE_BLOCKER);
    g_assert_false(guessed);
    g_assert_cmpint(buying_role_of(NULL, "CTO", &guessed), ==, BUYING_ROLE_DECISION_MAKER);
    g_assert_true(guessed);
    g_assert_cmpint(buying_role_of("Budget holder", NULL, &guessed), ==,
                    BUYING_ROLE_ECONOMIC_BUYER);
    g_assert_cmpint(buying_role_of("whatever", NULL, &guessed), ==, BUYING_ROLE_UNKNOWN);
    g_assert_false(guessed);
    for (int role = 0; role < BUYING_ROLE_COUNT; role++)
        g_assert_cmpint(buying_role_parse(buying_role_name((BuyingRole)role)), ==, role);
}

static void
test_next(void)
{
    CommitteeMember members[] = {
        { .role = BUYING_ROLE_USER, .reachable = true },
        { .role = BUYING_ROLE_DECISION_MAKER, .reachable = true, .shut = true },
        { .role = BUYING_ROLE_DECISION_MAKER, .reachable = true, .busy = true },
        { .role = BUYING_ROLE_DECISION_MAKER },
        { .role = BUYING_ROLE_DECISION_MAKER, .reachable = true, .attempts = 7, .refused = true },
        { .role = BUYING_ROLE_ECONOMIC_BUYER,
          .role_guessed = true,
          .title = "CFO",
          .reachable = true },
    };

    g_assert_cmpint(committee_next(members, G_N_ELEMENTS(members)), ==, 5);
    g_autofree char *why = committee_why(&members[5]);
    g_assert_cmpstr(why, ==, "holds the budget (guessed from \"CFO\"), not tried yet");
    members[0].named = true; /* who was named comes first, whatever their part */
    g_assert_cmpint(committee_next(members, G_N_ELEMENTS(members)), ==, 0);
    g_assert_cmpint(committee_next(members + 1, 3), ==, -1);
    g_assert_cmpint(committee_next(members, 0), ==, -1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/committee/guess", test_guess);
    g_test_add_func("/committee/given-beats-guess", test_given_beats_guess);
    g_test_add_func("/committee/next", test_next);
    return g_test_run();
}
