/* Records in order of time, however many: what does not fit into memory goes to a file.
 *
 * Records are kept until the memory given is full, then sorted and written out as a run; in the end
 * the runs are read side by side, always the earliest head first. The file has no name, so it goes
 * with the process, whatever happens. It lies in TMPDIR, else in /var/tmp, and needs as much room
 * as the records that did not fit.
 *
 * Not for a table that a statement could sort: the database does that better. */
#pragma once

#include "base/instant.h"

typedef struct TimeOrder TimeOrder;

/* `memory_bytes`: how much to keep before anything is written out. */
TimeOrder *time_order_new(gsize memory_bytes);
void time_order_free(TimeOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TimeOrder, time_order_free)

/* Copies the bytes, at most TIME_ORDER_MAX_LENGTH. Errors: IO when the file cannot be written;
 * LIMIT beyond TIME_ORDER_MAX_RUNS runs. */
#define TIME_ORDER_MAX_LENGTH (1 << 20)
#define TIME_ORDER_MAX_RUNS 4096
bool time_order_add(TimeOrder *self, Instant at_us, int64_t id, const void *bytes, gsize length,
                    GError **error);

/* All records, by instant, then by id, then as they were added; once. The bytes, aligned for any
 * type, are valid during the call; false ends the walk. Errors: IO when the file cannot be read. */
typedef bool (*TimeOrderEach)(const void *bytes, gsize length, void *data);
bool time_order_each(TimeOrder *self, TimeOrderEach each, void *data, GError **error);

/* How many runs were written out: 0 as long as everything fits. */
guint time_order_runs(const TimeOrder *self);
