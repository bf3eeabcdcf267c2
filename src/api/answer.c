/* See answer.h. */
#include "api/answer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define JSON_TYPE "application/json"
#define LINES_TYPE "application/x-ndjson"
#define CSV_TYPE "text/csv; charset=utf-8"

struct Answer {
    const Operation *operation;
    GString *text;
    json_t *last;
    int64_t rows;
    uint64_t spilled;
    int file;    /* -1: all is in memory */
    int problem; /* errno of what could not be written */
    bool lines, csv;
};

Answer *
answer_new(const Operation *operation, bool lines)
{
    Answer *self = g_new0(Answer, 1);

    self->operation = operation;
    self->lines = lines;
    self->text = g_string_new(NULL);
    self->file = -1;
    return self;
}

void
answer_free(Answer *self)
{
    if (self == NULL)
        return;
    if (self->file >= 0)
        close(self->file);
    if (self->text != NULL)
        g_string_free(self->text, TRUE);
    json_decref(self->last);
    g_free(self);
}

static bool
write_all(int file, const char *bytes, gsize length)
{
    while (length > 0) {
        ssize_t put = write(file, bytes, length);
        if (put < 0 && errno != EINTR)
            return false;
        gsize done = put > 0 ? (gsize)put : 0;
        bytes += done;
        length -= done;
    }
    return true;
}

static bool
spill(Answer *self)
{
    if (self->file < 0)
        self->file = open(g_get_tmp_dir(), O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
    if (self->file < 0 || !write_all(self->file, self->text->str, self->text->len)) {
        self->problem = errno;
        return false;
    }
    self->spilled += self->text->len;
    g_string_truncate(self->text, 0);
    return true;
}

/* Finished lines of another format, as an export gives them, go through as they are. */
static void
put_line(Answer *self, const char *line)
{
    self->csv = true;
    g_string_append(self->text, line);
    g_string_append_c(self->text, '\n');
}

static void
put_row(Answer *self, const json_t *row)
{
    char *text = json_line(row);

    if (!self->lines)
        g_string_append(self->text, self->rows == 0 ? "{\"rows\":[\n" : ",\n");
    g_string_append(self->text, text);
    if (self->lines)
        g_string_append_c(self->text, '\n');
    free(text);
}

bool
answer_row(json_t *row, void *data)
{
    Answer *self = data;

    if (json_is_string(row))
        put_line(self, json_string_value(row));
    else
        put_row(self, row);
    self->rows++;
    json_decref(self->last);
    self->last = json_incref(row);
    return self->text->len < ANSWER_IN_MEMORY || spill(self);
}

/* What the parameter "after" of the next page is: its hint in the table names the row's key. */
static json_t *
next_page(const Answer *self, int64_t limit)
{
    const OperationParam *after = operation_param(self->operation, "after");

    if (after == NULL || limit == 0 || self->last == NULL ||
        (self->rows < limit && !json_flag(self->last, "more", false)))
        return json_null();
    g_autofree char *key = g_ascii_strdown(after->value_hint, -1);
    json_t *value = json_object_get(self->last, key);
    return value != NULL ? json_incref(value) : json_null();
}

static void
put_end(Answer *self, HttpResponse *response, int64_t limit)
{
    g_autoptr(json_t) next = next_page(self, limit);

    if (self->csv)
        return;
    char *text = json_dumps(next, JSON_ENCODE_ANY);
    if (!self->lines) {
        g_string_append(self->text, self->rows == 0 ? "{\"rows\":[" : "\n]");
        g_string_append_printf(self->text, "%s,\"next\":%s}\n", self->rows == 0 ? "]" : "", text);
    } else if (!json_is_null(next)) {
        g_autofree char *plain =
            json_is_string(next) ? g_strdup(json_string_value(next)) : g_strdup(text);
        http_response_header(response, "Seventh-Next", plain);
    }
    free(text);
}

bool
answer_send(Answer *self, HttpResponse *response, int64_t limit, GError **error)
{
    if (self->problem == 0) {
        put_end(self, response, limit);
        if (self->file >= 0)
            spill(self);
    }
    if (self->problem != 0)
        return error_set(error, SEVENTH_ERROR_IO,
                         "the answer could not be written to %s: %s; ask for fewer rows, or have "
                         "room made there",
                         g_get_tmp_dir(), g_strerror(self->problem));
    const char *type = self->csv ? CSV_TYPE : self->lines ? LINES_TYPE : JSON_TYPE;
    if (self->file < 0) {
        http_response_take(response, type, g_steal_pointer(&self->text));
        return true;
    }
    http_response_file(response, type, self->file, self->spilled);
    self->file = -1;
    return true;
}
