/* The parts of a workbook. Private to xlsx*.c. */
#pragma once

#include <expat.h>
#include <glib.h>
#include <stdbool.h>
#include <zip.h>

typedef struct {
    const char *file; /* for messages */
    zip_t *archive;
    GString *texts;      /* shared, each with its NUL */
    GArray *text_starts; /* gsize, into `texts` */
    GByteArray *is_date; /* by number of a cell's style: 0 no, 1 a date, 2 a duration */
    bool from_1904;      /* days count from 1904-01-01 */
    char *sheet;         /* its path in the archive */
    GPtrArray *names;    /* char *: of the sheets that are not hidden */
} XlsxBook;

void xlsx_book_clear(XlsxBook *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(XlsxBook, xlsx_book_clear)

/* Reads what a sheet needs: which sheet, shared texts, date formats. */
bool xlsx_book_open(XlsxBook *self, const char *file, guint sheet, GError **error);
/* Reads no more than the names of the sheets. */
bool xlsx_book_open_names(XlsxBook *self, const char *file, GError **error);

/* Feeds a member of the archive to a parser, piece by piece. A member that is not there is an error
 * only if `needed`. `stop` (may be NULL) is read between pieces. Errors: INVALID, LIMIT, IO. */
bool xlsx_parse(const XlsxBook *book, const char *member, bool needed, XML_Parser parser,
                const bool *stop, GError **error);

/* An attribute's value, or NULL. */
const char *xlsx_attribute(const char **attributes, const char *name);
/* A name without its prefix: "x:row" is "row". */
const char *xlsx_bare(const char *name);
/* A parser that refuses document types, which workbooks have none of. */
XML_Parser xlsx_parser_new(void *data, XML_StartElementHandler start, XML_EndElementHandler end,
                           XML_CharacterDataHandler text);
