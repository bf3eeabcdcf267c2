/* See import_feed.h. */
#include "app/import_feed.h"

#include "base/error.h"

#define BATCH_ROWS 500
#define BATCHES 4

struct ImportFeed {
    ImportSource *source;
    ImportPersonReader *reader;
    GAsyncQueue *full, *empty; /* ImportBatch *; `self` in `full` means the end */
    GThread *thread;
    GError *error; /* set before the end is queued */
    gint stop;
    bool at_end;
    uint64_t offset; /* guarded by `full`'s lock */
};

bool
import_fill(ImportSource *source, ImportPersonReader *reader, ImportBatch *batch, guint limit,
            bool *ret_ended, GError **error)
{
    import_batch_clear(batch);
    *ret_ended = false;
    while (batch->rows < limit) {
        g_autoptr(GError) problem = NULL;
        CsvRow row;
        CsvResult result = csv_reader_next(source->csv, &row, &problem);
        if (result == CSV_END) {
            *ret_ended = true;
            return true;
        }
        if (result == CSV_ROW) {
            import_errors_add_odd(&batch->errors, source, &row);
            import_person_read(reader, &row, batch);
        } else if (g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_INVALID)) {
            batch->rows++;
            import_errors_add(&batch->errors, row.line, NULL, NULL, problem->message);
        } else {
            g_propagate_error(error, g_steal_pointer(&problem));
            return false;
        }
    }
    return true;
}

static gpointer
read_ahead(gpointer data)
{
    ImportFeed *self = data;
    bool ended = false;

    while (!ended && !g_atomic_int_get(&self->stop)) {
        ImportBatch *batch = g_async_queue_pop(self->empty);
        if (!import_fill(self->source, self->reader, batch, BATCH_ROWS, &ended, &self->error))
            ended = true;
        g_async_queue_lock(self->full);
        self->offset = csv_reader_offset(self->source->csv);
        g_async_queue_push_unlocked(self->full, batch);
        g_async_queue_unlock(self->full);
    }
    g_async_queue_push(self->full, self);
    return NULL;
}

ImportFeed *
import_feed_new(ImportSource *source, ImportPersonReader *reader)
{
    ImportFeed *self = g_new0(ImportFeed, 1);

    self->source = source;
    self->reader = reader;
    self->full = g_async_queue_new();
    self->empty = g_async_queue_new();
    for (int i = 0; i < BATCHES; i++)
        g_async_queue_push(self->empty, import_batch_new());
    self->thread = g_thread_new("import", read_ahead, self);
    return self;
}

ImportBatch *
import_feed_next(ImportFeed *self, GError **error)
{
    gpointer next = self->at_end ? self : g_async_queue_pop(self->full);

    if (next != self)
        return next;
    self->at_end = true;
    if (self->error != NULL)
        g_propagate_error(error, g_steal_pointer(&self->error));
    return NULL;
}

void
import_feed_give_back(ImportFeed *self, ImportBatch *batch)
{
    g_async_queue_push(self->empty, batch);
}

uint64_t
import_feed_offset(ImportFeed *self)
{
    g_async_queue_lock(self->full);
    uint64_t offset = self->offset;
    g_async_queue_unlock(self->full);
    return offset;
}

static void
free_batches(GAsyncQueue *queue, gconstpointer end)
{
    gpointer batch;

    while ((batch = g_async_queue_try_pop(queue)) != NULL)
        if (batch != end)
            import_batch_free(batch);
    g_async_queue_unref(queue);
}

void
import_feed_free(ImportFeed *self)
{
    if (self == NULL)
        return;
    g_atomic_int_set(&self->stop, 1);
    while (!self->at_end) {
        gpointer next = g_async_queue_pop(self->full);
        if (next == self)
            self->at_end = true;
        else
            g_async_queue_push(self->empty, next);
    }
    g_thread_join(self->thread);
    free_batches(self->full, self);
    free_batches(self->empty, self);
    g_clear_error(&self->error);
    g_free(self);
}
