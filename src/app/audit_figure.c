/* See audit_figure.h. */
#include "app/audit_figure.h"

#include <math.h>
#include <string.h>

char *
audit_number_say(double value)
{
    g_autofree char *digits = g_strdup_printf("%.0f", value);
    g_autoptr(GString) out = g_string_new(digits);

    for (gssize at = (gssize)out->len - 3; at > (digits[0] == '-' ? 1 : 0); at -= 3)
        g_string_insert_c(out, at, ',');
    return g_string_free(g_steal_pointer(&out), FALSE);
}

double
audit_real(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

char *
audit_share_say(double share)
{
    if (isnan(share))
        return g_strdup("not known");
    double percent = share * 100;
    return percent > 0 && percent < 1 ? g_strdup_printf("%.1f%%", percent)
                                      : g_strdup_printf("%.0f%%", percent);
}

char *
audit_wait_say(double seconds)
{
    static const struct {
        double seconds;
        const char *name;
    } UNITS[] = { { 86400, "days" }, { 3600, "hours" }, { 60, "minutes" } };

    if (isnan(seconds))
        return g_strdup("not known");
    for (gsize i = 0; i < G_N_ELEMENTS(UNITS); i++)
        if (seconds >= 2 * UNITS[i].seconds)
            return g_strdup_printf("%.0f %s", seconds / UNITS[i].seconds, UNITS[i].name);
    return g_strdup("a minute");
}

char *
audit_response_say(const json_t *first_response, const char *key)
{
    double seconds = audit_real(first_response, key);
    bool hours = !isnan(audit_real(first_response, "within_1_h"));
    int days = isnan(seconds) ? 0 : (int)(seconds / 86400);

    if (isnan(seconds) || hours)
        return audit_wait_say(seconds);
    return days == 0   ? g_strdup("less than a day")
           : days == 1 ? g_strdup("a day")
                       : g_strdup_printf("%d days", days);
}

char *
audit_leads_say(double count)
{
    g_autofree char *number = audit_number_say(count);
    return g_strdup_printf("%s %s", number, count == 1 ? "lead" : "leads");
}

char *
audit_date_part(const char *instant)
{
    return instant != NULL && strlen(instant) >= 10 ? g_strndup(instant, 10) : NULL;
}
