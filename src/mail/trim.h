/* Trimming: what is new in a reply, apart from what it quotes and how it is signed.
 *
 * Works on lines, as mail programs of the last twenty years leave them: attribution lines ("On ...
 * wrote:") in many languages, header blocks, "Original message" rules, ">" quotes, signature
 * delimiters, "Sent from my ..." and the writer's own name and address lines. Of a quoted letter
 * that was answered in several places only the answers are new; one quotation above a text stays
 * with it. Code between ``` fences is left alone.
 *
 * Disadvantage: a signature that neither follows a delimiter nor holds the writer's name stays. */
#pragma once

#include <glib.h>

typedef struct {
    char *new_text, *quoted_text, *signature; /* without leading and trailing blank lines; never
                                                 NULL */
} TrimResult;

/* `text` is valid UTF-8; `sender_name` and `sender_address` may be NULL. Never fails. */
void
trim_reply(const char *text, const char *sender_name, const char *sender_address, TrimResult *ret);
void trim_result_clear(TrimResult *self);

/* `text` without its lines that begin with ">": what may decide an intent. Free with g_free(). */
char *trim_drop_quotes(const char *text);
