/* audit columns: what files would be taken for, and what nobody could tell from their headers. */
#include "app/operations.h"

#include <string.h>

#include "app/audit_columns.h"
#include "app/audit_guess.h"
#include "app/audit_mailbox.h"
#include "app/audit_role.h"
#include "app/audit_source.h"

/* What an audit cannot do without: one of the fields of each question. */
typedef struct {
    AuditFileKind kind;
    const char *field; /* asked for */
    int fields[9];     /* any of these will do; -1 ends */
    const char *question;
} Need;

static const Need NEEDS[] = {
    { AUDIT_FILE_LEADS,
      "id",
      { LEAD_ID_COLUMN, LEAD_EMAIL, LEAD_NAME, LEAD_LAST_NAME, LEAD_PHONE, -1 },
      "the lead's id or address" },
    { AUDIT_FILE_LEADS, "created", { LEAD_CREATED, -1 }, "when the lead came in" },
    { AUDIT_FILE_ACTIVITIES,
      "at",
      { ACT_AT, ACT_DUE, ACT_COMPLETED, ACT_CREATED, -1 },
      "when it happened" },
    { AUDIT_FILE_ACTIVITIES,
      "lead_id",
      { ACT_LEAD, ACT_CONTACT, ACT_WHO, ACT_EMAIL, ACT_TO, ACT_NAME, ACT_PHONE, ACT_DEAL, -1 },
      "the lead's id" },
    { AUDIT_FILE_ACTIVITIES,
      "channel",
      { ACT_KIND, ACT_KIND2, ACT_SUBJECT, ACT_DIRECTION, ACT_DURATION, -1 },
      "whether it was a call, a mail or what" },
};

static const char *const KINDS[] = {
    [AUDIT_FILE_UNKNOWN] = "unknown",       [AUDIT_FILE_LEADS] = "leads",
    [AUDIT_FILE_ACTIVITIES] = "activities", [AUDIT_FILE_LINKS] = "links",
    [AUDIT_FILE_MAILBOX] = "mailbox",       [AUDIT_FILE_BOTH] = "both",
};

static bool
is_met(const Need *need, const gsize *columns)
{
    for (const int *field = need->fields; *field >= 0; field++)
        if (columns[*field] != IMPORT_NO_COLUMN)
            return true;
    return false;
}

static bool
describe(const ImportSource *source, AuditFileKind kind, json_t *row, GError **error)
{
    json_t *headers = json_array(), *mapping = json_object(), *missing = json_array();
    bool is_leads = kind == AUDIT_FILE_LEADS;
    gsize columns[MAX((int)LEAD_COLUMNS, (int)ACT_COLUMNS)];
    gsize count = is_leads ? (gsize)LEAD_COLUMNS : (gsize)ACT_COLUMNS;

    for (gsize c = 0; c < source->header_count; c++)
        json_array_append_new(headers, json_string(source->headers[c]));
    json_object_set_new(row, "headers", headers);
    json_object_set_new(row, "mapping", mapping);
    json_object_set_new(row, "missing", missing);
    if (is_leads ? !audit_lead_columns(source, NULL, columns, error) ||
                       !audit_guess_leads(NULL, source, NULL, columns, error)
                 : !audit_activity_columns(source, NULL, columns, error) ||
                       !audit_guess_activities(NULL, source, NULL, columns, error))
        return false;
    for (gsize i = 0; i < count; i++)
        if (columns[i] != IMPORT_NO_COLUMN)
            json_set_text(mapping,
                          is_leads ? audit_lead_column_name((int)i)
                                   : audit_activity_column_name((int)i),
                          source->headers[columns[i]]);
    for (gsize i = 0; i < G_N_ELEMENTS(NEEDS); i++) {
        if (NEEDS[i].kind != kind || is_met(&NEEDS[i], columns))
            continue;
        json_t *entry = json_object();
        json_set_text(entry, "field", NEEDS[i].field);
        json_set_text(entry, "question", NEEDS[i].question);
        json_array_append_new(missing, entry);
    }
    return true;
}

static bool
emit_file(OperationCall *call, const char *name, AuditFileKind kind, GError **error)
{
    g_autoptr(json_t) row = json_object();
    g_auto(ImportSource) source = { .fd = -1 };

    json_set_text(row, "file", name);
    if (audit_is_mailbox(name)) {
        json_set_text(row, "kind", KINDS[AUDIT_FILE_MAILBOX]);
        return call->emit(row, call->emit_data);
    }
    AuditFile file = { .name = name, .kind = kind, .told = kind != AUDIT_FILE_UNKNOWN };
    if (!audit_source_open(&source, name, 0, error) || !audit_role_of(&file, error))
        return false;
    audit_roles_settle(&file, 1);
    kind = file.kind;
    json_set_text(row, "kind", KINDS[kind]);
    json_set_text(row, "product", audit_file_product(&source));
    /* Of a report that joins the two, what was done is the harder half. */
    kind = kind == AUDIT_FILE_BOTH ? AUDIT_FILE_ACTIVITIES : kind;
    if (kind != AUDIT_FILE_UNKNOWN && !describe(&source, kind, row, error))
        return false;
    return call->emit(row, call->emit_data);
}

static bool
run_columns(OperationCall *call, G_GNUC_UNUSED json_t **ret_result, GError **error)
{
    static const struct {
        const char *param;
        AuditFileKind kind;
    } LISTS[] = { { "leads", AUDIT_FILE_LEADS },
                  { "activities", AUDIT_FILE_ACTIVITIES },
                  { "files", AUDIT_FILE_UNKNOWN } };
    gsize index;
    json_t *name;

    for (gsize i = 0; i < G_N_ELEMENTS(LISTS); i++)
        json_array_foreach(
            json_object_get(call->params, LISTS[i].param), index,
            name) if (strcmp(json_string_value(name), "-") != 0 &&
                      !emit_file(call, json_string_value(name), LISTS[i].kind, error)) return false;
    return true;
}

static const OperationParam COLUMNS_PARAMS[] = {
    { "leads", PARAM_TEXT_LIST, PARAM_OPTION, "FILE", "leads or contacts; may be repeated", NULL, 0,
      0 },
    { "activities", PARAM_TEXT_LIST, PARAM_OPTION, "FILE", "what was done; may be repeated", NULL,
      0, 0 },
    { "files", PARAM_TEXT_LIST, PARAM_POSITIONAL_OPTIONAL, "FILE...", "exports of any kind", NULL,
      0, 0 },
    { 0 },
};

const Operation OP_AUDIT_COLUMNS = {
    .verb = "audit columns",
    .role = ROLE_REP,
    .is_list = true,
    .stands_alone = true,
    .summary = "Show what an audit would take files and their columns for; needs no workspace",
    .params = COLUMNS_PARAMS,
    .run = run_columns,
    .columns = "file kind product mapping missing",
};
