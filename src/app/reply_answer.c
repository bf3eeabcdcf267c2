/* From a human's words to a mail in the outbox. See reply_answer.h. */
#include "app/reply_answer.h"

#include <string.h>

#include "app/attach.h"
#include "app/compose.h"
#include "app/dkim.h"
#include "app/lint_input.h"
#include "app/outbox.h"
#include "app/record.h"
#include "app/suppression.h"
#include "mail/compose.h"
#include "store/queries.h"

#define MAX_TEXT (256 << 10)
#define THREAD 10
#define VALID_US (3 * DAY_US)

typedef struct {
    App *app;
    DbConn *conn;
    const ReplyAnswer *wanted;
    SqlReplyDeskGetRow reply;
    SqlProspectGetRow prospect;
    SqlMailboxGetRow mailbox;
    char *subject, *message_id;
    GBytes *message;    /* without the contents of its files */
    GPtrArray *carried; /* of app/attach.h; NULL: nothing */
} Answering;

static void
answering_clear(Answering *self)
{
    sql_reply_desk_get_row_clear(&self->reply);
    sql_prospect_get_row_clear(&self->prospect);
    sql_mailbox_get_row_clear(&self->mailbox);
    g_free(self->subject);
    g_free(self->message_id);
    g_clear_pointer(&self->message, g_bytes_unref);
    g_clear_pointer(&self->carried, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Answering, answering_clear)

static bool
load(Answering *self, GError **error)
{
    App *app = self->app;
    SqlReplyDeskGetParams which = { .workspace_id = app->workspace_id,
                                    .id = self->wanted->reply_id };
    bool found;

    if (!sql_reply_desk_get(self->conn, &which, &self->reply, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "there is no reply %" G_GINT64_FORMAT,
                         which.id);
    SqlProspectGetParams person = { .workspace_id = app->workspace_id,
                                    .id = self->reply.prospect_id };
    SqlMailboxGetParams mailbox = { .workspace_id = app->workspace_id,
                                    .id = self->reply.mailbox_id };
    if (self->reply.prospect_id == DB_NULL_INT)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "nobody among the prospects wrote this; answer it from your mail program");
    return sql_prospect_get(self->conn, &person, &self->prospect, NULL, error) &&
           sql_mailbox_get(self->conn, &mailbox, &self->mailbox, NULL, error);
}

/* Whoever said stop is not answered either: their door is shut, on every channel. */
static bool
check_door(Answering *self, GError **error)
{
    ContactPoints written = { .email = self->reply.from_address };
    ContactPoints known = { self->prospect.email, self->prospect.phone, self->prospect.mobile };
    int64_t mask, more;

    if (self->reply.from_address == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID, "the reply names no address to answer to");
    if (!mail_address_check(self->reply.from_address, error) ||
        !suppression_mask(self->app, self->conn, &written, &mask, error) ||
        !suppression_mask(self->app, self->conn, &known, &more, error))
        return false;
    mask |= more | self->prospect.channels_shut;
    if ((mask & (INT64_C(1) << CHANNEL_EMAIL)) != 0)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "%s asked for no more mail: nothing goes there any more",
                         self->reply.from_address);
    if (self->reply.answer_touch_id != DB_NULL_INT)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "this reply has its answer already; take that back first");
    return true;
}

static bool
load_thread(const Answering *self, GPtrArray *thread, GError **error)
{
    SqlReplyThreadParams params = { .workspace_id = self->app->workspace_id,
                                    .prospect_id = self->reply.prospect_id,
                                    .n = THREAD };
    SqlReplyThreadRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_reply_thread(self->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_reply_thread_next(cursor, &row, error)) == DB_ROW)
        g_ptr_array_insert(thread, 0, g_strdup(row.body));
    return step == DB_DONE;
}

/* `ret_stands`: something is wrong enough to ask before it leaves. */
static bool
lint(const Answering *self, json_t *result, bool *ret_stands, GError **error)
{
    g_autoptr(GPtrArray) thread = g_ptr_array_new_with_free_func(g_free);

    if (!load_thread(self, thread, error))
        return false;
    LintInput input = {
        .subject = self->subject,
        .body = self->wanted->text,
        .thread = thread,
        .is_reply = true,
        .adds_opt_out = true,
    };
    g_autoptr(LintReport) report = lint_check(&input);
    g_autoptr(json_t) told = lint_report_to_json(report, 1);
    *ret_stands = false;
    for (guint i = 0; i < report->findings->len; i++) {
        const LintFinding *finding = g_ptr_array_index(report->findings, i);
        *ret_stands = *ret_stands || lint_rule_is_error(finding->rule);
    }
    json_object_set(result, "findings", json_object_get(told, "findings"));
    json_object_set(result, "novelty", json_object_get(told, "novelty"));
    return true;
}

static bool
is_message_id(const char *key)
{
    return key != NULL && strchr(key, '@') != NULL && strpbrk(key, " <>\t\r\n") == NULL;
}

static bool
load_files(Answering *self, GError **error)
{
    AttachWish wish = { .prospect_id = self->reply.prospect_id,
                        .keys = self->wanted->attach,
                        .by_hand = true };
    g_autofree char *why = NULL;

    if (!attach_load(self->app, self->conn, &wish, &self->carried, &why, error))
        return false;
    return why == NULL || error_set(error, SEVENTH_ERROR_INVALID, "%s", why);
}

static bool
compose(Answering *self, GError **error)
{
    const SqlReplyDeskGetRow *reply = &self->reply;
    const SqlMailboxGetRow *mailbox = &self->mailbox;
    const Zone *zone = app_zone_or_default(self->app, mailbox->user_zone);
    const char *theirs = is_message_id(reply->message_key) ? reply->message_key : NULL;
    const char *ours = is_message_id(reply->touch_message_id) ? reply->touch_message_id : NULL;
    g_autofree char *references = ours != NULL && theirs != NULL
                                      ? g_strconcat(ours, " ", theirs, NULL)
                                      : g_strdup(theirs != NULL ? theirs : ours);

    self->message_id = letter_message_id(self->app, mailbox->address);
    MailDraft draft = {
        .from_name = mailbox->name[0] != '\0' ? mailbox->name : mailbox->user_name,
        .from_address = mailbox->address,
        .to_name = reply->from_name,
        .to_address = reply->from_address,
        .subject = self->subject,
        .body_markdown = self->wanted->text,
        .message_id = self->message_id,
        .in_reply_to = theirs,
        .references = references,
        .date_us = app_now_us(self->app),
        .offset_s = zone_offset_at(zone, app_now_us(self->app)),
    };
    g_autofree MailAttachment *files =
        self->carried != NULL ? attach_files(self->carried, &draft.attachment_count) : NULL;
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(MailFilePlace));
    draft.attachments = files;
    g_autoptr(GBytes) whole = mail_compose_placed(&draft, places, error);
    if (whole == NULL ||
        !dkim_sign_outgoing(self->app, self->conn, mailbox->address, &whole, error))
        return false;
    self->message =
        self->carried != NULL ? attach_cut(whole, places, self->carried) : g_bytes_ref(whole);
    return true;
}

static bool
queue(Answering *self, int64_t *ret_touch_id, GError **error)
{
    App *app = self->app;
    Instant now_us = app_now_us(app), leaves_us = now_us + REPLY_ANSWER_REST_US;
    int64_t user_id = self->wanted->user_id != 0 ? self->wanted->user_id : self->reply.user_id;
    g_auto(SqlTouchInsertRow) touch = { 0 };
    SqlTouchInsertParams params = {
        .workspace_id = app->workspace_id,
        .prospect_id = self->reply.prospect_id,
        .enrollment_id = DB_NULL_INT,
        .version_id = DB_NULL_INT,
        .user_id = user_id,
        .mailbox_id = self->reply.mailbox_id,
        .promise_id = DB_NULL_INT,
        .channel = channel_kind_name(CHANNEL_EMAIL),
        .state = "queued",
        .planned_us = now_us,
        .due_from_us = now_us,
        .due_until_us = now_us + VALID_US,
        .made_us = DB_NULL_INT,
        .objective = "answer them",
        .subject = self->subject,
        .body = self->wanted->text,
        .message_id = self->message_id,
        .created_us = now_us,
    };

    if (!sql_touch_insert(self->conn, &params, &touch, NULL, error))
        return false;
    *ret_touch_id = touch.id;
    OutboxMail outbox = {
        .touch_id = touch.id,
        .mailbox_id = self->reply.mailbox_id,
        .leaves_us = leaves_us,
        .to = self->reply.from_address,
        .message = self->message,
        .prospect_id = self->reply.prospect_id,
        .carried = self->carried,
    };
    LedgerEntry entry = {
        .prospect_id = self->reply.prospect_id,
        .kind = "queued",
        .touch_id = touch.id,
        .user_id = user_id,
        .channel = params.channel,
        .text = self->subject,
    };
    SqlReplyAnsweredParams answered = {
        .answered_us = now_us,
        .answer_touch_id = touch.id,
        .workspace_id = app->workspace_id,
        .id = self->wanted->reply_id,
    };
    return outbox_add(app, self->conn, &outbox, error) &&
           ledger_note(app, self->conn, &entry, NULL, error) &&
           sql_reply_answered(self->conn, &answered, NULL, error);
}

static void
tell_when(const Answering *self, int64_t touch_id, json_t *result)
{
    const Zone *zone = app_zone_or_default(self->app, self->mailbox.user_zone);
    Instant leaves_us = app_now_us(self->app) + REPLY_ANSWER_REST_US;
    bool waits = self->mailbox.is_paused != 0;

    json_set_int(result, "touch_id", touch_id);
    json_set_instant(result, "leaves", leaves_us, zone);
    json_set_text(result, "leaves_say",
                  waits ? "It waits: the mailbox is paused."
                        : "It leaves in 20 seconds; until then it can be taken back.");
}

bool
reply_answer(App *app, DbConn *conn, const ReplyAnswer *wanted, json_t **ret_result, GError **error)
{
    g_auto(Answering) self = { .app = app, .conn = conn, .wanted = wanted };
    g_autoptr(json_t) result = json_object();
    bool stands;

    if (wanted->text == NULL || wanted->text[strspn(wanted->text, " \t\r\n")] == '\0')
        return error_set(error, SEVENTH_ERROR_INVALID, "text: write the answer first");
    if (strlen(wanted->text) > MAX_TEXT)
        return error_set(error, SEVENTH_ERROR_LIMIT, "text: longer than 256 KiB");
    if (!load(&self, error) || !check_door(&self, error))
        return false;
    self.subject = mail_reply_subject(self.reply.subject != NULL ? self.reply.subject : "");
    json_set_int(result, "reply_id", wanted->reply_id);
    json_set_text(result, "to", self.reply.from_address);
    json_set_text(result, "subject", self.subject);
    if (!lint(&self, result, &stands, error))
        return false;
    bool goes = !wanted->only_check && (!stands || wanted->anyway);
    json_set_bool(result, "queued", goes);
    if (goes) {
        int64_t touch_id;
        if (!load_files(&self, error) || !compose(&self, error) || !queue(&self, &touch_id, error))
            return false;
        tell_when(&self, touch_id, result);
    }
    *ret_result = g_steal_pointer(&result);
    return true;
}

bool
reply_take_back(App *app, DbConn *conn, int64_t reply_id, int64_t user_id, GError **error)
{
    g_auto(SqlReplyDeskGetRow) reply = { 0 };
    SqlReplyDeskGetParams which = { .workspace_id = app->workspace_id, .id = reply_id };
    int64_t changed = 0;
    bool found;

    if (!sql_reply_desk_get(conn, &which, &reply, &found, error))
        return false;
    if (!found || reply.answer_touch_id == DB_NULL_INT)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "no answer was written here");
    SqlOutboxCancelParams cancel = {
        .reply_text = "Taken back by who wrote it.",
        .now_us = app_now_us(app),
        .workspace_id = app->workspace_id,
        .touch_id = reply.answer_touch_id,
    };
    if (!sql_outbox_cancel(conn, &cancel, &changed, error))
        return false;
    if (changed == 0)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "too late to take it back: the answer has left");
    SqlTouchMakeParams make = {
        .state = "cancelled",
        .made_us = DB_NULL_INT,
        .workspace_id = app->workspace_id,
        .id = reply.answer_touch_id,
    };
    LedgerEntry entry = {
        .prospect_id = reply.prospect_id,
        .kind = "cancelled",
        .touch_id = reply.answer_touch_id,
        .user_id = user_id,
        .channel = channel_kind_name(CHANNEL_EMAIL),
        .text = cancel.reply_text,
    };
    SqlReplyUnansweredParams open = { .workspace_id = app->workspace_id, .id = reply_id };
    return sql_touch_make(conn, &make, NULL, error) &&
           ledger_note(app, conn, &entry, NULL, error) &&
           sql_reply_unanswered(conn, &open, NULL, error);
}
