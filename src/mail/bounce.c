/* Recognising delivery reports and collecting what they say of each recipient. */
#include "mail/bounce.h"

#include <string.h>

#include "base/json.h"
#include "mail/bounce_reason.h"
#include "mail/bounce_text.h"
#include "text/phrases.h"

#define MAX_BOUNCES 64

enum { SUBJECT_FAILED, SUBJECT_DELAYED, SUBJECT_RECEIPT };

static const PhraseEntry SUBJECT_TABLE[] = {
    { SUBJECT_DELAYED,
      "delivery status notification delay;delayed mail;message * delayed;delivery * delayed;"
      "delivery delayed;has been delayed;warning could not send;warning message;transient failure;"
      "delivery incomplete;mail delivery delayed;zustellung verzogert" },
    { SUBJECT_FAILED,
      "delivery status notification;delivery|delivering fail~;failure notice;failure delivery;"
      "failed delivery;delivery notification;returned mail;returned to sender;undeliver~;"
      "undelivered mail;mail delivery failed|failure|problem|subsystem|error|status|system;"
      "delivery has failed;mail system error;delivery|mail failure;non delivery|deliverable;"
      "nondeliverable;could not be delivered;cannot be delivered;not delivered;"
      "unzustellbar~;nicht zugestellt|zustellbar;zustellung fehlgeschlagen;"
      "non remis|recapitabile|delivre;echec de la remise|distribution;no entregado|entregable;"
      "error de entrega;mancata consegna;nao entregue;falha na entrega;niet "
      "bestelbaar;onbestelbaar;"
      "配 信 エ ラ ー;メ ー ル エ ラ ー;配 送;エ ラ ー 通 知;returned message;mail failed;"
      "error sending your mail;notice mail delivery;message you sent blocked;delivery status;"
      "не доставлено;недоставленное;considered unsolicited;mail could not be delivered;退信;"
      "系统退信;rejected mail;mail rejected;message rejected;delivery report" },
    { SUBJECT_RECEIPT, "^ read;^ gelesen;^ lu;^ leido;^ lido;^ letto;^ gelezen;^ delivered;"
                       "return receipt;read receipt;successful mail delivery;relayed" },
};
static const PhraseEntry BODY_TABLE[] = {
    { SUBJECT_DELAYED,
      "message has not yet been delivered;delivery attempts will continue;no action is required;"
      "will be retried;will keep trying;will retry;still trying;temporary failure report;"
      "delivery * has been delayed;delivery to * has been delayed;this is a warning message only;"
      "not been able to deliver your message yet;server will continue to;"
      "message is delayed for more;you do not need to resend;enqueued and undeliverable for" },
    { SUBJECT_FAILED,
      "transcript of session follows;error message below;could not be delivered;couldnt be "
      "delivered;cannot be delivered;was not delivered;"
      "not been delivered;was undeliverable;undeliverable;unable to deliver;not able to deliver;"
      "wasnt able to deliver;did not reach the following;delivery to the following;"
      "delivery has failed;delivery failed;delivery failure;error * delivering;error while "
      "attempting to deliver;"
      "an error occurred while|when|trying;error has occurred while;had delivery problems|errors;"
      "had permanent fatal errors;was rejected by;was not relayed;permanent error;permanent fatal;"
      "failed to deliver;message you sent * blocked;mailbox is full;returned to sender;"
      "unknown user;user unknown;invalid final delivery;failure reasons;"
      "konnte nicht zugestellt;nicht zugestellt werden;zustellung * fehlgeschlagen;"
      "na pas pu etre remis|distribue;pas ete remis;recapito non e riuscito;"
      "no se pudo entregar;no se ha podido entregar;nao pode ser entregue;nao foi possivel "
      "entregar;"
      "配 信 で き ませ;送 信 で き ま せ ん;届 け る こ と が;не может быть доставлено;message "
      "was not accepted;"
      "not deliverable;rejected for the following;could not deliver" },
};

static const PhraseSet *
set_of(gsize *slot, const PhraseEntry *table, gsize count)
{
    if (g_once_init_enter(slot))
        g_once_init_leave(slot, (gsize)phrase_set_new(table, count));
    return (const PhraseSet *)*slot;
}

static int
subject_says(const char *subject)
{
    static gsize slot;
    g_autoptr(PhraseText) words = phrase_text_new(subject != NULL ? subject : "");
    return phrase_set_first(set_of(&slot, SUBJECT_TABLE, G_N_ELEMENTS(SUBJECT_TABLE)), words);
}

static int
body_says(const char *head)
{
    static gsize slot;
    g_autoptr(PhraseText) words = phrase_text_new(head);
    return phrase_set_first(set_of(&slot, BODY_TABLE, G_N_ELEMENTS(BODY_TABLE)), words);
}

/* --- who speaks --- */

static bool
is_daemon(const Message *message, const MailReading *reading)
{
    static const char *const LOCALS[] = {
        "mailer-daemon", "postmaster",   "post_master", "mail-daemon", "mail.delivery.system",
        "mdaemon",       "mailerdaemon", "poostmaster", "mailadmin",   "mail-delivery",
    };
    g_autofree char *from = message_header(message, "From");
    if (from == NULL || *from == '\0' || g_str_equal(from, "<>"))
        return true;
    g_autofree char *lower = g_ascii_strdown(from, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(LOCALS); i++)
        if (strstr(lower, LOCALS[i]) != NULL)
            return true;
    return strstr(lower, "mail delivery") != NULL || strstr(lower, "mail deliver system") != NULL;
}

static bool
has_null_return_path(const Message *message)
{
    g_autofree char *path = message_header(message, "Return-Path");
    return path != NULL && g_str_equal(path, "<>");
}

/* --- collecting --- */

/* The text of all readable parts that are no attachment, originals left out. */
static char *
report_text(const Message *message)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < message->parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(message->parts, i);
        if (part->kind == PART_ORIGINAL || part->kind == PART_OTHER)
            break;
        if (part->kind != PART_TEXT || text->len > 65536)
            continue;
        g_string_append(text, part->text->str);
        g_string_append(text, "\n\n");
    }
    return g_string_free(text, FALSE);
}

static const char *
returned_original(const Message *message, const char *text)
{
    const MessagePart *part = message_part(message, PART_ORIGINAL);
    if (part != NULL && part->text->len > 0)
        return part->text->str;
    return bounce_text_original(text);
}

static void
take_original(MailReading *reading, const char *original)
{
    static const char *const IDS[] = { "References", "In-Reply-To", "Message-ID" };
    for (gsize i = 0; original != NULL && i < G_N_ELEMENTS(IDS); i++) {
        g_autofree char *value = header_block_get(original, IDS[i]);
        bool bare = value != NULL && *value != '\0' && strpbrk(value, " <>") == NULL;
        g_autofree char *bracketed = bare ? g_strconcat("<", value, ">", NULL) : NULL;
        message_ids_append(reading->references, bare ? bracketed : value);
    }
}

static void
add_cases(GPtrArray *cases, GPtrArray *more)
{
    for (guint i = 0; i < more->len && cases->len < MAX_BOUNCES; i++) {
        BounceCase *one = g_ptr_array_index(more, i);
        if (bounce_cases_find(cases, one->recipient) >= 0)
            continue;
        g_ptr_array_index(more, i) = NULL;
        g_ptr_array_add(cases, one);
    }
}

static GPtrArray *
status_part_cases(const Message *message, const char *text)
{
    GPtrArray *cases = g_ptr_array_new_with_free_func(bounce_case_free);
    for (guint i = 0; i < message->parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(message->parts, i);
        if (part->kind != PART_DELIVERY_STATUS)
            continue;
        g_autoptr(GPtrArray) found = bounce_status_cases(part->text->str);
        add_cases(cases, found);
    }
    if (cases->len == 0 && strstr(text, "inal-") != NULL) {
        g_autoptr(GPtrArray) found = bounce_status_cases(text);
        add_cases(cases, found);
    }
    return cases;
}

/* Words of the text part about a recipient join what the status part says of it. */
static void
join_text(GPtrArray *cases, const GPtrArray *told)
{
    for (guint i = 0; i < cases->len; i++) {
        BounceCase *one = g_ptr_array_index(cases, i);
        int at = bounce_cases_find(told, one->recipient);
        if (at < 0 && told->len == 1 && cases->len == 1)
            at = 0;
        if (at < 0)
            continue;
        const BounceCase *words = g_ptr_array_index(told, at);
        if (one->recipient == NULL)
            one->recipient = g_strdup(words->recipient);
        /* "X-Unix; 77" alone says little. */
        if (strlen(one->diagnostic) < 12) {
            char *joined = g_strconcat(one->diagnostic, " ", words->diagnostic, NULL);
            g_free(one->diagnostic);
            one->diagnostic = joined;
        }
    }
}

static GPtrArray *
named_in_headers(const Message *message, const char *original, const char *head)
{
    GPtrArray *cases = g_ptr_array_new_with_free_func(bounce_case_free);
    g_autofree char *failed = message_header(message, "X-Failed-Recipients");
    g_auto(GStrv) parts = failed != NULL ? g_strsplit(failed, ",", MAX_BOUNCES) : NULL;
    for (char **part = parts; part != NULL && *part != NULL; part++) {
        g_autofree char *address = bounce_address_at(*part, NULL);
        if (address != NULL && bounce_cases_find(cases, address) < 0)
            g_ptr_array_add(cases, bounce_case_new(address, head));
    }
    static const char *const TO[] = {
        "X-HmXmrOriginalRecipient", "X-Original-To", "Delivered-To", "X-Envelope-To", "To", "Cc"
    };
    for (gsize i = 0; original != NULL && cases->len == 0 && i < G_N_ELEMENTS(TO); i++) {
        g_autofree char *value = header_block_get(original, TO[i]);
        const char *open = value != NULL ? strchr(value, '<') : NULL;
        g_autofree char *address =
            value != NULL ? bounce_address_at(open != NULL ? open : value, NULL) : NULL;
        if (address != NULL)
            g_ptr_array_add(cases, bounce_case_new(address, head));
    }
    return cases;
}

static GPtrArray *
collect(const Message *message, const MailReading *reading, const char *text, const char *head,
        const char *original)
{
    g_autofree char *sender = original != NULL ? header_block_get(original, "From") : NULL;
    const char *open = sender != NULL ? strchr(sender, '<') : NULL;
    g_autofree char *author =
        sender != NULL ? bounce_address_at(open != NULL ? open : sender, NULL) : NULL;
    const char *own[4] = { NULL };
    gsize count = 0;
    if (reading->from_address != NULL)
        own[count++] = reading->from_address;
    if (reading->to_address != NULL)
        own[count++] = reading->to_address;
    if (author != NULL)
        own[count++] = author;
    GPtrArray *cases = status_part_cases(message, text);
    g_autoptr(GPtrArray) told = bounce_text_cases(head, own);
    if (told->len == 0) {
        g_autoptr(GPtrArray) any = bounce_text_cases(head, NULL);
        add_cases(told, any);
    }
    g_autoptr(GPtrArray) named = named_in_headers(message, original, head);
    if (cases->len > 0) {
        join_text(cases, told);
        join_text(cases, named);
        return cases;
    }
    g_autofree char *failed = message_header(message, "X-Failed-Recipients");
    if (failed != NULL)
        add_cases(cases, named);
    if (cases->len > 0) {
        for (guint i = 0; i < cases->len; i++) {
            BounceCase *one = g_ptr_array_index(cases, i);
            int at = bounce_cases_find(told, one->recipient);
            if (at < 0)
                continue;
            g_free(one->diagnostic);
            one->diagnostic = g_strdup(((BounceCase *)g_ptr_array_index(told, at))->diagnostic);
        }
        return cases;
    }
    add_cases(cases, told);
    if (cases->len == 0)
        add_cases(cases, named);
    return cases;
}

/* --- complaints, receipts, notifications --- */

static void
add_simple(MailReading *reading, const char *recipient, BounceReason reason)
{
    MailBounce *bounce = g_new0(MailBounce, 1);
    bounce->recipient = g_strdup(recipient);
    bounce->reason = g_strdup(bounce_reason_name(reason));
    g_ptr_array_add(reading->bounces, bounce);
}

static bool
has_recipient(const MailReading *reading, const char *recipient)
{
    for (guint i = 0; i < reading->bounces->len; i++) {
        const MailBounce *bounce = g_ptr_array_index(reading->bounces, i);
        if (g_strcmp0(bounce->recipient, recipient) == 0)
            return true;
    }
    return false;
}

static void
read_complaint(const Message *message, MailReading *reading, const char *original)
{
    static const char *const FIELDS[] = { "Original-Rcpt-To", "Removal-Recipient",
                                          "Redacted-Address" };
    reading->kind = MAIL_COMPLAINT;
    const MessagePart *part = message_part(message, PART_FEEDBACK);
    for (const char *line = part != NULL ? part->text->str : NULL; line != NULL && *line != '\0';) {
        for (gsize i = 0; i < G_N_ELEMENTS(FIELDS); i++) {
            if (!bounce_field_is(line, FIELDS[i]))
                continue;
            g_autofree char *address = bounce_address_at(strchr(line, ':') + 1, NULL);
            if (address != NULL && !has_recipient(reading, address) &&
                reading->bounces->len < MAX_BOUNCES)
                add_simple(reading, address, REASON_FEEDBACK);
        }
        line = strchr(line, '\n');
        line = line != NULL ? line + 1 : NULL;
    }
    if (reading->bounces->len > 0)
        return;
    g_autoptr(GPtrArray) named = named_in_headers(message, original, "");
    const BounceCase *one = named->len > 0 ? g_ptr_array_index(named, 0) : NULL;
    add_simple(reading, one != NULL ? one->recipient : NULL, REASON_FEEDBACK);
}

static bool
is_feedback(const Message *message, const MailReading *reading, const char *original)
{
    if (message_part(message, PART_FEEDBACK) != NULL)
        return true;
    if (message->report_type != NULL && g_str_equal(message->report_type, "feedback-report"))
        return true;
    /* Microsoft's junk reports have no feedback part, but mark the original they return. */
    g_autofree char *marked =
        original != NULL ? header_block_get(original, "X-HmXmrOriginalRecipient") : NULL;
    return marked != NULL || (reading->subject != NULL &&
                              g_str_has_prefix(reading->subject, "complaint about message from"));
}

/* Amazon SES through SNS: the notification is a JSON text. */
static bool
read_notification(const char *text, MailReading *reading)
{
    const char *at = text;
    while (g_ascii_isspace(*at))
        at++;
    if (*at != '{' || strstr(at, "notificationType") == NULL)
        return false;
    /* Long lines were broken with "!" and a blank; the JSON text knows no such breaks. */
    g_autoptr(GString) json = g_string_new(at);
    g_string_replace(json, "\r\n", "\n", 0);
    g_string_replace(json, "!\n ", "", 0);
    g_autoptr(json_t) root = json_loadb(json->str, json->len, JSON_DISABLE_EOF_CHECK, NULL);
    const char *type = json_text(root, "notificationType", "");
    const char *list_name = g_str_equal(type, "Bounce")      ? "bouncedRecipients"
                            : g_str_equal(type, "Complaint") ? "complainedRecipients"
                                                             : "recipients";
    g_autofree char *key = g_ascii_strdown(type, -1);
    json_t *detail = json_object_get(root, key);
    json_t *list = json_object_get(detail, list_name);
    if (!json_is_array(list))
        return false;
    reading->kind = g_str_equal(type, "Bounce")      ? MAIL_BOUNCE
                    : g_str_equal(type, "Complaint") ? MAIL_COMPLAINT
                                                     : MAIL_RECEIPT;
    size_t i = 0;
    json_t *item = NULL;
    json_array_foreach(list, i, item)
    {
        if (reading->bounces->len >= MAX_BOUNCES)
            break;
        const char *who =
            json_is_string(item) ? json_string_value(item) : json_text(item, "emailAddress", "");
        g_autofree char *address = bounce_address_at(who, NULL);
        if (reading->kind == MAIL_COMPLAINT) {
            add_simple(reading, address, REASON_FEEDBACK);
            continue;
        }
        bool done = reading->kind == MAIL_RECEIPT;
        const char *words =
            done ? json_text(detail, "smtpResponse", "") : json_text(item, "diagnosticCode", "");
        BounceCase *one = bounce_case_new(address, words);
        if (done)
            one->action = g_strdup("delivered");
        one->status = g_strdup(json_text(item, "status", NULL));
        if (!done)
            one->action = g_strdup(json_text(item, "action", NULL));
        g_ptr_array_add(reading->bounces, bounce_decide(one, "", false));
        bounce_case_free(one);
    }
    json_t *mail = json_object_get(root, "mail");
    g_autofree char *id = g_strconcat("<", json_text(mail, "messageId", ""), ">", NULL);
    message_ids_append(reading->references, id);
    return true;
}

/* --- the decision --- */

static bool
all_actions_are(const GPtrArray *cases, const char *const *actions)
{
    for (guint i = 0; i < cases->len; i++) {
        const BounceCase *one = g_ptr_array_index(cases, i);
        if (one->action == NULL || !g_strv_contains(actions, one->action))
            return false;
    }
    return cases->len > 0;
}

static MailKind
report_kind(const GPtrArray *cases, int said_subject, int said_body)
{
    static const char *const DELAYED[] = { "delayed", NULL };
    static const char *const DONE[] = { "delivered", "relayed", "expanded", NULL };
    if (all_actions_are(cases, DONE))
        return MAIL_RECEIPT;
    if (all_actions_are(cases, DELAYED))
        return MAIL_DELAY;
    for (guint i = 0; i < cases->len; i++)
        if (((BounceCase *)g_ptr_array_index(cases, i))->action != NULL)
            return MAIL_BOUNCE;
    return said_subject == SUBJECT_DELAYED || said_body == SUBJECT_DELAYED ? MAIL_DELAY
                                                                           : MAIL_BOUNCE;
}

/* Running text is a report when several things say so; a person who writes about a bounce has one
 * or two of them. */
static bool
sounds_like_report(const Message *message, const MailReading *reading, const char *original,
                   int said_subject, int said_body)
{
    int points = 0;
    points += is_daemon(message, reading) ? 2 : 0;
    points += has_null_return_path(message) ? 1 : 0;
    points += said_subject == SUBJECT_FAILED || said_subject == SUBJECT_DELAYED ? 1 : 0;
    points += said_body >= 0 ? 1 : 0;
    points += original != NULL ? 1 : 0;
    points += message_has_header(message, "X-Failed-Recipients") ? 3 : 0;
    bool answer = !is_daemon(message, reading) && reading->in_reply_to != NULL &&
                  reading->subject != NULL && g_ascii_strncasecmp(reading->subject, "re:", 3) == 0;
    return points - (answer ? 1 : 0) >= 3;
}

bool
bounce_read(const Message *message, MailReading *reading)
{
    g_autofree char *text = report_text(message);
    const char *original = returned_original(message, text);
    if (is_feedback(message, reading, original)) {
        read_complaint(message, reading, original);
        take_original(reading, original);
        return true;
    }
    if (read_notification(text, reading))
        return true;
    if (message_part(message, PART_DISPOSITION) != NULL ||
        (message->report_type != NULL &&
         g_str_equal(message->report_type, "disposition-notification"))) {
        reading->kind = MAIL_RECEIPT;
        take_original(reading, original);
        return true;
    }
    bool formal =
        message_part(message, PART_DELIVERY_STATUS) != NULL ||
        (message->report_type != NULL && g_str_equal(message->report_type, "delivery-status"));
    int said_subject = subject_says(reading->subject);
    g_autofree char *head = bounce_text_head(text);
    int said_body = body_says(head);
    if (!formal && !sounds_like_report(message, reading, original, said_subject, said_body))
        return false;
    g_autoptr(GPtrArray) cases = collect(message, reading, text, head, original);
    reading->kind = report_kind(cases, said_subject, said_body);
    if (cases->len == 0)
        g_ptr_array_add(cases, bounce_case_new(NULL, head));
    for (guint i = 0; i < cases->len; i++) {
        const BounceCase *one = g_ptr_array_index(cases, i);
        g_ptr_array_add(reading->bounces, bounce_decide(one, head, reading->kind == MAIL_DELAY));
    }
    take_original(reading, original);
    return true;
}
