/* Printed pages: headings, text, bars and tables that flow over the pages of a PDF.
 *
 * Drawn with cairo, set with pango in whatever sans-serif fontconfig knows, in any script. Pages
 * are numbered "3 of 12", so a document is drawn twice: once to count, once to keep. Headings
 * become the PDF's outline; a heading never stands alone at the foot of a page, and a table repeats
 * its head on each.
 *
 * What it is not: a layout language. Lengths are points; text must be valid UTF-8. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define PAPER_MAX_PAGES 400

typedef struct Paper Paper;
typedef enum { PAPER_A4, PAPER_LETTER } PaperSize;
typedef enum { PAPER_PLAIN, PAPER_STRONG, PAPER_SOFT } PaperTone;

/* "a4", "letter"; false for anything else. */
bool paper_size_parse(const char *name, PaperSize *ret);

typedef void (*PaperDraw)(Paper *paper, const void *data);

/* The document as PDF. `draw` is called twice and must draw the same both times. `date`: RFC 3339,
 * of the document, or NULL. Errors: LIMIT beyond PAPER_MAX_PAGES; IO when cairo fails. */
GBytes *paper_print(PaperSize size, const char *title, const char *date, PaperDraw draw,
                    const void *data, GError **error);

void paper_title(Paper *self, const char *text);
void paper_heading(Paper *self, const char *text);
void paper_text(Paper *self, const char *text, PaperTone tone);
void paper_bullet(Paper *self, const char *text);

/* Figures side by side, each with its name above and an explanation below. */
typedef struct {
    const char *name, *value, *how;
} PaperFigure;
void paper_figures(Paper *self, const PaperFigure *figures, gsize count);

/* Horizontal bars on one scale, what they stand for written at their ends. */
typedef struct {
    const char *name, *say;
    double value;
    double low, high; /* an interval drawn over the bar; NaN: none */
    bool thin;        /* too little stands behind it: drawn as an outline */
} PaperBar;
void paper_bars(Paper *self, const PaperBar *bars, gsize count);

typedef struct {
    const char *title;
    double share; /* of the width, beside the other columns' */
    bool number;  /* set flush right */
} PaperColumn;
/* Rows until paper_table_end(); `columns` must last as long. A cell shows at most three lines; NULL
 * is blank. */
void paper_table_begin(Paper *self, const PaperColumn *columns, gsize count);
void paper_table_row(Paper *self, const char *const *cells);
void paper_table_end(Paper *self);
