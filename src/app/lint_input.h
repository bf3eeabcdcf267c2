/* Lint at the edges: a draft from a file, the thread a person was sent, findings as JSON. */
#pragma once

#include "app/app.h"
#include "core/lint.h"

typedef struct {
    char *subject; /* NULL: none */
    char *body;
    bool is_reply;    /* its headers name what it answers */
    guint first_line; /* the body's first line in the file, from 1 */
} LintFile;

void lint_file_clear(LintFile *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LintFile, lint_file_clear)

/* A text ("Subject: ...", "Betreff: ..." may stand above it), an HTML page, a mail as it came
 * (.eml), or "-" for standard input. A mail is read at arm's length (mail/reader.h). Errors:
 * NOT_FOUND, LIMIT (1 MiB), INVALID (a mail that nobody can read), UNAVAILABLE. */
bool lint_file_read(App *app, const char *path, LintFile *ret_file, GError **error);

/* {"findings":[...],"novelty","language"}; lines of the body count from `first_line`. */
json_t *lint_report_to_json(const LintReport *report, guint first_line);
