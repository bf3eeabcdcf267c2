/* smtp_sink.py with a folder of its own. */
#include "support/sink.h"

#include <stdarg.h>
#include <string.h>

#include "support/peer.h"

struct Sink {
    Peer *peer;
    char *folder;
};

Sink *
sink_start(const char *first_option, ...)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) arguments = g_ptr_array_new();
    Sink *self = g_new0(Sink, 1);
    va_list options;

    self->folder = g_dir_make_tmp("seventh-sink-XXXXXX", &error);
    g_assert_no_error(error);
    g_ptr_array_add(arguments, (char *)"--with-parent");
    g_ptr_array_add(arguments, (char *)"--maildir");
    g_ptr_array_add(arguments, self->folder);
    va_start(options, first_option);
    for (const char *option = first_option; option != NULL; option = va_arg(options, const char *))
        g_ptr_array_add(arguments, (char *)option);
    va_end(options);
    g_ptr_array_add(arguments, NULL);
    self->peer = peer_start("smtp_sink.py", (const char *const *)arguments->pdata);
    return self;
}

void
sink_stop(Sink *self)
{
    peer_stop(self->peer);
    remove_folder(self->folder);
    g_free(self->folder);
    g_free(self);
}

guint
sink_port(const Sink *self)
{
    return peer_port(self->peer);
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
