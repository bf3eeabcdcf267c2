/* Use and mention: is a placeholder a hole, or is it spoken about?
 *
 * "Your newsletter says “Hello {{name}}”", "the field {first_name} stays empty", "put %DATE% where
 * the date goes" speak of one. What tells: quotation marks with other words between them, code, or
 * a word for such things right beside it. A placeholder that stands where a name belongs ("Hello
 * {{name}}", "at [company]") is a hole whatever is said around it. */
#include <string.h>

#include "core/lint_hole.h"

/* Whoever says one of these in the same sentence speaks of how texts are made; "our templates" are
 * what somebody sells. */
static const char SPEAKS_OF_HOLES[] =
    "\\b(?:placeholders?|(?<!\\bour )templates?|(?:in|from) our templates?|merge (?:field|"
    "tag)s?|mail ?merge|variables?|platzhalter|(?<!\\bunsere )vorlagen?|serien(?:brief|mail)|"
    "standardwert|plantillas?|llaves?|corchetes|mod[eè]les?|fusion|crochets|chevrons|"
    "balises?|accolades?|braces|curly|brackets?|(?:eckige|geschweifte)n? klammern?|paths?|"
    "urls?|json|xml|html|css|csv|regex|payload|api|syntax\\w*|config\\w*|shell|command line|"
    "format string|jinja|liquid|handlebars|mustache|marcador(?:es)?|majuscules|may[uú]sculas|"
    "gro(?:ß|ss)buchstaben|capitals|formul\\w+|espaces? r[eé]serv[eé]s?|clauses?|klauseln?|"
    "cl[aá]usulas?|etiquetas de combinaci[oó]n|"
    "(?:replac|substitut|ersetz|remplac|sustitu|reemplaz)\\w*)\\b";

/* ... of names as programs write them: first_name, COMPANY NAME, $nombre. */
static const char SPEAKS_OF_DATA[] =
    "\\b(?:map(?:s|ped|ping)?|import\\w*|export\\w*|databases?|schema|records?|sync\\w*|scripts?|"
    "tables?|sheets?|spreadsheets?|quer(?:y|ies)|columns?|fields?|datenbank|tabellen?|felder|"
    "spalten|abfrage|bases? de donn[eé]es|tableaux?|colonnes|champs|bases? de datos|tablas?|"
    "columnas|campos)\\b";

/* Things that hold such words, said right before ("the field {x}") or behind ("your {x} field"). */
#define HOLDERS                                                                                  \
    "fields?|box(?:es)?|buttons?|menus?|keys?|columns?|cells?|tags?|elements?|attributes?|"      \
    "parameters?|arguments?|strings?|"                                                           \
    "markers?|functions?|labels?|headers?|taste|kn[oö]pfe?|kn[oö]pf|men[uü]|men[uú]|touche|" \
    "bouton|tecla|bot[oó]n|recuadros?|cadres?|cases?|feld|felder|feldes|spalten?|zellen?|"      \
    "elemente?s?|"                                                                               \
    "etikett|markierung|parametern?|champs?|colonnes?|cellules?|[eé]tiquettes?|attributs?|"     \
    "param[eè]tres?|rubrique|mention|campos?|columnas?|celdas?|etiquetas?|atributos?|"          \
    "par[aá]metros?|casillas?|rubro"
#define HOLDERS_BEHIND                                                                        \
    "fields?|tags?|columns?|markers?|box(?:es)?|buttons?|menus?|keys?|tab|feld|spalte|taste|" \
    "touche|bouton|tecla|bot[oó]n|champ|balise|colonne|rubrique|campo|columna|"              \
    "etiqueta"
/* What is done with a word that stands for another: one types it, fills it in; a text says it. */
#define HANDLES                                                                                 \
    "press|click|tap|hit|choose|select|dr[uü]cken?|w[aä]hlen?|klicken?|appuyez(?: sur)?|"     \
    "cliquez(?: sur)?|pulse|pulsa|haga clic|haz clic|elija|escrib\\w+|[eé]cri(?:re|s|vez)|"    \
    "schreib\\w*|type|types|typed|enter|enters|insert|paste|put|tick|returns?|fill(?: in| "     \
    "out)?|tippen?|"                                                                            \
    "tippt|eingeben|eintragen|ausf[uü]llen|mettez|mets|saisi(?:ssez|s|r|t)|cochez|remplissez|" \
    "renvoie|teclee?|introduzca|ponga|pon|devuelve|marque|rellenen?"
#define OPENS                                                                                  \
    "(?:starts?|started|begin|begins?|began|begun|opens?|opened) with|addressed to|lautet|"    \
    "beginnt mit|(?:an der )?stelle von|in place of|[aà] la place de|en lugar de|begann mit|" \
    "begannen mit|commen[cç]\\w+(?: \\w+)? par|d[eé]but\\w+ par|empez\\w+ (?:por|con)|"      \
    "empieza (?:por|con)|comenz\\w+ con|comienza con"
#define SAYS                                                                                       \
    "prints?|printed|druckt|imprime|says|said|reads?|shows|affiche|dice|dec[ií]a|pone|pon[ií]a|" \
    "muestra"
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
/* On what a machine shows: "press [Start], then [Stop]". */
static const char PRESSED_BEFORE[] =
    "\\b(?:press|click|tap|hit|dr[uü]ck|klick|tipp|appuy|cliqu|puls)\\w*\\b";
static const char HANDLED_BEFORE[] = "\\b(?:" HANDLES ")(?:\\W+\\w+){0,2}\\W*$";
/* What a text says, not what somebody says or reads: "the label reads {x}". */
static const char OPENED_BEFORE[] = "\\b(?:" OPENS ")(?:\\W+(?!that|dass|que)\\w+){0,2}\\W*$";
static const char SAID_BEFORE[] =
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
/* The greeting as far as a placeholder in it; a placeholder that begins a text greets when a comma
 * follows. */
static const char OF_GREETING[] =
    HOLE_PREFACE "(?:(?:" GREETS "|good \\w+|guten \\w+|sehr geehrte\\S*|liebe\\S*|moin|"
                 "bonsoir|estimad\\S+|querid\\S+|buen[oa]s? \\w+)\\W+)"
                 "(?:(?:mr|mrs|ms|dr|frau|herrn?|madame|monsieur|mme|se[nñ]ora?|sra?)\\W+)?$|"
                 "\\A\\s*(?:(?:mr|mrs|ms|dr|frau|herrn?|madame|monsieur|mme|sra?)\\W+)$";
/* How a message says that something stands for something: "#N/A means that". */
static const char MEANT_BEHIND[] =
    "^\\W{0,3}(?:means?|stands? for|denotes|bedeutet|hei(?:ß|ss)t|steht f[uü]r|signifie|"
    "veut dire|significa|quiere decir)\\b";
/* "your newsletter has", "in Ihrem Brief": what was sent by them is spoken about. */
static const char OF_THEIRS[] =
    "\\b(?:your|ihr\\w{0,2}|eure?\\w?|dein\\w{0,2}|votre|vos|ton|tes|su|sus|tu|tus)\\s+"
    "(?:[\\w-]+\\s+){0,2}(?:newsletters?|letters?|mailing\\w*|campaigns?|website|kampagne|"
    "rundbrief\\w*|rundmail|serienbrief\\w*|lettre d'information|infolettre|bulletin|campagne|"
    "bolet[ií]n|campa[nñ]a)\\b";
/* Between alternatives: {steel} or {brass}. */
static const char OR_ANOTHER[] = "^ (?:or|oder|ou|o|but|sondern|mais|sino) [{<]";
static const char OTHER_THAN[] = "[}>] (?:or|oder|ou|o|but|sondern|mais|sino) $";
/* What is filled in with a pen. */
static const char FORM_TALK[] =
    "\\b(?:fill\\w*|sign|signed|signature|slip|form|forms|coupon|blanks?|gaps?|lines?|hereby|"
    "undersigned|riddle|quiz|print(?:s|ed)?|formular\\w*|ausf[uü]ll\\w*|unterschr\\w+|zeile|"
    "l[uü]cken?|eintrag\\w*|eingetragen|hiermit|r[aä]tsel|rempli\\w*|compl[eé]t\\w+|signer|"
    "signez|formulaire|ligne|soussign\\w+|rellen\\w*|firm(?:ar|e)|formulario|l[ií]nea|"
    "tick\\w*|ankreuz\\w*|coche\\w*|hueco|casilla|write|schreiben|[eé]crivez|escriba|underscores?|"
    "unterstrich\\w*|dashes)\\b";
/* A row of X may be a size, a number of the Romans, a mask over digits, a series. */
static const char SERIES_TALK[] =
    "\\b(?:sizes?|gr(?:ö|oe)(?:ß|ss)en?|tailles?|tallas?|X{1,3}[SL]|psalms?|chapters?|"
    "kapitel|chapitre|cap[ií]tulo|bowl|rated|plates?|series|serie|s[eé]rie|cards?|karten?|"
    "cartes?|tarjetas?|iban|konto|account|cuenta|compte|masked?|roman|r[oö]misch\\w*|romain\\w*|"
    "romanos?|code|codes|c[oó]digo|modell?|mod[eè]le|modelo)\\b";
/* null is a value of programs, too. */
static const char CODE_TALK[] =
    "\\b(?:fields?|javascript|python|java|sql|bugs?|errors?|code|console|functions?|returns?|"
    "values?|quer(?:y|ies)|databases?|columns?|records?|logs?|pointers?|hypothes[ei]s|cells?|"
    "api|json|variables?|scripts?|felder|feld|fehler|werte?|spalten?|datenbank|funktion\\w*|"
    "champs?|erreurs?|valeurs?|colonnes?|fonction|campos?|errores|valor(?:es)?|columnas?|"
    "funci[oó]n|zellen?|celdas?|cellules?|bytes?|parameters?)\\b";
/* Whoever speaks of placeholders at all, in a message with several. */
static const char TOPIC[] =
    "\\b(?:placeholders?|merge (?:field|tag)s?|mail ?merge|variables?|platzhalter\\w*|variablen|"
    "serien(?:brief|mail|druck)\\w*|feldnamen|champs de fusion|balises?|accolades|etiquetas|"
    "marcadores|llaves|corchetes|campos|plantillas?|vorlagen?|templates?)\\b";
/* ... and one of these is enough where no value is wanted. */
static const char MERGING[] =
    "\\b(?:mail ?merge|merge (?:field|tag)s?|placeholders?|serien(?:brief|mail|druck)\\w*|"
    "platzhalter\\w*|publipostage|champs de fusion|combinaci[oó]n de correspondencia|"
    "etiquetas de combinaci[oó]n|marcador(?:es)? de posici[oó]n)\\b";
static const char ANY_MARK[] =
    "\\{\\{[^}\\n]{1,60}\\}\\}|\\{[\\w.]{2,30}\\}|\\[[\\p{L}_' -]{3,40}\\]|<<?[\\p{L}_ ]{2,40}>>?|"
    "%%?\\w{3,30}%%?|\\*\\|\\w+\\|\\*|«\\w+»";
/* More of a text than these are not looked at. */
#define MOST_MARKS 40

/* Where a value must come: after a word that wants one. */
#define WANTED                                                                                     \
    GREETS "|querid[oa]|" HOLE_TITLES "|at|for|with|from|by|to|of|on|after|about|like|since|"      \
           "until|as|in|that|noticed|saw|bei|f[uü]r|mit|von|vom|bis|seit|am|an|[uü]ber|als|wie|" \
           "dass|chez|pour|avec|par|sur|depuis|que|qu|dans|para|con|por|sobre|hasta|desde|"        \
           "como|en|de|du|del|[aà]|your|ihre?[mnrs]?|votre|vos|sus?|ihrer|firma|company|"         \
           "soci[eé]t[eé]|entreprise|empresa|av|avenida|calle|rue|mutual|and to"
static const char WANTED_BEFORE[] = "\\b(?:" WANTED ")\\.?['’,]?[ \\t]*$";
static const char LOOSE_BEFORE[] =
    "(?:\\b(?:" WANTED "|the|der|die|das|den|dem|des|le|la|les|l|el|los|las|al|aux?|zum|zur|im|"
    "is|was|are|ist|war|est|[eé]tait|es|era|lautet|called|named|hei(?:ß|ss)t|nr|no|number|"
    "nummer|num[eé]ro|n[uú]mero|this|next|our|neighbou?r|nachbar|voisin|vecino)\\.?['’,]?|n°|[:,]"
    "|passes|visit)[ \\t]*$";
/* ... so much that no talk of placeholders elsewhere makes it one that is spoken about. */
static const char STRONGLY_WANTED[] =
    "\\b(?:" GREETS "|" HOLE_TITLES "|at|bei|chez|from|your|ihre?[mnrs]?|votre)\\.?[ \\t]*$";
static const char INLINE_BEFORE[] = "[\\p{L}\\d,.!)\"“„«'’][ \\t]+$";
static const char INLINE_BEHIND[] = "^['’]?[ \\t]?(?-i:[\\p{Ll}])";

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
    bool set = text[from] == '{' && from > 1 && before == ' ' && text[from - 2] == '=';
    bool path = text[from] == '$' && (text[to] == '/' || before == '/' || before == '=');
    gsize line = from;
    while (line > 0 && text[line - 1] != '\n')
        line--;
    bool indented = line > 0 && (text[line] == '\t' || g_str_has_prefix(text + line, "    "));
    bool formula = text[to] == '$' && (text[from] == '$' || before == '$');
    return fences % 2 == 1 || indented || formula || (before == '`' && text[to] == '`') ||
           argument || path || set;
}

/* Does a sentence end at this byte? */
static bool
ends_sentence(const char *text, gsize at, const char *marks)
{
    return text[at] == '\0' || text[at] == '\n' ||
           (strchr(marks, text[at]) != NULL && g_ascii_isspace(text[at + 1]));
}

/* Where the sentence around [from, to) begins and ends. */
static void
find_sentence(const char *text, gsize from, gsize to, const char *marks, gsize *ret_start,
              gsize *ret_end)
{
    while (from > 0 && !ends_sentence(text, from - 1, marks))
        from--;
    while (!ends_sentence(text, to, marks))
        to++;
    *ret_start = from;
    *ret_end = to;
}

/* The end of the line before a byte. */
static char *
read_line_before(const char *text, gsize from)
{
    gsize line = from;

    while (line > 0 && text[line - 1] != '\n' && from - line < 200)
        line--;
    return g_utf8_make_valid(text + line, (gssize)(from - line));
}

/* Does it look like one, or is it only a place where something lacks? */
static bool
is_marked(const char *text, gsize from, gsize to)
{
    return strchr("{[<%$#*_|", text[from]) != NULL || (guchar)text[from] >= 0x80 ||
           g_ascii_isupper(text[from]) || memchr(text + from, '_', to - from) != NULL;
}

static bool
is_of_greeting(const char *text, gsize from, gsize to)
{
    static gsize greeting, blank;
    g_autofree char *head = g_strndup(text, from);
    bool begins = matches(&blank, "\\A\\s*\\z", head);

    return begins ? g_ascii_isalpha(text[from]) ||
                        (text[to] != '\0' && strchr(",!:", text[to]) != NULL)
                  : matches(&greeting, OF_GREETING, head);
}

/* "the {braces} in your template": in one sentence, and not where a name belongs. */
static bool
is_spoken_of(const char *text, gsize from, gsize to)
{
    static gsize told, speaks, wanted, held, holds, handled, said, left, so, filled;
    static gsize example, row, data, meant, theirs, or_another, other_than, pressed, opened;
    gsize start, end;

    if (!is_marked(text, from, to) || is_of_greeting(text, from, to))
        return false;
    find_sentence(text, from, to, ".!?;", &start, &end);
    g_autofree char *sentence = g_strndup(text + start, end - start);
    g_autofree char *after = g_strndup(text + to, end - to);
    g_autofree char *before = g_strndup(text + start, from - start);
    g_autofree char *line = read_line_before(text, from);
    if (matches(&holds, HOLDER_BEHIND, after) || matches(&filled, FILLED_BEHIND, after) ||
        matches(&told, TOLD_GREETING, before) || matches(&example, EXAMPLE_BEFORE, line) ||
        matches(&opened, OPENED_BEFORE, before) ||
        (text[from] == '[' && matches(&pressed, PRESSED_BEFORE, before)) ||
        matches(&row, ROW_OF_THREE, sentence) || matches(&meant, MEANT_BEHIND, after) ||
        matches(&or_another, OR_ANOTHER, after) || matches(&other_than, OTHER_THAN, before))
        return true;
    if (matches(&wanted, NAME_WANTED, before))
        return false;
    /* «name» is as often a word in quotation marks */
    if (g_str_has_prefix(text + from, "«") && has_letter(text, from, to) &&
        memchr(text + from, '_', to - from) == NULL)
        return true;
    if ((g_ascii_isalpha(text[from]) || text[from] == '$' ||
         (text[from] == '#' && text[to - 1] != '#')) &&
        matches(&data, SPEAKS_OF_DATA, sentence))
        return true;
    return (matches(&held, HOLDER_BEFORE, before) || matches(&handled, HANDLED_BEFORE, before) ||
            matches(&said, SAID_BEFORE, before) || matches(&speaks, SPEAKS_OF_HOLES, sentence) ||
            matches(&theirs, OF_THEIRS, before) ||
            (matches(&left, LEFT_BEFORE, before) && matches(&so, AS_IT_IS_BEHIND, after)));
}

/* Is what stands between these marks the message, a call's script for instance? */
static bool
is_whole(const char *text, gsize open, gsize close)
{
    static gsize preface;
    g_autofree char *head = g_strndup(text, open);

    return matches(&preface, HOLE_PREFACE "\\z", head) && 2 * (close - open) > strlen(text);
}

/* What this placeholder's own sentence or quotation tells. */
static bool
is_mentioned_here(const char *text, gsize from, gsize to)
{
    static gsize speaks;
    gsize open, close;

    if (is_code(text, from, to))
        return true;
    if (!find_quotation(text, from, to, &open, &close) || is_whole(text, open, close))
        return is_spoken_of(text, from, to);
    return has_letter(text, open, from) || has_letter(text, to, close) ||
           matches(&speaks, SPEAKS_OF_HOLES, text) || is_spoken_of(text, from, to);
}

/* How many placeholders stand between these bytes, or one that is spoken about (then many). */
static guint
count_marks(const char *text, gsize from, gsize to)
{
    static gsize slot;
    g_autoptr(GMatchInfo) match = NULL;
    guint marks = 0;
    bool found = g_regex_match_full(lint_regex(&slot, ANY_MARK), text, (gssize)to, (gint)from, 0,
                                    &match, NULL);

    for (; found && marks < MOST_MARKS; found = g_match_info_next(match, NULL)) {
        gint start, end;
        g_match_info_fetch_pos(match, 0, &start, &end);
        if (is_of_greeting(text, (gsize)start, (gsize)end))
            continue;
        marks++;
        if (strchr("{<%*", text[start]) != NULL &&
            is_mentioned_here(text, (gsize)start, (gsize)end))
            return MOST_MARKS;
    }
    return marks;
}

/* Is one spoken about elsewhere in the message? Then others are as well, where no name must come:
 * "you need {{town}} with two braces. The same with {{sum}}." */
static bool
is_told_elsewhere(HoleText *self, gsize from, gsize to)
{
    static gsize topic, strongly, merging;
    gsize start, end;

    if (strchr("{[<%*", self->text[from]) == NULL || is_of_greeting(self->text, from, to))
        return false;
    find_sentence(self->text, from, to, ".!?", &start, &end);
    if (count_marks(self->text, start, from) == MOST_MARKS)
        return true;
    g_autofree char *before = g_strndup(self->text + start, from - start);
    if (matches(&strongly, STRONGLY_WANTED, before))
        return false;
    if (self->tells < 0) {
        guint marks = count_marks(self->text, 0, strlen(self->text));
        guint others = self->other != NULL ? count_marks(self->other, 0, strlen(self->other)) : 0;
        self->tells =
            marks == MOST_MARKS || others == MOST_MARKS ||
            (marks + others >= 3 && (matches(&topic, TOPIC, self->text) ||
                                     (self->other != NULL && matches(&topic, TOPIC, self->other))));
    }
    return self->tells > 0 || (matches(&merging, MERGING, self->text) &&
                               !lint_hole_is_at(self, HOLE_WHERE_LOOSE, from, to));
}

bool
lint_is_mentioned(HoleText *self, gsize from, gsize to)
{
    return is_mentioned_here(self->text, from, to) || is_told_elsewhere(self, from, to);
}

/* Does the sentence speak of forms, sizes or programs, so that this is what it says? */
static bool
is_otherwise_meant(const HoleText *self, gsize from, gsize to)
{
    static gsize form, series, code;
    gsize start, end;

    find_sentence(self->text, from, to, ".!?", &start, &end);
    g_autofree char *sentence = g_strndup(self->text + start, end - start);
    if (strchr("_(", self->text[from]) != NULL)
        return matches(&form, FORM_TALK, sentence);
    if (g_ascii_toupper(self->text[from]) == 'X')
        return matches(&series, SERIES_TALK, sentence);
    return strchr("{[<(", self->text[from]) == NULL && matches(&code, CODE_TALK, sentence) &&
           !is_of_greeting(self->text, from, to);
}

bool
lint_hole_is_at(const HoleText *self, HoleWhere where, gsize from, gsize to)
{
    static gsize wanted, loose, within, behind;
    const char *text = self->text;

    if (where == HOLE_ANYWHERE || where == HOLE_WHERE_SENSE)
        return where == HOLE_ANYWHERE || !is_otherwise_meant(self, from, to);
    g_autofree char *before = read_line_before(text, from);
    bool is_at = where == HOLE_WHERE_WANTED  ? matches(&wanted, WANTED_BEFORE, before)
                 : where == HOLE_WHERE_LOOSE ? matches(&loose, LOOSE_BEFORE, before)
                                             : matches(&within, INLINE_BEFORE, before) ||
                                                   matches(&behind, INLINE_BEHIND, text + to);
    return is_at && !is_otherwise_meant(self, from, to);
}
