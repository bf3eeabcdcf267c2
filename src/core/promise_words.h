/* Promises in words: "I'll try you again Thursday morning" in what we say, "call me Tuesday after
 * 3" in what they answer. English, German, French, Spanish.
 *
 * A promise is somebody's contact verb ("I'll call", "rufen Sie mich ... an") and a day in one
 * sentence. Without an hour the part of the day counts, without that the working day: 9 to 17.
 * Hours from 1 to 7 are of the afternoon unless "am" is said.
 *
 * What it is not: sure. What is found is offered; a human, or the author of a template, confirms.
 */
#pragma once

#include "base/zone.h"
#include "core/channel_kind.h"

typedef enum {
    PROMISE_OURS,  /* the writer promises: a script, a mail, a note */
    PROMISE_ASKED, /* the writer asks for it: a reply */
} PromiseSide;

typedef struct {
    Day from_day, until_day;         /* mostly the same */
    int from_minutes, until_minutes; /* of those days, on the prospect's clock */
    ChannelKind channel;
    bool conditional; /* "if I don't hear from you, I'll call Monday" */
    gsize from, to;   /* bytes of the text: the sentence */
} PromiseWords;

/* The first promise in `text` (valid UTF-8), with days told from `today`; false when there is none.
 */
bool promise_words_find(const char *text, PromiseSide side, Day today, PromiseWords *ret_words);
/* Does anybody of `side` say at all that something will be done? If not, promise_words_find() finds
 * nothing, whatever the day. */
bool promise_words_said(const char *text, PromiseSide side);
/* The window on the clock of `zone`. */
void promise_words_window(const PromiseWords *self, const Zone *zone, Instant *ret_from_us,
                          Instant *ret_until_us);
