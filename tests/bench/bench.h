/* What the benchmarks share: a clock, the median, and one line of JSON a figure.
 *
 * A figure stands beside a baseline measured in the same run, because absolute figures drift with
 * the machine; `ratio` is value / baseline. */
#pragma once

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Seconds of wall clock since some instant. */
static inline double
bench_now_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static inline int
bench_compare(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

/* Sorts `values`. */
static inline double
bench_median(double *values, gsize count)
{
    g_assert(count > 0);
    qsort(values, count, sizeof *values, bench_compare);
    return count % 2 == 1 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

/* `baseline` 0: there is none. */
static inline void
bench_print(const char *name, double value, const char *unit, double baseline)
{
    printf("{\"name\":\"%s\",\"value\":%.6g,\"unit\":\"%s\"", name, value, unit);
    if (baseline > 0)
        printf(",\"baseline\":%.6g,\"ratio\":%.3f}\n", baseline, value / baseline);
    else
        printf(",\"baseline\":null,\"ratio\":null}\n");
    fflush(stdout);
}
