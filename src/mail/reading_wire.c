/* Numbers as eight bytes, texts with their length before them, NULL as a length of its own. */
#include "mail/reading_wire.h"

#include <string.h>

#define MAX_LIST 128
#define MAX_TEXT (8u << 20)
#define NO_TEXT UINT32_MAX

static void
put_number(GByteArray *out, int64_t value)
{
    g_byte_array_append(out, (const guint8 *)&value, sizeof value);
}

static void
put_share(GByteArray *out, double share)
{
    g_byte_array_append(out, (const guint8 *)&share, sizeof share);
}

static void
put_text(GByteArray *out, const char *text)
{
    guint32 length = text != NULL ? (guint32)strlen(text) : NO_TEXT;

    g_byte_array_append(out, (const guint8 *)&length, sizeof length);
    if (text != NULL)
        g_byte_array_append(out, (const guint8 *)text, length);
}

void
reading_wire_write(GByteArray *out, const MailReading *reading)
{
    put_number(out, reading->kind);
    put_number(out, reading->intent);
    put_share(out, reading->confidence);
    put_number(out, reading->date_us);
    put_number(out, reading->return_day);
    put_text(out, reading->message_id);
    put_text(out, reading->in_reply_to);
    put_text(out, reading->from_name);
    put_text(out, reading->from_address);
    put_text(out, reading->to_address);
    put_text(out, reading->subject);
    put_text(out, reading->new_text);
    put_text(out, reading->quoted_text);
    put_text(out, reading->signature);
    put_text(out, reading->problem);
    put_number(out, reading->references->len);
    for (guint i = 0; i < reading->references->len; i++)
        put_text(out, g_ptr_array_index(reading->references, i));
    put_number(out, reading->bounces->len);
    for (guint i = 0; i < reading->bounces->len; i++) {
        const MailBounce *bounce = g_ptr_array_index(reading->bounces, i);
        put_text(out, bounce->recipient);
        put_text(out, bounce->status);
        put_text(out, bounce->reply_code);
        put_text(out, bounce->reason);
        put_number(out, bounce->hard);
    }
    put_number(out, reading->files->len);
    for (guint i = 0; i < reading->files->len; i++) {
        const MailFile *file = g_ptr_array_index(reading->files, i);
        put_text(out, file->name);
        put_text(out, file->type);
        put_number(out, file->size);
    }
}

/* What is left to read; `fine` turns false for good at the first thing that cannot be. */
typedef struct {
    const guint8 *at;
    gsize left;
    bool fine;
} Source;

static bool
take(Source *self, void *to, gsize length)
{
    self->fine = self->fine && length <= self->left;
    if (!self->fine)
        return false;
    memcpy(to, self->at, length);
    self->at += length;
    self->left -= length;
    return true;
}

static int64_t
take_number(Source *self, int64_t least, int64_t most)
{
    int64_t value = 0;

    if (take(self, &value, sizeof value))
        self->fine = value >= least && value <= most;
    return self->fine ? value : least;
}

/* From 0 to 1; what is no number is neither. */
static double
take_share(Source *self)
{
    double share = 0;

    if (take(self, &share, sizeof share))
        self->fine = share >= 0 && share <= 1;
    return self->fine ? share : 0;
}

static char *
take_text(Source *self, bool required)
{
    guint32 length = NO_TEXT;

    if (take(self, &length, sizeof length) && length == NO_TEXT)
        self->fine = !required;
    if (!self->fine || length == NO_TEXT)
        return NULL;
    self->fine = length <= MAX_TEXT && length <= self->left &&
                 g_utf8_validate_len((const char *)self->at, length, NULL);
    if (!self->fine)
        return NULL;
    char *text = g_strndup((const char *)self->at, length);
    self->at += length;
    self->left -= length;
    return text;
}

static void
take_lists(Source *source, MailReading *self)
{
    int64_t references = take_number(source, 0, MAX_LIST);
    for (int64_t i = 0; i < references && source->fine; i++) {
        char *id = take_text(source, true);
        if (id != NULL)
            g_ptr_array_add(self->references, id);
    }
    int64_t bounces = take_number(source, 0, MAX_LIST);
    for (int64_t i = 0; i < bounces && source->fine; i++) {
        MailBounce *bounce = g_new0(MailBounce, 1);
        g_ptr_array_add(self->bounces, bounce);
        bounce->recipient = take_text(source, false);
        bounce->status = take_text(source, false);
        bounce->reply_code = take_text(source, false);
        bounce->reason = take_text(source, false);
        bounce->hard = take_number(source, 0, 1) != 0;
    }
    int64_t files = take_number(source, 0, MAIL_FILES_MAX);
    for (int64_t i = 0; i < files && source->fine; i++) {
        char *name = take_text(source, true), *type = take_text(source, true);
        mail_file_add(self, name, type, take_number(source, 0, INT64_MAX));
    }
}

MailReading *
reading_wire_read(const guint8 *bytes, gsize length)
{
    Source source = { bytes, length, true };
    g_autoptr(MailReading) self = mail_reading_new();

    self->kind = (MailKind)take_number(&source, 0, MAIL_KIND_COUNT - 1);
    self->intent = (MailIntent)take_number(&source, 0, INTENT_COUNT - 1);
    self->confidence = take_share(&source);
    self->date_us = take_number(&source, INT64_MIN, INT64_MAX);
    self->return_day = (Day)take_number(&source, INT32_MIN, INT32_MAX);
    self->message_id = take_text(&source, false);
    self->in_reply_to = take_text(&source, false);
    self->from_name = take_text(&source, false);
    self->from_address = take_text(&source, false);
    self->to_address = take_text(&source, false);
    self->subject = take_text(&source, false);
    self->new_text = take_text(&source, true);
    self->quoted_text = take_text(&source, true);
    self->signature = take_text(&source, true);
    self->problem = take_text(&source, false);
    take_lists(&source, self);
    return source.fine && source.left == 0 ? g_steal_pointer(&self) : NULL;
}
