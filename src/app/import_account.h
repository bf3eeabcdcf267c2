/* Companies as an import meets them: found by external id, name or mail domain, else made. */
#pragma once

#include "app/app.h"

/* What a row says of its company; NULL: nothing. */
typedef struct {
    const char *external_id, *name, *domain;
    const char *name_key;  /* of `name`, when the caller has it already (core/name_key.h) */
    bool is_about_company; /* from a list of companies: what it says replaces what was known */
} AccountHint;

/* Remembers companies between rows, up to a bound. Inside the caller's transaction. */
typedef struct {
    App *app;
    DbConn *conn;
    GHashTable *by_key; /* "n" name key, "d" domain, "x" external id -> Account, borrowed */
    GPtrArray *known;   /* Account * */
    GString *scratch;
    const AccountHint *hint; /* being resolved */
    bool complete; /* every company of the workspace is among `known`: no need to ask */
    uint64_t created, updated;
} ImportAccounts;

void import_accounts_init(ImportAccounts *self, App *app, DbConn *conn);
void import_accounts_clear(ImportAccounts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImportAccounts, import_accounts_clear)

/* The company's id, 0 when the hint names none. What the company did not know yet (its domain, its
 * external id, a name in place of a stopgap) it learns. */
bool import_account_resolve(ImportAccounts *self, const AccountHint *hint, int64_t *ret_id,
                            GError **error);
