/* Counts by the hour; see allowance.h. */
#include "app/allowance.h"

#include <string.h>

#define KEEP_HOURS (60 * 24)

static const char *
domain_scope(const char *address)
{
    const char *at = strrchr(address, '@');
    return at != NULL ? at : "@";
}

/* The hour a civil day begins in. */
static int64_t
first_hour(const Zone *zone, Day day)
{
    return zone_instant_of(zone, day, 0) / HOUR_US;
}

static bool
load_use(App *app, DbConn *conn, const char *scope, int64_t gate_hour, int64_t day_hour,
         ThrottleUse *use, ThrottleInput *rates, GError **error)
{
    g_auto(SqlMailHoursGetRow) row = { 0 };
    SqlMailHoursGetParams params = {
        .workspace_id = app->workspace_id,
        .scope = scope,
        .from_hour = MIN(gate_hour, day_hour),
        .gate_hour = gate_hour,
        .day_hour = day_hour,
        .hour = app_now_us(app) / HOUR_US,
    };

    if (!sql_mail_hours_get(conn, &params, &row, NULL, error))
        return false;
    use->day_sent = row.day_sent;
    use->hour_sent = row.hour_sent;
    if (rates != NULL) {
        rates->sent = row.sent;
        rates->bounced = row.bounced;
        rates->complained = row.complained;
    }
    return true;
}

static bool
load_limits(App *app, DbConn *conn, const SqlMailboxGetRow *mailbox, ThrottleInput *input,
            int64_t *ret_gate_from, GError **error)
{
    g_auto(SqlMailboxLimitsGetRow) own = { 0 };
    g_auto(SqlWorkspaceLimitsGetRow) team = { 0 };
    SqlMailboxLimitsGetParams own_params = { .workspace_id = app->workspace_id, .id = mailbox->id };
    SqlWorkspaceLimitsGetParams team_params = { .id = app->workspace_id };

    if (!sql_mailbox_limits_get(conn, &own_params, &own, NULL, error) ||
        !sql_workspace_limits_get(conn, &team_params, &team, NULL, error))
        return false;
    input->ramp_days = (int)own.ramp_days;
    input->uses[THROTTLE_MAILBOX] =
        (ThrottleUse){ .day_limit = mailbox->daily_limit, .hour_limit = own.hourly_limit };
    input->uses[THROTTLE_DOMAIN] =
        (ThrottleUse){ .day_limit = team.domain_day_limit, .hour_limit = team.domain_hour_limit };
    input->uses[THROTTLE_WORKSPACE] =
        (ThrottleUse){ .day_limit = team.mail_day_limit, .hour_limit = team.mail_hour_limit };
    *ret_gate_from = own.gate_from_hour;
    return true;
}

bool
allowance_load(App *app, DbConn *conn, const SqlMailboxGetRow *mailbox, Allowance *ret,
               GError **error)
{
    const char *const SCOPES[] = {
        [THROTTLE_MAILBOX] = mailbox->address,
        [THROTTLE_DOMAIN] = domain_scope(mailbox->address),
        [THROTTLE_WORKSPACE] = "",
    };
    const Zone *zone = app_zone_or_default(app, mailbox->user_zone);
    Instant now_us = app_now_us(app);
    Day day = zone_day_at(zone, now_us, NULL);
    int64_t gate_from, hour = now_us / HOUR_US;
    ThrottleInput *input = &ret->input;

    *ret = (Allowance){ .again_us = now_us, .next_day_us = zone_instant_of(zone, day + 1, 0) };
    if (!load_limits(app, conn, mailbox, input, &gate_from, error))
        return false;
    input->age_days = (int)MAX(0, day - zone_day_at(zone, mailbox->created_us, NULL));
    int64_t gate_hour = MAX(gate_from, hour - GATE_DAYS * 24);
    for (int scope = 0; scope < THROTTLE_SCOPE_COUNT; scope++) {
        ThrottleUse *use = &input->uses[scope];
        if (scope != THROTTLE_MAILBOX && use->day_limit == 0 && use->hour_limit == 0)
            continue;
        if (!load_use(app, conn, SCOPES[scope], gate_hour, first_hour(zone, day), use,
                      scope == THROTTLE_MAILBOX ? input : NULL, error))
            return false;
    }
    throttle_judge(input, &ret->verdict);
    if (ret->verdict.allowed == 0)
        ret->again_us = ret->verdict.day_is_over ? ret->next_day_us : (hour + 1) * HOUR_US;
    return true;
}

Instant
allowance_after_pace_us(const SqlMailboxGetRow *mailbox, const Allowance *allowance)
{
    if (mailbox->last_sent_us == INSTANT_NONE)
        return 0;
    return mailbox->last_sent_us + throttle_gap_us((int)mailbox->pace_s, allowance->verdict.gate,
                                                   mailbox->last_sent_us, (uint64_t)mailbox->id);
}

void
allowance_describe(const Allowance *self, json_t *mailbox)
{
    g_autofree char *gate_say = throttle_say_gate(&self->input, &self->verdict);
    g_autofree char *limit_say = throttle_say_limit(&self->input, &self->verdict);

    json_set_int(mailbox, "hourly_limit", self->input.uses[THROTTLE_MAILBOX].hour_limit);
    json_set_int(mailbox, "ramp_days", self->input.ramp_days);
    json_set_int(mailbox, "limit_today", self->verdict.day_limit);
    json_set_text(mailbox, "gate", gate_name(self->verdict.gate));
    json_set_text(mailbox, "gate_say", gate_say);
    json_set_text(mailbox, "limit_say", limit_say);
    json_set_real(mailbox, "bounce_rate", self->verdict.bounce_rate);
    json_set_real(mailbox, "complaint_rate", self->verdict.complaint_rate);
}

bool
allowance_count(App *app, DbConn *conn, const char *address, const AllowanceEvents *events,
                GError **error)
{
    const char *const SCOPES[] = { address, domain_scope(address), "" };
    int64_t hour = app_now_us(app) / HOUR_US;

    if (events->sent == 0 && events->bounced == 0 && events->complained == 0)
        return true;
    for (gsize i = 0; i < G_N_ELEMENTS(SCOPES); i++) {
        SqlMailHoursAddParams add = {
            .workspace_id = app->workspace_id,
            .scope = SCOPES[i],
            .hour = hour,
            .sent = events->sent,
            .bounced = events->bounced,
            .complained = events->complained,
        };
        SqlMailHoursForgetParams forget = { .workspace_id = app->workspace_id,
                                            .scope = SCOPES[i],
                                            .hour = hour - KEEP_HOURS };
        if (!sql_mail_hours_add(conn, &add, NULL, error) ||
            !sql_mail_hours_forget(conn, &forget, NULL, error))
            return false;
    }
    return true;
}
