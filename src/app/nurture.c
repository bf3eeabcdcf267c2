/* See nurture.h. */
#include "app/nurture.h"

#include <string.h>

#include "app/record.h"
#include "app/say.h"
#include "app/sequence_publish.h"
#include "app/snapshot.h"

#define MONTH_DAYS 30
#define MORNING_US (9 * HOUR_US)

/* Monthly, in turns; what it says is chosen when it is due, from what they have not heard. */
static const char TEXT[] =
    "# One useful thing a month. Edit it like any other sequence: those in it keep their version.\n"
    "sequence: " NURTURE_SEQUENCE "\n"
    "goal: be remembered when the time has come\n"
    "steps:\n"
    "  - day: 0\n"
    "    channel: email\n"
    "    objective: something useful for their work, and no question\n"
    "  - after: 30 days\n"
    "    channel: social\n"
    "    objective: what is new with them; congratulate if there is a reason\n"
    "  - after: 30 days\n"
    "    channel: call\n"
    "    objective: hear whether the time has come\n"
    "  - after: 30 days\n"
    "    channel: email\n"
    "    objective: an example of somebody like them\n"
    "  - after: 30 days\n"
    "    channel: social\n"
    "    objective: something useful for their work, and no question\n"
    "  - after: 30 days\n"
    "    channel: call\n"
    "    objective: hear whether the time has come\n"
    "  - after: 30 days\n"
    "    channel: email\n"
    "    objective: what changed here since you last spoke\n"
    "  - after: 30 days\n"
    "    channel: social\n"
    "    objective: what is new with them; congratulate if there is a reason\n"
    "  - after: 30 days\n"
    "    channel: call\n"
    "    objective: hear whether the time has come\n"
    "  - after: 30 days\n"
    "    channel: email\n"
    "    objective: an example of somebody like them\n"
    "  - after: 30 days\n"
    "    channel: social\n"
    "    objective: something useful for their work, and no question\n"
    "  - after: 30 days\n"
    "    channel: call\n"
    "    objective: a plain yes, no, or later\n";

/* The version to nurture by; the one Seventh brings along is published when it is first needed. */
static bool
find_version(App *app, DbConn *conn, const char *name, int64_t *ret_id, GError **error)
{
    g_auto(SqlSequenceByNameRow) row = { 0 };
    SqlSequenceByNameParams which = { .workspace_id = app->workspace_id, .name = name };
    g_autoptr(GPtrArray) problems = sequence_problems_new();
    Published published;
    bool found;

    if (!sql_sequence_by_name(conn, &which, &row, &found, error))
        return false;
    *ret_id = row.version_id;
    if (found)
        return true;
    if (strcmp(name, NURTURE_SEQUENCE) != 0)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "there is no sequence \"%s\"; `seventh sequence list` shows them all",
                         name);
    g_autoptr(Sequence) sequence =
        sequence_read(NURTURE_SEQUENCE, TEXT, strlen(TEXT), problems, error);
    if (sequence == NULL || !sequence_publish(app, conn, sequence, TEXT, &published, error))
        return false;
    *ret_id = published.version_id;
    return true;
}

static bool
insert(App *app, DbConn *conn, const Nurture *nurture, const Snapshot *person, int64_t version_id,
       Instant from_us, GError **error)
{
    g_auto(SqlNurtureInsertRow) row = { 0 };
    g_auto(SqlUserFirstRow) first = { 0 };
    SqlUserFirstParams any = { .workspace_id = app->workspace_id };
    SqlNurtureInsertParams params = {
        .workspace_id = app->workspace_id,
        .prospect_id = nurture->prospect_id,
        .version_id = version_id,
        .mailbox_id = person->mailbox_id,
        .user_id = person->user_id != 0 ? person->user_id : nurture->user_id,
        .started_us = from_us,
        .nurture_why = nurture->why,
        .nurture_until_us = from_us + nurture->months * MONTH_DAYS * DAY_US,
        .created_us = app_now_us(app),
    };
    SqlProspectNoteEnrolledParams enrolled = { .workspace_id = app->workspace_id,
                                               .id = nurture->prospect_id };

    if (params.user_id == 0) {
        if (!sql_user_first(conn, &any, &first, NULL, error))
            return false;
        params.user_id = first.id;
    }
    g_autofree char *when = say_day(person->input.zone, from_us, app_now_us(app));
    g_autofree char *text = g_strdup_printf("Nurture from %s on, for %d months: %s", when,
                                            nurture->months, nurture->why);
    LedgerEntry entry = {
        .prospect_id = nurture->prospect_id,
        .kind = "next",
        .user_id = nurture->user_id,
        .outcome = "nurture",
        .text = text,
    };
    if (!sql_prospect_note_enrolled(conn, &enrolled, NULL, error) ||
        !sql_nurture_insert(conn, &params, &row, NULL, error))
        return false;
    entry.enrollment_id = row.id;
    return ledger_note(app, conn, &entry, NULL, error) &&
           sequence_count(app, conn, version_id, 0, "enrolled", error);
}

bool
nurture_begin(App *app, DbConn *conn, const Nurture *nurture, GError **error)
{
    g_auto(Snapshot) person = { 0 };
    EndEnrollment end = {
        .prospect_id = nurture->prospect_id,
        .user_id = nurture->user_id,
        .reason = FINISH_NURTURE,
        .answered_us = INSTANT_NONE,
    };
    CancelOpen cancel = { .prospect_id = nurture->prospect_id, .why = "Goes on in a nurture" };
    const char *name = nurture->sequence != NULL ? nurture->sequence : NURTURE_SEQUENCE;
    int64_t version_id;

    if (nurture->months < 3 || nurture->months > 12)
        return error_set(error, SEVENTH_ERROR_INVALID, "months: a nurture takes 3 to 12, not %d",
                         nurture->months);
    if (!snapshot_load(app, conn, nurture->prospect_id, NULL, &person, error))
        return false;
    if (person.shut)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "they asked to be left alone; no path leads to them");
    if (!find_version(app, conn, name, &version_id, error))
        return false;
    Day today = zone_day_at(person.input.zone, app_now_us(app), NULL);
    Day day = nurture->day != INT32_MIN ? nurture->day : today + MONTH_DAYS;
    if (day < today)
        return error_set(error, SEVENTH_ERROR_INVALID, "that day has passed; name one to come");
    return enrollment_end(app, conn, &end, error) &&
           touches_cancel_open(app, conn, &cancel, error) &&
           insert(app, conn, nurture, &person, version_id,
                  MAX(app_now_us(app), zone_instant_of(person.input.zone, day, MORNING_US)), error);
}
