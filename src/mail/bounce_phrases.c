/* What mail servers say when they refuse, by reason; earlier lines win over later ones. */
#include "mail/bounce_reason.h"
#include "mail/phrases.h"

static const PhraseEntry TABLE[] = {
    { REASON_MAILBOX_FULL,
      "mailbox|inbox * full;over quota;overquota;quota exceeded;exceeded * quota;exceeds * quota;"
      "mailbox exceeds|exceeded;exceeded storage;out of storage;storage full|exceeded;"
      "mailbox size limit;account * full;insufficient mailbox|user storage;"
      "messages in recipients mailbox exceeded" },
    { REASON_USER_UNKNOWN,
      "user unknown;unknown user;no such user;unknown recipient;recipient unknown;"
      "recipient * not found;user not found;user not exist;user doesnt exist;mailbox not found;"
      "mailbox unavailable;no mailbox here;no such recipient|address|mailbox|person;"
      "unknown or illegal user|alias;recipnotfound;not listed in;does not exist;not a valid;"
      "invalid recipient|user|address;name is not recognized;address unknown;unknown address" },
    { REASON_HOST_UNKNOWN,
      "host unknown;unknown host;host not found;domain does not exist;no such domain;"
      "name or service not known;domain name not found" },
    { REASON_EXPIRED, "timed out;timeout;expired;too long in;retry time" },
};

const struct PhraseSet *
bounce_phrases(void)
{
    static gsize slot;
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(TABLE, G_N_ELEMENTS(TABLE)));
    return (const PhraseSet *)slot;
}
