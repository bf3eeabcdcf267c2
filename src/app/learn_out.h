/* Where `learn` writes what it learned. */
#pragma once

#include "base/error.h"

/* The bytes of a model to a file, whole or not at all; nothing when `path` is NULL. Errors: IO. */
bool learn_write(GBytes *model, const char *path, GError **error);
