/* See audit_guess.h. */
#include "app/audit_guess.h"

#include <string.h>

#include "app/audit_activity.h"
#include "app/audit_source.h"
#include "app/audit_when.h"
#include "text/fold.h"

#define SAMPLE 500       /* rows looked at */
#define MOST_COLUMNS 200 /* looked at */
#define MOST_KINDS 40    /* distinct words of a column of kinds */
#define SURE 0.8         /* share of cells that must be what the column is taken for */
#define LIKELY 0.5       /* the same, for words */
#define ANY_RESULTS 5    /* cells a column of results needs at least */
#define LEAST_PHONE_DIGITS 7
#define MOST_STAGES 12 /* distinct words of a column of stages */
#define ANY_STAGES 2   /* cells of it that say what was decided */

typedef struct {
    guint filled, addresses, dates, hours, phones, names, kinds, results, states, decided;
    GHashTable *distinct; /* up to MOST_KINDS + 1 */
} Look;

typedef struct {
    AuditReader *reader;
    const ImportSource *source;
    const char *const *overrides;
    gsize *columns;
    gsize count; /* of `columns` */
    const char *(*name_of)(int field);
    Look *looks;
    gsize width;
    guint rows;
} Guess;

static void
guess_clear(Guess *self)
{
    for (gsize c = 0; c < self->width; c++)
        g_hash_table_unref(self->looks[c].distinct);
    g_free(self->looks);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Guess, guess_clear)

/* Ids are numbers, too: a date has a separator, or is a spreadsheet's day with its hour. */
static bool
is_date(const char *text, bool *ret_hour)
{
    static const WhenHabit HABIT = { 0 };
    When when;

    if (strpbrk(text, "-/.: ") == NULL || !when_read(text, &HABIT, zone_utc(), &when))
        return false;
    *ret_hour = !when.day_only;
    return true;
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

/* Two to four words that begin with a capital, without a digit. */
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
    return words >= 2 && words <= 4;
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

static void
look_at(Look *self, const char *text)
{
    const uint32_t results =
        MEANS_NO_ANSWER | MEANS_VOICEMAIL | MEANS_REACHED | MEANS_DECLINED | MEANS_CALL_BACK;
    const uint32_t states = MEANS_DONE | MEANS_PLANNED | MEANS_CANCELLED;
    uint32_t means = strlen(text) < 60 ? audit_meaning(text) : 0;
    bool hour = false, date = is_date(text, &hour);

    self->filled++;
    self->addresses += strchr(text, '@') != NULL && strchr(text, ' ') == NULL;
    self->dates += date;
    self->hours += hour;
    self->phones += !date && is_phone(text);
    self->names += is_name(text);
    self->kinds += audit_meaning_channel(means) != CHANNEL_NONE || means & MEANS_NOTE;
    self->results += (means & results) != 0;
    self->states += (means & states) != 0;
    self->decided += is_decision(text);
    if (g_hash_table_size(self->distinct) <= MOST_KINDS)
        g_hash_table_add(self->distinct, g_strdup(text));
}

static bool
look(Guess *self, GError **error)
{
    g_auto(ImportSource) again = { .fd = -1 };
    CsvRow row;

    self->width = MIN(self->source->header_count, MOST_COLUMNS);
    self->looks = g_new0(Look, self->width);
    for (gsize c = 0; c < self->width; c++)
        self->looks[c].distinct = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!audit_source_again(self->source, &again, error))
        return error == NULL || *error == NULL;
    while (self->rows < SAMPLE) {
        CsvResult result = csv_reader_next(again.csv, &row, NULL);
        if (result == CSV_END)
            break;
        self->rows++;
        for (gsize c = 0; c < self->width && result == CSV_ROW; c++) {
            const char *text = import_columns_text(&row, c);
            if (text != NULL)
                look_at(&self->looks[c], text);
        }
    }
    return true;
}

static bool
is_free(const Guess *self, gsize column)
{
    for (gsize f = 0; f < self->count; f++)
        if (self->columns[f] == column)
            return false;
    return true;
}

static bool
is_missing(const Guess *self, int field)
{
    const char *name = self->name_of(field);
    gsize length = strlen(name);

    for (gsize i = 0; self->overrides != NULL && self->overrides[i] != NULL; i++)
        if (strncmp(self->overrides[i], name, length) == 0 && self->overrides[i][length] == '=')
            return false;
    return self->columns[field] == IMPORT_NO_COLUMN;
}

static bool
lacks_all(const Guess *self, const int *fields, gsize count)
{
    for (gsize i = 0; i < count; i++)
        if (self->columns[fields[i]] != IMPORT_NO_COLUMN)
            return false;
    return true;
}

static void
settle(Guess *self, int field, gsize column)
{
    self->columns[field] = column;
    if (self->reader != NULL)
        audit_reader_guessed(self->reader, self->source->name, self->source->headers[column],
                             self->name_of(field));
}

/* The free column of which the most cells are what is looked for: `offset` of the count in Look. */
static void
find(Guess *self, int field, gsize offset, double least, double least_filled, guint most_distinct)
{
    gsize best = IMPORT_NO_COLUMN;
    double most = 0;

    if (!is_missing(self, field))
        return;
    for (gsize c = 0; c < self->width; c++) {
        const Look *column = &self->looks[c];
        guint count = *(const guint *)(const void *)((const char *)column + offset);
        double share = column->filled > 0 ? (double)count / column->filled : 0;
        if (share < least || share <= most || column->filled < least_filled * self->rows ||
            count < ANY_RESULTS || g_hash_table_size(column->distinct) > most_distinct ||
            !is_free(self, c))
            continue;
        best = c;
        most = share;
    }
    if (best != IMPORT_NO_COLUMN)
        settle(self, field, best);
}

#define FIND(self, field, what, least, filled, distinct) \
    find(self, field, G_STRUCT_OFFSET(Look, what), least, filled, distinct)

/* When a lead came in: the only date that is not that of something later. */
static void
find_created(Guess *self)
{
    static const char *const LATER[] = { "last",   "updat",   "modif", "verif", "contacted",
                                         "letzte", "geander", "due",   "next",  "clos",
                                         "birth",  "geburt",  "won",   "lost",  "convert" };
    gsize best = IMPORT_NO_COLUMN;
    char folded[128];

    if (!is_missing(self, LEAD_CREATED))
        return;
    for (gsize c = 0; c < self->width; c++) {
        const Look *column = &self->looks[c];
        bool later = !text_fold(self->source->headers[c], folded, sizeof folded);
        for (gsize i = 0; i < G_N_ELEMENTS(LATER) && !later; i++)
            later = strstr(folded, LATER[i]) != NULL;
        if (later || !is_free(self, c) || column->dates < SURE * column->filled ||
            column->filled < LIKELY * self->rows || column->dates < ANY_RESULTS)
            continue;
        if (best != IMPORT_NO_COLUMN)
            return; /* which of them cannot be told */
        best = c;
    }
    if (best != IMPORT_NO_COLUMN)
        settle(self, LEAD_CREATED, best);
}

/* How it stands with a lead: a column of few words, some of which decide. */
static void
find_status(Guess *self)
{
    gsize best = IMPORT_NO_COLUMN;
    guint most = ANY_STAGES - 1;

    for (gsize c = 0; c < self->width && is_missing(self, LEAD_STATUS); c++) {
        const Look *column = &self->looks[c];
        if (!is_free(self, c) || column->decided <= most || column->filled < LIKELY * self->rows ||
            g_hash_table_size(column->distinct) > MOST_STAGES)
            continue;
        best = c;
        most = column->decided;
    }
    if (best != IMPORT_NO_COLUMN)
        settle(self, LEAD_STATUS, best);
}

bool
audit_guess_leads(AuditReader *self, const ImportSource *source, const char *const *overrides,
                  gsize columns[LEAD_COLUMNS], GError **error)
{
    static const int NAMES[] = { LEAD_NAME, LEAD_FIRST_NAME, LEAD_LAST_NAME };
    g_auto(Guess) guess = { self, source, overrides, columns, LEAD_COLUMNS, audit_lead_column_name,
                            NULL, 0,      0 };

    if (columns[LEAD_EMAIL] != IMPORT_NO_COLUMN && columns[LEAD_CREATED] != IMPORT_NO_COLUMN &&
        columns[LEAD_STATUS] != IMPORT_NO_COLUMN)
        return true;
    if (!look(&guess, error))
        return false;
    FIND(&guess, LEAD_EMAIL, addresses, SURE, LIKELY, G_MAXUINT);
    if (lacks_all(&guess, NAMES, G_N_ELEMENTS(NAMES)))
        FIND(&guess, LEAD_NAME, names, SURE, SURE, G_MAXUINT);
    FIND(&guess, LEAD_PHONE, phones, SURE, LIKELY, G_MAXUINT);
    find_created(&guess);
    find_status(&guess);
    return true;
}

/* "From" and "To" of a meeting are no people. */
static void
mend_times(Guess *self)
{
    static const int SIDES[] = { ACT_FROM, ACT_TO };

    for (gsize i = 0; i < G_N_ELEMENTS(SIDES); i++) {
        gsize column = self->columns[SIDES[i]];
        if (column >= self->width || self->looks[column].filled == 0 ||
            self->looks[column].dates < SURE * self->looks[column].filled)
            continue;
        self->columns[SIDES[i]] = IMPORT_NO_COLUMN;
        if (SIDES[i] == ACT_FROM && is_missing(self, ACT_AT))
            self->columns[ACT_AT] = column;
    }
}

bool
audit_guess_activities(AuditReader *self, const ImportSource *source, const char *const *overrides,
                       gsize columns[ACT_COLUMNS], GError **error)
{
    static const int TIMES[] = { ACT_AT, ACT_DUE, ACT_COMPLETED, ACT_CREATED };
    static const int KINDS[] = { ACT_KIND, ACT_KIND2 };
    static const int PEOPLE[] = { ACT_LEAD, ACT_CONTACT, ACT_WHO,  ACT_DEAL, ACT_EMAIL,
                                  ACT_FROM, ACT_TO,      ACT_NAME, ACT_PHONE };
    g_auto(Guess)
        guess = { self, source, overrides, columns, ACT_COLUMNS, audit_activity_column_name,
                  NULL, 0,      0 };
    bool no_kind =
        !audit_activities_kinds_told(source) && lacks_all(&guess, KINDS, G_N_ELEMENTS(KINDS));
    bool no_time = lacks_all(&guess, TIMES, G_N_ELEMENTS(TIMES));
    bool no_one = lacks_all(&guess, PEOPLE, G_N_ELEMENTS(PEOPLE));

    if (!no_kind && !no_time && !no_one && columns[ACT_FROM] == IMPORT_NO_COLUMN &&
        columns[ACT_TO] == IMPORT_NO_COLUMN)
        return true;
    if (!look(&guess, error))
        return false;
    mend_times(&guess);
    if (lacks_all(&guess, PEOPLE, G_N_ELEMENTS(PEOPLE))) {
        FIND(&guess, ACT_EMAIL, addresses, SURE, LIKELY, G_MAXUINT);
        FIND(&guess, ACT_NAME, names, SURE, LIKELY, G_MAXUINT);
        FIND(&guess, ACT_PHONE, phones, SURE, LIKELY, G_MAXUINT);
    }
    if (no_time) {
        FIND(&guess, ACT_AT, hours, SURE, LIKELY, G_MAXUINT);
        FIND(&guess, ACT_AT, dates, SURE, LIKELY, G_MAXUINT);
    }
    if (no_kind)
        FIND(&guess, ACT_KIND, kinds, LIKELY, LIKELY, MOST_KINDS);
    /* A log whose kinds nothing told has other words for the rest, too. */
    if (no_kind && guess.columns[ACT_KIND] != IMPORT_NO_COLUMN) {
        if (columns[ACT_DONE] == IMPORT_NO_COLUMN)
            FIND(&guess, ACT_STATUS, states, LIKELY, LIKELY, MOST_KINDS);
        FIND(&guess, ACT_OUTCOME, results, LIKELY, 0, MOST_KINDS);
    }
    return true;
}
