/* Phone numbers to E.164, by libphonenumber. Thread-safe. */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

#define PHONE_SIZE 24

/* Reads a number as people write it. `region` is the ISO 3166 alpha-2 country for numbers without a
 * country code, or NULL. Writes "+4930123456". An extension ("x12", "ext. 5") is dropped; of a cell
 * with several numbers ("+49 30 1; +49 30 2") the first counts.
 *
 * A number already in E.164, or with blanks, dashes, dots and brackets, after "+" or after "00"
 * where that dials abroad, with a known country code and a possible length takes a fast path that
 * never enters libphonenumber (well under 100 ns against its 10-15 µs). So does a number as dialled
 * at home, in countries where its first digit tells what is the number and what only a prefix.
 *
 * Possible is enough: a number of the right length that no plan assigns (fictional 555-01xx, a plan
 * newer than the library) is taken. Errors: INVALID, with what is wrong in plain words ("too short
 * for Germany"); `out` is then the empty string. */
bool phone_to_e164(const char *raw, const char *region, char out[PHONE_SIZE], GError **error);

/* The ISO alpha-2 region of an E.164 number's country code ("US" for +1 unless the area code says
 * more), or NULL (unknown, or of no country: +800). */
const char *phone_region(const char *e164);

G_END_DECLS
