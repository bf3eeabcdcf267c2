/* The audit as a use case: from files, a mailbox or the ledger to the report.
 *
 * A run holds the book that was read and what was counted of it; app/audit_json.h and the faces
 * read both. Reads only, unless told to enroll. */
#pragma once

#include "app/app.h"
#include "app/audit_imap.h"
#include "app/audit_reader.h"
#include "core/audit.h"

typedef struct {
    const json_t *leads, *activities; /* arrays of file names, or NULL */
    const json_t *files;              /* of any kind: exports or mailboxes, or NULL */
    const char *const *overrides;     /* "FIELD=COLUMN", NULL-terminated, or NULL */
    const char *zone;                 /* IANA name of times without an offset, or NULL */
    const char *country;              /* of leads without one, or NULL */
    const char *hours;                /* "9-17", or NULL */
    /* Whose steps of sequences in a person's name are: "people", "apart", or NULL: people's, but
     * apart in the own ledger, which knows what went out by itself. */
    const char *sequences;
    const json_t *own; /* addresses and domains of our side, for mailboxes, or NULL */
    AuditImap imap;    /* .url NULL: none */
    guint rows;        /* of each list in the report */
    guint list_rows;   /* of each list kept beyond them, for audit_list.h; 0: no more */
} AuditOptions;

typedef struct {
    AuditReader reader;
    AuditParams params;
    AuditResult *result;
    const char *source;    /* "files", "mailbox", "ledger" */
    guint rows;            /* of each list in the report */
} AuditRun;

/* Errors: INVALID for options that do not fit, and for files in which no lead is found; those of
 * reading a file. */
AuditRun *audit_run(App *app, const AuditOptions *options, GError **error);
void audit_run_free(AuditRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AuditRun, audit_run_free)
