/* Allowance: what core/throttle.h says of a mailbox just now, from the counts in the database.
 *
 * What is under way is not counted yet. One node serves a mailbox at a time, so its own limits hold
 * exactly; those of a domain or the team may be passed by what other nodes send in the same minute.
 */
#pragma once

#include "app/app.h"
#include "core/throttle.h"
#include "store/queries.h"

typedef struct {
    ThrottleInput input;
    ThrottleVerdict verdict;
    Instant again_us; /* when there is room again; now, when there is */
    Instant next_day_us;
} Allowance;

bool allowance_load(App *app, DbConn *conn, const SqlMailboxGetRow *mailbox, Allowance *ret,
                    GError **error);

/* The earliest instant of the mailbox's next mail by its pace; 0 when it never sent. */
Instant allowance_after_pace_us(const SqlMailboxGetRow *mailbox, const Allowance *allowance);

/* Sets on a mailbox's JSON: hourly_limit, ramp_days, limit_today, gate, gate_say, limit_say,
 * bounce_rate, complaint_rate. */
void allowance_describe(const Allowance *self, json_t *mailbox);

/* Adds to the counts of this hour of a mailbox, its domain and the workspace. */
typedef struct {
    int64_t sent, bounced, complained;
} AllowanceEvents;
bool allowance_count(App *app, DbConn *conn, const char *address, const AllowanceEvents *events,
                     GError **error);
