/* suppress add, remove, list, import: addresses, mail domains and numbers nobody here contacts. */
#include "app/operations.h"

#include <string.h>

#include "app/import_source.h"
#include "app/import_text.h"
#include "app/record.h"
#include "mail/compose.h"
#include "store/queries.h"
#include "text/phone.h"

#define PAGE_ROWS 500

typedef struct {
    const char *kind;
    char key[256];
} Entry;

/* "ana@example.com", "example.com" or "@example.com", "+49 30 123456". */
static bool
entry_read(const char *value, Entry *ret, GError **error)
{
    g_autofree char *text = g_strstrip(g_utf8_strdown(value, -1));
    const char *at = strchr(text, '@');

    *ret = (Entry){ .kind = "email" };
    if (at != NULL && at != text) {
        g_strlcpy(ret->key, text, sizeof ret->key);
        return mail_address_check(text, error);
    }
    if (text[0] == '+' || text[0] == '(' || g_ascii_isdigit(text[0])) {
        ret->kind = "phone";
        if (phone_to_e164(text, NULL, ret->key, NULL))
            return true;
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "\"%.60s\" is no phone number; write it with its country code, as in "
                         "+49 30 123456",
                         value);
    }
    ret->kind = "domain";
    return import_domain_of(text, ret->key, sizeof ret->key) ||
           error_set(error, SEVENTH_ERROR_INVALID,
                     "\"%.60s\" is neither an address, nor a mail domain, nor a phone number",
                     value);
}

typedef struct {
    OperationCall *call;
    DbConn *conn;
    const char *channel, *reason;
} Suppressing;

/* A person with that address is let go at once. */
static bool
shut_person(Suppressing *self, const Entry *entry, GError **error)
{
    App *app = self->call->app;
    g_auto(SqlProspectIdByEmailRow) row = { 0 };
    SqlProspectIdByEmailParams which = { .workspace_id = app->workspace_id,
                                         .email_key = entry->key };
    bool found;

    if (strcmp(entry->kind, "email") != 0)
        return true;
    if (!sql_prospect_id_by_email(self->conn, &which, &row, &found, error))
        return false;
    return !found || prospect_shut(app, self->conn, row.id, channel_kind_parse(self->channel),
                                   self->reason != NULL ? self->reason
                                                        : "added to the "
                                                          "suppression list",
                                   self->call->actor->user_id, error);
}

static bool
add(Suppressing *self, const Entry *entry, bool *ret_added, GError **error)
{
    SqlSuppressionAddParams params = {
        .workspace_id = self->call->app->workspace_id,
        .kind = entry->kind,
        .value_key = entry->key,
        .channel = self->channel,
        .reason = self->reason,
        .created_us = app_now_us(self->call->app),
    };
    int64_t changed;

    if (!sql_suppression_add(self->conn, &params, &changed, error))
        return false;
    *ret_added = changed > 0;
    return !*ret_added || shut_person(self, entry, error);
}

static bool
run_add(OperationCall *call, json_t **ret_result, GError **error)
{
    Suppressing self = { .call = call,
                         .channel = json_text(call->params, "channel", ""),
                         .reason = json_text(call->params, "reason", NULL) };
    Entry entry;
    bool added;

    if (!entry_read(json_text(call->params, "value", ""), &entry, error))
        return false;
    g_autoptr(AppTransaction) write = app_write_begin(call->app, error);
    if (write == NULL)
        return false;
    self.conn = write->conn;
    if (!add(&self, &entry, &added, error) || !app_commit(write, error))
        return false;
    *ret_result = json_object();
    json_set_text(*ret_result, "kind", entry.kind);
    json_set_text(*ret_result, "value", entry.key);
    json_set_text(*ret_result, "channel", self.channel[0] != '\0' ? self.channel : NULL);
    json_set_bool(*ret_result, "added", added);
    return true;
}

/* The person with that address may be contacted again, where nothing else forbids it. */
static bool
reopen_person(Suppressing *self, const Entry *entry, GError **error)
{
    App *app = self->call->app;
    g_auto(SqlProspectIdByEmailRow) row = { 0 };
    g_auto(SqlImportPersonRow) person = { 0 };
    SqlProspectIdByEmailParams which = { .workspace_id = app->workspace_id,
                                         .email_key = entry->key };
    ChannelKind channel = channel_kind_parse(self->channel);
    bool found = false;

    if (strcmp(entry->kind, "email") == 0 &&
        !sql_prospect_id_by_email(self->conn, &which, &row, &found, error))
        return false;
    if (!found)
        return true;
    SqlImportPersonParams whole = { .workspace_id = app->workspace_id, .id = row.id };
    if (!sql_import_person(self->conn, &whole, &person, NULL, error))
        return false;
    int64_t bits = channel == CHANNEL_NONE ? 0 : person.channels_shut & ~(INT64_C(1) << channel);
    SqlProspectSetShutParams shut = {
        .channels_shut = person.channels_shut == -1 && channel != CHANNEL_NONE ? -1 : bits,
        .updated_us = app_now_us(app),
        .workspace_id = app->workspace_id,
        .id = row.id
    };
    LedgerEntry entry_made = { .prospect_id = row.id,
                               .kind = "correction",
                               .user_id = self->call->actor->user_id,
                               .channel = channel != CHANNEL_NONE ? self->channel : NULL,
                               .text = "taken off the suppression list" };
    return shut.channels_shut == person.channels_shut ||
           (sql_prospect_set_shut(self->conn, &shut, NULL, error) &&
            ledger_note(app, self->conn, &entry_made, NULL, error));
}

static bool
run_remove(OperationCall *call, json_t **ret_result, GError **error)
{
    Suppressing self = { .call = call, .channel = json_text(call->params, "channel", "") };
    Entry entry;
    int64_t changed;

    if (!entry_read(json_text(call->params, "value", ""), &entry, error))
        return false;
    g_autoptr(AppTransaction) write = app_write_begin(call->app, error);
    if (write == NULL)
        return false;
    self.conn = write->conn;
    SqlSuppressionRemoveParams params = { .workspace_id = call->app->workspace_id,
                                          .kind = entry.kind,
                                          .value_key = entry.key,
                                          .channel = self.channel };
    if (!sql_suppression_remove(write->conn, &params, &changed, error))
        return false;
    if (changed == 0)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "%s is not on the suppression list%s%s; `seventh suppress list` shows it",
                         entry.key, self.channel[0] != '\0' ? " for " : "", self.channel);
    if (!reopen_person(&self, &entry, error) || !app_commit(write, error))
        return false;
    *ret_result = json_object();
    json_set_text(*ret_result, "kind", entry.kind);
    json_set_text(*ret_result, "value", entry.key);
    json_set_bool(*ret_result, "removed", true);
    return true;
}

/* One page after the last row seen; `key` is moved on. */
static bool
read_page(App *app, GPtrArray *ret_rows, char *key[3], GError **error)
{
    SqlSuppressionListParams params = { .workspace_id = app->workspace_id,
                                        .after_kind = key[0],
                                        .after_value = key[1],
                                        .after_channel = key[2],
                                        .n = PAGE_ROWS };
    SqlSuppressionListRow row;
    DbStep step;

    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL)
        return false;
    g_autoptr(DbCursor) cursor = sql_suppression_list(read->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_suppression_list_next(cursor, &row, error)) == DB_ROW) {
        const char *parts[] = { row.kind, row.value_key, row.channel };
        json_t *entry = json_object();
        json_set_text(entry, "kind", row.kind);
        json_set_text(entry, "value", row.value_key);
        json_set_text(entry, "channel", row.channel[0] != '\0' ? row.channel : NULL);
        json_set_text(entry, "reason", row.reason);
        json_set_instant(entry, "since", row.created_us, app->zone);
        g_ptr_array_add(ret_rows, entry);
        for (int i = 0; i < 3; i++) {
            g_free(key[i]);
            key[i] = g_strdup(parts[i]);
        }
    }
    return step == DB_DONE;
}

static bool
run_list(OperationCall *call, G_GNUC_UNUSED json_t **ret_result, GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref);
    char *key[3] = { g_strdup(""), g_strdup(""), g_strdup("") };
    bool read = true, wanted = true;

    do {
        g_ptr_array_set_size(rows, 0);
        read = read_page(call->app, rows, key, error);
        for (guint i = 0; read && wanted && i < rows->len; i++)
            wanted = call->emit(g_ptr_array_index(rows, i), call->emit_data);
    } while (read && wanted && rows->len == PAGE_ROWS);
    for (int i = 0; i < 3; i++)
        g_free(key[i]);
    return read;
}

/* The first cell of a row that can be suppressed. */
static bool
row_entry(const CsvRow *row, Entry *ret, GError **error)
{
    for (gsize i = 0; i < row->count; i++)
        if (row->fields[i][0] != '\0' && entry_read(row->fields[i], ret, NULL))
            return true;
    return error_set(error, SEVENTH_ERROR_INVALID,
                     "neither an address, nor a mail domain, nor a phone number");
}

static bool
take_row(Suppressing *self, const CsvRow *row, ImportErrors *errors, json_t *counts, GError **error)
{
    g_autoptr(GError) problem = NULL;
    Entry entry;
    bool added;

    if (!row_entry(row, &entry, &problem)) {
        if (row->count > 0 && row->fields[0][0] != '\0')
            import_errors_add(errors, row->line, NULL, row->fields[0], problem->message);
        return true;
    }
    if (!add(self, &entry, &added, error))
        return false;
    const char *count = added ? "added" : "present";
    json_set_int(counts, count, json_int(counts, count, 0) + 1);
    return true;
}

static bool
run_import(OperationCall *call, json_t **ret_result, GError **error)
{
    g_auto(ImportSource) source = { .fd = -1 };
    g_auto(ImportErrors) errors;
    Suppressing self = { .call = call,
                         .channel = json_text(call->params, "channel", ""),
                         .reason = json_text(call->params, "reason", NULL) };
    g_autoptr(json_t) counts = json_object();
    Entry first;
    CsvRow row = { .line = 1 };

    import_errors_init(&errors);
    json_set_int(counts, "added", 0);
    json_set_int(counts, "present", 0);
    if (!import_source_open(&source, json_text(call->params, "file", NULL),
                            json_text(call->params, "text", NULL), error))
        return false;
    import_errors_take(&errors, &source.errors);
    g_autoptr(AppTransaction) write = app_write_begin(call->app, error);
    if (write == NULL)
        return false;
    self.conn = write->conn;
    /* The first line may be names of columns, or an entry already. */
    row.count = source.header_count;
    row.fields = source.headers;
    if (row_entry(&row, &first, NULL) && !take_row(&self, &row, &errors, counts, error))
        return false;
    for (;;) {
        g_autoptr(GError) problem = NULL;
        CsvResult read = csv_reader_next(source.csv, &row, &problem);
        if (read == CSV_END)
            break;
        if (read == CSV_ROW)
            import_errors_add_odd(&errors, &source, &row);
        if (read == CSV_ROW && !take_row(&self, &row, &errors, counts, error))
            return false;
        if (read == CSV_ERROR && !g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_INVALID)) {
            g_propagate_error(error, g_steal_pointer(&problem));
            return false;
        }
        if (read == CSV_ERROR)
            import_errors_add(&errors, row.line, NULL, NULL, problem->message);
    }
    if (!app_commit(write, error))
        return false;
    import_errors_report(&errors, counts);
    *ret_result = g_steal_pointer(&counts);
    return true;
}

#define CHANNEL_PARAM(summary)                                       \
    {                                                                \
        "channel", PARAM_TEXT, PARAM_OPTION, "CHANNEL", summary,     \
            "email|call|voicemail|sms|social|letter|visit|fax", 0, 0 \
    }
#define VALUE_PARAM                                                                              \
    {                                                                                            \
        "value", PARAM_TEXT, PARAM_POSITIONAL, "VALUE", "an address, a mail domain or a number", \
            NULL, 0, 0                                                                           \
    }
#define REASON_PARAM                                                  \
    {                                                                 \
        "reason", PARAM_TEXT, PARAM_OPTION, "TEXT", "why", NULL, 0, 0 \
    }

static const OperationParam ADD_PARAMS[] = {
    VALUE_PARAM, CHANNEL_PARAM("this channel only"), REASON_PARAM, { 0 }
};
static const OperationParam REMOVE_PARAMS[] = { VALUE_PARAM,
                                                CHANNEL_PARAM("the entry of this channel"),
                                                { 0 } };
static const OperationParam IMPORT_PARAMS[] = {
    { "file", PARAM_FILE, PARAM_POSITIONAL_OPTIONAL, "FILE",
      "a CSV file, or one entry a line; - for standard input", NULL, 0, 0 },
    { "text", PARAM_TEXT, PARAM_OPTION, "TEXT", "the file's content instead", NULL, 0, 0 },
    CHANNEL_PARAM("this channel only"),
    REASON_PARAM,
    { 0 },
};

const Operation OP_SUPPRESS_ADD = {
    .verb = "suppress add",
    .method = "POST",
    .path = "/api/v1/suppressions",
    .role = ROLE_REP,
    .summary = "Never contact an address, a mail domain or a number again",
    .params = ADD_PARAMS,
    .run = run_add,
};
const Operation OP_SUPPRESS_REMOVE = {
    .verb = "suppress remove",
    .method = "DELETE",
    .path = "/api/v1/suppressions/:value",
    .role = ROLE_MANAGER,
    .summary = "Take an entry off the suppression list",
    .params = REMOVE_PARAMS,
    .run = run_remove,
};
const Operation OP_SUPPRESS_LIST = {
    .verb = "suppress list",
    .method = "GET",
    .path = "/api/v1/suppressions",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "Show the suppression list",
    .run = run_list,
    .columns = "kind value channel reason since",
};
const Operation OP_SUPPRESS_IMPORT = {
    .verb = "suppress import",
    .method = "POST",
    .path = "/api/v1/suppressions/import",
    .role = ROLE_MANAGER,
    .summary = "Add all entries of a file to the suppression list",
    .params = IMPORT_PARAMS,
    .run = run_import,
};
