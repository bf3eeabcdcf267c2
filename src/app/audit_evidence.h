/* What stands in a file's columns, by a sample of its first rows: addresses, dates, words of a
 * kind. A header may say anything; what stands below it is harder to get wrong. */
#pragma once

#include <stdbool.h>

#include "app/import_source.h"

#define AUDIT_SAMPLE_ROWS 500    /* looked at */
#define AUDIT_SAMPLE_COLUMNS 200 /* looked at */

typedef struct {
    guint filled;
    guint addresses, dates, hours, clocks, phones, names, words, numbers;
    guint kinds, directions, results, states, decided; /* cells that say what, which way, ... */
    guint64 letters;                                   /* bytes in all */
    GHashTable *distinct;                              /* its values */
} AuditColumn;

typedef struct {
    AuditColumn *columns;
    gsize width;
    guint rows;   /* 0: standard input, which can be read once only */
    guint filled; /* cells of the fullest row */
} AuditSample;

/* Errors: those of reading the file. */
bool audit_sample_take(AuditSample *self, const ImportSource *source, GError **error);
void audit_sample_clear(AuditSample *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(AuditSample, audit_sample_clear)

/* Share of the filled cells; 0 when there are none. `count` is a member of `column`. */
double audit_column_share(const AuditColumn *column, guint count);
guint audit_column_distinct(const AuditColumn *column);
/* Does (nearly) each filled cell stand there once? */
bool audit_column_is_unique(const AuditColumn *column);
