/* Validated changes to a prospect's row. */
#include "app/prospect_edit.h"

#include <string.h>

#include "app/prospect_fields.h"
#include "app/record.h"
#include "core/name_key.h"
#include "mail/compose.h"
#include "store/queries.h"
#include "text/phone.h"
#include "text/place.h"

#define MAX_FIELD 500

/* A row with what replaces it; NULL fields are cleared. */
typedef struct {
    SqlProspectGetRow row;
    SqlProspectUpdateParams to;
    GPtrArray *owned;
    bool email_changed, phone_changed;
} Edit;

static void
edit_clear(Edit *self)
{
    sql_prospect_get_row_clear(&self->row);
    g_clear_pointer(&self->owned, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Edit, edit_clear)

static const char *
own(Edit *self, char *text)
{
    g_ptr_array_add(self->owned, text);
    return text;
}

static bool
set_email(Edit *self, App *app, DbConn *conn, const char *value, GError **error)
{
    g_auto(SqlProspectIdByEmailRow) other = { 0 };
    bool found;

    self->email_changed = g_strcmp0(value, self->row.email) != 0;
    self->to.email = value;
    self->to.email_key = NULL;
    if (!self->email_changed && value == NULL)
        return true;
    if (value != NULL) {
        self->to.email_key = own(self, g_utf8_strdown(value, -1));
        if (self->email_changed && !mail_address_check(value, error)) {
            g_prefix_error(error, "email: ");
            return false;
        }
        SqlProspectIdByEmailParams which = { .workspace_id = app->workspace_id,
                                             .email_key = self->to.email_key };
        if (!sql_prospect_id_by_email(conn, &which, &other, &found, error))
            return false;
        if (found && other.id != self->row.id)
            return error_set(error, SEVENTH_ERROR_CONFLICT,
                             "email: %s belongs to another prospect (#%" G_GINT64_FORMAT ")", value,
                             other.id);
    }
    if (self->email_changed)
        self->to.email_bounced = 0;
    return true;
}

static bool
set_number(Edit *self, const char *name, const char *old, const char *value, const char **ret,
           GError **error)
{
    char e164[PHONE_SIZE];

    if (value != NULL) {
        if (!phone_to_e164(value, self->to.country, e164, error)) {
            g_prefix_error(error, "%s: ", name);
            return false;
        }
        value = own(self, g_strdup(e164));
    }
    if (g_strcmp0(value, old) != 0) {
        self->phone_changed = true;
        self->to.phone_wrong = 0;
    }
    *ret = value;
    return true;
}

static bool
set_zone(Edit *self, const char *value, GError **error)
{
    if (value == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "zone: name one, as Europe/Berlin; nobody lives without");
    if (zone_get(value, error) == NULL) {
        g_prefix_error(error, "zone: ");
        return false;
    }
    self->to.zone = value;
    self->to.zone_source = "given";
    return true;
}

static bool
set_country(Edit *self, const char *value, GError **error)
{
    const char *code = value != NULL ? place_country_code(value) : NULL;

    if (value != NULL && code == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "country: \"%.60s\" is unknown; write it as Germany or DE", value);
    bool guessed = g_strcmp0(self->row.zone_source, "given") != 0;
    const char *zone =
        code != NULL && guessed ? place_zone_of_country(code, self->row.region) : NULL;
    if (zone != NULL && g_strcmp0(code, self->row.country) != 0) {
        self->to.zone = zone;
        self->to.zone_source = "country";
    }
    self->to.country = code;
    return true;
}

/* The trimmed value of a change; false when it was not asked for. */
static bool
asked(Edit *self, const json_t *changes, const char *name, const char **ret_value)
{
    const json_t *value = json_object_get(changes, name);

    if (value == NULL || !json_is_string(value))
        return false;
    char *text = g_strstrip(g_strdup(json_string_value(value)));
    own(self, text);
    *ret_value = text[0] != '\0' ? text : NULL;
    return true;
}

static bool
set_plain_fields(Edit *self, const json_t *changes, GError **error)
{
    const struct {
        const char *name, **field;
    } fields[] = {
        { "first_name", &self->to.first_name }, { "last_name", &self->to.last_name },
        { "title", &self->to.title },           { "role", &self->to.role },
        { "linkedin", &self->to.linkedin },     { "language", &self->to.language },
    };
    const char *value;

    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
        if (!asked(self, changes, fields[i].name, &value))
            continue;
        if (value != NULL && g_utf8_strlen(value, -1) > MAX_FIELD)
            return error_set(error, SEVENTH_ERROR_INVALID, "%s: at most %d characters",
                             fields[i].name, MAX_FIELD);
        *fields[i].field = value;
    }
    self->to.name_key = own(self, name_key_of(self->to.first_name, self->to.last_name));
    return true;
}

static bool
set_own_fields(Edit *self, const json_t *changes, GError **error)
{
    const json_t *list = json_object_get(changes, "field");

    if (!json_is_array(list))
        return true;
    char *fields = prospect_fields_change(self->row.fields, list, error);
    if (fields == NULL)
        return false;
    self->to.fields = own(self, fields);
    return true;
}

static bool
apply_changes(Edit *self, App *app, DbConn *conn, const json_t *changes, GError **error)
{
    const char *value;

    return set_plain_fields(self, changes, error) && set_own_fields(self, changes, error) &&
           (!asked(self, changes, "country", &value) || set_country(self, value, error)) &&
           (!asked(self, changes, "zone", &value) || set_zone(self, value, error)) &&
           (!asked(self, changes, "phone", &value) ||
            set_number(self, "phone", self->row.phone, value, &self->to.phone, error)) &&
           (!asked(self, changes, "mobile", &value) ||
            set_number(self, "mobile", self->row.mobile, value, &self->to.mobile, error)) &&
           (!asked(self, changes, "email", &value) || set_email(self, app, conn, value, error));
}

static bool
edit_begin(Edit *self, App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = prospect_id };

    self->owned = g_ptr_array_new_with_free_func(g_free);
    if (!sql_prospect_get(conn, &which, &self->row, NULL, error))
        return false;
    const SqlProspectGetRow *row = &self->row;
    self->to = (SqlProspectUpdateParams){
        .email = row->email,
        .email_key = row->email != NULL ? own(self, g_utf8_strdown(row->email, -1)) : NULL,
        .first_name = row->first_name,
        .last_name = row->last_name,
        .title = row->title,
        .role = row->role,
        .phone = row->phone,
        .mobile = row->mobile,
        .linkedin = row->linkedin,
        .country = row->country,
        .zone = row->zone,
        .zone_source = row->zone_source,
        .language = row->language,
        .fields = row->fields,
        .email_bounced = row->email_bounced,
        .phone_wrong = row->phone_wrong,
        .updated_us = app_now_us(app),
        .workspace_id = app->workspace_id,
        .id = row->id,
    };
    return true;
}

typedef struct {
    int64_t id, enrollment_id;
    int step;
    char state[8], channel[12];
} Waiting;

/* Held touches, and with a new address mail that waits for the old one. */
static GArray *
find_waiting(const Edit *self, App *app, DbConn *conn, GError **error)
{
    SqlTouchOpenOfParams params = { .workspace_id = app->workspace_id,
                                    .prospect_id = self->row.id };
    SqlTouchOpenOfRow row;
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(Waiting));
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_touch_open_of(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_touch_open_of_next(cursor, &row, error)) == DB_ROW) {
        bool queued = strcmp(row.state, "queued") == 0;
        Waiting waiting = { .id = row.id,
                            .enrollment_id = row.enrollment_id,
                            .step = (int)row.step };
        if (strcmp(row.state, "held") != 0 && !(queued && self->email_changed))
            continue;
        g_strlcpy(waiting.state, row.state, sizeof waiting.state);
        g_strlcpy(waiting.channel, row.channel, sizeof waiting.channel);
        g_array_append_val(list, waiting);
    }
    return step == DB_DONE ? g_steal_pointer(&list) : NULL;
}

static bool
release_one(App *app, DbConn *conn, const Edit *edit, const Waiting *waiting, int64_t user_id,
            GError **error)
{
    bool queued = strcmp(waiting->state, "queued") == 0;
    int64_t changed = 1;
    SqlOutboxCancelParams mail = { .reply_text = "The address was changed.",
                                   .now_us = app_now_us(app),
                                   .workspace_id = app->workspace_id,
                                   .touch_id = waiting->id };
    SqlTouchSetStateParams touch = { .state = "cancelled",
                                     .workspace_id = app->workspace_id,
                                     .id = waiting->id,
                                     .from_state = waiting->state };
    LedgerEntry entry = {
        .prospect_id = edit->row.id,
        .kind = "cancelled",
        .touch_id = waiting->id,
        .enrollment_id = waiting->enrollment_id != DB_NULL_INT ? waiting->enrollment_id : 0,
        .user_id = user_id,
        .channel = waiting->channel,
        .step = waiting->step,
        .text = queued ? "The address was changed; it is written anew."
                       : "Their card was changed; tried again.",
    };
    SqlEnrollmentWakeParams wake = { .due_us = app_now_us(app),
                                     .workspace_id = app->workspace_id,
                                     .id = waiting->enrollment_id };

    if (queued && !sql_outbox_cancel(conn, &mail, &changed, error))
        return false;
    if (changed == 0)
        return true; /* it may have left already */
    return sql_touch_set_state(conn, &touch, NULL, error) &&
           ledger_note(app, conn, &entry, NULL, error) &&
           (waiting->enrollment_id == DB_NULL_INT || sql_enrollment_wake(conn, &wake, NULL, error));
}

static bool
rename_enrollments(Edit *edit, App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    SqlEnrollmentFollowPersonParams params = { .name_key = edit->to.name_key,
                                               .owner_id = edit->row.owner_id,
                                               .workspace_id = app->workspace_id,
                                               .prospect_id = prospect_id };
    return sql_enrollment_follow_person(conn, &params, NULL, error);
}

bool
prospect_edit(App *app, DbConn *conn, int64_t prospect_id, const json_t *changes, int64_t user_id,
              GError **error)
{
    g_auto(Edit) edit = { 0 };

    if (!edit_begin(&edit, app, conn, prospect_id, error) ||
        !apply_changes(&edit, app, conn, changes, error) ||
        !sql_prospect_update(conn, &edit.to, NULL, error) ||
        !rename_enrollments(&edit, app, conn, prospect_id, error))
        return false;
    g_autoptr(GArray) waiting = find_waiting(&edit, app, conn, error);
    if (waiting == NULL)
        return false;
    for (guint i = 0; i < waiting->len; i++)
        if (!release_one(app, conn, &edit, &g_array_index(waiting, Waiting, i), user_id, error))
            return false;
    bool opened = edit.email_changed || edit.phone_changed;
    return !opened || enrollment_wake_open(app, conn, prospect_id, error);
}
