/* Backup and restore. See backup.h. */
#include "app/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "db/file.h"
#include "store/queries.h"

#define SQLITE_SCHEME "sqlite:"

/* The name of a file is on disk when its folder is. */
static void
sync_folder(const char *file)
{
    g_autofree char *folder = g_path_get_dirname(file);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
}

static void
remove_database(const char *path)
{
    static const char *const ENDINGS[] = { "", "-wal", "-shm", "-journal" };

    for (gsize i = 0; i < G_N_ELEMENTS(ENDINGS); i++) {
        g_autofree char *file = g_strconcat(path, ENDINGS[i], NULL);
        g_unlink(file);
    }
}

bool
app_backup(App *app, const char *file, GError **error)
{
    g_autofree char *part = g_strconcat(file, ".part", NULL);

    if (db_engine(app->db) != DB_ENGINE_SQLITE)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "this workspace is on PostgreSQL: back it up with pg_dump, and keep the "
                         "key file %s with it",
                         app->key_file);
    if (g_file_test(file, G_FILE_TEST_EXISTS))
        return error_set(error, SEVENTH_ERROR_CONFLICT, "%s is there already; name a new file",
                         file);
    remove_database(part);
    if (!db_file_copy(db_url(app->db) + strlen(SQLITE_SCHEME), part, error) ||
        !db_file_check(part, error)) {
        remove_database(part);
        return false;
    }
    if (g_rename(part, file) != 0) {
        int problem = errno;
        remove_database(part);
        return error_set(error, SEVENTH_ERROR_IO, "cannot write %s: %s", file, g_strerror(problem));
    }
    remove_database(part);
    sync_folder(file);
    return true;
}

bool
backup_verify(const char *file, GError **error)
{
    return db_file_check(file, error);
}

static bool
pause_sending(App *app, GError **error)
{
    SqlWorkspaceGetParams which = { .id = app->workspace_id };
    g_auto(SqlWorkspaceGetRow) row = { 0 };

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_workspace_get(write->conn, &which, &row, NULL, error))
        return false;
    SqlWorkspaceUpdateParams update = {
        .name = row.name,
        .zone = row.zone,
        .ruleset = row.ruleset,
        .postal_address = row.postal_address,
        .sending_paused = 1,
        .id = app->workspace_id,
    };
    return sql_workspace_update(write->conn, &update, NULL, error) && app_commit(write, error);
}

/* Everything is done to a copy beside the target; only the last step touches the target. */
static bool
restore_through(const AppOptions *options, const char *file, const char *part, const char *target,
                GError **error)
{
    g_autofree char *url = g_strconcat(SQLITE_SCHEME, part, NULL);
    AppOptions own = { .db_url = url, .world = options->world, .must_exist = true };

    if (!db_file_copy(file, part, error))
        return false;
    App *app = app_open(&own, error);
    bool paused = app != NULL && pause_sending(app, error);
    app_close(app);
    return paused && db_file_copy(part, target, error);
}

bool
app_restore(const AppOptions *options, const char *file, bool force, GError **error)
{
    const char *url = options->db_url != NULL ? options->db_url : "sqlite:./seventh.db";

    if (!g_str_has_prefix(url, SQLITE_SCHEME))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "restore is for SQLite; on PostgreSQL use pg_restore or psql, then "
                         "`seventh workspace set --sending off`");
    const char *target = url + strlen(SQLITE_SCHEME);
    if (!force && g_file_test(target, G_FILE_TEST_EXISTS))
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "%s is there already; --force replaces it, --db names another place",
                         target);
    if (!db_file_check(file, error))
        return false;
    g_autofree char *part = g_strconcat(target, ".part", NULL);
    remove_database(part);
    bool done = restore_through(options, file, part, target, error);
    remove_database(part);
    sync_folder(target);
    return done;
}
