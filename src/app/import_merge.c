/* See import_merge.h. */
#include "app/import_merge.h"

#include <string.h>

#include "app/record.h"
#include "app/suppression.h"
#include "core/channel_kind.h"
#include "core/name_key.h"
#include "store/queries.h"

#define OPT_OUT_REASON "the imported file says so"

typedef struct {
    bool found;
    int64_t id;
    bool seen;          /* met in this file before */
    bool external_free; /* nobody else has the row's external id */
} Match;

/* An id met again with another address: the same person with a new address, unless the names say
 * otherwise (two systems, or two kinds of records, may count from one alike). */
static bool
may_be_same(ImportMerge *self, const ImportPerson *person, int64_t id, bool *ret, GError **error)
{
    g_auto(SqlImportPersonRow) row = { 0 };
    SqlImportPersonParams which = { .workspace_id = self->app->workspace_id, .id = id };

    *ret = true;
    if (person->email == NULL)
        return true;
    if (!sql_import_person(self->conn, &which, &row, NULL, error))
        return false;
    if (row.email == NULL || row.last_name == NULL || person->last_name == NULL)
        return true;
    g_autofree char *had = g_utf8_casefold(row.last_name, -1);
    g_autofree char *has = g_utf8_casefold(person->last_name, -1);
    *ret = strcmp(had, has) == 0;
    return true;
}

static bool
find(ImportMerge *self, const ImportPerson *person, Match *ret, GError **error)
{
    int64_t workspace_id = self->app->workspace_id;

    *ret = (Match){ .external_free = true };
    if (person->email_key != NULL) {
        g_auto(SqlProspectIdByEmailRow) row = { 0 };
        SqlProspectIdByEmailParams params = { .workspace_id = workspace_id,
                                              .email_key = person->email_key };
        ret->seen = person->email_seen;
        if (!sql_prospect_id_by_email(self->conn, &params, &row, &ret->found, error))
            return false;
        ret->id = row.id;
    }
    if (person->external_id != NULL) {
        g_auto(SqlProspectIdByExternalRow) row = { 0 };
        SqlProspectIdByExternalParams params = { .workspace_id = workspace_id,
                                                 .external_id = person->external_id };
        bool found;
        if (!sql_prospect_id_by_external(self->conn, &params, &row, &found, error))
            return false;
        ret->external_free = !found || (ret->found && row.id == ret->id);
        if (found && !ret->found) {
            if (!may_be_same(self, person, row.id, &ret->found, error))
                return false;
            ret->external_free = ret->found;
            ret->id = row.id;
            ret->seen = person->external_seen;
        }
    }
    return true;
}

static bool
account_of(ImportMerge *self, const ImportPerson *person, bool by_domain, int64_t *ret_id,
           GError **error)
{
    AccountHint hint = { .external_id = person->account_external_id,
                         .name = person->company,
                         .name_key = person->company_key,
                         .hash = person->account_hash };

    if (by_domain || hint.external_id != NULL || hint.name != NULL)
        hint.domain = person->domain;
    return import_account_resolve(&self->accounts, &hint, ret_id, error);
}

static SqlImportPersonInsertParams
insert_params(ImportMerge *self, const ImportPerson *person, int64_t account_id, int64_t shut)
{
    int64_t owner_id = person->owner_id != 0 ? person->owner_id : self->owner_id;

    return (SqlImportPersonInsertParams){
        .workspace_id = self->app->workspace_id,
        .account_id = account_id != 0 ? account_id : DB_NULL_INT,
        .owner_id = owner_id != 0 ? owner_id : DB_NULL_INT,
        .email = person->email,
        .email_key = person->email_key,
        .external_id = person->external_id,
        .first_name = person->first_name,
        .last_name = person->last_name,
        .name_key = person->name_key,
        .title = person->title,
        .role = person->role,
        .phone = person->phone,
        .mobile = person->mobile,
        .linkedin = person->linkedin,
        .country = person->country,
        .region = person->region,
        .city = person->city,
        .zone = person->zone,
        .zone_source = zone_source_name(person->zone_source),
        .language = person->language,
        .source = person->source,
        .fields = person->fields,
        .channels_shut = shut,
        .created_us = person->created_us != INSTANT_NONE ? person->created_us : self->now_us,
        .updated_us = self->now_us,
    };
}

/* Shuts what the file says, channel by channel, with its record and its suppressions. */
static bool
shut(ImportMerge *self, int64_t prospect_id, int64_t already, int64_t wanted, GError **error)
{
    if (already == -1 || wanted == 0)
        return true;
    if (wanted == -1)
        return prospect_shut(self->app, self->conn, prospect_id, CHANNEL_NONE, OPT_OUT_REASON,
                             self->user_id, error);
    for (int channel = 0; channel < CHANNEL_COUNT; channel++) {
        int64_t bit = INT64_C(1) << channel;
        if ((wanted & bit) != 0 && (already & bit) == 0 &&
            !prospect_shut(self->app, self->conn, prospect_id, (ChannelKind)channel, OPT_OUT_REASON,
                           self->user_id, error))
            return false;
    }
    return true;
}

void
import_merge_gather(ImportMerge *self)
{
    self->waiting = g_array_new(FALSE, FALSE, sizeof(SqlImportPersonInsertParams));
}

bool
import_merge_flush(ImportMerge *self, GError **error)
{
    GArray *waiting = self->waiting;

    if (waiting == NULL || waiting->len == 0)
        return true;
    bool done = sql_import_person_insert_rows(
        self->conn, (const SqlImportPersonInsertParams *)(void *)waiting->data, waiting->len,
        error);
    g_array_set_size(waiting, 0);
    return done;
}

bool
import_merge_create(ImportMerge *self, const ImportPerson *person, GError **error)
{
    int64_t account_id, mask = 0;
    ContactPoints points = { person->email, person->phone, person->mobile };

    if (!account_of(self, person, true, &account_id, error) ||
        (self->may_be_suppressed &&
         !suppression_mask(self->app, self->conn, &points, &mask, error)))
        return false;
    SqlImportPersonInsertParams params = insert_params(self, person, account_id, mask);
    self->created++;
    if (person->shut == 0 && self->waiting != NULL) {
        g_array_append_val(self->waiting, params);
        return true;
    }
    if (person->shut == 0)
        return sql_import_person_insert_later(self->conn, &params, error);
    g_auto(SqlImportPersonInsertIdRow) row = { 0 };
    SqlImportPersonInsertIdParams same;
    G_STATIC_ASSERT(sizeof same == sizeof params);
    memcpy(&same, &params, sizeof same);
    self->may_be_suppressed = true;
    return import_merge_flush(self, error) &&
           sql_import_person_insert_id(self->conn, &same, &row, NULL, error) &&
           shut(self, row.id, mask, person->shut, error);
}

/* The plain texts of a person: where the row has them, where the database, where the update. */
static const struct {
    gsize person, row, params;
} TEXTS[] = {
#define TEXT(name)                                                        \
    {                                                                     \
        offsetof(ImportPerson, name), offsetof(SqlImportPersonRow, name), \
            offsetof(SqlImportPersonUpdateParams, name)                   \
    }
    TEXT(first_name), TEXT(last_name), TEXT(title),  TEXT(role), TEXT(phone),    TEXT(mobile),
    TEXT(linkedin),   TEXT(country),   TEXT(region), TEXT(city), TEXT(language), TEXT(source),
#undef TEXT
};

static const char *
text_at(const void *structure, gsize offset)
{
    return *(const char *const *)((const char *)structure + offset);
}

/* True when the new value takes the old one's place. */
static bool
replaces(const char *value, const char *old, bool only_blanks)
{
    return value != NULL && (old == NULL || (!only_blanks && strcmp(value, old) != 0));
}

static bool
merge_texts(const ImportPerson *person, const SqlImportPersonRow *row, bool only_blanks,
            SqlImportPersonUpdateParams *params)
{
    bool changed = false;

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        const char *value = text_at(person, TEXTS[i].person), *old = text_at(row, TEXTS[i].row);
        bool takes = replaces(value, old, only_blanks);
        *(const char **)((char *)params + TEXTS[i].params) = takes ? value : old;
        changed = changed || takes;
    }
    return changed;
}

static bool
merge_zone(const ImportPerson *person, const SqlImportPersonRow *row, bool only_blanks,
           SqlImportPersonUpdateParams *params)
{
    ZoneSource old = zone_source_parse(row->zone_source);
    bool stronger = person->zone_source > old;
    bool as_strong = person->zone_source == old && old != ZONE_BY_WORKSPACE && !only_blanks;

    params->zone = row->zone;
    params->zone_source = row->zone_source;
    if (!stronger && !(as_strong && strcmp(person->zone, row->zone) != 0))
        return false;
    params->zone = person->zone;
    params->zone_source = zone_source_name(person->zone_source);
    return true;
}

/* Custom fields, one by one. `ret_owned` gets the new text when there is one; free with free(). */
static bool
merge_fields(const ImportPerson *person, const SqlImportPersonRow *row, bool only_blanks,
             SqlImportPersonUpdateParams *params, char **ret_owned, GError **error)
{
    const char *key;
    json_t *value;
    bool changed = false;

    params->fields = row->fields;
    if (person->fields == NULL || g_strcmp0(person->fields, row->fields) == 0)
        return true;
    if (row->fields == NULL) {
        params->fields = person->fields;
        return true;
    }
    g_autoptr(json_t) old = json_read(row->fields, strlen(row->fields), error);
    g_autoptr(json_t) new =
        old != NULL ? json_read(person->fields, strlen(person->fields), error) : NULL;
    if (new == NULL)
        return false;
    json_object_foreach(new, key, value)
    {
        json_t *had = json_object_get(old, key);
        if (had != NULL && (only_blanks || json_equal(had, value)))
            continue;
        json_object_set(old, key, value);
        changed = true;
    }
    if (changed)
        params->fields = *ret_owned = json_line(old);
    return true;
}

static void
complain_of_id(ImportMerge *self, const ImportPerson *person)
{
    import_errors_add(self->errors, person->line, self->external_header, person->external_id,
                      "somebody else has this id already; the address decided who is meant");
}

/* Address and external id, which must stay unique. An id once known stays: other files name the
 * person by it. */
static bool
merge_keys(ImportMerge *self, const ImportPerson *person, const SqlImportPersonRow *row,
           const Match *match, SqlImportPersonUpdateParams *params)
{
    bool email = replaces(person->email, row->email, match->seen);
    bool external = !person->from_phone && replaces(person->external_id, row->external_id, true);

    if (external && !match->external_free) {
        external = false;
        complain_of_id(self, person);
    }
    params->email = email ? person->email : row->email;
    params->email_bounced = row->email_bounced;
    params->external_id = external ? person->external_id : row->external_id;
    return email || external;
}

/* Who the file names, else whoever was, else the importer's choice. */
static bool
merge_owner(const ImportMerge *self, const ImportPerson *person, const SqlImportPersonRow *row,
            bool only_blanks, SqlImportPersonUpdateParams *params)
{
    bool has = row->owner_id != DB_NULL_INT;

    params->owner_id = row->owner_id;
    if (person->owner_id != 0 && !(has && only_blanks))
        params->owner_id = person->owner_id;
    else if (self->owner_id != 0 && !has)
        params->owner_id = self->owner_id;
    return params->owner_id != row->owner_id;
}

/* The row, and name and owner where enrollments are sorted by them. */
static bool
write_person(const ImportMerge *self, const SqlImportPersonRow *row,
             const SqlImportPersonUpdateParams *params, GError **error)
{
    SqlEnrollmentFollowPersonParams sorted_by = { .name_key = params->name_key,
                                                  .owner_id = params->owner_id,
                                                  .workspace_id = params->workspace_id,
                                                  .prospect_id = params->id };
    bool moved = g_strcmp0(row->first_name, params->first_name) != 0 ||
                 g_strcmp0(row->last_name, params->last_name) != 0 ||
                 row->owner_id != params->owner_id;

    return sql_import_person_update(self->conn, params, NULL, error) &&
           (!moved || sql_enrollment_follow_person(self->conn, &sorted_by, NULL, error));
}

static bool
update(ImportMerge *self, const ImportPerson *person, const Match *match, GError **error)
{
    g_auto(SqlImportPersonRow) row = { 0 };
    SqlImportPersonParams which = { .workspace_id = self->app->workspace_id, .id = match->id };
    int64_t account_id;
    char *merged = NULL;

    if (!sql_import_person(self->conn, &which, &row, NULL, error) ||
        !account_of(self, person, row.account_id == DB_NULL_INT, &account_id, error))
        return false;
    SqlImportPersonUpdateParams params = {
        .account_id = row.account_id,
        .phone_wrong = row.phone_wrong,
        .updated_us = self->now_us,
        .workspace_id = which.workspace_id,
        .id = match->id,
    };
    bool changed = merge_texts(person, &row, match->seen, &params);
    changed = merge_zone(person, &row, match->seen, &params) || changed;
    changed = merge_keys(self, person, &row, match, &params) || changed;
    if (!merge_fields(person, &row, match->seen, &params, &merged, error))
        return false;
    changed = changed || params.fields != row.fields;
    if (account_id != 0 && (row.account_id == DB_NULL_INT || !match->seen) &&
        account_id != row.account_id) {
        params.account_id = account_id;
        changed = true;
    }
    changed = merge_owner(self, person, &row, match->seen, &params) || changed;
    g_autofree char *email_key = params.email != NULL ? g_utf8_strdown(params.email, -1) : NULL;
    g_autofree char *name_key = name_key_of(params.first_name, params.last_name);
    params.email_key = email_key;
    params.name_key = name_key;
    if (g_strcmp0(email_key, person->email_key) == 0 && g_strcmp0(row.email, params.email) != 0)
        params.email_bounced = 0;
    if (g_strcmp0(row.phone, params.phone) != 0)
        params.phone_wrong = 0;
    bool shuts =
        person->shut != 0 && row.channels_shut != -1 && (person->shut & ~row.channels_shut) != 0;
    bool done = !changed || write_person(self, &row, &params, error);
    free(merged);
    if (changed || shuts)
        self->updated++;
    else
        self->skipped++;
    return done && (!shuts || shut(self, match->id, row.channels_shut, person->shut, error));
}

bool
import_merge_person(ImportMerge *self, const ImportPerson *person, GError **error)
{
    Match match;

    if (!find(self, person, &match, error))
        return false;
    if (match.found)
        return update(self, person, &match, error);
    if (match.external_free)
        return import_merge_create(self, person, error);
    ImportPerson without_id = *person;
    without_id.external_id = NULL;
    complain_of_id(self, person);
    return import_merge_create(self, &without_id, error);
}
