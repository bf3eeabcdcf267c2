/* The channels a touch can take. Names as in sequence files and JSON. */
#pragma once

#include <stdbool.h>

typedef enum {
    CHANNEL_EMAIL,
    CHANNEL_CALL,
    CHANNEL_VOICEMAIL,
    CHANNEL_SMS,
    CHANNEL_SOCIAL,
    CHANNEL_LETTER,
    CHANNEL_VISIT,
    CHANNEL_FAX,
    CHANNEL_COUNT,
    CHANNEL_NONE = -1,
} ChannelKind;

const char *channel_kind_name(ChannelKind kind);  /* "email" */
const char *channel_kind_say(ChannelKind kind);   /* "mail", "call", as in a sentence */
ChannelKind channel_kind_parse(const char *name); /* CHANNEL_NONE when unknown */

/* May a machine make the touch alone? Only mail, SMS and fax; the others need a human. */
bool channel_kind_may_be_automatic(ChannelKind kind);

/* Does it leave something to read? Written touches wear off when they come in a row; a call nobody
 * took leaves nothing behind. */
bool channel_kind_is_written(ChannelKind kind);

/* Why a channel cannot be used for this person. */
typedef enum {
    UNUSABLE_NOT = 0,
    UNUSABLE_NO_ADDRESS,
    UNUSABLE_BOUNCED,
    UNUSABLE_OPTED_OUT,
    UNUSABLE_NO_HOURS, /* the ruleset has no window for it; found by the planner */
} Unusable;
