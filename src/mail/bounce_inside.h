/* The parts of reading a delivery report, between the bounce_*.c files.
 *
 * bounce.c decides whether a message is one; bounce_wording.c knows how they begin,
 * bounce_collect.c gathers what is said of each recipient from bounce_status.c (RFC 3464 fields),
 * bounce_text.c (running text, the hundred home-made formats) and the headers; bounce_original.c
 * finds the returned message; bounce_feedback.c reads complaints; bounce_reason.c judges. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "mail/bounce.h"
#include "text/phrases.h"

#define BOUNCE_MAX 64 /* recipients of one report */
#define BOUNCE_MAX_DIAGNOSTIC 8192u

/* --- bounce_wording.c --- */

enum { SAYS_FAILED, SAYS_DELAYED, SAYS_RECEIPT };
/* What a subject (may be NULL) or the first words of a text say, or -1. */
int bounce_subject_says(const char *subject);
int bounce_body_says(const PhraseText *head);
/* "Fwd:", "WG:": a person passes something on. `subject` may be NULL. */
bool bounce_subject_is_forwarded(const char *subject);

/* --- bounce_case.c --- */

/* An address at `text` ("jo@example.com", "<jo@example.com>", "rfc822;jo@example.com"), lower-case;
 * NULL when there is none. `ret_end` (may be NULL) is the byte after it. */
char *bounce_address_at(const char *text, const char **ret_end);
/* Index of a case for this address, or -1. */
int bounce_cases_find(const GPtrArray *cases, const char *recipient);
/* Does the line begin with "name:", or with any header name? */
bool bounce_field_is(const char *line, const char *name);
bool bounce_is_header_line(const char *line);
/* Frees what `slot` holds and puts `value` there, which it takes. */
void bounce_replace(char **slot, char *value);

/* --- bounce_original.c --- */

/* Where the returned original, or the words that announce it, begin in `text`; NULL: nowhere. */
const char *bounce_text_mark(const char *text);
/* The report's own words: `text` up to that mark (may be NULL). Free with g_free(). */
char *bounce_text_head(const char *text, const char *mark);
/* The original below the mark (may be NULL): begins with its first header; NULL when none does. */
const char *bounce_text_original(const char *mark);

/* --- bounce_status.c, bounce_text.c --- */

/* Reads RFC 3464 fields from `text`, whatever part they stand in; BounceCase *. */
GPtrArray *bounce_status_cases(const char *text);
/* Cases found in `head`, BounceCase *. `own` (addresses that are no recipient: the reader's own,
 * the daemon's) is NULL-terminated, or NULL. */
GPtrArray *bounce_text_cases(const char *head, const char *const *own);
/* The first address in `head` that is neither `own` nor a machine's, with all words; at most one
 * BounceCase *. For reports in no known shape. */
GPtrArray *bounce_text_any(const char *head, const char *const *own);

/* --- bounce_collect.c --- */

/* The text of all readable parts before the original, `body` (what a person would read) when they
 * hold none; free with g_free(). */
char *bounce_report_text(const Message *message, const char *body);
/* The returned original, a part or below `mark`; NULL when there is none. Not to be freed. */
const char *bounce_returned_original(const Message *message, const char *mark);
/* Adds the ids of the original (may be NULL) to those that `reading` refers to. */
void bounce_take_original(MailReading *reading, const char *original);
/* Recipients named by X-Failed-Recipients, else by the original (may be NULL); BounceCase *. */
GPtrArray *bounce_named_in_headers(const Message *message, const char *original, const char *head);
/* All cases of the report; `head` is its own words within `text`. */
GPtrArray *bounce_collect(const Message *message, const MailReading *reading, const char *text,
                          const char *head, const char *original);

/* --- bounce_feedback.c --- */

/* The subject (may be NULL) of Microsoft's junk reports. */
bool bounce_is_complaint_subject(const char *subject);
bool bounce_is_feedback(const Message *message, const MailReading *reading, const char *original);
void bounce_read_complaint(const Message *message, MailReading *reading, const char *original);
/* Reads the JSON of Amazon SES; false when `text` is none. */
bool bounce_read_notification(const char *text, MailReading *reading);
