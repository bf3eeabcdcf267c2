/* By the domain of the address; what is planned by itself is taken back. */
#include "app/account_reply.h"

#include <string.h>

#include "app/enrollment_move.h"
#include "app/record.h"
#include "store/queries.h"

#define MOST_PEOPLE 50

static bool
open_of(App *app, DbConn *conn, int64_t prospect_id, SqlEnrollmentOpenOfRow *ret, bool *ret_runs,
        GError **error)
{
    SqlEnrollmentOpenOfParams which = { .workspace_id = app->workspace_id,
                                        .prospect_id = prospect_id };

    if (!sql_enrollment_open_of(conn, &which, ret, ret_runs, error))
        return false;
    *ret_runs = *ret_runs && strcmp(ret->state, "paused") != 0;
    return true;
}

static bool
people_of(App *app, DbConn *conn, int64_t account_id, GArray *ids, GError **error)
{
    SqlProspectsByAccountParams params = { .workspace_id = app->workspace_id,
                                           .account_id = account_id,
                                           .n = MOST_PEOPLE };
    SqlProspectsByAccountRow row;
    DbStep step;
    g_autoptr(DbCursor) cursor = sql_prospects_by_account(conn, &params, error);

    if (cursor == NULL)
        return false;
    while ((step = sql_prospects_by_account_next(cursor, &row, error)) == DB_ROW)
        g_array_append_val(ids, row.id);
    return step == DB_DONE;
}

bool
account_reply_find(App *app, DbConn *conn, const char *address, GArray *prospects, GError **error)
{
    const char *sign = address != NULL ? strrchr(address, '@') : NULL;
    SqlAccountByDomainParams which = { .workspace_id = app->workspace_id,
                                       .domain = sign != NULL ? sign + 1 : "" };
    g_auto(SqlAccountByDomainRow) account = { 0 };
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
    bool found;

    if (which.domain[0] == '\0')
        return true;
    if (!sql_account_by_domain(conn, &which, &account, &found, error) ||
        (found && !people_of(app, conn, account.id, ids, error)))
        return false;
    for (guint i = 0; i < ids->len; i++) {
        g_auto(SqlEnrollmentOpenOfRow) row = { 0 };
        bool runs;
        if (!open_of(app, conn, g_array_index(ids, int64_t, i), &row, &runs, error))
            return false;
        if (runs)
            g_array_append_val(prospects, g_array_index(ids, int64_t, i));
    }
    return true;
}

static bool
hold(App *app, DbConn *conn, int64_t prospect_id, const char *why, GError **error)
{
    g_auto(SqlEnrollmentOpenOfRow) row = { 0 };
    bool runs;

    if (!open_of(app, conn, prospect_id, &row, &runs, error))
        return false;
    EnrollmentMove pause = {
        .id = row.id,
        .to = ENROLLMENT_PAUSED,
        .until_us = INSTANT_NONE,
        .why = why,
    };
    CancelOpen cancel = { .prospect_id = prospect_id, .keep_dated = true, .why = why };
    LedgerEntry paused = {
        .prospect_id = prospect_id,
        .kind = "paused",
        .enrollment_id = row.id,
        .text = why,
    };
    return !runs || (touches_cancel_open(app, conn, &cancel, error) &&
                     enrollment_move(app, conn, &pause, error) &&
                     ledger_note(app, conn, &paused, NULL, error));
}

bool
account_reply_hold(App *app, DbConn *conn, const char *address, const GArray *prospects,
                   GError **error)
{
    g_autofree char *why =
        g_strdup_printf("%s of the same company wrote: read it, then resume or finish.", address);

    for (guint i = 0; i < prospects->len; i++)
        if (!hold(app, conn, g_array_index(prospects, int64_t, i), why, error))
            return false;
    return true;
}
