/* Was it sent? The one table that must never be wrong. */
#include "mail/smtp_verdict.h"

#include <string.h>

static SendResult
judge(SmtpOutcome outcome, int reply_code, CURLcode code)
{
    static const ServerUrl SERVER = { .host = (char *)"mail.test", .port = 587 };
    SendResult result = { 0 };

    outcome.server = &SERVER;
    outcome.reply.code = reply_code;
    smtp_outcome_judge(&outcome, code, &result);
    return result;
}

static void
test_states(void)
{
    static const struct {
        SmtpPhase phase;
        int code;
        SendState state;
        bool about_recipient;
    } CASES[] = {
        /* Nothing was sent, and the trouble is ours or passing: later. */
        { SMTP_PHASE_LOGIN, 0, SEND_DEFERRED, false },
        { SMTP_PHASE_LOGIN, 554, SEND_DEFERRED, false },
        { SMTP_PHASE_LOGIN, 535, SEND_DEFERRED, false },
        { SMTP_PHASE_MAIL, 0, SEND_DEFERRED, false },
        { SMTP_PHASE_MAIL, 421, SEND_DEFERRED, false },
        { SMTP_PHASE_MAIL, 530, SEND_DEFERRED, false },
        { SMTP_PHASE_RCPT, 530, SEND_DEFERRED, false },
        { SMTP_PHASE_RCPT, 421, SEND_DEFERRED, false },
        { SMTP_PHASE_RCPT, 0, SEND_DEFERRED, false },
        { SMTP_PHASE_RCPT, 451, SEND_DEFERRED, true },
        { SMTP_PHASE_DATA, 354, SEND_DEFERRED, false },
        { SMTP_PHASE_DATA, 452, SEND_DEFERRED, false },
        /* Refused for good. */
        { SMTP_PHASE_MAIL, 550, SEND_FAILED, false },
        { SMTP_PHASE_RCPT, 550, SEND_FAILED, true },
        { SMTP_PHASE_RCPT, 553, SEND_FAILED, true },
        { SMTP_PHASE_DATA, 554, SEND_FAILED, false },
        { SMTP_PHASE_DOT, 554, SEND_FAILED, false },
        /* After the dot only the server's word counts. */
        { SMTP_PHASE_DOT, 451, SEND_DEFERRED, false },
        { SMTP_PHASE_DOT, 421, SEND_DEFERRED, false },
        { SMTP_PHASE_DOT, 250, SEND_ACCEPTED, false },
        { SMTP_PHASE_DOT, 0, SEND_IN_DOUBT, false },
        { SMTP_PHASE_DOT, 354, SEND_IN_DOUBT, false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        SendResult result =
            judge((SmtpOutcome){ .phase = CASES[i].phase }, CASES[i].code, CURLE_RECV_ERROR);

        g_test_message("phase %d, reply %d: %s", (int)CASES[i].phase, CASES[i].code, result.text);
        g_assert_cmpint(result.state, ==, CASES[i].state);
        g_assert_cmpint(result.about_recipient, ==, CASES[i].about_recipient);
    }
}

static void
test_refused_by_us(void)
{
    SendResult result = judge((SmtpOutcome){ .phase = SMTP_PHASE_DATA, .refused = true }, 354,
                              CURLE_ABORTED_BY_CALLBACK);

    g_assert_cmpint(result.state, ==, SEND_REFUSED);
    g_assert_cmpint(result.reply_code, ==, 0);
}

static void
test_words(void)
{
    static const struct {
        CURLcode code;
        SeventhError kind;
        const char *says;
    } CASES[] = {
        { CURLE_COULDNT_RESOLVE_HOST, SEVENTH_ERROR_UNAVAILABLE, "no such host: mail.test" },
        { CURLE_COULDNT_CONNECT, SEVENTH_ERROR_UNAVAILABLE, "mail.test port 587" },
        { CURLE_OPERATION_TIMEDOUT, SEVENTH_ERROR_UNAVAILABLE, "in time" },
        { CURLE_PEER_FAILED_VERIFICATION, SEVENTH_ERROR_INVALID, "certificate of mail.test" },
        { CURLE_SSL_CACERT_BADFILE, SEVENTH_ERROR_INVALID, "CA file" },
        { CURLE_SSL_CONNECT_ERROR, SEVENTH_ERROR_INVALID, "TLS" },
        { CURLE_USE_SSL_FAILED, SEVENTH_ERROR_INVALID, "in the clear" },
        { CURLE_LOGIN_DENIED, SEVENTH_ERROR_DENIED, "wrong user or password" },
        { CURLE_RECV_ERROR, SEVENTH_ERROR_UNAVAILABLE, "closed the connection" },
    };
    static const ServerUrl SERVER = { .host = (char *)"mail.test", .port = 587 };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        SmtpOutcome outcome = { .server = &SERVER };
        g_autoptr(GString) words = g_string_new(NULL);

        g_assert_cmpint(smtp_outcome_explain(&outcome, CASES[i].code, words), ==, CASES[i].kind);
        g_assert_nonnull(strstr(words->str, CASES[i].says));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/smtp-verdict/states", test_states);
    g_test_add_func("/mail/smtp-verdict/refused-by-us", test_refused_by_us);
    g_test_add_func("/mail/smtp-verdict/words", test_words);
    return g_test_run();
}
