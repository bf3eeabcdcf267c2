/* Comparing what was written to one person: is it the same pitch again? Pure. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* From this overlap on, two texts are the same pitch. */
#define AUDIT_SAME_PITCH 0.6

/* Jaccard overlap of the word 3-shingles of two texts, 0 to 1; case, digits and punctuation do not
 * count. Texts of fewer than eight words are only the same when they are equal: short lines are
 * alike by nature. */
double audit_text_overlap(const char *a, const char *b);

/* A number that is the same for texts that differ in case, blanks and punctuation only; 0 for a
 * text without a word. */
uint32_t audit_text_print(const char *text);

/* The subject without "Re:", "AW:", "Fwd:" and the like; `ret_reply` tells whether one was there.
 */
const char *audit_subject_bare(const char *subject, bool *ret_reply);
