/* The argument: which value point a touch carries.
 *
 * Nobody is told the same thing twice. What a step is meant to say is replaced, once the person has
 * heard it, by the best of the value points on offer (PlannerInput.value_points) that is still new
 * to them and that no step ahead needs; a machine does not write that, so a human takes over. With
 * nothing new on offer the plan says that too. */
#pragma once

#include "core/placement.h"

/* Names the touch's value point in its plan, by the step the plan already has (0: an added touch,
 * which gets a value point only when one is on offer). */
void argument_choose(const PlannerInput *input, const History *history, Placement *placement);
