/* Matching and effects of inbound mail. */
#include "app/take_reply.h"

#include <string.h>

#include "app/access.h"
#include "app/account_reply.h"
#include "app/allowance.h"
#include "app/away.h"
#include "app/days_off.h"
#include "app/deliver.h"
#include "app/enrollment_move.h"
#include "app/lesson.h"
#include "app/mail_link.h"
#include "app/quarantine.h"
#include "app/record.h"
#include "app/refusal.h"
#include "mail/reader.h"
#include "store/queries.h"

/* Whom and what a message is about. */
typedef struct {
    int64_t prospect_id, touch_id, enrollment_id, version_id;
    int step;
    int64_t reply_id; /* once it is stored */
} Match;

static bool
match_touch(App *app, DbConn *conn, const char *message_id, Match *match, GError **error)
{
    g_auto(SqlTouchByMessageRow) row = { 0 };
    SqlTouchByMessageParams params = { .workspace_id = app->workspace_id,
                                       .message_id = message_id };
    bool found;

    if (!sql_touch_by_message(conn, &params, &row, &found, error))
        return false;
    if (found)
        *match = (Match){
            .prospect_id = row.prospect_id,
            .touch_id = row.id,
            .enrollment_id = row.enrollment_id,
            .version_id = row.version_id,
            .step = (int)row.step,
        };
    return true;
}

static bool
match_key(App *app, DbConn *conn, const char *key, Match *match, GError **error)
{
    g_auto(SqlProspectIdByEmailRow) row = { 0 };
    SqlProspectIdByEmailParams params = { .workspace_id = app->workspace_id, .email_key = key };
    bool found;

    if (!sql_prospect_id_by_email(conn, &params, &row, &found, error))
        return false;
    if (found)
        match->prospect_id = row.id;
    return true;
}

/* As it is written, else without a tag: "ana+offers@example.com" is Ana. */
static bool
match_address(App *app, DbConn *conn, const char *address, Match *match, GError **error)
{
    g_autofree char *key = g_utf8_strdown(address, -1);
    char *tag = strchr(key, '+');
    const char *sign = strrchr(key, '@');

    if (!match_key(app, conn, key, match, error))
        return false;
    if (match->prospect_id != 0 || tag == NULL || sign == NULL || tag == key || tag > sign)
        return true;
    g_autofree char *plain = g_strdup_printf("%.*s%s", (int)(tag - key), key, sign);
    return match_key(app, conn, plain, match, error);
}

/* The token that our List-Unsubscribe put behind the word: it names the person even when the mail
 * comes from another of their addresses. */
static bool
match_token(App *app, DbConn *conn, const char *subject, Match *match, GError **error)
{
    const char *token = subject != NULL ? strrchr(subject, ' ') : NULL;
    g_autoptr(GError) problem = NULL;
    MailLink link;

    if (token == NULL)
        return true;
    if (!mail_link_open(app, token + 1, MAIL_LINK_UNSUBSCRIBE, &link, &problem)) {
        if (g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_INVALID))
            return true;
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = link.prospect_id };
    bool found;
    if (!sql_prospect_get(conn, &which, &prospect, &found, error))
        return false;
    if (found)
        match->prospect_id = link.prospect_id;
    return true;
}

/* By Message-ID first, newest reference first; then by the address concerned. */
static bool
find_match(App *app, DbConn *conn, const MailReading *reading, Match *match, GError **error)
{
    *match = (Match){ 0 };
    if (reading->kind == MAIL_UNSUBSCRIBE &&
        !match_token(app, conn, reading->subject, match, error))
        return false;
    if (match->prospect_id != 0)
        return true;
    if (reading->in_reply_to != NULL && !match_touch(app, conn, reading->in_reply_to, match, error))
        return false;
    for (guint i = reading->references->len; i > 0 && match->touch_id == 0; i--)
        if (!match_touch(app, conn, g_ptr_array_index(reading->references, i - 1), match, error))
            return false;
    if (match->prospect_id != 0)
        return true;
    for (guint i = 0; i < reading->bounces->len && match->prospect_id == 0; i++) {
        const MailBounce *bounce = g_ptr_array_index(reading->bounces, i);
        if (bounce->recipient != NULL && !match_address(app, conn, bounce->recipient, match, error))
            return false;
    }
    return match->prospect_id != 0 || reading->from_address == NULL ||
           match_address(app, conn, reading->from_address, match, error);
}

static char *
message_key(const MailReading *reading, GBytes *message)
{
    if (reading->message_id != NULL && reading->message_id[0] != '\0')
        return g_strdup(reading->message_id);
    return g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, message);
}

/* What came along, as it is kept; NULL: nothing. */
static char *
files_text(const MailReading *reading)
{
    if (reading->files->len == 0)
        return NULL;
    g_autoptr(json_t) list = mail_files_to_json(reading);
    char *line = json_line(list), *copy = g_strdup(line);
    free(line);
    return copy;
}

static bool
insert_reply(App *app, DbConn *conn, const TakeMailbox *mailbox, const MailReading *reading,
             Match *match, const char *key, Instant received_us, bool *ret_new, GError **error)
{
    g_auto(SqlReplyInsertRow) row = { 0 };
    bool for_human = reading->kind == MAIL_HUMAN;
    SqlReplyInsertParams params = {
        .workspace_id = app->workspace_id,
        .mailbox_id = mailbox->id,
        .prospect_id = match->prospect_id,
        .touch_id = match->touch_id != 0 ? match->touch_id : DB_NULL_INT,
        .message_key = key,
        .from_address = reading->from_address,
        .from_name = reading->from_name,
        .subject = reading->subject,
        .received_us = received_us,
        .kind = mail_kind_name(reading->kind),
        .intent = mail_intent_name(reading->intent),
        .confidence = reading->confidence,
        .new_text = reading->new_text,
        .quoted_text = reading->quoted_text,
        .state = for_human ? "open" : "noted",
    };
    g_autofree char *files = files_text(reading);
    params.files = files;
    if (!days_off_who_works(app, conn, mailbox->user_id, &params.user_id, error) ||
        !sql_reply_insert(conn, &params, &row, ret_new, error))
        return false;
    match->reply_id = *ret_new ? row.id : 0;
    return true;
}

static LedgerEntry
entry_of(const Match *match, const char *kind, const MailReading *reading)
{
    return (LedgerEntry){
        .prospect_id = match->prospect_id,
        .kind = kind,
        .touch_id = match->touch_id,
        .enrollment_id = match->enrollment_id == DB_NULL_INT ? 0 : match->enrollment_id,
        .channel = "email",
        .outcome = reading->kind == MAIL_HUMAN ? mail_intent_name(reading->intent)
                                               : mail_kind_name(reading->kind),
        .step = match->step,
        .text = reading->new_text,
    };
}

/* A no waits for a decision; unsure, what is proposed is a guess until a human says what it means.
 */
static bool
note_refusal(App *app, DbConn *conn, const MailReading *reading, const Match *match, GError **error)
{
    Refusal refusal = {
        .prospect_id = match->prospect_id,
        .kind = refusal_kind_of(reading->intent),
        .reply_id = match->reply_id,
        .at_us = app_now_us(app),
        .guess = reading->confidence < MAIL_INTENT_SURE,
        .text = reading->new_text,
    };

    if (refusal.kind == NO_KIND_COUNT)
        return refusal_settle(app, conn, match->prospect_id, PATH_COUNT, 0, error);
    return refusal_note(app, conn, &refusal, error);
}

static bool
take_human(App *app, DbConn *conn, const MailReading *reading, const Match *match, GError **error)
{
    LedgerEntry entry = entry_of(match, "reply", reading);
    EndEnrollment end = {
        .prospect_id = match->prospect_id,
        .reason = FINISH_REPLIED,
        .answered_us = app_now_us(app),
    };

    if (!ledger_note(app, conn, &entry, NULL, error))
        return false;
    if (match->version_id != 0 && match->version_id != DB_NULL_INT &&
        !sequence_count(app, conn, match->version_id, match->step, "replied", error))
        return false;
    /* Unsure of it, the enrollment ends all the same and a human decides about the door. */
    if (!note_refusal(app, conn, reading, match, error))
        return false;
    bool shuts = reading->intent == INTENT_STOP || reading->intent == INTENT_HOSTILE;
    if (shuts && reading->confidence >= MAIL_INTENT_SURE)
        return prospect_shut(app, conn, match->prospect_id, CHANNEL_NONE,
                             reading->intent == INTENT_STOP
                                 ? "They asked us by mail to stop."
                                 : "Their answer was hostile; we stop on every channel.",
                             0, error);
    return enrollment_end(app, conn, &end, error);
}

static bool
take_shut(App *app, DbConn *conn, const MailReading *reading, const Match *match, const char *why,
          GError **error)
{
    LedgerEntry entry = entry_of(match, "reply", reading);

    return ledger_note(app, conn, &entry, NULL, error) &&
           prospect_shut(app, conn, match->prospect_id, CHANNEL_NONE, why, 0, error);
}

/* Hard: the address is dead and mail on its way to it is taken back. Soft: noted, the plan goes on.
 */
static bool
take_bounce(App *app, DbConn *conn, const MailReading *reading, const Match *match, GError **error)
{
    const MailBounce *bounce =
        reading->bounces->len > 0 ? g_ptr_array_index(reading->bounces, 0) : NULL;
    g_autofree char *why = bounce == NULL
                               ? g_strdup("The mail came back.")
                               : g_strdup_printf("The mail came back: %s %s",
                                                 bounce->reason != NULL ? bounce->reason : "",
                                                 bounce->status != NULL ? bounce->status : "");
    LedgerEntry entry = entry_of(match, "bounce", reading);
    SqlTouchSetOutcomeParams outcome = { .outcome = outcome_name(OUTCOME_BOUNCED),
                                         .workspace_id = app->workspace_id,
                                         .id = match->touch_id };

    entry.text = why;
    if (match->touch_id != 0 && !sql_touch_set_outcome(conn, &outcome, NULL, error))
        return false;
    if (bounce == NULL || !bounce->hard)
        return ledger_note(app, conn, &entry, NULL, error);
    return prospect_note_bounce(app, conn, match->prospect_id, match->touch_id, why, error) &&
           enrollment_wake_open(app, conn, match->prospect_id, error);
}

static bool
take_out_of_office(App *app, DbConn *conn, const MailReading *reading, const Match *match,
                   GError **error)
{
    LedgerEntry entry = entry_of(match, "auto_reply", reading);

    return ledger_note(app, conn, &entry, NULL, error) &&
           (reading->return_day == INT32_MIN ||
            away_until_day(app, conn, match->prospect_id, reading->return_day, error));
}

static bool
take_effect(App *app, DbConn *conn, const MailReading *reading, const Match *match,
            TakeCount *count, GError **error)
{
    LedgerEntry noted = entry_of(match, "auto_reply", reading);

    switch (reading->kind) {
    case MAIL_HUMAN:
        count->replies++;
        return take_human(app, conn, reading, match, error);
    case MAIL_UNSUBSCRIBE:
        count->replies++;
        return take_shut(app, conn, reading, match, "They unsubscribed.", error);
    case MAIL_COMPLAINT:
        count->replies++;
        return take_shut(app, conn, reading, match, "They marked our mail as spam.", error);
    case MAIL_BOUNCE:
        count->bounces++;
        return take_bounce(app, conn, reading, match, error);
    case MAIL_OUT_OF_OFFICE:
        count->auto_replies++;
        return take_out_of_office(app, conn, reading, match, error);
    case MAIL_AUTO_REPLY:
    case MAIL_DELAY:
    case MAIL_RECEIPT:
    case MAIL_KIND_COUNT:
        count->auto_replies++;
        return ledger_note(app, conn, &noted, NULL, error);
    }
    g_assert_not_reached();
}

/* Our own copy (Bcc, Sent shown in the inbox) is no reply: it comes from the mailbox itself or
 * carries a touch's own Message-ID. It does prove that the server took that touch. */
static bool
take_own_copy(App *app, DbConn *conn, const TakeMailbox *mailbox, const MailReading *reading,
              bool *ret_own, GError **error)
{
    Match match = { 0 };

    *ret_own = reading->from_address != NULL &&
               g_ascii_strcasecmp(reading->from_address, mailbox->address) == 0;
    if (reading->message_id == NULL)
        return true;
    if (!match_touch(app, conn, reading->message_id, &match, error))
        return false;
    *ret_own = *ret_own || match.touch_id != 0;
    return match.touch_id == 0 ||
           deliver_take_evidence(app, conn, match.touch_id,
                                 "A copy of it lies in the mailbox, so the server took it.", error);
}

/* What came back counts against the mailbox it came back to. */
static bool
count_against(App *app, DbConn *conn, const TakeMailbox *mailbox, const MailReading *reading,
              GError **error)
{
    const MailBounce *bounce =
        reading->bounces->len > 0 ? g_ptr_array_index(reading->bounces, 0) : NULL;
    AllowanceEvents events = {
        .bounced = reading->kind == MAIL_BOUNCE && bounce != NULL && bounce->hard,
        .complained = reading->kind == MAIL_COMPLAINT,
    };
    return allowance_count(app, conn, mailbox->address, &events, error);
}

/* Somebody of a company that is being written to: for a human to judge, and until then it rests. */
static bool
take_of_account(App *app, DbConn *conn, const TakeMailbox *mailbox, const MailReading *reading,
                const char *key, Instant received_us, TakeCount *count, GError **error)
{
    g_autoptr(GArray) prospects = g_array_new(FALSE, FALSE, sizeof(int64_t));
    Match match = { 0 };
    bool is_new = false;

    if (reading->kind == MAIL_HUMAN &&
        !account_reply_find(app, conn, reading->from_address, prospects, error))
        return false;
    if (prospects->len == 0) {
        count->ignored++;
        return true;
    }
    match.prospect_id = g_array_index(prospects, int64_t, 0);
    if (!insert_reply(app, conn, mailbox, reading, &match, key, received_us, &is_new, error))
        return false;
    count->replies += is_new;
    return !is_new || account_reply_hold(app, conn, reading->from_address, prospects, error);
}

static bool
take_reading(App *app, DbConn *conn, const TakeMailbox *mailbox, GBytes *message,
             const MailReading *reading, const char *key, Instant received_us, TakeCount *count,
             GError **error)
{
    Match match;
    bool own, is_new;

    if (reading->problem != NULL) {
        count->unread++;
        return quarantine_put(app, conn, mailbox, message, reading->problem, key, received_us,
                              error);
    }
    if (!take_own_copy(app, conn, mailbox, reading, &own, error) ||
        (!own && !find_match(app, conn, reading, &match, error)))
        return false;
    if (own) {
        count->ignored++;
        return true;
    }
    if (match.prospect_id == 0)
        return take_of_account(app, conn, mailbox, reading, key, received_us, count, error);
    if (!insert_reply(app, conn, mailbox, reading, &match, key, received_us, &is_new, error))
        return false;
    if (!is_new)
        return true;
    if (match.touch_id != 0 &&
        !deliver_take_evidence(app, conn, match.touch_id,
                               reading->kind == MAIL_BOUNCE
                                   ? "It came back, so it had left."
                                   : "An answer to it came in, so it arrived.",
                               error))
        return false;
    return take_effect(app, conn, reading, &match, count, error) &&
           count_against(app, conn, mailbox, reading, error);
}

bool
take_message(App *app, const TakeMailbox *mailbox, GBytes *message, Instant received_us,
             TakeCount *count, GError **error)
{
    g_autoptr(MailReading) reading =
        mail_reader_read(app_mail_reader(app), message, app_now_us(app), error);
    if (reading == NULL || !lessons_judge(app, reading, error))
        return false;
    g_autofree char *key = message_key(reading, message);
    TakeCount taken = *count;

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL ||
        !take_reading(app, write->conn, mailbox, message, reading, key, received_us, &taken,
                      error) ||
        !app_commit(write, error))
        return false;
    *count = taken;
    return true;
}

typedef struct {
    App *app;
    TakeMailbox mailbox;
    TakeCount *count;
    GError *error;
} Visit;

static bool
visit_message(uint32_t uid, GBytes *message, bool truncated, Instant received_us, void *data)
{
    Visit *visit = data;
    bool dated = received_us != INSTANT_NONE && !visit->app->world->is_virtual;
    Instant when_us = dated ? received_us : app_now_us(visit->app);

    return take_message(visit->app, &visit->mailbox, message, when_us, visit->count, &visit->error);
}

static bool
load_mailbox(App *app, int64_t mailbox_id, SqlMailboxGetRow *row, GError **error)
{
    SqlMailboxGetParams which = { .workspace_id = app->workspace_id, .id = mailbox_id };
    g_autoptr(AppTransaction) read = app_read_begin(app, error);

    return read != NULL && sql_mailbox_get(read->conn, &which, row, NULL, error);
}

static bool
note_checked(App *app, const SqlMailboxGetRow *mailbox, const ImapPosition *position,
             const char *problem, GError **error)
{
    SqlMailboxNoteCheckedParams checked = {
        .uid_validity = position->uid_validity,
        .last_uid = position->last_uid,
        .checked_us = app_now_us(app),
        .workspace_id = app->workspace_id,
        .id = mailbox->id,
    };
    SqlMailboxNoteErrorParams note = { .last_error = problem,
                                       .workspace_id = app->workspace_id,
                                       .id = mailbox->id };
    SqlMailboxNoteCalmParams calm = { .workspace_id = app->workspace_id, .id = mailbox->id };
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    return write != NULL && sql_mailbox_note_checked(write->conn, &checked, NULL, error) &&
           (problem != NULL ? sql_mailbox_note_error(write->conn, &note, NULL, error)
                            : sql_mailbox_note_calm(write->conn, &calm, NULL, error)) &&
           app_commit(write, error);
}

bool
take_from_mailbox(App *app, int64_t mailbox_id, ImapSession **session, TakeCount *count,
                  GError **error)
{
    g_auto(SqlMailboxGetRow) mailbox = { 0 };
    g_autoptr(GError) problem = NULL;

    if (!load_mailbox(app, mailbox_id, &mailbox, error))
        return false;
    if (mailbox.imap_url == NULL || mailbox.imap_url[0] == '\0')
        return true;
    ImapPosition position = { .uid_validity = (uint32_t)mailbox.uid_validity,
                              .last_uid = (uint32_t)mailbox.last_uid };
    Visit visit = {
        .app = app,
        .mailbox = { .id = mailbox.id, .user_id = mailbox.user_id, .address = mailbox.address },
        .count = count,
    };
    if (*session == NULL)
        *session = access_imap_open(app, &mailbox, &problem);
    bool done = *session != NULL &&
                imap_session_fetch_new(*session, mailbox.imap_folder, &position, mailbox.created_us,
                                       visit_message, &visit, &problem);
    if (!done && *session != NULL)
        g_clear_pointer(session, imap_session_close);
    if (!note_checked(app, &mailbox, &position, problem != NULL ? problem->message : NULL, error)) {
        g_clear_error(&visit.error);
        return false;
    }
    if (visit.error != NULL)
        g_propagate_error(error, visit.error);
    else if (!done)
        g_propagate_error(error, g_steal_pointer(&problem));
    return done && visit.error == NULL;
}
