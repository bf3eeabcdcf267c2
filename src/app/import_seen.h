/* Which keys an import has met in its file already: addresses and external ids.
 *
 * A set of 32-bit tags in a table of slots, 4 to 8 bytes a key, so that a million rows fit in a few
 * megabytes. What it is not: exact. It never forgets a key it holds, but may take one new key in a
 * hundred million for an old one; a row so mistaken only fills blanks. Beyond IMPORT_SEEN_MAX keys
 * it takes in no more. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define IMPORT_SEEN_MAX 6000000

typedef struct {
    uint32_t *slots;
    gsize mask, count;
} ImportSeen;

void import_seen_init(ImportSeen *self, gsize expected_keys);
void import_seen_clear(ImportSeen *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImportSeen, import_seen_clear)

/* Fetches what import_seen_has() will look at: the table is larger than the processor's caches. */
void import_seen_expect(const ImportSeen *self, uint64_t hash);
bool import_seen_has(const ImportSeen *self, uint64_t hash);
void import_seen_add(ImportSeen *self, uint64_t hash);
