/* Limits, Landlock, seccomp: in this order, as each takes away what the one before needs. */
#include "mail/reader_cage.h"

#include <errno.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAS_SHADOW_MEMORY 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SHADOW_MEMORY 1
#endif
#endif
#ifndef HAS_SHADOW_MEMORY
#define HAS_SHADOW_MEMORY 0
#endif

static bool
limit(int what, rlim_t most)
{
    struct rlimit both = { most, most };

    return setrlimit(what, &both) == 0;
}

/* Bytes of address space in use; 0 when the kernel does not say. */
static gsize
space_used(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");

    if (file == NULL)
        return 0;
    if (fscanf(file, "%ld", &pages) != 1)
        pages = 0;
    fclose(file);
    return (gsize)pages * (gsize)sysconf(_SC_PAGESIZE);
}

static bool
limit_all(gsize memory_bytes)
{
    gsize used = space_used();

    if (!HAS_SHADOW_MEMORY && (used == 0 || !limit(RLIMIT_AS, used + memory_bytes)))
        return false;
    return limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NOFILE, 3);
}

/* No rule allows anything, so every kind of access that this kernel's Landlock knows is refused. */
static void
shut_files(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return;
    int kinds = version == 1 ? 13 : version == 2 ? 14 : 15;
    struct landlock_ruleset_attr all = { .handled_access_fs = (UINT64_C(1) << kinds) - 1 };
    long rules = syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    if (rules < 0)
        return;
    (void)syscall(SYS_landlock_restrict_self, rules, 0);
    close((int)rules);
}

static bool
filter_calls(void)
{
    static const int FREE[] = {
        SCMP_SYS(brk),           SCMP_SYS(munmap),       SCMP_SYS(mremap),
        SCMP_SYS(madvise),       SCMP_SYS(futex),        SCMP_SYS(exit),
        SCMP_SYS(exit_group),    SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
        SCMP_SYS(rt_sigaction),  SCMP_SYS(sigaltstack),  SCMP_SYS(restart_syscall),
        SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(getrandom),
        SCMP_SYS(getpid),        SCMP_SYS(gettid),       SCMP_SYS(sched_yield),
        SCMP_SYS(setitimer),
    };
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (filter == NULL)
        return false;
    int failed = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(FREE); i++)
        failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, FREE[i], 0);
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(read), 1,
                               SCMP_A0_32(SCMP_CMP_EQ, STDIN_FILENO, 0));
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1,
                               SCMP_A0_32(SCMP_CMP_EQ, STDOUT_FILENO, 0));
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1,
                               SCMP_A0_32(SCMP_CMP_EQ, STDERR_FILENO, 0));
    /* abort() ends the process by a signal to itself. */
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                               SCMP_A0_32(SCMP_CMP_EQ, (guint32)getpid(), 0));
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                               SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                               SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    failed |= seccomp_load(filter);
    seccomp_release(filter);
    return failed == 0;
}

bool
reader_cage_enter(gsize memory_bytes, GError **error)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !limit_all(memory_bytes))
        return error_set(error, SEVENTH_ERROR_UNAVAILABLE,
                         "the limits for reading mail could not be set: %s", g_strerror(errno));
    shut_files();
    if (!filter_calls())
        return error_set(error, SEVENTH_ERROR_UNAVAILABLE,
                         "this kernel takes no system call filter (seccomp), without which mail is "
                         "not read");
    return true;
}

void
reader_cage_limit_cpu(int seconds)
{
    const struct itimerval once = { .it_value = { .tv_sec = seconds } };

    setitimer(ITIMER_PROF, &once, NULL);
}
