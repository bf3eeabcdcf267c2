/* See audit_say_text.h. */
#include "app/audit_say_text.h"

#include <string.h>

#include "app/audit_meaning.h"
#include "core/audit_book.h"
#include "core/lint.h"
#include "core/promise_words.h"
#include "mail/intent.h"
#include "mail/read.h"

#define MAX_TEXT 4000 /* bytes of a text that are looked at */
#define MOST_KNOWN 200000

void
audit_empty_memory_clear(AuditEmptyMemory *self)
{
    g_clear_pointer(&self->known, g_hash_table_unref);
}

const char *
audit_body_start(const char *body)
{
    static const char *const HEADS[] = {
        "from",   "to",   "cc",   "bcc",   "subject", "attachment",  "date",
        "sent",   "body", "von",  "an",    "betreff", "gesendet",    "anlage",
        "anhang", "de",   "para", "objet", "asunto",  "attachments", "additional to"
    };
    const char *at = body;

    for (bool head = true; head;) {
        const char *line = at + strspn(at, " \t\r\n");
        gsize name = strcspn(line, ":\n");
        head = false;
        for (gsize i = 0; i < G_N_ELEMENTS(HEADS) && line[name] == ':' && !head; i++)
            head = strlen(HEADS[i]) == name && g_ascii_strncasecmp(line, HEADS[i], name) == 0;
        if (!head)
            break;
        bool last = g_ascii_strncasecmp(line, "body", 4) == 0;
        at = line + name + 1;
        if (last)
            return at + strspn(at, " \t\r\n");
        at += strcspn(at, "\n");
    }
    return at == body ? body : at + strspn(at, " \t\r\n");
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

bool
audit_promised_by(const char *text, Instant written_us, const Zone *zone, Instant *ret_due_us)
{
    g_autofree char *start = start_of(text);
    PromiseWords words;

    if (!promise_words_find(start, PROMISE_OURS, zone_day_at(zone, written_us, NULL), &words) ||
        words.conditional)
        return false;
    *ret_due_us = zone_instant_of(zone, words.until_day + 1, 0) - 1;
    return true;
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
        return confidence >= AUDIT_LIKELY_STOP ? AUDIT_SAYS_STOP | AUDIT_NO_HARM : 0;
    case INTENT_NOT_INTERESTED:
        return confidence >= MAIL_INTENT_SURE ? AUDIT_SAYS_NO | AUDIT_NO_HARM : 0;
    default:
        return 0;
    }
}
