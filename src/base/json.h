/* JSON helpers on Jansson: strict reading (duplicate keys rejected) and short writing.
 *
 * Objects keep the order in which keys were set, so output is stable. */
#pragma once

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/zone.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* Reads one JSON text (any value). Errors: INVALID with line and column. */
json_t *json_read(const char *text, gsize length, GError **error);

/* One line, no trailing newline. Free with free(). */
char *json_line(const json_t *value);

/* Setters that take NULL, INSTANT_NONE (so also DB_NULL_INT), NaN and infinity as null, and
 * non-UTF-8 bytes as U+FFFD. */
void json_set_text(json_t *object, const char *key, const char *value);
void json_set_int(json_t *object, const char *key, int64_t value);
void json_set_real(json_t *object, const char *key, double value);
void json_set_bool(json_t *object, const char *key, bool value);
void json_set_instant(json_t *object, const char *key, Instant us, const Zone *zone);

/* Getters with a default for absent, null or another type. Borrowed strings. */
const char *json_text(const json_t *object, const char *key, const char *otherwise);
int64_t json_int(const json_t *object, const char *key, int64_t otherwise);
bool json_flag(const json_t *object, const char *key, bool otherwise);
