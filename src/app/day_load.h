/* The load of a day: what counts towards the daily caps of the ruleset (cap_user_day,
 * cap_mailbox_day, cap_domain_day) on the sender's present day.
 *
 * Read and counted only while a cap is set: a cap set at noon counts from noon. */
#pragma once

#include "app/snapshot.h"

/* What was made or fixed already today, as far as a cap asks for it; else zeros. */
bool
day_load_read(App *app, DbConn *conn, const Snapshot *snapshot, DayLoad *ret_load, GError **error);

/* One more mail to this person is on its way. */
bool day_load_add_mail(App *app, DbConn *conn, const Snapshot *snapshot, GError **error);
