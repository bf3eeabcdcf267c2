/* One look at a claimed enrollment: its person is read, the planner asked, and what it says carried
 * out or noted for later. */
#pragma once

#include "app/advance_touch.h"

/* Leaves settling the enrollment to the caller, unless it is over (`verdict->ended`). Errors:
 * INVALID, NOT_FOUND and CONFLICT are about this enrollment's data; IO. */
bool advance_look(const AdvanceBatch *batch, const SqlEnrollmentClaimedRow *claim,
                  AdvanceVerdict *verdict, GError **error);
