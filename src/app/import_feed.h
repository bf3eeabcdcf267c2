/* Reading ahead: a thread of its own reads rows and cleans people while another writes them.
 *
 * A few batches go round between the two, so that memory stays the same for files of any size. */
#pragma once

#include "app/import_person.h"

typedef struct ImportFeed ImportFeed;

/* Both are borrowed and the thread's alone until import_feed_free(). */
ImportFeed *import_feed_new(ImportSource *source, ImportPersonReader *reader);
/* Stops the thread, be it at the end or not. */
void import_feed_free(ImportFeed *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImportFeed, import_feed_free)

/* The next batch, in the file's order; it goes back with import_feed_give_back(). NULL without an
 * error at the end. Errors: csv_reader_next()'s, but for those of one row, which are listed. */
ImportBatch *import_feed_next(ImportFeed *self, GError **error);
void import_feed_give_back(ImportFeed *self, ImportBatch *batch);

/* Bytes of the file read so far. */
uint64_t import_feed_offset(ImportFeed *self);

/* Reads up to `limit` rows without a thread. `ret_ended` tells whether the file is over. */
bool import_fill(ImportSource *source, ImportPersonReader *reader, ImportBatch *batch, guint limit,
                 bool *ret_ended, GError **error);
