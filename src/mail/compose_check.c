/* What a draft may hold. */
#include "mail/compose_check.h"

#include <string.h>

#include "base/utf8.h"

enum {
    NAME_MAX_BYTES = 200,
    SUBJECT_MAX_BYTES = 500,
    ID_MAX_BYTES = 250,
    REFERENCES_MAX_BYTES = 8000,
    URL_MAX_BYTES = 900,
    BODY_MAX_BYTES = 1 << 20,
    ATTACHMENTS_MAX = 10,
    ATTACHMENTS_MAX_BYTES =
        15 << 20, /* a third more on the wire; many servers refuse above 25 MB */
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
    if (!utf8_is_valid(text))
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
    if (!utf8_is_valid(text))
        return refuse(error, field, "not UTF-8 text");
    for (const char *p = text; *p != '\0'; p++) {
        if (G_LIKELY((guchar)*p >= ' ' && *p != 0x7f))
            continue;
        if (*p != '\n' && *p != '\r' && *p != '\t')
            return refuse(error, field, "contains a control character other than a line break");
    }
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
check_content_type(const char *type, GError **error)
{
    static const char TOKEN[] = G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "!#$&^_.+-";
    const char *slash = type != NULL ? strchr(type, '/') : NULL;

    if (slash != NULL && slash > type && strspn(type, TOKEN) == (gsize)(slash - type) &&
        slash[1] != '\0' && strspn(slash + 1, TOKEN) == strlen(slash + 1) &&
        g_ascii_strncasecmp(type, "multipart/", 10) != 0 &&
        g_ascii_strncasecmp(type, "message/", 8) != 0)
        return true;
    return refuse(error, "attachment", "its content type is none, write it as application/pdf");
}

static bool
check_attachments(const MailDraft *draft, GError **error)
{
    gsize bytes = 0;

    if (draft->attachment_count > ATTACHMENTS_MAX)
        return refuse(error, "attachments", "more than 10 files");
    for (guint i = 0; i < draft->attachment_count; i++) {
        const MailAttachment *each = &draft->attachments[i];

        bytes += g_bytes_get_size(each->content);
        if (!check_line("attachment", each->file_name, NAME_MAX_BYTES, error) ||
            !check_content_type(each->content_type, error))
            return false;
        if (each->file_name[0] == '\0' || strpbrk(each->file_name, "/\\") != NULL)
            return refuse(error, "attachment", "a file name is not empty and names no folder");
        if (strstr(each->file_name, "=?") != NULL)
            return refuse(error, "attachment",
                          "a file name holds no \"=?\": mail programs take it for coded text");
    }
    return bytes <= ATTACHMENTS_MAX_BYTES ||
           refuse(error, "attachments", "larger than 15 MiB together; share a link instead");
}

bool
compose_check(const MailDraft *draft, GError **error)
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
           check_attachments(draft, error) &&
           check_url("unsubscribe_mailto", draft->unsubscribe_mailto, "mailto:", error) &&
           check_url("unsubscribe_url", draft->unsubscribe_url, "https://", error);
}
