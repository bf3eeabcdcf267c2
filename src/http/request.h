/* One request and its response. Strings are borrowed from the request unless said otherwise. */
#pragma once

#include "http/server.h"

const char *http_request_method(const HttpRequest *request);
const char *http_request_path(const HttpRequest *request);
/* A ":name" or "*rest" segment of the route, percent-decoded; NULL when the route has none of that
 * name. */
const char *http_request_segment(const HttpRequest *request, const char *name);
/* Query and form values (application/x-www-form-urlencoded and multipart/form-data), decoded, UTF-8
 * checked; the first of several. */
const char *http_request_query(const HttpRequest *request, const char *name);
const char *http_request_form(const HttpRequest *request, const char *name);
/* Calls each for every form value, in order of arrival. */
void
http_request_each_form(const HttpRequest *request,
                       void (*each)(const char *name, const char *value, void *data), void *data);
const char *http_request_header(const HttpRequest *request, const char *name);
const char *http_request_cookie(const HttpRequest *request, const char *name);
const char *http_request_body(const HttpRequest *request, gsize *ret_length);
/* An uploaded file: an open descriptor at offset 0 owned by the request, or -1. */
int http_request_upload(const HttpRequest *request, const char *field, const char **ret_file_name,
                        uint64_t *ret_size);
/* The peer as text, for the log. */
const char *http_request_peer(const HttpRequest *request);

void http_response_status(HttpResponse *response, int status);
void http_response_header(HttpResponse *response, const char *name, const char *value);
/* Takes a copy unless the bytes are static. */
void http_response_body(HttpResponse *response, const char *content_type, const char *body,
                        gsize length);
void http_response_static(HttpResponse *response, const char *content_type, const void *body,
                          gsize length);
/* Takes ownership of the string. */
void http_response_take(HttpResponse *response, const char *content_type, GString *body);
/* 303 See Other. `location` must be a local path ("/today"); anything else is a bug and asserts. */
void http_response_redirect(HttpResponse *response, const char *location);
/* HttpOnly, SameSite=Lax, Path=/; Secure when asked; max_age_s 0: session, -1: delete. */
void http_response_cookie(HttpResponse *response, const char *name, const char *value,
                          int max_age_s, bool secure);
