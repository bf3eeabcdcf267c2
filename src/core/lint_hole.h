/* What the files that look for holes share: signs by which a text is passed over quickly, patterns
 * with the place they count in, and the words that tell such places. */
#pragma once

#include "core/lint_private.h"

/* What people write where a name should come; between [ ], < >. */
#define HOLE_NAMES                                                                               \
    "name|vorname|nachname|anrede|firma|unternehmen|pr[eé]nom|nom|civilit[eé]|entreprise|"     \
    "soci[eé]t[eé]|nombre|apellidos?|empresa|tratamiento|company|title|city|industry|insert|"  \
    "your|role|position|date|product|topic|sender|contact|recipient|stadt|branche|ville|ciudad|" \
    "datum|fecha|xx+|\\w{2,14}name|kunde|ansprechpartner|raison "                                \
    "sociale|absender|remitente|exp[eé]diteur|cliente?|contacto"

/* How letters begin, and what stands before a name. */
#define HOLE_GREETINGS                                                                      \
    "hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|morning|hallo|guten "         \
    "(?:tag|morgen|abend)|moin|servus|gr[uü]ezi|sehr geehrter?|werter?|liebe[r]?|bonjour|" \
    "bonsoir|ch[eè]re?s?|salut|coucou|hola|buenas|estimad[oa]s?|apreciad[oa]|querid[oa]|"  \
    "buen(?:[oa]s)? (?:d[ií]as?|tardes|noches)"
#define HOLE_TITLES                                                                                \
    "mr|mrs|ms|miss|dr|frau|herrn?|madame|monsieur|mme|mlle|m|prof|se[nñ]or(?:a|ita)?|sr(?:a|ta)" \
    "?|lic|ing|don|do[nñ]a"
/* What may stand before a greeting: (voicemail) "Hello ... */
#define HOLE_PREFACE "\\A\\s*(?:[(\\[][^)\\]\\n]{0,60}[)\\]]:?\\s*)?[\"“„«‚‘']?\\s*"

/* What a text must show for a pattern to be tried: one bit each. */
typedef enum {
    HOLE_SIGN_BRACE = 1 << 0,
    HOLE_SIGN_BRACKET = 1 << 1,
    HOLE_SIGN_ANGLE = 1 << 2, /* also & and guillemets */
    HOLE_SIGN_PERCENT = 1 << 3,
    HOLE_SIGN_HASH = 1 << 4,
    HOLE_SIGN_MONEY = 1 << 5,
    HOLE_SIGN_LINE = 1 << 6, /* an underscore */
    HOLE_SIGN_BAR = 1 << 7,  /* | or * */
    HOLE_SIGN_PAREN = 1 << 8,
    HOLE_SIGN_MARK = 1 << 9,      /* @, ~ or ! */
    HOLE_SIGN_CAPITALS = 1 << 10, /* two capitals together, or two x */
    HOLE_SIGN_GAP = 1 << 11,      /* a blank before another, or before a mark; two marks */
    HOLE_SIGN_NULL = 1 << 12,     /* null, undefined, None, NaN, N/A, Invalid */
    HOLE_SIGN_FIELD = 1 << 13,    /* NAME, Name, NOM within a word */
    HOLE_SIGN_ALWAYS = 1 << 14
} HoleSign;

/* Where a pattern counts. */
typedef enum {
    HOLE_ANYWHERE,
    HOLE_WHERE_SENSE,  /* anywhere, save in talk of forms, sizes or programs */
    HOLE_WHERE_LOOSE,  /* after an article, "is", "that", a number sign, or as below */
    HOLE_WHERE_WANTED, /* after a greeting, a title, "at", "by", "from", "chez" ...: a name must
                          come */
    HOLE_WHERE_INLINE, /* within a sentence, not a form's line or a rule across the page */
} HoleWhere;

typedef enum { HOLE_OF_BOTH, HOLE_OF_BODY, HOLE_OF_SUBJECT } HolePart;

typedef struct {
    guint signs; /* any of them */
    const char *pattern;
    HoleWhere where;
    HolePart part;
    bool in_templates; /* wrong there too: only {{field}} is filled in */
    gsize slot;        /* for lint_regex() */
} HolePattern;

/* What is left when a value vanished, or a thing that stands for it; lint_gap.c. */
extern HolePattern LINT_GAPS[];
extern const gsize LINT_GAPS_COUNT;

/* A text in which holes are sought, beside the other half of its message (the subject's body, the
 * body's subject; may be NULL). */
typedef struct {
    const char *text, *other;
    bool is_subject;
    int tells; /* -1 until it is known whether it speaks of placeholders elsewhere */
} HoleText;

/* Does what stands at bytes `from` to `to` stand where `where` asks for? */
bool lint_hole_is_at(const HoleText *self, HoleWhere where, gsize from, gsize to);
/* Is the placeholder there only spoken about ("the field {x} stays empty")? */
bool lint_is_mentioned(HoleText *self, gsize from, gsize to);
