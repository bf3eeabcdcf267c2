/* Media types of files, by the ending of their names, as people share them with prospects. */
#pragma once

#include "base/error.h"

#define MEDIA_TYPE_UNKNOWN "application/octet-stream"

/* "application/pdf" of "Offer.PDF"; MEDIA_TYPE_UNKNOWN for endings that are not in the table. */
const char *media_type_of(const char *file_name);

/* May a file of this name travel by mail? Its name is one line of UTF-8 of 1 to 150 bytes without
 * folders or marks that turn the direction of text, and it is no program: servers refuse those
 * (.exe, .js, ...). Errors: INVALID, saying what is wrong. */
bool media_name_check(const char *file_name, GError **error);
