/* Rules for people: their values and sentences, and the page docs/rules.md. */
#include <string.h>

#include "core/enrollment.h"
#include "core/rule.h"
#include "core/schedule.h"

static const int *
number_at(const Ruleset *ruleset, const Rule *rule)
{
    return (const int *)(const void *)((const char *)ruleset + rule->offset);
}

static void
append_window(GString *text, int first, int last, const DayWindow *window)
{
    static const char *const DAYS[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

    g_string_append_printf(text, "%s%s%s%s %02d:%02d-%02d:%02d", text->len > 0 ? ", " : "",
                           DAYS[first], first < last ? "-" : "", first < last ? DAYS[last] : "",
                           window->from_minute / 60, window->from_minute % 60,
                           window->until_minute / 60, window->until_minute % 60);
}

/* "Mon-Fri 09:00-17:00, Sat 10:00-12:00"; "closed". */
static char *
say_week(const WeekWindows *week)
{
    GString *text = g_string_new(NULL);

    for (int day = 0; day < 7; day++) {
        int last = day;
        if (!week_windows_open(week, day))
            continue;
        while (last < 6 && memcmp(&week->days[last + 1], &week->days[day], sizeof(DayWindow)) == 0)
            last++;
        append_window(text, day, last, &week->days[day]);
        day = last;
    }
    if (text->len == 0)
        g_string_append(text, "closed");
    return g_string_free(text, FALSE);
}

/* One line for all channels of the same hours; the others after it. */
static char *
say_windows(const Ruleset *ruleset)
{
    const WeekWindows *usual = &ruleset->windows[CHANNEL_EMAIL];
    g_autofree char *hours = say_week(usual);
    GString *text = g_string_new(hours);

    for (int channel = 0; channel < CHANNEL_COUNT; channel++) {
        if (memcmp(&ruleset->windows[channel], usual, sizeof *usual) == 0)
            continue;
        g_autofree char *own = say_week(&ruleset->windows[channel]);
        g_string_append_printf(text, "; %s %s", channel_kind_name((ChannelKind)channel), own);
    }
    return g_string_free(text, FALSE);
}

static char *
say_by_channel(const int *numbers, const char *unit)
{
    GString *text = g_string_new(NULL);

    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        if (numbers[channel] > 0)
            g_string_append_printf(text, "%s%s %d", text->len > 0 ? ", " : "",
                                   channel_kind_name((ChannelKind)channel), numbers[channel]);
    if (text->len == 0)
        g_string_append(text, "none");
    else
        g_string_append_printf(text, " %s", unit);
    return g_string_free(text, FALSE);
}

static char *
say_states(int states)
{
    GString *text = g_string_new(NULL);

    for (int state = 0; state < ENROLLMENT_STATE_COUNT; state++)
        if ((states & 1 << state) != 0)
            g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "",
                                   enrollment_state_name((EnrollmentState)state));
    return g_string_free(text, FALSE);
}

char *
rule_say_value(const Rule *rule, const Ruleset *ruleset)
{
    Ruleset defaults;
    const int *number;

    if (ruleset == NULL) {
        ruleset_default(&defaults);
        ruleset = &defaults;
    }
    number = number_at(ruleset, rule);
    switch (rule->kind) {
    case RULE_NUMBER:
        if (*number == 1 && g_str_has_suffix(rule->unit, "s"))
            return g_strdup_printf("1 %.*s", (int)strlen(rule->unit) - 1, rule->unit);
        return g_strdup_printf("%d %s", *number, rule->unit);
    case RULE_BY_CHANNEL:
        return say_by_channel(number, rule->unit);
    case RULE_CHOICE:
        return g_strdup(rule->choices[*number]);
    case RULE_STATES:
        return say_states(*number);
    case RULE_WINDOWS:
        return say_windows(ruleset);
    case RULE_WEEK:
        return say_week(&ruleset->sender_windows);
    case RULE_FIXED:
        break;
    }
    return g_strdup("always");
}

char *
rule_say(const Rule *rule)
{
    const Zone *zone = zone_get("UTC", NULL);
    GString *text = g_string_new(NULL);

    for (int i = 0; i < rule->sayings; i++) {
        Reason reason = rule->says[i];
        if (reason.code == REASON_HOLIDAY || reason.code == REASON_CLOSED_DAY)
            reason.b = reason_place(CHANNEL_CALL, holiday_place("US", NULL));
        g_autofree char *sentence = reason_say(&reason, zone, RULE_SAYINGS_NOW_US);
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", sentence);
    }
    if (rule->refuses != NULL)
        g_string_append_printf(text, "Not enrolled: %s.", rule->refuses);
    return g_string_free(text, FALSE);
}

const char *
rule_source_say(RuleSource source)
{
    static const char *const WORDS[] = { "evidence", "folklore", "house choice" };
    return WORDS[source];
}

static const char INTRODUCTION[] =
    "# The rules\n"
    "\n"
    "<!-- made by: seventh ruleset rules --markdown -->\n"
    "\n"
    "What every touch keeps to, whatever a sequence says. `seventh ruleset show` prints the values "
    "in force, `seventh ruleset set FILE` changes them, and Settings, Rules does both on a page. A "
    "file names only what differs, as YAML or JSON:\n"
    "\n"
    "```yaml\n"
    "floor_attempts: 8\n"
    "ceiling_attempts: 10\n"
    "channel_gap_hours: {sms: 96}\n"
    "windows:\n"
    "  all: {fri: \"09:00-15:00\"}\n"
    "  call: {sat: \"10:00-12:00\"}\n"
    "```\n"
    "\n"
    "With `--name NAME` the file becomes a ruleset of its own, which overrides the workspace's for "
    "every sequence that says `ruleset: NAME`. Rules that cannot be kept together are refused: the "
    "message names both lines and what to do.\n"
    "\n"
    "Source: *evidence* is a published finding or a prior drawn from several; *house choice* is "
    "ours, where nobody knows. Folklore, figures told everywhere that no study stands behind, is "
    "called so.\n";

char *
rules_page(void)
{
    GString *page = g_string_new(INTRODUCTION);
    const char *group = "";
    gsize count;
    const Rule *rules = rule_table(&count);

    for (const Rule *rule = rules; rule < rules + count; rule++) {
        g_autofree char *value = rule_say_value(rule, NULL), *says = rule_say(rule);
        if (strcmp(group, rule->group) != 0)
            g_string_append_printf(page,
                                   "\n## %s\n\n"
                                   "| rule | default | what it asks | source | what it says |\n"
                                   "|---|---|---|---|---|\n",
                                   rule->group);
        group = rule->group;
        g_string_append_printf(page, "| `%s` | %s | %s | %s: %s | %s |\n", rule->key, value,
                               rule->asks, rule_source_say(rule->source), rule->because, says);
    }
    return g_string_free(page, FALSE);
}
