/* Touch rows to a gauge. */
#include "app/person_past.h"

#include <string.h>

#include "app/say.h"
#include "store/queries.h"

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

bool
person_past_load(App *app, DbConn *conn, int64_t prospect_id, const Zone *zone, bool shut,
                 PersonPast *self, GError **error)
{
    SqlTouchHistoryOfParams params = { .workspace_id = app->workspace_id,
                                       .prospect_id = prospect_id };
    SqlTouchHistoryOfRow row;
    g_autoptr(GArray) touches = g_array_new(FALSE, FALSE, sizeof(GaugeTouch));
    DbStep step;

    *self = (PersonPast){ .last_us = INSTANT_NONE,
                          .value_points = g_ptr_array_new_with_free_func(g_free) };
    g_autoptr(DbCursor) cursor = sql_touch_history_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_touch_history_of_next(cursor, &row, error)) == DB_ROW)
        take_row(self, touches, &row);
    gauge_read(&self->gauge, (const GaugeTouch *)(const void *)touches->data, touches->len, zone,
               app_now_us(app), shut);
    return step == DB_DONE;
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
