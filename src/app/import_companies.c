/* Companies from a file. People join them by the company's id, name or mail domain. */
#include "app/import.h"

#include <string.h>

#include "app/import_account.h"
#include "app/import_columns.h"
#include "app/import_text.h"

#define MAX_TEXT 500

enum { NAME, EXTERNAL_ID, DOMAIN, FIELDS };

static const ImportColumnWords WORDS[FIELDS] = {
    [NAME] = { "name", "accountname companyname company account organization organisation "
                       "organizationname name firma firmenname unternehmen kunde societe empresa "
                       "azienda bedrijf" },
    [EXTERNAL_ID] = { "external_id", "accountid companyid organizationid organisationid recordid "
                                     "hsobjectid externalid id" },
    [DOMAIN] = { "domain", "companydomainname companydomain domain website websiteurl url web "
                           "homepage webseite sitio siteweb" },
};

/* The row's company; false when it names none. */
static bool
read_row(const CsvRow *row, const gsize *columns, GStringChunk *texts, AccountHint *ret)
{
    const char *name = import_columns_text(row, columns[NAME]);
    const char *id = import_columns_text(row, columns[EXTERNAL_ID]);
    const char *site = import_columns_text(row, columns[DOMAIN]);
    char domain[254];

    *ret = (AccountHint){ .is_about_company = true };
    if (name != NULL)
        ret->name = import_text_clean(texts, name, MAX_TEXT, NULL);
    if (id != NULL)
        ret->external_id = import_text_clean(texts, id, MAX_TEXT, NULL);
    if (site != NULL && import_domain_of(site, domain, sizeof domain) &&
        !import_domain_is_shared(domain))
        ret->domain = g_string_chunk_insert(texts, domain);
    return ret->name != NULL || ret->domain != NULL;
}

static bool
take_rows(ImportSource *source, const gsize *columns, ImportAccounts *accounts,
          ImportErrors *errors, int64_t *ret_rows, int64_t *ret_bad, GError **error)
{
    GStringChunk *texts = g_string_chunk_new(4096);
    bool going = true;

    *ret_rows = *ret_bad = 0;
    while (going) {
        g_autoptr(GError) problem = NULL;
        AccountHint hint;
        int64_t id;
        CsvRow row;
        CsvResult result = csv_reader_next(source->csv, &row, &problem);
        if (result == CSV_END)
            break;
        (*ret_rows)++;
        g_string_chunk_clear(texts);
        if (result == CSV_ROW)
            import_errors_add_odd(errors, source, &row);
        if (result == CSV_ROW && read_row(&row, columns, texts, &hint)) {
            going = import_account_resolve(accounts, &hint, &id, error);
        } else if (result == CSV_ROW) {
            (*ret_bad)++;
            import_errors_add(errors, row.line, NULL, NULL, "no company: neither name nor domain");
        } else if (g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_INVALID)) {
            (*ret_bad)++;
            import_errors_add(errors, row.line, NULL, NULL, problem->message);
        } else {
            g_propagate_error(error, g_steal_pointer(&problem));
            going = false;
        }
        if (!going)
            (*ret_rows) = -1;
    }
    g_string_chunk_free(texts);
    return *ret_rows >= 0;
}

bool
import_companies(App *app, const ImportOptions *options, json_t **ret_result, GError **error)
{
    g_auto(ImportSource) source = { .fd = -1 };
    g_auto(ImportErrors) errors;
    g_auto(ImportAccounts) accounts = { 0 };
    gsize columns[FIELDS];
    int64_t rows, bad;

    import_errors_init(&errors);
    if (!import_source_open(&source, options->file, options->text, error) ||
        !import_columns_find(&source, WORDS, FIELDS, options->overrides, columns, error))
        return false;
    import_errors_take(&errors, &source.errors);
    if (columns[NAME] == IMPORT_NO_COLUMN && columns[DOMAIN] == IMPORT_NO_COLUMN)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s: no column names the companies; say which one does, for instance "
                         "--map name=\"COLUMN\"",
                         source.name);
    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL)
        return false;
    import_accounts_init(&accounts, app, write->conn);
    if (!take_rows(&source, columns, &accounts, &errors, &rows, &bad, error) ||
        (!options->dry_run && !app_commit(write, error)))
        return false;
    int64_t changed = (int64_t)(accounts.created + accounts.updated);
    *ret_result = json_object();
    json_set_int(*ret_result, "rows", rows);
    json_set_int(*ret_result, "created", (int64_t)accounts.created);
    json_set_int(*ret_result, "updated", (int64_t)accounts.updated);
    json_set_int(*ret_result, "skipped", MAX(rows - changed - bad, 0));
    import_errors_report(&errors, *ret_result);
    json_set_bool(*ret_result, "dry_run", options->dry_run);
    return true;
}
