/* Read once, then at hand. See snapshot_share.h. */
#include "app/snapshot_share.h"

#include "store/queries.h"

void
snapshot_share_clear(SnapshotShare *self)
{
    g_clear_pointer(&self->zones, g_hash_table_unref);
    g_clear_pointer(&self->rulesets, g_hash_table_unref);
    g_clear_pointer(&self->days_off, days_off_unref);
}

bool
snapshot_share_zone(SnapshotShare *self, App *app, DbConn *conn, int64_t user_id,
                    const Zone **ret_zone, GError **error)
{
    g_auto(SqlUserGetRow) user = { 0 };
    SqlUserGetParams params = { .workspace_id = app->workspace_id, .id = user_id };
    bool found;

    if (self != NULL && self->zones == NULL)
        self->zones = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    *ret_zone = self != NULL ? g_hash_table_lookup(self->zones, &user_id) : NULL;
    if (*ret_zone != NULL)
        return true;
    if (!sql_user_get(conn, &params, &user, &found, error))
        return false;
    *ret_zone = app_zone_or_default(app, found ? user.zone : NULL);
    if (self != NULL)
        g_hash_table_insert(self->zones, g_memdup2(&user_id, sizeof user_id), (gpointer)*ret_zone);
    return true;
}

bool
snapshot_share_ruleset(SnapshotShare *self, App *app, DbConn *conn, const char *name,
                       Ruleset *ret_ruleset, GError **error)
{
    const char *key = name != NULL ? name : "";
    const Ruleset *known = NULL;

    if (self != NULL && self->rulesets == NULL)
        self->rulesets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (self != NULL)
        known = g_hash_table_lookup(self->rulesets, key);
    if (known != NULL) {
        *ret_ruleset = *known;
        return true;
    }
    if (!app_ruleset_named(app, conn, name, ret_ruleset, error))
        return false;
    if (self != NULL)
        g_hash_table_insert(self->rulesets, g_strdup(key),
                            g_memdup2(ret_ruleset, sizeof *ret_ruleset));
    return true;
}

DaysOff *
snapshot_share_days_off(SnapshotShare *self, App *app, DbConn *conn, GError **error)
{
    if (self == NULL)
        return days_off_get(app, conn, error);
    if (self->days_off == NULL)
        self->days_off = days_off_get(app, conn, error);
    if (self->days_off != NULL)
        g_atomic_ref_count_inc(&self->days_off->references);
    return self->days_off;
}
