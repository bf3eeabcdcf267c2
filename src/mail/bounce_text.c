/* Recipients and the words after them, found by the shapes that mail servers print. */
#include "mail/bounce_text.h"

#include <stdbool.h>
#include <string.h>

#include "text/phrases.h"

#define MAX_CASES 64
#define MAX_HEAD_BYTES 65536u
#define MAX_ADDRESS_BYTES 320
#define MAX_DIAGNOSTIC_BYTES 8192u

BounceCase *
bounce_case_new(const char *recipient, const char *diagnostic)
{
    BounceCase *self = g_new0(BounceCase, 1);
    self->recipient = g_strdup(recipient);
    self->diagnostic = g_strdup(diagnostic != NULL ? diagnostic : "");
    return self;
}

void
bounce_case_free(void *data)
{
    BounceCase *self = data;
    if (self == NULL)
        return;
    g_free(self->recipient);
    g_free(self->status);
    g_free(self->action);
    g_free(self->diagnostic);
    g_free(self->remote);
    g_free(self->category);
    g_free(self->comment);
    g_free(self);
}

int
bounce_cases_find(const GPtrArray *cases, const char *recipient)
{
    for (guint i = 0; recipient != NULL && i < cases->len; i++) {
        const BounceCase *one = g_ptr_array_index(cases, i);
        if (one->recipient != NULL && g_str_equal(one->recipient, recipient))
            return (int)i;
    }
    return -1;
}

/* --- addresses --- */

static bool
is_address_byte(char c)
{
    return g_ascii_isalnum(c) || (guchar)c >= 0x80 ||
           (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~.@", c) != NULL);
}

char *
bounce_address_at(const char *text, const char **ret_end)
{
    const char *at = text;
    while (*at == ' ' || *at == '\t' || *at == '<' || *at == '"' || *at == '\'' || *at == '(')
        at++;
    if (g_ascii_strncasecmp(at, "rfc822;", 7) == 0 || g_ascii_strncasecmp(at, "utf-8;", 6) == 0)
        at = strchr(at, ';') + 1;
    else if (g_ascii_strncasecmp(at, "mailto:", 7) == 0)
        at += 7;
    else if (g_ascii_strncasecmp(at, "smtp:", 5) == 0)
        at += 5;
    while (*at == ' ' || *at == '\t' || *at == '<' || *at == '"' || *at == '\'')
        at++;
    const char *start = at;
    /* A quoted local part: "jo doe"@example.com */
    if (start > text && start[-1] == '"') {
        const char *close = strchr(start, '"');
        if (close != NULL && close[1] == '@' && close - start < 64) {
            start--;
            at = close + 1;
        }
    }
    const char *sign = NULL;
    while (is_address_byte(*at) && at - start < MAX_ADDRESS_BYTES) {
        if (*at == '@')
            sign = at;
        at++;
    }
    const char *end = at;
    while (end > start && strchr(".'/=*-`", end[-1]) != NULL)
        end--;
    if (ret_end != NULL)
        *ret_end = at;
    if (sign == NULL || sign == start || end - sign < 3)
        return NULL;
    return g_ascii_strdown(start, end - start);
}

/* --- where the report ends and the original begins --- */

static const PhraseEntry ORIGINAL_TABLE[] = {
    { 1, "below this line is a copy;this is a copy of|the;copy of the message|original|headers;"
         "copy of your message|mail|email;copy of the original;original message follows;"
         "message headers follow;^ original message $;unsent message below;unsent message;"
         "original message headers;returned message;message header follow~;"
         "included is a copy;original mail info;header of the original;"
         "message text follows;original message is included|attached|below;"
         "ursprungliche nachricht;der header|kopfzeilen der;header der originalnachricht;"
         "kopie der nachricht;message follows;"
         "the header of the original message|mail is following;start of returned message;"
         "begin of returned message;return message|mail header;original email headers;"
         "intestazioni originali;entetes du message;encabezados originales|de;"
         "cabecalhos originais;original nachrichten;the following is a copy;"
         "undelivered message headers;original letter;"
         "text of your message;message header;^ headers $;received header" },
};

static const PhraseSet *
original_set(void)
{
    static gsize slot;
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot,
                          (gsize)phrase_set_new(ORIGINAL_TABLE, G_N_ELEMENTS(ORIGINAL_TABLE)));
    return (const PhraseSet *)slot;
}

static bool
is_header_line(const char *line)
{
    const char *at = line;
    while (g_ascii_isalnum(*at) || *at == '-')
        at++;
    return at > line && *at == ':';
}

/* Two of the headers that every returned message begins with, one below the other. */
static bool
begins_returned_headers(const char *line)
{
    static const char *const FIRST[] = { "Received:",      "Return-Path:",    "Return-path:",
                                         "X-Original-To:", "DKIM-Signature:", "ARC-Seal:",
                                         "Message-ID:",    "Message-Id:",     "MIME-Version:",
                                         "Delivered-To:",  "X-Envelope-From:" };
    bool known = false;
    for (gsize i = 0; i < G_N_ELEMENTS(FIRST) && !known; i++)
        known = g_str_has_prefix(line, FIRST[i]);
    if (!known)
        return false;
    const char *next = strchr(line, '\n');
    while (next != NULL && (next[1] == ' ' || next[1] == '\t'))
        next = strchr(next + 1, '\n');
    return next != NULL && is_header_line(next + 1);
}

/* Byte at which the returned original or the words announcing it begin. `from_headers` asks for
 * the first header itself. */
static const char *
find_original(const char *text, bool from_headers)
{
    const char *limit = text + MAX_HEAD_BYTES;
    for (const char *line = text; line < limit && *line != '\0';) {
        if (begins_returned_headers(line))
            return line;
        const char *end = strchrnul(line, '\n');
        gsize length = (gsize)(end - line);
        if (length >= 8 && length <= 120 && line > text && !from_headers) {
            g_autofree char *words = g_strndup(line, length);
            bool rule = strstr(words, "--") != NULL || words[length - 1] == ':' ||
                        words[length - 1] == '.' || words[0] == ' ' || words[length - 1] == '\r';
            if (rule && g_utf8_validate(words, -1, NULL) && phrase_set_any(original_set(), words))
                return line;
        }
        line = *end != '\0' ? end + 1 : end;
    }
    return NULL;
}

char *
bounce_text_head(const char *text)
{
    const char *end = find_original(text, false);
    gsize length = end != NULL ? (gsize)(end - text) : strlen(text);
    if (length > MAX_HEAD_BYTES)
        length = MAX_HEAD_BYTES;
    return g_utf8_make_valid(text, (gssize)length);
}

const char *
bounce_text_original(const char *text)
{
    const char *mark = find_original(text, false);
    if (mark == NULL)
        return NULL;
    for (const char *line = mark; line != NULL && *line != '\0' && line - mark < 2048;) {
        if (is_header_line(line))
            return line;
        line = strchr(line, '\n');
        line = line != NULL ? line + 1 : NULL;
    }
    return NULL;
}

/* --- RFC 3464 fields --- */

/* Appends the continuation lines of a field's value. */
static char *
field_value(const char *line, const char **ret_next)
{
    GString *value = g_string_new(NULL);
    const char *at = strchr(line, ':') + 1;
    for (;;) {
        const char *end = strchrnul(at, '\n');
        g_string_append_len(value, at, end - at);
        at = *end != '\0' ? end + 1 : end;
        if ((*at != ' ' && *at != '\t') || value->len > MAX_DIAGNOSTIC_BYTES)
            break;
        g_string_append_c(value, ' ');
    }
    *ret_next = at;
    return g_strstrip(g_string_free(value, FALSE));
}

bool
bounce_field_is(const char *line, const char *name)
{
    gsize length = strlen(name);
    return g_ascii_strncasecmp(line, name, length) == 0 && line[length] == ':';
}

static void
case_finish(GPtrArray *cases, BounceCase **current, char **original)
{
    if (*current == NULL)
        return;
    BounceCase *one = g_steal_pointer(current);
    /* The address that the sender used, where a list or an alias led elsewhere. */
    if (*original != NULL) {
        g_free(one->recipient);
        one->recipient = g_steal_pointer(original);
    }
    g_clear_pointer(original, g_free);
    bool told = one->recipient != NULL || one->action != NULL || one->status != NULL;
    if (told && cases->len < MAX_CASES)
        g_ptr_array_add(cases, one);
    else
        bounce_case_free(one);
}

static void
replace(char **slot, char *value)
{
    g_free(*slot);
    *slot = value;
}

/* "5.1.1 (user unknown)" and "failed (permanent)" keep their first word; the rest is a comment that
 * may help to find the reason. */
static void
take_word(char **slot, const char *value, BounceCase *one)
{
    gsize length = strcspn(value, " \t(;");
    replace(slot, g_ascii_strdown(value, (gssize)length));
    const char *comment = strchr(value, '(');
    if (comment != NULL && !g_str_has_prefix(comment, "(other"))
        replace(&one->comment, g_strdup(comment));
}

static void
case_take_field(BounceCase *one, const char *line, const char *value, char **original)
{
    if (bounce_field_is(line, "Final-Recipient") || bounce_field_is(line, "Recipient"))
        replace(&one->recipient, bounce_address_at(value, NULL));
    else if (bounce_field_is(line, "Original-Recipient"))
        replace(original, bounce_address_at(value, NULL));
    else if (bounce_field_is(line, "X-Actual-Recipient") && *original == NULL)
        *original = bounce_address_at(value, NULL);
    else if (bounce_field_is(line, "Action"))
        take_word(&one->action, value, one);
    else if (bounce_field_is(line, "Status"))
        take_word(&one->status, value, one);
    else if (bounce_field_is(line, "Remote-MTA")) {
        const char *host = strchr(value, ';');
        replace(&one->remote, g_ascii_strdown(host != NULL ? host + 1 : value, -1));
        g_strstrip(one->remote);
    } else if (bounce_field_is(line, "X-PowerMTA-BounceCategory")) {
        replace(&one->category, g_ascii_strdown(value, -1));
    } else if (bounce_field_is(line, "Diagnostic-Code")) {
        /* A type tag ("smtp;") goes; a second field adds to the first. */
        const char *semicolon = strchr(value, ';');
        bool tagged = semicolon != NULL && semicolon - value < 20 &&
                      strcspn(value, " \t") >= (gsize)(semicolon - value);
        bool local = g_ascii_strncasecmp(value, "x-unix", 6) == 0;
        const char *words = tagged && !local ? semicolon + 1 : value;
        bool comment = *one->diagnostic == '(';
        replace(&one->diagnostic, *one->diagnostic != '\0' && !comment
                                      ? g_strconcat(one->diagnostic, " ", words, NULL)
                                      : g_strdup(words));
        g_strstrip(one->diagnostic);
    }
}

/* A field that the open group has already begins the next one; many programs leave out the blank
 * line between. */
static bool
begins_case(const char *line, const BounceCase *current, const char *original)
{
    if (bounce_field_is(line, "Final-Recipient"))
        return current == NULL || current->recipient != NULL;
    if (bounce_field_is(line, "Original-Recipient"))
        return current == NULL || original != NULL;
    return current == NULL && (bounce_field_is(line, "Action") || bounce_field_is(line, "Status") ||
                               bounce_field_is(line, "Diagnostic-Code"));
}

GPtrArray *
bounce_status_cases(const char *text)
{
    GPtrArray *cases = g_ptr_array_new_with_free_func(bounce_case_free);
    BounceCase *current = NULL;
    char *original = NULL;
    for (const char *line = text; *line != '\0';) {
        const char *next = strchrnul(line, '\n');
        next = *next != '\0' ? next + 1 : next;
        if (*line == '\n' || *line == '\r') {
            /* A blank line ends a group; some programs put one inside, so an open group without a
             * status goes on. */
            bool named = current != NULL && (current->recipient != NULL || original != NULL);
            if (named && (current->status != NULL || current->action != NULL))
                case_finish(cases, &current, &original);
        } else if (is_header_line(line)) {
            g_autofree char *value = field_value(line, &next);
            if (begins_case(line, current, original)) {
                case_finish(cases, &current, &original);
                current = bounce_case_new(NULL, NULL);
            }
            if (current != NULL)
                case_take_field(current, line, value, &original);
        }
        line = next;
    }
    case_finish(cases, &current, &original);
    g_free(original);
    return cases;
}

/* --- running text --- */

static bool
is_own(const char *address, const char *const *own)
{
    if (g_str_has_prefix(address, "mailer-daemon@"))
        return true;
    for (; own != NULL && *own != NULL; own++)
        if (g_str_equal(*own, address))
            return true;
    return false;
}

static const char *
skip_marks(const char *line)
{
    for (;;) {
        if (*line == ' ' || *line == '\t' || *line == '*' || *line == '-')
            line++;
        else if (*line == '>' && (line[1] == '>' || line[1] == ' '))
            line++;
        else if (g_str_has_prefix(line, "\xC2\xA0"))
            line += 2;
        else
            return line;
    }
}

/* The "<" of "550 <jo@example.com>... User unknown", as sendmail ends a transcript, or NULL. */
static const char *
refused_address(const char *line, const char *end)
{
    if ((*line != '4' && *line != '5') || !g_ascii_isdigit(line[1]) || !g_ascii_isdigit(line[2]) ||
        line[3] != ' ')
        return NULL;
    const char *open = memchr(line, '<', (gsize)(end - line));
    const char *dots = open != NULL ? strstr(open, ">... ") : NULL;
    return dots != NULL && dots < end && open - line < 16 ? open : NULL;
}

/* How sure a line is to name a recipient: 3 the line begins with the address and ends or goes on
 * with a colon; 2 the address follows words that introduce recipients; 0 not at all. */
static int
recipient_line(const char *line, const char *end, char **ret_address, const char **ret_after)
{
    static const char *const LEADS[] = {
        "unable to deliver message to:",
        "could not be delivered to:",
        "unknown user:",
        "invalid final delivery userid:",
        "delivering your mail to",
        "message to:",
        "recipient:",
        "recipient address:",
        "delivery to the following recipient failed:",
        "to:",
        "failed to deliver to",
        "undeliverable to",
        "user unknown:",
        "mail to",
        "addressed to",
        "intended recipient:",
        "failed recipient:",
        "recipients:",
        "your message to",
        "the following message to",
        "rcpt to:",
        "email address:",
        "deliver the message to",
        "was not delivered to",
        "to address",
        "could not deliver mail to",
        "mailbox for",
        "account",
        "user",
        "empfaenger:",
        "destinataire :",
        "destinatario:",
        "to the address",
        "message sent to",
        "original-rcpt-to:",
        "original recipient:",
        "email sent to",
        "address:",
        "sent to",
        "delivered to",
        "envelope-to:",
        "not reach",
        "for <",
        "to <",
    };
    const char *at = skip_marks(line);
    const char *after = NULL;
    const char *refused = refused_address(line, end);
    if (refused != NULL) {
        *ret_address = bounce_address_at(refused, &after);
        *ret_after = line;
        return *ret_address != NULL ? 3 : 0;
    }
    g_autofree char *address = bounce_address_at(at, &after);
    if (address != NULL && after <= end) {
        const char *rest = after;
        while (*rest == '>' || *rest == '"' || *rest == '\'' || *rest == ')')
            rest++;
        gsize left = (gsize)(end - rest);
        bool alone = left == 0 || *rest == '\r';
        bool opens = left > 0 && (*rest == ':' || *rest == ';' || *rest == ',' || *rest == '<');
        bool spaced = *rest == ' ' || *rest == '\t';
        if (alone || opens ||
            (spaced && (*at == '<' || rest[1] == '(' || rest[1] == '[' || rest[1] == '<' ||
                        rest[1] == ' ' || g_str_has_prefix(rest + 1, "on ")))) {
            *ret_address = g_steal_pointer(&address);
            *ret_after = rest;
            return 3;
        }
    }
    gsize length = MIN((gsize)(end - line), 400u);
    if (memchr(line, '@', length) == NULL)
        return 0;
    g_autofree char *lower = g_ascii_strdown(line, (gssize)length);
    for (gsize i = 0; i < G_N_ELEMENTS(LEADS); i++) {
        const char *found = strstr(lower, LEADS[i]);
        if (found == NULL)
            continue;
        const char *from = line + (found - lower) + strlen(LEADS[i]);
        char *named = bounce_address_at(from, &after);
        if (named != NULL && after <= end) {
            *ret_address = named;
            *ret_after = after;
            return 2;
        }
        g_free(named);
    }
    return 0;
}

typedef struct {
    char *address;
    const char *start, *after;
    int sureness;
    bool verdict; /* a refusal line: one line says it all */
} Mention;

static void
mention_clear(void *data)
{
    g_free(((Mention *)data)->address);
}

static GArray *
find_mentions(const char *head, const char *const *own)
{
    GArray *mentions = g_array_new(FALSE, FALSE, sizeof(Mention));
    g_array_set_clear_func(mentions, mention_clear);
    for (const char *line = head; *line != '\0' && mentions->len < MAX_CASES;) {
        const char *end = strchrnul(line, '\n');
        Mention mention = { NULL, line, NULL, 0, refused_address(line, end) != NULL };
        mention.sureness = recipient_line(line, end, &mention.address, &mention.after);
        if (mention.sureness > 0 && !is_own(mention.address, own))
            g_array_append_val(mentions, mention);
        else
            g_free(mention.address);
        line = *end != '\0' ? end + 1 : end;
    }
    return mentions;
}

GPtrArray *
bounce_text_cases(const char *head, const char *const *own)
{
    GPtrArray *cases = g_ptr_array_new_with_free_func(bounce_case_free);
    g_autoptr(GArray) mentions = find_mentions(head, own);
    int best = 0;
    for (guint i = 0; i < mentions->len; i++)
        best = MAX(best, g_array_index(mentions, Mention, i).sureness);
    const Mention *last = NULL;
    for (guint i = 0; i <= mentions->len; i++) {
        const Mention *next = i < mentions->len ? &g_array_index(mentions, Mention, i) : NULL;
        if (next != NULL && next->sureness < best)
            continue;
        /* Words between this recipient and the next are about this one. */
        if (last != NULL) {
            const char *stop = last->verdict  ? strchrnul(last->after, '\n')
                               : next != NULL ? next->start
                                              : last->after + strlen(last->after);
            gsize length = MIN((gsize)(stop - last->after), MAX_DIAGNOSTIC_BYTES);
            g_autofree char *words = g_utf8_make_valid(last->after, (gssize)length);
            int known = bounce_cases_find(cases, last->address);
            if (known < 0) {
                BounceCase *one = bounce_case_new(last->address, words);
                one->verdict = last->verdict;
                g_ptr_array_add(cases, one);
            } else {
                BounceCase *one = g_ptr_array_index(cases, known);
                if (strlen(one->diagnostic) + length < MAX_DIAGNOSTIC_BYTES)
                    replace(&one->diagnostic, g_strconcat(one->diagnostic, "\n", words, NULL));
            }
        }
        last = next;
    }
    return cases;
}
