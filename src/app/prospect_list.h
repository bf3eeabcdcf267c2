/* Lists of people: found by the first letters, narrowed by owner, state and sequence, a page at a
 * time.
 *
 * A page is a walk along one index, the one that promises the fewest people to look at, with what
 * else was asked checked on each. So a page costs about the same with a hundred and with a million
 * prospects. Order: by name, in a search then by address and by company; those never enrolled by
 * when they came in.
 *
 * A page may be shorter than asked, when few of many fit: its last row then says "more", and its
 * cursor is where the walk stopped. First letters
 * means of the last name, of "first last" typed in full, of the address, or of the company. */
#pragma once

#include "app/operation.h"

#define PROSPECTS_MOST 200

typedef struct {
    const char *search;   /* NULL: all */
    int64_t owner_id;     /* 0: any */
    const char *state;    /* an enrollment's state, "none": never enrolled; NULL: any */
    const char *sequence; /* NULL: any */
    const char *after;    /* a row's cursor; NULL: from the beginning */
    int limit;            /* 1 to PROSPECTS_MOST */
} ProspectFilter;

/* Errors: NOT_FOUND for an unknown sequence, INVALID for a cursor that is none of ours. */
bool prospect_list(App *app, DbConn *conn, const ProspectFilter *filter, RowSink emit,
                   void *emit_data, GError **error);
