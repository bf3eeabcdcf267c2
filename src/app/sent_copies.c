/* The list of copies that are missing, and how it gets shorter. */
#include "app/sent_copies.h"

#include <string.h>

#include "app/attach.h"
#include "store/queries.h"

enum { AT_ONCE = 50 };

/* Servers that keep what they are given to send, by the end of their names. */
static const char *const KEEPERS[] = {
    "gmail.com", "googlemail.com", "google.com", "office365.com", "outlook.com",
    "yahoo.com", "aol.com",        "zoho.com",   "zoho.eu",       "zoho.in",
};

static bool
provider_keeps(const char *smtp_url)
{
    g_autoptr(GUri) uri = g_uri_parse(smtp_url, G_URI_FLAGS_NONE, NULL);
    const char *host = uri != NULL ? g_uri_get_host(uri) : NULL;

    for (gsize i = 0; host != NULL && i < G_N_ELEMENTS(KEEPERS); i++) {
        gsize length = strlen(KEEPERS[i]), whole = strlen(host);

        if (whole >= length && g_ascii_strcasecmp(host + whole - length, KEEPERS[i]) == 0 &&
            (whole == length || host[whole - length - 1] == '.'))
            return true;
    }
    return false;
}

static bool
load(App *app, DbConn *conn, int64_t mailbox_id, SqlMailboxCopiesGetRow *row, GError **error)
{
    SqlMailboxCopiesGetParams which = { .workspace_id = app->workspace_id, .id = mailbox_id };
    return sql_mailbox_copies_get(conn, &which, row, NULL, error);
}

bool
sent_copies_wanted(App *app, DbConn *conn, int64_t mailbox_id, bool *ret_wanted, GError **error)
{
    g_auto(SqlMailboxCopiesGetRow) row = { 0 };

    if (!load(app, conn, mailbox_id, &row, error))
        return false;
    bool readable = row.imap_url != NULL && row.imap_url[0] != '\0';
    bool sends = !g_str_has_prefix(row.smtp_url, "outbox:");
    bool wanted = strcmp(row.sent_copy, "on") == 0 ||
                  (strcmp(row.sent_copy, "auto") == 0 && !provider_keeps(row.smtp_url));
    *ret_wanted = readable && sends && wanted;
    return true;
}

typedef struct {
    int64_t touch_id;
    char *message_id;
    GBytes *message; /* without the contents of its files */
    int64_t files;
    Instant sent_us;
} Copy;

static void
copy_clear(gpointer data)
{
    Copy *copy = data;

    g_free(copy->message_id);
    g_bytes_unref(copy->message);
}

static GArray *
load_copies(App *app, int64_t mailbox_id, char **ret_folder, GError **error)
{
    SqlSentCopyNextParams params = { .workspace_id = app->workspace_id,
                                     .mailbox_id = mailbox_id,
                                     .n = AT_ONCE };
    g_auto(SqlMailboxCopiesGetRow) mailbox = { 0 };
    SqlSentCopyNextRow row;
    DbStep step;

    g_autoptr(GArray) copies = g_array_new(FALSE, FALSE, sizeof(Copy));
    g_array_set_clear_func(copies, copy_clear);
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL || !load(app, read->conn, mailbox_id, &mailbox, error))
        return NULL;
    g_autoptr(DbCursor) cursor = sql_sent_copy_next(read->conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_sent_copy_next_next(cursor, &row, error)) == DB_ROW) {
        Copy copy = { .touch_id = row.touch_id,
                      .message_id = g_strdup(row.message_id),
                      .message = g_bytes_new(row.message, row.message_length),
                      .files = row.files,
                      .sent_us = row.sent_us };
        g_array_append_val(copies, copy);
    }
    *ret_folder = g_strdup(mailbox.sent_folder);
    return step == DB_DONE ? g_steal_pointer(&copies) : NULL;
}

/* As it left; one at a time, for files are large. */
static GBytes *
whole_message(App *app, const Copy *copy, GError **error)
{
    if (copy->files == 0)
        return g_bytes_ref(copy->message);
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    g_autofree char *why = NULL;
    GBytes *whole = NULL;
    if (read == NULL ||
        !attach_fill(app, read->conn, copy->touch_id, copy->message, false, &whole, &why, error))
        return NULL;
    if (whole == NULL)
        error_set(error, SEVENTH_ERROR_IO, "a copy cannot be kept: %s", why);
    return whole;
}

static bool
note_done(App *app, int64_t mailbox_id, int64_t touch_id, GError **error)
{
    SqlSentCopyDoneParams done = { .workspace_id = app->workspace_id,
                                   .mailbox_id = mailbox_id,
                                   .touch_id = touch_id };
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    return write != NULL && sql_sent_copy_done(write->conn, &done, NULL, error) &&
           app_commit(write, error);
}

bool
sent_copies_keep(App *app, int64_t mailbox_id, ImapSession *session, GError **error)
{
    g_autofree char *folder = NULL;
    g_autoptr(GArray) copies = load_copies(app, mailbox_id, &folder, error);

    if (copies == NULL)
        return false;
    if (copies->len > 0 && folder == NULL && !imap_session_find_sent(session, &folder, error))
        return false;
    for (guint i = 0; i < copies->len; i++) {
        const Copy *copy = &g_array_index(copies, Copy, i);
        bool there = false;

        if (copy->message_id != NULL &&
            !imap_session_has_message(session, folder, copy->message_id, &there, error))
            return false;
        world_checkpoint(app->world, "sent_copy.searched");
        g_autoptr(GBytes) message = there ? NULL : whole_message(app, copy, error);
        if (!there && (message == NULL ||
                       !imap_session_append(session, folder, message, copy->sent_us, error)))
            return false;
        world_checkpoint(app->world, "sent_copy.kept");
        if (!note_done(app, mailbox_id, copy->touch_id, error))
            return false;
    }
    return true;
}

bool
sent_copies_set(App *app, DbConn *conn, int64_t mailbox_id, const json_t *params, GError **error)
{
    g_auto(SqlMailboxCopiesGetRow) old = { 0 };

    if (!load(app, conn, mailbox_id, &old, error))
        return false;
    const char *folder = json_text(params, "sent_folder", old.sent_folder);
    SqlMailboxCopiesSetParams row = {
        .sent_copy = json_text(params, "sent_copy", old.sent_copy),
        .sent_folder = folder != NULL && folder[0] != '\0' ? folder : NULL,
        .workspace_id = app->workspace_id,
        .id = mailbox_id,
    };
    return sql_mailbox_copies_set(conn, &row, NULL, error);
}
