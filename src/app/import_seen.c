/* Open addressing with linear probing. The slot comes from the hash's upper half, the tag from its
 * lower, so that both halves count. A table that outgrows its load is not rehashed (the slot's bits
 * are gone): it is made large enough at the start, and stops taking keys when full. */
#include "app/import_seen.h"

#define LEAST_SLOTS 4096

void
import_seen_init(ImportSeen *self, gsize expected_keys)
{
    gsize slots = LEAST_SLOTS;

    while (slots < MIN(expected_keys, IMPORT_SEEN_MAX) / 3 * 4)
        slots *= 2;
    self->slots = g_new0(uint32_t, slots);
    self->mask = slots - 1;
    self->count = 0;
}

void
import_seen_clear(ImportSeen *self)
{
    g_clear_pointer(&self->slots, g_free);
}

/* The slot that holds the tag, or the empty one where it belongs. */
static gsize
slot_of(const ImportSeen *self, uint64_t hash, uint32_t *ret_tag)
{
    gsize slot = (gsize)(hash >> 32) & self->mask;

    *ret_tag = (uint32_t)hash != 0 ? (uint32_t)hash : 1;
    while (self->slots[slot] != 0 && self->slots[slot] != *ret_tag)
        slot = (slot + 1) & self->mask;
    return slot;
}

void
import_seen_expect(const ImportSeen *self, uint64_t hash)
{
    __builtin_prefetch(&self->slots[(gsize)(hash >> 32) & self->mask], 1);
}

bool
import_seen_has(const ImportSeen *self, uint64_t hash)
{
    uint32_t tag;

    return self->slots[slot_of(self, hash, &tag)] != 0;
}

void
import_seen_add(ImportSeen *self, uint64_t hash)
{
    uint32_t tag;

    if (self->count > self->mask / 8 * 7)
        return;
    gsize slot = slot_of(self, hash, &tag);
    self->count += self->slots[slot] == 0;
    self->slots[slot] = tag;
}
