/* Deciding whether a message is a delivery report. */
#include <string.h>

#include "mail/bounce_inside.h"
#include "mail/bounce_reason.h"

static bool
is_daemon(const Message *message, const MailReading *reading)
{
    static const char *const LOCALS[] = {
        "mailer-daemon",
        "postmaster",
        "post_master",
        "mail-daemon",
        "mail.delivery.system",
        "mdaemon",
        "mailerdaemon",
        "poostmaster",
        "mailadmin",
        "mail-delivery",
        "microsoftexchange",
        "system administrator",
        "mail gateway",
        "mailgate",
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
    return said_subject == SAYS_DELAYED || said_body == SAYS_DELAYED ? MAIL_DELAY : MAIL_BOUNCE;
}

/* Italian certified mail (PEC) says in a header what became of a message. */
static bool
certified_says(const Message *message, const char *word)
{
    g_autofree char *said = message_header(message, "X-Ricevuta");
    return said != NULL && strstr(said, word) != NULL;
}

/* What is known of a message before its text is looked at. */
typedef struct {
    const Message *message;
    MailReading *reading;
    bool formal; /* says itself that it is a delivery report */
    bool daemon;
    bool passed_on; /* a person forwards one */
    int said_subject;
    int points;
} Suspicion;

static Suspicion
suspect(const Message *message, MailReading *reading)
{
    Suspicion self = {
        .message = message,
        .reading = reading,
        .formal =
            message_part(message, PART_DELIVERY_STATUS) != NULL ||
            (message->report_type != NULL && g_str_equal(message->report_type, "delivery-status")),
        .daemon = is_daemon(message, reading),
        .said_subject = bounce_subject_says(reading->subject),
    };
    self.passed_on = !self.daemon && bounce_subject_is_forwarded(reading->subject);
    self.points += self.daemon ? 2 : 0;
    self.points += has_null_return_path(message) ? 1 : 0;
    self.points += self.said_subject == SAYS_FAILED || self.said_subject == SAYS_DELAYED ? 1 : 0;
    self.points += message_has_header(message, "X-Failed-Recipients") ? 3 : 0;
    self.points += certified_says(message, "errore") ? 3 : 0;
    return self;
}

/* Running text is a report when several things say so; a person who writes about a bounce has one
 * or two of them. */
static bool
sounds_like_report(const Suspicion *self, const char *head, const char *original, int said_body)
{
    const MailReading *reading = self->reading;
    int points = self->points + (said_body >= 0 ? 1 : 0) + (original != NULL ? 1 : 0);
    points += bounce_shows_refusal(head) ? 1 : 0;
    bool answer = !self->daemon && reading->in_reply_to != NULL && reading->subject != NULL &&
                  g_ascii_strncasecmp(reading->subject, "re:", 3) == 0;

    return points - (answer ? 1 : 0) - (self->passed_on ? 2 : 0) >= 3;
}

static bool
is_receipt(const Message *message)
{
    return certified_says(message, "avvenuta-consegna") ||
           certified_says(message, "accettazione") ||
           message_part(message, PART_DISPOSITION) != NULL ||
           (message->report_type != NULL &&
            g_str_equal(message->report_type, "disposition-notification"));
}

/* Can the text still make a report of it? Most messages are none, and their headers tell; what
 * follows looks through the whole text several times. Complaints without a part of their own mark
 * the original they return, and Amazon's are JSON. */
static bool
deserves_a_look(const Suspicion *self, const char *text)
{
    const Message *message = self->message;

    return self->formal || self->points > 0 || self->said_subject == SAYS_RECEIPT ||
           message->report_type != NULL || is_receipt(message) ||
           message_part(message, PART_FEEDBACK) != NULL ||
           message_part(message, PART_ORIGINAL) != NULL || text[strspn(text, " \t\r\n")] == '{' ||
           bounce_is_complaint_subject(self->reading->subject) || strstr(text, "X-HmXmr") != NULL;
}

bool
bounce_read(const Message *message, const char *body, MailReading *reading)
{
    Suspicion suspicion = suspect(message, reading);
    g_autofree char *text = bounce_report_text(message, body);
    if (!deserves_a_look(&suspicion, text))
        return false;
    const char *mark = bounce_text_mark(text);
    const char *original = bounce_returned_original(message, mark);
    if (bounce_is_feedback(message, reading, original)) {
        bounce_read_complaint(message, reading, original);
        bounce_take_original(reading, original);
        return true;
    }
    if (bounce_read_notification(text, reading))
        return true;
    if (is_receipt(message)) {
        reading->kind = MAIL_RECEIPT;
        bounce_take_original(reading, original);
        return true;
    }
    g_autofree char *head = bounce_text_head(text, mark);
    g_autoptr(PhraseText) words = phrase_text_new(head);
    int said_body = bounce_body_says(words);
    if (!suspicion.formal && suspicion.said_subject == SAYS_RECEIPT && said_body == SAYS_RECEIPT) {
        reading->kind = MAIL_RECEIPT;
        bounce_take_original(reading, original);
        return true;
    }
    if (!suspicion.formal && !sounds_like_report(&suspicion, head, original, said_body))
        return false;
    g_autoptr(GPtrArray) cases = bounce_collect(message, reading, text, head, original);
    reading->kind = report_kind(cases, suspicion.said_subject, said_body);
    if (cases->len == 0)
        g_ptr_array_add(cases, bounce_case_new(NULL, head));
    BounceContext context = { head, words, reading->kind == MAIL_DELAY };
    for (guint i = 0; i < cases->len; i++)
        g_ptr_array_add(reading->bounces, bounce_decide(g_ptr_array_index(cases, i), &context));
    bounce_take_original(reading, original);
    return true;
}
