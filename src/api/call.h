/* One request that may be done: run the operation, and answer. */
#pragma once

#include "app/token.h"
#include "http/request.h"

typedef struct {
    App *app;
    const Operation *operation;
    const TokenHolder *holder;
    const HttpRequest *request;
    HttpResponse *response;
} ApiCall;

/* Answers in any case. True when the operation was done now: not refused, not failed, and not
 * answered from an earlier time. `params` may be completed. */
bool call_run(const ApiCall *call, json_t *params);
