/* One draft to one message: checks every field, builds the MIME tree with GMime, writes CRLF. */
#include "mail/compose.h"

#include <string.h>

#include "mail/mime_library.h"
#include "text/markdown.h"

enum {
    NAME_MAX_BYTES = 200,
    SUBJECT_MAX_BYTES = 500,
    ID_MAX_BYTES = 250,
    REFERENCES_MAX_BYTES = 8000,
    URL_MAX_BYTES = 900,
    BODY_MAX_BYTES = 1 << 20,
    PLAIN_LINE_MAX = 900, /* RFC 5322 allows 998; longer lines are folded by quoted-printable */
};

static bool
refuse(GError **error, const char *field, const char *what)
{
    return error_set(error, SEVENTH_ERROR_INVALID, "%s: %s", field, what);
}

/* One header's text: UTF-8 without control characters (CR and LF would start a new header). */
static bool
check_line(const char *field, const char *text, gsize max_bytes, GError **error)
{
    if (strlen(text) > max_bytes)
        return error_set(error, SEVENTH_ERROR_INVALID, "%s: longer than %" G_GSIZE_FORMAT " bytes",
                         field, max_bytes);
    if (!g_utf8_validate(text, -1, NULL))
        return refuse(error, field, "not UTF-8 text");
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029)
            return refuse(error, field,
                          "contains a line break or another control character; write it in one "
                          "line");
    }
    return true;
}

static bool
check_block(const char *field, const char *text, GError **error)
{
    if (strlen(text) > BODY_MAX_BYTES)
        return refuse(error, field, "longer than 1 MiB");
    if (!g_utf8_validate(text, -1, NULL))
        return refuse(error, field, "not UTF-8 text");
    for (const char *p = text; *p != '\0'; p++)
        if (g_ascii_iscntrl(*p) && *p != '\n' && *p != '\r' && *p != '\t')
            return refuse(error, field, "contains a control character other than a line break");
    return true;
}

/* "local@domain": printable ASCII, one @ with something on both sides, no brackets. */
static bool
check_id(const char *field, const char *id, GError **error)
{
    const char *at = strchr(id, '@');

    if (strlen(id) > ID_MAX_BYTES)
        return refuse(error, field, "a message id is longer than 250 bytes");
    for (const char *p = id; *p != '\0'; p++)
        if (!g_ascii_isgraph(*p) || *p == '<' || *p == '>')
            return refuse(error, field, "a message id holds only printable ASCII, no < > or blank");
    if (at == NULL || at == id || at[1] == '\0' || strchr(at + 1, '@') != NULL)
        return refuse(error, field, "a message id looks like local@domain");
    return true;
}

static bool
check_references(const char *references, GError **error)
{
    g_auto(GStrv) ids = g_strsplit(references, " ", -1);

    if (strlen(references) > REFERENCES_MAX_BYTES)
        return refuse(error, "references", "longer than 8000 bytes");
    for (char **id = ids; *id != NULL; id++)
        if ((*id)[0] != '\0' && !check_id("references", *id, error))
            return false;
    return true;
}

static bool
check_url(const char *field, const char *url, const char *scheme, GError **error)
{
    if (url == NULL)
        return true;
    if (strlen(url) > URL_MAX_BYTES)
        return refuse(error, field, "longer than 900 bytes");
    if (!g_str_has_prefix(url, scheme))
        return error_set(error, SEVENTH_ERROR_INVALID, "%s: must begin with %s", field, scheme);
    for (const char *p = url; *p != '\0'; p++)
        if (!g_ascii_isgraph(*p) || strchr("<>,\"", *p) != NULL)
            return refuse(error, field, "a URL holds only printable ASCII, no blank, comma or < >");
    return true;
}

static bool
check_optional_line(const char *field, const char *text, gsize max_bytes, GError **error)
{
    return text == NULL || check_line(field, text, max_bytes, error);
}

static bool
check_draft(const MailDraft *draft, GError **error)
{
    if (draft->subject == NULL || draft->subject[strspn(draft->subject, " ")] == '\0')
        return refuse(error, "subject", "is empty");
    if (draft->body_markdown == NULL || draft->body_markdown[0] == '\0')
        return refuse(error, "body", "is empty");
    if (draft->message_id == NULL)
        return refuse(error, "message_id", "is missing");
    if (draft->date_us < 0 || draft->date_us > INT64_C(253402300799) * SECOND_US)
        return refuse(error, "date", "lies outside the years 1970 to 9999");
    if (ABS(draft->offset_s) > 24 * 3600)
        return refuse(error, "date", "the zone's offset is more than a day");
    return check_line("subject", draft->subject, SUBJECT_MAX_BYTES, error) &&
           check_optional_line("from_name", draft->from_name, NAME_MAX_BYTES, error) &&
           check_optional_line("to_name", draft->to_name, NAME_MAX_BYTES, error) &&
           check_block("body", draft->body_markdown, error) &&
           (draft->footer_text == NULL || check_block("footer", draft->footer_text, error)) &&
           check_id("message_id", draft->message_id, error) &&
           (draft->in_reply_to == NULL || check_id("in_reply_to", draft->in_reply_to, error)) &&
           (draft->references == NULL || check_references(draft->references, error)) &&
           check_url("unsubscribe_mailto", draft->unsubscribe_mailto, "mailto:", error) &&
           check_url("unsubscribe_url", draft->unsubscribe_url, "https://", error);
}

static bool
add_address(GMimeMessage *message, GMimeAddressType type, const char *field, const char *name,
            const char *address, GError **error)
{
    g_autofree char *ascii = mail_address_to_ascii(address, error);
    InternetAddress *mailbox;

    if (ascii == NULL) {
        g_prefix_error(error, "%s: ", field);
        return false;
    }
    mailbox = internet_address_mailbox_new(name != NULL && name[0] != '\0' ? name : NULL, ascii);
    internet_address_set_charset(mailbox, "utf-8");
    internet_address_list_add(g_mime_message_get_addresses(message, type), mailbox);
    g_object_unref(mailbox);
    return true;
}

/* Compiled once a process, on first use. */
static GRegex *
shared_regex(gsize *once, const char *pattern)
{
    if (g_once_init_enter(once)) {
        GRegex *regex = g_regex_new(pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);

        g_assert(regex != NULL);
        g_once_init_leave(once, (gsize)regex);
    }
    return (GRegex *)*once; /* NOLINT(performance-no-int-to-ptr): g_once keeps pointers so */
}

/* The footer as HTML: escaped, line breaks kept, https and mailto addresses made links. */
static char *
footer_html(const char *footer)
{
    g_autofree char *escaped = g_markup_escape_text(footer, -1);
    static gsize links;
    g_autofree char *linked =
        g_regex_replace(shared_regex(&links, "(https://|mailto:)[^\\s<>]*[^\\s<>.,;:!?)]"), escaped,
                        -1, 0, "<a href=\"\\0\" style=\"color:#666666\">\\0</a>", 0, NULL);
    g_auto(GStrv) lines = NULL;

    g_strchomp(linked);
    lines = g_strsplit(linked, "\n", -1);
    return g_strjoinv("<br>\n", lines);
}

static char *
html_part(const MailDraft *draft)
{
    g_autofree char *body = markdown_to_html(draft->body_markdown);
    GString *html = g_string_new(NULL);

    g_string_append_printf(html,
                           "<!DOCTYPE html>\n<html>\n<head><meta charset=\"utf-8\"></head>\n"
                           "<body>\n%s\n",
                           g_strchomp(body));
    if (draft->footer_text != NULL && draft->footer_text[0] != '\0') {
        g_autofree char *footer = footer_html(draft->footer_text);

        g_string_append_printf(
            html, "<p style=\"font-size:12px;color:#666666;margin-top:2em\">%s</p>\n", footer);
    }
    g_string_append(html, "</body>\n</html>\n");
    return g_string_free(html, FALSE);
}

/* The footer stands below a rule, not below "-- ": programs hide or drop what looks like a
 * signature, and how to opt out must stay readable. */
static char *
text_part(const MailDraft *draft)
{
    g_autofree char *body = markdown_to_text(draft->body_markdown);
    g_autofree char *footer = NULL;

    g_strchomp(body);
    if (draft->footer_text == NULL || draft->footer_text[0] == '\0')
        return g_strconcat(body, "\n", NULL);
    footer = g_strdup(draft->footer_text);
    return g_strconcat(body, "\n\n", "----------\n", g_strchomp(footer), "\n", NULL);
}

static bool
needs_quoting(const char *text)
{
    gsize column = 0;

    for (const char *p = text; *p != '\0'; p++) {
        column = *p == '\n' ? 0 : column + 1;
        if ((guchar)*p >= 0x80 || column > PLAIN_LINE_MAX)
            return true;
    }
    return false;
}

static GMimeObject *
make_part(const char *subtype, char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1); /* GMime counts lines by LF alone */
    g_autofree char *unix_text = g_strjoinv("\n", lines);
    GMimeTextPart *part = g_mime_text_part_new_with_subtype(subtype);

    g_mime_text_part_set_text(part, unix_text);
    g_mime_text_part_set_charset(part, "utf-8"); /* ASCII text would be labelled us-ascii */
    g_mime_part_set_content_encoding(GMIME_PART(part), needs_quoting(unix_text)
                                                           ? GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
                                                           : GMIME_CONTENT_ENCODING_7BIT);
    g_free(text);
    return GMIME_OBJECT(part);
}

/* Takes `part`. */
static void
add_part(GMimeMultipart *whole, GMimeObject *part)
{
    g_mime_multipart_add(whole, part);
    g_object_unref(part);
}

static GMimeObject *
make_body(const MailDraft *draft)
{
    GMimeMultipart *whole = g_mime_multipart_new_with_subtype("alternative");
    g_autofree char *digest =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, draft->message_id, -1);
    g_autofree char *boundary = g_strdup_printf("=_%.32s", digest);

    g_mime_multipart_set_boundary(whole, boundary);
    add_part(whole, make_part("plain", text_part(draft)));
    add_part(whole, make_part("html", html_part(draft)));
    return GMIME_OBJECT(whole);
}

/* Ids and URLs are folded here at the blanks between them and nowhere else. */
static void
set_raw_header(GMimeMessage *message, const char *name, const char *value)
{
    GMimeObject *object = GMIME_OBJECT(message);
    g_autofree char *raw = g_strdup_printf(" %s\n", value);

    g_mime_object_set_header(object, name, value, NULL);
    g_mime_header_set_raw_value(
        g_mime_header_list_get_header_at(
            g_mime_object_get_header_list(object),
            g_mime_header_list_get_count(g_mime_object_get_header_list(object)) - 1),
        raw);
}

static void
set_thread(GMimeMessage *message, const MailDraft *draft)
{
    if (draft->in_reply_to != NULL) {
        g_autofree char *value = g_strdup_printf("<%s>", draft->in_reply_to);

        set_raw_header(message, "In-Reply-To", value);
    }
    if (draft->references != NULL && draft->references[0] != '\0') {
        g_auto(GStrv) ids = g_strsplit(draft->references, " ", -1);
        GString *value = g_string_new(NULL);

        for (char **id = ids; *id != NULL; id++)
            if ((*id)[0] != '\0')
                g_string_append_printf(value, "%s<%s>", value->len > 0 ? "\n " : "", *id);
        set_raw_header(message, "References", value->str);
        g_string_free(value, TRUE);
    }
}

static void
set_unsubscribe(GMimeMessage *message, const MailDraft *draft)
{
    const char *url = draft->unsubscribe_url, *mailto = draft->unsubscribe_mailto;
    g_autoptr(GString) value = g_string_new(NULL);

    if (url != NULL)
        g_string_append_printf(value, "<%s>%s", url, mailto != NULL ? ",\n " : "");
    if (mailto != NULL)
        g_string_append_printf(value, "<%s>", mailto);
    if (value->len > 0)
        set_raw_header(message, "List-Unsubscribe", value->str);
    if (url != NULL)
        set_raw_header(message, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
}

static void
set_headers(GMimeMessage *message, const MailDraft *draft)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_offset(draft->offset_s);
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(draft->date_us / SECOND_US);
    g_autoptr(GDateTime) date = g_date_time_to_timezone(utc, zone);

    g_mime_message_set_subject(message, draft->subject, "utf-8");
    g_mime_message_set_date(message, date);
    g_mime_message_set_message_id(message, draft->message_id);
    set_thread(message, draft);
    set_unsubscribe(message, draft);
}

static GBytes *
write_message(GMimeMessage *message)
{
    GMimeFormatOptions *options = g_mime_format_options_new();
    g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();
    GByteArray *bytes = g_byte_array_new();

    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), bytes);
    g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream);
    g_mime_format_options_free(options);
    return g_byte_array_free_to_bytes(bytes);
}

GBytes *
mail_compose(const MailDraft *draft, GError **error)
{
    g_autoptr(GMimeMessage) message = NULL;
    GMimeObject *body;

    if (!check_draft(draft, error))
        return NULL;
    mime_library_init();
    message = g_mime_message_new(TRUE);
    if (!add_address(message, GMIME_ADDRESS_TYPE_FROM, "from_address", draft->from_name,
                     draft->from_address, error) ||
        !add_address(message, GMIME_ADDRESS_TYPE_TO, "to_address", draft->to_name,
                     draft->to_address, error) ||
        (draft->reply_to != NULL && !add_address(message, GMIME_ADDRESS_TYPE_REPLY_TO, "reply_to",
                                                 NULL, draft->reply_to, error)))
        return NULL;
    set_headers(message, draft);
    body = make_body(draft);
    g_mime_message_set_mime_part(message, body);
    g_object_unref(body);
    return write_message(message);
}

char *
mail_reply_subject(const char *subject)
{
    /* Reply marks as mail programs write them: English, German, Scandinavian, Finnish, Spanish
     * Outlook, Dutch, Polish, Italian, Turkish, Chinese; optionally counted as in "Re[2]:". */
    static const char MARKS[] = "^\\s*(?:(?:re|aw|antw|antwort|sv|vs|rv|odp|rif|ynt|回复|答复|回覆)"
                                "(?:\\[\\d+\\]|\\^\\d+|\\(\\d+\\))?\\s*[:：]\\s*)+";
    static gsize marks;
    g_autofree char *valid = g_utf8_make_valid(subject, -1);
    g_autofree char *bare =
        g_regex_replace_literal(shared_regex(&marks, MARKS), valid, -1, 0, "", 0, NULL);

    return g_strconcat("Re: ", g_strstrip(bare), NULL);
}
