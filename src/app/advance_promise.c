/* Promises whose window has passed. See advance.h. */
#include "app/advance.h"

#include "app/record.h"
#include "store/queries.h"

#define CHUNK 64

static bool
break_promise(App *app, DbConn *conn, const SqlPromiseLapsedRow *row, GError **error)
{
    SqlPromiseSettleParams settle_params = {
        .state = "broken",
        .settled_us = app_now_us(app),
        .workspace_id = app->workspace_id,
        .id = row->id,
    };
    LedgerEntry entry = {
        .prospect_id = row->prospect_id,
        .kind = "promise_broken",
        .touch_id = row->touch_id != DB_NULL_INT ? row->touch_id : 0,
        .user_id = row->user_id,
        .channel = row->channel,
    };
    return sql_promise_settle(conn, &settle_params, NULL, error) &&
           ledger_note(app, conn, &entry, NULL, error);
}

bool
advance_promises(App *app, GError **error)
{
    SqlPromiseLapsedParams params = { .workspace_id = app->workspace_id,
                                      .now_us = app_now_us(app),
                                      .n = CHUNK };
    SqlPromiseLapsedRow row;
    g_autoptr(GArray) lapsed = g_array_new(FALSE, FALSE, sizeof row);
    DbStep step;

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL)
        return false;
    g_autoptr(DbCursor) cursor = sql_promise_lapsed(write->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_promise_lapsed_next(cursor, &row, error)) == DB_ROW) {
        row.channel = g_intern_string(row.channel); /* one of eight names */
        g_array_append_val(lapsed, row);
    }
    g_clear_pointer(&cursor, db_cursor_close);
    if (step != DB_DONE)
        return false;
    for (guint i = 0; i < lapsed->len; i++)
        if (!break_promise(app, write->conn, &g_array_index(lapsed, SqlPromiseLapsedRow, i), error))
            return false;
    return app_commit(write, error);
}
