/* The words import_map.c knows: what people and products call a column. Data only.
 *
 * All words are folded (text/fold.h) and stand in order of preference. */
#pragma once

#include "app/import_map.h"

/* Bits of presets: 1 << ImportPreset. */
typedef struct {
    ImportField field;
    unsigned presets;  /* only in files of these products; 0: in any */
    unsigned not_with; /* not in files of these: there the word means something else */
    const char *words; /* blank-separated */
} ImportWords;

/* A short word whose meaning depends on its neighbour: German "Name" beside "Vorname" is the last
 * name. Without such a neighbour it is the full name. */
typedef struct {
    const char *word;
    const char *beside; /* blank-separated */
    ImportField field;
} ImportTwin;

/* What gives a product's export away. */
typedef struct {
    ImportPreset preset;
    int weight;
    const char *words;
} ImportEvidence;

extern const ImportWords IMPORT_WORDS[];
extern const gsize IMPORT_WORDS_COUNT;
extern const ImportTwin IMPORT_TWINS[];
extern const gsize IMPORT_TWINS_COUNT;
extern const ImportEvidence IMPORT_EVIDENCE[];
extern const gsize IMPORT_EVIDENCE_COUNT;
