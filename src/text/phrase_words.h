/* What folding a text leaves, between phrases.c and phrase_set.c. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    guint32 at;      /* in the folded bytes, NUL-terminated there */
    guint32 origin;  /* in the original text */
    guint32 hash;    /* phrase_hash() of the folded word */
    guint32 prefix;  /* phrase_prefix() of it */
    bool after_stop; /* a sentence begins here */
} PhraseWord;

struct PhraseText {
    GString *folded;
    GArray *words; /* PhraseWord */
};

/* FNV-1a: words are short, and each is hashed once however many sets look at it. */
static inline guint32
phrase_hash(const char *word, gsize length)
{
    guint32 hash = 2166136261u;

    for (gsize i = 0; i < length; i++)
        hash = (hash ^ (guchar)word[i]) * 16777619u;
    return hash ^ hash >> 15;
}

/* The first three bytes as a number, 0 for a shorter word. */
static inline guint32
phrase_prefix(const char *word, gsize length)
{
    return length < 3
               ? 0
               : (guint32)(guchar)word[0] << 16 | (guint32)(guchar)word[1] << 8 | (guchar)word[2];
}
