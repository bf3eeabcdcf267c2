/* Touch rows to a gauge. */
#include "app/person_past.h"

#include <string.h>

#include "app/say.h"
#include "store/queries.h"

/* Pressure of five weeks ago is all but gone. */
#define COLLEAGUE_US (35 * DAY_US)
#define COLLEAGUE_TOUCHES 200

void
person_past_clear(PersonPast *self)
{
    g_clear_pointer(&self->last_channel, g_free);
    g_clear_pointer(&self->last_outcome, g_free);
    g_clear_pointer(&self->value_points, g_ptr_array_unref);
}

static bool
said_before(const PersonPast *self, const char *value_point)
{
    for (guint i = 0; i < self->value_points->len; i++)
        if (strcmp(g_ptr_array_index(self->value_points, i), value_point) == 0)
            return true;
    return false;
}

static void
take_row(PersonPast *self, GArray *touches, const SqlTouchHistoryOfRow *row)
{
    Outcome outcome = row->outcome != NULL ? outcome_parse(row->outcome) : OUTCOME_SENT;
    bool has_value = row->value_point != NULL && row->value_point[0] != '\0';
    GaugeTouch touch = {
        .at_us = row->made_us,
        .channel = channel_kind_parse(row->channel),
        .outcome = outcome == OUTCOME_COUNT ? OUTCOME_DONE : outcome,
    };

    if (strcmp(row->state, "skipped") == 0 || !outcome_is_made(touch.outcome))
        return;
    touch.is_repeat = has_value && said_before(self, row->value_point);
    touch.has_value = has_value && !touch.is_repeat;
    touch.is_empty = !has_value && touches->len > 0 && channel_kind_is_written(touch.channel);
    if (touch.has_value)
        g_ptr_array_add(self->value_points, g_strdup(row->value_point));
    self->attempts += outcome_is_attempt(touch.outcome);
    self->last_us = row->made_us;
    g_free(self->last_channel);
    g_free(self->last_outcome);
    self->last_channel = g_strdup(row->channel);
    self->last_outcome = g_strdup(row->outcome);
    g_array_append_val(touches, touch);
}

/* The outcome a refusal's or an intent's name stands for; they share their names. */
static GaugeReaction
reaction_of(const char *name)
{
    if (g_strcmp0(name, "complaint") == 0)
        return REACTION_COMPLAINT;
    if (g_strcmp0(name, "question") == 0)
        return REACTION_KIND;
    return gauge_reaction_of(outcome_parse(name));
}

static bool
load_reactions(App *app, DbConn *conn, int64_t prospect_id, GArray *touches, GError **error)
{
    SqlReactionOfParams params = { .workspace_id = app->workspace_id, .prospect_id = prospect_id };
    SqlReactionOfRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_reaction_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_reaction_of_next(cursor, &row, error)) == DB_ROW) {
        GaugeTouch reaction = { .at_us = row.at_us,
                                .channel = CHANNEL_NONE,
                                .reaction = reaction_of(row.kind) };
        if (reaction.reaction != REACTION_NONE)
            g_array_append_val(touches, reaction);
    }
    return step == DB_DONE;
}

static gint
touch_compare(gconstpointer a, gconstpointer b)
{
    const GaugeTouch *first = a, *second = b;
    return (first->at_us > second->at_us) - (first->at_us < second->at_us);
}

static GaugeInput
gauge_input(App *app, const PersonPastOf *whose, const GArray *touches)
{
    return (GaugeInput){
        .touches = (const GaugeTouch *)(const void *)touches->data,
        .count = touches->len,
        .zone = whose->zone,
        .now_us = app_now_us(app),
        .floor_attempts = whose->floor_attempts,
    };
}

static void
add_colleague(App *app, const PersonPastOf *whose, GArray *touches, bool shut,
              GaugeAccount *account)
{
    GaugeInput input = gauge_input(app, whose, touches);
    Gauge gauge;

    input.shut = shut;
    gauge_read(&input, &gauge);
    gauge_account_add(account, &gauge);
    g_array_set_size(touches, 0);
}

/* What the colleagues know of us and think of us counts in part. */
static bool
load_account(App *app, DbConn *conn, const PersonPastOf *whose, GaugeAccount *account,
             GError **error)
{
    SqlTouchColleaguesOfParams params = {
        .workspace_id = app->workspace_id,
        .account_id = whose->account_id,
        .prospect_id = whose->prospect_id,
        .since_us = app_now_us(app) - COLLEAGUE_US,
        .n = COLLEAGUE_TOUCHES,
    };
    SqlTouchColleaguesOfRow row;
    g_autoptr(GArray) touches = g_array_new(FALSE, FALSE, sizeof(GaugeTouch));
    int64_t colleague_id = 0;
    bool shut = false;
    DbStep step;

    if (whose->account_id == DB_NULL_INT)
        return true;
    g_autoptr(DbCursor) cursor = sql_touch_colleagues_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_touch_colleagues_of_next(cursor, &row, error)) == DB_ROW) {
        Outcome outcome = row.outcome != NULL ? outcome_parse(row.outcome) : OUTCOME_SENT;
        GaugeTouch touch = { .at_us = row.made_us,
                             .channel = channel_kind_parse(row.channel),
                             .outcome = outcome == OUTCOME_COUNT ? OUTCOME_DONE : outcome };
        if (row.prospect_id != colleague_id && touches->len > 0)
            add_colleague(app, whose, touches, shut, account);
        colleague_id = row.prospect_id;
        shut = row.shut == -1;
        g_array_append_val(touches, touch);
    }
    if (touches->len > 0)
        add_colleague(app, whose, touches, shut, account);
    return step == DB_DONE;
}

bool
person_past_load(App *app, DbConn *conn, const PersonPastOf *whose, PersonPast *self,
                 GError **error)
{
    SqlTouchHistoryOfParams params = { .workspace_id = app->workspace_id,
                                       .prospect_id = whose->prospect_id };
    SqlTouchHistoryOfRow row;
    g_autoptr(GArray) touches = g_array_new(FALSE, FALSE, sizeof(GaugeTouch));
    GaugeAccount account = { 0 };
    DbStep step;

    *self = (PersonPast){ .last_us = INSTANT_NONE,
                          .value_points = g_ptr_array_new_with_free_func(g_free) };
    g_autoptr(DbCursor) cursor = sql_touch_history_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_touch_history_of_next(cursor, &row, error)) == DB_ROW)
        take_row(self, touches, &row);
    g_clear_pointer(&cursor, db_cursor_close);
    if (step != DB_DONE || !load_reactions(app, conn, whose->prospect_id, touches, error) ||
        !load_account(app, conn, whose, &account, error))
        return false;
    g_array_sort(touches, touch_compare);
    GaugeInput input = gauge_input(app, whose, touches);
    input.account = &account;
    input.shut = whose->shut;
    gauge_read(&input, &self->gauge);
    return true;
}

json_t *
person_last_touch_json(const PersonPast *self, const Zone *zone, Instant now_us)
{
    if (self->last_us == INSTANT_NONE)
        return json_null();
    g_autofree char *say =
        say_touch(self->last_channel, self->last_outcome, zone, self->last_us, now_us);
    json_t *touch = json_object();
    json_set_instant(touch, "at", self->last_us, zone);
    json_set_text(touch, "channel", self->last_channel);
    json_set_text(touch, "outcome", self->last_outcome);
    json_set_text(touch, "say", say);
    return touch;
}
