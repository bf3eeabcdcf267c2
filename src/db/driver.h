/* What a database driver provides: one small vtable, one file a driver.
 *
 * The façade (db.c) owns the pool, the state of transactions and the checks that are the same for
 * all engines; a driver only talks to its library. A driver's connection and cursor structs begin
 * with the ones below. Private to db/. */
#pragma once

#include "db/db.h"

/* Whether a commit waits for the disk. */
typedef enum {
    DB_COMMIT_WAITS,
    DB_COMMIT_SYNCED_LATER, /* by sync(); a driver without it waits */
    DB_COMMIT_LIGHT,        /* a power cut may undo it */
} DbPatience;

typedef struct {
    const char *scheme; /* "sqlite:", how its URLs begin */
    DbEngine engine;

    /* State shared by all connections (may be NULL in `db_open`): checks of the URL, workers. */
    bool (*open)(Db *db, GError **error);
    void (*close)(Db *db);

    DbConn *(*connect)(Db *db, DbAccess access, GError **error);
    void (*disconnect)(DbConn *conn);
    /* Cheap, without a round trip; false: the pool drops the connection and makes a new one. */
    bool (*is_alive)(DbConn *conn);

    bool (*begin)(DbConn *conn, DbPatience patience, GError **error);
    bool (*commit)(DbConn *conn, GError **error);
    bool (*sync)(Db *db, GError **error); /* NULL: nothing is ever left open */
    void (*rollback)(DbConn *conn);

    DbCursor *(*query)(DbConn *conn, const DbStatement *statement, const DbValue *params,
                       GError **error);
    /* NULL: nothing is gained by asking ahead */
    bool (*query_ahead)(DbConn *conn, const DbStatement *statement, const DbValue *params,
                        GError **error);
    bool (*exec)(DbConn *conn, const DbStatement *statement, const DbValue *params,
                 int64_t *ret_changed, GError **error);
    bool (*exec_later)(DbConn *conn, const DbStatement *statement, const DbValue *params,
                       GError **error);
    /* NULL: exec_later() for each */
    bool (*exec_rows)(DbConn *conn, const DbStatement *statement, const DbRows *rows,
                      GError **error);
    bool (*flush)(DbConn *conn, GError **error);
    bool (*exec_script)(DbConn *conn, const char *sql, GError **error);
    void (*bulk)(DbConn *conn, bool on); /* NULL: nothing to be gained */
    bool (*scans)(DbConn *conn, const DbStatement *statement, char **ret_detail, GError **error);

    DbStep (*cursor_step)(DbCursor *cursor, GError **error);
    int64_t (*column_int)(DbCursor *cursor, int column);
    double (*column_real)(DbCursor *cursor, int column);
    const char *(*column_text)(DbCursor *cursor, int column, gsize *ret_length);
    const void *(*column_blob)(DbCursor *cursor, int column, gsize *ret_length);
    void (*cursor_close)(DbCursor *cursor);
} DbDriver;

extern const DbDriver SQLITE_DRIVER;
extern const DbDriver POSTGRESQL_DRIVER;

struct DbConn {
    const DbDriver *driver;
    Db *db;
    DbAccess access;
    GThread *holder; /* who has acquired it; NULL while it lies in the pool */
    bool in_transaction;
    GError *failure; /* the first failure of the present transaction: only a rollback is left */
    guint cursors;   /* open ones */
};

struct DbCursor {
    DbConn *conn;
    const DbStatement *statement;
};

const DbCatalog *db_catalog(const Db *db);
void db_set_driver_state(Db *db, gpointer state);
gpointer db_driver_state(const Db *db);

/* INVALID when the statement's result has another number of columns than its "-- row:" says. */
bool db_check_columns(const DbStatement *statement, guint columns, GError **error);
