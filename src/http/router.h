/* The router: a table of routes as a tree of path segments.
 *
 * A literal segment wins over ":name", ":name" over "*rest"; where the better branch leads nowhere
 * the next one is tried, so "/prospects/new" and "/prospects/:id/edit" live side by side. */
#pragma once

#include "http/server.h"

#define HTTP_MAX_SEGMENTS 24
#define HTTP_MAX_CAPTURES 8

typedef struct HttpRouter HttpRouter;

typedef enum {
    HTTP_FOUND,
    HTTP_NO_PATH,   /* 404 */
    HTTP_NO_METHOD, /* 405; see `allow` */
    HTTP_BAD_PATH,  /* 400: a segment that is no UTF-8 text, or "..", or an encoded slash */
} HttpFound;

/* What a path matched. Clear with http_match_clear(). */
typedef struct {
    const HttpRoute *route;
    char *const *names; /* borrowed from the router, NULL-terminated */
    const char *values[HTTP_MAX_CAPTURES];
    GString *allow; /* "GET, HEAD, POST" after HTTP_NO_METHOD */
    char *text;     /* owns the decoded segments */
    char *rest;
} HttpMatch;

/* Asserts on a pattern that does not begin with a slash, has too many segments or names, or that
 * another route of the same method already has: these are mistakes in the program. */
HttpRouter *http_router_new(const HttpRoute *routes, gsize count);
void http_router_free(HttpRouter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HttpRouter, http_router_free)

/* `path` begins at the slash and ends before the query. HEAD finds GET's route. */
HttpFound http_router_find(const HttpRouter *self, const char *method, const char *path,
                           HttpMatch *ret_match);
void http_match_clear(HttpMatch *match);
