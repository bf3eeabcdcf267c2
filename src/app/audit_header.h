/* What the words of a column's header speak of, in the languages sales people keep their lists in:
 * "Associated Contact IDs", "Kd-Nr.", "Date de création", "callStartTime". A header may speak of
 * several things; audit_columns_by_words() decides what it is by them and by what stands in the
 * column. Pure. */
#pragma once

#include <glib.h>

typedef enum {
    HEAD_ID,
    HEAD_PERSON, /* a lead, contact, customer, whoever it was with */
    HEAD_COMPANY,
    HEAD_FIRST, /* of a name */
    HEAD_LAST,  /* of a name; also "last" of a date */
    HEAD_NAME,
    HEAD_EMAIL,
    HEAD_PHONE,
    HEAD_MOBILE,
    HEAD_DATE,
    HEAD_CLOCK, /* a time, an hour */
    HEAD_CREATED,
    HEAD_CHANGED,
    HEAD_DUE,
    HEAD_DONE,
    HEAD_START,
    HEAD_END,
    HEAD_NEXT,
    HEAD_KIND,
    HEAD_DIRECTION,
    HEAD_OUTCOME,
    HEAD_STATUS,
    HEAD_DURATION,
    HEAD_SUBJECT,
    HEAD_TEXT,
    HEAD_NOTE,
    HEAD_OWNER, /* one of ours */
    HEAD_BY,
    HEAD_SOURCE,
    HEAD_COUNTRY,
    HEAD_PLACE, /* street, town, code: of an address */
    HEAD_SEGMENT,
    HEAD_CALL,
    HEAD_MEETING,
    HEAD_TASK,
    HEAD_MESSAGE, /* text messages, letters, networks */
    HEAD_ACTIVITY,
    HEAD_FROM,
    HEAD_TO,
    HEAD_RELATED, /* "Associated ...", "Related to", "Parent ..." */
    HEAD_REPLY,
    HEAD_BOUNCE,
    HEAD_WATCHED, /* opened, clicked */
    HEAD_MONEY,
    HEAD_DEAL,
    HEAD_JOB,   /* what somebody is, in a company */
    HEAD_OTHER, /* birthdays, web addresses, scores: nothing an audit asks for */
    HEAD_COUNT
} AuditHeadWord;

/* One bit for each AuditHeadWord. */
typedef guint64 AuditHead;
#define HEAD(word) (G_GUINT64_CONSTANT(1) << HEAD_##word)

AuditHead audit_head_of(const char *header);
/* The same of a file's name: "Kontakthistorie 2026.csv", without folder and ending. */
AuditHead audit_head_of_file(const char *path);
