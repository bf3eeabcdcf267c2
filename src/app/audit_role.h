/* What each file of an audit is: leads, activities, both in one, or neither. Decided by what the
 * headers speak of, what stands in the columns, the file's name and whether people repeat; never by
 * a single word. A file that is neither is left out and said, it does not end the audit. */
#pragma once

#include "app/audit_columns.h"

typedef struct {
    const char *name;
    guint sheet; /* of a workbook */
    AuditFileKind kind;
    bool told;       /* by the user: what it is taken for is not changed */
    int leads, acts; /* points for each */
    bool has_time;   /* of activities */
    bool has_people; /* addresses, names or numbers of people, not of companies alone */
    bool repeats;    /* the same person stands in several rows */
} AuditFile;

/* Fills the points and, unless `told`, the kind. Errors: those of reading the file. */
bool audit_role_of(AuditFile *self, GError **error);
/* Looks at all files together: without leads, the best other file holds both; beside people,
 * companies alone are no leads. `count` of them. */
void audit_roles_settle(AuditFile *files, guint count);
