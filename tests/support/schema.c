/* Reads the catalogs of both engines. */
#include "support/schema.h"

static const DbColumn LINE[] = { { .name = "line", .type = DB_TEXT } };

static const DbStatement SCHEMA = {
    .name = "schema",
    .sql = { "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema"
             " ORDER BY type, name",
             "SELECT format('column %s.%s %s %s', table_name, column_name, data_type,"
             "  concat_ws(' ', collation_name, is_nullable, column_default, is_identity)) AS line"
             "  FROM information_schema.columns WHERE table_schema = current_schema()"
             " UNION ALL SELECT format('constraint %s.%s %s', c.relname, k.conname,"
             "  pg_get_constraintdef(k.oid)) FROM pg_constraint k JOIN pg_class c"
             "  ON c.oid = k.conrelid WHERE k.connamespace = current_schema()::regnamespace"
             " UNION ALL SELECT format('index %s', replace(indexdef, current_schema() || '.', ''))"
             "  FROM pg_indexes WHERE schemaname = current_schema()"
             " ORDER BY 1" },
    .index = DB_UNCACHED,
    .column_count = 1,
    .columns = LINE,
};

char *
test_schema_text(DbConn *conn)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(DbCursor) cursor = db_query(conn, &SCHEMA, NULL, &error);
    GString *text = g_string_new(NULL);

    g_assert_no_error(error);
    while (db_cursor_step(cursor, &error) == DB_ROW)
        g_string_append_printf(text, "%s\n", db_column_text(cursor, 0, NULL));
    g_assert_no_error(error);
    return g_string_free(text, FALSE);
}
