/* An external merge sort. See time_order.h. */
#include "app/time_order.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

#define BLOCK (64 * 1024) /* read and written at a time */
#define ALIGNMENT 16

/* Before each record, in memory and on the file; `length` is that of the bytes, which are padded
 * so that the next one is aligned again. */
typedef struct {
    Instant at_us;
    int64_t id;
    uint64_t length, padded;
} Head;

G_STATIC_ASSERT(sizeof(Head) % ALIGNMENT == 0);

typedef struct {
    off_t offset, end;
} Run;

struct TimeOrder {
    gsize memory_bytes;
    GByteArray *records; /* Head and bytes, one after the other */
    GArray *places;      /* gsize: where each begins in `records` */
    GArray *runs;        /* Run */
    int file;            /* -1: not needed yet */
    off_t written;
    GByteArray *block; /* on its way to the file */
};

/* One run while it is read. */
typedef struct {
    Run rest; /* what is not in `block` yet */
    GByteArray *block;
    gsize position; /* of the head in `block` */
    Head head;
} Reader;

TimeOrder *
time_order_new(gsize memory_bytes)
{
    TimeOrder *self = g_new(TimeOrder, 1);

    *self = (TimeOrder){
        .memory_bytes = memory_bytes,
        .records = g_byte_array_new(),
        .places = g_array_new(FALSE, FALSE, sizeof(gsize)),
        .runs = g_array_new(FALSE, FALSE, sizeof(Run)),
        .file = -1,
        .block = g_byte_array_new(),
    };
    return self;
}

void
time_order_free(TimeOrder *self)
{
    if (self == NULL)
        return;
    g_byte_array_unref(self->records);
    g_array_unref(self->places);
    g_array_unref(self->runs);
    g_byte_array_unref(self->block);
    if (self->file >= 0)
        close(self->file);
    g_free(self);
}

guint
time_order_runs(const TimeOrder *self)
{
    return self->runs->len;
}

static int
head_compare(const Head *a, const Head *b)
{
    if (a->at_us != b->at_us)
        return a->at_us < b->at_us ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

static const Head *
head_at(const TimeOrder *self, gsize place)
{
    return (const Head *)(const void *)(self->records->data + place);
}

static gint
place_compare(gconstpointer a, gconstpointer b, gpointer data)
{
    const gsize *first = a, *second = b;
    int order = head_compare(head_at(data, *first), head_at(data, *second));

    return order != 0 ? order : (*first > *second) - (*first < *second);
}

static void
sort_memory(TimeOrder *self)
{
    g_array_sort_with_data(self->places, place_compare, self);
}

static bool
fail_io(const TimeOrder *self, const char *what, GError **error)
{
    const char *why = g_strerror(errno);

    return error_set(error, SEVENTH_ERROR_IO,
                     "cannot %s the temporary file that holds %u parts of the list: %s; make room, "
                     "or name another folder in TMPDIR",
                     what, self->runs->len, why);
}

static bool
open_file(TimeOrder *self, GError **error)
{
    const char *named = g_getenv("TMPDIR");
    g_autofree char *path = g_build_filename(named != NULL && named[0] != '\0' ? named : "/var/tmp",
                                             "seventh-XXXXXX", NULL);

    self->file = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
    if (self->file < 0)
        return fail_io(self, "make", error);
    unlink(path);
    return true;
}

static bool
write_block(TimeOrder *self, GError **error)
{
    for (gsize done = 0; done < self->block->len;) {
        ssize_t n =
            pwrite(self->file, self->block->data + done, self->block->len - done, self->written);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail_io(self, "write", error);
        done += (gsize)n;
        self->written += n;
    }
    g_byte_array_set_size(self->block, 0);
    return true;
}

/* What memory holds becomes a run. */
static bool
write_run(TimeOrder *self, GError **error)
{
    Run run = { .offset = self->written };

    if (self->runs->len == TIME_ORDER_MAX_RUNS)
        return error_set(error, SEVENTH_ERROR_LIMIT,
                         "the list is too long to be sorted; ask for fewer days or people");
    if (self->file < 0 && !open_file(self, error))
        return false;
    sort_memory(self);
    for (guint i = 0; i < self->places->len; i++) {
        const Head *head = head_at(self, g_array_index(self->places, gsize, i));
        g_byte_array_append(self->block, (const guint8 *)head,
                            (guint)(sizeof *head + head->padded));
        if (self->block->len >= BLOCK && !write_block(self, error))
            return false;
    }
    if (!write_block(self, error))
        return false;
    run.end = self->written;
    g_array_append_val(self->runs, run);
    g_byte_array_set_size(self->records, 0);
    g_array_set_size(self->places, 0);
    return true;
}

bool
time_order_add(TimeOrder *self, Instant at_us, int64_t id, const void *bytes, gsize length,
               GError **error)
{
    static const guint8 ZEROS[ALIGNMENT];
    gsize padding = (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT, place = self->records->len;
    Head head = { .at_us = at_us, .id = id, .length = length, .padded = length + padding };

    g_assert(length <= TIME_ORDER_MAX_LENGTH);
    g_byte_array_append(self->records, (const guint8 *)&head, sizeof head);
    g_byte_array_append(self->records, bytes, (guint)length);
    g_byte_array_append(self->records, ZEROS, (guint)padding);
    g_array_append_val(self->places, place);
    return self->records->len < self->memory_bytes || write_run(self, error);
}

static bool
each_in_memory(TimeOrder *self, TimeOrderEach each, void *data)
{
    sort_memory(self);
    for (guint i = 0; i < self->places->len; i++) {
        const Head *head = head_at(self, g_array_index(self->places, gsize, i));
        if (!each(head + 1, head->length, data))
            break;
    }
    return true;
}

/* Makes `wanted` bytes from the position on readable; what was read before them goes. */
static bool
reader_fill(const TimeOrder *self, Reader *reader, gsize wanted, GError **error)
{
    gsize left = reader->block->len - reader->position;

    if (left >= wanted)
        return true;
    if (left > 0) /* the first time there is no block yet */
        memmove(reader->block->data, reader->block->data + reader->position, left);
    reader->position = 0;
    g_byte_array_set_size(reader->block, (guint)MAX(wanted, BLOCK));
    while (left < wanted) {
        gsize room =
            MIN(reader->block->len - left, (gsize)(reader->rest.end - reader->rest.offset));
        ssize_t n = pread(self->file, reader->block->data + left, room, reader->rest.offset);
        if (n < 0 && errno == EINTR)
            continue;
        if (n == 0)
            errno = EIO; /* somebody made the file shorter */
        if (n <= 0)
            return fail_io(self, "read", error);
        left += (gsize)n;
        reader->rest.offset += n;
    }
    g_byte_array_set_size(reader->block, (guint)left);
    return true;
}

/* The next record of a run; `ret_more` false at its end. */
static bool
reader_next(const TimeOrder *self, Reader *reader, bool *ret_more, GError **error)
{
    *ret_more = reader->position < reader->block->len || reader->rest.offset < reader->rest.end;
    if (!*ret_more)
        return true;
    if (!reader_fill(self, reader, sizeof reader->head, error))
        return false;
    memcpy(&reader->head, reader->block->data + reader->position, sizeof reader->head);
    return reader_fill(self, reader, sizeof reader->head + reader->head.padded, error);
}

static void
reader_clear(gpointer data)
{
    g_byte_array_unref(((Reader *)data)->block);
}

/* Readers of all runs, each at its first record, in the order in which they were written. */
static GArray *
open_readers(const TimeOrder *self, GError **error)
{
    g_autoptr(GArray) readers = g_array_new(FALSE, FALSE, sizeof(Reader));
    bool more;

    g_array_set_clear_func(readers, reader_clear);
    for (guint i = 0; i < self->runs->len; i++) {
        Reader reader = { .rest = g_array_index(self->runs, Run, i), .block = g_byte_array_new() };
        g_array_append_val(readers, reader);
        if (!reader_next(self, &g_array_index(readers, Reader, i), &more, error))
            return NULL;
    }
    return g_steal_pointer(&readers);
}

/* The earliest head; among equal ones that of the earlier run. A walk past all is quick enough: a
 * hundred runs hold ten million records. */
static guint
earliest(const GArray *readers)
{
    guint found = 0;

    for (guint i = 1; i < readers->len; i++)
        if (head_compare(&g_array_index(readers, Reader, i).head,
                         &g_array_index(readers, Reader, found).head) < 0)
            found = i;
    return found;
}

bool
time_order_each(TimeOrder *self, TimeOrderEach each, void *data, GError **error)
{
    bool more;

    if (self->runs->len == 0)
        return each_in_memory(self, each, data);
    if (self->places->len > 0 && !write_run(self, error))
        return false;
    g_autoptr(GArray) readers = open_readers(self, error);
    if (readers == NULL)
        return false;
    while (readers->len > 0) {
        guint i = earliest(readers);
        Reader *reader = &g_array_index(readers, Reader, i);
        const guint8 *bytes = reader->block->data + reader->position + sizeof reader->head;
        if (!each(bytes, reader->head.length, data))
            return true;
        reader->position += sizeof reader->head + reader->head.padded;
        if (!reader_next(self, reader, &more, error))
            return false;
        if (!more)
            g_array_remove_index(readers, i);
    }
    return true;
}
