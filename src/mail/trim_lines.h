/* The lines of a reply and what each of them is; inside of trim.c. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
    LINE_EMPTY,
    LINE_TEXT,
    LINE_QUOTE,       /* "> ..." */
    LINE_DELIMITER,   /* "-- ", "____" */
    LINE_SENT_FROM,   /* "Sent from my iPhone" */
    LINE_HEADER,      /* "From: ..." */
    LINE_ATTRIBUTION, /* "On ... wrote:", each line of it */
    LINE_RULE,        /* "----- Original Message -----" */
    LINE_CODE,        /* between ``` fences */
} LineKind;

typedef struct {
    const char *start;
    gsize length; /* without the newline */
    LineKind kind;
    bool hard; /* delimiter: "--" or a dash alone, which always begins a signature */
} Line;

/* Does the line quote ("> ...", "JD> ...")? */
bool trim_line_is_quote(const char *line, gsize length);
/* At most 20000 lines; the last one then holds the rest. */
GArray *trim_lines_of(const char *text);
