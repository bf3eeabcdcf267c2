/* holiday list: the public holidays that the planner knows of a place. */
#include "app/operations.h"

#include "text/holiday.h"
#include "text/place.h"

static bool
run_list(OperationCall *call, json_t **ret_result, GError **error)
{
    const char *country = json_text(call->params, "country", "");
    const char *region = json_text(call->params, "region", NULL);
    const char *code = place_country_code(country);
    HolidayPlaceId place = holiday_place(code, region);
    CivilDate now = day_to_date(zone_day_at(call->app->zone, app_now_us(call->app), NULL));
    int year = (int)json_int(call->params, "year", now.year);

    if (code == NULL || place == HOLIDAY_NOWHERE)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "no holidays are known of \"%.60s\"; write it as DE or Germany", country);
    if (region != NULL && place == holiday_place(code, NULL))
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "\"%.60s\" is not known there; without --region these are the country's",
                         region);
    Day first = day_of((CivilDate){ year, 1, 1 }), last = day_of((CivilDate){ year, 12, 31 });
    for (Day day = first; day <= last; day++) {
        static const char *const WEEKDAYS[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
        const char *name = holiday_on(place, day);
        g_autoptr(json_t) row = name != NULL ? json_object() : NULL;
        if (row == NULL)
            continue;
        CivilDate date = day_to_date(day);
        g_autofree char *text = g_strdup_printf("%04d-%02d-%02d", date.year, date.month, date.day);
        json_set_text(row, "date", text);
        json_set_text(row, "weekday", WEEKDAYS[day_weekday(day)]);
        json_set_text(row, "name", name);
        json_set_text(row, "where", holiday_where(place, day));
        if (!call->emit(row, call->emit_data))
            break;
    }
    return true;
}

static const OperationParam LIST_PARAMS[] = {
    { "country", PARAM_TEXT, PARAM_POSITIONAL, "COUNTRY", "as DE or Germany", NULL, 0, 0 },
    { "region", PARAM_TEXT, PARAM_OPTION, "REGION", "a part of it, by name or code", NULL, 0, 0 },
    { "year", PARAM_INT, PARAM_OPTION, "YEAR", "this year otherwise", NULL, 2025, 2037 },
    { 0 },
};

const Operation OP_HOLIDAY_LIST = {
    .verb = "holiday list",
    .method = "GET",
    .path = "/api/v1/holidays/:country",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "List the public holidays of a country or region",
    .params = LIST_PARAMS,
    .run = run_list,
};
