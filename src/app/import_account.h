/* Companies as an import meets them: found by external id, name or mail domain, else made. */
#pragma once

#include "app/app.h"

/* What a row says of its company; NULL: nothing. */
typedef struct {
    const char *external_id, *name, *domain;
    const char *name_key;  /* of `name`, when the caller has it already (core/name_key.h) */
    uint64_t hash;         /* of the three (import_account_hash()), or 0 */
    bool is_about_company; /* from a list of companies: what it says replaces what was known */
} AccountHint;

/* The hash of what a row with a name says of its company; any thread may reckon it ahead. */
uint64_t import_account_hash(const char *name_key, const char *domain, const char *external_id);

/* A hint that was resolved before: most rows say of their company what another row said. */
typedef struct {
    uint64_t hash;
    int64_t id; /* 0: nothing is remembered here */
} ImportAccountMemo;

/* Remembers companies between rows, up to a bound. Inside the caller's transaction. */
typedef struct {
    App *app;
    DbConn *conn;
    GHashTable *by_key; /* "n" name key, "d" domain, "x" external id -> Account, borrowed */
    GPtrArray *known;   /* Account * */
    GString *scratch;
    ImportAccountMemo *memos; /* in sets of four (a cache line), the set by hash */
    GArray *free_ids;         /* int64_t, for new companies: the next one last */
    const AccountHint *hint;  /* being resolved */
    int64_t now_us;
    bool complete; /* every company of the workspace is among `known`: no need to ask */
    uint64_t created, updated;
} ImportAccounts;

void import_accounts_init(ImportAccounts *self, App *app, DbConn *conn);
void import_accounts_clear(ImportAccounts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImportAccounts, import_accounts_clear)

/* Fetches what resolving a hint of this hash will look at; large files outgrow the caches. */
void import_account_expect(const ImportAccounts *self, uint64_t hash);

/* The company's id, 0 when the hint names none. What the company did not know yet (its domain, its
 * external id, a name in place of a stopgap) it learns. */
bool import_account_resolve(ImportAccounts *self, const AccountHint *hint, int64_t *ret_id,
                            GError **error);
