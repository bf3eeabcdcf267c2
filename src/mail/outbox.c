/* The local outbox: each message becomes one file, whole or not at all. Never touches the network.
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "mail/mime_library.h"
#include "mail/smtp_reply.h"
#include "mail/transport.h"

enum { NAME_BYTES = 180, DIGEST_CHARS = 16 };

typedef struct {
    MailTransport base;
    char *directory;
} OutboxTransport;

static char *
read_message_id(GBytes *message)
{
    gsize length = 0;
    const char *data = g_bytes_get_data(message, &length);
    g_autoptr(GMimeStream) stream = NULL;
    g_autoptr(GMimeParser) parser = NULL;
    g_autoptr(GMimeMessage) parsed = NULL;

    mime_library_init();
    stream = g_mime_stream_mem_new_with_buffer(data, length);
    parser = g_mime_parser_new_with_stream(stream);
    parsed = g_mime_parser_construct_message(parser, NULL);
    return parsed != NULL ? g_strdup(g_mime_message_get_message_id(parsed)) : NULL;
}

/* "<message id>.eml"; an id that is no safe file name, or none, gets a digest of the message, so
 * that two messages never share a file. */
static char *
file_name(GBytes *message)
{
    g_autofree char *id = read_message_id(message);
    g_autofree char *safe = g_strndup(id != NULL ? id : "", NAME_BYTES);
    g_autofree char *digest = NULL;

    g_strcanon(safe, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "@.+=-_", '_');
    if (safe[0] == '.')
        safe[0] = '_';
    if (id != NULL && id[0] != '\0' && g_str_equal(safe, id))
        return g_strconcat(safe, ".eml", NULL);
    digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, message);
    digest[DIGEST_CHARS] = '\0';
    return g_strconcat(safe, safe[0] != '\0' ? "-" : "", digest, ".eml", NULL);
}

static bool
write_all(int fd, GBytes *message)
{
    gsize length = 0;
    const char *data = g_bytes_get_data(message, &length);

    while (length > 0) {
        ssize_t written = write(fd, data, length);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        data += written;
        length -= (gsize)written;
    }
    return fsync(fd) == 0;
}

static void
defer(SendResult *result, const char *what, const char *path)
{
    g_autofree char *text = g_strdup_printf("%s %s: %s", what, path, g_strerror(errno));

    result->state = SEND_DEFERRED;
    smtp_reply_copy_text(result->text, sizeof result->text, text);
}

/* The rename is this transport's dot. `earlier`, NULL for none, is recorded along with it. */
static void
put(OutboxTransport *self, SendBatch *batch, SendRequest *earlier, SendRequest *request)
{
    SendResult *result = &request->result;
    g_autofree char *name = file_name(request->message);
    g_autofree char *path = g_build_filename(self->directory, name, NULL);
    g_autofree char *draft = g_build_filename(self->directory, ".draft-XXXXXX", NULL);
    int fd = g_mkstemp_full(draft, O_WRONLY | O_CLOEXEC, 0600);

    *result = (SendResult){ .state = SEND_ACCEPTED };
    if (fd < 0)
        defer(result, "cannot write into the outbox", self->directory);
    else if (!write_all(fd, request->message))
        defer(result, "cannot write", draft);
    if (fd >= 0)
        close(fd);
    bool written = result->state == SEND_ACCEPTED;
    bool cleared = send_batch_ask(batch, earlier, written ? request : NULL);
    if (written && !cleared) {
        result->state = SEND_REFUSED;
        g_strlcpy(result->text, "held back before it was put into the outbox", sizeof result->text);
    } else if (written && g_rename(draft, path) != 0) {
        defer(result, "cannot rename to", path);
    }
    if (result->state != SEND_ACCEPTED)
        g_unlink(draft);
    else
        g_strlcpy(result->text, "kept in the local outbox", sizeof result->text);
}

static void
outbox_send(MailTransport *base, SendBatch *batch)
{
    SendRequest *earlier = NULL;

    for (guint i = 0; i < batch->count; i++) {
        put((OutboxTransport *)base, batch, earlier, &batch->requests[i]);
        earlier = &batch->requests[i];
    }
    if (earlier != NULL)
        send_batch_ask(batch, earlier, NULL);
}

static bool
outbox_test(MailTransport *base, GError **error)
{
    OutboxTransport *self = (OutboxTransport *)base;

    if (g_access(self->directory, W_OK | X_OK) != 0)
        return error_set(error, SEVENTH_ERROR_IO, "cannot write into the outbox %s: %s",
                         self->directory, g_strerror(errno));
    return true;
}

static void
outbox_free(MailTransport *base)
{
    OutboxTransport *self = (OutboxTransport *)base;

    g_free(self->directory);
    g_free(self);
}

MailTransport *
outbox_transport_new(const char *directory, GError **error)
{
    OutboxTransport *self;

    if (g_mkdir_with_parents(directory, 0700) != 0) {
        error_set(error, SEVENTH_ERROR_IO, "cannot make the outbox %s: %s", directory,
                  g_strerror(errno));
        return NULL;
    }
    self = g_new0(OutboxTransport, 1);
    self->base = (MailTransport){ outbox_send, outbox_test, outbox_free };
    self->directory = g_strdup(directory);
    return &self->base;
}
