/* Writing one imported person: made new, or brought up to date.
 *
 * A person is found by address, then by external id. The file changes only what it says: an empty
 * cell erases nothing. A second row of the same person in one file only fills blanks, so that
 * importing the same file again finds everything as it is. */
#pragma once

#include "app/import_account.h"
#include "app/import_person.h"

typedef struct {
    App *app;
    DbConn *conn;
    int64_t user_id;  /* who imports, for the ledger; 0: the system */
    int64_t owner_id; /* of people who have no owner and get none from the file; 0: nobody */
    ImportAccounts accounts;
    ImportErrors *errors;
    const char *external_header; /* for messages */
    bool may_be_suppressed;      /* the suppression list is not empty */
    Instant now_us;
    GArray *waiting; /* people to be made at the next import_merge_flush(); NULL: at once */
    uint64_t created, updated, skipped;
} ImportMerge;

/* Makes a new person; the caller knows there is none. */
bool import_merge_create(ImportMerge *self, const ImportPerson *person, GError **error);
/* From here on new people wait and are made many at a time; only while nobody is looked for. */
void import_merge_gather(ImportMerge *self);
/* Makes those who wait; before their texts go. */
bool import_merge_flush(ImportMerge *self, GError **error);
/* Writes one person. Errors: the database's only. */
bool import_merge_person(ImportMerge *self, const ImportPerson *person, GError **error);
