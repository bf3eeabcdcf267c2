/* See signal_kind.h. */
#include "core/signal_kind.h"

#include <glib.h>
#include <string.h>

#define MAX_KIND 40

static const struct {
    const char *kind, *say;
} KINDS[] = {
    { "job_change", "they changed jobs" },
    { "funding", "they got funding" },
    { "visit", "they looked at our pages" },
    { "own_date", "a date of their own has come" },
    { "hiring", "they are hiring" },
    { "news", "there is news about them" },
    { "contract_end", "a contract of theirs ends" },
};

bool
signal_kind_is_valid(const char *kind)
{
    gsize length = strlen(kind);

    return length > 0 && length <= MAX_KIND &&
           strspn(kind, "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

char *
signal_say(const char *kind, const char *note)
{
    const char *known = NULL;
    g_autofree char *plain = g_strdelimit(g_strdup(kind), "_", ' ');

    for (gsize i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (strcmp(kind, KINDS[i].kind) == 0)
            known = KINDS[i].say;
    if (known == NULL)
        known = plain;
    return note != NULL && note[0] != '\0' ? g_strdup_printf("%s: %s", known, note)
                                           : g_strdup(known);
}
