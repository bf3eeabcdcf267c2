/* Work: all automatic work that is due. */
#include "app/operations.h"

#include "app/work.h"

static bool
run_work(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const char *until = json_text(call->params, "until", NULL);
    Instant until_us = app_now_us(app);
    WorkCount count = { 0 };

    if (until != NULL && !instant_parse(until, &until_us, error))
        return false;
    if (until != NULL && !app->world->is_virtual)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "--until steps through virtual time: say with --now when it begins");
    if (until_us < app_now_us(app))
        return error_set(error, SEVENTH_ERROR_INVALID, "--until lies before --now");
    g_autoptr(Worker) worker = worker_new(app);
    if (until != NULL ? !worker_run_until(worker, until_us, &count, error)
                      : !worker_round(worker, &count, error))
        return false;
    *ret_result = work_count_json(&count);
    return true;
}

static const OperationParam PARAMS[] = {
    { "once", PARAM_FLAG, PARAM_OPTION, NULL, "do what is due now, then stop (the default)", NULL,
      0, 0 },
    { "until", PARAM_INSTANT, PARAM_OPTION, "INSTANT",
      "with a virtual --now: work through the time between", NULL, 0, 0 },
    { 0 },
};

const Operation OP_WORK = {
    .verb = "work",
    .role = ROLE_ADMIN,
    .summary = "Do all automatic work that is due: read replies, plan, send",
    .params = PARAMS,
    .run = run_work,
};
