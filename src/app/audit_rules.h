/* Which column is which by the words of its header together with what stands in it, for columns
 * whose header is no known one. Rules are tried in order; each takes the best of the free columns.
 * Nothing here asks which product wrote a file. */
#pragma once

#include "app/audit_columns.h"
#include "app/audit_evidence.h"
#include "app/audit_header.h"

/* What must stand in a column. A column that is blank in the whole sample may be anything. */
typedef enum {
    VALUE_ANY,
    VALUE_DATE,
    VALUE_CLOCK,
    VALUE_ADDRESS,
    VALUE_PHONE,
    VALUE_NAME,   /* words without digits */
    VALUE_ID,     /* short, no dates, no addresses */
    VALUE_UNIQUE, /* the same, each once */
    VALUE_FEW,    /* few distinct words */
    VALUE_KIND,   /* few distinct words, some of which name a channel */
    VALUE_LENGTH, /* numbers or "00:03:12" */
    VALUE_TEXT,   /* neither dates nor numbers */
} AuditValue;

typedef struct {
    int field;
    AuditHead all, any, none; /* of the header: all of, one of (0: no matter), none of */
    AuditValue value;
} AuditRule;

bool audit_value_fits(const AuditSample *sample, gsize column, AuditValue value);

extern const AuditRule AUDIT_LEAD_RULES[];
extern const gsize AUDIT_LEAD_RULE_COUNT;
extern const AuditRule AUDIT_ACTIVITY_RULES[];
extern const gsize AUDIT_ACTIVITY_RULE_COUNT;
