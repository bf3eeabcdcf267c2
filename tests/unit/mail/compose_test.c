/* What a recipient's mail program gets: headers, both parts, and no way to smuggle a header. */
#include "mail/compose.h"

#include <gmime/gmime.h>
#include <string.h>

static MailDraft
plain_draft(void)
{
    return (MailDraft){
        .from_name = "Ada Quick",
        .from_address = "ada@seller.test",
        .to_name = "Bo Lee",
        .to_address = "bo@buyer.test",
        .subject = "A thought on returns",
        .body_markdown = "Hello Bo,\n\n**two** numbers.\n",
        .message_id = "touch-1@seller.test",
        .date_us = INT64_C(1795687200) * SECOND_US, /* 2026-11-26T10:00:00Z */
        .offset_s = 3600,
    };
}

static char *
compose_text(const MailDraft *draft)
{
    g_autoptr(GError) error = NULL;
    GBytes *bytes = mail_compose(draft, &error);
    gsize length = 0;
    char *text;

    g_assert_no_error(error);
    text = g_strndup(g_bytes_get_data(bytes, &length), g_bytes_get_size(bytes));
    g_assert_cmpuint(strlen(text), ==, length);
    g_bytes_unref(bytes);
    return text;
}

static void
assert_contains(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        g_test_message("“%s” is not in:\n%s", part, text);
        g_test_fail();
    }
}

/* Every line ends with CRLF and holds at most 998 bytes, all of them ASCII. */
static void
assert_wire_clean(const char *text)
{
    gsize column = 0;

    for (const char *p = text; *p != '\0'; p++) {
        g_assert_cmpint((guchar)*p, <, 0x80);
        if (*p == '\n')
            g_assert_true(p > text && p[-1] == '\r');
        if (*p == '\r')
            g_assert_true(p[1] == '\n');
        column = *p == '\n' ? 0 : column + 1;
        g_assert_cmpuint(column, <=, 999); /* 998 and the CR */
    }
    g_assert_true(g_str_has_suffix(text, "\r\n"));
}

static void
test_plain(void)
{
    MailDraft draft = plain_draft();
    g_autofree char *text = compose_text(&draft);

    assert_wire_clean(text);
    assert_contains(text, "From: Ada Quick <ada@seller.test>\r\n");
    assert_contains(text, "To: Bo Lee <bo@buyer.test>\r\n");
    assert_contains(text, "Subject: A thought on returns\r\n");
    assert_contains(text, "Date: Thu, 26 Nov 2026 11:00:00 +0100\r\n");
    assert_contains(text, "Message-Id: <touch-1@seller.test>\r\n");
    assert_contains(text, "MIME-Version: 1.0\r\n");
    assert_contains(text, "Content-Type: multipart/alternative;");
    assert_contains(text, "boundary=\"=_");
    assert_contains(text, "Content-Type: text/plain; charset=utf-8\r\n");
    assert_contains(text, "<strong>two</strong>");
    g_assert_null(strstr(text, "Bcc"));
    g_assert_null(strstr(text, "Auto-Submitted"));
    g_assert_null(strstr(text, "quoted-printable"));
}

static void
test_same_bytes(void)
{
    MailDraft draft = plain_draft();
    g_autofree char *one = compose_text(&draft);
    g_autofree char *two = compose_text(&draft);
    g_autofree char *other = NULL;

    g_assert_cmpstr(one, ==, two);
    draft.message_id = "touch-2@seller.test";
    other = compose_text(&draft);
    g_assert_cmpstr(strstr(one, "boundary"), !=, strstr(other, "boundary"));
}

static void
test_thread_and_unsubscribe(void)
{
    MailDraft draft = plain_draft();
    g_autofree char *text = NULL;

    draft.reply_to = "team@seller.test";
    draft.in_reply_to = "touch-0@seller.test";
    draft.references = "first@seller.test a-very-long-local-part-that-fills-the-line@buyer.test "
                       "touch-0@seller.test";
    draft.unsubscribe_mailto = "mailto:ada@seller.test?subject=unsubscribe";
    draft.unsubscribe_url = "https://seller.test/u/0123456789abcdef0123456789abcdef0123456789abc"
                            "def0123456789abcdef0123456789abcdef";
    text = compose_text(&draft);
    assert_wire_clean(text);
    assert_contains(text, "Reply-To: team@seller.test\r\n");
    assert_contains(text, "In-Reply-To: <touch-0@seller.test>\r\n");
    assert_contains(text, "References: <first@seller.test>\r\n"
                          " <a-very-long-local-part-that-fills-the-line@buyer.test>\r\n"
                          " <touch-0@seller.test>\r\n");
    assert_contains(text, "List-Unsubscribe: <https://seller.test/u/0123456789abcdef0123456789"
                          "abcdef0123456789abcdef0123456789abcdef0123456789abcdef>,\r\n "
                          "<mailto:ada@seller.test?subject=unsubscribe>\r\n");
    assert_contains(text, "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
}

/* Reads the message back as a mail program would. */
static void
test_not_ascii(void)
{
    MailDraft draft = plain_draft();
    g_autofree char *text = NULL;
    GMimeStream *stream;
    GMimeParser *parser;
    GMimeMessage *message;
    GMimeObject *body;
    g_autofree char *plain = NULL;

    draft.from_name = "Zoë Ångström, “Boss”";
    draft.to_address = "bo@müller.test";
    draft.subject = "Grüße aus Köln: ein sehr langer Betreff, der über eine Zeile hinausgeht und "
                    "deshalb gefaltet werden muss 🙂";
    draft.body_markdown = "Schöne Grüße\n\n.\n\n-- \n\nFrom here 日本\n";
    draft.footer_text = "Straße 1, Köln\nhttps://seller.test/u?a=1&b=2.";
    text = compose_text(&draft);
    assert_wire_clean(text);
    assert_contains(text, "<bo@xn--mller-kva.test>");

    stream = g_mime_stream_mem_new_with_buffer(text, strlen(text));
    parser = g_mime_parser_new_with_stream(stream);
    message = g_mime_parser_construct_message(parser, NULL);
    g_assert_cmpstr(g_mime_message_get_subject(message), ==, draft.subject);
    g_assert_cmpstr(internet_address_get_name(
                        internet_address_list_get_address(g_mime_message_get_from(message), 0)),
                    ==, draft.from_name);
    body = g_mime_message_get_mime_part(message);
    g_assert_cmpint(g_mime_multipart_get_count(GMIME_MULTIPART(body)), ==, 2);
    plain = g_mime_text_part_get_text(
        GMIME_TEXT_PART(g_mime_multipart_get_part(GMIME_MULTIPART(body), 0)));
    assert_contains(plain, "Schöne Grüße");
    assert_contains(plain, "日本");
    assert_contains(plain, "Straße 1, Köln");
    g_free(plain);
    plain = g_mime_text_part_get_text(
        GMIME_TEXT_PART(g_mime_multipart_get_part(GMIME_MULTIPART(body), 1)));
    assert_contains(plain, "<a href=\"https://seller.test/u?a=1&amp;b=2\"");
    g_assert_null(strstr(plain, "<img"));
    g_object_unref(message);
    g_object_unref(parser);
    g_object_unref(stream);
}

static void
assert_refused(const MailDraft *draft, const char *field)
{
    g_autoptr(GError) error = NULL;
    GBytes *bytes = mail_compose(draft, &error);

    g_assert_null(bytes);
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
    g_assert_true(g_str_has_prefix(error->message, field));
}

/* A text that would fit into ISO 8859-1 is still UTF-8, as its label says. */
static void
test_latin_text_is_utf8(void)
{
    MailDraft draft = plain_draft();
    g_autofree char *text = NULL;

    draft.body_markdown = "naïve\n";
    text = compose_text(&draft);
    assert_contains(text, "na=C3=AFve");
}

static void
test_files(void)
{
    g_autoptr(GBytes) content = g_bytes_new_static("%PDF", 4);
    MailAttachment file = { "Angebot.pdf", "application/pdf", content };
    MailDraft draft = plain_draft();
    g_autofree char *text = NULL;

    draft.attachments = &file;
    draft.attachment_count = 1;
    text = compose_text(&draft);
    assert_wire_clean(text);
    assert_contains(text, "Content-Type: multipart/mixed;");
    assert_contains(text, "Content-Type: application/pdf\r\n");
    assert_contains(text, "Content-Disposition: attachment; filename=\"Angebot.pdf\"\r\n");
    assert_contains(text, "JVBERg==");
}

static void
test_files_refused(void)
{
    static const MailAttachment BAD[] = {
        { "a/b.pdf", "application/pdf", NULL },    { "", "application/pdf", NULL },
        { "a\r\nb.pdf", "application/pdf", NULL }, { "a.pdf", "pdf", NULL },
        { "a.pdf", "a/b; name=x", NULL },          { "a.eml", "message/rfc822", NULL },
        { "=?utf-8?q?a?=", "a/b", NULL },
    };
    g_autoptr(GBytes) content = g_bytes_new_static("x", 1);
    MailDraft draft = plain_draft();

    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
        MailAttachment file = BAD[i];
        file.content = content;
        draft.attachments = &file;
        draft.attachment_count = 1;
        assert_refused(&draft, "attachment");
    }
}

static void
test_long_lines(void)
{
    MailDraft draft = plain_draft();
    g_autofree char *word = g_strnfill(3000, 'x');
    g_autofree char *text = NULL;

    draft.body_markdown = word;
    text = compose_text(&draft);
    assert_wire_clean(text);
    assert_contains(text, "quoted-printable");
}

static void
test_injection(void)
{
    static const char EVIL[] = "x\r\nBcc: all@victim.test";
    struct {
        const char *field;
        gsize offset;
        const char *value;
    } cases[] = {
        { "subject", G_STRUCT_OFFSET(MailDraft, subject), EVIL },
        { "subject", G_STRUCT_OFFSET(MailDraft, subject), "x\nBcc: y" },
        { "subject", G_STRUCT_OFFSET(MailDraft, subject), "\xff\xfe" },
        { "subject", G_STRUCT_OFFSET(MailDraft, subject), "  " },
        { "from_name", G_STRUCT_OFFSET(MailDraft, from_name), EVIL },
        { "to_name", G_STRUCT_OFFSET(MailDraft, to_name), EVIL },
        { "from_address", G_STRUCT_OFFSET(MailDraft, from_address), "a@b.test\r\nBcc: c@d.test" },
        { "to_address", G_STRUCT_OFFSET(MailDraft, to_address), "a@b.test, c@d.test" },
        { "reply_to", G_STRUCT_OFFSET(MailDraft, reply_to), "a@b.test\n" },
        { "message_id", G_STRUCT_OFFSET(MailDraft, message_id), "a@b>\r\nBcc: c" },
        { "in_reply_to", G_STRUCT_OFFSET(MailDraft, in_reply_to), "a b@c" },
        { "references", G_STRUCT_OFFSET(MailDraft, references), "a@b c@d\r\nBcc:" },
        { "unsubscribe_url", G_STRUCT_OFFSET(MailDraft, unsubscribe_url), "https://a\r\nBcc:" },
        { "unsubscribe_url", G_STRUCT_OFFSET(MailDraft, unsubscribe_url), "mailto:a@b.test" },
        { "unsubscribe_mailto", G_STRUCT_OFFSET(MailDraft, unsubscribe_mailto), "javascript:x" },
        { "body", G_STRUCT_OFFSET(MailDraft, body_markdown), "a\x01" },
        { "body", G_STRUCT_OFFSET(MailDraft, body_markdown), "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        MailDraft draft = plain_draft();

        G_STRUCT_MEMBER(const char *, &draft, cases[i].offset) = cases[i].value;
        assert_refused(&draft, cases[i].field);
    }
}

static void
test_one_click_needs_https(void)
{
    MailDraft draft = plain_draft();
    g_autofree char *text = NULL;

    draft.unsubscribe_url = "http://seller.test/u/1";
    assert_refused(&draft, "unsubscribe_url");
    draft.unsubscribe_url = NULL;
    draft.unsubscribe_mailto = "mailto:stop@seller.test";
    text = compose_text(&draft);
    assert_contains(text, "List-Unsubscribe: <mailto:stop@seller.test>\r\n");
    g_assert_null(strstr(text, "List-Unsubscribe-Post"));
}

static void
test_reply_subject(void)
{
    static const struct {
        const char *subject, *reply;
    } CASES[] = {
        { "Returns", "Re: Returns" },
        { "Re: Returns", "Re: Returns" },
        { "AW: RE: Returns", "Re: Returns" },
        { "Antw: SV[2]: RV:  Returns ", "Re: Returns" },
        { "回复：Returns", "Re: Returns" },
        { "WG: Returns", "Re: WG: Returns" },
        { "Fwd: Returns", "Re: Fwd: Returns" },
        { "Regarding: Returns", "Re: Regarding: Returns" },
        { "Re:Re: Re: Preis: neu", "Re: Preis: neu" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *reply = mail_reply_subject(CASES[i].subject);

        g_assert_cmpstr(reply, ==, CASES[i].reply);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/compose/plain", test_plain);
    g_test_add_func("/mail/compose/same-bytes", test_same_bytes);
    g_test_add_func("/mail/compose/thread-and-unsubscribe", test_thread_and_unsubscribe);
    g_test_add_func("/mail/compose/not-ascii", test_not_ascii);
    g_test_add_func("/mail/compose/latin-text-is-utf8", test_latin_text_is_utf8);
    g_test_add_func("/mail/compose/files", test_files);
    g_test_add_func("/mail/compose/files-refused", test_files_refused);
    g_test_add_func("/mail/compose/long-lines", test_long_lines);
    g_test_add_func("/mail/compose/injection", test_injection);
    g_test_add_func("/mail/compose/one-click-needs-https", test_one_click_needs_https);
    g_test_add_func("/mail/compose/reply-subject", test_reply_subject);
    return g_test_run();
}
