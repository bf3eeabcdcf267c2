/* Two rows a mail: its state, and what it says. */
#include "app/outbox.h"

#include "app/attach.h"
#include "store/queries.h"

static int64_t
count_files(const GPtrArray *carried)
{
    int64_t n = 0;

    for (guint i = 0; carried != NULL && i < carried->len; i++)
        n += ((const Carried *)g_ptr_array_index(carried, i))->content != NULL;
    return n;
}

bool
outbox_add(App *app, DbConn *conn, const OutboxMail *mail, GError **error)
{
    gsize length;
    const void *bytes = g_bytes_get_data(mail->message, &length);
    SqlOutboxInsertParams state = {
        .workspace_id = app->workspace_id,
        .touch_id = mail->touch_id,
        .mailbox_id = mail->mailbox_id,
        .first_touch = mail->first_touch,
        .not_before_us = mail->leaves_us,
        .envelope_to = mail->to,
        .may_promise = !mail->promises_nothing,
        .updated_us = app_now_us(app),
    };
    SqlOutboxMessageAddParams message = {
        .workspace_id = app->workspace_id,
        .touch_id = mail->touch_id,
        .message = bytes,
        .message_length = length,
        .files = count_files(mail->carried),
    };

    return sql_outbox_insert(conn, &state, NULL, error) &&
           sql_outbox_message_add(conn, &message, NULL, error) &&
           (mail->carried == NULL ||
            attach_keep(app, conn, mail->touch_id, mail->prospect_id, mail->carried, error));
}

bool
outbox_take_back(App *app, DbConn *conn, int64_t touch_id, bool *ret_taken, GError **error)
{
    SqlOutboxTakeBackParams state = { .workspace_id = app->workspace_id, .touch_id = touch_id };
    SqlOutboxMessageDropParams message = { .workspace_id = app->workspace_id,
                                           .touch_id = touch_id };
    SqlTouchAssetDropParams carried = { .workspace_id = app->workspace_id, .touch_id = touch_id };
    int64_t changed;

    if (!sql_outbox_take_back(conn, &state, &changed, error))
        return false;
    *ret_taken = changed > 0;
    return changed == 0 || (sql_outbox_message_drop(conn, &message, NULL, error) &&
                            sql_touch_asset_drop(conn, &carried, NULL, error));
}
