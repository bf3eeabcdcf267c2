/* What a browser or a rude client sends: whatever arrives, handlers see UTF-8 text only, and the
 * server answers and goes on serving.
 *
 * The input goes over a real socket, as libmicrohttpd reads no other way. Its first byte chooses
 * what it is: a urlencoded form, a multipart form, a query, or a raw request. */
#include "fuzz.h"

#include <gio/gio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/request.h"

enum { MODE_URLENCODED, MODE_MULTIPART, MODE_QUERY, MODE_RAW, MODES };

static HttpServer *server;
static int link_fd = -1;

static void
check_text(const char *name, const char *value, void *data)
{
    g_assert_true(g_utf8_validate(name, -1, NULL));
    g_assert_true(g_utf8_validate(value, -1, NULL));
}

static void
handle(HttpRequest *request, HttpResponse *response, void *data)
{
    const char *file_name;
    uint64_t size;

    http_request_each_query(request, check_text, NULL);
    http_request_each_form(request, check_text, NULL);
    int fd = http_request_upload(request, "file", &file_name, &size);
    if (fd >= 0) {
        check_text("file", file_name, NULL);
        g_assert_null(strpbrk(file_name, "/\\"));
        g_assert_cmpuint((uint64_t)lseek(fd, 0, SEEK_END), ==, size);
    }
    http_response_body(response, "text/plain", "seen", 4);
}

static void
start(void)
{
    static const HttpRoute ROUTES[] = { { "POST", "/", handle, NULL, HTTP_UPLOAD },
                                        { "GET", "/*rest", handle, NULL, 0 } };
    HttpServerOptions options = {
        .listen = "127.0.0.1:0", .threads = 1, .max_body = 65536, .max_upload = 65536
    };
    g_autoptr(GError) error = NULL;
    server = http_server_start(&options, ROUTES, 2, handle, NULL, &error);
    g_assert_no_error(error);
}

static int
dial(void)
{
    g_autoptr(GSocketConnectable) where =
        g_network_address_parse(http_server_address(server), 80, NULL);
    g_autoptr(GSocketClient) client = g_socket_client_new();
    g_autoptr(GSocketConnection) connection = g_socket_client_connect(client, where, NULL, NULL);
    g_assert_nonnull(connection);
    int fd = dup(g_socket_get_fd(g_socket_connection_get_socket(connection)));
    /* Gone at once when closed: no port is held in TIME_WAIT. */
    struct linger gone = { .l_onoff = 1, .l_linger = 0 };
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &gone, sizeof(gone));
    return fd;
}

static void
send_all(const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size > 0) {
        ssize_t sent = send(link_fd, at, size, MSG_NOSIGNAL);
        if (sent <= 0)
            return; /* the server has hung up; the answer may still be there */
        at += sent;
        size -= (size_t)sent;
    }
}

static void
hang_up(void)
{
    close(link_fd);
    link_fd = -1;
}

/* Reads one answer. Keeps the connection when the answer was "seen". */
static void
read_answer(void)
{
    char text[65536];
    size_t length = 0;
    ssize_t got;

    while (length < sizeof(text) - 1 &&
           (got = read(link_fd, text + length, sizeof(text) - 1 - length)) > 0) {
        length += (size_t)got;
        text[length] = '\0';
        const char *end = strstr(text, "\r\n\r\n");
        if (end != NULL && strcmp(end + 4, "seen") == 0)
            return;
        if (end != NULL && strncmp(text, "HTTP/1.1 2", 10) != 0)
            break; /* an error: its length does not matter */
    }
    hang_up();
}

static void
send_form(const char *type, const uint8_t *data, size_t size)
{
    g_autofree char *head = g_strdup_printf(
        "POST / HTTP/1.1\r\nHost: a.test\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n", type,
        size);
    send_all(head, strlen(head));
    send_all(data, size);
    read_answer();
}

/* One request with the input in its address, without the bytes that would end it. */
static void
send_query(const uint8_t *data, size_t size)
{
    GString *request = g_string_new("GET /a?");
    for (size_t i = 0; i < size; i++) {
        if (data[i] > ' ')
            g_string_append_c(request, (char)data[i]);
    }
    g_string_append(request, " HTTP/1.1\r\nHost: a.test\r\n\r\n");
    send_all(request->str, request->len);
    g_string_free(request, TRUE);
    read_answer();
}

static void
send_raw(const uint8_t *data, size_t size)
{
    char text[4096];
    send_all(data, size);
    shutdown(link_fd, SHUT_WR);
    while (read(link_fd, text, sizeof(text)) > 0)
        continue;
    hang_up();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (server == NULL)
        start();
    if (size == 0)
        return 0;
    if (link_fd < 0)
        link_fd = dial();
    int mode = data[0] % MODES;
    data++, size--;
    if (mode == MODE_URLENCODED)
        send_form("application/x-www-form-urlencoded", data, size);
    else if (mode == MODE_MULTIPART)
        send_form("multipart/form-data; boundary=XX", data, size);
    else if (mode == MODE_QUERY)
        send_query(data, size);
    else
        send_raw(data, size);
    return 0;
}
