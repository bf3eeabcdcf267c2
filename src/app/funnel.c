/* See funnel.h. */
#include "app/funnel.h"

#include "app/library.h"
#include "app/person_past.h"
#include "app/record.h"
#include "app/refusal.h"
#include "app/say.h"
#include "app/snapshot.h"
#include "core/funnel_review.h"
#include "core/ways.h"

#define LOOKED_AT 60    /* people of one owner, to choose the weightiest among */
#define REPLY_WORDS 160 /* bytes of their answer shown */

typedef struct {
    FunnelFacts facts;
    char *fresh, *signal, *reply;
} Person;

static void
person_clear(Person *self)
{
    g_free(self->fresh);
    g_free(self->signal);
    g_free(self->reply);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Person, person_clear)

static void
count_attempts(Person *self, const Snapshot *snapshot)
{
    FunnelFacts *facts = &self->facts;
    g_autoptr(GHashTable) said = g_hash_table_new(g_int64_hash, g_int64_equal);

    for (guint i = 0; i < snapshot->attempts->len; i++) {
        Attempt *attempt = &g_array_index(snapshot->attempts, Attempt, i);
        if (attempt->skipped)
            continue;
        facts->attempts++;
        facts->on[attempt->channel]++;
        facts->last_touch_us = attempt->at_us;
        facts->since_reply +=
            facts->replied_us != INSTANT_NONE && attempt->at_us > facts->replied_us;
        if (attempt->value_point != 0)
            facts->same_points += !g_hash_table_add(said, &attempt->value_point);
    }
    for (int c = 0; c < CHANNEL_COUNT; c++)
        if (ways_why_unusable(&snapshot->input, (ChannelKind)c) == UNUSABLE_NOT)
            facts->reachable |= 1u << c;
    facts->library = (int)snapshot->value_points->len;
    for (guint i = 0; i < snapshot->value_points->len; i++)
        facts->unheard +=
            !g_hash_table_contains(said, &g_array_index(snapshot->value_points, uint64_t, i));
    self->fresh = library_fresh_title(snapshot);
    facts->fresh = self->fresh;
}

static bool
read_answers(App *app, DbConn *conn, int64_t prospect_id, Person *self, GError **error)
{
    g_auto(SqlAnsweredLastRow) answered = { 0 };
    g_auto(RefusalLast) no = { 0 };
    SqlAnsweredLastParams params = { .workspace_id = app->workspace_id,
                                     .prospect_id = prospect_id };
    bool found;

    if (!sql_answered_last(conn, &params, &answered, &found, error) ||
        !refusal_last(app, conn, prospect_id, &no, error))
        return false;
    self->facts.replied_us = found ? answered.received_us : INSTANT_NONE;
    if (found && answered.new_text != NULL) {
        g_autofree char *line = g_strdelimit(g_strdup(answered.new_text), "\r\n\t", ' ');
        g_autofree char *start = g_strndup(line, REPLY_WORDS);
        self->reply = g_utf8_make_valid(g_strstrip(start), -1);
    }
    self->facts.reply = self->reply;
    self->facts.no = no.id != 0 ? no.kind : NO_KIND_COUNT;
    self->facts.no_us = no.id != 0 ? no.at_us : INSTANT_NONE;
    return true;
}

static bool
expect_person(App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    SqlAnsweredLastParams answered = { .workspace_id = app->workspace_id,
                                       .prospect_id = prospect_id };

    return snapshot_expect(app, conn, prospect_id, error) &&
           sql_answered_last_ahead(conn, &answered, error) &&
           refusal_expect(app, conn, prospect_id, error);
}

/* What came up since the last touch. */
static bool
read_signal(App *app, DbConn *conn, const Snapshot *snapshot, Person *self, GError **error)
{
    SqlSignalOfParams params = { .workspace_id = app->workspace_id,
                                 .prospect_id = snapshot->prospect.id,
                                 .account_id = snapshot->prospect.account_id,
                                 .n = 1 };
    SqlSignalOfRow row;

    g_autoptr(DbCursor) cursor = sql_signal_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    DbStep step = sql_signal_of_next(cursor, &row, error);
    if (step == DB_ROW && row.at_us > self->facts.last_touch_us)
        self->signal = g_strdup(row.note != NULL ? row.note : row.kind);
    self->facts.signal = self->signal;
    return step != DB_FAILED;
}

static bool
person_load(App *app, DbConn *conn, int64_t prospect_id, Snapshot *snapshot, Person *self,
            GError **error)
{
    self->facts.now_us = app_now_us(app);
    self->facts.last_touch_us = INSTANT_NONE;
    if (!snapshot_load(app, conn, prospect_id, NULL, snapshot, error) ||
        !read_answers(app, conn, prospect_id, self, error))
        return false;
    count_attempts(self, snapshot);
    return read_signal(app, conn, snapshot, self, error);
}

static json_t *
questions_json(const FunnelReview *review)
{
    json_t *list = json_array();

    for (FunnelQuestion q = 0; q < FUNNEL_QUESTIONS; q++)
        json_array_append_new(list,
                              json_pack("{s:s, s:s, s:s}", "question", funnel_question_say(q),
                                        "verdict", funnel_verdict_name(review->answers[q].verdict),
                                        "say", review->answers[q].say));
    return list;
}

static json_t *
funnel_row(App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    g_auto(Snapshot) snapshot = { 0 };
    g_auto(Person) person = { 0 };
    FunnelReview review;

    if (!person_load(app, conn, prospect_id, &snapshot, &person, error))
        return NULL;
    funnel_review(&person.facts, &review);
    g_autofree char *handle = prospect_handle(&snapshot.prospect);
    g_autofree char *name = prospect_display_name(&snapshot.prospect);
    json_t *row = json_object();
    json_set_text(row, "prospect", handle);
    json_set_int(row, "prospect_id", prospect_id);
    json_set_text(row, "name", name);
    json_set_text(row, "company", snapshot.prospect.company);
    json_set_text(row, "owner", snapshot.prospect.owner_email);
    json_set_int(row, "attempts", person.facts.attempts);
    json_set_instant(row, "last_touch", snapshot.prospect.last_touch_us, app->zone);
    if (snapshot.prospect.last_touch_us != DB_NULL_INT) {
        g_autofree char *day = say_day(app->zone, snapshot.prospect.last_touch_us, app_now_us(app));
        json_set_text(row, "last_say", day);
    }
    json_object_set_new(row, "questions", questions_json(&review));
    json_set_text(row, "proposal", funnel_decision_name(review.proposal));
    json_set_text(row, "proposal_say", funnel_decision_say(review.proposal));
    json_set_text(row, "why", review.why);
    json_set_real(row, "weight", review.weight);
    return row;
}

static bool
collect_owned(App *app, DbConn *conn, int64_t owner_id, GArray *ids, GError **error)
{
    SqlReviewOwnedParams params = {
        .workspace_id = app->workspace_id,
        .owner_id = owner_id,
        .quiet_us = app_now_us(app) - FUNNEL_QUIET_DAYS * DAY_US,
        .reviewed_us = app_now_us(app) - FUNNEL_AGAIN_DAYS * DAY_US,
        .n = LOOKED_AT,
    };
    SqlReviewOwnedRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_review_owned(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_review_owned_next(cursor, &row, error)) == DB_ROW)
        g_array_append_val(ids, row.id);
    return step == DB_DONE;
}

static bool
collect_unowned(App *app, DbConn *conn, GArray *ids, GError **error)
{
    SqlReviewUnownedParams params = {
        .workspace_id = app->workspace_id,
        .quiet_us = app_now_us(app) - FUNNEL_QUIET_DAYS * DAY_US,
        .reviewed_us = app_now_us(app) - FUNNEL_AGAIN_DAYS * DAY_US,
        .n = LOOKED_AT,
    };
    SqlReviewUnownedRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_review_unowned(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_review_unowned_next(cursor, &row, error)) == DB_ROW)
        g_array_append_val(ids, row.id);
    return step == DB_DONE;
}

static bool
list_users(App *app, DbConn *conn, GArray *users, GError **error)
{
    SqlUserListParams params = { .workspace_id = app->workspace_id };
    SqlUserListRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_user_list(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_user_list_next(cursor, &row, error)) == DB_ROW)
        g_array_append_val(users, row.id);
    return step == DB_DONE;
}

static bool
collect_all(App *app, DbConn *conn, GArray *ids, GError **error)
{
    g_autoptr(GArray) users = g_array_new(FALSE, FALSE, sizeof(int64_t));

    if (!list_users(app, conn, users, error))
        return false;
    for (guint i = 0; i < users->len; i++)
        if (!collect_owned(app, conn, g_array_index(users, int64_t, i), ids, error))
            return false;
    return true;
}

static gint
by_weight(gconstpointer a, gconstpointer b)
{
    double left = json_real_value(json_object_get(*(json_t *const *)a, "weight"));
    double right = json_real_value(json_object_get(*(json_t *const *)b, "weight"));

    return (left < right) - (left > right);
}

json_t *
funnel_list(App *app, int64_t user_id, int most, GError **error)
{
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref);

    if (read == NULL || !collect_unowned(app, read->conn, ids, error) ||
        !(user_id != 0 ? collect_owned(app, read->conn, user_id, ids, error)
                       : collect_all(app, read->conn, ids, error)))
        return NULL;
    for (guint i = 0; i < ids->len; i++)
        if (!expect_person(app, read->conn, g_array_index(ids, int64_t, i), error))
            return NULL;
    for (guint i = 0; i < ids->len; i++) {
        json_t *row = funnel_row(app, read->conn, g_array_index(ids, int64_t, i), error);
        if (row == NULL)
            return NULL;
        g_ptr_array_add(rows, row);
    }
    g_ptr_array_sort(rows, by_weight);
    json_t *list = json_array();
    for (guint i = 0; i < MIN(rows->len, (guint)most); i++)
        json_array_append(list, g_ptr_array_index(rows, i));
    return list;
}

bool
funnel_note(App *app, int64_t prospect_id, int64_t user_id, const char *decision, const char *note,
            GError **error)
{
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    if (write == NULL)
        return false;
    g_autoptr(json_t) row = funnel_row(app, write->conn, prospect_id, error);
    if (row == NULL)
        return false;
    g_autoptr(json_t) detail = json_object();
    json_set_text(detail, "decision", decision);
    json_object_set(detail, "questions", json_object_get(row, "questions"));
    char *line = json_line(detail);
    g_autofree char *text =
        g_strdup_printf("Reviewed: %s%s%s", funnel_decision_say(funnel_decision_parse(decision)),
                        note != NULL ? ". " : "", note != NULL ? note : "");
    LedgerEntry entry = { .prospect_id = prospect_id,
                          .kind = "review",
                          .user_id = user_id,
                          .outcome = decision,
                          .text = text,
                          .detail = line };
    bool done = ledger_note(app, write->conn, &entry, NULL, error) && app_commit(write, error);
    free(line);
    return done;
}
