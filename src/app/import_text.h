/* Small readers of cells that imports share. Pure. */
#pragma once

#include "base/zone.h"

/* Copies a cell trimmed, control characters as blanks, cut to `limit` bytes at a character's
 * border; NULL when nothing is left. `ret_cut` (may be NULL) tells whether it was cut. */
const char *import_text_clean(GStringChunk *chunk, const char *text, gsize limit, bool *ret_cut);

/* Appends `text` as a JSON string with its quotes. The text is valid UTF-8. */
void import_text_append_json(GString *out, const char *text);

/* The domain of an address, a website or a domain, in lower case without "www.": "acme.com". False
 * when there is none in it. */
bool import_domain_of(const char *text, char *out, gsize size);

/* Is this a provider where everybody may have an address, so that it says nothing about a company?
 */
bool import_domain_is_shared(const char *domain);

/* A date with or without a time as exports write them: ISO, "15 Apr, 2021 00:03:00", "Apr 15 2021",
 * "15.04.2021 08:00", "4/15/2021 2:30 PM". `day_first` decides 04/05/2021. Without an offset the
 * time is `zone`'s. */
bool import_date_parse(const char *text, bool day_first, const Zone *zone, Instant *ret_us);

/* Tells day-first from month-first by a value such as 15/04/2021: 1 day first, -1 month first, 0 no
 * evidence. */
int import_date_evidence(const char *text);
