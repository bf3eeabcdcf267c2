/* Zone tables, built once per name from GTimeZone. */
#include "base/zone.h"

#include <string.h>

#include "base/error.h"

#define FIRST_US (INT64_C(0))
#define LAST_US (INT64_C(36890) * DAY_US) /* 2071-01-01 */

struct Zone {
    char *name;
    gsize count;
    Instant *starts_us; /* ascending; starts_us[0] is far in the past */
    int32_t *offsets_s;
};

static GMutex zones_mutex;
static GHashTable *zones; /* name -> Zone *, never removed */

/* Walks the offset changes between FIRST_US and LAST_US by bisection on days. */
static Zone *
zone_build(const char *name, GTimeZone *source)
{
    g_autoptr(GArray) starts = g_array_new(FALSE, FALSE, sizeof(Instant));
    g_autoptr(GArray) offsets = g_array_new(FALSE, FALSE, sizeof(int32_t));
    Zone *zone = g_new0(Zone, 1);
    int64_t step_s = 12 * 3600;
    int interval = g_time_zone_find_interval(source, G_TIME_TYPE_UNIVERSAL, 0);
    int32_t last = g_time_zone_get_offset(source, MAX(interval, 0));
    Instant start_us = INT64_MIN + DAY_US;

    g_array_append_val(starts, start_us);
    g_array_append_val(offsets, last);
    for (int64_t s = 0; s < LAST_US / SECOND_US; s += step_s) {
        interval = g_time_zone_find_interval(source, G_TIME_TYPE_UNIVERSAL, s + step_s);
        int32_t next = g_time_zone_get_offset(source, MAX(interval, 0));
        if (next == last)
            continue;
        int64_t low = s, high = s + step_s; /* offset(low) == last, offset(high) == next */
        while (high - low > 1) {
            int64_t middle = low + (high - low) / 2;
            interval = g_time_zone_find_interval(source, G_TIME_TYPE_UNIVERSAL, middle);
            if (g_time_zone_get_offset(source, MAX(interval, 0)) == last)
                low = middle;
            else
                high = middle;
        }
        start_us = high * SECOND_US;
        g_array_append_val(starts, start_us);
        g_array_append_val(offsets, next);
        last = next;
    }
    zone->name = g_strdup(name);
    zone->count = starts->len;
    zone->starts_us = (Instant *)(void *)g_array_free(g_steal_pointer(&starts), FALSE);
    zone->offsets_s = (int32_t *)(void *)g_array_free(g_steal_pointer(&offsets), FALSE);
    return zone;
}

const Zone *
zone_get(const char *name, GError **error)
{
    const Zone *zone = NULL;

    g_mutex_lock(&zones_mutex);
    if (zones == NULL)
        zones = g_hash_table_new(g_str_hash, g_str_equal);
    zone = g_hash_table_lookup(zones, name);
    if (zone == NULL && strlen(name) < 64 && strstr(name, "..") == NULL && name[0] != '/' &&
        g_ascii_isalpha(name[0])) {
        g_autoptr(GTimeZone) source = g_time_zone_new_identifier(name);
        if (source != NULL) {
            Zone *built = zone_build(name, source);
            g_hash_table_insert(zones, built->name, built);
            zone = built;
        }
    }
    g_mutex_unlock(&zones_mutex);
    if (zone == NULL)
        error_set(error, SEVENTH_ERROR_INVALID,
                  "\"%.60s\" is no time zone; use an IANA name such as Europe/Berlin", name);
    return zone;
}

const Zone *
zone_utc(void)
{
    const Zone *zone = zone_get("UTC", NULL);
    g_assert(zone != NULL);
    return zone;
}

const char *
zone_name(const Zone *zone)
{
    return zone->name;
}

int32_t
zone_offset_at(const Zone *zone, Instant us)
{
    gsize low = 0, high = zone->count;

    while (high - low > 1) {
        gsize middle = (low + high) / 2;
        if (zone->starts_us[middle] <= us)
            low = middle;
        else
            high = middle;
    }
    return zone->offsets_s[low];
}

Day
zone_day_at(const Zone *zone, Instant us, int64_t *ret_in_day_us)
{
    int64_t local_us = us + zone_offset_at(zone, us) * SECOND_US;
    int64_t day = local_us / DAY_US - (local_us % DAY_US < 0);

    if (ret_in_day_us != NULL)
        *ret_in_day_us = local_us - day * DAY_US;
    return (Day)day;
}

Instant
zone_instant_of(const Zone *zone, Day day, int64_t in_day_us)
{
    int64_t local_us = day * DAY_US + in_day_us;
    int32_t before = zone_offset_at(zone, local_us - DAY_US);
    int32_t after = zone_offset_at(zone, local_us + DAY_US);
    Instant first = local_us - MAX(before, after) * SECOND_US;
    Instant second = local_us - MIN(before, after) * SECOND_US;

    if (zone_offset_at(zone, first) == MAX(before, after))
        return first;
    if (zone_offset_at(zone, second) == MIN(before, after))
        return second;
    /* In a gap: the instant at which the offset changes lies between the two readings. */
    Instant low = first, high = second;
    int32_t offset = zone_offset_at(zone, low);
    while (high - low > 1) {
        Instant middle = low + (high - low) / 2;
        if (zone_offset_at(zone, middle) == offset)
            low = middle;
        else
            high = middle;
    }
    return high;
}

char *
zone_format(const Zone *zone, Instant us, char out[INSTANT_TEXT_SIZE])
{
    return instant_format(us, zone_offset_at(zone, us), out);
}

char *
zone_say(const Zone *zone, Instant us, Instant now_us)
{
    static const char *const WEEKDAYS[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    static const char *const MONTHS[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    int64_t in_day_us;
    Day day = zone_day_at(zone, us, &in_day_us);
    CivilDate date = day_to_date(day), today = day_to_date(zone_day_at(zone, now_us, NULL));
    int minutes = (int)(in_day_us / MINUTE_US);
    g_autofree char *year =
        date.year == today.year ? g_strdup("") : g_strdup_printf(" %d", date.year);

    return g_strdup_printf("%s %d %s%s, %02d:%02d", WEEKDAYS[day_weekday(day)], date.day,
                           MONTHS[date.month - 1], year, minutes / 60, minutes % 60);
}
