/* See gauge_load.h. */
#include "app/gauge_load.h"

#include "store/queries.h"

/* Pressure of five weeks ago is all but gone. */
#define COLLEAGUE_US (35 * DAY_US)
#define COLLEAGUE_TOUCHES 200
#define MORNING_US (9 * HOUR_US)

GHashTable *
gauge_keys_new(void)
{
    return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
}

void
gauge_add_touch(GArray *touches, Instant at_us, ChannelKind channel, Outcome outcome, uint64_t key,
                GHashTable *keys)
{
    bool known = key != 0 && g_hash_table_contains(keys, &key);
    GaugeTouch touch = {
        .at_us = at_us,
        .channel = channel,
        .outcome = outcome,
        .is_repeat = known,
        .has_value = key != 0 && !known,
        .is_empty = key == 0 && touches->len > 0 && channel != CHANNEL_NONE &&
                    channel_kind_is_written(channel),
    };

    if (touch.has_value)
        g_hash_table_add(keys, g_memdup2(&key, sizeof key));
    g_array_append_val(touches, touch);
}

/* The outcome a refusal's or an intent's name stands for; they share their names. */
static GaugeReaction
reaction_of(const char *name)
{
    if (g_strcmp0(name, "complaint") == 0)
        return REACTION_COMPLAINT;
    if (g_strcmp0(name, "question") == 0)
        return REACTION_KIND;
    return gauge_reaction_of(outcome_parse(name));
}

static bool
load_reactions(App *app, DbConn *conn, int64_t prospect_id, GArray *touches, GError **error)
{
    SqlReactionOfParams params = { .workspace_id = app->workspace_id, .prospect_id = prospect_id };
    SqlReactionOfRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_reaction_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_reaction_of_next(cursor, &row, error)) == DB_ROW) {
        GaugeTouch reaction = { .at_us = row.at_us,
                                .channel = CHANNEL_NONE,
                                .reaction = reaction_of(row.kind) };
        if (reaction.reaction != REACTION_NONE)
            g_array_append_val(touches, reaction);
    }
    return step == DB_DONE;
}

static gint
touch_compare(gconstpointer a, gconstpointer b)
{
    const GaugeTouch *first = a, *second = b;
    return (first->at_us > second->at_us) - (first->at_us < second->at_us);
}

static GaugeInput
gauge_input(App *app, const GaugeOf *whose, const GArray *touches)
{
    return (GaugeInput){
        .touches = (const GaugeTouch *)(const void *)touches->data,
        .count = touches->len,
        .zone = whose->zone,
        .now_us = app_now_us(app),
        .floor_attempts = whose->floor_attempts,
    };
}

static void
add_colleague(App *app, const GaugeOf *whose, GArray *touches, bool shut, GaugeAccount *account)
{
    GaugeInput input = gauge_input(app, whose, touches);
    Gauge gauge;

    input.shut = shut;
    gauge_read(&input, &gauge);
    gauge_account_add(account, &gauge);
    g_array_set_size(touches, 0);
}

/* What the colleagues know of us and think of us counts in part. */
static bool
load_account(App *app, DbConn *conn, const GaugeOf *whose, GaugeAccount *account, GError **error)
{
    SqlTouchColleaguesOfParams params = {
        .workspace_id = app->workspace_id,
        .account_id = whose->account_id,
        .prospect_id = whose->prospect_id,
        .since_us = app_now_us(app) - COLLEAGUE_US,
        .n = COLLEAGUE_TOUCHES,
    };
    SqlTouchColleaguesOfRow row;
    g_autoptr(GArray) touches = g_array_new(FALSE, FALSE, sizeof(GaugeTouch));
    int64_t colleague_id = 0;
    bool shut = false;
    DbStep step;

    if (whose->account_id == DB_NULL_INT)
        return true;
    g_autoptr(DbCursor) cursor = sql_touch_colleagues_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_touch_colleagues_of_next(cursor, &row, error)) == DB_ROW) {
        Outcome outcome = row.outcome != NULL ? outcome_parse(row.outcome) : OUTCOME_SENT;
        GaugeTouch touch = { .at_us = row.made_us,
                             .channel = channel_kind_parse(row.channel),
                             .outcome = outcome == OUTCOME_COUNT ? OUTCOME_DONE : outcome };
        if (row.prospect_id != colleague_id && touches->len > 0)
            add_colleague(app, whose, touches, shut, account);
        colleague_id = row.prospect_id;
        shut = row.shut == -1;
        g_array_append_val(touches, touch);
    }
    if (touches->len > 0)
        add_colleague(app, whose, touches, shut, account);
    return step == DB_DONE;
}

bool
gauge_load(App *app, DbConn *conn, const GaugeOf *whose, GArray *touches, Gauge *ret_gauge,
           GError **error)
{
    GaugeAccount account = { 0 };

    if (!load_reactions(app, conn, whose->prospect_id, touches, error) ||
        !load_account(app, conn, whose, &account, error))
        return false;
    g_array_sort(touches, touch_compare);
    GaugeInput input = gauge_input(app, whose, touches);
    input.account = &account;
    input.shut = whose->shut;
    gauge_read(&input, ret_gauge);
    return true;
}

Pressure
gauge_pressure(const Gauge *gauge, const Zone *zone, Instant now_us)
{
    static const PressureBand BANDS[] = {
        [GAUGE_FRESH] = PRESSURE_FREE,     [GAUGE_WARM] = PRESSURE_SLOW,
        [GAUGE_CAREFUL] = PRESSURE_CHANGE, [GAUGE_REST] = PRESSURE_PAUSE,
        [GAUGE_STOP] = PRESSURE_STOP,
    };
    Pressure pressure = { .band = BANDS[gauge->word],
                          .value = gauge->value,
                          .by_reaction = gauge_is_by_reaction(gauge) };
    int days = gauge_rest_days(gauge);

    if (days > 0) {
        Day day = zone_day_at(zone, now_us, NULL);
        for (int left = days; left > 0; left -= day_weekday(day) < 5)
            day++;
        pressure.relief_us = zone_instant_of(zone, day, MORNING_US);
    }
    return pressure;
}
