/* Phone numbers to E.164, by libphonenumber. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define PHONE_SIZE 24

/* Reads a number as people write it. `region` is the ISO 3166 alpha-2 country for numbers without a
 * country code, or NULL. Writes "+4930123456". A number already in E.164 with a known country code
 * and a possible length takes a fast path that never enters libphonenumber. Errors: INVALID, with
 * what is wrong in plain words ("too short for Germany"). */
bool phone_to_e164(const char *raw, const char *region, char out[PHONE_SIZE], GError **error);

/* The ISO alpha-2 region of an E.164 number's country code ("US" for +1 unless the area code says
 * more), or NULL. */
const char *phone_region(const char *e164);
