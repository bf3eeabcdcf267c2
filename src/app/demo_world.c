/* Answers and outcomes, drawn from the virtual world's chance. */
#include "app/demo_world.h"

#include <string.h>

#include "app/demo_content.h"
#include "app/promise.h"
#include "app/take_reply.h"
#include "app/touch_log.h"
#include "store/queries.h"

#define LATELY 40
#define ANSWER_PERCENT 5
#define BOUNCE_PERCENT 2
#define AWAY_PERCENT 2
#define WORKED_PERCENT 88
#define HANDLED_AFTER_US (2 * DAY_US)

typedef struct {
    int64_t touch_id, prospect_id;
    char *to, *subject, *message_id, *mailbox;
    Instant at_us;
} SentMail;

static void
sent_mail_clear(gpointer data)
{
    SentMail *mail = data;

    g_free(mail->to);
    g_free(mail->subject);
    g_free(mail->message_id);
    g_free(mail->mailbox);
}

static int
percent(App *app)
{
    return (int)(world_random_u64(app->world) % 100);
}

static GArray *
load_sent(App *app, int limit, GError **error)
{
    SqlOutboxNewestParams params = { .workspace_id = app->workspace_id, .n = limit };
    SqlOutboxNewestRow row;
    DbStep step;

    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(SentMail));
    g_array_set_clear_func(list, sent_mail_clear);
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    g_autoptr(DbCursor) cursor =
        read != NULL ? sql_outbox_newest(read->conn, &params, error) : NULL;
    if (cursor == NULL)
        return NULL;
    while ((step = sql_outbox_newest_next(cursor, &row, error)) == DB_ROW) {
        if (strcmp(row.state, "accepted") != 0)
            continue;
        SentMail mail = {
            .touch_id = row.touch_id,
            .prospect_id = row.prospect_id,
            .to = g_strdup(row.envelope_to),
            .subject = g_strdup(row.subject),
            .message_id = g_strdup(row.message_id),
            .mailbox = g_strdup(row.mailbox),
            .at_us = row.updated_us,
        };
        g_array_append_val(list, mail);
    }
    return step == DB_DONE ? g_steal_pointer(&list) : NULL;
}

static GBytes *
answer_mail(App *app, const SentMail *mail, const char *extra_headers, const char *text)
{
    g_autofree char *unique = world_random_hex(app->world, 12);
    char *message = g_strdup_printf(
        "From: <%s>\r\nTo: <%s>\r\nSubject: %s%s\r\nMessage-ID: <%s@mail.example.com>\r\n"
        "In-Reply-To: <%s>\r\nReferences: <%s>\r\nMIME-Version: 1.0\r\n%s"
        "Content-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n",
        mail->to, mail->mailbox,
        g_str_has_prefix(mail->subject, "Re: ") ? "" : "Re: ", mail->subject, unique,
        mail->message_id, mail->message_id, extra_headers, text);
    return g_bytes_new_take(message, strlen(message));
}

static GBytes *
bounce_mail(App *app, const SentMail *mail)
{
    g_autofree char *unique = world_random_hex(app->world, 12);
    char *message = g_strdup_printf(
        "From: Mail Delivery System <mailer-daemon@mail.example.com>\r\nTo: <%s>\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\nMessage-ID: <%s@mail.example.com>\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\n<%s>: 550 5.1.1 User unknown\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example.com"
        "\r\n\r\nFinal-Recipient: rfc822; %s\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 User unknown\r\n\r\n"
        "--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <%s>\r\n\r\n--b--\r\n",
        mail->mailbox, unique, mail->to, mail->to, mail->message_id);
    return g_bytes_new_take(message, strlen(message));
}

static bool
find_mailbox(App *app, const char *address, TakeMailbox *ret, GError **error)
{
    SqlMailboxListParams params = { .workspace_id = app->workspace_id };
    SqlMailboxListRow row;
    DbStep step;
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    g_autoptr(DbCursor) cursor = read != NULL ? sql_mailbox_list(read->conn, &params, error) : NULL;

    if (cursor == NULL)
        return false;
    while ((step = sql_mailbox_list_next(cursor, &row, error)) == DB_ROW)
        if (strcmp(row.address, address) == 0)
            *ret = (TakeMailbox){ .id = row.id, .user_id = row.user_id, .address = address };
    return step == DB_DONE;
}

static bool
deliver_inbound(App *app, const SentMail *mail, GBytes *message, GError **error)
{
    g_autoptr(GBytes) owned = message;
    TakeMailbox mailbox = { 0 };
    TakeCount count = { 0 };

    return find_mailbox(app, mail->mailbox, &mailbox, error) &&
           take_message(app, &mailbox, owned, app_now_us(app), &count, error);
}

static bool
is_still_in(App *app, int64_t prospect_id, bool *ret_in, GError **error)
{
    g_auto(SqlEnrollmentOpenOfRow) row = { 0 };
    SqlEnrollmentOpenOfParams which = { .workspace_id = app->workspace_id,
                                        .prospect_id = prospect_id };
    g_autoptr(AppTransaction) read = app_read_begin(app, error);

    return read != NULL && sql_enrollment_open_of(read->conn, &which, &row, ret_in, error);
}

static bool
react(App *app, const SentMail *mail, GError **error)
{
    int draw = percent(app);
    bool still_in;

    if (!is_still_in(app, mail->prospect_id, &still_in, error) || !still_in)
        return still_in == false && (error == NULL || *error == NULL);
    if (draw < ANSWER_PERCENT) {
        const char *text = DEMO_ANSWERS[world_random_u64(app->world) % DEMO_ANSWER_COUNT];
        return deliver_inbound(app, mail, answer_mail(app, mail, "", text), error);
    }
    if (draw < ANSWER_PERCENT + BOUNCE_PERCENT)
        return deliver_inbound(app, mail, bounce_mail(app, mail), error);
    if (draw < ANSWER_PERCENT + BOUNCE_PERCENT + AWAY_PERCENT) {
        CivilDate back = day_to_date(zone_day_at(app->zone, app_now_us(app) + 6 * DAY_US, NULL));
        g_autofree char *text =
            g_strdup_printf("I am out of the office and will be back on %04d-%02d-%02d.", back.year,
                            back.month, back.day);
        return deliver_inbound(
            app, mail, answer_mail(app, mail, "Auto-Submitted: auto-replied\r\n", text), error);
    }
    return true;
}

bool
demo_world_answer(App *app, GError **error)
{
    g_autoptr(GArray) sent = load_sent(app, LATELY, error);

    if (sent == NULL)
        return false;
    for (guint i = 0; i < sent->len; i++) {
        const SentMail *mail = &g_array_index(sent, SentMail, i);
        if (app_now_us(app) - mail->at_us <= 3 * HOUR_US && !react(app, mail, error))
            return false;
    }
    return true;
}

static const DemoCall *
draw_call(App *app)
{
    int total = 0;

    for (gsize i = 0; i < DEMO_CALL_COUNT; i++)
        total += DEMO_CALLS[i].weight;
    g_assert(total > 0);
    int draw = (int)(world_random_u64(app->world) % (uint64_t)total);
    for (gsize i = 0; i < DEMO_CALL_COUNT; i++) {
        draw -= DEMO_CALLS[i].weight;
        if (draw < 0)
            return &DEMO_CALLS[i];
    }
    return &DEMO_CALLS[0];
}

static bool
log_task(App *app, DbConn *conn, int64_t touch_id, GError **error)
{
    g_auto(SqlTouchGetRow) touch = { 0 };
    SqlTouchGetParams which = { .workspace_id = app->workspace_id, .id = touch_id };
    TouchLogged logged;

    if (!sql_touch_get(conn, &which, &touch, NULL, error) || strcmp(touch.state, "task") != 0)
        return error == NULL || *error == NULL;
    ChannelKind channel = channel_kind_parse(touch.channel);
    bool is_call = channel == CHANNEL_CALL || channel == CHANNEL_VOICEMAIL;
    const DemoCall *call = draw_call(app);
    Outcome outcome = is_call ? outcome_parse(call->outcome) : OUTCOME_DONE;
    TouchLog log = {
        .prospect_id = touch.prospect_id,
        .touch_id = touch_id,
        .user_id = touch.user_id,
        .channel = outcome == OUTCOME_VOICEMAIL ? CHANNEL_VOICEMAIL : CHANNEL_NONE,
        .outcome = outcome,
        .at_us = INSTANT_NONE,
        .note = is_call ? call->note : NULL,
        .promise_from_us = INSTANT_NONE,
        .promise_until_us = INSTANT_NONE,
        .promise_channel = CHANNEL_NONE,
    };
    if (outcome == OUTCOME_CALL_BACK) {
        Day day = zone_day_at(app->zone, app_now_us(app), NULL) + 2;
        day += day_weekday(day) >= 5 ? 7 - day_weekday(day) : 0;
        log.promise_from_us = zone_instant_of(app->zone, day, 9 * HOUR_US);
        log.promise_until_us = zone_instant_of(app->zone, day, 13 * HOUR_US);
    }
    return touch_log(app, conn, &log, &logged, error);
}

static bool
collect_tasks(App *app, DbConn *conn, int64_t user_id, GArray *ids, GError **error)
{
    for (int priority = 0; priority <= 2; priority++) {
        SqlTouchTasksParams params = {
            .workspace_id = app->workspace_id,
            .user_id = user_id,
            .priority = priority,
            .until_us = app_now_us(app),
            .n = 60,
        };
        SqlTouchTasksRow row;
        DbStep step;
        g_autoptr(DbCursor) cursor = sql_touch_tasks(conn, &params, error);
        if (cursor == NULL)
            return false;
        while ((step = sql_touch_tasks_next(cursor, &row, error)) == DB_ROW)
            if (priority == 0 || percent(app) < WORKED_PERCENT)
                g_array_append_val(ids, row.id);
        if (step != DB_DONE)
            return false;
    }
    return true;
}

static int64_t
user_id_of(App *app, DbConn *conn, const char *email)
{
    int64_t id = 0;
    return app_find_user(app, conn, email, &id, NULL) ? id : 0;
}

bool
demo_world_work_tasks(App *app, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    if (write == NULL)
        return false;
    for (gsize i = 0; i < DEMO_USER_COUNT; i++)
        if (!collect_tasks(app, write->conn, user_id_of(app, write->conn, DEMO_USERS[i].email), ids,
                           error))
            return false;
    for (guint i = 0; i < ids->len; i++)
        if (!log_task(app, write->conn, g_array_index(ids, int64_t, i), error))
            return false;
    return app_commit(write, error);
}

bool
demo_world_clear_replies(App *app, GError **error)
{
    SqlReplyOpenListParams params = { .workspace_id = app->workspace_id,
                                      .now_us = app_now_us(app),
                                      .n = 100 };
    SqlReplyOpenListRow row;
    g_autoptr(GArray) old = g_array_new(FALSE, FALSE, sizeof(int64_t));
    DbStep step;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    g_autoptr(DbCursor) cursor =
        write != NULL ? sql_reply_open_list(write->conn, &params, error) : NULL;

    if (cursor == NULL)
        return false;
    while ((step = sql_reply_open_list_next(cursor, &row, error)) == DB_ROW)
        if (app_now_us(app) - row.received_us > HANDLED_AFTER_US)
            g_array_append_val(old, row.id);
    g_clear_pointer(&cursor, db_cursor_close);
    for (guint i = 0; step == DB_DONE && i < old->len; i++) {
        SqlReplySetStateParams done = { .state = "done",
                                        .handled_us = app_now_us(app),
                                        .workspace_id = app->workspace_id,
                                        .id = g_array_index(old, int64_t, i) };
        if (!sql_reply_set_state(write->conn, &done, NULL, error))
            return false;
    }
    return step == DB_DONE && app_commit(write, error);
}

/* A promise to somebody of the visitor's own people, for this morning or afternoon. */
static bool
promise_today(App *app, const SentMail *mail, int from_hour, int until_hour, const char *note,
              GError **error)
{
    Day day = zone_day_at(app->zone, app_now_us(app), NULL);
    int64_t id;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    if (write == NULL)
        return false;
    PromiseGiven promise = {
        .prospect_id = mail->prospect_id,
        .user_id = user_id_of(app, write->conn, DEMO_USERS[0].email),
        .channel = CHANNEL_CALL,
        .from_us = zone_instant_of(app->zone, day, from_hour * HOUR_US),
        .until_us = zone_instant_of(app->zone, day, until_hour * HOUR_US),
        .note = note,
    };
    return promise_give(app, write->conn, &promise, &id, error) && app_commit(write, error);
}

/* Who is awake when Berlin is and has a number, so that a promised call this morning makes sense.
 */
static bool
lives_near(App *app, int64_t prospect_id, bool *ret_near, GError **error)
{
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = prospect_id };
    Instant now_us = app_now_us(app);
    g_autoptr(AppTransaction) read = app_read_begin(app, error);

    if (read == NULL || !sql_prospect_get(read->conn, &which, &prospect, NULL, error))
        return false;
    const Zone *zone = app_zone_or_default(app, prospect.zone);
    *ret_near = zone_offset_at(zone, now_us) == zone_offset_at(app->zone, now_us) &&
                prospect.phone != NULL && prospect.email_bounced == 0;
    return true;
}

bool
demo_world_stage_morning(App *app, GError **error)
{
    static const struct {
        int from_hour, until_hour;
        const char *note;
    } PROMISES[] = {
        { 9, 12, "Compare notes on the Friday peak" },
        { 14, 16, "Walk through the one-page sheet" },
    };
    g_autoptr(GArray) sent = load_sent(app, 4 * LATELY, error);
    g_autoptr(GHashTable) used = g_hash_table_new(g_int64_hash, g_int64_equal);
    guint answers = 0, promises = 0;

    for (guint i = 0; sent != NULL && i < sent->len; i++) {
        const SentMail *mail = &g_array_index(sent, SentMail, i);
        bool still_in, near;
        if (!is_still_in(app, mail->prospect_id, &still_in, error) ||
            !lives_near(app, mail->prospect_id, &near, error))
            return false;
        if (!still_in || strcmp(mail->mailbox, DEMO_USERS[0].email) != 0 ||
            !g_hash_table_add(used, (gpointer)&mail->prospect_id))
            continue;
        if (near && promises <= answers && promises < G_N_ELEMENTS(PROMISES)) {
            if (!promise_today(app, mail, PROMISES[promises].from_hour,
                               PROMISES[promises].until_hour, PROMISES[promises].note, error))
                return false;
            promises++;
        } else if (answers < 4) {
            if (!deliver_inbound(app, mail, answer_mail(app, mail, "", DEMO_ANSWERS[answers]),
                                 error))
                return false;
            answers++;
        }
    }
    return sent != NULL;
}
