/* Replies line by line: "550-5.1.1 No\r\n" "550 5.1.1 such user\r\n" to 550, 5.1.1, "No such user".
 */
#include "mail/smtp_reply.h"

#include <string.h>

void
smtp_reply_clear(SmtpReply *self)
{
    *self = (SmtpReply){ 0 };
}

void
smtp_reply_copy_text(char *out, gsize size, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    gsize length;

    for (char *p = valid; *p != '\0'; p++)
        if (g_ascii_iscntrl(*p))
            *p = ' ';
    g_strstrip(valid);
    length = MIN(strlen(valid), size - 1);
    while (length > 0 && ((guchar)valid[length] & 0xC0) == 0x80)
        length--;
    memcpy(out, valid, length);
    out[length] = '\0';
}

/* "5.1.1 " at the head of `text` (RFC 3463): its length, 0 when there is none. */
static gsize
status_length(const char *text)
{
    gsize at = 1;

    if (strchr("245", text[0]) == NULL || text[0] == '\0')
        return 0;
    for (int part = 0; part < 2; part++) {
        gsize digits = 0;

        if (text[at] != '.')
            return 0;
        while (g_ascii_isdigit(text[at + 1 + digits]))
            digits++;
        if (digits < 1 || digits > 3)
            return 0;
        at += 1 + digits;
    }
    return text[at] == ' ' || text[at] == '\0' ? at : 0;
}

void
smtp_reply_add_line(SmtpReply *self, const char *line, gsize length)
{
    g_autofree char *text = g_strndup(line, length);
    g_autofree char *joined = NULL;
    const char *words;
    gsize status;

    g_strchomp(text);
    if (!g_ascii_isdigit(text[0]) || !g_ascii_isdigit(text[1]) || !g_ascii_isdigit(text[2]) ||
        (text[3] != ' ' && text[3] != '-' && text[3] != '\0'))
        return;
    if (!self->open)
        smtp_reply_clear(self);
    self->open = text[3] == '-';
    if (!self->open)
        self->code = 100 * (text[0] - '0') + 10 * (text[1] - '0') + (text[2] - '0');
    words = text[3] == '\0' ? "" : text + 4;
    status = status_length(words);
    if (status > 0) {
        g_strlcpy(self->status, words, MIN(sizeof self->status, status + 1));
        words += status;
    }
    joined = g_strconcat(self->text, " ", words + strspn(words, " "), NULL);
    smtp_reply_copy_text(self->text, sizeof self->text, joined);
}
