/* See audit_kept.h. */
#include "web/audit_kept.h"

#include <errno.h>

#include "base/error.h"
#include "web/spool.h"

#define REPORT "report.json"

bool
audit_keep(WebCall *call, const json_t *report, const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, REPORT, NULL);

    if (json_dump_file(report, path, JSON_COMPACT) != 0)
        return error_set(error, SEVENTH_ERROR_IO, "the report could not be kept: %s",
                         g_strerror(errno));
    spool_folder_done(call->app, folder);
    return true;
}

char *
audit_kept_lists(WebCall *call, GError **error)
{
    return spool_folder_file(call->session.actor.user_id,
                             http_request_segment(call->request, "token"), "", error);
}

json_t *
audit_kept_report(WebCall *call, const char *token, GError **error)
{
    g_autofree char *path = spool_folder_file(call->session.actor.user_id, token, REPORT, NULL);
    json_t *report = path != NULL ? json_load_file(path, 0, NULL) : NULL;

    if (report == NULL || !json_is_object(json_object_get(report, "grades"))) {
        json_decref(report);
        error_set(error, SEVENTH_ERROR_NOT_FOUND,
                  "That report is no longer here: reports are kept for an hour. Count again.");
        return NULL;
    }
    return report;
}

json_t *
audit_kept(WebCall *call)
{
    g_autoptr(GError) error = NULL;
    json_t *report = audit_kept_report(call, http_request_segment(call->request, "token"), &error);

    if (report == NULL) {
        g_autoptr(json_t) context = json_object();
        json_set_text(context, "problem", error->message);
        json_set_text(context, "zone", zone_name(call->app->zone));
        json_set_bool(context, "sequences_count", true);
        http_response_status(call->response, 404);
        call_page(call, "audit", "audit", "Audit", context);
    }
    return report;
}
