/* Nurture: somebody for whom it is too early hears something useful now and then, for 3 to 12
 * months.
 *
 * A nurture is an enrollment of its own, born in the state "nurturing", in a sequence whose rhythm
 * it keeps: monthly in the one that Seventh brings along ("nurture", to be edited like any other).
 * The floor of attempts does not hold in it. It ends by an answer, by a signal, or when its time is
 * over. */
#pragma once

#include "app/app.h"

#define NURTURE_SEQUENCE "nurture"

typedef struct {
    int64_t prospect_id, user_id;
    int months;           /* 3-12 */
    Day day;              /* the first touch is not before; INT32_MIN: in a month */
    const char *why;      /* "not now", "a stalled opportunity" */
    const char *sequence; /* NULL: NURTURE_SEQUENCE */
} Nurture;

/* Ends the open enrollment and begins the nurture. Errors: CONFLICT when no path leads to the
 * person; INVALID for the months; NOT_FOUND for the sequence. */
bool nurture_begin(App *app, DbConn *conn, const Nurture *nurture, GError **error);
