/* See audit_where.h. */
#include "app/audit_where.h"

#include <string.h>

#include "text/place.h"

static const char *
country_of(AuditWhere *self, const char *text)
{
    if (self->last_country != NULL && strcmp(self->last_country, text) == 0)
        return self->last_code;
    const char *code = place_country_code(text);
    if (g_strlcpy(self->country_text, text, sizeof self->country_text) <
        sizeof self->country_text) {
        self->last_country = self->country_text;
        self->last_code = code;
    }
    return code;
}

/* "+49 30 1", "0049...": E.164; ten digits in North America too. */
static const char *
zone_of_number(const char *phone, const char *country)
{
    char e164[24] = "+";
    gsize length = 1;
    bool international = phone[0] == '+' || strncmp(phone, "00", 2) == 0;

    for (const char *p = strncmp(phone, "00", 2) == 0 ? phone + 2 : phone;
         *p != '\0' && length < 17; p++) {
        if (g_ascii_isdigit(*p))
            e164[length++] = *p;
        else if (g_ascii_isalpha(*p))
            break;
    }
    e164[length] = '\0';
    if (international)
        return length > 7 ? place_zone_of_phone(e164) : NULL;
    if (country == NULL || (strcmp(country, "US") != 0 && strcmp(country, "CA") != 0))
        return NULL;
    if (length == 11) {
        memmove(e164 + 2, e164 + 1, length);
        e164[1] = '1';
        length++;
    }
    return length == 12 && e164[1] == '1' ? place_zone_of_phone(e164) : NULL;
}

/* "ann@firma.de": DE. Endings that are used for their sound say nothing. */
static const char *
country_of_address(const char *address)
{
    static const char *const SOUNDS[] = { "io", "ai", "co", "me", "tv", "cc", "ws", "fm", "to",
                                          "gg", "ly", "so", "eu", "la", "sh", "im", "is", NULL };
    char ending[4];
    const char *dot = strrchr(address, '.');

    if (dot == NULL || strchr(address, '@') == NULL)
        return NULL;
    gsize length = strspn(dot + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (length != 2)
        return NULL;
    g_snprintf(ending, sizeof ending, "%c%c", g_ascii_tolower(dot[1]), g_ascii_tolower(dot[2]));
    if (g_strv_contains(SOUNDS, ending))
        return NULL;
    return strcmp(ending, "uk") == 0 ? "GB" : place_country_code(ending);
}

const char *
audit_where_zone(AuditWhere *self, const CsvRow *row, const gsize columns[LEAD_COLUMNS],
                 const char *country)
{
    static const int NUMBERS[] = { LEAD_PHONE, LEAD_MOBILE };
    const char *given = import_columns_text(row, columns[LEAD_ZONE]);
    const char *text = import_columns_text(row, columns[LEAD_COUNTRY]);
    const char *address = import_columns_text(row, columns[LEAD_EMAIL]);

    if (given != NULL && zone_get(given, NULL) != NULL)
        return given;
    const char *code = text != NULL ? country_of(self, text) : country;
    const char *name =
        code != NULL ? place_zone_of_country(code, import_columns_text(row, columns[LEAD_REGION]))
                     : NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(NUMBERS) && name == NULL; i++) {
        const char *phone = import_columns_text(row, columns[NUMBERS[i]]);
        name = phone != NULL ? zone_of_number(phone, code) : NULL;
    }
    if (name == NULL && code == NULL && address != NULL) {
        code = country_of_address(address);
        name = code != NULL ? place_zone_of_country(code, NULL) : NULL;
    }
    return name;
}
