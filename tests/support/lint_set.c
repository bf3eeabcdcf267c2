/* Reading labelled messages, and counting. */
#include "lint_set.h"

#include <string.h>

/* In a comment at the top of a file: only these rules are labelled in it. */
#define LABELS "Labels: "
#define SUBJECT "Subject: "

const LintPart lint_parts[LINT_PARTS] = {
    { "looked_at", false, true },  { "later_looked_at", false, true },
    { "trades", false, true },     { "holes", false, true },
    { "reproaches", false, true }, { "opened", false, true },
    { "held_out", true, false },   { "apart", true, true },
    { "apart_later", true, true },
};

static void
message_free(gpointer data)
{
    LintMessage *self = data;

    g_free(self->language);
    g_free(self->subject);
    g_free(self->body);
    g_ptr_array_unref(self->thread);
    g_free(self);
}

static guint
rule_bit(const char *name, int line)
{
    if (strcmp(name, "none") == 0)
        return 0;
    for (int rule = 0; rule < LINT_RULE_COUNT; rule++)
        if (strcmp(name, lint_rule_name((LintRule)rule)) == 0)
            return 1u << rule;
    g_error("line %d: no rule is called %s", line, name);
}

static guint
rule_bits(const char *names, int line)
{
    g_auto(GStrv) words = g_strsplit(names, " ", -1);
    guint bits = 0;

    for (char **word = words; *word != NULL; word++)
        if ((*word)[0] != '\0')
            bits |= rule_bit(*word, line);
    return bits;
}

static LintMessage *
begin_message(const char *labels, int line)
{
    LintMessage *message = g_new0(LintMessage, 1);
    g_auto(GStrv) words = g_strsplit(labels, " ", -1);

    message->language = g_strdup(words[0]);
    message->thread = g_ptr_array_new_with_free_func(g_free);
    message->line = line;
    for (char **word = words + 1; *word != NULL; word++)
        message->rules |= rule_bit(*word, line);
    return message;
}

static void
end_part(GPtrArray *thread, GString *part)
{
    if (part->len > 0)
        g_ptr_array_add(thread, g_strdup(part->str));
    g_string_truncate(part, 0);
}

GPtrArray *
lint_set_read(const char *file)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    g_autoptr(GString) part = g_string_new(NULL);
    g_autoptr(GString) body = g_string_new(NULL);
    GPtrArray *messages = g_ptr_array_new_with_free_func(message_free);
    LintMessage *message = NULL;
    guint judged = (1u << LINT_RULE_COUNT) - 1;

    if (!g_file_get_contents(file, &text, NULL, &error))
        g_error("%s", error->message);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (int i = 0; lines[i] != NULL; i++) {
        const char *line = lines[i];
        bool begins = g_str_has_prefix(line, "@ ");
        if ((begins || lines[i + 1] == NULL) && message != NULL)
            message->body = g_strdup(g_strstrip(body->str));
        if (begins) {
            message = begin_message(line + 2, i + 1);
            message->judged = judged;
            g_ptr_array_add(messages, message);
            g_string_truncate(body, 0);
        } else if (message == NULL) {
            const char *labels = line[0] == '#' ? strstr(line, LABELS) : NULL;
            judged = labels != NULL ? rule_bits(labels + strlen(LABELS), i + 1) : judged;
        } else if (strcmp(line, "<") == 0) {
            end_part(message->thread, part);
        } else if (part->len == 0 && g_str_has_prefix(line, "< " SUBJECT)) {
            continue; /* the command reads a message's subject apart, too */
        } else if (g_str_has_prefix(line, "< ")) {
            g_string_append_printf(part, "%s\n", line + 2);
        } else {
            end_part(message->thread, part);
            if (g_str_has_prefix(line, SUBJECT) && body->len == 0)
                message->subject = g_strdup(line + strlen(SUBJECT));
            else
                g_string_append_printf(body, "%s\n", line);
        }
    }
    return messages;
}

void
lint_set_score(const GPtrArray *messages, LintScore *scores, FILE *wrong)
{
    for (guint i = 0; i < messages->len; i++) {
        const LintMessage *message = g_ptr_array_index(messages, i);
        LintInput input = { .subject = message->subject,
                            .body = message->body,
                            .thread = message->thread };
        g_autoptr(LintReport) report = lint_check(&input);
        for (int rule = 0; rule < LINT_RULE_COUNT; rule++) {
            if ((message->judged >> rule & 1) == 0)
                continue;
            const LintFinding *found = lint_report_find(report, (LintRule)rule);
            bool meant = (message->rules >> rule & 1) != 0;
            scores[rule].right += meant && found != NULL;
            scores[rule].false_alarms += !meant && found != NULL;
            scores[rule].missed += meant && found == NULL;
            if (wrong != NULL && meant != (found != NULL))
                fprintf(wrong, "%d %s: %s %s: %.90s\n", message->line, message->language,
                        lint_rule_name((LintRule)rule), meant ? "missed" : "found",
                        found != NULL ? found->text : message->body);
        }
    }
}
