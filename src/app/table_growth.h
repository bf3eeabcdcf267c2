/* PostgreSQL told of tables that grow while one command fills them.
 *
 * It takes a table that nobody has looked at for nearly empty, any index of it for as good as the
 * right one, and keeps to that until its own clean-up comes round: looking for each row among those
 * before would take time with the square of their number. So it is told to look, early and then
 * each time there is ten times as much. SQLite knows by itself (0001_first.sql). */
#pragma once

#include "app/app.h"

typedef struct {
    const char *look; /* "ANALYZE ...": the tables */
    uint64_t rows, next;
} TableGrowth;

/* `look` is borrowed. */
TableGrowth table_growth_of(const App *app, const char *look);
/* One more row was written on `conn`. */
bool table_growth_note(TableGrowth *self, DbConn *conn, GError **error);
