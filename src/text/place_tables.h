/* Tables of places and phone numbers, made at build time by tools/placegen.py.
 *
 * For place.c and phone.cc only. Numbers tie the tables together: a country is its place in
 * PLACE_COUNTRIES (0: none), a zone its place in PLACE_ZONES (0: nothing known, 1: known to be
 * undecided; both NULL). */
#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

typedef struct {
    char code[3];     /* ISO 3166 alpha-2, and XK for Kosovo */
    uint8_t dials_00; /* calls abroad begin with 00 here */
    uint16_t zone;    /* of the whole country, or 1 */
    /* How numbers without a calling code are read; calling_code 0: only libphonenumber can tell. */
    uint16_t calling_code;
    uint16_t kept_digits;    /* bit d: what begins with d is the number */
    uint16_t dropped_digits; /* bit d: a leading d is dialled at home only */
    const char *name;        /* for a sentence: "the United States" */
} PlaceCountry;

/* A folded name (fold.h) and what it stands for; sorted by strcmp(). */
typedef struct {
    const char *key;
    uint16_t value;
} PlaceKey;

/* A node of the tree of digits of E.164 numbers; node 0 is the root, child 0 is none. */
typedef struct {
    uint16_t child[10];
    uint16_t zone;
    uint16_t country;
} PlaceDigits;

typedef struct {
    uint16_t lengths;                /* bit n - 2: national numbers of n digits are possible */
    uint16_t national_prefix_digits; /* bit d: a leading d may be a national prefix */
} PlaceCallingCode;

extern const PlaceCountry PLACE_COUNTRIES[];
/* By (first letter - 'A') * 26 + (second letter - 'A'). */
extern const uint16_t PLACE_COUNTRY_INDEX[26 * 26];
extern const PlaceKey PLACE_COUNTRY_KEYS[];
extern const unsigned PLACE_COUNTRY_KEY_COUNT;
/* Keys "US/california"; values are zones. */
extern const PlaceKey PLACE_STATE_KEYS[];
extern const unsigned PLACE_STATE_KEY_COUNT;
extern const PlaceDigits PLACE_PHONE_PREFIXES[];
extern const PlaceCallingCode PLACE_CALLING_CODES[1000];
/* Ends with a third NULL. */
extern const char *const PLACE_ZONES[];

G_END_DECLS
