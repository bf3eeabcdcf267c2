/* One inbound message, from bytes to facts: the order in which the other files are asked. */
#include "mail/read.h"

#include <string.h>

#include "mail/auto_reply.h"
#include "mail/bounce.h"
#include "mail/bounce_reason.h"
#include "mail/html_text.h"
#include "mail/intent.h"
#include "mail/message.h"
#include "mail/return_date.h"
#include "mail/trim.h"
#include "text/phrases.h"

#define MAX_SUBJECT_BYTES 2000
#define UNSUBSCRIBE_TOKEN_MIN 40
#define UNSUBSCRIBE_TEXT_MAX 400

static void
mail_file_free(void *data)
{
    MailFile *file = data;

    g_free(file->name);
    g_free(file->type);
    g_free(file);
}

void
mail_file_add(MailReading *self, char *name, char *type, int64_t size)
{
    MailFile *file = g_new(MailFile, 1);

    *file = (MailFile){ .name = name, .type = type, .size = size };
    g_ptr_array_add(self->files, file);
}

json_t *
mail_files_to_json(const MailReading *self)
{
    json_t *list = json_array();

    for (guint i = 0; i < self->files->len; i++) {
        const MailFile *file = g_ptr_array_index(self->files, i);
        json_t *item = json_object();
        json_set_text(item, "name", file->name);
        json_set_text(item, "type", file->type);
        json_set_int(item, "size", file->size);
        json_array_append_new(list, item);
    }
    return list;
}

MailReading *
mail_reading_new(void)
{
    MailReading *self = g_new0(MailReading, 1);
    self->references = g_ptr_array_new_with_free_func(g_free);
    self->bounces = g_ptr_array_new_with_free_func(mail_bounce_free);
    self->files = g_ptr_array_new_with_free_func(mail_file_free);
    self->date_us = INSTANT_NONE;
    self->return_day = INT32_MIN;
    return self;
}

void
mail_reading_free(MailReading *self)
{
    if (self == NULL)
        return;
    g_free(self->message_id);
    g_free(self->in_reply_to);
    g_ptr_array_unref(self->references);
    g_free(self->from_name);
    g_free(self->from_address);
    g_free(self->to_address);
    g_free(self->subject);
    g_free(self->new_text);
    g_free(self->quoted_text);
    g_free(self->signature);
    g_ptr_array_unref(self->bounces);
    g_ptr_array_unref(self->files);
    g_free(self->problem);
    g_free(self);
}

/* The first id in a header; some programs leave the brackets out. */
static char *
first_id(const Message *message, const char *header)
{
    g_autofree char *value = message_header(message, header);
    if (value == NULL || *value == '\0')
        return NULL;
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    message_ids_append(ids, value);
    if (ids->len > 0)
        return g_strdup(g_ptr_array_index(ids, 0));
    bool bare = strpbrk(value, " <>") == NULL && strlen(value) <= 998;
    return bare ? g_steal_pointer(&value) : NULL;
}

static void
read_headers(MailReading *self, const Message *message)
{
    self->message_id = first_id(message, "Message-ID");
    self->in_reply_to = first_id(message, "In-Reply-To");
    g_autofree char *references = message_header(message, "References");
    message_ids_append(self->references, references);
    g_autofree char *replied = message_header(message, "In-Reply-To");
    message_ids_append(self->references, replied);
    message_address(message, "From", &self->from_name, &self->from_address);
    message_address(message, "To", NULL, &self->to_address);
    g_autofree char *clean = message_header(message, "Subject");
    if (clean != NULL) {
        g_autofree char *cut =
            g_utf8_make_valid(clean, (gssize)MIN(strlen(clean), MAX_SUBJECT_BYTES));
        g_strdelimit(cut, "\r\n\t", ' ');
        self->subject = g_strdup(g_strstrip(cut));
    }
    self->date_us = message_date_us(message);
}

/* What a reader would see: the plain text, else the HTML as text. */
static char *
body_text(const Message *message)
{
    const MessagePart *plain = message_part(message, PART_TEXT);
    const MessagePart *html = message_part(message, PART_HTML);
    bool empty = plain == NULL;
    if (plain != NULL) {
        const char *at = plain->text->str;
        while (g_ascii_isspace(*at))
            at++;
        empty = *at == '\0';
    }
    if (empty && html != NULL)
        return html_text(html->text->str);
    return g_strdup(plain != NULL ? plain->text->str : "");
}

/* Nothing, or a blank and one token of letters, digits, "-" and "_": what our own List-Unsubscribe
 * puts behind the word. */
static bool
is_one_token(const char *text)
{
    const char *token = text + strspn(text, " :");
    gsize length = strlen(token);

    return length == 0 || (token > text && length >= UNSUBSCRIBE_TOKEN_MIN &&
                           strspn(token, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_") == length);
}

/* "unsubscribe@", "unsub-7f3@", "leave+x@", "list-unsubscribe@", "rep+unsubscribe-7f3@": addresses
 * that are made for it. */
static bool
is_unsubscribe_address(const char *address)
{
    static const char *const WORDS[] = { "unsubscribe", "unsub", "optout", "opt-out", "leave" };
    gsize account = strcspn(address, "@");

    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        gsize length = strlen(WORDS[i]);
        const char *found = g_strstr_len(address, (gssize)account, WORDS[i]);
        bool starts = found != NULL && (found == address || strchr("+-_.=", found[-1]) != NULL);
        if (starts && strchr("@+-_.=0123456789", found[length]) != NULL)
            return true;
    }
    return false;
}

/* What mail programs write into it, when not nothing. */
static bool
is_unsubscribe_text(const char *text)
{
    static gsize slot;
    static const PhraseEntry TABLE[] = {
        { 1, "message|email|mail * automatically generated|sent by;sent this email to unsubscribe;"
             "unsubscribe request;^ unsubscribe $;this is an automatic|automated * unsubscribe" },
    };
    if (text[strspn(text, " \t\r\n")] == '\0')
        return true;
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(TABLE, G_N_ELEMENTS(TABLE)));
    return strlen(text) <= UNSUBSCRIBE_TEXT_MAX && phrase_set_any((const PhraseSet *)slot, text);
}

/* A message that a mail program sends when its user clicks "unsubscribe" (RFC 2369 mailto): nothing
 * but the word and our token, or an address for it. */
static bool
is_unsubscribe_request(const MailReading *self)
{
    static const char word[] = "unsubscribe";
    bool said =
        self->subject != NULL && g_ascii_strncasecmp(self->subject, word, strlen(word)) == 0;

    if (self->to_address != NULL && is_unsubscribe_address(self->to_address))
        return true;
    return said &&
           (is_one_token(self->subject + strlen(word)) || is_unsubscribe_text(self->new_text));
}

static Day
day_of_instant(Instant us)
{
    return (Day)((us - (us < 0 ? DAY_US - 1 : 0)) / DAY_US);
}

/* When somebody is back. An automatic answer that says so is a notice of absence, in whatever
 * words: shops close, people fall ill, and conferences take a week. */
static void
read_return(MailReading *self, Instant now_us)
{
    bool dated = self->date_us != INSTANT_NONE && self->date_us <= now_us;
    Day today = day_of_instant(dated ? self->date_us : now_us);

    if (self->kind == MAIL_AUTO_REPLY && auto_reply_says_moved(self->new_text))
        return;
    /* Programs that put the day of return into the subject were told it. */
    if (self->subject != NULL)
        self->return_day = return_date_named(self->subject, today);
    if (self->return_day == INT32_MIN)
        self->return_day = return_date_find(self->new_text, today);
    if (self->return_day == INT32_MIN && self->subject != NULL)
        self->return_day = return_date_find(self->subject, today);
    if (self->return_day != INT32_MIN)
        self->kind = MAIL_OUT_OF_OFFICE;
}

/* What is new, what is quoted, and who signed. */
static void
part_text(MailReading *self, const char *body)
{
    TrimResult trimmed = { 0 };

    trim_reply(body, self->from_name, self->from_address, &trimmed);
    self->new_text = g_steal_pointer(&trimmed.new_text);
    self->quoted_text = g_steal_pointer(&trimmed.quoted_text);
    self->signature = g_steal_pointer(&trimmed.signature);
}

MailReading *
mail_read_sent(GBytes *bytes)
{
    MailReading *self = mail_reading_new();
    g_autoptr(Message) message = message_parse(bytes);

    read_headers(self, message);
    g_autofree char *body = body_text(message);
    part_text(self, body);
    return self;
}

static void
list_files(MailReading *self, const Message *message)
{
    for (guint i = 0; i < message->parts->len && self->files->len < MAIL_FILES_MAX; i++) {
        const MessagePart *part = g_ptr_array_index(message->parts, i);
        if (part->file_name != NULL)
            mail_file_add(self, g_strdup(part->file_name), g_strdup(part->file_type),
                          (int64_t)part->file_size);
    }
}

MailReading *
mail_read(GBytes *bytes, Instant now_us)
{
    MailReading *self = mail_reading_new();
    g_autoptr(Message) message = message_parse(bytes);
    read_headers(self, message);
    list_files(self, message);
    g_autofree char *body = body_text(message);
    if (bounce_read(message, body, self)) {
        self->new_text = g_strdup("");
        self->quoted_text = g_strdup(body);
        self->signature = g_strdup("");
        return self;
    }
    part_text(self, body);
    if (is_unsubscribe_request(self)) {
        self->kind = MAIL_UNSUBSCRIBE;
        return self;
    }
    bool quotes = *self->quoted_text != '\0';
    self->kind = auto_reply_kind(message, self->subject, self->new_text, quotes);
    if (self->kind == MAIL_OUT_OF_OFFICE || self->kind == MAIL_AUTO_REPLY)
        read_return(self, now_us);
    if (self->kind != MAIL_HUMAN)
        return self;
    bool unreadable = *self->new_text == '\0' && self->from_address == NULL;
    self->intent =
        unreadable ? INTENT_OTHER : intent_of(self->new_text, self->subject, &self->confidence);
    return self;
}

json_t *
mail_reading_to_json(const MailReading *self)
{
    json_t *root = json_object();
    mail_reading_add_json(self, root);
    return root;
}

void
mail_reading_add_json(const MailReading *self, json_t *root)
{
    json_set_text(root, "kind", mail_kind_name(self->kind));
    bool human = self->kind == MAIL_HUMAN;
    json_set_text(root, "intent", human ? mail_intent_name(self->intent) : NULL);
    json_set_real(root, "confidence", human ? self->confidence : 0);
    json_set_text(root, "new_text", self->new_text);
    json_set_text(root, "quoted_text", self->quoted_text);
    json_set_text(root, "signature", self->signature);
    if (self->return_day != INT32_MIN) {
        CivilDate date = day_to_date(self->return_day);
        g_autofree char *text = g_strdup_printf("%04d-%02d-%02d", date.year, date.month, date.day);
        json_set_text(root, "return_date", text);
    } else {
        json_set_text(root, "return_date", NULL);
    }
    json_t *bounces = json_array();
    for (guint i = 0; i < self->bounces->len; i++) {
        const MailBounce *bounce = g_ptr_array_index(self->bounces, i);
        json_t *item = json_object();
        json_set_text(item, "recipient", bounce->recipient);
        json_set_text(item, "status", bounce->status);
        json_set_text(item, "reply_code", bounce->reply_code);
        json_set_text(item, "reason", bounce->reason);
        json_set_bool(item, "hard", bounce->hard);
        json_array_append_new(bounces, item);
    }
    json_object_set_new(root, "bounces", bounces);
    json_object_set_new(root, "files", mail_files_to_json(self));
    if (self->problem != NULL)
        json_set_text(root, "problem", self->problem);
}
