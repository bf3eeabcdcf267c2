/* Errors: one domain, few codes.
 *
 * Every fallible function of the house returns bool (or a pointer) and fills a GError of
 * SEVENTH_ERROR. The message says what was wrong, where (file, line, column, field) and what to do
 * about it, in the words of the person who will read it. One table maps a code to what the faces do
 * with it; nobody else decides an HTTP status or an exit code.
 *
 * What it is not: a logger. Library rooms return errors; only jobs, the faces and main write them
 * down. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define SEVENTH_ERROR (seventh_error_quark())
GQuark seventh_error_quark(void);

typedef enum {
    SEVENTH_ERROR_NOT_FOUND,   /* the named thing does not exist */
    SEVENTH_ERROR_INVALID,     /* the input is wrong; the same input will always be wrong */
    SEVENTH_ERROR_CONFLICT,    /* right input, but the present state forbids it */
    SEVENTH_ERROR_DENIED,      /* not signed in, or not allowed */
    SEVENTH_ERROR_LIMIT,       /* a limit of size, rate or count was reached */
    SEVENTH_ERROR_UNAVAILABLE, /* a peer did not answer, or said "later": try again */
    SEVENTH_ERROR_UNCERTAIN,   /* it may or may not have happened: never repeat blindly */
    SEVENTH_ERROR_IO,          /* disk, network or database broke */
} SeventhError;

typedef struct {
    const char *name; /* "not_found", as printed in JSON */
    int http_status;  /* 404 */
    int exit_code;    /* 1 error, 2 usage, 75 try again later (sysexits EX_TEMPFAIL) */
    bool retry;       /* may a job repeat the work on its own? */
} ErrorTrait;

/* How the faces treat an error. A foreign domain (a GLib I/O error, say) counts as
 * SEVENTH_ERROR_IO. */
const ErrorTrait *error_trait(const GError *error);

/* Sets a SEVENTH_ERROR; always returns false, so that `return error_set(error, ...)` reads well. */
bool error_set(GError **error, SeventhError code, const char *format, ...) G_GNUC_PRINTF(3, 4);
