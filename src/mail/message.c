/* Parsing with GMime, with limits around it, and the small readers of headers. */
#include "mail/message.h"

#include <string.h>

#include "mail/charset.h"

#define MAX_IDS 100
#define MAX_ID_BYTES 998
#define MAX_ADDRESS_BYTES 320

static void
message_part_free(void *data)
{
    MessagePart *self = data;
    g_string_free(self->text, TRUE);
    g_free(self);
}

void
message_free(Message *self)
{
    if (self == NULL)
        return;
    g_clear_object(&self->mime);
    g_ptr_array_unref(self->parts);
    g_free(self->content_type);
    g_free(self->report_type);
    g_free(self);
}

/* The bytes of a part as they came, without a copy; NULL when GMime keeps them elsewhere. */
static const char *
part_raw(GMimeDataWrapper *content, gsize *ret_length)
{
    GMimeStream *stream = g_mime_data_wrapper_get_stream(content);
    if (stream == NULL || !GMIME_IS_STREAM_MEM(stream))
        return NULL;
    const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    gint64 end = stream->bound_end < 0 ? (gint64)bytes->len : stream->bound_end;
    if (stream->bound_start < 0 || end > (gint64)bytes->len || stream->bound_start > end)
        return NULL;
    *ret_length = (gsize)(end - stream->bound_start);
    return bytes->data != NULL ? (const char *)bytes->data + stream->bound_start : "";
}

/* Content decoded from its transfer encoding as UTF-8, at most MESSAGE_MAX_TEXT bytes. */
static GString *
part_text(GMimePart *part, const char *charset)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    gsize length = 0;
    if (content == NULL)
        return g_string_new(NULL);
    GMimeContentEncoding encoding = g_mime_data_wrapper_get_encoding(content);
    const char *raw = part_raw(content, &length);
    bool coded = encoding == GMIME_CONTENT_ENCODING_BASE64 ||
                 encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE ||
                 encoding == GMIME_CONTENT_ENCODING_UUENCODE;
    if (raw != NULL && !coded)
        return charset_to_utf8(raw, MIN(length, MESSAGE_MAX_TEXT), charset);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GMimeStream) out = g_mime_stream_mem_new_with_byte_array(bytes);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(out), FALSE);
    g_mime_data_wrapper_write_to_stream(content, out);
    return charset_to_utf8((const char *)bytes->data, MIN(bytes->len, MESSAGE_MAX_TEXT), charset);
}

static bool
type_is(GMimeContentType *type, const char *media, const char *subtype)
{
    return g_mime_content_type_is_type(type, media, subtype);
}

static PartKind
part_kind(GMimeContentType *type)
{
    if (type == NULL)
        return PART_TEXT;
    if (type_is(type, "text", "html"))
        return PART_HTML;
    if (type_is(type, "text", "rfc822-headers"))
        return PART_ORIGINAL;
    if (type_is(type, "text", "calendar") || type_is(type, "text", "css") ||
        type_is(type, "text", "csv") || type_is(type, "text", "x-amp-html"))
        return PART_OTHER;
    if (type_is(type, "text", "*"))
        return PART_TEXT;
    if (type_is(type, "message", "delivery-status") ||
        type_is(type, "message", "global-delivery-status"))
        return PART_DELIVERY_STATUS;
    if (type_is(type, "message", "feedback-report"))
        return PART_FEEDBACK;
    if (type_is(type, "message", "disposition-notification") ||
        type_is(type, "message", "global-disposition-notification"))
        return PART_DISPOSITION;
    if (type_is(type, "message", "rfc822") || type_is(type, "message", "global") ||
        type_is(type, "message", "global-headers"))
        return PART_ORIGINAL;
    return PART_OTHER;
}

/* Is there a text to read already? Then nobody will ask for the HTML of it. */
static bool
message_has_plain(const Message *self)
{
    const MessagePart *plain = message_part(self, PART_TEXT);
    return plain != NULL && plain->text->str[strspn(plain->text->str, " \t\r\n")] != '\0';
}

static void
message_add_part(Message *self, GMimeObject *object, bool alternative, bool is_body)
{
    MessagePart *part = g_new0(MessagePart, 1);
    GMimeContentType *type = g_mime_object_get_content_type(object);
    part->kind = part_kind(type);
    part->alternative = alternative;
    GMimeContentDisposition *disposition = g_mime_object_get_content_disposition(object);
    part->attachment =
        !is_body && disposition != NULL && g_mime_content_disposition_is_attachment(disposition);
    bool needless = part->kind == PART_HTML && message_has_plain(self);
    if (part->kind != PART_OTHER && !needless && GMIME_IS_PART(object)) {
        const char *charset =
            type != NULL ? g_mime_content_type_get_parameter(type, "charset") : NULL;
        part->text = part_text(GMIME_PART(object), charset);
    } else {
        part->text = g_string_new(NULL);
    }
    g_ptr_array_add(self->parts, part);
}

/* A returned original: its headers and the start of its body, never its attachments. */
static void
message_add_original(Message *self, GMimeMessagePart *object)
{
    MessagePart *part = g_new0(MessagePart, 1);
    part->kind = PART_ORIGINAL;
    GMimeMessage *inner = g_mime_message_part_get_message(object);
    g_autofree char *headers =
        inner != NULL ? g_mime_object_get_headers(GMIME_OBJECT(inner), NULL) : NULL;
    gsize length = headers != NULL ? strlen(headers) : 0;
    part->text = charset_to_utf8(headers != NULL ? headers : "", MIN(length, 65536u), NULL);
    g_ptr_array_add(self->parts, part);
}

/* Some gateways put a delivery report as it came inside a message of their own. */
static GMimeObject *
wrapped_report(GMimeMessagePart *object)
{
    GMimeMessage *inner = g_mime_message_part_get_message(object);
    GMimeObject *body = inner != NULL ? g_mime_message_get_mime_part(inner) : NULL;
    GMimeContentType *type = body != NULL ? g_mime_object_get_content_type(body) : NULL;
    return type != NULL && type_is(type, "multipart", "report") ? body : NULL;
}

static void
message_walk(Message *self, GMimeObject *object, int depth, bool alternative, bool is_body)
{
    if (object == NULL || depth > MESSAGE_MAX_DEPTH || self->parts->len >= MESSAGE_MAX_PARTS)
        return;
    if (GMIME_IS_MESSAGE_PART(object)) {
        bool reported = message_part(self, PART_DELIVERY_STATUS) != NULL;
        GMimeObject *report = reported ? NULL : wrapped_report(GMIME_MESSAGE_PART(object));
        if (report != NULL)
            message_walk(self, report, depth + 1, false, false);
        else
            message_add_original(self, GMIME_MESSAGE_PART(object));
    } else if (GMIME_IS_MULTIPART(object)) {
        GMimeMultipart *multipart = GMIME_MULTIPART(object);
        bool choice = type_is(g_mime_object_get_content_type(object), "multipart", "alternative");
        int count = g_mime_multipart_get_count(multipart);
        for (int i = 0; i < count && i < MESSAGE_MAX_PARTS; i++)
            message_walk(self, g_mime_multipart_get_part(multipart, i), depth + 1,
                         alternative || choice, is_body && i == 0);
    } else {
        message_add_part(self, object, alternative, is_body);
    }
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

static void
message_note_type(Message *self)
{
    GMimeObject *body = g_mime_message_get_mime_part(self->mime);
    GMimeContentType *type = body != NULL ? g_mime_object_get_content_type(body) : NULL;
    if (type == NULL)
        return;
    g_autofree char *name = g_mime_content_type_get_mime_type(type);
    self->content_type = g_ascii_strdown(name, -1);
    const char *report = g_mime_content_type_get_parameter(type, "report-type");
    if (report != NULL)
        self->report_type = g_ascii_strdown(report, -1);
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
message_add_raw_body(Message *self, const char *bytes, gsize length)
{
    const char *end = memmem(bytes, length, "\n\n", 2);
    const char *crlf = memmem(bytes, length, "\n\r\n", 3);
    if (end == NULL || (crlf != NULL && crlf < end))
        end = crlf;
    if (end == NULL)
        return;
    MessagePart *part = g_new0(MessagePart, 1);
    part->kind = PART_TEXT;
    gsize rest = length - (gsize)(end - bytes);
    part->text = charset_to_utf8(end, MIN(rest, MESSAGE_MAX_TEXT), NULL);
    g_ptr_array_add(self->parts, part);
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
    /* Millions of headers are no message; GMime would list them all. */
    if (data != NULL && !ends_headers(data + skip, MIN(length - skip, MESSAGE_MAX_HEADERS)))
        length = MIN(length, skip + MESSAGE_MAX_HEADERS);
    g_autoptr(GMimeStream) stream =
        g_mime_stream_mem_new_with_buffer(data != NULL ? data + skip : "", length - skip);
    g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(stream);
    g_mime_parser_set_persist_stream(parser, FALSE);
    self->mime = g_mime_parser_construct_message(parser, NULL);
    if (self->mime != NULL) {
        message_note_type(self);
        message_walk(self, g_mime_message_get_mime_part(self->mime), 0, false, true);
    }
    if (!message_is_readable(self) && data != NULL)
        message_add_raw_body(self, data + skip, length - skip);
    return self;
}

bool
message_has_header(const Message *self, const char *name)
{
    return self->mime != NULL && g_mime_object_get_header(GMIME_OBJECT(self->mime), name) != NULL;
}

/* A decoded header on one line. */
static char *
header_text(const char *value)
{
    char *text = charset_repair(value);
    for (char *at = text; *at != '\0'; at++)
        if (*at == '\n' || *at == '\r' || *at == '\t')
            *at = ' ';
    return g_strstrip(text);
}

char *
message_header(const Message *self, const char *name)
{
    if (self->mime == NULL)
        return NULL;
    const char *value = g_mime_object_get_header(GMIME_OBJECT(self->mime), name);
    return value != NULL ? header_text(value) : NULL;
}

int
message_header_count(const Message *self)
{
    return self->mime == NULL ? 0
                              : g_mime_header_list_get_count(
                                    g_mime_object_get_header_list(GMIME_OBJECT(self->mime)));
}

const char *
message_header_name(const Message *self, int index)
{
    GMimeHeaderList *list = g_mime_object_get_header_list(GMIME_OBJECT(self->mime));
    return g_mime_header_get_name(g_mime_header_list_get_header_at(list, index));
}

char *
message_header_value(const Message *self, int index)
{
    GMimeHeaderList *list = g_mime_object_get_header_list(GMIME_OBJECT(self->mime));
    return header_text(g_mime_header_get_value(g_mime_header_list_get_header_at(list, index)));
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

/* GMime reads the addresses while it parses; a header that it finds nothing in is read once more
 * after repair of its charset. */
static InternetAddressList *
addresses_of(const Message *self, const char *header)
{
    InternetAddressList *parsed = g_str_equal(header, "From") ? g_mime_message_get_from(self->mime)
                                  : g_str_equal(header, "To") ? g_mime_message_get_to(self->mime)
                                                              : NULL;
    if (parsed != NULL && first_mailbox(parsed, 0) != NULL)
        return g_object_ref(parsed);
    g_autofree char *value = message_header(self, header);
    return value != NULL ? internet_address_list_parse(NULL, value) : NULL;
}

void
message_address(const Message *self, const char *header, char **ret_name, char **ret_address)
{
    *ret_address = NULL;
    if (ret_name != NULL)
        *ret_name = NULL;
    if (self->mime == NULL)
        return;
    g_autoptr(InternetAddressList) list = addresses_of(self, header);
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
    GDateTime *date = self->mime != NULL ? g_mime_message_get_date(self->mime) : NULL;
    if (date == NULL)
        return INSTANT_NONE;
    int year = g_date_time_get_year(date);
    if (year < 1970 || year > 9998)
        return INSTANT_NONE;
    return g_date_time_to_unix(date) * SECOND_US;
}
