/* The names of what an inbound message can be and want. */
#include "mail/read.h"

typedef struct {
    const char *name, *say;
} Named;

static const char *const KINDS[MAIL_KIND_COUNT] = {
    [MAIL_HUMAN] = "human",
    [MAIL_AUTO_REPLY] = "auto_reply",
    [MAIL_OUT_OF_OFFICE] = "out_of_office",
    [MAIL_BOUNCE] = "bounce",
    [MAIL_DELAY] = "delay",
    [MAIL_COMPLAINT] = "complaint",
    [MAIL_RECEIPT] = "receipt",
    [MAIL_UNSUBSCRIBE] = "unsubscribe",
};
static const Named INTENTS[INTENT_COUNT] = {
    [INTENT_NONE] = { "none", "nothing to judge" },
    [INTENT_INTERESTED] = { "interested", "interested" },
    [INTENT_MEETING] = { "meeting", "wants to meet" },
    [INTENT_QUESTION] = { "question", "has a question" },
    [INTENT_NOT_NOW] = { "not_now", "not now" },
    [INTENT_REFERRAL] = { "referral", "names somebody else" },
    [INTENT_NOT_INTERESTED] = { "not_interested", "not interested" },
    [INTENT_STOP] = { "stop", "asks to be left alone" },
    [INTENT_HOSTILE] = { "hostile", "is angry" },
    [INTENT_OTHER] = { "other", "for you to judge" },
};

const char *
mail_kind_name(MailKind kind)
{
    return kind < MAIL_KIND_COUNT ? KINDS[kind] : "human";
}

const char *
mail_intent_name(MailIntent intent)
{
    return intent < INTENT_COUNT ? INTENTS[intent].name : "other";
}

const char *
mail_intent_say(MailIntent intent)
{
    return intent < INTENT_COUNT ? INTENTS[intent].say : INTENTS[INTENT_OTHER].say;
}

MailIntent
mail_intent_parse(const char *name)
{
    for (int i = INTENT_INTERESTED; i < INTENT_COUNT; i++)
        if (g_strcmp0(name, INTENTS[i].name) == 0)
            return (MailIntent)i;
    return INTENT_NONE;
}
