/* One recipient of a report, and addresses as reports print them. */
#include <string.h>

#include "mail/bounce_inside.h"

#define MAX_ADDRESS_BYTES 320

BounceCase *
bounce_case_new(const char *recipient, const char *diagnostic)
{
    BounceCase *self = g_new0(BounceCase, 1);
    self->recipient = g_strdup(recipient);
    self->diagnostic = g_strdup(diagnostic != NULL ? diagnostic : "");
    return self;
}

void
bounce_case_free(void *data)
{
    BounceCase *self = data;
    if (self == NULL)
        return;
    g_free(self->recipient);
    g_free(self->status);
    g_free(self->action);
    g_free(self->diagnostic);
    g_free(self->remote);
    g_free(self->category);
    g_free(self->comment);
    g_free(self);
}

int
bounce_cases_find(const GPtrArray *cases, const char *recipient)
{
    for (guint i = 0; recipient != NULL && i < cases->len; i++) {
        const BounceCase *one = g_ptr_array_index(cases, i);
        if (one->recipient != NULL && g_str_equal(one->recipient, recipient))
            return (int)i;
    }
    return -1;
}

void
bounce_replace(char **slot, char *value)
{
    g_free(*slot);
    *slot = value;
}

bool
bounce_is_header_line(const char *line)
{
    const char *at = line;
    while (g_ascii_isalnum(*at) || *at == '-')
        at++;
    return at > line && *at == ':';
}

/* The character at `at` when it may stand in an address, as its length in bytes; else 0. Letters of
 * all scripts may, their punctuation may not. */
static gsize
address_character(const char *at)
{
    if ((guchar)*at < 0x80)
        return g_ascii_isalnum(*at) ||
               (*at != '\0' && strchr("!#$%&'*+-/=?^_`{|}~.@", *at) != NULL);
    gunichar c = g_utf8_get_char_validated(at, -1);
    bool fits = c < 0x110000 && (g_unichar_isalnum(c) || g_unichar_ismark(c));
    return fits ? (gsize)(g_utf8_next_char(at) - at) : 0;
}

char *
bounce_address_at(const char *text, const char **ret_end)
{
    const char *at = text;
    while (*at == ' ' || *at == '\t' || *at == '<' || *at == '"' || *at == '\'' || *at == '(' ||
           *at == '[')
        at++;
    if (g_ascii_strncasecmp(at, "rfc822;", 7) == 0 || g_ascii_strncasecmp(at, "utf-8;", 6) == 0)
        at = strchr(at, ';') + 1;
    else if (g_ascii_strncasecmp(at, "mailto:", 7) == 0)
        at += 7;
    else if (g_ascii_strncasecmp(at, "smtp:", 5) == 0)
        at += 5;
    while (*at == ' ' || *at == '\t' || *at == '<' || *at == '"' || *at == '\'')
        at++;
    const char *start = at;
    /* A quoted local part: "jo doe"@example.com */
    if (start > text && start[-1] == '"') {
        const char *close = strchr(start, '"');
        if (close != NULL && close[1] == '@' && close - start < 64) {
            start--;
            at = close + 1;
        }
    }
    const char *sign = NULL;
    for (gsize step; at - start < MAX_ADDRESS_BYTES && (step = address_character(at)) > 0;
         at += step)
        if (*at == '@')
            sign = at;
    const char *end = at;
    while (end > start && strchr(".'/=*-`", end[-1]) != NULL)
        end--;
    if (ret_end != NULL)
        *ret_end = at;
    if (sign == NULL || sign == start || end - sign < 3 ||
        !g_utf8_validate_len(start, (gsize)(end - start), NULL))
        return NULL;
    return g_ascii_strdown(start, end - start);
}
