/* Folding: the form in which names and headers are compared.
 *
 * Letters and digits only, lower case, decomposed and without accents: "Köln (Süd)" and "KOLN-SUD"
 * both fold to "kolnsud". Letters of other scripts stay letters. tools/placegen.py folds the same
 * way. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Writes the folded text, NUL-terminated. False when it needs more than `size` bytes or is not
 * UTF-8; `out` is then the empty string. Does not allocate. */
bool text_fold(const char *text, char *out, gsize size);
