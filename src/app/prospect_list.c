/* Pages of people. See prospect_list.h. */
#include "app/prospect_list.h"

#include <string.h>

#include "app/prospect_count.h"
#include "app/prospect_row.h"
#include "app/prospect_source.h"
#include "core/name_key.h"

#define BATCH 64
/* A source with no more candidates than the first of these is walked whole; in a search, if there
 * is none, one with no more than the second. */
#define NARROW 200
#define LESS_NARROW 300
/* People looked at for a page, once it has a row. */
#define WALK_MOST 240

typedef struct {
    App *app;
    DbConn *conn;
    const ProspectFilter *filter;
    SourceAsk ask;
    char *prefix, *turned;
    RowSink emit;
    void *emit_data;
    json_t *last;         /* the newest row found, not emitted yet */
    ProspectCards *cards; /* of some of the candidates that come next */
    int walked, found;
} Listing;

static void
listing_clear(Listing *self)
{
    g_clear_pointer(&self->ask.versions, g_array_unref);
    g_clear_pointer(&self->ask.owners, g_array_unref);
    g_clear_pointer(&self->prefix, g_free);
    g_clear_pointer(&self->turned, g_free);
    g_clear_pointer(&self->last, json_decref);
    g_clear_pointer(&self->cards, prospect_cards_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Listing, listing_clear)

static char *
place_write(const SourcePlace *place)
{
    g_autofree char *text = g_strdup_printf("%d:%" G_GINT64_FORMAT ":%s", (int)place->kind,
                                            place->id, place->key != NULL ? place->key : "");
    return g_base64_encode((const guchar *)text, strlen(text));
}

static bool
place_read(const char *cursor, SourcePlace *place, GError **error)
{
    gsize length;
    g_autofree guchar *bytes = g_base64_decode(cursor, &length);
    g_autofree char *text = g_strndup((const char *)bytes, length);
    g_auto(GStrv) parts = g_strsplit(text, ":", 3);

    if (g_strv_length(parts) != 3 || !g_utf8_validate(parts[2], -1, NULL))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "after: this is no place in a list; leave it out to begin anew");
    guint64 kind = g_ascii_strtoull(parts[0], NULL, 10);
    *place = (SourcePlace){
        .kind = kind < SOURCE_COUNT ? (SourceKind)kind : SOURCE_NAME,
        .id = g_ascii_strtoll(parts[1], NULL, 10),
        .key = parts[2][0] != '\0' ? g_strdup(parts[2]) : NULL,
    };
    return true;
}

static bool
add_versions(Listing *self, int64_t sequence_id, GError **error)
{
    SqlSequenceVersionsOfParams params = { .workspace_id = self->app->workspace_id,
                                           .sequence_id = sequence_id };
    SqlSequenceVersionsOfRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_sequence_versions_of(self->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_sequence_versions_of_next(cursor, &row, error)) == DB_ROW)
        g_array_append_val(self->ask.versions, row.id);
    return step == DB_DONE;
}

static bool
add_all_versions(Listing *self, GError **error)
{
    SqlSequenceListParams params = { .workspace_id = self->app->workspace_id };
    SqlSequenceListRow row;
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_sequence_list(self->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_sequence_list_next(cursor, &row, error)) == DB_ROW)
        g_array_append_val(ids, row.id);
    for (guint i = 0; step == DB_DONE && i < ids->len; i++)
        if (!add_versions(self, g_array_index(ids, int64_t, i), error))
            return false;
    return step == DB_DONE;
}

static bool
load_versions(Listing *self, GError **error)
{
    const char *name = self->filter->sequence;
    g_auto(SqlSequenceByNameRow) row = { 0 };
    SqlSequenceByNameParams which = { .workspace_id = self->app->workspace_id, .name = name };
    bool found;

    if (name == NULL)
        return self->filter->state == NULL || add_all_versions(self, error);
    if (!sql_sequence_by_name(self->conn, &which, &row, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "there is no sequence \"%s\"; `seventh sequence list` shows them all",
                         name);
    return add_versions(self, row.id, error);
}

static bool
load_owners(Listing *self, GError **error)
{
    SqlUserListParams params = { .workspace_id = self->app->workspace_id };
    SqlUserListRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_user_list(self->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_user_list_next(cursor, &row, error)) == DB_ROW)
        g_array_append_val(self->ask.owners, row.id);
    return step == DB_DONE;
}

/* "ana lopez" -> "lopez ana": people type names the way they say them. */
static char *
turn_name(const char *key)
{
    const char *blank = strchr(key, ' ');
    return blank != NULL ? g_strdup_printf("%s %.*s", blank + 1, (int)(blank - key), key) : NULL;
}

static bool
is_fresh_only(const Listing *self)
{
    return g_strcmp0(self->filter->state, "none") == 0;
}

static bool
prepare(Listing *self, GError **error)
{
    const ProspectFilter *filter = self->filter;

    self->prefix = name_key_of(NULL, filter->search);
    self->turned = turn_name(self->prefix);
    self->ask = (SourceAsk){
        .app = self->app,
        .conn = self->conn,
        .prefix = self->prefix,
        .turned = self->turned,
        .glance = filter->state != NULL || filter->sequence != NULL,
        .by_standing = (filter->state != NULL || filter->sequence != NULL) && !is_fresh_only(self),
        .owner_id = filter->owner_id,
        .state = filter->state,
        .versions = g_array_new(FALSE, FALSE, sizeof(int64_t)),
        .owners = g_array_new(FALSE, FALSE, sizeof(int64_t)),
    };
    return load_versions(self, error) && load_owners(self, error);
}

/* The source after this one within a search; SOURCE_COUNT: none. */
static SourceKind
next_source(const Listing *self, SourceKind kind)
{
    if (kind >= SOURCE_COMPANY || self->prefix[0] == '\0')
        return SOURCE_COUNT;
    if (kind == SOURCE_NAME && self->turned == NULL)
        return SOURCE_EMAIL;
    return (SourceKind)(kind + 1);
}

/* How many candidates the source has, with all that follow it in a search, counted to `cap`. */
static bool
count_candidates(const Listing *self, SourceKind kind, int cap, int *ret_count, GError **error)
{
    *ret_count = 0;
    for (; kind != SOURCE_COUNT && *ret_count < cap; kind = next_source(self, kind)) {
        int count;
        if (!source_count(&self->ask, kind, cap - *ret_count, &count, error))
            return false;
        *ret_count += count;
    }
    return true;
}

/* The source that promises the fewest people to look at. Where all are wide: an owner or a search
 * divides people into more parts than a state does. Names sorted by where people stand all fit: no
 * source has fewer that do not. */
static bool
choose_source(const Listing *self, SourceKind *ret_kind, GError **error)
{
    const ProspectFilter *filter = self->filter;
    bool by_state = filter->state != NULL || filter->sequence != NULL;
    bool searches = self->prefix[0] != '\0';
    int cap = (searches ? LESS_NARROW : NARROW) + 1, names, others, by_standing;
    SourceKind standing = is_fresh_only(self) ? SOURCE_FRESH : SOURCE_ENROLLMENT;

    *ret_kind = SOURCE_NAME;
    if (!by_state || (!searches && self->ask.by_standing))
        return true;
    if (!source_count(&self->ask, SOURCE_NAME, cap, &names, error))
        return false;
    if (names == cap && self->ask.by_standing)
        return true;
    if (!count_candidates(self, next_source(self, SOURCE_NAME), cap - names, &others, error))
        return false;
    if (names + others <= NARROW)
        return true;
    if (!count_candidates(self, standing, cap, &by_standing, error))
        return false;
    if (by_standing <= NARROW || (by_standing < cap && names + others == cap) || !searches)
        *ret_kind = standing;
    return true;
}

static bool
begins_with(const char *key, const char *prefix)
{
    return key != NULL && prefix != NULL && g_str_has_prefix(key, prefix);
}

/* Which of a search's sources shows this person first; SOURCE_COUNT: it does not match. */
static SourceKind
match_search(const Listing *self, const SqlProspectCardRow *card)
{
    if (begins_with(card->name_key, self->prefix))
        return SOURCE_NAME;
    if (begins_with(card->name_key, self->turned))
        return SOURCE_NAME_IN_ORDER;
    if (begins_with(card->email_key, self->prefix))
        return SOURCE_EMAIL;
    return begins_with(card->company_key, self->prefix) ? SOURCE_COMPANY : SOURCE_COUNT;
}

static bool
has_version(const Listing *self, int64_t version_id)
{
    for (guint i = 0; i < self->ask.versions->len; i++)
        if (g_array_index(self->ask.versions, int64_t, i) == version_id)
            return true;
    return false;
}

/* By where the person stands: in a search most stand elsewhere, and a card costs more than that. */
static bool
may_fit(const Listing *self, const Candidate *candidate)
{
    const ProspectFilter *filter = self->filter;

    if (!self->ask.glance || candidate->enrollment_id != 0 ||
        candidate->place.kind > SOURCE_COMPANY)
        return true;
    if (is_fresh_only(self))
        return candidate->state == ENROLLMENT_STATE_COUNT;
    return candidate->state != ENROLLMENT_STATE_COUNT &&
           (filter->sequence == NULL || has_version(self, candidate->version_id)) &&
           (filter->state == NULL ||
            strcmp(enrollment_state_name(candidate->state), filter->state) == 0);
}

static bool
fits(const Listing *self, const SqlProspectCardRow *card, const Candidate *candidate)
{
    const ProspectFilter *filter = self->filter;
    SourceKind match = match_search(self, card), kind = candidate->place.kind;

    if (match == SOURCE_COUNT || (kind <= SOURCE_COMPANY && match != kind))
        return false;
    if (filter->owner_id != 0 && card->owner_id != filter->owner_id)
        return false;
    if (candidate->enrollment_id != 0 && card->enrollment_id != candidate->enrollment_id)
        return false; /* an old enrollment; the newest tells the state */
    if (filter->sequence != NULL &&
        (card->enrollment_id == DB_NULL_INT || !has_version(self, card->version_id)))
        return false;
    if (filter->state == NULL)
        return true;
    return is_fresh_only(self) ? card->enrollment_id == DB_NULL_INT
                               : g_strcmp0(card->state, filter->state) == 0;
}

/* The row before goes out; this one waits, for the last of a page may have more to say. False when
 * the reader has enough. */
static bool
take_row(Listing *self, json_t *row)
{
    bool more = self->last == NULL || self->emit(self->last, self->emit_data);

    g_clear_pointer(&self->last, json_decref);
    self->last = row;
    self->found++;
    return more;
}

static void
set_cursor(json_t *row, const SourcePlace *place)
{
    g_autofree char *cursor = place_write(place);

    json_set_text(row, "cursor", cursor);
}

/* The cards of those from `first` on who may fit, as many as the page has room for. */
static bool
load_cards(Listing *self, const GArray *list, guint first, GError **error)
{
    int64_t ids[PROSPECT_CARDS_MOST];
    gsize count = 0, most = (gsize)MIN(self->filter->limit - self->found, PROSPECT_CARDS_MOST);

    for (guint i = first; i < list->len && count < most; i++) {
        const Candidate *candidate = &g_array_index(list, Candidate, i);
        if (may_fit(self, candidate))
            ids[count++] = candidate->prospect_id;
    }
    g_clear_pointer(&self->cards, prospect_cards_free);
    self->cards = prospect_cards_load(self->app, self->conn, ids, count, error);
    return self->cards != NULL;
}

/* NULL in `ret_card`: the candidate does not fit. */
static bool
find_card(Listing *self, const GArray *list, guint index, const ProspectCard **ret_card,
          GError **error)
{
    const Candidate *candidate = &g_array_index(list, Candidate, index);

    *ret_card = NULL;
    if (!may_fit(self, candidate))
        return true;
    *ret_card = prospect_cards_get(self->cards, candidate->prospect_id);
    if (*ret_card == NULL && !load_cards(self, list, index, error))
        return false;
    if (*ret_card == NULL)
        *ret_card = prospect_cards_get(self->cards, candidate->prospect_id);
    if (*ret_card != NULL && !fits(self, &(*ret_card)->card, candidate))
        *ret_card = NULL;
    return true;
}

/* False in `ret_more` ends the page. */
static bool
visit(Listing *self, const GArray *list, guint index, bool *ret_more, GError **error)
{
    const Candidate *candidate = &g_array_index(list, Candidate, index);
    const ProspectCard *card;

    self->walked++;
    *ret_more = true;
    if (!find_card(self, list, index, &card, error))
        return false;
    if (card != NULL) {
        json_t *row = prospect_row(self->app, self->conn, card, error);
        if (row == NULL)
            return false;
        set_cursor(row, &candidate->place);
        *ret_more = take_row(self, row) && self->found < self->filter->limit;
    }
    if (*ret_more && self->found > 0 && self->walked >= WALK_MOST) {
        /* Enough for one page: the next begins here, not behind the last row. */
        set_cursor(self->last, &candidate->place);
        json_set_bool(self->last, "more", true);
        *ret_more = false;
    }
    return true;
}

static void
move_to(SourcePlace *place, const SourcePlace *to)
{
    g_free(place->key);
    *place = (SourcePlace){ .kind = to->kind, .key = g_strdup(to->key), .id = to->id };
}

static bool
walk(Listing *self, SourcePlace *place, GError **error)
{
    bool more = true;

    while (more) {
        g_autoptr(GArray) list = source_fetch(&self->ask, place, BATCH, error);
        if (list == NULL)
            return false;
        for (guint i = 0; i < list->len && more; i++)
            if (!visit(self, list, i, &more, error))
                return false;
        if (more && list->len == BATCH) {
            move_to(place, &g_array_index(list, Candidate, BATCH - 1).place);
        } else if (more) {
            SourcePlace next = { .kind = next_source(self, place->kind) };
            more = next.kind != SOURCE_COUNT;
            move_to(place, &next);
        }
    }
    return true;
}

bool
prospect_list(App *app, DbConn *conn, const ProspectFilter *filter, RowSink emit, void *emit_data,
              GError **error)
{
    g_auto(Listing)
        self = { .app = app, .conn = conn, .filter = filter, .emit = emit, .emit_data = emit_data };
    SourcePlace place = { 0 };

    if (!prepare(&self, error) ||
        !(filter->after != NULL ? place_read(filter->after, &place, error)
                                : choose_source(&self, &place.kind, error)))
        return false;
    if (place.kind == SOURCE_NAME_IN_ORDER && self.turned == NULL)
        place.kind = SOURCE_NAME;
    bool done = walk(&self, &place, error);
    g_free(place.key);
    if (done && self.last != NULL)
        self.emit(self.last, self.emit_data);
    return done;
}
