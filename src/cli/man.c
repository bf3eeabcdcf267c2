/* The commands as a manual page, in the man(7) macros: docs/seventh.1 is made of it, and a test
 * holds the two together. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/print.h"

#define REVISED "2026-11-22"

/* Text as roff wants it: a backslash is \e, a dash of an option not a hyphen, and no line begins
 * with a control character, for none begins here with text of others alone. */
static void
print_text(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\\')
            fputs("\\e", stdout);
        else if (*text == '-')
            fputs("\\-", stdout);
        else if (*text == '\'')
            fputs("\\(aq", stdout);
        else
            putchar(*text);
    }
}

/* A line of text of its own. */
static void
print_line(const char *text)
{
    if (text[0] == '.')
        fputs("\\&", stdout);
    print_text(text);
    putchar('\n');
}

static void
print_tag(const char *name, const char *hint)
{
    fputs(".TP\n\\fB", stdout);
    print_text(name);
    fputs("\\fR", stdout);
    if (hint != NULL && hint[0] != '\0') {
        fputs(name[0] != '\0' ? " \\fI" : "\\fI", stdout);
        print_text(hint);
        fputs("\\fR", stdout);
    }
    putchar('\n');
}

static void
print_entry(const char *name, const char *hint, const char *text)
{
    print_tag(name, hint);
    print_line(text);
}

static bool
is_needed(const OperationParam *param)
{
    return param->place == PARAM_REQUIRED || param->place == PARAM_POSITIONAL;
}

static void
print_param(const OperationParam *param)
{
    bool word = param->place == PARAM_POSITIONAL || param->place == PARAM_POSITIONAL_OPTIONAL;
    g_autofree char *dashed = g_strdelimit(g_strdup(param->name), "_", '-');
    g_autofree char *option = word ? g_strdup("") : g_strconcat("--", dashed, NULL);

    print_tag(option, param->value_hint);
    print_text(param->summary);
    if (param->choices != NULL) {
        g_auto(GStrv) choices = g_strsplit(param->choices, "|", -1);
        g_autofree char *list = g_strjoinv(", ", choices);
        fputs(": ", stdout);
        print_text(list);
    }
    puts(is_needed(param) ? " (needed)" : "");
}

static void
print_operation(const Operation *operation)
{
    printf(".SS seventh ");
    print_line(operation->verb);
    print_text(operation->summary);
    puts(".");
    for (const OperationParam *param = operation->params; param != NULL && param->name != NULL;
         param++)
        print_param(param);
}

static void
print_head(void)
{
    puts(".\\\" Made by `seventh help --man` from the table of operations.\n"
         ".TH SEVENTH 1 " REVISED " \"Seventh " SEVENTH_VERSION "\" \"User Commands\"\n"
         ".SH NAME\n"
         "seventh \\- a follow\\-up engine for people who sell\n"
         ".SH SYNOPSIS\n"
         "\\fBseventh\\fR [\\fB\\-\\-db\\fR \\fIURL\\fR] [\\fB\\-\\-json\\fR] "
         "[\\fB\\-\\-now\\fR \\fIINSTANT\\fR] [\\fB\\-\\-no\\-input\\fR] \\fICOMMAND\\fR ...\n"
         ".SH DESCRIPTION\n"
         "Seventh makes polite, professional persistence easy: every prospect gets the next useful "
         "touch, at a\ndecent time, on a fitting channel, with something new to say, until they "
         "answer or ask to be left\nalone. It keeps its workspace in one SQLite file or in "
         "PostgreSQL, and serves pages, a REST API and\nthese commands.");
    puts(".SH OPTIONS\nThey may stand before or behind the command.");
    print_entry("--db", "URL",
                "sqlite:PATH or postgresql://...; SEVENTH_DB or sqlite:./seventh.db otherwise");
    print_entry("--json", NULL, "JSON on standard output: one object, or one a line for lists");
    print_entry("--now", "INSTANT", "let the whole command see this as the present (RFC 3339)");
    print_entry("--no-input", NULL, "never ask; fail instead");
    print_entry("--help", NULL, "show the options of a command");
    print_entry("--version", NULL, "show the version");
}

static void
print_tail(void)
{
    puts(".SH EXIT STATUS");
    print_entry("0", NULL, "done");
    print_entry("1", NULL, "it did not work; a message on standard error says why");
    print_entry("2", NULL, "wrong usage");
    print_entry("3", NULL, "it worked, and found faults");
    print_entry("75", NULL, "not now; try again later");
    puts(".SH ENVIRONMENT");
    print_entry("SEVENTH_DB", NULL, "the database, when --db does not name one");
    print_entry("SEVENTH_KEY_FILE", NULL, "the key that opens the passwords of mailboxes");
    print_entry("SEVENTH_PASSWORD", NULL, "the password of a user, where a command takes one");
    print_entry("SEVENTH_MAILBOX_PASSWORD", NULL, "the same for a mailbox");
    print_entry("NO_COLOR", NULL, "when set, nothing is coloured");
    puts(".SH FILES");
    print_entry("seventh.db", NULL, "the workspace");
    print_entry("seventh.db.key", NULL, "its key; keep it apart from backups");
    print_entry("~/.config/seventh/key", NULL, "the key with PostgreSQL");
}

void
print_man(void)
{
    print_head();
    puts(".SH COMMANDS");
    for (const Command *command = COMMANDS; command->run != NULL; command++)
        print_operation(&command->form);
    for (gsize i = 0; i < OPERATION_COUNT; i++)
        print_operation(OPERATIONS[i]);
    print_tail();
}
