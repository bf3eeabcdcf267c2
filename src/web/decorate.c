/* See decorate.h. */
#include "web/decorate.h"

#include <string.h>

#include "app/say.h"
#include "channel/channel.h"
#include "web/call.h"

#define MOST_DOTS 20

void
decorate_channel(json_t *row)
{
    const char *channel = json_text(row, "channel", NULL);
    ChannelKind kind = channel != NULL ? channel_kind_parse(channel) : CHANNEL_NONE;

    json_set_text(row, "channel_icon", channel_icon(channel));
    if (kind != CHANNEL_NONE && json_text(row, "channel_say", NULL) == NULL) {
        g_autofree char *say = say_channel(kind);
        json_set_text(row, "channel_say", say);
    }
}

void
decorate_has(json_t *row, const char *key)
{
    g_autofree char *has = g_strconcat("has_", key, NULL);

    json_set_bool(row, has, json_array_size(json_object_get(row, key)) > 0);
}

void
decorate_why(json_t *row)
{
    g_autofree char *why = say_reasons(json_object_get(row, "reasons"));

    json_set_text(row, "why", why);
}

static json_t *
add_way(json_t *ways, char *href, const char *icon, char *label)
{
    json_t *way = json_object();

    json_set_text(way, "href", href);
    json_set_text(way, "icon", icon);
    json_set_text(way, "label", label);
    if (json_array_size(ways) == 0) {
        json_set_bool(way, "primary", true);
        json_set_text(way, "key", "c");
    }
    json_array_append_new(ways, way);
    g_free(href);
    g_free(label);
    return way;
}

static void
add_number(json_t *ways, const json_t *row, const char *key, const char *scheme, const char *verb)
{
    const char *number = json_text(row, key, NULL);

    if (number != NULL && number[0] != '\0')
        add_way(ways, g_strdup_printf("%s:%s", scheme, number),
                strcmp(scheme, "tel") == 0 ? "phone" : "message-square",
                g_strdup_printf("%s %s", verb, number));
}

/* The mail program opens with all that is written already. */
static void
add_mail(json_t *ways, const json_t *row)
{
    const char *address = json_text(row, "email", json_text(row, "prospect", ""));
    g_autofree char *subject = g_uri_escape_string(json_text(row, "subject", ""), NULL, FALSE);
    g_autofree char *body = g_uri_escape_string(json_text(row, "body", ""), NULL, FALSE);

    if (strchr(address, '@') != NULL)
        add_way(ways, g_strdup_printf("mailto:%s?subject=%s&body=%s", address, subject, body),
                "mail", g_strdup_printf("Write to %s", address));
}

void
decorate_ways(json_t *row)
{
    json_t *ways = json_array();
    const char *profile = json_text(row, "linkedin", "");

    switch (channel_kind_parse(json_text(row, "channel", ""))) {
    case CHANNEL_CALL:
    case CHANNEL_VOICEMAIL:
        add_number(ways, row, "phone", "tel", "Call");
        add_number(ways, row, "mobile", "tel", "Mobile");
        break;
    case CHANNEL_SMS:
        add_number(ways, row, "mobile", "sms", "Write to");
        break;
    case CHANNEL_EMAIL:
        add_mail(ways, row);
        json_set_bool(row, "sendable",
                      json_int(row, "touch_id", 0) != 0 &&
                          json_text(row, "subject", "")[0] != '\0' &&
                          json_text(row, "body", "")[0] != '\0');
        break;
    case CHANNEL_SOCIAL:
        if (g_str_has_prefix(profile, "https://"))
            add_way(ways, g_strdup(profile), "share-2", g_strdup("Open the profile"));
        break;
    case CHANNEL_LETTER:
    case CHANNEL_VISIT:
    case CHANNEL_FAX:
    case CHANNEL_COUNT:
    case CHANNEL_NONE:
        break;
    }
    json_object_set_new(row, "ways", ways);
}

void
decorate_steps(json_t *row)
{
    int64_t step = json_int(row, "step", 0), steps = json_int(row, "steps", 0);
    json_t *dots = json_array();

    for (int64_t i = 1; i <= MIN(steps, MOST_DOTS); i++)
        json_array_append_new(dots, json_string(i < step ? "made" : i == step ? "due" : ""));
    json_object_set_new(row, "dots", dots);
    json_set_bool(row, "has_steps", step > 0 && steps > 0);
}

void
decorate_gauge(json_t *row)
{
    json_t *gauge = json_object_get(row, "gauge");

    if (json_is_object(gauge))
        json_set_int(gauge, "percent", CLAMP(json_int(gauge, "value", 0), 0, 100));
}

void
decorate_zone(json_t *row)
{
    const char *zone = json_text(row, "zone", "");
    const char *slash = strrchr(zone, '/');
    g_autofree char *city = g_strdup(slash != NULL ? slash + 1 : zone);

    json_set_text(row, "zone_city", g_strdelimit(city, "_", ' '));
}

void
decorate_when(json_t *row, Instant now_us)
{
    const char *from = json_text(row, "due_from", "");
    Instant from_us;

    if (instant_parse(from, &from_us, NULL) && from_us > now_us && strlen(from) > 16) {
        g_autofree char *clock = g_strndup(from + 11, 5);
        json_set_text(row, "when", clock);
    } else {
        json_set_text(row, "when", "now");
    }
}

static const char *const MONTHS[] = { "January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December" };

char *
decorate_field_name(const char *name)
{
    char *text = g_strdelimit(g_strdup(name), "_", ' ');

    text[0] = g_ascii_toupper(text[0]);
    return text;
}

char *
decorate_short_day(const char *instant)
{
    g_autofree char *text = g_strndup(instant != NULL ? instant : "", 10);
    Day day;

    if (!day_parse(text, &day))
        return NULL;
    CivilDate date = day_to_date(day);
    return g_strdup_printf("%d %.3s", date.day, MONTHS[date.month - 1]);
}

char *
decorate_date(const Zone *zone, Instant us)
{
    static const char *const DAYS[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday" };
    Day day = zone_day_at(zone, us, NULL);
    CivilDate date = day_to_date(day);

    return g_strdup_printf("%s %d %s", DAYS[day_weekday(day)], date.day, MONTHS[date.month - 1]);
}

char *
decorate_count(int64_t count, const char *one, const char *many)
{
    return count == 1 ? g_strdup_printf("1 %s", one)
                      : g_strdup_printf("%" G_GINT64_FORMAT " %s", count, many);
}
