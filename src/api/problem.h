/* What went wrong, as JSON:
 *
 *     {"error": {"code": "invalid", "message": "limit: 900 is outside 1 to 200",
 *                "parameter": "limit"}}
 *
 * `code` is for programs and does not change, `message` for people, `parameter` names what to mend
 * when it is one. The table of statuses is base/error.h's; what only HTTP knows comes on top. */
#pragma once

#include "app/operation.h"
#include "http/request.h"

/* The code of a status that HTTP itself gives: "too_large" for 413. */
const char *problem_code(int status);

/* `parameter` may be NULL. */
void problem_answer(HttpResponse *response, int status, const char *code, const char *parameter,
                    const char *message);

/* An error of the operation. A `parameter` of NULL is taken from the message, which begins with
 * its name where one is to blame ("until: ..."). */
void problem_answer_error(HttpResponse *response, const Operation *operation, const char *parameter,
                          const GError *error);
