/* The world: a virtual one repeats itself exactly, the real one does not. */
#include "base/world.h"

#include <string.h>

#define START_US (INT64_C(1795680000) * SECOND_US)

G_DEFINE_AUTOPTR_CLEANUP_FUNC(World, world_virtual_free)

static void
test_a_virtual_clock_stands_still(void)
{
    g_autoptr(World) world = world_virtual_new(START_US, 1);

    g_assert_true(world->is_virtual);
    g_assert_cmpint(world_now_us(world), ==, START_US);
    world_random_u64(world);
    g_assert_cmpint(world_now_us(world), ==, START_US);
    world_virtual_set(world, START_US + DAY_US);
    g_assert_cmpint(world_now_us(world), ==, START_US + DAY_US);
}

static void
test_one_seed_one_world(void)
{
    g_autoptr(World) first = world_virtual_new(START_US, 42);
    g_autoptr(World) second = world_virtual_new(START_US + DAY_US, 42);
    g_autoptr(World) other = world_virtual_new(START_US, 43);
    int same = 0;

    for (int i = 0; i < 1000; i++) {
        uint64_t value = world_random_u64(first);
        g_assert_cmpuint(value, ==, world_random_u64(second));
        same += value == world_random_u64(other);
    }
    g_assert_cmpint(same, ==, 0);
}

/* The first value from seed 1234567 is published with the algorithm (splitmix64). */
static void
test_the_stream_is_the_same_on_every_machine(void)
{
    g_autoptr(World) world = world_virtual_new(0, 1234567);

    g_assert_cmpuint(world_random_u64(world), ==, UINT64_C(6457827717110365317));
    g_assert_cmpuint(world_random_u64(world), ==, UINT64_C(3203168211198807973));
}

static void
test_any_length_of_bytes(void)
{
    g_autoptr(World) world = world_virtual_new(0, 7);
    uint8_t bytes[19];

    memset(bytes, 0, sizeof bytes);
    world->random_bytes(world, bytes, 13);
    g_assert_cmpuint(bytes[13], ==, 0);
    bool moved = false;
    for (int i = 8; i < 13; i++)
        moved = moved || bytes[i] != 0;
    g_assert_true(moved);
}

static void
test_hex(void)
{
    g_autoptr(World) world = world_virtual_new(0, 7);
    g_autofree char *hex = world_random_hex(world, 16);
    g_autofree char *nothing = world_random_hex(world, 0);

    g_assert_cmpuint(strlen(hex), ==, 32);
    g_assert_cmpuint(strspn(hex, "0123456789abcdef"), ==, 32);
    g_assert_cmpstr(nothing, ==, "");
}

static void
test_the_real_world_goes_on(void)
{
    World *world = world_real();
    Instant before_us = g_get_real_time();
    Instant now_us = world_now_us(world);

    g_assert_false(world->is_virtual);
    g_assert_cmpint(now_us, >=, before_us);
    g_assert_cmpint(now_us, <=, g_get_real_time());
    g_assert_cmpuint(world_random_u64(world), !=, world_random_u64(world));
}

static int checkpoints;

static void
count_checkpoint(World *world, const char *name)
{
    g_assert_cmpstr(name, ==, "outbox.dot");
    checkpoints++;
}

static void
test_checkpoints(void)
{
    g_autoptr(World) world = world_virtual_new(0, 7);

    world_checkpoint(world, "nobody listens");
    world->checkpoint = count_checkpoint;
    world_checkpoint(world, "outbox.dot");
    g_assert_cmpint(checkpoints, ==, 1);
}

static void
test_hashes(void)
{
    g_assert_cmpuint(hash_text("ann@example.com", 0), ==, hash_text("ann@example.com", 0));
    g_assert_cmpuint(hash_text("ann@example.com", 0), !=, hash_text("ann@example.com", 1));
    g_assert_cmpuint(hash_text("ann@example.com", 0), !=, hash_text("ann@example.org", 0));

    /* Shares taken from it are even: a tenth is a tenth, give or take 5%. */
    int tenth = 0;
    for (int i = 0; i < 100000; i++) {
        g_autofree char *key = g_strdup_printf("prospect-%d@example.com", i);
        tenth += hash_text(key, 9) % 10 == 0;
    }
    g_assert_cmpint(tenth, >, 9500);
    g_assert_cmpint(tenth, <, 10500);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/world/a-virtual-clock-stands-still", test_a_virtual_clock_stands_still);
    g_test_add_func("/world/one-seed-one-world", test_one_seed_one_world);
    g_test_add_func("/world/the-stream-is-the-same-on-every-machine",
                    test_the_stream_is_the_same_on_every_machine);
    g_test_add_func("/world/any-length-of-bytes", test_any_length_of_bytes);
    g_test_add_func("/world/hex", test_hex);
    g_test_add_func("/world/the-real-world-goes-on", test_the_real_world_goes_on);
    g_test_add_func("/world/checkpoints", test_checkpoints);
    g_test_add_func("/world/hashes", test_hashes);
    return g_test_run();
}
