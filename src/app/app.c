/* Opening, transactions, and the small look-ups every use case needs. */
#include "app/app.h"

#include <string.h>

#include "app/days_off.h"
#include "app/lesson.h"
#include "mail/reader.h"
#include "store/queries.h"

static void
app_version_free(gpointer data)
{
    AppVersion *version = data;

    g_free(version->name);
    sequence_free(version->sequence);
    g_free(version);
}

/* "sqlite:PATH" -> PATH.key; elsewhere the user's configuration folder. */
static char *
default_key_file(const char *db_url)
{
    const char *named = g_getenv("SEVENTH_KEY_FILE");

    if (named != NULL)
        return g_strdup(named);
    if (g_str_has_prefix(db_url, "sqlite:"))
        return g_strconcat(db_url + strlen("sqlite:"), ".key", NULL);
    return g_build_filename(g_get_user_config_dir(), "seventh", "key", NULL);
}

static bool
sqlite_file_exists(const char *db_url)
{
    return !g_str_has_prefix(db_url, "sqlite:") ||
           g_file_test(db_url + strlen("sqlite:"), G_FILE_TEST_EXISTS);
}

/* The first workspace takes the machine's zone when it has an IANA name. */
static bool
ensure_workspace(App *self, GError **error)
{
    g_auto(SqlWorkspaceFirstRow) first = { 0 };
    g_auto(SqlWorkspaceGetRow) row = { 0 };
    bool found;

    g_autoptr(AppTransaction) write = app_write_begin(self, error);
    if (write == NULL || !sql_workspace_first(write->conn, &first, &found, error))
        return false;
    if (!found) {
        g_autoptr(GTimeZone) local = g_time_zone_new_local();
        const char *zone = g_time_zone_get_identifier(local);
        g_auto(SqlWorkspaceInsertRow) made = { 0 };
        SqlWorkspaceInsertParams params = {
            .name = "My team",
            .zone = zone != NULL && zone_get(zone, NULL) != NULL ? zone : "UTC",
            .ruleset = "{}",
            .postal_address = "",
            .created_us = app_now_us(self),
        };
        if (!sql_workspace_insert(write->conn, &params, &made, NULL, error))
            return false;
        first.id = made.id;
        SqlUserInsertParams owner = {
            .workspace_id = made.id,
            .email = "admin@localhost",
            .name = "Admin",
            .role = "admin",
            .zone = params.zone,
            .created_us = params.created_us,
        };
        g_auto(SqlUserInsertRow) user = { 0 };
        if (!sql_user_insert(write->conn, &owner, &user, NULL, error))
            return false;
    }
    self->workspace_id = first.id;
    if (!sql_workspace_get(write->conn, &(SqlWorkspaceGetParams){ .id = first.id }, &row, NULL,
                           error))
        return false;
    self->zone = zone_get(row.zone, NULL);
    if (self->zone == NULL)
        self->zone = zone_utc();
    return app_commit(write, error);
}

App *
app_open(const AppOptions *options, GError **error)
{
    const char *url = options->db_url != NULL ? options->db_url : "sqlite:./seventh.db";
    g_autoptr(App) self = g_new0(App, 1);

    g_mutex_init(&self->mutex);
    self->world = options->world != NULL ? options->world : world_real();
    self->rulesets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    self->versions = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, app_version_free);
    self->key_file =
        options->key_file != NULL ? g_strdup(options->key_file) : default_key_file(url);
    self->zone = zone_utc();
    if (options->no_database)
        return g_steal_pointer(&self);
    if (options->must_exist && !sqlite_file_exists(url)) {
        error_set(error, SEVENTH_ERROR_NOT_FOUND,
                  "there is no database at %s; make one with `seventh init`, or name yours with "
                  "--db",
                  url);
        return NULL;
    }
    self->db = db_open(url, &STORE_CATALOG, options->readers != 0 ? options->readers : 4, error);
    if (self->db == NULL)
        return NULL;
    if (!db_migrate(self->db, STORE_MIGRATIONS, STORE_MIGRATION_COUNT, &self->schema_version,
                    &self->created, error)) {
        if (db_engine(self->db) == DB_ENGINE_SQLITE)
            g_prefix_error(error, "%s: ", url);
        return NULL;
    }
    if (!ensure_workspace(self, error))
        return NULL;
    return g_steal_pointer(&self);
}

MailReader *
app_mail_reader(App *self)
{
    G_GNUC_UNUSED g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&self->mutex);

    if (self->mail_reader == NULL)
        self->mail_reader = mail_reader_new(1);
    return self->mail_reader;
}

void
app_close(App *self)
{
    if (self == NULL)
        return;
    if (self->db != NULL)
        db_close(self->db);
    mail_reader_free(self->mail_reader);
    lessons_free(self->lessons);
    g_hash_table_unref(self->rulesets);
    g_hash_table_unref(self->versions);
    days_off_unref(self->days_off);
    memset(self->key, 0, sizeof self->key);
    g_clear_pointer(&self->library, g_ptr_array_unref);
    g_mutex_clear(&self->mutex);
    g_free(self->key_file);
    g_free(self);
}

static AppTransaction *
transaction_begin(App *self, DbAccess access, bool (*begin)(DbConn *conn, GError **error),
                  GError **error)
{
    DbConn *conn = db_acquire(self->db, access, error);

    if (conn == NULL)
        return NULL;
    if (!begin(conn, error)) {
        db_release(conn);
        return NULL;
    }
    AppTransaction *transaction = g_new(AppTransaction, 1);
    *transaction = (AppTransaction){ .app = self, .conn = conn, .writes = access == DB_WRITE };
    return transaction;
}

AppTransaction *
app_write_begin(App *self, GError **error)
{
    return transaction_begin(self, DB_WRITE, self->light ? db_begin_light : db_begin, error);
}

AppTransaction *
app_unsynced_begin(App *self, GError **error)
{
    return transaction_begin(self, DB_WRITE, self->light ? db_begin_light : db_begin_unsynced,
                             error);
}

AppTransaction *
app_light_begin(App *self, GError **error)
{
    return transaction_begin(self, DB_WRITE, db_begin_light, error);
}

AppTransaction *
app_load_begin(App *self, GError **error)
{
    g_auto(SqlImportAnybodyRow) anybody = { 0 };
    bool found;
    DbConn *conn = db_acquire(self->db, DB_WRITE, error);

    if (conn == NULL)
        return NULL;
    bool asked = sql_import_anybody(conn, &anybody, &found, error);
    if (asked && !found)
        db_bulk_begin(conn);
    if (!asked || !db_begin(conn, error)) {
        if (asked && !found)
            db_bulk_end(conn);
        db_release(conn);
        return NULL;
    }
    AppTransaction *transaction = g_new(AppTransaction, 1);
    *transaction = (AppTransaction){ .app = self, .conn = conn, .writes = true, .loads = !found };
    return transaction;
}

AppTransaction *
app_read_begin(App *self, GError **error)
{
    return transaction_begin(self, DB_READ, db_begin, error);
}

bool
app_commit(AppTransaction *transaction, GError **error)
{
    return db_commit(transaction->conn, error);
}

bool
app_commit_then_sync(AppTransaction *transaction, GError **error)
{
    App *app = transaction->app;

    if (!db_commit(transaction->conn, error))
        return false;
    db_release(g_steal_pointer(&transaction->conn));
    return app->light || db_sync(app->db, error);
}

void
app_transaction_free(AppTransaction *transaction)
{
    if (transaction == NULL)
        return;
    if (transaction->conn != NULL && db_in_transaction(transaction->conn))
        db_rollback(transaction->conn);
    if (transaction->loads)
        db_bulk_end(transaction->conn);
    db_release(transaction->conn);
    g_free(transaction);
}

static AppVersion *
version_load(App *self, DbConn *conn, int64_t version_id, GError **error)
{
    g_auto(SqlSequenceVersionGetRow) row = { 0 };
    g_autoptr(GPtrArray) problems = sequence_problems_new();
    bool found;

    SqlSequenceVersionGetParams params = { .workspace_id = self->workspace_id, .id = version_id };
    if (!sql_sequence_version_get(conn, &params, &row, &found, error))
        return NULL;
    if (!found) {
        error_set(error, SEVENTH_ERROR_NOT_FOUND,
                  "sequence version %" G_GINT64_FORMAT " is gone from the database", version_id);
        return NULL;
    }
    Sequence *sequence = sequence_read(row.name, row.source, strlen(row.source), problems, error);
    if (sequence == NULL)
        return NULL;
    AppVersion *version = g_new(AppVersion, 1);
    *version = (AppVersion){
        .id = row.id,
        .sequence_id = row.sequence_id,
        .version = (int)row.version,
        .name = g_strdup(row.name),
        .sequence = sequence,
    };
    return version;
}

const AppVersion *
app_version(App *self, DbConn *conn, int64_t version_id, GError **error)
{
    g_mutex_lock(&self->mutex);
    AppVersion *version = g_hash_table_lookup(self->versions, &version_id);
    g_mutex_unlock(&self->mutex);
    if (version != NULL)
        return version;

    AppVersion *loaded = version_load(self, conn, version_id, error);
    if (loaded == NULL)
        return NULL;
    g_mutex_lock(&self->mutex);
    version = g_hash_table_lookup(self->versions, &version_id);
    if (version == NULL) {
        g_hash_table_insert(self->versions, &loaded->id, loaded);
        version = g_steal_pointer(&loaded);
    }
    g_mutex_unlock(&self->mutex);
    if (loaded != NULL)
        app_version_free(loaded);
    return version;
}

void
app_forget_version(App *self, int64_t version_id)
{
    g_mutex_lock(&self->mutex);
    g_hash_table_remove(self->versions, &version_id);
    g_mutex_unlock(&self->mutex);
}

bool
app_find_prospect(App *self, DbConn *conn, const char *who, int64_t *ret_id, GError **error)
{
    bool found = false;

    if (who[0] == '#') {
        char *end;
        int64_t id = g_ascii_strtoll(who + 1, &end, 10);
        if (end == who + 1 || *end != '\0')
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "\"%.60s\": after # comes a prospect's number", who);
        g_auto(SqlProspectGetRow) row = { 0 };
        SqlProspectGetParams params = { .workspace_id = self->workspace_id, .id = id };
        if (!sql_prospect_get(conn, &params, &row, &found, error))
            return false;
        *ret_id = id;
    } else {
        g_autofree char *key = g_utf8_strdown(who, -1);
        g_auto(SqlProspectIdByEmailRow) row = { 0 };
        SqlProspectIdByEmailParams params = { .workspace_id = self->workspace_id,
                                              .email_key = g_strstrip(key) };
        if (!sql_prospect_id_by_email(conn, &params, &row, &found, error))
            return false;
        *ret_id = row.id;
    }
    return found ||
           error_set(error, SEVENTH_ERROR_NOT_FOUND,
                     "there is no prospect %.200s; check the address, or import the person", who);
}

bool
app_find_user(App *self, DbConn *conn, const char *email, int64_t *ret_id, GError **error)
{
    g_autofree char *key = g_utf8_strdown(email, -1);
    g_auto(SqlUserByEmailRow) row = { 0 };
    bool found;

    SqlUserByEmailParams params = { .workspace_id = self->workspace_id, .email = key };
    if (!sql_user_by_email(conn, &params, &row, &found, error))
        return false;
    *ret_id = row.id;
    return found || error_set(error, SEVENTH_ERROR_NOT_FOUND,
                              "there is no user %.200s; `seventh user list` shows them all", email);
}

const Zone *
app_zone_or_default(App *self, const char *name)
{
    const Zone *zone = name != NULL && name[0] != '\0' ? zone_get(name, NULL) : NULL;
    return zone != NULL ? zone : self->zone;
}
