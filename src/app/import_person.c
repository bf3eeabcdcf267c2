/* Rows to people. See import_person.h. */
#include "app/import_person.h"

#include <string.h>

#include "app/import_text.h"
#include "core/channel_kind.h"
#include "core/name_key.h"
#include "mail/compose.h"
#include "text/fold.h"
#include "text/phone.h"
#include "text/place.h"

#define MAX_TEXT 500      /* bytes of a plain field */
#define MAX_CUSTOM 4000   /* bytes of a custom field */
#define MAX_FIELDS 60000  /* bytes of all custom fields of a person */
#define MAX_STRANGERS 100 /* unknown owners remembered by name */
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

/* What one row needs while it is read. */
typedef struct {
    ImportPersonReader *reader;
    const CsvRow *row;
    ImportBatch *batch;
    ImportPerson person;
    const char *region_code; /* the country for numbers */
} RowReading;

static void
complain(RowReading *self, gsize column, const char *value, const char *message)
{
    import_errors_add(&self->batch->errors, self->row->line,
                      self->reader->map->columns[column].header, value, message);
}

/* A plain text field. */
static const char *
take(RowReading *self, ImportField field)
{
    gsize column;
    bool cut;
    const char *text = import_map_text(self->reader->map, field, self->row, &column);

    if (text == NULL)
        return NULL;
    const char *clean = import_text_clean(self->batch->texts, text, MAX_TEXT, &cut);
    if (cut)
        complain(self, column, clean, "longer than 500 bytes; the rest was cut off");
    return clean;
}

/* "mailto:ana@example.com", "Ana <ana@example.com>" and plain addresses. */
static void
take_email(RowReading *self)
{
    g_autoptr(GError) error = NULL;
    gsize column;
    const char *text = import_map_text(self->reader->map, IMPORT_EMAIL, self->row, &column);

    if (text == NULL)
        return;
    char *address = (char *)import_text_clean(self->batch->texts, text, MAX_TEXT, NULL);
    if (address == NULL)
        return;
    if (g_ascii_strncasecmp(address, "mailto:", 7) == 0)
        address += 7;
    char *open = strrchr(address, '<'), *close = open != NULL ? strchr(open, '>') : NULL;
    if (close != NULL) {
        *close = '\0';
        address = open + 1;
    }
    if (!mail_address_check(address, &error)) {
        complain(self, column, text, error->message);
        return;
    }
    self->person.email = address;
    char *key = g_string_chunk_insert(self->batch->texts, address);
    bool plain = true;
    for (char *p = key; *p != '\0'; p++) {
        plain = plain && (unsigned char)*p < 0x80;
        *p = g_ascii_tolower(*p);
    }
    if (!plain) {
        g_autofree char *lower = g_utf8_strdown(address, -1);
        key = g_string_chunk_insert(self->batch->texts, lower);
    }
    self->person.email_key = key;
}

/* Names: as given, or from the full name: "Ana Lopez", "Lopez, Ana". */
static void
take_names(RowReading *self)
{
    ImportPerson *person = &self->person;

    person->first_name = take(self, IMPORT_FIRST_NAME);
    person->last_name = take(self, IMPORT_LAST_NAME);
    if (person->first_name != NULL || person->last_name != NULL)
        return;
    char *full = (char *)take(self, IMPORT_FULL_NAME);
    if (full == NULL)
        return;
    char *comma = strchr(full, ','), *blank = strrchr(full, ' ');
    if (comma != NULL && comma != full) {
        *comma = '\0';
        person->last_name = full;
        person->first_name = import_text_clean(self->batch->texts, comma + 1, MAX_TEXT, NULL);
    } else if (blank != NULL) {
        *blank = '\0';
        person->first_name = full;
        person->last_name = blank + 1;
    } else {
        person->last_name = full;
    }
}

static void
take_place(RowReading *self)
{
    ImportPerson *person = &self->person;
    gsize column;
    const char *text = import_map_text(self->reader->map, IMPORT_COUNTRY, self->row, &column);

    if (text != NULL) {
        const char *clean = import_text_clean(self->batch->texts, text, MAX_TEXT, NULL);
        person->country = clean != NULL ? place_country_code(clean) : NULL;
        if (clean != NULL && person->country == NULL)
            complain(self, column, text,
                     "no country is known by this name; write its English name or its two letters");
    } else {
        person->country = self->reader->country;
    }
    person->region = take(self, IMPORT_REGION);
    person->city = take(self, IMPORT_CITY);
}

/* "(805) 247-8982", "732-984-5010": grouped as only North America does. */
static bool
looks_north_american(const char *text)
{
    static const char *const SHAPES[] = { "Ndd-Ndd-dddd", "(Ndd) Ndd-dddd", "(Ndd)Ndd-dddd",
                                          "Ndd.Ndd.dddd", "Ndd Ndd-dddd",   "1-Ndd-Ndd-dddd" };

    for (gsize i = 0; i < G_N_ELEMENTS(SHAPES); i++) {
        const char *p = text, *shape = SHAPES[i];
        for (; *shape != '\0'; p++, shape++)
            if (!(*shape == 'd'   ? g_ascii_isdigit(*p)
                  : *shape == 'N' ? *p >= '2' && *p <= '9'
                                  : *p == *shape))
                break;
        if (*shape == '\0' && !g_ascii_isdigit(*p))
            return true;
    }
    return false;
}

static const char *
take_phone(RowReading *self, ImportField field)
{
    g_autoptr(GError) error = NULL;
    char number[PHONE_SIZE];
    gsize column;
    const char *text = import_map_text(self->reader->map, field, self->row, &column);

    if (text == NULL)
        return NULL;
    const char *country = self->person.country;
    if (country == NULL && looks_north_american(text))
        country = "US";
    if (phone_to_e164(text, country, number, &error))
        return g_string_chunk_insert(self->batch->texts, number);
    complain(self, column, text, error->message);
    return NULL;
}

/* HubSpot writes "us_slash_eastern". */
static const Zone *
zone_named(const char *name)
{
    const Zone *zone = zone_get(name, NULL);
    const char *slash = strstr(name, "_slash_");

    if (zone != NULL || slash == NULL)
        return zone;
    g_autoptr(GString) proper = g_string_new(name);
    g_string_replace(proper, "_slash_", "/", 0);
    bool start = true;
    for (gsize i = 0; i < proper->len; i++) {
        if (start)
            proper->str[i] = g_ascii_toupper(proper->str[i]);
        start = !g_ascii_isalpha(proper->str[i]);
    }
    if (g_str_has_prefix(proper->str, "Us/"))
        proper->str[1] = 'S';
    return zone_get(proper->str, NULL);
}

/* From the column, else the country, else a number, else the workspace. */
static void
take_zone(RowReading *self)
{
    ImportPerson *person = &self->person;
    gsize column;
    const char *text = import_map_text(self->reader->map, IMPORT_ZONE, self->row, &column);

    if (text != NULL) {
        const char *clean = import_text_clean(self->batch->texts, text, MAX_TEXT, NULL);
        const Zone *zone = clean != NULL ? zone_named(clean) : NULL;
        if (zone != NULL) {
            person->zone = zone_name(zone);
            person->zone_source = ZONE_BY_COLUMN;
            return;
        }
        if (clean != NULL)
            complain(self, column, text,
                     "no such time zone; write it as Europe/Berlin. Another was guessed");
    }
    person->zone_source = ZONE_BY_COUNTRY;
    person->zone =
        person->country != NULL ? place_zone_of_country(person->country, person->region) : NULL;
    if (person->zone != NULL)
        return;
    person->zone_source = ZONE_BY_PHONE;
    if (person->phone != NULL)
        person->zone = place_zone_of_phone(person->phone);
    if (person->zone == NULL && person->mobile != NULL)
        person->zone = place_zone_of_phone(person->mobile);
    if (person->zone != NULL)
        return;
    person->zone_source = ZONE_BY_WORKSPACE;
    person->zone = zone_name(self->reader->zone);
}

static void
take_owner(RowReading *self)
{
    ImportPersonReader *reader = self->reader;
    const char *text = take(self, IMPORT_OWNER);

    if (text == NULL)
        return;
    g_autofree char *key = g_utf8_strdown(text, -1);
    gpointer id = reader->users != NULL ? g_hash_table_lookup(reader->users, key) : NULL;
    if (id != NULL) {
        self->person.owner_id = GPOINTER_TO_INT(id);
        return;
    }
    gpointer count = g_hash_table_lookup(reader->strangers, text);
    if (count != NULL || g_hash_table_size(reader->strangers) < MAX_STRANGERS)
        g_hash_table_insert(reader->strangers, g_strdup(text),
                            GINT_TO_POINTER(GPOINTER_TO_INT(count) + 1));
}

static void
take_company(RowReading *self)
{
    ImportPerson *person = &self->person;
    char domain[254];
    gsize column;
    const char *site =
        import_map_text(self->reader->map, IMPORT_COMPANY_DOMAIN, self->row, &column);

    person->company = take(self, IMPORT_COMPANY);
    person->account_external_id = take(self, IMPORT_ACCOUNT_EXTERNAL_ID);
    if (site != NULL && import_domain_of(site, domain, sizeof domain) &&
        !import_domain_is_shared(domain)) {
        person->domain = g_string_chunk_insert(self->batch->texts, domain);
    } else if (person->email_key != NULL) {
        const char *mail_domain = strrchr(person->email_key, '@') + 1;
        if (!import_domain_is_shared(mail_domain)) {
            person->domain = mail_domain;
            person->domain_guessed = true;
        }
    }
}

static void
take_shut(RowReading *self)
{
    const ImportMap *map = self->reader->map;
    static const ChannelKind BY_NUMBER[] = { CHANNEL_CALL, CHANNEL_VOICEMAIL, CHANNEL_SMS };

    if (import_map_flag(map, IMPORT_OPTED_OUT, self->row)) {
        self->person.shut = -1;
        return;
    }
    if (import_map_flag(map, IMPORT_NO_EMAIL, self->row))
        self->person.shut |= INT64_C(1) << CHANNEL_EMAIL;
    if (import_map_flag(map, IMPORT_NO_CALL, self->row))
        for (gsize i = 0; i < G_N_ELEMENTS(BY_NUMBER); i++)
            self->person.shut |= INT64_C(1) << BY_NUMBER[i];
}

static void
take_custom(RowReading *self)
{
    const ImportPersonReader *reader = self->reader;
    GString *json = reader->scratch;
    gsize columns = MIN(self->row->count, reader->map->column_count);

    g_string_assign(json, "{");
    for (gsize c = 0; c < columns; c++) {
        bool cut;
        if (reader->json_keys[c] == NULL || self->row->fields[c][0] == '\0')
            continue;
        const char *text =
            import_text_clean(self->batch->texts, self->row->fields[c], MAX_CUSTOM, &cut);
        if (text == NULL)
            continue;
        if (cut)
            complain(self, c, text, "longer than 4000 bytes; the rest was cut off");
        if (json->len + strlen(text) > MAX_FIELDS) {
            complain(self, c, text, "more than 60000 bytes of custom fields; left out");
            continue;
        }
        if (json->len > 1)
            g_string_append_c(json, ',');
        g_string_append(json, reader->json_keys[c]);
        import_text_append_json(json, text);
    }
    g_string_append_c(json, '}');
    if (json->len > 2)
        self->person.fields =
            g_string_chunk_insert_len(self->batch->texts, json->str, (gssize)json->len);
}

static void
take_created(RowReading *self)
{
    gsize column;
    const char *text = import_map_text(self->reader->map, IMPORT_CREATED_AT, self->row, &column);

    self->person.created_us = INSTANT_NONE;
    if (text == NULL ||
        import_date_parse(text, false, self->reader->zone, &self->person.created_us))
        return;
    self->person.created_us = INSTANT_NONE;
    complain(self, column, text, "not a date; write it as 2026-11-26 09:00");
}

/* Products that count leads and contacts apart give both the same numbers: a lead's is kept as
 * "lead:17". */
static void
take_external_id(RowReading *self)
{
    const ImportMap *map = self->reader->map;
    const char *id = take(self, IMPORT_EXTERNAL_ID);
    char header[32];
    gsize column;

    self->person.external_id = id;
    if (id == NULL || id[strspn(id, "0123456789")] != '\0')
        return;
    import_map_text(map, IMPORT_EXTERNAL_ID, self->row, &column);
    if (!text_fold(map->columns[column].header, header, sizeof header) ||
        strcmp(header, "leadid") != 0)
        return;
    g_string_printf(self->reader->scratch, IMPORT_LEAD_PREFIX "%s", id);
    self->person.external_id =
        g_string_chunk_insert(self->batch->texts, self->reader->scratch->str);
}

/* Who has neither address nor id is known by a number and a name, so that importing twice finds the
 * same person. */
static bool
identify(RowReading *self)
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
key_of(RowReading *self, const char *first, const char *last)
{
    GString *key = self->reader->scratch;

    g_string_truncate(key, 0);
    name_key_append(key, first, last);
    return g_string_chunk_insert_len(self->batch->texts, key->str, (gssize)key->len);
}

static void
take_company_key(RowReading *self)
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

void
import_person_read(ImportPersonReader *self, const CsvRow *row, ImportBatch *batch)
{
    RowReading reading = { .reader = self, .row = row, .batch = batch };
    ImportPerson *person = &reading.person;

    batch->rows++;
    note_samples(self, row);
    person->line = row->line;
    take_email(&reading);
    take_external_id(&reading);
    take_names(&reading);
    take_place(&reading);
    person->phone = take_phone(&reading, IMPORT_PHONE);
    person->mobile = take_phone(&reading, IMPORT_MOBILE);
    if (!identify(&reading))
        return;
    uint64_t email_hash = expect_key(self, person->email_key, 1);
    uint64_t external_hash = expect_key(self, person->external_id, 2);
    take_zone(&reading);
    take_company(&reading);
    person->title = take(&reading, IMPORT_TITLE);
    person->role = take(&reading, IMPORT_ROLE);
    person->linkedin = take(&reading, IMPORT_LINKEDIN);
    person->language = take(&reading, IMPORT_LANGUAGE);
    person->source = take(&reading, IMPORT_SOURCE);
    take_owner(&reading);
    take_shut(&reading);
    take_created(&reading);
    take_custom(&reading);
    person->name_key = key_of(&reading, person->first_name, person->last_name);
    if (person->company != NULL)
        take_company_key(&reading);
    person->email_seen = came_before(self, email_hash);
    person->external_seen = came_before(self, external_hash);
    g_array_append_val(batch->people, *person);
}
