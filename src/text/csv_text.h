/* Which encoding a cell is in that is not plain ASCII, in a file whose encoding nobody named: UTF-8
 * and Windows-1252 side by side, as in a list that was pasted together from two.
 *
 * UTF-8 tells itself: Windows-1252 text hardly ever makes a valid sequence of it. The one way it
 * does in practice is a capital with an accent and a quotation mark or dash behind it ("CAFÉ’S").
 * So a sequence of that form is taken for Windows-1252 where the file is, and for UTF-8 elsewhere.
 * Windows-1252 as in Unicode's mapping table CP1252.TXT. Private to the CSV reader. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    gsize utf8, windows; /* characters that are none of ASCII's; see the functions */
} CsvTextCount;

/* Adds what text[0, length) holds for certain. A run of UTF-8 counts once, so that a word in Greek
 * letters weighs no more than one with an umlaut. With `open` the text may end within a character.
 */
void csv_text_count(const char *text, gsize length, bool open, CsvTextCount *count);

/* Appends the cell as UTF-8, each character read in the encoding it is in; `count` (overwritten)
 * says what was read as what. `windows_file`: what is neither for certain is Windows-1252. False:
 * there are bytes that neither knows. */
bool csv_text_append(GString *out, const char *text, gsize length, bool windows_file,
                     CsvTextCount *count);
