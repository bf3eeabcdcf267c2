/* Taking a path: what a human decided for a person becomes a date, a nurture, a talk with somebody
 * else, or a shut door; and their open no is settled. */
#pragma once

#include "app/app.h"
#include "core/next_opportunity.h"

typedef struct {
    int64_t prospect_id, user_id;
    NextPath path;
    Day day;             /* of later and nurture; INT32_MIN: nurture in a month */
    const char *trigger; /* of later: what makes it worth coming back; of nurture: why */
    int64_t other_id;    /* of person and similar */
    int months;          /* of nurture */
    char *new_name,
        *new_address; /* of prospecting: add this person and go on there; NULL: nobody */
} NextChoice;
void next_choice_clear(NextChoice *self); /* of what next_choice_of_proposal() gave */

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(NextChoice, next_choice_clear)

/* Errors: those of the path: CONFLICT when no path leads to the person, INVALID for a day that has
 * passed or months out of range. */
bool next_take(App *app, DbConn *conn, const NextChoice *choice, GError **error);

/* The open proposal as a choice; PATH_COUNT: the proposal itself, else that path of it. Its texts
 * are copied: into `ret_trigger` (g_free) and `ret` (next_choice_clear()). Errors: CONFLICT when
 * nothing is open or the path cannot be taken. */
bool next_choice_of_proposal(App *app, DbConn *conn, int64_t prospect_id, NextPath path,
                             NextChoice *ret, char **ret_trigger, GError **error);
