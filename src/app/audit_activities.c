/* See audit_activities.h. What counts as what is told in docs/audit.md. */
#include "app/audit_activities.h"

#include <string.h>

#include "app/audit_activity.h"
#include "app/audit_guess.h"
#include "app/audit_leads.h"
#include "app/audit_source.h"
#include "base/error.h"

static const int DATES[] = { ACT_AT, ACT_DUE, ACT_COMPLETED, ACT_CREATED, ACT_NEXT, ACT_REPLIED };

static void
take_row(void *data, const CsvRow *row)
{
    AuditActivities *self = data;
    AuditActivity activity = { .row = row };

    self->rows++;
    const char *deleted = audit_activity_cell(self, row, ACT_DELETED);
    if (deleted != NULL && !(audit_meanings_of(&self->meanings[ACT_DELETED], deleted) & MEANS_NO)) {
        audit_reader_note(self->reader, AUDIT_DELETED, self->source->name, row->line, NULL);
        return;
    }
    if (!audit_activity_understand(self, &activity))
        return;
    audit_activity_find_people(self, &activity);
    if (activity.people_count > 0)
        audit_activity_record(self, &activity);
}

static void
say_what_is_told(AuditActivities *self)
{
    AuditTells *tells = &self->reader->book->tells;
    const gsize *columns = self->columns;

    tells->activities = true;
    self->tells_direction = columns[ACT_DIRECTION] != IMPORT_NO_COLUMN ||
                            columns[ACT_FROM] != IMPORT_NO_COLUMN ||
                            columns[ACT_REPLIED] != IMPORT_NO_COLUMN;
}

static bool
check_columns(const AuditActivities *self, GError **error)
{
    static const int WHO[] = { ACT_LEAD, ACT_CONTACT, ACT_WHO,  ACT_DEAL, ACT_EMAIL,
                               ACT_FROM, ACT_TO,      ACT_NAME, ACT_PHONE };
    const gsize *columns = self->columns;
    bool when = false, who = g_hash_table_size(self->reader->links) > 0;

    for (gsize i = 0; i < G_N_ELEMENTS(DATES); i++)
        when = when || columns[DATES[i]] != IMPORT_NO_COLUMN;
    if (!when)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s: no column says when; name it, for instance --map at=\"COLUMN\"",
                         self->source->name);
    for (gsize i = 0; i < G_N_ELEMENTS(WHO); i++)
        who = who || columns[WHO[i]] != IMPORT_NO_COLUMN;
    if (!who)
        audit_reader_note(self->reader, AUDIT_NO_ONE, self->source->name, 1,
                          "no column says with whom");
    return true;
}

bool
audit_read_activities(AuditReader *self, ImportSource *source, const char *const *overrides,
                      GError **error)
{
    g_auto(AuditActivities) activities = { .reader = self, .source = source };
    gsize columns[G_N_ELEMENTS(DATES)];
    WhenHabit habits[G_N_ELEMENTS(DATES)];

    audit_activities_init(&activities);
    if (!audit_activity_columns(source, overrides, activities.columns, error) ||
        !audit_guess_activities(self, source, overrides, activities.columns, error) ||
        !check_columns(&activities, error))
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(DATES); i++)
        columns[i] = activities.columns[DATES[i]];
    if (!audit_learn_dates(source, columns, G_N_ELEMENTS(DATES), habits, error))
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(DATES); i++)
        activities.habits[DATES[i]] = habits[i];
    audit_activities_look(&activities);
    say_what_is_told(&activities);
    bool done = audit_each_row(self, source, take_row, &activities, error);
    audit_note_input(self, source, "activities", activities.columns, ACT_COLUMNS,
                     audit_activity_column_name, activities.rows);
    return done;
}

typedef struct {
    AuditReader *reader;
    gsize id, columns[ACT_COLUMNS];
    uint64_t rows;
} Links;

static void
take_link(void *data, const CsvRow *row)
{
    Links *self = data;
    const char *id = import_columns_text(row, self->id);
    const char *contact = import_columns_text(row, self->columns[ACT_CONTACT]);
    const char *lead = import_columns_text(row, self->columns[ACT_LEAD]);
    uint32_t number = AUDIT_NOBODY;

    self->rows++;
    if (contact != NULL)
        number = audit_find_by_id(self->reader, 'c', contact);
    if (number == AUDIT_NOBODY && lead != NULL)
        number = audit_find_by_id(self->reader, 'l', lead);
    if (id != NULL && number != AUDIT_NOBODY)
        g_hash_table_insert(self->reader->links, g_strdup(id), GUINT_TO_POINTER(number + 1));
}

bool
audit_read_links(AuditReader *self, ImportSource *source, GError **error)
{
    Links links = { .reader = self };

    if (!audit_activity_columns(source, NULL, links.columns, error))
        return false;
    links.id = links.columns[ACT_ID];
    bool done = audit_each_row(self, source, take_link, &links, error);
    audit_note_input(self, source, "links", links.columns, ACT_COLUMNS, audit_activity_column_name,
                     links.rows);
    return done;
}
