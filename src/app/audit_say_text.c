/* See audit_say_text.h. */
#include "app/audit_say_text.h"

#include <string.h>

#include "app/audit_meaning.h"
#include "core/audit_book.h"
#include "core/lint.h"
#include "mail/intent.h"
#include "text/date_words.h"

#define MAX_TEXT 4000 /* bytes of a text that are looked at */
#define MOST_KNOWN 200000

void
audit_empty_memory_clear(AuditEmptyMemory *self)
{
    g_clear_pointer(&self->known, g_hash_table_unref);
}

/* Valid UTF-8, cut. Free with g_free(). */
static char *
start_of(const char *text)
{
    gsize length = strnlen(text, MAX_TEXT);
    const char *end;

    g_utf8_validate(text, (gssize)length, &end);
    return (gsize)(end - text) == length || length - (gsize)(end - text) < 4
               ? g_strndup(text, (gsize)(end - text))
               : g_utf8_make_valid(text, (gssize)length);
}

static bool
lint_says_empty(const char *subject, const char *body)
{
    g_autofree char *text = start_of(body), *head = subject != NULL ? start_of(subject) : NULL;
    LintInput input = { .subject = head, .body = text, .is_reply = true, .adds_opt_out = true };

    g_autoptr(LintReport) report = lint_check(&input);
    return lint_report_find(report, LINT_EMPTY_FOLLOW_UP) != NULL;
}

bool
audit_text_is_empty(AuditEmptyMemory *memory, uint32_t print, const char *subject, const char *body)
{
    const char *text = body != NULL ? body : subject;

    if (text == NULL || print == 0)
        return false;
    if (memory->known == NULL)
        memory->known = g_hash_table_new(NULL, NULL);
    gpointer known = g_hash_table_lookup(memory->known, GUINT_TO_POINTER(print));
    if (known != NULL)
        return GPOINTER_TO_INT(known) == 1;
    bool empty = lint_says_empty(body != NULL ? subject : NULL, text);
    if (g_hash_table_size(memory->known) < MOST_KNOWN)
        g_hash_table_insert(memory->known, GUINT_TO_POINTER(print), GINT_TO_POINTER(empty ? 1 : 2));
    return empty;
}

enum { OURS, CONTACT, CONDITION };

/* A promise is our verb, a way to make contact and a day in one sentence. */
static const PhraseEntry PROMISE_TABLE[] = {
    { OURS,
      "ill;i will;we will;let me;im going|planning to;i am going|planning to;promised|agreed to|i;"
      "said i|ill|id;told him|her|them i|ill|id;ich|wir werde|werden|rufe|rufen|melde|melden|"
      "schicke|schicken|sende|senden;rufe|melde|schicke|sende ich;je vous "
      "rappelle|rappellerai|appelle|appellerai|recontacte|recontacterai|ecris|ecrirai|envoie|"
      "enverrai;le|te|les llamo|llamare|escribo|escribire|envio|enviare;volvere a" },
    { CONTACT,
      "call;ring;phone;try;reach;send;email;mail;write;text;visit;get back;come back;follow up;be "
      "in touch;anrufen;rufe;rufen;melde;melden;schicke;schicken;sende;senden;schreibe;"
      "zuruckrufen;rappell~;appell~;recontact~;ecri~;envoi~;enverr~;llam~;escrib~;envi~" },
    { CONDITION, "if;unless;in case;wenn;falls;si" },
};

static const PhraseSet *
promise_set(void)
{
    static gsize slot;

    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(PROMISE_TABLE, G_N_ELEMENTS(PROMISE_TABLE)));
    return (const PhraseSet *)slot;
}

/* The first word of the sentence that holds a word. */
static guint
sentence_of(const PhraseText *words, guint index)
{
    while (index > 0 && !phrase_text_begins_sentence(words, index))
        index--;
    return index;
}

/* Is a phrase of this tag in the sentence that begins at `first`? */
static bool
sentence_has(const PhraseText *words, const GArray *hits, int tag, guint first)
{
    for (guint i = 0; i < hits->len; i++) {
        const PhraseHit *hit = &g_array_index(hits, PhraseHit, i);
        if (hit->tag == tag && sentence_of(words, hit->first) == first)
            return true;
    }
    return false;
}

bool
audit_promised_by(const char *text, Instant written_us, const Zone *zone, Instant *ret_due_us)
{
    g_autofree char *start = start_of(text);
    g_autoptr(PhraseText) words = phrase_text_new(start);
    g_autoptr(GArray) hits = phrase_set_scan(promise_set(), words);
    Day today = zone_day_at(zone, written_us, NULL);

    if (hits->len < 2)
        return false;
    g_autoptr(GArray) days = day_mentions_find(words, start, today);
    for (guint i = 0; i < days->len; i++) {
        const DayMention *day = &g_array_index(days, DayMention, i);
        guint first = sentence_of(words, day->first);
        /* "tomorrow" is a day, a bare number may be anything. */
        bool number = g_ascii_isdigit(phrase_text_word(words, day->first)[0]);
        if ((day->weak && number) || day->day < today || !sentence_has(words, hits, OURS, first) ||
            !sentence_has(words, hits, CONTACT, first) ||
            sentence_has(words, hits, CONDITION, first))
            continue;
        *ret_due_us = zone_instant_of(zone, day->day + 1, 0) - 1;
        return true;
    }
    return false;
}

uint32_t
audit_inbound_flags(const char *subject, const char *body)
{
    double confidence;

    if (subject != NULL && audit_meaning(subject) & MEANS_AUTO_REPLY)
        return AUDIT_MACHINE_REPLY;
    if (body == NULL)
        return 0;
    g_autofree char *text = start_of(body);
    switch (intent_of(text, subject, &confidence)) {
    case INTENT_STOP:
    case INTENT_HOSTILE:
        return AUDIT_SAYS_STOP | AUDIT_NO_HARM;
    case INTENT_NOT_INTERESTED:
        return AUDIT_SAYS_NO | AUDIT_NO_HARM;
    default:
        return 0;
    }
}
