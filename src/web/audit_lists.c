/* Drilling down into a report that was kept: one list, one person of ours, and files to take away.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/audit_figure.h"
#include "app/audit_html.h"
#include "app/audit_list.h"
#include "app/audit_pdf.h"
#include "base/error.h"
#include "web/audit_kept.h"
#include "web/pages.h"

#define PAGE 100

static const json_t *
finding_of(const json_t *report, const char *kind)
{
    json_t *finding;
    gsize index;

    json_array_foreach(json_object_get(report, "findings"), index, finding)
    {
        if (g_strcmp0(json_text(finding, "kind", ""), kind) == 0)
            return finding;
    }
    return NULL;
}

static bool
is_of(const json_t *row, const char *rep)
{
    return rep == NULL || g_strcmp0(json_text(row, "rep", NULL), rep) == 0;
}

/* Rows `from` to `from + PAGE` of those of one rep; returns how many there are in all. */
static int64_t
page_of(const json_t *rows, const char *rep, int64_t from, json_t *ret)
{
    json_t *row;
    gsize index;
    int64_t all = 0;

    json_array_foreach(rows, index, row)
    {
        if (!is_of(row, rep))
            continue;
        if (all >= from && all < from + PAGE) {
            json_t *shown = json_copy(row);
            audit_html_lead(shown);
            json_array_append_new(ret, shown);
        }
        all++;
    }
    return all;
}

static void
set_pager(json_t *context, int64_t from, int64_t shown, int64_t all)
{
    g_autofree char *say =
        g_strdup_printf("%" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT,
                        shown > 0 ? from + 1 : 0, from + shown, all);

    json_set_text(context, "pager_say", say);
    json_set_bool(context, "has_next", from + shown < all);
    json_set_int(context, "next_from", from + PAGE);
    json_set_bool(context, "has_previous", from > 0);
    json_set_int(context, "previous_from", MAX(from - PAGE, 0));
}

/* The people whose leads are in a report, for the filter. */
static json_t *
reps_of(const json_t *report, const char *chosen)
{
    json_t *list = json_array(), *group;
    gsize index;

    json_array_foreach(json_object_get(report, "by_rep"), index, group)
    {
        const char *name = json_text(group, "name", NULL);
        if (name != NULL)
            json_array_append_new(list, json_pack("{s:s, s:b}", "name", name, "selected",
                                                  g_strcmp0(name, chosen) == 0));
    }
    return list;
}

static void
get_list(WebCall *call)
{
    static const char *const NAMES[] = { "rep", "from#", NULL };
    const char *token = http_request_segment(call->request, "token");
    const char *kind = http_request_segment(call->request, "kind");
    g_autoptr(json_t) params = call_params(call, false, NAMES);
    g_autoptr(json_t) report = params != NULL ? audit_kept(call) : NULL;

    if (report == NULL)
        return;
    const char *rep = json_text(params, "rep", NULL);
    const json_t *finding = finding_of(report, kind);
    if (finding == NULL) {
        http_response_redirect(call->response, "/audit");
        return;
    }
    int64_t from = MAX(json_int(params, "from", 0), 0);
    g_autoptr(json_t) context = json_object();
    json_t *rows = json_array();
    int64_t all = page_of(json_object_get(finding, "rows"), rep, from, rows);
    double leads = audit_real(finding, "leads");
    g_autofree char *say = audit_leads_say(leads);
    set_pager(context, from, (int64_t)json_array_size(rows), all);
    json_object_set_new(context, "rows", rows);
    json_object_set_new(context, "reps", reps_of(report, rep));
    g_autofree char *escaped = g_uri_escape_string(rep != NULL ? rep : "", NULL, FALSE);
    json_set_text(context, "rep", rep);
    json_set_text(context, "rep_query", escaped);
    json_set_text(context, "token", token);
    json_set_text(context, "kind", kind);
    json_set_text(context, "how", json_text(finding, "how", ""));
    json_set_text(context, "title", json_text(finding, "title", ""));
    json_set_text(context, "leads_say", say);
    json_set_bool(context, "cut",
                  leads > (double)json_array_size(json_object_get(finding, "rows")));
    json_set_int(context, "kept", AUDIT_KEPT_ROWS);
    call_page(call, "audit-list", "audit", json_text(finding, "title", "Audit"), context);
}

static const json_t *
group_of(const json_t *report, const char *name)
{
    json_t *group;
    gsize index;

    json_array_foreach(json_object_get(report, "by_rep"), index, group)
    {
        if (g_strcmp0(json_text(group, "name", NULL), name) == 0)
            return group;
    }
    return NULL;
}

/* What was found among this person's leads, list by list. */
static json_t *
found_of(const json_t *report, const char *rep)
{
    json_t *list = json_array(), *finding, *row;
    gsize index, at;

    json_array_foreach(json_object_get(report, "findings"), index, finding)
    {
        json_t *rows = json_object_get(finding, "rows");
        int64_t count = 0;
        json_array_foreach(rows, at, row)
        {
            count += is_of(row, rep);
        }
        if (count == 0)
            continue;
        bool cut = audit_real(finding, "leads") > (double)json_array_size(rows);
        g_autofree char *number = audit_number_say((double)count);
        g_autofree char *say = g_strdup_printf(cut ? "at least %s" : "%s", number);
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s}", "kind",
                                              json_text(finding, "kind", ""), "title",
                                              json_text(finding, "title", ""), "how",
                                              json_text(finding, "how", ""), "say", say));
    }
    return list;
}

/* The person's grades and figures beside everybody's. */
static void
set_beside(json_t *context, const json_t *group, const json_t *report)
{
    g_autoptr(json_t) own = audit_html_context(group, 0), all = audit_html_context(report, 0);
    static const char *const LISTS[] = { "grade_rows", "figure_rows" };
    json_t *row;
    gsize index;

    for (gsize i = 0; i < G_N_ELEMENTS(LISTS); i++) {
        json_t *rows = json_object_get(own, LISTS[i]), *others = json_object_get(all, LISTS[i]);
        json_array_foreach(rows, index, row)
        {
            json_set_text(row, "all",
                          json_text(json_array_get(others, index), "value", "not known"));
        }
        json_object_set(context, LISTS[i], rows);
    }
    static const char *const CHARTS[] = { "attempts_sentence", "attempts_chart", "first_sentence",
                                          "first_chart" };
    for (gsize i = 0; i < G_N_ELEMENTS(CHARTS); i++)
        json_object_set(context, CHARTS[i], json_object_get(own, CHARTS[i]));
}

static void
get_rep(WebCall *call)
{
    const char *name = http_request_query(call->request, "name");
    g_autoptr(json_t) report = audit_kept(call);
    g_autoptr(json_t) context = json_object();

    if (report == NULL)
        return;
    const json_t *group = group_of(report, name);
    if (group == NULL) {
        http_response_redirect(call->response, "/audit");
        return;
    }
    g_autofree char *say = audit_leads_say(audit_real(group, "leads"));
    g_autofree char *escaped = g_uri_escape_string(name != NULL ? name : "", NULL, FALSE);
    set_beside(context, group, report);
    json_object_set_new(context, "found", found_of(report, name));
    json_set_text(context, "token", http_request_segment(call->request, "token"));
    json_set_text(context, "name", name != NULL ? name : "Nobody's leads");
    json_set_text(context, "rep_query", escaped);
    json_set_text(context, "leads_say", say);
    call_page(call, "audit-rep", "audit", name != NULL ? name : "Nobody's leads", context);
}

/* --- files ------------------------------------------------------------------------------------ */

static void
offer(WebCall *call, const char *name)
{
    g_autofree char *disposition = g_strdup_printf("attachment; filename=\"%s\"", name);

    http_response_header(call->response, "Content-Disposition", disposition);
}

static void
send_file(WebCall *call, const char *name, const char *type, const char *bytes, gsize length)
{
    offer(call, name);
    http_response_body(call->response, type, bytes, length);
}

static bool
send_pdf(WebCall *call, const json_t *report, GError **error)
{
    const char *paper = http_request_query(call->request, "paper");
    PaperSize size;
    gsize length;

    paper_size_parse(paper != NULL ? paper : "a4", &size);
    g_autoptr(GBytes) document = audit_pdf(report, size, error);
    if (document == NULL)
        return false;
    const char *bytes = g_bytes_get_data(document, &length);
    send_file(call, "audit.pdf", "application/pdf", bytes, length);
    return true;
}

/* A file that was written to be sent, of any size; `fd` is taken over. */
static bool
send_open(WebCall *call, const char *name, const char *type, int fd, GError **error)
{
    struct stat about;

    if (fd < 0 || fstat(fd, &about) != 0) {
        int problem = errno;
        if (fd >= 0)
            close(fd);
        return error_set(error, SEVENTH_ERROR_IO, "%s could not be made: %s", name,
                         g_strerror(problem));
    }
    offer(call, name);
    http_response_file(call->response, type, fd, (uint64_t)about.st_size);
    return true;
}

static bool
send_workbook(WebCall *call, G_GNUC_UNUSED const json_t *report, GError **error)
{
    g_autofree char *folder = audit_kept_lists(call, error), *path = NULL;
    AuditLists lists = { .folder = folder };
    int fd = folder != NULL ? g_file_open_tmp("seventh-audit-XXXXXX.xlsx", &path, error) : -1;

    if (fd < 0)
        return false;
    close(fd);
    bool done = audit_lists_workbook(&lists, path, error);
    fd = done ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    unlink(path);
    return done && send_open(call, "audit-lists.xlsx",
                             "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                             fd, error);
}

static bool
send_page(WebCall *call, const json_t *report, GError **error)
{
    g_autofree char *page = audit_html(report, error);

    if (page != NULL)
        send_file(call, "audit.html", "text/html; charset=utf-8", page, strlen(page));
    return page != NULL;
}

static bool
send_json(WebCall *call, const json_t *report, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    char *dumped = json_dumps(report, JSON_INDENT(1));

    g_string_append(text, dumped);
    free(dumped);
    send_file(call, "audit.json", "application/json", text->str, text->len);
    return true;
}

/* The rows of one person, as a file without a name; -1 when it cannot be made. */
static int
list_of_rep(const char *folder, guint list, const char *rep, GError **error)
{
    AuditLists lists = { .folder = folder };
    FILE *file = tmpfile();

    if (file == NULL) {
        error_set(error, SEVENTH_ERROR_IO, "there is no room for the list: %s", g_strerror(errno));
        return -1;
    }
    int fd = audit_list_csv(&lists, list, rep, file, error) ? dup(fileno(file)) : -1;
    fclose(file);
    return fd;
}

static bool
send_list(WebCall *call, const char *name, guint list, GError **error)
{
    const char *rep = http_request_query(call->request, "rep");
    g_autofree char *folder = audit_kept_lists(call, error);
    g_autofree char *file = g_strdup_printf("audit-%s", name);

    if (folder == NULL)
        return false;
    g_autofree char *path = audit_list_path(folder, list);
    int fd = rep != NULL && *rep != '\0' ? list_of_rep(folder, list, rep, error)
                                         : open(path, O_RDONLY | O_CLOEXEC);
    return (*error == NULL || fd >= 0) &&
           send_open(call, file, "text/csv; charset=utf-8", fd, error);
}

/* The list that "NAME.csv" means; AUDIT_LIST_COUNT for none. */
static guint
list_named(const char *name)
{
    gsize length = strlen(name);

    if (!g_str_has_suffix(name, ".csv"))
        return AUDIT_LIST_COUNT;
    g_autofree char *kind = g_strndup(name, length - strlen(".csv"));
    return audit_list_find(kind);
}

static void
get_file(WebCall *call)
{
    static const struct {
        const char *name;
        bool (*send)(WebCall *call, const json_t *report, GError **error);
    } FILES[] = { { "report.pdf", send_pdf },
                  { "lists.xlsx", send_workbook },
                  { "report.html", send_page },
                  { "report.json", send_json } };
    const char *name = http_request_segment(call->request, "name");
    g_autoptr(json_t) report = audit_kept(call);
    g_autoptr(GError) error = NULL;

    if (report == NULL)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(FILES); i++)
        if (strcmp(FILES[i].name, name) == 0) {
            if (!FILES[i].send(call, report, &error))
                call_fail(call, error);
            return;
        }
    guint list = list_named(name);
    if (list == AUDIT_LIST_COUNT)
        http_response_redirect(call->response, "/audit");
    else if (!send_list(call, name, list, &error))
        call_fail(call, error);
}

const PageRoute AUDIT_LIST_ROUTES[] = {
    { "GET", "/audit/:token/list/:kind", get_list, 0 },
    { "GET", "/audit/:token/rep", get_rep, 0 },
    { "GET", "/audit/:token/file/:name", get_file, PAGE_SLOW },
    { 0 },
};
