/* What the snapshots of one transaction have in common: the zones of users, the rules, the days
 * off.
 *
 * A batch reads each once. Nothing about the person is in it: what they asked for, an opt-out or an
 * answer, is read anew for each. It must not outlive its transaction: what others change in between
 * holds from the next one on. */
#pragma once

#include "app/app.h"
#include "app/days_off.h"

/* All zero: nothing read yet. */
typedef struct {
    GHashTable *zones;    /* user id -> const Zone * */
    GHashTable *rulesets; /* name ("": the workspace's) -> Ruleset * */
    DaysOff *days_off;
} SnapshotShare;

void snapshot_share_clear(SnapshotShare *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SnapshotShare, snapshot_share_clear)

/* Each takes a NULL `self`: then it reads anew. Errors: IO; INVALID for rules that do not read. */

/* The user's zone, the workspace's for one who is gone. */
bool snapshot_share_zone(SnapshotShare *self, App *app, DbConn *conn, int64_t user_id,
                         const Zone **ret_zone, GError **error);
/* As app_ruleset_named(). */
bool snapshot_share_ruleset(SnapshotShare *self, App *app, DbConn *conn, const char *name,
                            Ruleset *ret_ruleset, GError **error);
/* A reference: free with days_off_unref(). */
DaysOff *snapshot_share_days_off(SnapshotShare *self, App *app, DbConn *conn, GError **error);
