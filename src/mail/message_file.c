/* What a part is called and how large it is; see message_file.h. */
#include "mail/message_file.h"

#include <string.h>

#include "mail/mime_library.h"

#define MAX_FILE_NAME 150

/* The bytes of a part as they will be decoded, without decoding them. */
static gsize
decoded_size(const MimeEntity *entity)
{
    const char *said = mime_entity_get(entity, "Content-Transfer-Encoding");
    gsize digits = 0;

    if (said == NULL || g_mime_content_encoding_from_string(said) != GMIME_CONTENT_ENCODING_BASE64)
        return entity->body_length;
    for (gsize i = 0; i < entity->body_length; i++)
        digits +=
            g_ascii_isalnum(entity->body[i]) || entity->body[i] == '+' || entity->body[i] == '/';
    return digits * 3 / 4;
}

/* On one line, valid, and no longer than a file's name may be. */
static char *
clean_name(const char *name)
{
    g_autofree char *valid = g_utf8_make_valid(name, -1);
    GString *clean = g_string_new(NULL);

    for (const char *p = valid; *p != '\0' && clean->len < MAX_FILE_NAME; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_iscntrl(c) && g_unichar_type(c) != G_UNICODE_FORMAT && c != 0x2028 &&
            c != 0x2029)
            g_string_append_unichar(clean, c);
    }
    return g_string_free(clean, FALSE);
}

/* What the part is called, by its disposition or its type (RFC 2183, 2231, and 2047 as many
 * programs have it); NULL when nothing says so. */
static char *
said_name(const MimeEntity *entity)
{
    const char *where = mime_entity_get(entity, "Content-Disposition");
    const char *what = mime_entity_get(entity, "Content-Type");
    GMimeContentDisposition *disposition =
        where != NULL ? g_mime_content_disposition_parse(NULL, where) : NULL;
    GMimeContentType *type = what != NULL ? g_mime_content_type_parse(NULL, what) : NULL;
    const char *name = disposition != NULL
                           ? g_mime_content_disposition_get_parameter(disposition, "filename")
                           : NULL;
    if (name == NULL && type != NULL)
        name = g_mime_content_type_get_parameter(type, "name");
    char *clean = name != NULL ? clean_name(name) : NULL;

    g_clear_object(&disposition);
    g_clear_object(&type);
    return clean;
}

void
message_file_note(MessagePart *part, const MimeEntity *entity, const MimeType *type)
{
    const char *where = mime_entity_get(entity, "Content-Disposition");
    bool shown = mime_entity_get(entity, "Content-ID") != NULL &&
                 g_str_has_prefix(type->type, "image/") && !part->attachment;
    g_autofree char *name = where != NULL || part->kind == PART_OTHER ? said_name(entity) : NULL;

    if (shown || (name == NULL && !part->attachment))
        return;
    part->file_name =
        name != NULL && name[0] != '\0' ? g_steal_pointer(&name) : g_strdup("without a name");
    part->file_type = clean_name(type->type);
    part->file_size = decoded_size(entity);
}
