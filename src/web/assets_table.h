/* The tables that tools/assets.py makes. */
#pragma once

#include "web/assets.h"

typedef struct {
    const char *name; /* "today", of src/web/pages/today.mustache */
    const char *text;
    gsize length;
} PageSource;

extern const Asset ASSETS[];
extern const gsize ASSET_COUNT;
extern const PageSource PAGE_SOURCES[];
extern const gsize PAGE_SOURCE_COUNT;
