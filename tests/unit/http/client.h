/* A bare HTTP client for the tests: bytes out, bytes in, so that a test may be as rude as it likes.
 */
#pragma once

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    GSocketConnection *connection;
    GString *buffer; /* read, not yet consumed */
} Client;

static inline Client *
client_open(const char *address)
{
    g_autoptr(GSocketClient) maker = g_socket_client_new();
    g_autoptr(GError) error = NULL;
    Client *self = g_new0(Client, 1);
    g_socket_client_set_timeout(maker, 20);
    self->connection = g_socket_client_connect_to_host(maker, address, 80, NULL, &error);
    g_assert_no_error(error);
    self->buffer = g_string_new(NULL);
    return self;
}

static inline void
client_close(Client *self)
{
    g_object_unref(self->connection);
    g_string_free(self->buffer, TRUE);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Client, client_close)

/* False when the server has hung up. */
static inline bool
client_send(Client *self, const char *bytes, gsize length)
{
    GOutputStream *out = g_io_stream_get_output_stream(G_IO_STREAM(self->connection));
    return g_output_stream_write_all(out, bytes, length, NULL, NULL, NULL);
}

static inline bool
client_fill(Client *self)
{
    GInputStream *in = g_io_stream_get_input_stream(G_IO_STREAM(self->connection));
    char piece[16384];
    gssize got = g_input_stream_read(in, piece, sizeof(piece), NULL, NULL);
    if (got > 0)
        g_string_append_len(self->buffer, piece, got);
    return got > 0;
}

/* One answer, head and body, by its Content-Length; whatever came when the server hung up. */
static inline char *
client_read(Client *self, bool body)
{
    char *end;
    while ((end = strstr(self->buffer->str, "\r\n\r\n")) == NULL) {
        if (!client_fill(self))
            return g_strdup(self->buffer->str);
    }
    gsize whole = (gsize)(end + 4 - self->buffer->str);
    g_autofree char *head = g_ascii_strdown(self->buffer->str, (gssize)whole);
    const char *length = strstr(head, "\r\ncontent-length: ");
    if (body && length != NULL)
        whole += strtoul(length + strlen("\r\ncontent-length: "), NULL, 10);
    while (self->buffer->len < whole && client_fill(self))
        continue;
    char *answer = g_strndup(self->buffer->str, whole);
    g_string_erase(self->buffer, 0, (gssize)MIN(whole, self->buffer->len));
    return answer;
}

/* Sends raw bytes on a fresh connection and returns the answer. */
static inline char *
client_ask(const char *address, const char *raw)
{
    g_autoptr(Client) client = client_open(address);
    client_send(client, raw, strlen(raw));
    return client_read(client, !g_str_has_prefix(raw, "HEAD "));
}

static inline int
client_status(const char *answer)
{
    return g_str_has_prefix(answer, "HTTP/1.1 ") ? atoi(answer + strlen("HTTP/1.1 ")) : 0;
}

/* The value of a header, or NULL. Free with g_free(). */
static inline char *
client_header(const char *answer, const char *name)
{
    g_auto(GStrv) lines = g_strsplit(answer, "\r\n", -1);
    gsize length = strlen(name);
    for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++) {
        if (g_ascii_strncasecmp(lines[i], name, length) == 0 && lines[i][length] == ':')
            return g_strdup(lines[i] + length + 2);
    }
    return NULL;
}

static inline const char *
client_body(const char *answer)
{
    const char *end = strstr(answer, "\r\n\r\n");
    return end == NULL ? "" : end + 4;
}
