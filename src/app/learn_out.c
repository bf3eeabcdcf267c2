/* See learn_out.h. */
#include "app/learn_out.h"

bool
learn_write(GBytes *model, const char *path, GError **error)
{
    gsize length;
    const char *bytes = g_bytes_get_data(model, &length);
    g_autoptr(GError) problem = NULL;

    if (path == NULL || g_file_set_contents(path, bytes, (gssize)length, &problem))
        return true;
    return error_set(error, SEVENTH_ERROR_IO, "cannot write %s: %s", path, problem->message);
}
