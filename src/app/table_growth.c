/* See table_growth.h. */
#include "app/table_growth.h"

#define FIRST_LOOK 200
#define NEXT_LOOK 10 /* times as many rows */

TableGrowth
table_growth_of(const App *app, const char *look)
{
    return (TableGrowth){
        .look = look,
        .next = db_engine(app->db) == DB_ENGINE_POSTGRESQL ? FIRST_LOOK : UINT64_MAX,
    };
}

bool
table_growth_note(TableGrowth *self, DbConn *conn, GError **error)
{
    if (self->next == 0 || ++self->rows < self->next)
        return true;
    self->next *= NEXT_LOOK;
    return db_exec_script(conn, self->look, error);
}
