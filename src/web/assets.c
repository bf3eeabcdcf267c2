/* See assets.h. A handful of assets: a list is searched from its start. */
#include "web/assets.h"

#include <string.h>

#include "web/assets_table.h"

const Asset *
asset_find(const char *url)
{
    for (gsize i = 0; i < ASSET_COUNT; i++) {
        if (strcmp(ASSETS[i].url, url) == 0)
            return &ASSETS[i];
    }
    return NULL;
}

const char *
asset_url(const char *name)
{
    for (gsize i = 0; i < ASSET_COUNT; i++) {
        if (strcmp(ASSETS[i].name, name) == 0)
            return ASSETS[i].url;
    }
    g_error("no asset is called \"%s\"; see tools/assets.py", name);
}

/* Does the browser take gzip? "gzip;q=0" is rare enough to be served plain too. */
static bool
takes_gzip(const HttpRequest *request)
{
    const char *accepted = http_request_header(request, "Accept-Encoding");
    return accepted != NULL && strstr(accepted, "gzip") != NULL &&
           strstr(accepted, "gzip;q=0") == NULL;
}

void
asset_handle(HttpRequest *request, HttpResponse *response, void *data)
{
    const Asset *asset = asset_find(http_request_path(request));
    if (asset == NULL) {
        static const char GONE[] = "This file belongs to another version of Seventh. Reload the "
                                   "page.\n";
        http_response_status(response, 404);
        http_response_static(response, "text/plain; charset=utf-8", GONE, strlen(GONE));
        return;
    }
    http_response_header(response, "Cache-Control", "public, max-age=31536000, immutable");
    http_response_header(response, "ETag", asset->etag);
    http_response_header(response, "Vary", "Accept-Encoding");
    const char *known = http_request_header(request, "If-None-Match");
    if (known != NULL && strcmp(known, asset->etag) == 0) {
        http_response_status(response, 304);
    } else if (takes_gzip(request)) {
        http_response_header(response, "Content-Encoding", "gzip");
        http_response_static(response, asset->content_type, asset->gzip, asset->gzip_length);
    } else {
        http_response_static(response, asset->content_type, asset->bytes, asset->length);
    }
}
