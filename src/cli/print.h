/* Printing: results for a script (JSON, one line an object) or for a person at a terminal. */
#pragma once

#include "app/operation.h"

/* One object: a line of JSON, or "key: value" lines. */
/* As the operation says it. */
void print_said(const Operation *operation, const json_t *result);
void print_object(const json_t *object, bool as_json);

/* Rows: a line of JSON each as they come, or an aligned table at the end. */
typedef struct Printer Printer;
Printer *printer_new(const Operation *operation, bool as_json);
/* A RowSink; `data` is the Printer. */
bool printer_row(json_t *row, void *data);
/* Why stdout stopped taking rows, an errno; 0: it did not, or nobody knows. */
int printer_problem(void);
/* Writes what is pending. */
void printer_free(Printer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Printer, printer_free)

/* All commands, or one with its options, on stdout. */
void print_help(const Operation *operation);
/* All commands with their options as Markdown, on stdout: docs/cli.md. In markdown.c. */
void print_markdown(void);
/* The same as a manual page: docs/seventh.1. In man.c. */
void print_man(void);
