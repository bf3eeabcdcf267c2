/* Rows to people. See import_person.h. */
#include "app/import_person.h"

#include <string.h>

#include "app/import_field.h"
#include "app/import_text.h"
#include "core/name_key.h"

#define SAMPLED_ROWS 100
#define MAX_SAMPLE 80 /* characters */
#define CHUNK_SIZE (256 << 10)

static const char *const ZONE_SOURCES[] = {
    [ZONE_BY_WORKSPACE] = "workspace", [ZONE_BY_PHONE] = "phone", [ZONE_BY_COUNTRY] = "country",
    [ZONE_BY_COLUMN] = "column",       [ZONE_BY_USER] = "user",
};

const char *
zone_source_name(ZoneSource source)
{
    return ZONE_SOURCES[source];
}

ZoneSource
zone_source_parse(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ZONE_SOURCES); i++)
        if (g_strcmp0(name, ZONE_SOURCES[i]) == 0)
            return (ZoneSource)i;
    return ZONE_BY_USER;
}

ImportBatch *
import_batch_new(void)
{
    ImportBatch *self = g_new0(ImportBatch, 1);

    self->texts = g_string_chunk_new(CHUNK_SIZE);
    self->people = g_array_new(FALSE, FALSE, sizeof(ImportPerson));
    import_errors_init(&self->errors);
    return self;
}

void
import_batch_clear(ImportBatch *self)
{
    g_string_chunk_clear(self->texts);
    g_array_set_size(self->people, 0);
    g_ptr_array_set_size(self->errors.entries, 0);
    self->errors.count = 0;
    self->rows = 0;
}

void
import_batch_free(ImportBatch *self)
{
    if (self == NULL)
        return;
    g_string_chunk_free(self->texts);
    g_array_unref(self->people);
    import_errors_clear(&self->errors);
    g_free(self);
}

void
import_person_reader_init(ImportPersonReader *self, const ImportMap *map, const Zone *zone)
{
    *self = (ImportPersonReader){
        .map = map,
        .zone = zone,
        .strangers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .scratch = g_string_new(NULL),
        .samples = g_new0(char *, map->column_count + 1),
        .json_keys = g_new0(char *, map->column_count + 1),
    };
    for (gsize c = 0; c < map->column_count; c++) {
        if (map->columns[c].custom_key == NULL)
            continue;
        g_autoptr(GString) key = g_string_new(NULL);
        import_text_append_json(key, map->columns[c].custom_key);
        g_string_append_c(key, ':');
        self->json_keys[c] = g_string_free(g_steal_pointer(&key), FALSE);
    }
}

void
import_person_reader_clear(ImportPersonReader *self)
{
    for (gsize c = 0; self->json_keys != NULL && c < self->map->column_count; c++) {
        g_free(self->json_keys[c]);
        g_free(self->samples[c]);
    }
    g_clear_pointer(&self->samples, g_free);
    g_clear_pointer(&self->json_keys, g_free);
    g_clear_pointer(&self->strangers, g_hash_table_unref);
    if (self->scratch != NULL)
        g_string_free(self->scratch, TRUE);
    self->scratch = NULL;
}

/* Who has neither address nor id is known by a number and a name, so that importing twice finds the
 * same person. */
static bool
identify(ImportRow *self)
{
    ImportPerson *person = &self->person;
    const char *number = person->mobile != NULL ? person->mobile : person->phone;

    if (person->email != NULL || person->external_id != NULL)
        return true;
    if (number == NULL) {
        import_errors_add(&self->batch->errors, self->row->line, NULL, NULL,
                          "nothing identifies this person: no usable address, number or id");
        return false;
    }
    GString *key = self->reader->scratch;
    g_string_printf(key, "tel:%s;", number);
    name_key_append(key, person->first_name, person->last_name);
    person->external_id = g_string_chunk_insert_len(self->batch->texts, key->str, (gssize)key->len);
    person->from_phone = true;
    return true;
}

static const char *
key_of(ImportRow *self, const char *first, const char *last)
{
    GString *key = self->reader->scratch;

    g_string_truncate(key, 0);
    name_key_append(key, first, last);
    return g_string_chunk_insert_len(self->batch->texts, key->str, (gssize)key->len);
}

static void
take_company_key(ImportRow *self)
{
    ImportPerson *person = &self->person;

    person->company_key = key_of(self, NULL, person->company);
    if (person->company_key[0] != '\0')
        person->account_hash =
            import_account_hash(person->company_key, person->domain, person->account_external_id);
}

/* The hash under which a key of this file is remembered; 0: none is. */
static uint64_t
expect_key(const ImportPersonReader *self, const char *key, uint64_t kind)
{
    if (key == NULL || self->seen == NULL)
        return 0;
    uint64_t hash = hash_text(key, kind);
    import_seen_expect(self->seen, hash);
    return hash;
}

/* Has the key come before in this file? From now on it has. */
static bool
came_before(ImportPersonReader *self, uint64_t hash)
{
    if (hash == 0)
        return false;
    bool seen = import_seen_has(self->seen, hash);
    import_seen_add(self->seen, hash);
    return seen;
}

/* What stands in each column, for the preview. */
static void
note_samples(ImportPersonReader *self, const CsvRow *row)
{
    if (self->rows++ >= SAMPLED_ROWS)
        return;
    for (gsize c = 0; c < MIN(row->count, self->map->column_count); c++)
        if (row->fields[c][0] != '\0' && self->samples[c] == NULL)
            self->samples[c] = g_utf8_substring(row->fields[c], 0,
                                                MIN(MAX_SAMPLE, g_utf8_strlen(row->fields[c], -1)));
}

/* Cells beyond the header's columns have no meaning: most often a quote or a delimiter too many has
 * moved the others, and may have swallowed the next line. */
static void
note_excess(ImportRow *self)
{
    for (gsize c = self->reader->map->column_count; c < self->row->count; c++) {
        if (self->row->fields[c][0] == '\0')
            continue;
        import_errors_add(&self->batch->errors, self->row->line, NULL, self->row->fields[c],
                          "more cells than the header names columns, so this one was left out; is "
                          "a quote or a delimiter in the row meant as text?");
        return;
    }
}

void
import_person_read(ImportPersonReader *self, const CsvRow *row, ImportBatch *batch)
{
    ImportRow reading = { .reader = self, .row = row, .batch = batch };
    ImportPerson *person = &reading.person;

    batch->rows++;
    note_samples(self, row);
    note_excess(&reading);
    person->line = row->line;
    import_field_email(&reading);
    import_field_external_id(&reading);
    import_field_names(&reading);
    import_field_place(&reading);
    person->phone = import_field_phone(&reading, IMPORT_PHONE);
    person->mobile = import_field_phone(&reading, IMPORT_MOBILE);
    if (!identify(&reading))
        return;
    uint64_t email_hash = expect_key(self, person->email_key, 1);
    uint64_t external_hash = expect_key(self, person->external_id, 2);
    import_field_zone(&reading);
    import_field_company(&reading);
    person->title = import_field_text(&reading, IMPORT_TITLE);
    person->role = import_field_text(&reading, IMPORT_ROLE);
    person->linkedin = import_field_text(&reading, IMPORT_LINKEDIN);
    person->language = import_field_text(&reading, IMPORT_LANGUAGE);
    person->source = import_field_text(&reading, IMPORT_SOURCE);
    import_field_owner(&reading);
    import_field_shut(&reading);
    import_field_created(&reading);
    import_field_custom(&reading);
    person->name_key = key_of(&reading, person->first_name, person->last_name);
    if (person->company != NULL)
        take_company_key(&reading);
    person->email_seen = came_before(self, email_hash);
    person->external_seen = came_before(self, external_hash);
    g_array_append_val(batch->people, *person);
}
