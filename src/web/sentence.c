/* See sentence.h. */
#include "web/sentence.h"

#include <string.h>

/* Where the clause begins that speaks of a command or an option; the end when none does. */
static gsize
without_terminal_hint(const char *message)
{
    const char *hint = strstr(message, "`seventh ");
    const char *option = strstr(message, " --");

    if (hint == NULL || (option != NULL && option < hint))
        hint = option;
    if (hint == NULL)
        return strlen(message);
    for (const char *at = hint; at > message; at--)
        if (strchr(";:", *at) != NULL && at[1] == ' ')
            return (gsize)(at - message);
    return strlen(message);
}

static bool
begins_plainly(const char *text)
{
    gsize word = strcspn(text, " ");

    return g_ascii_islower(text[0]) && memchr(text, '@', word) == NULL &&
           memchr(text, '.', word) == NULL;
}

char *
sentence_of(const char *message)
{
    GString *sentence = g_string_new_len(message, (gssize)without_terminal_hint(message));

    if (begins_plainly(sentence->str))
        sentence->str[0] = g_ascii_toupper(sentence->str[0]);
    if (sentence->len > 0 && strchr(".!?:", sentence->str[sentence->len - 1]) == NULL)
        g_string_append_c(sentence, '.');
    return g_string_free(sentence, FALSE);
}
