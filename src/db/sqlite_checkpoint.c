/* Checkpoints off the hot path.
 *
 * SQLite by itself copies the WAL back in the commit that crosses 1,000 pages; that commit then
 * waits for two fsyncs and thousands of random writes. Here a thread does the copying beside the
 * writer, then holds the writer for the little that was added meanwhile: the WAL is then wholly
 * copied and the next write starts it anew, so that it stays near CHECKPOINT_PAGES in size. */
#include "db/sqlite_private.h"

#define CHECKPOINT_PAGES 4000 /* of 4 KiB */

struct SqliteCheckpointer {
    Db *db;
    GThread *thread; /* NULL until the first commit that wants it */
    GMutex lock;
    GCond changed;
    bool wanted, stop;
    int copied; /* pages of the present WAL at the last checkpoint; a reader may keep them there */
};

SqliteCheckpointer *
sqlite_checkpointer_new(Db *db)
{
    SqliteCheckpointer *self = g_new0(SqliteCheckpointer, 1);

    self->db = db;
    g_mutex_init(&self->lock);
    g_cond_init(&self->changed);
    return self;
}

void
sqlite_checkpointer_free(SqliteCheckpointer *self)
{
    if (self == NULL)
        return;
    g_mutex_lock(&self->lock);
    self->stop = true;
    g_cond_signal(&self->changed);
    g_mutex_unlock(&self->lock);
    if (self->thread != NULL)
        g_thread_join(self->thread);
    g_mutex_clear(&self->lock);
    g_cond_clear(&self->changed);
    g_free(self);
}

/* A failure is left to the next round, and to SQLite's own checkpoint when the file is closed. */
static void
checkpoint(SqliteCheckpointer *self, sqlite3 *handle)
{
    DbConn *writer;
    int pages = 0;

    sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    writer = db_acquire(self->db, DB_WRITE, NULL);
    if (writer == NULL)
        return;
    sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_PASSIVE, &pages, NULL);
    g_mutex_lock(&self->lock);
    self->copied = pages;
    self->wanted = false;
    g_mutex_unlock(&self->lock);
    db_release(writer);
}

static gpointer
work(gpointer data)
{
    SqliteCheckpointer *self = data;
    sqlite3 *handle = sqlite_handle_open(self->db, DB_READ, NULL);

    g_mutex_lock(&self->lock);
    while (!self->stop) {
        if (!self->wanted) {
            g_cond_wait(&self->changed, &self->lock);
            continue;
        }
        self->wanted = false;
        g_mutex_unlock(&self->lock);
        if (handle != NULL)
            checkpoint(self, handle);
        g_mutex_lock(&self->lock);
    }
    g_mutex_unlock(&self->lock);
    sqlite3_close(handle);
    return NULL;
}

static int
committed(void *data, sqlite3 *writer, const char *schema, int pages)
{
    SqliteCheckpointer *self = data;

    g_mutex_lock(&self->lock);
    if (pages < self->copied)
        self->copied = 0; /* the WAL has begun anew */
    if (pages - self->copied >= CHECKPOINT_PAGES && !self->stop) {
        self->wanted = true;
        if (self->thread == NULL)
            self->thread = g_thread_new("checkpoint", work, self);
        g_cond_signal(&self->changed);
    }
    g_mutex_unlock(&self->lock);
    return SQLITE_OK;
}

void
sqlite_checkpointer_watch(SqliteCheckpointer *self, sqlite3 *writer)
{
    sqlite3_wal_hook(writer, committed, self);
}
