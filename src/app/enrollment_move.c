/* States, checked and written. See enrollment_move.h. */
#include "app/enrollment_move.h"

#include "store/queries.h"

static bool
load(App *app, DbConn *conn, int64_t id, SqlEnrollmentGetRow *row, GError **error)
{
    SqlEnrollmentGetParams which = { .workspace_id = app->workspace_id, .id = id };
    bool found;

    return sql_enrollment_get(conn, &which, row, &found, error) &&
           (found || error_set(error, SEVENTH_ERROR_NOT_FOUND,
                               "there is no enrollment %" G_GINT64_FORMAT, id));
}

static bool
write_move(App *app, DbConn *conn, const EnrollmentMove *move, EnrollmentState from, GError **error)
{
    bool ends = move->to == ENROLLMENT_FINISHED, pauses = move->to == ENROLLMENT_PAUSED;
    SqlEnrollmentMoveParams params = {
        .to_state = enrollment_state_name(move->to),
        .finish_reason = ends ? finish_reason_name(move->reason) : NULL,
        .finished_us = ends ? app_now_us(app) : DB_NULL_INT,
        .answered_us = ends ? move->answered_us : DB_NULL_INT,
        .paused_until_us = pauses ? move->until_us : DB_NULL_INT,
        .paused_why = pauses ? move->why : NULL,
        .due_us = ends     ? DB_NULL_INT
                  : pauses ? move->until_us
                           : app_now_us(app),
        .workspace_id = app->workspace_id,
        .id = move->id,
        .from_state = enrollment_state_name(from),
    };
    int64_t changed;

    return sql_enrollment_move(conn, &params, &changed, error) &&
           (changed == 1 || error_set(error, SEVENTH_ERROR_CONFLICT,
                                      "the enrollment changed meanwhile; look again"));
}

bool
enrollment_move(App *app, DbConn *conn, const EnrollmentMove *move, GError **error)
{
    g_auto(SqlEnrollmentGetRow) row = { 0 };

    if (!load(app, conn, move->id, &row, error))
        return false;
    EnrollmentState from = enrollment_state_parse(row.state);
    if (from == ENROLLMENT_FINISHED && move->unless_finished)
        return true;
    return enrollment_check_move(from, move->to, error) && write_move(app, conn, move, from, error);
}

bool
enrollment_resume(App *app, DbConn *conn, int64_t id, GError **error)
{
    g_auto(SqlEnrollmentGetRow) row = { 0 };

    if (!load(app, conn, id, &row, error))
        return false;
    EnrollmentState from = enrollment_state_parse(row.state);
    EnrollmentMove move = { .id = id,
                            .to = row.nurture_why != NULL ? ENROLLMENT_NURTURING
                                                          : ENROLLMENT_ACTIVE };
    if (from != ENROLLMENT_PAUSED)
        return error_set(error, SEVENTH_ERROR_CONFLICT, "this person is not paused");
    return enrollment_check_move(from, move.to, error) && write_move(app, conn, &move, from, error);
}
