/* Opening an SQLite file, naming its errors, reading its plans. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "db/sqlite_private.h"

#define BUSY_TIMEOUT_MS 10000
#define WAL_ATTEMPTS 20

/* Page caches in KiB: many readers share the memory budget of the server, and the kernel's page
 * cache stands behind them all. Readers sort in memory; the writer, who may build an index of
 * millions, sorts in files beyond its cache. */
#define WRITER_CACHE "PRAGMA cache_size=-9000;"
#define READER_CACHE "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA query_only=ON;"
#define COMMON_PRAGMAS           \
    "PRAGMA synchronous=FULL;"   \
    "PRAGMA foreign_keys=ON;"    \
    "PRAGMA trusted_schema=OFF;" \
    "PRAGMA journal_size_limit=67108864;"

const char *
sqlite_path(const Db *db)
{
    return db_url(db) + strlen(SQLITE_DRIVER.scheme);
}

typedef struct {
    SeventhError code;
    const char *remedy;
} Verdict;

static Verdict
verdict_of(sqlite3 *handle)
{
    int extended = sqlite3_extended_errcode(handle);
    int system_error = sqlite3_system_errno(handle);

    if ((extended & 0xff) == SQLITE_IOERR &&
        (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG))
        return (Verdict){ SEVENTH_ERROR_LIMIT, "the disk is full; free some space and try again" };
    switch (extended & 0xff) {
    case SQLITE_FULL:
        return (Verdict){ SEVENTH_ERROR_LIMIT, "free some space and try again" };
    case SQLITE_TOOBIG:
        return (Verdict){ SEVENTH_ERROR_LIMIT, "the value is too long to be stored" };
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return (Verdict){ SEVENTH_ERROR_UNAVAILABLE,
                          "another process is writing to the database; try again" };
    case SQLITE_NOTADB:
        return (Verdict){ SEVENTH_ERROR_IO, "name another one with --db" };
    case SQLITE_CORRUPT:
        return (Verdict){ SEVENTH_ERROR_IO, "restore a backup" };
    case SQLITE_CANTOPEN:
        return (Verdict){ SEVENTH_ERROR_IO, "check that its folder exists and may be written to" };
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return (Verdict){ SEVENTH_ERROR_IO,
                          "it was opened for reading only, or its permissions forbid more" };
    case SQLITE_CONSTRAINT:
        break;
    default:
        return (Verdict){ SEVENTH_ERROR_IO, NULL };
    }
    switch (extended) {
    case SQLITE_CONSTRAINT_NOTNULL:
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_DATATYPE:
        return (Verdict){ SEVENTH_ERROR_INVALID, NULL };
    default:
        return (Verdict){ SEVENTH_ERROR_CONFLICT, NULL };
    }
}

bool
sqlite_fail(sqlite3 *handle, const Db *db, const char *what, GError **error)
{
    Verdict verdict = verdict_of(handle);

    return error_set(error, verdict.code, "%s: %s: %s%s%s", sqlite_path(db), what,
                     sqlite3_errmsg(handle), verdict.remedy != NULL ? ": " : "",
                     verdict.remedy != NULL ? verdict.remedy : "");
}

static int
read_mode(void *ret_wal, int count, char **values, char **names)
{
    *(bool *)ret_wal = count == 1 && g_strcmp0(values[0], "wal") == 0;
    return 0;
}

/* Turning a fresh file to WAL needs it alone and does not wait by itself; so wait for the write
 * lock and ask again. */
static bool
set_wal(sqlite3 *handle, const Db *db, GError **error)
{
    for (int i = 0; i < WAL_ATTEMPTS; i++) {
        bool wal = false;
        int code = sqlite3_exec(handle, "PRAGMA journal_mode=WAL", read_mode, &wal, NULL);

        if (code == SQLITE_OK && wal)
            return true;
        if (code == SQLITE_OK)
            return error_set(error, SEVENTH_ERROR_IO,
                             "%s: this file system cannot share memory between processes, which "
                             "the database needs; put it on a local disk",
                             sqlite_path(db));
        if (code != SQLITE_BUSY)
            break;
        sqlite3_exec(handle, "BEGIN IMMEDIATE; ROLLBACK", NULL, NULL, NULL);
    }
    return sqlite_fail(handle, db, "open", error);
}

static bool
set_pragmas(sqlite3 *handle, const Db *db, DbAccess access, GError **error)
{
    const char *own = access == DB_WRITE ? WRITER_CACHE : READER_CACHE;

    sqlite3_busy_timeout(handle, BUSY_TIMEOUT_MS);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (access == DB_WRITE && !set_wal(handle, db, error))
        return false;
    if (sqlite3_exec(handle, COMMON_PRAGMAS, NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_exec(handle, own, NULL, NULL, NULL) != SQLITE_OK)
        return sqlite_fail(handle, db, "open", error);
    return true;
}

/* People's data: a new file is its owner's alone. SQLite gives the WAL the same mode. */
static void
make_private(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (fd >= 0)
        close(fd);
}

/* Counting every allocation under one lock costs the readers more than it tells. */
static void
configure_once(void)
{
    static gsize done;

    if (g_once_init_enter(&done)) {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        g_once_init_leave(&done, 1);
    }
}

sqlite3 *
sqlite_handle_open(Db *db, DbAccess access, GError **error)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    sqlite3 *handle = NULL;

    configure_once();
    if (access == DB_WRITE) {
        make_private(sqlite_path(db));
        flags |= SQLITE_OPEN_CREATE;
    }
    if (sqlite3_open_v2(sqlite_path(db), &handle, flags, NULL) != SQLITE_OK)
        sqlite_fail(handle, db, "open", error);
    else if (set_pragmas(handle, db, access, error))
        return handle;
    sqlite3_close(handle);
    return NULL;
}

/* The name after "SCAN ", "MATERIALIZE " or "CO-ROUTINE " in a line of a plan. */
static char *
plan_name(const char *line, const char *verb)
{
    const char *name;

    if (!g_str_has_prefix(line, verb))
        return NULL;
    name = line + strlen(verb);
    if (*name == '(' || strcmp(name, "CONSTANT ROW") == 0 || strstr(name, "VIRTUAL TABLE") != NULL)
        return NULL;
    return g_strndup(name, strcspn(name, " "));
}

/* A SCAN in the plan reads a whole table or index, unless it reads the rows of a WITH or FROM
 * query, which the plan makes in a MATERIALIZE or CO-ROUTINE line of the same name. */
static bool
plan_scans(const char *const *lines)
{
    g_autoptr(GHashTable) made = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (gsize i = 0; lines[i] != NULL; i++) {
        char *name = plan_name(lines[i], "MATERIALIZE ");

        if (name == NULL)
            name = plan_name(lines[i], "CO-ROUTINE ");
        if (name != NULL)
            g_hash_table_add(made, name);
    }
    for (gsize i = 0; lines[i] != NULL; i++) {
        g_autofree char *name = plan_name(lines[i], "SCAN ");

        if (name != NULL && !g_hash_table_contains(made, name))
            return true;
    }
    return false;
}

/* The plan's lines. For an INSERT without foreign keys: SQLite lists scans of the tables that refer
 * to this one, but runs them only while some other row breaks a constraint. */
static char **
read_plan(SqliteConn *conn, const DbStatement *statement, GError **error)
{
    const char *sql = statement->sql[DB_ENGINE_SQLITE];
    g_autofree char *explain = g_strconcat("EXPLAIN QUERY PLAN ", sql, NULL);
    g_autoptr(GStrvBuilder) lines = g_strv_builder_new();
    sqlite3_stmt *plan = NULL;
    int code;

    if (strstr(sql, "INSERT INTO") != NULL)
        sqlite3_exec(conn->handle, "PRAGMA foreign_keys=OFF", NULL, NULL, NULL);
    code = sqlite3_prepare_v2(conn->handle, explain, -1, &plan, NULL);
    while (plan != NULL && (code = sqlite3_step(plan)) == SQLITE_ROW)
        g_strv_builder_add(lines, (const char *)sqlite3_column_text(plan, 3));
    if (code != SQLITE_DONE)
        sqlite_fail(conn->handle, conn->base.db, statement->name, error);
    sqlite3_finalize(plan);
    sqlite3_exec(conn->handle, "PRAGMA foreign_keys=ON", NULL, NULL, NULL);
    return code == SQLITE_DONE ? g_strv_builder_end(lines) : NULL;
}

bool
sqlite_scans(DbConn *base, const DbStatement *statement, char **ret_detail, GError **error)
{
    SqliteConn *conn = (SqliteConn *)base;
    sqlite3_stmt *made = sqlite_prepare(conn, statement, error);
    g_auto(GStrv) lines = NULL;

    if (made == NULL)
        return false;
    sqlite_put_back(conn, statement, made);
    lines = read_plan(conn, statement, error);
    if (lines == NULL)
        return false;
    if (ret_detail != NULL)
        *ret_detail = g_strjoinv("\n", lines);
    return plan_scans((const char *const *)lines);
}
