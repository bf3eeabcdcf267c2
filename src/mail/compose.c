/* One draft to one message: builds the MIME tree with GMime, writes CRLF. */
#include "mail/compose.h"

#include <string.h>

#include "mail/compose_check.h"
#include "mail/header_text.h"
#include "mail/mime_library.h"
#include "text/markdown.h"

enum { PLAIN_LINE_MAX = 900 }; /* RFC 5322 allows 998; longer ones go as quoted-printable */

/* A header as its bytes, with its folds: GMime neither encodes nor folds it again. */
static void
set_raw_header(GMimeObject *object, const char *name, const char *value)
{
    GMimeHeaderList *headers = g_mime_object_get_header_list(object);
    g_autofree char *raw = g_strdup_printf(" %s\n", value);

    g_mime_header_list_append(headers, name, "-", NULL);
    g_mime_header_set_raw_value(
        g_mime_header_list_get_header_at(headers, g_mime_header_list_get_count(headers) - 1), raw);
}

static bool
set_address(GMimeMessage *message, const char *header, const char *field, const char *name,
            const char *address, GError **error)
{
    g_autofree char *ascii = mail_address_to_ascii(address, error);

    if (ascii == NULL) {
        g_prefix_error(error, "%s: ", field);
        return false;
    }
    g_autofree char *phrase =
        name != NULL && name[0] != '\0' ? header_phrase_encode(name, strlen(header) + 2) : NULL;
    g_autofree char *value =
        phrase == NULL ? g_strdup(ascii)
                       : g_strconcat(phrase, strlen(phrase) + strlen(ascii) > 60 ? "\n <" : " <",
                                     ascii, ">", NULL);
    set_raw_header(GMIME_OBJECT(message), header, value);
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
    g_autofree char *written = markdown_to_html(draft->body_markdown);
    g_autofree char *body = draft->map_link != NULL
                                ? html_links_map(written, draft->map_link, draft->map_data)
                                : g_steal_pointer(&written);
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

/* Takes `part`'s content from memory. */
static void
set_content(GMimePart *part, const char *data, gsize size)
{
    g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer(data, size);
    GMimeDataWrapper *content =
        g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

    g_mime_part_set_content(part, content);
    g_object_unref(content);
}

/* Frees `text`. GMime's own text part would choose a charset by what is in the text. */
static GMimeObject *
make_part(const char *subtype, char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1); /* GMime counts lines by LF alone */
    g_autofree char *unix_text = g_strjoinv("\n", lines);
    GMimePart *part = g_mime_part_new_with_type("text", subtype);

    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
    set_content(part, unix_text, strlen(unix_text));
    g_mime_part_set_content_encoding(part, needs_quoting(unix_text)
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

/* A boundary nobody who writes a body can know. */
static GMimeMultipart *
make_multipart(const MailDraft *draft, const char *subtype, const char *mark)
{
    GMimeMultipart *whole = g_mime_multipart_new_with_subtype(subtype);
    g_autofree char *digest =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, draft->message_id, -1);
    g_autofree char *boundary = g_strdup_printf("%s%.32s", mark, digest);

    g_mime_multipart_set_boundary(whole, boundary);
    return whole;
}

static GMimeObject *
make_attachment(const MailAttachment *file)
{
    g_auto(GStrv) type = g_strsplit(file->content_type, "/", 2);
    GMimePart *part = g_mime_part_new_with_type(type[0], type[1]);
    g_autofree char *name = header_parameter_encode("filename", file->file_name);
    g_autofree char *disposition = g_strconcat("attachment", name, NULL);
    gsize size = 0;
    const char *data = g_bytes_get_data(file->content, &size);

    set_content(part, data, size);
    g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64);
    set_raw_header(GMIME_OBJECT(part), "Content-Disposition", disposition);
    return GMIME_OBJECT(part);
}

static GMimeObject *
make_alternative(const MailDraft *draft)
{
    GMimeMultipart *whole = make_multipart(draft, "alternative", "=_");

    add_part(whole, make_part("plain", text_part(draft)));
    add_part(whole, make_part("html", html_part(draft)));
    return GMIME_OBJECT(whole);
}

static GMimeObject *
make_body(const MailDraft *draft)
{
    if (draft->attachment_count == 0)
        return make_alternative(draft);
    GMimeMultipart *whole = make_multipart(draft, "mixed", "=_m_");
    add_part(whole, make_alternative(draft));
    for (guint i = 0; i < draft->attachment_count; i++)
        add_part(whole, make_attachment(&draft->attachments[i]));
    return GMIME_OBJECT(whole);
}

static void
set_thread(GMimeMessage *message, const MailDraft *draft)
{
    if (draft->in_reply_to != NULL) {
        g_autofree char *value = g_strdup_printf("<%s>", draft->in_reply_to);

        set_raw_header(GMIME_OBJECT(message), "In-Reply-To", value);
    }
    if (draft->references != NULL && draft->references[0] != '\0') {
        g_auto(GStrv) ids = g_strsplit(draft->references, " ", -1);
        GString *value = g_string_new(NULL);

        for (char **id = ids; *id != NULL; id++)
            if ((*id)[0] != '\0')
                g_string_append_printf(value, "%s<%s>", value->len > 0 ? "\n " : "", *id);
        set_raw_header(GMIME_OBJECT(message), "References", value->str);
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
        set_raw_header(GMIME_OBJECT(message), "List-Unsubscribe", value->str);
    if (url != NULL)
        set_raw_header(GMIME_OBJECT(message), "List-Unsubscribe-Post",
                       "List-Unsubscribe=One-Click");
}

static void
set_headers(GMimeMessage *message, const MailDraft *draft)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_offset(draft->offset_s);
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(draft->date_us / SECOND_US);
    g_autoptr(GDateTime) date = g_date_time_to_timezone(utc, zone);
    g_autofree char *subject = header_text_encode(draft->subject, strlen("Subject: "));

    set_raw_header(GMIME_OBJECT(message), "Subject", subject);
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

    if (!compose_check(draft, error))
        return NULL;
    mime_library_init();
    message = g_mime_message_new(TRUE);
    if (!set_address(message, "From", "from_address", draft->from_name, draft->from_address,
                     error) ||
        !set_address(message, "To", "to_address", draft->to_name, draft->to_address, error) ||
        (draft->reply_to != NULL &&
         !set_address(message, "Reply-To", "reply_to", NULL, draft->reply_to, error)))
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
