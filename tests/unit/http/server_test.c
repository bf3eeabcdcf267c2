/* The server over real sockets: what a browser, a rude client and a slow one get. */
#include "http/server.h"

#include <unistd.h>

#include "base/error.h"
#include "client.h"
#include "http/request.h"

static HttpServer *server;
static const char *address;

static void
say(HttpResponse *response, const char *text)
{
    http_response_body(response, "text/plain; charset=utf-8", text, strlen(text));
}

static void
handle_hello(HttpRequest *request, HttpResponse *response, void *data)
{
    g_autofree char *text =
        g_strdup_printf("%s|%s|%s|%s", http_request_method(request), http_request_target(request),
                        http_request_segment(request, "id"), http_request_query(request, "q"));
    say(response, text);
}

static void
append_field(const char *name, const char *value, void *data)
{
    g_string_append_printf(data, "%s=%s;", name, value);
}

static void
handle_form(HttpRequest *request, HttpResponse *response, void *data)
{
    GString *text = g_string_new(NULL);
    http_request_each_form(request, append_field, text);
    const char *file_name;
    uint64_t size;
    int fd = http_request_upload(request, "file", &file_name, &size);
    if (fd >= 0) {
        g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
        guchar piece[65536];
        for (ssize_t got; (got = read(fd, piece, sizeof(piece))) > 0;)
            g_checksum_update(sum, piece, got);
        g_string_append_printf(text, "%s %" G_GUINT64_FORMAT " %s", file_name, size,
                               g_checksum_get_string(sum));
    }
    gsize length;
    if (http_request_body(request, &length) != NULL)
        g_string_append_printf(text, "body %" G_GSIZE_FORMAT, length);
    http_response_take(response, "text/plain; charset=utf-8", text);
}

static void
handle_headers(HttpRequest *request, HttpResponse *response, void *data)
{
    say(response, "headers");
    http_response_header(response, "Cache-Control", "public, max-age=31536000, immutable");
    http_response_header(response, "X-Note", "one\r\nSet-Cookie: stolen=1");
    http_response_header(response, "Permissions-Policy", "");
    http_response_nonce(response, "c2V2ZW50aA==");
    http_response_cookie(response, "session", "abc", 3600, true);
    http_response_cookie(response, "old", "", -1, false);
}

static void
handle_cookie(HttpRequest *request, HttpResponse *response, void *data)
{
    say(response, http_request_cookie(request, "session"));
}

static void
handle_redirect(HttpRequest *request, HttpResponse *response, void *data)
{
    http_response_redirect(response, "/hello/1");
}

static void
handle_slow(HttpRequest *request, HttpResponse *response, void *data)
{
    g_usleep(300 * 1000);
    say(response, "slow");
}

static void
handle_nothing(HttpRequest *request, HttpResponse *response, void *data)
{
    say(response, "nothing here");
}

static bool
admit(HttpRequest *request, HttpResponse *response, void *data)
{
    if (http_request_header(request, "X-Stranger") == NULL)
        return true;
    http_response_status(response, 401);
    say(response, "sign in first");
    return false;
}

static const HttpRoute ROUTES[] = {
    { "GET", "/hello/:id", handle_hello, NULL, 0 },
    { "POST", "/form", handle_form, NULL, 0 },
    { "POST", "/upload", handle_form, NULL, HTTP_UPLOAD },
    { "GET", "/headers", handle_headers, NULL, 0 },
    { "GET", "/cookie", handle_cookie, NULL, 0 },
    { "POST", "/redirect", handle_redirect, NULL, 0 },
    { "GET", "/slow", handle_slow, NULL, HTTP_SLOW },
};

static HttpServer *
start(const HttpServerOptions *options)
{
    g_autoptr(GError) error = NULL;
    HttpServer *started =
        http_server_start(options, ROUTES, G_N_ELEMENTS(ROUTES), handle_nothing, NULL, &error);
    g_assert_no_error(error);
    return started;
}

#define HOST " HTTP/1.1\r\nHost: seventh.test\r\n"

static void
check_answer(const char *raw, int status, const char *body)
{
    g_autofree char *answer = client_ask(address, raw);
    g_test_message("%.60s -> %s", raw, answer);
    g_assert_cmpint(client_status(answer), ==, status);
    if (body != NULL)
        g_assert_cmpstr(client_body(answer), ==, body);
}

static void
test_routes(void)
{
    check_answer("GET /hello/7?q=a+b%C3%A4" HOST "\r\n", 200, "GET|/hello/7?q=a+b%C3%A4|7|a bä");
    check_answer("HEAD /hello/7" HOST "\r\n", 200, "");
    check_answer("GET /none" HOST "\r\n", 404, "nothing here");
    check_answer("GET /hello/7?q=%ff" HOST "\r\n", 400, NULL);
    check_answer("GET /hello/7?q=a%00b" HOST "\r\n", 400, NULL);
    check_answer("GET /hello/..%2f..%2fetc%2fpasswd" HOST "\r\n", 400, NULL);
    check_answer("GET /slow" HOST "\r\n", 200, "slow");
    g_autofree char *wrong = client_ask(address, "BREW /form" HOST "\r\n");
    g_autofree char *allow = client_header(wrong, "Allow");
    g_assert_cmpint(client_status(wrong), ==, 405);
    g_assert_cmpstr(allow, ==, "POST");
}

static char *
post(const char *path, const char *type, const char *body, gsize length, const char *more)
{
    g_autoptr(Client) client = client_open(address);
    g_autofree char *head = g_strdup_printf(
        "POST %s" HOST "Content-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n%s\r\n", path,
        type, length, more);
    client_send(client, head, strlen(head));
    client_send(client, body, length);
    return client_read(client, true);
}

#define URLENCODED "application/x-www-form-urlencoded"

static void
check_form(const char *body, int status, const char *expected)
{
    g_autofree char *answer = post("/form", URLENCODED, body, strlen(body), "");
    g_test_message("%s -> %s", body, answer);
    g_assert_cmpint(client_status(answer), ==, status);
    if (expected != NULL)
        g_assert_cmpstr(client_body(answer), ==, expected);
}

static void
test_urlencoded(void)
{
    check_form("a=1&b=two+words&a=%C3%A4%26", 200, "a=1;b=two words;a=ä&;");
    check_form("note=line%0D%0Atwo", 200, "note=line\r\ntwo;");
    check_form("empty=&x=1", 200, "empty=;x=1;");
    check_form("", 200, "");
    check_form("a=%ff%fe", 400, NULL);
    check_form("a=x%00y", 400, NULL);
    g_autofree char *json = post("/form", "application/json", "{\"a\":1}", 7, "");
    g_assert_cmpstr(client_body(json), ==, "body 7");
}

static GString *
multipart(const char *file_name, gsize size)
{
    GString *body =
        g_string_new("--XX\r\nContent-Disposition: form-data; name=\"list\"\r\n\r\nBerlin"
                     "\r\n--XX\r\nContent-Disposition: form-data; name=\"file\"; ");
    g_string_append_printf(body, "filename=\"%s\"\r\nContent-Type: text/csv\r\n\r\n", file_name);
    for (gsize i = 0; i < size; i++)
        g_string_append_c(body, (char)(i * 2654435761U >> 24));
    g_string_append(body, "\r\n--XX--\r\n");
    return body;
}

static void
test_upload(void)
{
    gsize size = 5 * 1024 * 1024;
    GString *body = multipart("C:\\lists\\people.csv", size);
    const char *content = strstr(body->str, "csv\r\n\r\n") + strlen("csv\r\n\r\n");
    g_autofree char *sum =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)content, size);
    g_autofree char *expected =
        g_strdup_printf("list=Berlin;people.csv %" G_GSIZE_FORMAT " %s", size, sum);
    g_autofree char *answer =
        post("/upload", "multipart/form-data; boundary=XX", body->str, body->len, "");
    g_assert_cmpint(client_status(answer), ==, 200);
    g_assert_cmpstr(client_body(answer), ==, expected);
    g_string_free(body, TRUE);
}

static void
test_upload_limits(void)
{
    const char *type = "multipart/form-data; boundary=XX";
    GString *body = multipart("a.csv", 1000);
    g_autofree char *elsewhere = post("/form", type, body->str, body->len, "");
    g_assert_cmpint(client_status(elsewhere), ==, 413);
    g_autofree char *stranger = post("/upload", type, body->str, body->len, "X-Stranger: yes\r\n");
    g_assert_cmpint(client_status(stranger), ==, 401);
    g_autofree char *lost = post("/upload", "multipart/form-data", body->str, body->len, "");
    g_assert_cmpint(client_status(lost), ==, 400);
    g_autofree char *cut = post("/upload", type, body->str, body->len - 12, "");
    g_assert_cmpint(client_status(cut), ==, 400);
    g_string_free(body, TRUE);
    body = multipart("a.csv", 9 * 1024 * 1024);
    g_autofree char *large = post("/upload", type, body->str, body->len, "");
    g_assert_cmpint(client_status(large), ==, 413);
    g_string_free(body, TRUE);
}

static void
test_limits(void)
{
    g_autofree char *long_body = g_strnfill(2 * 1024 * 1024, 'a');
    g_autofree char *large = post("/form", URLENCODED, long_body, strlen(long_body), "");
    g_assert_cmpint(client_status(large), ==, 413);
    g_autofree char *json = post("/form", "application/json", long_body, strlen(long_body), "");
    g_assert_cmpint(client_status(json), ==, 413);
    g_autofree char *asked = client_ask(
        address, "POST /form" HOST "Content-Length: 99999999\r\nExpect: 100-continue\r\n\r\n");
    g_assert_cmpint(client_status(asked), ==, 413);
    g_autofree char *header = g_strnfill(64 * 1024, 'h');
    g_autofree char *raw = g_strdup_printf("GET /hello/1" HOST "X-Long: %s\r\n\r\n", header);
    check_answer(raw, 431, NULL);
}

static void
test_broken(void)
{
    check_answer("GET /hello/1 HTTP/1.1\r\n\r\n", 400, NULL); /* no Host */
    check_answer("POST /form" HOST
                 "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                 400, NULL);
    check_answer("POST /form" HOST "Content-Length: -1\r\n\r\n", 400, NULL);
    check_answer("POST /form" HOST "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400, NULL);
    /* More arguments than fit in the connection's memory: refused, and nothing leaks. */
    GString *many = g_string_new("GET /hello/1?");
    for (int i = 0; i < 4000; i++)
        g_string_append(many, "a&");
    g_string_append(many, HOST "\r\n");
    g_autofree char *refused = client_ask(address, many->str);
    g_assert_cmpint(client_status(refused), !=, 200);
    g_string_free(many, TRUE);
    g_autofree char *noise = client_ask(address, "\x16\x03\x01\x02\r\n\r\n");
    g_assert_cmpint(client_status(noise), !=, 200);
    check_answer("GET /hello/1" HOST "\r\n", 200, NULL); /* it still serves */
}

static void
check_header(const char *answer, const char *name, const char *expected)
{
    g_autofree char *value = client_header(answer, name);
    g_assert_cmpstr(value, ==, expected);
}

static void
test_safe_headers(void)
{
    g_autofree char *plain = client_ask(address, "GET /hello/1" HOST "\r\n");
    check_header(plain, "X-Content-Type-Options", "nosniff");
    check_header(plain, "Referrer-Policy", "same-origin");
    check_header(plain, "Cross-Origin-Opener-Policy", "same-origin");
    check_header(plain, "Cache-Control", "no-store");
    g_autofree char *policy = client_header(plain, "Content-Security-Policy");
    g_assert_nonnull(strstr(policy, "default-src 'none'"));
    g_assert_nonnull(strstr(policy, "frame-ancestors 'none'"));
    g_assert_null(strstr(policy, "unsafe"));
    g_assert_null(strstr(policy, "script-src"));
    g_autofree char *missing = client_ask(address, "GET /none" HOST "\r\n");
    g_assert_nonnull(strstr(missing, "default-src 'none'"));
}

static void
test_own_headers(void)
{
    g_autofree char *answer = client_ask(address, "GET /headers" HOST "\r\n");
    check_header(answer, "Cache-Control", "public, max-age=31536000, immutable");
    check_header(answer, "Permissions-Policy", NULL);
    check_header(answer, "X-Note", "oneSet-Cookie: stolen=1");
    g_assert_nonnull(strstr(answer, "script-src 'nonce-c2V2ZW50aA=='"));
    g_assert_nonnull(
        strstr(answer, "session=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=3600\r\n"));
    g_assert_nonnull(strstr(answer, "old=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0\r\n"));
    check_answer("GET /cookie" HOST "Cookie: a=1; session=xyz\r\n\r\n", 200, "xyz");
    g_autofree char *moved = post("/redirect", URLENCODED, "a=1", 3, "");
    g_assert_cmpint(client_status(moved), ==, 303);
    check_header(moved, "Location", "/hello/1");
}

/* A redirect to another site is a mistake in the program, and stops it. */
static void
test_foreign_redirect(void)
{
    if (g_test_subprocess()) {
        HttpResponse *response = g_malloc0(4096);
        http_response_redirect(response, "//elsewhere.test/");
        return;
    }
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_failed();
    g_test_trap_assert_stderr("*location*");
}

#define REQUESTS 500

static gpointer
ask_many(gpointer data)
{
    g_autoptr(Client) client = client_open(address);
    for (int i = 0; i < REQUESTS; i++) {
        g_autofree char *id = g_strdup_printf("%d-%d", GPOINTER_TO_INT(data), i);
        g_autofree char *raw = g_strdup_printf("GET /hello/%s" HOST "\r\n", id);
        g_autofree char *expected = g_strdup_printf("GET|/hello/%s|%s|(null)", id, id);
        client_send(client, raw, strlen(raw));
        g_autofree char *answer = client_read(client, true);
        g_assert_cmpstr(client_body(answer), ==, expected);
    }
    return NULL;
}

static void
test_threads(void)
{
    GThread *threads[8];
    for (int i = 0; i < 8; i++)
        threads[i] = g_thread_new("client", ask_many, GINT_TO_POINTER(i));
    for (int i = 0; i < 8; i++)
        g_thread_join(threads[i]);
}

/* One byte every 300 ms never lets libmicrohttpd's own timeout run out. */
static void
test_slow_client_is_cut_off(void)
{
    HttpServer *strict =
        start(&(HttpServerOptions){ .listen = "127.0.0.1:0", .idle_timeout_s = 1 });
    g_autoptr(Client) client = client_open(http_server_address(strict));
    gint64 begun = g_get_monotonic_time();
    client_send(client, "GET /hello/1" HOST "X-Slow: ", strlen("GET /hello/1" HOST "X-Slow: "));
    while (client_send(client, "a", 1) && g_get_monotonic_time() - begun < 10 * G_USEC_PER_SEC)
        g_usleep(300 * 1000);
    gint64 lasted = g_get_monotonic_time() - begun;
    g_assert_cmpint(lasted, <, 8 * G_USEC_PER_SEC);
    http_server_stop(strict);
}

static gpointer
ask_slow(gpointer data)
{
    return client_ask(data, "GET /slow" HOST "\r\n");
}

static void
test_slow_work_holds_up_nobody(void)
{
    HttpServer *single = start(&(HttpServerOptions){ .listen = "127.0.0.1:0", .threads = 1 });
    char *at = g_strdup(http_server_address(single));
    GThread *slow = g_thread_new("slow", ask_slow, at);
    g_usleep(50 * 1000);
    gint64 begun = g_get_monotonic_time();
    g_autofree char *quick = client_ask(at, "GET /hello/1" HOST "\r\n");
    g_assert_cmpint(client_status(quick), ==, 200);
    g_assert_cmpint(g_get_monotonic_time() - begun, <, 200 * 1000);
    g_autofree char *answer = g_thread_join(slow);
    g_assert_cmpstr(client_body(answer), ==, "slow");
    http_server_stop(single);
    g_free(at);
}

static void
test_addresses(void)
{
    static const char *const WRONG[] = { "", "7077", "nowhere:80", "127.0.0.1:x", "[::1]:70000" };
    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;
        HttpServerOptions options = { .listen = WRONG[i] };
        g_assert_null(http_server_start(&options, ROUTES, 1, handle_nothing, NULL, &error));
        g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
    }
    g_autoptr(GError) error = NULL;
    HttpServerOptions taken = { .listen = address };
    g_assert_null(http_server_start(&taken, ROUTES, 1, handle_nothing, NULL, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_UNAVAILABLE);
    g_assert_nonnull(strstr(error->message, "--listen"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    server = start(&(HttpServerOptions){
        .listen = "127.0.0.1:0", .threads = 2, .max_upload = 8 * 1024 * 1024, .admit = admit });
    address = http_server_address(server);
    g_test_add_func("/http/server/routes", test_routes);
    g_test_add_func("/http/server/urlencoded", test_urlencoded);
    g_test_add_func("/http/server/upload", test_upload);
    g_test_add_func("/http/server/upload-limits", test_upload_limits);
    g_test_add_func("/http/server/limits", test_limits);
    g_test_add_func("/http/server/broken", test_broken);
    g_test_add_func("/http/server/safe-headers", test_safe_headers);
    g_test_add_func("/http/server/own-headers", test_own_headers);
    g_test_add_func("/http/server/foreign-redirect", test_foreign_redirect);
    g_test_add_func("/http/server/threads", test_threads);
    g_test_add_func("/http/server/slow-client", test_slow_client_is_cut_off);
    g_test_add_func("/http/server/slow-work", test_slow_work_holds_up_nobody);
    g_test_add_func("/http/server/addresses", test_addresses);
    int status = g_test_run();
    http_server_stop(server);
    return status;
}
