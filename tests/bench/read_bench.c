/* Reading a message against bare GMime: parse and classify against parse alone.
 *
 * Three kinds of mail, made here and always the same: short replies as people send them (with a
 * quotation, a signature and an HTML alternative), delivery reports, and absence notices. Both
 * sides take turns, so that a busy machine disturbs them alike; medians are printed. Bare GMime
 * builds the message and decodes its text parts, and looks at nothing. `--write FOLDER` leaves the
 * messages there for other programs to read, and `--parse FILE...` has GMime parse files and do
 * nothing else (tests/bench/read_bench.py). */
#include <gmime/gmime.h>
#include <string.h>

#include "bench.h"
#include "mail/read.h"

#define ROUNDS 21
#define MESSAGES 300
#define NOW (INT64_C(1795000000) * SECOND_US)

static const char *const SAID[] = {
    "Thanks for the note. Sounds interesting, could you send me the price list for a team of "
    "twelve?",
    "Thursday at ten works for me. Please send an invitation and I will bring our head of "
    "operations.",
    "This is not the right time, our budget is spent. Please come back in the spring.",
    "I am not the right person for this. Please talk to Kim, who runs procurement.",
    "Please take me off your list and do not write again.",
    "We looked into it and decided to stay with what we have. All the best!",
};
static const char *const TOLD[] = {
    "As promised, here is the comparison of three plants that moved their night shift planning to",
    "the new board. The figures are from last autumn; the method stands on the last page. What I",
    "found most telling: the hours that were lost between two shifts went down by a third, and not",
    "one of them hired for it. Would a short call next week be of use, or shall I send the sheet",
    "with which they worked it out, so that you can put in your own figures first?",
};

static void
append_quote(GString *out, const char *mark, int paragraphs)
{
    for (int i = 0; i < paragraphs; i++)
        for (gsize k = 0; k < G_N_ELEMENTS(TOLD); k++)
            g_string_append_printf(out, "%s%s\r\n", mark, TOLD[k]);
}

static void
append_envelope(GString *out, int number, const char *from, const char *subject)
{
    g_string_append_printf(
        out,
        "Return-Path: <%s>\r\nDelivered-To: rep@example.org\r\n"
        "Received: from mx%d.example.com (mx%d.example.com [192.0.2.%d])\r\n"
        "\tby mail.example.org (Postfix) with ESMTPS id 4F%05dA\r\n"
        "\tfor <rep@example.org>; Tue, 10 Nov 2026 09:%02d:11 +0000 (UTC)\r\n"
        "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=s1;\r\n"
        "\th=from:to:subject:date:message-id:in-reply-to; "
        "bh=frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCP\r\n"
        "\tjaYaY=; b=VXr1h0dSJ5Hq7xKpWlN2fF1wXn1mWq3pC8iT0rQeYbZkqz9mD4uV6sLhG2aEoR5tPj7y\r\n"
        "From: Jo Doe <%s>\r\nTo: Rep <rep@example.org>\r\nSubject: %s\r\n"
        "Date: Tue, 10 Nov 2026 09:%02d:10 +0000\r\nMessage-ID: <%d.answer@example.com>\r\n"
        "MIME-Version: 1.0\r\n",
        from, number % 9, number % 9, number % 200 + 1, number, number % 60, from, subject,
        number % 60, number);
}

static void
append_reply(GString *out, int number)
{
    const char *said = SAID[(gsize)number % G_N_ELEMENTS(SAID)];
    append_envelope(out, number, "jo.doe@example.com", "Re: night shift planning");
    g_string_append_printf(
        out,
        "In-Reply-To: <touch.%d@seventh.example.org>\r\n"
        "References: <touch.%d@seventh.example.org>\r\n"
        "Content-Type: multipart/alternative; boundary=\"b%d\"\r\n\r\n"
        "--b%d\r\nContent-Type: text/plain; charset=\"UTF-8\"\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n%s\r\n\r\nBest regards\r\nJo Doe\r\n"
        "Head of Operations =E2=80=93 Example Works\r\n\r\n"
        "On Mon, 9 Nov 2026 at 16:02, Rep <rep@example.org> wrote:\r\n",
        number, number, number, number, said);
    append_quote(out, "> ", 1);
    g_string_append_printf(out,
                           "\r\n--b%d\r\nContent-Type: text/html; charset=\"UTF-8\"\r\n\r\n"
                           "<div dir=\"ltr\">%s<br><br>Best regards<br>Jo Doe</div><br>"
                           "<div class=\"gmail_quote\"><div dir=\"ltr\">On Mon, 9 Nov 2026 at "
                           "16:02, Rep wrote:<br></div><blockquote>\r\n",
                           number, said);
    append_quote(out, "", 1);
    g_string_append_printf(out, "</blockquote></div>\r\n--b%d--\r\n", number);
}

static void
append_bounce(GString *out, int number)
{
    append_envelope(out, number, "MAILER-DAEMON@example.com",
                    "Undelivered Mail Returned to Sender");
    g_string_append_printf(
        out,
        "Auto-Submitted: auto-replied\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b%d\"\r\n\r\n"
        "--b%d\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
        "This is the mail system at host mail.example.com.\r\n\r\n"
        "I'm sorry to have to inform you that your message could not\r\n"
        "be delivered to one or more recipients. It's attached below.\r\n\r\n"
        "<kim%d@example.net>: host mx.example.net[192.0.2.9] said: 550 5.1.1\r\n"
        "    <kim%d@example.net>: Recipient address rejected: User unknown (in reply to\r\n"
        "    RCPT TO command)\r\n\r\n"
        "--b%d\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mail.example.com\r\nArrival-Date: Tue, 10 Nov 2026 09:00:00 "
        "+0000\r\n\r\n"
        "Final-Recipient: rfc822; kim%d@example.net\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Remote-MTA: dns; mx.example.net\r\nDiagnostic-Code: smtp; 550 5.1.1 "
        "<kim%d@example.net>: Recipient address rejected: User unknown\r\n\r\n"
        "--b%d\r\nContent-Type: message/rfc822\r\n\r\n",
        number, number, number, number, number, number, number, number);
    append_envelope(out, number + 1, "rep@example.org", "night shift planning");
    g_string_append(out, "Content-Type: text/plain\r\n\r\n");
    append_quote(out, "", 1);
    g_string_append_printf(out, "\r\n--b%d--\r\n", number);
}

static void
append_away(GString *out, int number)
{
    append_envelope(out, number, "jo.doe@example.com", "Automatic reply: night shift planning");
    g_string_append_printf(out,
                           "Auto-Submitted: auto-replied\r\nX-Auto-Response-Suppress: All\r\n"
                           "Content-Type: text/plain; charset=\"utf-8\"\r\n"
                           "Content-Transfer-Encoding: 8bit\r\n\r\n"
                           "Hello,\r\n\r\nI am out of the office until %d December and will answer "
                           "when I am back.\r\nFor anything urgent, please write to "
                           "office@example.com.\r\n\r\nJo Doe\r\n",
                           number % 20 + 1);
}

static GPtrArray *
messages_new(void)
{
    GPtrArray *messages = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);

    for (int i = 0; i < MESSAGES; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        if (i % 6 == 4)
            append_bounce(text, i);
        else if (i % 6 == 5)
            append_away(text, i);
        else
            append_reply(text, i);
        g_ptr_array_add(messages, g_bytes_new(text->str, text->len));
    }
    return messages;
}

/* --- the two sides ------------------------------------------------------------------------------
 */

static void
decode_part(GMimeObject *parent, GMimeObject *object, gpointer data)
{
    gsize *total = data;

    if (!GMIME_IS_PART(object))
        return;
    GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(object));
    if (content == NULL)
        return;
    GMimeStream *out = g_mime_stream_mem_new();
    *total += (gsize)g_mime_data_wrapper_write_to_stream(content, out);
    g_object_unref(out);
}

static gsize
parse_bare(GBytes *bytes, bool decode)
{
    gsize length, total = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(data, length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);

    g_mime_parser_set_persist_stream(parser, FALSE);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    g_assert_nonnull(message);
    if (decode)
        g_mime_message_foreach(message, decode_part, &total);
    g_object_unref(message);
    g_object_unref(parser);
    g_object_unref(stream);
    return total;
}

static double
round_bare(const GPtrArray *messages, bool decode)
{
    double began_s = bench_now_s();

    for (guint i = 0; i < messages->len; i++)
        parse_bare(g_ptr_array_index(messages, i), decode);
    return (double)messages->len / (bench_now_s() - began_s);
}

static double
round_read(const GPtrArray *messages)
{
    double began_s = bench_now_s();

    for (guint i = 0; i < messages->len; i++) {
        g_autoptr(MailReading) reading = mail_read(g_ptr_array_index(messages, i), NOW);
        g_assert_nonnull(reading->new_text);
    }
    return (double)messages->len / (bench_now_s() - began_s);
}

static int
write_messages(const GPtrArray *messages, const char *folder)
{
    for (guint i = 0; i < messages->len; i++) {
        GBytes *bytes = g_ptr_array_index(messages, i);
        g_autofree char *path = g_strdup_printf("%s/%04u.eml", folder, i);
        if (!g_file_set_contents(path, g_bytes_get_data(bytes, NULL),
                                 (gssize)g_bytes_get_size(bytes), NULL))
            return 1;
    }
    return 0;
}

static GPtrArray *
messages_load(const char *folder)
{
    GPtrArray *messages = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        char *text;
        gsize length;
        if (g_file_get_contents(path, &text, &length, NULL))
            g_ptr_array_add(messages, g_bytes_new_take(text, length));
    }
    return messages;
}

/* The least a program must do that reads mail from files with GMime. */
static int
parse_files(char **paths)
{
    g_mime_init();
    for (; *paths != NULL; paths++) {
        char *text;
        gsize length;
        if (!g_file_get_contents(*paths, &text, &length, NULL))
            return 1;
        g_autoptr(GBytes) bytes = g_bytes_new_take(text, length);
        parse_bare(bytes, false);
    }
    return 0;
}

int
main(int argc, char **argv)
{
    if (argc > 2 && strcmp(argv[1], "--parse") == 0)
        return parse_files(argv + 2);
    bool writes = argc == 3 && strcmp(argv[1], "--write") == 0;
    g_autoptr(GPtrArray) messages = argc == 2 ? messages_load(argv[1]) : messages_new();
    double bare[ROUNDS], decoded[ROUNDS], read[ROUNDS];

    if (writes)
        return write_messages(messages, argv[2]);
    g_mime_init();
    round_read(messages);
    for (int i = 0; i < ROUNDS; i++) {
        bare[i] = round_bare(messages, false);
        read[i] = round_read(messages);
        decoded[i] = round_bare(messages, true);
    }
    double value = bench_median(read, ROUNDS);
    bench_print("read-gmime-bare", value, "messages/s", bench_median(bare, ROUNDS));
    bench_print("read-gmime-decoded", value, "messages/s", bench_median(decoded, ROUNDS));
    return 0;
}
