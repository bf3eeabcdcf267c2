/* Zone tables, built once per name from GTimeZone. */
#include "base/zone.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"

#define FIRST_S INT64_C(0)
#define LAST_S (INT64_C(36890) * 86400) /* 2071-01-01 */
#define MAX_NAME 64
/* A guide into the table: where to start looking, every 102 days (2^43 µs) from FIRST_S on. */
#define GUIDE_SHIFT 43
#define GUIDE_SIZE ((LAST_S * SECOND_US >> GUIDE_SHIFT) + 1)

struct Zone {
    char *name;
    gsize count;
    Instant *starts_us; /* ascending; starts_us[0] is before everything */
    int32_t *offsets_s;
    uint16_t guide[GUIDE_SIZE];
};

static GMutex zones_mutex;
static GHashTable *zones; /* name -> Zone *, never removed */

/* The first second at which the source is in interval `index`, which begins after `low_s`. */
static int64_t
interval_start_s(GTimeZone *source, int index, int64_t low_s, int64_t high_s)
{
    while (high_s - low_s > 1) {
        int64_t middle_s = low_s + (high_s - low_s) / 2;
        if (g_time_zone_find_interval(source, G_TIME_TYPE_UNIVERSAL, middle_s) < index)
            low_s = middle_s;
        else
            high_s = middle_s;
    }
    return high_s;
}

/* Takes the offsets from FIRST_S to LAST_S interval by interval; their starts are not in GLib's
 * interface, hence the bisection. Neighbours that differ only in name become one. */
static Zone *
zone_build(const char *name, GTimeZone *source)
{
    g_autoptr(GArray) starts = g_array_new(FALSE, FALSE, sizeof(Instant));
    g_autoptr(GArray) offsets = g_array_new(FALSE, FALSE, sizeof(int32_t));
    Zone *zone = g_new0(Zone, 1);
    int index = g_time_zone_find_interval(source, G_TIME_TYPE_UNIVERSAL, FIRST_S);
    int last_index = g_time_zone_find_interval(source, G_TIME_TYPE_UNIVERSAL, LAST_S);
    int32_t offset_s = g_time_zone_get_offset(source, index);
    Instant start_us = INT64_MIN;
    int64_t start_s = FIRST_S;

    g_array_append_val(starts, start_us);
    g_array_append_val(offsets, offset_s);
    while (++index <= last_index) {
        int32_t next_s = g_time_zone_get_offset(source, index);
        start_s = interval_start_s(source, index, start_s, LAST_S);
        if (next_s == offset_s)
            continue;
        offset_s = next_s;
        start_us = start_s * SECOND_US;
        g_array_append_val(starts, start_us);
        g_array_append_val(offsets, offset_s);
    }
    g_assert(starts->len < G_MAXUINT16);
    zone->name = g_strdup(name);
    zone->count = starts->len;
    zone->starts_us = (Instant *)(void *)g_array_free(g_steal_pointer(&starts), FALSE);
    zone->offsets_s = (int32_t *)(void *)g_array_free(g_steal_pointer(&offsets), FALSE);
    for (gsize i = 0, at = 0; i < GUIDE_SIZE; i++) {
        while (at + 1 < zone->count && zone->starts_us[at + 1] <= (Instant)(i << GUIDE_SHIFT))
            at++;
        zone->guide[i] = (uint16_t)at;
    }
    return zone;
}

/* GTimeZone also takes rules such as "GMT+5" (which means five hours west) and complains aloud of
 * files that are no zone; neither is for a name that a person typed. The "right/" zones count leap
 * seconds. */
static bool
names_a_zone_file(const char *name)
{
    const char *folder = g_getenv("TZDIR");
    char magic[4] = "";

    for (const char *c = name; *c != '\0'; c++) {
        if (!g_ascii_isalnum(*c) && strchr("_+-/", *c) == NULL)
            return false;
    }
    if (!g_ascii_isalpha(name[0]) || strlen(name) >= MAX_NAME || g_str_has_prefix(name, "right/"))
        return false;
    if (strcmp(name, "UTC") == 0)
        return true; /* GLib knows it without tzdata */
    g_autofree char *path =
        g_build_filename(folder != NULL ? folder : "/usr/share/zoneinfo", name, NULL);
    FILE *file = fopen(path, "rbe");
    if (file == NULL)
        return false;
    bool is_zone = fread(magic, 1, sizeof magic, file) == sizeof magic &&
                   memcmp(magic, "TZif", sizeof magic) == 0;
    fclose(file);
    return is_zone;
}

const Zone *
zone_get(const char *name, GError **error)
{
    const Zone *zone = NULL;

    g_mutex_lock(&zones_mutex);
    if (zones == NULL)
        zones = g_hash_table_new(g_str_hash, g_str_equal);
    zone = g_hash_table_lookup(zones, name);
    if (zone == NULL && names_a_zone_file(name)) {
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

/* The interval of an instant: the guide's, or one of the few that follow it. */
static gsize
interval_at(const Zone *zone, Instant us)
{
    gsize at;

    if (us < 0)
        return 0;
    at = zone->guide[MIN(us >> GUIDE_SHIFT, GUIDE_SIZE - 1)];
    while (at + 1 < zone->count && zone->starts_us[at + 1] <= us)
        at++;
    return at;
}

int32_t
zone_offset_at(const Zone *zone, Instant us)
{
    return zone->offsets_s[interval_at(zone, us)];
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
    gsize at = interval_at(zone, local_us - DAY_US);
    int32_t before = zone->offsets_s[at];

    if (at + 1 == zone->count || zone->starts_us[at + 1] > local_us + DAY_US)
        return local_us - before * SECOND_US; /* no change anywhere near */
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
