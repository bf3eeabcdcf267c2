/* See import_choice.h. */
#include "web/import_choice.h"

#include <string.h>

#include "app/import_map.h"

/* Beside the fields. */
#define AS_FOUND ""
#define KEEP "keep"
#define IGNORE "ignore"

static const char *const LABELS[IMPORT_FIELD_COUNT] = {
    [IMPORT_EMAIL] = "Mail address",
    [IMPORT_FIRST_NAME] = "First name",
    [IMPORT_LAST_NAME] = "Last name",
    [IMPORT_FULL_NAME] = "Whole name",
    [IMPORT_TITLE] = "Job title",
    [IMPORT_COMPANY] = "Company",
    [IMPORT_COMPANY_DOMAIN] = "Company's website",
    [IMPORT_PHONE] = "Phone",
    [IMPORT_MOBILE] = "Mobile",
    [IMPORT_LINKEDIN] = "LinkedIn",
    [IMPORT_COUNTRY] = "Country",
    [IMPORT_REGION] = "State or region",
    [IMPORT_CITY] = "City",
    [IMPORT_ZONE] = "Time zone",
    [IMPORT_LANGUAGE] = "Language",
    [IMPORT_EXTERNAL_ID] = "Number in the other program",
    [IMPORT_OWNER] = "Whose prospect",
    [IMPORT_ACCOUNT_EXTERNAL_ID] = "Company's number in the other program",
    [IMPORT_SOURCE] = "Where they came from",
    [IMPORT_CREATED_AT] = "Came in on",
    [IMPORT_ROLE] = "Role in the decision",
    [IMPORT_OPTED_OUT] = "Do not contact",
    [IMPORT_NO_EMAIL] = "Do not mail",
    [IMPORT_NO_CALL] = "Do not call",
};

const char *
import_field_label(const char *name)
{
    for (int i = 0; name != NULL && i < IMPORT_FIELD_COUNT; i++)
        if (strcmp(import_field_name(i), name) == 0)
            return LABELS[i];
    return name;
}

static const char *
chosen(WebCall *call, bool from_form, gsize column)
{
    char name[32];

    g_snprintf(name, sizeof name, "c%" G_GSIZE_FORMAT, column);
    const char *value = from_form ? http_request_form(call->request, name)
                                  : http_request_query(call->request, name);
    return value != NULL ? value : AS_FOUND;
}

/* "Favourite colour" -> "favourite_colour". */
static char *
custom_key(const json_t *column)
{
    const char *known = json_text(column, "custom_key", NULL);
    GString *key = g_string_new(NULL);

    if (known != NULL)
        return g_string_free(g_string_assign(key, known), FALSE);
    for (const char *at = json_text(column, "header", ""); *at != '\0'; at++)
        if (g_ascii_isalnum(*at))
            g_string_append_c(key, g_ascii_tolower(*at));
        else if (key->len > 0 && key->str[key->len - 1] != '_')
            g_string_append_c(key, '_');
    if (key->len == 0)
        g_string_printf(key, "column_%" G_GINT64_FORMAT, json_int(column, "column", 0));
    return g_string_free(key, FALSE);
}

json_t *
import_choice_overrides(WebCall *call, bool from_form, const json_t *found)
{
    g_autoptr(json_t) overrides = json_array();
    const json_t *column;
    gsize i;

    json_array_foreach(found, i, column)
    {
        const char *choice = chosen(call, from_form, i);
        const char *header = json_text(column, "header", "");
        if (choice[0] == '\0' || g_strcmp0(choice, json_text(column, "field", NULL)) == 0)
            continue;
        g_autofree char *key = custom_key(column);
        g_autofree char *field =
            strcmp(choice, KEEP) == 0 ? g_strconcat("custom.", key, NULL) : g_strdup(choice);
        g_autofree char *override = g_strdup_printf("%s=%s", field, header);
        json_array_append_new(overrides, json_string(override));
    }
    return json_array_size(overrides) > 0 ? g_steal_pointer(&overrides) : NULL;
}

static json_t *
option(const char *value, const char *label, const char *choice)
{
    return json_pack("{s:s, s:s, s:b}", "value", value, "label", label, "selected",
                     strcmp(value, choice) == 0);
}

static json_t *
options_json(const json_t *found, const char *choice)
{
    const char *field = json_text(found, "field", NULL);
    bool kept = json_text(found, "custom_key", NULL) != NULL;
    json_t *options = json_array();

    if (field != NULL && strcmp(choice, field) == 0)
        choice = AS_FOUND;
    json_array_append_new(options, option(AS_FOUND,
                                          field != NULL ? import_field_label(field)
                                          : kept        ? "A field of its own"
                                                        : "Leave out",
                                          choice));
    for (int i = 0; i < IMPORT_FIELD_COUNT; i++)
        if (g_strcmp0(import_field_name(i), field) != 0)
            json_array_append_new(options, option(import_field_name(i), LABELS[i], choice));
    if (field != NULL || !kept)
        json_array_append_new(options, option(KEEP, "A field of its own", choice));
    json_array_append_new(options, option(IGNORE, "Leave out", choice));
    return options;
}

static const char *
how_say(const char *how)
{
    static const char *const SAY[][2] = {
        { "override", "You said so" },      { "preset", "Known from this product" },
        { "header", "The header says so" }, { "custom", "Unknown: kept, nothing is lost" },
        { "ignored", "You said so" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(SAY); i++)
        if (strcmp(SAY[i][0], how) == 0)
            return SAY[i][1];
    return how;
}

void
import_choice_decorate(WebCall *call, bool from_form, const json_t *found, const json_t *mapping)
{
    json_t *column;
    gsize i;

    json_array_foreach(mapping, i, column)
    {
        const json_t *first = json_array_get(found, i);
        const char *how = json_text(column, "how", "");
        json_object_set_new(column, "options", options_json(first, chosen(call, from_form, i)));
        json_set_text(column, "how_say", how_say(how));
        json_set_bool(column, "mine", strcmp(how, "override") == 0 || strcmp(how, "ignored") == 0);
    }
}
