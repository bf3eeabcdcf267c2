/* Signals: legitimate reasons to make contact again. A few kinds have words of their own; anything
 * else is said as it is named. */
#pragma once

#include <stdbool.h>

/* Lower-case letters, digits and "_", at most 40. */
bool signal_kind_is_valid(const char *kind);

/* "they changed jobs: now CFO at Other"; `note` may be NULL. Free with g_free(). */
char *signal_say(const char *kind, const char *note);
