/* Allowance, stationery, letters; see compose.h. */
#include "app/compose.h"

#include "app/library.h"

/* A mailbox with more room than this needs no counting. */
#define WAITING_MAX 2000

/* Written before the transaction that asks for it. */
typedef struct {
    int64_t prospect_id;
    Letter letter;
    ComposedMail mail;
    bool written;
} Ahead;

static void
ahead_free(gpointer data)
{
    Ahead *self = data;

    letter_clear(&self->letter);
    composed_mail_clear(&self->mail);
    g_free(self);
}

void
compose_batch_clear(ComposeBatch *self)
{
    g_clear_pointer(&self->stationery, g_hash_table_unref);
    g_clear_pointer(&self->ahead, g_hash_table_unref);
}

/* ---- what it is written from ---- */

static const char NO_MAILBOX[] = "No mailbox is set to send it from: add one, then enroll with it.";

static GHashTable *
share_of(ComposeBatch *batch)
{
    if (batch != NULL && batch->stationery == NULL)
        batch->stationery = stationery_share_new();
    return batch != NULL ? batch->stationery : NULL;
}

static bool
gather(App *app, DbConn *conn, const Snapshot *snapshot, Stationery *stationery, const Step *step,
       Letter *letter, GError **error)
{
    WrittenMail of_step = { .mailbox_id = stationery->mailbox.id, .step = step };
    AttachWish wish = { .prospect_id = snapshot->prospect.id,
                        .step = step,
                        .enrollment_id = snapshot->enrollment_id };
    GPtrArray *said = library_said_to(app, conn, snapshot->prospect.id, error);

    return said != NULL && letter_gather(snapshot, stationery, &of_step, said, letter, error) &&
           attach_load(app, conn, &wish, &letter->carried, &letter->carry_why, error);
}

/* ---- ahead ---- */

bool
compose_ahead_gather(ComposeBatch *self, App *app, DbConn *conn, const Snapshot *snapshot,
                     const Step *step, GError **error)
{
    g_autoptr(Stationery) stationery = NULL;

    if (step->assets->len > 0)
        return true; /* files are large: such mails are written one at a time */
    if (!stationery_load(app, conn, share_of(self), snapshot->mailbox_id, &stationery, error))
        return false;
    if (stationery == NULL)
        return true;
    Ahead *ahead = g_new0(Ahead, 1);
    ahead->prospect_id = snapshot->prospect.id;
    if (!gather(app, conn, snapshot, stationery, step, &ahead->letter, error)) {
        ahead_free(ahead);
        return false;
    }
    if (self->ahead == NULL)
        self->ahead = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, ahead_free);
    g_hash_table_replace(self->ahead, &ahead->prospect_id, ahead);
    return true;
}

void
compose_ahead_write(ComposeBatch *self, App *app)
{
    GHashTableIter iter;
    gpointer value;

    g_clear_pointer(&self->stationery, g_hash_table_unref); /* its transaction is over */
    if (self->ahead == NULL)
        return;
    g_hash_table_iter_init(&iter, self->ahead);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        Ahead *ahead = value;
        ahead->written = letter_write(app, &ahead->letter, &ahead->mail, NULL);
    }
}

/* Moves to `mail` what was written of the same letter. */
static bool
take_ahead(ComposeBatch *batch, const Letter *letter, ComposedMail *mail)
{
    Ahead *ahead = batch != NULL && batch->ahead != NULL
                       ? g_hash_table_lookup(batch->ahead, &letter->prospect_id)
                       : NULL;

    if (ahead == NULL || !ahead->written || !letter_same(&ahead->letter, letter))
        return false;
    ahead->written = false;
    ahead->mail.first_touch = mail->first_touch;
    ahead->mail.not_before_us = mail->not_before_us;
    *mail = ahead->mail;
    ahead->mail = (ComposedMail){ 0 };
    return true;
}

/* ---- composing ---- */

/* Until when the mailbox must wait (INSTANT_NONE: it need not): when what is sent and what waits
 * fill its day, the next midnight of its user. A follow-up takes the place of a first touch that
 * waits. */
static bool
find_allowance(App *app, DbConn *conn, Stationery *stationery, bool first_touch,
               Instant *ret_not_before_us, GError **error)
{
    g_auto(SqlOutboxWaitingRow) waiting = { 0 };
    const Allowance *allowance = stationery_allowance(stationery, app, conn, error);

    if (allowance == NULL)
        return false;
    const ThrottleVerdict *verdict = &allowance->verdict;
    int64_t limit = verdict->day_limit > 0 ? verdict->day_limit : INT64_MAX;
    int64_t sent = allowance->input.uses[THROTTLE_MAILBOX].day_sent;
    SqlOutboxWaitingParams params = { .workspace_id = app->workspace_id,
                                      .mailbox_id = stationery->mailbox.id,
                                      .most_first_touch = first_touch,
                                      .cap = MIN(limit - MIN(sent, limit), WAITING_MAX) };

    *ret_not_before_us = INSTANT_NONE;
    bool full = verdict->day_is_over || sent >= limit;
    if (!full && params.cap < WAITING_MAX) {
        if (!sql_outbox_waiting(conn, &params, &waiting, NULL, error))
            return false;
        full = waiting.n >= params.cap;
    }
    if (full)
        *ret_not_before_us = allowance->next_day_us;
    return true;
}

/* Was anything of this enrollment made before? */
static bool
has_made_one(const Snapshot *snapshot)
{
    for (guint i = 0; i < snapshot->attempts->len; i++) {
        const Attempt *attempt = &g_array_index(snapshot->attempts, Attempt, i);
        if (attempt->this_enrollment && !attempt->skipped)
            return true;
    }
    return false;
}

bool
compose_step(App *app, DbConn *conn, const Snapshot *snapshot, const Step *step,
             ComposeBatch *batch, ComposedMail *mail, GError **error)
{
    g_auto(Letter) letter = { 0 };
    g_autoptr(Stationery) stationery = NULL;

    if (!stationery_load(app, conn, share_of(batch), snapshot->mailbox_id, &stationery, error))
        return false;
    if (stationery == NULL) {
        mail->hold_why = g_strdup(NO_MAILBOX);
        return true;
    }
    mail->first_touch = !has_made_one(snapshot);
    if (!find_allowance(app, conn, stationery, mail->first_touch, &mail->not_before_us, error))
        return false;
    if (mail->not_before_us > app_now_us(app))
        return true;
    if (!gather(app, conn, snapshot, stationery, step, &letter, error))
        return false;
    return take_ahead(batch, &letter, mail) || letter_write(app, &letter, mail, error);
}

bool
compose_written(App *app, DbConn *conn, const Snapshot *snapshot, const WrittenMail *written,
                ComposedMail *mail, GError **error)
{
    g_auto(Letter) letter = { 0 };
    g_autoptr(Stationery) stationery = NULL;

    if (!stationery_load(app, conn, NULL, written->mailbox_id, &stationery, error))
        return false;
    if (stationery == NULL) {
        mail->hold_why = g_strdup(NO_MAILBOX);
        return true;
    }
    AttachWish wish = { .prospect_id = snapshot->prospect.id,
                        .step = written->step,
                        .keys = written->attach,
                        .by_hand = true };
    return letter_gather(snapshot, stationery, written, NULL, &letter, error) &&
           attach_load(app, conn, &wish, &letter.carried, &letter.carry_why, error) &&
           letter_write(app, &letter, mail, error);
}
