/* Rules on the letters: the subject, shouting, length. Holes are in lint_hole.c. */
#include "core/lint_private.h"

#include <string.h>

#define MOST_WORDS 200
#define LOUD_WORDS 3
#define LOUD_PHRASES 2

/* --- the subject ---------------------------------------------------------------------------- */

/* Bytes of "Re:", "AW: Fwd:" at the start. */
static gsize
reply_mark_length(const char *subject)
{
    static gsize slot;
    g_autoptr(GMatchInfo) match = NULL;
    gint to = 0;

    if (g_regex_match(lint_regex(&slot, "\\A\\s*(?:(?:re|fwd?|aw|wg|tr|rv|res|sv|ref)\\s*:\\s*)+"),
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
        const char *close = c == '[' ? strchr(at, ']') : NULL;
        if (close != NULL) /* "[EXTERNAL]", "[FULL NAME]": no voice is raised there */
            at = close;
        if (!g_unichar_isalpha(c)) {
            if (close != NULL)
                words = letters = 0;
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
    lint_holes(self);
    check_subject(self);
    check_loud(self, self->draft->plain, false);
    if (self->input->subject != NULL)
        check_loud(self, self->input->subject, true);
    check_length(self);
}
