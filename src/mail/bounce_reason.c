/* From words, status and reply code to a reason; the codes that only this file makes up are those
 * of the 5.0.9xx range, which stand for "no status given" in reports. */
#include "mail/bounce_reason.h"

#include <stdbool.h>
#include <string.h>

#include "text/phrases.h"

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

/* --- codes in running text --- */

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
    if (at > start && (g_ascii_isalnum(at[-1]) || strchr(".:/-@_=+$[", at[-1]) != NULL)) {
        bool opens = at[-1] == ':' || at[-1] == '-' || at[-1] == '/';
        if (at[-1] == '[' || !opens || (at - 1 > start && g_ascii_isalnum(at[-2])))
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

bool
bounce_shows_refusal(const char *text)
{
    Codes codes;
    codes_find(text, &codes);
    bool shows = codes.status != NULL && *codes.status != '2' && *codes.reply_code != '\0';
    g_free(codes.status);
    return shows;
}

/* --- reasons --- */

/* A transcript (">>> RCPT TO", "<<< 550 ...") shows the step as the last command before the first
 * refusal. */
static Command
command_of_transcript(const char *text)
{
    Command command = COMMAND_NONE;
    for (const char *line = text; line != NULL && *line != '\0';) {
        if (g_str_has_prefix(line, ">>> ") || g_str_has_prefix(line, " In:  ")) {
            const char *verb = line + (*line == '>' ? 4 : 6);
            command = g_ascii_strncasecmp(verb, "RCPT", 4) == 0   ? COMMAND_RCPT
                      : g_ascii_strncasecmp(verb, "MAIL", 4) == 0 ? COMMAND_MAIL
                      : g_ascii_strncasecmp(verb, "DATA", 4) == 0 ? COMMAND_DATA
                                                                  : COMMAND_CONNECT;
        } else if (command != COMMAND_NONE &&
                   (g_str_has_prefix(line, "<<< 5") || g_str_has_prefix(line, "<<< 4"))) {
            return command;
        }
        line = strchr(line, '\n');
        line = line != NULL ? line + 1 : NULL;
    }
    return COMMAND_NONE;
}

/* At which step of the dialogue the server refused. */
static Command
command_of(const char *text, const PhraseText *words)
{
    Command shown = command_of_transcript(text);
    if (shown != COMMAND_NONE)
        return shown;
    static const PhraseEntry TABLE[] = {
        { COMMAND_RCPT, "rcpt to;rcpt" },
        { COMMAND_DATA, "end of data;final data;data command;in reply to end of;smtp command data;"
                        "data $;message body;end of message" },
        { COMMAND_MAIL, "mail from" },
        { COMMAND_CONNECT, "initial connection;ehlo;helo;connect to;while connecting;greeting" },
    };
    static gsize slot;
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(TABLE, G_N_ELEMENTS(TABLE)));
    int found = phrase_set_first((const PhraseSet *)slot, words);
    return found < 0 ? COMMAND_NONE : (Command)found;
}

/* The words without what only looks like words: addresses, links and codes. A mailbox may be named
 * "does-not-exist", a link may hold "spam". */
static char *
words_only(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at != '\0';) {
        gsize length = strcspn(at, " \t\r\n<>()[]\"',;");
        bool address = memchr(at, '@', length) != NULL;
        bool link = g_ascii_strncasecmp(at, "http", 4) == 0 || g_str_has_prefix(at, "www.");
        bool code = length >= 3 && (reply_code_at(at, text) || enhanced_at(at, text) > 0) &&
                    strspn(at, "0123456789.-") >= length;
        if (!address && !link && !code)
            g_string_append_len(out, at, (gssize)length);
        at += length;
        if (*at != '\0')
            g_string_append_c(out, *at++);
    }
    return g_string_free(out, FALSE);
}

/* "5.1.0 - Unknown address error 550-'5.7.1 ...'": what the remote server said is inside. */
static const char *
inner_reply(const char *text)
{
    for (const char *quote = strstr(text, "-'"); quote != NULL; quote = strstr(quote + 2, "-'"))
        if (quote - text >= 3 && reply_code_at(quote - 3, text))
            return quote + 2;
    return text;
}

static int
reason_of_words(const char *text)
{
    g_autofree char *plain = words_only(inner_reply(text));
    g_autoptr(PhraseText) words = phrase_text_new(plain);
    return phrase_set_first((const PhraseSet *)bounce_phrases(), words);
}

/* PowerMTA names its own category. */
static int
reason_of_category(const char *category)
{
    static const struct {
        const char *category;
        BounceReason reason;
    } TABLE[] = {
        { "bad-mailbox", REASON_USER_UNKNOWN },
        { "bad-domain", REASON_HOST_UNKNOWN },
        { "inactive-mailbox", REASON_SUSPEND },
        { "quota-issues", REASON_MAILBOX_FULL },
        { "message-expired", REASON_EXPIRED },
        { "no-answer-from-host", REASON_NETWORK_ERROR },
        { "bad-connection", REASON_NETWORK_ERROR },
        { "routing-errors", REASON_NETWORK_ERROR },
        { "relaying-issues", REASON_NO_RELAYING },
        { "spam-related", REASON_SPAM_DETECTED },
        { "virus-related", REASON_VIRUS_DETECTED },
        { "policy-related", REASON_POLICY_VIOLATION },
        { "invalid-sender", REASON_REJECTED },
        { "content-related", REASON_CONTENT_ERROR },
        { "bad-configuration", REASON_SYSTEM_ERROR },
        { "protocol-errors", REASON_SYNTAX_ERROR },
    };
    for (gsize i = 0; category != NULL && i < G_N_ELEMENTS(TABLE); i++)
        if (g_str_equal(category, TABLE[i].category))
            return (int)TABLE[i].reason;
    return -1;
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
    /* Microsoft: 5.7.606 to 5.7.649 are banned hosts, 5.7.5xx banned senders. */
    if (strlen(status) == 7 && g_str_has_prefix(status + 1, ".7."))
        return status[4] == '6'                  ? (int)REASON_BLOCKED
               : g_str_has_suffix(status, "509") ? (int)REASON_AUTH_FAILURE
                                                 : (int)REASON_SECURITY_ERROR;
    for (gsize i = 0; i < G_N_ELEMENTS(TABLE); i++)
        if (g_str_equal(status + 2, TABLE[i].status))
            return (int)TABLE[i].reason;
    return -1;
}

/* "<jo@example.com>: User unknown": servers name the recipient so when they refuse it at RCPT. */
static bool
names_recipient(const char *text)
{
    const char *sign = strchr(text, '@');
    const char *close = sign != NULL ? strstr(sign, ">:") : NULL;
    return close != NULL && close - sign < 256;
}

/* "553 host.example.com does not exist": a name with a dot, and no address. */
static bool
names_host(const char *text)
{
    const char *found = strstr(text, " does not exist");
    const char *start = found;
    while (start != NULL && start > text && start[-1] != ' ' && start[-1] != '\n')
        start--;
    if (found == NULL || start == found)
        return false;
    gsize length = (gsize)(found - start);
    return memchr(start, '.', length) != NULL && strcspn(start, "@<>()") >= length;
}

/* What a word means depends on the step at which it was said. */
static int
at_step(int said, Command command, bool unsure_recipient)
{
    bool unknown = said == REASON_USER_UNKNOWN || said == REASON_HOST_UNKNOWN;
    if (command == COMMAND_MAIL && unknown)
        return REASON_REJECTED; /* the sender is unknown */
    if (command == COMMAND_CONNECT && (said == REASON_REJECTED || said == REASON_SECURITY_ERROR))
        return REASON_BLOCKED;
    /* "User unknown" after the message was taken, or with a bare reply code, is a filter's word. */
    if (said == REASON_USER_UNKNOWN && unsure_recipient)
        return REASON_FILTERED;
    return said;
}

static BounceReason
decide_reason(const BounceCase *from, const BounceContext *report, const char *status,
              const char *reply_code, Command command)
{
    /* A program that explains its status knows more than the words it passes on. */
    int commented = from->comment != NULL ? reason_of_words(from->comment) : -1;
    if (commented >= 0 && commented < REASON_COUNT && commented != REASON_USER_UNKNOWN &&
        commented != REASON_REJECTED)
        return (BounceReason)commented;
    int said =
        names_host(from->diagnostic) ? (int)REASON_HOST_UNKNOWN : reason_of_words(from->diagnostic);
    if (said < 0)
        said = reason_of_category(from->category);
    int coded = is_generic(status) ? -1 : reason_of_status(status);
    if (said < 0 && coded < 0)
        said = reason_of_words(report->text);
    bool at_rcpt = command == COMMAND_RCPT || from->verdict || coded == REASON_USER_UNKNOWN ||
                   (said == REASON_USER_UNKNOWN && command == COMMAND_NONE &&
                    names_recipient(from->diagnostic));
    bool bare = *reply_code != '\0' && !at_rcpt && (coded < 0 || coded == REASON_SECURITY_ERROR);
    if (said == REASON_EXCEED_LIMIT && coded == REASON_MESSAGE_TOO_BIG)
        said = coded;
    /* A filter answers with two words; that there is no such mailbox is said by who looked. */
    if (said == REASON_USER_UNKNOWN &&
        reason_of_words(report->text) == (int)REASON_USER_UNKNOWN_SURE)
        said = REASON_USER_UNKNOWN_SURE;
    said = at_step(said, command, !at_rcpt && (command == COMMAND_DATA || bare));
    if (said >= 0 && said != REASON_USER_UNKNOWN_SURE)
        return (BounceReason)said;
    if (said == REASON_USER_UNKNOWN_SURE)
        return REASON_USER_UNKNOWN;
    if (report->delayed && coded == REASON_NETWORK_ERROR)
        return REASON_EXPIRED;
    if (coded >= 0)
        return (BounceReason)coded;
    if (command == COMMAND_CONNECT)
        return REASON_BLOCKED;
    if (command == COMMAND_MAIL)
        return REASON_REJECTED;
    if (report->delayed)
        return REASON_EXPIRED;
    if (*reply_code != '\0')
        return command == COMMAND_RCPT ? REASON_USER_UNKNOWN : REASON_FILTERED;
    bool silent = strspn(from->diagnostic, " \t\r\n.,:;<>-") == strlen(from->diagnostic);
    return silent ? REASON_UNDEFINED : REASON_ON_HOLD;
}

MailBounce *
bounce_decide(const BounceCase *from, const BounceContext *report)
{
    Codes codes;
    codes_find(from->diagnostic, &codes);
    /* Some reports name the recipient last, below what the server said. */
    if (codes.status == NULL && *codes.reply_code == '\0' && from->status == NULL &&
        reason_of_words(from->diagnostic) < 0)
        codes_find(report->text, &codes);
    bool done = from->action != NULL && g_str_equal(from->action, "delivered");
    const char *status = codes.status;
    if (is_generic(status) && from->status != NULL && strlen(from->status) >= 5)
        status = is_generic(from->status) && status != NULL ? status : from->status;
    g_autoptr(PhraseText) words = phrase_text_new(from->diagnostic);
    Command command = command_of(from->diagnostic, words);
    if (command == COMMAND_NONE && !from->verdict)
        command = command_of(report->text, report->words);
    BounceReason reason =
        done ? REASON_DELIVERED : decide_reason(from, report, status, codes.reply_code, command);
    MailBounce *bounce = g_new0(MailBounce, 1);
    bounce->recipient = g_strdup(from->recipient);
    bounce->reason = g_strdup(TRAITS[reason].name);
    bool temporary =
        report->delayed || codes.reply_code[0] == '4' || (status != NULL && *status == '4');
    /* A user or host that is unknown now will be unknown tomorrow; a host that takes no mail today
     * may do so again. */
    bounce->hard = TRAITS[reason].hard && !(temporary && reason == REASON_NOT_ACCEPT);
    if (status != NULL)
        bounce->status = g_strdup(status);
    else if (TRAITS[reason].detail != 0)
        bounce->status = g_strdup_printf("%c.0.%d", temporary ? '4' : '5', TRAITS[reason].detail);
    if (codes.reply_code[0] != '\0')
        bounce->reply_code = g_strdup(codes.reply_code);
    g_free(codes.status);
    return bounce;
}
