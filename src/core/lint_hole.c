/* Holes: what should have been filled in and was not. Here are the marks that programs leave for
 * it, {{name}} and its like; what is left without one is in lint_gap.c, and whether one is only
 * spoken about in lint_mention.c. */
#include "core/lint_hole.h"

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

/* Parts of SECTOR_CLIENTE, COMPANY_NAME. */
#define CAPITAL_WORDS                                                                      \
    "NAME|NOMBRE|APELLIDO|NOM|PRENOM|COMPANY|FIRMA|UNTERNEHMEN|EMPRESA|ENTREPRISE|"        \
    "SOCIETE|CLIENTE?|KUNDEN?|SECTOR|SECTEUR|INDUSTRY|BRANCHE|CITY|CIUDAD|VILLE|STADT|"    \
    "CONTACT|CONTACTO|TITLE|ANREDE|CUSTOMER|SENDER|PRODUCT|PRODUKT|PRODUCTO|PRODUIT|DATE|" \
    "DATUM|FECHA|ROLE|CARGO|POSTE"
/* What may come in brackets where a value is wanted; elsewhere these words stand there rightly. */
#define THINGS                                                                                   \
    "slot|window|reference|ref|firm|town|street|address|phone|number|day|weekday|month|year|"    \
    "time|place|venue|amount|price|news|event|link|rep|team|colleague|competitor|neighbou?r|"    \
    "region|area|country|state|trade|stra(?:ß|ss)e|hausnummer|ort|adresse|telefon\\w*|nummer|"  \
    "kundennummer|tag|wochentag|monat|jahr|uhrzeit|betrag|preis|anlass|thema|kollege|region|"    \
    "land|gewerk|link|rue|t[eé]l[eé]phone|num[eé]ro|jour|mois|ann[eé]e|heure|lieu|montant|"  \
    "prix|actualit[eé]|[eé]v[eé]nement|secteur|coll[eè]gue|r[eé]gion|pays|m[eé]tier|lien|" \
    "zeitfenster|cr[eé]neau|horario|\\w{2,14}(?:nummer|preis|kunde|ort|termin|betrag|zeit)|"    \
    "calle|altura|direcci[oó]n|tel[eé]fono|n[uú]mero|d[ií]a|mes|a[nñ]o|hora|lugar|importe|" \
    "precio|noticia|evento|colega|zona|pa[ií]s|oficio|enlace|rubro|barrio|localidad|vorname|"   \
    "lokal|gestor|conseiller|technician"
#define NAMES HOLE_NAMES
/* What stands in brackets for other reasons: [sic], [the pump], [see below]. */
#define NO_FIELD                                                                                 \
    "(?!(?:and|or|not|the|our|an?|no|see|view|download|book|visit|read|open|get|watch|click|"    \
    "contact us|und|oder|die|der|das|unsere?|kein|siehe|ansehen|zum|zur|im|in|at|on|et|ou|les?|" \
    "la|notre|nos|pas|voir|y|o|el|los|las|nuestr[oa]s?|ver|sic|yes|oui|non|ja|nein|s[ií]|"      \
    "photo|foto|bild|image|cid|old|new|neue?|alte?|ancien\\w*|nouve\\w+|viej[oa]|nuev[oa])\\b)"  \
    "(?![^\\]]*(?:withheld|redacted|removed))"
#define NO_TAG                                                                                   \
    "(?!/?(?:b|i|u|s|p|a|em|br|hr|h\\d|li|ul|ol|td|tr|th|div|img|pre|sub|sup|span|code|font|"    \
    "html|head|body|table|strong|small|center|script|style|label|button|input|form|section|url|" \
    "file|path|key|id|command|prefix|args?)\\b)"

static HolePattern MARKS[] = {
    /* {{name}}, with or without a filter, and with a brace lost */
    { HOLE_SIGN_BRACE,
      "\\{\\{(?!\\.\\.)[^}\\n]{0,60}\\}\\}\\}?|(?<!\\{)\\{(?=\\s)\\s*\\{[\\w. ]{2,40}\\}\\s*\\}",
      HOLE_ANYWHERE, HOLE_OF_BOTH, false, 0 },
    { HOLE_SIGN_BRACE,
      "\\{\\{ ?[\\w.]{2,40} ?\\}(?!\\})|(?<!\\{)\\{ ?[\\w.]{2,40} ?\\}\\}(?!\\})|"
      "\\{\\{[\\w.]{2,40}(?=[,.!?]?(?:\\s|$))",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_BRACE,
      "\\{\\{[^}|]{0,60}\\|\\s*(?:default|fallback|(?:par )?d[eé]faut|(?:por )?defecto|"
      "standard(?:wert)?)?\\s*:?\\s*(?:\"\"|'')?\\s*\\}\\}",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_BRACE,
      "(?<![\\{\\$/])[#$]?\\{ ?\\$?(?:[\\p{L}][\\p{L}\\d_.-]{1,30}|[\\p{L}_. -]{0,20}\\b(?:" NAMES
      "|" THINGS ")\\b[\\p{L}_. -]{0,20}) ?\\}(?!\\})|(?<!\\{)\\{\\d\\}(?!\\})",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_BRACE, "(?<![\\{\\$/\\w])\\{[\\p{L}][\\p{L} _'’-]{2,40}\\}(?!\\})",
      HOLE_WHERE_WANTED, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_BRACE,
      "(?<!\\{)\\{\\p{L}[^{}|<>=\\n]{0,30}(?:\\|[^{}|<>=\\n]{1,30})+\\}(?!\\})|"
      "\\{%[^%\\n]{1,80}%\\}|\\{![\\w.]+\\}|(?<!\\w)%\\{[\\w.]{2,30}\\}",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_MONEY,
      "\\$\\{[A-Za-z_.]{1,40}\\}|(?<![\\w$])\\$(?:" NAMES ")\\b\\$?|"
      "(?<!\\w)\\$(?:\\([A-Za-z_.]{2,30}\\)|\\[[A-Za-z_.]{2,30}\\])",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_FIELD,
      "(?-i:\\b(?:FIRST|LAST|FULL|COMPANY|CONTACT|CUSTOMER)[_ ]?NAME\\b|(?<!\\*\\|)\\b[FL]NAME\\b|"
      "\\b(?:VOR|NACH|FIRMEN|KUNDEN)NAME\\b|\\bPR[EÉ]NOM\\b|"
      "(?<![{.$%[<])(?<![{<] )\\b(?:first|last|full|company|contact|customer)(?:Name|_name)\\b|"
      "(?<![{.$%[<])\\b(?:First|Last|Full|Company|Contact|Customer)Name\\b)",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_LINE,
      "(?-i:\\b(?:[A-Z]{2,}_)*(?:" CAPITAL_WORDS ")(?:_[A-Z]{2,})+\\b|"
      "\\b(?:[A-Z]{2,}_)+(?:" CAPITAL_WORDS ")\\b|__(?:[A-Z]+_)*(?:" CAPITAL_WORDS ")[A-Z]*__)",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_LINE, "(?-i:\\b[A-Z]{2,}(?:_[A-Z]{2,})+\\b)|__[A-Z]{3,}__", HOLE_WHERE_WANTED,
      HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_MARK,
      "@@[\\w.]{2,30}@@|\\[object object\\]|(?-i:~[A-Z][a-zA-Z]+\\.\\w+~)|\\{[a-z]+:[a-z]+\\}",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_BRACKET, "\\[object object\\]", HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_PERCENT,
      "(?<=[ \\t])%[sd]\\b(?!')|(?<![\\w%])%(?!(?:APPDATA|LOCALAPPDATA|USERPROFILE|TEMP|TMP|PATH|"
      "HOME\\w*|WINDIR|SYSTEM\\w*|PROGRAM\\w*|USERNAME)%)(?:(?-i:[A-Z][A-Z_]{2,30})%|"
      "(?<!/%)[a-z][a-z_.]{2,30}%(?!\\w))|%%[\\w.]+%%|%7B%7B",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_BAR, "\\*\\|[A-Z_:0-9]{1,30}\\|\\*|(?<![\\w*])(?-i:\\|[A-Z]{3,20}\\|)(?![\\w*])",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_ANGLE,
      "<<[\\p{L}_.'-]{1,30}(?: [\\p{L}_.'-]{1,20})?>>|<<(?:[\\p{L}_ ]{0,20}\\b)?(?:" NAMES
      ")\\b[\\p{L}_ ]{0,20}>>|«(?:\\p{L}+_[\\w]+|" NAMES ")»|<%=? ?[\\w.]+ ?%>|"
      "<\\?(?:php|=)[^>\\n]{0,80}\\?>|(?-i:<[A-Z]+_[A-Z_]+>)|"
      "&lt;(?:&lt;)?(?:[\\p{L}_ ]{0,20}\\b)?(?:" NAMES "|first|last)\\b[\\p{L}_ ]{0,20}&gt;",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_ANGLE, "(?<!<)<(?:[\\p{L}_' -]{0,20}\\b)?(?:" NAMES ")\\b[\\p{L}_' -]{0,20}>(?!>)",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_ANGLE, "(?<![<\\w])<" NO_TAG "[\\p{L}][\\p{L}_' -]{2,40}>(?!>)(?!.*</)",
      HOLE_WHERE_WANTED, HOLE_OF_BOTH, true, 0 },
    /* [Company], [Name of their firm] */
    { HOLE_SIGN_BRACKET,
      "\\[(?=(?:insert|your|enter|hier|ihre?|votre|su|name|nom|nombre|ins[eé]r\\w+)\\b|"
      "[^\\]\\s]+(?:\\s[^\\]\\s]+){0,2}\\])" NO_FIELD "(?!(?!insert|your|hier |ins[eé]r)[^\\]\\n]*"
      "(?::[ ]*[^\\s\\]]|\\d))(?:[^\\]\\n]{0,30}\\b)?(?:" NAMES ")\\b[^\\]\\n]{0,30}\\](?![(\\[])",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_BRACKET,
      "\\[ ?(?:customer|kundin|prospect|empf[aä]nger|destinataires?|destinatarios?|signature|"
      "thema|sujet|tema|ort|lieu|lugar|produkt|produit|producto|nutzen|pain point|competitor|"
      "surname|department|abteilung|amount|betrag|montant|importe|tbd|todo|ausf[uü]llen|"
      "compl[eé]ter|completar|rellenar|monat|month|day|time|uhrzeit|herr ?/ ?frau|"
      "frau ?/ ?herr|(?:herr|frau|mrs?|ms|sra?|mme?)\\.? ?/ ?(?:herr|frau|mrs?|ms|sra?|mme?)\\.?|m "
      "?/ ?mme|sr ?/ ?sra) ?\\]",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_BRACKET,
      "\\[" NO_FIELD "(?:[^\\]\\n\\d:]{0,30}\\b)?(?:" NAMES "|" THINGS
      ")\\b[^\\]\\n\\d:]{0,30}\\](?![(\\[])",
      HOLE_WHERE_LOOSE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_BRACKET,
      "(?<!\\bin )(?<!\\bim )(?<!\\ben )(?<!dans )"
      "(?!\\[(?-i:\\p{Ll}+)\\] "
      "(?!(?:you|we|vous|nous|usted|is|has|ist|hat|est|a|es|ha)\\b)(?-i:\\p{Ll}))\\[" NO_FIELD
      "[\\p{L}_][\\p{L}_ '’/-]{2,40}\\](?![(\\[])",
      HOLE_WHERE_WANTED, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_BRACKET,
      "\\b(?:is|ist|est|es|lautet|kostet|costs?|cuestan?|co[uû]te(?:nt)?|betr[aä]gt)[ "
      "\\t]+\\K\\[" NO_FIELD "[\\p{L}_][\\p{L}_ '’/-]{2,40}\\](?![(\\[])",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    /* my colleague [colleague], our client (name) */
    { HOLE_SIGN_BRACKET | HOLE_SIGN_PAREN,
      "\\b(?:my|our|meine?[mnr]?|unsere?[mnr]?|mon|ma|notre|mi|"
      "nuestr[oa])[ \\t](\\p{L}{3,})[ \\t]\\K"
      "(?:\\[(?:\\p{L}*\\1|" NAMES "|" THINGS ")\\]|\\((?:" NAMES "|" THINGS ")\\))(?![(\\[])",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_BRACKET, "\\[\\[[^\\]\\n]{1,40}\\]\\]|\\[[A-Za-z]+_[A-Za-z_]+\\]", HOLE_ANYWHERE,
      HOLE_OF_BOTH, true, 0 },
    /* capitals within a sentence, at its edges they are marks of mail programs and of kinds; what
     * is still to be done */
    { HOLE_SIGN_BRACKET,
      "(?-i:(?<=[\\p{L}\\d,;:.] )\\[(?![A-Z "
      "-]*(?:EXTERN|SPAM|CONFID))(?!(?:EXT|SIC|PDF|INFO|WARN(?:ING)?|ERR(?:OR)?|"
      "DEBUG|TRACE|SPAM|URGENT|UPDATE|LINK|VIDEO|FWD?|RE|AW|WG|TR|OK|FYI|DIN|ISO|EN)\\b)"
      "[A-ZÄÖÜÉÈÀÑ][A-ZÄÖÜÉÈÀÑ_ -]{2,30}\\](?![(\\[])(?=[ ,.;:!?'’\\n]))|"
      "\\[X\\](?= (?:weeks?|days?|months?|years?|hours?|minutes?|people|percent|wochen|tagen?|"
      "monaten?|jahren?|stunden|minuten|prozent|semaines?|jours?|mois|ans|heures?|semanas?|"
      "d[ií]as?|meses|a[nñ]os|horas?|por ciento)\\b)|"
      "\\[(?:add|insert|put|mention|describe|personali[sz]e|fill|write|choose|pick|reference|"
      "einf[uü]gen|erg[aä]nzen|ajouter|ins[eé]rer|pr[eé]ciser|a[nñ]adir|insertar|poner|completar)"
      "\\b[^\\]\\n]{0,80}\\]",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_CAPITALS | HOLE_SIGN_GAP,
      "\\b(?-i:TO[D]O|FIX[M]E):|\\blorem ipsum dolor\\b|\\b(?:lorem ipsum)\\b", HOLE_ANYWHERE,
      HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_PAREN, "\\((?:[\\p{L}'’]+ ){0,2}(?:" NAMES "|" THINGS ")(?: [\\p{L}'’]+){0,2}\\)",
      HOLE_WHERE_WANTED, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_HASH,
      "(?<!\\w)#[A-Za-z_]{3,30}#(?!\\w)|#(?:N/A|N/D|NV\\b|¿NOMBRE\\?|¡REF!|¡VALOR!|DIV/0!)|"
      "(?-i:#(?:REF!|VALUE!|NAME\\?|WERT!|BEZUG!|VALEUR!|NOM ?\\?))|##[\\w ]{2,30}##|"
      "(?<=[\\w] )#{4,}(?=[\\s.,])",
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
};

/* What a text shows of all that patterns need, in one walk. */
static guint
read_signs(const char *text)
{
    static const guint8 OF_BYTE[256] = {
        ['{'] = 1,  ['['] = 2, ['<'] = 3, ['&'] = 3, [0xC2] = 3, ['%'] = 4,  ['#'] = 5,  ['$'] = 6,
        [0xE2] = 6, ['_'] = 7, ['|'] = 8, ['*'] = 8, ['('] = 9,  ['@'] = 10, ['~'] = 10, ['!'] = 10,
    };
    static const char *const NULLS[] = {
        "null", "NULL", "undefined", "None", "NaN", "N/A", "nvalid"
    };
    static const char *const FIELDS[] = { "NAME", "Name", "_name", "NOM" };
    guint signs = HOLE_SIGN_ALWAYS;

    for (const guchar *at = (const guchar *)text; *at != '\0'; at++) {
        if (OF_BYTE[*at] != 0)
            signs |= 1U << (OF_BYTE[*at] - 1);
        if (*at == 0xC2) /* a pound or a guillemet */
            signs |= HOLE_SIGN_MONEY;
        if (*at == ' ' || *at == '\t')
            signs |= at[1] == '\0' || strchr(" \t.,?!:;'", at[1]) != NULL || at[1] == 0xE2
                         ? HOLE_SIGN_GAP
                         : 0;
        else if ((*at == ',' && (at[1] == ',' || at == (const guchar *)text)) ||
                 (*at == '"' && at[1] == '"'))
            signs |= HOLE_SIGN_GAP;
        else if ((g_ascii_isupper(*at) && g_ascii_isupper(at[1])) || (*at == 'x' && at[1] == 'x') ||
                 (*at == '0' && at[1] == '0'))
            signs |= HOLE_SIGN_CAPITALS;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(NULLS) && (signs & HOLE_SIGN_NULL) == 0; i++)
        signs |= strstr(text, NULLS[i]) != NULL ? HOLE_SIGN_NULL : 0;
    for (gsize i = 0; i < G_N_ELEMENTS(FIELDS) && (signs & HOLE_SIGN_FIELD) == 0; i++)
        signs |= strstr(text, FIELDS[i]) != NULL ? HOLE_SIGN_FIELD : 0;
    return signs;
}

/* The next place from `*from` on that is a hole. */
static bool
next_hole(HolePattern *pattern, HoleText *where, GMatchInfo **match, gsize *ret_from, gsize *ret_to)
{
    GRegex *regex = lint_regex(&pattern->slot, pattern->pattern);
    bool found = *match == NULL ? g_regex_match(regex, where->text, 0, match)
                                : g_match_info_next(*match, NULL);

    for (; found; found = g_match_info_next(*match, NULL)) {
        gint from, to;
        g_match_info_fetch_pos(*match, 0, &from, &to);
        *ret_from = (gsize)from;
        *ret_to = (gsize)to;
        if (lint_hole_is_at(where, pattern->where, *ret_from, *ret_to) &&
            !lint_is_mentioned(where, *ret_from, *ret_to))
            return true;
    }
    return false;
}

static bool
applies(const HolePattern *pattern, const HoleText *where, guint signs, bool is_template)
{
    HolePart other = where->is_subject ? HOLE_OF_BODY : HOLE_OF_SUBJECT;
    return (pattern->signs & signs) != 0 && pattern->part != other &&
           (pattern->in_templates || !is_template);
}

static void
find_all(Lint *self, HolePattern *patterns, gsize n, HoleText *where, guint signs)
{
    for (gsize i = 0; i < n; i++) {
        g_autoptr(GMatchInfo) match = NULL;
        gsize from, to;
        if (applies(&patterns[i], where, signs, self->input->is_template))
            while (next_hole(&patterns[i], where, &match, &from, &to))
                lint_add(self, LINT_MISSING_VARIABLE, where->is_subject, from, to);
    }
}

static void
find_in(Lint *self, HoleText where)
{
    guint signs = read_signs(where.text);

    find_all(self, MARKS, G_N_ELEMENTS(MARKS), &where, signs);
    find_all(self, LINT_GAPS, LINT_GAPS_COUNT, &where, signs);
}

void
lint_holes(Lint *self)
{
    const char *body = self->draft->text, *subject = self->input->subject;

    find_in(self, (HoleText){ .text = body, .other = subject, .tells = -1 });
    if (subject != NULL)
        find_in(self,
                (HoleText){ .text = subject, .other = body, .is_subject = true, .tells = -1 });
}

static bool
has_any(HolePattern *patterns, gsize n, HoleText *where, guint signs)
{
    for (gsize i = 0; i < n; i++) {
        g_autoptr(GMatchInfo) match = NULL;
        gsize from, to;
        if (applies(&patterns[i], where, signs, false) &&
            next_hole(&patterns[i], where, &match, &from, &to))
            return true;
    }
    return false;
}

bool
lint_has_hole(const char *body)
{
    HoleText where = { .text = body, .tells = -1 };
    guint signs = read_signs(body);

    return has_any(MARKS, G_N_ELEMENTS(MARKS), &where, signs) ||
           has_any(LINT_GAPS, LINT_GAPS_COUNT, &where, signs);
}
