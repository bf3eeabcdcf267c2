/* See prospect_fields.h. */
#include "app/prospect_fields.h"

#include <string.h>

#define MAX_FIELDS 200
#define MAX_NAME 60
#define MAX_VALUE 2000

static bool
check_name(const char *name, const char *change, GError **error)
{
    gsize length = strlen(name);

    if (length > 0 && length <= MAX_NAME && g_ascii_islower(name[0]) &&
        strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == length)
        return true;
    return error_set(error, SEVENTH_ERROR_INVALID,
                     "field: \"%.80s\" does not fit; write it as fleet_size=40", change);
}

static bool
change_one(json_t *fields, const char *change, GError **error)
{
    const char *equals = strchr(change, '=');
    g_autofree char *name = g_strndup(change, equals != NULL ? (gsize)(equals - change) : 0);
    g_autofree char *value = g_strstrip(g_strdup(equals != NULL ? equals + 1 : ""));

    if (!check_name(name, change, error))
        return false;
    if (g_utf8_strlen(value, -1) > MAX_VALUE)
        return error_set(error, SEVENTH_ERROR_INVALID, "field: %s: at most %d characters", name,
                         MAX_VALUE);
    if (value[0] == '\0')
        json_object_del(fields, name);
    else
        json_set_text(fields, name, value);
    return true;
}

char *
prospect_fields_change(const char *fields, const json_t *changes, GError **error)
{
    g_autoptr(json_t) object = fields != NULL ? json_loads(fields, 0, NULL) : NULL;

    if (!json_is_object(object)) {
        json_decref(object);
        object = json_object();
    }
    for (gsize i = 0; i < json_array_size(changes); i++)
        if (!change_one(object, json_string_value(json_array_get(changes, i)), error))
            return NULL;
    if (json_object_size(object) > MAX_FIELDS) {
        error_set(error, SEVENTH_ERROR_INVALID, "field: a person has at most %d of their own",
                  MAX_FIELDS);
        return NULL;
    }
    char *text = json_dumps(object, JSON_COMPACT);
    g_assert(text != NULL);
    return text;
}
