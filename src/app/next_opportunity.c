/* Later, another, paused. See next_opportunity.h. */
#include "app/next_opportunity.h"

#include <string.h>

#include "app/enrollment_move.h"
#include "app/record.h"
#include "app/say.h"
#include "app/snapshot.h"

#define MORNING_US (9 * HOUR_US)
#define EVENING_US (17 * HOUR_US)
#define PRIORITY_STEP 2

/* The way that most likely leads to a talk; CHANNEL_NONE when none is left. */
static ChannelKind
best_channel(const Snapshot *person)
{
    static const ChannelKind ORDER[] = { CHANNEL_CALL, CHANNEL_EMAIL, CHANNEL_SOCIAL };

    for (gsize i = 0; !person->shut && i < G_N_ELEMENTS(ORDER); i++) {
        bool known = ORDER[i] != CHANNEL_SOCIAL || person->prospect.linkedin != NULL;
        if (known && person->input.unusable[ORDER[i]] == UNUSABLE_NOT)
            return ORDER[i];
    }
    return CHANNEL_NONE;
}

static bool
whose_task(App *app, DbConn *conn, const Snapshot *person, int64_t user_id, int64_t *ret_id,
           GError **error)
{
    g_auto(SqlUserFirstRow) first = { 0 };
    SqlUserFirstParams any = { .workspace_id = app->workspace_id };

    *ret_id = person->prospect.owner_id != DB_NULL_INT ? person->prospect.owner_id : user_id;
    if (*ret_id != 0)
        return true;
    if (!sql_user_first(conn, &any, &first, NULL, error))
        return false;
    *ret_id = first.id;
    return true;
}

static char *
later_reasons(const char *trigger)
{
    g_autoptr(json_t) reasons = json_array();
    g_autofree char *text = g_strdup_printf("You set this date: %s.", trigger);
    json_t *reason = json_object();

    json_set_text(reason, "code", "next");
    json_set_text(reason, "text", text);
    json_array_append_new(reasons, reason);
    char *line = json_line(reasons), *copy = g_strdup(line);
    free(line);
    return copy;
}

static bool
insert_later(App *app, DbConn *conn, const Snapshot *person, Day day, const char *trigger,
             int64_t user_id, GError **error)
{
    const Zone *zone = person->input.zone;
    ChannelKind channel = best_channel(person);
    g_autofree char *reasons = later_reasons(trigger);
    g_auto(SqlTouchInsertRow) touch = { 0 };
    SqlTouchInsertParams params = {
        .workspace_id = app->workspace_id,
        .prospect_id = person->prospect.id,
        .enrollment_id = DB_NULL_INT,
        .version_id = DB_NULL_INT,
        .mailbox_id = DB_NULL_INT,
        .promise_id = DB_NULL_INT,
        .channel = channel_kind_name(channel),
        .state = "task",
        .priority = PRIORITY_STEP,
        .planned_us = zone_instant_of(zone, day, MORNING_US),
        .due_from_us = zone_instant_of(zone, day, MORNING_US),
        .due_until_us = zone_instant_of(zone, day, EVENING_US),
        .made_us = DB_NULL_INT,
        .objective = trigger,
        .reasons = reasons,
        .created_us = app_now_us(app),
    };

    if (channel == CHANNEL_NONE)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "no path leads to this person; add a number or an address first");
    if (!whose_task(app, conn, person, user_id, &params.user_id, error) ||
        !sql_touch_insert(conn, &params, &touch, NULL, error))
        return false;
    g_autofree char *when = say_day(zone, params.due_from_us, app_now_us(app));
    g_autofree char *text = g_strdup_printf("Later, on %s: %s", when, trigger);
    LedgerEntry entry = {
        .prospect_id = person->prospect.id,
        .kind = "next",
        .touch_id = touch.id,
        .user_id = user_id,
        .channel = params.channel,
        .outcome = "later",
        .text = text,
    };
    return ledger_note(app, conn, &entry, NULL, error);
}

static bool
check_day(App *app, const Zone *zone, Day day, GError **error)
{
    return day >= zone_day_at(zone, app_now_us(app), NULL) ||
           error_set(error, SEVENTH_ERROR_INVALID, "that day has passed; name one to come");
}

bool
next_later(App *app, DbConn *conn, int64_t prospect_id, Day day, const char *trigger,
           int64_t user_id, GError **error)
{
    g_auto(Snapshot) person = { 0 };
    EndEnrollment end = {
        .prospect_id = prospect_id,
        .user_id = user_id,
        .reason = FINISH_LATER,
        .answered_us = INSTANT_NONE,
    };
    CancelOpen cancel = { .prospect_id = prospect_id, .why = "Later, as decided by hand" };

    return snapshot_load(app, conn, prospect_id, NULL, &person, error) &&
           check_day(app, person.input.zone, day, error) &&
           enrollment_end(app, conn, &end, error) &&
           touches_cancel_open(app, conn, &cancel, error) &&
           insert_later(app, conn, &person, day, trigger, user_id, error);
}

bool
next_task(App *app, DbConn *conn, int64_t prospect_id, Day day, const char *trigger,
          int64_t user_id, GError **error)
{
    g_auto(Snapshot) person = { 0 };

    return snapshot_load(app, conn, prospect_id, NULL, &person, error) &&
           check_day(app, person.input.zone, day, error) &&
           insert_later(app, conn, &person, day, trigger, user_id, error);
}

bool
next_now(App *app, DbConn *conn, int64_t prospect_id, int64_t user_id, GError **error)
{
    g_auto(SqlTouchDatedOfRow) row = { 0 };
    SqlTouchDatedOfParams which = { .workspace_id = app->workspace_id, .prospect_id = prospect_id };
    CancelOpen cancel = { .prospect_id = prospect_id, .only_dated = true, .why = "Now, not later" };
    LedgerEntry entry = {
        .prospect_id = prospect_id,
        .kind = "next",
        .user_id = user_id,
        .outcome = "now",
        .text = "Now: the date set before is taken back",
    };
    bool found;

    if (!sql_touch_dated_of(conn, &which, &row, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "no date is set for this person, so there is none to take back");
    return touches_cancel_open(app, conn, &cancel, error) &&
           ledger_note(app, conn, &entry, NULL, error);
}

static bool
note_person(App *app, DbConn *conn, int64_t prospect_id, int64_t other_id, const char *lead,
            int64_t user_id, GError **error)
{
    g_auto(SqlProspectGetRow) other = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = other_id };

    if (!sql_prospect_get(conn, &which, &other, NULL, error))
        return false;
    g_autofree char *name = prospect_display_name(&other);
    g_autofree char *text = g_strconcat(lead, " ", name, NULL);
    g_autofree char *detail = g_strdup_printf("{\"prospect_id\":%" G_GINT64_FORMAT "}", other_id);
    LedgerEntry entry = {
        .prospect_id = prospect_id,
        .kind = "next",
        .user_id = user_id,
        .outcome = "person",
        .text = text,
        .detail = detail,
    };
    return ledger_note(app, conn, &entry, NULL, error);
}

bool
next_person(App *app, DbConn *conn, int64_t prospect_id, int64_t other_id, int64_t user_id,
            GError **error)
{
    if (prospect_id == other_id)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "person: name somebody else; this is the same person");
    return note_person(app, conn, prospect_id, other_id, "The talk goes on with", user_id, error) &&
           note_person(app, conn, other_id, prospect_id, "Takes over from", user_id, error);
}

bool
person_pause(App *app, DbConn *conn, int64_t prospect_id, Day day, const char *why, int64_t user_id,
             GError **error)
{
    g_auto(Snapshot) person = { 0 };

    if (!snapshot_load(app, conn, prospect_id, NULL, &person, error))
        return false;
    if (person.enrollment_id == 0)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "this person is in no sequence, so there is nothing to pause");
    if (!check_day(app, person.input.zone, day - 1, error))
        return false;
    Instant until_us = zone_instant_of(person.input.zone, day, MORNING_US);
    g_autofree char *when = say_day(person.input.zone, until_us, app_now_us(app));
    g_autofree char *text = why != NULL && why[0] != '\0'
                                ? g_strdup_printf("Until %s: %s", when, why)
                                : g_strdup_printf("Until %s", when);
    EnrollmentMove pause = {
        .id = person.enrollment_id,
        .to = ENROLLMENT_PAUSED,
        .until_us = until_us,
        .why = why,
    };
    CancelOpen cancel = { .prospect_id = prospect_id, .keep_dated = true, .why = "Paused" };
    LedgerEntry entry = {
        .prospect_id = prospect_id,
        .kind = "paused",
        .enrollment_id = person.enrollment_id,
        .user_id = user_id,
        .text = text,
    };
    return touches_cancel_open(app, conn, &cancel, error) &&
           enrollment_move(app, conn, &pause, error) && ledger_note(app, conn, &entry, NULL, error);
}

bool
person_resume(App *app, DbConn *conn, int64_t prospect_id, int64_t user_id, GError **error)
{
    g_auto(SqlEnrollmentOpenOfRow) row = { 0 };
    SqlEnrollmentOpenOfParams which = { .workspace_id = app->workspace_id,
                                        .prospect_id = prospect_id };
    bool found;

    if (!sql_enrollment_open_of(conn, &which, &row, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_CONFLICT, "this person is not paused");
    LedgerEntry entry = {
        .prospect_id = prospect_id,
        .kind = "resumed",
        .enrollment_id = row.id,
        .user_id = user_id,
    };
    SqlProspectSetAwayParams here = { .away_until_us = INSTANT_NONE,
                                      .workspace_id = app->workspace_id,
                                      .id = prospect_id };
    return enrollment_resume(app, conn, row.id, error) &&
           sql_prospect_set_away(conn, &here, NULL, error) &&
           ledger_note(app, conn, &entry, NULL, error);
}
