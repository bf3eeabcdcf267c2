/* Requests that happen once, however often they are sent.
 *
 * A program that hears no answer cannot know whether its request was done. It gives each request a
 * key of its own and repeats it with the same key: what was done already is not done again, but
 * answered as the first time. A key belongs to a token and is remembered for 24 hours. What came to
 * nothing is not remembered, so the repetition tries again.
 *
 * The key is written down before the work and the answer after it, in transactions of their own. A
 * process that dies between the two leaves a key without an answer: the repetition is refused as
 * uncertain, for a human or the program to look, and never done blindly. */
#pragma once

#include "app/app.h"

#define ONCE_KEY_LONGEST 200 /* bytes */
#define ONCE_KEYS_MOST 10000 /* of one token within 24 hours */

#define ONCE_BODY_LONGEST (1024 * 1024)

typedef struct {
    bool known; /* answered already; false: go on, then once_done() or once_undone() */
    bool findings;
    char *body; /* what was answered then; g_free() */
} OnceAnswer;

/* `fingerprint` tells whether a repetition is the same request. Errors: INVALID for a key that is
 * empty, too long, or was used for another request; CONFLICT while the first is under way, or when
 * it is not known how it ended; LIMIT beyond ONCE_KEYS_MOST. */
bool once_begin(App *app, int64_t token_id, const char *key, const char *fingerprint,
                OnceAnswer *ret_answer, GError **error);
/* A body beyond ONCE_BODY_LONGEST is not kept; a repetition then hears only that it was done. */
bool once_done(App *app, int64_t token_id, const char *key, const char *body, bool findings,
               GError **error);
/* It came to nothing. */
bool once_undone(App *app, int64_t token_id, const char *key, GError **error);
