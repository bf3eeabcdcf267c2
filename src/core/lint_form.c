/* Rules on the letters: holes and placeholders, the subject, shouting, length. */
#include "core/lint_private.h"

#include <string.h>

#define MOST_WORDS 200
#define LOUD_WORDS 3
#define LOUD_PHRASES 2

/* What people write where a name should come; between [ ], < >. */
#define PLACEHOLDER_WORDS                                                                        \
    "name|vorname|nachname|anrede|firma|unternehmen|pr[eé]nom|nom|civilit[eé]|entreprise|"     \
    "soci[eé]t[eé]|nombre|apellidos?|empresa|tratamiento|company|title|city|industry|insert|"  \
    "your|role|position|date|product|topic|sender|contact|recipient|stadt|branche|ville|ciudad|" \
    "datum|fecha|xx+"

static const struct {
    const char *pattern;
    bool in_templates; /* wrong there too: only {{field}} is filled in */
} HOLES[] = {
    { "\\{\\{[^}|]{0,60}\\}\\}\\}?", false },
    { "\\b(?:at|of|for|from|with|bei|von|für|mit|chez|pour|de|en|para|con|a) "
      "(?-i:undefined|null|NaN|None)\\b(?! (?:and "
      "void|values?|pointers?|hypothes[ie]s|behaviou?r))",
      true },
    { "(?<![\\{\\$])\\{ ?[A-Za-z][A-Za-z_. ]{0,30} ?\\}(?!\\})", true },
    { "\\$\\{[A-Za-z_.]{1,40}\\}", true },
    { "(?-i:\\b(?:FIRST|LAST|FULL|COMPANY|CONTACT|CUSTOMER)_?NAME\\b|\\b[FL]NAME\\b)", true },
    { "%[A-Z][A-Z_]{2,30}%", true },
    { "\\*\\|[A-Z_:0-9]{1,30}\\|\\*", true },
    { "(?:<<|«)[A-Za-z_. ]{1,40}(?:>>|»)", true },
    { "\\[(?:[^\\]\\n]{0,30}\\b)?(?:" PLACEHOLDER_WORDS ")\\b[^\\]\\n]{0,30}\\](?![(\\[])", true },
    { "(?<!<)<(?:[a-z_ ]{0,20}\\b)?(?:" PLACEHOLDER_WORDS ")\\b[a-z_ ]{0,20}>(?!>)", true },
};

/* "Hello ," "Dear Mr. null," "Sehr geehrter Herr ," at the top. */
static const char HOLLOW_GREETING[] =
    "\\A\\s*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|"
    "abend)|sehr geehrter?|liebe[r]?|moin|bonjour|bonsoir|ch[eè]re?|salut|hola|estimad[oa]|"
    "querid[oa]|buen[oa]s (?:d[ií]as|tardes))"
    "(?:[ \\t]+(?:mr|mrs|ms|dr|frau|herrn?|madame|monsieur|se[nñ]ora?)\\.?)*"
    "(?:[ \\t]+,|[ \\t]+!(?=\\s)(?<!bonjour !)(?<!salut !)|[ "
    "\\t]+(?:null|undefined|none|nan|n/a)\\b))";
static const char TITLE_ONLY[] =
    "\\A\\s*(?:sehr geehrter herr|sehr geehrte frau|dear (?:mr|mrs|ms|dr)\\.?)[ \\t]*,";

static GRegex *
regex_once(gsize *slot, const char *pattern)
{
    if (g_once_init_enter(slot)) {
        GRegex *regex = g_regex_new(pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
        g_assert(regex != NULL);
        g_once_init_leave(slot, (gsize)regex);
    }
    return (GRegex *)*slot;
}

static void
find_all(Lint *self, GRegex *regex, const char *text, bool in_subject)
{
    g_autoptr(GMatchInfo) match = NULL;
    gint from, to;

    if (!g_regex_match(regex, text, 0, &match))
        return;
    while (g_match_info_matches(match) && g_match_info_fetch_pos(match, 0, &from, &to)) {
        lint_add(self, LINT_MISSING_VARIABLE, in_subject, (gsize)from, (gsize)to);
        if (!g_match_info_next(match, NULL))
            return;
    }
}

/* Of HOLES, and the two that are only looked for at the top of a body. */
static gsize hole_slots[G_N_ELEMENTS(HOLES)], greeting_slot, title_slot;

static void
check_holes(Lint *self)
{
    for (gsize i = 0; i < G_N_ELEMENTS(HOLES); i++) {
        if (self->input->is_template && !HOLES[i].in_templates)
            continue;
        GRegex *regex = regex_once(&hole_slots[i], HOLES[i].pattern);
        find_all(self, regex, self->draft->text, false);
        if (self->input->subject != NULL)
            find_all(self, regex, self->input->subject, true);
    }
    find_all(self, regex_once(&greeting_slot, HOLLOW_GREETING), self->draft->text, false);
    find_all(self, regex_once(&title_slot, TITLE_ONLY), self->draft->text, false);
}

/* Each of HOLES shows one of these; nearly all texts hold none, and are not searched. */
static bool
may_hold_hole(const char *text)
{
    static const char *const SIGNS[] = { "*|",   "\xC2\xAB", "NAME", "undefined",
                                         "null", "NaN",      "None" };

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
        if (g_regex_match(regex_once(&hole_slots[i], HOLES[i].pattern), body, 0, NULL))
            return true;
    return g_regex_match(regex_once(&greeting_slot, HOLLOW_GREETING), body, 0, NULL) ||
           g_regex_match(regex_once(&title_slot, TITLE_ONLY), body, 0, NULL);
}

/* --- the subject ---------------------------------------------------------------------------- */

/* Bytes of "Re:", "AW: Fwd:" at the start. */
static gsize
reply_mark_length(const char *subject)
{
    static gsize slot;
    g_autoptr(GMatchInfo) match = NULL;
    gint to = 0;

    if (g_regex_match(regex_once(&slot, "\\A\\s*(?:(?:re|fwd?|aw|wg|tr|rv|res|sv|ref)\\s*:\\s*)+"),
                      subject, 0, &match))
        g_match_info_fetch_pos(match, 0, NULL, &to);
    return (gsize)to;
}

static char *
fold_words(const char *text)
{
    g_autoptr(PhraseText) words = phrase_text_new(text);
    g_autoptr(GString) folded = g_string_new(NULL);

    for (guint i = 0; i < phrase_text_words(words); i++)
        g_string_append_printf(folded, "%s%s", i > 0 ? " " : "", phrase_text_word(words, i));
    return g_string_free(g_steal_pointer(&folded), FALSE);
}

/* Lines of a quoted message below the draft are a thread too. */
static bool
has_thread(const Lint *self)
{
    return self->input->is_reply || self->thread->len > 0 ||
           self->draft->text[self->draft->middle_to] == '>' ||
           strstr(self->draft->text + self->draft->middle_to, "\n>") != NULL;
}

static void
check_subject(Lint *self)
{
    const char *subject = self->input->subject;

    if (subject == NULL || subject[0] == '\0')
        return;
    gsize mark = reply_mark_length(subject);
    g_autofree char *folded = fold_words(subject + mark);
    if (mark > 0 && !has_thread(self))
        lint_add(self, LINT_FAKE_REPLY, true, 0, mark);
    else if (lint_subject_is_weak(folded) && self->thread->len == 0)
        lint_add(self, LINT_WEAK_SUBJECT, true, mark, strlen(subject));
}

/* --- shouting ------------------------------------------------------------------------------- */

/* Letters only, all capitals, at least two of them; digits and marks part words. */
static const char *
skip_loud_word(const char *at)
{
    guint letters = 0;

    for (; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!g_unichar_isalpha(c))
            break;
        if (!g_unichar_isupper(c))
            return NULL;
        letters++;
    }
    return letters >= 2 ? at : NULL;
}

/* A run of capital words, a short one among them allowed; false when there is none of LOUD_WORDS.
 */
static bool
find_loud_run(const char *text, gsize *ret_from, gsize *ret_to)
{
    const char *begin = NULL;
    guint words = 0, letters = 0;

    for (const char *at = text; *at != '\0';) {
        gunichar c = g_utf8_get_char(at);
        if (!g_unichar_isalpha(c)) {
            if (c == '.' || c == '\n' || g_unichar_isdigit(c) || c == '(' || c == '/')
                words = letters = 0;
            at = g_utf8_next_char(at);
            continue;
        }
        const char *end = skip_loud_word(at);
        if (end == NULL) {
            words = letters = 0;
            while (g_unichar_isalpha(g_utf8_get_char(at)))
                at = g_utf8_next_char(at);
            continue;
        }
        begin = words == 0 ? at : begin;
        words++;
        letters += (guint)g_utf8_strlen(at, end - at);
        at = end;
        if (words >= LOUD_WORDS && letters >= 4 * LOUD_WORDS) {
            *ret_from = (gsize)(begin - text);
            *ret_to = (gsize)(end - text);
            return true;
        }
    }
    return false;
}

static guint
count_loud_phrases(const char *text)
{
    g_autoptr(PhraseText) words = phrase_text_new(text);
    g_autoptr(GArray) hits = phrase_set_scan(lint_cue_set(), words);
    guint loud = 0, end = 0;

    for (guint i = 0; i < hits->len; i++) {
        const PhraseHit *hit = &g_array_index(hits, PhraseHit, i);
        if (hit->tag != CUE_LOUD || hit->first < end)
            continue;
        loud++;
        end = hit->end;
    }
    return loud;
}

static void
check_loud(Lint *self, const char *text, bool in_subject)
{
    const char *marks = strstr(text, "!!");
    gsize from, to;

    if (find_loud_run(text, &from, &to))
        lint_add(self, LINT_SHOUTING, in_subject, from, to);
    else if (marks != NULL)
        lint_add(self, LINT_SHOUTING, in_subject, (gsize)(marks - text),
                 (gsize)(marks - text) + strspn(marks, "!"));
    else if (count_loud_phrases(text) >= LOUD_PHRASES)
        lint_add(self, LINT_SHOUTING, in_subject, 0, strlen(text));
}

static void
check_length(Lint *self)
{
    const Draft *draft = self->draft;

    if (draft->end - draft->first <= MOST_WORDS || self->input->is_spoken)
        return;
    guint last = draft->first + MOST_WORDS;
    lint_add(self, LINT_TOO_LONG, false, phrase_text_offset(draft->words, last), draft->middle_to);
}

void
lint_form(Lint *self)
{
    check_holes(self);
    check_subject(self);
    check_loud(self, self->draft->plain, false);
    if (self->input->subject != NULL)
        check_loud(self, self->input->subject, true);
    check_length(self);
}
