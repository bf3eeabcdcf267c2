/* See account_view.h. */
#include "app/account_view.h"

#include <string.h>

#include "app/committee_load.h"
#include "app/say.h"
#include "core/name_key.h"
#include "core/next_opportunity.h"
#include "core/outcome.h"
#include "core/signal_kind.h"
#include "store/queries.h"

#define SAID_SHOWN 40
#define SIGNALS_SHOWN 10

typedef struct {
    App *app;
    DbConn *conn;
    int64_t account_id;
    GPtrArray *people;
    Instant now_us;
} View;

static void
view_clear(View *self)
{
    g_clear_pointer(&self->people, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(View, view_clear)

bool
account_find(App *app, DbConn *conn, const char *what, int64_t *ret_id, GError **error)
{
    g_autofree char *key = name_key_of(NULL, what);
    g_autofree char *domain = g_ascii_strdown(what, -1);
    g_auto(SqlAccountFindRow) row = { 0 };
    g_auto(SqlAccountGetRow) known = { 0 };
    SqlAccountFindParams params = { .workspace_id = app->workspace_id,
                                    .name_key = key,
                                    .domain = domain };
    bool found;

    if (what[0] == '#') {
        SqlAccountGetParams which = { .workspace_id = app->workspace_id,
                                      .id = g_ascii_strtoll(what + 1, NULL, 10) };
        if (!sql_account_get(conn, &which, &known, &found, error))
            return false;
        *ret_id = known.id;
    } else {
        if (!sql_account_find(conn, &params, &row, &found, error))
            return false;
        *ret_id = row.id;
    }
    return found || error_set(error, SEVENTH_ERROR_NOT_FOUND,
                              "there is no company \"%.80s\"; give its name, its domain, or # and "
                              "its number",
                              what);
}

static json_t *
person_json(const View *self, const CommitteePerson *person)
{
    json_t *row = json_object();
    g_autofree char *last = person->last_us != INSTANT_NONE
                                ? say_day(self->app->zone, person->last_us, self->now_us)
                                : NULL;
    NoKind no = no_kind_parse(person->no);

    json_set_text(row, "prospect", person->handle);
    json_set_int(row, "prospect_id", person->id);
    json_set_text(row, "name", person->name);
    json_set_text(row, "title", person->title);
    json_set_text(row, "role", buying_role_name(person->member.role));
    json_set_text(row, "role_say", buying_role_say(person->member.role));
    json_set_bool(row, "guessed", person->member.role_guessed);
    json_set_bool(row, "tried", person->member.attempts > 0);
    json_set_int(row, "attempts", person->member.attempts);
    json_set_text(row, "last_say", last);
    json_set_text(row, "state", person->state);
    json_set_text(row, "voice", person->voice);
    json_set_text(row, "no", person->no);
    json_set_text(row, "no_say", no != NO_KIND_COUNT ? no_kind_say(no) : NULL);
    json_set_bool(row, "shut", person->member.shut);
    return row;
}

static void
set_committee(const View *self, json_t *view)
{
    json_t *list = json_array(), *missing = json_array();
    bool known[BUYING_ROLE_COUNT] = { false };

    for (guint i = 0; i < self->people->len; i++) {
        const CommitteePerson *person = g_ptr_array_index(self->people, i);
        known[person->member.role] = true;
        json_array_append_new(list, person_json(self, person));
    }
    json_object_set_new(view, "committee", list);
    static const BuyingRole SOUGHT[] = { BUYING_ROLE_DECISION_MAKER, BUYING_ROLE_ECONOMIC_BUYER,
                                         BUYING_ROLE_CHAMPION };
    for (gsize i = 0; i < G_N_ELEMENTS(SOUGHT); i++)
        if (!known[SOUGHT[i]])
            json_array_append_new(missing, json_string(buying_role_name(SOUGHT[i])));
    json_object_set_new(view, "missing", missing);
    const CommitteePerson *best = committee_best(self->people, 0);
    if (best == NULL) {
        json_object_set_new(view, "next", json_null());
        return;
    }
    g_autofree char *why = committee_why(&best->member);
    json_object_set_new(view, "next",
                        json_pack("{s:s, s:I, s:s, s:s}", "prospect", best->handle, "prospect_id",
                                  (json_int_t)best->id, "name", best->name, "why", why));
}

/* Who speaks with them now; more than one is said too. */
static void
set_voices(const View *self, json_t *view)
{
    json_t *list = json_array();

    for (guint i = 0; i < self->people->len; i++) {
        const CommitteePerson *person = g_ptr_array_index(self->people, i);
        if (person->voice_id == 0 || g_strcmp0(person->state, "nurturing") == 0)
            continue;
        g_autofree char *say =
            g_strdup_printf("%s is in talk with %s", person->voice, person->name);
        json_array_append_new(list, json_string(say));
    }
    json_object_set_new(view, "voices", list);
}

static const CommitteePerson *
person_of(const View *self, int64_t id)
{
    for (guint i = 0; i < self->people->len; i++) {
        const CommitteePerson *person = g_ptr_array_index(self->people, i);
        if (person->id == id)
            return person;
    }
    return NULL;
}

static json_t *
said_json(const View *self, const SqlAccountSaidRow *row)
{
    const CommitteePerson *person = person_of(self, row->prospect_id);
    g_autofree char *at = say_day(self->app->zone, row->made_us, self->now_us);
    g_autofree char *channel = say_channel(channel_kind_parse(row->channel));
    Outcome outcome = row->outcome != NULL ? outcome_parse(row->outcome) : OUTCOME_COUNT;
    json_t *said = json_object();

    json_set_instant(said, "at", row->made_us, self->app->zone);
    json_set_text(said, "at_say", at);
    json_set_text(said, "prospect", person != NULL ? person->handle : NULL);
    json_set_int(said, "prospect_id", row->prospect_id);
    json_set_text(said, "name", person != NULL ? person->name : NULL);
    json_set_text(said, "by", row->user_name);
    json_set_text(said, "channel", row->channel);
    json_set_text(said, "channel_say", channel);
    json_set_text(said, "outcome", row->outcome);
    json_set_text(said, "outcome_say", outcome != OUTCOME_COUNT ? outcome_say(outcome) : NULL);
    json_set_text(said, "value_point", row->value_point);
    json_set_text(said, "text",
                  row->note != NULL      ? row->note
                  : row->subject != NULL ? row->subject
                                         : row->objective);
    return said;
}

static bool
set_said(const View *self, json_t *view, GError **error)
{
    SqlAccountSaidParams params = { .workspace_id = self->app->workspace_id,
                                    .account_id = self->account_id,
                                    .n = SAID_SHOWN };
    SqlAccountSaidRow row;
    json_t *list = json_array();
    DbStep step;

    json_object_set_new(view, "said", list);
    g_autoptr(DbCursor) cursor = sql_account_said(self->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_account_said_next(cursor, &row, error)) == DB_ROW)
        json_array_append_new(list, said_json(self, &row));
    return step == DB_DONE;
}

static bool
set_signals(const View *self, json_t *view, GError **error)
{
    SqlSignalOfParams params = { .workspace_id = self->app->workspace_id,
                                 .prospect_id = 0,
                                 .account_id = self->account_id,
                                 .n = SIGNALS_SHOWN };
    SqlSignalOfRow row;
    json_t *list = json_array();
    DbStep step;

    json_object_set_new(view, "signals", list);
    g_autoptr(DbCursor) cursor = sql_signal_of(self->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_signal_of_next(cursor, &row, error)) == DB_ROW) {
        g_autofree char *say = signal_say(row.kind, row.note);
        json_t *object = json_object();
        json_set_instant(object, "at", row.at_us, self->app->zone);
        json_set_text(object, "kind", row.kind);
        json_set_text(object, "say", say);
        json_array_append_new(list, object);
    }
    return step == DB_DONE;
}

json_t *
account_view(App *app, DbConn *conn, int64_t account_id, GError **error)
{
    g_auto(View)
        self = { .app = app, .conn = conn, .account_id = account_id, .now_us = app_now_us(app) };
    g_auto(SqlAccountGetRow) account = { 0 };
    SqlAccountGetParams which = { .workspace_id = app->workspace_id, .id = account_id };
    g_autoptr(json_t) view = json_object();
    bool found;

    if (!sql_account_get(conn, &which, &account, &found, error))
        return NULL;
    if (!found) {
        error_set(error, SEVENTH_ERROR_NOT_FOUND, "there is no company %" G_GINT64_FORMAT,
                  account_id);
        return NULL;
    }
    self.people = committee_load(app, conn, account_id, 0, error);
    if (self.people == NULL)
        return NULL;
    json_set_int(view, "account_id", account_id);
    json_set_text(view, "name", account.name);
    json_set_text(view, "domain", account.domain);
    set_voices(&self, view);
    set_committee(&self, view);
    return set_said(&self, view, error) && set_signals(&self, view, error) ? g_steal_pointer(&view)
                                                                           : NULL;
}
