/* Where the words of a report end and the returned original begins. */
#include <stdbool.h>
#include <string.h>

#include "mail/bounce_inside.h"
#include "text/phrases.h"

#define MAX_HEAD_BYTES 65536u

static const PhraseEntry ORIGINAL_TABLE[] = {
    { 1, "below this line is a copy;this is a copy of|the;copy of the message|original|headers;"
         "copy of your message|mail|email;copy of the original;original message follows;"
         "message headers follow;^ original message $;unsent message below;unsent message;"
         "original message headers;returned message;message header follow~;"
         "included is a copy;original mail info;header of the original;"
         "message text follows;original message is included|attached|below;"
         "ursprungliche nachricht;der header|kopfzeilen der;header der originalnachricht;"
         "kopie der nachricht;message follows;"
         "the header of the original message|mail is following;start of returned message;"
         "begin of returned message;return message|mail header;original email headers;"
         "intestazioni originali;entetes du message;encabezados originales|de;"
         "cabecalhos originais;original nachrichten;the following is a copy;"
         "undelivered message headers;original letter;"
         "text of your message;message header;^ headers $;received header" },
};

static const PhraseSet *
original_set(void)
{
    static gsize slot;
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot,
                          (gsize)phrase_set_new(ORIGINAL_TABLE, G_N_ELEMENTS(ORIGINAL_TABLE)));
    return (const PhraseSet *)slot;
}

/* Two of the headers that every returned message begins with, one below the other. */
static bool
begins_returned_headers(const char *line)
{
    static const char *const FIRST[] = { "Received:",      "Return-Path:",    "Return-path:",
                                         "X-Original-To:", "DKIM-Signature:", "ARC-Seal:",
                                         "Message-ID:",    "Message-Id:",     "MIME-Version:",
                                         "Delivered-To:",  "X-Envelope-From:" };
    bool known = false;
    for (gsize i = 0; i < G_N_ELEMENTS(FIRST) && !known; i++)
        known = g_str_has_prefix(line, FIRST[i]);
    if (!known)
        return false;
    const char *next = strchr(line, '\n');
    while (next != NULL && (next[1] == ' ' || next[1] == '\t'))
        next = strchr(next + 1, '\n');
    return next != NULL && bounce_is_header_line(next + 1);
}

const char *
bounce_text_mark(const char *text)
{
    const char *limit = text + MAX_HEAD_BYTES;
    for (const char *line = text; line < limit && *line != '\0';) {
        if (begins_returned_headers(line))
            return line;
        const char *end = strchrnul(line, '\n');
        gsize length = (gsize)(end - line);
        if (length >= 8 && length <= 120 && line > text) {
            bool rule = line[0] == ' ' || strchr(":.\r", line[length - 1]) != NULL ||
                        memmem(line, length, "--", 2) != NULL;
            g_autoptr(PhraseText) words = rule ? phrase_text_new_length(line, length) : NULL;
            if (rule && phrase_set_first(original_set(), words) >= 0)
                return line;
        }
        line = *end != '\0' ? end + 1 : end;
    }
    return NULL;
}

char *
bounce_text_head(const char *text, const char *end)
{
    gsize length = end != NULL ? (gsize)(end - text) : strlen(text);
    if (length > MAX_HEAD_BYTES)
        length = MAX_HEAD_BYTES;
    return g_utf8_make_valid(text, (gssize)length);
}

const char *
bounce_text_original(const char *mark)
{
    for (const char *line = mark; line != NULL && *line != '\0' && line - mark < 2048;) {
        if (bounce_is_header_line(line))
            return line;
        line = strchr(line, '\n');
        line = line != NULL ? line + 1 : NULL;
    }
    return NULL;
}
