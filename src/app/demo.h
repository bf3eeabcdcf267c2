/* The demo: a believable team with six months of history, made by the real engine in virtual time.
 *
 * Nothing here writes a row that the product would not write: people are imported, enrolled, mailed
 * (into a local outbox), called and answered as in life, day by day, from a seed; then the clock
 * stands on a Thursday morning, with promises due and replies waiting. */
#pragma once

#include "app/app.h"

/* Fills an empty workspace up to `until_us`. The app's world must be virtual; it is left at
 * `until_us`. Errors: CONFLICT when the workspace has people already. */
bool demo_fill(App *app, Instant until_us, GError **error);

/* The latest Thursday, 9:40 on the workspace's clock, at or before `now_us`. */
Instant demo_morning(const Zone *zone, Instant now_us);

/* The user the demo's visitor is signed in as. */
#define DEMO_EMAIL "mira@harborlane.example.com"
