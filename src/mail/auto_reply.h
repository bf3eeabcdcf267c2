/* Telling messages written by machines for a person (vacation notices, ticket confirmations) from
 * those a person wrote.
 *
 * RFC 3834 headers first, then what the big mail programs add, then the words of the subject and,
 * for short messages, of the text. "Out of office" is a machine's word that the person is away;
 * anything else a machine says in answer is an auto-reply. */
#pragma once

#include "mail/message.h"
#include "mail/read.h"
#include "text/linear_model.h"

/* MAIL_HUMAN, MAIL_AUTO_REPLY or MAIL_OUT_OF_OFFICE. `new_text` is the message's own words,
 * without quotation; `quotes` when there was one. */
MailKind
auto_reply_kind(const Message *message, const char *subject, const char *new_text, bool quotes);
/* Do the words say that somebody is away? */
bool auto_reply_says_away(const char *text);
/* Do they say that an address or a post has changed for good? A day in such a text is no return. */
bool auto_reply_says_moved(const char *text);
/* The kind from the text alone, where nothing else tells: MAIL_HUMAN unless the text says of itself
 * that it is automatic, holds nothing but a notice, or reads like one to the model
 * (mail/notice_model.h), which has to be surer of one that quotes what it answers. */
MailKind auto_reply_kind_of_text(const LinearModel *model, const char *text, bool quotes);
