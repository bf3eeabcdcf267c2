/* Days off: add, list, remove. */
#include "app/operations.h"

#include <stdio.h>
#include <string.h>

#include "app/day_off_work.h"
#include "app/days_off.h"
#include "core/reason_calendar.h"
#include "store/queries.h"
#include "text/place.h"

static bool
user_email(App *app, DbConn *conn, int64_t user_id, json_t *row, const char *key, GError **error)
{
    SqlUserGetParams which = { .workspace_id = app->workspace_id, .id = user_id };
    g_auto(SqlUserGetRow) user = { 0 };
    bool found = false;

    if (user_id != DB_NULL_INT && !sql_user_get(conn, &which, &user, &found, error))
        return false;
    json_set_text(row, key, found ? user.email : NULL);
    return true;
}

static void
set_day(json_t *row, const char *key, Day day)
{
    CivilDate date = day_to_date(day);
    g_autofree char *text = g_strdup_printf("%04d-%02d-%02d", date.year, date.month, date.day);

    json_set_text(row, key, text);
}

static char *
say_days(App *app, const DayOffRow *row)
{
    g_autofree char *from = reason_say_day(app->zone, row->from, app_now_us(app));
    g_autofree char *until = reason_say_day(app->zone, row->until, app_now_us(app));

    return row->from == row->until ? g_strdup(from) : g_strdup_printf("%s to %s", from, until);
}

static json_t *
row_json(App *app, DbConn *conn, const DayOffRow *row, GError **error)
{
    g_autoptr(json_t) result = json_object();
    g_autofree char *say = say_days(app, row), *hours = NULL;

    if (strcmp(row->kind, "hours") == 0)
        hours = g_strdup_printf("%02d:%02d-%02d:%02d", row->hours.from_minute / 60,
                                row->hours.from_minute % 60, row->hours.until_minute / 60,
                                row->hours.until_minute % 60);
    json_set_int(result, "day_off_id", row->id);
    set_day(result, "from", row->from);
    set_day(result, "until", row->until);
    json_set_text(result, "say", say);
    if (!user_email(app, conn, row->user_id, result, "user", error))
        return NULL;
    json_set_text(result, "country", row->country);
    json_set_text(result, "region", row->region);
    json_set_text(result, "kind", row->kind);
    json_set_text(result, "hours", hours);
    json_set_text(result, "name", row->name);
    if (!user_email(app, conn, row->hand_over_id, result, "hand_over_to", error))
        return NULL;
    return g_steal_pointer(&result);
}

static bool
read_hours(const char *text, DayWindow *ret_hours, GError **error)
{
    int from_hour, from_minute, until_hour, until_minute, length = 0;

    if (sscanf(text, "%2d:%2d-%2d:%2d%n", &from_hour, &from_minute, &until_hour, &until_minute,
               &length) == 4 &&
        text[length] == '\0' && from_hour >= 0 && from_minute >= 0 && from_minute < 60 &&
        until_hour <= 24 && until_minute >= 0 && until_minute < 60) {
        int from = from_hour * 60 + from_minute, until = until_hour * 60 + until_minute;
        *ret_hours = (DayWindow){ (int16_t)from, (int16_t)until };
        if (until <= 24 * 60 && until - from >= 30)
            return true;
    }
    return error_set(error, SEVENTH_ERROR_INVALID,
                     "hours: \"%.40s\" is no window; write it as 09:00-14:00, 30 minutes at least",
                     text);
}

static bool
read_days(const json_t *params, DayOffRow *row, GError **error)
{
    const char *from = json_text(params, "from", ""), *until = json_text(params, "until", from);

    if (!day_parse(from, &row->from) || !day_parse(until, &row->until))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "\"%.20s\" is no date; write it as 2026-12-24", until);
    if (row->until < row->from)
        return error_set(error, SEVENTH_ERROR_INVALID, "until: %s is before %s", until, from);
    if (row->until - row->from >= DAYS_OFF_LONGEST)
        return error_set(error, SEVENTH_ERROR_LIMIT, "until: at most %d days at a time",
                         DAYS_OFF_LONGEST);
    return true;
}

static bool
read_kind(const json_t *params, DayOffRow *row, GError **error)
{
    const char *hours = json_text(params, "hours", NULL);
    bool open = json_flag(params, "open", false);

    row->kind = hours != NULL ? "hours" : open ? "open" : "closed";
    if (open && (hours != NULL || row->country == NULL))
        return error_set(
            error, SEVENTH_ERROR_INVALID,
            "open: says that holidays of a --country do not count; no --hours with it");
    return hours == NULL || read_hours(hours, &row->hours, error);
}

/* Whose days they are: a user's, a country's, or everybody's. */
static bool
read_whose(OperationCall *call, DbConn *conn, DayOffRow *row, GError **error)
{
    App *app = call->app;
    const char *user = json_text(call->params, "user", NULL);
    const char *country = json_text(call->params, "country", NULL);
    const char *stand_in = json_text(call->params, "hand_over_to", NULL);
    bool everyone = json_flag(call->params, "everyone", false);

    row->region = json_text(call->params, "region", NULL);
    if ((user != NULL) + (country != NULL) + everyone > 1)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "give one of --user, --everyone and --country");
    if (country != NULL && (row->country = place_country_code(country)) == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "country: \"%.60s\" is not known; write it as DE or Germany", country);
    if (row->region != NULL && (row->country == NULL || holiday_place(row->country, row->region) ==
                                                            holiday_place(row->country, NULL)))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "region: \"%.60s\" is not known there; write its name or code, after "
                         "--country",
                         row->region);
    if (user != NULL && !app_find_user(app, conn, user, &row->user_id, error))
        return false;
    if (user == NULL && country == NULL && !everyone && call->actor->user_id != 0)
        row->user_id = call->actor->user_id;
    if (stand_in != NULL && row->user_id == DB_NULL_INT)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "hand_over_to: only one user's leave can be handed over");
    if (stand_in != NULL && !app_find_user(app, conn, stand_in, &row->hand_over_id, error))
        return false;
    if (row->hand_over_id != DB_NULL_INT && row->hand_over_id == row->user_id)
        return error_set(error, SEVENTH_ERROR_INVALID, "hand_over_to: name somebody else");
    return true;
}

static bool
check_allowed(const OperationCall *call, int64_t user_id, GError **error)
{
    return call->actor->role >= ROLE_MANAGER ||
           (user_id != DB_NULL_INT && user_id == call->actor->user_id) ||
           error_set(error, SEVENTH_ERROR_DENIED,
                     "days off other than one's own are set by a manager or admin");
}

static bool
run_add(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    DayOffRow row = { .user_id = DB_NULL_INT,
                      .hand_over_id = DB_NULL_INT,
                      .name = json_text(call->params, "name", NULL) };
    g_auto(SqlDaysOffInsertRow) inserted = { 0 };

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !read_days(call->params, &row, error) ||
        !read_whose(call, write->conn, &row, error) || !read_kind(call->params, &row, error) ||
        !check_allowed(call, row.user_id, error))
        return false;
    SqlDaysOffInsertParams insert = {
        .workspace_id = app->workspace_id,
        .user_id = row.user_id,
        .country = row.country,
        .region = row.region,
        .from_day = row.from,
        .until_day = row.until,
        .kind = row.kind,
        .from_minute = row.hours.from_minute,
        .until_minute = row.hours.until_minute,
        .name = row.name,
        .hand_over_id = row.hand_over_id,
        .created_us = app_now_us(app),
    };
    if (!sql_days_off_insert(write->conn, &insert, &inserted, NULL, error) ||
        !days_off_changed(app, write->conn, error))
        return false;
    row.id = inserted.id;
    g_autoptr(json_t) result = row_json(app, write->conn, &row, error);
    if (result == NULL || !day_off_make_room(app, write->conn, &row, result, error) ||
        !app_commit(write, error))
        return false;
    *ret_result = g_steal_pointer(&result);
    return true;
}

static bool
run_remove(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    SqlDaysOffGetParams which = { .workspace_id = app->workspace_id,
                                  .id = json_int(call->params, "day_off_id", 0) };
    SqlDaysOffDeleteParams gone = { .workspace_id = app->workspace_id, .id = which.id };
    g_auto(SqlDaysOffGetRow) old = { 0 };
    int64_t moved = 0;
    bool found;

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_days_off_get(write->conn, &which, &old, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "there is no day off %" G_GINT64_FORMAT "; see day-off list", which.id);
    DayOffRow row = { .user_id = old.user_id, .country = old.country };
    if (!check_allowed(call, old.user_id, error) ||
        !sql_days_off_delete(write->conn, &gone, NULL, error) ||
        !days_off_changed(app, write->conn, error) ||
        !day_off_give_back(app, write->conn, &row, &moved, error) || !app_commit(write, error))
        return false;
    *ret_result = json_object();
    json_set_int(*ret_result, "day_off_id", which.id);
    json_set_bool(*ret_result, "removed", true);
    json_set_int(*ret_result, "planned_anew", moved);
    return true;
}

static DayOffRow
listed_row(const SqlDaysOffAheadRow *row)
{
    return (DayOffRow){
        .id = row->id,
        .user_id = row->user_id,
        .hand_over_id = row->hand_over_id,
        .country = g_strdup(row->country),
        .region = g_strdup(row->region),
        .kind = g_intern_string(row->kind), /* one of three */
        .name = g_strdup(row->name),
        .from = (Day)row->from_day,
        .until = (Day)row->until_day,
        .hours = { (int16_t)row->from_minute, (int16_t)row->until_minute },
    };
}

static void
row_clear(gpointer data)
{
    DayOffRow *row = data;

    g_free((char *)row->country);
    g_free((char *)row->region);
    g_free((char *)row->name);
}

static bool
run_list(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const char *user = json_text(call->params, "user", NULL);
    Day today = zone_day_at(app->zone, app_now_us(app), NULL);
    SqlDaysOffAheadParams params = {
        .workspace_id = app->workspace_id,
        .from_day = json_flag(call->params, "past", false) ? 0 : today - 1,
        .n = DAYS_OFF_MOST,
    };
    SqlDaysOffAheadRow found;
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(DayOffRow));
    int64_t user_id = 0;
    DbStep step;

    g_array_set_clear_func(rows, row_clear);
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL || (user != NULL && !app_find_user(app, read->conn, user, &user_id, error)))
        return false;
    g_autoptr(DbCursor) cursor = sql_days_off_ahead(read->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_days_off_ahead_next(cursor, &found, error)) == DB_ROW)
        if (user_id == 0 || found.user_id == user_id) {
            DayOffRow row = listed_row(&found);
            g_array_append_val(rows, row);
        }
    g_clear_pointer(&cursor, db_cursor_close);
    for (guint i = 0; step == DB_DONE && i < rows->len; i++) {
        g_autoptr(json_t) row =
            row_json(app, read->conn, &g_array_index(rows, DayOffRow, i), error);
        if (row == NULL)
            return false;
        if (!call->emit(row, call->emit_data))
            break;
    }
    return step == DB_DONE;
}

static const OperationParam ADD_PARAMS[] = {
    { "from", PARAM_DATE, PARAM_POSITIONAL, "DATE", "the first day off", NULL, 0, 0 },
    { "until", PARAM_DATE, PARAM_OPTION, "DATE", "the last one; the same day otherwise", NULL, 0,
      0 },
    { "user", PARAM_TEXT, PARAM_OPTION, "EMAIL", "whose; yours otherwise", NULL, 0, 0 },
    { "everyone", PARAM_FLAG, PARAM_OPTION, NULL, "of all who work here", NULL, 0, 0 },
    { "country", PARAM_TEXT, PARAM_OPTION, "COUNTRY", "of prospects there: leave them alone", NULL,
      0, 0 },
    { "region", PARAM_TEXT, PARAM_OPTION, "REGION", "only those of this part of the country", NULL,
      0, 0 },
    { "hours", PARAM_TEXT, PARAM_OPTION, "FROM-UNTIL", "no day off, but other hours: 09:00-14:00",
      NULL, 0, 0 },
    { "open", PARAM_FLAG, PARAM_OPTION, NULL, "with a country: its public holiday does not count",
      NULL, 0, 0 },
    { "name", PARAM_TEXT, PARAM_OPTION, "TEXT", "what it is", NULL, 0, 0 },
    { "hand_over_to", PARAM_TEXT, PARAM_OPTION, "EMAIL", "who does the work meanwhile", NULL, 0,
      0 },
    { 0 },
};
static const OperationParam LIST_PARAMS[] = {
    { "user", PARAM_TEXT, PARAM_OPTION, "EMAIL", "of one user", NULL, 0, 0 },
    { "past", PARAM_FLAG, PARAM_OPTION, NULL, "those gone by as well", NULL, 0, 0 },
    { 0 },
};
static const OperationParam REMOVE_PARAMS[] = {
    { "day_off_id", PARAM_INT, PARAM_POSITIONAL, "ID", "which one", NULL, 0, 0 },
    { 0 },
};
const Operation OP_DAY_OFF_ADD = {
    .verb = "day-off add",
    .method = "POST",
    .path = "/api/v1/days-off",
    .role = ROLE_REP,
    .summary = "Nobody is planned for on these days: a leave, a company holiday, a country's",
    .params = ADD_PARAMS,
    .run = run_add,
};
const Operation OP_DAY_OFF_LIST = {
    .verb = "day-off list",
    .method = "GET",
    .path = "/api/v1/days-off",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "List the days off to come",
    .params = LIST_PARAMS,
    .run = run_list,
    .columns = "day_off_id say user country kind hours name hand_over_to",
};
const Operation OP_DAY_OFF_REMOVE = {
    .verb = "day-off remove",
    .method = "POST",
    .path = "/api/v1/days-off/:day_off_id/remove",
    .role = ROLE_REP,
    .summary = "Take a day off back; what it had moved is planned anew",
    .params = REMOVE_PARAMS,
    .run = run_remove,
};
