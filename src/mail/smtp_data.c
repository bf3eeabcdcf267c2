/* Line by line; see smtp_data.h. */
#include "mail/smtp_data.h"

#include <string.h>

static gsize
find(const SmtpData *self, char c)
{
    const char *found = memchr(self->data + self->offset, c, self->length - self->offset);
    return found != NULL ? (gsize)(found - self->data) : self->length;
}

static void
look_ahead(SmtpData *self)
{
    if (self->next_cr < self->offset)
        self->next_cr = find(self, '\r');
    if (self->next_lf < self->offset)
        self->next_lf = find(self, '\n');
}

void
smtp_data_init(SmtpData *self, const char *data, gsize length)
{
    *self = (SmtpData){ .data = data, .length = length };
    if (length > 0) {
        self->next_cr = find(self, '\r');
        self->next_lf = find(self, '\n');
    }
}

bool
smtp_data_append(SmtpData *self, GString *out, gsize most)
{
    gsize began = out->len;

    if (self->offset >= self->length)
        return false;
    while (self->offset < self->length && out->len - began < most) {
        gsize end = MIN(self->next_cr, self->next_lf);
        bool pair =
            end == self->next_cr && end + 1 == self->next_lf && self->next_lf < self->length;

        if (self->data[self->offset] == '.')
            g_string_append_c(out, '.');
        g_string_append_len(out, self->data + self->offset, (gssize)(end - self->offset));
        g_string_append_len(out, "\r\n", 2);
        self->offset = MIN(end + (pair ? 2 : 1), self->length);
        look_ahead(self);
    }
    return true;
}
