/* The next opportunity on a page: what is proposed after a no, taken with one key, and the other
 * paths beside it. */
#pragma once

#include "base/json.h"

/* Makes "offer" of the row's "next_opportunity" (null when there is none): {"action","back","say",
 * "why","no_say","path","label","others":[{"path","label","say"}]}, for offer.mustache. `action`:
 * the address its buttons post to; `back`: where they lead. */
void offer_dress(json_t *row, const char *action, const char *back);
