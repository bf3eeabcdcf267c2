/* One loop for all exports: the statements' own columns say what a row holds. */
#include "app/export.h"

#include <math.h>
#include <string.h>

#include "store/queries.h"
#include "text/csv.h"

#define PAGE_ROWS 500

static const struct {
    const char *kind;
    const DbStatement *statement;
} EXPORTS[] = {
    { "prospects", &SQL_EXPORT_PROSPECTS }, { "touches", &SQL_EXPORT_TOUCHES },
    { "ledger", &SQL_EXPORT_LEDGER },       { "promises", &SQL_EXPORT_PROMISES },
    { "replies", &SQL_EXPORT_REPLIES },     { "enrollments", &SQL_EXPORT_ENROLLMENTS },
};

static const DbStatement *
statement_of(const char *kind, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(EXPORTS); i++)
        if (strcmp(kind, EXPORTS[i].kind) == 0)
            return EXPORTS[i].statement;
    error_set(error, SEVENTH_ERROR_INVALID, "\"%.40s\" cannot be exported; what can: %s", kind,
              EXPORT_KINDS);
    return NULL;
}

static int
column_of(const DbStatement *statement, const char *name)
{
    for (guint c = 0; c < statement->column_count; c++)
        if (strcmp(statement->columns[c].name, name) == 0)
            return (int)c;
    return -1;
}

/* "made_at_us" -> "made_at", "is_automatic" -> "automatic", "reasons_json" -> "reasons". */
static char *
key_of(const char *column)
{
    if (g_str_has_prefix(column, "is_"))
        return g_strdup(column + 3);
    if (g_str_has_suffix(column, "_us"))
        return g_strndup(column, strlen(column) - 3);
    if (g_str_has_suffix(column, "_json"))
        return g_strndup(column, strlen(column) - 5);
    return g_strdup(column);
}

static void
set_column(json_t *row, DbCursor *cursor, const DbStatement *statement, int c, const Zone *zone)
{
    const char *name = statement->columns[c].name;
    g_autofree char *key = key_of(name);

    switch (statement->columns[c].type) {
    case DB_INT:
        if (g_str_has_suffix(name, "_us"))
            json_set_instant(row, key, db_column_int(cursor, c), zone);
        else if (g_str_has_prefix(name, "is_"))
            json_set_bool(row, key, db_column_int(cursor, c) == 1);
        else
            json_set_int(row, key, db_column_int(cursor, c));
        break;
    case DB_REAL:
        json_set_real(row, key, db_column_real(cursor, c));
        break;
    case DB_TEXT: {
        const char *text = db_column_text(cursor, c, NULL);
        json_t *value = text != NULL && g_str_has_suffix(name, "_json")
                            ? json_loads(text, JSON_DECODE_ANY, NULL)
                            : NULL;
        if (value != NULL)
            json_object_set_new(row, key, value);
        else
            json_set_text(row, key, text);
        break;
    }
    case DB_BLOB:
        g_assert_not_reached();
    }
}

/* After the company's: "name", as every list has it. */
static void
set_name(json_t *row)
{
    const char *first = json_text(row, "first_name", NULL);
    const char *last = json_text(row, "last_name", NULL);
    g_autofree char *name = g_strstrip(g_strjoin(" ", first != NULL ? first : "", last, NULL));

    json_set_text(row, "name", name[0] != '\0' ? name : NULL);
}

typedef struct {
    App *app;
    const DbStatement *statement;
    int zone_column;
    bool has_name;
    int64_t after_id;
} Export;

/* Rows of the next page; `ret_rows` empty at the end. */
static bool
read_page(Export *self, GPtrArray *ret_rows, GError **error)
{
    const DbValue params[] = {
        { .type = DB_INT, .integer = self->app->workspace_id },
        { .type = DB_INT, .integer = self->after_id },
        { .type = DB_INT, .integer = PAGE_ROWS },
    };
    DbStep step;

    g_autoptr(AppTransaction) read = app_read_begin(self->app, error);
    if (read == NULL)
        return false;
    g_autoptr(DbCursor) cursor = db_query(read->conn, self->statement, params, error);
    if (cursor == NULL)
        return false;
    while ((step = db_cursor_step(cursor, error)) == DB_ROW) {
        json_t *row = json_object();
        const char *zone =
            self->zone_column >= 0 ? db_column_text(cursor, self->zone_column, NULL) : NULL;
        const Zone *shown = app_zone_or_default(self->app, zone);
        self->after_id = db_column_int(cursor, 0);
        for (guint c = 0; c < self->statement->column_count; c++)
            set_column(row, cursor, self->statement, (int)c, shown);
        if (self->has_name)
            set_name(row);
        g_ptr_array_add(ret_rows, row);
    }
    return step == DB_DONE;
}

static bool
run(App *app, const DbStatement *statement, RowSink emit, void *emit_data, GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref);
    Export self = {
        .app = app,
        .statement = statement,
        .zone_column = column_of(statement, "zone"),
        .has_name = column_of(statement, "first_name") >= 0,
    };

    do {
        g_ptr_array_set_size(rows, 0);
        if (!read_page(&self, rows, error))
            return false;
        for (guint i = 0; i < rows->len; i++)
            if (!emit(g_ptr_array_index(rows, i), emit_data))
                return true;
    } while (rows->len == PAGE_ROWS);
    return true;
}

bool
export_json(App *app, const char *kind, RowSink emit, void *emit_data, GError **error)
{
    const DbStatement *statement = statement_of(kind, error);

    return statement != NULL && run(app, statement, emit, emit_data, error);
}

typedef struct {
    RowSink emit;
    void *emit_data;
    GString *line;
} CsvSink;

static bool
emit_line(CsvSink *sink)
{
    g_autoptr(json_t) line = json_stringn(sink->line->str, sink->line->len);

    g_string_truncate(sink->line, 0);
    return sink->emit(line, sink->emit_data);
}

static void
append_value(GString *line, const json_t *value)
{
    char number[32];

    if (json_is_integer(value)) {
        g_snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        csv_append_field(line, number, ',');
    } else if (json_is_real(value)) {
        csv_append_field(
            line, g_ascii_formatd(number, sizeof number, "%.6g", json_real_value(value)), ',');
    } else if (json_is_boolean(value)) {
        csv_append_field(line, json_is_true(value) ? "yes" : "no", ',');
    } else if (json_is_object(value) || json_is_array(value)) {
        char *text = json_line(value);
        csv_append_field(line, text, ',');
        free(text);
    } else {
        csv_append_field(line, json_string_value(value), ',');
    }
}

static bool
csv_row(json_t *row, void *data)
{
    CsvSink *sink = data;
    const char *key;
    json_t *value;

    json_object_foreach(row, key, value)
    {
        append_value(sink->line, value);
    }
    return emit_line(sink);
}

bool
export_csv(App *app, const char *kind, RowSink emit, void *emit_data, GError **error)
{
    const DbStatement *statement = statement_of(kind, error);
    g_autoptr(GString) line = g_string_new(NULL);
    CsvSink sink = { .emit = emit, .emit_data = emit_data, .line = line };

    if (statement == NULL)
        return false;
    for (guint c = 0; c < statement->column_count; c++) {
        g_autofree char *key = key_of(statement->columns[c].name);
        csv_append_field(line, key, ',');
    }
    if (column_of(statement, "first_name") >= 0)
        csv_append_field(line, "name", ',');
    return !emit_line(&sink) || run(app, statement, csv_row, &sink, error);
}
