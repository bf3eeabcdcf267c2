/* One row of activities: what it was, with whom, and the event it becomes. Private to the audit. */
#pragma once

#include "app/audit_columns.h"
#include "app/audit_meaning.h"
#include "app/audit_reader.h"
#include "app/audit_when.h"

#define AUDIT_PEOPLE 16 /* of one activity */

typedef struct {
    AuditReader *reader;
    ImportSource *source;
    gsize columns[ACT_COLUMNS];
    gsize more[ACT_COLUMNS][AUDIT_MORE_COLUMNS]; /* read where the first column is blank */
    bool body_is_note;
    bool tells_direction;          /* some column says who began it */
    bool direction_is_flag;        /* ... with yes or no: "Incoming" */
    bool blank_is_open;            /* a box that is ticked when it was done */
    bool planned_duration;         /* how long it was to last, not how long it did */
    WhenHabit habits[ACT_COLUMNS]; /* of the columns that hold dates */
    AuditMeanings meanings[ACT_COLUMNS];
    AuditMeanings owners;
    uint32_t
        file_meaning;  /* of its name and headers: a file of calls need not say so in each row */
    bool minutes;      /* durations are in minutes */
    bool machine_flag; /* the file has a column that tells machines apart */
    uint64_t rows;
} AuditActivities;

void audit_activities_init(AuditActivities *self);
void audit_activities_clear(AuditActivities *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(AuditActivities, audit_activities_clear)
/* Does the file's name, or a header, say what all its rows are? */
bool audit_activities_kinds_told(const ImportSource *source);
/* Looks at the headers once the columns are known. */
void audit_activities_look(AuditActivities *self);

/* A field's cell: the first of its columns that is not blank; NULL when all are. */
const char *audit_activity_cell(const AuditActivities *self, const CsvRow *row, int field);

typedef struct {
    const CsvRow *row;
    AuditKind kind;
    ChannelKind channel;
    uint32_t flags;
    Instant at_us, created_us, due_us; /* due: INSTANT_NONE, or the end of what was promised */
    Instant replied_us;                /* INSTANT_NONE, or when they replied to it */
    bool promised;
    uint32_t people[AUDIT_PEOPLE];
    guint people_count;
} AuditActivity;

/* Fills all but the people; false when it is no contact, or cannot be read, which is noted. */
bool audit_activity_understand(AuditActivities *self, AuditActivity *activity);
/* Whom it was with; notes it when that is nobody. */
void audit_activity_find_people(AuditActivities *self, AuditActivity *activity);
/* Puts it into the book. */
void audit_activity_record(AuditActivities *self, const AuditActivity *activity);
