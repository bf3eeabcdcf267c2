/* Places: which time zone a prospect most likely lives in.
 *
 * Tables are made at build time: country names and codes from iso-codes/tzdata's iso3166.tab and
 * zone tables, phone prefixes from Debian's python3-phonenumbers. */
#pragma once

#include <glib.h>

/* "Germany", "DE", "deu", "Deutschland", "United States of America", "USA" -> "DE"/"US"; NULL when
 * unknown. */
const char *place_country_code(const char *text);

/* The IANA zone of a country. With several (US, RU, AU, ...), `region` (a state or province name or
 * code, may be NULL) decides, else NULL for a country whose zones differ by more than an hour, else
 * the most populous. */
const char *place_zone_of_country(const char *country_code, const char *region);

/* The zone of an E.164 number by its longest known prefix; when the prefix names several, the first
 * whose zones all lie within one hour of each other, else NULL. */
const char *place_zone_of_phone(const char *e164);
