/* Promises found in words (core/promise_words.h): offered to people, kept for machines. */
#pragma once

#include "app/snapshot.h"
#include "core/promise_words.h"

/* {"channel","channel_say","from","until","say","window","quote"}: `window` is what `promise add`
 * and `touch log` take. JSON null when the text promises nothing, or only what has passed. Days are
 * told from `said_us`. Free with json_decref(). */
json_t *
promise_offer_json(App *app, const char *text, PromiseSide side, const Zone *zone, Instant said_us);

/* May a mail that a machine wrote leave with what it promises? A promise that cannot be kept comes
 * back as `ret_why_not`, words for a human; the mail is then held. Nothing is promised yet: the
 * mail may still be taken back or refused. Errors: IO. */
bool promise_offer_check(App *app, DbConn *conn, const Snapshot *snapshot, const char *body,
                         char **ret_why_not, GError **error);

/* The mail of a touch has left: what a machine's text promises is promised from now on, with its
 * task. What can no longer be promised is noted in the ledger. Errors: IO. */
bool promise_offer_give(App *app, DbConn *conn, int64_t touch_id, GError **error);
