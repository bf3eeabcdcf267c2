/* A small state machine over the server's bytes; see imap_guard.h for why. */
#include "mail/imap_guard.h"

#include <string.h>

/* "* 12 FETCH ..." may hold literals and nested lists; "* OK ...", "+ ..." and tagged lines end in
 * human text, where a brace means nothing. */
static bool
holds_data(const ImapGuard *self)
{
    static const char *const TEXT[] = { "OK", "NO", "BAD", "BYE", "PREAUTH" };

    if (self->head_length < 2 || self->head[0] != '*' || self->head[1] != ' ')
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(TEXT); i++) {
        gsize length = strlen(TEXT[i]);

        if (self->head_length > 2 + length && self->head[2 + length] == ' ' &&
            g_ascii_strncasecmp(self->head + 2, TEXT[i], length) == 0)
            return false;
    }
    return true;
}

static void
end_response(ImapGuard *self)
{
    *self = (ImapGuard){ 0 };
}

static const char *
feed_text(ImapGuard *self, char c, gsize literal_max)
{
    bool after_brace = self->state == GUARD_CLOSED || self->state == GUARD_CR;

    if (self->head_length < IMAP_GUARD_HEAD)
        self->head[self->head_length++] = c;
    if (c == '\n') {
        if (!after_brace || !holds_data(self)) {
            end_response(self);
            return NULL;
        }
        if (self->number > literal_max)
            return "announced more than it was asked for";
        self->literal_left = self->number;
        self->state = GUARD_TEXT;
        return NULL;
    }
    if (c == '(' && ++self->parens > IMAP_GUARD_PARENS_MAX)
        return "sent an answer nested beyond sense";
    if (c == '{') {
        self->state = GUARD_BRACE;
        self->number = 0;
    } else if (self->state == GUARD_BRACE && g_ascii_isdigit(c)) {
        self->number = MIN(self->number * 10 + (gsize)(c - '0'), G_MAXUINT32);
    } else if (self->state == GUARD_BRACE && c == '}') {
        self->state = GUARD_CLOSED;
    } else if (self->state == GUARD_BRACE && c == '+') {
        /* the non-synchronizing form of RFC 7888 */
    } else {
        self->state = self->state == GUARD_CLOSED && c == '\r' ? GUARD_CR : GUARD_TEXT;
    }
    return NULL;
}

const char *
imap_guard_feed(ImapGuard *self, const char *data, gsize length, gsize literal_max)
{
    gsize at = 0;

    while (at < length) {
        const char *wrong;

        if (self->literal_left > 0) {
            gsize skipped = MIN(self->literal_left, length - at);

            self->literal_left -= skipped;
            at += skipped;
            continue;
        }
        wrong = feed_text(self, data[at++], literal_max);
        if (wrong != NULL)
            return wrong;
    }
    return NULL;
}
