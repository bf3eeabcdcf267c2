/* Collecting what a delivery report says of each recipient: from its status part, its words, its
 * headers and the original it returns. */
#include <string.h>

#include "mail/bounce_inside.h"

/* Parts that are attachments and originals are left out; some programs write HTML alone. */
char *
bounce_report_text(const Message *message, const char *body)
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
    if (text->str[strspn(text->str, " \t\r\n")] == '\0')
        g_string_assign(text, body);
    return g_string_free(text, FALSE);
}

const char *
bounce_returned_original(const Message *message, const char *mark)
{
    const MessagePart *part = message_part(message, PART_ORIGINAL);
    if (part != NULL && part->text->len > 0)
        return part->text->str;
    return bounce_text_original(mark);
}

void
bounce_take_original(MailReading *reading, const char *original)
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
    for (guint i = 0; i < more->len && cases->len < BOUNCE_MAX; i++) {
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

GPtrArray *
bounce_named_in_headers(const Message *message, const char *original, const char *head)
{
    GPtrArray *cases = g_ptr_array_new_with_free_func(bounce_case_free);
    g_autofree char *failed = message_header(message, "X-Failed-Recipients");
    g_auto(GStrv) parts = failed != NULL ? g_strsplit(failed, ",", BOUNCE_MAX) : NULL;
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

GPtrArray *
bounce_collect(const Message *message, const MailReading *reading, const char *text,
               const char *head, const char *original)
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
    g_autoptr(GPtrArray) named = bounce_named_in_headers(message, original, head);
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
    if (cases->len == 0) {
        g_autoptr(GPtrArray) any = bounce_text_any(head, own);
        add_cases(cases, any);
    }
    return cases;
}
