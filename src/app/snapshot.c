/* Rows to a PlannerInput. */
#include "app/snapshot.h"

#include <string.h>

#include "app/attach.h"
#include "app/day_load.h"
#include "app/days_off.h"
#include "app/gauge_load.h"
#include "app/library.h"
#include "app/suppression.h"
#include "channel/channel.h"

#define COLLEAGUE_TOUCHES 64
#define RECENT_US (2 * DAY_US)

char *
prospect_display_name(const SqlProspectGetRow *row)
{
    const char *first = row->first_name != NULL ? row->first_name : "";
    const char *last = row->last_name != NULL ? row->last_name : "";

    if (first[0] != '\0' || last[0] != '\0')
        return g_strstrip(g_strconcat(first, " ", last, NULL));
    return prospect_handle(row);
}

char *
prospect_handle_of(int64_t id, const char *email)
{
    if (email != NULL && email[0] != '\0')
        return g_strdup(email);
    return g_strdup_printf("#%" G_GINT64_FORMAT, id);
}

char *
prospect_handle(const SqlProspectGetRow *row)
{
    return prospect_handle_of(row->id, row->email);
}

static bool
load_attempts(App *app, DbConn *conn, Snapshot *self, GError **error)
{
    SqlTouchHistoryOfParams params = { .workspace_id = app->workspace_id,
                                       .prospect_id = self->prospect.id };
    SqlTouchHistoryOfRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_touch_history_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_touch_history_of_next(cursor, &row, error)) == DB_ROW) {
        bool this_enrollment = self->enrollment_id != 0 && row.enrollment_id == self->enrollment_id;
        Outcome outcome = row.outcome != NULL ? outcome_parse(row.outcome) : OUTCOME_SENT;
        Attempt attempt = {
            .at_us = row.made_us,
            .channel = channel_kind_parse(row.channel),
            .outcome = outcome == OUTCOME_COUNT ? OUTCOME_DONE : outcome,
            .step = (int)row.step,
            .this_enrollment = this_enrollment,
            .skipped = strcmp(row.state, "skipped") == 0,
            .value_point = value_point_id(row.value_point),
        };
        g_array_append_val(self->attempts, attempt);
        if (this_enrollment && row.message_id != NULL && strcmp(row.state, "failed") != 0) {
            g_ptr_array_add(self->thread, g_strdup(row.message_id));
            if (self->thread_subject == NULL)
                self->thread_subject = g_strdup(row.subject);
        }
    }
    return step == DB_DONE;
}

static bool
load_promises(App *app, DbConn *conn, Snapshot *self, GError **error)
{
    SqlPromiseOfParams params = { .workspace_id = app->workspace_id,
                                  .prospect_id = self->prospect.id };
    SqlPromiseOfRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_promise_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_promise_of_next(cursor, &row, error)) == DB_ROW) {
        if (strcmp(row.state, "open") != 0)
            continue;
        OpenPromise promise = {
            .id = row.id,
            .from_us = row.from_us,
            .until_us = row.until_us,
            .made_us = row.created_us,
            .channel = channel_kind_parse(row.channel),
        };
        g_array_append_val(self->promises, promise);
    }
    return step == DB_DONE;
}

static bool
load_colleague_touches(App *app, DbConn *conn, Snapshot *self, GError **error)
{
    SqlTouchAccountTimesParams params = {
        .workspace_id = app->workspace_id,
        .account_id = self->prospect.account_id,
        .prospect_id = self->prospect.id,
        .since_us = app_now_us(app) - RECENT_US,
        .n = COLLEAGUE_TOUCHES,
    };
    SqlTouchAccountTimesRow row;
    DbStep step;

    if (self->prospect.account_id == DB_NULL_INT)
        return true;
    g_autoptr(DbCursor) cursor = sql_touch_account_times(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_touch_account_times_next(cursor, &row, error)) == DB_ROW)
        g_array_append_val(self->colleague_touches, row.made_us);
    return step == DB_DONE;
}

static void
find_unusable(const Snapshot *self, int64_t shut_mask, Unusable unusable[CHANNEL_COUNT])
{
    const SqlProspectGetRow *prospect = &self->prospect;
    ChannelContact contact = {
        .email = prospect->email,
        .phone = prospect->phone,
        .mobile = prospect->mobile,
        .email_bounced = prospect->email_bounced != 0,
        .phone_wrong = prospect->phone_wrong != 0,
    };

    for (int kind = 0; kind < CHANNEL_COUNT; kind++)
        unusable[kind] = (shut_mask & (INT64_C(1) << kind)) != 0
                             ? UNUSABLE_OPTED_OUT
                             : channel_driver((ChannelKind)kind)->reach(&contact);
}

static bool
find_open_enrollment(App *app, DbConn *conn, int64_t prospect_id, SqlEnrollmentOpenOfRow *row,
                     SnapshotEnrollment *ret, bool *ret_found, GError **error)
{
    SqlEnrollmentOpenOfParams params = { .workspace_id = app->workspace_id,
                                         .prospect_id = prospect_id };

    if (!sql_enrollment_open_of(conn, &params, row, ret_found, error))
        return false;
    *ret = (SnapshotEnrollment){
        .id = row->id,
        .version_id = row->version_id,
        .mailbox_id = row->mailbox_id,
        .user_id = row->user_id,
        .state = row->state,
        .paused_until_us = row->paused_until_us,
        .started_us = row->started_us,
        .answered_us = row->answered_us,
        .nurture_until_us = row->nurture_until_us,
    };
    return true;
}

static bool
load_links(App *app, DbConn *conn, Snapshot *self, GError **error)
{
    if (self->version == NULL || !self->version->sequence->links_assets)
        return true;
    self->asset_links = attach_links(app, conn, self->version->sequence, error);
    return self->asset_links != NULL;
}

static bool
load_enrollment(App *app, DbConn *conn, Snapshot *self, const SnapshotEnrollment *enrollment,
                GError **error)
{
    SnapshotShare *share = enrollment->share;
    PlannerInput *input = &self->input;
    bool paused = strcmp(enrollment->state, "paused") == 0;

    self->version = app_version(app, conn, enrollment->version_id, error);
    if (self->version == NULL || !load_links(app, conn, self, error) ||
        !snapshot_share_ruleset(share, app, conn, self->version->sequence->ruleset, &self->ruleset,
                                error) ||
        !snapshot_share_zone(share, app, conn, enrollment->user_id, &input->sender_zone, error))
        return false;
    self->enrollment_id = enrollment->id;
    self->mailbox_id = enrollment->mailbox_id;
    self->user_id = enrollment->user_id;
    self->nurture_until_us = enrollment->nurture_until_us;
    if (self->nurture_until_us != INSTANT_NONE)
        self->ruleset.floor_attempts = 0; /* its own rhythm: nobody asks for two a week */
    input->sequence = self->version->sequence;
    input->active = strcmp(enrollment->state, "finished") != 0;
    input->started_us = enrollment->started_us;
    input->answered_us = enrollment->answered_us;
    input->paused_until_us = !paused ? INSTANT_NONE
                             : enrollment->paused_until_us == INSTANT_NONE
                                 ? INT64_MAX
                                 : enrollment->paused_until_us;
    if (self->prospect.away_until_us > enrollment->started_us) /* NULL is before any instant */
        input->paused_until_us = MAX(input->paused_until_us, self->prospect.away_until_us);
    return true;
}

/* The same person in the same sequence draws the same minutes on any database. */
static uint64_t
plan_seed(const Snapshot *self)
{
    g_autofree char *handle = prospect_handle(&self->prospect);
    g_autofree char *key = g_utf8_strdown(handle, -1);
    return hash_text(key, self->version != NULL ? hash_text(self->version->name, 0) : 0);
}

static bool
load_calendar(App *app, DbConn *conn, Snapshot *self, SnapshotShare *share, GError **error)
{
    const SqlProspectGetRow *prospect = &self->prospect;
    Calendar *calendar = &self->input.calendar;
    g_autoptr(DaysOff) days_off = snapshot_share_days_off(share, app, conn, error);

    if (days_off == NULL)
        return false;
    calendar->place = days_off_home(prospect->country, prospect->region, prospect->city);
    if (days_off->entries->len == 0)
        return true;
    self->their_days = g_array_new(FALSE, FALSE, sizeof(OwnDays));
    self->our_days = g_array_new(FALSE, FALSE, sizeof(OwnDays));
    days_off_theirs(days_off, prospect->country, calendar->place, self->their_days);
    days_off_ours(days_off, self->user_id, self->our_days);
    calendar->theirs = (const OwnDays *)(const void *)self->their_days->data;
    calendar->their_count = self->their_days->len;
    calendar->ours = (const OwnDays *)(const void *)self->our_days->data;
    calendar->our_count = self->our_days->len;
    return true;
}

/* What suits this person now, for the planner to choose from. */
static bool
load_value_points(App *app, DbConn *conn, Snapshot *self, GError **error)
{
    Listener listener = {
        .title = self->prospect.title,
        .role = self->prospect.role,
        .language = self->prospect.language,
        .stage =
            talk_stage_of((int)self->prospect.attempts, self->nurture_until_us != INSTANT_NONE),
    };

    self->library = library_load(app, conn, error);
    if (self->library == NULL)
        return false;
    self->value_points = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    value_points_offer(self->library, &listener, self->value_points);
    self->input.value_points = (const uint64_t *)(const void *)self->value_points->data;
    self->input.value_point_count = self->value_points->len;
    return true;
}

bool
snapshot_expect(const App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    int64_t workspace_id = app->workspace_id;
    SqlProspectGetParams person = { .workspace_id = workspace_id, .id = prospect_id };
    SqlEnrollmentOpenOfParams open = { .workspace_id = workspace_id, .prospect_id = prospect_id };
    SqlTouchHistoryOfParams past = { .workspace_id = workspace_id, .prospect_id = prospect_id };
    SqlPromiseOfParams promises = { .workspace_id = workspace_id, .prospect_id = prospect_id };

    return sql_prospect_get_ahead(conn, &person, error) &&
           sql_enrollment_open_of_ahead(conn, &open, error) &&
           sql_touch_history_of_ahead(conn, &past, error) &&
           sql_promise_of_ahead(conn, &promises, error);
}

bool
snapshot_load_person(App *app, DbConn *conn, int64_t prospect_id, int64_t version_id,
                     Snapshot *self, GError **error)
{
    SqlProspectGetParams params = { .workspace_id = app->workspace_id, .id = prospect_id };

    *self = (Snapshot){ .mailbox_id = DB_NULL_INT, .nurture_until_us = INSTANT_NONE };
    if (!sql_prospect_get(conn, &params, &self->prospect, NULL, error))
        return false;
    if (version_id != DB_NULL_INT &&
        ((self->version = app_version(app, conn, version_id, error)) == NULL ||
         !load_links(app, conn, self, error)))
        return false;
    self->input.now_us = app_now_us(app);
    self->input.zone = app_zone_or_default(app, self->prospect.zone);
    self->input.seed = plan_seed(self);
    return true;
}

bool
snapshot_load_thread(App *app, DbConn *conn, int64_t prospect_id,
                     const SnapshotEnrollment *enrollment, Snapshot *self, GError **error)
{
    if (!snapshot_load_person(app, conn, prospect_id, enrollment->version_id, self, error))
        return false;
    self->enrollment_id = enrollment->id;
    self->mailbox_id = enrollment->mailbox_id;
    self->user_id = enrollment->user_id;
    self->attempts = g_array_new(FALSE, FALSE, sizeof(Attempt));
    self->thread = g_ptr_array_new_with_free_func(g_free);
    return load_attempts(app, conn, self, error);
}

/* Whoever was never contacted is under no pressure; nor does anybody ask for one who is in no
 * sequence. */
static bool
load_pressure(App *app, DbConn *conn, Snapshot *self, GError **error)
{
    GaugeOf whose = {
        .prospect_id = self->prospect.id,
        .account_id = self->prospect.account_id,
        .zone = self->input.zone,
        .floor_attempts = self->ruleset.floor_attempts,
        .shut = self->shut,
    };
    Gauge gauge;

    if (self->attempts->len == 0 || self->version == NULL)
        return true;
    g_autoptr(GArray) touches =
        g_array_sized_new(FALSE, FALSE, sizeof(GaugeTouch), self->attempts->len);
    g_autoptr(GHashTable) keys = gauge_keys_new();
    for (guint i = 0; i < self->attempts->len; i++) {
        const Attempt *attempt = &g_array_index(self->attempts, Attempt, i);
        if (!attempt->skipped)
            gauge_add_touch(touches, attempt->at_us, attempt->channel, attempt->outcome,
                            attempt->value_point, keys);
    }
    if (!gauge_load(app, conn, &whose, touches, &gauge, error))
        return false;
    self->input.pressure = gauge_pressure(&gauge, self->input.zone, self->input.now_us);
    return true;
}

bool
snapshot_load(App *app, DbConn *conn, int64_t prospect_id, const SnapshotEnrollment *enrollment,
              Snapshot *self, GError **error)
{
    g_auto(SqlEnrollmentOpenOfRow) row = { 0 };
    SnapshotEnrollment open_enrollment;
    int64_t shut_mask;
    bool found = true;

    *self = (Snapshot){
        .attempts = g_array_new(FALSE, FALSE, sizeof(Attempt)),
        .promises = g_array_new(FALSE, FALSE, sizeof(OpenPromise)),
        .colleague_touches = g_array_new(FALSE, FALSE, sizeof(Instant)),
        .thread = g_ptr_array_new_with_free_func(g_free),
        .mailbox_id = DB_NULL_INT,
        .nurture_until_us = INSTANT_NONE,
        .input = { .answered_us = INSTANT_NONE, .paused_until_us = INSTANT_NONE },
    };
    SqlProspectGetParams params = { .workspace_id = app->workspace_id, .id = prospect_id };
    if (!sql_prospect_get(conn, &params, &self->prospect, NULL, error))
        return false;
    if (enrollment == NULL) {
        if (!find_open_enrollment(app, conn, prospect_id, &row, &open_enrollment, &found, error))
            return false;
        enrollment = &open_enrollment;
    }
    self->user_id = self->prospect.owner_id != DB_NULL_INT ? self->prospect.owner_id : 0;
    if (!(found ? load_enrollment(app, conn, self, enrollment, error)
                : app_ruleset(app, conn, &self->ruleset, error)))
        return false;
    if (!load_attempts(app, conn, self, error) || !load_promises(app, conn, self, error) ||
        !load_colleague_touches(app, conn, self, error) ||
        !load_calendar(app, conn, self, found ? enrollment->share : NULL, error) ||
        !load_value_points(app, conn, self, error) ||
        !day_load_read(app, conn, self, &self->input.load, error))
        return false;
    ContactPoints points = { self->prospect.email, self->prospect.phone, self->prospect.mobile };
    if (!suppression_mask(app, conn, &points, &shut_mask, error))
        return false;
    shut_mask |= self->prospect.channels_shut;
    self->shut = shut_mask == -1;

    PlannerInput *input = &self->input;
    input->now_us = app_now_us(app);
    input->seed = plan_seed(self);
    input->ruleset = &self->ruleset;
    input->zone = app_zone_or_default(app, self->prospect.zone);
    input->shut = self->shut;
    find_unusable(self, shut_mask, input->unusable);
    input->attempts = (const Attempt *)(const void *)self->attempts->data;
    input->attempt_count = self->attempts->len;
    input->promises = (const OpenPromise *)(const void *)self->promises->data;
    input->promise_count = self->promises->len;
    input->account_touches_us = (const Instant *)(const void *)self->colleague_touches->data;
    input->account_touch_count = self->colleague_touches->len;
    return load_pressure(app, conn, self, error);
}

void
snapshot_clear(Snapshot *self)
{
    sql_prospect_get_row_clear(&self->prospect);
    g_clear_pointer(&self->attempts, g_array_unref);
    g_clear_pointer(&self->promises, g_array_unref);
    g_clear_pointer(&self->colleague_touches, g_array_unref);
    g_clear_pointer(&self->their_days, g_array_unref);
    g_clear_pointer(&self->our_days, g_array_unref);
    g_clear_pointer(&self->thread, g_ptr_array_unref);
    g_clear_pointer(&self->thread_subject, g_free);
    g_clear_pointer(&self->asset_links, json_decref);
    g_clear_pointer(&self->library, g_ptr_array_unref);
    g_clear_pointer(&self->value_points, g_array_unref);
}
