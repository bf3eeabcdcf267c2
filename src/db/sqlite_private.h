/* What the files of the SQLite driver share. Private to them. */
#pragma once

#include <sqlite3.h>

#include "db/driver.h"

typedef struct {
    sqlite3_stmt *made; /* NULL until first used */
    bool in_use;        /* by a cursor that is still open */
} SqlitePrepared;

typedef struct {
    DbConn base;
    sqlite3 *handle;
    SqlitePrepared *prepared; /* by DbStatement.index */
    gsize count;
    sqlite3_stmt *begin, *commit, *rollback; /* NULL until first used */
    DbRows rows;                             /* what "given" holds (sqlite_rows.c) */
    sqlite3_stmt *rows_made; /* of `rows_of`, the statement whose rows were given last */
    const DbStatement *rows_of;
    uint64_t rows_differ; /* bit N: `rows_made` reads parameter N + 1 row by row */
    bool hasty;           /* commits do not wait for the disk: of the last transaction begun */
} SqliteConn;

typedef struct SqliteCheckpointer SqliteCheckpointer;

/* The part of the URL after "sqlite:". */
const char *sqlite_path(const Db *db);

/* Opens the file (making it, readable by its owner only, for DB_WRITE) and sets the pragmas. */
sqlite3 *sqlite_handle_open(Db *db, DbAccess access, GError **error);

/* Turns the handle's last error into ours; `what` is a statement's name. Always false. */
bool sqlite_fail(sqlite3 *handle, const Db *db, const char *what, GError **error);

/* The prepared form of a statement, made at its first use. A statement whose cursor is still open
 * gets another one, for this use only. Give it back with sqlite_put_back(). */
sqlite3_stmt *sqlite_prepare(SqliteConn *conn, const DbStatement *statement, GError **error);
void sqlite_put_back(SqliteConn *conn, const DbStatement *statement, sqlite3_stmt *made);

/* `lifetime` says whether SQLite must copy a text or blob. An SQLite result code. */
int sqlite_bind_value(sqlite3_stmt *made, int place, const DbValue *value,
                      sqlite3_destructor_type lifetime);

/* The driver's bulk() and exec_rows(). */
void sqlite_bulk(DbConn *conn, bool on);
bool
sqlite_exec_rows(DbConn *conn, const DbStatement *statement, const DbRows *rows, GError **error);

bool sqlite_scans(DbConn *conn, const DbStatement *statement, char **ret_detail, GError **error);

/* Copies the WAL back into the database in a thread of its own, which starts with the first commit
 * that makes it worth while. */
SqliteCheckpointer *sqlite_checkpointer_new(Db *db);
/* Stops the thread; before the connections are closed. */
void sqlite_checkpointer_free(SqliteCheckpointer *self);
/* Tells the checkpointer of this (writing) handle's commits. */
void sqlite_checkpointer_watch(SqliteCheckpointer *self, sqlite3 *writer);
