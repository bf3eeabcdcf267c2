/* Holes: what should have been filled in and was not. A placeholder that is only spoken about
 * ("your newsletter says “Hello {{name}}”") is none. */
#include "core/lint_private.h"

#include <string.h>

GRegex *
lint_regex(gsize *slot, const char *pattern)
{
    if (g_once_init_enter(slot)) {
        GRegex *regex = g_regex_new(pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
        g_assert(regex != NULL);
        g_once_init_leave(slot, (gsize)regex);
    }
    return (GRegex *)*slot;
}

/* What people write where a name should come; between [ ], < >. */
#define PLACEHOLDER_WORDS                                                                        \
    "name|vorname|nachname|anrede|firma|unternehmen|pr[eé]nom|nom|civilit[eé]|entreprise|"     \
    "soci[eé]t[eé]|nombre|apellidos?|empresa|tratamiento|company|title|city|industry|insert|"  \
    "your|role|position|date|product|topic|sender|contact|recipient|stadt|branche|ville|ciudad|" \
    "datum|fecha|xx+|\\w{2,14}name|kunde|ansprechpartner|raison sociale|cliente?|contacto"
/* Parts of SECTOR_CLIENTE, COMPANY_NAME. */
#define CAPITAL_WORDS                                                                      \
    "NAME|NOMBRE|APELLIDO|NOM|PRENOM|COMPANY|FIRMA|UNTERNEHMEN|EMPRESA|ENTREPRISE|"        \
    "SOCIETE|CLIENTE?|KUNDEN?|SECTOR|SECTEUR|INDUSTRY|BRANCHE|CITY|CIUDAD|VILLE|STADT|"    \
    "CONTACT|CONTACTO|TITLE|ANREDE|CUSTOMER|SENDER|PRODUCT|PRODUKT|PRODUCTO|PRODUIT|DATE|" \
    "DATUM|FECHA|ROLE|CARGO|POSTE"
/* A word that wants a name behind it, and what cannot be one. */
#define BEFORE_A_NAME                                                                      \
    "that|noticed|saw|seen|heard|at|of|for|from|with|dass|bei|von|f[uü]r|mit|que|chez|"   \
    "pour|avec|de|en|para|con|on|am|le|el|zum|und|and|et|y|the|der|die|das|dem|den|des|"   \
    "im|in|la|les|los|las|du|au|aux|al|del|dans|como|wie|als|like|to|by|your|ihre?|ihrer|" \
    "votre|su|zu|zur|durch"
#define AFTER_A_NAME                                                                        \
    "is|are|was|has|have|will|ist|sind|hat|haben|wird|sucht|est|sont|a|ont|va|recrute|"     \
    "est[aá]n?|es|son|ha|han|tienen?|busca|at|on|by|with|and|und|um|am|f[uü]r|pour|et|"   \
    "para|y|gibt|suchen|cherche|a las|i|ich|je|yo|we|wir|nous|you|sie|vous|habe|hatte|"     \
    "hatten|kann|k[oö]nnen|will|wollen|m[oö]chte|plant|bietet|baut|arbeitet|steht|liegt|" \
    "can|could|would|should|had|does|did|needs|uses|plans|seems|looks|opened|won|peut|"     \
    "fait|propose|ouvre|avait|cherchent|puede|hace|abre|abri[oó]|ofrece|hab[ií]a|quiere|" \
    "est[aá]|que|that|dass|which|who|in|to|from|as|or|but|if|ya|gerade|derzeit|aktuell|"   \
    "currently|actuellement|tambi[eé]n|auch|also|now|jetzt|bald|soon|siempre|already|"     \
    "bereits|schon|ne|lo|nicht|not|when|wenn|weil|als|oder|aber|auf|mit|von|zu|dans|avec|"  \
    "sur|ou|mais|si|en|con|por|pero|o|se"

static const struct {
    const char *pattern;
    bool in_templates; /* wrong there too: only {{field}} is filled in */
} HOLES[] = {
    { "\\{\\{[^}|]{0,60}\\}\\}\\}?", false },
    { "\\b(?:at|of|for|from|with|bei|von|für|mit|chez|pour|de|en|para|con|a) "
      "(?-i:undefined|null|NaN|None)\\b(?! (?:and "
      "void|values?|pointers?|hypothes[ie]s|behaviou?r))",
      true },
    { "\\{\\{[^}|]{0,60}\\|\\s*(?:default|fallback|(?:par )?d[eé]faut|(?:por "
      ")?defecto|standard(?:wert)?)?"
      "\\s*\\}\\}",
      false },
    { "(?<![\\{\\$/])[#$]?\\{ ?\\$?[\\p{L}][\\p{L}\\d_. -]{0,30} "
      "?\\}(?!\\})|(?<!\\{)\\{\\d\\}(?!\\})",
      true },
    { "\\$\\{[A-Za-z_.]{1,40}\\}", true },
    { "(?-i:\\b(?:FIRST|LAST|FULL|COMPANY|CONTACT|CUSTOMER)[_ ]?NAME\\b|\\b[FL]NAME\\b|"
      "\\b(?:VOR|NACH|FIRMEN|KUNDEN)NAME\\b|\\bPR[EÉ]NOM\\b|"
      "(?<![{.$%[<])(?<![{<] )\\b(?:first|last|full|company|contact|customer)(?:Name|_name)\\b)",
      true },
    { "(?-i:\\b(?:[A-Z]{2,}_)*(?:" CAPITAL_WORDS
      ")(?:_[A-Z]{2,})+\\b|\\b(?:[A-Z]{2,}_)+(?:" CAPITAL_WORDS ")\\b)",
      true },
    { "(?<![\\w$])\\$(?:" PLACEHOLDER_WORDS ")\\b\\$?|@@[\\w.]{2,30}@@|\\[object object\\]|"
      "(?<=[ \\t])%[sd]\\b|&lt;[a-z_ ]{2,30}&gt;",
      true },
    { "%[A-Z][A-Z_]{2,30}%", true },
    { "\\*\\|[A-Z_:0-9]{1,30}\\|\\*", true },
    { "<<[A-Za-z_. ]{1,40}>>|«(?:[A-Za-z]+_[A-Za-z_]+|" PLACEHOLDER_WORDS ")»", true },
    { "\\[(?!(?!insert|your|hier |ins[eé]r)[^\\]\\n]*(?::[ "
      "]*[^\\s\\]]|\\d))(?:[^\\]\\n]{0,30}\\b)?(?:" PLACEHOLDER_WORDS
      ")\\b[^\\]\\n]{0,30}\\](?![(\\[])",
      true },
    { "\\[ ?(?:customer|kundin|prospect|empf[aä]nger|destinataires?|destinatarios?|signature|thema|"
      "sujet|tema|ort|lieu|lugar|produkt|produit|producto|nutzen|pain point|competitor|surname|"
      "department|abteilung|amount|betrag|montant|importe|tbd|todo|ausf[uü]llen|compl[eé]ter|"
      "completar|rellenar|monat|month|day|time|uhrzeit) ?\\]",
      true },
    { "\\[\\[[^\\]\\n]{1,40}\\]\\]", true },
    { "\\[[A-Za-z]+_[A-Za-z_]+\\]", true },
    { "(?-i:<[A-Z]+_[A-Z_]+>|\\bX{3,}\\b|#[A-Za-z_]{3,30}#|__[A-Z]+__|#N/"
      "A|#REF!|#NAME\\?|#WERT!|#BEZUG!)|<%=? ?[\\w.]+ ?%>|%%[\\w.]+%%|\\{![\\w.]+\\}|\\{% ?[\\w.]+ "
      "?%\\}",
      true },
    { "\\b(?:" BEFORE_A_NAME ")\\b(?:[ \\t]{2,}(?=(?:" AFTER_A_NAME
      ")\\b)|[ \\t]+(?=[.,](?:\\s|$)))|\\b(?:at|for|with|bei|f[uü]r|mit|von|para|con)[ "
      "\\t]+(?=\\?)|"
      "\\b(?:that|dass|que|noticed)[ "
      "\\t]{2,}(?!(?:the|an?|your|our|my|this|we|you|i|it|they|he|she|"
      "der|die|das|den|dem|ein|eine|einen|ihr|ihre|unser|mein|wir|sie|ich|es|el|la|los|las|un|una|"
      "su|sus|nuestr[oa]s?|le|les|des|du|vos|votre|notre|nos|vous|nous|je|il|elle|on|ce|cette)\\b)"
      "(?=(?-i:[a-zäöüéèàç]))|"
      "\\b(?:at|for|of|in|with|that|about)[ \\t]+(?='s\\b|’s\\b)",
      false },
    { "(?<!<)<(?:[a-z_ ]{0,20}\\b)?(?:" PLACEHOLDER_WORDS ")\\b[a-z_ ]{0,20}>(?!>)", true },
};

/* "Hello ," "Dear Mr. null," "Sehr geehrter Herr ," at the top. */
static const char HOLLOW_GREETING[] =
    "\\A\\s*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|"
    "abend)|sehr geehrter?|liebe[r]?|moin|bonjour|bonsoir|ch[eè]re?|salut|hola|estimad[oa]|"
    "querid[oa]|buen[oa]s (?:d[ií]as|tardes))"
    "(?:[ \\t]+(?:mr|mrs|ms|dr|frau|herrn?|madame|monsieur|mme|mlle|m|prof|se[nñ]ora?|sra?|"
    "lic|ing|don|do[nñ]a)\\.?)*"
    "(?:[ \\t]+[,:](?!\\))|,[ \\t]*[,:!](?!\\))|[ \\t]+(?:_{2,}|\\.{2,}|…|%s|xx+|xy|\\?+|-+|\\[ "
    "?\\])[ \\t]*[,:!]|[ \\t]+!(?=\\s)(?<!bonjour !)(?<!salut !)|[ "
    "\\t]+(?:null|undefined|none|(?-i:NaN|nan)|n/a)\\b))";
static const char TITLE_ONLY[] =
    "\\A\\s*(?:(?:hi|hello|hey|dear|hallo|liebe[r]?|bonjour|ch[eè]re?|salut|hola|estimad[oa])[ "
    "\\t]+"
    "(?:(?:frau|herr|mr\\.?|ms\\.?|madame|monsieur)[ \\t]+)?(?:(?:first|last|full|sur) "
    "?name|vorname|nachname|contact ?name|company|firma|empresa|"
    "pr[eé]nom|nombre|customer|kundenname|fname)[ \\t]*[,!:]|(?:(?:sehr "
    "geehrter|lieber|hallo|guten (?:tag|morgen|abend)) herr|(?:sehr "
    "geehrte|liebe|"
    "hallo|guten (?:tag|morgen|abend)) frau|dear (?:mr|mrs|ms|dr)\\.?|bonjour (?:m|mme)\\.?)"
    "[ \\t]*(?:,|\\n)|(?:dear|sehr geehrter?|lieber?|ch[eè]re?|estimad[oa])[ \\t]*(?:/[ ]?[ra])?[ "
    "\\t]*,|"
    "estimad[oa] (?:sra?|lic|ing)\\.?[ \\t]*[,:])";

/* Words with which placeholders are spoken about. */
static const char SPEAKS_OF_HOLES[] =
    "\\b(?:placeholders?|templates?|merge (?:field|tag)s?|mail ?merge|variables?|platzhalter|"
    "vorlagen?|serien(?:brief|mail)|standardwert|plantillas?|llaves?|corchetes|mod[eè]les?|fusion|"
    "crochets|chevrons|balises?|accolades?|braces|(?:eckige|geschweifte)n? klammern?|json|payload|"
    "marcador(?:es)?)\\b";

/* Where the quotation marks around [from, to) stand, on its line; false when there are none. */
static bool
find_quotation(const char *text, gsize from, gsize to, gsize *ret_from, gsize *ret_to)
{
    static const struct {
        const char *open, *close;
    } MARKS[] = { { "„", "“" }, { "“", "”" }, { "«", "»" }, { "»", "«" }, { "\"", "\"" },
                  { "‚", "‘" }, { "‘", "’" }, { "‹", "›" }, { "`", "`" } };
    gsize line = from, end = to + strcspn(text + to, "\n");

    while (line > 0 && text[line - 1] != '\n')
        line--;
    g_autofree char *before = g_strndup(text + line, from - line);
    g_autofree char *after = g_strndup(text + to, end - to);
    for (gsize i = 0; i < G_N_ELEMENTS(MARKS); i++) {
        const char *open = g_strrstr(before, MARKS[i].open), *close = strstr(after, MARKS[i].close);
        bool shut = open != NULL && strstr(open + strlen(MARKS[i].open), MARKS[i].close) != NULL;
        if (open == NULL || close == NULL || shut)
            continue;
        *ret_from = line + (gsize)(open - before) + strlen(MARKS[i].open);
        *ret_to = to + (gsize)(close - after);
        return true;
    }
    return false;
}

static bool
has_letter(const char *text, gsize from, gsize to)
{
    for (; from < to; from++)
        if (g_ascii_isalpha(text[from]))
            return true;
    return false;
}

/* "the {braces} in your template": on one line, and not that of the greeting. */
static bool
is_spoken_of(GRegex *speaks, const char *text, gsize from, gsize to)
{
    gsize line = from, end = to + strcspn(text + to, "\n");

    while (line > 0 && text[line - 1] != '\n')
        line--;
    g_autofree char *whole = g_strndup(text + line, end - line);
    return line > 0 && strchr("{[<%$#*_", text[from]) != NULL &&
           g_regex_match(speaks, whole, 0, NULL);
}

/* "your newsletter says “Hello {{name}}”": a hole that is spoken about, and no hole here. A quoted
 * placeholder alone is one unless the message is about such things. */
static bool
is_quoted(const char *text, gsize from, gsize to)
{
    static gsize slot;
    gsize open, close;

    GRegex *speaks = lint_regex(&slot, SPEAKS_OF_HOLES);

    if (!find_quotation(text, from, to, &open, &close))
        return is_spoken_of(speaks, text, from, to);
    return has_letter(text, open, from) || has_letter(text, to, close) ||
           g_regex_match(speaks, text, 0, NULL);
}

/* The next place from `*from` on that is a hole. */
static bool
next_hole(GRegex *regex, const char *text, GMatchInfo **match, gsize *ret_from, gsize *ret_to)
{
    bool found =
        *match == NULL ? g_regex_match(regex, text, 0, match) : g_match_info_next(*match, NULL);

    for (; found; found = g_match_info_next(*match, NULL)) {
        gint from, to;
        g_match_info_fetch_pos(*match, 0, &from, &to);
        *ret_from = (gsize)from;
        *ret_to = (gsize)to;
        if (!is_quoted(text, *ret_from, *ret_to))
            return true;
    }
    return false;
}

static bool
has_any(GRegex *regex, const char *text)
{
    g_autoptr(GMatchInfo) match = NULL;
    gsize from, to;

    return next_hole(regex, text, &match, &from, &to);
}

static void
find_all(Lint *self, GRegex *regex, const char *text, bool in_subject)
{
    g_autoptr(GMatchInfo) match = NULL;
    gsize from, to;

    while (next_hole(regex, text, &match, &from, &to))
        lint_add(self, LINT_MISSING_VARIABLE, in_subject, from, to);
}

/* Of HOLES, and the two that are only looked for at the top of a body. */
static gsize hole_slots[G_N_ELEMENTS(HOLES)], greeting_slot, title_slot;

void
lint_holes(Lint *self)
{
    for (gsize i = 0; i < G_N_ELEMENTS(HOLES); i++) {
        if (self->input->is_template && !HOLES[i].in_templates)
            continue;
        GRegex *regex = lint_regex(&hole_slots[i], HOLES[i].pattern);
        find_all(self, regex, self->draft->text, false);
        if (self->input->subject != NULL)
            find_all(self, regex, self->input->subject, true);
    }
    find_all(self, lint_regex(&greeting_slot, HOLLOW_GREETING), self->draft->text, false);
    find_all(self, lint_regex(&title_slot, TITLE_ONLY), self->draft->text, false);
}

/* Each of HOLES shows one of these; nearly all texts hold none, and are not searched. */
static bool
may_hold_hole(const char *text)
{
    static const char *const SIGNS[] = { "*|",   "\xC2\xAB", "NAME",   "undefined", "null",
                                         "NaN",  "None",     "  ",     "\t",        " ,",
                                         " .",   " ?",       " '",     " ’",        "$",
                                         "_",    "@@",       "Name",   "NOM",       "%",
                                         "&lt;", "object",   "X\130X", "#",         "__" };

    for (gsize i = 0; i < G_N_ELEMENTS(SIGNS); i++)
        if (strstr(text, SIGNS[i]) != NULL)
            return true;
    return strpbrk(text, "{%<[") != NULL;
}

bool
lint_has_hole(const char *body)
{
    bool searched = may_hold_hole(body);

    for (gsize i = 0; searched && i < G_N_ELEMENTS(HOLES); i++)
        if (has_any(lint_regex(&hole_slots[i], HOLES[i].pattern), body))
            return true;
    return g_regex_match(lint_regex(&greeting_slot, HOLLOW_GREETING), body, 0, NULL) ||
           g_regex_match(lint_regex(&title_slot, TITLE_ONLY), body, 0, NULL);
}
