/* A rule as a row: what it is, what it is set to, and how a form may ask for it. */
#pragma once

#include "app/app.h"
#include "core/rule.h"

/* {"rule","group","kind","value","default","own","text","unit","least","most","choices":[{"name",
 * "chosen"}],"asks","source","because","says"}. `ruleset` NULL: the defaults. `own`: set in
 * `overrides` (may be NULL), and "text" is how one would type it there. Caller owns. */
json_t *rule_view(const Rule *rule, const Ruleset *ruleset, const json_t *overrides);
