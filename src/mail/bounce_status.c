/* The fields of RFC 3464, wherever they stand. */
#include <stdio.h>
#include <string.h>

#include "mail/bounce_inside.h"

/* Appends the continuation lines of a field's value. */
static char *
field_value(const char *line, const char **ret_next)
{
    GString *value = g_string_new(NULL);
    const char *at = strchr(line, ':') + 1;
    for (;;) {
        const char *end = strchrnul(at, '\n');
        g_string_append_len(value, at, end - at);
        at = *end != '\0' ? end + 1 : end;
        if ((*at != ' ' && *at != '\t') || value->len > BOUNCE_MAX_DIAGNOSTIC)
            break;
        g_string_append_c(value, ' ');
    }
    *ret_next = at;
    return g_strstrip(g_string_free(value, FALSE));
}

bool
bounce_field_is(const char *line, const char *name)
{
    gsize length = strlen(name);
    return g_ascii_strncasecmp(line, name, length) == 0 && line[length] == ':';
}

static void
case_finish(GPtrArray *cases, BounceCase **current, char **original)
{
    if (*current == NULL)
        return;
    BounceCase *one = g_steal_pointer(current);
    /* The address that the sender used, where a list or an alias led elsewhere. */
    if (*original != NULL) {
        g_free(one->recipient);
        one->recipient = g_steal_pointer(original);
    }
    g_clear_pointer(original, g_free);
    bool told = one->recipient != NULL || one->action != NULL || one->status != NULL;
    if (told && cases->len < BOUNCE_MAX)
        g_ptr_array_add(cases, one);
    else
        bounce_case_free(one);
}

/* "5.1.1 (user unknown)" and "failed (permanent)" keep their first word; the rest is a comment that
 * may help to find the reason. */
static void
take_word(char **slot, const char *value, BounceCase *one)
{
    gsize length = strcspn(value, " \t(;");
    bounce_replace(slot, g_ascii_strdown(value, (gssize)length));
    const char *comment = strchr(value, '(');
    if (comment != NULL && !g_str_has_prefix(comment, "(other"))
        bounce_replace(&one->comment, g_strdup(comment));
}

/* "5.1.1", "4.2.2 (mailbox full)", "5.7.1,": the code, or NULL when it is none. */
static void
take_status(const char *value, BounceCase *one)
{
    gsize length = strspn(value, "0123456789.");
    int class = 0, subject = 0, detail = 0, used = 0;
    g_autofree char *code = g_strndup(value, MIN(length, 12));

    take_word(&one->status, value, one);
    bool fits = sscanf(code, "%1d.%3d.%3d%n", &class, &subject, &detail, &used) == 3 &&
                code[used] == '\0' && (class == 2 || class == 4 || class == 5);
    bounce_replace(&one->status, fits ? g_steal_pointer(&code) : NULL);
}

static void
case_take_field(BounceCase *one, const char *line, const char *value, char **original)
{
    if (bounce_field_is(line, "Final-Recipient") || bounce_field_is(line, "Recipient"))
        bounce_replace(&one->recipient, bounce_address_at(value, NULL));
    else if (bounce_field_is(line, "Original-Recipient"))
        bounce_replace(original, bounce_address_at(value, NULL));
    else if (bounce_field_is(line, "X-Actual-Recipient") && *original == NULL)
        *original = bounce_address_at(value, NULL);
    else if (bounce_field_is(line, "Action"))
        take_word(&one->action, value, one);
    else if (bounce_field_is(line, "Status"))
        take_status(value, one);
    else if (bounce_field_is(line, "Remote-MTA")) {
        const char *host = strchr(value, ';');
        bounce_replace(&one->remote, g_ascii_strdown(host != NULL ? host + 1 : value, -1));
        g_strstrip(one->remote);
    } else if (bounce_field_is(line, "X-PowerMTA-BounceCategory")) {
        bounce_replace(&one->category, g_ascii_strdown(value, -1));
    } else if (bounce_field_is(line, "Diagnostic-Code")) {
        /* A type tag ("smtp;") goes; a second field adds to the first. */
        const char *semicolon = strchr(value, ';');
        bool tagged = semicolon != NULL && semicolon - value < 20 &&
                      strcspn(value, " \t") >= (gsize)(semicolon - value);
        bool local = g_ascii_strncasecmp(value, "x-unix", 6) == 0;
        const char *words = tagged && !local ? semicolon + 1 : value;
        bool comment = *one->diagnostic == '(';
        bounce_replace(&one->diagnostic, *one->diagnostic != '\0' && !comment
                                             ? g_strconcat(one->diagnostic, " ", words, NULL)
                                             : g_strdup(words));
        g_strstrip(one->diagnostic);
    }
}

/* A field that the open group has already begins the next one; many programs leave out the blank
 * line between. */
static bool
begins_case(const char *line, const BounceCase *current, const char *original)
{
    if (bounce_field_is(line, "Final-Recipient"))
        return current == NULL || current->recipient != NULL;
    if (bounce_field_is(line, "Original-Recipient"))
        return current == NULL || original != NULL;
    return current == NULL && (bounce_field_is(line, "Action") || bounce_field_is(line, "Status") ||
                               bounce_field_is(line, "Diagnostic-Code"));
}

GPtrArray *
bounce_status_cases(const char *text)
{
    GPtrArray *cases = g_ptr_array_new_with_free_func(bounce_case_free);
    BounceCase *current = NULL;
    char *original = NULL;
    for (const char *line = text; *line != '\0';) {
        const char *next = strchrnul(line, '\n');
        next = *next != '\0' ? next + 1 : next;
        if (*line == '\n' || *line == '\r') {
            /* A blank line ends a group; some programs put one inside, so an open group without a
             * status goes on. */
            bool named = current != NULL && (current->recipient != NULL || original != NULL);
            if (named && (current->status != NULL || current->action != NULL))
                case_finish(cases, &current, &original);
        } else if (bounce_is_header_line(line)) {
            g_autofree char *value = field_value(line, &next);
            if (begins_case(line, current, original)) {
                case_finish(cases, &current, &original);
                current = bounce_case_new(NULL, NULL);
            }
            if (current != NULL)
                case_take_field(current, line, value, &original);
        }
        line = next;
    }
    case_finish(cases, &current, &original);
    g_free(original);
    return cases;
}
