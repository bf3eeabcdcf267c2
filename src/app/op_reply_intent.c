/* reply intent: a person says what a reply means, and the next like it is read so. */
#include "app/operations.h"

#include "app/lesson.h"
#include "app/record.h"
#include "app/refusal.h"
#include "app/reply_row.h"
#include "core/outcome.h"
#include "store/queries.h"

/* As the ledger calls it. */
static Outcome
outcome_of(MailIntent intent)
{
    Outcome outcome =
        intent == INTENT_REFERRAL ? OUTCOME_REFERRED : outcome_parse(mail_intent_name(intent));

    return outcome == OUTCOME_COUNT ? OUTCOME_REACHED : outcome;
}

/* What follows for the person: what the program made of it counts no more. */
static bool
apply(OperationCall *call, DbConn *conn, const SqlReplyGetRow *reply, MailIntent intent,
      GError **error)
{
    App *app = call->app;
    bool shuts = intent == INTENT_STOP || intent == INTENT_HOSTILE;
    LedgerEntry entry = {
        .prospect_id = reply->prospect_id,
        .kind = "reply_read",
        .touch_id = reply->touch_id != DB_NULL_INT ? reply->touch_id : 0,
        .user_id = call->actor->user_id,
        .channel = "email",
        .outcome = outcome_name(outcome_of(intent)),
    };
    Refusal refusal = {
        .prospect_id = reply->prospect_id,
        .kind = refusal_kind_of(intent),
        .reply_id = reply->id,
        .at_us = reply->received_us,
        .text = reply->new_text,
    };

    if (reply->prospect_id == DB_NULL_INT)
        return true;
    return ledger_note(app, conn, &entry, NULL, error) &&
           refusal_void(app, conn, reply->prospect_id, 0, reply->id, error) &&
           (refusal.kind == NO_KIND_COUNT || refusal_note(app, conn, &refusal, error)) &&
           (!shuts || prospect_shut(app, conn, reply->prospect_id, CHANNEL_NONE,
                                    intent == INTENT_STOP ? "They asked us to stop."
                                                          : "They answered in anger.",
                                    call->actor->user_id, error));
}

static bool
run_intent(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    MailIntent intent = mail_intent_parse(json_text(call->params, "intent", ""));
    SqlReplyGetParams which = { .workspace_id = app->workspace_id,
                                .id = json_int(call->params, "reply_id", 0) };
    SqlReplySetIntentParams said = { .intent = mail_intent_name(intent),
                                     .workspace_id = app->workspace_id,
                                     .id = which.id };
    g_auto(SqlReplyGetRow) reply = { 0 };
    bool found, kept;

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_reply_get(write->conn, &which, &reply, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "there is no reply %" G_GINT64_FORMAT,
                         which.id);
    if (g_strcmp0(reply.kind, mail_kind_name(MAIL_HUMAN)) != 0)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "reply %" G_GINT64_FORMAT " was written by no human, so it has no intent",
                         which.id);
    Lesson lesson = {
        .reply_id = reply.id,
        .user_id = call->actor->user_id,
        .was = mail_intent_parse(reply.intent),
        .intent = intent,
        .was_sure = reply.confidence >= MAIL_INTENT_SURE,
        .text = reply.new_text,
    };
    if (!lesson_keep(app, write->conn, &lesson, &kept, error) ||
        !sql_reply_set_intent(write->conn, &said, NULL, error) ||
        !apply(call, write->conn, &reply, intent, error))
        return false;
    g_autoptr(json_t) row = reply_json(app, write->conn, which.id, false, error);
    if (row == NULL || !app_commit(write, error))
        return false;
    json_set_bool(row, "taught", kept);
    *ret_result = g_steal_pointer(&row);
    return true;
}

static const OperationParam INTENT_PARAMS[] = {
    { "reply_id", PARAM_INT, PARAM_POSITIONAL, "ID", "the reply", NULL, 0, 0 },
    { "intent", PARAM_TEXT, PARAM_POSITIONAL, "INTENT", "what it means",
      "interested|meeting|question|not_now|referral|not_interested|stop|hostile|other", 0, 0 },
    { 0 },
};

const Operation OP_REPLY_INTENT = {
    .verb = "reply intent",
    .method = "POST",
    .path = "/api/v1/replies/:reply_id/intent",
    .role = ROLE_REP,
    .summary = "Say what a reply means; replies like it are read so from then on",
    .params = INTENT_PARAMS,
    .run = run_intent,
};
