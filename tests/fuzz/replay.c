/* Stands in for libFuzzer: feeds every file of a folder, and a few sizes of nothing, to the target.
 *
 * A crash is the failure; each input that passes is one TAP line. */
#include "fuzz.h"

#include <glib.h>
#include <stdio.h>

static int count;

static void
feed(const char *name, const char *data, gsize length)
{
    LLVMFuzzerTestOneInput((const uint8_t *)data, length);
    printf("ok %d %s\n", ++count, name);
    fflush(stdout);
}

int
main(int argc, char **argv)
{
    g_autoptr(GDir) folder = argc > 1 ? g_dir_open(argv[1], 0, NULL) : NULL;
    const char *name;

    feed("nothing", "", 0);
    feed("a NUL", "", 1);
    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *path = g_build_filename(argv[1], name, NULL);
        g_autofree char *data = NULL;
        gsize length;

        if (g_file_get_contents(path, &data, &length, NULL))
            feed(name, data, length);
    }
    printf("1..%d\n", count);
    return 0;
}
