/* The planner allocates nothing, whatever the life: malloc is counted while it decides. Sanitizers
 * bring their own malloc; the test is skipped there. */
#include "life.h"

#if defined(__has_feature)
#define SANITIZED (__has_feature(address_sanitizer) || __has_feature(memory_sanitizer))
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

#define LIVES 2000

static volatile bool counting;
static volatile long allocations;

#if !SANITIZED
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *old, size_t size);

void *
malloc(size_t size)
{
    allocations += counting;
    return __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
    allocations += counting;
    return __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
    allocations += counting;
    return __libc_realloc(old, size);
}
#endif

static bool
count_touch(const Plan *plan, void *data)
{
    *(long *)data += plan->reason_count > 0;
    return true;
}

static void
test_nothing_is_allocated(void)
{
    g_autofree Life *life = g_new0(Life, 1);
    Attempt scratch[MAX_ATTEMPTS + 20];
    long touches = 0;
    Plan plan;

    if (SANITIZED) {
        g_test_skip("a sanitizer brings its own malloc");
        return;
    }
    counting = true;
    g_free(g_malloc(1)); /* the counter counts */
    g_assert_cmpint(allocations, ==, 1);
    counting = false;
    for (int i = 0; i < LIVES; i++) {
        any_life(life);
        planner_next(&life->input, &plan); /* a zone reads its table when it is first used */
        allocations = 0;
        counting = true;
        planner_next(&life->input, &plan);
        planner_ahead(&life->input, life->input.started_us + 365 * DAY_US, scratch, 20, count_touch,
                      &touches);
        counting = false;
        g_assert_cmpint(allocations, ==, 0);
    }
    g_assert_cmpint(touches, >, LIVES);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/planner/allocates-nothing", test_nothing_is_allocated);
    return g_test_run();
}
