/* The timeline: what happened with a person, in sentences, oldest first.
 *
 * The ledger keeps every step of the machine; a reader wants each event once. So a task and the
 * mail in the queue are told by what became of them; what was planned and taken back is told by the
 * cause (a promise, a pause, an answer), which has a line of its own. Reasons, ids and codes stay
 * in the row's keys. */
#pragma once

#include "app/operation.h"

/* Emits a row an event. Errors: NOT_FOUND. */
bool timeline_list(App *app, DbConn *conn, int64_t prospect_id, RowSink emit, void *emit_data,
                   GError **error);
