/* Stories with real dates: a person, what happened, and the touches ahead as a calendar shows them.
 */
#include "person.h"

#define SEVEN                                                              \
    "  - {day: 0, channel: call, objective: o}\n"                          \
    "  - {day: 1, channel: email, automatic: true, subject: s, body: b}\n" \
    "  - {day: 3, channel: call, objective: o}\n"                          \
    "  - {day: 5, channel: email, automatic: true, subject: s, body: b}\n" \
    "  - {day: 8, channel: social, objective: o}\n"                        \
    "  - {day: 10, channel: call, objective: o}\n"                         \
    "  - {day: 14, channel: email, automatic: true, subject: s, body: b}\n"

static void
test_quiet_berlin(void)
{
    g_autoptr(Person) ana =
        person_new("Europe/Berlin", "Europe/Berlin", "2026-11-16T08:00:00+01:00", SEVEN);

    assert_ahead(ana, "Mon 16 Nov, 09:00-17:00 call 1: step_due\n"
                      "Tue 17 Nov, 15:36-17:00 auto email 2: step_due\n"
                      "Thu 19 Nov, 13:00-17:00 call 3: step_due\n"
                      "Mon 23 Nov, 11:04-17:00 auto email 4: step_due weekend\n"
                      "Wed 25 Nov, 09:00-17:00 social 5: step_due floor_week\n"
                      "Fri 27 Nov, 09:00-17:00 call 6: step_due shifted\n"
                      "Tue 1 Dec, 13:42-17:00 auto email 7: step_due shifted\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/story/quiet-berlin", test_quiet_berlin);
    return g_test_run();
}
