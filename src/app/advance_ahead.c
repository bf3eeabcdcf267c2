/* Guessing, gathering, writing; see advance_ahead.h. */
#include "app/advance_ahead.h"

/* The step that is next if none is passed over, when it is a mail that leaves by itself; or NULL.
 */
static const Step *
guess_step(const AppVersion *version, const SqlEnrollmentGetRow *now)
{
    const GPtrArray *steps = version->sequence->steps;

    if (now->step < 0 || now->step >= steps->len)
        return NULL;
    const Step *step = g_ptr_array_index(steps, (guint)now->step);
    return step->automatic && step->channel == CHANNEL_EMAIL ? step : NULL;
}

static bool
gather_one(App *app, DbConn *conn, int64_t id, ComposeBatch *mails, GError **error)
{
    g_auto(SqlEnrollmentGetRow) now = { 0 };
    g_auto(Snapshot) snapshot = { 0 };
    SqlEnrollmentGetParams which = { .workspace_id = app->workspace_id, .id = id };
    bool found;

    if (!sql_enrollment_get(conn, &which, &now, &found, error))
        return false;
    if (!found)
        return true;
    const AppVersion *version = app_version(app, conn, now.version_id, error);
    if (version == NULL)
        return false;
    const Step *step = guess_step(version, &now);
    if (step == NULL)
        return true;
    SnapshotEnrollment enrollment = {
        .id = now.id,
        .version_id = now.version_id,
        .mailbox_id = now.mailbox_id,
        .user_id = now.user_id,
    };
    return snapshot_load_thread(app, conn, now.prospect_id, &enrollment, &snapshot, error) &&
           compose_ahead_gather(mails, app, conn, &snapshot, step, error);
}

void
advance_write_ahead(App *app, const int64_t *ids, guint count, ComposeBatch *mails)
{
    g_autoptr(AppTransaction) read = app_read_begin(app, NULL);

    for (guint i = 0; read != NULL && i < count; i++)
        if (!gather_one(app, read->conn, ids[i], mails, NULL))
            break; /* after an error PostgreSQL answers nothing more in this transaction */
    g_clear_pointer(&read, app_transaction_free);
    compose_ahead_write(mails, app);
}
