/* Sayings: the short phrases all pages and lists share, in the words of a person.
 *
 * Each returns a new string; free with g_free(). Times are those of the prospect's zone and say so.
 */
#pragma once

#include "base/json.h"
#include "base/zone.h"
#include "core/channel_kind.h"

/* "Berlin", "New York", "UTC". */
char *say_place(const Zone *zone);

/* "14:05" */
char *say_clock(const Zone *zone, Instant us);

/* "Mon 23 Nov"; with the year when it is not `now_us`'s. */
char *say_day(const Zone *zone, Instant us, Instant now_us);

/* "Mon 23 Nov, 09:12 in Berlin" */
char *say_moment_in(const Zone *zone, Instant us, Instant now_us);

/* "today until 17:00 in Berlin", "today 14:00-17:00 in Berlin", "Thu 26 Nov, 09:00-12:00 in
 * Berlin", "until Thu 26 Nov, 17:00 in Berlin"; once it has passed "it was for Mon 23 Nov,
 * 09:00-12:00 in Berlin". */
char *say_window(const Zone *zone, Instant from_us, Instant until_us, Instant now_us);

/* "Mail", "Call"; the word in front of a line. */
char *say_channel(ChannelKind channel);

/* "Mail on Mon 23 Nov", "Call on Tue 24 Nov: no answer"; `outcome` NULL: left out. */
char *say_touch(const char *channel, const char *outcome, const Zone *zone, Instant at_us,
                Instant now_us);

/* [{"code","text"}] as one text, sentence after sentence; NULL when there is none. */
char *say_reasons(const json_t *reasons);
