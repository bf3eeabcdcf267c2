/* The verdict: what one SMTP exchange came to, from how far it got and what the server said.
 *
 * Pure, and apart from smtp.c, because "was it sent?" must have one answer in one place. */
#pragma once

#include <curl/curl.h>

#include "mail/server_url.h"
#include "mail/smtp_reply.h"
#include "mail/transport.h"

typedef enum {
    SMTP_PHASE_LOGIN, /* connect, greeting, EHLO, STARTTLS, AUTH */
    SMTP_PHASE_MAIL,
    SMTP_PHASE_RCPT,
    SMTP_PHASE_DATA, /* the command and the message's bytes */
    SMTP_PHASE_DOT,  /* before_dot said yes: from here on silence is doubt */
} SmtpPhase;

typedef struct {
    const ServerUrl *server;
    SmtpPhase phase;
    bool refused; /* before_dot said no */
    bool hung_up; /* the server closed before the dot, and we saw it */
    SmtpReply reply;
    char curl_words[CURL_ERROR_SIZE];
} SmtpOutcome;

/* libcurl's failure before the dot, in words for the person who set up the mailbox, and its kind.
 */
SeventhError smtp_outcome_explain(const SmtpOutcome *self, CURLcode code, GString *ret_words);

/* Fills `ret_result`, which is all zero before. */
void smtp_outcome_judge(const SmtpOutcome *self, CURLcode code, SendResult *ret_result);
