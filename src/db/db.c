/* The pool, the state of transactions, and the way from the façade to a driver. */
#include "db/db.h"

#include <math.h>
#include <string.h>

#include "db/driver.h"

#define ACQUIRE_LIMIT_US (30 * G_USEC_PER_SEC)
#define MAX_READERS 64

/* Connections of one kind, handed out first come, first served, so that a bulk writer which
 * releases and acquires in a loop does not starve the others. */
typedef struct {
    DbAccess access;
    guint limit;
    guint made;      /* idle and in use */
    GPtrArray *idle; /* DbConn, the last used one last */
    GQueue waiting;  /* Waiter, on the waiting threads' stacks */
} Pool;

typedef struct {
    GCond woken;
    bool served; /* `conn` is ours; NULL: make a new one, its place is counted already */
    DbConn *conn;
} Waiter;

struct Db {
    const DbDriver *driver;
    const DbCatalog *catalog;
    char *url;
    gpointer driver_state;
    GMutex lock;
    Pool pools[2];    /* by DbAccess; an engine of equal connections uses only DB_WRITE's */
    GPtrArray *using; /* DbConn in use */
};

static const DbDriver *const DRIVERS[] = { &SQLITE_DRIVER, &POSTGRESQL_DRIVER };

static void
pool_init(Pool *pool, DbAccess access, guint limit)
{
    pool->access = access;
    pool->limit = limit;
    pool->idle = g_ptr_array_new();
    g_queue_init(&pool->waiting);
}

static Pool *
pool_for(Db *self, DbAccess access)
{
    bool equal = self->driver->engine == DB_ENGINE_POSTGRESQL || self->pools[DB_READ].limit == 0;

    return &self->pools[equal ? DB_WRITE : access];
}

static const DbDriver *
driver_of_url(const char *url)
{
    for (gsize i = 0; i < G_N_ELEMENTS(DRIVERS); i++) {
        if (g_str_has_prefix(url, DRIVERS[i]->scheme))
            return DRIVERS[i];
    }
    return g_str_has_prefix(url, "postgres://") ? &POSTGRESQL_DRIVER : NULL;
}

Db *
db_open(const char *url, const DbCatalog *catalog, guint readers, GError **error)
{
    const DbDriver *driver = driver_of_url(url);
    g_autoptr(Db) self = NULL;
    DbConn *conn;

    if (driver == NULL) {
        error_set(error, SEVENTH_ERROR_INVALID,
                  "database URL \"%s\": write sqlite:PATH or postgresql://HOST/NAME", url);
        return NULL;
    }
    readers = MIN(readers, MAX_READERS);
    self = g_new0(Db, 1);
    self->driver = driver;
    self->catalog = catalog;
    self->url = g_strdup(url);
    self->using = g_ptr_array_new();
    g_mutex_init(&self->lock);
    pool_init(&self->pools[DB_READ], DB_READ, readers);
    pool_init(&self->pools[DB_WRITE], DB_WRITE,
              driver->engine == DB_ENGINE_POSTGRESQL ? readers + 1 : 1);
    if (!driver->open(self, error))
        return NULL;
    /* The first connection now, so that a wrong address is an error here and not later. */
    conn = db_acquire(self, DB_WRITE, error);
    if (conn == NULL)
        return NULL;
    db_release(conn);
    return g_steal_pointer(&self);
}

void
db_close(Db *self)
{
    if (self == NULL)
        return;
    self->driver->close(self);
    g_assert(self->using->len == 0); /* a connection was never released */
    for (gsize i = 0; i < G_N_ELEMENTS(self->pools); i++) {
        g_ptr_array_foreach(self->pools[i].idle, (GFunc)(gpointer)self->driver->disconnect, NULL);
        g_ptr_array_unref(self->pools[i].idle);
    }
    g_ptr_array_unref(self->using);
    g_mutex_clear(&self->lock);
    g_free(self->url);
    g_free(self);
}

DbEngine
db_engine(const Db *self)
{
    return self->driver->engine;
}

const char *
db_url(const Db *self)
{
    return self->url;
}

const DbCatalog *
db_catalog(const Db *db)
{
    return db->catalog;
}

void
db_set_driver_state(Db *db, gpointer state)
{
    db->driver_state = state;
}

gpointer
db_driver_state(const Db *db)
{
    return db->driver_state;
}

/* With the lock held: an idle connection or a place for a new one; false after 30 s of waiting. */
static bool
pool_take(Db *self, Pool *pool, DbConn **ret_conn)
{
    gint64 deadline = g_get_monotonic_time() + ACQUIRE_LIMIT_US;
    Waiter waiter = { .served = false };

    *ret_conn = NULL;
    if (pool->idle->len > 0) {
        *ret_conn = g_ptr_array_steal_index(pool->idle, pool->idle->len - 1);
        return true;
    }
    if (pool->made < pool->limit) {
        pool->made++;
        return true;
    }
    g_cond_init(&waiter.woken);
    g_queue_push_tail(&pool->waiting, &waiter);
    while (!waiter.served && g_cond_wait_until(&waiter.woken, &self->lock, deadline))
        continue;
    if (!waiter.served)
        g_queue_remove(&pool->waiting, &waiter);
    g_cond_clear(&waiter.woken);
    *ret_conn = waiter.conn;
    return waiter.served;
}

/* With the lock held: gives a connection, or the place of a dropped one (NULL), to who waits. */
static void
pool_give(Pool *pool, DbConn *conn)
{
    Waiter *waiter = g_queue_pop_head(&pool->waiting);

    if (waiter != NULL) {
        waiter->served = true;
        waiter->conn = conn;
        g_cond_signal(&waiter->woken);
    } else if (conn != NULL) {
        g_ptr_array_add(pool->idle, conn);
    } else {
        pool->made--;
    }
}

static void
assert_holds_none(const Db *self)
{
    for (guint i = 0; i < self->using->len; i++) {
        const DbConn *conn = g_ptr_array_index(self->using, i);
        if (conn->holder == g_thread_self())
            g_error("this thread holds a database connection already: release it first");
    }
}

DbConn *
db_acquire(Db *self, DbAccess access, GError **error)
{
    Pool *pool = pool_for(self, access);
    DbConn *conn;
    bool taken;

    g_mutex_lock(&self->lock);
    assert_holds_none(self);
    taken = pool_take(self, pool, &conn);
    g_mutex_unlock(&self->lock);
    if (!taken) {
        error_set(error, SEVENTH_ERROR_UNAVAILABLE,
                  "all %u database connections were busy for 30 s: try again", pool->limit);
        return NULL;
    }
    if (conn != NULL && !self->driver->is_alive(conn))
        g_clear_pointer(&conn, self->driver->disconnect);
    if (conn == NULL)
        conn = self->driver->connect(self, pool->access, error);

    g_mutex_lock(&self->lock);
    if (conn == NULL) {
        pool_give(pool, NULL);
    } else {
        conn->access = access;
        conn->holder = g_thread_self();
        g_ptr_array_add(self->using, conn);
    }
    g_mutex_unlock(&self->lock);
    return conn;
}

void
db_release(DbConn *conn)
{
    Db *self;

    if (conn == NULL)
        return;
    self = conn->db;
    g_assert(conn->cursors == 0); /* close cursors before the connection is released */
    if (conn->in_transaction)
        db_rollback(conn);
    g_mutex_lock(&self->lock);
    g_ptr_array_remove_fast(self->using, conn);
    conn->holder = NULL;
    pool_give(pool_for(self, conn->access), conn);
    g_mutex_unlock(&self->lock);
}

DbEngine
db_conn_engine(const DbConn *conn)
{
    return conn->driver->engine;
}

/* Notes the first failure inside a transaction: from then on only a rollback is left, as on
 * PostgreSQL, so that both engines mean the same. Returns `ok`. */
static bool
noted(DbConn *conn, bool ok, GError **error)
{
    if (!ok && conn->in_transaction && conn->failure == NULL) {
        if (error != NULL && *error != NULL)
            conn->failure = g_error_copy(*error);
        else
            error_set(&conn->failure, SEVENTH_ERROR_IO, "a statement failed");
    }
    return ok;
}

static bool
usable(const DbConn *conn, const char *what, GError **error)
{
    if (conn->failure == NULL)
        return true;
    return error_set(error, (SeventhError)conn->failure->code,
                     "%s: the transaction has failed already and must be rolled back (%s)", what,
                     conn->failure->message);
}

static void
transaction_over(DbConn *conn)
{
    conn->in_transaction = false;
    g_clear_error(&conn->failure);
}

static bool
begin(DbConn *conn, DbPatience patience, GError **error)
{
    g_assert(!conn->in_transaction);
    g_assert(patience == DB_COMMIT_WAITS || conn->access == DB_WRITE);
    if (!conn->driver->begin(conn, patience, error))
        return false;
    conn->in_transaction = true;
    return true;
}

bool
db_begin(DbConn *conn, GError **error)
{
    return begin(conn, DB_COMMIT_WAITS, error);
}

bool
db_begin_light(DbConn *conn, GError **error)
{
    return begin(conn, DB_COMMIT_LIGHT, error);
}

bool
db_begin_unsynced(DbConn *conn, GError **error)
{
    return begin(conn, DB_COMMIT_SYNCED_LATER, error);
}

bool
db_sync(Db *self, GError **error)
{
    return self->driver->sync == NULL || self->driver->sync(self, error);
}

void
db_bulk_begin(DbConn *conn)
{
    g_assert(!conn->in_transaction);
    if (conn->driver->bulk != NULL)
        conn->driver->bulk(conn, true);
}

void
db_bulk_end(DbConn *conn)
{
    g_assert(!conn->in_transaction);
    if (conn->driver->bulk != NULL)
        conn->driver->bulk(conn, false);
}

bool
db_commit(DbConn *conn, GError **error)
{
    bool ok;

    g_assert(conn->in_transaction);
    ok = usable(conn, "commit", error) && conn->driver->flush(conn, error);
    if (!ok) {
        db_rollback(conn);
        return false;
    }
    ok = conn->driver->commit(conn, error);
    transaction_over(conn);
    return ok;
}

void
db_rollback(DbConn *conn)
{
    if (!conn->in_transaction)
        return;
    conn->driver->rollback(conn);
    transaction_over(conn);
}

bool
db_in_transaction(const DbConn *conn)
{
    return conn->in_transaction;
}

DbCursor *
db_query(DbConn *conn, const DbStatement *statement, const DbValue *params, GError **error)
{
    DbCursor *cursor;

    if (!usable(conn, statement->name, error))
        return NULL;
    cursor = conn->driver->query(conn, statement, params, error);
    if (!noted(conn, cursor != NULL, error))
        return NULL;
    cursor->conn = conn;
    cursor->statement = statement;
    conn->cursors++;
    return cursor;
}

bool
db_query_ahead(DbConn *conn, const DbStatement *statement, const DbValue *params, GError **error)
{
    if (!usable(conn, statement->name, error))
        return false;
    if (conn->driver->query_ahead == NULL || conn->access != DB_READ || !conn->in_transaction)
        return true;
    return noted(conn, conn->driver->query_ahead(conn, statement, params, error), error);
}

DbStep
db_cursor_step(DbCursor *cursor, GError **error)
{
    DbStep step = cursor->conn->driver->cursor_step(cursor, error);

    noted(cursor->conn, step != DB_FAILED, error);
    return step;
}

int64_t
db_column_int(DbCursor *cursor, int column)
{
    return cursor->conn->driver->column_int(cursor, column);
}

double
db_column_real(DbCursor *cursor, int column)
{
    return cursor->conn->driver->column_real(cursor, column);
}

const char *
db_column_text(DbCursor *cursor, int column, gsize *ret_length)
{
    return cursor->conn->driver->column_text(cursor, column, ret_length);
}

const void *
db_column_blob(DbCursor *cursor, int column, gsize *ret_length)
{
    return cursor->conn->driver->column_blob(cursor, column, ret_length);
}

void
db_cursor_close(DbCursor *cursor)
{
    if (cursor == NULL)
        return;
    cursor->conn->cursors--;
    cursor->conn->driver->cursor_close(cursor);
}

bool
db_exec(DbConn *conn, const DbStatement *statement, const DbValue *params, int64_t *ret_changed,
        GError **error)
{
    return usable(conn, statement->name, error) &&
           noted(conn, conn->driver->exec(conn, statement, params, ret_changed, error), error);
}

bool
db_exec_later(DbConn *conn, const DbStatement *statement, const DbValue *params, GError **error)
{
    if (!conn->in_transaction)
        return db_exec(conn, statement, params, NULL, error);
    return usable(conn, statement->name, error) &&
           noted(conn, conn->driver->exec_later(conn, statement, params, error), error);
}

static bool
exec_each(DbConn *conn, const DbStatement *statement, const DbRows *rows, GError **error)
{
    g_autofree DbValue *values = g_new0(DbValue, statement->param_count);

    for (gsize i = 0; i < rows->count; i++) {
        rows->fill((const char *)rows->first + i * rows->size, values);
        if (!conn->driver->exec_later(conn, statement, values, error))
            return false;
    }
    return true;
}

bool
db_exec_rows(DbConn *conn, const DbStatement *statement, const DbRows *rows, GError **error)
{
    g_assert(conn->in_transaction);
    if (rows->count == 0)
        return true;
    return usable(conn, statement->name, error) &&
           noted(conn,
                 conn->driver->exec_rows != NULL
                     ? conn->driver->exec_rows(conn, statement, rows, error)
                     : exec_each(conn, statement, rows, error),
                 error);
}

bool
db_flush(DbConn *conn, GError **error)
{
    return usable(conn, "flush", error) && noted(conn, conn->driver->flush(conn, error), error);
}

bool
db_exec_script(DbConn *conn, const char *sql, GError **error)
{
    return usable(conn, "script", error) &&
           noted(conn, conn->driver->exec_script(conn, sql, error), error);
}

bool
db_statement_scans(DbConn *conn, const DbStatement *statement, char **ret_detail, GError **error)
{
    if (ret_detail != NULL)
        *ret_detail = NULL;
    return usable(conn, statement->name, error) &&
           conn->driver->scans(conn, statement, ret_detail, error);
}

bool
db_check_columns(const DbStatement *statement, guint columns, GError **error)
{
    if (columns == statement->column_count)
        return true;
    return error_set(error, SEVENTH_ERROR_INVALID,
                     "%s: its \"-- row:\" line names %u columns, the statement returns %u",
                     statement->name, statement->column_count, columns);
}
