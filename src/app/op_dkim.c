/* dkim add, on, off, remove, list: the keys that sign outgoing mail.
 *
 * A key is made, its record published in DNS, and only then does it sign: until the record is seen,
 * a signature would be worth less than none. Another key can be made meanwhile, so that keys change
 * without a gap. */
#include "app/operations.h"

#include <string.h>

#include "app/dkim.h"
#include "app/secret.h"
#include "mail/compose.h"
#include "mail/dkim.h"
#include "store/queries.h"

/* The domain as mail carries it: ASCII, lower case. Free with g_free(). */
static char *
read_domain(const json_t *params, GError **error)
{
    const char *given = json_text(params, "domain", "");
    const char *at = strrchr(given, '@');
    g_autofree char *address = g_strconcat("a@", at != NULL ? at + 1 : given, NULL);
    g_autofree char *ascii = mail_address_to_ascii(address, error);

    return ascii != NULL ? g_ascii_strdown(ascii + 2, -1) : NULL;
}

static json_t *
key_json(const char *domain, const char *selector, const char *record, bool active)
{
    g_autofree char *name = g_strdup_printf("%s._domainkey.%s", selector, domain);
    json_t *key = json_object();

    json_set_text(key, "domain", domain);
    json_set_text(key, "selector", selector);
    json_set_bool(key, "signs", active);
    json_set_text(key, "name", name);
    json_set_text(key, "type", "TXT");
    json_set_text(key, "value", record);
    return key;
}

/* "seventh-202611": tells when the key was made. */
static char *
new_selector(App *app)
{
    CivilDate date = day_to_date(zone_day_at(app->zone, app_now_us(app), NULL));
    return g_strdup_printf("seventh-%04d%02d", date.year, date.month);
}

static bool
run_add(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const char *given = json_text(call->params, "selector", NULL);
    g_autofree char *domain = read_domain(call->params, error);
    g_autofree char *selector = given != NULL ? g_ascii_strdown(given, -1) : new_selector(app);
    g_auto(MailDkimKey) key = { 0 };

    if (domain == NULL || !mail_dkim_selector_check(selector, error) ||
        !mail_dkim_key_new(&key, error))
        return false;
    g_autofree char *context = dkim_secret_context(domain, selector);
    g_autoptr(GBytes) sealed = secret_seal(app, context, key.private_pem, error);
    g_autoptr(AppTransaction) write = sealed != NULL ? app_write_begin(app, error) : NULL;
    if (write == NULL)
        return false;
    SqlDkimInsertParams row = {
        .workspace_id = app->workspace_id,
        .domain = domain,
        .selector = selector,
        .private_sealed = g_bytes_get_data(sealed, NULL),
        .private_sealed_length = g_bytes_get_size(sealed),
        .record = key.record,
        .created_us = app_now_us(app),
    };
    g_autoptr(GError) problem = NULL;
    if (!sql_dkim_insert(write->conn, &row, NULL, &problem)) {
        if (g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_CONFLICT))
            return error_set(error, SEVENTH_ERROR_CONFLICT,
                             "%s has a key with the selector %s; give another with --selector",
                             domain, selector);
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    if (!app_commit(write, error))
        return false;
    *ret_result = key_json(domain, selector, key.record, false);
    return true;
}

static bool
run_list(OperationCall *call, json_t **ret_result, GError **error)
{
    SqlDkimListParams params = { .workspace_id = call->app->workspace_id };
    SqlDkimListRow row;
    DbStep step;

    (void)ret_result;
    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);
    g_autoptr(DbCursor) cursor = read != NULL ? sql_dkim_list(read->conn, &params, error) : NULL;
    if (cursor == NULL)
        return false;
    while ((step = sql_dkim_list_next(cursor, &row, error)) == DB_ROW) {
        g_autoptr(json_t) key = key_json(row.domain, row.selector, row.record, row.is_active != 0);
        if (!call->emit(key, call->emit_data))
            return true;
    }
    return step == DB_DONE;
}

/* The only key of the domain, or the one of that selector. */
static bool
find_key(App *app, const char *domain, const char *selector, char **ret_selector, char **ret_record,
         GError **error)
{
    SqlDkimListParams params = { .workspace_id = app->workspace_id };
    SqlDkimListRow row;
    guint found = 0;
    DbStep step;

    *ret_selector = *ret_record = NULL;
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    g_autoptr(DbCursor) cursor = read != NULL ? sql_dkim_list(read->conn, &params, error) : NULL;
    if (cursor == NULL)
        return false;
    while ((step = sql_dkim_list_next(cursor, &row, error)) == DB_ROW) {
        if (strcmp(row.domain, domain) != 0 ||
            (selector != NULL && g_ascii_strcasecmp(row.selector, selector) != 0))
            continue;
        g_free(*ret_selector);
        g_free(*ret_record);
        *ret_selector = g_strdup(row.selector);
        *ret_record = g_strdup(row.record);
        found++;
    }
    if (step != DB_DONE)
        return false;
    if (found == 0)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "there is no such key of %s; `seventh dkim list` shows them all", domain);
    return found == 1 || error_set(error, SEVENTH_ERROR_INVALID,
                                   "%s has several keys; say which with --selector", domain);
}

static bool
set_active(App *app, const char *domain, const char *selector, GError **error)
{
    SqlDkimSetActiveParams params = { .selector = selector,
                                      .workspace_id = app->workspace_id,
                                      .domain = domain };
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    return write != NULL && sql_dkim_set_active(write->conn, &params, NULL, error) &&
           app_commit(write, error);
}

static bool
run_on(OperationCall *call, json_t **ret_result, GError **error)
{
    g_autofree char *domain = read_domain(call->params, error);
    g_autofree char *selector = NULL;
    g_autofree char *record = NULL;

    if (domain == NULL || !find_key(call->app, domain, json_text(call->params, "selector", NULL),
                                    &selector, &record, error))
        return false;
    if (!json_flag(call->params, "unchecked", false) &&
        !mail_dkim_check_published(domain, selector, record, error))
        return false;
    if (!set_active(call->app, domain, selector, error))
        return false;
    *ret_result = key_json(domain, selector, record, true);
    return true;
}

static bool
run_off(OperationCall *call, json_t **ret_result, GError **error)
{
    g_autofree char *domain = read_domain(call->params, error);

    if (domain == NULL || !set_active(call->app, domain, "", error))
        return false;
    *ret_result = json_pack("{s:s, s:b}", "domain", domain, "signs", 0);
    return true;
}

static bool
run_remove(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    g_autofree char *domain = read_domain(call->params, error);
    g_autofree char *selector = NULL;
    g_autofree char *record = NULL;
    int64_t changed;

    if (domain == NULL || !find_key(app, domain, json_text(call->params, "selector", NULL),
                                    &selector, &record, error))
        return false;
    SqlDkimRemoveParams params = { .workspace_id = app->workspace_id,
                                   .domain = domain,
                                   .selector = selector };
    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_dkim_remove(write->conn, &params, &changed, error))
        return false;
    if (changed == 0)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "this key signs; stop that first with `seventh dkim off %s`", domain);
    if (!app_commit(write, error))
        return false;
    *ret_result = key_json(domain, selector, record, false);
    return true;
}

#define DOMAIN_PARAM                                                                              \
    {                                                                                             \
        "domain", PARAM_TEXT, PARAM_POSITIONAL, "DOMAIN", "as in the mailbox's address", NULL, 0, \
            0                                                                                     \
    }
#define SELECTOR_PARAM(words)                                           \
    {                                                                   \
        "selector", PARAM_TEXT, PARAM_OPTION, "NAME", words, NULL, 0, 0 \
    }

static const OperationParam ADD_PARAMS[] = {
    DOMAIN_PARAM,
    SELECTOR_PARAM("the key's name in DNS; seventh-YEARMONTH otherwise"),
    { 0 },
};
static const OperationParam ON_PARAMS[] = {
    DOMAIN_PARAM,
    SELECTOR_PARAM("which key, when there are several"),
    { "unchecked", PARAM_FLAG, PARAM_OPTION, NULL, "do not look whether the record is published",
      NULL, 0, 0 },
    { 0 },
};
static const OperationParam OFF_PARAMS[] = { DOMAIN_PARAM, { 0 } };
static const OperationParam REMOVE_PARAMS[] = {
    DOMAIN_PARAM,
    SELECTOR_PARAM("which key, when there are several"),
    { 0 },
};

const Operation OP_DKIM_ADD = {
    .verb = "dkim add",
    .method = "POST",
    .path = "/api/v1/dkim",
    .role = ROLE_ADMIN,
    .summary = "Make a key that can sign a domain's mail; shows the DNS record to publish",
    .params = ADD_PARAMS,
    .run = run_add,
};
const Operation OP_DKIM_ON = {
    .verb = "dkim on",
    .method = "POST",
    .path = "/api/v1/dkim/:domain/on",
    .role = ROLE_ADMIN,
    .summary = "Sign a domain's mail, once its DNS record is seen",
    .params = ON_PARAMS,
    .run = run_on,
};
const Operation OP_DKIM_OFF = {
    .verb = "dkim off",
    .method = "POST",
    .path = "/api/v1/dkim/:domain/off",
    .role = ROLE_ADMIN,
    .summary = "Stop signing a domain's mail",
    .params = OFF_PARAMS,
    .run = run_off,
};
const Operation OP_DKIM_REMOVE = {
    .verb = "dkim remove",
    .method = "POST",
    .path = "/api/v1/dkim/:domain/remove",
    .role = ROLE_ADMIN,
    .summary = "Forget a key that does not sign",
    .params = REMOVE_PARAMS,
    .run = run_remove,
};
const Operation OP_DKIM_LIST = {
    .verb = "dkim list",
    .method = "GET",
    .path = "/api/v1/dkim",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "List the keys that sign, or could, with their DNS records",
    .run = run_list,
    .columns = "domain selector signs name value",
};
