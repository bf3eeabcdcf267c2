/* The fields of a person from the cells of a row: texts, address, names, company, owner, consent,
 * what has no field of its own. See import_field.h. */
#include "app/import_field.h"

#include <string.h>

#include "app/import_text.h"
#include "core/channel_kind.h"
#include "mail/compose.h"
#include "text/fold.h"

#define MAX_CUSTOM 4000   /* bytes of a custom field */
#define MAX_FIELDS 60000  /* bytes of all custom fields of a person */
#define MAX_STRANGERS 100 /* unknown owners remembered by name */

void
import_field_complain(ImportRow *self, gsize column, const char *value, const char *message)
{
    import_errors_add(&self->batch->errors, self->row->line,
                      self->reader->map->columns[column].header, value, message);
}

/* A plain text field. */
const char *
import_field_text(ImportRow *self, ImportField field)
{
    gsize column;
    bool cut;
    const char *text = import_map_text(self->reader->map, field, self->row, &column);

    if (text == NULL)
        return NULL;
    const char *clean = import_text_clean(self->batch->texts, text, IMPORT_FIELD_MAX, &cut);
    if (cut)
        import_field_complain(self, column, clean, "longer than 500 bytes; the rest was cut off");
    return clean;
}

/* "mailto:ana@example.com", "Ana <ana@example.com>" and plain addresses. */
void
import_field_email(ImportRow *self)
{
    g_autoptr(GError) error = NULL;
    gsize column;
    const char *text = import_map_text(self->reader->map, IMPORT_EMAIL, self->row, &column);

    if (text == NULL)
        return;
    char *address = (char *)import_text_clean(self->batch->texts, text, IMPORT_FIELD_MAX, NULL);
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
        import_field_complain(self, column, text, error->message);
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

/* Products that count leads and contacts apart give both the same numbers: a lead's is kept as
 * "lead:17". */
void
import_field_external_id(ImportRow *self)
{
    const ImportMap *map = self->reader->map;
    const char *id = import_field_text(self, IMPORT_EXTERNAL_ID);
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

/* Names: as given, or from the full name: "Ana Lopez", "Lopez, Ana". */
void
import_field_names(ImportRow *self)
{
    ImportPerson *person = &self->person;

    person->first_name = import_field_text(self, IMPORT_FIRST_NAME);
    person->last_name = import_field_text(self, IMPORT_LAST_NAME);
    if (person->first_name != NULL || person->last_name != NULL)
        return;
    char *full = (char *)import_field_text(self, IMPORT_FULL_NAME);
    if (full == NULL)
        return;
    char *comma = strchr(full, ','), *blank = strrchr(full, ' ');
    if (comma != NULL && comma != full) {
        *comma = '\0';
        person->last_name = full;
        person->first_name =
            import_text_clean(self->batch->texts, comma + 1, IMPORT_FIELD_MAX, NULL);
    } else if (blank != NULL) {
        *blank = '\0';
        person->first_name = full;
        person->last_name = blank + 1;
    } else {
        person->last_name = full;
    }
}

void
import_field_owner(ImportRow *self)
{
    ImportPersonReader *reader = self->reader;
    const char *text = import_field_text(self, IMPORT_OWNER);

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

void
import_field_company(ImportRow *self)
{
    ImportPerson *person = &self->person;
    char domain[254];
    gsize column;
    const char *site =
        import_map_text(self->reader->map, IMPORT_COMPANY_DOMAIN, self->row, &column);

    person->company = import_field_text(self, IMPORT_COMPANY);
    person->account_external_id = import_field_text(self, IMPORT_ACCOUNT_EXTERNAL_ID);
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

void
import_field_shut(ImportRow *self)
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

void
import_field_created(ImportRow *self)
{
    gsize column;
    const char *text = import_map_text(self->reader->map, IMPORT_CREATED_AT, self->row, &column);

    self->person.created_us = INSTANT_NONE;
    if (text == NULL ||
        import_date_parse(text, false, self->reader->zone, &self->person.created_us))
        return;
    self->person.created_us = INSTANT_NONE;
    import_field_complain(self, column, text, "not a date; write it as 2026-11-26 09:00");
}

void
import_field_custom(ImportRow *self)
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
            import_field_complain(self, c, text, "longer than 4000 bytes; the rest was cut off");
        if (json->len + strlen(text) > MAX_FIELDS) {
            import_field_complain(self, c, text,
                                  "more than 60000 bytes of custom fields; left out");
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
