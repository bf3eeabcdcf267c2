/* SMTP replies as servers really write them. */
#include "mail/smtp_reply.h"

#include <string.h>

static SmtpReply
read_lines(const char *lines)
{
    SmtpReply reply = { 0 };
    g_auto(GStrv) split = g_strsplit(lines, "\n", -1);

    for (char **line = split; *line != NULL; line++)
        smtp_reply_add_line(&reply, *line, strlen(*line));
    return reply;
}

static void
test_replies(void)
{
    static const struct {
        const char *lines;
        int code;
        const char *status, *text;
    } CASES[] = {
        { "250 OK\r", 250, "", "OK" },
        { "250 2.0.0 Ok: queued as 4FAB\r", 250, "2.0.0", "Ok: queued as 4FAB" },
        { "550-5.1.1 The account does\r\n550 5.1.1 not exist\r", 550, "5.1.1",
          "The account does not exist" },
        { "452 4.22.311", 452, "4.22.311", "" },
        { "550 5.1 odd", 550, "", "5.1 odd" },
        { "550 5.1234.1 odd", 550, "", "5.1234.1 odd" },
        { "354", 354, "", "" },
        { "550-first line only", 0, "", "first line only" },
        { "220 hello\r\n535 5.7.8 no", 535, "5.7.8", "no" },
        { "banner\n25x what\n", 0, "", "" },
        { "550 caf\xe9 \x01 down", 550, "", "caf\xef\xbf\xbd   down" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        SmtpReply reply = read_lines(CASES[i].lines);

        g_assert_cmpint(reply.code, ==, CASES[i].code);
        g_assert_cmpstr(reply.status, ==, CASES[i].status);
        g_assert_cmpstr(reply.text, ==, CASES[i].text);
    }
}

/* Endless words are cut, at a character. */
static void
test_long(void)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    SmtpReply reply;

    for (guint i = 0; i < 1000; i++)
        g_string_append(lines, "550-ääääääääääääääää\n");
    g_string_append(lines, "550 end");
    reply = read_lines(lines->str);
    g_assert_cmpint(reply.code, ==, 550);
    g_assert_cmpuint(strlen(reply.text), >, 200);
    g_assert_true(g_utf8_validate(reply.text, -1, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/smtp-reply/replies", test_replies);
    g_test_add_func("/mail/smtp-reply/long", test_long);
    return g_test_run();
}
