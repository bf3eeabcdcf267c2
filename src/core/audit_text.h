/* What tells texts apart that were written to one person. Pure. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* A number that is the same for texts that differ in case, blanks and punctuation only; 0 for a
 * text without a word. */
uint32_t audit_text_print(const char *text);

/* The subject without "Re:", "AW:", "Fwd:" and the like; `ret_reply` tells whether one was there.
 */
const char *audit_subject_bare(const char *subject, bool *ret_reply);
