/* See next_take.h. */
#include "app/next_take.h"

#include <string.h>

#include "app/enroll.h"
#include "app/next_opportunity.h"
#include "app/nurture.h"
#include "app/proposal.h"
#include "app/record.h"
#include "app/snapshot.h"
#include "core/name_key.h"
#include "mail/compose.h"

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

static bool
has_way(const Snapshot *person)
{
    return person->input.unusable[CHANNEL_CALL] == UNUSABLE_NOT ||
           person->input.unusable[CHANNEL_EMAIL] == UNUSABLE_NOT ||
           (person->input.unusable[CHANNEL_SOCIAL] == UNUSABLE_NOT &&
            person->prospect.linkedin != NULL);
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
    if (!has_way(&other)) /* only a name: the number or address is still to be found */
        return true;
    return next_task(app, conn, choice->other_id,
                     zone_day_at(other.input.zone, app_now_us(app), NULL), trigger, choice->user_id,
                     error);
}

/* Where somebody sent us to: of the same company, place and owner, by the name and address said. */
static bool
insert_named(App *app, DbConn *conn, const NextChoice *choice, int64_t *ret_id, GError **error)
{
    g_auto(SqlProspectGetRow) person = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = choice->prospect_id };
    g_auto(SqlImportPersonInsertIdRow) row = { 0 };
    const char *name = choice->new_name != NULL ? choice->new_name : "";
    const char *last = strrchr(name, ' ') != NULL ? strrchr(name, ' ') + 1 : NULL;
    g_autofree char *first = last != NULL      ? g_strndup(name, (gsize)(last - name) - 1)
                             : name[0] != '\0' ? g_strdup(name)
                                               : NULL;
    g_autofree char *name_key = name_key_of(first, last);
    g_autofree char *email_key =
        choice->new_address != NULL ? g_utf8_strdown(choice->new_address, -1) : NULL;

    if (!sql_prospect_get(conn, &which, &person, NULL, error))
        return false;
    SqlImportPersonInsertIdParams params = {
        .workspace_id = app->workspace_id,
        .account_id = person.account_id,
        .owner_id = person.owner_id,
        .email = choice->new_address,
        .email_key = email_key,
        .first_name = first,
        .last_name = last,
        .name_key = name_key,
        .country = person.country,
        .region = person.region,
        .city = person.city,
        .zone = person.zone,
        .zone_source = person.zone_source,
        .language = person.language,
        .source = "referral",
        .created_us = app_now_us(app),
        .updated_us = app_now_us(app),
    };
    if (!sql_import_person_insert_id(conn, &params, &row, NULL, error))
        return false;
    *ret_id = row.id;
    return true;
}

/* The person they named: added, unless the address is somebody's already, and turned to. */
static bool
add_named(App *app, DbConn *conn, const NextChoice *choice, GError **error)
{
    g_auto(SqlProspectIdByEmailRow) known = { 0 };
    g_autofree char *email_key =
        choice->new_address != NULL ? g_utf8_strdown(choice->new_address, -1) : NULL;
    SqlProspectIdByEmailParams which = { .workspace_id = app->workspace_id,
                                         .email_key = email_key };
    NextChoice other = *choice;
    bool found = false;

    if (email_key != NULL && (!mail_address_check(choice->new_address, error) ||
                              !sql_prospect_id_by_email(conn, &which, &known, &found, error)))
        return false;
    other.path = PATH_PERSON;
    other.other_id = known.id;
    return (found || insert_named(app, conn, choice, &other.other_id, error)) &&
           turn_to_colleague(app, conn, &other, error);
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
        if (choice->new_name != NULL || choice->new_address != NULL)
            return add_named(app, conn, choice, error);
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

void
next_choice_clear(NextChoice *self)
{
    g_clear_pointer(&self->new_name, g_free);
    g_clear_pointer(&self->new_address, g_free);
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
    bool adds = proposal_adds(&proposal, chosen);
    *ret = (NextChoice){
        .new_name = adds ? g_strdup(proposal.new_name) : NULL,
        .new_address = adds ? g_strdup(proposal.new_address) : NULL,
        .prospect_id = prospect_id,
        .path = chosen->path,
        .day = chosen->day,
        .trigger = *ret_trigger,
        .other_id = chosen->prospect_id,
    };
    return true;
}
