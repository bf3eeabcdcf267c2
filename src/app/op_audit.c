/* audit: how persistent were we, from exports, a mailbox or the ledger. */
#include "app/operations.h"

#include <string.h>

#include "app/audit_enroll.h"
#include "app/audit_html.h"
#include "app/audit_json.h"
#include "app/audit_list.h"
#include "app/audit_pdf.h"
#include "app/audit_terminal.h"
#include "base/error.h"

#define DEFAULT_ROWS 1000
#define DEFAULT_TOP 50

static const char **
overrides_of(const json_t *params)
{
    json_t *map = json_object_get(params, "map");
    gsize count = json_array_size(map);
    const char **overrides = g_new0(const char *, count + 1);

    for (gsize i = 0; i < count; i++)
        overrides[i] = json_string_value(json_array_get(map, i));
    return overrides;
}

static bool
has_findings(const AuditResult *result)
{
    for (gsize i = 0; i < AUDIT_FINDING_COUNT; i++)
        if (result->findings[i].leads > 0)
            return true;
    return false;
}

static json_t *
load(const char *path, GError **error)
{
    g_autofree char *text = NULL;
    gsize length;
    g_autoptr(GError) problem = NULL;

    if (!g_file_get_contents(path, &text, &length, &problem)) {
        error_set(error, SEVENTH_ERROR_NOT_FOUND, "cannot read %s: %s", path, problem->message);
        return NULL;
    }
    return json_read(text, length, error);
}

/* The file appears whole or not at all. */
static bool
write_file(const char *path, const char *bytes, gsize length, GError **error)
{
    g_autoptr(GError) problem = NULL;

    return g_file_set_contents(path, bytes, (gssize)length, &problem) ||
           error_set(error, SEVENTH_ERROR_IO, "cannot write %s: %s", path, problem->message);
}

static bool
write_html(const json_t *report, const char *path, GError **error)
{
    g_autofree char *page = audit_html(report, error);

    return page != NULL && write_file(path, page, strlen(page), error);
}

static bool
write_pdf(const json_t *report, const char *path, PaperSize size, GError **error)
{
    g_autoptr(GBytes) document = audit_pdf(report, size, error);
    gsize length;
    const char *bytes = document != NULL ? g_bytes_get_data(document, &length) : NULL;

    return bytes != NULL && write_file(path, bytes, length, error);
}

/* The report and its lists as files, where they are asked for. */
static bool
write_files(const json_t *params, const AuditRun *run, json_t *report, GError **error)
{
    const char *html = json_text(params, "html", NULL), *pdf = json_text(params, "pdf", NULL);
    const char *folder = json_text(params, "lists", NULL), *book = json_text(params, "xlsx", NULL);
    AuditLists lists = { .run = run };
    json_t *files = NULL;
    PaperSize size;

    paper_size_parse(json_text(params, "paper", "a4"), &size);
    if ((html != NULL && !write_html(report, html, error)) ||
        (pdf != NULL && !write_pdf(report, pdf, size, error)) ||
        (book != NULL && !audit_lists_workbook(&lists, book, error)) ||
        (folder != NULL && !audit_lists_folder(&lists, folder, &files, error)))
        return false;
    if (files != NULL)
        json_object_set_new(report, "lists", files);
    return true;
}

/* Of `since`, a day; 1970 without. */
static Instant
since_us(const json_t *params)
{
    const char *since = json_text(params, "since", NULL);
    Day day;

    return since != NULL && day_parse(since, &day) ? day * DAY_US : DAY_US;
}

static bool
run_audit(OperationCall *call, json_t **ret_result, GError **error)
{
    const json_t *params = call->params;
    g_autofree const char **overrides = overrides_of(params);
    const char *baseline = json_text(params, "baseline", NULL);
    AuditOptions options = {
        .leads = json_object_get(params, "leads"),
        .activities = json_object_get(params, "activities"),
        .files = json_object_get(params, "files"),
        .overrides = overrides,
        .zone = json_text(params, "zone", NULL),
        .country = json_text(params, "country", NULL),
        .hours = json_text(params, "hours", NULL),
        .sequences = json_text(params, "sequences", NULL),
        .own = json_object_get(params, "own"),
        .imap = { .url = json_text(params, "imap", NULL),
                  .user = json_text(params, "imap_user", NULL),
                  .password = json_text(params, "password", NULL),
                  .ca_file = json_text(params, "ca_file", NULL),
                  .folders = json_object_get(params, "imap_folder"),
                  .since_us = since_us(params) },
        .rows = (guint)json_int(params, "rows", DEFAULT_ROWS),
    };
    if (json_object_get(params, "lists") != NULL || json_object_get(params, "xlsx") != NULL)
        options.list_rows = AUDIT_LIST_MOST;

    g_autoptr(json_t) earlier = NULL;
    if (baseline != NULL && (earlier = load(baseline, error)) == NULL)
        return false;
    g_autoptr(AuditRun) run = audit_run(call->app, &options, error);
    if (run == NULL)
        return false;
    g_autoptr(json_t) report = audit_json(run);
    if (earlier != NULL && !audit_json_compare(report, earlier, error))
        return false;
    const char *sequence = json_text(params, "enroll", NULL);
    json_t *enrolled = NULL;
    if (sequence != NULL) {
        if (!audit_enroll(call->app, call->actor, run, sequence,
                          (guint)json_int(params, "top", DEFAULT_TOP), &enrolled, error))
            return false;
        json_object_set_new(report, "enrolled", enrolled);
    }
    if (!write_files(params, run, report, error))
        return false;
    if (run->reader.book->tells.activities && has_findings(run->result))
        call->exit_code = 3;
    *ret_result = g_steal_pointer(&report);
    return true;
}

/* Without files it is the workspace that is audited; and people are enrolled in one. */
static bool
needs_workspace(const json_t *params)
{
    return json_object_get(params, "enroll") != NULL ||
           (json_object_get(params, "leads") == NULL &&
            json_object_get(params, "activities") == NULL &&
            json_object_get(params, "files") == NULL && json_object_get(params, "imap") == NULL);
}

static const OperationParam AUDIT_PARAMS[] = {
    { "leads", PARAM_TEXT_LIST, PARAM_OPTION, "FILE",
      "leads or contacts, CSV or XLSX; may be "
      "repeated",
      NULL, 0, 0 },
    { "activities", PARAM_TEXT_LIST, PARAM_OPTION, "FILE",
      "calls, mails, meetings, tasks; may be repeated", NULL, 0, 0 },
    { "files", PARAM_TEXT_LIST, PARAM_POSITIONAL_OPTIONAL, "FILE...",
      "exports of any kind, known by their columns, or a mailbox", NULL, 0, 0 },
    { "map", PARAM_TEXT_LIST, PARAM_OPTION, "FIELD=COLUMN",
      "which column feeds a field, where the guess is wrong; may be repeated", NULL, 0, 0 },
    { "zone", PARAM_TEXT, PARAM_OPTION, "ZONE",
      "time zone of times without an offset, and of leads whose own is not known", NULL, 0, 0 },
    { "country", PARAM_TEXT, PARAM_OPTION, "COUNTRY", "where leads are that do not say", NULL, 0,
      0 },
    { "hours", PARAM_TEXT, PARAM_OPTION, "9-17", "decent hours, Monday to Friday; 8-18 otherwise",
      NULL, 0, 0 },
    { "sequences", PARAM_TEXT, PARAM_OPTION, "WHOSE",
      "whether steps that a sequence sent in a person's name count as attempts of that person (of "
      "files, the default) or apart, as a machine's (of the own ledger, the default)",
      "people|apart", 0, 0 },
    { "own", PARAM_TEXT_LIST, PARAM_OPTION, "ADDRESS",
      "an address or domain of our side, for mailboxes; may be repeated", NULL, 0, 0 },
    { "imap", PARAM_TEXT, PARAM_OPTION, "URL",
      "a mailbox on a server, imaps://HOST; only read, nothing changes there", NULL, 0, 0 },
    { "imap_user", PARAM_TEXT, PARAM_OPTION, "NAME", "who signs in there", NULL, 0, 0 },
    { "imap_folder", PARAM_TEXT_LIST, PARAM_OPTION, "FOLDER",
      "a folder beside the inbox and that of sent mail; may be repeated", NULL, 0, 0 },
    { "since", PARAM_DATE, PARAM_OPTION, "DATE", "mail of the server from this day on", NULL, 0,
      0 },
    { "ca_file", PARAM_FILE, PARAM_OPTION, "FILE", "who vouches for the server's certificate", NULL,
      0, 0 },
    { "password", PARAM_TEXT, PARAM_OPTION, "TEXT", "better: SEVENTH_PASSWORD or stdin", NULL, 0,
      0 },
    { "rows", PARAM_INT, PARAM_OPTION, "N", "rows of each list; 1000 otherwise", NULL, 0, 1000000 },
    { "html", PARAM_TEXT, PARAM_OPTION, "FILE.html",
      "write the report as one page to read, print and pass on", NULL, 0, 0 },
    { "pdf", PARAM_TEXT, PARAM_OPTION, "FILE.pdf", "write the report as a PDF", NULL, 0, 0 },
    { "paper", PARAM_TEXT, PARAM_OPTION, "SIZE", "of the PDF; a4 otherwise", "a4|letter", 0, 0 },
    { "lists", PARAM_TEXT, PARAM_OPTION, "FOLDER",
      "write each list of findings, and whom to revive, as CSV with all its rows", NULL, 0, 0 },
    { "xlsx", PARAM_TEXT, PARAM_OPTION, "FILE.xlsx", "write these lists as one workbook", NULL, 0,
      0 },
    { "enroll", PARAM_TEXT, PARAM_OPTION, "SEQUENCE",
      "put the leads worth reviving into this sequence of the workspace", NULL, 0, 0 },
    { "top", PARAM_INT, PARAM_OPTION, "N", "how many of them; 50 otherwise", NULL, 1, 10000 },
    { "baseline", PARAM_FILE, PARAM_OPTION, "FILE.json", "an earlier report to compare with", NULL,
      0, 0 },
    { 0 },
};

const Operation OP_AUDIT = {
    .verb = "audit",
    .role = ROLE_REP,
    .stands_alone = true,
    .needs_workspace = needs_workspace,
    .password_for = "imap",
    .say = audit_terminal,
    .summary = "Tell how persistent we were, from exports, a mailbox or the ledger",
    .params = AUDIT_PARAMS,
    .run = run_audit,
};
