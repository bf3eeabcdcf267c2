/* One request to a page: who asks, and the few ways to answer. */
#pragma once

#include "app/operation.h"
#include "app/session.h"
#include "http/request.h"
#include "web/web.h"

typedef struct {
    App *app;
    const WebOptions *options;
    HttpRequest *request;
    HttpResponse *response;
    Session session; /* empty on open routes */
    json_t *counts;  /* of call_counts(); NULL until asked for */
    json_t *retyped; /* stands in a form shown again instead of what was typed; NULL */
} WebCall;

typedef void (*PageHandler)(WebCall *call);

typedef enum {
    PAGE_OPEN = 1,   /* answers without a session */
    PAGE_UPLOAD = 2, /* takes files: HTTP_UPLOAD */
    PAGE_SLOW = 4,   /* may take seconds: HTTP_SLOW */
} PageFlags;

typedef struct {
    const char *method, *pattern;
    PageHandler handler;
    unsigned flags; /* PageFlags */
} PageRoute;

/* Calls an operation as the signed-in user. On failure answers with the error and returns NULL: the
 * handler just returns. Lists come as {"rows":
 * [...]}. Free with json_decref(). */
json_t *call_operation(WebCall *call, const char *verb, const json_t *params);

/* The same, but the error is the caller's (to show it beside a form). */
json_t *call_try_operation(WebCall *call, const char *verb, const json_t *params, GError **error);

/* Query or form values as operation parameters: each named one that is present and not empty. Names
 * ending in "#" are whole numbers (the # is not part of the name); a value that is no number
 * answers 422 and returns NULL. */
json_t *call_params(WebCall *call, bool from_form, const char *const *names);

/* Renders page `name` ("problem" in it becomes a sentence) with the context (owned by the caller)
 * plus navigation, user, csrf, toast and theme. `section` is the navigation's current entry
 * ("today", "replies", "prospects", "sequences", "import", "mailboxes", "outbox", "held"). */
void
call_page(WebCall *call, const char *name, const char *section, const char *title, json_t *context);

/* 303 to a local path, with a toast there; `undo` (may be NULL) is the address its Undo button
 * posts to. */
void call_redirect(WebCall *call, const char *location, const char *toast, const char *undo);

/* What waits today: the row of `today counts`, asked once a request. Owned by the call; NULL when
 * it cannot be told. */
const json_t *call_counts(WebCall *call);

/* Where the form or query value "back" leads, if it is a path of our own; else `otherwise`. */
const char *call_back(WebCall *call, const char *otherwise);

/* A whole page saying what went wrong and what to do, with the status of the error. */
void call_fail(WebCall *call, const GError *error);

/* A path from a printf format; g_free. Segments must be escaped by the caller with
 * g_uri_escape_string(). */
char *call_path(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* Adds {"channel","channel_icon"}'s icon name for a channel: "phone", "mail", ... */
const char *channel_icon(const char *channel);
