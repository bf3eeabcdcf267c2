/* What lists show of several people, read together: two statements for a page, however many are on
 * it. On PostgreSQL each statement is a journey to the server and back; one for each person made a
 * page ten times as slow as on SQLite. */
#pragma once

#include "app/app.h"
#include "store/queries.h"

#define PROSPECT_CARDS_MOST 64

/* What is open and what was done last, of a person's newest touches; NULL and INSTANT_NONE: nothing
 * is, nothing was. */
typedef struct {
    const char *open_channel, *open_state, *last_channel, *last_outcome;
    Instant open_from_us, open_until_us, last_us;
} ProspectEnds;

typedef struct {
    SqlProspectCardRow card;
    ProspectEnds ends;
} ProspectCard;

typedef struct ProspectCards ProspectCards;

/* The cards of up to PROSPECT_CARDS_MOST people. Free with prospect_cards_free(). */
ProspectCards *
prospect_cards_load(App *app, DbConn *conn, const int64_t *ids, gsize count, GError **error);
void prospect_cards_free(ProspectCards *cards);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ProspectCards, prospect_cards_free)

/* Belongs to `cards`. NULL when the person was not asked for, or is gone. */
const ProspectCard *prospect_cards_get(const ProspectCards *cards, int64_t prospect_id);
