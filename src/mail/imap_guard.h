/* The guard: watches what an IMAP server sends, before the parser sees it.
 *
 * libetpan's parser reserves what a literal announces and descends once per parenthesis. A server
 * that announces four gigabytes, or opens a million parentheses, would take the process with it;
 * the guard stops it first. It knows only as much of RFC 3501 as that takes: lines, literals in
 * untagged data, parentheses outside literals. Pure: bytes in, verdict out. */
#pragma once

#include <glib.h>
#include <stdbool.h>

enum { IMAP_GUARD_PARENS_MAX = 256, IMAP_GUARD_HEAD = 16 };

typedef struct {
    gsize literal_left;         /* bytes of a literal still to come */
    char head[IMAP_GUARD_HEAD]; /* how the present response begins */
    guint head_length, parens;
    gsize number; /* digits seen since the last brace */
    enum { GUARD_TEXT, GUARD_BRACE, GUARD_CLOSED, GUARD_CR } state;
} ImapGuard;

/* All zero is the start of a session. Returns NULL, or what is wrong; then the connection must be
 * given up. `literal_max` is the largest literal that makes sense now. */
const char *imap_guard_feed(ImapGuard *self, const char *data, gsize length, gsize literal_max);
