/* See audit_role.h. */
#include "app/audit_role.h"

#include <string.h>

#include "app/audit_evidence.h"
#include "app/audit_header.h"
#include "app/audit_meaning.h"
#include "app/audit_source.h"

#define SURE 0.7
#define HALF 0.5
#define MOST_KINDS 40
#define MOST_WAYS 8    /* distinct words of a column of directions */
#define LEAST_POINTS 4 /* of a file of leads */
#define SURE_POINTS 8  /* of a file of activities that shows nobody */
#define BOTH_POINTS 6  /* of each, of a file that is both */
#define MOST_MODULE 6  /* points for "Call ...", "Meeting ..." */
#define MOST_PLACES 3  /* points for addresses and the like */
#define ONCE 0.8       /* share of distinct people under which they repeat */

typedef struct {
    const ImportSource *source;
    const AuditSample *sample;
    AuditFile *file;
    int module, places;
    bool has_kinds, has_day, has_address, has_first, has_last, has_key;
} Look;

#define H(word) HEAD(word)

static void
count_values(Look *self, AuditHead head, const AuditColumn *column)
{
    guint distinct = audit_column_distinct(column);

    if (!self->has_kinds && !(head & (H(SOURCE) | H(JOB) | H(PERSON) | H(COMPANY))) &&
        distinct <= MOST_KINDS && audit_column_share(column, column->kinds) >= HALF &&
        column->filled >= HALF * self->sample->rows) {
        self->has_kinds = true;
        self->file->acts += head & (H(KIND) | H(ACTIVITY) | H(SUBJECT)) ? 5 : 3;
    }
    if (distinct <= MOST_WAYS && audit_column_share(column, column->directions) >= HALF &&
        column->filled >= 2 && !(head & H(SOURCE)))
        self->file->acts += head & (H(DIRECTION) | H(KIND)) ? 4 : 2;
    else if (head & H(DIRECTION))
        self->file->acts += 2;
    if (head & H(OUTCOME) && distinct <= MOST_KINDS && column->dates == 0)
        self->file->acts += 3;
    if (head & H(DURATION) && !(head & H(DATE)))
        self->file->acts += 3;
}

static void
count_dates(Look *self, AuditHead head, const AuditColumn *column)
{
    const AuditHead later = H(CHANGED) | H(LAST) | H(OTHER);
    bool date = column->filled > 0 ? audit_column_share(column, column->dates) >= SURE
                                   : head & (H(DATE) | H(START));

    if (audit_column_share(column, column->clocks) >= SURE && !(head & H(CREATED)))
        self->file->acts += 2;
    if (!date)
        return;
    self->file->has_time |= !(head & later) || head & (H(CREATED) | H(ACTIVITY));
    if (head & (H(REPLY) | H(BOUNCE) | H(WATCHED)))
        self->file->acts += 2;
    else if (head & later)
        self->file->leads += 1;
    else if (head & H(CREATED))
        self->file->leads += 2;
    else if (head & (H(DUE) | H(START) | H(DONE)))
        self->file->acts += 3;
    else if (!self->has_day) {
        self->has_day = true;
        self->file->acts += 2;
    }
}

static void
count_words(Look *self, AuditHead head, const AuditColumn *column)
{
    AuditFile *file = self->file;
    const AuditHead modules = H(ACTIVITY) | H(CALL) | H(MEETING) | H(TASK) | H(MESSAGE);
    bool dated = audit_column_share(column, column->dates) >= SURE;

    if (head & H(SUBJECT) && !(head & (H(JOB) | H(ID))))
        file->acts += 2;
    if (head & H(TEXT))
        file->acts += 2;
    else if (head & H(NOTE))
        file->acts += 1;
    if (head & H(RELATED) && head & (H(ID) | H(PERSON) | H(TO)) && !(head & H(COMPANY)))
        file->acts += 3;
    bool module = (head & modules && !(head & (H(LAST) | H(CHANGED) | H(STATUS)))) ||
                  (head & H(EMAIL) && head & (H(DIRECTION) | H(START) | H(TEXT) | H(SUBJECT)));
    if (module && !(head & (H(MOBILE) | H(PHONE))) && self->module < MOST_MODULE) {
        self->module += 2;
        file->acts += 2;
    }
    if (head & (H(FROM) | H(TO)) && audit_column_share(column, column->addresses) >= HALF)
        file->acts += 2;
    if (dated)
        return;
    if (head & H(SOURCE))
        file->leads += 2;
    if (head & H(STATUS) && head & (H(PERSON) | H(DEAL)))
        file->leads += 2;
    if (head & H(ID) && head & (H(PERSON) | H(DEAL)) && !(head & H(RELATED)) &&
        audit_column_is_unique(column))
        file->leads += 2;
    if (head & (H(COUNTRY) | H(PLACE) | H(SEGMENT) | H(MONEY) | H(OTHER) | H(JOB)) &&
        self->places < MOST_PLACES) {
        self->places++;
        file->leads++;
    }
}

/* Who it is about; the same person in many rows is one who was tried many times. */
static void
count_people(Look *self, AuditHead head, const AuditColumn *column)
{
    AuditFile *file = self->file;
    bool ours = head & (H(OWNER) | H(BY));
    bool address = audit_column_share(column, column->addresses) >= HALF ||
                   (column->filled == 0 && head & H(EMAIL));
    bool named = head & (H(PERSON) | H(NAME)) && !(head & (H(COMPANY) | H(STATUS) | H(SOURCE))) &&
                 audit_column_share(column, column->words) >= SURE;
    bool number = head & H(ID) && !(head & (H(COMPANY) | H(DEAL))) && head & H(PERSON);
    const AuditHead whole = H(DATE) | H(STATUS) | H(OUTCOME) | H(KIND);

    if (ours)
        return;
    if (head & H(FIRST) && !(head & whole) && column->dates == 0 && !self->has_first) {
        self->has_first = true;
        file->leads += 2;
    }
    if (head & H(LAST) && !(head & (whole | H(ACTIVITY))) && column->dates == 0 &&
        (head & H(NAME) || !(head & H(PERSON))) && !self->has_last) {
        self->has_last = true;
        file->leads += 2;
    }
    if (head & (H(PHONE) | H(MOBILE)) && audit_column_share(column, column->phones) >= HALF) {
        file->leads += 1;
        file->has_people = true;
    }
    if (head & H(COMPANY) && !(head & H(ID)))
        file->leads += 1;
    file->has_people |= address || named || number || (head & (H(FIRST) | H(RELATED))) ||
                        (head & H(PERSON) && !(head & (whole | H(SOURCE) | H(COMPANY))));
    if (!address && !named && !number)
        return;
    bool repeats = column->filled > 2 && audit_column_distinct(column) < ONCE * column->filled;
    if (address && !self->has_address) {
        self->has_address = true;
        file->leads += repeats ? 0 : 3;
    }
    if (named && !repeats)
        file->leads += 1;
    if (!self->has_key || (repeats && address)) {
        self->has_key = true;
        file->repeats |= repeats;
        file->acts += repeats ? 3 : 0;
    }
}

static void
count_name(AuditFile *self)
{
    AuditHead head = audit_head_of_file(self->name);
    g_autofree char *base = g_path_get_basename(self->name);
    const AuditHead modules =
        H(ACTIVITY) | H(CALL) | H(MEETING) | H(TASK) | H(MESSAGE) | H(NOTE) | H(EMAIL);

    if (head & modules || audit_meaning_channel(audit_meaning(base)) != CHANNEL_NONE)
        self->acts += 4;
    else if (head & H(PERSON))
        self->leads += 4;
}

static AuditFileKind
kind_of(const AuditFile *self)
{
    if (self->acts > self->leads && self->has_time &&
        (self->has_people || self->acts >= SURE_POINTS))
        return AUDIT_FILE_ACTIVITIES;
    if (self->leads >= LEAST_POINTS && self->leads >= self->acts)
        return AUDIT_FILE_LEADS;
    return AUDIT_FILE_UNKNOWN;
}

bool
audit_role_of(AuditFile *self, GError **error)
{
    g_auto(ImportSource) source = { .fd = -1 };
    g_auto(AuditSample) sample = { 0 };

    if (!audit_source_open(&source, self->name, self->sheet, error))
        return false;
    if (audit_file_is_links(&source)) {
        self->kind = self->kind == AUDIT_FILE_LEADS ? self->kind : AUDIT_FILE_LINKS;
        return true;
    }
    if (!audit_sample_take(&sample, &source, error))
        return false;
    Look look = { &source, &sample, self, 0, 0, false, false, false, false, false, false };
    for (gsize c = 0; c < sample.width; c++) {
        AuditHead head = audit_head_of(source.headers[c]);
        count_values(&look, head, &sample.columns[c]);
        count_dates(&look, head, &sample.columns[c]);
        count_words(&look, head, &sample.columns[c]);
        count_people(&look, head, &sample.columns[c]);
    }
    count_name(self);
    if (!self->told)
        self->kind = kind_of(self);
    return true;
}

static bool
may_be_both(const AuditFile *self)
{
    return self->kind != AUDIT_FILE_MAILBOX && self->kind != AUDIT_FILE_LINKS &&
           self->leads >= BOTH_POINTS && self->acts >= BOTH_POINTS && self->has_time &&
           self->has_people;
}

/* Without a file of leads, the likeliest of those that are nothing else. */
static void
take_likeliest(AuditFile *files, guint count)
{
    AuditFile *best = NULL;

    for (guint i = 0; i < count; i++)
        if (files[i].kind == AUDIT_FILE_UNKNOWN && !files[i].told && files[i].leads > 0 &&
            (best == NULL || files[i].leads - files[i].acts > best->leads - best->acts))
            best = &files[i];
    if (best != NULL)
        best->kind = AUDIT_FILE_LEADS;
}

static guint
count_kind(const AuditFile *files, guint count, AuditFileKind kind)
{
    guint found = 0;

    for (guint i = 0; i < count; i++)
        found += files[i].kind == kind;
    return found;
}

void
audit_roles_settle(AuditFile *files, guint count)
{
    guint people = 0, both = count;

    for (guint i = 0; i < count; i++)
        people += files[i].kind == AUDIT_FILE_LEADS && files[i].has_people;
    for (guint i = 0; i < count; i++) {
        AuditFile *file = &files[i];
        if (file->told)
            continue;
        if (file->kind == AUDIT_FILE_LEADS && !file->has_people && people > 0)
            file->kind = AUDIT_FILE_UNKNOWN;
        else if (may_be_both(file) && file->repeats &&
                 (both == count || file->leads > files[both].leads))
            both = i;
    }
    guint leads = count_kind(files, count, AUDIT_FILE_LEADS);
    if (both < count) {
        bool others = leads > (files[both].kind == AUDIT_FILE_LEADS ? 1 : 0);
        files[both].kind = others ? AUDIT_FILE_ACTIVITIES : AUDIT_FILE_BOTH;
    } else if (leads == 0 && count_kind(files, count, AUDIT_FILE_MAILBOX) == 0) {
        take_likeliest(files, count);
    }
}
