/* Numbers of a sequence as people read them. */
#pragma once

#include "base/json.h"

/* "12 %", "too few to tell" or "nobody yet" from a row of `sequence list`. Free with g_free(). */
char *sequence_rate_say(const json_t *row);

/* Sets "url": the page of the sequence of this name. */
void sequence_url_set(json_t *row, const char *name);

/* From `sequence show`: sets "chart_say", a sentence, and when a touch was made "chart" with "bars"
 * for an SVG of 640 x 190. */
void sequence_chart_set(json_t *view);
