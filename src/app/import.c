/* From a file to the database. See import.h. */
#include "app/import.h"

#include <string.h>

#include "app/import_feed.h"
#include "app/import_fresh.h"
#include "store/queries.h"
#include "text/place.h"

#define SAMPLE_ROWS 5
#define BYTES_PER_KEY 60 /* a row of a file with two keys is rarely shorter than twice that */
#define UNKNOWN_KEYS 2000000
#define AHEAD 8 /* rows from whose company is asked for to when it is needed */

typedef struct {
    App *app;
    const ImportOptions *options;
    ImportSource source;
    ImportMap *map;
    GHashTable *users;
    ImportPersonReader reader;
    ImportSeen seen;
    ImportErrors errors;
    json_t *people; /* the first rows, as taken */
    uint64_t rows;
} Import;

static void
import_clear(Import *self)
{
    import_person_reader_clear(&self->reader);
    g_clear_pointer(&self->map, import_map_free);
    g_clear_pointer(&self->users, g_hash_table_unref);
    import_seen_clear(&self->seen);
    import_source_clear(&self->source);
    import_errors_clear(&self->errors);
    json_decref(self->people);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Import, import_clear)

GHashTable *
import_users(App *app, DbConn *conn, GError **error)
{
    SqlUserListParams params = { .workspace_id = app->workspace_id };
    SqlUserListRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_user_list(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    g_autoptr(GHashTable) users = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    while ((step = sql_user_list_next(cursor, &row, error)) == DB_ROW) {
        g_hash_table_insert(users, g_utf8_strdown(row.email, -1), GINT_TO_POINTER((int)row.id));
        g_hash_table_insert(users, g_utf8_strdown(row.name, -1), GINT_TO_POINTER((int)row.id));
    }
    return step == DB_DONE ? g_steal_pointer(&users) : NULL;
}

static bool
import_begin(Import *self, App *app, const ImportOptions *options, GError **error)
{
    const char *country = NULL;

    *self = (Import){ .app = app, .options = options, .source = { .fd = -1 } };
    self->people = json_array();
    import_errors_init(&self->errors);
    if (options->country != NULL && options->country[0] != '\0') {
        country = place_country_code(options->country);
        if (country == NULL)
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "country: \"%.60s\" is no country; write its English name or its two "
                             "letters",
                             options->country);
    }
    if (!import_source_open(&self->source, options->file, options->text, error))
        return false;
    import_errors_take(&self->errors, &self->source.errors);
    self->map = import_map_new((const char *const *)self->source.headers, self->source.header_count,
                               options->preset, options->overrides, error);
    if (self->map == NULL) {
        g_prefix_error(error, "%s: ", self->source.name);
        return false;
    }
    import_person_reader_init(&self->reader, self->map, app->zone);
    self->reader.country = country;
    return true;
}

static json_t *
person_json(const ImportPerson *person)
{
    json_t *object = json_object();

    json_set_text(object, "email", person->email);
    json_set_text(object, "first_name", person->first_name);
    json_set_text(object, "last_name", person->last_name);
    json_set_text(object, "title", person->title);
    json_set_text(object, "company", person->company);
    json_set_text(object, "phone", person->phone);
    json_set_text(object, "mobile", person->mobile);
    json_set_text(object, "country", person->country);
    json_set_text(object, "zone", person->zone);
    json_set_text(object, "zone_source", zone_source_name(person->zone_source));
    json_set_text(object, "external_id", person->external_id);
    json_object_set_new(object, "fields",
                        person->fields != NULL ? json_loads(person->fields, 0, NULL) : json_null());
    return object;
}

static void
note_people(Import *self, const ImportBatch *batch)
{
    for (guint i = 0; i < batch->people->len && json_array_size(self->people) < SAMPLE_ROWS; i++)
        json_array_append_new(self->people,
                              person_json(&g_array_index(batch->people, ImportPerson, i)));
}

static json_t *
mapping_json(const Import *self, json_t *map)
{
    json_t *columns = json_object_get(map, "columns"), *mapping = json_array(), *column;
    gsize index;

    json_array_foreach(columns, index, column)
    {
        json_t *one = json_deep_copy(column);
        json_set_int(one, "column", (int64_t)index + 1);
        json_set_text(one, "sample", self->reader.samples[index]);
        json_array_append_new(mapping, one);
    }
    return mapping;
}

static json_t *
notes_json(const Import *self)
{
    json_t *notes = json_array();
    GHashTableIter iter;
    gpointer name, count;
    g_autoptr(GString) names = g_string_new(NULL);

    g_hash_table_iter_init(&iter, self->reader.strangers);
    while (g_hash_table_iter_next(&iter, &name, &count) && names->len < 300)
        g_string_append_printf(names, "%s%s (%d)", names->len > 0 ? ", " : "", (char *)name,
                               GPOINTER_TO_INT(count));
    if (names->len == 0)
        return notes;
    g_autofree char *note = g_strdup_printf(
        "These owners are no users here, so their people have none: %s. Add them with `seventh "
        "user add` and import again.",
        names->str);
    json_array_append_new(notes, json_string(note));
    return notes;
}

static void
set_about_file(const Import *self, json_t *result)
{
    char delimiter[2] = { csv_reader_delimiter(self->source.csv), '\0' };
    g_autoptr(json_t) map = import_map_json(self->map);

    json_set_text(result, "encoding", csv_reader_encoding(self->source.csv));
    json_set_text(result, "delimiter", delimiter);
    json_set_text(result, "preset", json_text(map, "preset", NULL));
    json_object_set_new(result, "mapping", mapping_json(self, map));
    json_object_set(result, "unmapped", json_object_get(map, "unmapped"));
    json_object_set(result, "sample", self->people);
}

bool
import_preview(App *app, const ImportOptions *options, json_t **ret_result, GError **error)
{
    g_auto(Import) self;
    g_autoptr(ImportBatch) batch = import_batch_new();

    bool ended;

    if (!import_begin(&self, app, options, error) ||
        !import_fill(&self.source, &self.reader, batch, SAMPLE_ROWS, &ended, error))
        return false;
    note_people(&self, batch);
    *ret_result = json_object();
    set_about_file(&self, *ret_result);
    import_errors_take(&self.errors, &batch->errors);
    import_errors_report(&self.errors, *ret_result);
    return true;
}

/* A rep's own list is the rep's; who else imports says whose the people are. */
static bool
find_owner(Import *self, DbConn *conn, const Actor *actor, int64_t *ret_id, GError **error)
{
    *ret_id = actor->role == ROLE_REP ? actor->user_id : 0;
    return self->options->owner == NULL ||
           app_find_user(self->app, conn, self->options->owner, ret_id, error);
}

static bool
suppresses_anybody(Import *self, DbConn *conn, bool *ret, GError **error)
{
    SqlSuppressionListParams params = { .workspace_id = self->app->workspace_id,
                                        .after_kind = "",
                                        .after_value = "",
                                        .after_channel = "",
                                        .n = 1 };
    SqlSuppressionListRow row;

    g_autoptr(DbCursor) cursor = sql_suppression_list(conn, &params, error);
    if (cursor == NULL)
        return false;
    DbStep step = sql_suppression_list_next(cursor, &row, error);
    *ret = step == DB_ROW;
    return step != DB_FAILED;
}

static bool
write_people(ImportFresh *fresh, const ImportBatch *batch, GError **error)
{
    const ImportPerson *people = (const ImportPerson *)(void *)batch->people->data;
    guint count = batch->people->len;

    for (guint i = 0; i < count; i++) {
        if (i + AHEAD < count)
            import_account_expect(&fresh->merge->accounts, people[i + AHEAD].account_hash);
        if (!import_fresh_take(fresh, &people[i], error))
            return false;
    }
    return import_fresh_flush(fresh, error);
}

static bool
run(Import *self, ImportMerge *merge, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_auto(ImportFresh) fresh;
    bool going = import_fresh_begin(&fresh, merge, error);
    g_autoptr(ImportFeed) feed = import_feed_new(&self->source, &self->reader);
    ImportBatch *batch;

    while (going && (batch = import_feed_next(feed, &problem)) != NULL) {
        self->rows += batch->rows;
        note_people(self, batch);
        import_errors_take(&self->errors, &batch->errors);
        going = write_people(&fresh, batch, error);
        import_feed_give_back(feed, batch);
        if (self->app->progress != NULL)
            self->app->progress(self->app->progress_data, import_feed_offset(feed),
                                self->source.size);
    }
    if (problem != NULL) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    g_clear_pointer(&feed, import_feed_free);
    import_seen_clear(&self->seen); /* its memory sorts the indexes */
    return going && import_fresh_end(&fresh, error);
}

static void
merge_clear(ImportMerge *merge)
{
    import_accounts_clear(&merge->accounts);
    g_clear_pointer(&merge->waiting, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImportMerge, merge_clear)

static json_t *
result_json(Import *self, const ImportMerge *merge)
{
    json_t *result = json_object();
    uint64_t taken = merge->created + merge->updated + merge->skipped;

    json_set_int(result, "rows", (int64_t)self->rows);
    json_set_int(result, "created", (int64_t)merge->created);
    json_set_int(result, "updated", (int64_t)merge->updated);
    json_set_int(result, "skipped", (int64_t)merge->skipped);
    json_set_int(result, "rejected", (int64_t)(self->rows - taken));
    import_errors_report(&self->errors, result);
    json_set_int(result, "accounts", (int64_t)merge->accounts.created);
    set_about_file(self, result);
    json_object_set_new(result, "notes", notes_json(self));
    json_set_bool(result, "dry_run", self->options->dry_run);
    return result;
}

bool
import_prospects(App *app, const Actor *actor, const ImportOptions *options, json_t **ret_result,
                 GError **error)
{
    g_auto(Import) self;
    g_auto(ImportMerge)
        merge = { .app = app, .user_id = actor->user_id, .now_us = app_now_us(app) };

    if (!import_begin(&self, app, options, error))
        return false;
    g_autoptr(AppTransaction) write = app_load_begin(app, error);
    if (write == NULL)
        return false;
    self.reader.users = self.users = import_users(app, write->conn, error);
    if (self.users == NULL || !find_owner(&self, write->conn, actor, &merge.owner_id, error) ||
        !suppresses_anybody(&self, write->conn, &merge.may_be_suppressed, error))
        return false;
    merge.conn = write->conn;
    merge.errors = &self.errors;
    if (self.map->source_counts[IMPORT_EXTERNAL_ID] > 0)
        merge.external_header = self.map->columns[self.map->sources[IMPORT_EXTERNAL_ID][0]].header;
    import_accounts_init(&merge.accounts, app, write->conn);
    import_seen_init(&self.seen,
                     self.source.size != 0 ? self.source.size / BYTES_PER_KEY : UNKNOWN_KEYS);
    self.reader.seen = &self.seen;
    if (!run(&self, &merge, error) || !db_flush(write->conn, error))
        return false;
    if (!options->dry_run && !app_commit(write, error))
        return false;
    *ret_result = result_json(&self, &merge);
    return true;
}
