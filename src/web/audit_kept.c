/* See audit_kept.h. */
#include "web/audit_kept.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/error.h"
#include "web/spool.h"

bool
audit_keep(WebCall *call, const json_t *report, char **ret_token, GError **error)
{
    int fd = memfd_create("audit", MFD_CLOEXEC);

    if (fd < 0)
        return error_set(error, SEVENTH_ERROR_IO, "the report could not be kept: %s",
                         g_strerror(errno));
    bool kept = json_dumpfd(report, fd, JSON_COMPACT) == 0 && lseek(fd, 0, SEEK_SET) == 0;
    if (!kept)
        error_set(error, SEVENTH_ERROR_IO, "the report could not be kept: %s", g_strerror(errno));
    kept = kept && spool_keep(call->app, call->session.actor.user_id, fd, ret_token, error);
    close(fd);
    return kept;
}

json_t *
audit_kept_report(WebCall *call, const char *token, GError **error)
{
    g_autofree char *path = spool_path(call->session.actor.user_id, token, NULL);
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
        http_response_status(call->response, 404);
        call_page(call, "audit", "audit", "Audit", context);
    }
    return report;
}
