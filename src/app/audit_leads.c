/* See audit_leads.h. */
#include "app/audit_leads.h"

#include <string.h>

#include "app/audit_columns.h"
#include "app/audit_guess.h"
#include "app/audit_source.h"
#include "app/audit_where.h"
#include "app/import_text.h"
#include "base/error.h"
#include "text/fold.h"

#define SURE_ROWS 20000 /* looked at for the order of day and month, and on while it is open */
#define MAX_FOLDED 160

typedef struct {
    AuditReader *reader;
    ImportSource *source;
    gsize columns[LEAD_COLUMNS];
    WhenHabit habit;
    char space;
    GString *scratch;
    uint64_t rows;
    bool keep_phones; /* nothing better tells who is who */
    AuditWhere where;
} Leads;

static const char *
cell(const Leads *self, const CsvRow *row, int field)
{
    return import_columns_text(row, self->columns[field]);
}

bool
audit_learn_dates(const ImportSource *source, const gsize *columns, gsize count, WhenHabit *habits,
                  GError **error)
{
    g_auto(ImportSource) again = { .fd = -1 };
    CsvRow row;

    for (gsize c = 0; c < count; c++)
        habits[c] = (WhenHabit){ .local_day_first = csv_reader_delimiter(source->csv) == ';' };
    if (!audit_source_again(source, &again, error))
        return error == NULL || *error == NULL;
    for (uint64_t i = 0;; i++) {
        bool open = i < SURE_ROWS;
        for (gsize c = 0; c < count && !open; c++)
            open = when_habit_is_open(&habits[c]);
        CsvResult result = open ? csv_reader_next(again.csv, &row, NULL) : CSV_END;
        if (result == CSV_END)
            return true;
        for (gsize c = 0; c < count && result == CSV_ROW; c++) {
            const char *text = import_columns_text(&row, columns[c]);
            if (text != NULL)
                when_habit_note(&habits[c], text);
        }
    }
}

void
audit_note_input(AuditReader *self, const ImportSource *source, const char *kind,
                 const gsize *columns, gsize count, const char *(*name_of)(int), uint64_t rows)
{
    json_t *input = json_object(), *mapping = json_object();

    json_set_text(input, "file", source->name);
    json_set_text(input, "kind", kind);
    json_set_text(input, "product", audit_file_product(source));
    json_set_int(input, "rows", (int64_t)rows);
    json_set_text(input, "encoding", csv_reader_encoding(source->csv));
    for (gsize i = 0; i < count; i++)
        if (columns[i] != IMPORT_NO_COLUMN)
            json_set_text(mapping, name_of((int)i), source->headers[columns[i]]);
    json_object_set_new(input, "mapping", mapping);
    json_array_append_new(self->inputs, input);
}

static bool
says(const char *folded, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strstr(folded, *words) != NULL)
            return true;
    return false;
}

static bool
is_yes(const char *text)
{
    static const char *const NOES[] = { "no",   "n",     "false", "0",    "f",       "nein",
                                        "none", "never", "null",  "open", "unknown", NULL };
    char folded[MAX_FOLDED];

    return text != NULL && text_fold(text, folded, sizeof folded) && folded[0] != '\0' &&
           !g_strv_contains(NOES, folded);
}

/* What a status says was decided. */
static void
judge_status(AuditLead *lead, const char *status)
{
    static const char *const CLOSED[] = {
        "junk",         "spam",        "duplicate",    "baddata",    "invalid",     "donotcontact",
        "unsubscribe",  "optedout",    "donotcall",    "donotemail", "wrongperson", "bounced",
        "notqualified", "unqualified", "disqualified", "deceased",   "competitor",  NULL
    };
    static const char *const LOST[] = { "lost", "dead",     "nurture", "notinterested", "declined",
                                        "cold", "recycled", "gaveup",  "abandon",       NULL };
    static const char *const WON[] = {
        "won", "converted", "customer", "closedwon", "signed", NULL
    };
    static const char *const CONTACTED[] = { "contacted",  "attempted", "attempting", "connected",
                                             "inprogress", "working",   "engaged",    NULL };
    static const char *const ANSWERED[] = { "replied", "responded", "answered", "interested",
                                            NULL };
    static const char *const NOT_CONTACTED[] = {
        "notcontacted",    "uncontacted",     "tobecontacted",
        "nevercontacted",  "notattempted",    "unattempted",
        "notyetcontacted", "notyetattempted", NULL
    };
    char folded[MAX_FOLDED];

    if (!text_fold(status, folded, sizeof folded))
        return;
    lead->says_contacted = says(folded, CONTACTED) && !says(folded, NOT_CONTACTED);
    lead->says_answered = g_strv_contains(ANSWERED, folded);
    /* Handed on to the deals: decided, whatever becomes of those. */
    static const char *const HANDED_ON[] = {
        "qualified",  "qualifiziert",     "opendeal",   "opportunity",   "meetingbooked",
        "meetingset", "meetingscheduled", "demobooked", "demoscheduled", NULL
    };
    if (g_strv_contains(HANDED_ON, folded))
        lead->state = AUDIT_WON;
    if (strcmp(folded, "unconverted") == 0 || strcmp(folded, "notconverted") == 0)
        return;
    if (says(folded, CLOSED))
        lead->state = AUDIT_CLOSED;
    else if (says(folded, LOST))
        lead->state = AUDIT_LOST;
    else if (says(folded, WON))
        lead->state = AUDIT_WON;
}

/* A formula injected into an export; numbers with their sign are none. */
static bool
is_formula(const char *text)
{
    return text != NULL &&
           (text[0] == '=' ||
            ((text[0] == '@' || text[0] == '-' || text[0] == '+') && g_ascii_isalpha(text[1])));
}

static void
note_formulas(Leads *self, const CsvRow *row)
{
    static const int LOOKED_AT[] = { LEAD_NAME,  LEAD_FIRST_NAME, LEAD_LAST_NAME, LEAD_COMPANY,
                                     LEAD_EMAIL, LEAD_OWNER,      LEAD_STATUS,    LEAD_SOURCE };

    for (gsize i = 0; i < G_N_ELEMENTS(LOOKED_AT); i++) {
        const char *text = cell(self, row, LOOKED_AT[i]);
        if (is_formula(text))
            audit_reader_note(self->reader, AUDIT_FORMULA, self->source->name, row->line, text);
    }
}

/* Trimmed, cut, in the scratch. */
static const char *
clean(Leads *self, const char *text)
{
    if (text == NULL)
        return NULL;
    g_string_assign(self->scratch, text);
    if (self->scratch->len > 200) {
        const char *end = g_utf8_find_prev_char(self->scratch->str, self->scratch->str + 200);
        g_string_truncate(self->scratch, (gsize)(end - self->scratch->str));
    }
    while (self->scratch->len > 0 && g_ascii_isspace(self->scratch->str[self->scratch->len - 1]))
        g_string_truncate(self->scratch, self->scratch->len - 1);
    for (char *p = self->scratch->str; *p != '\0'; p++)
        if ((unsigned char)*p < ' ')
            *p = ' ';
    return self->scratch->str;
}

static const char *
name_of(Leads *self, const CsvRow *row)
{
    const char *first = cell(self, row, LEAD_FIRST_NAME), *last = cell(self, row, LEAD_LAST_NAME);

    if ((first == NULL || last == NULL) && cell(self, row, LEAD_NAME) != NULL)
        return clean(self, cell(self, row, LEAD_NAME));
    if (first == NULL && last == NULL)
        return clean(self, cell(self, row, LEAD_NAME));
    g_autofree char *both = first != NULL && last != NULL ? g_strdup_printf("%s %s", first, last)
                                                          : g_strdup(first != NULL ? first : last);
    return clean(self, both);
}

static void
read_created(Leads *self, const CsvRow *row, AuditLead *lead)
{
    const char *text = cell(self, row, LEAD_CREATED), *time = cell(self, row, LEAD_CREATED_TIME);
    g_autofree char *joined = NULL;
    When when;

    lead->created_us = INSTANT_NONE;
    if (text == NULL)
        return;
    if (time != NULL && strchr(text, ':') == NULL && strchr(time, ':') != NULL)
        text = joined = g_strdup_printf("%s %s", text, time);
    if (!when_read(text, &self->habit, self->reader->zone, &when)) {
        audit_reader_note(self->reader, AUDIT_BAD_DATE, self->source->name, row->line, text);
        return;
    }
    if (when.ambiguous)
        audit_reader_note(self->reader, AUDIT_SWAPPED_DATES, self->source->name, row->line, text);
    self->reader->zone_needed |= !when.has_zone && !when.day_only;
    lead->created_us = when.at_us;
    lead->created_day_only = when.day_only;
}

/* The lead this row repeats, or AUDIT_NOBODY. Another file may know the same person by address. */
static uint32_t
known_as(Leads *self, const char *id, const char *email, guint first_of_file)
{
    char key[AUDIT_ID_SIZE];

    if (id != NULL) {
        gpointer same =
            g_hash_table_lookup(self->reader->by_id, audit_id_key(self->space, id, key));
        if (same != NULL)
            return GPOINTER_TO_UINT(same) - 1;
    }
    gpointer same = email != NULL ? g_hash_table_lookup(self->reader->by_email, email) : NULL;
    uint32_t lead = same != NULL ? GPOINTER_TO_UINT(same) - 1 : AUDIT_NOBODY;
    return id == NULL || lead < first_of_file ? lead : AUDIT_NOBODY;
}

static void
register_lead(Leads *self, const CsvRow *row, const char *id, const char *email, uint32_t number)
{
    AuditReader *reader = self->reader;
    AuditLead *lead = audit_book_lead(reader->book, number);
    char key[AUDIT_ID_SIZE];

    if (id != NULL) {
        const char *kept = audit_book_keep(reader->book, audit_id_key(self->space, id, key));
        g_hash_table_insert(reader->by_id, (gpointer)kept, GUINT_TO_POINTER(number + 1));
        lead->id = lead->id != NULL ? lead->id : kept + 1;
    }
    if (email != NULL && g_hash_table_lookup(reader->by_email, email) == NULL) {
        lead->email = audit_book_keep(reader->book, email);
        g_hash_table_insert(reader->by_email, (gpointer)lead->email, GUINT_TO_POINTER(number + 1));
    } else if (email != NULL && lead->email == NULL) {
        lead->email = audit_book_keep(reader->book, email);
    }
    static const int NUMBERS[] = { LEAD_PHONE, LEAD_MOBILE };
    for (gsize i = 0; i < G_N_ELEMENTS(NUMBERS) && self->keep_phones; i++)
        if (cell(self, row, NUMBERS[i]) != NULL)
            audit_learn_phone(reader, cell(self, row, NUMBERS[i]), number);
}

static void
fill(Leads *self, const CsvRow *row, AuditLead *lead)
{
    AuditBook *book = self->reader->book;
    const char *status = cell(self, row, LEAD_STATUS);

    lead->name = audit_book_keep(book, name_of(self, row));
    lead->company = clean(self, cell(self, row, LEAD_COMPANY));
    lead->account = audit_book_account(book, lead->company);
    lead->company = audit_names_name(&book->accounts, lead->account);
    lead->owner =
        (uint16_t)audit_names_number(&book->reps, clean(self, cell(self, row, LEAD_OWNER)));
    lead->source =
        (uint16_t)audit_names_number(&book->sources, clean(self, cell(self, row, LEAD_SOURCE)));
    lead->segment =
        (uint16_t)audit_names_number(&book->segments, clean(self, cell(self, row, LEAD_SEGMENT)));
    lead->zone = audit_book_zone(
        book, audit_where_zone(&self->where, row, self->columns, self->reader->country));
    read_created(self, row, lead);
    if (status != NULL)
        judge_status(lead, status);
    if (is_yes(cell(self, row, LEAD_CONVERTED)))
        lead->state = AUDIT_WON;
    if (is_yes(cell(self, row, LEAD_OPTED_OUT)))
        lead->state = AUDIT_CLOSED;
    if (cell(self, row, LEAD_PHONE) != NULL || cell(self, row, LEAD_MOBILE) != NULL)
        lead->reach |= 1 << CHANNEL_CALL;
    if (cell(self, row, LEAD_MOBILE) != NULL)
        lead->reach |= 1 << CHANNEL_SMS;
    if (cell(self, row, LEAD_LINKEDIN) != NULL)
        lead->reach |= 1 << CHANNEL_SOCIAL;
}

static void
take_row(Leads *self, const CsvRow *row, guint first_of_file)
{
    const char *id = cell(self, row, LEAD_ID_COLUMN), *mail = cell(self, row, LEAD_EMAIL);
    char address[320];
    const char *email =
        mail != NULL && audit_next_address(&mail, address, sizeof address) ? address : NULL;
    AuditLead lead = { .created_us = INSTANT_NONE };

    self->rows++;
    if (is_yes(cell(self, row, LEAD_DELETED))) {
        audit_reader_note(self->reader, AUDIT_DELETED, self->source->name, row->line, id);
        return;
    }
    note_formulas(self, row);
    if (id == NULL && email == NULL && cell(self, row, LEAD_NAME) == NULL &&
        cell(self, row, LEAD_LAST_NAME) == NULL && cell(self, row, LEAD_FIRST_NAME) == NULL &&
        cell(self, row, LEAD_PHONE) == NULL) {
        audit_reader_note(self->reader, AUDIT_NAMELESS_LEAD, self->source->name, row->line, NULL);
        return;
    }
    uint32_t number = known_as(self, id, email, first_of_file);
    if (number != AUDIT_NOBODY && self->reader->joined)
        return; /* one row for each thing that was done */
    if (number != AUDIT_NOBODY) {
        audit_reader_note(self->reader, AUDIT_DOUBLE_LEAD, self->source->name, row->line,
                          id != NULL ? id : email);
    } else {
        fill(self, row, &lead);
        if (email != NULL)
            lead.reach |= 1 << CHANNEL_EMAIL;
        if (!audit_book_add_lead(self->reader->book, &lead, &number)) {
            audit_reader_note(self->reader, AUDIT_FULL, self->source->name, row->line, id);
            return;
        }
    }
    register_lead(self, row, id, email, number);
}

typedef struct {
    Leads *leads;
    guint first_of_file;
} TakeLeads;

static void
take_lead_row(void *data, const CsvRow *row)
{
    TakeLeads *take = data;

    take_row(take->leads, row, take->first_of_file);
}

bool
audit_read_leads(AuditReader *self, ImportSource *source, const char *const *overrides,
                 GError **error)
{
    Leads leads = { .reader = self, .source = source };

    if (!audit_lead_columns(source, overrides, leads.columns, error) ||
        !audit_guess_leads(self, source, overrides, leads.columns, error) ||
        !audit_learn_dates(source, &leads.columns[LEAD_CREATED], 1, &leads.habit, error))
        return false;
    gsize id = leads.columns[LEAD_ID_COLUMN];
    if (id == IMPORT_NO_COLUMN && leads.columns[LEAD_EMAIL] == IMPORT_NO_COLUMN &&
        leads.columns[LEAD_NAME] == IMPORT_NO_COLUMN &&
        leads.columns[LEAD_LAST_NAME] == IMPORT_NO_COLUMN &&
        leads.columns[LEAD_PHONE] == IMPORT_NO_COLUMN)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s: no column tells who the leads are; name it, for instance "
                         "--map id=\"COLUMN\" or --map email=\"COLUMN\"",
                         source->name);
    leads.space = id != IMPORT_NO_COLUMN ? audit_id_space(source->headers[id]) : '*';
    leads.keep_phones = self->phones_wanted || leads.columns[LEAD_EMAIL] == IMPORT_NO_COLUMN ||
                        id == IMPORT_NO_COLUMN;
    leads.scratch = g_string_new(NULL);
    TakeLeads take = { &leads, self->book->leads->len };
    bool done = audit_each_row(self, source, take_lead_row, &take, error);
    audit_note_input(self, source, "leads", leads.columns, LEAD_COLUMNS, audit_lead_column_name,
                     leads.rows);
    g_string_free(leads.scratch, TRUE);
    return done;
}
