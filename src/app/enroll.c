/* Who may be enrolled, and as what. */
#include "app/enroll.h"

#include <string.h>

#include "app/record.h"
#include "app/refusal.h"
#include "app/say.h"
#include "app/suppression.h"
#include "app/voice.h"
#include "core/admission.h"
#include "store/queries.h"

static bool
find_mailbox(App *app, DbConn *conn, const char *address, int64_t user_id, int64_t *ret_id,
             GError **error)
{
    SqlMailboxListParams params = { .workspace_id = app->workspace_id };
    SqlMailboxListRow row;
    int64_t own = DB_NULL_INT, only = DB_NULL_INT;
    int count = 0;
    DbStep step;

    *ret_id = DB_NULL_INT;
    g_autoptr(DbCursor) cursor = sql_mailbox_list(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_mailbox_list_next(cursor, &row, error)) == DB_ROW) {
        if (address != NULL && g_ascii_strcasecmp(row.address, address) == 0)
            *ret_id = row.id;
        if (row.user_id == user_id && own == DB_NULL_INT)
            own = row.id;
        only = row.id;
        count++;
    }
    if (step != DB_DONE)
        return false;
    if (address != NULL)
        return *ret_id != DB_NULL_INT ||
               error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "there is no mailbox %s; `seventh mailbox list` shows them all", address);
    *ret_id = own != DB_NULL_INT ? own : count == 1 ? only : DB_NULL_INT;
    return true;
}

static bool
has_automatic_mail(const Sequence *sequence)
{
    for (guint i = 0; i < sequence->steps->len; i++) {
        const Step *step = g_ptr_array_index(sequence->steps, i);
        if (step->automatic && step->channel == CHANNEL_EMAIL)
            return true;
    }
    return false;
}

bool
enroll_prepare(App *app, DbConn *conn, const char *sequence, const char *mailbox, int64_t user_id,
               Instant start_us, Enrolling *ret, GError **error)
{
    g_auto(SqlSequenceByNameRow) row = { 0 };
    SqlSequenceByNameParams which = { .workspace_id = app->workspace_id, .name = sequence };
    bool found;

    if (!sql_sequence_by_name(conn, &which, &row, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "there is no sequence \"%s\"; `seventh sequence list` shows them all",
                         sequence);
    const AppVersion *version = app_version(app, conn, row.version_id, error);
    if (version == NULL)
        return false;
    if (user_id == 0) {
        g_auto(SqlUserFirstRow) first = { 0 };
        SqlUserFirstParams any = { .workspace_id = app->workspace_id };
        if (!sql_user_first(conn, &any, &first, NULL, error))
            return false;
        user_id = first.id;
    }
    *ret = (Enrolling){
        .version_id = row.version_id,
        .user_id = user_id,
        .sends_mail = has_automatic_mail(version->sequence),
        .start_us = start_us,
        .mailbox_named = mailbox != NULL,
    };
    return find_mailbox(app, conn, mailbox, user_id, &ret->mailbox_id, error);
}

static char *
find_refusal(const SqlProspectGetRow *prospect, bool suppressed)
{
    if (suppressed || prospect->channels_shut == -1)
        return g_strdup("asked not to be contacted");
    if ((prospect->email == NULL || prospect->email_bounced != 0) && prospect->phone == NULL &&
        prospect->mobile == NULL && prospect->linkedin == NULL)
        return g_strdup(prospect->email == NULL ? "has neither an address nor a number"
                                                : "the address bounced and there is no number");
    return NULL;
}

/* What the rules say of the sequences they are or were in. */
static bool
ask_admission(App *app, DbConn *conn, const Enrolling *enrolling, int64_t prospect_id,
              bool *ret_ends_open, char **ret_refusal, GError **error)
{
    g_autoptr(GArray) past = g_array_new(FALSE, FALSE, sizeof(PastEnrollment));
    g_autofree char *open_in = NULL;
    SqlEnrollmentPastOfParams which = { .workspace_id = app->workspace_id,
                                        .prospect_id = prospect_id };
    SqlEnrollmentPastOfRow row;
    Ruleset ruleset;
    DbStep step;

    const AppVersion *version = app_version(app, conn, enrolling->version_id, error);
    if (version == NULL ||
        !app_ruleset_named(app, conn, version->sequence->ruleset, &ruleset, error))
        return false;
    g_autoptr(DbCursor) cursor = sql_enrollment_past_of(conn, &which, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_enrollment_past_of_next(cursor, &row, error)) == DB_ROW) {
        PastEnrollment one = { .state = enrollment_state_parse(row.state),
                               .same_sequence = row.sequence_id == version->sequence_id };
        if (one.state != ENROLLMENT_FINISHED) {
            g_free(open_in);
            open_in = g_strdup(row.sequence);
        }
        g_array_append_val(past, one);
    }
    if (step != DB_DONE)
        return false;
    Admission admission =
        admission_decide(&ruleset, (const PastEnrollment *)(const void *)past->data, past->len);
    *ret_ends_open = admission == ADMISSION_ENDS_OPEN;
    *ret_refusal = admission_say(admission, admission == ADMISSION_REFUSED_ONCE || open_in == NULL
                                                ? version->name
                                                : open_in);
    return true;
}

/* Nobody is in two sequences: what is open ends for the new one. */
static bool
end_open(App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    EndEnrollment end = { .prospect_id = prospect_id,
                          .reason = FINISH_TAKEN_OUT,
                          .answered_us = INSTANT_NONE };

    return enrollment_end(app, conn, &end, error);
}

/* A date was agreed with them: a sequence does not begin before, and nobody waits in silence. */
static bool
has_date(App *app, DbConn *conn, const SqlProspectGetRow *prospect, char **ret_refusal,
         GError **error)
{
    const Zone *zone = app_zone_or_default(app, prospect->zone);
    Instant now_us = app_now_us(app);
    g_auto(SqlTouchDatedOfRow) row = { 0 };
    SqlTouchDatedOfParams params = { .workspace_id = app->workspace_id,
                                     .prospect_id = prospect->id };
    bool found;

    if (!sql_touch_dated_of(conn, &params, &row, &found, error))
        return false;
    if (!found || zone_day_at(zone, row.due_from_us, NULL) <= zone_day_at(zone, now_us, NULL))
        return true;
    g_autofree char *when = say_day(zone, row.due_from_us, now_us);
    *ret_refusal = g_strdup_printf("is to be contacted again on %s (%s); `prospect next --now` "
                                   "takes that date back",
                                   when, row.objective != NULL ? row.objective : "as agreed");
    return true;
}

bool
enroll_one(App *app, DbConn *conn, const Enrolling *enrolling, int64_t prospect_id,
           char **ret_refusal, GError **error)
{
    g_auto(SqlProspectGetRow) prospect = { 0 };
    g_auto(SqlEnrollmentInsertRow) inserted = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = prospect_id };
    int64_t mask;
    bool ends_open = false;

    *ret_refusal = NULL;
    if (!sql_prospect_get(conn, &which, &prospect, NULL, error))
        return false;
    ContactPoints points = { prospect.email, prospect.phone, prospect.mobile };
    if (!suppression_mask(app, conn, &points, &mask, error))
        return false;
    *ret_refusal = find_refusal(&prospect, mask == -1);
    if ((*ret_refusal == NULL &&
         !ask_admission(app, conn, enrolling, prospect_id, &ends_open, ret_refusal, error)) ||
        (*ret_refusal == NULL && !has_date(app, conn, &prospect, ret_refusal, error)))
        return false;
    if (*ret_refusal != NULL)
        return true;
    int64_t user_id = prospect.owner_id != DB_NULL_INT ? prospect.owner_id : enrolling->user_id;
    g_autofree char *voice = NULL;
    if (!enrolling->beside && !voice_other(app, conn, prospect.account_id, user_id, &voice, error))
        return false;
    if (voice != NULL) {
        *ret_refusal = g_strdup_printf("waits: %s, and a company hears one voice at a time; "
                                       "`enroll --beside` does it all the same",
                                       voice);
        return true;
    }
    if (ends_open && !end_open(app, conn, prospect_id, error))
        return false;
    int64_t mailbox_id = enrolling->mailbox_id;
    if (!enrolling->mailbox_named && !find_mailbox(app, conn, NULL, user_id, &mailbox_id, error))
        return false;
    SqlEnrollmentInsertParams params = {
        .workspace_id = app->workspace_id,
        .prospect_id = prospect_id,
        .version_id = enrolling->version_id,
        .mailbox_id = mailbox_id,
        .user_id = user_id,
        .started_us = enrolling->start_us,
        .due_us = enrolling->start_us,
        .created_us = app_now_us(app),
    };
    SqlProspectNoteEnrolledParams enrolled = { .workspace_id = app->workspace_id,
                                               .id = prospect_id };
    if (prospect.attempts > 0 &&
        !refusal_settle(app, conn, prospect_id, PATH_COUNT, enrolling->user_id, error))
        return false;
    if (!sql_prospect_note_enrolled(conn, &enrolled, NULL, error) ||
        !sql_enrollment_insert(conn, &params, &inserted, NULL, error))
        return false;
    const AppVersion *version = app_version(app, conn, enrolling->version_id, error);
    LedgerEntry entry = {
        .prospect_id = prospect_id,
        .kind = "enrolled",
        .enrollment_id = inserted.id,
        .text = version != NULL ? version->name : NULL,
    };
    return version != NULL && ledger_note(app, conn, &entry, NULL, error) &&
           sequence_count(app, conn, enrolling->version_id, 0, "enrolled", error);
}
