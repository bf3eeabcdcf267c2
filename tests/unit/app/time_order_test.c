/* Records come back in order of time, the same from memory and from the disk. */
#include "app/time_order.h"

#include <string.h>

#include "base/error.h"

#define RECORDS 20000

typedef struct {
    Instant at_us;
    int64_t id;
    int number; /* as it was added */
} Mark;

typedef struct {
    GArray *marks;
    guint most; /* stop after so many */
} Collected;

/* A record is its Mark and then so many bytes of one value. */
static gsize
tail_of(int number)
{
    return number % 1000 == 7 ? 100000 : (gsize)(number % 37);
}

static bool
collect(const void *bytes, gsize length, void *data)
{
    Collected *collected = data;
    const guint8 *tail = (const guint8 *)bytes + sizeof(Mark);
    Mark mark;

    memcpy(&mark, bytes, sizeof mark);
    g_assert_cmpuint(length, ==, sizeof mark + tail_of(mark.number));
    for (gsize i = 0; i < tail_of(mark.number); i++)
        g_assert_cmpint(tail[i], ==, mark.number & 0xff);
    g_array_append_val(collected->marks, mark);
    return collected->marks->len < collected->most;
}

static TimeOrder *
make(gsize memory_bytes, int records)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    g_autoptr(GByteArray) record = g_byte_array_new();
    TimeOrder *order = time_order_new(memory_bytes);
    g_autoptr(GError) error = NULL;

    for (int number = 0; number < records; number++) {
        Mark mark = { .at_us = g_rand_int_range(random, -500, 500),
                      .id = g_rand_int_range(random, 0, 5),
                      .number = number };
        g_byte_array_set_size(record, (guint)(sizeof mark + tail_of(number)));
        memset(record->data, number & 0xff, record->len);
        memcpy(record->data, &mark, sizeof mark);
        g_assert_true(
            time_order_add(order, mark.at_us, mark.id, record->data, record->len, &error));
        g_assert_no_error(error);
    }
    return order;
}

static GArray *
read_back(TimeOrder *order, guint most)
{
    Collected collected = { g_array_new(FALSE, TRUE, sizeof(Mark)), most };
    g_autoptr(GError) error = NULL;

    g_assert_true(time_order_each(order, collect, &collected, &error));
    g_assert_no_error(error);
    return collected.marks;
}

static void
assert_in_order(const GArray *marks)
{
    for (guint i = 1; i < marks->len; i++) {
        const Mark *a = &g_array_index(marks, Mark, i - 1), *b = &g_array_index(marks, Mark, i);
        bool right = a->at_us != b->at_us ? a->at_us < b->at_us
                     : a->id != b->id     ? a->id < b->id
                                          : a->number < b->number;
        g_assert_true(right);
    }
}

static void
test_disk_and_memory_agree(void)
{
    g_autoptr(TimeOrder) small = make(50000, RECORDS);
    g_autoptr(TimeOrder) large = make(1 << 30, RECORDS);

    g_assert_cmpuint(time_order_runs(small), >, 20);
    g_assert_cmpuint(time_order_runs(large), ==, 0);
    g_autoptr(GArray) from_disk = read_back(small, G_MAXUINT);
    g_autoptr(GArray) from_memory = read_back(large, G_MAXUINT);
    g_assert_cmpuint(from_disk->len, ==, RECORDS);
    assert_in_order(from_disk);
    g_assert_cmpmem(from_disk->data, (int)(from_disk->len * sizeof(Mark)), from_memory->data,
                    (int)(from_memory->len * sizeof(Mark)));
}

static void
test_stops_when_told(void)
{
    g_autoptr(TimeOrder) disk = make(50000, RECORDS);
    g_autoptr(TimeOrder) memory = make(1 << 30, RECORDS);
    g_autoptr(GArray) from_disk = read_back(disk, 3);
    g_autoptr(GArray) from_memory = read_back(memory, 3);

    g_assert_cmpuint(from_disk->len, ==, 3);
    g_assert_cmpuint(from_memory->len, ==, 3);
}

static void
test_nothing(void)
{
    g_autoptr(TimeOrder) order = make(50000, 0);
    g_autoptr(GArray) marks = read_back(order, G_MAXUINT);

    g_assert_cmpuint(marks->len, ==, 0);
}

static void
test_no_room(void)
{
    static const guint8 BYTES[1000];
    g_autoptr(TimeOrder) order = time_order_new(100);
    g_autoptr(GError) error = NULL;

    g_setenv("TMPDIR", "/nowhere/at/all", TRUE);
    g_assert_false(time_order_add(order, 1, 1, BYTES, sizeof BYTES, &error));
    g_unsetenv("TMPDIR");
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_IO);
    g_assert_nonnull(strstr(error->message, "TMPDIR"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/time-order/disk-and-memory-agree", test_disk_and_memory_agree);
    g_test_add_func("/time-order/stops-when-told", test_stops_when_told);
    g_test_add_func("/time-order/nothing", test_nothing);
    g_test_add_func("/time-order/no-room", test_no_room);
    return g_test_run();
}
