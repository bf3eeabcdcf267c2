/* Claims under the mailbox's allowance; see deliver_claim.h. */
#include "app/deliver_claim.h"

#include "app/attach.h"
#include "app/mail_hold.h"
#include "app/sent_copies.h"

#define LEASE_US (5 * MINUTE_US)
#define MESSAGES_AT_ONCE_BYTES (48u << 20)

static gint
passage_compare(gconstpointer a, gconstpointer b)
{
    const Passage *first = *(Passage *const *)a, *second = *(Passage *const *)b;
    return (first->touch_id > second->touch_id) - (first->touch_id < second->touch_id);
}

/* In the order of their touches, whatever the statement's. */
static bool
claim_some(App *app, DbConn *conn, const SqlOutboxClaimParams *params, GPtrArray *passages,
           GError **error)
{
    g_autoptr(GPtrArray) some = g_ptr_array_new();
    SqlOutboxClaimRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_outbox_claim(conn, params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_outbox_claim_next(cursor, &row, error)) == DB_ROW) {
        Passage *passage = g_new(Passage, 1);
        *passage = (Passage){
            .app = app,
            .token = params->token,
            .mailbox_id = params->mailbox_id,
            .touch_id = row.touch_id,
            .tries = row.tries,
            .to = g_strdup(row.envelope_to),
            .promises_nothing = row.may_promise == 0,
        };
        g_ptr_array_add(some, passage);
    }
    g_ptr_array_sort(some, passage_compare);
    g_ptr_array_extend_and_steal(passages, g_steal_pointer(&some));
    return step == DB_DONE;
}

/* What the outbox keeps of a mail with files is not all of it. One that cannot be made whole is
 * held, and its message stays NULL. */
static bool
add_files(Passage *passage, DbConn *conn, GBytes *kept, GError **error)
{
    g_autofree char *why = NULL;
    bool taken;

    return attach_fill(passage->app, conn, passage->touch_id, kept, true, &passage->message, &why,
                       error) &&
           (why == NULL || mail_hold(passage->app, conn, passage->touch_id, why, 0, &taken, error));
}

static bool
load_message(Passage *passage, DbConn *conn, GError **error)
{
    g_auto(SqlOutboxMessageGetRow) row = { 0 };
    SqlOutboxMessageGetParams which = { .workspace_id = passage->app->workspace_id,
                                        .touch_id = passage->touch_id };

    if (!sql_outbox_message_get(conn, &which, &row, NULL, error))
        return false;
    g_autoptr(GBytes) kept = g_bytes_new(row.message, row.message_length);
    if (row.files > 0)
        return add_files(passage, conn, kept, error);
    passage->message = g_steal_pointer(&kept);
    return true;
}

/* What leaves together has to fit into memory, files and all: the rest waits for the next round,
 * which is at once. Leaves those in `passages` that have their message. */
static bool
load_messages(DbConn *conn, GPtrArray *passages, gsize bytes, bool *ret_all_fit, GError **error)
{
    guint n = 0;

    *ret_all_fit = true;
    for (guint i = 0; i < passages->len; i++) {
        Passage *passage = g_ptr_array_index(passages, i);
        bool fits = bytes < MESSAGES_AT_ONCE_BYTES;
        *ret_all_fit = *ret_all_fit && fits;
        if (!(fits ? load_message(passage, conn, error)
                   : passage_hand_back(passage, conn, 0, error)))
            return false;
        if (passage->message == NULL)
            continue;
        bytes += g_bytes_get_size(passage->message);
        g_ptr_array_index(passages, i) = g_ptr_array_index(passages, n);
        g_ptr_array_index(passages, n++) = passage;
    }
    g_ptr_array_set_size(passages, (int)n);
    return true;
}

/* Follow-ups first: somebody waits for them. */
static GPtrArray *
claim_mail(App *app, DbConn *conn, const SqlMailboxGetRow *mailbox, int64_t limit, GError **error)
{
    Instant now_us = app_now_us(app);
    SqlOutboxClaimParams params = {
        .lease_until_us = now_us + LEASE_US,
        .token = (int64_t)(world_random_u64(app->world) >> 1),
        .now_us = now_us,
        .workspace_id = app->workspace_id,
        .mailbox_id = mailbox->id,
    };
    bool wants_copy;

    g_autoptr(GPtrArray) passages = g_ptr_array_new_with_free_func(passage_free);
    if (limit <= 0)
        return g_steal_pointer(&passages);
    if (!sent_copies_wanted(app, conn, mailbox->id, &wants_copy, error))
        return NULL;
    for (params.first_touch = 0; params.first_touch <= 1; params.first_touch++) {
        params.n = limit - passages->len;
        if (params.n > 0 && !claim_some(app, conn, &params, passages, error))
            return NULL;
    }
    for (guint i = 0; i < passages->len; i++)
        ((Passage *)g_ptr_array_index(passages, i))->wants_copy = wants_copy;
    return g_steal_pointer(&passages);
}

/* Too much came back: nothing leaves until a human has looked. */
static bool
pause_mailbox(App *app, DbConn *conn, int64_t mailbox_id, const Allowance *allowance,
              GError **error)
{
    g_autofree char *why = throttle_say_gate(&allowance->input, &allowance->verdict);
    SqlMailboxSetPausedParams pause = {
        .is_paused = 1,
        .paused_why = why,
        .workspace_id = app->workspace_id,
        .id = mailbox_id,
    };
    return sql_mailbox_set_paused(conn, &pause, NULL, error);
}

GPtrArray *
deliver_claim(App *app, DbConn *conn, const SqlMailboxGetRow *mailbox, const ClaimRoom *room,
              bool *ret_all_fit, GError **error)
{
    Allowance allowance;

    if (!allowance_load(app, conn, mailbox, &allowance, error))
        return NULL;
    if (mailbox->is_paused == 0 && allowance.verdict.gate == GATE_SHUT &&
        !pause_mailbox(app, conn, mailbox->id, &allowance, error))
        return NULL;
    int64_t most = mailbox->pace_s > 0 ? 1 : allowance.verdict.allowed;
    int64_t limit = MIN(MIN(most, allowance.verdict.allowed) - room->under_way, room->limit);
    if (mailbox->is_paused != 0 || app_now_us(app) < allowance_after_pace_us(mailbox, &allowance))
        limit = 0;
    g_autoptr(GPtrArray) passages = claim_mail(app, conn, mailbox, limit, error);
    if (passages == NULL || !load_messages(conn, passages, room->bytes, ret_all_fit, error))
        return NULL;
    return g_steal_pointer(&passages);
}
