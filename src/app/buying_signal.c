/* See buying_signal.h. */
#include "app/buying_signal.h"

#include "app/committee_load.h"
#include "app/next_opportunity.h"
#include "app/record.h"
#include "app/say.h"
#include "app/snapshot.h"
#include "core/signal_kind.h"

void
signal_effect_clear(SignalEffect *self)
{
    g_clear_pointer(&self->say, g_free);
}

static bool
note(App *app, DbConn *conn, const Signal *signal, int64_t prospect_id, const char *what,
     GError **error)
{
    LedgerEntry entry = {
        .prospect_id = prospect_id,
        .at_us = MIN(signal->at_us, app_now_us(app)),
        .kind = "signal",
        .user_id = signal->user_id,
        .outcome = signal->kind,
        .text = what,
    };
    return ledger_note(app, conn, &entry, NULL, error);
}

/* In a talk already: the plan stays as it is. */
static bool
is_in_talk(const Snapshot *person)
{
    return person->input.promise_count > 0 ||
           (person->enrollment_id != 0 && person->nurture_until_us == INSTANT_NONE);
}

static bool
wake(App *app, DbConn *conn, const Signal *signal, const Snapshot *person, const char *what,
     SignalEffect *ret, GError **error)
{
    g_auto(SqlTouchDatedOfRow) task = { 0 };
    SqlTouchDatedOfParams which = { .workspace_id = app->workspace_id,
                                    .prospect_id = person->prospect.id };
    EndEnrollment end = {
        .prospect_id = person->prospect.id,
        .user_id = signal->user_id,
        .reason = FINISH_SIGNAL,
        .answered_us = INSTANT_NONE,
    };
    CancelOpen dated = { .prospect_id = person->prospect.id,
                         .only_dated = true,
                         .why = "There is a better reason now" };
    Instant from_us = MAX(signal->at_us, app_now_us(app));
    Instant here_us = person->prospect.away_until_us; /* NULL is before any instant */
    Day day = zone_day_at(person->input.zone, MAX(from_us, here_us), NULL);
    bool found;

    if (!enrollment_end(app, conn, &end, error) || !touches_cancel_open(app, conn, &dated, error) ||
        !next_task(app, conn, person->prospect.id, day, what, signal->user_id, error) ||
        !sql_touch_dated_of(conn, &which, &task, &found, error))
        return false;
    g_autofree char *name = prospect_display_name(&person->prospect);
    g_autofree char *when = say_day(person->input.zone, task.due_from_us, app_now_us(app));
    ret->touch_id = task.id;
    ret->say =
        g_strdup_printf("A reason to write to %s: %s. The task is for %s.", name, what, when);
    return true;
}

static bool
take_for_person(App *app, DbConn *conn, const Signal *signal, int64_t prospect_id, const char *what,
                SignalEffect *ret, GError **error)
{
    g_auto(Snapshot) person = { 0 };

    ret->prospect_id = prospect_id;
    if (!snapshot_load(app, conn, prospect_id, NULL, &person, error))
        return false;
    g_autofree char *name = prospect_display_name(&person.prospect);
    if (person.shut)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "%s asked to be left alone; nothing is a reason to write to them", name);
    if (!note(app, conn, signal, prospect_id, what, error))
        return false;
    if (!is_in_talk(&person))
        return wake(app, conn, signal, &person, what, ret, error);
    ret->say = g_strdup_printf("%s is being talked to already; it stands on their timeline.", name);
    return true;
}

/* One person of the company, the best there is; when one is in talk, it is theirs. */
static bool
take_for_account(App *app, DbConn *conn, const Signal *signal, const char *what, SignalEffect *ret,
                 GError **error)
{
    g_autoptr(GPtrArray) people = committee_load(app, conn, signal->account_id, 0, error);

    if (people == NULL)
        return false;
    const CommitteePerson *whom = NULL;
    for (guint i = 0; i < people->len && whom == NULL; i++) {
        const CommitteePerson *person = g_ptr_array_index(people, i);
        if (person->member.busy && !person->member.shut)
            whom = person;
    }
    if (whom == NULL)
        whom = committee_best(people, 0);
    if (whom != NULL)
        return take_for_person(app, conn, signal, whom->id, what, ret, error);
    ret->say = g_strdup("Nobody there can be written to; it is kept with the company.");
    return true;
}

bool
signal_take(App *app, DbConn *conn, const Signal *signal, SignalEffect *ret, GError **error)
{
    g_auto(SqlSignalInsertRow) row = { 0 };

    *ret = (SignalEffect){ 0 };
    if (!signal_kind_is_valid(signal->kind))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "kind: \"%.50s\" is none; use lower-case letters, digits and _, as "
                         "job_change, funding, visit, own_date, hiring, news, contract_end",
                         signal->kind);
    g_autofree char *what = signal_say(signal->kind, signal->note);
    bool done = signal->prospect_id != 0
                    ? take_for_person(app, conn, signal, signal->prospect_id, what, ret, error)
                    : take_for_account(app, conn, signal, what, ret, error);
    if (!done)
        return false;
    SqlSignalInsertParams params = {
        .workspace_id = app->workspace_id,
        .prospect_id = signal->prospect_id != 0 ? signal->prospect_id : DB_NULL_INT,
        .account_id = signal->account_id != 0 ? signal->account_id : DB_NULL_INT,
        .kind = signal->kind,
        .at_us = signal->at_us,
        .note = signal->note,
        .touch_id = ret->touch_id != 0 ? ret->touch_id : DB_NULL_INT,
        .user_id = signal->user_id != 0 ? signal->user_id : DB_NULL_INT,
        .created_us = app_now_us(app),
    };
    if (!sql_signal_insert(conn, &params, &row, NULL, error))
        return false;
    ret->signal_id = row.id;
    return true;
}
