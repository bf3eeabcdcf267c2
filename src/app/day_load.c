/* Counts a day at a time. */
#include "app/day_load.h"

#include <string.h>

typedef struct {
    Day day;
    Instant from_us, until_us;
} Today;

/* On the sender's calendar, as the planner has it. */
static Today
today_of(App *app, const Snapshot *snapshot)
{
    const Zone *zone = snapshot->input.sender_zone != NULL
                           ? snapshot->input.sender_zone
                           : app_zone_or_default(app, snapshot->prospect.zone);
    Day day = zone_day_at(zone, app_now_us(app), NULL);

    return (Today){ day, zone_instant_of(zone, day, 0), zone_instant_of(zone, day + 1, 0) };
}

/* Done by hand today, and still to do today. */
static bool
read_user(App *app, DbConn *conn, const Snapshot *snapshot, const Today *today, int *ret_n,
          GError **error)
{
    int cap = snapshot->ruleset.cap_user_day;
    g_auto(SqlTouchDoneCountRow) done = { 0 };
    g_auto(SqlTouchTaskCountRow) tasks = { 0 };
    SqlTouchDoneCountParams done_params = {
        .workspace_id = app->workspace_id,
        .user_id = snapshot->user_id,
        .since_us = today->from_us,
        .cap = cap,
    };
    SqlTouchTaskCountParams task_params = {
        .workspace_id = app->workspace_id,
        .user_id = snapshot->user_id,
        .until_us = today->until_us - 1,
        .cap = cap,
    };

    if (!sql_touch_done_count(conn, &done_params, &done, NULL, error) ||
        !sql_touch_task_count(conn, &task_params, &tasks, NULL, error))
        return false;
    *ret_n = (int)(done.n + tasks.n);
    return true;
}

static bool
read_mails(App *app, DbConn *conn, const char *kind, const char *key, Day day, int *ret_n,
           GError **error)
{
    g_auto(SqlMailDayGetRow) row = { 0 };
    SqlMailDayGetParams params = {
        .workspace_id = app->workspace_id, .kind = kind, .key = key, .day = day
    };
    bool found;

    if (!sql_mail_day_get(conn, &params, &row, &found, error))
        return false;
    *ret_n = found ? (int)row.n : 0;
    return true;
}

/* NULL: no cap asks, or no mailbox is known. */
static char *
mailbox_key(const Snapshot *snapshot)
{
    if (snapshot->ruleset.cap_mailbox_day == 0 || snapshot->mailbox_id == DB_NULL_INT)
        return NULL;
    return g_strdup_printf("%" G_GINT64_FORMAT, snapshot->mailbox_id);
}

static char *
domain_key(const Snapshot *snapshot)
{
    const char *email = snapshot->prospect.email;
    const char *at = email != NULL ? strrchr(email, '@') : NULL;

    return snapshot->ruleset.cap_domain_day == 0 || at == NULL ? NULL : g_ascii_strdown(at + 1, -1);
}

bool
day_load_read(App *app, DbConn *conn, const Snapshot *snapshot, DayLoad *ret_load, GError **error)
{
    g_autofree char *mailbox = mailbox_key(snapshot), *domain = domain_key(snapshot);
    bool by_user = snapshot->ruleset.cap_user_day > 0 && snapshot->user_id != 0;
    Today today;

    *ret_load = (DayLoad){ 0 };
    if (!by_user && mailbox == NULL && domain == NULL)
        return true;
    today = today_of(app, snapshot);
    return (!by_user || read_user(app, conn, snapshot, &today, &ret_load->user, error)) &&
           (mailbox == NULL ||
            read_mails(app, conn, "mailbox", mailbox, today.day, &ret_load->mailbox, error)) &&
           (domain == NULL ||
            read_mails(app, conn, "domain", domain, today.day, &ret_load->domain, error));
}

static bool
add_mail(App *app, DbConn *conn, const char *kind, const char *key, Day day, GError **error)
{
    SqlMailDayAddParams params = {
        .workspace_id = app->workspace_id, .kind = kind, .key = key, .day = day
    };

    return key == NULL || sql_mail_day_add(conn, &params, NULL, error);
}

bool
day_load_add_mail(App *app, DbConn *conn, const Snapshot *snapshot, GError **error)
{
    g_autofree char *mailbox = mailbox_key(snapshot), *domain = domain_key(snapshot);
    Today today;

    if (mailbox == NULL && domain == NULL)
        return true;
    today = today_of(app, snapshot);
    return add_mail(app, conn, "mailbox", mailbox, today.day, error) &&
           add_mail(app, conn, "domain", domain, today.day, error);
}
