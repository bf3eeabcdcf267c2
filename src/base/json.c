/* Jansson with the house's habits. */
#include "base/json.h"

#include <math.h>

#include "base/error.h"

json_t *
json_read(const char *text, gsize length, GError **error)
{
    json_error_t problem;
    json_t *value = json_loadb(text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &problem);

    if (value == NULL)
        error_set(error, SEVENTH_ERROR_INVALID, "JSON, line %d, column %d: %s", problem.line,
                  problem.column, problem.text);
    return value;
}

char *
json_line(const json_t *value)
{
    return json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
}

void
json_set_text(json_t *object, const char *key, const char *value)
{
    if (value == NULL) {
        json_object_set_new(object, key, json_null());
        return;
    }
    json_t *text = json_string(value);
    if (text == NULL) {
        g_autofree char *valid = g_utf8_make_valid(value, -1);
        text = json_string(valid);
    }
    json_object_set_new(object, key, text);
}

void
json_set_int(json_t *object, const char *key, int64_t value)
{
    json_object_set_new(object, key, value != INT64_MIN ? json_integer(value) : json_null());
}

void
json_set_real(json_t *object, const char *key, double value)
{
    json_object_set_new(object, key, isfinite(value) ? json_real(value) : json_null());
}

void
json_set_bool(json_t *object, const char *key, bool value)
{
    json_object_set_new(object, key, json_boolean(value));
}

void
json_set_instant(json_t *object, const char *key, Instant us, const Zone *zone)
{
    char text[INSTANT_TEXT_SIZE];

    json_set_text(object, key, us == INSTANT_NONE ? NULL : zone_format(zone, us, text));
}

const char *
json_text(const json_t *object, const char *key, const char *otherwise)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : otherwise;
}

int64_t
json_int(const json_t *object, const char *key, int64_t otherwise)
{
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? json_integer_value(value) : otherwise;
}

bool
json_flag(const json_t *object, const char *key, bool otherwise)
{
    const json_t *value = json_object_get(object, key);
    return json_is_boolean(value) ? json_boolean_value(value) : otherwise;
}
