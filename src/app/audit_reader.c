/* See audit_reader.h. */
#include "app/audit_reader.h"

#include <string.h>

#include "text/fold.h"

#define MAX_VALUE 80
#define NAME_KEY 320
#define PHONE_DIGITS 9 /* the end of a number that two spellings share */

static const struct {
    const char *name, *say;
} PROBLEMS[AUDIT_PROBLEM_COUNT] = {
    [AUDIT_BAD_ROW] = { "bad_row", "rows could not be read, and are left out: broken quoting or "
                                   "encoding, or a cell over 1 MB" },
    [AUDIT_CUT] = { "cut_short", "files could not be read to their end, because of a quote that is "
                                 "never closed or a cell over 1 MB: what stands behind it is NOT "
                                 "counted" },
    [AUDIT_NO_ROWS] = { "no_rows", "files hold nothing but the names of columns" },
    [AUDIT_WIDE_ROW] = { "too_many_cells",
                         "rows have more cells than there are columns, as broken quoting makes "
                         "them; their cells may stand in the wrong columns" },
    [AUDIT_NO_RECORD] = { "no_record", "lines of a table are titles or sums; they are left out" },
    [AUDIT_SHEET_LEFT] = { "sheet_left_out", "sheets of workbooks hold neither leads nor "
                                             "activities; they are left out" },
    [AUDIT_BAD_DATE] = { "bad_date", "rows have no date that can be read; they are left out, or, "
                                     "for leads, their first response is not known" },
    [AUDIT_SWAPPED_DATES] = { "ambiguous_date",
                              "dates could be day or month first, and nothing in their column "
                              "settles it; they were read month first" },
    [AUDIT_NO_ONE] = { "names_nobody", "activities name nobody, so they count for nobody" },
    [AUDIT_UNKNOWN_PERSON] = { "unknown_person",
                               "activities name somebody who is not among the leads" },
    [AUDIT_TWO_OF_A_NAME] = { "ambiguous_person",
                              "activities name somebody only by a name that several leads have" },
    [AUDIT_NOT_CONTACT] = { "not_contact",
                            "activities are no attempts at contact: notes, opens, clicks, tasks "
                            "for ourselves" },
    [AUDIT_PLANNED] = { "planned", "activities were only planned, or called off" },
    [AUDIT_ODD_CHANNEL] = { "unknown_kind",
                            "activities do not tell what they were; they are left out" },
    [AUDIT_DOUBLE_LEAD] = { "duplicate_lead",
                            "rows repeat a lead that was there already; it counts once" },
    [AUDIT_NAMELESS_LEAD] = { "nameless_lead", "rows hold nobody: no id, address, number or name" },
    [AUDIT_DELETED] = { "deleted", "rows are marked as deleted; they are left out" },
    [AUDIT_FORMULA] = { "formula", "cells begin like a formula; they are taken as text, and "
                                   "exports defuse them" },
    [AUDIT_FULL] = { "too_many", "rows are more than an audit holds" },
};

const char *
audit_problem_name(AuditProblem problem)
{
    return PROBLEMS[problem].name;
}

const char *
audit_problem_say(AuditProblem problem)
{
    return PROBLEMS[problem].say;
}

void
audit_reader_init(AuditReader *self, const Zone *zone, Instant now_us)
{
    *self = (AuditReader){ .book = audit_book_new(), .zone = zone, .now_us = now_us };
    self->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    self->by_email = g_hash_table_new(g_str_hash, g_str_equal);
    self->links = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self->inputs = json_array();
    for (gsize i = 0; i < AUDIT_PROBLEM_COUNT; i++)
        self->problems[i].examples = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref);
}

void
audit_reader_forget(AuditReader *self)
{
    g_clear_pointer(&self->by_id, g_hash_table_unref);
    g_clear_pointer(&self->by_email, g_hash_table_unref);
    g_clear_pointer(&self->by_name, g_hash_table_unref);
    g_clear_pointer(&self->by_name_there, g_hash_table_unref);
    g_clear_pointer(&self->by_company, g_hash_table_unref);
    g_clear_pointer(&self->by_phone, g_hash_table_unref);
    g_clear_pointer(&self->links, g_hash_table_unref);
}

void
audit_reader_clear(AuditReader *self)
{
    audit_reader_forget(self);
    g_clear_pointer(&self->inputs, json_decref);
    audit_empty_memory_clear(&self->empties);
    for (gsize i = 0; i < AUDIT_PROBLEM_COUNT; i++)
        g_clear_pointer(&self->problems[i].examples, g_ptr_array_unref);
    g_clear_pointer(&self->book, audit_book_free);
    if (self->guessed != NULL)
        g_string_free(self->guessed, TRUE);
    self->guessed = NULL;
    if (self->left_out != NULL)
        g_string_free(self->left_out, TRUE);
    self->left_out = NULL;
}

void
audit_reader_note(AuditReader *self, AuditProblem problem, const char *file, uint64_t line,
                  const char *value)
{
    AuditProblemTally *tally = &self->problems[problem];

    if (tally->count++ >= AUDIT_EXAMPLES)
        return;
    json_t *example = json_object();
    json_set_text(example, "file", file);
    json_set_int(example, "line", (int64_t)line);
    g_autofree char *valid = value != NULL ? g_utf8_make_valid(value, -1) : NULL;
    g_autofree char *cut = valid != NULL && g_utf8_strlen(valid, -1) > MAX_VALUE
                               ? g_utf8_substring(valid, 0, MAX_VALUE)
                               : NULL;
    json_set_text(example, "value", cut != NULL ? cut : valid);
    g_ptr_array_add(tally->examples, example);
}

void
audit_reader_guessed(AuditReader *self, const char *file, const char *header, const char *field)
{
    const char *slash = strrchr(file, '/');

    if (self->guessed == NULL)
        self->guessed = g_string_new(NULL);
    g_string_append_printf(self->guessed, "%s\"%.60s\" of %.80s as %s",
                           self->guessed->len > 0 ? ", " : "", header,
                           slash != NULL ? slash + 1 : file, field);
}

/* 18 letters and digits that begin like a Salesforce id: the last three only guard the case. */
static gsize
id_length(const char *id)
{
    gsize length = strlen(id);

    while (length > 0 && g_ascii_isspace(id[length - 1]))
        length--;
    if (length != 18 || id[0] != '0' || id[1] != '0')
        return length;
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isalnum(id[i]))
            return length;
    return 15;
}

const char *
audit_id_key(char space, const char *id, char out[AUDIT_ID_SIZE])
{
    gsize length = MIN(id_length(id), AUDIT_ID_SIZE - 2);

    /* A number that went through a spreadsheet: "4563.0". */
    if (length > 2 && strncmp(id + length - 2, ".0", 2) == 0 &&
        strspn(id, "0123456789") == length - 2)
        length -= 2;
    out[0] = space;
    memcpy(out + 1, id, length);
    out[length + 1] = '\0';
    return out;
}

static uint32_t
lead_of(GHashTable *table, const char *key)
{
    gpointer found = g_hash_table_lookup(table, key);

    return found != NULL ? GPOINTER_TO_UINT(found) - 1 : AUDIT_NOBODY;
}

uint32_t
audit_find_by_id(const AuditReader *self, char space, const char *id)
{
    static const char ANY[] = "*lc";
    char key[AUDIT_ID_SIZE];

    audit_id_key(space, id, key);
    if (strcmp(key + 1, "0") == 0)
        return AUDIT_NOBODY;
    uint32_t lead = lead_of(self->by_id, key);
    if (lead != AUDIT_NOBODY)
        return lead;
    for (const char *other = ANY; *other != '\0' && lead == AUDIT_NOBODY; other++) {
        /* A lead's id is no contact's, though the numbers may be the same. */
        if (*other == space || (space != '*' && *other != '*'))
            continue;
        key[0] = *other;
        lead = lead_of(self->by_id, key);
    }
    return lead;
}

bool
audit_next_address(const char **cell, char *out, gsize size)
{
    static const char ENDS[] = " \t\r\n<>()[];,:\"'|";

    for (const char *at = strchr(*cell, '@'); at != NULL; at = strchr(at + 1, '@')) {
        const char *start = at, *end = at + 1;
        while (start > *cell && strchr(ENDS, start[-1]) == NULL)
            start--;
        while (*end != '\0' && strchr(ENDS, *end) == NULL)
            end++;
        gsize length = (gsize)(end - start);
        if (start == at || end == at + 1 || length >= size)
            continue;
        for (gsize i = 0; i < length; i++)
            out[i] = g_ascii_tolower(start[i]);
        out[length] = '\0';
        *cell = end;
        return true;
    }
    return false;
}

uint32_t
audit_find_by_email(const AuditReader *self, const char *cell)
{
    char address[320];
    uint32_t lead = AUDIT_NOBODY;

    while (lead == AUDIT_NOBODY && audit_next_address(&cell, address, sizeof address))
        lead = lead_of(self->by_email, address);
    return lead;
}

static void
learn(GHashTable *table, const char *key, uint32_t lead)
{
    gpointer known = g_hash_table_lookup(table, key);

    if (known == NULL)
        g_hash_table_insert(table, g_strdup(key), GUINT_TO_POINTER(lead + 1));
    else if (GPOINTER_TO_UINT(known) != lead + 1)
        g_hash_table_insert(table, g_strdup(key), GUINT_TO_POINTER(G_MAXUINT));
}

/* "Lee, Ann" as "Ann Lee"; NULL when it is not written so. */
static char *
name_turned(const char *name)
{
    const char *comma = strchr(name, ',');

    if (comma == NULL || strchr(comma + 1, ',') != NULL || comma == name)
        return NULL;
    return g_strdup_printf("%s %.*s", comma + 1, (int)(comma - name), name);
}

/* "annlee@acme"; false when there is no letter in the name. */
static bool
name_key(const char *name, const char *company, char out[NAME_KEY])
{
    char folded[NAME_KEY / 2];
    g_autofree char *turned = name_turned(name);

    if (!text_fold(turned != NULL ? turned : name, out, NAME_KEY / 2) || out[0] == '\0')
        return false;
    if (company != NULL && text_fold(company, folded, sizeof folded)) {
        gsize length = strlen(out);
        g_snprintf(out + length, NAME_KEY - length, "@%s", folded);
    }
    return true;
}

static GHashTable *
learn_names(const AuditReader *self, bool with_company)
{
    GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    char key[NAME_KEY];

    for (guint l = 0; l < self->book->leads->len; l++) {
        const AuditLead *lead = audit_book_lead(self->book, l);
        if (lead->name != NULL && (!with_company || lead->company != NULL) &&
            name_key(lead->name, with_company ? lead->company : NULL, key))
            learn(table, key, l);
    }
    return table;
}

uint32_t
audit_find_by_name(AuditReader *self, const char *name, const char *company, bool *ret_several)
{
    char key[NAME_KEY];

    *ret_several = false;
    if (self->by_name == NULL)
        self->by_name = learn_names(self, false);
    if (!name_key(name, NULL, key))
        return AUDIT_NOBODY;
    uint32_t lead = lead_of(self->by_name, key);
    if (lead != G_MAXUINT - 1 || company == NULL) {
        *ret_several = lead == G_MAXUINT - 1;
        return *ret_several ? AUDIT_NOBODY : lead;
    }
    if (self->by_name_there == NULL)
        self->by_name_there = learn_names(self, true);
    name_key(name, company, key);
    lead = lead_of(self->by_name_there, key);
    *ret_several = lead == AUDIT_NOBODY || lead == G_MAXUINT - 1;
    return *ret_several ? AUDIT_NOBODY : lead;
}

uint32_t
audit_find_by_company(AuditReader *self, const char *company, bool *ret_several)
{
    char key[NAME_KEY];

    if (self->by_company == NULL) {
        self->by_company = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        for (guint l = 0; l < self->book->leads->len; l++) {
            const AuditLead *lead = audit_book_lead(self->book, l);
            if (lead->company != NULL && name_key(lead->company, NULL, key))
                learn(self->by_company, key, l);
        }
    }
    *ret_several = false;
    if (!name_key(company, NULL, key))
        return AUDIT_NOBODY;
    uint32_t lead = lead_of(self->by_company, key);
    *ret_several = lead == G_MAXUINT - 1;
    return *ret_several ? AUDIT_NOBODY : lead;
}

/* The last digits of a number; false when it has too few. */
static bool
phone_key(const char *phone, char out[PHONE_DIGITS + 1])
{
    gsize count = 0;

    for (const char *p = phone + strlen(phone); p > phone && count < PHONE_DIGITS; p--)
        if (g_ascii_isdigit(p[-1]))
            out[PHONE_DIGITS - ++count] = p[-1];
    out[PHONE_DIGITS] = '\0';
    return count == PHONE_DIGITS;
}

void
audit_learn_phone(AuditReader *self, const char *phone, uint32_t lead)
{
    char key[PHONE_DIGITS + 1];

    if (self->by_phone == NULL)
        self->by_phone = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (phone_key(phone, key))
        learn(self->by_phone, key, lead);
}

uint32_t
audit_find_by_phone(AuditReader *self, const char *phone)
{
    char key[PHONE_DIGITS + 1];

    if (self->by_phone == NULL || !phone_key(phone, key))
        return AUDIT_NOBODY;
    uint32_t lead = lead_of(self->by_phone, key);
    return lead == G_MAXUINT - 1 ? AUDIT_NOBODY : lead;
}
