/* Adding up leads, for all and for each group. Private to the audit's counting. */
#pragma once

#include "core/audit.h"

void audit_tally_init(AuditTally *self);
void audit_tally_clear(AuditTally *self);
void audit_tally_add(AuditTally *self, const AuditParams *params, const AuditLead *lead,
                     const AuditLeadFacts *facts);

/* Gathers findings and revivals lead by lead. */
typedef struct {
    AuditBook *book;
    const AuditParams *params;
    AuditResult *result;
    GArray *visits; /* uint64_t: account << 16 | rep who contacted somebody there */
    GArray *people; /* AuditPeople, by account */
} AuditFinder;

/* Whom of an account was contacted. */
typedef struct {
    uint32_t lead, count; /* the first, and how many */
} AuditPeople;

void audit_finder_init(AuditFinder *self, AuditBook *book, const AuditParams *params,
                       AuditResult *result);
void audit_finder_take(AuditFinder *self, const AuditLeadFacts *facts, const uint32_t *order,
                       gsize count);
/* Sorts and cuts the lists. */
void audit_finder_end(AuditFinder *self);

/* What is worth another touch, and how much; false when the lead is to be left alone. */
bool audit_revive_judge(const AuditBook *book, const AuditParams *params,
                        const AuditLeadFacts *facts, AuditRevive *ret);
