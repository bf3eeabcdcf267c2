/* Runs the Python sink as a child that ends with us: its standard input is our pipe. */
#include "support/sink.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <string.h>

struct Sink {
    GSubprocess *process;
    char *folder;
    guint port;
};

static char *certificates;

/* Debian's modules (aiosmtpd) belong to Debian's interpreter. */
#define PYTHON "/usr/bin/python3"

static char *
support_file(const char *name)
{
    return g_test_build_filename(G_TEST_DIST, "support", name, NULL);
}

Sink *
sink_start(const char *first_option, ...)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) command = g_ptr_array_new();
    g_autofree char *script = support_file("smtp_sink.py");
    g_autoptr(GDataInputStream) output = NULL;
    g_autofree char *line = NULL;
    Sink *self = g_new0(Sink, 1);
    va_list options;

    self->folder = g_dir_make_tmp("seventh-sink-XXXXXX", &error);
    g_assert_no_error(error);
    g_ptr_array_add(command, (char *)PYTHON);
    g_ptr_array_add(command, script);
    g_ptr_array_add(command, (char *)"--with-parent");
    g_ptr_array_add(command, (char *)"--maildir");
    g_ptr_array_add(command, self->folder);
    va_start(options, first_option);
    for (const char *option = first_option; option != NULL; option = va_arg(options, const char *))
        g_ptr_array_add(command, (char *)option);
    va_end(options);
    g_ptr_array_add(command, NULL);
    self->process =
        g_subprocess_newv((const char *const *)command->pdata,
                          G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
    g_assert_no_error(error);
    output = g_data_input_stream_new(g_subprocess_get_stdout_pipe(self->process));
    line = g_data_input_stream_read_line(output, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_nonnull(line);
    self->port = (guint)g_ascii_strtoull(line, NULL, 10);
    g_assert_cmpuint(self->port, >, 0);
    return self;
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

void
sink_stop(Sink *self)
{
    g_output_stream_close(g_subprocess_get_stdin_pipe(self->process), NULL, NULL);
    g_subprocess_force_exit(self->process);
    g_subprocess_wait(self->process, NULL, NULL);
    g_object_unref(self->process);
    remove_folder(self->folder);
    g_free(self->folder);
    g_free(self);
}

guint
sink_port(const Sink *self)
{
    return self->port;
}

static GStrv
read_log(const Sink *self)
{
    g_autofree char *path = g_build_filename(self->folder, "log.jsonl", NULL);
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;

    g_file_get_contents(path, &text, NULL, &error);
    g_assert_no_error(error);
    return g_strsplit(g_strchomp(text), "\n", -1);
}

guint
sink_count(const Sink *self)
{
    g_auto(GStrv) lines = read_log(self);

    return lines[0] == NULL ? 0 : g_strv_length(lines);
}

guint
sink_connections(const Sink *self)
{
    g_auto(GStrv) lines = read_log(self);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (char **line = lines; *line != NULL; line++) {
        char *at = strstr(*line, "\"connection\": ");

        g_assert_nonnull(at);
        at += strlen("\"connection\": ");
        g_hash_table_add(seen, g_strndup(at, strcspn(at, ",}")));
    }
    return g_hash_table_size(seen);
}

GBytes *
sink_message(const Sink *self, guint number)
{
    g_autofree char *name = g_strdup_printf("%04u.eml", number);
    g_autofree char *path = g_build_filename(self->folder, name, NULL);
    g_autoptr(GError) error = NULL;
    char *data = NULL;
    gsize length = 0;

    g_file_get_contents(path, &data, &length, &error);
    g_assert_no_error(error);
    return g_bytes_new_take(data, length);
}

const char *
certificates_make(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *script = support_file("certificate.py");

    if (certificates == NULL) {
        certificates = g_dir_make_tmp("seventh-certificates-XXXXXX", &error);
        g_assert_no_error(error);
        const char *command[] = { PYTHON, script, certificates, NULL };
        GSubprocess *process = g_subprocess_newv(command, G_SUBPROCESS_FLAGS_NONE, &error);

        g_assert_no_error(error);
        g_subprocess_wait_check(process, NULL, &error);
        g_assert_no_error(error);
        g_object_unref(process);
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
