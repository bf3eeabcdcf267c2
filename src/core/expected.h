/* Expected gain: how likely a touch is to start a conversation, before anything was learned.
 *
 * A prior, not a prediction: published rates for cold mail, cold calls and inbound leads, falling
 * with the attempts already made, raised for people who answered before. It is good enough to put
 * one task before another, and is shown as what it is. Where no figure is known (social, letter,
 * visit, a promise kept) the value is a guess that keeps a sensible order.
 *
 * Sources: docs/evidence: Gong 5.4% connects a dial; Growbots x.83 a further mail; UCI Bank
 * Marketing for the k-th call; VanillaSoft 38% / 8% / 5% by the hours an inbound lead has waited.
 */
#pragma once

#include "core/channel_kind.h"

#include <stdint.h>

typedef struct {
    ChannelKind channel;
    int attempts;        /* made to this person so far */
    bool is_inbound;     /* they came to us and wait */
    bool is_promised;    /* they expect it */
    bool engaged_before; /* answered at some time */
    int64_t waiting_us;  /* inbound: since it became due */
} ExpectedInput;

/* A probability. */
double expected_conversation(const ExpectedInput *input);
