/* See rate.h. A bucket is kept as the instant at which it will be full again, which needs no
 * filling. */
#include "api/rate.h"

/* Tokens come and go; beyond so many buckets the full ones are forgotten. */
#define BUCKETS_MOST 4096

typedef struct {
    Instant full_us;
} Bucket;

struct Rate {
    GMutex mutex;
    GHashTable *buckets; /* token id -> Bucket */
    int64_t each_us;     /* how long one request takes to come back */
    int64_t holds_us;    /* how long an empty bucket takes to fill */
};

Rate *
rate_new(int64_t a_minute)
{
    Rate *self = g_new0(Rate, 1);

    g_mutex_init(&self->mutex);
    self->buckets = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    self->holds_us = 60 * SECOND_US;
    self->each_us = self->holds_us / a_minute;
    return self;
}

void
rate_free(Rate *self)
{
    if (self == NULL)
        return;
    g_hash_table_unref(self->buckets);
    g_mutex_clear(&self->mutex);
    g_free(self);
}

static gboolean
is_full(G_GNUC_UNUSED gpointer token_id, gpointer bucket, gpointer now_us)
{
    return ((const Bucket *)bucket)->full_us <= *(const Instant *)now_us;
}

static Bucket *
bucket_of(Rate *self, int64_t token_id, Instant now_us)
{
    Bucket *bucket = g_hash_table_lookup(self->buckets, &token_id);

    if (bucket != NULL)
        return bucket;
    if (g_hash_table_size(self->buckets) >= BUCKETS_MOST)
        g_hash_table_foreach_remove(self->buckets, is_full, &now_us);
    bucket = g_new0(Bucket, 1);
    bucket->full_us = now_us;
    g_hash_table_insert(self->buckets, g_memdup2(&token_id, sizeof(token_id)), bucket);
    return bucket;
}

int64_t
rate_take(Rate *self, int64_t token_id, Instant now_us)
{
    int64_t wait_s = 0;

    g_mutex_lock(&self->mutex);
    Bucket *bucket = bucket_of(self, token_id, now_us);
    Instant after_us = MAX(bucket->full_us, now_us) + self->each_us;
    int64_t late_us = after_us - now_us - self->holds_us;
    if (late_us > 0)
        wait_s = (late_us + SECOND_US - 1) / SECOND_US;
    else
        bucket->full_us = after_us;
    g_mutex_unlock(&self->mutex);
    return wait_s;
}
