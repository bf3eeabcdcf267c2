/* The REST API: the operation table over HTTP.
 *
 * Each operation with a path answers there. Who asks shows a token (app/token.h) as
 * "Authorization: Bearer svn_..."; cookies are not looked at, so no page of another site can make
 * a browser act here, and no other origin is let in. Parameters come from the path and, for GET and
 * DELETE, the query; else from a JSON object or, where an operation reads a file, a multipart form.
 * The answer is what the operation returns; a list is {"rows": [...], "next": ...}, or one row a
 * line when application/x-ndjson is asked for. What went wrong is said as in api/problem.h.
 *
 * A request with an "Idempotency-Key" is done once, see app/once.h; a repetition gets the first
 * answer and the header "Idempotency-Replayed: true". GET changes nothing, and ignores the key.
 *
 * An operation that reports findings (a draft with faults, a mailbox that cannot sign in) has
 * worked: the answer is 200 with the findings, and the header "Seventh-Findings: true".
 *
 * Disadvantages: the number of requests a minute is counted by each process for itself, so that
 * three nodes let three times as many through; and a long list is written to a temporary file
 * before the first byte leaves, which keeps memory small and the database free while a slow client
 * reads, but delays the beginning. */
#pragma once

#include "app/app.h"
#include "http/server.h"

#define API_PREFIX "/api/"
#define API_REQUESTS_A_MINUTE 600 /* of one token; as many at once after a quiet minute */
#define API_PAGE_ROWS 50          /* of a list that has pages, when none are asked for */

typedef struct Api Api;

typedef struct {
    App *app;
    void (*poke)(void *data); /* something may be due now; may be NULL */
    void *poke_data;
} ApiOptions;

Api *api_new(const ApiOptions *options);
void api_free(Api *self);
/* One route an operation, and the description of them all. Valid as long as the Api. */
const HttpRoute *api_routes(Api *self, gsize *ret_count);

/* Whether a request is for the API: then the following answer it. */
bool api_owns(const HttpRequest *request);
/* For HttpServerOptions.admit: only a token that may do what it asks for uploads. `data` is the
 * Api. */
bool api_admit(HttpRequest *request, HttpResponse *response, void *data);
/* For http_server_start(): an address that does not exist. `data` is not used. */
void api_not_found(HttpRequest *request, HttpResponse *response, void *data);
/* For HttpServerOptions.refused: the same in JSON for the API, nothing for others. */
void api_refused(HttpRequest *request, HttpResponse *response, int status, const char *sentence,
                 void *data);
