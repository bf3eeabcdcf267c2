/* The pause of one who is away. See away.h. */
#include "app/away.h"

#include "app/enrollment_move.h"
#include "app/record.h"
#include "app/snapshot.h"

#define MORNING_US (9 * HOUR_US)
#define EVENING_US (17 * HOUR_US)

static bool
pause_enrollment(App *app, DbConn *conn, const Snapshot *person, Instant until_us, GError **error)
{
    EnrollmentMove pause = {
        .id = person->enrollment_id,
        .to = ENROLLMENT_PAUSED,
        .until_us = until_us,
        .why = "Out of office",
    };
    CancelOpen cancel = { .prospect_id = person->prospect.id,
                          .keep_dated = true,
                          .why = "Out of office" };
    LedgerEntry paused = {
        .prospect_id = person->prospect.id,
        .kind = "paused",
        .enrollment_id = person->enrollment_id,
        .text = "Out of office",
    };

    return touches_cancel_open(app, conn, &cancel, error) &&
           enrollment_move(app, conn, &pause, error) &&
           ledger_note(app, conn, &paused, NULL, error);
}

bool
away_until_day(App *app, DbConn *conn, int64_t prospect_id, Day back, GError **error)
{
    g_auto(Snapshot) person = { 0 };

    if (!snapshot_load(app, conn, prospect_id, NULL, &person, error))
        return false;
    Day day = calendar_first_day_at_work(&person.input.calendar, back);
    Instant until_us = zone_instant_of(person.input.zone, day, MORNING_US);
    if (until_us <= app_now_us(app))
        return true;
    SqlProspectSetAwayParams away = { .away_until_us = until_us,
                                      .workspace_id = app->workspace_id,
                                      .id = prospect_id };
    SqlTouchMoveDatedParams dated = {
        .due_from_us = until_us,
        .due_until_us = until_us + (EVENING_US - MORNING_US),
        .workspace_id = app->workspace_id,
        .prospect_id = prospect_id,
    };
    return sql_prospect_set_away(conn, &away, NULL, error) &&
           sql_touch_move_dated(conn, &dated, NULL, error) &&
           (person.enrollment_id == 0 || pause_enrollment(app, conn, &person, until_us, error));
}
