/* Sequence files: what a good one becomes, and what the author of a bad one is told, with its line.
 */
#include <string.h>

#include "base/error.h"
#include "core/sequence.h"

static const char GOOD[] = "sequence: new-inbound\n"
                           "goal: book a first conversation\n"
                           "ruleset: inbound\n"
                           "steps:\n"
                           "  - day: 0\n"
                           "    within: 5 minutes\n"
                           "    channel: call\n"
                           "    objective: hear what made them ask\n"
                           "    value_point: intro\n"
                           "    script: |\n"
                           "      Hello {{first_name}}\n"
                           "  - day: 0\n"
                           "    channel: email\n"
                           "    automatic: true\n"
                           "    subject: \"Your question, {{first_name|there}}\"\n"
                           "    value_point: case-study\n"
                           "    body: |\n"
                           "      Hello {{first_name}},\n"
                           "\n"
                           "      see *here*.\n"
                           "    variants: [ {name: b, subject: \"Another\", body: \"Text\"} ]\n"
                           "  - after: 2 business days\n"
                           "    channel: email\n"
                           "    automatic: yes\n"
                           "    reply_to_previous: true\n"
                           "    body: Again.\n"
                           "  - after: 1 week\n"
                           "    channel: letter\n"
                           "    objective: something to hold\n"
                           "  - after: 4 hours\n"
                           "    channel: call\n"
                           "    objective: ask about the letter\n"
                           "  - on: 2026-12-01\n"
                           "    channel: social\n"
                           "    objective: congratulate\n"
                           "  - after: 1 day\n"
                           "    channel: call\n"
                           "    objective: close the file\n";

static const Step *
step_at(const Sequence *sequence, int number)
{
    return g_ptr_array_index(sequence->steps, number - 1);
}

static void
test_reads_every_field(void)
{
    g_autoptr(GPtrArray) problems = sequence_problems_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Sequence) sequence = sequence_read("good.yaml", GOOD, strlen(GOOD), problems, &error);

    g_assert_no_error(error);
    g_assert_nonnull(sequence);
    g_assert_cmpuint(problems->len, ==, 0);
    g_assert_cmpstr(sequence->name, ==, "new-inbound");
    g_assert_cmpstr(sequence->goal, ==, "book a first conversation");
    g_assert_cmpstr(sequence->ruleset, ==, "inbound");
    g_assert_cmpuint(sequence->steps->len, ==, 7);

    g_assert_cmpint(step_at(sequence, 1)->channel, ==, CHANNEL_CALL);
    g_assert_cmpint(step_at(sequence, 1)->within_us, ==, 5 * MINUTE_US);
    g_assert_cmpint(step_at(sequence, 1)->line, ==, 5);
    g_assert_cmpstr(step_at(sequence, 1)->script, ==, "Hello {{first_name}}\n");
    g_assert_false(step_at(sequence, 1)->automatic);

    const Step *mail = step_at(sequence, 2);
    g_assert_true(mail->automatic);
    g_assert_cmpstr(mail->body, ==, "Hello {{first_name}},\n\nsee *here*.\n");
    g_assert_cmpuint(mail->variants->len, ==, 1);
    g_assert_cmpstr(((StepVariant *)g_ptr_array_index(mail->variants, 0))->subject, ==, "Another");

    g_assert_cmpint(step_at(sequence, 3)->timing, ==, STEP_AFTER_BUSINESS_DAYS);
    g_assert_cmpint(step_at(sequence, 3)->amount, ==, 2);
    g_assert_true(step_at(sequence, 3)->reply_to_previous);
    g_assert_cmpint(step_at(sequence, 4)->timing, ==, STEP_AFTER_DAYS);
    g_assert_cmpint(step_at(sequence, 4)->amount, ==, 7);
    g_assert_cmpint(step_at(sequence, 5)->timing, ==, STEP_AFTER_HOURS);
    g_assert_cmpint(step_at(sequence, 6)->timing, ==, STEP_ON_DATE);
    g_assert_cmpint(step_at(sequence, 6)->amount, ==, day_of((CivilDate){ 2026, 12, 1 }));
}

static void
test_writes_json_back(void)
{
    g_autoptr(Sequence) sequence = sequence_read("good.yaml", GOOD, strlen(GOOD), NULL, NULL);
    g_autoptr(json_t) object = sequence_to_json(sequence);
    const json_t *steps = json_object_get(object, "steps");

    g_assert_cmpstr(json_text(object, "name", ""), ==, "new-inbound");
    g_assert_cmpint(json_int(json_array_get(steps, 0), "day", -1), ==, 0);
    g_assert_cmpstr(json_text(json_array_get(steps, 0), "within", ""), ==, "5 minutes");
    g_assert_cmpstr(json_text(json_array_get(steps, 2), "after", ""), ==, "2 business days");
    g_assert_cmpstr(json_text(json_array_get(steps, 3), "after", ""), ==, "7 days");
    g_assert_cmpstr(json_text(json_array_get(steps, 5), "on", ""), ==, "2026-12-01");
    g_assert_cmpstr(json_text(json_array_get(steps, 6), "after", ""), ==, "1 day");
}

static void
test_cadence_means_sequence(void)
{
    static const char TEXT[] = "cadence: old word\nsteps: [{day: 0, channel: call}]\n";
    g_autoptr(Sequence) sequence = sequence_read("c.yaml", TEXT, strlen(TEXT), NULL, NULL);

    g_assert_nonnull(sequence);
    g_assert_cmpstr(sequence->name, ==, "old word");
}

typedef struct {
    const char *name, *yaml;
    int line;
    const char *says;
} Bad;

#define STEPS "sequence: s\nsteps:\n"
static const Bad BAD[] = {
    { "unknown key", STEPS "  - day: 0\n    chanel: call\n", 4, "did you mean \"channel\"?" },
    { "unknown key far off", "sequence: s\nfrobnicate: 1\nsteps: [{day: 0, channel: call}]", 2,
      "it can have sequence, cadence, goal" },
    { "unknown channel", STEPS "  - day: 0\n    channel: linkedin\n", 4, "is not one of email" },
    { "slash in the name", "sequence: in/out\nsteps: [{day: 0, channel: call}]", 1, "no \"/\"" },
    { "channel missing", STEPS "  - day: 0\n", 3, "\"channel\" is missing" },
    { "day missing", STEPS "  - channel: call\n", 3, "say when" },
    { "two timings", STEPS "  - day: 0\n    after: 2 days\n    channel: call\n", 3, "say when" },
    { "day goes back", STEPS "  - {day: 3, channel: call}\n  - channel: email\n    day: 1\n", 5,
      "day 1 lies before day 3 of step 1" },
    { "day negative", STEPS "  - {day: -1, channel: call}\n", 3, "it must be 0" },
    { "day no number", STEPS "  - day: monday\n    channel: call\n", 3, "is no whole number" },
    { "day in octal", STEPS "  - day: 010\n    channel: call\n", 3, "is no whole number" },
    { "day after date", STEPS "  - {on: 2026-12-01, channel: call}\n  - {day: 3, channel: email}\n",
      4, "use \"after:\"" },
    { "dates go back",
      STEPS "  - {on: 2026-12-02, channel: call}\n  - {on: 2026-12-01, channel: email}\n", 4,
      "lies before that of step 1" },
    { "bad date", STEPS "  - channel: call\n    on: 2026-02-30\n", 4, "is no date" },
    { "bad after", STEPS "  - channel: call\n    after: soon\n", 4, "write it as 2 business days" },
    { "after too far", STEPS "  - channel: call\n    after: 99999 days\n", 4, "two years" },
    { "bad within", STEPS "  - day: 0\n    channel: call\n    within: 5 parsecs\n", 5,
      "5 minutes" },
    { "automatic call", STEPS "  - day: 0\n    channel: call\n    automatic: true\n", 5,
      "a call needs a human" },
    { "automatic no boolean", STEPS "  - day: 0\n    channel: email\n    automatic: maybe\n", 5,
      "write true or false" },
    { "no subject", STEPS "  - day: 0\n    channel: email\n    automatic: true\n    body: x\n", 3,
      "needs a subject" },
    { "no body", STEPS "  - day: 0\n    channel: email\n    automatic: true\n    subject: x\n", 3,
      "needs a body" },
    { "empty body",
      STEPS "  - day: 0\n    channel: email\n    automatic: true\n    subject: x\n    body:\n", 7,
      "needs a body" },
    { "reply to nothing",
      STEPS "  - day: 0\n    channel: email\n    body: x\n    reply_to_previous: true\n", 6,
      "no mail before it" },
    { "template", STEPS "  - day: 0\n    channel: email\n    subject: s\n    body: \"Hi {{name\"\n",
      6, "body" },
    { "unquoted braces", STEPS "  - day: 0\n    channel: email\n    subject: {{name}}\n", 5,
      "in quotes" },
    { "two lines of subject", STEPS "  - day: 0\n    channel: email\n    subject: \"a\\nb\"\n", 5,
      "one line" },
    { "same channel same day", STEPS "  - {day: 1, channel: call}\n  - {day: 1, channel: call}\n",
      4, "a second call on the same day" },
    { "variant twice",
      STEPS "  - day: 0\n    channel: email\n    variants:\n      - {name: b, body: x}\n"
            "      - {name: b, body: y}\n",
      7, "two variants are named" },
    { "variant empty", STEPS "  - day: 0\n    channel: email\n    variants:\n      - {name: b}\n",
      6, "a subject or a body of its own" },
    { "no steps", "sequence: s\nsteps: []\n", 2, "there is none" },
    { "steps missing", "sequence: s\n", 1, "\"steps\" is missing" },
    { "steps no list", "sequence: s\nsteps: call them\n", 2, "expected a list" },
    { "name missing", "steps: [{day: 0, channel: call}]\n", 1, "begin the file with" },
    { "both names", "sequence: a\ncadence: b\nsteps: [{day: 0, channel: call}]\n", 2, "keep one" },
    { "key twice", STEPS "  - day: 0\n    channel: call\n    channel: email\n", 5,
      "is there twice" },
    { "empty file", "", 1, "the file is empty" },
    { "comment only", "# nothing\n", 2, "the file is empty" },
    { "no mapping", "- a\n- b\n", 1, "key: value" },
    { "file on a call", STEPS "  - day: 0\n    channel: call\n    attach: [sheet]\n", 5,
      "a call carries no file" },
    { "files no list", STEPS "  - day: 0\n    channel: email\n    attach: sheet\n", 5,
      "expected a list" },
    { "too many files", STEPS "  - day: 0\n    channel: email\n    attach: [a, b, c, d, e, f]\n", 5,
      "attach: 6 are too many, 5 at most" },
    { "indentation", "sequence: s\n steps: x\n", 2, "not valid YAML" },
    { "tab", "sequence: s\nsteps:\n\t- day: 0\n", 3, "not valid YAML" },
    { "open quote", "sequence: \"s\nsteps: []\n", 3, "not valid YAML" },
    { "alias", "sequence: &a s\ngoal: *a\nsteps: []\n", 1, "not supported" },
    { "two documents", "sequence: s\nsteps: [{day: 0, channel: call}]\n---\nsequence: t\n", 3,
      "one sequence a file" },
    { "too deep", "sequence: [[[[[[[[[[[[[]]]]]]]]]]]]]\n", 1, "nested too deeply" },
    { "null character", "sequence: \"a\\0b\"\n", 1, "NUL" },
    { "not UTF-8", "sequence: \xff\xfe\n", 1, "UTF-8" },
};

static void
test_names_line_and_remedy(gconstpointer data)
{
    const Bad *bad = data;
    g_autoptr(GPtrArray) problems = sequence_problems_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Sequence) sequence =
        sequence_read("bad.yaml", bad->yaml, strlen(bad->yaml), problems, &error);

    g_assert_null(sequence);
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
    for (guint i = 0; i < problems->len; i++) {
        const SequenceProblem *problem = g_ptr_array_index(problems, i);
        g_test_message("line %d: %s", problem->line, problem->message);
        if (problem->is_error && problem->line == bad->line &&
            strstr(problem->message, bad->says) != NULL)
            return;
    }
    g_test_message("expected line %d: ... %s", bad->line, bad->says);
    g_test_fail();
}

static void
test_reports_all_problems_in_line_order(void)
{
    static const char TEXT[] = "sequence: s\nsteps:\n"
                               "  - day: 0\n    channel: cal\n    vlaue_point: x\n"
                               "  - channel: email\n    automatic: perhaps\n";
    g_autoptr(GPtrArray) problems = sequence_problems_new();
    g_autoptr(GError) error = NULL;
    static const int LINES[] = { 4, 5, 7 };

    g_assert_null(sequence_read("two.yaml", TEXT, strlen(TEXT), problems, &error));
    g_assert_cmpuint(problems->len, ==, G_N_ELEMENTS(LINES));
    for (guint i = 0; i < problems->len; i++)
        g_assert_cmpint(((SequenceProblem *)g_ptr_array_index(problems, i))->line, ==, LINES[i]);
    g_assert_true(g_str_has_prefix(error->message, "two.yaml, line 4: step 1: channel:"));
}

static void
test_warns_but_reads(void)
{
    static const char TEXT[] = "sequence: s\nsteps:\n"
                               "  - {day: 0, channel: call}\n"
                               "  - {day: 2, channel: email, objective: o, value_point: a}\n"
                               "  - {day: 4, channel: email, objective: o, value_point: a}\n";
    g_autoptr(GPtrArray) problems = sequence_problems_new();
    g_autoptr(Sequence) sequence = sequence_read("w.yaml", TEXT, strlen(TEXT), problems, NULL);

    g_assert_nonnull(sequence);
    g_assert_cmpuint(problems->len, ==, 3);
    const SequenceProblem *floor = g_ptr_array_index(problems, 0);
    g_assert_false(floor->is_error);
    g_assert_cmpstr(floor->message, ==,
                    "3 steps; the floor of 7 attempts adds 4, calls and mails in turn");
    g_assert_cmpint(((SequenceProblem *)g_ptr_array_index(problems, 1))->line, ==, 3);
    g_assert_cmpint(((SequenceProblem *)g_ptr_array_index(problems, 2))->line, ==, 5);
}

static const StepAsset *
asset_at(const Sequence *sequence, guint step, guint index)
{
    const Step *of = g_ptr_array_index(sequence->steps, step);

    g_assert_cmpuint(of->assets->len, >, index);
    return g_ptr_array_index(of->assets, index);
}

/* What is attached, and what the templates link, with lines; the same file twice is warned of. */
static void
test_assets(void)
{
    static const char TEXT[] = "sequence: s\nsteps:\n"
                               "  - day: 0\n    channel: email\n    objective: o\n"
                               "    attach:\n      - sheet\n      - sheet\n      - prices\n"
                               "    body: See {{asset.case}} and {{first_name}}\n"
                               "    variants: [{name: b, body: \"{{asset.other}}\"}]\n"
                               "  - {day: 4, channel: email, objective: o, attach: [prices]}\n"
                               "  - {day: 5, channel: call, script: \"{{asset.case}}\"}\n";
    g_autoptr(GPtrArray) problems = sequence_problems_new();
    g_autoptr(Sequence) sequence = sequence_read("a.yaml", TEXT, strlen(TEXT), problems, NULL);

    g_assert_nonnull(sequence);
    g_assert_true(sequence->links_assets);
    g_assert_cmpstr(asset_at(sequence, 0, 0)->key, ==, "sheet");
    g_assert_cmpint(asset_at(sequence, 0, 0)->line, ==, 7);
    g_assert_cmpstr(asset_at(sequence, 0, 1)->key, ==, "prices");
    g_assert_true(asset_at(sequence, 0, 1)->attached);
    g_assert_cmpstr(asset_at(sequence, 0, 2)->key, ==, "case");
    g_assert_cmpint(asset_at(sequence, 0, 2)->line, ==, 10);
    g_assert_false(asset_at(sequence, 0, 2)->attached);
    g_assert_cmpstr(asset_at(sequence, 0, 3)->key, ==, "other");
    g_assert_cmpstr(asset_at(sequence, 2, 0)->key, ==, "case");
    bool warned = false;
    for (guint i = 0; i < problems->len; i++) {
        const SequenceProblem *problem = g_ptr_array_index(problems, i);
        g_assert_false(problem->is_error);
        warned = warned || (problem->line == 12 &&
                            strstr(problem->message, "step 1 already sends \"prices\"") != NULL);
    }
    g_assert_true(warned);
    g_autoptr(json_t) told = sequence_to_json(sequence);
    const json_t *attach =
        json_object_get(json_array_get(json_object_get(told, "steps"), 0), "attach");
    g_assert_cmpint(json_array_size(attach), ==, 2);
}

static void
test_limits_hold(void)
{
    g_autoptr(GString) many = g_string_new("sequence: s\nsteps:\n");
    g_autoptr(GError) error = NULL;

    for (int i = 0; i <= SEQUENCE_MAX_STEPS; i++)
        g_string_append_printf(many, "  - {day: %d, channel: call}\n", i);
    g_assert_null(sequence_read("many.yaml", many->str, many->len, NULL, &error));
    g_assert_nonnull(strstr(error->message, "100 at most"));
    g_clear_error(&error);

    g_string_set_size(many, SEQUENCE_MAX_BYTES + 1);
    memset(many->str, '#', many->len);
    g_assert_null(sequence_read("big.yaml", many->str, many->len, NULL, &error));
    g_assert_nonnull(strstr(error->message, "1 MiB"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sequence/reads-every-field", test_reads_every_field);
    g_test_add_func("/sequence/writes-json-back", test_writes_json_back);
    g_test_add_func("/sequence/cadence-means-sequence", test_cadence_means_sequence);
    g_test_add_func("/sequence/all-problems-in-line-order",
                    test_reports_all_problems_in_line_order);
    g_test_add_func("/sequence/warns-but-reads", test_warns_but_reads);
    g_test_add_func("/sequence/assets", test_assets);
    g_test_add_func("/sequence/limits-hold", test_limits_hold);
    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autofree char *path = g_strdup_printf("/sequence/bad/%s", BAD[i].name);
        g_test_add_data_func(path, &BAD[i], test_names_line_and_remedy);
    }
    return g_test_run();
}
