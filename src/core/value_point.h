/* Value points: reasons to talk, as things of their own, and which of them suit a person.
 *
 * A value point is for a persona (words of a title or role), a stage of the conversation and a
 * language, each of which may be left open. Who matches none of its words does not hear it; among
 * those that fit, the nearer fit comes first, then the order of their keys. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum {
    STAGE_ANY,
    STAGE_OPENING,  /* the first two touches */
    STAGE_BUILDING, /* up to the fifth */
    STAGE_CLOSING,  /* after that */
    STAGE_NURTURE,  /* kept warm */
    STAGE_COUNT,
} TalkStage;

const char *talk_stage_name(TalkStage stage); /* "opening"; "" for any */
/* STAGE_COUNT when it is none; "" is STAGE_ANY. */
TalkStage talk_stage_parse(const char *name);
TalkStage talk_stage_of(int attempts, bool is_nurture);

typedef struct {
    uint64_t id; /* value_point_id() of the key (core/sequence.h) */
    char *key, *title, *says, *persona, *objective, *language;
    TalkStage stage;
    bool is_retired;
} ValuePoint;

void value_point_free(ValuePoint *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ValuePoint, value_point_free)

typedef struct {
    const char *title, *role, *language; /* any may be NULL */
    TalkStage stage;
} Listener;

/* How well it suits: 0 not at all, more is better. */
int value_point_fit(const ValuePoint *self, const Listener *listener);
/* Appends the ids (uint64_t) of what suits the listener to `ret_ids`, best first. `points`:
 * ValuePoint
 * * in order of their keys. */
void value_points_offer(const GPtrArray *points, const Listener *listener, GArray *ret_ids);
/* NULL when there is none of that id. */
const ValuePoint *value_points_find(const GPtrArray *points, uint64_t id);

/* A key is lower-case letters, digits and dashes, at most VALUE_POINT_MAX_KEY. */
#define VALUE_POINT_MAX_KEY 60
bool value_point_key_is_valid(const char *key);
