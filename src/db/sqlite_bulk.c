/* A first load into a file that nobody else has open: each page is written once, into the file
 * itself, instead of into the WAL and from there into the file. The rollback journal, tiny because
 * there is hardly anything to roll back to, keeps it all or nothing. */
#include "db/sqlite_private.h"

void
sqlite_bulk(DbConn *base, bool on)
{
    SqliteConn *conn = (SqliteConn *)base;

    if (on) {
        /* Fails at once when another connection is open: then the WAL stays, and serves as well. */
        sqlite3_exec(conn->handle, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
        sqlite3_exec(conn->handle, "PRAGMA foreign_keys=OFF", NULL, NULL, NULL);
    } else {
        sqlite3_exec(conn->handle, "PRAGMA foreign_keys=ON", NULL, NULL, NULL);
        sqlite3_exec(conn->handle, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);
    }
}
