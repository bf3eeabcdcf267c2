/* Recipients and the words after them, found by the shapes that mail servers print. */
#include <stdbool.h>
#include <string.h>

#include "mail/bounce_inside.h"

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

static bool
is_machine(const char *address)
{
    static const char *const LOCALS[] = { "postmaster@", "mailer-daemon@", "abuse@",   "noreply@",
                                          "no-reply@",   "support@",       "helpdesk@" };
    for (gsize i = 0; i < G_N_ELEMENTS(LOCALS); i++)
        if (g_str_has_prefix(address, LOCALS[i]))
            return true;
    return false;
}

/* Where the word that holds the sign begins, not before `line`. */
static const char *
word_start(const char *sign, const char *line)
{
    while (sign > line && strchr(" \t<>()[]\"',;:=", sign[-1]) == NULL)
        sign--;
    return sign;
}

GPtrArray *
bounce_text_any(const char *head, const char *const *own)
{
    GPtrArray *cases = g_ptr_array_new_with_free_func(bounce_case_free);
    const char *line = head;
    for (const char *sign = strchr(head, '@'); sign != NULL && cases->len == 0;
         sign = strchr(sign + 1, '@')) {
        for (const char *next; (next = memchr(line, '\n', (gsize)(sign - line))) != NULL;)
            line = next + 1;
        if (g_ascii_strncasecmp(line, "message-id", 10) == 0)
            continue;
        const char *word = word_start(sign, line);
        /* Wide punctuation stands right before an address. */
        for (const char *at = word; at < sign; at = g_utf8_next_char(at))
            if ((guchar)*at >= 0x80 && g_unichar_ispunct(g_utf8_get_char(at)))
                word = g_utf8_next_char(at);
        g_autofree char *address = bounce_address_at(word, NULL);
        if (address != NULL && !is_own(address, own) && !is_machine(address))
            g_ptr_array_add(cases, bounce_case_new(address, head));
    }
    return cases;
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
    for (const char *line = head; *line != '\0' && mentions->len < BOUNCE_MAX;) {
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
            gsize length = MIN((gsize)(stop - last->after), BOUNCE_MAX_DIAGNOSTIC);
            g_autofree char *words = g_utf8_make_valid(last->after, (gssize)length);
            int known = bounce_cases_find(cases, last->address);
            if (known < 0) {
                BounceCase *one = bounce_case_new(last->address, words);
                one->verdict = last->verdict;
                g_ptr_array_add(cases, one);
            } else {
                BounceCase *one = g_ptr_array_index(cases, known);
                if (strlen(one->diagnostic) + length < BOUNCE_MAX_DIAGNOSTIC)
                    bounce_replace(&one->diagnostic,
                                   g_strconcat(one->diagnostic, "\n", words, NULL));
            }
        }
        last = next;
    }
    return cases;
}
