/* See audit_mail_scan.h. */
#include "app/audit_mail_scan.h"

#include <string.h>

#include "app/audit_reader.h"
#include "app/audit_when.h"
#include "base/error.h"
#include "mail/message.h"

#define MAX_DEPTH 12

void
mail_scan_init(MailScan *self)
{
    *self = (MailScan){ .mails = g_array_new(FALSE, TRUE, sizeof(ScannedMail)),
                        .maps = g_ptr_array_new_with_free_func((GDestroyNotify)g_mapped_file_unref),
                        .texts = g_string_chunk_new(64 * 1024) };
}

void
mail_scan_clear(MailScan *self)
{
    for (guint i = 0; self->mails != NULL && i < self->mails->len; i++)
        g_free(g_array_index(self->mails, ScannedMail, i).path);
    g_clear_pointer(&self->mails, g_array_unref);
    g_clear_pointer(&self->maps, g_ptr_array_unref);
    g_clear_pointer(&self->texts, g_string_chunk_free);
}

GBytes *
mail_scan_bytes(const ScannedMail *mail)
{
    if (mail->bytes != NULL)
        return g_bytes_new_static(mail->bytes, mail->length);
    g_autoptr(GMappedFile) file = g_mapped_file_new(mail->path, FALSE, NULL);
    return file != NULL ? g_mapped_file_get_bytes(file) : NULL;
}

/* The headers, up to the blank line; at most 256 KiB. */
static char *
header_block(const char *bytes, gsize length)
{
    gsize most = MIN(length, MESSAGE_MAX_HEADERS), end = most;

    for (gsize i = 0; i + 1 < most; i++)
        if (bytes[i] == '\n' && (bytes[i + 1] == '\n' ||
                                 (bytes[i + 1] == '\r' && i + 2 < most && bytes[i + 2] == '\n'))) {
            end = i + 1;
            break;
        }
    char *block = g_strndup(bytes, end);
    for (char *p = block; (p = strchr(p, '\r')) != NULL;)
        memmove(p, p + 1, strlen(p));
    return block;
}

static Instant
read_date(const char *block)
{
    g_autofree char *text = header_block_get(block, "Date");
    WhenHabit habit = { .local_day_first = true };
    When when;

    if (text == NULL)
        return INSTANT_NONE;
    char *comment = strchr(text, '(');
    if (comment != NULL)
        *comment = '\0';
    return when_read(text, &habit, zone_utc(), &when) ? when.at_us : INSTANT_NONE;
}

static const char *
intern(MailScan *self, const char *text)
{
    return g_string_chunk_insert_const(self->texts, text);
}

static const char *
first_address(MailScan *self, const char *block, const char *header)
{
    g_autofree char *text = header_block_get(block, header);
    const char *at = text;
    char address[320];

    return text != NULL && audit_next_address(&at, address, sizeof address) ? intern(self, address)
                                                                            : NULL;
}

static void
add_recipients(MailScan *self, ScannedMail *mail, const char *block, const char *header)
{
    g_autofree char *text = header_block_get(block, header);
    const char *at = text;
    char address[320];

    while (at != NULL && mail->recipient_count < MAIL_SCAN_RECIPIENTS &&
           audit_next_address(&at, address, sizeof address))
        mail->recipients[mail->recipient_count++] = intern(self, address);
}

/* The first "<id>" of a header, without brackets. */
static const char *
first_id(MailScan *self, const char *block, const char *header)
{
    g_autofree char *text = header_block_get(block, header);
    char *open = text != NULL ? strchr(text, '<') : NULL;
    char *close = open != NULL ? strchr(open, '>') : NULL;

    if (close == NULL || close - open > 990)
        return NULL;
    *close = '\0';
    return intern(self, open + 1);
}

static bool
has(const char *block, const char *header)
{
    g_autofree char *text = header_block_get(block, header);

    return text != NULL;
}

static bool
is_automatic(const char *block)
{
    g_autofree char *text = header_block_get(block, "Auto-Submitted");

    return text != NULL && g_ascii_strncasecmp(text, "no", 2) != 0;
}

static bool
is_bulk(const char *block)
{
    g_autofree char *precedence = header_block_get(block, "Precedence");

    return has(block, "List-Id") || has(block, "List-Unsubscribe") ||
           (precedence != NULL && (g_ascii_strncasecmp(precedence, "bulk", 4) == 0 ||
                                   g_ascii_strncasecmp(precedence, "list", 4) == 0));
}

/* Spam was no contact, and a draft was never sent: by the labels of a Gmail export, or the folder.
 */
static bool
is_junk(const char *block, const char *path)
{
    static const char *const FOLDERS[] = { "drafts", "junk", "spam", "entwurfe", "brouillons" };
    g_autofree char *labels = header_block_get(block, "X-Gmail-Labels");
    g_auto(GStrv) parts = labels != NULL ? g_strsplit_set(labels, ",", -1) : NULL;
    g_auto(GStrv) folders = path != NULL ? g_strsplit_set(path, "/.", -1) : NULL;

    for (char **part = parts; part != NULL && *part != NULL; part++)
        if (g_ascii_strcasecmp(*part, "spam") == 0 || g_ascii_strncasecmp(*part, "draft", 5) == 0)
            return true;
    for (char **folder = folders; folder != NULL && *folder != NULL; folder++)
        for (gsize i = 0; i < G_N_ELEMENTS(FOLDERS); i++)
            if (g_ascii_strcasecmp(*folder, FOLDERS[i]) == 0)
                return true;
    return false;
}

static void
add_mail(MailScan *self, const char *bytes, gsize length, const char *path, bool sent)
{
    ScannedMail mail = { .length = length, .sent = sent };

    if (self->mails->len >= MAIL_SCAN_MAX) {
        self->full = true;
        return;
    }
    g_autofree char *block = header_block(bytes, length);
    if (is_junk(block, path)) {
        self->junk++;
        return;
    }
    mail.date_us = read_date(block);
    mail.from = first_address(self, block, "From");
    if (mail.from == NULL || mail.date_us == INSTANT_NONE) {
        self->without_sender += mail.from == NULL;
        self->without_date += mail.from != NULL;
        return;
    }
    add_recipients(self, &mail, block, "To");
    add_recipients(self, &mail, block, "Cc");
    mail.message_id = first_id(self, block, "Message-ID");
    mail.thread = first_id(self, block, "References");
    if (mail.thread == NULL)
        mail.thread = first_id(self, block, "In-Reply-To");
    if (mail.thread == NULL)
        mail.thread = mail.message_id;
    mail.automatic = is_automatic(block);
    mail.bulk = is_bulk(block);
    mail.delivered_to = first_address(self, block, "Delivered-To");
    if (path != NULL)
        mail.path = g_strdup(path);
    else
        mail.bytes = bytes;
    g_array_append_val(self->mails, mail);
    /* cppcheck-suppress memleak ; the array frees the paths of its mails */
}

static bool
lies_in_sent(const char *path)
{
    g_autofree char *lower = g_ascii_strdown(path, -1);

    return strstr(lower, "sent") != NULL || strstr(lower, "gesendet") != NULL;
}

/* Mails begin with a line "From " at the start or after a blank line. */
static bool
add_mbox(MailScan *self, const char *path, GError **error)
{
    g_autoptr(GError) problem = NULL;
    GMappedFile *file = g_mapped_file_new(path, FALSE, &problem);

    if (file == NULL)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "cannot read %s: %s", path,
                         problem->message);
    g_ptr_array_add(self->maps, file);
    const char *text = g_mapped_file_get_contents(file);
    gsize length = g_mapped_file_get_length(file);
    const char *end = text + length, *start = NULL;
    bool sent = lies_in_sent(path);

    for (const char *line = text; line < end;) {
        const char *newline = memchr(line, '\n', (gsize)(end - line));
        const char *next = newline != NULL ? newline + 1 : end;
        bool blank_before =
            line == text ||
            (line >= text + 2 && line[-1] == '\n' &&
             (line[-2] == '\n' || (line[-2] == '\r' && line >= text + 3 && line[-3] == '\n')));
        if (blank_before && end - line > 5 && memcmp(line, "From ", 5) == 0) {
            if (start != NULL)
                add_mail(self, start, (gsize)(line - start), NULL, sent);
            start = next;
        }
        line = next;
    }
    if (start != NULL && start < end)
        add_mail(self, start, (gsize)(end - start), NULL, sent);
    return true;
}

static void
add_maildir_mail(MailScan *self, const char *path)
{
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);

    if (file != NULL && g_mapped_file_get_length(file) > 0)
        add_mail(self, g_mapped_file_get_contents(file), g_mapped_file_get_length(file), path,
                 lies_in_sent(path));
}

static bool
add_folder(MailScan *self, const char *path, int depth, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(GDir) dir = g_dir_open(path, 0, &problem);
    g_autofree char *base = g_path_get_basename(path);
    bool holds_mail = strcmp(base, "cur") == 0 || strcmp(base, "new") == 0;
    const char *name;

    if (dir == NULL)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "cannot read %s: %s", path,
                         problem->message);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *below = g_build_filename(path, name, NULL);
        if (g_file_test(below, G_FILE_TEST_IS_DIR)) {
            if (strcmp(name, "tmp") != 0 && depth < MAX_DEPTH &&
                !add_folder(self, below, depth + 1, error))
                return false;
        } else if (holds_mail || g_str_has_suffix(name, ".eml")) {
            add_maildir_mail(self, below);
        }
    }
    return true;
}

bool
mail_scan_add(MailScan *self, const char *path, GError **error)
{
    return g_file_test(path, G_FILE_TEST_IS_DIR) ? add_folder(self, path, 0, error)
                                                 : add_mbox(self, path, error);
}
