/* Places: which country a text means, and which time zone a prospect most likely lives in.
 *
 * Tables are made at build time (tools/placegen.py): country names and codes from iso-codes in
 * sixteen languages and tzdata's zone tables, states of the wide countries, phone prefixes from
 * Debian's python3-phonenumbers. Lookups do not allocate; the strings returned live as long as the
 * process. Case, accents, blanks and punctuation do not count.
 *
 * What it is not: a geocoder. Cities are not known, and a zone is a best guess for most people of a
 * place, good enough to call at a decent hour. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "Germany", "DE", "deu", "Deutschland", "United States of America", "USA" -> "DE"/"US"; NULL when
 * unknown. Kosovo is "XK". */
const char *place_country_code(const char *text);

/* The country's short English name as it stands in a sentence ("Germany", "the United States");
 * NULL for an unknown code. */
const char *place_country_name(const char *country_code);

/* The IANA zone of a country, given by its alpha-2 code in capitals. With several (US, RU, AU,
 * ...), `region` (a state or province name or ISO 3166-2 code, may be NULL) decides; without one
 * that is known, the most populous zone where the country's zones lie within an hour of each other
 * or one holds nearly everybody (CN, CL, GL), else NULL. */
const char *place_zone_of_country(const char *country_code, const char *region);

/* The zone of an E.164 number by its longest known prefix. When the prefix names several zones that
 * lie within an hour of each other: the country's most populous one if it is among them, else the
 * first. Farther apart (a mobile or toll-free number of a wide country), or unknown: NULL. */
const char *place_zone_of_phone(const char *e164);

G_END_DECLS
