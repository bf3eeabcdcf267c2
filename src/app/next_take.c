/* See next_take.h. */
#include "app/next_take.h"

#include <string.h>

#include "app/enroll.h"
#include "app/next_opportunity.h"
#include "app/nurture.h"
#include "app/proposal.h"
#include "app/record.h"
#include "app/snapshot.h"

#define NURTURE_MONTHS 12

static bool
note_next(App *app, DbConn *conn, const NextChoice *choice, int64_t prospect_id, const char *text,
          GError **error)
{
    LedgerEntry entry = {
        .prospect_id = prospect_id,
        .kind = "next",
        .user_id = choice->user_id,
        .outcome = next_path_name(choice->path),
        .text = text,
    };
    return ledger_note(app, conn, &entry, NULL, error);
}

static bool
end_open(App *app, DbConn *conn, const NextChoice *choice, FinishReason reason, GError **error)
{
    EndEnrollment end = {
        .prospect_id = choice->prospect_id,
        .user_id = choice->user_id,
        .reason = reason,
        .answered_us = INSTANT_NONE,
    };
    return enrollment_end(app, conn, &end, error);
}

/* "Ana Lopez (it is not theirs to decide: "ask Bo, he runs it")": what the other must know. */
static char *
memory_of(App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    g_auto(SqlProspectGetRow) person = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = prospect_id };
    g_auto(RefusalLast) no = { 0 };

    if (!sql_prospect_get(conn, &which, &person, NULL, error) ||
        !refusal_last(app, conn, prospect_id, &no, error))
        return NULL;
    g_autofree char *name = prospect_display_name(&person);
    if (no.id == 0)
        return g_steal_pointer(&name);
    return no.note != NULL ? g_strdup_printf("%s (%s: \"%s\")", name, no_kind_say(no.kind), no.note)
                           : g_strdup_printf("%s (%s)", name, no_kind_say(no.kind));
}

/* The colleague gets a task today that says where we come from. */
static bool
turn_to_colleague(App *app, DbConn *conn, const NextChoice *choice, GError **error)
{
    g_auto(Snapshot) other = { 0 };
    g_autofree char *memory = memory_of(app, conn, choice->prospect_id, error);

    if (memory == NULL || !end_open(app, conn, choice, FINISH_HANDED_ON, error) ||
        !next_person(app, conn, choice->prospect_id, choice->other_id, choice->user_id, error) ||
        !snapshot_load(app, conn, choice->other_id, NULL, &other, error))
        return false;
    if (other.shut)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "they asked to be left alone; no path leads to them");
    if (other.enrollment_id != 0) /* their sequence is how we talk to them */
        return true;
    g_autofree char *trigger = g_strdup_printf("go on from %s", memory);
    return next_task(app, conn, choice->other_id,
                     zone_day_at(other.input.zone, app_now_us(app), NULL), trigger, choice->user_id,
                     error);
}

static bool
begin_with_similar(App *app, DbConn *conn, const NextChoice *choice, GError **error)
{
    g_auto(SqlEnrollmentLastOfRow) last = { 0 };
    SqlEnrollmentLastOfParams which = { .workspace_id = app->workspace_id,
                                        .prospect_id = choice->prospect_id };
    Enrolling enrolling;
    g_autofree char *refusal = NULL;
    bool found;

    if (!sql_enrollment_last_of(conn, &which, &last, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "they were in no sequence, so there is none to begin with the other; "
                         "enroll them by hand");
    const AppVersion *version = app_version(app, conn, last.version_id, error);
    if (version == NULL ||
        !enroll_prepare(app, conn, version->name, NULL, choice->user_id, app_now_us(app),
                        &enrolling, error) ||
        !enroll_one(app, conn, &enrolling, choice->other_id, &refusal, error))
        return false;
    if (refusal != NULL)
        return error_set(error, SEVENTH_ERROR_CONFLICT, "the other %s", refusal);
    return note_next(app, conn, choice, choice->prospect_id,
                     "Another prospect like this one was begun with", error) &&
           end_open(app, conn, choice, FINISH_DISQUALIFIED, error);
}

static bool
take_path(App *app, DbConn *conn, const NextChoice *choice, GError **error)
{
    Nurture nurture = {
        .prospect_id = choice->prospect_id,
        .user_id = choice->user_id,
        .months = choice->months != 0 ? choice->months : NURTURE_MONTHS,
        .day = choice->day,
        .why = choice->trigger != NULL ? choice->trigger : "too early to buy",
    };

    g_auto(SqlProspectGetRow) person = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = choice->prospect_id };
    if (!sql_prospect_get(conn, &which, &person, NULL, error))
        return false;
    bool is_shut = person.channels_shut == -1;
    switch (choice->path) {
    case PATH_LATER:
        return next_later(app, conn, choice->prospect_id, choice->day, choice->trigger,
                          choice->user_id, error);
    case PATH_PERSON:
        return turn_to_colleague(app, conn, choice, error);
    case PATH_NURTURE:
        return nurture_begin(app, conn, &nurture, error);
    case PATH_SIMILAR:
        return begin_with_similar(app, conn, choice, error);
    case PATH_PROSPECTING:
        return note_next(app, conn, choice, choice->prospect_id, "Left; back to finding people",
                         error) &&
               end_open(app, conn, choice, FINISH_DISQUALIFIED, error);
    case PATH_NEVER:
        return is_shut || prospect_shut(app, conn, choice->prospect_id, CHANNEL_NONE,
                                        "Never again, as decided by hand.", choice->user_id, error);
    case PATH_COUNT:
        break;
    }
    g_assert_not_reached();
}

bool
next_take(App *app, DbConn *conn, const NextChoice *choice, GError **error)
{
    return take_path(app, conn, choice, error) &&
           refusal_settle(app, conn, choice->prospect_id, choice->path, choice->user_id, error);
}

bool
next_choice_of_proposal(App *app, DbConn *conn, int64_t prospect_id, NextPath path, NextChoice *ret,
                        char **ret_trigger, GError **error)
{
    g_auto(Proposal) proposal = { 0 };

    if (!proposal_load(app, conn, prospect_id, &proposal, error))
        return false;
    if (proposal.count == 0)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "they said no to nothing that is still open; say one of --later DATE "
                         "--trigger TEXT, --person EMAIL, --nurture, --never");
    const NextProposal *chosen = proposal_path(&proposal, path);
    if (chosen == NULL)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "\"%s\" cannot be taken here; `next show` lists what can",
                         next_path_name(path));
    *ret_trigger = chosen->path == PATH_NURTURE ? g_ascii_strdown(no_kind_say(proposal.no.kind), -1)
                                                : g_strdup(chosen->trigger);
    *ret = (NextChoice){
        .prospect_id = prospect_id,
        .path = chosen->path,
        .day = chosen->day,
        .trigger = *ret_trigger,
        .other_id = chosen->prospect_id,
    };
    return true;
}
