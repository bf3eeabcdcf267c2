/* Revive: which leads are worth another touch, and in what order.
 *
 * A ranking by judgement, told in docs/audit.md: what is owed comes first, then who spoke once,
 * then who was tried too little; half as much for each half year gone. */
#include <math.h>

#include "core/audit_tally.h"

#define HALF_LIFE_DAYS 180.0
#define NO_RESTS_DAYS 90 /* a "no" is left alone for so long */

/* The next channel: one with an address that was tried least. */
static ChannelKind
next_channel(const AuditLead *lead, const AuditLeadFacts *facts)
{
    static const ChannelKind ORDER[] = { CHANNEL_CALL, CHANNEL_EMAIL, CHANNEL_SOCIAL, CHANNEL_SMS };
    ChannelKind best = CHANNEL_NONE;

    for (gsize i = 0; i < G_N_ELEMENTS(ORDER); i++) {
        if (!(lead->reach & 1 << ORDER[i]))
            continue;
        if (best == CHANNEL_NONE || facts->per_channel[ORDER[i]] < facts->per_channel[best])
            best = ORDER[i];
    }
    return best;
}

static ChannelKind
tried_most(const AuditLeadFacts *facts)
{
    ChannelKind best = CHANNEL_NONE;

    for (int c = 0; c < CHANNEL_COUNT; c++)
        if (facts->per_channel[c] > 0 &&
            (best == CHANNEL_NONE || facts->per_channel[c] > facts->per_channel[best]))
            best = (ChannelKind)c;
    return best;
}

static bool
pick(const AuditParams *params, const AuditLead *lead, const AuditLeadFacts *facts,
     AuditRevive *ret)
{
    int64_t quiet_us =
        facts->last_any_us != INSTANT_NONE ? params->now_us - facts->last_any_us : G_MAXINT64;

    ret->at_us = facts->last_us;
    if (facts->unanswered > 0) {
        *ret = (AuditRevive){ .why = AUDIT_REVIVE_REPLY, .score = 100 };
        ret->at_us = facts->unanswered_us;
        ret->text = facts->unanswered_text;
    } else if (facts->said_no) {
        *ret = (AuditRevive){ .why = AUDIT_REVIVE_NOT_NOW, .score = 30 };
        ret->at_us = facts->last_any_us;
        return quiet_us >= NO_RESTS_DAYS * DAY_US;
    } else if (facts->broken > 0) {
        *ret = (AuditRevive){ .why = AUDIT_REVIVE_PROMISE, .score = 90 };
        ret->at_us = facts->broken_due_us;
        ret->text = facts->broken_text;
    } else if (facts->attempts == 0) {
        *ret = (AuditRevive){ .why = AUDIT_REVIVE_NEW, .score = 60 };
        ret->at_us = lead->created_us;
    } else if (quiet_us < params->quiet_days * DAY_US) {
        return false;
    } else if (facts->answered) {
        *ret = (AuditRevive){ .why = AUDIT_REVIVE_TALKED, .score = 70 };
        ret->at_us = facts->last_any_us;
    } else if (facts->attempts <= 2) {
        *ret = (AuditRevive){ .why = AUDIT_REVIVE_SHORT, .score = 50 };
        ret->at_us = facts->last_us;
    } else {
        *ret = (AuditRevive){ .why = AUDIT_REVIVE_FLOOR, .score = 40.0 - 2 * facts->attempts };
        ret->at_us = facts->last_us;
        return facts->attempts < (guint)params->floor_attempts;
    }
    return true;
}

bool
audit_revive_judge(const AuditBook *book, const AuditParams *params, const AuditLeadFacts *facts,
                   AuditRevive *ret)
{
    const AuditLead *lead = audit_book_lead(book, facts->lead);

    if (facts->said_stop || lead->state == AUDIT_CLOSED || lead->state == AUDIT_WON ||
        !pick(params, lead, facts, ret))
        return false;
    ret->lead = facts->lead;
    ret->rep = facts->last_rep != 0 ? facts->last_rep : lead->owner;
    ret->attempts = (uint16_t)MIN(facts->attempts, G_MAXUINT16);
    ret->channel = (int8_t)next_channel(lead, facts);
    ret->tried = (int8_t)tried_most(facts);
    double days =
        ret->at_us != INSTANT_NONE ? (double)(params->now_us - ret->at_us) / (double)DAY_US : 365;
    ret->score *= exp2(-MAX(days, 0) / HALF_LIFE_DAYS);
    if (lead->state == AUDIT_LOST)
        ret->score *= 0.5;
    if (ret->channel == CHANNEL_NONE)
        ret->score *= 0.5; /* no address on record */
    return true;
}
