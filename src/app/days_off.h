/* Days off: what a workspace knows of the days on which somebody is not there, or works other
 * hours.
 *
 * Read once and held until one changes, in this process or another; a snapshot takes from it the
 * calendar of its person and sender. A leave may name a colleague who does the work meanwhile: then
 * nothing is moved, but the colleague's Today shows it. */
#pragma once

#include "app/app.h"
#include "core/calendar.h"

/* More than these are not looked at; ends first. */
#define DAYS_OFF_MOST 2000
#define DAYS_OFF_LONGEST 400

typedef struct {
    int64_t id;
    int64_t user_id; /* 0: not of one user */
    char country[3]; /* "": not of a country */
    HolidayPlaceId place;
    bool whole_country;
    OwnDays days;
    int64_t hand_over_id; /* 0: nobody */
} DaysOffEntry;

/* Never changes once it is built. */
struct DaysOff {
    gatomicrefcount references;
    int64_t version;
    GArray *entries; /* DaysOffEntry, by first day */
};

/* The workspace's days off of the last weeks and all to come. Not to be asked in a transaction that
 * changed them. Errors: the database's. */
DaysOff *days_off_get(App *app, DbConn *conn, GError **error);
void days_off_unref(DaysOff *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DaysOff, days_off_unref)

/* Where a person's holidays are kept: their region, a city that is one, or the country. Each may be
 * NULL. */
HolidayPlaceId days_off_home(const char *country, const char *region, const char *city);

/* Appends the days (OwnDays, by first day) of people of a country. */
void days_off_theirs(const DaysOff *self, const char *country, HolidayPlaceId place, GArray *spans);
/* The same of a sender: the workspace's, and their own unless handed over. What is handed over is
 * closed only where the colleague is away too. */
void days_off_ours(const DaysOff *self, int64_t user_id, GArray *spans);

/* The leave of a user that a day lies in, NULL: they are there. */
const DaysOffEntry *days_off_leave_on(const DaysOff *self, int64_t user_id, Day day);

/* Who does a user's work today: they themselves, or the colleague their leave is handed over to,
 * unless that one is away as well. Errors: the database's. */
bool days_off_who_works(App *app, DbConn *conn, int64_t user_id, int64_t *ret_id, GError **error);

/* Called after each change, in its transaction. */
bool days_off_changed(App *app, DbConn *conn, GError **error);
