/* Pieces of words and of what they mean. See linear_pieces.h. */
#include "text/linear_pieces.h"

#define MAX_WORD_BYTES 40
#define SEED_PART 7

void
linear_pieces_add_parts(LinearPieces *self, const char *word, gsize least, gsize most, float value)
{
    char framed[MAX_WORD_BYTES + 3];
    gsize length = strlen(word);

    if (length < least || length > MAX_WORD_BYTES || g_ascii_isdigit(*word))
        return;
    framed[0] = '<';
    memcpy(framed + 1, word, length + 1);
    framed[length + 1] = '>';
    for (gsize size = least; size <= most; size++)
        for (gsize at = 0; at + size <= length + 2; at++)
            linear_pieces_add(self, linear_pieces_join(phrase_hash(framed + at, size), SEED_PART),
                              value);
}

void
linear_pieces_add_in_run(LinearPieces *self, LinearRun *run, guint32 hash)
{
    guint32 both = linear_pieces_join(run->earlier, run->before);

    linear_pieces_add(self, hash, 1);
    linear_pieces_add(self, linear_pieces_join(run->before, hash), 1);
    if (run->words > 1)
        linear_pieces_add(self, linear_pieces_join(both, hash), 1);
    run->earlier = run->before;
    run->before = hash;
    run->words++;
}

void
linear_pieces_add_bits(LinearPieces *self, guint64 bits, guint32 alone_seed, guint32 pair_seed)
{
    for (guint i = 0; i < 64; i++) {
        if ((bits >> i & 1) == 0)
            continue;
        linear_pieces_add(self, linear_pieces_join(i, alone_seed), 1);
        for (guint k = i + 1; k < 64; k++)
            if ((bits >> k & 1) != 0)
                linear_pieces_add(self, linear_pieces_join(linear_pieces_join(i, k), pair_seed), 1);
    }
}
