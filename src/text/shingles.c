/* Sorted arrays of hashes, and what two of them share. */
#include "text/shingles.h"

#include <math.h>

/* Two terms of one text stand near one another when at most this far apart. */
#define NEAR 4

static guint64
mix(guint64 a, guint64 b)
{
    a ^= b + G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) + (a << 6) + (a >> 2);
    return a * G_GUINT64_CONSTANT(0xff51afd7ed558ccd);
}

static gint
hash_compare(gconstpointer a, gconstpointer b)
{
    guint64 first = *(const guint64 *)a, second = *(const guint64 *)b;
    return (first > second) - (first < second);
}

static void
sort_once_each(GArray *hashes)
{
    guint kept = 0;
    g_array_sort(hashes, hash_compare);
    for (guint i = 0; i < hashes->len; i++) {
        guint64 hash = g_array_index(hashes, guint64, i);
        if (kept == 0 || g_array_index(hashes, guint64, kept - 1) != hash)
            g_array_index(hashes, guint64, kept++) = hash;
    }
    g_array_set_size(hashes, kept);
}

GArray *
shingles_of(const PhraseText *text, guint first, guint end)
{
    GArray *shingles = g_array_new(FALSE, FALSE, sizeof(guint64));
    end = MIN(end, phrase_text_words(text));
    for (guint i = first; i + SHINGLE_WORDS <= end; i++) {
        guint64 hash = 0;
        for (guint k = 0; k < SHINGLE_WORDS; k++)
            hash = mix(hash, g_str_hash(phrase_text_word(text, i + k)));
        g_array_append_val(shingles, hash);
    }
    sort_once_each(shingles);
    return shingles;
}

static guint
count_shared(const GArray *a, const GArray *b)
{
    guint shared = 0;
    for (guint i = 0, k = 0; i < a->len && k < b->len;) {
        guint64 left = g_array_index(a, guint64, i), right = g_array_index(b, guint64, k);
        shared += left == right;
        i += left <= right;
        k += right <= left;
    }
    return shared;
}

double
shingles_jaccard(const GArray *a, const GArray *b)
{
    guint shared = count_shared(a, b);
    return shared == 0 ? 0 : (double)shared / (double)(a->len + b->len - shared);
}

double
shingles_contained(const GArray *a, const GArray *b)
{
    return a->len == 0 ? 0 : (double)count_shared(a, b) / (double)a->len;
}

/* --- weighted terms ------------------------------------------------------------------------- */

static GHashTable *
count_terms(const GArray *terms)
{
    GHashTable *counts = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (guint i = 0; i < terms->len; i++) {
        guint64 *term = &g_array_index((GArray *)terms, guint64, i);
        guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, term));
        g_hash_table_insert(counts, term, GUINT_TO_POINTER(n + 1));
    }
    return counts;
}

typedef struct {
    GPtrArray *texts; /* GHashTable * of counts */
} Corpus;

static double
weight_of(const Corpus *corpus, const guint64 *term, guint count)
{
    guint having = 0;
    for (guint i = 0; i < corpus->texts->len; i++)
        having += g_hash_table_contains(g_ptr_array_index(corpus->texts, i), term);
    double rarity = log((1.0 + corpus->texts->len) / (1.0 + having)) + 1;
    return (1 + log(count)) * rarity;
}

static double
length_of(const Corpus *corpus, GHashTable *counts)
{
    GHashTableIter iter;
    gpointer term, count;
    double sum = 0;

    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &term, &count)) {
        double weight = weight_of(corpus, term, GPOINTER_TO_UINT(count));
        sum += weight * weight;
    }
    return sqrt(sum);
}

double
terms_cosine(const GArray *a, const GArray *b, const GPtrArray *all)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
    g_autoptr(GHashTable) left = count_terms(a);
    g_autoptr(GHashTable) right = count_terms(b);
    Corpus corpus = { texts };
    GHashTableIter iter;
    gpointer term, count;
    double product = 0;

    for (guint i = 0; i < all->len; i++)
        g_ptr_array_add(texts, count_terms(g_ptr_array_index(all, i)));
    g_hash_table_iter_init(&iter, left);
    while (g_hash_table_iter_next(&iter, &term, &count)) {
        guint other = GPOINTER_TO_UINT(g_hash_table_lookup(right, term));
        if (other > 0)
            product +=
                weight_of(&corpus, term, GPOINTER_TO_UINT(count)) * weight_of(&corpus, term, other);
    }
    return product == 0 ? 0 : product / (length_of(&corpus, left) * length_of(&corpus, right));
}

/* --- novelty -------------------------------------------------------------------------------- */

static guint64
pair_of(const GArray *terms, guint i, guint k)
{
    guint64 a = g_array_index(terms, guint64, i), b = g_array_index(terms, guint64, k);
    return mix(MIN(a, b), MAX(a, b));
}

static GArray *
near_pairs(const GPtrArray *texts)
{
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(guint64));
    for (guint t = 0; t < texts->len; t++) {
        const GArray *terms = g_ptr_array_index(texts, t);
        for (guint i = 0; i < terms->len; i++)
            for (guint k = i; k < MIN(i + NEAR + 1, terms->len); k++) {
                guint64 pair = pair_of(terms, i, k);
                g_array_append_val(pairs, pair);
            }
    }
    sort_once_each(pairs);
    return pairs;
}

double
terms_novelty(const GArray *draft, const GPtrArray *others)
{
    g_autoptr(GArray) seen = near_pairs(others);
    guint pairs = 0, unseen = 0;

    if (draft->len == 0)
        return 0;
    for (guint i = draft->len > 1 ? 1 : 0; i < draft->len; i++) {
        guint64 pair = pair_of(draft, i > 0 ? i - 1 : 0, i);
        pairs++;
        unseen += !g_array_binary_search(seen, &pair, hash_compare, NULL);
    }
    return (double)unseen / pairs;
}
