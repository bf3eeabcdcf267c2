/* Where a person is, from the cells of a row: country, numbers in E.164, time zone. See
 * import_field.h. */
#include <string.h>

#include "app/import_field.h"
#include "app/import_text.h"
#include "text/phone.h"
#include "text/place.h"

void
import_field_place(ImportRow *self)
{
    ImportPerson *person = &self->person;
    gsize column;
    const char *text = import_map_text(self->reader->map, IMPORT_COUNTRY, self->row, &column);

    if (text != NULL) {
        const char *clean = import_text_clean(self->batch->texts, text, IMPORT_FIELD_MAX, NULL);
        person->country = clean != NULL ? place_country_code(clean) : NULL;
        if (clean != NULL && person->country == NULL)
            import_field_complain(
                self, column, text,
                "no country is known by this name; write its English name or its two letters");
    } else {
        person->country = self->reader->country;
    }
    person->region = import_field_text(self, IMPORT_REGION);
    person->city = import_field_text(self, IMPORT_CITY);
}

/* "(805) 247-8982", "732-984-5010": grouped as only North America does. */
static bool
looks_north_american(const char *text)
{
    static const char *const SHAPES[] = { "Ndd-Ndd-dddd", "(Ndd) Ndd-dddd", "(Ndd)Ndd-dddd",
                                          "Ndd.Ndd.dddd", "Ndd Ndd-dddd",   "1-Ndd-Ndd-dddd" };

    for (gsize i = 0; i < G_N_ELEMENTS(SHAPES); i++) {
        const char *p = text, *shape = SHAPES[i];
        for (; *shape != '\0'; p++, shape++)
            if (!(*shape == 'd'   ? g_ascii_isdigit(*p)
                  : *shape == 'N' ? *p >= '2' && *p <= '9'
                                  : *p == *shape))
                break;
        if (*shape == '\0' && !g_ascii_isdigit(*p))
            return true;
    }
    return false;
}

const char *
import_field_phone(ImportRow *self, ImportField field)
{
    g_autoptr(GError) error = NULL;
    char number[PHONE_SIZE];
    gsize column;
    const char *text = import_map_text(self->reader->map, field, self->row, &column);

    if (text == NULL)
        return NULL;
    const char *country = self->person.country;
    if (country == NULL && looks_north_american(text))
        country = "US";
    if (phone_to_e164(text, country, number, &error))
        return g_string_chunk_insert(self->batch->texts, number);
    import_field_complain(self, column, text, error->message);
    return NULL;
}

/* HubSpot writes "us_slash_eastern". */
static const Zone *
zone_named(const char *name)
{
    const Zone *zone = zone_get(name, NULL);
    const char *slash = strstr(name, "_slash_");

    if (zone != NULL || slash == NULL)
        return zone;
    g_autoptr(GString) proper = g_string_new(name);
    g_string_replace(proper, "_slash_", "/", 0);
    bool start = true;
    for (gsize i = 0; i < proper->len; i++) {
        if (start)
            proper->str[i] = g_ascii_toupper(proper->str[i]);
        start = !g_ascii_isalpha(proper->str[i]);
    }
    if (g_str_has_prefix(proper->str, "Us/"))
        proper->str[1] = 'S';
    return zone_get(proper->str, NULL);
}

/* From the column, else the country, else a number, else the workspace. */
void
import_field_zone(ImportRow *self)
{
    ImportPerson *person = &self->person;
    gsize column;
    const char *text = import_map_text(self->reader->map, IMPORT_ZONE, self->row, &column);

    if (text != NULL) {
        const char *clean = import_text_clean(self->batch->texts, text, IMPORT_FIELD_MAX, NULL);
        const Zone *zone = clean != NULL ? zone_named(clean) : NULL;
        if (zone != NULL) {
            person->zone = zone_name(zone);
            person->zone_source = ZONE_BY_COLUMN;
            return;
        }
        if (clean != NULL)
            import_field_complain(
                self, column, text,
                "no such time zone; write it as Europe/Berlin. Another was guessed");
    }
    person->zone_source = ZONE_BY_COUNTRY;
    person->zone =
        person->country != NULL ? place_zone_of_country(person->country, person->region) : NULL;
    if (person->zone != NULL)
        return;
    person->zone_source = ZONE_BY_PHONE;
    if (person->phone != NULL)
        person->zone = place_zone_of_phone(person->phone);
    if (person->zone == NULL && person->mobile != NULL)
        person->zone = place_zone_of_phone(person->mobile);
    if (person->zone != NULL)
        return;
    person->zone_source = ZONE_BY_WORKSPACE;
    person->zone = zone_name(self->reader->zone);
}
