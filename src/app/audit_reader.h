/* What readers of an audit's files share: the book being filled, who is who in it, and what was
 * wrong or left out, counted by kind with examples.
 *
 * Nothing found wrong is dropped silently: each kind becomes a sentence of the report. */
#pragma once

#include "app/audit_say_text.h"
#include "app/import_source.h"
#include "base/world.h"
#include "core/audit_book.h"

typedef enum {
    AUDIT_BAD_ROW,        /* quoting or encoding broken */
    AUDIT_CUT,            /* a file not read to its end */
    AUDIT_NO_ROWS,        /* a file of nothing but headers */
    AUDIT_WIDE_ROW,       /* more cells than there are columns */
    AUDIT_NO_RECORD,      /* titles and sums */
    AUDIT_SHEET_LEFT,     /* of a workbook: holds neither leads nor activities */
    AUDIT_BAD_DATE,       /* no date, or none that can be read */
    AUDIT_SWAPPED_DATES,  /* day and month could be swapped */
    AUDIT_NO_ONE,         /* an activity that names nobody */
    AUDIT_UNKNOWN_PERSON, /* names somebody who is not among the leads */
    AUDIT_TWO_OF_A_NAME,  /* names somebody by a name that several have */
    AUDIT_NOT_CONTACT,    /* notes, opens, clicks, internal tasks */
    AUDIT_PLANNED,        /* scheduled, cancelled */
    AUDIT_ODD_CHANNEL,    /* no known kind of contact */
    AUDIT_DOUBLE_LEAD,    /* the same id, or the same person, again */
    AUDIT_NAMELESS_LEAD,  /* a row with neither id, address, number nor name */
    AUDIT_DELETED,        /* thrown away in the other system */
    AUDIT_FORMULA,        /* a cell a spreadsheet would run */
    AUDIT_FULL,           /* more than the audit holds */
    AUDIT_PROBLEM_COUNT
} AuditProblem;

#define AUDIT_EXAMPLES 5

typedef struct {
    uint64_t count;
    GPtrArray *examples; /* json_t *: {"file","line","value"} */
} AuditProblemTally;

typedef struct {
    AuditBook *book;
    const Zone *zone;    /* of times without an offset */
    const char *country; /* of leads without one: alpha-2, or NULL */
    Instant now_us;
    bool zone_given, zone_needed; /* some time had no offset */
    bool offset_seen;             /* some had one */
    GHashTable *by_id;            /* "lID" of a lead, "cID" of a contact, "*ID" -> lead + 1 */
    GHashTable *by_email;         /* lower case -> lead + 1 */
    GHashTable *by_name;          /* folded, made when first asked for; G_MAXUINT: several */
    GHashTable *by_name_there;    /* name and company, of those */
    GHashTable *by_company;       /* folded, made when first asked for; G_MAXUINT: several */
    GHashTable
        *by_phone;       /* last nine digits, remembered only where nothing else tells who is who */
    GHashTable *links;   /* id of an engagement -> lead + 1, of tables that link the two */
    GHashTable *domains; /* known domains of our side, for mailboxes; or NULL */
    AuditProblemTally problems[AUDIT_PROBLEM_COUNT];
    AuditEmptyMemory empties;
    bool sequences_count; /* steps of sequences in a person's name are attempts of that person */
    bool joined;          /* the file at hand holds leads and activities in one */
    bool phones_wanted;   /* some activities tell who it was by nothing but a number */
    GString *guessed;     /* columns known by what stands in them, in words; NULL: none */
    json_t *inputs;       /* what each file was taken for */
    GString *left_out;    /* files that are neither leads nor activities, in words; NULL: none */
} AuditReader;

void audit_reader_init(AuditReader *self, const Zone *zone, Instant now_us);
void audit_reader_clear(AuditReader *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(AuditReader, audit_reader_clear)

/* Forgets who is who, once all is read: counting needs the memory. */
void audit_reader_forget(AuditReader *self);

/* Counts; keeps the first few as examples. `value` may be NULL. */
void audit_reader_note(AuditReader *self, AuditProblem problem, const char *file, uint64_t line,
                       const char *value);
/* Remembers that a column was taken for a field by what stands in it. */
void
audit_reader_guessed(AuditReader *self, const char *file, const char *header, const char *field);
/* "unknown_person", and a sentence for the count. */
const char *audit_problem_name(AuditProblem problem);
const char *audit_problem_say(AuditProblem problem);

/* Ids as they compare: Salesforce writes the same id with 15 and with 18 letters. The key begins
 * with `space`: 'l' a lead, 'c' a contact, '*' not said. Returns `out`. */
#define AUDIT_ID_SIZE 128
const char *audit_id_key(char space, const char *id, char out[AUDIT_ID_SIZE]);

/* The lead meant, or AUDIT_NOBODY. */
uint32_t audit_find_by_id(const AuditReader *self, char space, const char *id);
/* Of the first address in a cell that is known: "Ann <ann@example.com>; bob@example.com". */
uint32_t audit_find_by_email(const AuditReader *self, const char *cell);
/* `company` (or NULL) tells people of one name apart. */
uint32_t
audit_find_by_name(AuditReader *self, const char *name, const char *company, bool *ret_several);
/* The only lead of a company. */
uint32_t audit_find_by_company(AuditReader *self, const char *company, bool *ret_several);
uint32_t audit_find_by_phone(AuditReader *self, const char *phone);
/* Remembers a lead's number, for files that know people by nothing else. */
void audit_learn_phone(AuditReader *self, const char *phone, uint32_t lead);

/* The next address in a cell from `*cell` on, in lower case; false at the end. */
bool audit_next_address(const char **cell, char *out, gsize size);
