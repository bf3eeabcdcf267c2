/* The library: what there is to say, for the planner and for people. */
#pragma once

#include "app/snapshot.h"
#include "core/value_point.h"

#define LIBRARY_MAX 500

/* The workspace's value points, ValuePoint * by key, retired ones too. Read once and shared; looked
 * at anew after a minute, so that other nodes' changes arrive. Free with g_ptr_array_unref(). */
GPtrArray *library_load(App *app, DbConn *conn, GError **error);
/* Forgets what was read: after a change. */
void library_changed(App *app);

/* The key of what a plan wants to be said: the step's own, or another of the library; NULL: left to
 * whoever makes the touch. */
const char *library_key_of(const Snapshot *snapshot, const Step *step, uint64_t id);

/* What a person was told last and what they answered: "Last time: the bakery case (mail, Mon 23
 * Nov). They answered: ...". NULL with no error: nothing named was said yet. Free with g_free(). */
char *
library_last_said(App *app, DbConn *conn, int64_t prospect_id, const Zone *zone, GError **error);

/* The best that suits the person and that they have not heard, for suggestions: "The Kiel study";
 * NULL: the library runs dry. Free with g_free(). */
char *library_fresh_title(const Snapshot *snapshot);

/* The texts a person was sent, oldest first, at most the last 20: char *. NULL on failure. */
GPtrArray *library_said_to(App *app, DbConn *conn, int64_t prospect_id, GError **error);

/* {"key","title","says","persona","stage","objective","language","retired"}. */
json_t *library_point_json(const ValuePoint *point);
