/* One request and its response. Strings are borrowed from the request unless said otherwise. */
#pragma once

#include "http/server.h"

const char *http_request_method(const HttpRequest *request);
/* The path as sent, still percent-encoded, without the query. */
const char *http_request_path(const HttpRequest *request);
/* Path and query as sent ("/prospects?page=2"), to come back to after signing in. */
const char *http_request_target(const HttpRequest *request);
/* A ":name" or "*rest" segment of the route, percent-decoded; NULL when the route has none of that
 * name. */
const char *http_request_segment(const HttpRequest *request, const char *name);
/* The `data` of the route the request found; NULL without one. */
void *http_request_data(const HttpRequest *request);
/* Query and form values (application/x-www-form-urlencoded and multipart/form-data), decoded, UTF-8
 * checked; the first of several. */
const char *http_request_query(const HttpRequest *request, const char *name);
const char *http_request_form(const HttpRequest *request, const char *name);
/* Calls each for every query or form value, in order of arrival. */
typedef void (*HttpEach)(const char *name, const char *value, void *data);
void http_request_each_query(const HttpRequest *request, HttpEach each, void *data);
void http_request_each_form(const HttpRequest *request, HttpEach each, void *data);
/* NULL when absent or not UTF-8. */
const char *http_request_header(const HttpRequest *request, const char *name);
const char *http_request_cookie(const HttpRequest *request, const char *name);
/* The body of anything but a form (JSON, say), NUL-terminated; NULL for forms and without one. */
const char *http_request_body(const HttpRequest *request, gsize *ret_length);
/* An uploaded file: an open descriptor at offset 0 owned by the request, or -1. The file name comes
 * without folders. */
int http_request_upload(const HttpRequest *request, const char *field, const char **ret_file_name,
                        uint64_t *ret_size);
/* The peer as text, for the log. */
const char *http_request_peer(const HttpRequest *request);

void http_response_status(HttpResponse *response, int status);
/* Replaces a header of the same name, the façade's own included; an empty value leaves it out. A
 * control character in the name or value is dropped: a header cannot be injected. */
void http_response_header(HttpResponse *response, const char *name, const char *value);
/* Lets scripts that carry this nonce run (letters, digits, "+/-_="; a fresh random one for each
 * response). Without it the Content-Security-Policy allows no script at all. */
void http_response_nonce(HttpResponse *response, const char *nonce);
/* Takes a copy. */
void http_response_body(HttpResponse *response, const char *content_type, const char *body,
                        gsize length);
/* The bytes must outlive the server. */
void http_response_static(HttpResponse *response, const char *content_type, const void *body,
                          gsize length);
/* Takes ownership of the string. */
void http_response_take(HttpResponse *response, const char *content_type, GString *body);
/* An open regular file from its start, `length` bytes of it, sent as the peer takes them: of any
 * size in little memory. Takes ownership of the descriptor. */
void http_response_file(HttpResponse *response, const char *content_type, int fd, uint64_t length);
/* 303 See Other. `location` must be a local path ("/today"); anything else is a bug and asserts. */
void http_response_redirect(HttpResponse *response, const char *location);
/* HttpOnly, SameSite=Lax, Path=/; Secure when asked; max_age_s 0: session, -1: delete. */
void http_response_cookie(HttpResponse *response, const char *name, const char *value,
                          int max_age_s, bool secure);
