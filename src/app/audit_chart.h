/* The charts of an audit's report: bars with their places, each with a sentence of what one sees.
 *
 * Each adds to `page` "NAME_sentence" and "NAME_chart", null when there is nothing to draw:
 * {"height","label","bars":[{"name","value","say","y","text_y","width","value_x","thin","low",
 * "high","interval"}]}, places in an SVG 720 wide. */
#pragma once

#include "base/json.h"

void audit_chart_attempts(const json_t *report, json_t *page);
void audit_chart_channels(const json_t *report, json_t *page);
void audit_chart_first_response(const json_t *report, json_t *page); /* NAME is "first" */
/* The chance of an answer at each attempt, with intervals. */
void audit_chart_hazard(const json_t *report, json_t *page);
