/* See audit_guess.h. */
#include "app/audit_guess.h"

#include <string.h>

#include "app/audit_activity.h"
#include "app/audit_rules.h"
#include "text/fold.h"

#define MOST_KINDS 40      /* distinct words of a column of kinds */
#define SURE 0.8           /* share of cells that must be what the column is taken for */
#define LIKELY 0.5         /* the same, for words */
#define NEVER 0.2          /* share of dates under which a column is none of dates */
#define ANY_RESULTS 5      /* cells a column of results needs at least */
#define MOST_STAGES 12     /* distinct words of a column of stages */
#define ANY_STAGES 2       /* cells of it that say what was decided */
#define MOST_LOOKED_UP 200 /* cells of a column asked for among the leads */

typedef struct {
    AuditReader *reader;
    const ImportSource *source;
    const char *const *overrides;
    gsize *columns;
    gsize count; /* of `columns` */
    const char *(*name_of)(int field);
    AuditSample sample;
} Guess;

static void
guess_clear(Guess *self)
{
    audit_sample_clear(&self->sample);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Guess, guess_clear)

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

/* The free column of which the most cells are what is looked for: `offset` of the count in
 * AuditColumn. */
static void
find(Guess *self, int field, gsize offset, double least, double least_filled, guint most_distinct)
{
    gsize best = IMPORT_NO_COLUMN;
    double most = 0;

    if (!is_missing(self, field))
        return;
    for (gsize c = 0; c < self->sample.width; c++) {
        const AuditColumn *column = &self->sample.columns[c];
        guint count = *(const guint *)(const void *)((const char *)column + offset);
        double share = column->filled > 0 ? (double)count / column->filled : 0;
        if (share < least || share <= most || column->filled < least_filled * self->sample.rows ||
            count < ANY_RESULTS || audit_column_distinct(column) > most_distinct ||
            !is_free(self, c))
            continue;
        best = c;
        most = share;
    }
    if (best != IMPORT_NO_COLUMN)
        settle(self, field, best);
}

#define FIND(self, field, what, least, filled, distinct) \
    find(self, field, G_STRUCT_OFFSET(AuditColumn, what), least, filled, distinct)

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
    for (gsize c = 0; c < self->sample.width; c++) {
        const AuditColumn *column = &self->sample.columns[c];
        bool later = !text_fold(self->source->headers[c], folded, sizeof folded);
        for (gsize i = 0; i < G_N_ELEMENTS(LATER) && !later; i++)
            later = strstr(folded, LATER[i]) != NULL;
        if (later || !is_free(self, c) || column->dates < SURE * column->filled ||
            column->filled < LIKELY * self->sample.rows || column->dates < ANY_RESULTS)
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

    for (gsize c = 0; c < self->sample.width && is_missing(self, LEAD_STATUS); c++) {
        const AuditColumn *column = &self->sample.columns[c];
        if (!is_free(self, c) || column->decided <= most ||
            column->filled < LIKELY * self->sample.rows ||
            audit_column_distinct(column) > MOST_STAGES)
            continue;
        best = c;
        most = column->decided;
    }
    if (best != IMPORT_NO_COLUMN)
        settle(self, LEAD_STATUS, best);
}

/* Columns whose headers are no known ones, but whose words and values say what they are. */
static void
by_rules(Guess *self, const AuditRule *rules, gsize count)
{
    g_autofree AuditHead *heads = g_new0(AuditHead, self->source->header_count + 1);

    for (gsize c = 0; c < self->sample.width; c++)
        heads[c] = audit_head_of(self->source->headers[c]);
    for (gsize r = 0; r < count; r++) {
        const AuditRule *rule = &rules[r];
        gsize best = IMPORT_NO_COLUMN;
        if (!is_missing(self, rule->field))
            continue;
        for (gsize c = 0; c < self->sample.width; c++) {
            if ((heads[c] & rule->all) != rule->all || heads[c] & rule->none ||
                (rule->any != 0 && !(heads[c] & rule->any)) || !is_free(self, c) ||
                !audit_value_fits(&self->sample, c, rule->value))
                continue;
            if (best == IMPORT_NO_COLUMN ||
                self->sample.columns[c].filled > self->sample.columns[best].filled)
                best = c;
        }
        if (best != IMPORT_NO_COLUMN)
            settle(self, rule->field, best);
    }
}

static bool
is_told(const Guess *self, int field)
{
    gsize kept = self->columns[field];

    self->columns[field] = IMPORT_NO_COLUMN;
    bool told = !is_missing(self, field);
    self->columns[field] = kept;
    return told;
}

/* A header may be a known word and yet stand over something else. */
static void
drop_unless(Guess *self, int field, gsize offset, double least)
{
    gsize column = self->columns[field];

    if (column >= self->sample.width || is_told(self, field))
        return;
    const AuditColumn *seen = &self->sample.columns[column];
    guint count = *(const guint *)(const void *)((const char *)seen + offset);
    if (seen->filled >= ANY_RESULTS && audit_column_share(seen, count) < least &&
        audit_column_share(seen, seen->numbers) < LIKELY)
        self->columns[field] = IMPORT_NO_COLUMN;
}
#define DROP_UNLESS(self, field, what) \
    drop_unless(self, field, G_STRUCT_OFFSET(AuditColumn, what), NEVER)

/* "Name" beside "Vorname" is the last name, "Nome" beside "Cognome" the first. */
static void
mend_names(Guess *self)
{
    gsize *columns = self->columns, name = columns[LEAD_NAME];
    bool has_first = columns[LEAD_FIRST_NAME] != IMPORT_NO_COLUMN,
         has_last = columns[LEAD_LAST_NAME] != IMPORT_NO_COLUMN;
    int other = has_first ? LEAD_LAST_NAME : LEAD_FIRST_NAME;

    if (has_first == has_last || name >= self->sample.width || !is_missing(self, other))
        return;
    AuditHead head = audit_head_of(self->source->headers[name]);
    const AuditColumn *seen = &self->sample.columns[name];
    if (head & HEAD(NAME) && !(head & (HEAD(COMPANY) | HEAD(PERSON))) &&
        audit_column_share(seen, seen->names) < LIKELY) {
        columns[other] = name;
        columns[LEAD_NAME] = IMPORT_NO_COLUMN;
    }
}

/* An id that several rows share is no lead's own: "Contact", with names. */
static void
mend_lead_id(Guess *self)
{
    gsize column = self->columns[LEAD_ID_COLUMN];

    if (column >= self->sample.width || is_told(self, LEAD_ID_COLUMN))
        return;
    const AuditColumn *seen = &self->sample.columns[column];
    if (seen->filled >= ANY_RESULTS && audit_column_share(seen, seen->names) >= LIKELY)
        self->columns[LEAD_ID_COLUMN] = IMPORT_NO_COLUMN;
}

bool
audit_guess_leads(AuditReader *self, const ImportSource *source, const char *const *overrides,
                  gsize columns[LEAD_COLUMNS], GError **error)
{
    static const int NAMES[] = { LEAD_NAME, LEAD_FIRST_NAME, LEAD_LAST_NAME };
    g_auto(Guess)
        guess = { self, source, overrides, columns, LEAD_COLUMNS, audit_lead_column_name, { 0 } };

    if (!audit_sample_take(&guess.sample, source, error))
        return false;
    DROP_UNLESS(&guess, LEAD_EMAIL, addresses);
    DROP_UNLESS(&guess, LEAD_CREATED, dates);
    mend_lead_id(&guess);
    by_rules(&guess, AUDIT_LEAD_RULES, AUDIT_LEAD_RULE_COUNT);
    mend_names(&guess);
    FIND(&guess, LEAD_EMAIL, addresses, SURE, LIKELY, G_MAXUINT);
    if (lacks_all(&guess, NAMES, G_N_ELEMENTS(NAMES)))
        FIND(&guess, LEAD_NAME, names, SURE, SURE, G_MAXUINT);
    FIND(&guess, LEAD_PHONE, phones, SURE, LIKELY, G_MAXUINT);
    find_created(&guess);
    find_status(&guess);
    return true;
}

/* "From" and "To" of a meeting are no people; a "Time" may hold the day as well. */
static void
mend_times(Guess *self)
{
    static const int SIDES[] = { ACT_FROM, ACT_TO };
    gsize time = self->columns[ACT_TIME];

    if (time < self->sample.width && is_missing(self, ACT_AT) && !is_told(self, ACT_TIME) &&
        audit_column_share(&self->sample.columns[time], self->sample.columns[time].dates) >= SURE) {
        self->columns[ACT_AT] = time;
        self->columns[ACT_TIME] = IMPORT_NO_COLUMN;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(SIDES); i++) {
        gsize column = self->columns[SIDES[i]];
        if (column >= self->sample.width || self->sample.columns[column].filled == 0 ||
            self->sample.columns[column].dates < SURE * self->sample.columns[column].filled)
            continue;
        self->columns[SIDES[i]] = IMPORT_NO_COLUMN;
        if (SIDES[i] == ACT_FROM && is_missing(self, ACT_AT))
            self->columns[ACT_AT] = column;
    }
}

/* By what somebody among the leads is named; the best first. */
typedef enum { BY_ID, BY_ADDRESS, BY_NAME, BY_PHONE, BY_COMPANY, WAYS } Way;

static bool
is_known(Guess *self, Way way, const char *cell)
{
    g_autofree char *first = g_strndup(cell, strcspn(cell, ";,|"));
    bool several = false;

    switch (way) {
    case BY_ID:
        return audit_find_by_id(self->reader, '*', first) != AUDIT_NOBODY;
    case BY_ADDRESS:
        return audit_find_by_email(self->reader, cell) != AUDIT_NOBODY;
    case BY_NAME:
        return audit_find_by_name(self->reader, cell, NULL, &several) != AUDIT_NOBODY || several;
    case BY_PHONE:
        return audit_find_by_phone(self->reader, cell) != AUDIT_NOBODY;
    case BY_COMPANY:
        return audit_find_by_company(self->reader, cell, &several) != AUDIT_NOBODY || several;
    case WAYS:
        break;
    }
    return false;
}

/* Share of a column's values that name somebody so. */
static double
join(Guess *self, gsize column, Way way)
{
    GHashTableIter iter;
    gpointer key;
    guint asked = 0, found = 0;

    g_hash_table_iter_init(&iter, self->sample.columns[column].distinct);
    while (asked < MOST_LOOKED_UP && g_hash_table_iter_next(&iter, &key, NULL)) {
        asked++;
        found += is_known(self, way, key);
    }
    return asked > 0 ? (double)found / asked : 0;
}

static bool
has_joined(Guess *self, const int *fields, gsize count, Way way)
{
    for (gsize i = 0; i < count; i++) {
        gsize column = self->columns[fields[i]];
        if (column < self->sample.width && join(self, column, way) > 0)
            return true;
    }
    return false;
}

/* The column that names the most people this way. Numbers name somebody only where the header
 * speaks of a number. */
static gsize
best_joined(Guess *self, Way way)
{
    gsize best = IMPORT_NO_COLUMN;
    double most = LIKELY;

    for (gsize c = 0; c < self->sample.width; c++) {
        const AuditColumn *column = &self->sample.columns[c];
        AuditHead head = audit_head_of(self->source->headers[c]);
        if (column->filled < ANY_STAGES || head & (HEAD(OWNER) | HEAD(DURATION)) ||
            audit_column_share(column, column->dates) >= LIKELY ||
            (way == BY_ID && column->numbers > 0 && !(head & (HEAD(ID) | HEAD(PERSON)))))
            continue;
        double share = join(self, c, way);
        if (share >= most && (share > most || best == IMPORT_NO_COLUMN)) {
            best = c;
            most = share;
        }
    }
    return best;
}

/* Whom activities were with shows best by what the leads' own columns know. Each way is tried only
 * where none before it told: most files have an id or an address. */
static void
find_people(Guess *self)
{
    static const struct {
        int fields[4];
        gsize count;
        int settles;
    } FIELDS[WAYS] = {
        [BY_ID] = { { ACT_LEAD, ACT_CONTACT, ACT_WHO, ACT_DEAL }, 4, ACT_WHO },
        [BY_ADDRESS] = { { ACT_EMAIL, ACT_FROM, ACT_TO, ACT_NAME }, 4, ACT_EMAIL },
        [BY_NAME] = { { ACT_NAME }, 1, ACT_NAME },
        [BY_PHONE] = { { ACT_PHONE, ACT_FROM, ACT_TO }, 3, ACT_PHONE },
        [BY_COMPANY] = { { ACT_COMPANY }, 1, ACT_COMPANY },
    };

    for (Way way = 0; way < WAYS; way++) {
        int field = FIELDS[way].settles;
        if (has_joined(self, FIELDS[way].fields, FIELDS[way].count, way))
            return;
        gsize column = best_joined(self, way);
        if (column == IMPORT_NO_COLUMN || is_told(self, field))
            continue;
        /* It may have been taken for something else before. */
        static const int WRONG[] = { ACT_ID, ACT_NAME, ACT_EMAIL };
        for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++)
            if (self->columns[WRONG[i]] == column && !is_told(self, WRONG[i]))
                self->columns[WRONG[i]] = IMPORT_NO_COLUMN;
        settle(self, field, column);
        return;
    }
}

/* A number that stands in several rows is not the activity's own. */
static void
mend_own_id(Guess *self)
{
    gsize column = self->columns[ACT_ID];

    if (column < self->sample.width && !is_told(self, ACT_ID) &&
        self->sample.columns[column].filled >= ANY_RESULTS &&
        audit_column_distinct(&self->sample.columns[column]) <
            SURE * self->sample.columns[column].filled)
        self->columns[ACT_ID] = IMPORT_NO_COLUMN;
}

/* "Type" over "Hot", "Cold", beside a column that says "Call", "Mail". */
static void
mend_kind(Guess *self)
{
    gsize column = self->columns[ACT_KIND];

    if (column >= self->sample.width || is_told(self, ACT_KIND) ||
        self->sample.columns[column].filled < ANY_RESULTS || self->sample.columns[column].kinds > 0)
        return;
    self->columns[ACT_KIND] = IMPORT_NO_COLUMN;
    FIND(self, ACT_KIND, kinds, LIKELY, LIKELY, MOST_KINDS);
    if (self->columns[ACT_KIND] == IMPORT_NO_COLUMN)
        self->columns[ACT_KIND] = column;
}

bool
audit_guess_activities(AuditReader *self, const ImportSource *source, const char *const *overrides,
                       gsize columns[ACT_COLUMNS], GError **error)
{
    static const int TIMES[] = { ACT_AT, ACT_DUE, ACT_COMPLETED, ACT_CREATED };
    static const int KINDS[] = { ACT_KIND, ACT_KIND2 };
    static const int PEOPLE[] = { ACT_LEAD, ACT_CONTACT, ACT_WHO,  ACT_DEAL, ACT_EMAIL,
                                  ACT_FROM, ACT_TO,      ACT_NAME, ACT_PHONE };
    g_auto(Guess) guess = { self,    source,      overrides,
                            columns, ACT_COLUMNS, audit_activity_column_name,
                            { 0 } };

    if (!audit_sample_take(&guess.sample, source, error))
        return false;
    mend_times(&guess);
    for (gsize i = 0; i < G_N_ELEMENTS(TIMES); i++)
        DROP_UNLESS(&guess, TIMES[i], dates);
    DROP_UNLESS(&guess, ACT_PHONE, phones);
    mend_own_id(&guess);
    bool no_kind =
        !audit_activities_kinds_told(source) && lacks_all(&guess, KINDS, G_N_ELEMENTS(KINDS));
    mend_kind(&guess);
    by_rules(&guess, AUDIT_ACTIVITY_RULES, AUDIT_ACTIVITY_RULE_COUNT);
    if (self != NULL && self->book->leads->len > 0)
        find_people(&guess);
    if (lacks_all(&guess, PEOPLE, G_N_ELEMENTS(PEOPLE))) {
        FIND(&guess, ACT_EMAIL, addresses, SURE, LIKELY, G_MAXUINT);
        FIND(&guess, ACT_NAME, names, SURE, LIKELY, G_MAXUINT);
        FIND(&guess, ACT_PHONE, phones, SURE, LIKELY, G_MAXUINT);
    }
    if (lacks_all(&guess, TIMES, G_N_ELEMENTS(TIMES))) {
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
