/* What the demo's team keeps beside its people: a library of things to say, days off, reasons to
 * write, second chances. */
#pragma once

#include "app/app.h"

/* Calls an operation as the house itself would; `params` is taken over. The error is prefixed with
 * the operation's name. */
bool demo_call(App *app, const char *verb, json_t *params, GError **error);

/* Once the team is there, before the first day: the library. */
bool demo_keep_library(App *app, GError **error);

/* On the last morning: leaves to come, news of two companies, and two people who said "not now" and
 * are nurtured. */
bool demo_keep_morning(App *app, GError **error);
