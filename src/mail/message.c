/* The parts of a message, with limits around them, and the small readers of headers. */
#include "mail/message.h"

#include <string.h>

#include "mail/charset.h"
#include "mail/message_file.h"
#include "mail/mime_library.h"

#define PLAIN_TYPE "text/plain" /* RFC 2045 5.2 */
#define MAX_CODED_PER_BYTE 4u   /* "=3D" is a byte in three, and there are line ends */
#define MAX_IDS 100
#define MAX_ID_BYTES 998
#define MAX_ADDRESS_BYTES 320

static void
message_part_free(void *data)
{
    MessagePart *self = data;
    g_string_free(self->text, TRUE);
    g_free(self->file_name);
    g_free(self->file_type);
    g_free(self);
}

void
message_free(Message *self)
{
    if (self == NULL)
        return;
    mime_entity_clear(&self->head);
    g_clear_pointer(&self->bytes, g_bytes_unref);
    g_ptr_array_unref(self->parts);
    g_free(self->content_type);
    g_free(self->report_type);
    g_free(self);
}

/* The content of a part without its transfer encoding, at most MESSAGE_MAX_TEXT bytes as UTF-8. */
static GString *
part_text(const MimeEntity *entity, const char *charset)
{
    const char *said = mime_entity_get(entity, "Content-Transfer-Encoding");
    GMimeContentEncoding encoding =
        said != NULL ? g_mime_content_encoding_from_string(said) : GMIME_CONTENT_ENCODING_DEFAULT;
    if (encoding != GMIME_CONTENT_ENCODING_BASE64 &&
        encoding != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE &&
        encoding != GMIME_CONTENT_ENCODING_UUENCODE)
        return charset_to_utf8(entity->body, MIN(entity->body_length, MESSAGE_MAX_TEXT), charset);
    GMimeEncoding state;
    gsize length = MIN(entity->body_length, MESSAGE_MAX_TEXT * MAX_CODED_PER_BYTE);
    g_mime_encoding_init_decode(&state, encoding);
    g_autofree char *bytes = g_malloc(g_mime_encoding_outlen(&state, length) + 1);
    gsize decoded = g_mime_encoding_flush(&state, entity->body, length, bytes);
    return charset_to_utf8(bytes, MIN(decoded, MESSAGE_MAX_TEXT), charset);
}

static PartKind
part_kind(const char *type)
{
    static const struct {
        const char *type;
        PartKind kind;
    } KINDS[] = {
        { "text/plain", PART_TEXT },
        { "text/html", PART_HTML },
        { "text/rfc822-headers", PART_ORIGINAL },
        { "text/calendar", PART_OTHER },
        { "text/css", PART_OTHER },
        { "text/csv", PART_OTHER },
        { "text/x-amp-html", PART_OTHER },
        { "message/delivery-status", PART_DELIVERY_STATUS },
        { "message/global-delivery-status", PART_DELIVERY_STATUS },
        { "message/feedback-report", PART_FEEDBACK },
        { "message/disposition-notification", PART_DISPOSITION },
        { "message/global-disposition-notification", PART_DISPOSITION },
        { "message/rfc822", PART_ORIGINAL },
        { "message/global", PART_ORIGINAL },
        { "message/global-headers", PART_ORIGINAL },
    };
    for (gsize i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (strcmp(KINDS[i].type, type) == 0)
            return KINDS[i].kind;
    return g_str_has_prefix(type, "text/") ? PART_TEXT : PART_OTHER;
}

/* Is there a text to read already? Then nobody will ask for the HTML of it. */
static bool
message_has_plain(const Message *self)
{
    const MessagePart *plain = message_part(self, PART_TEXT);
    return plain != NULL && plain->text->str[strspn(plain->text->str, " \t\r\n")] != '\0';
}

static bool
says_attachment(const MimeEntity *entity)
{
    static const char WORD[] = "attachment";
    const char *said = mime_entity_get(entity, "Content-Disposition");
    return said != NULL && g_ascii_strncasecmp(said, WORD, sizeof WORD - 1) == 0 &&
           strchr("; ", said[sizeof WORD - 1]) != NULL;
}

static MessagePart *
message_new_part(Message *self, PartKind kind, GString *text)
{
    MessagePart *part = g_new0(MessagePart, 1);
    part->kind = kind;
    part->text = text != NULL ? text : g_string_new(NULL);
    g_ptr_array_add(self->parts, part);
    return part;
}

static void
message_add_part(Message *self, const MimeEntity *entity, const MimeType *type, bool alternative,
                 bool is_body)
{
    PartKind kind = part_kind(type->type);
    bool needless = kind == PART_OTHER || (kind == PART_HTML && message_has_plain(self));
    MessagePart *part =
        message_new_part(self, kind, needless ? NULL : part_text(entity, type->charset));
    part->alternative = alternative;
    part->attachment = !is_body && says_attachment(entity);
    if (!is_body)
        message_file_note(part, entity, type);
}

/* A whole message inside, and not wrapped in an encoding that it may not have. */
static bool
is_message(const MimeEntity *entity, const MimeType *type)
{
    static const char *const TYPES[] = { "message/rfc822", "message/rfc2822", "message/global",
                                         "message/news", NULL };
    const char *said = mime_entity_get(entity, "Content-Transfer-Encoding");
    GMimeContentEncoding encoding =
        said != NULL ? g_mime_content_encoding_from_string(said) : GMIME_CONTENT_ENCODING_DEFAULT;
    return g_strv_contains(TYPES, type->type) && encoding != GMIME_CONTENT_ENCODING_BASE64 &&
           encoding != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE &&
           encoding != GMIME_CONTENT_ENCODING_UUENCODE;
}

static void message_walk(Message *self, const MimeEntity *entity, const char *otherwise, int depth,
                         bool alternative, bool is_body);

/* A returned original is kept as its headers, never its attachments. But some gateways put a
 * delivery report as it came inside a message of their own. */
static void
message_add_original(Message *self, const MimeEntity *entity, int depth)
{
    g_auto(MimeEntity) inner = { 0 };
    g_auto(MimeType) type = { 0 };
    mime_entity_read(&inner, entity->body, entity->body_length);
    mime_type_read(&type, mime_entity_get(&inner, "Content-Type"), PLAIN_TYPE);
    if (g_str_equal(type.type, "multipart/report") &&
        message_part(self, PART_DELIVERY_STATUS) == NULL)
        message_walk(self, &inner, PLAIN_TYPE, depth + 1, false, false);
    else
        message_new_part(self, PART_ORIGINAL,
                         charset_to_utf8(inner.head, MIN(inner.head_length, 65536u), NULL));
}

static void
message_walk_parts(Message *self, const MimeEntity *entity, const MimeType *type, int depth,
                   bool alternative, bool is_body)
{
    if (type->boundary == NULL)
        return;
    bool digest = g_str_equal(type->type, "multipart/digest");
    bool choice = alternative || g_str_equal(type->type, "multipart/alternative");
    g_autoptr(GArray) parts =
        mime_parts(entity->body, entity->body_length, type->boundary, MESSAGE_MAX_PARTS);
    for (guint i = 0; i < parts->len; i++) {
        const MimeSlice *slice = &g_array_index(parts, MimeSlice, i);
        g_auto(MimeEntity) part = { 0 };
        mime_entity_read(&part, slice->bytes, slice->length);
        message_walk(self, &part, digest ? "message/rfc822" : PLAIN_TYPE, depth + 1, choice,
                     is_body && i == 0);
    }
}

/* `otherwise` is the type of an entity that says none. */
static void
message_walk(Message *self, const MimeEntity *entity, const char *otherwise, int depth,
             bool alternative, bool is_body)
{
    if (depth > MESSAGE_MAX_DEPTH || self->parts->len >= MESSAGE_MAX_PARTS)
        return;
    g_auto(MimeType) type = { 0 };
    mime_type_read(&type, mime_entity_get(entity, "Content-Type"), otherwise);
    if (depth == 0) {
        self->content_type = g_strdup(type.type);
        if (type.report_type != NULL)
            self->report_type = g_ascii_strdown(type.report_type, -1);
    }
    if (is_message(entity, &type))
        message_add_original(self, entity, depth);
    else if (g_str_has_prefix(type.type, "multipart/"))
        message_walk_parts(self, entity, &type, depth, alternative, is_body);
    else
        message_add_part(self, entity, &type, alternative, is_body);
}

/* Skips what mailboxes and careless gateways put before the first header: a byte order mark, blank
 * lines, an mbox "From " line. */
static gsize
leading_noise(const char *bytes, gsize length)
{
    gsize at = 0;
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        at = 3;
    while (at < length && (bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == ' '))
        at++;
    gsize from = at < length && bytes[at] == '>' ? at + 1 : at;
    if (length - from > 5 && memcmp(bytes + from, "From ", 5) == 0) {
        const char *end = memchr(bytes + from, '\n', length - from);
        at = end == NULL ? length : (gsize)(end - bytes) + 1;
    }
    return at;
}

/* Is there a text, a report or an original to read? An attachment is none. */
static bool
message_is_readable(const Message *self)
{
    for (guint i = 0; i < self->parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(self->parts, i);
        for (const char *at = part->text->str; *at != '\0'; at++)
            if (!g_ascii_isspace(*at))
                return true;
        if (part->kind == PART_OTHER)
            return true;
    }
    return false;
}

/* When the MIME structure is broken (no such boundary, say), the body as it stands is the text. */
static void
message_add_raw_body(Message *self)
{
    gsize length = MIN(self->head.body_length, MESSAGE_MAX_TEXT);
    if (length > 0)
        message_new_part(self, PART_TEXT, charset_to_utf8(self->head.body, length, NULL));
}

static bool
ends_headers(const char *bytes, gsize length)
{
    const char *end = bytes + length;

    for (const char *at = memchr(bytes, '\n', length); at != NULL && at + 1 < end;
         at = memchr(at + 1, '\n', (gsize)(end - at) - 1))
        if (at[1] == '\n' || (at[1] == '\r' && at + 2 < end && at[2] == '\n'))
            return true;
    return false;
}

Message *
message_parse(GBytes *bytes)
{
    mime_library_init();
    Message *self = g_new0(Message, 1);
    self->parts = g_ptr_array_new_with_free_func(message_part_free);
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    length = MIN(length, MESSAGE_MAX_BYTES);
    gsize skip = data != NULL ? leading_noise(data, length) : 0;
    /* Millions of headers are no message. */
    if (data != NULL && !ends_headers(data + skip, MIN(length - skip, MESSAGE_MAX_HEADERS)))
        length = MIN(length, skip + MESSAGE_MAX_HEADERS);
    self->bytes = g_bytes_ref(bytes);
    mime_entity_read(&self->head, data != NULL ? data + skip : "", length - skip);
    message_walk(self, &self->head, PLAIN_TYPE, 0, false, true);
    if (!message_is_readable(self))
        message_add_raw_body(self);
    return self;
}

bool
message_has_header(const Message *self, const char *name)
{
    return mime_entity_get(&self->head, name) != NULL;
}

/* A value as a person reads it: its encoded words (RFC 2047) and stray bytes as UTF-8. */
static char *
header_text(const char *value)
{
    if (strstr(value, "=?") == NULL && g_str_is_ascii(value))
        return g_strdup(value);
    g_autofree char *decoded = g_mime_utils_header_decode_text(NULL, value);
    char *text = charset_repair(decoded);
    for (char *at = text; *at != '\0'; at++)
        if (*at == '\n' || *at == '\r' || *at == '\t')
            *at = ' ';
    return g_strstrip(text);
}

char *
message_header(const Message *self, const char *name)
{
    const char *value = mime_entity_get(&self->head, name);
    return value != NULL ? header_text(value) : NULL;
}

int
message_header_count(const Message *self)
{
    return (int)self->head.fields->len;
}

const char *
message_header_name(const Message *self, int index)
{
    return g_array_index(self->head.fields, MimeField, index).name;
}

char *
message_header_value(const Message *self, int index)
{
    return header_text(g_array_index(self->head.fields, MimeField, index).value);
}

const MessagePart *
message_part(const Message *self, PartKind kind)
{
    for (guint i = 0; i < self->parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(self->parts, i);
        if (part->kind == kind && !part->attachment)
            return part;
    }
    return NULL;
}

/* Groups are opened once; "Undisclosed:;" has nobody in it. */
static InternetAddressMailbox *
first_mailbox(InternetAddressList *list, int depth)
{
    int count = list != NULL ? internet_address_list_length(list) : 0;
    for (int i = 0; i < count; i++) {
        InternetAddress *address = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_MAILBOX(address))
            return INTERNET_ADDRESS_MAILBOX(address);
        if (INTERNET_ADDRESS_IS_GROUP(address) && depth < 2) {
            InternetAddressGroup *group = INTERNET_ADDRESS_GROUP(address);
            InternetAddressMailbox *found =
                first_mailbox(internet_address_group_get_members(group), depth + 1);
            if (found != NULL)
                return found;
        }
    }
    return NULL;
}

void
message_address(const Message *self, const char *header, char **ret_name, char **ret_address)
{
    const char *value = mime_entity_get(&self->head, header);
    *ret_address = NULL;
    if (ret_name != NULL)
        *ret_name = NULL;
    if (value == NULL)
        return;
    g_autoptr(InternetAddressList) list = internet_address_list_parse(NULL, value);
    if (first_mailbox(list, 0) == NULL) {
        /* Once more after repair of its charset. */
        g_autofree char *repaired = header_text(value);
        g_clear_object(&list);
        list = internet_address_list_parse(NULL, repaired);
    }
    InternetAddressMailbox *mailbox = first_mailbox(list, 0);
    if (mailbox == NULL)
        return;
    const char *name = internet_address_get_name(INTERNET_ADDRESS(mailbox));
    if (ret_name != NULL && name != NULL && *name != '\0')
        *ret_name = charset_repair(name);
    const char *address = internet_address_mailbox_get_addr(mailbox);
    if (address != NULL && *address != '\0' && strlen(address) <= MAX_ADDRESS_BYTES) {
        g_autofree char *valid = charset_repair(address);
        *ret_address = g_ascii_strdown(valid, -1);
    }
}

void
message_ids_append(GPtrArray *ids, const char *text)
{
    while (text != NULL && ids->len < MAX_IDS) {
        const char *open = strchr(text, '<');
        const char *close = open != NULL ? strpbrk(open + 1, "<>") : NULL;
        if (close == NULL)
            return;
        text = *close == '>' ? close + 1 : close;
        if (*close != '>' || close - open < 4 || close - open > MAX_ID_BYTES)
            continue;
        g_autofree char *id = g_strndup(open + 1, (gsize)(close - open) - 1);
        if (!g_ptr_array_find_with_equal_func(ids, id, g_str_equal, NULL))
            g_ptr_array_add(ids, g_steal_pointer(&id));
    }
}

char *
header_block_get(const char *block, const char *name)
{
    gsize length = strlen(name);
    for (const char *line = block; line != NULL && *line != '\0';) {
        if (*line == '\n' || (line[0] == '\r' && line[1] == '\n'))
            return NULL;
        const char *end = strchrnul(line, '\n');
        while (end[0] != '\0' && (end[1] == ' ' || end[1] == '\t'))
            end = strchrnul(end + 1, '\n');
        if (g_ascii_strncasecmp(line, name, length) == 0 && line[length] == ':') {
            char *value = g_strndup(line + length + 1, (gsize)(end - line) - length - 1);
            for (char *at = value; *at != '\0'; at++)
                if (*at == '\n' || *at == '\r' || *at == '\t')
                    *at = ' ';
            return g_strstrip(value);
        }
        line = *end != '\0' ? end + 1 : end;
    }
    return NULL;
}

Instant
message_date_us(const Message *self)
{
    const char *value = mime_entity_get(&self->head, "Date");
    g_autoptr(GDateTime) date = value != NULL ? g_mime_utils_header_decode_date(value) : NULL;
    if (date == NULL)
        return INSTANT_NONE;
    int year = g_date_time_get_year(date);
    if (year < 1970 || year > 9998)
        return INSTANT_NONE;
    return g_date_time_to_unix(date) * SECOND_US;
}
