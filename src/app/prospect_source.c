/* The walks. See prospect_source.h. */
#include "app/prospect_source.h"

#include "store/queries.h"

static void
candidate_clear(gpointer data)
{
    g_free(((Candidate *)data)->place.key);
}

static GArray *
candidates_new(void)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(Candidate));

    g_array_set_clear_func(list, candidate_clear);
    return list;
}

static void
add(GArray *list, SourceKind kind, int64_t prospect_id, int64_t id, const char *key)
{
    Candidate candidate = {
        .prospect_id = prospect_id,
        .place = { .kind = kind, .key = g_strdup(key), .id = id },
        .state = ENROLLMENT_STATE_COUNT,
        .version_id = DB_NULL_INT,
    };
    g_array_append_val(list, candidate);
}

/* A person of a source sorted by a key, with where they stand. */
static void
add_person(GArray *list, SourceKind kind, int64_t id, const char *key, int64_t version_id,
           const char *state)
{
    add(list, kind, id, id, key);
    Candidate *candidate = &g_array_index(list, Candidate, list->len - 1);
    candidate->version_id = version_id;
    if (state != NULL)
        candidate->state = enrollment_state_parse(state);
}

/* Somebody found by where they stand. */
static void
add_enrolled(GArray *list, SourceKind kind, int64_t prospect_id, int64_t enrollment_id,
             const char *key)
{
    add(list, kind, prospect_id, enrollment_id, key);
    g_array_index(list, Candidate, list->len - 1).enrollment_id = enrollment_id;
}

static gint
compare_places(gconstpointer a, gconstpointer b)
{
    const SourcePlace *first = &((const Candidate *)a)->place,
                      *second = &((const Candidate *)b)->place;
    int order = g_strcmp0(first->key, second->key);

    return order != 0 ? order : (first->id > second->id) - (first->id < second->id);
}

/* Several walks make one: sorted, and cut at `n`. */
static void
merge(GArray *list, int n)
{
    g_array_sort(list, compare_places);
    if (list->len > (guint)n)
        g_array_set_size(list, (guint)n);
}

static bool
fetch_state(const SourceAsk *ask, SourceKind kind, const SqlEnrollmentsByStateParams *params,
            GArray *list, GError **error)
{
    SqlEnrollmentsByStateRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_enrollments_by_state(ask->conn, params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_enrollments_by_state_next(cursor, &row, error)) == DB_ROW)
        add_enrolled(list, kind, row.prospect_id, row.id, row.name_key);
    return step == DB_DONE;
}

/* The same of the owner's people. */
static bool
fetch_state_of_owner(const SourceAsk *ask, SourceKind kind, const SqlEnrollmentsByStateParams *what,
                     GArray *list, GError **error)
{
    SqlEnrollmentsOfOwnerParams params = {
        .workspace_id = what->workspace_id,
        .owner_id = ask->owner_id,
        .version_id = what->version_id,
        .state = what->state,
        .after_key = what->after_key,
        .after_id = what->after_id,
        .end_key = what->end_key,
        .n = what->n,
    };
    SqlEnrollmentsOfOwnerRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_enrollments_of_owner(ask->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_enrollments_of_owner_next(cursor, &row, error)) == DB_ROW)
        add_enrolled(list, kind, row.prospect_id, row.id, row.name_key);
    return step == DB_DONE;
}

/* Those who stand where it is asked and whose names begin so. */
static bool
fetch_standing(const SourceAsk *ask, const SourcePlace *place, const char *prefix, int n,
               GArray *list, GError **error)
{
    bool (*fetch)(const SourceAsk *, SourceKind, const SqlEnrollmentsByStateParams *, GArray *,
                  GError **) = ask->owner_id != 0 ? fetch_state_of_owner : fetch_state;
    g_autofree char *end = g_strconcat(prefix, SOURCE_LAST_CHARACTER, NULL);
    SqlEnrollmentsByStateParams params = {
        .workspace_id = ask->app->workspace_id,
        .after_key = place->key != NULL ? place->key : prefix,
        .after_id = place->id,
        .end_key = end,
        .n = n,
    };

    for (guint i = 0; i < ask->versions->len; i++) {
        params.version_id = g_array_index(ask->versions, int64_t, i);
        for (int state = 0; state < ENROLLMENT_STATE_COUNT; state++) {
            params.state = enrollment_state_name((EnrollmentState)state);
            if (ask->state != NULL && g_strcmp0(ask->state, params.state) != 0)
                continue;
            if (!fetch(ask, place->kind, &params, list, error))
                return false;
        }
    }
    merge(list, n);
    return true;
}

static bool
fetch_enrollments(const SourceAsk *ask, const SourcePlace *place, int n, GArray *list,
                  GError **error)
{
    return fetch_standing(ask, place, "", n, list, error);
}

static bool
fetch_names_of(const SourceAsk *ask, const SourcePlace *place, const char *prefix,
               const char *end_key, int n, GArray *list, GError **error)
{
    SqlProspectsByOwnerParams params = {
        .glance = ask->glance,
        .workspace_id = ask->app->workspace_id,
        .owner_id = ask->owner_id,
        .after_key = place->key != NULL ? place->key : prefix,
        .after_id = place->id,
        .end_key = end_key,
        .n = n,
    };
    SqlProspectsByOwnerRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_prospects_by_owner(ask->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_prospects_by_owner_next(cursor, &row, error)) == DB_ROW)
        add_person(list, place->kind, row.id, row.name_key, row.version_id, row.state);
    return step == DB_DONE;
}

static bool
fetch_names(const SourceAsk *ask, const SourcePlace *place, int n, GArray *list, GError **error)
{
    const char *prefix = place->kind == SOURCE_NAME ? ask->prefix : ask->turned;
    g_autofree char *end = g_strconcat(prefix, SOURCE_LAST_CHARACTER, NULL);
    SqlProspectsByNameParams params = {
        .glance = ask->glance,
        .workspace_id = ask->app->workspace_id,
        .after_key = place->key != NULL ? place->key : prefix,
        .after_id = place->id,
        .end_key = end,
        .n = n,
    };
    SqlProspectsByNameRow row;
    DbStep step;

    if (ask->by_standing)
        return fetch_standing(ask, place, prefix, n, list, error);
    if (ask->owner_id != 0)
        return fetch_names_of(ask, place, prefix, end, n, list, error);
    g_autoptr(DbCursor) cursor = sql_prospects_by_name(ask->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_prospects_by_name_next(cursor, &row, error)) == DB_ROW)
        add_person(list, place->kind, row.id, row.name_key, row.version_id, row.state);
    return step == DB_DONE;
}

/* The first key after `key`: no key sorts between the two. */
static char *
just_after(const char *key)
{
    return g_strconcat(key, "\x01", NULL);
}

static bool
fetch_emails(const SourceAsk *ask, const SourcePlace *place, int n, GArray *list, GError **error)
{
    g_autofree char *end = g_strconcat(ask->prefix, SOURCE_LAST_CHARACTER, NULL);
    g_autofree char *from = place->key != NULL ? just_after(place->key) : g_strdup(ask->prefix);
    SqlProspectsByEmailParams params = {
        .glance = ask->glance,
        .workspace_id = ask->app->workspace_id,
        .from_key = from,
        .end_key = end,
        .n = n,
    };
    SqlProspectsByEmailRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_prospects_by_email(ask->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_prospects_by_email_next(cursor, &row, error)) == DB_ROW)
        add_person(list, place->kind, row.id, row.email_key, row.version_id, row.state);
    return step == DB_DONE;
}

typedef struct {
    int64_t id;
    char *key;
} Company;

static void
company_clear(gpointer data)
{
    g_free(((Company *)data)->key);
}

static GArray *
fetch_companies(const SourceAsk *ask, const char *from_key, int n, GError **error)
{
    g_autofree char *end = g_strconcat(ask->prefix, SOURCE_LAST_CHARACTER, NULL);
    SqlAccountsByNameParams params = {
        .workspace_id = ask->app->workspace_id,
        .from_key = from_key,
        .end_key = end,
        .n = n,
    };
    SqlAccountsByNameRow row;
    g_autoptr(GArray) companies = g_array_new(FALSE, FALSE, sizeof(Company));
    DbStep step;

    g_array_set_clear_func(companies, company_clear);
    g_autoptr(DbCursor) cursor = sql_accounts_by_name(ask->conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_accounts_by_name_next(cursor, &row, error)) == DB_ROW) {
        Company company = { .id = row.id, .key = g_strdup(row.name_key) };
        g_array_append_val(companies, company);
    }
    return step == DB_DONE ? g_steal_pointer(&companies) : NULL;
}

static bool
fetch_people_of(const SourceAsk *ask, const Company *company, int64_t after_id, int n, GArray *list,
                GError **error)
{
    SqlProspectsByAccountParams params = {
        .glance = ask->glance,
        .workspace_id = ask->app->workspace_id,
        .account_id = company->id,
        .after_id = after_id,
        .n = n,
    };
    SqlProspectsByAccountRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_prospects_by_account(ask->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_prospects_by_account_next(cursor, &row, error)) == DB_ROW)
        add_person(list, SOURCE_COMPANY, row.id, company->key, row.version_id, row.state);
    return step == DB_DONE;
}

/* Company by company: the place's own first, from the person after it. Companies without people are
 * passed over. */
static bool
fetch_by_company(const SourceAsk *ask, const SourcePlace *place, int n, GArray *list,
                 GError **error)
{
    g_autofree char *from = g_strdup(place->key != NULL ? place->key : ask->prefix);

    while (list->len < (guint)n) {
        g_autoptr(GArray) companies = fetch_companies(ask, from, n, error);
        if (companies == NULL)
            return false;
        for (guint i = 0; i < companies->len && list->len < (guint)n; i++) {
            const Company *company = &g_array_index(companies, Company, i);
            bool resumed = g_strcmp0(company->key, place->key) == 0;
            if (!fetch_people_of(ask, company, resumed ? place->id : 0, n - (int)list->len, list,
                                 error))
                return false;
        }
        if (companies->len < (guint)n)
            return true;
        const Company *last = &g_array_index(companies, Company, companies->len - 1);
        g_free(from);
        from = just_after(last->key);
    }
    return true;
}

static bool
fetch_fresh_of(const SourceAsk *ask, int64_t owner_id, int64_t after_id, int n, GArray *list,
               GError **error)
{
    SqlProspectsFreshByOwnerParams params = {
        .workspace_id = ask->app->workspace_id,
        .owner_id = owner_id,
        .after_id = after_id,
        .n = n,
    };
    SqlProspectsFreshByOwnerRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_prospects_fresh_by_owner(ask->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_prospects_fresh_by_owner_next(cursor, &row, error)) == DB_ROW)
        add(list, SOURCE_FRESH, row.id, row.id, NULL);
    return step == DB_DONE;
}

static bool
fetch_fresh_unowned(const SourceAsk *ask, int64_t after_id, int n, GArray *list, GError **error)
{
    SqlProspectsFreshUnownedParams params = {
        .workspace_id = ask->app->workspace_id,
        .after_id = after_id,
        .n = n,
    };
    SqlProspectsFreshUnownedRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_prospects_fresh_unowned(ask->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_prospects_fresh_unowned_next(cursor, &row, error)) == DB_ROW)
        add(list, SOURCE_FRESH, row.id, row.id, NULL);
    return step == DB_DONE;
}

static bool
fetch_fresh(const SourceAsk *ask, const SourcePlace *place, int n, GArray *list, GError **error)
{
    if (ask->owner_id != 0)
        return fetch_fresh_of(ask, ask->owner_id, place->id, n, list, error);
    for (guint i = 0; i < ask->owners->len; i++)
        if (!fetch_fresh_of(ask, g_array_index(ask->owners, int64_t, i), place->id, n, list, error))
            return false;
    if (!fetch_fresh_unowned(ask, place->id, n, list, error))
        return false;
    merge(list, n);
    return true;
}

GArray *
source_fetch(const SourceAsk *ask, const SourcePlace *place, int n, GError **error)
{
    static bool (*const FETCH[SOURCE_COUNT])(const SourceAsk *, const SourcePlace *, int, GArray *,
                                             GError **) = {
        [SOURCE_NAME] = fetch_names,
        [SOURCE_NAME_IN_ORDER] = fetch_names,
        [SOURCE_EMAIL] = fetch_emails,
        [SOURCE_COMPANY] = fetch_by_company,
        [SOURCE_ENROLLMENT] = fetch_enrollments,
        [SOURCE_FRESH] = fetch_fresh,
    };
    g_autoptr(GArray) list = candidates_new();

    if (!FETCH[place->kind](ask, place, n, list, error))
        return NULL;
    return g_steal_pointer(&list);
}
