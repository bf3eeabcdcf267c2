/* A mailbox on an IMAP server as the audit's input: its mails come into a private folder, are read
 * like a Maildir, and are gone when the report is counted. Nothing changes on the server: folders
 * are opened for reading only, and no mail is marked as read. */
#pragma once

#include "base/instant.h"
#include "base/json.h"

typedef struct {
    const char *url, *user, *password;
    const char *ca_file;   /* NULL: the system's authorities */
    const json_t *folders; /* beside the inbox and the folder of sent mail; or NULL */
    Instant since_us;      /* what came before stays there */
} AuditImap;

/* Sets a folder to be read and dropped with audit_imap_drop(). Errors: those of mail/imap.h, IO. */
bool audit_imap_copy(const AuditImap *self, char **ret_folder, GError **error);
/* Removes the copies and frees the name; nothing for NULL. */
void audit_imap_drop(char *folder);
