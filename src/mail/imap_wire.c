/* GSocket for TCP and waiting, GnuTLS for TLS, behind libetpan's stream driver. */
#include "mail/imap_wire.h"

#include <errno.h>
#include <gio/gio.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <stdlib.h>
#include <string.h>

#include "mail/imap_guard.h"

enum { SLOWEST_BYTES_PER_S = 64 << 10, START_BYTES = 64 << 10 };

typedef struct {
    ServerUrl server; /* host owned */
    GSocketConnection *connection;
    GSocket *socket;
    gnutls_session_t tls; /* NULL: not (yet) */
    gnutls_certificate_credentials_t credentials;
    guint timeout_s;
    gint64 deadline_us; /* monotonic */
    gsize bytes_left, bytes_max;
    ImapGuard guard;
    GError *failure;
} Wire;

static Wire *
wire_of(mailstream_low *low)
{
    return low->data;
}

static ssize_t
give_up(Wire *self, SeventhError code, const char *what)
{
    if (self->failure == NULL)
        error_set(&self->failure, code, "%s port %u %s", self->server.host, self->server.port,
                  what);
    errno = EIO;
    return -1;
}

/* Waits for the socket until the deadline. */
static bool
wait_for(Wire *self, GIOCondition condition)
{
    gint64 left_us = self->deadline_us - g_get_monotonic_time();

    if (left_us > 0 && g_socket_condition_timed_wait(self->socket, condition, left_us, NULL, NULL))
        return true;
    give_up(self, SEVENTH_ERROR_UNAVAILABLE, "did not answer in time");
    return false;
}

static ssize_t
tcp_read(Wire *self, void *buffer, gsize size)
{
    for (;;) {
        g_autoptr(GError) error = NULL;
        gssize got = g_socket_receive(self->socket, buffer, size, NULL, &error);

        if (got > 0)
            return got;
        if (got == 0)
            return give_up(self, SEVENTH_ERROR_UNAVAILABLE, "closed the connection");
        if (!g_error_matches(error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
            return give_up(self, SEVENTH_ERROR_UNAVAILABLE, "broke the connection");
        if (!wait_for(self, G_IO_IN))
            return -1;
    }
}

static ssize_t
tcp_write(Wire *self, const void *buffer, gsize size)
{
    for (;;) {
        g_autoptr(GError) error = NULL;
        gssize sent = g_socket_send(self->socket, buffer, size, NULL, &error);

        if (sent > 0)
            return sent;
        if (!g_error_matches(error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
            return give_up(self, SEVENTH_ERROR_UNAVAILABLE, "closed the connection");
        if (!wait_for(self, G_IO_OUT))
            return -1;
    }
}

static ssize_t
tls_pull(gnutls_transport_ptr_t data, void *buffer, size_t size)
{
    return tcp_read(data, buffer, size);
}

static ssize_t
tls_push(gnutls_transport_ptr_t data, const void *buffer, size_t size)
{
    return tcp_write(data, buffer, size);
}

/* ---- what libetpan calls ---- */

static ssize_t
wire_read(mailstream_low *low, void *buffer, size_t size)
{
    Wire *self = wire_of(low);
    const char *wrong;
    ssize_t got;

    if (self->failure != NULL)
        return -1;
    if (self->bytes_left == 0)
        return give_up(self, SEVENTH_ERROR_INVALID, "sends more than it was asked for");
    size = MIN(size, self->bytes_left);
    if (self->tls == NULL) {
        got = tcp_read(self, buffer, size);
    } else {
        do
            got = gnutls_record_recv(self->tls, buffer, size);
        while (got == GNUTLS_E_AGAIN || got == GNUTLS_E_INTERRUPTED);
        if (got <= 0)
            return give_up(self, SEVENTH_ERROR_UNAVAILABLE, "closed the connection");
    }
    if (got < 0)
        return -1;
    self->bytes_left -= (gsize)got;
    wrong = imap_guard_feed(&self->guard, buffer, (gsize)got, self->bytes_max);
    return wrong == NULL ? got : give_up(self, SEVENTH_ERROR_INVALID, wrong);
}

static ssize_t
wire_write(mailstream_low *low, const void *buffer, size_t size)
{
    Wire *self = wire_of(low);
    ssize_t sent;

    if (self->failure != NULL)
        return -1;
    if (self->tls == NULL)
        return tcp_write(self, buffer, size);
    do
        sent = gnutls_record_send(self->tls, buffer, size);
    while (sent == GNUTLS_E_AGAIN || sent == GNUTLS_E_INTERRUPTED);
    return sent > 0 ? sent : give_up(self, SEVENTH_ERROR_UNAVAILABLE, "closed the connection");
}

static int
wire_close(mailstream_low *low)
{
    Wire *self = wire_of(low);

    if (self->tls != NULL && self->failure == NULL)
        gnutls_bye(self->tls, GNUTLS_SHUT_WR);
    g_socket_close(self->socket, NULL);
    return 0;
}

static int
wire_get_fd(mailstream_low *low)
{
    return g_socket_get_fd(wire_of(low)->socket);
}

static void
wire_free(mailstream_low *low)
{
    Wire *self = wire_of(low);

    if (self->tls != NULL)
        gnutls_deinit(self->tls);
    if (self->credentials != NULL)
        gnutls_certificate_free_credentials(self->credentials);
    g_clear_object(&self->connection);
    g_clear_error(&self->failure);
    server_url_clear(&self->server);
    g_free(self);
    free(low); /* made by mailstream_low_new() */
}

static mailstream_low_driver wire_driver = {
    .mailstream_read = wire_read,
    .mailstream_write = wire_write,
    .mailstream_close = wire_close,
    .mailstream_get_fd = wire_get_fd,
    .mailstream_free = wire_free,
};

/* ---- the rest of the header ---- */

mailstream_low *
imap_wire_open(const ServerUrl *server, guint timeout_s, GError **error)
{
    g_autoptr(GSocketClient) client = g_socket_client_new();
    g_autoptr(GError) cause = NULL;
    GSocketConnection *connection;
    mailstream_low *low;
    Wire *self;

    g_socket_client_set_timeout(client, timeout_s);
    g_socket_client_set_enable_proxy(client, FALSE);
    connection = g_socket_client_connect_to_host(client, server->host, server->port, NULL, &cause);
    if (connection == NULL) {
        error_set(error, SEVENTH_ERROR_UNAVAILABLE, "cannot connect to %s port %u: %s",
                  server->host, server->port, cause->message);
        return NULL;
    }
    self = g_new0(Wire, 1);
    self->server = *server;
    self->server.host = g_strdup(server->host);
    self->connection = connection;
    self->socket = g_socket_connection_get_socket(connection);
    self->timeout_s = timeout_s;
    g_socket_set_blocking(self->socket, FALSE);
    low = mailstream_low_new(self, &wire_driver);
    g_assert(low != NULL);
    imap_wire_begin(low, START_BYTES);
    return low;
}

static bool
load_authorities(Wire *self, const char *ca_file, GError **error)
{
    int count;

    gnutls_certificate_allocate_credentials(&self->credentials);
    count = ca_file == NULL ? gnutls_certificate_set_x509_system_trust(self->credentials)
                            : gnutls_certificate_set_x509_trust_file(self->credentials, ca_file,
                                                                     GNUTLS_X509_FMT_PEM);
    if (count > 0)
        return true;
    return error_set(error, SEVENTH_ERROR_INVALID, "cannot read the CA file %s",
                     ca_file != NULL ? ca_file : "of this system (package ca-certificates)");
}

static bool
refuse_certificate(Wire *self, GError **error)
{
    gnutls_datum_t words = { 0 };

    gnutls_certificate_verification_status_print(gnutls_session_get_verify_cert_status(self->tls),
                                                 GNUTLS_CRT_X509, &words, 0);
    error_set(error, SEVENTH_ERROR_INVALID, "the certificate of %s is not trusted: %s",
              self->server.host, words.data != NULL ? (const char *)words.data : "unknown reason");
    gnutls_free(words.data);
    return false;
}

bool
imap_wire_start_tls(mailstream_low *low, const char *ca_file, GError **error)
{
    Wire *self = wire_of(low);
    int code;

    if (!load_authorities(self, ca_file, error))
        return false;
    gnutls_init(&self->tls, GNUTLS_CLIENT);
    gnutls_set_default_priority(self->tls);
    gnutls_credentials_set(self->tls, GNUTLS_CRD_CERTIFICATE, self->credentials);
    if (!g_hostname_is_ip_address(self->server.host))
        gnutls_server_name_set(self->tls, GNUTLS_NAME_DNS, self->server.host,
                               strlen(self->server.host));
    gnutls_session_set_verify_cert(self->tls, self->server.host, 0);
    gnutls_transport_set_ptr(self->tls, self);
    gnutls_transport_set_pull_function(self->tls, tls_pull);
    gnutls_transport_set_push_function(self->tls, tls_push);
    do
        code = gnutls_handshake(self->tls);
    while (code < 0 && !gnutls_error_is_fatal(code) && self->failure == NULL);
    if (code == GNUTLS_E_SUCCESS)
        return true;
    if (code == GNUTLS_E_CERTIFICATE_VERIFICATION_ERROR)
        return refuse_certificate(self, error);
    if (self->failure != NULL) {
        g_propagate_error(error, g_error_copy(self->failure));
        return false;
    }
    return error_set(error, SEVENTH_ERROR_INVALID, "no TLS connection with %s port %u: %s",
                     self->server.host, self->server.port, gnutls_strerror(code));
}

void
imap_wire_begin(mailstream_low *low, gsize max_bytes)
{
    Wire *self = wire_of(low);
    gint64 allowed_s = (gint64)self->timeout_s + (gint64)(max_bytes / SLOWEST_BYTES_PER_S);

    self->bytes_left = self->bytes_max = max_bytes;
    self->deadline_us = g_get_monotonic_time() + allowed_s * G_USEC_PER_SEC;
}

bool
imap_wire_is_pending(mailstream_low *low)
{
    const Wire *self = wire_of(low);

    return self->tls != NULL && gnutls_record_check_pending(self->tls) > 0;
}

const GError *
imap_wire_failure(mailstream_low *low)
{
    return wire_of(low)->failure;
}
