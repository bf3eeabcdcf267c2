/* A task as JSON. See today_row.h; the keys are those of `today` in the operation's contract. */
#include "app/today_row.h"

#include <string.h>

#include "app/attach.h"
#include "app/library.h"
#include "app/lint_input.h"
#include "app/person_past.h"
#include "app/render.h"
#include "app/say.h"
#include "core/promise.h"

struct TodayRows {
    App *app;
    DbConn *conn;
    GHashTable *users; /* id -> SqlUserGetRow * */
    Ruleset ruleset;
    bool has_ruleset;
};

static void
user_free(gpointer data)
{
    sql_user_get_row_clear(data);
    g_free(data);
}

TodayRows *
today_rows_new(App *app, DbConn *conn)
{
    TodayRows *self = g_new(TodayRows, 1);

    *self = (TodayRows){
        .app = app,
        .conn = conn,
        .users = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, user_free),
    };
    return self;
}

void
today_rows_free(TodayRows *self)
{
    if (self == NULL)
        return;
    g_hash_table_unref(self->users);
    g_free(self);
}

bool
today_rows_expect(TodayRows *self, const TodayTask *task, GError **error)
{
    SqlTouchGetParams touch = { .workspace_id = self->app->workspace_id, .id = task->touch_id };
    SqlProspectGetParams person = { .workspace_id = self->app->workspace_id,
                                    .id = task->prospect_id };

    return sql_touch_get_ahead(self->conn, &touch, error) &&
           sql_prospect_get_ahead(self->conn, &person, error);
}

static const SqlUserGetRow *
user_of(TodayRows *self, int64_t user_id, GError **error)
{
    SqlUserGetRow *user = g_hash_table_lookup(self->users, &user_id);
    SqlUserGetParams params = { .workspace_id = self->app->workspace_id, .id = user_id };

    if (user != NULL)
        return user;
    user = g_new0(SqlUserGetRow, 1);
    if (!sql_user_get(self->conn, &params, user, NULL, error)) {
        user_free(user);
        return NULL;
    }
    g_hash_table_insert(self->users, &user->id, user);
    return user;
}

/* All that one row is made of. */
typedef struct {
    TodayRows *rows;
    const TodayTask *task;
    const Zone *zone;
    Instant now_us;
    bool brief;
    Snapshot person;
    SqlTouchGetRow touch;
    SqlPromiseGetRow promise;
    bool has_promise, promise_broken;
    PersonPast past;
    const Step *step; /* NULL: not of a step */
    int steps;
    json_t *reasons;
} Card;

static void
card_clear(Card *self)
{
    snapshot_clear(&self->person);
    sql_touch_get_row_clear(&self->touch);
    sql_promise_get_row_clear(&self->promise);
    person_past_clear(&self->past);
    g_clear_pointer(&self->reasons, json_decref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Card, card_clear)

static bool
load_past(Card *self, GError **error)
{
    TodayRows *rows = self->rows;

    if (!rows->has_ruleset && !app_ruleset(rows->app, rows->conn, &rows->ruleset, error))
        return false;
    rows->has_ruleset = true;
    GaugeOf whose = {
        .prospect_id = self->task->prospect_id,
        .account_id = self->person.prospect.account_id,
        .zone = self->zone,
        .floor_attempts = rows->ruleset.floor_attempts,
        .shut = self->person.prospect.channels_shut == -1,
    };
    return person_past_load(rows->app, rows->conn, &whose, self->person.prospect.owner_id,
                            &self->past, error);
}

static bool
card_load(Card *self, GError **error)
{
    App *app = self->rows->app;
    DbConn *conn = self->rows->conn;
    SqlTouchGetParams which = { .workspace_id = app->workspace_id, .id = self->task->touch_id };

    if (!sql_touch_get(conn, &which, &self->touch, NULL, error) ||
        !snapshot_load_person(app, conn, self->task->prospect_id, self->touch.version_id,
                              &self->person, error))
        return false;
    self->zone = self->person.input.zone;
    if (self->person.version != NULL) {
        const GPtrArray *steps = self->person.version->sequence->steps;
        self->steps = (int)steps->len;
        if (self->touch.step > 0 && self->touch.step <= steps->len)
            self->step = g_ptr_array_index(steps, self->touch.step - 1);
    }
    if (self->touch.promise_id != DB_NULL_INT) {
        SqlPromiseGetParams promise = { .workspace_id = app->workspace_id,
                                        .id = self->touch.promise_id };
        if (!sql_promise_get(conn, &promise, &self->promise, &self->has_promise, error))
            return false;
        self->promise_broken = self->has_promise && (strcmp(self->promise.state, "broken") == 0 ||
                                                     self->promise.until_us < self->now_us);
    }
    self->reasons = self->touch.reasons != NULL
                        ? json_read(self->touch.reasons, strlen(self->touch.reasons), NULL)
                        : NULL;
    if (self->reasons == NULL)
        self->reasons = json_array();
    /* Whether somebody who came to us still waits is told by the past. */
    return (self->brief && self->task->came_us == INSTANT_NONE) || load_past(self, error);
}

/* "12 minutes", "3 hours", "4 days". */
static char *
say_wait(int64_t waited_us)
{
    int64_t minutes = waited_us / MINUTE_US;

    if (minutes < 120)
        return g_strdup_printf("%" G_GINT64_FORMAT " minute%s", minutes, minutes == 1 ? "" : "s");
    if (minutes < 48 * 60)
        return g_strdup_printf("%" G_GINT64_FORMAT " hours", minutes / 60);
    return g_strdup_printf("%" G_GINT64_FORMAT " days", minutes / (24 * 60));
}

/* How long somebody who came to us could have been reached and was not; 0: nobody waits. */
static int64_t
waited_us(const Card *self)
{
    if (self->task->came_us == INSTANT_NONE || self->past.attempts > 0)
        return 0;
    return MAX(0, self->now_us - self->task->came_us);
}

static char *
say_inbound(const Card *self)
{
    int64_t waited = waited_us(self), aim_us = self->step->within_us;
    g_autofree char *wait = say_wait(waited), *aim = say_wait(aim_us);

    if (aim_us == 0 || waited <= aim_us)
        return g_strdup("They came to you and wait for an answer.");
    return g_strdup_printf("They came to you and have waited %s; the aim is %s.", wait, aim);
}

/* The promise first; else why the planner put it here; else which step it is. */
static char *
say_why(const Card *self)
{
    const json_t *first = json_array_get(self->reasons, 0);
    const char *code = json_text(first, "code", ""), *text = json_text(first, "text", "");
    const char *objective = self->touch.objective;

    if (self->has_promise) {
        g_autofree char *window = promise_window_say(self->promise.from_us, self->promise.until_us,
                                                     self->zone, self->now_us);
        return self->promise_broken
                   ? g_strdup_printf(
                         "You promised %s; that has passed, so say so and make it good.", window)
                   : g_strdup_printf("You promised %s.", window);
    }
    if (self->task->priority == 1 && self->past.attempts == 0 && self->step != NULL)
        return say_inbound(self);
    if (text[0] != '\0' && strcmp(code, "step_due") != 0)
        return g_strdup(text);
    if (self->step == NULL)
        return g_strdup(text[0] != '\0' ? text : "A touch of your own.");
    if (objective == NULL || objective[0] == '\0')
        return g_strdup_printf("Step %d of %d.", self->step->number, self->steps);
    return g_strdup_printf("Step %d of %d: %s.", self->step->number, self->steps, objective);
}

/* What else decided, beside the headline, the step and the promise it has named. NULL: nothing. */
static char *
say_why_more(const Card *self, const char *why)
{
    g_autoptr(json_t) rest = json_array();
    json_t *reason;
    gsize i;

    json_array_foreach(self->reasons, i, reason)
    {
        const char *code = json_text(reason, "code", "");
        if (strcmp(code, reason_name(REASON_STEP_DUE)) != 0 &&
            strcmp(code, reason_name(REASON_PROMISE)) != 0 &&
            strcmp(json_text(reason, "text", ""), why) != 0)
            json_array_append(rest, reason);
    }
    return say_reasons(rest);
}

static void
set_promise(const Card *self, json_t *row)
{
    if (!self->has_promise) {
        json_object_set_new(row, "promise", json_null());
        return;
    }
    g_autofree char *say =
        promise_window_say(self->promise.from_us, self->promise.until_us, self->zone, self->now_us);
    json_t *promise = json_object();
    json_set_int(promise, "promise_id", self->promise.id);
    json_set_instant(promise, "from", self->promise.from_us, self->zone);
    json_set_instant(promise, "until", self->promise.until_us, self->zone);
    json_set_text(promise, "say", say);
    json_set_bool(promise, "broken", self->promise_broken);
    json_set_text(promise, "note", self->promise.note);
    json_object_set_new(row, "promise", promise);
}

/* Strict about holes where it is sent, lenient here: a rep fills a gap while talking. */
static char *
render_or_source(const Card *self, const char *source, const Sender *sender)
{
    char *text = source != NULL ? render_text(&self->person, source, sender, NULL) : NULL;
    text = text != NULL ? text : g_strdup(source);
    return text != NULL ? g_strchomp(text) : NULL;
}

/* What there is to say, in the library's words; they stand in for a script that was written for
 * something this person has heard already. */
static bool
set_value_point(const Card *self, json_t *row, const char *said, GError **error)
{
    App *app = self->rows->app;
    DbConn *conn = self->rows->conn;
    const char *key = self->touch.value_point;
    g_autoptr(GPtrArray) library = library_load(app, conn, error);
    g_autoptr(GError) problem = NULL;

    if (library == NULL)
        return false;
    const ValuePoint *point = key != NULL ? value_points_find(library, value_point_id(key)) : NULL;
    bool replaced =
        point != NULL && (self->step == NULL || g_strcmp0(self->step->value_point, key) != 0);
    json_set_text(row, "script", replaced && point->says[0] != '\0' ? point->says : said);
    json_set_text(row, "value_point_title", point != NULL ? point->title : key);
    json_set_text(row, "value_point_says", point != NULL ? point->says : NULL);
    g_autofree char *last =
        library_last_said(app, conn, self->task->prospect_id, self->zone, &problem);
    if (problem != NULL) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    json_set_text(row, "last_said", last);
    return true;
}

/* What lint says of the text a person is about to send, against what was sent before. */
static bool
set_findings(const Card *self, json_t *row, const char *subject, const char *text, GError **error)
{
    if (text == NULL)
        return true;
    g_autoptr(GPtrArray) said =
        library_said_to(self->rows->app, self->rows->conn, self->task->prospect_id, error);
    if (said == NULL)
        return false;
    LintInput input = { .subject = subject,
                        .body = text,
                        .thread = said,
                        .is_reply = self->step != NULL && self->step->reply_to_previous };
    g_autoptr(LintReport) report = lint_check(&input);
    g_autoptr(json_t) checked = lint_report_to_json(report, 1);
    json_object_set(row, "findings", json_object_get(checked, "findings"));
    return true;
}

/* The files and links that go with what is said. */
static bool
set_assets(const Card *self, json_t *row, GError **error)
{
    json_t *assets = self->step == NULL
                         ? json_array()
                         : attach_step_json(self->rows->app, self->rows->conn, self->step, error);

    return assets != NULL && json_object_set_new(row, "assets", assets) == 0;
}

static bool
set_texts(const Card *self, json_t *row, GError **error)
{
    const Step *step = self->step;
    const SqlTouchGetRow *touch = &self->touch;
    const SqlUserGetRow *user = user_of(self->rows, touch->user_id, error);

    if (user == NULL)
        return false;
    Sender sender = { .name = user->name, .email = user->email };
    const char *script = step == NULL ? NULL : step->script != NULL ? step->script : step->body;
    g_autofree char *said = render_or_source(self, script, &sender);
    g_autofree char *headed = touch->subject != NULL ? g_strdup(touch->subject)
                              : step != NULL ? render_or_source(self, step->subject, &sender)
                                             : NULL;
    g_autofree char *written = touch->body != NULL ? g_strdup(touch->body)
                               : step != NULL      ? render_or_source(self, step->body, &sender)
                                                   : NULL;
    if (!set_value_point(self, row, said, error))
        return false;
    json_set_text(row, "subject", headed);
    json_set_text(row, "body", written);
    if (channel_kind_is_written(channel_kind_parse(touch->channel)) &&
        !set_findings(self, row, headed, written != NULL ? written : said, error))
        return false;
    return true;
}

static void
set_person(const Card *self, json_t *row)
{
    const SqlProspectGetRow *person = &self->person.prospect;
    g_autofree char *handle = prospect_handle(person);
    g_autofree char *name = prospect_display_name(person);
    g_autofree char *clock = say_clock(self->zone, self->now_us);

    json_set_text(row, "prospect", handle);
    json_set_int(row, "prospect_id", person->id);
    json_set_text(row, "name", name);
    json_set_text(row, "title", person->title);
    json_set_text(row, "company", person->company);
    json_set_text(row, "phone", person->phone);
    json_set_text(row, "mobile", person->mobile);
    json_set_text(row, "zone", zone_name(self->zone));
    json_set_text(row, "local_time", clock);
}

static void
set_task(const Card *self, json_t *row)
{
    const SqlTouchGetRow *touch = &self->touch;
    g_autofree char *channel_say = say_channel(channel_kind_parse(touch->channel));
    g_autofree char *due_say =
        say_window(self->zone, touch->due_from_us, touch->due_until_us, self->now_us);
    g_autofree char *why = say_why(self), *more = say_why_more(self, why);

    json_set_text(row, "channel", touch->channel);
    json_set_text(row, "channel_say", channel_say);
    json_set_instant(row, "due_from", touch->due_from_us, self->zone);
    json_set_instant(row, "due_until", touch->due_until_us, self->zone);
    json_set_text(row, "due_say", due_say);
    json_set_text(row, "why", why);
    json_set_text(row, "why_more", more);
    json_object_set(row, "reasons", self->reasons);
    set_promise(self, row);
    json_set_text(row, "sequence",
                  self->person.version != NULL ? self->person.version->name : NULL);
    json_set_int(row, "step", touch->step > 0 ? touch->step : DB_NULL_INT);
    json_set_int(row, "steps", self->steps > 0 ? self->steps : DB_NULL_INT);
    json_set_text(row, "objective", touch->objective);
    json_set_text(row, "value_point", touch->value_point);
}

static void
set_wait(const Card *self, json_t *row)
{
    int64_t waited = waited_us(self);
    bool waits = waited > 0 || self->task->came_us != INSTANT_NONE;
    g_autofree char *say = say_wait(waited);

    json_set_int(row, "waited_s", waits ? waited / SECOND_US : DB_NULL_INT);
    json_set_text(row, "waited_say", waits ? say : NULL);
    json_set_bool(row, "alarm", waited >= TODAY_ALARM_US);
}

/* Whose task it is, when the reader stands in for them. */
static bool
set_colleague(const Card *self, json_t *row, GError **error)
{
    const SqlUserGetRow *user =
        self->task->stands_in ? user_of(self->rows, self->touch.user_id, error) : NULL;

    json_set_text(row, "stands_in_for", user != NULL ? user->name : NULL);
    return user != NULL || !self->task->stands_in;
}

json_t *
today_row(TodayRows *self, const TodayTask *task, int rank, bool brief, GError **error)
{
    g_auto(Card)
        card = { .rows = self, .task = task, .now_us = app_now_us(self->app), .brief = brief };
    g_autoptr(json_t) row = json_object();

    if (!card_load(&card, error))
        return NULL;
    json_set_int(row, "rank", rank);
    json_set_int(row, "touch_id", task->touch_id);
    set_person(&card, row);
    set_task(&card, row);
    if (!brief) {
        if (!set_texts(&card, row, error) || !set_assets(&card, row, error))
            return NULL;
        json_object_set_new(row, "last_touch",
                            person_last_touch_json(&card.past, card.zone, card.now_us));
        json_object_set_new(row, "gauge", person_gauge_json(&card.past));
    }
    json_set_int(row, "attempts", card.person.prospect.attempts);
    json_set_real(row, "expected", task->expected);
    json_set_bool(row, "late", card.touch.due_until_us < card.now_us);
    set_wait(&card, row);
    return set_colleague(&card, row, error) ? g_steal_pointer(&row) : NULL;
}
