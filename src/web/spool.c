/* See spool.h. A file's age is its modification time, set from the app's clock. */
#include "web/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "seventh-upload-"
#define TOKEN_BYTES 16
#define MAX_AGE_S 3600
#define BLOCK 65536

static char *
path_of(int64_t user_id, const char *token)
{
    g_autofree char *name = g_strdup_printf(PREFIX "%" G_GINT64_FORMAT "-%s", user_id, token);

    return g_build_filename(g_get_tmp_dir(), name, NULL);
}

static bool
is_token(const char *token)
{
    return token != NULL && strlen(token) == TOKEN_BYTES * 2 &&
           strspn(token, "0123456789abcdef") == TOKEN_BYTES * 2;
}

static bool
is_ours(const char *path, struct stat *ret_about)
{
    return lstat(path, ret_about) == 0 && ret_about->st_uid == geteuid() &&
           (S_ISREG(ret_about->st_mode) || S_ISDIR(ret_about->st_mode));
}

/* A file, or a folder of files. */
static void
drop(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *below = g_build_filename(path, name, NULL);
        unlink(below);
    }
    remove(path);
}

/* What was uploaded and never imported. */
static void
sweep(App *app)
{
    g_autoptr(GDir) folder = g_dir_open(g_get_tmp_dir(), 0, NULL);
    int64_t oldest_s = app_now_us(app) / SECOND_US - MAX_AGE_S;
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *path = g_build_filename(g_get_tmp_dir(), name, NULL);
        struct stat about;
        if (g_str_has_prefix(name, PREFIX) && is_ours(path, &about) &&
            about.st_mtim.tv_sec < oldest_s)
            drop(path);
    }
}

static bool
copy(int from, int to)
{
    g_autofree char *block = g_malloc(BLOCK);
    ssize_t got;

    while ((got = read(from, block, BLOCK)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        for (ssize_t done = 0; done < got;) {
            ssize_t put = write(to, block + done, (gsize)(got - done));
            if (put < 0 && errno != EINTR)
                return false;
            done += MAX(put, 0);
        }
    }
    return true;
}

bool
spool_keep(App *app, int64_t user_id, int fd, char **ret_token, GError **error)
{
    g_autofree char *token = world_random_hex(app->world, TOKEN_BYTES);
    g_autofree char *path = path_of(user_id, token);
    struct timespec now = { .tv_sec = app_now_us(app) / SECOND_US };

    sweep(app);
    int to = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (to < 0)
        return error_set(error, SEVENTH_ERROR_IO, "the upload could not be kept in %s: %s",
                         g_get_tmp_dir(), g_strerror(errno));
    bool kept = copy(fd, to) && futimens(to, (struct timespec[]){ now, now }) == 0;
    int problem = errno;
    kept = close(to) == 0 && kept;
    if (!kept) {
        unlink(path);
        return error_set(error, SEVENTH_ERROR_IO,
                         "the upload could not be kept in %s: %s; make room there and try again",
                         g_get_tmp_dir(), g_strerror(problem));
    }
    *ret_token = g_steal_pointer(&token);
    return true;
}

char *
spool_path(int64_t user_id, const char *token, GError **error)
{
    g_autofree char *path = is_token(token) ? path_of(user_id, token) : NULL;
    struct stat about;

    if (path != NULL && is_ours(path, &about) && S_ISREG(about.st_mode))
        return g_steal_pointer(&path);
    error_set(error, SEVENTH_ERROR_NOT_FOUND,
              "That file is no longer here: it was imported, or waited longer than an hour. "
              "Choose it again.");
    return NULL;
}

bool
spool_folder(App *app, int64_t user_id, char **ret_path, char **ret_token, GError **error)
{
    g_autofree char *token = world_random_hex(app->world, TOKEN_BYTES);
    g_autofree char *path = path_of(user_id, token);

    sweep(app);
    if (mkdir(path, 0700) != 0)
        return error_set(error, SEVENTH_ERROR_IO, "there is no room for files in %s: %s",
                         g_get_tmp_dir(), g_strerror(errno));
    *ret_path = g_steal_pointer(&path);
    *ret_token = g_steal_pointer(&token);
    return true;
}

bool
spool_folder_keep(const char *folder, const char *prefix, const char *name, int fd, char **ret_path,
                  GError **error)
{
    g_autofree char *safe = g_strdup_printf("%s-%.100s", prefix, name);
    g_strcanon(safe, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS ".-", '_');
    g_autofree char *path = g_build_filename(folder, safe, NULL);
    int to = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool kept = to >= 0 && copy(fd, to);
    int problem = errno;

    if (to >= 0)
        kept = close(to) == 0 && kept;
    if (!kept)
        return error_set(error, SEVENTH_ERROR_IO,
                         "the upload could not be kept in %s: %s; make room there and try again",
                         g_get_tmp_dir(), g_strerror(problem));
    *ret_path = g_steal_pointer(&path);
    return true;
}

void
spool_folder_done(App *app, const char *path)
{
    struct timespec now = { .tv_sec = app_now_us(app) / SECOND_US };

    utimensat(AT_FDCWD, path, (struct timespec[]){ now, now }, AT_SYMLINK_NOFOLLOW);
}

char *
spool_folder_file(int64_t user_id, const char *token, const char *name, GError **error)
{
    g_autofree char *folder = is_token(token) ? path_of(user_id, token) : NULL;
    struct stat about;

    g_assert(strchr(name, '/') == NULL);
    if (folder != NULL && is_ours(folder, &about) && S_ISDIR(about.st_mode))
        return g_build_filename(folder, name, NULL);
    error_set(error, SEVENTH_ERROR_NOT_FOUND,
              "Those files are no longer here: they waited longer than an hour.");
    return NULL;
}

void
spool_drop(int64_t user_id, const char *token)
{
    g_autofree char *path = is_token(token) ? path_of(user_id, token) : NULL;
    struct stat about;

    if (path != NULL && is_ours(path, &about))
        drop(path);
}
