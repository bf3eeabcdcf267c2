/* Servers that a test starts itself: scripts of tests/support that print their port as the first
 * line and end when their standard input does, so that none outlives the test. */
#pragma once

#include <glib.h>

typedef struct Peer Peer;

/* Runs a script of tests/support with `arguments` (NULL-terminated) under Debian's Python; needs
 * g_test_init(). Aborts the test when it does not start. */
Peer *peer_start(const char *script, const char *const *arguments);
void peer_stop(Peer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Peer, peer_stop)
guint peer_port(const Peer *self);

/* Runs a script to its end with `input` (may be NULL) and gives what it printed; aborts the test
 * when it fails. Free with g_free(). */
char *peer_run(const char *script, const char *const *arguments, const char *input);

/* A folder with ca.pem, cert.pem, key.pem and stranger.pem for 127.0.0.1; made once a process,
 * removed by certificates_remove(). */
const char *certificates_make(void);
void certificates_remove(void);

/* Removes a folder of plain files and folders, and all in it. */
void remove_folder(const char *path);
