/* Gaps: what is left where a value vanished ("your work at .", "Hi ,", "um Uhr"), and what stands
 * there in its stead: a line to write on, a row of X, null, a date's mask. Each counts only where a
 * value is wanted; lint_hole_is_at() tells. */
#include "core/lint_hole.h"

/* A word that wants a name behind it, and what cannot be one. */
#define BEFORE_A_NAME                                                                     \
    "that|noticed|saw|seen|heard|at|of|for|from|with|dass|bei|von|f[uü]r|mit|que|chez|"  \
    "pour|avec|de|en|para|con|on|am|le|el|zum|und|and|et|y|the|der|die|das|dem|den|des|"  \
    "im|in|la|les|los|las|du|au|aux|al|del|dans|como|wie|als|as|like|to|by|your|ihre?|"   \
    "ihrer|votre|su|zu|zur|durch|firma|unternehmens?|company|soci[eé]t[eé]|entreprise|" \
    "empresa|frau|herrn?|mrs?|ms|madame|monsieur|se[nñ]ora?"
/* ... and what a full stop or comma cannot follow, either. */
#define BEFORE_A_VALUE                                                                           \
    BEFORE_A_NAME "|is|ist|sind|est|es|lautet|called|named|hei(?:ß|ss)t|num(?:ber|mer)|"        \
                  "n[uú]m[eé]ro|unter|until|bis|hasta|since|seit|desde|depuis|about|[uü]ber|" \
                  "sur|sobre|an|beim|vom|named|par|por|between|zwischen|entre|um|my|our|mein|"   \
                  "unser|notre|mi"
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
    "sur|ou|mais|si|en|con|por|pero|o|se|for|of|bei|chez|pide|pidi[oó]|veut|expands?|grows?"

#define GREETED HOLE_GREETINGS
/* "Dear Mr/Mrs", "Estimado/a Sr./Sra.", "Guten Tag, Frau": a greeting as far as the name. */
#define SLASHED "(?:\\(?[/-]?(?:[aer]|in|e r)\\)?)?"
#define TITLED "(?:" HOLE_TITLES ")\\b\\.?(?: ?/ ?(?:sehr geehrter? )?(?:" HOLE_TITLES ")\\b\\.?)*"
#define UP_TO_NAME HOLE_PREFACE "(?:" GREETED ")" SLASHED "(?:,?[ \\t]+" TITLED ")*"

/* "Hello ," "Dear Mr. null," "Sehr geehrter Herr ," at the top. */
#define HOLLOW_GREETING                                                                     \
    UP_TO_NAME                                                                              \
    "(?:[ \\t]+[,:](?!\\))(?<!bonjour :)(?<!madame :)(?<!monsieur :)|,[ \\t]*[,:!](?!\\))|" \
    "[ \\t]+(?:_{2,}|\\.{2,}|…|%s|x{2,}|xy|<>|''|\"\"|\\(\\)|\\{\\}|\\?+|-+|\\[ ?\\])[ "  \
    "\\t]*[,:!]|"                                                                           \
    "[ \\t]+!(?=\\s)(?<!bonjour !)(?<!salut !)(?<!coucou !)(?<!bonsoir !)|"                 \
    "[ \\t]+(?:(?-i:null|NULL|nan|NaN)|undefined|none|n/a|unknown|unbekannt|inconnue?|"     \
    "desconocid[oa])(?:[ \\t]*[,:!.\\n]|(?<!unknown)(?<!none)\\b))"
/* A word for a name, or a sign that no name holds, where the name belongs. */
#define TITLE_ONLY                                                                               \
    HOLE_PREFACE                                                                                 \
    "(?:(?:" GREETED ")[ \\t]+(?:" TITLED "[ \\t]+)?(?:(?:first|last|full|sur) "                 \
    "?name|vorname|nachname|name|contact ?name|company|firma|empresa|pr[eé]nom|nom|nombre|"     \
    "apellidos?|kundenname|fname|lname)[ \\t]*[,!:]|(?:(?:sehr geehrter|lieber|hallo|guten "     \
    "(?:tag|morgen|abend)) herr|(?:sehr geehrte|liebe|hallo|guten (?:tag|morgen|abend)) "        \
    "frau|dear (?:mr|mrs|ms|dr)\\.?|bonjour (?:m|mme)\\.?)[ \\t]*(?:,|\\n)|"                     \
    "(?:dear|sehr geehrter?|lieber?|ch[eè]re?|estimad[oa])[ \\t]*(?:/[ ]?[ra])?[ \\t]*,|"       \
    "(?:" GREETED ")" SLASHED "[ \\t]+(?:mr|mrs|ms|frau|herrn?|sra?|mme|m)\\b\\.?"               \
    " ?(?:/|oder|or|ou|o) ?(?:mr|mrs|ms|miss|frau|herrn?|sra?|mme|m|(?:sehr )?geehrter? "        \
    "(?:frau|herr))\\b\\.?[ \\t]*[,:\\n]|"                                                       \
    "(?:sehr geehrte|liebe|ch[eè]r|estimad[oa])(?:\\([a-z]{1,2}\\)|/[a-z]{1,2})[ \\t]*[,:\\n]|" \
    "(?:estimad[oa]|apreciad[oa]|buen[oa]s (?:d[ií]as|tardes),?|hola) (?:sra?|lic|ing)\\.?"     \
    "[ \\t]*[,:])|" UP_TO_NAME                                                                   \
    "[ \\t]+\\K(?:(?![@#]\\w|\\{\\{)[\\w.]*(?:\\w_\\w|[{}%|$#])[^\\s,!]*|"                       \
    "\\((?:(?:first|last|full|company|your) )?(?:" HOLE_NAMES ")\\))"

/* "the team at and I", "vous, chez, avez": nobody leaves such a word alone. Each begins with the
 * blank before the word, so that nothing else of a text is looked at. */
#define PEOPLE                                                                                   \
    "(?:team|lead|head|crew|role|post|back|here) at|(?:staff|plant|folks|heads|leads|owner) at|" \
    "(?:people|leader|friend|office|owners) at|(?:manager|leaders|friends|someone) at|"          \
    "(?:director|managers|everyone) at|job at|colleague at|colleagues at"
#define STRANDED                                                                               \
    "[ \\n(]\\K(?:(?:bei|von|f[uü]r)(?= (?:ist|sind|hat|haben|wird|werden|sucht|suchen|"      \
    "plant|planen|interessiert|interessieren|arbeitet|arbeiten|braucht|brauchen)\\b)|"         \
    "chez(?= (?:est|sont|a|ont|va|vont|cherche|recrute|pour|et)\\b)|"                          \
    "(?:en|de|para|que)(?= (?:tienen|tiene|busca|buscan|es|son|est[aá]n?) (?:un|una|el|la|"   \
    "varios|muchos|su|sus)\\b)(?<!\\bque)|(?-i:the|your|zum|zur|beim|vom|chez|votre|notre|de)" \
    "(?=[.,;!?](?:\\s|$))(?!, (?:well|er|um|uh|sorry)\\b)|between (?=and)|zwischen (?=und)|"   \
    "entre (?=y|et)|am (?=um)|um (?=Uhr\\b)|at (?=o'clock\\b)|"                                \
    "at(?= (?:and|is|has|was|were|are)\\b)(?<=" PEOPLE "))"

/* Doubled blanks and blanks before a mark. */
#define DOUBLED                                                                                   \
    "\\b(?:" BEFORE_A_NAME ")\\b[ \\t]{2,}(?=(?:" AFTER_A_NAME ")\\b)|\\b(?:" BEFORE_A_VALUE      \
    ")\\b[ \\t]+(?=[.,](?:\\s|$))|\\b(?:at|for|with|bei|f[uü]r|mit|von|para|con)[ \\t]+(?=\\?)|" \
    "\\b(?:chez|bei)[ \\t]+(?=[!:;])|"                                                            \
    "\\b(?:that|dass|que|noticed)[ \\t]{2,}(?!(?:the|an?|your|our|my|this|we|you|i|it|they|"      \
    "he|she|der|die|das|den|dem|ein|eine|einen|ihr|ihre|unser|mein|wir|sie|ich|es|el|la|los|"     \
    "las|un|una|su|sus|nuestr[oa]s?|le|les|des|du|vos|votre|notre|nos|vous|nous|je|il|elle|"      \
    "on|ce|cette)\\b)(?=(?-i:[a-zäöüéèàç]))|"                                              \
    "\\b(?:at|for|of|in|with|that|about)[ \\t]+(?='s\\b|’s\\b)|"                                \
    "\\b(?:your|ihr|votre|su)[ \\t]{2,}(?=(?:-?team|equipe|[eé]quipe|equipo|company|firm|"       \
    "department|office|site|role|firma|abteilung|betrieb)\\b)"
/* "Thanks, , for", "the plant ( ) takes", 'your post "" of May', ", are you free?" */
#define HOLLOW_MARKS                                                             \
    "(?<=[\\w)]),[ \\t]+,|(?<=\\w )(?:\"\"|„“|“”|«\\s*»)(?=[\\s.,;])|" \
    "(?<=[,.!?:] )['’]s (?=\\p{Ll})|\\A[ \\t]*,(?=[ \\t]*\\p{L}{2})"
#define HOLLOW_PAREN "(?<=\\w )\\([ \\t]*\\)(?=[ .,;])(?!.*\\([ \\t]*\\))"
/* A subject that ends before its name: "Two cranes for" */
#define CUT_OFF                                                                             \
    "\\b(?:chez|bei|f[uü]r|pour|para|con|de|of|your|ihre?)\\s*\\z|"                        \
    "\\A(?:\\w+ ){1,4}(?:for|at)\\s*\\z(?<!look at)(?<!look for)(?<!ask for)(?<!asked for)" \
    "(?<!asking for)(?<!looking for)(?<!waiting for)(?<!wait for)"

/* null, where a name must come. In German it is a number as well, and in English None begins
 * a sentence. */
#define NULL_WORDS                                                                               \
    "(?<![\\w/.\"'=-])(?-i:undefined|NULL|NaN|N/A|None(?! (?:of\\b|(?-i:[A-Z]))))(?![\\w/=(-])|" \
    "(?<!\\bauf )(?<!\\bgegen )(?<!\\bunter )(?<!\\b[uü]ber )(?<!\\bbei )(?<!\\bvon )"          \
    "(?<!mehr als )(?<!weniger als )(?<![\\w/.\"'=-])(?-i:null)(?![\\w/=(:-])(?! and void)"      \
    "(?! (?-i:[A-ZÄÖÜ]))(?! (?:komma|grad|uhr|prozent|euro|value|pointer|hypothes|auf|bis|an)\\b)"
/* ... whatever stands before it: "did NULL get", "bei null ist", null alone on a line. */
#define NULL_SUBJECTS                                                                    \
    "\\b(?-i:null|undefined|NULL|NaN|None)(?='s\\b|’s\\b)|"                            \
    "\\b(?:bei|von) \\Knull(?= (?:ist|hat|haben|wird|gibt|sucht|plant|gerade)\\b)|"      \
    "(?:\\b(?:did|does|has|will|can|could|would|how is|hat|wird|kann|est-ce que|tiene)|" \
    "¿\\p{L}+) \\K(?-i:null|NULL|undefined)(?= (?-i:\\p{Ll}))|"                         \
    "\\A[ \\t]*(?-i:null|NULL|undefined|None|NaN)[ \\t]*(?=[,:])|"                       \
    "(?m)^[ \\t]*(?-i:null|NULL|undefined|None|NaN)[ \\t]*$(?=(?:\\n.*){0,4}\\z)"

/* Amounts and dates that were to be looked up. */
#define UNITS                                                                                    \
    "[€%£$](?! ?\\d)|euros?|eur|usd|chf|uhr|per ?cent|prozent|por ciento|pour ?cent|hours?|"  \
    "days?|weeks?|months?|years?|minutes?|stunden?|tagen?|wochen?|monaten?|jahren?|minuten|"     \
    "heures?|jours?|semaines?|mois|ans|horas?|d[ií]as?|semanas?|meses|a[nñ]os|minutos|people|" \
    "employees|mitarbeiter\\w*|personas|kg|km|stück|january|february|march|april|may|june|"     \
    "july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|"        \
    "oktober|dezember|janvier|f[eé]vrier|mars|avril|juin|juillet|ao[uû]t|septembre|octobre|"   \
    "novembre|d[eé]cembre|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|"  \
    "octubre|noviembre|diciembre)"
#define UNKNOWN_FIGURE                                                                 \
    "(?-i:[£$€] ?X{1,4}\\b|\\bX{1,4} ?[€£%](?! ?\\d)|\\bX{1,2}[/.]X{1,2}\\b|"    \
    "[£$€] ?\\[[xX]+\\]|\\[[xX]+\\] ?[€£%]|\\[X{2,}\\])|\\bx{2}[./]x{2}\\b|"     \
    "(?<![\\w/.])\\.\\.[/.]\\.\\.[/.]\\d{4}\\b|"                                       \
    "(?<!siglo )(?<!si[eè]cle )(?<![\\d-])\\b(?-i:X{2,3}|xx)(?:[.,](?-i:XX?|xx?))? ?" \
    "(?=(?:" UNITS ")(?![\\w]))|[£$€] ?(?-i:xx+)\\b"
#define DATE_MASK                                                                            \
    "\\b(?:of|on|by|until|till|from|since|before|dated|for|vom|am|bis(?: zum)?|ab|zum|seit|" \
    "dem|den|du|le|au|d[eè]s|avant|depuis|del?|el|al|hasta|desde|"                          \
    "para)[ \\t]+\\K(?:(?-i:TT\\.MM\\b|DD?[./-]MM?\\b|MM[./-]DD\\b|JJ[./-]MM\\b|0000-00-00|" \
    "00[./]00[./]0000)(?:[\\w./-]*\\w)?|(?-i:Invalid [Dd]ate))"
#define NO_AMOUNT                                                                \
    "\\b(?:is|of|for|only|about|nur|f[uü]r|von|de|à|por|um|beträgt|betragen|" \
    "kostet|kosten|costs?|est|es|cuestan?|coûte(?:nt)?)\\b(?: de)? [£$€]"    \
    "(?= (?:per|an?|pro|par|al|je|im|por|each|net|"                              \
    "plus|pour|und|and|y|et|la|le|mensual\\w*|monatlich|monthly)\\b|[ ]?[.,](?:\\s|$))"

/* Three or more X; not of a size, a series, a number in Roman letters, or kisses at a line's end.
 */
#define MANY_X                                                 \
    "(?<![\\w-])(?-i:X{3,}(?:[ -]X{2,})*)(?![\\w-])(?! ?\\d)|" \
    "(?<![\\w-])x{3,}(?=[ ,.][ \\n]*\\p{L})"

/* "Your Name" alone on one of the last lines; "the crew at Company Name". */
#define SIGNATURE                                                                              \
    "(?m)^(?:\\[?your (?:full )?(?:name|company|title|position|job title|phone(?: number)?)|"  \
    "ihr name|ihre? (?:firma|position|telefonnummer)|votre (?:nom|pr[eé]nom|soci[eé]t[eé]|" \
    "entreprise|fonction)|(?:su|tu) (?:nombre|empresa|cargo)|vorname nachname|"                \
    "first ?name last ?name|pr[eé]nom nom|nombre (?:y )?apellidos?)[ \\t]*$"                  \
    "(?=(?:\\n.*){0,4}\\z)"
#define NAMED                                                                             \
    "(?-i:(?:Company|Customer|Client|Contact|First|Last|Full|Product|Industry) ?Name\\b|" \
    "(?:Firmen|Kunden|Unternehmens|Vor|Nach)name\\b|Nom (?:de (?:l['’]entreprise|"      \
    "la soci[eé]té)|du (?:client|contact))|Nombre (?:de (?:la )?|del )(?:[Ee]mpresa|"   \
    "[Cc]liente|[Cc]ontacto))"
#define ORDERED                                                                                   \
    "(?-i:\\b(?:INSERT|INS[EÉ]RER|INSERTAR|EINF[UÜ]GEN|ENTER|YOUR|HIER)[ _](?:[A-Z]+[ _]){0,2}" \
    "(?:NAME|NOMBRE|NOM|FIRMA|COMPANY|EMPRESA|ENTREPRISE|SOCI[EÉ]T[EÉ]|DATE|DATUM|FECHA|CITY|"  \
    "CUSTOMER|CLIENT|TEXT|TEXTO|TEXTE|PRODUCT)\\b)|"                                              \
    "(?-i:\\b(?:NAME|NOMBRE|NOM|FIRMA|COMPANY|EMPRESA|DATE|DATUM|FECHA)[ _](?:HERE|HIER|ICI|"     \
    "AQU[IÍ])\\b)|"                                                                              \
    "\\b(?:error|fehler|erreur)\\K ?! (?:bookmark not|textmarke nicht|signet non|marcador no|"    \
    "reference source|verweisquelle|source du renvoi|no se encuentra)"

HolePattern LINT_GAPS[] = {
    { HOLE_SIGN_ALWAYS, HOLLOW_GREETING, HOLE_ANYWHERE, HOLE_OF_BODY, true, 0 },
    { HOLE_SIGN_ALWAYS, TITLE_ONLY, HOLE_ANYWHERE, HOLE_OF_BODY, true, 0 },
    { HOLE_SIGN_ALWAYS, STRANDED, HOLE_ANYWHERE, HOLE_OF_BODY, false, 0 },
    { HOLE_SIGN_ALWAYS, CUT_OFF, HOLE_ANYWHERE, HOLE_OF_SUBJECT, false, 0 },
    { HOLE_SIGN_GAP, DOUBLED, HOLE_ANYWHERE, HOLE_OF_BOTH, false, 0 },
    { HOLE_SIGN_GAP | HOLE_SIGN_ANGLE | HOLE_SIGN_MARK, HOLLOW_MARKS, HOLE_ANYWHERE, HOLE_OF_BOTH,
      false, 0 },
    { HOLE_SIGN_PAREN, HOLLOW_PAREN, HOLE_WHERE_INLINE, HOLE_OF_BOTH, false, 0 },
    { HOLE_SIGN_NULL, NULL_WORDS, HOLE_WHERE_WANTED, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_NULL, NULL_SUBJECTS, HOLE_WHERE_SENSE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_CAPITALS | HOLE_SIGN_MONEY | HOLE_SIGN_PERCENT | HOLE_SIGN_BRACKET, UNKNOWN_FIGURE,
      HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_CAPITALS | HOLE_SIGN_NULL, DATE_MASK, HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_MONEY, NO_AMOUNT, HOLE_ANYWHERE, HOLE_OF_BOTH, false, 0 },
    { HOLE_SIGN_CAPITALS, MANY_X, HOLE_WHERE_WANTED, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_LINE, "(?<![\\w:./_-])_{2,}(?![\\w_])", HOLE_WHERE_INLINE, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_ALWAYS, SIGNATURE, HOLE_ANYWHERE, HOLE_OF_BODY, true, 0 },
    { HOLE_SIGN_ALWAYS, NAMED, HOLE_WHERE_WANTED, HOLE_OF_BOTH, true, 0 },
    { HOLE_SIGN_CAPITALS | HOLE_SIGN_MARK, ORDERED, HOLE_ANYWHERE, HOLE_OF_BOTH, true, 0 },
};
const gsize LINT_GAPS_COUNT = G_N_ELEMENTS(LINT_GAPS);
