/* Reading rows through an import mapping, and telling a person about it. See import_map.h. */
#include <string.h>

#include "app/import_map.h"

static const char *const FIELDS[IMPORT_FIELD_COUNT] = {
    [IMPORT_EMAIL] = "email",
    [IMPORT_FIRST_NAME] = "first_name",
    [IMPORT_LAST_NAME] = "last_name",
    [IMPORT_FULL_NAME] = "full_name",
    [IMPORT_TITLE] = "title",
    [IMPORT_COMPANY] = "company",
    [IMPORT_COMPANY_DOMAIN] = "company_domain",
    [IMPORT_PHONE] = "phone",
    [IMPORT_MOBILE] = "mobile",
    [IMPORT_LINKEDIN] = "linkedin",
    [IMPORT_COUNTRY] = "country",
    [IMPORT_REGION] = "region",
    [IMPORT_CITY] = "city",
    [IMPORT_ZONE] = "zone",
    [IMPORT_LANGUAGE] = "language",
    [IMPORT_EXTERNAL_ID] = "external_id",
    [IMPORT_OWNER] = "owner",
    [IMPORT_ACCOUNT_EXTERNAL_ID] = "account_external_id",
    [IMPORT_SOURCE] = "source",
    [IMPORT_CREATED_AT] = "created_at",
    [IMPORT_ROLE] = "role",
    [IMPORT_OPTED_OUT] = "opted_out",
    [IMPORT_NO_EMAIL] = "no_email",
    [IMPORT_NO_CALL] = "no_call",
};

static const struct {
    const char *name, *title;
} PRESETS[IMPORT_PRESET_COUNT] = {
    [IMPORT_GENERIC] = { "generic", "a plain file" },
    [IMPORT_HUBSPOT] = { "hubspot", "HubSpot" },
    [IMPORT_SALESFORCE] = { "salesforce", "Salesforce" },
    [IMPORT_PIPEDRIVE] = { "pipedrive", "Pipedrive" },
    [IMPORT_ZOHO] = { "zoho", "Zoho" },
    [IMPORT_APOLLO] = { "apollo", "Apollo" },
};

const char *
import_field_name(ImportField field)
{
    return FIELDS[field];
}

const char *
import_preset_name(ImportPreset preset)
{
    return PRESETS[preset].name;
}

/* The cell without leading blanks; NULL when there is nothing in it. */
static const char *
cell(const CsvRow *row, gsize column)
{
    if (column >= row->count)
        return NULL;
    const char *text = row->fields[column];
    while (g_ascii_isspace(*text))
        text++;
    return *text ? text : NULL;
}

const char *
import_map_text(const ImportMap *self, ImportField field, const CsvRow *row, gsize *ret_column)
{
    for (gsize i = 0; i < self->source_counts[field]; i++) {
        const char *text = cell(row, self->sources[field][i]);
        if (text && ret_column)
            *ret_column = self->sources[field][i];
        if (text)
            return text;
    }
    return NULL;
}

/* A cell of a do-not-contact column that leaves the door open. */
static bool
says_no(const char *text)
{
    static const char *const NO[] = { "no",  "n",    "false", "f",          "0",        "nein",
                                      "non", "nee",  "nao",   "não",        "falsch",   "faux",
                                      "off", "null", "none",  "subscribed", "opted in", "-" };
    gsize length = strlen(text);
    while (length > 0 && g_ascii_isspace(text[length - 1]))
        length--;
    for (gsize i = 0; i < G_N_ELEMENTS(NO); i++)
        if (strlen(NO[i]) == length && g_ascii_strncasecmp(text, NO[i], length) == 0)
            return true;
    return false;
}

bool
import_map_flag(const ImportMap *self, ImportField field, const CsvRow *row)
{
    for (gsize i = 0; i < self->source_counts[field]; i++) {
        const char *text = cell(row, self->sources[field][i]);
        if (text && !says_no(text))
            return true;
    }
    return false;
}

static char *
why(const ImportMap *map, const ImportColumn *column)
{
    if (column->field != IMPORT_NO_FIELD && column->rank > 0) {
        gsize first = map->sources[column->field][column->rank - 1];
        bool flag = column->field >= IMPORT_OPTED_OUT;
        return g_strdup_printf(flag ? "counts beside \"%s\"" : "used where \"%s\" is blank",
                               map->columns[first].header);
    }
    switch (column->how) {
    case IMPORT_BY_OVERRIDE:
        return g_strdup("you chose it");
    case IMPORT_BY_PRESET:
        return g_strdup_printf("%s calls it so", PRESETS[map->preset].title);
    case IMPORT_BY_HEADER:
        return g_strdup("the header says so");
    case IMPORT_IGNORED:
        return g_strdup("you left it out");
    case IMPORT_AS_CUSTOM:
        break;
    }
    return g_strdup("kept as a custom field");
}

json_t *
import_map_json(const ImportMap *self)
{
    static const char *const HOW[] = { "override", "preset", "header", "custom", "ignored" };
    json_t *columns = json_array(), *unmapped = json_array(), *object = json_object();
    for (gsize c = 0; c < self->column_count; c++) {
        const ImportColumn *column = &self->columns[c];
        bool used = column->field != IMPORT_NO_FIELD;
        g_autofree char *reason = why(self, column);
        json_t *one = json_object();
        json_set_int(one, "index", (int64_t)c);
        json_set_text(one, "header", column->header);
        json_set_text(one, "field", used ? FIELDS[column->field] : NULL);
        json_set_int(one, "rank", column->rank);
        json_set_text(one, "custom_key", column->custom_key);
        json_set_text(one, "how", HOW[column->how]);
        json_set_text(one, "why", reason);
        json_array_append_new(columns, one);
    }
    for (int f = 0; f < IMPORT_FIELD_COUNT; f++)
        if (self->source_counts[f] == 0)
            json_array_append_new(unmapped, json_string(FIELDS[f]));
    json_set_text(object, "preset", PRESETS[self->preset].name);
    json_set_bool(object, "preset_detected", self->preset_detected);
    json_object_set_new(object, "columns", columns);
    json_object_set_new(object, "unmapped", unmapped);
    return object;
}
