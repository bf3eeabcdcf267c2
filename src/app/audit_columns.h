/* Which column of a leads or activities file is which, for the audit: the words of the import
 * (app/import_words.h) and what HubSpot, Salesforce, Pipedrive, Zoho, Apollo, Close and Outreach
 * call the columns of their activities. */
#pragma once

#include "app/import_columns.h"

enum {
    LEAD_ID_COLUMN,
    LEAD_EMAIL,
    LEAD_FIRST_NAME,
    LEAD_LAST_NAME,
    LEAD_NAME,
    LEAD_COMPANY,
    LEAD_PHONE,
    LEAD_MOBILE,
    LEAD_LINKEDIN,
    LEAD_COUNTRY,
    LEAD_REGION,
    LEAD_ZONE,
    LEAD_OWNER,
    LEAD_SOURCE,
    LEAD_SEGMENT,
    LEAD_CREATED,
    LEAD_CREATED_TIME,
    LEAD_STATUS,
    LEAD_CONVERTED,
    LEAD_OPTED_OUT,
    LEAD_DELETED,
    LEAD_COLUMNS
};

enum {
    ACT_ID,
    ACT_AT,
    ACT_TIME, /* the hour, where it has a column of its own */
    ACT_DUE,
    ACT_COMPLETED,
    ACT_CREATED,
    ACT_KIND,
    ACT_KIND2,
    ACT_DIRECTION,
    ACT_OUTCOME,
    ACT_STATUS,
    ACT_DONE,
    ACT_DURATION,
    ACT_EMAIL,
    ACT_FROM,
    ACT_TO,
    ACT_LEAD,
    ACT_CONTACT,
    ACT_WHO,
    ACT_DEAL,
    ACT_NAME,
    ACT_COMPANY, /* of the person, where several have the name */
    ACT_PHONE,
    ACT_SUBJECT,
    ACT_BODY,
    ACT_OWNER,
    ACT_MACHINE, /* whether a machine did it */
    ACT_ORIGIN,  /* what made it: a workflow, a person */
    ACT_REPLIED,
    ACT_BOUNCED, /* when it came back, or whether */
    ACT_DELETED,
    ACT_NEXT, /* when they were told to expect us */
    ACT_COLUMNS
};

/* In which namespace the ids of a leads file stand, by its header: 'l' leads, 'c' contacts, 'd'
 * deals, '*' not said. */
char audit_id_space(const char *header);

typedef enum {
    AUDIT_FILE_UNKNOWN,
    AUDIT_FILE_LEADS,
    AUDIT_FILE_ACTIVITIES,
    AUDIT_FILE_LINKS,
    AUDIT_FILE_MAILBOX,
    AUDIT_FILE_BOTH /* leads and what was done, joined in one report */
} AuditFileKind;

/* Does the file have the column that "FIELD=COLUMN" names? */
bool audit_override_fits(const ImportSource *source, const char *override);

/* Fills `ret` as import_columns_find() does. Overrides of other files, by field or by column, are
 * passed over; audit_columns_check() refuses unknown fields. */
bool audit_lead_columns(const ImportSource *source, const char *const *overrides,
                        gsize ret[LEAD_COLUMNS], GError **error);
bool audit_activity_columns(const ImportSource *source, const char *const *overrides,
                            gsize ret[ACT_COLUMNS], GError **error);
/* Mixed exports tell some fields in several columns ("Call outcome", "Meeting outcome"): fills
 * `ret` with the further columns of each field, IMPORT_NO_COLUMN behind the last. */
#define AUDIT_MORE_COLUMNS 3
void audit_activity_more(const ImportSource *source, const gsize columns[ACT_COLUMNS],
                         gsize ret[ACT_COLUMNS][AUDIT_MORE_COLUMNS]);
/* Is this the header of notes for ourselves, not of what was written? */
bool audit_header_is_note(const char *header);
/* Refuses "FIELD=COLUMN" whose field neither kind of file has. Errors: INVALID. */
bool audit_columns_check(const char *const *overrides, GError **error);
const char *audit_lead_column_name(int field);
const char *audit_activity_column_name(int field);

/* Is it a table that links engagements to people? */
bool audit_file_is_links(const ImportSource *source);
/* "hubspot", "salesforce", ..., "generic": who wrote it, by its headers. */
const char *audit_file_product(const ImportSource *source);
