/* What the browser needs besides pages: style, script, icons. Embedded in the binary by
 * tools/assets.py, served under addresses that carry a hash of the content, and so cached for ever.
 */
#pragma once

#include "http/request.h"

typedef struct {
    const char *name;         /* "seventh.css" */
    const char *url;          /* "/assets/seventh.1f2e3d4c5b6a7988.css" */
    const char *content_type; /* "text/css; charset=utf-8" */
    const char *etag;         /* quoted, as in the header */
    const char *bytes;
    gsize length;
    const char *gzip; /* the same, compressed */
    gsize gzip_length;
} Asset;

/* By address; NULL when there is none (the hash of an older build, say). */
const Asset *asset_find(const char *url);
/* The address of an asset by name; asserts that there is one. */
const char *asset_url(const char *name);

/* Serves "/assets/" and all below it: GET "/assets/:file". */
void asset_handle(HttpRequest *request, HttpResponse *response, void *data);
