/* Looking places up, by folded name, in the tables of tools/placegen.py. See place.h. */
#include "text/place.h"

#include <stdbool.h>
#include <string.h>

#include "text/fold.h"
#include "text/place_tables.h"

/* The longest key is about 70 bytes; a longer text is no place. */
#define FOLDED_SIZE 128

/* The value of a folded key, or 0. */
static uint16_t
find(const PlaceKey *keys, unsigned count, const char *key)
{
    unsigned low = 0, high = count;
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        int order = strcmp(key, keys[middle].key);
        if (order == 0)
            return keys[middle].value;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

static const PlaceCountry *
country_by_code(const char *code)
{
    if (!code || !g_ascii_isupper(code[0]) || !g_ascii_isupper(code[1]) || code[2])
        return NULL;
    uint16_t index = PLACE_COUNTRY_INDEX[(code[0] - 'A') * 26 + (code[1] - 'A')];
    return index ? &PLACE_COUNTRIES[index] : NULL;
}

const char *
place_country_code(const char *text)
{
    const PlaceCountry *exact = country_by_code(text);
    if (exact)
        return exact->code;
    char key[FOLDED_SIZE];
    if (!text || !text_fold(text, key, sizeof key) || !key[0])
        return NULL;
    uint16_t index = find(PLACE_COUNTRY_KEYS, PLACE_COUNTRY_KEY_COUNT, key);
    if (index == 0 && g_str_has_prefix(key, "the"))
        index = find(PLACE_COUNTRY_KEYS, PLACE_COUNTRY_KEY_COUNT, key + strlen("the"));
    return index ? PLACE_COUNTRIES[index].code : NULL;
}

const char *
place_country_name(const char *country_code)
{
    const PlaceCountry *country = country_by_code(country_code);
    return country ? country->name : NULL;
}

/* The zone of a state by name or code, as an index; 0 when unknown. */
static uint16_t
zone_of_state(const char *country_code, const char *region)
{
    static const char *const KINDS[] = { "oblast",   "krai",      "kray",     "region", "state",
                                         "province", "territory", "republic", "city" };
    char key[FOLDED_SIZE] = { country_code[0], country_code[1], '/' };
    if (!text_fold(region, key + 3, sizeof key - 3) || !key[3])
        return 0;
    uint16_t zone = find(PLACE_STATE_KEYS, PLACE_STATE_KEY_COUNT, key);
    for (gsize i = 0; zone == 0 && i < G_N_ELEMENTS(KINDS); i++) {
        gsize whole = strlen(key), kind = strlen(KINDS[i]);
        if (whole > 3 + kind && strcmp(key + whole - kind, KINDS[i]) == 0) {
            key[whole - kind] = '\0';
            return find(PLACE_STATE_KEYS, PLACE_STATE_KEY_COUNT, key);
        }
        if (whole > 5 + kind && strncmp(key + 3, KINDS[i], kind) == 0) {
            memmove(key + 3, key + 3 + kind, whole - 3 - kind + 1);
            bool of = strncmp(key + 3, "of", 2) == 0;
            if (of)
                memmove(key + 3, key + 5, strlen(key + 5) + 1);
            return find(PLACE_STATE_KEYS, PLACE_STATE_KEY_COUNT, key);
        }
    }
    return zone;
}

const char *
place_zone_of_country(const char *country_code, const char *region)
{
    const PlaceCountry *country = country_by_code(country_code);
    if (!country)
        return NULL;
    uint16_t zone = region && *region ? zone_of_state(country->code, region) : 0;
    return PLACE_ZONES[zone ? zone : country->zone];
}

const char *
place_zone_of_phone(const char *e164)
{
    if (!e164 || *e164 != '+')
        return NULL;
    const PlaceDigits *node = &PLACE_PHONE_PREFIXES[0];
    uint16_t zone = 0;
    for (const char *p = e164 + 1; g_ascii_isdigit(*p); p++) {
        uint16_t child = node->child[*p - '0'];
        if (child == 0)
            break;
        node = &PLACE_PHONE_PREFIXES[child];
        if (node->zone)
            zone = node->zone;
    }
    return PLACE_ZONES[zone];
}
