/* See audit_book.h. */
#include "core/audit_book.h"

#include <string.h>

#define OTHER_NAMES "(others)"

static void
names_init(AuditNames *self)
{
    self->numbers = g_hash_table_new(g_str_hash, g_str_equal);
    self->names = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(self->names, NULL);
}

static void
names_clear(AuditNames *self)
{
    g_hash_table_unref(self->numbers);
    g_ptr_array_unref(self->names);
}

AuditBook *
audit_book_new(void)
{
    AuditBook *self = g_new0(AuditBook, 1);

    self->leads = g_array_new(FALSE, FALSE, sizeof(AuditLead));
    self->events = g_array_new(FALSE, FALSE, sizeof(AuditEvent));
    self->promises = g_array_new(FALSE, FALSE, sizeof(AuditPromise));
    names_init(&self->reps);
    names_init(&self->sources);
    names_init(&self->segments);
    names_init(&self->zones);
    names_init(&self->accounts);
    self->zone_of = g_ptr_array_new();
    g_ptr_array_add(self->zone_of, NULL);
    self->names = g_string_chunk_new(64 * 1024);
    self->texts = g_string_new(NULL);
    return self;
}

void
audit_book_free(AuditBook *self)
{
    if (self == NULL)
        return;
    g_array_unref(self->leads);
    g_array_unref(self->events);
    g_array_unref(self->promises);
    names_clear(&self->reps);
    names_clear(&self->sources);
    names_clear(&self->segments);
    names_clear(&self->zones);
    names_clear(&self->accounts);
    g_ptr_array_unref(self->zone_of);
    g_string_chunk_free(self->names);
    g_string_free(self->texts, TRUE);
    g_free(self);
}

static uint32_t
number_of(AuditNames *self, const char *name, guint most)
{
    if (name == NULL || name[0] == '\0')
        return 0;
    gpointer known = g_hash_table_lookup(self->numbers, name);
    if (known != NULL)
        return GPOINTER_TO_UINT(known);
    if (self->names->len >= most && strcmp(name, OTHER_NAMES) != 0)
        return number_of(self, OTHER_NAMES, most);
    char *copy = g_strdup(name);
    g_ptr_array_add(self->names, copy);
    g_hash_table_insert(self->numbers, copy, GUINT_TO_POINTER(self->names->len - 1));
    return self->names->len - 1;
}

uint32_t
audit_names_number(AuditNames *self, const char *name)
{
    return number_of(self, name, AUDIT_MAX_NAMES);
}

uint32_t
audit_book_account(AuditBook *self, const char *company)
{
    return number_of(&self->accounts, company, AUDIT_MAX_LEADS);
}

const char *
audit_names_name(const AuditNames *self, uint32_t number)
{
    return number < self->names->len ? g_ptr_array_index(self->names, number) : NULL;
}

uint16_t
audit_book_zone(AuditBook *self, const char *name)
{
    if (name == NULL || name[0] == '\0')
        return 0;
    gpointer known = g_hash_table_lookup(self->zones.numbers, name);
    if (known != NULL)
        return (uint16_t)GPOINTER_TO_UINT(known);
    const Zone *zone = zone_get(name, NULL);
    if (zone == NULL || self->zones.names->len >= AUDIT_MAX_NAMES)
        return 0;
    g_ptr_array_add(self->zone_of, (gpointer)zone);
    return (uint16_t)audit_names_number(&self->zones, name);
}

const char *
audit_book_keep(AuditBook *self, const char *text)
{
    return text != NULL && text[0] != '\0' ? g_string_chunk_insert(self->names, text) : NULL;
}

uint32_t
audit_book_keep_text(AuditBook *self, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return 0;
    gsize length = strlen(text);
    if (length > AUDIT_MAX_TEXT) {
        const char *end = g_utf8_find_prev_char(text, text + AUDIT_MAX_TEXT);
        length = end != NULL ? (gsize)(end - text) : AUDIT_MAX_TEXT;
    }
    if (self->texts->len + length + 1 > AUDIT_MAX_TEXT_BYTES) {
        self->texts_dropped++;
        return 0;
    }
    uint32_t number = (uint32_t)self->texts->len + 1;
    g_string_append_len(self->texts, text, (gssize)length);
    g_string_append_c(self->texts, '\0');
    return number;
}

const char *
audit_book_text(const AuditBook *self, uint32_t text)
{
    return text > 0 && text <= self->texts->len ? self->texts->str + text - 1 : NULL;
}

bool
audit_book_add_lead(AuditBook *self, const AuditLead *lead, uint32_t *ret_index)
{
    if (self->leads->len >= AUDIT_MAX_LEADS)
        return false;
    *ret_index = self->leads->len;
    g_array_append_vals(self->leads, lead, 1);
    return true;
}

bool
audit_book_add_event(AuditBook *self, const AuditEvent *event)
{
    if (self->events->len >= AUDIT_MAX_EVENTS)
        return false;
    g_array_append_vals(self->events, event, 1);
    return true;
}

void
audit_book_add_promise(AuditBook *self, const AuditPromise *promise)
{
    if (self->promises->len < AUDIT_MAX_EVENTS)
        g_array_append_vals(self->promises, promise, 1);
}
