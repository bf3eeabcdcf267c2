/* What becomes of a task that nobody did within its window. */
#pragma once

#include "core/planner.h"

/* Is it a touch that somebody waits for, by the author's `within:`? It stays one, however late. */
bool replan_is_inbound(const Sequence *sequence, const Plan *plan);

/* From when such a touch is due: at once, when its window is as good as open. */
Instant replan_inbound_from(const Plan *plan, Instant now_us);

/* A task that moves says why: the plan's own day off, else that it is late. */
void replan_say_late(Plan *plan, Instant now_us);

/* When the touch was first due: before it was late. */
Instant replan_first_due_us(const Plan *plan);
