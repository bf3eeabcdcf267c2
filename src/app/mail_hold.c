/* Out of the outbox, back to people. See mail_hold.h. */
#include "app/mail_hold.h"

#include "app/outbox.h"
#include "app/record.h"
#include "app/reply_answer.h"
#include "app/send_now.h"
#include "store/queries.h"

static bool
hold_automatic(App *app, DbConn *conn, const SqlTouchGetRow *touch, const char *why,
               bool *ret_taken, GError **error)
{
    SqlTouchHoldParams hold = { .note = why, .workspace_id = app->workspace_id, .id = touch->id };
    LedgerEntry entry = {
        .prospect_id = touch->prospect_id,
        .kind = "held",
        .touch_id = touch->id,
        .enrollment_id = touch->enrollment_id != DB_NULL_INT ? touch->enrollment_id : 0,
        .channel = touch->channel,
        .step = (int)touch->step,
        .text = why,
    };

    if (!outbox_take_back(app, conn, touch->id, ret_taken, error))
        return false;
    return !*ret_taken || (sql_touch_hold(conn, &hold, NULL, error) &&
                           ledger_note(app, conn, &entry, NULL, error));
}

static bool
give_back(App *app, DbConn *conn, const SqlTouchGetRow *touch, const char *why, int64_t user_id,
          bool *ret_taken, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_auto(SqlReplyAnsweredByRow) reply = { 0 };
    SqlReplyAnsweredByParams which = { .workspace_id = app->workspace_id,
                                       .prospect_id = touch->prospect_id,
                                       .touch_id = touch->id };
    LedgerEntry entry = {
        .prospect_id = touch->prospect_id,
        .kind = "note",
        .touch_id = touch->id,
        .text = why,
    };
    bool is_answer;

    if (!sql_reply_answered_by(conn, &which, &reply, &is_answer, error))
        return false;
    *ret_taken = is_answer ? reply_take_back(app, conn, reply.id, user_id, &problem)
                           : send_take_back(app, conn, touch->id, user_id, &problem);
    if (!*ret_taken && !g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_CONFLICT)) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    return !*ret_taken || ledger_note(app, conn, &entry, NULL, error);
}

bool
mail_hold(App *app, DbConn *conn, int64_t touch_id, const char *why, int64_t user_id,
          bool *ret_taken, GError **error)
{
    SqlTouchGetParams which = { .workspace_id = app->workspace_id, .id = touch_id };
    g_auto(SqlTouchGetRow) touch = { 0 };

    *ret_taken = false;
    if (!sql_touch_get(conn, &which, &touch, NULL, error))
        return false;
    return touch.automatic != 0 ? hold_automatic(app, conn, &touch, why, ret_taken, error)
                                : give_back(app, conn, &touch, why, user_id, ret_taken, error);
}
