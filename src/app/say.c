/* Phrases. See say.h. */
#include "app/say.h"

#include <string.h>

#include "core/outcome.h"
#include "core/promise.h"

char *
say_place(const Zone *zone)
{
    const char *name = zone_name(zone), *slash = strrchr(name, '/');
    return g_strdelimit(g_strdup(slash != NULL ? slash + 1 : name), "_", ' ');
}

char *
say_clock(const Zone *zone, Instant us)
{
    int64_t in_day_us;

    zone_day_at(zone, us, &in_day_us);
    int minutes = (int)(in_day_us / MINUTE_US);
    return g_strdup_printf("%02d:%02d", minutes / 60, minutes % 60);
}

char *
say_day(const Zone *zone, Instant us, Instant now_us)
{
    char *text = zone_say(zone, us, now_us);
    char *comma = strrchr(text, ',');

    if (comma != NULL)
        *comma = '\0';
    return text;
}

char *
say_moment_in(const Zone *zone, Instant us, Instant now_us)
{
    g_autofree char *place = say_place(zone);
    g_autofree char *moment = zone_say(zone, us, now_us);

    return g_strdup_printf("%s in %s", moment, place);
}

char *
say_window(const Zone *zone, Instant from_us, Instant until_us, Instant now_us)
{
    Day today = zone_day_at(zone, now_us, NULL);
    g_autofree char *place = say_place(zone);
    g_autofree char *window = promise_window_say(from_us, until_us, zone, now_us);
    g_autofree char *until = say_clock(zone, until_us);
    g_autofree char *moment = zone_say(zone, until_us, now_us);

    if (until_us < now_us)
        return g_strdup_printf("it was for %s in %s", window, place);
    if (zone_day_at(zone, until_us, NULL) != today)
        return from_us <= now_us ? g_strdup_printf("until %s in %s", moment, place)
                                 : g_strdup_printf("%s in %s", window, place);
    if (from_us <= now_us)
        return g_strdup_printf("today until %s in %s", until, place);
    g_autofree char *from = say_clock(zone, from_us);
    return g_strdup_printf("today %s-%s in %s", from, until, place);
}

char *
say_channel(ChannelKind channel)
{
    char *text = g_strdup(channel_kind_say(channel));

    text[0] = g_ascii_toupper(text[0]);
    return text;
}

char *
say_touch(const char *channel, const char *outcome, const Zone *zone, Instant at_us, Instant now_us)
{
    g_autofree char *what = say_channel(channel_kind_parse(channel));
    g_autofree char *day = say_day(zone, at_us, now_us);
    Outcome known = outcome != NULL ? outcome_parse(outcome) : OUTCOME_NONE;

    if (known == OUTCOME_NONE || known == OUTCOME_COUNT || known == OUTCOME_SENT ||
        known == OUTCOME_DELIVERED || known == OUTCOME_DONE)
        return g_strdup_printf("%s on %s", what, day);
    return g_strdup_printf("%s on %s: %s", what, day, outcome_say(known));
}

char *
say_reasons(const json_t *reasons)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (gsize i = 0; i < json_array_size(reasons); i++) {
        const char *sentence = json_text(json_array_get(reasons, i), "text", "");
        if (sentence[0] != '\0')
            g_string_append_printf(text, "%s%s", text->len > 0 ? " " : "", sentence);
    }
    return text->len > 0 ? g_string_free(g_steal_pointer(&text), FALSE) : NULL;
}
