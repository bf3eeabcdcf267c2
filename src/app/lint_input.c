/* Files into drafts, reports into JSON. */
#include "app/lint_input.h"

#include <string.h>

#include "mail/html_text.h"
#include "mail/reader.h"

#define MAX_DRAFT_BYTES (1u << 20)

void
lint_file_clear(LintFile *self)
{
    g_clear_pointer(&self->subject, g_free);
    g_clear_pointer(&self->body, g_free);
}

/* Bytes of a header line "Name: value"; 0 when the line is none. */
static gsize
header_length(const char *line)
{
    gsize name = 0;

    while (g_ascii_isalnum(line[name]) || line[name] == '-')
        name++;
    if (name == 0 || line[name] != ':' || line[name + 1] != ' ')
        return 0;
    return strcspn(line, "\n");
}

static bool
is_header(const char *line, const char *name)
{
    gsize length = strlen(name);
    return g_ascii_strncasecmp(line, name, length) == 0 && line[length] == ':';
}

/* A mail as it came begins with headers that nobody types. */
static bool
looks_like_mail(const char *text)
{
    static const char *const MACHINE[] = { "message-id",   "mime-version", "received",
                                           "content-type", "return-path",  "dkim-signature" };

    for (const char *line = text; header_length(line) > 0 || *line == ' ' || *line == '\t';) {
        for (gsize i = 0; i < G_N_ELEMENTS(MACHINE); i++)
            if (is_header(line, MACHINE[i]))
                return true;
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    return false;
}

static bool
read_mail(App *app, const char *text, gsize length, LintFile *file, GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, length);
    g_autoptr(MailReading) reading = mail_reader_read(app_mail_reader(app), bytes, 0, error);

    if (reading == NULL)
        return false;
    if (reading->problem != NULL)
        return error_set(error, SEVENTH_ERROR_INVALID, "this mail cannot be read: %s",
                         reading->problem);
    file->subject = g_strdup(reading->subject);
    file->body = g_strdup(reading->new_text != NULL ? reading->new_text : "");
    file->is_reply = reading->in_reply_to != NULL;
    file->first_line = 1;
    return true;
}

/* Bytes of "Subject:", as it is called in the languages lint reads; 0 when the line is none. */
static gsize
subject_mark(const char *line)
{
    static const char *const NAMES[] = { "subject", "betreff", "objet", "asunto" };

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        gsize length = strlen(NAMES[i]);
        if (g_ascii_strncasecmp(line, NAMES[i], length) == 0) {
            length += strspn(line + length, " ");
            return line[length] == ':' ? length + 1 : 0;
        }
    }
    return 0;
}

static bool
is_html(const char *text)
{
    static const char *const BEGINNINGS[] = { "<!doctype html", "<html", "<body", "<p>", "<p ",
                                              "<div",           "<table" };

    text += strspn(text, " \t\n");
    for (gsize i = 0; i < G_N_ELEMENTS(BEGINNINGS); i++)
        if (g_ascii_strncasecmp(text, BEGINNINGS[i], strlen(BEGINNINGS[i])) == 0)
            return true;
    return false;
}

/* "Subject: ...", "Betreff: ...", "To: ..." typed above a text. Of HTML the lines are those of the
 * text that a reader sees. */
static void
read_text(const char *text, LintFile *file)
{
    const char *line = text;

    file->first_line = 1;
    while (subject_mark(line) > 0 || is_header(line, "to") || is_header(line, "from") ||
           is_header(line, "cc") || is_header(line, "in-reply-to")) {
        gsize length = strcspn(line, "\n"), mark = subject_mark(line);
        if (mark > 0 && file->subject == NULL)
            file->subject = g_strstrip(g_strndup(line + mark, length - mark));
        file->is_reply |= is_header(line, "in-reply-to");
        line += length + (line[length] == '\n');
        file->first_line++;
    }
    file->body = is_html(line) ? html_text(line) : g_strdup(line);
}

bool
lint_file_read(App *app, const char *path, LintFile *file, GError **error)
{
    const char *real = strcmp(path, "-") == 0 ? "/dev/stdin" : path;
    g_autoptr(GError) problem = NULL;
    g_autofree char *contents = NULL;
    gsize length;

    *file = (LintFile){ 0 };
    if (!g_file_get_contents(real, &contents, &length, &problem))
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "cannot read %s: %s", path,
                         problem->message);
    if (length > MAX_DRAFT_BYTES)
        return error_set(error, SEVENTH_ERROR_LIMIT,
                         "%s is larger than 1 MiB; that is no single message", path);
    g_autofree char *valid = g_utf8_make_valid(contents, (gssize)length);
    g_autoptr(GString) text = g_string_new(valid);
    g_string_replace(text, "\r\n", "\n", 0);
    if (looks_like_mail(text->str))
        return read_mail(app, contents, length, file, error);
    read_text(text->str, file);
    return true;
}

json_t *
lint_report_to_json(const LintReport *report, guint first_line)
{
    json_t *result = json_object(), *rows = json_array();

    for (guint i = 0; i < report->findings->len; i++) {
        const LintFinding *finding = g_ptr_array_index(report->findings, i);
        json_t *row = json_object();
        json_set_text(row, "rule", lint_rule_name(finding->rule));
        json_set_text(row, "severity", lint_rule_is_error(finding->rule) ? "error" : "warning");
        json_set_int(row, "line", finding->line > 0 ? finding->line + first_line - 1 : 0);
        json_set_int(row, "column", finding->column);
        json_set_int(row, "length", finding->length);
        json_set_text(row, "text", finding->text);
        json_set_text(row, "suggestion", finding->suggestion);
        json_array_append_new(rows, row);
    }
    json_object_set_new(result, "findings", rows);
    json_set_real(result, "novelty", report->novelty);
    json_set_text(result, "language", text_language_code(report->language));
    return result;
}
