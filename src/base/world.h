/* The world: clock, randomness and the points at which a process may die.
 *
 * Nothing in the house calls time(), rand() or a sleep directly; it asks the World it was given.
 * The real world serves `seventh serve`; a virtual one runs a year in seconds, from a seed, the
 * same every time.
 *
 * Not here: files and sockets. Mail transports are chosen by a mailbox's URL (mail/transport.h), so
 * that the demo's outbox and a test's fake stand in the same place as the real network. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/instant.h"

typedef struct World World;

struct World {
    /* The present, µs UTC. */
    Instant (*now_us)(World *self);
    /* Unpredictable bytes in the real world (tokens, salts), reproducible ones in a virtual world.
     */
    void (*random_bytes)(World *self, void *buffer, gsize length);
    /* Called at every point where a crash must be survivable, with the point's name ("outbox.dot").
     */
    void (*checkpoint)(World *self, const char *name);
    bool is_virtual;
};

/* The one real world of this process; never freed. */
World *world_real(void);

/* A world whose clock stands still at `start_us` until told otherwise. Free with
 * world_virtual_free(). */
World *world_virtual_new(Instant start_us, uint64_t seed);
void world_virtual_set(World *world, Instant now_us);
void world_virtual_free(World *world);

/* The real world with its clock moved by `shift_us`: it runs, but somewhen else. */
World *world_shifted_new(int64_t shift_us);
void world_shifted_free(World *world);

static inline Instant
world_now_us(World *world)
{
    return world->now_us(world);
}

static inline void
world_checkpoint(World *world, const char *name)
{
    if (world->checkpoint != NULL)
        world->checkpoint(world, name);
}

uint64_t world_random_u64(World *world);

/* 2 * `bytes` lowercase hex digits and a NUL. */
char *world_random_hex(World *world, gsize bytes);

/* A fixed, platform-independent 64-bit hash (FNV-1a with a final mix): seeds and shares, never
 * security. */
uint64_t hash_text(const char *text, uint64_t seed);
