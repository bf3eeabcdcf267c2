/* One company a name, one a domain, one an external id, whichever the row gives. */
#include "app/import_account.h"

#include <string.h>

#include "core/name_key.h"
#include "store/queries.h"

#define MAX_KNOWN 100000 /* companies remembered; then the memory begins anew */
#define MOST_FREE_IDS 200
#define MEMO_SETS 32768 /* of four: 2 MB */

typedef struct {
    int64_t id;
    char *name, *domain, *external_id;
    bool is_stopgap; /* its name was made from its domain or id */
} Account;

static void
account_free(gpointer data)
{
    Account *account = data;

    g_free(account->name);
    g_free(account->domain);
    g_free(account->external_id);
    g_free(account);
}

void
import_accounts_init(ImportAccounts *self, App *app, DbConn *conn)
{
    *self = (ImportAccounts){
        .app = app,
        .conn = conn,
        .by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .known = g_ptr_array_new_with_free_func(account_free),
        .scratch = g_string_new(NULL),
        .memos = g_new0(ImportAccountMemo, 4 * MEMO_SETS),
        .free_ids = g_array_new(FALSE, FALSE, sizeof(int64_t)),
        .now_us = app_now_us(app),
    };
}

void
import_accounts_clear(ImportAccounts *self)
{
    g_clear_pointer(&self->by_key, g_hash_table_unref);
    g_clear_pointer(&self->known, g_ptr_array_unref);
    g_clear_pointer(&self->free_ids, g_array_unref);
    g_clear_pointer(&self->memos, g_free);
    if (self->scratch != NULL)
        g_string_free(self->scratch, TRUE);
    self->scratch = NULL;
}

uint64_t
import_account_hash(const char *name_key, const char *domain, const char *external_id)
{
    uint64_t hash = hash_text(name_key, 3);

    hash = hash_text(domain != NULL ? domain : "", hash);
    hash = hash_text(external_id != NULL ? external_id : "", hash);
    return hash != 0 ? hash : 1;
}

static ImportAccountMemo *
memo_set(const ImportAccounts *self, uint64_t hash)
{
    return &self->memos[(hash % MEMO_SETS) * 4];
}

void
import_account_expect(const ImportAccounts *self, uint64_t hash)
{
    __builtin_prefetch(memo_set(self, hash));
}

/* Once resolved, a hint with a name means the same company ever after: names are never taken away
 * from a company under which it was found, and there is nothing left to learn. */
static bool
recall(const ImportAccounts *self, uint64_t hash, int64_t *ret_id)
{
    const ImportAccountMemo *set = memo_set(self, hash);

    for (int i = 0; hash != 0 && i < 4; i++) {
        if (set[i].hash == hash && set[i].id != 0) {
            *ret_id = set[i].id;
            return true;
        }
    }
    return false;
}

static void
memorize(ImportAccounts *self, uint64_t hash, int64_t id)
{
    ImportAccountMemo *set = memo_set(self, hash);
    int place = 0;

    if (hash == 0)
        return;
    while (place < 3 && set[place].id != 0)
        place++;
    set[place] = (ImportAccountMemo){ hash, id };
}

/* "nacme gmbh": valid until the next call. */
static const char *
key_of(ImportAccounts *self, char kind, const char *value)
{
    g_string_truncate(self->scratch, 0);
    g_string_append_c(self->scratch, kind);
    if (kind == 'n' && self->hint->name_key != NULL && value == self->hint->name)
        g_string_append(self->scratch, self->hint->name_key);
    else if (kind == 'n')
        name_key_append(self->scratch, NULL, value);
    else
        g_string_append(self->scratch, value);
    return self->scratch->str;
}

static void
remember_under(ImportAccounts *self, char kind, const char *value, Account *account)
{
    if (value != NULL && !g_hash_table_contains(self->by_key, key_of(self, kind, value)))
        g_hash_table_insert(self->by_key, g_strdup(self->scratch->str), account);
}

/* A domain may belong to several companies: the oldest answers to it. */
static void
remember_domain(ImportAccounts *self, Account *account)
{
    if (account->domain == NULL)
        return;
    const Account *other = g_hash_table_lookup(self->by_key, key_of(self, 'd', account->domain));
    if (other == NULL || other->id > account->id)
        g_hash_table_insert(self->by_key, g_strdup(self->scratch->str), account);
}

static bool
name_is_stopgap(const Account *account)
{
    return g_strcmp0(account->name, account->domain) == 0 ||
           (account->external_id != NULL && g_str_has_prefix(account->name, "Account ") &&
            strcmp(account->name + strlen("Account "), account->external_id) == 0);
}

static Account *
remember(ImportAccounts *self, int64_t id, const char *name, const char *domain,
         const char *external_id)
{
    Account *account = g_new0(Account, 1);

    account->id = id;
    account->name = g_strdup(name);
    account->domain = g_strdup(domain);
    account->external_id = g_strdup(external_id);
    account->is_stopgap = name_is_stopgap(account);
    g_ptr_array_add(self->known, account);
    remember_under(self, 'x', external_id, account);
    return account;
}

/* A company which the database may also find by another key. */
static Account *
remember_found(ImportAccounts *self, int64_t id, const char *name, const char *domain,
               const char *external_id)
{
    char id_key[24];

    g_snprintf(id_key, sizeof id_key, "i%" G_GINT64_FORMAT, id);
    Account *account = g_hash_table_lookup(self->by_key, id_key);
    if (account != NULL)
        return account;
    account = remember(self, id, name, domain, external_id);
    g_hash_table_insert(self->by_key, g_strdup(id_key), account);
    return account;
}

static bool
find_by_domain(ImportAccounts *self, const char *domain, Account **ret, GError **error)
{
    g_auto(SqlAccountByDomainRow) row = { 0 };
    SqlAccountByDomainParams params = { .workspace_id = self->app->workspace_id, .domain = domain };
    bool found;

    *ret = g_hash_table_lookup(self->by_key, key_of(self, 'd', domain));
    if (*ret != NULL || self->complete)
        return true;
    if (!sql_account_by_domain(self->conn, &params, &row, &found, error))
        return false;
    if (found) {
        *ret = remember_found(self, row.id, row.name, row.domain, row.external_id);
        remember_under(self, 'd', domain, *ret);
    }
    return true;
}

static bool
find_by_name(ImportAccounts *self, const char *name, Account **ret, GError **error)
{
    g_auto(SqlAccountByNameRow) row = { 0 };
    const char *key = key_of(self, 'n', name);
    SqlAccountByNameParams params = { .workspace_id = self->app->workspace_id,
                                      .name_key = key + 1 };
    bool found;

    *ret = g_hash_table_lookup(self->by_key, key);
    if (*ret != NULL || self->complete)
        return true;
    if (!sql_account_by_name(self->conn, &params, &row, &found, error))
        return false;
    if (found) {
        *ret = remember_found(self, row.id, row.name, row.domain, row.external_id);
        remember_under(self, 'n', name, *ret);
    }
    return true;
}

static bool
find_by_external(ImportAccounts *self, const char *external_id, Account **ret, GError **error)
{
    g_auto(SqlAccountByExternalRow) row = { 0 };
    SqlAccountByExternalParams params = { .workspace_id = self->app->workspace_id,
                                          .external_id = external_id };
    bool found;

    *ret = g_hash_table_lookup(self->by_key, key_of(self, 'x', external_id));
    if (*ret != NULL || self->complete)
        return true;
    if (!sql_account_by_external(self->conn, &params, &row, &found, error))
        return false;
    if (found)
        *ret = remember_found(self, row.id, row.name, row.domain, row.external_id);
    return true;
}

/* A number for a new company. They are asked for in growing numbers, so that a small file leaves no
 * gap behind and a large one hardly ever waits for an answer. */
static bool
take_free_id(ImportAccounts *self, int64_t *ret_id, GError **error)
{
    GArray *ids = self->free_ids;

    if (ids->len == 0) {
        SqlAccountFreeIdsParams params = { .n = (int64_t)CLAMP(self->created, 1, MOST_FREE_IDS) };
        SqlAccountFreeIdsRow row;
        DbStep step;
        g_autoptr(DbCursor) cursor = sql_account_free_ids(self->conn, &params, error);

        if (cursor == NULL)
            return false;
        while ((step = sql_account_free_ids_next(cursor, &row, error)) == DB_ROW)
            g_array_prepend_val(ids, row.id);
        if (step != DB_DONE)
            return false;
    }
    *ret_id = g_array_index(ids, int64_t, ids->len - 1);
    g_array_set_size(ids, ids->len - 1);
    return true;
}

/* `found_as`: the name it is found by, where another company has its own. */
static bool
create(ImportAccounts *self, const AccountHint *hint, const char *name, const char *found_as,
       Account **ret, GError **error)
{
    g_autofree char *name_key = name_key_of(NULL, found_as);
    SqlAccountInsertParams params = {
        .workspace_id = self->app->workspace_id,
        .name = name,
        .name_key = name_key,
        .domain = hint->domain,
        .external_id = hint->external_id,
        .created_us = self->now_us,
    };

    if (!take_free_id(self, &params.id, error) ||
        !sql_account_insert_later(self->conn, &params, error))
        return false;
    self->created++;
    *ret = self->complete ? remember(self, params.id, name, hint->domain, hint->external_id)
                          : remember_found(self, params.id, name, hint->domain, hint->external_id);
    remember_under(self, 'n', found_as, *ret);
    if (self->complete)
        remember_domain(self, *ret);
    return true;
}

/* Fills what the company did not know; a stopgap takes a real name nobody else has. */
static bool
learn(ImportAccounts *self, Account *account, const AccountHint *hint, GError **error)
{
    bool renames = hint->name != NULL && (account->is_stopgap || hint->is_about_company) &&
                   strcmp(account->name, hint->name) != 0;
    bool domain = hint->domain != NULL && account->domain == NULL;
    bool external = hint->external_id != NULL && account->external_id == NULL;
    bool corrects = hint->is_about_company && hint->domain != NULL && !domain &&
                    strcmp(hint->domain, account->domain) != 0;

    if (renames) {
        Account *other;
        if (!find_by_name(self, hint->name, &other, error))
            return false;
        renames = other == NULL;
    }
    if (!renames && !domain && !external && !corrects)
        return true;
    if (renames) {
        g_free(account->name);
        account->name = g_strdup(hint->name);
        account->is_stopgap = false;
    }
    if (domain || corrects) {
        g_free(account->domain);
        account->domain = g_strdup(hint->domain);
    }
    if (external)
        account->external_id = g_strdup(hint->external_id);
    if (renames)
        remember_under(self, 'n', account->name, account);
    remember_under(self, 'x', account->external_id, account);
    if (self->complete)
        remember_domain(self, account);
    g_autofree char *name_key = renames ? name_key_of(NULL, account->name) : NULL;
    SqlAccountUpdateParams params = {
        .name = account->name,
        .name_key = name_key,
        .domain = account->domain,
        .external_id = account->external_id,
        .workspace_id = self->app->workspace_id,
        .id = account->id,
    };
    self->updated++;
    return sql_account_update(self->conn, &params, NULL, error);
}

/* By its own name. A namesake with another external id is another company of the same name, found
 * as "Acme (17)". */
static bool
resolve_named(ImportAccounts *self, const AccountHint *hint, const char *name, Account **ret,
              GError **error)
{
    if (!find_by_name(self, name, ret, error))
        return false;
    bool namesake = *ret != NULL && hint->external_id != NULL && (*ret)->external_id != NULL;
    if (namesake) {
        g_autofree char *longer = g_strdup_printf("%s (%s)", name, hint->external_id);
        return find_by_name(self, longer, ret, error) &&
               (*ret != NULL || create(self, hint, name, longer, ret, error));
    }
    if (*ret != NULL)
        return true;
    if (hint->domain != NULL) {
        if (!find_by_domain(self, hint->domain, ret, error))
            return false;
        bool takes = *ret != NULL && (*ret)->is_stopgap &&
                     ((*ret)->external_id == NULL || hint->external_id == NULL);
        if (takes)
            return true;
        *ret = NULL;
    }
    return create(self, hint, name, name, ret, error);
}

bool
import_account_resolve(ImportAccounts *self, const AccountHint *hint, int64_t *ret_id,
                       GError **error)
{
    Account *account = NULL;
    const char *name = hint->name;

    *ret_id = 0;
    if (recall(self, hint->hash, ret_id))
        return true;
    self->hint = hint;
    if (self->known->len >= MAX_KNOWN) {
        g_hash_table_remove_all(self->by_key);
        g_ptr_array_set_size(self->known, 0);
        memset(self->memos, 0, 4 * MEMO_SETS * sizeof *self->memos);
        self->complete = false;
    }
    if (name != NULL && key_of(self, 'n', name)[1] == '\0')
        name = NULL;
    if (hint->external_id != NULL && !find_by_external(self, hint->external_id, &account, error))
        return false;
    if (account == NULL && name != NULL && !resolve_named(self, hint, name, &account, error))
        return false;
    if (account == NULL && name == NULL && hint->external_id != NULL) {
        g_autofree char *stopgap = g_strconcat("Account ", hint->external_id, NULL);
        if (!resolve_named(self, hint, stopgap, &account, error))
            return false;
    }
    if (account == NULL && hint->domain != NULL &&
        (!find_by_domain(self, hint->domain, &account, error) ||
         (account == NULL && !resolve_named(self, hint, hint->domain, &account, error))))
        return false;
    if (account == NULL)
        return true;
    *ret_id = account->id;
    if (!learn(self, account, hint, error))
        return false;
    memorize(self, hint->hash, account->id);
    return true;
}
