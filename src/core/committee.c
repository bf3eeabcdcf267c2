/* Parts, guesses and the ranking. See committee.h. */
#include "core/committee.h"

#include <string.h>

#include "text/fold.h"
#include "text/phrases.h"

#define FOLDED 200

static const struct {
    const char *name, *say;
    int weight;       /* how much it has to do with the decision */
    const char *also; /* folded names of CRMs, with blanks between */
} ROLES[BUYING_ROLE_COUNT] = {
    [BUYING_ROLE_UNKNOWN] = { "unknown", "part not known", 2, "" },
    [BUYING_ROLE_DECISION_MAKER] = { "decision_maker", "decides", 6,
                                     "decider executivesponsor executive entscheider" },
    [BUYING_ROLE_ECONOMIC_BUYER] = { "economic_buyer", "holds the budget", 5,
                                     "budgetholder buyer purchaser" },
    [BUYING_ROLE_CHAMPION] = { "champion", "could argue for us", 4, "influencer coach" },
    [BUYING_ROLE_USER] = { "user", "would use it", 3, "enduser technicaluser evaluator" },
    [BUYING_ROLE_GATEKEEPER] = { "gatekeeper", "guards the door", 1, "assistant" },
    [BUYING_ROLE_BLOCKER] = { "blocker", "stands against it", -2, "opponent legalcompliance" },
};

/* Phrases of titles (text/phrases.h); the earliest line that fits wins. */
static const PhraseEntry TITLES[] = {
    { BUYING_ROLE_GATEKEEPER,
      "assistant|assistants|assistante|asistente;assist~;secretary;sekret~;secretair~;secretaria;"
      "receptionist;empfang;office manager" },
    { BUYING_ROLE_ECONOMIC_BUYER,
      "cfo;chief financial;finance|financial director;director|head|vp of finance;head finance;"
      "vp finance;procurement;purchasing;einkauf~;kaufmannisch~;achat|achats;compras;"
      "directeur financier;director financiero;finanzleit~;leiter|leiterin finanzen;controller" },
    { BUYING_ROLE_DECISION_MAKER,
      "ceo|cto|cio|coo|cmo|cro|chro|ciso|cdo|pdg;chief;founder|cofounder|owner|partner|president;"
      "vp|svp|evp;managing director;geschaftsfuhr~;vorstand;inhaber~;"
      "director|directora|directeur|directrice;gerente general;head of;leiter|leiterin;"
      "bereichsleit~;dueno|duena;prokurist~" },
    { BUYING_ROLE_CHAMPION,
      "manager|lead|teamlead|principal;teamleit~;projektleit~;responsable|jefe|jefa|gerente;"
      "chef de projet;product owner" },
    { BUYING_ROLE_USER,
      "engineer|developer|analyst|specialist|consultant|administrator|technician|designer;"
      "scientist|accountant|nurse|teacher|clerk|representative|coordinator|analista;"
      "entwickler~;ingenieur~;sachbearbeit~;ingenier~;desarrollador~;developpeur~" },
};

const char *
buying_role_name(BuyingRole role)
{
    return ROLES[role].name;
}

const char *
buying_role_say(BuyingRole role)
{
    return ROLES[role].say;
}

BuyingRole
buying_role_parse(const char *name)
{
    char asked[FOLDED], known[FOLDED];

    if (name == NULL || !text_fold(name, asked, sizeof asked) || asked[0] == '\0')
        return BUYING_ROLE_COUNT;
    for (int role = 0; role < BUYING_ROLE_COUNT; role++) {
        g_auto(GStrv) also = g_strsplit(ROLES[role].also, " ", -1);
        if (!text_fold(ROLES[role].name, known, sizeof known))
            continue;
        if (strcmp(asked, known) == 0 || g_strv_contains((const char *const *)also, asked))
            return (BuyingRole)role;
    }
    return BUYING_ROLE_COUNT;
}

BuyingRole
buying_role_guess(const char *title)
{
    static gsize set;

    if (title == NULL || !g_utf8_validate(title, -1, NULL))
        return BUYING_ROLE_UNKNOWN;
    if (g_once_init_enter(&set))
        g_once_init_leave(&set, (gsize)phrase_set_new(TITLES, G_N_ELEMENTS(TITLES)));
    g_autoptr(PhraseText) words = phrase_text_new(title);
    int tag = phrase_set_first((const PhraseSet *)set, words);
    return tag >= 0 ? (BuyingRole)tag : BUYING_ROLE_UNKNOWN;
}

BuyingRole
buying_role_of(const char *given, const char *title, bool *ret_guessed)
{
    BuyingRole role = buying_role_parse(given);

    *ret_guessed = role == BUYING_ROLE_COUNT;
    if (!*ret_guessed)
        return role;
    role = buying_role_guess(title);
    *ret_guessed = role != BUYING_ROLE_UNKNOWN;
    return role;
}

/* Below 0: not to be turned to at all. */
static int
score(const CommitteeMember *member)
{
    if (member->shut || member->busy || !member->reachable)
        return -1;
    int points = 10 + 2 * ROLES[member->role].weight;
    points += member->named ? 12 : 0;
    points -= member->attempts == 0 ? 0 : 3 + MIN(member->attempts, 3);
    points -= member->refused ? 10 : 0;
    points -= member->away ? 3 : 0;
    return MAX(points, 0);
}

int
committee_next(const CommitteeMember *members, gsize count)
{
    int best = -1, best_score = -1;

    for (gsize i = 0; i < count; i++) {
        int points = score(&members[i]);
        if (points > best_score) {
            best = (int)i;
            best_score = points;
        }
    }
    return best;
}

char *
committee_why(const CommitteeMember *member)
{
    GString *why = g_string_new(NULL);

    if (member->named)
        g_string_append(why, "was named by a colleague, ");
    g_string_append(why, ROLES[member->role].say);
    if (member->role_guessed && member->title != NULL)
        g_string_append_printf(why, " (guessed from \"%s\")", member->title);
    if (member->attempts == 0)
        g_string_append(why, ", not tried yet");
    else
        g_string_append_printf(why, ", tried %d time%s", member->attempts,
                               member->attempts == 1 ? "" : "s");
    if (member->refused)
        g_string_append(why, ", said no");
    if (member->away)
        g_string_append(why, ", away now");
    return g_string_free(why, FALSE);
}
