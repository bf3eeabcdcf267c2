/* A mailbox as the audit's input: who was written to, who wrote, what was left unanswered.
 *
 * Leads are everybody outside who was written to or who wrote first; lists, newsletters and
 * addresses that take no replies are nobody. Whose mailbox it is shows by who takes part in most of
 * its mails, unless `own` says. Where leads were read before, only their mail counts. */
#pragma once

#include "app/audit_reader.h"

/* An mbox file, or a Maildir (also a folder of Maildirs)? */
bool audit_is_mailbox(const char *path);

/* `paths`: mailboxes of one side; `name`: what the report calls them. `own`: a JSON array of
 * addresses and domains of our side, or NULL. Errors: NOT_FOUND, IO, LIMIT; INVALID when it cannot
 * be told whose mailbox it is. */
bool audit_read_mailboxes(AuditReader *self, const GPtrArray *paths, const char *name,
                          const json_t *own, GError **error);
