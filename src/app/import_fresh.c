/* See import_fresh.h. */
#include "app/import_fresh.h"

#include <string.h>

#include "store/queries.h"

#define MOST_LATER 10000
#define MOST_DISORDER 1000 /* external ids out of order until their index is taken down, too */
#define LOCK "LOCK TABLE accounts, prospects IN SHARE ROW EXCLUSIVE MODE"
#define EXTERNAL_INDEX "prospects_external"
#define OWNER_INDEX "prospects_owner"

/* Appending needs little cache. And SQLite sorts an index's keys in runs as large as its cache:
 * runs that fit the processor's sort nearly twice as fast as runs of 16 MB. */
#define SMALL_CACHE "PRAGMA cache_size=-6000"
#define SMALL_RUNS "PRAGMA cache_size=-1000;PRAGMA threads=2"
#define USUAL_CACHE "PRAGMA cache_size=-9000;PRAGMA threads=0"

/* With an index SQLite forgets what it was told of its size (0001_first.sql), and would look for
 * people by walking the workspace. */
#define KEEP_STATISTICS                                                                  \
    "CREATE TEMP TABLE kept_statistics AS SELECT tbl, idx, stat FROM main.sqlite_stat1 " \
    "WHERE tbl = 'prospects';"
#define RESTORE_STATISTICS                                                    \
    "DELETE FROM main.sqlite_stat1 WHERE tbl = 'prospects';"                  \
    "INSERT INTO main.sqlite_stat1 (tbl, idx, stat) "                         \
    "SELECT tbl, idx, stat FROM kept_statistics; DROP TABLE kept_statistics;" \
    "ANALYZE main.sqlite_schema;"

/* The texts of a person, to be copied when it must outlive its batch. */
static const gsize TEXTS[] = {
    offsetof(ImportPerson, email),       offsetof(ImportPerson, email_key),
    offsetof(ImportPerson, external_id), offsetof(ImportPerson, first_name),
    offsetof(ImportPerson, last_name),   offsetof(ImportPerson, title),
    offsetof(ImportPerson, role),        offsetof(ImportPerson, phone),
    offsetof(ImportPerson, mobile),      offsetof(ImportPerson, linkedin),
    offsetof(ImportPerson, country),     offsetof(ImportPerson, region),
    offsetof(ImportPerson, city),        offsetof(ImportPerson, zone),
    offsetof(ImportPerson, language),    offsetof(ImportPerson, source),
    offsetof(ImportPerson, fields),      offsetof(ImportPerson, company),
    offsetof(ImportPerson, name_key),    offsetof(ImportPerson, company_key),
    offsetof(ImportPerson, domain),      offsetof(ImportPerson, account_external_id),
};

/* Others must not write meanwhile what nobody looks for. SQLite has one writer anyhow. */
static bool
keep_others_out(ImportFresh *self, GError **error)
{
    return db_conn_engine(self->merge->conn) == DB_ENGINE_SQLITE ||
           db_exec_script(self->merge->conn, LOCK, error);
}

static bool
is_empty(const ImportFresh *self, bool *ret, GError **error)
{
    g_auto(SqlImportAnybodyRow) row = { 0 };
    bool found;

    if (!sql_import_anybody(self->merge->conn, &row, &found, error))
        return false;
    *ret = !found;
    return true;
}

static bool
drop_indexes(ImportFresh *self, GError **error)
{
    g_autoptr(GString) drops = g_string_new(KEEP_STATISTICS);
    SqlImportIndexesRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_import_indexes(self->merge->conn, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_import_indexes_next(cursor, &row, error)) == DB_ROW) {
        if (strcmp(row.name, EXTERNAL_INDEX) == 0) {
            self->external_sql = g_strdup(row.body);
        } else if (strcmp(row.name, OWNER_INDEX) == 0) {
            self->owner_sql = g_strdup(row.body);
        } else {
            g_ptr_array_add(self->index_sql, g_strdup(row.body));
            g_string_append_printf(drops, "DROP INDEX \"%s\";", row.name);
        }
    }
    g_clear_pointer(&cursor, db_cursor_close);
    if (step != DB_DONE || db_conn_engine(self->merge->conn) != DB_ENGINE_SQLITE)
        return step == DB_DONE;
    g_string_append(drops, SMALL_CACHE);
    return db_exec_script(self->merge->conn, drops->str, error);
}

bool
import_fresh_begin(ImportFresh *self, ImportMerge *merge, GError **error)
{
    g_auto(SqlImportAnyAccountRow) account = { 0 };
    bool empty, any_account;

    *self = (ImportFresh){
        .merge = merge,
        .index_sql = g_ptr_array_new_with_free_func(g_free),
        .texts = g_string_chunk_new(64 << 10),
        .greatest_id = g_string_new(NULL),
        .later = g_array_new(FALSE, FALSE, sizeof(ImportPerson)),
    };
    if (!is_empty(self, &empty, error))
        return false;
    /* Somebody may have come while the others were still being kept out. */
    if (empty && (!keep_others_out(self, error) || !is_empty(self, &empty, error)))
        return false;
    if (!empty)
        return true;
    if (!sql_import_any_account(merge->conn, &account, &any_account, error))
        return false;
    merge->accounts.complete = !any_account;
    self->active = true;
    self->growth = table_growth_of(merge->app, "ANALYZE prospects; ANALYZE accounts");
    import_merge_gather(merge);
    return drop_indexes(self, error);
}

static bool
keep_aside(ImportFresh *self, const ImportPerson *person, GError **error)
{
    ImportPerson copy = *person;

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        const char **text = (const char **)((char *)&copy + TEXTS[i]);
        if (*text != NULL)
            *text = g_string_chunk_insert(self->texts, *text);
    }
    g_array_append_val(self->later, copy);
    return self->later->len < MOST_LATER || import_fresh_end(self, error);
}

bool
import_fresh_flush(ImportFresh *self, GError **error)
{
    return import_merge_flush(self->merge, error);
}

/* `sql` is how to build the index again at the end. */
static bool
take_down(ImportFresh *self, const char *drop, char **sql, GError **error)
{
    g_ptr_array_add(self->index_sql, g_steal_pointer(sql));
    return import_fresh_flush(self, error) && db_exec_script(self->merge->conn, drop, error);
}

/* Takes the index of external ids down once they have come in another order often enough. */
static bool
watch_order(ImportFresh *self, const char *external_id, GError **error)
{
    if (self->external_sql == NULL || external_id == NULL)
        return true;
    if (strcmp(external_id, self->greatest_id->str) > 0) {
        g_string_assign(self->greatest_id, external_id);
        return true;
    }
    return ++self->disorder < MOST_DISORDER ||
           take_down(self, "DROP INDEX " EXTERNAL_INDEX, &self->external_sql, error);
}

/* Takes the index of owners down once somebody has one. */
static bool
watch_owners(ImportFresh *self, const ImportPerson *person, GError **error)
{
    if (self->owner_sql == NULL || (person->owner_id == 0 && self->merge->owner_id == 0))
        return true;
    return take_down(self, "DROP INDEX " OWNER_INDEX, &self->owner_sql, error);
}

bool
import_fresh_take(ImportFresh *self, const ImportPerson *person, GError **error)
{
    if (!table_growth_note(&self->growth, self->merge->conn, error))
        return false;
    if (!self->active)
        return import_merge_person(self->merge, person, error);
    if (person->email_seen || person->external_seen)
        return keep_aside(self, person, error);
    if (!watch_order(self, person->external_id, error) || !watch_owners(self, person, error))
        return false;
    return import_merge_create(self->merge, person, error);
}

static bool
build_indexes(ImportFresh *self, GError **error)
{
    DbConn *conn = self->merge->conn;

    if (db_conn_engine(conn) != DB_ENGINE_SQLITE)
        return true;
    bool built = db_exec_script(conn, SMALL_RUNS, error);

    for (guint i = 0; built && i < self->index_sql->len; i++)
        built = db_exec_script(conn, g_ptr_array_index(self->index_sql, i), error);
    built = built && db_exec_script(conn, RESTORE_STATISTICS, error);
    return db_exec_script(conn, USUAL_CACHE, built ? error : NULL) && built;
}

bool
import_fresh_end(ImportFresh *self, GError **error)
{
    if (!self->active)
        return true;
    self->active = false;
    if (!import_merge_flush(self->merge, error))
        return false;
    g_clear_pointer(&self->merge->waiting, g_array_unref);
    if (!build_indexes(self, error))
        return false;
    for (guint i = 0; i < self->later->len; i++)
        if (!import_merge_person(self->merge, &g_array_index(self->later, ImportPerson, i), error))
            return false;
    g_array_set_size(self->later, 0);
    g_string_chunk_clear(self->texts);
    return true;
}

void
import_fresh_clear(ImportFresh *self)
{
    g_clear_pointer(&self->index_sql, g_ptr_array_unref);
    g_clear_pointer(&self->later, g_array_unref);
    g_clear_pointer(&self->texts, g_string_chunk_free);
    g_clear_pointer(&self->external_sql, g_free);
    g_clear_pointer(&self->owner_sql, g_free);
    if (self->greatest_id != NULL)
        g_string_free(self->greatest_id, TRUE);
    self->greatest_id = NULL;
}
