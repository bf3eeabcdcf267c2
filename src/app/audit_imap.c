/* See audit_imap.h. */
#include "app/audit_imap.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "app/audit_mail_scan.h"
#include "base/error.h"
#include "mail/imap.h"

typedef struct {
    const char *folder; /* where the copies of one mail folder go */
    uint64_t count;
    GError *error;
} Copy;

static bool
keep_mail(uint32_t uid, GBytes *message, G_GNUC_UNUSED bool truncated,
          G_GNUC_UNUSED Instant received_us, void *data)
{
    Copy *copy = data;
    g_autofree char *name = g_strdup_printf("%u.eml", uid);
    g_autofree char *path = g_build_filename(copy->folder, name, NULL);
    g_autoptr(GError) problem = NULL;
    gsize length;
    const char *bytes = g_bytes_get_data(message, &length);

    if (copy->count++ >= MAIL_SCAN_MAX)
        error_set(&copy->error, SEVENTH_ERROR_LIMIT, "the folder holds more than %u mails",
                  MAIL_SCAN_MAX);
    else if (!g_file_set_contents_full(path, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600,
                                       &problem))
        error_set(&copy->error, SEVENTH_ERROR_IO, "cannot keep a mail for reading: %s",
                  problem->message);
    return copy->error == NULL;
}

static bool
copy_folder(ImapSession *session, const AuditImap *self, const char *folder, const char *place,
            GError **error)
{
    Copy copy = { .folder = place };
    ImapPosition position = { 0 };

    if (g_mkdir(place, 0700) != 0)
        return error_set(error, SEVENTH_ERROR_IO, "cannot make %s: %s", place, g_strerror(errno));
    bool done =
        imap_session_fetch_new(session, folder, &position, self->since_us, keep_mail, &copy, error);
    if (done && copy.error != NULL) {
        g_propagate_error(error, copy.error);
        return false;
    }
    g_clear_error(&copy.error);
    return done;
}

static bool
copy_all(ImapSession *session, const AuditImap *self, const char *base, GError **error)
{
    g_autofree char *sent = NULL, *inbox = g_build_filename(base, "inbox", NULL),
                    *sent_place = g_build_filename(base, "sent", NULL);
    g_autoptr(GError) no_sent = NULL;
    gsize index;
    json_t *name;

    if (!copy_folder(session, self, "INBOX", inbox, error))
        return false;
    /* Without a folder of sent mail the inbox still tells what was left unanswered. */
    if (imap_session_find_sent(session, &sent, &no_sent)) {
        if (!copy_folder(session, self, sent, sent_place, error))
            return false;
    } else if (no_sent->code != SEVENTH_ERROR_NOT_FOUND) {
        g_propagate_error(error, g_steal_pointer(&no_sent));
        return false;
    }
    json_array_foreach(self->folders, index, name)
    {
        g_autofree char *number = g_strdup_printf("more-%" G_GSIZE_FORMAT, index);
        g_autofree char *place = g_build_filename(base, number, NULL);
        if (!copy_folder(session, self, json_string_value(name), place, error))
            return false;
    }
    return true;
}

bool
audit_imap_copy(const AuditImap *self, char **ret_folder, GError **error)
{
    ImapOptions options = {
        .url = self->url, .user = self->user, .password = self->password, .ca_file = self->ca_file
    };

    if (self->user == NULL || self->password == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "imap: name the mailbox's user with --imap-user, and give the password in "
                         "SEVENTH_PASSWORD or on standard input");
    g_autoptr(ImapSession) session = imap_session_open(&options, error);
    if (session == NULL)
        return false;
    char *base = g_dir_make_tmp("seventh-audit-XXXXXX", error);
    if (base == NULL)
        return false;
    if (copy_all(session, self, base, error)) {
        *ret_folder = base;
        return true;
    }
    audit_imap_drop(base);
    return false;
}

static void
drop_below(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
            drop_below(path);
        else
            unlink(path);
    }
    rmdir(folder);
}

void
audit_imap_drop(char *folder)
{
    if (folder != NULL)
        drop_below(folder);
    g_free(folder);
}
