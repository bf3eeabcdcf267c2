/* Cards, many at a time. See prospect_cards.h. */
#include "app/prospect_cards.h"

#include <string.h>

/* Touches looked at beside the newest. */
#define TOUCHES_BEFORE 7

struct ProspectCards {
    ProspectCard cards[PROSPECT_CARDS_MOST];
    gsize count;
    GStringChunk *texts;
};

void
prospect_cards_free(ProspectCards *self)
{
    if (self == NULL)
        return;
    g_string_chunk_free(self->texts);
    g_free(self);
}

const ProspectCard *
prospect_cards_get(const ProspectCards *self, int64_t prospect_id)
{
    for (gsize i = 0; self != NULL && i < self->count; i++)
        if (self->cards[i].card.id == prospect_id)
            return &self->cards[i];
    return NULL;
}

/* Texts of a row last until the next; these as long as the cards. */
static const char *
keep(ProspectCards *self, const char *text)
{
    return text != NULL ? g_string_chunk_insert(self->texts, text) : NULL;
}

static void
add_card(ProspectCards *self, const SqlProspectCardRow *row)
{
    ProspectCard *added = &self->cards[self->count++];

    added->ends = (ProspectEnds){ .last_us = INSTANT_NONE };
    added->card = *row;
    added->card.email = keep(self, row->email);
    added->card.email_key = keep(self, row->email_key);
    added->card.first_name = keep(self, row->first_name);
    added->card.last_name = keep(self, row->last_name);
    added->card.name_key = keep(self, row->name_key);
    added->card.title = keep(self, row->title);
    added->card.role = keep(self, row->role);
    added->card.zone = keep(self, row->zone);
    added->card.company = keep(self, row->company);
    added->card.company_key = keep(self, row->company_key);
    added->card.owner = keep(self, row->owner);
    added->card.state = keep(self, row->state);
}

static bool
load_cards(ProspectCards *self, App *app, DbConn *conn, const char *ids, GError **error)
{
    SqlProspectCardParams params = { .ids = ids, .workspace_id = app->workspace_id };
    SqlProspectCardRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_prospect_card(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_prospect_card_next(cursor, &row, error)) == DB_ROW) {
        g_assert(self->count < PROSPECT_CARDS_MOST);
        add_card(self, &row);
    }
    return step == DB_DONE;
}

static bool
is_open(const char *state)
{
    return strcmp(state, "task") == 0 || strcmp(state, "queued") == 0 ||
           strcmp(state, "held") == 0 || strcmp(state, "in_doubt") == 0;
}

/* Touches come newest first. */
static void
add_touch(ProspectCards *self, ProspectEnds *ends, const SqlTouchNewestOfRow *row)
{
    if (is_open(row->state) && ends->open_state == NULL) {
        ends->open_channel = keep(self, row->channel);
        ends->open_state = keep(self, row->state);
        ends->open_from_us = row->due_from_us;
        ends->open_until_us = row->due_until_us;
    }
    if (strcmp(row->state, "made") == 0 && row->made_us > ends->last_us) {
        ends->last_channel = keep(self, row->channel);
        ends->last_outcome = keep(self, row->outcome);
        ends->last_us = row->made_us;
    }
}

static bool
load_ends(ProspectCards *self, App *app, DbConn *conn, const char *ids, GError **error)
{
    SqlTouchNewestOfParams params = { .ids = ids,
                                      .workspace_id = app->workspace_id,
                                      .before = TOUCHES_BEFORE };
    SqlTouchNewestOfRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_touch_newest_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_touch_newest_of_next(cursor, &row, error)) == DB_ROW) {
        ProspectCard *whose = (ProspectCard *)prospect_cards_get(self, row.prospect_id);
        if (whose != NULL)
            add_touch(self, &whose->ends, &row);
    }
    return step == DB_DONE;
}

ProspectCards *
prospect_cards_load(App *app, DbConn *conn, const int64_t *ids, gsize count, GError **error)
{
    g_autoptr(GString) list = g_string_new("[");
    g_autoptr(ProspectCards) self = g_new0(ProspectCards, 1);

    g_assert(count <= PROSPECT_CARDS_MOST);
    self->texts = g_string_chunk_new(4096);
    for (gsize i = 0; i < count; i++)
        g_string_append_printf(list, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
    g_string_append_c(list, ']');
    if (!load_cards(self, app, conn, list->str, error) ||
        !load_ends(self, app, conn, list->str, error))
        return NULL;
    return g_steal_pointer(&self);
}
