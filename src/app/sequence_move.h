/* Who moves to a new version of a sequence, and what that changes for them, shown before it is
 * done.
 *
 *   none       only those enrolled from now on
 *   unreached  those, too, who have not come to the first step that changed
 *   everyone   all who are under way, at the step they are at
 *
 * Whoever is moved has open tasks and held mail of the sequence taken back, to be planned anew;
 * promises stay, and mail on its way leaves as it is. */
#pragma once

#include "app/app.h"

typedef enum { MOVE_NONE, MOVE_UNREACHED, MOVE_EVERYONE, MOVE_COUNT } VersionMove;

const char *version_move_name(VersionMove move);  /* "unreached" */
VersionMove version_move_parse(const char *name); /* MOVE_COUNT when unknown */

/* The first step (1..) in which two versions differ in when, where, or what it says; one more than
 * the last when they say the same. */
int sequence_first_change(const Sequence *before, const Sequence *after);

typedef struct {
    int64_t sequence_id, version_id; /* the sequence, and the version to move to */
    const Sequence *before, *after;
    VersionMove move;
} SequenceMove;

/* Moves, and says what came of it: {"move","first_change","under_way","moved","stay","examples":
 * [{"prospect","name","step","before","after"}]}, the examples' next touch by each version. Within
 * the caller's transaction: rolled back it is a dry run. Free with json_decref(). */
json_t *sequence_move(App *app, DbConn *conn, const SequenceMove *move, GError **error);
