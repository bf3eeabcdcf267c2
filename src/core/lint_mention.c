/* Use and mention: is a placeholder a hole, or is it spoken about?
 *
 * "Your newsletter says “Hello {{name}}”", "the field {first_name} stays empty", "put %DATE% where
 * the date goes" speak of one. What tells: quotation marks with other words between them, code, or
 * a word for such things right beside it. A placeholder that stands where a name belongs ("Hello
 * {{name}}", "at [company]") is a hole whatever is said around it. */
#include <string.h>

#include "core/lint_private.h"

/* Whoever says one of these in the same sentence speaks of how texts are made; "our templates" are
 * what somebody sells. */
static const char SPEAKS_OF_HOLES[] =
    "\\b(?:placeholders?|(?<!\\bour )templates?|(?:in|from) our templates?|merge (?:field|tag)s?|"
    "mail ?merge|variables?|platzhalter|(?<!\\bunsere )vorlagen?|serien(?:brief|mail)|standardwert|"
    "plantillas?|llaves?|corchetes|mod[eè]les?|fusion|crochets|chevrons|balises?|accolades?|braces|"
    "curly|brackets?|(?:eckige|geschweifte)n? klammern?|json|xml|html|css|csv|regex|payload|api|"
    "syntax\\w*|config\\w*|shell|command line|format string|jinja|liquid|handlebars|mustache|"
    "marcador(?:es)?|majuscules|may[uú]sculas|gro(?:ß|ss)buchstaben|capitals|formul\\w+|"
    "espaces? r[eé]serv[eé]s?|"
    "(?:replac|substitut|ersetz|remplac|sustitu|reemplaz)\\w*)\\b";

/* ... of names as programs write them: first_name, COMPANY NAME, $nombre. */
static const char SPEAKS_OF_DATA[] =
    "\\b(?:map(?:s|ped|ping)?|import\\w*|export\\w*|databases?|schema|records?|sync\\w*|scripts?|"
    "tables?|sheets?|spreadsheets?|quer(?:y|ies)|columns?|fields?|datenbank|tabellen?|felder|"
    "spalten|abfrage|bases? de donn[eé]es|tableaux?|colonnes|champs|bases? de datos|tablas?|"
    "columnas|campos)\\b";

/* Things that hold such words, said right before ("the field {x}") or behind ("your {x} field"). */
#define HOLDERS                                                                              \
    "fields?|columns?|cells?|tags?|elements?|attributes?|parameters?|arguments?|strings?|"   \
    "markers?|functions?|labels?|headers?|feld|felder|feldes|spalten?|zellen?|elemente?s?|"  \
    "etikett|markierung|parametern?|champs?|colonnes?|cellules?|[eé]tiquettes?|attributs?|" \
    "param[eè]tres?|rubrique|mention|campos?|columnas?|celdas?|etiquetas?|atributos?|"      \
    "par[aá]metros?|casillas?|rubro"
#define HOLDERS_BEHIND                                                                         \
    "fields?|tags?|columns?|markers?|feld|spalte|champ|balise|colonne|rubrique|campo|columna|" \
    "etiqueta"
/* What is done with a word that stands for another: one types it, fills it in; a text says it. */
#define HANDLES                                                                                 \
    "type|types|typed|enter|enters|insert|paste|put|tick|returns?|fill(?: in| out)?|tippen?|"   \
    "tippt|eingeben|eintragen|ausf[uü]llen|mettez|mets|saisi(?:ssez|s|r|t)|cochez|remplissez|" \
    "renvoie|teclee?|introduzca|ponga|pon|devuelve|marque|rellenen?"
#define OPENS                                                                                     \
    "(?:starts?|started|begins?|began|begun|opens?|opened) with|addressed to|lautet|beginnt mit|" \
    "begann mit|begannen mit|commen[cç]\\w+ par|d[eé]but\\w+ par|empez\\w+ (?:por|con)|"        \
    "empieza (?:por|con)|comenz\\w+ con|comienza con"
#define SAYS "says|said|reads?|shows|affiche|dice|dec[ií]a|pone|pon[ií]a|muestra"
#define LEAVES "leaves?|lass(?:en|t|e)?|laisse[zr]?|dej[ae]n?|dejar"
#define AS_IT_IS                                                                                  \
    "empty|blank|as|alone|untouched|leer|stehen|wie|unver[aä]ndert|vides?|tels?|telles?|quelle|" \
    "vac[ií][oa]s?|como|igual|tal"
#define FILLED                                                                                  \
    "filled|empty|blank|resolved|rendered|printed|inserted|missing|left|gef[uü]llt|"           \
    "ausgef[uü]llt|leer|gedruckt|eingesetzt|vides?|remplie?s?|imprim[eé]e?s?|vac[ií][oa]s?|" \
    "rellen\\w+|impres[oa]s?"

#define GREETS \
    "hi|hello|hey|dear|hallo|liebe[r]?|geehrter?|bonjour|ch[eè]re?|salut|hola|estimad[oa]"
/* A word that wants a name, not a placeholder: what follows it is missing. */
#define WANTS_A_NAME                                                                         \
    GREETS "|querid[oa]|mr|mrs|ms|dr|herrn?|frau|monsieur|madame|mme|sra?|at|for|with|from|" \
           "by|to|of|de|du|bei|f[uü]r|mit|von|an|chez|pour|avec|par|para|con|your|ihre?|votre|su"

static const char HOLDER_BEFORE[] = "\\b(?:" HOLDERS ")(?:\\W+\\w+){0,2}\\W*$";
static const char HOLDER_BEHIND[] = "^[^.!?\\w]*(?:" HOLDERS_BEHIND ")\\b";
static const char HANDLED_BEFORE[] = "\\b(?:" HANDLES ")(?:\\W+\\w+){0,2}\\W*$";
/* What a text says, not what somebody says or reads: "the label reads {x}". */
static const char SAID_BEFORE[] =
    "\\b(?:" OPENS ")(?:\\W+(?!that|dass|que)\\w+){0,2}\\W*$|"
    "(?<!\\bi )(?<!\\bwe )(?<!\\byou )(?<!\\bto )\\b(?:" SAYS ")(?:\\W+(?!that|que)\\w+)?\\W*$|"
    "\\b(?:stand|steht)(?:\\W+\\w+){0,3}\\W+(?:nur|noch|da|dort)\\W*$";
/* "such as {a}, {b} and {c}" are examples; so is what "for example" names. */
static const char EXAMPLE_BEFORE[] =
    "\\b(?:e\\.g\\.|for example|for instance|i\\.e\\.|namely|z\\. ?b\\.|zum beispiel|n[aä]mlich|"
    "p\\. ?ex\\.|par exemple|p\\. ?ej\\.|por ejemplo)[,:]?[ \\t]*$";
static const char ROW_OF_THREE[] = "(?:[\\]}>%]{1,2}(?:,|,? (?:and|or|und|oder|et|ou|y|o))? ?"
                                   "[\\[{<%]{1,2}[\\w .-]{1,30}){2}[\\]}>%]";
static const char LEFT_BEFORE[] = "\\b(?:" LEAVES ")\\b";
static const char AS_IT_IS_BEHIND[] = "\\b(?:" AS_IT_IS ")\\b";
static const char FILLED_BEHIND[] =
    "^\\W*(?:\\w+\\W+){0,3}(?:is|are|was|were|gets?|stays?|remains?|be|wird|werden|wurde|bleibt|"
    "bleiben|ist|est|sont|reste|restent|sera|sale|salen|es|est[aá]n?|queda|quedan|ser[aá])\\W+"
    "(?:\\w+\\W+){0,2}(?:" FILLED ")\\b";
/* "opened with Hi {x}": a greeting told, not given. */
static const char TOLD_GREETING[] = "\\w\\W+\\w+\\W+(?:" GREETS ")[ \\t]+$";
static const char NAME_WANTED[] = "\\b(?:" WANTS_A_NAME ")[.,]?[ \\t]*$";
/* The greeting as far as a placeholder in it. */
static const char OF_GREETING[] =
    "\\A\\s*(?:(?:" GREETS "|good \\w+|guten \\w+|sehr geehrte\\S*|liebe\\S*|moin|"
    "bonsoir|estimad\\S+|querid\\S+|buen[oa]s? \\w+)\\W+)?"
    "(?:(?:mr|mrs|ms|dr|frau|herrn?|madame|monsieur|mme|se[nñ]ora?|sra?)\\W+)?$";

static bool
matches(gsize *slot, const char *pattern, const char *text)
{
    return g_regex_match(lint_regex(slot, pattern), text, 0, NULL);
}

/* 'Hi {x}': apostrophes that stand as quotation marks, not inside words. */
static bool
find_apostrophes(const char *before, const char *after, gsize line, gsize to, gsize *ret_from,
                 gsize *ret_to)
{
    static gsize opens, closes;
    g_autoptr(GMatchInfo) open = NULL, close = NULL;
    gint from, end;

    if (!g_regex_match(lint_regex(&opens, "(?:^|[\\s(])'(?=\\S)(?!.*'(?!\\w))"), before, 0,
                       &open) ||
        !g_regex_match(lint_regex(&closes, "'(?!\\w)"), after, 0, &close))
        return false;
    g_match_info_fetch_pos(open, 0, NULL, &from);
    g_match_info_fetch_pos(close, 0, &end, NULL);
    *ret_from = line + (gsize)from;
    *ret_to = to + (gsize)end;
    return true;
}

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
    return find_apostrophes(before, after, line, to, ret_from, ret_to);
}

static bool
has_letter(const char *text, gsize from, gsize to)
{
    for (; from < to; from++)
        if (g_ascii_isalpha(text[from]))
            return true;
    return false;
}

/* A code span, a fenced block around it, a path, an argument of \emph{}. */
static bool
is_code(const char *text, gsize from, gsize to)
{
    guint fences = 0;

    for (const char *at = text; (at = strstr(at, "```")) != NULL && at < text + from; at += 3)
        fences++;
    char before = from > 0 ? text[from - 1] : ' ';
    bool argument = text[from] == '{' && text[from + 1] != '{' &&
                    (g_ascii_isalnum(before) || strchr("})]^\\", before) != NULL);
    bool path = text[from] == '$' && (text[to] == '/' || before == '/' || before == '=');
    gsize line = from;
    while (line > 0 && text[line - 1] != '\n')
        line--;
    bool indented = line > 0 && (text[line] == '\t' || g_str_has_prefix(text + line, "    "));
    bool formula = text[to] == '$' && (text[from] == '$' || before == '$');
    return fences % 2 == 1 || indented || formula || (before == '`' && text[to] == '`') ||
           argument || path;
}

/* Does a sentence end at this byte? */
static bool
ends_sentence(const char *text, gsize at)
{
    return text[at] == '\0' || text[at] == '\n' ||
           (strchr(".!?;", text[at]) != NULL && g_ascii_isspace(text[at + 1]));
}

/* Does it look like one, or is it only a place where something lacks? */
static bool
is_marked(const char *text, gsize from, gsize to)
{
    return strchr("{[<%$#*_|", text[from]) != NULL || (guchar)text[from] >= 0x80 ||
           g_ascii_isupper(text[from]) || memchr(text + from, '_', to - from) != NULL;
}

/* "the {braces} in your template": in one sentence, and not where a name belongs. */
static bool
is_spoken_of(const char *text, gsize from, gsize to)
{
    static gsize greeting, told, speaks, wanted, held, holds, handled, said, left, so, filled;
    static gsize example, row, data;
    gsize start = from, end = to;

    g_autofree char *head = g_strndup(text, from);
    if (!is_marked(text, from, to) || matches(&greeting, OF_GREETING, head))
        return false;
    while (start > 0 && !ends_sentence(text, start - 1))
        start--;
    while (!ends_sentence(text, end))
        end++;
    g_autofree char *sentence = g_strndup(text + start, end - start);
    g_autofree char *after = g_strndup(text + to, end - to);
    const char *before = head + start;
    if (matches(&holds, HOLDER_BEHIND, after) || matches(&filled, FILLED_BEHIND, after) ||
        matches(&told, TOLD_GREETING, before) || matches(&example, EXAMPLE_BEFORE, head) ||
        matches(&row, ROW_OF_THREE, sentence))
        return true;
    if (matches(&wanted, NAME_WANTED, before))
        return false;
    /* «name» is as often a word in quotation marks */
    if (g_str_has_prefix(text + from, "«") && memchr(text + from, '_', to - from) == NULL)
        return true;
    if ((g_ascii_isalpha(text[from]) || text[from] == '$') &&
        matches(&data, SPEAKS_OF_DATA, sentence))
        return true;
    return (matches(&held, HOLDER_BEFORE, before) || matches(&handled, HANDLED_BEFORE, before) ||
            matches(&said, SAID_BEFORE, before) || matches(&speaks, SPEAKS_OF_HOLES, sentence) ||
            (matches(&left, LEFT_BEFORE, before) && matches(&so, AS_IT_IS_BEHIND, after)));
}

bool
lint_is_mentioned(const char *text, gsize from, gsize to)
{
    static gsize speaks;
    gsize open, close;

    if (is_code(text, from, to))
        return true;
    if (!find_quotation(text, from, to, &open, &close))
        return is_spoken_of(text, from, to);
    return has_letter(text, open, from) || has_letter(text, to, close) ||
           matches(&speaks, SPEAKS_OF_HOLES, text) || is_spoken_of(text, from, to);
}
