/* One draft to one message, written from top to bottom: headers, then the parts between their
 * boundaries. Words are encoded by header_text.c, contents by GMime's encoders; an object tree
 * would cost several times what the rest of composing does. */
#include "mail/compose.h"

#include <string.h>

#include "base/utf8.h"
#include "mail/compose_check.h"
#include "mail/header_text.h"
#include "mail/mime_library.h"
#include "text/markdown.h"

enum {
    PLAIN_LINE_MAX = 900, /* RFC 5322 allows 998; longer ones go as quoted-printable */
    HEAD_BYTES = 2048,    /* what headers mostly need; more is got when they do */
    BOUNDARY_SIZE = 40,
};

/* ---- lines ---- */

/* Every line end, however it was written, becomes CRLF. */
static void
add_text(GString *out, const char *text, gsize length)
{
    const char *end = text + length;

    while (text < end) {
        const char *lf = memchr(text, '\n', (gsize)(end - text));
        const char *cr = memchr(text, '\r', (gsize)((lf != NULL ? lf : end) - text));
        const char *stop = cr != NULL ? cr : lf;
        if (stop == NULL) {
            g_string_append_len(out, text, end - text);
            return;
        }
        g_string_append_len(out, text, stop - text);
        g_string_append_len(out, "\r\n", 2);
        text = cr != NULL && cr + 1 == lf ? lf + 1 : stop + 1;
    }
}

/* `value` with its folds, which are line ends before a blank. */
static void
add_header(GString *out, const char *name, const char *value)
{
    g_string_append(out, name);
    g_string_append_len(out, ": ", 2);
    add_text(out, value, strlen(value));
    g_string_append_len(out, "\r\n", 2);
}

/* ---- headers ---- */

static bool
add_address(GString *out, const char *header, const char *field, const char *name,
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
    add_header(out, header, value);
    return true;
}

/* RFC 5322 3.3, on the clock of the sender. */
static void
add_date(GString *out, const MailDraft *draft)
{
    static const char *const DAYS[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    static const char *const MONTHS[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    g_autoptr(GDateTime) there =
        g_date_time_new_from_unix_utc(draft->date_us / SECOND_US + draft->offset_s);
    int minutes = ABS(draft->offset_s) / 60;

    g_string_append_printf(
        out, "Date: %s, %02d %s %04d %02d:%02d:%02d %c%02d%02d\r\n",
        DAYS[g_date_time_get_day_of_week(there) - 1], g_date_time_get_day_of_month(there),
        MONTHS[g_date_time_get_month(there) - 1], g_date_time_get_year(there),
        g_date_time_get_hour(there), g_date_time_get_minute(there), g_date_time_get_second(there),
        draft->offset_s < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

static void
add_thread(GString *out, const MailDraft *draft)
{
    if (draft->in_reply_to != NULL)
        g_string_append_printf(out, "In-Reply-To: <%s>\r\n", draft->in_reply_to);
    if (draft->references == NULL || draft->references[0] == '\0')
        return;
    g_auto(GStrv) ids = g_strsplit(draft->references, " ", -1);
    const char *before = "References: ";
    for (char **id = ids; *id != NULL; id++) {
        if ((*id)[0] == '\0')
            continue;
        g_string_append_printf(out, "%s<%s>", before, *id);
        before = "\r\n ";
    }
    g_string_append(out, "\r\n");
}

static void
add_unsubscribe(GString *out, const MailDraft *draft)
{
    const char *url = draft->unsubscribe_url, *mailto = draft->unsubscribe_mailto;

    if (url != NULL)
        g_string_append_printf(out, "List-Unsubscribe: <%s>%s", url,
                               mailto != NULL ? ",\r\n " : "\r\n");
    if (mailto != NULL)
        g_string_append_printf(out, "%s<%s>\r\n", url == NULL ? "List-Unsubscribe: " : "", mailto);
    if (url != NULL)
        add_header(out, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
}

static bool
add_headers(GString *out, const MailDraft *draft, GError **error)
{
    g_autofree char *subject = header_text_encode(draft->subject, strlen("Subject: "));

    if (!add_address(out, "From", "from_address", draft->from_name, draft->from_address, error) ||
        !add_address(out, "To", "to_address", draft->to_name, draft->to_address, error) ||
        (draft->reply_to != NULL &&
         !add_address(out, "Reply-To", "reply_to", NULL, draft->reply_to, error)))
        return false;
    add_header(out, "Subject", subject);
    add_date(out, draft);
    g_string_append_printf(out, "Message-Id: <%s>\r\n", draft->message_id);
    add_thread(out, draft);
    add_unsubscribe(out, draft);
    add_header(out, "MIME-Version", "1.0");
    return true;
}

/* ---- parts ---- */

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

static void
add_unix_text(GString *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p++)
        if (p[0] != '\r' || p[1] != '\n')
            g_string_append_c(out, *p);
}

/* GMime's encoder of a content, at the end of `out`. */
static void
add_encoded(GString *out, GMimeContentEncoding kind, const char *data, gsize size)
{
    GMimeEncoding encoding;
    gsize before = out->len;

    g_mime_encoding_init_encode(&encoding, kind);
    g_string_set_size(out, before + g_mime_encoding_outlen(&encoding, size));
    gsize written = g_mime_encoding_flush(&encoding, data, size, out->str + before);
    g_string_truncate(out, before + written);
}

static bool
needs_quoting(const char *text)
{
    const char *end = text + strlen(text), *lf;

    for (const char *line = text; line < end; line = lf + 1) {
        lf = memchr(line, '\n', (gsize)(end - line));
        lf = lf != NULL ? lf : end;
        if (lf - line > PLAIN_LINE_MAX)
            return true;
    }
    return !utf8_is_ascii(text, (gsize)(end - text));
}

/* Frees `text`. */
static void
add_text_part(GString *out, const char *type, char *text)
{
    bool quoted = needs_quoting(text);

    g_string_append(out, "Content-Type: ");
    g_string_append(out, type);
    g_string_append(out, "; charset=utf-8\r\nContent-Transfer-Encoding: ");
    g_string_append(out, quoted ? "quoted-printable\r\n\r\n" : "7bit\r\n\r\n");
    if (quoted) {
        g_autoptr(GString) lines = g_string_sized_new(strlen(text));
        g_autoptr(GString) coded = g_string_sized_new(2 * strlen(text));
        add_unix_text(lines, text);
        add_encoded(coded, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE, lines->str, lines->len);
        add_text(out, coded->str, coded->len);
    } else {
        add_text(out, text, strlen(text));
    }
    g_free(text);
}

/* `ret_place->after` is where its content begins, for now. */
static void
add_attachment(GString *out, const MailAttachment *file, MailFilePlace *ret_place)
{
    g_autofree char *name = header_parameter_encode("filename", file->file_name);
    g_autofree char *disposition = g_strconcat("attachment", name, NULL);
    g_autoptr(GBytes) coded = mail_file_encode(file->content);
    gsize size;
    const char *data = g_bytes_get_data(coded, &size);

    add_header(out, "Content-Type", file->content_type);
    add_header(out, "Content-Transfer-Encoding", "base64");
    add_header(out, "Content-Disposition", disposition);
    g_string_append(out, "\r\n");
    *ret_place = (MailFilePlace){ .after = out->len, .length = size };
    if (size > 0)
        g_string_append_len(out, data, (gssize)size);
}

/* The line end before a boundary belongs to the boundary (RFC 2046 5.1.1). */
static void
add_boundary(GString *out, const char *boundary, const char *after)
{
    g_string_append_len(out, "\r\n--", 4);
    g_string_append(out, boundary);
    g_string_append(out, after);
    g_string_append_len(out, "\r\n", 2);
}

/* A boundary nobody who writes a body can know: of the Message-ID. */
static void
add_multipart(GString *out, const MailDraft *draft, const char *subtype, const char *mark,
              char *ret_boundary)
{
    g_autofree char *digest =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, draft->message_id, -1);

    g_snprintf(ret_boundary, BOUNDARY_SIZE, "%s%.32s", mark, digest);
    g_string_append_printf(out, "Content-Type: multipart/%s; boundary=\"%s\"\r\n", subtype,
                           ret_boundary);
}

static void
add_alternative(GString *out, const MailDraft *draft)
{
    char boundary[BOUNDARY_SIZE];

    add_multipart(out, draft, "alternative", "=_", boundary);
    add_boundary(out, boundary, "");
    add_text_part(out, "text/plain", text_part(draft));
    add_boundary(out, boundary, "");
    add_text_part(out, "text/html", html_part(draft));
    add_boundary(out, boundary, "--");
}

static void
add_body(GString *out, const MailDraft *draft, GArray *places)
{
    char boundary[BOUNDARY_SIZE];

    if (draft->attachment_count == 0) {
        add_alternative(out, draft);
        return;
    }
    add_multipart(out, draft, "mixed", "=_m_", boundary);
    add_boundary(out, boundary, "");
    add_alternative(out, draft);
    for (guint i = 0; i < draft->attachment_count; i++) {
        MailFilePlace place;
        add_boundary(out, boundary, "");
        add_attachment(out, &draft->attachments[i], &place);
        g_array_append_val(places, place);
    }
    add_boundary(out, boundary, "--");
}

/* From where they begin to how much comes after them. */
static void
finish_places(GArray *places, gsize size)
{
    for (guint i = 0; i < places->len; i++) {
        MailFilePlace *place = &g_array_index(places, MailFilePlace, i);
        place->after = size - place->after - place->length;
    }
}

GBytes *
mail_compose_placed(const MailDraft *draft, GArray *ret_places, GError **error)
{
    g_autoptr(GArray) places = ret_places != NULL
                                   ? g_array_ref(ret_places)
                                   : g_array_new(FALSE, FALSE, sizeof(MailFilePlace));

    if (!compose_check(draft, error))
        return NULL;
    mime_library_init();
    g_autoptr(GString) message = g_string_sized_new(HEAD_BYTES + 4 * strlen(draft->body_markdown));
    if (!add_headers(message, draft, error))
        return NULL;
    add_body(message, draft, places);
    finish_places(places, message->len);
    return g_string_free_to_bytes(g_steal_pointer(&message));
}

GBytes *
mail_compose(const MailDraft *draft, GError **error)
{
    return mail_compose_placed(draft, NULL, error);
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
