/* What the program knows of a channel: one small driver each, one file each.
 *
 * A driver says how a channel looks and is handled: its icon and label, how long a touch takes a
 * person, which contact point it needs, which answers to "what happened?" a page offers. The rules
 * (may a machine make the touch alone, does it wear off) are core/channel_kind.h; sending mail is
 * mail/ and app/deliver.c.
 *
 * A new channel is a new file here and an entry in channel.c: docs/ADDING.md. */
#pragma once

#include "core/channel_kind.h"
#include "core/outcome.h"

/* The contact points of a person; NULL where there is none. */
typedef struct {
    const char *email, *phone, *mobile;
    bool email_bounced, phone_wrong;
} ChannelContact;

/* One answer to "what happened?". A list ends with .label == NULL. */
typedef struct {
    Outcome outcome;
    const char *label; /* "No answer" */
} ChannelOutcome;

typedef struct {
    ChannelKind kind;
    const char *icon;  /* a name of web/icons.txt */
    const char *label; /* "Call" */
    double minutes;    /* of a person's time for one touch; an assumption, to be learned */
    /* In the order of the keys 1 to 9, most likely first. Hands learn it, so it stays. */
    const ChannelOutcome *likely;
    const ChannelOutcome *rare; /* offered without a key; NULL: none */
    bool may_hear_stop;         /* can a person say "stop" in the course of the touch? */
    /* Can it be used with what is known of the person? */
    Unusable (*reach)(const ChannelContact *contact);
} ChannelDriver;

extern const ChannelDriver CHANNEL_DRIVER_EMAIL, CHANNEL_DRIVER_CALL, CHANNEL_DRIVER_VOICEMAIL,
    CHANNEL_DRIVER_SMS, CHANNEL_DRIVER_SOCIAL, CHANNEL_DRIVER_LETTER, CHANNEL_DRIVER_VISIT,
    CHANNEL_DRIVER_FAX;

/* The driver of a channel; CHANNEL_NONE gives a neutral one, for a touch of no known channel. */
const ChannelDriver *channel_driver(ChannelKind kind);

/* For drivers: usable with a phone or mobile number that is not known to be wrong. */
Unusable channel_reach_by_number(const ChannelContact *contact);
/* For drivers: nothing need be known; the person who makes the touch finds the way. */
Unusable channel_reach_always(const ChannelContact *contact);

/* For drivers: "Sent", and what a written touch may be answered with at once. */
extern const ChannelOutcome CHANNEL_SENT[], CHANNEL_ANSWERED[];
