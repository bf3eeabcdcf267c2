/* Many rows in one INSERT: each column travels as one array, and the server takes them apart again.
 *
 * "INSERT INTO t (a, b) VALUES ($1, $2)" becomes "INSERT INTO t (a, b) SELECT v1, v2 FROM
 * unnest($1, $2) AS given (v1, v2)": one statement, one answer and one plan for hundreds of rows.
 * It travels in the pipeline, so the server writes these rows while the caller makes the next. */
#include <math.h>
#include <string.h>

#include "db/postgresql_private.h"

#define BYTES_UNDERWAY (1 << 20) /* then the answers are waited for */
#define ARRAY_HEADER 20
#define NULL_LENGTH UINT32_MAX

/* Built-in array types (catalog/pg_type.dat), by DbType. */
static const struct {
    Oid array, element;
    const char *name;
} ARRAYS[] = {
    [DB_INT] = { 1016, 20, "int8[]" },
    [DB_REAL] = { 1022, 701, "float8[]" },
    [DB_TEXT] = { 1009, 25, "text[]" },
    [DB_BLOB] = { 1001, 17, "bytea[]" },
};

static void
put_u32(GByteArray *out, guint32 number)
{
    guint32 wire = GUINT32_TO_BE(number);

    g_byte_array_append(out, (const guint8 *)&wire, sizeof wire);
}

static void
put_bytes(GByteArray *out, const void *bytes, gsize length)
{
    put_u32(out, (guint32)length);
    if (length > 0)
        g_byte_array_append(out, bytes, (guint)length);
}

static void
put_number(GByteArray *out, bool is_null, guint64 bits)
{
    guint64 wire = GUINT64_TO_BE(bits);

    if (is_null)
        put_u32(out, NULL_LENGTH);
    else
        put_bytes(out, &wire, sizeof wire);
}

static void
put_value(GByteArray *out, const DbValue *value)
{
    guint64 bits;

    switch (value->type) {
    case DB_INT:
        put_number(out, value->integer == DB_NULL_INT, (guint64)value->integer);
        break;
    case DB_REAL:
        memcpy(&bits, &value->real, sizeof bits);
        put_number(out, isnan(value->real), bits);
        break;
    case DB_TEXT:
        if (value->text == NULL)
            put_u32(out, NULL_LENGTH);
        else
            put_bytes(out, value->text, strlen(value->text));
        break;
    case DB_BLOB:
        if (value->blob.data == NULL)
            put_u32(out, NULL_LENGTH);
        else
            put_bytes(out, value->blob.data, value->blob.length);
        break;
    }
}

/* The beginning of an array on the wire: dimensions, whether it holds NULLs, type, length, and the
 * number of its first element. */
static GByteArray *
array_new(DbType type, gsize count)
{
    GByteArray *out = g_byte_array_sized_new(ARRAY_HEADER + 12 * (guint)count);

    put_u32(out, 1);
    put_u32(out, 1);
    put_u32(out, ARRAYS[type].element);
    put_u32(out, (guint32)count);
    put_u32(out, 1);
    return out;
}

static GPtrArray *
columns_of(const DbStatement *statement, const DbRows *rows)
{
    g_autofree DbValue *values = g_new0(DbValue, statement->param_count);
    GPtrArray *columns = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);

    for (guint i = 0; i < statement->param_count; i++)
        g_ptr_array_add(columns, array_new(statement->param_types[i], rows->count));
    for (gsize row = 0; row < rows->count; row++) {
        rows->fill((const char *)rows->first + row * rows->size, values);
        for (guint i = 0; i < statement->param_count; i++)
            put_value(g_ptr_array_index(columns, i), &values[i]);
    }
    return columns;
}

/* The statement as it reads from arrays. Free with g_free(). */
static char *
sql_from_arrays(const DbStatement *statement)
{
    const char *sql = statement->sql[DB_ENGINE_POSTGRESQL];
    const char *values = strstr(sql, "VALUES (");
    gsize length = strlen(sql);

    g_assert(values != NULL && sql[length - 1] == ')');
    g_autoptr(GString) text = g_string_new_len(sql, values - sql);
    g_autoptr(GString) names = g_string_new(NULL);
    g_string_append(text, "SELECT ");
    for (const char *p = values + strlen("VALUES ("); p < sql + length - 1; p++)
        g_string_append_c(text, *p == '$' ? 'v' : *p);
    g_string_append(text, " FROM unnest(");
    for (guint i = 0; i < statement->param_count; i++) {
        g_string_append_printf(text, "%s$%u::%s", i > 0 ? ", " : "", i + 1,
                               ARRAYS[statement->param_types[i]].name);
        g_string_append_printf(names, "%sv%u", i > 0 ? ", " : "", i + 1);
    }
    g_string_append_printf(text, ") AS given (%s)", names->str);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static bool
prepare(PgConn *conn, const DbStatement *statement, const char *name, GError **error)
{
    g_autofree char *sql = sql_from_arrays(statement);
    g_autofree Oid *types = g_new(Oid, statement->param_count);

    for (guint i = 0; i < statement->param_count; i++)
        types[i] = ARRAYS[statement->param_types[i]].array;
    if (!pg_flush(&conn->base, error))
        return false;
    g_autoptr(PGresult) result = PQprepare(conn->pg, name, sql, (int)statement->param_count, types);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        return pg_fail(conn, result, statement->name, error);
    g_hash_table_add(conn->prepared_rows, (gpointer)statement);
    return true;
}

static bool
send_columns(PgConn *conn, const DbStatement *statement, const char *name, const GPtrArray *columns,
             GError **error)
{
    guint count = statement->param_count;
    g_autofree const char **values = g_new(const char *, count);
    g_autofree int *lengths = g_new(int, count), *formats = g_new(int, count);
    gsize bytes = 0;

    for (guint i = 0; i < count; i++) {
        const GByteArray *column = g_ptr_array_index(columns, i);
        values[i] = (const char *)column->data;
        lengths[i] = (int)column->len;
        formats[i] = 1;
        bytes += column->len;
    }
    if (!pg_send_later(conn, statement, name,
                       &(PgParams){ .values = values, .lengths = lengths, .formats = formats },
                       error))
        return false;
    conn->bytes_underway += bytes;
    return conn->bytes_underway < BYTES_UNDERWAY || pg_flush(&conn->base, error);
}

bool
pg_exec_rows(DbConn *base, const DbStatement *statement, const DbRows *rows, GError **error)
{
    PgConn *conn = (PgConn *)base;
    char name[PG_STATEMENT_NAME_SIZE];

    g_assert(statement->index != DB_UNCACHED);
    g_snprintf(name, sizeof name, "r%u", statement->index);
    if (!g_hash_table_contains(conn->prepared_rows, statement) &&
        !prepare(conn, statement, name, error))
        return false;
    g_autoptr(GPtrArray) columns = columns_of(statement, rows);
    return send_columns(conn, statement, name, columns, error);
}
