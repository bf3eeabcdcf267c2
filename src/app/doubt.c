/* A search by Message-ID for each. */
#include "app/doubt.h"

#include "app/deliver.h"
#include "store/queries.h"

enum { AT_ONCE = 20 };
#define QUIET_US (10 * MINUTE_US) /* copies are not always there at once */
#define OLDEST_US (7 * DAY_US)

typedef struct {
    int64_t touch_id;
    char *message_id;
} Doubt;

static void
doubt_clear(gpointer data)
{
    g_free(((Doubt *)data)->message_id);
}

static GArray *
load_doubts(App *app, int64_t mailbox_id, char **ret_folder, GError **error)
{
    Instant now_us = app_now_us(app);
    SqlTouchInDoubtOfParams params = { .workspace_id = app->workspace_id,
                                       .mailbox_id = mailbox_id,
                                       .since_us = now_us - OLDEST_US,
                                       .until_us = now_us - QUIET_US,
                                       .n = AT_ONCE };
    SqlMailboxCopiesGetParams which = { .workspace_id = app->workspace_id, .id = mailbox_id };
    g_auto(SqlMailboxCopiesGetRow) mailbox = { 0 };
    SqlTouchInDoubtOfRow row;
    DbStep step;

    g_autoptr(GArray) doubts = g_array_new(FALSE, FALSE, sizeof(Doubt));
    g_array_set_clear_func(doubts, doubt_clear);
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL || !sql_mailbox_copies_get(read->conn, &which, &mailbox, NULL, error))
        return NULL;
    g_autoptr(DbCursor) cursor = sql_touch_in_doubt_of(read->conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_touch_in_doubt_of_next(cursor, &row, error)) == DB_ROW) {
        Doubt doubt = { row.id, g_strdup(row.message_id) };
        g_array_append_val(doubts, doubt);
    }
    *ret_folder = g_strdup(mailbox.sent_folder);
    return step == DB_DONE ? g_steal_pointer(&doubts) : NULL;
}

static bool
settle(App *app, int64_t touch_id, GError **error)
{
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    return write != NULL &&
           deliver_take_evidence(app, write->conn, touch_id,
                                 "A copy of it lies in the Sent folder, so the server took it.",
                                 error) &&
           app_commit(write, error);
}

bool
doubt_search_sent(App *app, int64_t mailbox_id, ImapSession *session, GError **error)
{
    g_autofree char *folder = NULL;
    g_autoptr(GArray) doubts = load_doubts(app, mailbox_id, &folder, error);
    g_autoptr(GError) problem = NULL;

    if (doubts == NULL)
        return false;
    if (doubts->len > 0 && folder == NULL && !imap_session_find_sent(session, &folder, &problem)) {
        if (g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_NOT_FOUND))
            return true; /* it keeps no copies */
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    for (guint i = 0; i < doubts->len; i++) {
        const Doubt *doubt = &g_array_index(doubts, Doubt, i);
        bool there = false;
        if (!imap_session_has_message(session, folder, doubt->message_id, &there, &problem)) {
            if (g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_NOT_FOUND))
                return true;
            g_propagate_error(error, g_steal_pointer(&problem));
            return false;
        }
        if (there && !settle(app, doubt->touch_id, error))
            return false;
    }
    return true;
}
