/* Step by step, asset by asset. See asset_check.h. */
#include "app/asset_check.h"

#include "app/asset.h"
#include "store/queries.h"

typedef struct {
    App *app;
    DbConn *conn;
    GPtrArray *problems;
    int64_t most_bytes;
    bool sound;
} Check;

static void
complain(Check *self, const Step *step, int line, const char *what)
{
    sequence_problem_add(self->problems, line, true, "step %d: %s", step->number, what);
    self->sound = false;
}

/* What keeps it from being given; NULL: nothing. */
static char *
find_fault(const Asset *asset, bool attached)
{
    if (asset->retired_us != INSTANT_NONE)
        return g_strdup_printf("the asset \"%s\" was removed; add it again or leave it out",
                               asset->key);
    if (attached && asset->file_id == DB_NULL_INT)
        return g_strdup_printf("the asset \"%s\" is a link and has no file; link it in the body "
                               "with {{asset.%s}}",
                               asset->key, asset->key);
    if (!attached && asset->url[0] == '\0')
        return g_strdup_printf("the asset \"%s\" has no address to link; put it under attach:, or "
                               "give it one (asset add %s --url)",
                               asset->key, asset->key);
    return NULL;
}

static bool
check_step(Check *self, const Step *step, GError **error)
{
    int64_t bytes = 0;
    int line = step->line;

    for (guint i = 0; i < step->assets->len; i++) {
        const StepAsset *named = g_ptr_array_index(step->assets, i);
        g_autoptr(Asset) asset = NULL;
        if (!asset_load(self->app, self->conn, named->key, &asset, error))
            return false;
        g_autofree char *fault = asset == NULL
                                     ? asset_say_unknown(self->app, self->conn, named->key)
                                     : find_fault(asset, named->attached);
        if (fault != NULL) {
            complain(self, step, named->line, fault);
        } else if (named->attached) {
            bytes += asset->size;
            line = named->line;
        }
    }
    if (bytes > self->most_bytes) {
        g_autofree char *has = asset_size_say(bytes), *may = asset_size_say(self->most_bytes);
        g_autofree char *what = g_strdup_printf(
            "its files have %s together, and a mail may carry %s; link one instead", has, may);
        complain(self, step, line, what);
    }
    return true;
}

bool
asset_check(App *app, DbConn *conn, const Sequence *sequence, GPtrArray *problems, bool *ret_sound,
            GError **error)
{
    SqlAssetLimitsParams which = { .id = app->workspace_id };
    g_auto(SqlAssetLimitsRow) limits = { 0 };
    Check self = { .app = app, .conn = conn, .problems = problems, .sound = true };

    if (!sql_asset_limits(conn, &which, &limits, NULL, error))
        return false;
    self.most_bytes = limits.mail_files_max_bytes;
    for (guint i = 0; i < sequence->steps->len; i++)
        if (!check_step(&self, g_ptr_array_index(sequence->steps, i), error))
            return false;
    *ret_sound = self.sound;
    return true;
}
