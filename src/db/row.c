/* Copies columns into row structs by the statement's table of fields. */
#include "db/row.h"

#include <string.h>

#include "db/driver.h"

#define FIELD(type, row, offset) (*(type *)(void *)((char *)(row) + (offset)))

static void
read_fields(DbCursor *cursor, void *row)
{
    const DbStatement *statement = cursor->statement;

    for (guint i = 0; i < statement->column_count; i++) {
        const DbColumn *column = &statement->columns[i];

        switch (column->type) {
        case DB_INT:
            FIELD(int64_t, row, column->offset) = db_column_int(cursor, (int)i);
            break;
        case DB_REAL:
            FIELD(double, row, column->offset) = db_column_real(cursor, (int)i);
            break;
        case DB_TEXT:
            FIELD(const char *, row, column->offset) = db_column_text(cursor, (int)i, NULL);
            break;
        case DB_BLOB:
            FIELD(const void *, row, column->offset) =
                db_column_blob(cursor, (int)i, &FIELD(gsize, row, column->length_offset));
            break;
        }
    }
}

DbStep
db_cursor_step_row(DbCursor *cursor, void *ret_row, GError **error)
{
    DbStep step = db_cursor_step(cursor, error);

    if (step == DB_ROW)
        read_fields(cursor, ret_row);
    return step;
}

/* The bytes to copy for a text (with its NUL) or a blob; 0 for NULL and for numbers. */
static gsize
borrowed_size(const DbColumn *column, const void *row)
{
    if (column->type == DB_TEXT) {
        const char *text = FIELD(const char *, row, column->offset);
        return text != NULL ? strlen(text) + 1 : 0;
    }
    return column->type == DB_BLOB ? FIELD(gsize, row, column->length_offset) : 0;
}

static void *
own_fields(const DbStatement *statement, void *row)
{
    gsize total = 0;
    char *block, *at;

    for (guint i = 0; i < statement->column_count; i++)
        total += borrowed_size(&statement->columns[i], row);
    block = at = g_malloc(total); /* NULL when there is nothing to copy */
    for (guint i = 0; i < statement->column_count; i++) {
        const DbColumn *column = &statement->columns[i];
        gsize size = borrowed_size(column, row);

        if (size == 0 && column->type == DB_BLOB &&
            FIELD(const void *, row, column->offset) != NULL)
            FIELD(const void *, row, column->offset) = ""; /* empty is not NULL */
        if (size == 0)
            continue;
        memcpy(at, FIELD(const void *, row, column->offset), size);
        FIELD(const void *, row, column->offset) = at;
        at += size;
    }
    return block;
}

bool
db_query_row(DbConn *conn, const DbStatement *statement, const DbValue *params, void *ret_row,
             gsize row_size, void **ret_owned, bool *ret_found, GError **error)
{
    g_autoptr(DbCursor) cursor = NULL;
    DbStep step;

    memset(ret_row, 0, row_size);
    if (ret_found != NULL)
        *ret_found = false;
    cursor = db_query(conn, statement, params, error);
    if (cursor == NULL)
        return false;
    step = db_cursor_step_row(cursor, ret_row, error);
    if (step == DB_FAILED)
        return false;
    if (step == DB_DONE)
        return ret_found != NULL || error_set(error, SEVENTH_ERROR_NOT_FOUND,
                                              "%s: there is no such row", statement->name);
    *ret_owned = own_fields(statement, ret_row);
    if (ret_found != NULL)
        *ret_found = true;
    return true;
}
