/* Files between two pages: an upload waits here while a person looks at its preview.
 *
 * A waiting file lies in the folder for temporary files, readable by this process's user only,
 * under a name nobody can guess that also carries the signed-in user: another user's token leads
 * nowhere. It goes when it was used, or when it is older than an hour and somebody uploads again.
 *
 * Disadvantage: with several nodes behind one address, the next request must reach the same node.
 */
#pragma once

#include "app/app.h"

/* Copies all of `fd`. Sets the token (g_free). Errors: IO (a full disk, say). */
bool spool_keep(App *app, int64_t user_id, int fd, char **ret_token, GError **error);

/* The path of a waiting file (g_free). Errors: NOT_FOUND for what is no token, another user's, or
 * gone. */
char *spool_path(int64_t user_id, const char *token, GError **error);

/* A new empty folder for files that wait together, under a token like the others. Sets its path and
 * token (g_free). Errors: IO. */
bool spool_folder(App *app, int64_t user_id, char **ret_path, char **ret_token, GError **error);
/* Copies all of `fd` into the folder, under a name like the one it had, after `prefix`. Sets the
 * path (g_free). Errors: IO. */
bool spool_folder_keep(const char *folder, const char *prefix, const char *name, int fd,
                       char **ret_path, GError **error);
/* The folder is complete: its hour begins. */
void spool_folder_done(App *app, const char *path);
/* The path of a file in such a folder (g_free). Errors: NOT_FOUND like spool_path(). */
char *spool_folder_file(int64_t user_id, const char *token, const char *name, GError **error);

/* Removes a waiting file or folder; nothing when there is none. */
void spool_drop(int64_t user_id, const char *token);
