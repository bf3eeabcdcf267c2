/* Snapshot, past, plan and neighbours as one object. */
#include "app/prospect_view.h"

#include <math.h>
#include <string.h>

#include "app/attach.h"
#include "app/person_past.h"
#include "app/plan.h"
#include "app/proposal.h"
#include "app/prospect_row.h"
#include "app/reply_row.h"
#include "app/say.h"
#include "app/snapshot.h"
#include "core/promise.h"

#define NEXT_SHOWN 5
#define REPLIES_SHOWN 3
#define COLLEAGUES_SHOWN 20
#define AHEAD_US (120 * DAY_US)

typedef struct {
    App *app;
    DbConn *conn;
    Snapshot person;
    PersonPast past;
    const Zone *zone;
    Instant now_us;
} View;

static void
view_clear(View *self)
{
    snapshot_clear(&self->person);
    person_past_clear(&self->past);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(View, view_clear)

static json_t *
shut_channels(int64_t mask)
{
    json_t *list = json_array();

    for (int kind = 0; kind < CHANNEL_COUNT; kind++)
        if ((mask & (INT64_C(1) << kind)) != 0)
            json_array_append_new(list, json_string(channel_kind_name((ChannelKind)kind)));
    return list;
}

static void
set_identity(const View *self, json_t *row)
{
    const SqlProspectGetRow *person = &self->person.prospect;
    g_autofree char *handle = prospect_handle(person);
    g_autofree char *name = prospect_display_name(person);
    g_autofree char *clock = say_clock(self->zone, self->now_us);
    const char *email_state = email_state_name(person->email, person->email_bounced != 0);

    json_set_text(row, "prospect", handle);
    json_set_int(row, "prospect_id", person->id);
    json_set_text(row, "name", name);
    json_set_text(row, "first_name", person->first_name);
    json_set_text(row, "last_name", person->last_name);
    json_set_text(row, "title", person->title);
    json_set_text(row, "company", person->company);
    json_set_int(row, "account_id", person->account_id);
    json_set_text(row, "email", person->email);
    json_set_text(row, "email_state", email_state);
    json_set_text(row, "phone", person->phone);
    json_set_text(row, "mobile", person->mobile);
    json_set_bool(row, "phone_wrong", person->phone_wrong != 0);
    json_set_text(row, "linkedin", person->linkedin);
    json_set_text(row, "country", person->country);
    json_set_text(row, "region", person->region);
    json_set_text(row, "city", person->city);
    json_set_text(row, "zone", zone_name(self->zone));
    json_set_text(row, "zone_source", person->zone_source);
    json_set_text(row, "local_time", clock);
    json_set_text(row, "language", person->language);
    json_set_text(row, "role", person->role);
    json_set_text(row, "owner", person->owner_name);
    json_set_text(row, "source", person->source);
    json_set_text(row, "external_id", person->external_id);
    json_t *fields =
        person->fields != NULL ? json_read(person->fields, strlen(person->fields), NULL) : NULL;
    json_object_set_new(row, "fields", fields != NULL ? fields : json_object());
    json_object_set_new(row, "opted_out", shut_channels(person->channels_shut));
    json_set_bool(row, "shut", self->person.shut);
}

static bool
set_mailbox(const View *self, int64_t mailbox_id, json_t *row, GError **error)
{
    g_auto(SqlMailboxGetRow) mailbox = { 0 };
    SqlMailboxGetParams which = { .workspace_id = self->app->workspace_id, .id = mailbox_id };
    bool found = false;

    if (mailbox_id != DB_NULL_INT && !sql_mailbox_get(self->conn, &which, &mailbox, &found, error))
        return false;
    json_set_text(row, "mailbox", found ? mailbox.address : NULL);
    return true;
}

static bool
set_enrollment(const View *self, json_t *row, GError **error)
{
    int64_t id;
    g_auto(SqlEnrollmentLastOfRow) last = { 0 };
    g_auto(SqlEnrollmentGetRow) enrollment = { 0 };
    SqlEnrollmentLastOfParams newest = { .workspace_id = self->app->workspace_id,
                                         .prospect_id = self->person.prospect.id };
    bool found;

    if (!sql_enrollment_last_of(self->conn, &newest, &last, &found, error))
        return false;
    if (!found) {
        json_object_set_new(row, "enrollment", json_null());
        return true;
    }
    id = last.id;
    SqlEnrollmentGetParams which = { .workspace_id = self->app->workspace_id, .id = id };
    const AppVersion *version = app_version(self->app, self->conn, last.version_id, error);
    if (version == NULL || !sql_enrollment_get(self->conn, &which, &enrollment, NULL, error))
        return false;
    json_t *object = json_object();
    json_object_set_new(row, "enrollment", object);
    json_set_int(object, "id", id);
    json_set_text(object, "sequence", version->name);
    json_set_int(object, "version", version->version);
    json_set_text(object, "state", enrollment.state);
    json_set_text(object, "finish_reason", enrollment.finish_reason);
    json_set_int(object, "step", enrollment.step);
    json_set_int(object, "steps", (int64_t)version->sequence->steps->len);
    json_set_instant(object, "started", enrollment.started_us, self->zone);
    json_set_instant(object, "paused_until", enrollment.paused_until_us, self->zone);
    json_set_text(object, "paused_why", enrollment.paused_why);
    return set_mailbox(self, enrollment.mailbox_id, object, error);
}

static bool
set_promises(const View *self, json_t *row, GError **error)
{
    SqlPromiseOfParams params = { .workspace_id = self->app->workspace_id,
                                  .prospect_id = self->person.prospect.id };
    SqlPromiseOfRow promise;
    json_t *list = json_array();
    int kept = 0, broken = 0;
    DbStep step;

    json_object_set_new(row, "promises", list);
    g_autoptr(DbCursor) cursor = sql_promise_of(self->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_promise_of_next(cursor, &promise, error)) == DB_ROW) {
        g_autofree char *say =
            promise_window_say(promise.from_us, promise.until_us, self->zone, self->now_us);
        json_t *object = json_object();
        json_set_int(object, "promise_id", promise.id);
        json_set_text(object, "channel", promise.channel);
        json_set_instant(object, "from", promise.from_us, self->zone);
        json_set_instant(object, "until", promise.until_us, self->zone);
        json_set_text(object, "say", say);
        json_set_text(object, "state", promise.state);
        json_set_text(object, "note", promise.note);
        json_array_append_new(list, object);
        kept += strcmp(promise.state, "kept") == 0;
        broken += strcmp(promise.state, "broken") == 0;
    }
    json_set_real(row, "kept_rate", kept + broken > 0 ? (double)kept / (kept + broken) : NAN);
    return step == DB_DONE;
}

/* What this person has heard, newest first, so that nothing is said twice. */
static bool
set_value_points(const View *self, json_t *row, GError **error)
{
    SqlTouchHistoryOfParams params = { .workspace_id = self->app->workspace_id,
                                       .prospect_id = self->person.prospect.id };
    SqlTouchHistoryOfRow touch;
    json_t *list = json_array();
    DbStep step;

    json_object_set_new(row, "value_points", list);
    g_autoptr(DbCursor) cursor = sql_touch_history_of(self->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_touch_history_of_next(cursor, &touch, error)) == DB_ROW) {
        if (touch.value_point == NULL || touch.value_point[0] == '\0' ||
            strcmp(touch.state, "skipped") == 0)
            continue;
        json_t *object = json_object();
        json_set_text(object, "key", touch.value_point);
        json_set_instant(object, "at", touch.made_us, self->zone);
        json_set_text(object, "channel", touch.channel);
        json_array_insert_new(list, 0, object);
    }
    return step == DB_DONE;
}

/* What this person was given, or is about to get. */
static bool
set_assets(const View *self, json_t *row, GError **error)
{
    json_t *list =
        attach_given_json(self->app, self->conn, self->person.prospect.id, self->zone, error);

    if (list == NULL)
        return false;
    json_object_set_new(row, "assets", list);
    return true;
}

typedef struct {
    const View *view;
    json_t *list;
} Next;

static bool
append_next(const PlannedTouch *touch, void *data)
{
    const Next *next = data;
    const View *view = next->view;
    g_autofree char *channel =
        say_channel(channel_kind_parse(json_text(touch->row, "channel", "")));
    g_autofree char *when =
        say_window(view->zone, touch->due_from_us, touch->due_until_us, view->now_us);
    g_autofree char *say = g_strdup_printf("%s, %s", channel, when);

    json_set_text(touch->row, "say", say);
    json_array_append(next->list, touch->row);
    return json_array_size(next->list) < NEXT_SHOWN;
}

/* Why there is nothing ahead of somebody who is in a sequence. */
static json_t *
rest_reasons(const View *self)
{
    Plan plan;

    planner_next(&self->person.input, &plan);
    return reasons_to_json(plan.reasons, plan.reason_count, self->zone, self->now_us);
}

static bool
set_next(const View *self, json_t *row, GError **error)
{
    g_autoptr(PlanList) touches = plan_list_new(self->app);
    Next next = { .view = self, .list = json_array() };

    json_object_set_new(row, "next", next.list);
    if (!plan_list_add(touches, self->conn, self->person.prospect.id, self->now_us + AHEAD_US,
                       error) ||
        !plan_list_each(touches, append_next, &next, error))
        return false;
    bool rests = json_array_size(next.list) == 0 && self->person.version != NULL;
    json_object_set_new(row, "rest", rests ? rest_reasons(self) : json_array());
    return true;
}

static bool
add_colleague(const View *self, const ProspectCard *card, json_t *list, GError **error)
{
    g_autoptr(json_t) row = prospect_row(self->app, self->conn, card, error);

    if (row == NULL)
        return false;
    json_t *colleague = json_object();
    static const char *const KEYS[] = { "prospect", "prospect_id", "name", "title" };
    for (gsize i = 0; i < G_N_ELEMENTS(KEYS); i++)
        json_object_set(colleague, KEYS[i], json_object_get(row, KEYS[i]));
    json_set_text(colleague, "role", card->card.role);
    json_set_text(colleague, "state", card->card.state);
    json_object_set(colleague, "last_say", json_object_get(row, "last_say"));
    json_array_append_new(list, colleague);
    return true;
}

static bool
set_colleagues(const View *self, json_t *row, GError **error)
{
    SqlProspectsByAccountParams params = {
        .workspace_id = self->app->workspace_id,
        .account_id = self->person.prospect.account_id,
        .n = COLLEAGUES_SHOWN + 1,
    };
    SqlProspectsByAccountRow colleague;
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
    json_t *list = json_array();
    DbStep step;

    json_object_set_new(row, "colleagues", list);
    if (params.account_id == DB_NULL_INT)
        return true;
    g_autoptr(DbCursor) cursor = sql_prospects_by_account(self->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_prospects_by_account_next(cursor, &colleague, error)) == DB_ROW)
        if (colleague.id != self->person.prospect.id)
            g_array_append_val(ids, colleague.id);
    g_clear_pointer(&cursor, db_cursor_close);
    guint shown = MIN(ids->len, COLLEAGUES_SHOWN);
    if (step != DB_DONE || shown == 0)
        return step == DB_DONE;
    const int64_t *first = &g_array_index(ids, int64_t, 0);
    g_autoptr(ProspectCards) cards =
        prospect_cards_load(self->app, self->conn, first, shown, error);
    if (cards == NULL)
        return false;
    for (guint i = 0; i < shown; i++) {
        const ProspectCard *card = prospect_cards_get(cards, first[i]);
        if (card != NULL && !add_colleague(self, card, list, error))
            return false;
    }
    return true;
}

static bool
set_replies(const View *self, json_t *row, GError **error)
{
    SqlReplyOfParams params = { .workspace_id = self->app->workspace_id,
                                .prospect_id = self->person.prospect.id,
                                .n = REPLIES_SHOWN };
    SqlReplyOfRow reply;
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
    json_t *list = json_array();
    DbStep step;

    json_object_set_new(row, "replies", list);
    g_autoptr(DbCursor) cursor = sql_reply_of(self->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_reply_of_next(cursor, &reply, error)) == DB_ROW)
        g_array_append_val(ids, reply.id);
    g_clear_pointer(&cursor, db_cursor_close);
    for (guint i = 0; step == DB_DONE && i < ids->len; i++) {
        json_t *object =
            reply_json(self->app, self->conn, g_array_index(ids, int64_t, i), false, error);
        if (object == NULL)
            return false;
        json_array_append_new(list, object);
    }
    return step == DB_DONE;
}

json_t *
prospect_view(App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    g_auto(View) self = { .app = app, .conn = conn, .now_us = app_now_us(app) };
    g_autoptr(json_t) row = json_object();

    if (!snapshot_load(app, conn, prospect_id, NULL, &self.person, error))
        return NULL;
    self.zone = self.person.input.zone;
    GaugeOf whose = {
        .prospect_id = prospect_id,
        .account_id = self.person.prospect.account_id,
        .zone = self.zone,
        .floor_attempts = self.person.ruleset.floor_attempts,
        .shut = self.person.shut,
    };
    if (!person_past_load(app, conn, &whose, self.person.prospect.owner_id, &self.past, error))
        return NULL;
    set_identity(&self, row);
    if (!set_enrollment(&self, row, error))
        return NULL;
    json_object_set_new(row, "gauge", person_gauge_json(&self.past));
    if (!set_promises(&self, row, error) || !set_value_points(&self, row, error) ||
        !set_assets(&self, row, error) || !set_next(&self, row, error) ||
        !set_colleagues(&self, row, error))
        return NULL;
    json_t *next = proposal_of_person(app, conn, prospect_id, error);
    if (next == NULL)
        return NULL;
    json_object_set_new(row, "next_opportunity", next);
    json_set_int(row, "attempts", self.person.prospect.attempts);
    json_object_set_new(row, "last_touch",
                        person_last_touch_json(&self.past, self.zone, self.now_us));
    if (!set_replies(&self, row, error))
        return NULL;
    return g_steal_pointer(&row);
}
