/* See proposal.h. */
#include "app/proposal.h"

#include <string.h>

#include "app/committee_load.h"
#include "app/snapshot.h"
#include "core/referral.h"

#define FRESH_LOOKED_AT 50

typedef struct {
    int64_t id;
    int points;
    char *handle, *name, *why;
} Similar;

static void
similar_clear(Similar *self)
{
    g_clear_pointer(&self->handle, g_free);
    g_clear_pointer(&self->name, g_free);
    g_clear_pointer(&self->why, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Similar, similar_clear)

static int
likeness(const SqlProspectGetRow *person, const SqlProspectFreshSomeRow *other)
{
    bool guessed;
    BuyingRole role = buying_role_of(person->role, person->title, &guessed);

    if (other->account_id != DB_NULL_INT && other->account_id == person->account_id)
        return -1; /* a colleague is another path */
    return 1 +
           4 * (person->title != NULL && other->title != NULL &&
                g_ascii_strcasecmp(person->title, other->title) == 0) +
           2 * (role != BUYING_ROLE_UNKNOWN && role == buying_role_guess(other->title)) +
           (person->country != NULL && g_strcmp0(person->country, other->country) == 0);
}

static void
take_similar(Similar *best, const SqlProspectFreshSomeRow *row, int points)
{
    similar_clear(best);
    best->id = row->id;
    best->points = points;
    best->handle = prospect_handle_of(row->id, row->email);
    best->name = g_strjoin(" ", row->first_name != NULL ? row->first_name : "",
                           row->last_name != NULL ? row->last_name : "", NULL);
    g_strstrip(best->name);
    if (best->name[0] == '\0') {
        g_free(best->name);
        best->name = g_strdup(best->handle);
    }
    best->why = g_strconcat(row->title != NULL ? row->title : "not contacted yet",
                            row->company != NULL ? " at " : "",
                            row->company != NULL ? row->company : "", NULL);
}

/* Somebody like them whom nobody has begun with. */
static bool
find_similar(App *app, DbConn *conn, const SqlProspectGetRow *person, Similar *ret, GError **error)
{
    SqlProspectFreshSomeParams params = { .workspace_id = app->workspace_id,
                                          .owner_id = person->owner_id,
                                          .n = FRESH_LOOKED_AT };
    SqlProspectFreshSomeRow row;
    DbStep step;

    if (person->owner_id == DB_NULL_INT)
        return true;
    g_autoptr(DbCursor) cursor = sql_prospect_fresh_some(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_prospect_fresh_some_next(cursor, &row, error)) == DB_ROW) {
        int points = row.id != person->id ? likeness(person, &row) : -1;
        if (points > ret->points)
            take_similar(ret, &row, points);
    }
    return step == DB_DONE;
}

static bool
was_nurtured(App *app, DbConn *conn, int64_t prospect_id, bool *ret, GError **error)
{
    g_auto(SqlNurtureEverRow) row = { 0 };
    SqlNurtureEverParams params = { .workspace_id = app->workspace_id, .prospect_id = prospect_id };

    return sql_nurture_ever(conn, &params, &row, ret, error);
}

static bool
has_way(const Snapshot *person)
{
    static const ChannelKind WAYS[] = { CHANNEL_CALL, CHANNEL_EMAIL };

    for (gsize i = 0; i < G_N_ELEMENTS(WAYS); i++)
        if (person->input.unusable[WAYS[i]] == UNUSABLE_NOT)
            return true;
    return person->prospect.linkedin != NULL &&
           person->input.unusable[CHANNEL_SOCIAL] == UNUSABLE_NOT;
}

static bool
is_named(const CommitteePerson *other, const Referral *referral)
{
    if (referral->address != NULL && other->handle != NULL &&
        g_ascii_strcasecmp(other->handle, referral->address) == 0)
        return true;
    if (referral->name == NULL || other->name == NULL)
        return false;
    g_autofree char *theirs = g_utf8_casefold(other->name, -1);
    g_autofree char *wanted = g_utf8_casefold(referral->name, -1);
    g_auto(GStrv) words = g_strsplit(theirs, " ", -1);
    return strcmp(theirs, wanted) == 0 || g_strv_contains((const char *const *)words, wanted);
}

/* One of their colleagues by that address or name ("Bo" is enough); 0: none. */
static bool
find_named(App *app, DbConn *conn, const Snapshot *person, const Referral *referral,
           int64_t *ret_id, GError **error)
{
    g_autoptr(GPtrArray) people = committee_load(app, conn, person->prospect.account_id, 0, error);

    for (guint i = 0; people != NULL && i < people->len && *ret_id == 0; i++) {
        const CommitteePerson *other = g_ptr_array_index(people, i);
        if (other->id != person->prospect.id && is_named(other, referral))
            *ret_id = other->id;
    }
    return people != NULL;
}

/* "Jane Miller (jane@acme.example.com)"; NULL: nobody. */
static char *
say_named(const Referral *referral)
{
    if (referral->name != NULL && referral->address != NULL)
        return g_strdup_printf("%s (%s)", referral->name, referral->address);
    return g_strdup(referral->name != NULL ? referral->name : referral->address);
}

static bool
propose(App *app, DbConn *conn, const Snapshot *person, Proposal *self, GError **error)
{
    g_auto(Similar) similar = { 0 };
    NextInput input = {
        .kind = self->no.kind,
        .today = zone_day_at(person->input.zone, app_now_us(app), NULL),
        .named_day = self->no.day,
        .calendar = &person->input.calendar,
        .shut = person->shut,
        .reachable = has_way(person),
        .attempts = (int)person->prospect.attempts,
        .company = person->prospect.company,
    };
    g_auto(Referral) referral = { 0 };
    g_autofree char *named = NULL;
    int64_t named_id = 0;

    if (input.kind == NO_WRONG_PERSON && referral_find(self->no.note, &referral) &&
        !find_named(app, conn, person, &referral, &named_id, error))
        return false;
    input.named = named = named_id == 0 ? say_named(&referral) : NULL;
    if (named != NULL) {
        self->new_name = g_strdup(referral.name);
        self->new_address = g_strdup(referral.address);
    }
    g_autoptr(GPtrArray) people =
        committee_load(app, conn, person->prospect.account_id, named_id, error);
    if (people == NULL || !find_similar(app, conn, &person->prospect, &similar, error) ||
        !was_nurtured(app, conn, self->prospect_id, &input.nurtured, error))
        return false;
    const CommitteePerson *colleague = committee_best(people, self->prospect_id);
    g_autofree char *why = colleague != NULL ? committee_why(&colleague->member) : NULL;
    if (colleague != NULL) {
        input.colleague = (NextPerson){ colleague->id, colleague->name, why };
        self->colleague = g_strdup(colleague->handle);
    }
    if (similar.id != 0) {
        input.similar = (NextPerson){ similar.id, similar.name, similar.why };
        self->similar = g_steal_pointer(&similar.handle);
    }
    self->count = next_propose(&input, self->paths);
    return true;
}

bool
proposal_load(App *app, DbConn *conn, int64_t prospect_id, Proposal *self, GError **error)
{
    g_auto(Snapshot) person = { 0 };

    *self = (Proposal){ .prospect_id = prospect_id };
    if (!refusal_last(app, conn, prospect_id, &self->no, error))
        return false;
    if (!self->no.is_open)
        return true;
    if (!snapshot_load(app, conn, prospect_id, NULL, &person, error))
        return false;
    self->name = prospect_display_name(&person.prospect);
    self->company = g_strdup(person.prospect.company);
    return propose(app, conn, &person, self, error);
}

void
proposal_clear(Proposal *self)
{
    refusal_last_clear(&self->no);
    g_clear_pointer(&self->colleague, g_free);
    g_clear_pointer(&self->similar, g_free);
    g_clear_pointer(&self->name, g_free);
    g_clear_pointer(&self->company, g_free);
    g_clear_pointer(&self->new_name, g_free);
    g_clear_pointer(&self->new_address, g_free);
}

bool
proposal_adds(const Proposal *self, const NextProposal *path)
{
    return path == &self->paths[0] && path->path == PATH_PROSPECTING &&
           (self->new_name != NULL || self->new_address != NULL);
}

static json_t *
new_person_json(const Proposal *self)
{
    json_t *object = json_object();

    json_set_text(object, "name", self->new_name);
    json_set_text(object, "email", self->new_address);
    json_set_text(object, "company", self->company);
    return object;
}

static json_t *
path_json(const Proposal *self, const NextProposal *path)
{
    json_t *object = json_object();

    json_set_text(object, "path", next_path_name(path->path));
    json_set_text(object, "say", path->say);
    json_set_text(object, "why", path->why);
    if (path->day != INT32_MIN) {
        CivilDate date = day_to_date(path->day);
        g_autofree char *day = g_strdup_printf("%04d-%02d-%02d", date.year, date.month, date.day);
        json_set_text(object, "day", day);
    } else {
        json_set_text(object, "day", NULL);
    }
    json_set_text(object, "prospect",
                  path->path == PATH_PERSON    ? self->colleague
                  : path->path == PATH_SIMILAR ? self->similar
                                               : NULL);
    json_set_text(object, "trigger", path->path == PATH_LATER ? path->trigger : NULL);
    json_object_set_new(object, "new_person",
                        proposal_adds(self, path) ? new_person_json(self) : json_null());
    return object;
}

char *
proposal_no_say(const Proposal *self)
{
    const char *say = no_kind_say(self->no.kind);

    return self->no.is_guess
               ? g_strdup_printf("A guess, to confirm: %c%s", g_ascii_tolower(say[0]), say + 1)
               : g_strdup(say);
}

json_t *
proposal_json(App *app, const Proposal *self)
{
    if (self->count == 0)
        return json_null();
    json_t *object = json_object(), *others = json_array();
    json_set_text(object, "no", no_kind_name(self->no.kind));
    g_autofree char *no_say = proposal_no_say(self);
    json_set_text(object, "no_say", no_say);
    json_set_bool(object, "guess", self->no.is_guess);
    json_set_instant(object, "since", self->no.at_us, app->zone);
    json_set_text(object, "note", self->no.note);
    json_object_set_new(object, "proposal", path_json(self, &self->paths[0]));
    json_object_set_new(object, "others", others);
    for (int i = 1; i < self->count; i++)
        json_array_append_new(others, path_json(self, &self->paths[i]));
    return object;
}

json_t *
proposal_of_person(App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    g_auto(Proposal) proposal = { 0 };

    if (prospect_id == DB_NULL_INT)
        return json_null();
    return proposal_load(app, conn, prospect_id, &proposal, error) ? proposal_json(app, &proposal)
                                                                   : NULL;
}

const NextProposal *
proposal_path(const Proposal *self, NextPath path)
{
    for (int i = 0; i < self->count; i++)
        if (path == PATH_COUNT || self->paths[i].path == path)
            return &self->paths[i];
    return NULL;
}
