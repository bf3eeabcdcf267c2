/* Waiting for news: IDLE (RFC 2177). */
#include "mail/imap_session.h"

enum { IDLE_BYTES = 256 << 10 };

bool
imap_session_can_idle(ImapSession *self)
{
    /* Many servers tell all they can do only to those who signed in. */
    if (self->folder != NULL && !self->asked) {
        self->asked = true;
        if (!imap_session_ask_capabilities(self, NULL))
            return false;
    }
    return self->folder != NULL && mailimap_has_idle(self->imap) != 0;
}

bool
imap_session_idle_begin(ImapSession *self, GError **error)
{
    int result;

    if (self->idles)
        return true;
    imap_session_begin(self, IDLE_BYTES);
    result = mailimap_idle(self->imap);
    self->idles =
        imap_session_check(self, result, SEVENTH_ERROR_INVALID, "waiting for news", error);
    return self->idles;
}

bool
imap_session_idle_end(ImapSession *self, GError **error)
{
    int result;

    if (!self->idles)
        return true;
    self->idles = false;
    imap_session_begin(self, IDLE_BYTES);
    result = mailimap_idle_done(self->imap);
    return imap_session_check(self, result, SEVENTH_ERROR_UNAVAILABLE, "waiting for news", error);
}

int
imap_session_idle_fd(ImapSession *self, bool *ret_ready)
{
    *ret_ready = self->imap->imap_stream->read_buffer_len > 0 || imap_wire_is_pending(self->low);
    return mailstream_low_get_fd(self->low);
}
