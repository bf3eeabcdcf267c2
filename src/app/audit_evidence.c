/* See audit_evidence.h. */
#include "app/audit_evidence.h"

#include <string.h>

#include "app/audit_header.h"
#include "app/audit_meaning.h"
#include "app/audit_source.h"
#include "app/audit_when.h"
#include "app/import_columns.h"
#include "text/fold.h"

#define LEAST_PHONE_DIGITS 7
#define MOST_NAME_WORDS 4
#define SHORT 60 /* bytes of a text that may be a word of a kind */
#define UNIQUE 0.97
/* Headers of times, which may be numbers. */
#define TIMELY (HEAD(DATE) | HEAD(CLOCK) | HEAD(CREATED) | HEAD(DONE) | HEAD(DUE))

/* Ids are numbers, too: a date has a separator, or its header speaks of one. */
static bool
is_date(const char *text, bool timely, bool *ret_hour)
{
    static const WhenHabit HABIT = { 0 };
    static const WhenHabit DAYS_FIRST = { .local_day_first = true };
    When when;

    if ((strpbrk(text, "-/.: ") == NULL && !timely) ||
        (!when_read(text, &HABIT, zone_utc(), &when) &&
         !when_read(text, &DAYS_FIRST, zone_utc(), &when)))
        return false;
    *ret_hour = !when.day_only;
    return true;
}

/* "09:41", "9:41 AM", "09:41:00", "9h41". */
static bool
is_clock(const char *text)
{
    gsize hours = strspn(text, "0123456789");

    return hours >= 1 && hours <= 2 && (text[hours] == ':' || text[hours] == 'h') &&
           g_ascii_isdigit(text[hours + 1]) && strlen(text) <= 11;
}

static bool
is_phone(const char *text)
{
    guint digits = 0;

    for (const char *p = text; *p != '\0'; p++) {
        if (g_ascii_isdigit(*p))
            digits++;
        else if (strchr("+()-./ ", *p) == NULL)
            return false;
    }
    return digits >= LEAST_PHONE_DIGITS && strpbrk(text, "+()- /") != NULL;
}

/* Two to four words that begin with a capital, without a digit; or "Lee, Ann". */
static bool
is_name(const char *text)
{
    guint words = 0;
    bool begins = true;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isdigit(c) || c == '@')
            return false;
        if (begins && g_unichar_isalpha(c)) {
            if (!g_unichar_isupper(c))
                return false;
            words++;
        }
        begins = c == ' ';
    }
    return words >= 2 && words <= MOST_NAME_WORDS;
}

/* Words that stand for nothing but how it ended with a lead. */
static bool
is_decision(const char *text)
{
    static const char *const WORDS[] = { "won",        "lost",     "signed",        "closedwon",
                                         "closedlost", "junk",     "converted",     "dead",
                                         "gewonnen",   "verloren", "gagne",         "perdu",
                                         "ganado",     "perdido",  "notinterested", "gagnee",
                                         "perdue",     NULL };
    char folded[32];

    return strlen(text) < 20 && text_fold(text, folded, sizeof folded) &&
           g_strv_contains(WORDS, folded);
}

static bool
is_number(const char *text)
{
    return text[strspn(text, "0123456789.,-+ ")] == '\0';
}

static void
look_at_words(AuditColumn *self, const char *text)
{
    const uint32_t results =
        MEANS_NO_ANSWER | MEANS_VOICEMAIL | MEANS_REACHED | MEANS_DECLINED | MEANS_CALL_BACK;
    const uint32_t states = MEANS_DONE | MEANS_PLANNED | MEANS_CANCELLED;
    uint32_t means = audit_meaning(text);

    self->kinds += audit_meaning_channel(means) != CHANNEL_NONE || means & MEANS_NOTE;
    self->directions += (means & (MEANS_INBOUND | MEANS_OUTBOUND)) != 0;
    self->results += (means & results) != 0;
    self->states += (means & states) != 0;
    self->decided += is_decision(text);
}

static void
look_at(AuditColumn *self, bool timely, const char *text)
{
    bool hour = false, clock = is_clock(text);
    bool date = !clock && is_date(text, timely, &hour);
    bool address = strchr(text, '@') != NULL && strchr(text, ' ') == NULL;

    self->filled++;
    self->addresses += address;
    self->dates += date;
    self->hours += hour;
    self->clocks += clock;
    self->phones += !date && is_phone(text);
    self->names += is_name(text);
    self->words += !date && !clock && strpbrk(text, "0123456789@") == NULL;
    self->numbers += !date && is_number(text);
    self->letters += strlen(text);
    if (!date && !clock && !address && strlen(text) < SHORT)
        look_at_words(self, text);
    g_hash_table_add(self->distinct, g_strdup(text));
}

bool
audit_sample_take(AuditSample *self, const ImportSource *source, GError **error)
{
    g_auto(ImportSource) again = { .fd = -1 };
    CsvRow row;

    g_autofree AuditHead *heads = g_new0(AuditHead, source->header_count + 1);
    for (gsize c = 0; c < source->header_count; c++)
        heads[c] = audit_head_of(source->headers[c]);
    *self = (AuditSample){ .width = MIN(source->header_count, AUDIT_SAMPLE_COLUMNS) };
    self->columns = g_new0(AuditColumn, self->width);
    for (gsize c = 0; c < self->width; c++)
        self->columns[c].distinct = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!audit_source_again(source, &again, error))
        return error == NULL || *error == NULL;
    while (self->rows < AUDIT_SAMPLE_ROWS) {
        CsvResult result = csv_reader_next(again.csv, &row, NULL);
        guint filled = 0;
        if (result == CSV_END)
            break;
        if (result != CSV_ROW || audit_row_is_title(source, &row))
            continue;
        self->rows++;
        for (gsize c = 0; c < self->width; c++) {
            const char *text = import_columns_text(&row, c);
            filled += text != NULL;
            if (text != NULL)
                look_at(&self->columns[c], heads[c] & TIMELY, text);
        }
        self->filled = MAX(self->filled, filled);
    }
    return true;
}

void
audit_sample_clear(AuditSample *self)
{
    for (gsize c = 0; c < self->width; c++)
        g_hash_table_unref(self->columns[c].distinct);
    g_clear_pointer(&self->columns, g_free);
    self->width = 0;
}

double
audit_column_share(const AuditColumn *column, guint count)
{
    return column->filled > 0 ? (double)count / column->filled : 0;
}

guint
audit_column_distinct(const AuditColumn *column)
{
    return g_hash_table_size(column->distinct);
}

bool
audit_column_is_unique(const AuditColumn *column)
{
    return column->filled > 0 && audit_column_distinct(column) >= UNIQUE * column->filled;
}
