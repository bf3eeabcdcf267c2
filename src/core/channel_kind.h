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
