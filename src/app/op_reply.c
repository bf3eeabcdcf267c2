/* Replies: the inbox that waits for a human. */
#include "app/operations.h"

#include <string.h>

#include "app/asset.h"
#include "app/lesson.h"
#include "app/promise.h"
#include "app/promise_offer.h"
#include "app/proposal.h"
#include "app/record.h"
#include "app/refusal.h"
#include "app/reply_answer.h"
#include "app/reply_row.h"
#include "app/snapshot.h"
#include "core/promise.h"
#include "mail/read.h"
#include "store/queries.h"

#define SNIPPET_CHARACTERS 140
#define MOST_LOOKED_AT 2000

static MailIntent
intent_parse(const char *name)
{
    for (int i = 0; i < INTENT_COUNT; i++)
        if (g_strcmp0(name, mail_intent_name((MailIntent)i)) == 0)
            return (MailIntent)i;
    return INTENT_OTHER;
}

/* What a good seller would do next; one sentence, and only a proposal. */
static const char *
proposal_of(MailIntent intent, bool sure)
{
    if (!sure)
        return refusal_kind_of(intent) == NO_KIND_COUNT
                   ? "Read it and say what it means."
                   : "Read it and say what it means; until then what is proposed is a guess.";
    switch (intent) {
    case INTENT_INTERESTED:
        return "Answer today and offer two times to talk.";
    case INTENT_MEETING:
        return "Confirm the time they name, and promise it.";
    case INTENT_QUESTION:
        return "Answer the question first, then ask one of your own.";
    case INTENT_NOT_NOW:
        return "Thank them, agree on a date, and promise it.";
    case INTENT_REFERRAL:
        return "Thank them and write to the person they name.";
    case INTENT_NOT_INTERESTED:
        return "Thank them; another person of the company may see it differently.";
    case INTENT_STOP:
    case INTENT_HOSTILE:
        return "Nothing more goes to this person, on any channel.";
    case INTENT_NONE:
    case INTENT_OTHER:
    case INTENT_COUNT:
        break;
    }
    return "Read it and decide the next step.";
}

static char *
snippet_of(const char *text)
{
    g_autofree char *line = g_strdup(text != NULL ? text : "");

    g_strdelimit(line, "\r\n\t", ' ');
    g_strstrip(line);
    if (g_utf8_strlen(line, -1) <= SNIPPET_CHARACTERS)
        return g_steal_pointer(&line);
    g_autofree char *cut = g_utf8_substring(line, 0, SNIPPET_CHARACTERS - 1);
    return g_strconcat(cut, "…", NULL);
}

static bool
set_person(App *app, DbConn *conn, int64_t prospect_id, json_t *row, const Zone **ret_zone,
           GError **error)
{
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = prospect_id };
    bool found = false;

    *ret_zone = app->zone;
    if (prospect_id != DB_NULL_INT && !sql_prospect_get(conn, &which, &prospect, &found, error))
        return false;
    g_autofree char *handle = found ? prospect_handle(&prospect) : NULL;
    g_autofree char *name = found ? prospect_display_name(&prospect) : NULL;
    json_set_text(row, "prospect", handle);
    json_set_int(row, "prospect_id", found ? prospect.id : 0);
    json_set_text(row, "name", name);
    json_set_text(row, "company", found ? prospect.company : NULL);
    if (found)
        *ret_zone = app_zone_or_default(app, prospect.zone);
    return true;
}

static bool
set_touch(App *app, DbConn *conn, int64_t touch_id, json_t *row, const Zone *zone, GError **error)
{
    g_auto(SqlTouchGetRow) touch = { 0 };
    SqlTouchGetParams which = { .workspace_id = app->workspace_id, .id = touch_id };
    bool found = false;

    if (touch_id != DB_NULL_INT && !sql_touch_get(conn, &which, &touch, &found, error))
        return false;
    if (!found) {
        json_object_set_new(row, "touch", json_null());
        return true;
    }
    json_t *answered = json_object();
    json_set_int(answered, "step", touch.step);
    json_set_text(answered, "subject", touch.subject);
    json_set_instant(answered, "at", touch.made_us, zone);
    json_object_set_new(row, "touch", answered);
    return true;
}

/* Whose it is, whether it rests, and since when it has its answer. */
static void
set_desk(App *app, const SqlReplyGetRow *reply, json_t *row, const Zone *zone)
{
    Instant now_us = app_now_us(app);
    bool rests = reply->snoozed_until_us > now_us;
    bool answered = reply->answer_touch_id != DB_NULL_INT;
    g_autofree char *until = rests ? zone_say(app->zone, reply->snoozed_until_us, now_us) : NULL;

    json_set_text(row, "user", reply->user_email);
    json_set_text(row, "user_name", reply->user_name);
    json_set_instant(row, "snoozed_until", rests ? reply->snoozed_until_us : INSTANT_NONE, zone);
    json_set_text(row, "snoozed_say", until);
    json_set_instant(row, "answered", reply->answered_us, zone);
    json_object_set_new(row, "answer_touch_id",
                        answered ? json_integer(reply->answer_touch_id) : json_null());
    json_set_bool(row, "may_take_back",
                  answered && now_us < reply->answered_us + REPLY_ANSWER_REST_US);
}

/* [{"name","type","size","size_say"}]: what came along. */
static void
set_files(json_t *row, const char *text)
{
    json_t *files = text != NULL ? json_read(text, strlen(text), NULL) : NULL, *file;
    gsize i;

    json_array_foreach(files, i, file)
    {
        g_autofree char *size = asset_size_say(json_int(file, "size", 0));
        json_set_text(file, "size_say", size);
    }
    json_object_set_new(row, "files", json_is_array(files) ? files : json_array());
}

json_t *
reply_json(App *app, DbConn *conn, int64_t id, bool whole, GError **error)
{
    g_auto(SqlReplyGetRow) reply = { 0 };
    SqlReplyGetParams which = { .workspace_id = app->workspace_id, .id = id };
    g_autoptr(json_t) row = json_object();
    const Zone *zone;
    bool found;

    if (!sql_reply_get(conn, &which, &reply, &found, error))
        return NULL;
    if (!found) {
        error_set(error, SEVENTH_ERROR_NOT_FOUND, "there is no reply %" G_GINT64_FORMAT, id);
        return NULL;
    }
    MailIntent intent = intent_parse(reply.intent);
    bool sure = reply.confidence >= MAIL_INTENT_SURE;
    g_autofree char *snippet = snippet_of(reply.new_text);
    json_set_int(row, "reply_id", reply.id);
    if (!set_person(app, conn, reply.prospect_id, row, &zone, error))
        return NULL;
    g_autofree char *say = zone_say(app->zone, reply.received_us, app_now_us(app));
    json_set_instant(row, "received", reply.received_us, zone);
    json_set_text(row, "received_say", say);
    json_set_text(row, "from", reply.from_address);
    json_set_text(row, "from_name", reply.from_name);
    json_set_text(row, "subject", reply.subject);
    json_set_text(row, "kind", reply.kind);
    json_set_text(row, "intent", reply.intent);
    json_set_text(row, "intent_say", mail_intent_say(intent));
    json_set_real(row, "confidence", reply.confidence);
    json_set_bool(row, "sure", sure);
    json_set_text(row, "snippet", snippet);
    json_set_text(row, "state", reply.state);
    json_set_text(row, "proposal", proposal_of(intent, sure));
    set_files(row, reply.files);
    set_desk(app, &reply, row, zone);
    if (!set_touch(app, conn, reply.touch_id, row, zone, error))
        return NULL;
    json_t *next = proposal_of_person(app, conn, reply.prospect_id, error);
    if (next == NULL)
        return NULL;
    json_object_set_new(row, "next_opportunity", next);
    if (whole) {
        json_set_text(row, "new_text", reply.new_text);
        json_set_text(row, "quoted_text", reply.quoted_text);
        json_object_set_new(
            row, "offer",
            promise_offer_json(app, reply.new_text, PROMISE_ASKED, zone, reply.received_us));
    }
    return g_steal_pointer(&row);
}

/* Takes a reply into a list, with what its row will ask for. */
static bool
add_reply(App *app, DbConn *conn, int64_t id, int64_t prospect_id, int64_t touch_id, GArray *ids,
          GError **error)
{
    SqlReplyGetParams reply = { .workspace_id = app->workspace_id, .id = id };
    SqlProspectGetParams person = { .workspace_id = app->workspace_id, .id = prospect_id };
    SqlTouchGetParams touch = { .workspace_id = app->workspace_id, .id = touch_id };

    g_array_append_val(ids, id);
    return sql_reply_get_ahead(conn, &reply, error) &&
           (touch_id == DB_NULL_INT || sql_touch_get_ahead(conn, &touch, error)) &&
           (prospect_id == DB_NULL_INT || (sql_prospect_get_ahead(conn, &person, error) &&
                                           refusal_expect(app, conn, prospect_id, error)));
}

static bool
is_theirs(int64_t wanted_id, int64_t user_id)
{
    return wanted_id == 0 || wanted_id == user_id;
}

static bool
collect_open(App *app, DbConn *conn, int64_t user_id, int limit, GArray *ids, GError **error)
{
    SqlReplyOpenListParams params = { .workspace_id = app->workspace_id,
                                      .now_us = app_now_us(app),
                                      .n = user_id != 0 ? MOST_LOOKED_AT : limit };
    SqlReplyOpenListRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_reply_open_list(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_reply_open_list_next(cursor, &row, error)) == DB_ROW)
        if (is_theirs(user_id, row.user_id) && ids->len < (guint)limit &&
            !add_reply(app, conn, row.id, row.prospect_id, row.touch_id, ids, error))
            return false;
    return step == DB_DONE;
}

static bool
collect_all(App *app, DbConn *conn, int64_t user_id, int limit, bool done_only, GArray *ids,
            GError **error)
{
    SqlReplyListParams params = { .workspace_id = app->workspace_id,
                                  .n = user_id != 0 || done_only ? MOST_LOOKED_AT : limit };
    SqlReplyListRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_reply_list(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_reply_list_next(cursor, &row, error)) == DB_ROW)
        if ((!done_only || strcmp(row.state, "done") == 0) && is_theirs(user_id, row.user_id) &&
            ids->len < (guint)limit &&
            !add_reply(app, conn, row.id, row.prospect_id, row.touch_id, ids, error))
            return false;
    return step == DB_DONE;
}

static bool
run_list(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const char *state = json_text(call->params, "state", "open");
    int limit = (int)json_int(call->params, "limit", 100);
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));

    const char *user = json_text(call->params, "user", NULL);
    int64_t user_id = 0;

    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL)
        return false;
    if (g_strcmp0(user, "me") == 0)
        user_id = call->actor->user_id;
    else if (user != NULL && user[0] != '\0' &&
             !app_find_user(app, read->conn, user, &user_id, error))
        return false;
    if (!(strcmp(state, "open") == 0 ? collect_open(app, read->conn, user_id, limit, ids, error)
                                     : collect_all(app, read->conn, user_id, limit,
                                                   strcmp(state, "done") == 0, ids, error)))
        return false;
    for (guint i = 0; i < ids->len; i++) {
        g_autoptr(json_t) row =
            reply_json(app, read->conn, g_array_index(ids, int64_t, i), false, error);
        if (row == NULL)
            return false;
        if (!call->emit(row, call->emit_data))
            break;
    }
    return true;
}

static bool
run_show(OperationCall *call, json_t **ret_result, GError **error)
{
    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);

    if (read == NULL)
        return false;
    *ret_result =
        reply_json(call->app, read->conn, json_int(call->params, "reply_id", 0), true, error);
    return *ret_result != NULL;
}

/* The human's reading replaces the program's: a no waits for its decision, anything else for none.
 */
static bool
judge_refusal(OperationCall *call, DbConn *conn, const SqlReplyGetRow *reply, Outcome outcome,
              GError **error)
{
    Refusal refusal = {
        .prospect_id = reply->prospect_id,
        .kind = no_kind_of_outcome(outcome),
        .reply_id = reply->id,
        .at_us = reply->received_us,
        .text = json_text(call->params, "note", reply->new_text),
    };

    if (!refusal_void(call->app, conn, reply->prospect_id, 0, reply->id, error))
        return false;
    return refusal.kind == NO_KIND_COUNT || refusal_note(call->app, conn, &refusal, error);
}

/* The outcomes that say what the words meant; others say what came of it. */
static MailIntent
intent_of_outcome(Outcome outcome)
{
    switch (outcome) {
    case OUTCOME_INTERESTED:
        return INTENT_INTERESTED;
    case OUTCOME_MEETING:
        return INTENT_MEETING;
    case OUTCOME_NOT_NOW:
        return INTENT_NOT_NOW;
    case OUTCOME_NOT_INTERESTED:
        return INTENT_NOT_INTERESTED;
    case OUTCOME_REFERRED:
        return INTENT_REFERRAL;
    case OUTCOME_STOP:
        return INTENT_STOP;
    case OUTCOME_HOSTILE:
        return INTENT_HOSTILE;
    default:
        return INTENT_NONE;
    }
}

static bool
teach(OperationCall *call, DbConn *conn, const SqlReplyGetRow *reply, Outcome outcome,
      GError **error)
{
    Lesson lesson = {
        .reply_id = reply->id,
        .user_id = call->actor->user_id,
        .was = intent_parse(reply->intent),
        .intent = intent_of_outcome(outcome),
        .was_sure = reply->confidence >= MAIL_INTENT_SURE,
        .text = reply->new_text,
    };
    bool kept;

    return lesson.intent == INTENT_NONE ||
           g_strcmp0(reply->kind, mail_kind_name(MAIL_HUMAN)) != 0 ||
           lesson_keep(call->app, conn, &lesson, &kept, error);
}

/* What the human found in it goes into the ledger, also when it differs from what was read. */
static bool
note_judgement(OperationCall *call, DbConn *conn, const SqlReplyGetRow *reply, Outcome outcome,
               GError **error)
{
    App *app = call->app;
    LedgerEntry entry = {
        .prospect_id = reply->prospect_id,
        .kind = "reply_read",
        .touch_id = reply->touch_id != DB_NULL_INT ? reply->touch_id : 0,
        .user_id = call->actor->user_id,
        .channel = "email",
        .outcome = outcome_name(outcome),
        .text = json_text(call->params, "note", NULL),
    };

    if (!ledger_note(app, conn, &entry, NULL, error) ||
        !judge_refusal(call, conn, reply, outcome, error) ||
        !teach(call, conn, reply, outcome, error))
        return false;
    bool shuts = outcome == OUTCOME_STOP || outcome == OUTCOME_HOSTILE;
    return !shuts || prospect_shut(app, conn, reply->prospect_id, CHANNEL_NONE,
                                   outcome == OUTCOME_STOP ? "They asked us to stop."
                                                           : "They answered in anger.",
                                   call->actor->user_id, error);
}

static bool
give_promise(OperationCall *call, DbConn *conn, const SqlReplyGetRow *reply, GError **error)
{
    App *app = call->app;
    const char *promise = json_text(call->params, "promise", NULL);
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = reply->prospect_id };

    if (promise == NULL || promise[0] == '\0')
        return true;
    if (!sql_prospect_get(conn, &which, &prospect, NULL, error))
        return false;
    PromiseGiven given = {
        .prospect_id = reply->prospect_id,
        .user_id = call->actor->user_id != 0 ? call->actor->user_id : reply->user_id,
        .channel = channel_kind_parse(json_text(call->params, "promise_channel", "call")),
        .note = json_text(call->params, "note", NULL),
    };
    int64_t id;
    return promise_window_parse(promise, app_zone_or_default(app, prospect.zone), app_now_us(app),
                                &given.from_us, &given.until_us, error) &&
           promise_give(app, conn, &given, &id, error);
}

static bool
run_done(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const char *said = json_text(call->params, "outcome", NULL);
    Outcome outcome = said != NULL && said[0] != '\0' ? outcome_parse(said) : OUTCOME_NONE;
    g_auto(SqlReplyGetRow) reply = { 0 };
    SqlReplyGetParams which = { .workspace_id = app->workspace_id,
                                .id = json_int(call->params, "reply_id", 0) };
    bool found;

    if (outcome == OUTCOME_COUNT)
        return error_set(error, SEVENTH_ERROR_INVALID, "outcome: \"%.40s\" is unknown", said);
    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_reply_get(write->conn, &which, &reply, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "there is no reply %" G_GINT64_FORMAT,
                         which.id);
    bool reopen = json_flag(call->params, "reopen", false);
    SqlReplySetStateParams state = {
        .state = reopen ? "open" : "done",
        .handled_us = reopen ? INSTANT_NONE : app_now_us(app),
        .workspace_id = app->workspace_id,
        .id = which.id,
    };
    if (!sql_reply_set_state(write->conn, &state, NULL, error) ||
        (outcome != OUTCOME_NONE && !note_judgement(call, write->conn, &reply, outcome, error)) ||
        !give_promise(call, write->conn, &reply, error))
        return false;
    g_autoptr(json_t) row = reply_json(app, write->conn, which.id, false, error);
    if (row == NULL || !app_commit(write, error))
        return false;
    *ret_result = g_steal_pointer(&row);
    return true;
}

static const OperationParam LIST_PARAMS[] = {
    { "state", PARAM_TEXT, PARAM_OPTION, "STATE", "open otherwise", "open|done|all", 0, 0 },
    { "user", PARAM_TEXT, PARAM_OPTION, "EMAIL|me", "whose to answer; anybody's otherwise", NULL, 0,
      0 },
    { "limit", PARAM_INT, PARAM_OPTION, "N", "how many at most; 100 otherwise", NULL, 1, 1000 },
    { 0 },
};
static const OperationParam SHOW_PARAMS[] = {
    { "reply_id", PARAM_INT, PARAM_POSITIONAL, "ID", "the reply", NULL, 0, 0 },
    { 0 },
};
static const OperationParam DONE_PARAMS[] = {
    { "reply_id", PARAM_INT, PARAM_POSITIONAL, "ID", "the reply", NULL, 0, 0 },
    { "outcome", PARAM_TEXT, PARAM_OPTION, "OUT", "what it means: interested, not_now, stop, ...",
      NULL, 0, 0 },
    { "promise", PARAM_TEXT, PARAM_OPTION, "WINDOW", "what you promised: \"Thursday morning\"",
      NULL, 0, 0 },
    { "promise_channel", PARAM_TEXT, PARAM_OPTION, "CH", "call otherwise",
      "email|call|voicemail|sms|social|letter|visit|fax", 0, 0 },
    { "note", PARAM_TEXT, PARAM_OPTION, "TEXT", "a note", NULL, 0, 0 },
    { "reopen", PARAM_FLAG, PARAM_OPTION, NULL, "put it back into the inbox", NULL, 0, 0 },
    { 0 },
};

const Operation OP_REPLY_LIST = {
    .verb = "reply list",
    .method = "GET",
    .path = "/api/v1/replies",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "List replies, those that wait for a human first",
    .params = LIST_PARAMS,
    .run = run_list,
    .columns = "reply_id received_say name company intent snippet proposal",
};
const Operation OP_REPLY_SHOW = {
    .verb = "reply show",
    .method = "GET",
    .path = "/api/v1/replies/:reply_id",
    .role = ROLE_REP,
    .summary = "Show one reply with its text",
    .params = SHOW_PARAMS,
    .run = run_show,
};
const Operation OP_REPLY_DONE = {
    .verb = "reply done",
    .method = "POST",
    .path = "/api/v1/replies/:reply_id/done",
    .role = ROLE_REP,
    .summary = "Mark a reply as handled, with what it meant and what you promised",
    .params = DONE_PARAMS,
    .run = run_done,
};
