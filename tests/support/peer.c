/* Scripts as children that end with us: their standard input is our pipe. */
#include "support/peer.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

/* Debian's modules (aiosmtpd) belong to Debian's interpreter. */
#define PYTHON "/usr/bin/python3"

struct Peer {
    GSubprocess *process;
    guint port;
};

static char *certificates;

static GSubprocess *
spawn(const char *script, const char *const *arguments, GSubprocessFlags flags)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "support", script, NULL);
    g_autoptr(GPtrArray) command = g_ptr_array_new();
    GSubprocess *process;

    g_ptr_array_add(command, (char *)PYTHON);
    g_ptr_array_add(command, path);
    for (; *arguments != NULL; arguments++)
        g_ptr_array_add(command, (char *)*arguments);
    g_ptr_array_add(command, NULL);
    process = g_subprocess_newv((const char *const *)command->pdata, flags, &error);
    g_assert_no_error(error);
    return process;
}

Peer *
peer_start(const char *script, const char *const *arguments)
{
    Peer *self = g_new0(Peer, 1);
    g_autoptr(GError) error = NULL;
    g_autoptr(GDataInputStream) output = NULL;
    g_autofree char *line = NULL;

    self->process =
        spawn(script, arguments, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
    output = g_data_input_stream_new(g_subprocess_get_stdout_pipe(self->process));
    line = g_data_input_stream_read_line(output, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_nonnull(line);
    self->port = (guint)g_ascii_strtoull(line, NULL, 10);
    g_assert_cmpuint(self->port, >, 0);
    return self;
}

void
peer_stop(Peer *self)
{
    g_subprocess_force_exit(self->process);
    g_subprocess_wait(self->process, NULL, NULL);
    g_object_unref(self->process);
    g_free(self);
}

guint
peer_port(const Peer *self)
{
    return self->port;
}

char *
peer_run(const char *script, const char *const *arguments, const char *input)
{
    g_autoptr(GError) error = NULL;
    GSubprocess *process =
        spawn(script, arguments, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
    char *output = NULL;

    g_subprocess_communicate_utf8(process, input, NULL, &output, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(g_subprocess_get_successful(process));
    g_object_unref(process);
    return output;
}

void
remove_folder(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);

        if (g_file_test(child, G_FILE_TEST_IS_DIR) && !g_file_test(child, G_FILE_TEST_IS_SYMLINK))
            remove_folder(child);
        else
            g_unlink(child);
    }
    g_rmdir(path);
}

const char *
certificates_make(void)
{
    g_autoptr(GError) error = NULL;

    if (certificates == NULL) {
        certificates = g_dir_make_tmp("seventh-certificates-XXXXXX", &error);
        g_assert_no_error(error);
        g_free(peer_run("certificate.py", (const char *[]){ certificates, NULL }, NULL));
    }
    return certificates;
}

void
certificates_remove(void)
{
    if (certificates != NULL)
        remove_folder(certificates);
    g_clear_pointer(&certificates, g_free);
}
