/* Holes: what should have been filled in and was not. A placeholder that is only spoken about is
 * none: lint_mention.c. */
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

/* How letters begin, and what stands before a name. */
#define GREETING_WORDS                                                                      \
    "hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|morning|hallo|guten "         \
    "(?:tag|morgen|abend)|moin|servus|gr[uü]ezi|sehr geehrter?|werter?|liebe[r]?|bonjour|" \
    "bonsoir|ch[eè]re?s?|salut|coucou|hola|buenas|estimad[oa]s?|apreciad[oa]|querid[oa]|"  \
    "buen(?:[oa]s)? (?:d[ií]as?|tardes|noches)"
#define TITLE_WORDS                                                                             \
    "mr|mrs|ms|dr|frau|herrn?|madame|monsieur|mme|mlle|m|prof|se[nñ]or(?:a|ita)?|sr(?:a|ta)?|" \
    "lic|ing|don|do[nñ]a"

static const struct {
    const char *pattern;
    bool in_templates; /* wrong there too: only {{field}} is filled in */
} HOLES[] = {
    { "\\{\\{(?!\\.\\.)[^}|]{0,60}\\}\\}\\}?", false },
    { "(?<!count )(?<!start )\\b(?:at|of|for|from|with|chez|pour|en|para|con|a) "
      "(?-i:undefined|null|NaN|None)\\b(?! (?:and "
      "void|values?|pointers?|hypothes[ie]s|behaviou?r))|"
      "\\b(?:bei|von|f[uü]r|mit) (?:(?-i:undefined|NULL|NaN|None)\\b|"
      "null (?=ist|hat|haben|wird|gibt|sucht|plant|gerade)\\b)",
      true },
    { "\\{\\{[^}|]{0,60}\\|\\s*(?:default|fallback|(?:par )?d[eé]faut|(?:por "
      ")?defecto|standard(?:wert)?)?"
      "\\s*:?\\s*(?:\"\"|'')?\\s*\\}\\}",
      false },
    { "(?<![\\{\\$/])[#$]?\\{ ?\\$?[\\p{L}][\\p{L}\\d_. -]{1,30} "
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
      "(?<=[ \\t])%[sd]\\b|&lt;(?:[a-z_ ]{0,20}\\b)?(?:" PLACEHOLDER_WORDS ")\\b[a-z_ ]{0,20}&gt;",
      true },
    { "%[A-Z][A-Z_]{2,30}%", true },
    { "\\*\\|[A-Z_:0-9]{1,30}\\|\\*", true },
    { "<<[A-Za-z_. ]{1,40}>>|«(?:[A-Za-z]+_[A-Za-z_]+|" PLACEHOLDER_WORDS ")»", true },
    { "\\[(?=(?:insert|your|enter|hier|ihre?|votre|su|name|nom|nombre|ins[eé]r\\w+)\\b|"
      "[^\\]\\s]+(?:\\s[^\\]\\s]+){0,2}\\])(?!(?:and|or|not|the|our|an?|no|see|view|download|book|"
      "visit|read|open|get|watch|click|contact us|und|oder|die|der|das|unsere?|kein|siehe|"
      "ansehen|zum|zur|et|ou|les?|la|notre|nos|pas|voir|y|o|el|los|las|nuestr[oa]s?|ver)\\b)"
      "(?![^\\]]*(?:withheld|redacted|removed))(?!(?!insert|your|hier |ins[eé]r)[^\\]\\n]*(?::[ "
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
    { "(?-i:<[A-Z]+_[A-Z_]+>|\\bX{3,}\\b(?!-|\\s*\\z)|#[A-Za-z_]{3,30}#|__[A-Z]+__|#N/"
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
    /* an amount, a date, a share that was to be looked up: £XX, XX/XX/2027, [X]% */
    { "(?-i:[£$€] ?X{1,4}\\b|\\bX{1,4} ?[€£%]|\\bX{1,2}[/.]X{1,2}\\b|"
      "[£$€] ?\\[[xX]+\\]|\\[[xX]+\\] ?[€£%]|\\[X{2,}\\])",
      true },
    { "%\\{[\\w.]{2,30}\\}|(?<![\\w/%])%[a-z][a-z_.]{2,30}%(?!\\w)|##[\\w ]{2,30}##|"
      "(?<![\\w*])\\|[A-Z]{3,20}\\|(?![\\w*])",
      true },
    /* capitals in brackets, save marks of mail programs and logs; what is still to be done */
    { "(?-i:\\[(?![A-Z "
      "-]*(?:EXTERN|SPAM|CONFID))(?!EXT|SIC|PDF|INFO|WARN|ERR|DEBUG|TRACE|SPAM|URGENT|UPDATE|LINK|"
      "VIDEO|FWD?|RE|AW|"
      "WG|TR|OK|FYI|DIN|ISO|EN )[A-ZÄÖÜÉÈÀÑ][A-ZÄÖÜÉÈÀÑ_ -]{2,30}\\](?![(\\[]))|"
      "\\[X\\](?= (?:weeks?|days?|months?|years?|hours?|minutes?|people|percent|wochen|tagen?|"
      "monaten?|jahren?|stunden|minuten|prozent|semaines?|jours?|mois|ans|heures?|semanas?|"
      "d[ií]as?|meses|a[nñ]os|horas?|por ciento)\\b)|"
      "\\[(?:add|insert|put|mention|describe|personali[sz]e|fill|write|choose|pick|reference|"
      "einf[uü]gen|erg[aä]nzen|ajouter|ins[eé]rer|pr[eé]ciser|a[nñ]adir|insertar|poner|completar)"
      "\\b[^\\]\\n]{0,80}\\]|\\b(?-i:TO[D]O|FIX[M]E):|\\blorem ipsum dolor\\b",
      true },
    /* whatever stands in brackets where a name belongs */
    { "(?:\\b(?:at|for|with|your|bei|f[uü]r|mit|ihre?[mnrs]?|chez|pour|avec|votre|vos|para|con|sus?"
      ")|"
      "\\A\\s*(?:" GREETING_WORDS ")(?:[ \\t]+(?:" TITLE_WORDS ")\\.?)*)[ \\t]+"
      "\\K\\[[\\p{L}_][\\p{L}_ /-]{1,30}\\](?![(\\[])",
      true },
    { "(?<!<)<(?:[a-z_ ]{0,20}\\b)?(?:" PLACEHOLDER_WORDS ")\\b[a-z_ ]{0,20}>(?!>)", true },
};

/* "the team at and I", "vous, chez, avez": nobody leaves such a word alone. It shows none of the
 * signs of may_hold_hole(). */
static const char STRANDED[] =
    "\\b(?:team|lead|leaders?|heads?|director|managers?|people|folks|colleagues?|friends?|owners?"
    "|"
    "someone|everyone|crew|staff|office|plant|job|role|post|back|here) at(?= "
    "(?:and|is|has|was|were|are)\\b)|"
    "\\b(?:bei|von|f[uü]r)(?= (?:ist|sind|hat|haben|wird|werden|sucht|suchen|plant|planen|"
    "interessiert|interessieren|arbeitet|arbeiten|braucht|brauchen)\\b)|"
    "\\bchez(?= (?:est|sont|a|ont|va|vont|cherche|recrute|pour|et)\\b)|"
    "\\b(?:en|de|para|que)(?= (?:tienen|tiene|busca|buscan|es|son|est[aá]n?) (?:un|una|el|la|"
    "varios|muchos|su|sus)\\b)(?<!\\bque)";

/* "Hello ," "Dear Mr. null," "Sehr geehrter Herr ," at the top. */
static const char HOLLOW_GREETING[] =
    "\\A\\s*(?:(?:" GREETING_WORDS ")(?:,?[ \\t]+(?:" TITLE_WORDS ")\\.?)*"
    "(?:[ \\t]+[,:](?!\\))(?<!bonjour :)(?<!madame :)(?<!monsieur :)|,[ \\t]*[,:!](?!\\))|"
    "[ \\t]+(?:_{2,}|\\.{2,}|…|%s|xx+|xy|\\?+|-+|\\[ ?\\])[ \\t]*[,:!]|"
    "[ \\t]+!(?=\\s)(?<!bonjour !)(?<!salut !)(?<!coucou !)(?<!bonsoir !)|"
    "[ \\t]+(?:(?-i:null|NULL|nan|NaN)|undefined|none|n/a)\\b))|"
    "\\A\\s*(?:hi|hello|hey|dear|hallo|liebe|bonjour|hola)[ \\t]+null\\b";
/* A word for a name, or a sign that no name holds, where the name belongs. */
static const char TITLE_ONLY[] =
    "\\A\\s*(?:(?:hi|hello|hey|dear|hallo|liebe[r]?|bonjour|ch[eè]re?|salut|hola|estimad[oa])[ "
    "\\t]+"
    "(?:(?:frau|herr|mr\\.?|ms\\.?|madame|monsieur|sra?\\.?)[ \\t]+)?(?:(?:first|last|full|sur) "
    "?name|vorname|nachname|name|contact ?name|company|firma|empresa|"
    "pr[eé]nom|nom|nombre|apellidos?|kundenname|fname|lname)[ \\t]*[,!:]|(?:(?:sehr "
    "geehrter|lieber|hallo|guten (?:tag|morgen|abend)) herr|(?:sehr "
    "geehrte|liebe|"
    "hallo|guten (?:tag|morgen|abend)) frau|dear (?:mr|mrs|ms|dr)\\.?|bonjour (?:m|mme)\\.?)"
    "[ \\t]*(?:,|\\n)|(?:dear|sehr geehrter?|lieber?|ch[eè]re?|estimad[oa])[ \\t]*(?:/[ ]?[ra])?[ "
    "\\t]*,|"
    "sehr geehrter?(?:\\(r\\)|/r)? (?:frau ?/ ?herrn?|herrn? ?/ ?frau|frau oder herr)[ "
    "\\t]*[,:\\n]|"
    "(?:sehr geehrte|liebe|ch[eè]r|estimad[oa])(?:\\([a-z]{1,2}\\)|/[a-z]{1,2})[ \\t]*[,:\\n]|"
    "(?:estimad[oa]|apreciad[oa]|buen[oa]s (?:d[ií]as|tardes),?|hola) (?:sra?|lic|ing)\\.?[ "
    "\\t]*[,:])|"
    "\\A\\s*(?:" GREETING_WORDS ")(?:,?[ \\t]+(?:" TITLE_WORDS ")\\.?)*[ \\t]+"
    "\\K(?:(?![@#]\\w|\\{\\{)[\\w.]*(?:\\w_\\w|[{}%|$#])[^\\s,!]*|\\((?:(?:first|last|full|company|"
    "your) "
    ")?(?:" PLACEHOLDER_WORDS ")\\))";

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
        if (!lint_is_mentioned(text, *ret_from, *ret_to))
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

/* Of HOLES, and of what is only looked for in a body. */
static gsize hole_slots[G_N_ELEMENTS(HOLES)], stranded_slot, greeting_slot, title_slot;

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
    if (!self->input->is_template)
        find_all(self, lint_regex(&stranded_slot, STRANDED), self->draft->text, false);
    find_all(self, lint_regex(&greeting_slot, HOLLOW_GREETING), self->draft->text, false);
    find_all(self, lint_regex(&title_slot, TITLE_ONLY), self->draft->text, false);
}

/* Each of HOLES shows one of these; nearly all texts hold none, and are not searched. */
static bool
may_hold_hole(const char *text)
{
    static const char *const SIGNS[] = { "*|",   "\xC2\xAB", "NAME",         "undefined", "null",
                                         "NaN",  "None",     "  ",           "\t",        " ,",
                                         " .",   " ?",       " '",           " ’",        "$",
                                         "_",    "@@",       "Name",         "NOM",       "%",
                                         "&lt;", "object",   "X\130",        "#",         "__",
                                         "DO:",  "ME:",      "orem ",        "X/",        "X.",
                                         "X%",   "\xC2\xA3", "\xE2\x82\xAC", "|" };

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
    return has_any(lint_regex(&stranded_slot, STRANDED), body) ||
           has_any(lint_regex(&greeting_slot, HOLLOW_GREETING), body) ||
           has_any(lint_regex(&title_slot, TITLE_ONLY), body);
}
