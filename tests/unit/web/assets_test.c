/* Assets and pages: what the browser asks for is in the binary, intact, and pages hold nothing the
 * Content-Security-Policy would refuse. */
#include "web/assets.h"

#include <gio/gio.h>
#include <string.h>

#include "../http/client.h"
#include "web/page.h"

static HttpServer *server;

static void
handle_page(HttpRequest *request, HttpResponse *response, void *data)
{
    g_autoptr(json_t) context = json_pack("{s:s}", "title", "A <b>title</b>");
    page_send(response, world_real(), "specimen", context);
}

static const HttpRoute ROUTES[] = {
    { "GET", "/", handle_page, NULL, 0 },
    { "GET", "/assets/:file", asset_handle, NULL, 0 },
};

static char *
ask(const char *path, const char *header)
{
    g_autofree char *raw =
        g_strdup_printf("GET %s HTTP/1.1\r\nHost: seventh.test\r\n%s\r\n", path, header);
    return client_ask(http_server_address(server), raw);
}

static char *
unpack(const char *bytes, gsize length)
{
    g_autoptr(GZlibDecompressor) gzip = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP);
    g_autoptr(GInputStream) packed =
        g_memory_input_stream_new_from_data(bytes, (gssize)length, NULL);
    g_autoptr(GInputStream) plain = g_converter_input_stream_new(packed, G_CONVERTER(gzip));
    g_autoptr(GOutputStream) out = g_memory_output_stream_new_resizable();
    g_output_stream_splice(out, plain, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
    return g_strndup(g_memory_output_stream_get_data(G_MEMORY_OUTPUT_STREAM(out)),
                     g_memory_output_stream_get_data_size(G_MEMORY_OUTPUT_STREAM(out)));
}

static void
test_assets_are_whole(void)
{
    static const char *const NAMES[] = { "seventh.css", "seventh.js", "icons.svg", "favicon.svg" };
    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        const Asset *asset = asset_find(asset_url(NAMES[i]));
        g_assert_nonnull(asset);
        g_assert_cmpstr(asset->name, ==, NAMES[i]);
        g_assert_cmpuint(strlen(asset->bytes), ==, asset->length);
        g_autofree char *plain = unpack(asset->gzip, asset->gzip_length);
        g_assert_cmpstr(plain, ==, asset->bytes);
        g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, asset->bytes, -1);
        sum[16] = '\0';
        g_assert_nonnull(strstr(asset->etag, sum));
    }
    g_assert_nonnull(strstr(asset_find(asset_url("seventh.css"))->bytes, "--accent:"));
    g_assert_nonnull(strstr(asset_find(asset_url("seventh.js"))->bytes, "htmx.org 4.0.1"));
    g_assert_nonnull(strstr(asset_find(asset_url("icons.svg"))->bytes, "id=\"phone\""));
    g_assert_null(asset_find("/assets/seventh.css"));
}

static void
check_header(const char *answer, const char *name, const char *expected)
{
    g_autofree char *value = client_header(answer, name);
    g_assert_cmpstr(value, ==, expected);
}

static void
test_assets_are_cached(void)
{
    const Asset *asset = asset_find(asset_url("seventh.js"));
    g_autofree char *plain = ask(asset->url, "");
    g_assert_cmpint(client_status(plain), ==, 200);
    g_assert_cmpstr(client_body(plain), ==, asset->bytes);
    check_header(plain, "Cache-Control", "public, max-age=31536000, immutable");
    check_header(plain, "Content-Type", "text/javascript; charset=utf-8");
    g_autofree char *packed = ask(asset->url, "Accept-Encoding: gzip, deflate\r\n");
    check_header(packed, "Content-Encoding", "gzip");
    check_header(packed, "Vary", "Accept-Encoding");
    g_autofree char *known = g_strdup_printf("If-None-Match: %s\r\n", asset->etag);
    g_autofree char *same = ask(asset->url, known);
    g_assert_cmpint(client_status(same), ==, 304);
    g_autofree char *old = ask("/assets/seventh.0000000000000000.js", "");
    g_assert_cmpint(client_status(old), ==, 404);
    check_header(old, "Cache-Control", "no-store");
}

static void
test_page_carries_its_nonce(void)
{
    g_autofree char *first = ask("/", "");
    g_autofree char *second = ask("/", "");
    g_autofree char *policy = client_header(first, "Content-Security-Policy");
    g_autoptr(GRegex) pattern = g_regex_new("script-src 'nonce-([0-9a-f]{32})'", 0, 0, NULL);
    g_autoptr(GMatchInfo) found = NULL;
    g_assert_true(g_regex_match(pattern, policy, 0, &found));
    g_autofree char *nonce = g_match_info_fetch(found, 1);
    g_autofree char *script = g_strdup_printf("<script nonce=\"%s\" src=\"", nonce);
    g_assert_nonnull(strstr(first, script));
    g_assert_null(strstr(second, nonce));
    g_assert_nonnull(strstr(first, "A &lt;b&gt;title&lt;/b&gt; · Seventh"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    HttpServerOptions options = { .listen = "127.0.0.1:0" };
    server = http_server_start(&options, ROUTES, 2, handle_page, NULL, &error);
    g_assert_no_error(error);
    g_test_add_func("/web/assets/whole", test_assets_are_whole);
    g_test_add_func("/web/assets/cached", test_assets_are_cached);
    g_test_add_func("/web/page/nonce", test_page_carries_its_nonce);
    int status = g_test_run();
    http_server_stop(server);
    return status;
}
