/* Figures of an audit's report as people read them. Texts are freed with g_free(). */
#pragma once

#include "base/json.h"

/* A number of a report; NaN when it is null or missing. */
double audit_real(const json_t *object, const char *key);
/* "3,900" */
char *audit_number_say(double value);
/* "71%", "0.4%", or "not known" for NaN. */
char *audit_share_say(double share);
/* "4 minutes", "3 hours", "12 days", or "not known". */
char *audit_wait_say(double seconds);
/* The same of a quantile of a report's "first_response": records that know days only tell no hours.
 */
char *audit_response_say(const json_t *first_response, const char *key);
/* "1 lead", "3,900 leads" */
char *audit_leads_say(double count);
/* The day of an RFC 3339 instant; NULL for none. */
char *audit_date_part(const char *instant);
