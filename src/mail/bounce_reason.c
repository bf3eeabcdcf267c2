/* From words, status and reply code to a reason; the codes that only this file makes up are those
 * of the 5.0.9xx range, which stand for "no status given" in reports. */
#include "mail/bounce_reason.h"

#include <stdbool.h>
#include <string.h>

#include "mail/phrases.h"

typedef enum { COMMAND_NONE, COMMAND_CONNECT, COMMAND_MAIL, COMMAND_RCPT, COMMAND_DATA } Command;

typedef struct {
    const char *name;
    bool hard;
    int detail; /* of the made-up status 5.0.detail; 0: none is made up */
} ReasonTrait;

static const ReasonTrait TRAITS[REASON_COUNT] = {
    [REASON_UNDEFINED] = { "undefined", false, 900 },
    [REASON_AUTH_FAILURE] = { "authfailure", false, 974 },
    [REASON_BAD_REPUTATION] = { "badreputation", false, 975 },
    [REASON_BLOCKED] = { "blocked", false, 971 },
    [REASON_CONTENT_ERROR] = { "contenterror", false, 960 },
    [REASON_DELIVERED] = { "delivered", false, 0 },
    [REASON_EXCEED_LIMIT] = { "exceedlimit", false, 923 },
    [REASON_EXPIRED] = { "expired", false, 947 },
    [REASON_FAILED_STARTTLS] = { "failedstarttls", false, 976 },
    [REASON_FEEDBACK] = { "feedback", false, 0 },
    [REASON_FILTERED] = { "filtered", false, 910 },
    [REASON_HAS_MOVED] = { "hasmoved", true, 916 },
    [REASON_HOST_UNKNOWN] = { "hostunknown", true, 912 },
    [REASON_MAILBOX_FULL] = { "mailboxfull", false, 922 },
    [REASON_MAILER_ERROR] = { "mailererror", false, 939 },
    [REASON_MESSAGE_TOO_BIG] = { "mesgtoobig", false, 934 },
    [REASON_NETWORK_ERROR] = { "networkerror", false, 944 },
    [REASON_NO_RELAYING] = { "norelaying", false, 909 },
    [REASON_NOT_ACCEPT] = { "notaccept", true, 932 },
    [REASON_NOT_COMPLIANT] = { "notcompliantrfc", false, 977 },
    [REASON_ON_HOLD] = { "onhold", false, 901 },
    [REASON_POLICY_VIOLATION] = { "policyviolation", false, 972 },
    [REASON_REJECTED] = { "rejected", false, 918 },
    [REASON_REQUIRE_PTR] = { "requireptr", false, 973 },
    [REASON_SECURITY_ERROR] = { "securityerror", false, 970 },
    [REASON_SPAM_DETECTED] = { "spamdetected", false, 980 },
    [REASON_SPEEDING] = { "speeding", false, 945 },
    [REASON_SUPPRESSED] = { "suppressed", false, 919 },
    [REASON_SUSPEND] = { "suspend", false, 921 },
    [REASON_SYNTAX_ERROR] = { "syntaxerror", false, 902 },
    [REASON_SYSTEM_ERROR] = { "systemerror", false, 930 },
    [REASON_SYSTEM_FULL] = { "systemfull", false, 931 },
    [REASON_TOO_MANY_CONNECTIONS] = { "toomanyconn", false, 946 },
    [REASON_USER_UNKNOWN] = { "userunknown", true, 911 },
    [REASON_VACATION] = { "vacation", false, 0 },
    [REASON_VIRUS_DETECTED] = { "virusdetected", false, 981 },
};

const char *
bounce_reason_name(BounceReason reason)
{
    return reason < REASON_COUNT ? TRAITS[reason].name : "undefined";
}

void
mail_bounce_free(void *data)
{
    MailBounce *self = data;
    if (self == NULL)
        return;
    g_free(self->recipient);
    g_free(self->status);
    g_free(self->reply_code);
    g_free(self->reason);
    g_free(self);
}

/* --- codes in running text
 * ------------------------------------------------------------------------------- */

/* "5.1.1" as a word of its own: no part of an address, a version or a longer number. */
static gsize
enhanced_at(const char *at, const char *start)
{
    if ((*at != '4' && *at != '5' && *at != '2') || at[1] != '.' || !g_ascii_isdigit(at[2]))
        return 0;
    if (at > start && (g_ascii_isalnum(at[-1]) || at[-1] == '.' || at[-1] == '@'))
        return 0;
    const char *end = at + 2;
    while (g_ascii_isdigit(*end) && end - at < 5)
        end++;
    if (*end != '.' || !g_ascii_isdigit(end[1]))
        return 0;
    const char *last = end + 1;
    while (g_ascii_isdigit(*last) && last - end < 5)
        last++;
    if (g_ascii_isalnum(*last) || (*last == '.' && g_ascii_isdigit(last[1])))
        return 0;
    return (gsize)(last - at);
}

/* "550" as a word, followed by what follows a reply code. */
static bool
reply_code_at(const char *at, const char *start)
{
    if ((*at != '4' && *at != '5') || at[1] < '0' || at[1] > '7' || !g_ascii_isdigit(at[2]))
        return false;
    if (g_ascii_isalnum(at[3]) || (at[3] == '.' && g_ascii_isdigit(at[4])))
        return false;
    if (at > start && (g_ascii_isalnum(at[-1]) || strchr(".:/-@_=+$", at[-1]) != NULL)) {
        bool opens = at[-1] == ':' || at[-1] == '-' || at[-1] == '/';
        if (!opens || (at - 1 > start && g_ascii_isalnum(at[-2])))
            return false;
    }
    /* A count ("500 bytes"), a port or a size is no reply. */
    static const char *const COUNTS[] = { " bytes", " seconds", " minutes",    " message",
                                          " hours", " days",    " recipients", " times" };
    for (gsize i = 0; i < G_N_ELEMENTS(COUNTS); i++)
        if (g_str_has_prefix(at + 3, COUNTS[i]))
            return false;
    return true;
}

static bool
is_generic(const char *status)
{
    return status == NULL || g_str_has_suffix(status, ".0.0");
}

typedef struct {
    char *status; /* most telling enhanced status in the words, or NULL */
    char reply_code[4];
} Codes;

static void
codes_find(const char *text, Codes *ret)
{
    ret->status = NULL;
    ret->reply_code[0] = '\0';
    for (const char *at = text; *at != '\0'; at++) {
        gsize length = enhanced_at(at, text);
        if (length > 0) {
            g_autofree char *status = g_strndup(at, length);
            if (ret->status == NULL || !is_generic(status)) {
                g_free(ret->status);
                ret->status = g_steal_pointer(&status);
            }
            at += length - 1;
        } else if (reply_code_at(at, text)) {
            memcpy(ret->reply_code, at, 3);
            ret->reply_code[3] = '\0';
            at += 2;
        }
    }
}

/* --- reasons
 * --------------------------------------------------------------------------------------------------
 */

/* At which step of the dialogue the server refused. */
static Command
command_of(const char *text)
{
    static const PhraseEntry TABLE[] = {
        { COMMAND_RCPT, "rcpt to;rcpt;has rejected address" },
        { COMMAND_DATA, "end of data;final data;data command;in reply to end of;smtp command data;"
                        "data $;message body;end of message" },
        { COMMAND_MAIL, "mail from" },
        { COMMAND_CONNECT, "initial connection;ehlo;helo;connect to;while connecting;greeting" },
    };
    static gsize slot;
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(TABLE, G_N_ELEMENTS(TABLE)));
    g_autoptr(PhraseText) words = phrase_text_new(text);
    int found = phrase_set_first((const PhraseSet *)slot, words);
    return found < 0 ? COMMAND_NONE : (Command)found;
}

static int
reason_of_words(const char *text)
{
    g_autoptr(PhraseText) words = phrase_text_new(text);
    return phrase_set_first((const PhraseSet *)bounce_phrases(), words);
}

static int
reason_of_status(const char *status)
{
    static const struct {
        const char *status;
        BounceReason reason;
    } TABLE[] = {
        { "1.1", REASON_USER_UNKNOWN },
        { "1.2", REASON_HOST_UNKNOWN },
        { "1.3", REASON_USER_UNKNOWN },
        { "1.4", REASON_FILTERED },
        { "1.0", REASON_USER_UNKNOWN },
        { "1.6", REASON_HAS_MOVED },
        { "1.7", REASON_REJECTED },
        { "1.8", REASON_REJECTED },
        { "1.9", REASON_USER_UNKNOWN },
        { "1.10", REASON_NOT_ACCEPT },
        { "2.0", REASON_FILTERED },
        { "2.1", REASON_SUSPEND },
        { "2.2", REASON_MAILBOX_FULL },
        { "2.3", REASON_EXCEED_LIMIT },
        { "2.4", REASON_FILTERED },
        { "3.0", REASON_SYSTEM_ERROR },
        { "3.1", REASON_SYSTEM_FULL },
        { "3.2", REASON_NOT_ACCEPT },
        { "3.3", REASON_SYSTEM_ERROR },
        { "3.4", REASON_MESSAGE_TOO_BIG },
        { "3.5", REASON_SYSTEM_ERROR },
        { "4.0", REASON_NETWORK_ERROR },
        { "4.1", REASON_EXPIRED },
        { "4.2", REASON_EXPIRED },
        { "4.3", REASON_SYSTEM_ERROR },
        { "4.4", REASON_HOST_UNKNOWN },
        { "4.5", REASON_EXPIRED },
        { "4.6", REASON_NETWORK_ERROR },
        { "4.7", REASON_EXPIRED },
        { "5.0", REASON_MAILER_ERROR },
        { "5.1", REASON_SYNTAX_ERROR },
        { "5.2", REASON_SYNTAX_ERROR },
        { "5.3", REASON_TOO_MANY_CONNECTIONS },
        { "5.4", REASON_SYNTAX_ERROR },
        { "6.0", REASON_CONTENT_ERROR },
        { "6.1", REASON_CONTENT_ERROR },
        { "6.2", REASON_CONTENT_ERROR },
        { "6.3", REASON_CONTENT_ERROR },
        { "6.5", REASON_CONTENT_ERROR },
        { "7.0", REASON_SECURITY_ERROR },
        { "7.1", REASON_SECURITY_ERROR },
        { "7.7", REASON_CONTENT_ERROR },
        { "7.8", REASON_SECURITY_ERROR },
        { "7.9", REASON_SECURITY_ERROR },
        { "7.13", REASON_SUSPEND },
        { "7.17", REASON_HAS_MOVED },
        { "7.18", REASON_HAS_MOVED },
        { "7.20", REASON_AUTH_FAILURE },
        { "7.21", REASON_AUTH_FAILURE },
        { "7.22", REASON_AUTH_FAILURE },
        { "7.23", REASON_AUTH_FAILURE },
        { "7.24", REASON_AUTH_FAILURE },
        { "7.25", REASON_REQUIRE_PTR },
        { "7.26", REASON_AUTH_FAILURE },
        { "7.27", REASON_NOT_ACCEPT },
        { "7.28", REASON_SPEEDING },
        { "7.29", REASON_AUTH_FAILURE },
        { "7.30", REASON_FAILED_STARTTLS },
        { "7.6", REASON_SECURITY_ERROR },
        { "7.5", REASON_SECURITY_ERROR },
    };
    if (status == NULL || strlen(status) < 5)
        return -1;
    for (gsize i = 0; i < G_N_ELEMENTS(TABLE); i++)
        if (g_str_equal(status + 2, TABLE[i].status))
            return (int)TABLE[i].reason;
    return -1;
}

static BounceReason
decide_reason(const BounceCase *from, const char *context, const char *status,
              const char *reply_code, Command command, bool delayed)
{
    int said = reason_of_words(from->diagnostic);
    int coded = reason_of_status(status);
    if (said < 0 && (coded < 0 || is_generic(status)))
        said = reason_of_words(context);
    /* "User unknown" after the message was taken, or with a bare reply code, is a filter's word. */
    bool rcpt = command == COMMAND_RCPT || coded == REASON_USER_UNKNOWN;
    if (said == REASON_USER_UNKNOWN && !rcpt &&
        (command == COMMAND_DATA || (*reply_code != '\0' && is_generic(status))))
        return REASON_FILTERED;
    if (said >= 0)
        return (BounceReason)said;
    if (coded >= 0)
        return (BounceReason)coded;
    if (command == COMMAND_CONNECT)
        return REASON_BLOCKED;
    if (command == COMMAND_MAIL)
        return REASON_REJECTED;
    if (delayed)
        return REASON_EXPIRED;
    if (*reply_code != '\0')
        return command == COMMAND_RCPT ? REASON_USER_UNKNOWN : REASON_FILTERED;
    return *from->diagnostic != '\0' ? REASON_ON_HOLD : REASON_UNDEFINED;
}

MailBounce *
bounce_decide(const BounceCase *from, const char *context, bool delayed)
{
    Codes codes;
    codes_find(from->diagnostic, &codes);
    const char *status = codes.status;
    if (is_generic(status) && from->status != NULL && strlen(from->status) >= 5)
        status = is_generic(from->status) && status != NULL ? status : from->status;
    Command command = command_of(from->diagnostic);
    if (command == COMMAND_NONE)
        command = command_of(context);
    BounceReason reason = decide_reason(from, context, status, codes.reply_code, command, delayed);
    MailBounce *bounce = g_new0(MailBounce, 1);
    bounce->recipient = g_strdup(from->recipient);
    bounce->reason = g_strdup(TRAITS[reason].name);
    bool temporary = delayed || codes.reply_code[0] == '4' || (status != NULL && *status == '4');
    bounce->hard = TRAITS[reason].hard && !temporary;
    if (status != NULL)
        bounce->status = g_strdup(status);
    else if (TRAITS[reason].detail != 0)
        bounce->status = g_strdup_printf("%c.0.%d", temporary ? '4' : '5', TRAITS[reason].detail);
    if (codes.reply_code[0] != '\0')
        bounce->reply_code = g_strdup(codes.reply_code);
    g_free(codes.status);
    return bounce;
}
