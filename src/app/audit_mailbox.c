/* See audit_mailbox.h. */
#include "app/audit_mailbox.h"

#include <stdio.h>
#include <string.h>

#include "app/audit_mail_scan.h"
#include "app/audit_say_text.h"
#include "app/import_text.h"
#include "base/error.h"
#include "core/audit_text.h"
#include "mail/read.h"

typedef struct {
    AuditReader *reader;
    MailScan *scan;
    GHashTable *own;        /* addresses and domains of our side */
    GHashTable *sent_by_id; /* Message-ID of what we sent -> index of its event + 1 */
    GHashTable *threads;
    bool leads_given;
    uint64_t sent, received, lists, automatic, others;
} Mailbox;

bool
audit_is_mailbox(const char *path)
{
    char start[6] = { 0 };

    if (g_file_test(path, G_FILE_TEST_IS_DIR))
        return true;
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return false;
    bool is = fread(start, 1, 5, file) == 5 && memcmp(start, "From ", 5) == 0;
    fclose(file);
    return is;
}

static const char *
domain_of(const char *address)
{
    const char *at = strrchr(address, '@');

    return at != NULL ? at + 1 : address;
}

static bool
is_own(const Mailbox *self, const char *address)
{
    return g_hash_table_contains(self->own, address) ||
           g_hash_table_contains(self->own, domain_of(address));
}

/* "noreply@", "mailer-daemon@": nobody reads there. */
static bool
is_no_one(const char *address)
{
    static const char *const WORDS[] = { "noreply",    "no-reply",     "no_reply",
                                         "donotreply", "do-not-reply", "mailer-daemon",
                                         "postmaster", "bounce",       "notification",
                                         "newsletter" };

    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (strncmp(address, WORDS[i], strlen(WORDS[i])) == 0)
            return true;
    return false;
}

static void
add_vote(GHashTable *votes, const char *address, guint weight)
{
    guint before = GPOINTER_TO_UINT(g_hash_table_lookup(votes, address));

    g_hash_table_insert(votes, (gpointer)address, GUINT_TO_POINTER(before + weight));
}

/* Who takes part in most mails owns the mailbox; a company's domain stands for all its people. */
static bool
find_owner(Mailbox *self, GError **error)
{
    g_autoptr(GHashTable) votes = g_hash_table_new(g_str_hash, g_str_equal);
    const char *best = NULL;
    guint most = 0;
    GHashTableIter iter;
    gpointer address, count;

    for (guint i = 0; i < self->scan->mails->len; i++) {
        const ScannedMail *mail = &g_array_index(self->scan->mails, ScannedMail, i);
        add_vote(votes, mail->from, mail->sent ? 3 : 2);
        for (guint r = 0; r < mail->recipient_count; r++)
            if (strcmp(mail->recipients[r], mail->from) != 0)
                add_vote(votes, mail->recipients[r], 2);
        if (mail->delivered_to != NULL)
            add_vote(votes, mail->delivered_to, 2);
    }
    g_hash_table_iter_init(&iter, votes);
    while (g_hash_table_iter_next(&iter, &address, &count)) {
        guint own = GPOINTER_TO_UINT(count);
        if (own > most || (own == most && best != NULL && strcmp(address, best) < 0)) {
            most = own;
            best = address;
        }
    }
    if (best == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "there is no mail with a sender and a date in it");
    g_hash_table_add(self->own, g_strdup(best));
    if (!import_domain_is_shared(domain_of(best)))
        g_hash_table_add(self->own, g_strdup(domain_of(best)));
    return true;
}

static bool
settle_owner(Mailbox *self, const json_t *own, GError **error)
{
    gsize index;
    json_t *name;

    self->own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    json_array_foreach(own, index, name)
        g_hash_table_add(self->own, g_ascii_strdown(json_string_value(name), -1));
    return g_hash_table_size(self->own) > 0 || find_owner(self, error);
}

/* The lead of an address, made when there is none yet and nobody gave a list of leads. */
static uint32_t
lead_of(Mailbox *self, const char *address, const char *name, Instant created_us)
{
    AuditReader *reader = self->reader;
    uint32_t number = audit_find_by_email(reader, address);
    const char *domain = domain_of(address);

    if (number != AUDIT_NOBODY || self->leads_given) {
        if (number != AUDIT_NOBODY && name != NULL &&
            audit_book_lead(reader->book, number)->name == NULL)
            audit_book_lead(reader->book, number)->name = audit_book_keep(reader->book, name);
        return number;
    }
    AuditLead lead = { .created_us = created_us, .reach = 1 << CHANNEL_EMAIL };
    lead.email = audit_book_keep(reader->book, address);
    lead.name = audit_book_keep(reader->book, name);
    if (!import_domain_is_shared(domain)) {
        lead.account = audit_book_account(reader->book, domain);
        lead.company = audit_names_name(&reader->book->accounts, lead.account);
    }
    if (!audit_book_add_lead(reader->book, &lead, &number))
        return AUDIT_NOBODY;
    g_hash_table_insert(reader->by_email, (gpointer)lead.email, GUINT_TO_POINTER(number + 1));
    return number;
}

static uint32_t
hash_of(const char *message_id)
{
    uint32_t hash = message_id != NULL ? g_str_hash(message_id) : 0;

    return message_id != NULL && hash == 0 ? 1 : hash;
}

static void
take_sent(Mailbox *self, const ScannedMail *mail, const MailReading *reading)
{
    AuditReader *reader = self->reader;
    AuditBook *book = reader->book;
    AuditEvent event = { .at_us = mail->date_us,
                         .kind = AUDIT_ATTEMPT,
                         .channel = CHANNEL_EMAIL,
                         .id_hash = hash_of(mail->message_id),
                         .rep = (uint16_t)audit_names_number(&book->reps, mail->from) };

    if (mail->automatic || mail->bulk)
        event.flags |= AUDIT_BY_MACHINE;
    event.print = audit_text_print(reading->new_text);
    event.text = audit_book_keep_text(book, reading->new_text);
    event.flags |= AUDIT_IS_TEXT;
    if (audit_text_is_empty(&reader->empties, event.print, reading->subject, reading->new_text))
        event.flags |= AUDIT_EMPTY;
    AuditPromise promise = { .made_us = mail->date_us, .text = event.text, .rep = event.rep };
    bool promised =
        !(event.flags & AUDIT_BY_MACHINE) &&
        audit_promised_by(reading->new_text, mail->date_us, reader->zone, &promise.due_us);
    for (guint r = 0; r < mail->recipient_count; r++) {
        if (is_own(self, mail->recipients[r]) || is_no_one(mail->recipients[r]))
            continue;
        event.lead = lead_of(self, mail->recipients[r], NULL, INSTANT_NONE);
        if (event.lead == AUDIT_NOBODY) {
            self->others++;
            continue;
        }
        audit_book_add_event(book, &event);
        if (mail->message_id != NULL)
            g_hash_table_insert(self->sent_by_id, (gpointer)mail->message_id,
                                GUINT_TO_POINTER(book->events->len));
        if (promised) {
            promise.lead = event.lead;
            audit_book_add_promise(book, &promise);
        }
    }
}

/* What we sent that this bounce is about did not arrive. */
static void
take_bounce(Mailbox *self, const MailReading *reading)
{
    for (guint i = 0; i < reading->references->len; i++) {
        gpointer sent =
            g_hash_table_lookup(self->sent_by_id, g_ptr_array_index(reading->references, i));
        if (sent != NULL)
            g_array_index(self->reader->book->events, AuditEvent, GPOINTER_TO_UINT(sent) - 1)
                .flags |= AUDIT_UNDELIVERED;
    }
}

static void
take_received(Mailbox *self, const ScannedMail *mail, const MailReading *reading)
{
    AuditBook *book = self->reader->book;
    AuditEvent event = { .at_us = mail->date_us,
                         .kind = AUDIT_INBOUND,
                         .channel = CHANNEL_EMAIL,
                         .id_hash = hash_of(mail->message_id) };

    if (reading->kind == MAIL_BOUNCE) {
        take_bounce(self, reading);
        self->automatic++;
        return;
    }
    if (reading->kind != MAIL_HUMAN && reading->kind != MAIL_UNSUBSCRIBE) {
        event.flags |= AUDIT_MACHINE_REPLY;
        self->automatic++;
    } else if (reading->kind == MAIL_UNSUBSCRIBE ||
               ((reading->intent == INTENT_STOP || reading->intent == INTENT_HOSTILE) &&
                reading->confidence >= AUDIT_LIKELY_STOP)) {
        event.flags |= AUDIT_SAYS_STOP | AUDIT_NO_HARM;
    } else if (reading->intent == INTENT_NOT_INTERESTED &&
               reading->confidence >= MAIL_INTENT_SURE) {
        event.flags |= AUDIT_SAYS_NO | AUDIT_NO_HARM;
    }
    uint32_t known = audit_find_by_email(self->reader, mail->from);
    if (known == AUDIT_NOBODY && (is_no_one(mail->from) || event.flags & AUDIT_MACHINE_REPLY))
        return;
    event.lead = lead_of(self, mail->from, reading->from_name, mail->date_us);
    if (event.lead == AUDIT_NOBODY) {
        self->others++;
        return;
    }
    event.text = audit_book_keep_text(book, reading->new_text);
    audit_book_add_event(book, &event);
}

static void
take_mail(Mailbox *self, const ScannedMail *mail)
{
    bool from_us = is_own(self, mail->from);

    if (!from_us && mail->bulk) {
        self->lists++;
        return;
    }
    g_autoptr(GBytes) bytes = mail_scan_bytes(mail);
    if (bytes == NULL)
        return;
    g_autoptr(MailReading) reading =
        from_us ? mail_read_sent(bytes) : mail_read(bytes, mail->date_us);
    if (mail->thread != NULL)
        g_hash_table_add(self->threads, (gpointer)mail->thread);
    self->sent += from_us;
    self->received += !from_us;
    if (from_us)
        take_sent(self, mail, reading);
    else
        take_received(self, mail, reading);
}

static gint
by_date(gconstpointer a, gconstpointer b)
{
    const ScannedMail *left = a, *right = b;

    return (left->date_us > right->date_us) - (left->date_us < right->date_us);
}

static void
note_mailbox(Mailbox *self, const char *name)
{
    json_t *input = json_object(), *own = json_array();
    GHashTableIter iter;
    gpointer address;

    json_set_text(input, "file", name);
    json_set_text(input, "kind", "mailbox");
    json_set_int(input, "rows", self->scan->mails->len);
    json_set_int(input, "sent", (int64_t)self->sent);
    json_set_int(input, "received", (int64_t)self->received);
    json_set_int(input, "lists", (int64_t)self->lists);
    json_set_int(input, "junk", (int64_t)self->scan->junk);
    json_set_int(input, "automatic", (int64_t)self->automatic);
    json_set_int(input, "threads", g_hash_table_size(self->threads));
    g_hash_table_iter_init(&iter, self->own);
    while (g_hash_table_iter_next(&iter, &address, NULL))
        json_array_append_new(own, json_string(address));
    json_object_set_new(input, "own", own);
    json_array_append_new(self->reader->inputs, input);
}

static void
note_problems(Mailbox *self, const char *path)
{
    for (uint64_t i = 0; i < self->scan->without_date + self->scan->without_sender; i++)
        audit_reader_note(self->reader, AUDIT_BAD_DATE, path, 0, "a mail without sender or date");
    for (uint64_t i = 0; i < self->others; i++)
        audit_reader_note(self->reader, AUDIT_UNKNOWN_PERSON, path, 0, NULL);
    if (self->scan->full)
        audit_reader_note(self->reader, AUDIT_FULL, path, 0, NULL);
}

bool
audit_read_mailboxes(AuditReader *self, const GPtrArray *paths, const char *name, const json_t *own,
                     GError **error)
{
    g_auto(MailScan) scan = { 0 };
    Mailbox mailbox = { .reader = self, .scan = &scan, .leads_given = self->book->leads->len > 0 };

    mail_scan_init(&scan);
    for (guint i = 0; i < paths->len; i++)
        if (!mail_scan_add(&scan, g_ptr_array_index(paths, i), error))
            return false;
    if (!settle_owner(&mailbox, own, error)) {
        g_hash_table_unref(mailbox.own);
        return false;
    }
    mailbox.sent_by_id = g_hash_table_new(g_str_hash, g_str_equal);
    mailbox.threads = g_hash_table_new(g_str_hash, g_str_equal);
    g_array_sort(scan.mails, by_date);
    for (guint i = 0; i < scan.mails->len; i++)
        take_mail(&mailbox, &g_array_index(scan.mails, ScannedMail, i));
    AuditTells *tells = &self->book->tells;
    tells->activities = tells->direction = tells->body = tells->promises = tells->hours = true;
    note_mailbox(&mailbox, name);
    note_problems(&mailbox, name);
    g_hash_table_unref(mailbox.own);
    g_hash_table_unref(mailbox.sent_by_id);
    g_hash_table_unref(mailbox.threads);
    return true;
}
