/* Ledger rows to sentences. See timeline.h. */
#include "app/timeline.h"

#include <string.h>

#include "app/attach.h"
#include "app/say.h"
#include "app/snapshot.h"
#include "core/promise.h"
#include "mail/read.h"
#include "text/markdown.h"

typedef struct {
    App *app;
    DbConn *conn;
    const Zone *zone;
    Instant now_us;
    char *name;          /* the person's */
    GHashTable *settled; /* touch ids with an outcome, or taken back */
    GHashTable *bounced; /* touch ids that came back */
    GHashTable *assets;  /* of attach_by_touch() */
} Timeline;

static void
timeline_clear(Timeline *self)
{
    g_clear_pointer(&self->name, g_free);
    g_clear_pointer(&self->settled, g_hash_table_unref);
    g_clear_pointer(&self->bounced, g_hash_table_unref);
    g_clear_pointer(&self->assets, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Timeline, timeline_clear)

static bool
is_kind(const char *kind, const char *one, const char *other)
{
    return strcmp(kind, one) == 0 || strcmp(kind, other) == 0;
}

static void
remember(GHashTable *set, int64_t touch_id)
{
    g_hash_table_add(set, g_memdup2(&touch_id, sizeof touch_id));
}

/* First pass: which touches have an end that tells their story. */
static bool
read_ends(Timeline *self, int64_t prospect_id, GError **error)
{
    SqlLedgerOfParams params = { .workspace_id = self->app->workspace_id,
                                 .prospect_id = prospect_id };
    SqlLedgerOfRow row;
    DbStep step;

    self->settled = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    self->bounced = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(DbCursor) cursor = sql_ledger_of(self->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_ledger_of_next(cursor, &row, error)) == DB_ROW) {
        if (row.touch_id == DB_NULL_INT)
            continue;
        if (is_kind(row.kind, "outcome", "cancelled") || is_kind(row.kind, "skipped", "held"))
            remember(self->settled, row.touch_id);
        else if (strcmp(row.kind, "bounce") == 0)
            remember(self->bounced, row.touch_id);
    }
    return step == DB_DONE;
}

/* Told by another line. */
static bool
is_folded(const Timeline *self, const SqlTimelineOfRow *row)
{
    if (strcmp(row->kind, "cancelled") == 0)
        return true;
    if (is_kind(row->kind, "task", "queued"))
        return g_hash_table_contains(self->settled, &row->touch_id);
    return strcmp(row->kind, "outcome") == 0 && g_strcmp0(row->outcome, "bounced") == 0 &&
           g_hash_table_contains(self->bounced, &row->touch_id);
}

static const char *
shown_kind(const char *kind)
{
    if (is_kind(kind, "task", "queued"))
        return "touch";
    return strcmp(kind, "reply_read") == 0 ? "note" : kind;
}

static char *
say_channel_of(const SqlTimelineOfRow *row)
{
    return row->channel != NULL ? say_channel(channel_kind_parse(row->channel)) : g_strdup("Touch");
}

static char *
say_outcome(const SqlTimelineOfRow *row)
{
    g_autofree char *channel = say_channel_of(row);
    Outcome outcome = outcome_parse(row->outcome);
    bool is_mail = g_strcmp0(row->channel, "email") == 0;

    if (is_mail && outcome == OUTCOME_SENT && row->subject != NULL)
        return g_strdup_printf("Mail: %s", row->subject);
    if (outcome == OUTCOME_SENT || outcome == OUTCOME_DONE)
        return g_strdup_printf("%s %s", channel, outcome_say(outcome));
    return g_strdup_printf("%s: %s", channel,
                           outcome != OUTCOME_COUNT ? outcome_say(outcome) : row->outcome);
}

/* What a person meant, from the name of an intent. */
static char *
say_intent(const char *intent)
{
    static const struct {
        const char *intent, *say;
    } WORDS[] = {
        { "interested", "They answered: interested" },
        { "meeting", "They answered: ready to meet" },
        { "question", "They answered with a question" },
        { "not_now", "They answered: not now" },
        { "referral", "They answered and named somebody else" },
        { "not_interested", "They answered: not interested" },
        { "stop", "They asked us to stop" },
        { "hostile", "They answered in anger" },
        { "unsubscribe", "They unsubscribed" },
        { "complaint", "They marked our mail as spam" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (g_strcmp0(intent, WORDS[i].intent) == 0)
            return g_strdup(WORDS[i].say);
    return g_strdup("They answered");
}

static json_t *
read_detail(const SqlTimelineOfRow *row)
{
    return row->detail != NULL ? json_read(row->detail, strlen(row->detail), NULL) : NULL;
}

/* The window of a promise from its row; false when it has none. */
static bool
promise_window(const json_t *detail, Instant *ret_from_us, Instant *ret_until_us)
{
    const char *from = json_text(detail, "from", NULL), *until = json_text(detail, "until", NULL);

    return from != NULL && until != NULL && instant_parse(from, ret_from_us, NULL) &&
           instant_parse(until, ret_until_us, NULL);
}

static char *
say_promise(const Timeline *self, const SqlTimelineOfRow *row, const json_t *detail)
{
    ChannelKind channel = channel_kind_parse(row->channel);
    Instant from_us, until_us;

    if (!promise_window(detail, &from_us, &until_us))
        return g_strdup_printf("Promised: %s", channel_kind_say(channel));
    g_autofree char *window = promise_window_say(from_us, until_us, self->zone, self->now_us);
    return g_strdup_printf("Promised: %s, %s", channel_kind_say(channel), window);
}

static char *
say_correction(const SqlTimelineOfRow *row)
{
    Outcome outcome = outcome_parse(row->outcome);

    return g_strdup_printf("Taken back: %s, %s", channel_kind_say(channel_kind_parse(row->channel)),
                           outcome != OUTCOME_COUNT ? outcome_say(outcome) : "as logged");
}

/* Still to come: a task, or mail in the queue. */
static char *
say_open(const Timeline *self, const SqlTimelineOfRow *row)
{
    g_autofree char *channel = say_channel_of(row);

    if (strcmp(row->kind, "queued") == 0)
        return g_strdup_printf("%s on its way", channel);
    if (row->due_from_us == DB_NULL_INT)
        return g_strdup_printf("%s planned", channel);
    g_autofree char *window =
        say_window(self->zone, row->due_from_us, row->due_until_us, self->now_us);
    return g_strdup_printf("%s planned: %s", channel, window);
}

/* Events named by their kind alone. */
static const char *
plain_title(const SqlTimelineOfRow *row)
{
    static const struct {
        const char *kind, *say;
    } TITLES[] = {
        { "bounce", "The mail came back" },
        { "promise_kept", "Promise kept" },
        { "promise_broken", "Promise broken" },
        { "promise_moved", "Promise moved" },
        { "promise_cancelled", "Promise taken back" },
        { "paused", "Paused" },
        { "resumed", "Goes on" },
        { "click", "They followed a link" },
        { "import", "Imported" },
        { "note", "Note" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TITLES); i++)
        if (strcmp(row->kind, TITLES[i].kind) == 0)
            return TITLES[i].say;
    return NULL;
}

static char *
say_by_channel(const SqlTimelineOfRow *row)
{
    g_autofree char *channel = say_channel_of(row);

    if (strcmp(row->kind, "held") == 0)
        return g_strdup_printf("%s held", channel);
    if (strcmp(row->kind, "skipped") == 0)
        return g_strdup_printf("%s passed over", channel);
    if (strcmp(row->kind, "moved") == 0)
        return g_strdup_printf("%s moved", channel);
    if (strcmp(row->kind, "in_doubt") == 0)
        return g_strdup_printf("%s: did it arrive?", channel);
    return g_strdup(row->kind);
}

static char *
say_title(const Timeline *self, const SqlTimelineOfRow *row, const json_t *detail)
{
    const char *kind = row->kind, *plain = plain_title(row);

    if (plain != NULL)
        return g_strdup(plain);
    if (strcmp(kind, "outcome") == 0)
        return say_outcome(row);
    if (strcmp(kind, "reply") == 0)
        return say_intent(row->outcome);
    if (strcmp(kind, "reply_read") == 0)
        return g_strdup_printf("Their answer was read: %s",
                               row->outcome != NULL ? outcome_say(outcome_parse(row->outcome))
                                                    : "done");
    if (strcmp(kind, "auto_reply") == 0)
        return g_strdup(g_strcmp0(row->outcome, mail_kind_name(MAIL_OUT_OF_OFFICE)) == 0
                            ? "Out of office"
                            : "An automatic answer");
    if (strcmp(kind, "promise") == 0)
        return say_promise(self, row, detail);
    if (strcmp(kind, "correction") == 0)
        return say_correction(row);
    if (strcmp(kind, "enrolled") == 0)
        return g_strdup_printf("Enrolled in %s", row->body != NULL ? row->body : "a sequence");
    if (strcmp(kind, "finished") == 0)
        return g_strdup_printf("Sequence over: %s", row->body != NULL ? row->body : "ended");
    if (strcmp(kind, "opt_out") == 0)
        return row->channel == NULL
                   ? g_strdup("No more contact")
                   : g_strdup_printf("No more contact by %s",
                                     channel_kind_say(channel_kind_parse(row->channel)));
    if (strcmp(kind, "signal") == 0)
        return g_strdup_printf("A reason to write: %s", row->body != NULL ? row->body : "noted");
    if (strcmp(kind, "review") == 0)
        return g_strdup(row->body != NULL ? row->body : "Reviewed");
    if (strcmp(kind, "next") == 0)
        return g_strdup(row->body != NULL ? row->body : "Next opportunity");
    return is_kind(kind, "task", "queued") ? say_open(self, row) : say_by_channel(row);
}

/* What was said or received, unless the title says it already; free with g_free(). */
static char *
text_of(const SqlTimelineOfRow *row)
{
    if (is_kind(row->kind, "enrolled", "finished") || is_kind(row->kind, "next", "correction") ||
        is_kind(row->kind, "signal", "review") || is_kind(row->kind, "task", "queued"))
        return NULL;
    if (strcmp(row->kind, "outcome") == 0 && g_strcmp0(row->outcome, "sent") == 0 &&
        row->mail_text != NULL)
        return g_strchomp(markdown_to_text(row->mail_text)); /* as the person read it */
    return g_strdup(row->body);
}

static bool
is_inbound(const char *kind)
{
    return is_kind(kind, "reply", "bounce") || strcmp(kind, "auto_reply") == 0;
}

static bool
is_outbound(const char *kind)
{
    return is_kind(kind, "outcome", "in_doubt");
}

static void
set_by(const Timeline *self, const SqlTimelineOfRow *row, json_t *object)
{
    bool from_person = is_kind(row->kind, "reply", "auto_reply");
    const char *name = from_person ? self->name : row->user_name;

    json_object_set_new(object, "by",
                        name != NULL ? json_pack("{s:s}", "name", name) : json_string("Seventh"));
}

static void
set_detail(const Timeline *self, const SqlTimelineOfRow *row, const json_t *detail, json_t *object)
{
    Instant from_us, until_us;

    json_object_set_new(object, "reasons",
                        json_is_array(detail) ? json_incref((json_t *)detail) : json_array());
    set_by(self, row, object);
    json_set_int(object, "touch_id", row->touch_id);
    json_set_text(object, "sequence", row->sequence);
    json_set_int(object, "step", row->step);
    if (strcmp(row->kind, "promise") != 0 || !promise_window(detail, &from_us, &until_us)) {
        json_object_set_new(object, "promise", json_null());
        return;
    }
    g_autofree char *say = promise_window_say(from_us, until_us, self->zone, self->now_us);
    json_t *promise = json_object();
    json_set_int(promise, "promise_id", json_int(detail, "promise_id", DB_NULL_INT));
    json_set_instant(promise, "from", from_us, self->zone);
    json_set_instant(promise, "until", until_us, self->zone);
    json_set_text(promise, "say", say);
    json_object_set_new(object, "promise", promise);
}

static json_t *
timeline_row(const Timeline *self, const SqlTimelineOfRow *row)
{
    g_autoptr(json_t) detail = read_detail(row);
    g_autofree char *at = say_moment_in(self->zone, row->at_us, self->now_us);
    g_autofree char *channel = row->channel != NULL ? say_channel_of(row) : NULL;
    g_autofree char *title = say_title(self, row, detail);
    g_autofree char *text = text_of(row);
    Outcome outcome = row->outcome != NULL ? outcome_parse(row->outcome) : OUTCOME_COUNT;
    json_t *object = json_object();

    json_set_instant(object, "at", row->at_us, self->zone);
    json_set_text(object, "at_say", at);
    json_set_text(object, "kind", shown_kind(row->kind));
    json_set_text(object, "channel", row->channel);
    json_set_text(object, "channel_say", channel);
    json_set_text(object, "direction",
                  is_inbound(row->kind)    ? "in"
                  : is_outbound(row->kind) ? "out"
                                           : "none");
    json_set_text(object, "outcome", row->outcome);
    json_set_text(object, "outcome_say", outcome != OUTCOME_COUNT ? outcome_say(outcome) : NULL);
    json_set_text(object, "title", title);
    json_set_text(object, "text", text);
    json_set_text(object, "value_point", row->value_point);
    json_t *assets = is_outbound(row->kind) || strcmp(row->kind, "queued") == 0
                         ? g_hash_table_lookup(self->assets, &row->touch_id)
                         : NULL;
    json_object_set_new(object, "assets", assets != NULL ? json_incref(assets) : json_array());
    set_detail(self, row, detail, object);
    return object;
}

bool
timeline_list(App *app, DbConn *conn, int64_t prospect_id, RowSink emit, void *emit_data,
              GError **error)
{
    g_auto(Timeline) self = { .app = app, .conn = conn, .now_us = app_now_us(app) };
    g_auto(SqlProspectGetRow) person = { 0 };
    SqlProspectGetParams who = { .workspace_id = app->workspace_id, .id = prospect_id };
    SqlTimelineOfParams params = { .workspace_id = app->workspace_id, .prospect_id = prospect_id };
    SqlTimelineOfRow row;
    DbStep step;

    if (!sql_prospect_get(conn, &who, &person, NULL, error) ||
        !read_ends(&self, prospect_id, error) ||
        (self.assets = attach_by_touch(app, conn, prospect_id, error)) == NULL)
        return false;
    self.zone = app_zone_or_default(app, person.zone);
    self.name = prospect_display_name(&person);
    g_autoptr(DbCursor) cursor = sql_timeline_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_timeline_of_next(cursor, &row, error)) == DB_ROW) {
        if (is_folded(&self, &row))
            continue;
        g_autoptr(json_t) object = timeline_row(&self, &row);
        if (!emit(object, emit_data))
            return true;
    }
    return step == DB_DONE;
}
