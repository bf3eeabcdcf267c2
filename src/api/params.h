/* A request's parameters: from the segments of its path, and from its query, its JSON body or its
 * form. Names and types are the operation table's; a text from a path, a query or a form is turned
 * into what the table says, JSON must have it already. */
#pragma once

#include "app/operation.h"
#include "http/request.h"

/* The object that operation_check() takes; NULL when the request was refused, and answered. */
json_t *params_read(const Operation *operation, const HttpRequest *request, HttpResponse *response);

/* The parameter that an uploaded file stands for: "file"; NULL: the operation reads none. */
const OperationParam *params_upload(const Operation *operation);
