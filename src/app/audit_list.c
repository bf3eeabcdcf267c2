/* See audit_list.h. */
#include "app/audit_list.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "app/audit_json.h"
#include "base/error.h"
#include "text/csv.h"
#include "text/xlsx_write.h"

#define FLUSH (256 * 1024) /* bytes of a file's rows held */
#define MOST_COLUMNS 12
#define WHOSE 4 /* the column of the person of ours, in every list */

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

static gsize
length_of(const AuditRun *run, guint list)
{
    if (!run->reader.book->tells.activities)
        return 0;
    return list < AUDIT_FINDING_COUNT ? run->result->findings[list].rows->len
                                      : run->result->revive->len;
}

/* False: no more of them. */
typedef bool (*TakeCells)(const char *const *cells, gsize count, void *data);

typedef struct {
    const AuditLists *lists;
    guint list;
    const char *rep; /* whose rows, or NULL */
    TakeCells take;
    void *data;
    uint64_t taken;
} Walk;

static bool
hand_out(Walk *self, const char *const *cells, gsize count)
{
    if (self->rep != NULL && g_strcmp0(cells[WHOSE], self->rep) != 0)
        return true;
    self->taken++;
    return self->take(cells, count, self->data);
}

static void
walk_run(Walk *self)
{
    const AuditRun *run = self->lists->run;
    gsize count, length = length_of(run, self->list);
    const ListColumn *columns = columns_of(self->list, &count);
    bool more = true;

    for (gsize i = 0; i < length && more; i++) {
        g_autoptr(json_t) row =
            self->list < AUDIT_FINDING_COUNT
                ? audit_json_finding_row(run, (AuditFindingKind)self->list, (guint)i)
                : audit_json_revive_row(run, (guint)i);
        char numbers[MOST_COLUMNS][32];
        const char *cells[MOST_COLUMNS];
        for (gsize c = 0; c < count; c++) {
            const json_t *value = json_object_get(row, columns[c].key);
            cells[c] = json_string_value(value);
            if (json_is_number(value)) {
                g_ascii_formatd(numbers[c], sizeof numbers[c], "%.12g", json_number_value(value));
                cells[c] = numbers[c];
            }
        }
        more = hand_out(self, cells, count);
    }
}

/* Without the quote that csv_append_field() puts before what looks like a formula. */
static const char *
bare(const char *cell)
{
    return cell[0] == '\'' && cell[1] != '\0' && strchr("=+-@\t\r", cell[1]) != NULL ? cell + 1
                                                                                     : cell;
}

static bool
walk_csv(Walk *self, CsvReader *csv, GError **error)
{
    gsize count;
    CsvRow row;

    columns_of(self->list, &count);
    for (bool head = true;; head = false) {
        const char *cells[MOST_COLUMNS];
        CsvResult result = csv_reader_next(csv, &row, error);
        if (result != CSV_ROW)
            return result == CSV_END;
        for (gsize c = 0; c < count; c++)
            cells[c] = c < row.count ? bare(row.fields[c]) : NULL;
        if (!head && !hand_out(self, cells, count))
            return true;
    }
}

static bool
walk_folder(Walk *self, GError **error)
{
    g_autofree char *path = audit_list_path(self->lists->folder, self->list);
    const CsvOptions options = { .delimiter = ',', .encoding = "UTF-8" };
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return error_set(error, SEVENTH_ERROR_IO, "cannot read %s: %s", path, g_strerror(errno));
    g_autoptr(CsvReader) csv = csv_reader_new(path, fd, &options, error);
    bool done = csv != NULL && walk_csv(self, csv, error);
    close(fd);
    return done;
}

/* Hands the rows out as texts, until `take` has enough. */
static bool
each_row(Walk *walk, GError **error)
{
    if (walk->lists->run == NULL)
        return walk_folder(walk, error);
    walk_run(walk);
    return true;
}

/* --- CSV -------------------------------------------------------------------------------------- */

typedef struct {
    GString *text;
    FILE *file;
    bool failed;
} CsvOut;

static void
flush(CsvOut *self)
{
    self->failed =
        self->failed || fwrite(self->text->str, 1, self->text->len, self->file) != self->text->len;
    g_string_truncate(self->text, 0);
}

static bool
take_csv(const char *const *cells, gsize count, void *data)
{
    CsvOut *out = data;

    for (gsize c = 0; c < count; c++)
        csv_append_field(out->text, cells[c], ',');
    g_string_append(out->text, "\r\n");
    if (out->text->len > FLUSH)
        flush(out);
    return !out->failed;
}

static bool
put_csv(const AuditLists *self, guint list, const char *rep, FILE *to, uint64_t *ret_rows,
        GError **error)
{
    CsvOut out = { .text = g_string_new(NULL), .file = to };
    Walk walk = { .lists = self, .list = list, .rep = rep, .take = take_csv, .data = &out };
    gsize count;
    const ListColumn *columns = columns_of(list, &count);
    const char *heads[MOST_COLUMNS];

    for (gsize c = 0; c < count; c++)
        heads[c] = columns[c].head.title;
    take_csv(heads, count, &out);
    bool done = each_row(&walk, error);
    flush(&out);
    g_string_free(out.text, TRUE);
    *ret_rows = walk.taken;
    if (done && (out.failed || fflush(to) != 0))
        done = error_set(error, SEVENTH_ERROR_IO, "the list %s cannot be written: %s",
                         audit_list_name(list), g_strerror(errno));
    return done;
}

bool
audit_list_csv(const AuditLists *self, guint list, const char *rep, FILE *to, GError **error)
{
    uint64_t rows;

    return put_csv(self, list, rep, to, &rows, error);
}

char *
audit_list_path(const char *folder, guint list)
{
    g_autofree char *name = g_strconcat(audit_list_name(list), ".csv", NULL);

    return g_build_filename(folder, name, NULL);
}

/* Beside its name first, so that it appears whole or not at all. */
static bool
write_csv(const AuditLists *self, guint list, const char *path, uint64_t *ret_rows, GError **error)
{
    g_autofree char *draft = g_strconcat(path, ".part", NULL);
    FILE *file = fopen(draft, "we");

    if (file == NULL)
        return error_set(error, SEVENTH_ERROR_IO, "cannot write %s: %s", path, g_strerror(errno));
    bool done = put_csv(self, list, NULL, file, ret_rows, error);
    bool closed = fclose(file) == 0;
    if (done && (!closed || rename(draft, path) != 0))
        done = error_set(error, SEVENTH_ERROR_IO, "cannot write %s: %s", path, g_strerror(errno));
    if (!done)
        remove(draft);
    return done;
}

bool
audit_lists_folder(const AuditLists *self, const char *folder, json_t **ret_files, GError **error)
{
    g_autoptr(json_t) files = json_array();

    if (g_mkdir_with_parents(folder, 0755) != 0)
        return error_set(error, SEVENTH_ERROR_IO, "cannot make the folder %s: %s", folder,
                         g_strerror(errno));
    for (guint list = 0; list < AUDIT_LIST_COUNT; list++) {
        g_autofree char *path = audit_list_path(folder, list);
        uint64_t rows = 0;
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
    bool done = writer != NULL;

    if (writer == NULL)
        return false;
    for (guint list = 0; list < AUDIT_LIST_COUNT && done; list++) {
        Walk walk = { .lists = self, .list = list, .take = take_xlsx, .data = writer };
        gsize count;
        const ListColumn *columns = columns_of(list, &count);
        XlsxColumn heads[MOST_COLUMNS];
        for (gsize c = 0; c < count; c++)
            heads[c] = columns[c].head;
        xlsx_writer_sheet(writer, list_title(list), heads, count);
        done = each_row(&walk, error);
    }
    return xlsx_writer_close(writer, done ? error : NULL) && done;
}
