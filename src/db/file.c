/* SQLite's online backup and quick check. See file.h. */
#include "db/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#define BUSY_MS 10000
#define RETRY_MS 50

static bool
fail(const char *path, const char *what, int code, GError **error)
{
    int plain = code & 0xff;
    SeventhError kind = plain == SQLITE_FULL                             ? SEVENTH_ERROR_LIMIT
                        : plain == SQLITE_BUSY || plain == SQLITE_LOCKED ? SEVENTH_ERROR_UNAVAILABLE
                                                                         : SEVENTH_ERROR_IO;
    return error_set(error, kind, "%s: %s: %s%s", path, what, sqlite3_errstr(code),
                     plain == SQLITE_FULL ? "; free some space and try again" : "");
}

static sqlite3 *
open_file(const char *path, int flags, GError **error)
{
    sqlite3 *handle = NULL;
    int code = sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX, NULL);

    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(handle, BUSY_MS);
        return handle;
    }
    fail(path, "cannot be opened", code, error);
    sqlite3_close(handle);
    return NULL;
}

static sqlite3 *
open_existing(const char *path, GError **error)
{
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
        return open_file(path, SQLITE_OPEN_READONLY, error);
    error_set(error, SEVENTH_ERROR_NOT_FOUND, "there is no database file %s", path);
    return NULL;
}

bool
db_file_check(const char *path, GError **error)
{
    sqlite3 *handle = open_existing(path, error);
    sqlite3_stmt *check = NULL;
    bool sound = false;

    if (handle == NULL)
        return false;
    int code = sqlite3_prepare_v2(handle, "PRAGMA quick_check(1)", -1, &check, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(check);
    if (code == SQLITE_ROW) {
        const char *verdict = (const char *)sqlite3_column_text(check, 0);
        sound = g_strcmp0(verdict, "ok") == 0;
        if (!sound)
            error_set(error, SEVENTH_ERROR_IO, "%s is damaged: %s; restore a backup", path,
                      verdict);
    } else {
        fail(path, "is no sound database; use another file", code, error);
    }
    sqlite3_finalize(check);
    sqlite3_close(handle);
    return sound;
}

/* People's data: a new file is its owner's alone. */
static void
make_private(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (fd >= 0)
        close(fd);
}

static int
copy_pages(sqlite3 *from, sqlite3 *to)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    int waited_ms = 0, code;

    if (backup == NULL)
        return sqlite3_errcode(to);
    while ((code = sqlite3_backup_step(backup, -1)) == SQLITE_BUSY || code == SQLITE_LOCKED) {
        if ((waited_ms += RETRY_MS) > BUSY_MS)
            break;
        sqlite3_sleep(RETRY_MS);
    }
    int finished = sqlite3_backup_finish(backup);
    return code == SQLITE_DONE ? finished : code;
}

bool
db_file_copy(const char *from, const char *to, GError **error)
{
    sqlite3 *source = open_existing(from, error), *target;

    if (source == NULL)
        return false;
    make_private(to);
    target = open_file(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
    int code = SQLITE_OK;
    if (target != NULL) {
        sqlite3_exec(target, "PRAGMA synchronous=FULL", NULL, NULL, NULL);
        code = copy_pages(source, target);
    }
    bool copied = target != NULL && code == SQLITE_OK;
    if (target != NULL && !copied)
        fail(to, "the copy failed", code, error);
    sqlite3_close(target);
    sqlite3_close(source);
    return copied;
}
