/* What a compiled template is made of. Private to template.c (rendering) and template_compile.c.
 *
 * A template is one flat array of nodes. A section's node knows where its body ends, so rendering
 * walks indices and never builds a tree. All texts point into one private copy of the source or
 * into a string chunk: a render allocates nothing but its output. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "text/template.h"

#define TEMPLATE_SOURCE_MAX (1024 * 1024)
#define TEMPLATE_NESTING_MAX 100
#define TEMPLATE_NAME_MAX 256
#define TEMPLATE_PARTIALS_MAX 32
#define TEMPLATE_OUTPUT_MAX (16 * 1024 * 1024)
/* Nodes walked in one render: sections over lists multiply without writing a byte. */
#define TEMPLATE_STEPS_MAX (1000 * 1000)

typedef enum {
    NODE_TEXT,     /* written as it stands */
    NODE_FIELD,    /* {{x}} */
    NODE_RAW,      /* {{{x}}} and {{&x}} */
    NODE_SECTION,  /* {{#x}}: body up to `end` */
    NODE_INVERTED, /* {{^x}}: body up to `end` */
    NODE_PARTIAL,  /* {{>x}} */
} NodeKind;

typedef struct {
    NodeKind kind;
    bool standalone;     /* a partial alone on its line: `text` is its indentation */
    uint16_t part_count; /* 0: the name is "." */
    uint32_t end;        /* sections: index of the first node behind the body */
    uint32_t part_first; /* index into Template.parts */
    const char *name;    /* in full: "company.name" */
    const char *text;    /* NODE_TEXT, a partial's indentation, or a field's fallback; else NULL */
    gsize length;        /* of `text` */
} Node;

struct Template {
    char *source;
    GStringChunk *strings;
    GArray *nodes;    /* Node */
    GPtrArray *parts; /* the parts of dotted names, NUL-terminated, borrowed from `strings` */
};
