/* One expression: words that send us to somebody, then a name, an address, or both. */
#include "core/referral.h"

#include <string.h>

#define MOST_BYTES 8192 /* of an answer that are looked at */

/* Any case; a blank in these stands for one or more, and for the end of a line. */
#define SENDS                                                                                      \
    "(?i:(?:talk|speak|turn|write|reach out|get back|refer you|forwarded (?:this|it|your mail)) "  \
    "(?:to|with)|get in touch with|contact|try|ask|(?:best|right|responsible) (?:person|contact) " \
    "(?:\\w+ ){0,4}is|handled by|(?:runs|decides) (?:this|that|it) (?:is|now)|"                    \
    "wenden sie sich (?:bitte |gerne |direkt ){0,2}an|sprechen sie (?:bitte |gerne ){0,2}mit|"     \
    "melden sie sich (?:bitte |gerne ){0,2}bei|schreiben sie (?:bitte )?an|"                       \
    "zuständig (?:\\w+ ){0,3}ist|ansprechpartner(?:in)? (?:\\w+ ){0,3}ist|"                       \
    "adressez-vous (?:plutôt )?à|contactez(?: plutôt)?|voyez (?:plutôt )?avec|"                \
    "écrivez (?:plutôt )?à|parlez(?:-en)? (?:plutôt )?(?:à|avec)|"                            \
    "hable con|contacte (?:con|a)|diríjase a(?: la)?|escriba a|póngase en contacto con)"
#define COLLEAGUE \
    "(?:(?i:my|our|meine[mnr]?|unsere[mnr]?|mon|ma|notre|mi|nuestr[oa]) [\\w-]+(?:\\s*,)? )?"
#define TITLE "(?:(?i:mr|mrs|ms|dr|herrn?|frau|m|mme|monsieur|madame|sr|sra|señora?)\\.? ){0,2}"
#define WORD "\\p{Lu}[\\p{L}\\p{M}'’-]+"
#define NAME "(?<name>" WORD "(?: (?:(?:van|von|de|del|der|la|di) ){0,2}" WORD "){0,2})"
#define ADDRESS "(?<address>[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)"
#define BETWEEN "(?:[\\s,:;(<\\[-]|mailto:|at |unter |bei |via |en ){0,8}"

static GRegex *
expression(void)
{
    static gsize slot;

    if (g_once_init_enter(&slot)) {
        g_autoptr(GString) pattern = g_string_new("\\b" SENDS " " COLLEAGUE TITLE "(?:" NAME
                                                  "(?:" BETWEEN ADDRESS ")?|" BETWEEN ADDRESS ")");
        g_string_replace(pattern, " ", "\\s+", 0);
        g_once_init_leave(&slot, (gsize)g_regex_new(pattern->str, G_REGEX_DUPNAMES, 0, NULL));
    }
    return (GRegex *)slot;
}

static char *
named(const GMatchInfo *match, const char *group)
{
    char *text = g_match_info_fetch_named(match, group);

    if (text != NULL && text[0] == '\0')
        g_clear_pointer(&text, g_free);
    if (text != NULL)
        g_strdelimit(text, "\r\n\t", ' ');
    return text;
}

bool
referral_find(const char *text, Referral *ret)
{
    g_autoptr(GMatchInfo) match = NULL;
    g_autofree char *head = NULL;

    *ret = (Referral){ 0 };
    if (text == NULL)
        return false;
    head = g_utf8_make_valid(text, (gssize)strnlen(text, MOST_BYTES));
    if (!g_regex_match(expression(), head, 0, &match))
        return false;
    ret->name = named(match, "name");
    ret->address = named(match, "address");
    return ret->name != NULL || ret->address != NULL;
}

void
referral_clear(Referral *self)
{
    g_clear_pointer(&self->name, g_free);
    g_clear_pointer(&self->address, g_free);
}
