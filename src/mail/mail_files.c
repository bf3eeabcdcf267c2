/* Contents in and out of a message; see mail_files.h. */
#include "mail/mail_files.h"

#include <string.h>

#include "mail/mime_library.h"

enum { LINE = 76 };

GBytes *
mail_file_encode(GBytes *content)
{
    gsize size;
    const char *data = g_bytes_get_data(content, &size);
    GMimeEncoding encoding;

    mime_library_init();
    g_mime_encoding_init_encode(&encoding, GMIME_CONTENT_ENCODING_BASE64);
    g_autofree char *coded = g_malloc(g_mime_encoding_outlen(&encoding, size) + 1);
    gsize left = g_mime_encoding_flush(&encoding, data != NULL ? data : "", size, coded);
    GByteArray *lines = g_byte_array_sized_new((guint)(left + 2 * (left / LINE) + 4));
    for (const char *line = coded; left > 0;) {
        const char *end = memchr(line, '\n', left);
        gsize length = end != NULL ? (gsize)(end - line) : left;
        gsize used = end != NULL ? length + 1 : length;
        g_byte_array_append(lines, (const guint8 *)line, (guint)length);
        g_byte_array_append(lines, (const guint8 *)"\r\n", 2);
        line += used;
        left -= used;
    }
    return g_byte_array_free_to_bytes(lines);
}

GBytes *
mail_files_cut(GBytes *message, const GArray *places, GArray *ret_offsets)
{
    gsize size, from = 0;
    const guint8 *data = g_bytes_get_data(message, &size);
    GByteArray *cut = g_byte_array_new();

    for (guint i = 0; i < places->len; i++) {
        const MailFilePlace *place = &g_array_index(places, MailFilePlace, i);
        g_assert(place->after <= size && place->length <= size - place->after);
        gsize start = size - place->after - place->length;
        g_assert(start >= from);
        g_byte_array_append(cut, data + from, (guint)(start - from));
        gsize offset = cut->len;
        g_array_append_val(ret_offsets, offset);
        from = start + place->length;
    }
    g_byte_array_append(cut, data + from, (guint)(size - from));
    return g_byte_array_free_to_bytes(cut);
}

GBytes *
mail_files_fill(GBytes *cut, const GArray *offsets, const GPtrArray *contents)
{
    gsize size, from = 0;
    const guint8 *data = g_bytes_get_data(cut, &size);

    if (offsets->len != contents->len)
        return NULL;
    g_autoptr(GByteArray) whole = g_byte_array_new();
    for (guint i = 0; i < offsets->len; i++) {
        gsize offset = g_array_index(offsets, gsize, i), length;
        if (offset < from || offset > size)
            return NULL;
        g_autoptr(GBytes) coded = mail_file_encode(g_ptr_array_index(contents, i));
        const guint8 *bytes = g_bytes_get_data(coded, &length);
        g_byte_array_append(whole, data + from, (guint)(offset - from));
        if (length > 0)
            g_byte_array_append(whole, bytes, (guint)length);
        from = offset;
    }
    g_byte_array_append(whole, data + from, (guint)(size - from));
    return g_byte_array_free_to_bytes(g_steal_pointer(&whole));
}
