/* Drafts as nobody would wish them, composed: for readers other than our own.
 *
 *     mime-generator COUNT SEED
 *
 * A line of JSON each: what was meant ("from_name", "to_address", "subject", "text", "files", ...)
 * and the message in base64; or "refused" with the error when the draft could not be composed, and
 * "must_refuse" when it must not be. The same seed gives the same lines. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "mail/compose.h"
#include "text/markdown.h"

static const char *const NAMES[] = {
    "Ana Lopez",
    "Zoë Ångström",
    "Doe, John \"JJ\" <jj>",
    "O'Hara; (sales) [eu]: @home",
    "山田 太郎",
    "محمد عبد الله",
    "שלום עולם",
    "👩‍👩‍👧‍👦 family 🏳️‍🌈",
    "=?utf-8?B?QmNjOiBldmls?=",
    "=?utf-8?Q?a?= =?utf-8?Q?b?=",
    "\"",
    "\\",
    "a\\\"b",
    "Name.With.Dots",
    "undisclosed-recipients:;",
    "e\xcc\x81 combining",
    ("\xe2\x80\xae"
     "drawkcab"),
    "Dr. Müller-Lüdenscheidt, geb. Hoppenstedt; Vorstandsvorsitzender der Müller AG & Co. KGaA",
    "x",
    "user@example.com",
};

static const char *const WORDS[] = {
    "Hello",      "größer",    "日本語の文章",
    "مرحبا",      "שלום",      "🎉",
    "naïve",      "=3D",       "=20",
    "=",          "--",        "100 %",
    "a=b",        "<b>",       "&amp;",
    "\"quoted\"", "'",         "C:\\dir",
    "From",       "From here", ".",
    "..",         ">From",     "$1",
    "?=",         "=?",        "e\xcc\x81",
    "\xc2\xa0",   "ﬁ",         "\xe2\x80\x8b",
    "tab",        "Bcc:",      "Subject:",
    "end.",       "𝕏",         "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa",
    "1",          "-",         "#",
    "*",
};

static const char *const ADDRESSES[] = {
    "ana@example.com",
    "o'hara@example.org",
    "a.b+tag@sub.example.com",
    "x@müller.example",
    "!#$%&'*+-/=?^_`{|}~@example.com",
    "用户@example.com",
    "info@例え.テスト",
    "A@EXAMPLE.COM",
    "verylonglocalpartverylonglocalpartverylonglocalpartverylongloca@example.com",
};

static const char *const FILES[] = {
    "offer.pdf",
    "Angebot größer.pdf",
    "見積書.pdf",
    "a\"b'c;d.txt",
    "=?utf-8?Q?x?=.txt",
    "emoji 🎉.png",
    ("ein-sehr-langer-dateiname-der-nicht-in-eine-zeile-passt-und-darum-geteilt-wird-nach-rfc-2231."
     "txt"),
    "100% sure.txt",
    "semi;colon=equals.csv",
    ".hidden",
    "space .txt",
    "ملف.pdf",
    "*.pdf",
    "filename*0*=utf-8''x.pdf",
    "a; filename=b.exe.pdf",
    "'single' and `back`.pdf",
    "%41%00.pdf",
    "<script>.txt",
    "name@example.com, other.pdf",
    "..pdf",
    "a  b   c.pdf",
    "e\xcc\x81.pdf",
    "👩‍👩‍👧‍👦.pdf",
    "𝕏𝕏𝕏𝕏𝕏𝕏𝕏𝕏𝕏𝕏𝕏𝕏𝕏𝕏𝕏𝕏𝕏𝕏𝕏𝕏.pdf",
    ("日本語の長い名前の見積書と契約書と図面と説明書と仕様書と写真.pdf"),
    "--=_m_.txt",
    "\"; x=\"y.pdf",
};

/* Names that must be refused: they would leave their header or their folder. */
static const char *const EVIL_FILES[] = {
    "x.pdf\r\nBcc: evil@example.com",
    "x\n.pdf",
    "../x.pdf",
    "a/b.pdf",
    "C:\\x.pdf",
    "",
    "x\x01.pdf",
    "x\xff.pdf",
    "x\xe2\x80\xa8.pdf",
};

static const char *const TYPES[] = {
    "application/pdf",
    "text/plain",
    "text/csv",
    "image/png",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

static const char *const EVIL[] = {
    "x\r\nBcc: evil@example.com",
    "x\nBcc: evil@example.com",
    "x\rBcc: evil@example.com",
    "x\r\n\r\nbody",
    "x\x01y",
    "x\xe2\x80\xa8"
    "Bcc: evil@example.com",
    "x\xc2\x85"
    "Bcc: evil@example.com",
    "x\xffy",
    "x\x7fy",
};

#define PICK(random, table) (table)[g_rand_int_range(random, 0, G_N_ELEMENTS(table))]

/* One chance in `n`. */
static bool
sometimes(GRand *random, int n)
{
    return g_rand_int_range(random, 0, n) == 0;
}

static char *
phrase(GRand *random, int most)
{
    GString *text = g_string_new(NULL);
    int count = g_rand_int_range(random, 1, most + 1);

    for (int i = 0; i < count; i++) {
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", PICK(random, WORDS));
        if (sometimes(random, 9))
            g_string_append_c(text, ' ');
    }
    return g_string_free(text, FALSE);
}

static char *
long_word(GRand *random)
{
    GString *word = g_string_new(NULL);
    int count = g_rand_int_range(random, 60, 1500);
    const char *piece = sometimes(random, 2) ? "x" : PICK(random, WORDS);

    for (int i = 0; i < count; i++)
        g_string_append(word, piece);
    return g_string_free(word, FALSE);
}

static char *
body(GRand *random)
{
    GString *text = g_string_new(NULL);
    const char *end = sometimes(random, 3) ? "\r\n" : "\n";
    int lines = g_rand_int_range(random, 1, 25);

    for (int i = 0; i < lines; i++) {
        g_autofree char *line = sometimes(random, 12)
                                    ? long_word(random)
                                    : phrase(random, sometimes(random, 5) ? 60 : 9);
        g_string_append_printf(text, "%s%s%s", line, sometimes(random, 8) ? "   " : "", end);
        if (sometimes(random, 3))
            g_string_append(text, end);
    }
    g_string_append(text, ".");
    return g_string_free(text, FALSE);
}

static char *
subject(GRand *random)
{
    g_autofree char *text = sometimes(random, 15)  ? long_word(random)
                            : sometimes(random, 4) ? g_strdup(PICK(random, NAMES))
                                                   : phrase(random, 14);
    gsize length = MIN(strlen(text), (gsize)480);

    while (length > 0 && ((guchar)text[length] & 0xC0) == 0x80)
        length--;
    text[length] = '\0';
    return g_strdup(text);
}

typedef struct {
    GRand *random;
    char *subject, *body;
    MailAttachment files[3];
    MailDraft draft;
    char *message_id, *previous_id;
} Case;

static void
add_files(Case *self)
{
    self->draft.attachments = self->files;
    if (!sometimes(self->random, 4))
        return;
    self->draft.attachment_count = (guint)g_rand_int_range(self->random, 1, 4);
    for (guint i = 0; i < self->draft.attachment_count; i++) {
        gsize size = (gsize)g_rand_int_range(self->random, 0, 3000);
        guint8 *data = g_malloc(size + 1);

        for (gsize j = 0; j < size; j++)
            data[j] = (guint8)g_rand_int(self->random);
        self->files[i] = (MailAttachment){
            .file_name = PICK(self->random, FILES),
            .content_type = PICK(self->random, TYPES),
            .content = g_bytes_new_take(data, size),
        };
    }
}

/* Puts something evil into one field; the draft must then be refused. */
static void
poison(Case *self)
{
    const char *evil = PICK(self->random, EVIL);
    const char **fields[] = {
        &self->draft.from_name,          &self->draft.to_name,         &self->draft.subject,
        &self->draft.to_address,         &self->draft.from_address,    &self->draft.reply_to,
        &self->draft.message_id,         &self->draft.in_reply_to,     &self->draft.references,
        &self->draft.unsubscribe_mailto, &self->draft.unsubscribe_url,
    };
    if (self->draft.attachment_count > 0 && sometimes(self->random, 2))
        self->files[0].file_name = PICK(self->random, EVIL_FILES);
    else
        *fields[g_rand_int_range(self->random, 0, G_N_ELEMENTS(fields))] = evil;
}

static void
case_fill(Case *self, guint number)
{
    GRand *random = self->random;

    self->subject = subject(random);
    self->body = body(random);
    self->message_id = g_strdup_printf("%032x@seller.example", number + 1);
    self->previous_id = g_strdup_printf("%032x@seller.example", number);
    self->draft = (MailDraft){
        .from_name = sometimes(random, 6) ? NULL : PICK(random, NAMES),
        .from_address = sometimes(random, 3) ? PICK(random, ADDRESSES) : "rep@seller.example",
        .to_name = sometimes(random, 6) ? NULL : PICK(random, NAMES),
        .to_address = PICK(random, ADDRESSES),
        .reply_to = sometimes(random, 5) ? PICK(random, ADDRESSES) : NULL,
        .subject = self->subject,
        .body_markdown = self->body,
        .footer_text = sometimes(random, 2) ? "Straße 1, Köln\nhttps://seller.example/u/abc" : NULL,
        .message_id = self->message_id,
        .in_reply_to = sometimes(random, 2) ? self->previous_id : NULL,
        .references = sometimes(random, 2) ? self->previous_id : NULL,
        .unsubscribe_mailto = "mailto:rep@seller.example?subject=unsubscribe%20abc",
        .unsubscribe_url = sometimes(random, 2) ? "https://seller.example/u/abc" : NULL,
        .date_us = INT64_C(1795687200) * SECOND_US + number * MINUTE_US,
        .offset_s = g_rand_int_range(random, -47, 57) * 900,
    };
    add_files(self);
}

static void
case_clear(Case *self)
{
    for (guint i = 0; i < self->draft.attachment_count; i++)
        g_bytes_unref(self->files[i].content);
    g_free(self->subject);
    g_free(self->body);
    g_free(self->message_id);
    g_free(self->previous_id);
}

static void
set_ascii(json_t *meant, const char *key, const char *address)
{
    g_autofree char *ascii = address != NULL ? mail_address_to_ascii(address, NULL) : NULL;
    json_set_text(meant, key, ascii);
}

static json_t *
files_json(const MailDraft *draft)
{
    json_t *files = json_array();

    for (guint i = 0; i < draft->attachment_count; i++) {
        g_autofree char *sum =
            g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, draft->attachments[i].content);
        json_array_append_new(files,
                              json_pack("{s:s, s:s, s:s}", "name", draft->attachments[i].file_name,
                                        "type", draft->attachments[i].content_type, "sha256", sum));
    }
    return files;
}

static json_t *
meant_json(const MailDraft *draft)
{
    g_autofree char *text = markdown_to_text(draft->body_markdown);
    json_t *meant = json_object();

    json_set_text(meant, "from_name", draft->from_name);
    json_set_text(meant, "to_name", draft->to_name);
    set_ascii(meant, "from_address", draft->from_address);
    set_ascii(meant, "to_address", draft->to_address);
    set_ascii(meant, "reply_to", draft->reply_to);
    json_set_text(meant, "subject", draft->subject);
    json_set_text(meant, "text", text);
    json_set_text(meant, "footer", draft->footer_text);
    json_set_text(meant, "message_id", draft->message_id);
    json_set_text(meant, "in_reply_to", draft->in_reply_to);
    json_set_text(meant, "references", draft->references);
    json_set_text(meant, "unsubscribe_url", draft->unsubscribe_url);
    json_set_int(meant, "date_s", draft->date_us / SECOND_US);
    json_object_set_new(meant, "files", files_json(draft));
    return meant;
}

static void
print_case(const Case *self, bool must_refuse)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) message = mail_compose(&self->draft, &error);
    g_autoptr(json_t) line = json_object();

    json_set_bool(line, "must_refuse", must_refuse);
    if (message == NULL) {
        json_set_text(line, "refused", error->message);
    } else {
        g_autofree char *base64 =
            g_base64_encode(g_bytes_get_data(message, NULL), g_bytes_get_size(message));
        json_set_text(line, "message", base64);
        if (!must_refuse)
            json_object_set_new(line, "meant", meant_json(&self->draft));
    }
    char *text = json_dumps(line, JSON_COMPACT);
    puts(text);
    free(text);
}

int
main(int argc, char **argv)
{
    guint count = argc > 1 ? (guint)atoi(argv[1]) : 300;
    g_autoptr(GRand) random = g_rand_new_with_seed(argc > 2 ? (guint32)atoi(argv[2]) : 7);

    for (guint i = 0; i < count; i++) {
        Case self = { .random = random };
        bool must_refuse = sometimes(random, 10);

        case_fill(&self, i);
        if (must_refuse)
            poison(&self);
        print_case(&self, must_refuse);
        case_clear(&self);
    }
    return 0;
}
