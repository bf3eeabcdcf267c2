/* SMTP replies: the server's lines, put together to one code, one enhanced status, one text.
 *
 * Internal to smtp.c; apart so that it can be tested without a server. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    int code;        /* 0 until the last line of a reply has come */
    char status[16]; /* "5.1.1" or "" */
    char text[256];  /* the lines joined by blanks, without codes; UTF-8, cut at a character */
    bool open;       /* a reply has begun and not ended */
} SmtpReply;

void smtp_reply_clear(SmtpReply *self);
/* Takes one line as received (with or without CRLF). A line after a finished reply begins the next;
 * what is no reply line is left out. */
void smtp_reply_add_line(SmtpReply *self, const char *line, gsize length);
/* Copies `text` into `out`, UTF-8 and in one line, cut to `size` with the NUL. */
void smtp_reply_copy_text(char *out, gsize size, const char *text);
