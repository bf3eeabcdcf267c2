/* The real world and the virtual one. */
#include "base/world.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

typedef struct {
    World world;
    Instant now_us;
    uint64_t state;
    GMutex mutex;
} VirtualWorld;

static Instant
real_now_us(World *self)
{
    return g_get_real_time();
}

static void
real_random_bytes(World *self, void *buffer, gsize length)
{
    uint8_t *next = buffer;

    while (length > 0) {
        ssize_t got = getrandom(next, length, 0);
        if (got < 0 && errno == EINTR)
            continue;
        g_assert(got > 0);
        next += got;
        length -= (gsize)got;
    }
}

World *
world_real(void)
{
    static World world = { .now_us = real_now_us, .random_bytes = real_random_bytes };
    return &world;
}

static Instant
virtual_now_us(World *self)
{
    VirtualWorld *world = (VirtualWorld *)self;
    g_mutex_lock(&world->mutex);
    Instant now_us = world->now_us;
    g_mutex_unlock(&world->mutex);
    return now_us;
}

/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t
mix64(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static void
virtual_random_bytes(World *self, void *buffer, gsize length)
{
    VirtualWorld *world = (VirtualWorld *)self;
    uint8_t *next = buffer;

    g_mutex_lock(&world->mutex);
    while (length > 0) {
        world->state += UINT64_C(0x9e3779b97f4a7c15);
        uint64_t value = mix64(world->state);
        gsize step = MIN(length, sizeof value);
        memcpy(next, &value, step);
        next += step;
        length -= step;
    }
    g_mutex_unlock(&world->mutex);
}

World *
world_virtual_new(Instant start_us, uint64_t seed)
{
    VirtualWorld *world = g_new0(VirtualWorld, 1);
    world->world = (World){ .now_us = virtual_now_us,
                            .random_bytes = virtual_random_bytes,
                            .is_virtual = true };
    world->now_us = start_us;
    world->state = seed;
    g_mutex_init(&world->mutex);
    return &world->world;
}

void
world_virtual_set(World *self, Instant now_us)
{
    VirtualWorld *world = (VirtualWorld *)self;

    g_assert(self->is_virtual);
    g_mutex_lock(&world->mutex);
    world->now_us = now_us;
    g_mutex_unlock(&world->mutex);
}

void
world_virtual_free(World *self)
{
    VirtualWorld *world = (VirtualWorld *)self;

    if (world == NULL)
        return;
    g_mutex_clear(&world->mutex);
    g_free(world);
}

typedef struct {
    World world;
    int64_t shift_us;
} ShiftedWorld;

static Instant
shifted_now_us(World *self)
{
    return real_now_us(self) + ((ShiftedWorld *)self)->shift_us;
}

World *
world_shifted_new(int64_t shift_us)
{
    ShiftedWorld *world = g_new0(ShiftedWorld, 1);
    world->world = (World){ .now_us = shifted_now_us, .random_bytes = real_random_bytes };
    world->shift_us = shift_us;
    return &world->world;
}

void
world_shifted_free(World *self)
{
    g_free(self);
}

uint64_t
world_random_u64(World *world)
{
    uint64_t value;
    world->random_bytes(world, &value, sizeof value);
    return value;
}

char *
world_random_hex(World *world, gsize bytes)
{
    static const char DIGITS[] = "0123456789abcdef";
    g_autofree uint8_t *raw = g_malloc(bytes);
    char *hex = g_malloc(2 * bytes + 1);

    world->random_bytes(world, raw, bytes);
    for (gsize i = 0; i < bytes; i++) {
        hex[2 * i] = DIGITS[raw[i] >> 4];
        hex[2 * i + 1] = DIGITS[raw[i] & 15];
    }
    hex[2 * bytes] = '\0';
    return hex;
}

uint64_t
hash_text(const char *text, uint64_t seed)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ seed;

    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++)
        hash = (hash ^ *c) * UINT64_C(0x100000001b3);
    return mix64(hash);
}
