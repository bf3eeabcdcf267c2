/* Touch rows to a gauge. */
#include "app/person_past.h"

#include <string.h>

#include "app/say.h"
#include "store/queries.h"

#define LATELY_US (30 * DAY_US)
#define OTHERS_TOLD 2

void
person_past_clear(PersonPast *self)
{
    g_clear_pointer(&self->last_channel, g_free);
    g_clear_pointer(&self->last_outcome, g_free);
    g_clear_pointer(&self->value_points, g_ptr_array_unref);
    g_clear_pointer(&self->others, g_ptr_array_unref);
}

static void
take_value_point(PersonPast *self, const char *value_point)
{
    for (guint i = 0; i < self->value_points->len; i++)
        if (strcmp(g_ptr_array_index(self->value_points, i), value_point) == 0)
            return;
    g_ptr_array_add(self->value_points, g_strdup(value_point));
}

static void
take_row(PersonPast *self, GArray *touches, GHashTable *keys, const SqlTouchHistoryOfRow *row)
{
    Outcome outcome = row->outcome != NULL ? outcome_parse(row->outcome) : OUTCOME_SENT;

    if (outcome == OUTCOME_COUNT)
        outcome = OUTCOME_DONE;
    if (strcmp(row->state, "skipped") == 0 || !outcome_is_made(outcome))
        return;
    gauge_add_touch(touches, row->made_us, channel_kind_parse(row->channel), outcome,
                    value_point_id(row->value_point), keys);
    if (row->value_point != NULL && row->value_point[0] != '\0')
        take_value_point(self, row->value_point);
    self->attempts += outcome_is_attempt(outcome);
    self->last_us = row->made_us;
    g_free(self->last_channel);
    g_free(self->last_outcome);
    self->last_channel = g_strdup(row->channel);
    self->last_outcome = g_strdup(row->outcome);
}

/* "Kim Rep was there too: Call on Mon 23 Nov: no answer" */
static bool
load_others(App *app, DbConn *conn, const GaugeOf *whose, int64_t owner_id, PersonPast *self,
            GError **error)
{
    Instant now_us = app_now_us(app);
    SqlTouchByOthersParams params = { .workspace_id = app->workspace_id,
                                      .prospect_id = whose->prospect_id,
                                      .since_us = now_us - LATELY_US,
                                      .user_id = owner_id,
                                      .n = OTHERS_TOLD };
    SqlTouchByOthersRow row;
    DbStep step;

    if (owner_id == DB_NULL_INT || self->last_us < params.since_us)
        return true;
    g_autoptr(DbCursor) cursor = sql_touch_by_others(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_touch_by_others_next(cursor, &row, error)) == DB_ROW) {
        g_autofree char *touch =
            say_touch(row.channel, row.outcome, whose->zone, row.at_us, now_us);
        g_ptr_array_add(self->others, g_strdup_printf("%s was there too: %s", row.name, touch));
    }
    return step == DB_DONE;
}

bool
person_past_load(App *app, DbConn *conn, const GaugeOf *whose, int64_t owner_id, PersonPast *self,
                 GError **error)
{
    SqlTouchHistoryOfParams params = { .workspace_id = app->workspace_id,
                                       .prospect_id = whose->prospect_id };
    SqlTouchHistoryOfRow row;
    g_autoptr(GArray) touches = g_array_new(FALSE, FALSE, sizeof(GaugeTouch));
    g_autoptr(GHashTable) keys = gauge_keys_new();
    DbStep step;

    *self = (PersonPast){ .last_us = INSTANT_NONE,
                          .value_points = g_ptr_array_new_with_free_func(g_free),
                          .others = g_ptr_array_new_with_free_func(g_free) };
    g_autoptr(DbCursor) cursor = sql_touch_history_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_touch_history_of_next(cursor, &row, error)) == DB_ROW)
        take_row(self, touches, keys, &row);
    g_clear_pointer(&cursor, db_cursor_close);
    return step == DB_DONE && gauge_load(app, conn, whose, touches, &self->gauge, error) &&
           load_others(app, conn, whose, owner_id, self, error);
}

json_t *
person_gauge_json(const PersonPast *self)
{
    json_t *gauge = gauge_to_json(&self->gauge), *reasons = json_object_get(gauge, "reasons");

    for (guint i = 0; i < self->others->len; i++)
        json_array_append_new(reasons, json_string(g_ptr_array_index(self->others, i)));
    return gauge;
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
