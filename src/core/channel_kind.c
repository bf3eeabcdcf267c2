/* One table of what the rules know about a channel. */
#include "core/channel_kind.h"

#include <glib.h>
#include <string.h>

static const struct {
    const char *name, *say;
    bool may_be_automatic, is_written;
} TRAITS[CHANNEL_COUNT] = {
    [CHANNEL_EMAIL] = { "email", "mail", true, true },
    [CHANNEL_CALL] = { "call", "call", false, false },
    [CHANNEL_VOICEMAIL] = { "voicemail", "voicemail", false, false },
    [CHANNEL_SMS] = { "sms", "text message", true, true },
    [CHANNEL_SOCIAL] = { "social", "social message", false, true },
    [CHANNEL_LETTER] = { "letter", "letter", false, true },
    [CHANNEL_VISIT] = { "visit", "visit", false, false },
    [CHANNEL_FAX] = { "fax", "fax", true, true },
};

static bool
is_known(ChannelKind kind)
{
    return kind >= 0 && kind < CHANNEL_COUNT;
}

const char *
channel_kind_name(ChannelKind kind)
{
    return is_known(kind) ? TRAITS[kind].name : "none";
}

const char *
channel_kind_say(ChannelKind kind)
{
    return is_known(kind) ? TRAITS[kind].say : "touch";
}

ChannelKind
channel_kind_parse(const char *name)
{
    for (int kind = 0; name != NULL && kind < CHANNEL_COUNT; kind++)
        if (strcmp(name, TRAITS[kind].name) == 0)
            return (ChannelKind)kind;
    return CHANNEL_NONE;
}

bool
channel_kind_may_be_automatic(ChannelKind kind)
{
    return is_known(kind) && TRAITS[kind].may_be_automatic;
}

bool
channel_kind_is_written(ChannelKind kind)
{
    return is_known(kind) && TRAITS[kind].is_written;
}
