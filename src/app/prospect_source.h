/* Where a list of people gets its candidates: one index walked in order, resumable at any place.
 * Used by app/prospect_list.c. */
#pragma once

#include "app/app.h"
#include "core/enrollment.h"

/* U+10FFFF: a prefix and this come after every key that begins with the prefix. */
#define SOURCE_LAST_CHARACTER "\xf4\x8f\xbf\xbf"

typedef enum {
    SOURCE_NAME,          /* name keys that begin with a text */
    SOURCE_NAME_IN_ORDER, /* the same for "first last", turned to "last first" */
    SOURCE_EMAIL,
    SOURCE_COMPANY,
    SOURCE_ENROLLMENT, /* by where people stand, in order of names */
    SOURCE_FRESH,      /* never enrolled */
    SOURCE_COUNT
} SourceKind;

/* A place in a source: the last candidate seen; all zero is the beginning. */
typedef struct {
    SourceKind kind;
    char *key; /* sources sorted by a key */
    int64_t id;
} SourcePlace;

/* Where somebody stands is known when the ask wants it (`glance`), of the first four sources. One
 * found by where they stand carries that enrollment, which may be an old one. */
typedef struct {
    int64_t prospect_id;
    int64_t enrollment_id; /* 0: found otherwise */
    SourcePlace place;
    EnrollmentState state; /* of the newest enrollment; ENROLLMENT_STATE_COUNT: none */
    int64_t version_id;    /* of the newest enrollment; DB_NULL_INT: none */
} Candidate;

typedef struct {
    App *app;
    DbConn *conn;
    const char *prefix, *turned; /* keys; NULL: none */
    bool glance;                 /* look where each stands */
    bool by_standing;            /* names are those of `versions` and `state` only */
    int64_t owner_id;  /* 0: any; else names and the never enrolled are this user's only */
    const char *state; /* NULL: any */
    GArray *versions;  /* int64_t: the sequence's; all when none was named */
    GArray *owners;    /* int64_t: all users, for SOURCE_FRESH */
} SourceAsk;

/* Up to `n` candidates after `place`, in order; fewer: the source is at its end. Candidates are
 * owned by the array: free it with g_array_unref(). */
GArray *source_fetch(const SourceAsk *ask, const SourcePlace *place, int n, GError **error);
