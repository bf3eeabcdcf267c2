/* Which rules hold: the defaults, the workspace's on top, those of a sequence on top of these. Read
 * from the database each time, understood once as long as the texts stay the same. */
#include <string.h>

#include "app/app.h"
#include "core/rule.h"
#include "store/queries.h"

/* Different texts at a time; beyond that, the memory begins anew. */
#define MOST_KEPT 64

static bool
apply_text(Ruleset *ruleset, const char *text, GError **error)
{
    g_autoptr(json_t) overrides = json_read(text, strlen(text), error);

    return overrides != NULL && ruleset_apply_json(ruleset, overrides, error);
}

static bool
known(App *self, const char *texts, Ruleset *ret_ruleset)
{
    const Ruleset *ruleset;

    g_mutex_lock(&self->mutex);
    ruleset = g_hash_table_lookup(self->rulesets, texts);
    if (ruleset != NULL)
        *ret_ruleset = *ruleset;
    g_mutex_unlock(&self->mutex);
    return ruleset != NULL;
}

static void
remember(App *self, char *texts, const Ruleset *ruleset)
{
    g_mutex_lock(&self->mutex);
    if (g_hash_table_size(self->rulesets) >= MOST_KEPT)
        g_hash_table_remove_all(self->rulesets);
    g_hash_table_replace(self->rulesets, texts, g_memdup2(ruleset, sizeof *ruleset));
    g_mutex_unlock(&self->mutex);
}

bool
app_ruleset_named(App *self, DbConn *conn, const char *name, Ruleset *ret_ruleset, GError **error)
{
    g_auto(SqlRulesetTextsRow) row = { 0 };
    SqlRulesetTextsParams params = { .name = name != NULL ? name : "",
                                     .workspace_id = self->workspace_id };

    if (!sql_ruleset_texts(conn, &params, &row, NULL, error))
        return false;
    g_autofree char *texts =
        g_strconcat(row.ruleset, row.overrides != NULL ? row.overrides : "", NULL);
    if (known(self, texts, ret_ruleset))
        return true;
    ruleset_default(ret_ruleset);
    if (!apply_text(ret_ruleset, row.ruleset, error) ||
        (row.overrides != NULL && !apply_text(ret_ruleset, row.overrides, error)))
        return false;
    remember(self, g_steal_pointer(&texts), ret_ruleset);
    return true;
}

bool
app_ruleset(App *self, DbConn *conn, Ruleset *ret_ruleset, GError **error)
{
    return app_ruleset_named(self, conn, NULL, ret_ruleset, error);
}
