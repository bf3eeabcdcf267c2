/* What imap.c (the session) and imap_fetch.c (reading a folder) share. */
#pragma once

#include "mail/imap.h"
#include "mail/imap_wire.h"

struct ImapSession {
    mailimap *imap;
    mailstream_low *low; /* belongs to imap */
    ServerUrl server;
    char *user;
    char *folder; /* examined at present, NULL: none */
    uint32_t uid_validity;
    bool asked; /* what the server offers those who signed in */
    bool idles;
    uint32_t uid_next; /* at the time of EXAMINE; 0: not told */
};

/* Begins a command whose answer should be at most `max_bytes`. */
void imap_session_begin(ImapSession *self, gsize max_bytes);

/* Asks what the server offers. */
bool imap_session_ask_capabilities(ImapSession *self, GError **error);

/* Turns libetpan's result into an error: `refused` is the code for the server's NO or BAD, `doing`
 * goes into the message ("opening folder “INBOX”"). True when the command succeeded. */
bool imap_session_check(ImapSession *self, int result, SeventhError refused, const char *doing,
                        GError **error);

/* A folder's name as it goes over the wire (modified UTF-7, RFC 3501 5.1.3). Free with g_free().
 * Errors: INVALID. */
char *imap_folder_encode(const char *folder, GError **error);
