/* What the words of an activity's cells mean: "Left voicemail", "INCOMING_EMAIL", "Not Started".
 *
 * One vocabulary for all columns of all systems; who asks decides which of the meanings matter in
 * the column at hand. A cell may mean several things ("Inbound call, no answer"). Pure. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/channel_kind.h"

enum {
    MEANS_CALL = 1 << 0,
    MEANS_EMAIL = 1 << 1,
    MEANS_SMS = 1 << 2,
    MEANS_SOCIAL = 1 << 3,
    MEANS_LETTER = 1 << 4,
    MEANS_MEETING = 1 << 5,
    MEANS_FAX = 1 << 6,
    MEANS_VOICEMAIL = 1 << 7,
    MEANS_TASK = 1 << 8,
    MEANS_NOTE = 1 << 9,
    MEANS_INBOUND = 1 << 10,
    MEANS_OUTBOUND = 1 << 11,
    MEANS_MACHINE = 1 << 12, /* a workflow, a sequence tool, a mass mailing did it */
    MEANS_MANUAL = 1 << 13,
    MEANS_WATCHED = 1 << 14, /* opened, clicked, visited: no contact by either side */
    MEANS_PLANNED = 1 << 15,
    MEANS_CANCELLED = 1 << 16,
    MEANS_DONE = 1 << 17,
    MEANS_NO_ANSWER = 1 << 18,
    MEANS_UNDELIVERED = 1 << 19,
    MEANS_REACHED = 1 << 20,
    MEANS_DECLINED = 1 << 21,
    MEANS_STOP = 1 << 22,
    MEANS_CALL_BACK = 1 << 23,
    MEANS_REPLIED = 1 << 24,
    MEANS_AUTO_REPLY = 1 << 25,
    MEANS_FOLLOW_UP = 1 << 26, /* contact on a channel not named */
    MEANS_INTERNAL = 1 << 27,
    MEANS_PROMISE = 1 << 28,
    MEANS_NO = 1 << 29,       /* "no", "false", "0" */
    MEANS_SEQUENCE = 1 << 30, /* of those machines: a step of a sequence */
};

uint32_t audit_meaning(const char *text);
/* The channel of such a meaning; CHANNEL_NONE when it names none. A meeting is CHANNEL_VISIT. */
ChannelKind audit_meaning_channel(uint32_t meaning);
/* Is an activity's owner no person: "System", "Workflow", "Sales Bot", "Automated Process"? */
bool audit_owner_is_machine(const char *owner);

/* Remembers what texts meant: columns of a kind hold few distinct ones. */
typedef struct {
    GHashTable *known; /* text -> meaning + 1 */
    bool owners;       /* asks audit_owner_is_machine() instead: MEANS_MACHINE or 0 */
    const char *last;
    uint32_t last_meaning;
} AuditMeanings;

void audit_meanings_init(AuditMeanings *self, bool owners);
void audit_meanings_clear(AuditMeanings *self);
/* 0 for NULL. */
uint32_t audit_meanings_of(AuditMeanings *self, const char *text);
