/* Signals: what happened to a person or a company that makes it right to write again.
 *
 * It wakes the dormant only: somebody in no sequence, or in a nurture, gets a task whose "why now"
 * it is; somebody in a sequence keeps their plan and the signal stands on their timeline. Of a
 * company it wakes one person, the committee's next best: one voice, one letter. Nobody who asked
 * to be left alone is ever woken. */
#pragma once

#include "app/app.h"

typedef struct {
    int64_t prospect_id, account_id; /* one of them; 0: not */
    const char *kind, *note;
    Instant at_us; /* to come: the task is of that day */
    int64_t user_id;
} Signal;

typedef struct {
    int64_t signal_id, touch_id; /* touch 0: it woke nobody */
    int64_t prospect_id;         /* whom it concerns, or woke */
    char *say;                   /* what came of it, in a sentence */
} SignalEffect;

/* Errors: INVALID for the kind; CONFLICT when the person asked to be left alone. */
bool signal_take(App *app, DbConn *conn, const Signal *signal, SignalEffect *ret, GError **error);
void signal_effect_clear(SignalEffect *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SignalEffect, signal_effect_clear)
