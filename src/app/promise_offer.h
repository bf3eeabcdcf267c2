/* Promises found in words (core/promise_words.h): offered to people, kept for machines. */
#pragma once

#include "app/snapshot.h"
#include "core/promise_words.h"

/* {"channel","channel_say","from","until","say","window","quote"}: `window` is what `promise add`
 * and `touch log` take. JSON null when the text promises nothing, or only what has passed. Days are
 * told from `said_us`. Free with json_decref(). */
json_t *
promise_offer_json(App *app, const char *text, PromiseSide side, const Zone *zone, Instant said_us);

/* A mail that is about to leave and promises something makes that promise, with its task. One that
 * cannot be kept comes back as `ret_why_not`, words for a human; the mail is then held. Errors: IO.
 */
bool promise_offer_keep(App *app, DbConn *conn, const Snapshot *snapshot, const char *body,
                        char **ret_why_not, GError **error);
