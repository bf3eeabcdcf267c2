/* Migrations: numbered, forward-only, each in one transaction, one text for both engines.
 *
 * The text carries tokens which become each engine's words:
 *   @id@            the row's own key: SQLite `INTEGER PRIMARY KEY`, PostgreSQL `BIGINT GENERATED
 * BY DEFAULT AS IDENTITY`
 *   @int@ @real@ @text@ @blob@   INTEGER/BIGINT, REAL/DOUBLE PRECISION, TEXT, BLOB/BYTEA
 *   @end_of_table(workspace_id, id)@   closes a table: SQLite `) STRICT`, PostgreSQL `, PRIMARY KEY
 * (...))`
 *   @end_keyed(a, b)@   closes a table without @id@ whose primary key is (a, b): SQLite `, PRIMARY
 * KEY (a, b)) STRICT, WITHOUT ROWID`
 *   @references(column, table)@   a foreign key: SQLite `FOREIGN KEY (column) REFERENCES
 * table(id)`, PostgreSQL `FOREIGN KEY (workspace_id, column) REFERENCES table(workspace_id, id)`
 *   @nocase@, ... add a token here when the engines must differ, never an engine test elsewhere
 */
#pragma once

#include "db/db.h"

typedef struct {
    int number;       /* 1, 2, 3, ... without gaps */
    const char *name; /* "first" */
    const char *sql;  /* with tokens */
} Migration;

/* Brings the database to the newest version. `ret_version` gets it; `ret_created` whether there was
 * none before. Errors: CONFLICT when the database is newer than this program (names both versions
 * and the remedy). */
bool db_migrate(Db *db, const Migration *migrations, gsize count, int *ret_version,
                bool *ret_created, GError **error);

/* The engine's form of a migration text. Free with g_free(). */
char *migration_expand(const char *sql, DbEngine engine, GError **error);
