/* Reports in running text: the hundred home-made formats. Inside of bounce.c. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "mail/bounce.h"

/* The report's own words: `text` up to where the returned original begins. */
char *bounce_text_head(const char *text);
/* The returned original below the head: begins with its first header; NULL when there is none. */
const char *bounce_text_original(const char *text);
/* Cases found in `head`, BounceCase *. `own` (addresses that are no recipient: the reader's own,
 * the daemon's) may be NULL-terminated and empty. */
GPtrArray *bounce_text_cases(const char *head, const char *const *own);
/* Reads RFC 3464 fields from `text`, whatever part they stand in; BounceCase *. */
GPtrArray *bounce_status_cases(const char *text);
/* An address at `text` ("jo@example.com", "<jo@example.com>", "rfc822;jo@example.com"), lower-case;
 * NULL when there is none. `ret_end` (may be NULL) is the byte after it. */
char *bounce_address_at(const char *text, const char **ret_end);
/* Does the line begin with "name:"? */
bool bounce_field_is(const char *line, const char *name);
/* Index of a case for this address, or -1. */
int bounce_cases_find(const GPtrArray *cases, const char *recipient);
