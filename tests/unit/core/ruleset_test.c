/* Rulesets: the defaults of the evidence, overrides, and what is refused with which words. */
#include <string.h>

#include "base/error.h"
#include "core/ruleset.h"

static bool
apply(Ruleset *ruleset, const char *text, GError **error)
{
    g_autoptr(json_t) overrides = json_read(text, strlen(text), NULL);

    g_assert_nonnull(overrides);
    return ruleset_apply_json(ruleset, overrides, error);
}

static void
test_defaults(void)
{
    Ruleset ruleset;
    g_autoptr(GError) error = NULL;

    ruleset_default(&ruleset);
    g_assert_cmpint(ruleset.floor_attempts, ==, 7);
    g_assert_cmpint(ruleset.floor_per_week, ==, 2);
    g_assert_cmpint(ruleset.ceiling_attempts, ==, 8);
    g_assert_cmpint(ruleset.min_gap_minutes, ==, 1200);
    g_assert_cmpint(ruleset.windows[CHANNEL_FAX].days[4].from_minute, ==, 540);
    g_assert_cmpint(ruleset.windows[CHANNEL_FAX].days[5].until_minute, ==, 0);
    apply(&ruleset, "{}", &error); /* and they can be kept together */
    g_assert_no_error(error);
}

static void
test_overrides(void)
{
    Ruleset ruleset;
    g_autoptr(GError) error = NULL;

    ruleset_default(&ruleset);
    apply(&ruleset,
          "{\"floor_attempts\": 5, \"windows\": {\"call\": {\"sat\": \"10:00-12:30\"}, "
          "\"all\": {\"fri\": null, \"sat\": \"00:00-24:00\"}}, "
          "\"sender_windows\": {\"mon\": \"07:00-20:00\"}}",
          &error);
    g_assert_no_error(error);
    g_assert_cmpint(ruleset.floor_attempts, ==, 5);
    g_assert_cmpint(ruleset.windows[CHANNEL_CALL].days[5].from_minute, ==, 600);
    g_assert_cmpint(ruleset.windows[CHANNEL_CALL].days[5].until_minute, ==, 750);
    g_assert_cmpint(ruleset.windows[CHANNEL_EMAIL].days[5].until_minute, ==, 1440);
    g_assert_cmpint(ruleset.windows[CHANNEL_CALL].days[4].until_minute, ==, 0);
    g_assert_cmpint(ruleset.sender_windows.days[0].from_minute, ==, 420);
}

static void
test_json_round_trip(void)
{
    Ruleset ruleset, again;
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) written = NULL;

    ruleset_default(&ruleset);
    apply(&ruleset,
          "{\"max_run_of_channel\": 2, \"windows\": {\"sms\": {\"sun\": \"10:00-11:00\"}}}",
          &error);
    g_assert_no_error(error);
    written = ruleset_to_json(&ruleset);
    ruleset_default(&again);
    ruleset_apply_json(&again, written, &error);
    g_assert_no_error(error);
    g_assert_cmpmem(&again, sizeof again, &ruleset, sizeof ruleset);
}

static const struct {
    const char *name, *json, *says;
} BAD[] = {
    { "unknown", "{\"flor_attempts\": 1}", "flor_attempts: there is no such rule" },
    { "type", "{\"floor_attempts\": \"7\"}", "floor_attempts: \"7\"; it must be a whole number" },
    { "range", "{\"ceiling_days\": 0}", "from 1 to 365" },
    { "floor above ceiling", "{\"floor_attempts\": 9}",
      "floor_attempts 9 is above ceiling_attempts 8" },
    { "floor above week", "{\"floor_per_week\": 3, \"ceiling_per_week\": 2}",
      "floor_per_week 3 is above ceiling_per_week 2" },
    { "floor without days",
      "{\"floor_per_week\": 2, \"windows\": {\"all\": {\"mon\": null, \"tue\": null, "
      "\"wed\": null, \"thu\": null}}}",
      "does not fit a week with 1 open day" },
    { "gap", "{\"min_gap_minutes\": 7200}", "leaves no room for floor_per_week" },
    { "grace", "{\"voicemail_grace_days\": 5}", "leaves no room for floor_per_week" },
    { "no window",
      "{\"floor_per_week\": 0, \"windows\": {\"all\": {\"mon\": null, \"tue\": null, "
      "\"wed\": null, \"thu\": null, \"fri\": null}}}",
      "open at least one day" },
    { "short window", "{\"windows\": {\"call\": {\"mon\": \"09:00-09:20\"}}}",
      "windows.call.mon: \"09:00-09:20\" is too short" },
    { "backwards", "{\"windows\": {\"call\": {\"mon\": \"17:00-09:00\"}}}", "too short" },
    { "clock", "{\"windows\": {\"call\": {\"mon\": \"9-17\"}}}", "write the hours as" },
    { "minute", "{\"windows\": {\"call\": {\"mon\": \"09:60-17:00\"}}}", "write the hours as" },
    { "past midnight", "{\"windows\": {\"call\": {\"mon\": \"09:00-24:30\"}}}",
      "write the hours as" },
    { "weekday", "{\"windows\": {\"call\": {\"monday\": null}}}",
      "windows.call.monday: no weekday" },
    { "channel", "{\"windows\": {\"pigeon\": {}}}", "windows.pigeon: no channel" },
    { "not an object", "[]", "expected an object" },
    { "sender",
      "{\"sender_windows\": {\"mon\": null, \"tue\": null, \"wed\": null, "
      "\"thu\": null, \"fri\": null}}",
      "sender_windows: no hours at all" },
};

static void
test_refused(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
        Ruleset ruleset, before;
        g_autoptr(GError) error = NULL;
        ruleset_default(&ruleset);
        before = ruleset;
        g_test_message("%s", BAD[i].name);
        g_assert_false(apply(&ruleset, BAD[i].json, &error));
        g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
        g_test_message("%s", error->message);
        g_assert_nonnull(strstr(error->message, BAD[i].says));
        g_assert_cmpmem(&ruleset, sizeof ruleset, &before, sizeof before); /* nothing half-done */
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ruleset/defaults", test_defaults);
    g_test_add_func("/ruleset/overrides", test_overrides);
    g_test_add_func("/ruleset/json-round-trip", test_json_round_trip);
    g_test_add_func("/ruleset/refused", test_refused);
    return g_test_run();
}
