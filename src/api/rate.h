/* How often a token may ask: a bucket that fills evenly, API_REQUESTS_A_MINUTE a minute, and holds
 * a minute's worth. One a process; threads may share it. */
#pragma once

#include "base/instant.h"

typedef struct Rate Rate;

Rate *rate_new(int64_t a_minute);
void rate_free(Rate *self);

/* Takes one request from the token's bucket. Returns 0, or in how many seconds there is one again.
 */
int64_t rate_take(Rate *self, int64_t token_id, Instant now_us);
