/* The calendar of a promise. See promise_check.h. */
#include "app/promise_check.h"

#include "app/days_off.h"
#include "store/queries.h"

static bool
load_zone(App *app, DbConn *conn, int64_t user_id, const Zone **ret_zone, GError **error)
{
    g_auto(SqlUserGetRow) user = { 0 };
    SqlUserGetParams which = { .workspace_id = app->workspace_id, .id = user_id };
    bool found;

    if (!sql_user_get(conn, &which, &user, &found, error))
        return false;
    *ret_zone = app_zone_or_default(app, found ? user.zone : NULL);
    return true;
}

bool
promise_can_be_kept(App *app, DbConn *conn, const PromiseGiven *promise, bool *ret_kept,
                    PromiseProblem *ret_problem, char **ret_say, GError **error)
{
    g_autoptr(GArray) theirs = g_array_new(FALSE, FALSE, sizeof(OwnDays));
    g_autoptr(GArray) ours = g_array_new(FALSE, FALSE, sizeof(OwnDays));
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = promise->prospect_id };
    Ruleset ruleset;
    const Zone *sender_zone;

    g_autoptr(DaysOff) days_off = days_off_get(app, conn, error);
    if (days_off == NULL || !sql_prospect_get(conn, &which, &prospect, NULL, error) ||
        !app_ruleset(app, conn, &ruleset, error) ||
        !load_zone(app, conn, promise->user_id, &sender_zone, error))
        return false;
    Calendar calendar = {
        .place = days_off_home(prospect.country, prospect.region, prospect.city),
    };
    days_off_theirs(days_off, prospect.country, calendar.place, theirs);
    days_off_ours(days_off, promise->user_id, ours);
    calendar.theirs = (const OwnDays *)(const void *)theirs->data;
    calendar.their_count = theirs->len;
    calendar.ours = (const OwnDays *)(const void *)ours->data;
    calendar.our_count = ours->len;
    ScheduleSides sides = {
        .zone = app_zone_or_default(app, prospect.zone),
        .sender_zone = sender_zone,
        .calendar = &calendar,
        .windows = &ruleset.windows[promise->channel],
        .sender_windows = &ruleset.sender_windows,
    };
    Slot window = { promise->from_us, promise->until_us };
    *ret_kept = promise_check(&sides, promise->channel, window, ret_problem);
    if (!*ret_kept && ret_say != NULL)
        *ret_say = promise_problem_say(ret_problem, sides.zone, app_now_us(app));
    return true;
}

bool
promise_check_kept(App *app, DbConn *conn, const PromiseGiven *promise, GError **error)
{
    g_autofree char *say = NULL;
    PromiseProblem problem;
    bool kept;

    if (!promise_can_be_kept(app, conn, promise, &kept, &problem, &say, error))
        return false;
    return kept || error_set(error, SEVENTH_ERROR_CONFLICT,
                             "%s; add \"anyway\" to promise it all the same", say);
}
