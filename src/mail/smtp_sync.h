/* The caller's wait for the disk, beside the connections.
 *
 * A thread that runs one function again and again, one run at a time, and tells a poll loop when a
 * run is over. Internal to smtp_batch.c. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct SmtpSync SmtpSync;

/* `sync` gets `data`, in the other thread. */
SmtpSync *smtp_sync_new(bool (*sync)(void *data), void *data);
/* Only between runs; NULL: nothing happens. */
void smtp_sync_free(SmtpSync *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SmtpSync, smtp_sync_free)

/* Readable when a run is over; smtp_sync_end() empties it. */
int smtp_sync_fd(const SmtpSync *self);
/* Begins a run. None is under way. */
void smtp_sync_begin(SmtpSync *self);
/* Waits for the end of the run that was begun, and gives what it returned. */
bool smtp_sync_end(SmtpSync *self);
