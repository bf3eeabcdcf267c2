/* The web face: routes to pages on the operations of app/.
 *
 * Every page is a GET that calls operations and renders a template, every action a POST that calls
 * one and answers 303. Without a session a page answers with the sign-in; a POST without the
 * session's CSRF token is refused. */
#pragma once

#include "app/app.h"
#include "http/server.h"

typedef struct Web Web;

typedef struct {
    App *app;
    void (*poke)(void *data); /* something may be due now; may be NULL */
    void *poke_data;
    bool secure_cookies;    /* served over TLS by a proxy in front */
    const char *demo_email; /* the demo: this user is signed in without a password; else NULL */
} WebOptions;

Web *web_new(const WebOptions *options);
void web_free(Web *self);
/* Valid as long as the Web. */
const HttpRoute *web_routes(Web *self, gsize *ret_count);
/* For HttpServerOptions.admit: only who is signed in may upload. `data` is the Web. */
bool web_admit(HttpRequest *request, HttpResponse *response, void *data);
/* For http_server_start(): a page that does not exist. `data` is the Web. */
void web_not_found(HttpRequest *request, HttpResponse *response, void *data);
