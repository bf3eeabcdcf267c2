/* See audit_list.h. */
#include "app/audit_list.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "app/audit_json.h"
#include "base/error.h"
#include "text/csv.h"
#include "text/xlsx_write.h"

#define FLUSH (256 * 1024) /* bytes of a file's rows held */
#define MOST_COLUMNS 12

typedef struct {
    XlsxColumn head;
    const char *key;
} ListColumn;

static const ListColumn FINDING_COLUMNS[] = {
    { { "Lead", 32, false }, "lead" },      { { "Id", 14, false }, "id" },
    { { "Name", 22, false }, "name" },      { { "Company", 22, false }, "company" },
    { { "Whose", 18, false }, "rep" },      { { "Tries", 8, true }, "attempts" },
    { { "How often", 10, true }, "count" }, { { "When", 26, false }, "at" },
    { { "What", 60, false }, "text" },
};
static const ListColumn REVIVE_COLUMNS[] = {
    { { "Lead", 32, false }, "lead" },       { { "Id", 14, false }, "id" },
    { { "Name", 22, false }, "name" },       { { "Company", 22, false }, "company" },
    { { "Whose", 18, false }, "rep" },       { { "Tries", 8, true }, "attempts" },
    { { "Why now", 44, false }, "why" },     { { "What to do", 60, false }, "suggestion" },
    { { "Channel", 10, false }, "channel" }, { { "Reason", 18, false }, "reason" },
    { { "Weight", 8, true }, "score" },      { { "What was said", 60, false }, "text" },
};

static const ListColumn *
columns_of(guint list, gsize *ret_count)
{
    bool revive = list == AUDIT_FINDING_COUNT;

    *ret_count = revive ? G_N_ELEMENTS(REVIVE_COLUMNS) : G_N_ELEMENTS(FINDING_COLUMNS);
    return revive ? REVIVE_COLUMNS : FINDING_COLUMNS;
}

const char *
audit_list_name(guint list)
{
    return list < AUDIT_FINDING_COUNT ? audit_finding_name((AuditFindingKind)list) : "revive";
}

guint
audit_list_find(const char *name)
{
    guint list = 0;

    while (list < AUDIT_LIST_COUNT && strcmp(audit_list_name(list), name) != 0)
        list++;
    return list;
}

static const char *
list_title(guint list)
{
    return list < AUDIT_FINDING_COUNT ? audit_finding_title((AuditFindingKind)list)
                                      : "Worth another touch";
}

/* The rows of a list in a report's JSON. */
static json_t *
rows_of(const json_t *report, guint list)
{
    json_t *finding;
    gsize index;

    if (list == AUDIT_FINDING_COUNT)
        return json_object_get(report, "revive");
    json_array_foreach(json_object_get(report, "findings"), index, finding)
    {
        if (strcmp(json_text(finding, "kind", ""), audit_list_name(list)) == 0)
            return json_object_get(finding, "rows");
    }
    return NULL;
}

static gsize
length_of(const AuditLists *self, guint list)
{
    if (self->run == NULL)
        return json_array_size(rows_of(self->report, list));
    if (!self->run->reader.book->tells.activities)
        return 0;
    return list < AUDIT_FINDING_COUNT ? self->run->result->findings[list].rows->len
                                      : self->run->result->revive->len;
}

static json_t *
row_at(const AuditLists *self, guint list, json_t *rows, gsize index)
{
    if (self->run == NULL)
        return json_incref(json_array_get(rows, index));
    return list < AUDIT_FINDING_COUNT
               ? audit_json_finding_row(self->run, (AuditFindingKind)list, (guint)index)
               : audit_json_revive_row(self->run, (guint)index);
}

typedef bool (*TakeCells)(const char *const *cells, gsize count, void *data);

/* Hands the rows out as texts, until `take` has enough. */
static gsize
each_row(const AuditLists *self, guint list, const char *rep, TakeCells take, void *data)
{
    gsize count, taken = 0, length = length_of(self, list);
    const ListColumn *columns = columns_of(list, &count);
    json_t *rows = self->run == NULL ? rows_of(self->report, list) : NULL;

    for (gsize i = 0; i < length; i++) {
        g_autoptr(json_t) row = row_at(self, list, rows, i);
        char numbers[MOST_COLUMNS][32];
        const char *cells[MOST_COLUMNS];
        if (rep != NULL && g_strcmp0(json_text(row, "rep", NULL), rep) != 0)
            continue;
        for (gsize c = 0; c < count; c++) {
            const json_t *value = json_object_get(row, columns[c].key);
            cells[c] = json_string_value(value);
            if (json_is_number(value)) {
                g_ascii_formatd(numbers[c], sizeof numbers[c], "%.12g", json_number_value(value));
                cells[c] = numbers[c];
            }
        }
        if (!take(cells, count, data))
            break;
        taken++;
    }
    return taken;
}

/* --- CSV -------------------------------------------------------------------------------------- */

typedef struct {
    GString *text;
    FILE *file; /* or NULL: all stays in `text` */
    bool failed;
} CsvOut;

static bool
take_csv(const char *const *cells, gsize count, void *data)
{
    CsvOut *out = data;

    for (gsize c = 0; c < count; c++)
        csv_append_field(out->text, cells[c], ',');
    g_string_append(out->text, "\r\n");
    if (out->file != NULL && out->text->len > FLUSH) {
        out->failed = fwrite(out->text->str, 1, out->text->len, out->file) != out->text->len;
        g_string_truncate(out->text, 0);
    }
    return !out->failed;
}

static gsize
put_csv(const AuditLists *self, guint list, const char *rep, CsvOut *out)
{
    gsize count;
    const ListColumn *columns = columns_of(list, &count);
    const char *heads[MOST_COLUMNS];

    for (gsize c = 0; c < count; c++)
        heads[c] = columns[c].head.title;
    take_csv(heads, count, out);
    return each_row(self, list, rep, take_csv, out);
}

char *
audit_list_csv(const AuditLists *self, guint list, const char *rep)
{
    CsvOut out = { .text = g_string_new(NULL) };

    put_csv(self, list, rep, &out);
    return g_string_free(out.text, FALSE);
}

/* Beside its name first, so that it appears whole or not at all. */
static bool
write_csv(const AuditLists *self, guint list, const char *path, gsize *ret_rows, GError **error)
{
    g_autofree char *draft = g_strconcat(path, ".part", NULL);
    CsvOut out = { .text = g_string_new(NULL), .file = fopen(draft, "we") };
    int problem = errno;

    if (out.file != NULL) {
        *ret_rows = put_csv(self, list, NULL, &out);
        out.failed |= fwrite(out.text->str, 1, out.text->len, out.file) != out.text->len;
        out.failed |= fclose(out.file) != 0;
        out.failed = out.failed || rename(draft, path) != 0;
        problem = errno;
        if (out.failed)
            remove(draft);
    }
    bool done = out.file != NULL && !out.failed;
    g_string_free(out.text, TRUE);
    return done ||
           error_set(error, SEVENTH_ERROR_IO, "cannot write %s: %s", path, g_strerror(problem));
}

bool
audit_lists_folder(const AuditLists *self, const char *folder, json_t **ret_files, GError **error)
{
    g_autoptr(json_t) files = json_array();

    if (g_mkdir_with_parents(folder, 0755) != 0)
        return error_set(error, SEVENTH_ERROR_IO, "cannot make the folder %s: %s", folder,
                         g_strerror(errno));
    for (guint list = 0; list < AUDIT_LIST_COUNT; list++) {
        g_autofree char *name = g_strconcat(audit_list_name(list), ".csv", NULL);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        gsize rows = 0;
        if (!write_csv(self, list, path, &rows, error))
            return false;
        json_t *file = json_object();
        json_set_text(file, "kind", audit_list_name(list));
        json_set_text(file, "file", path);
        json_set_int(file, "rows", (int64_t)rows);
        json_array_append_new(files, file);
    }
    *ret_files = g_steal_pointer(&files);
    return true;
}

/* --- XLSX ------------------------------------------------------------------------------------- */

static bool
take_xlsx(const char *const *cells, G_GNUC_UNUSED gsize count, void *data)
{
    return xlsx_writer_row(data, cells);
}

bool
audit_lists_workbook(const AuditLists *self, const char *file, GError **error)
{
    XlsxWriter *writer = xlsx_writer_new(file, error);

    if (writer == NULL)
        return false;
    for (guint list = 0; list < AUDIT_LIST_COUNT; list++) {
        gsize count;
        const ListColumn *columns = columns_of(list, &count);
        XlsxColumn heads[MOST_COLUMNS];
        for (gsize c = 0; c < count; c++)
            heads[c] = columns[c].head;
        xlsx_writer_sheet(writer, list_title(list), heads, count);
        each_row(self, list, NULL, take_xlsx, writer);
    }
    return xlsx_writer_close(writer, error);
}
