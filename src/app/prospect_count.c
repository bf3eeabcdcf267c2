/* Sources, counted. See prospect_count.h. */
#include "app/prospect_count.h"

#include "store/queries.h"

/* A prefix as a span of keys; `end` is not in it. */
typedef struct {
    const char *from, *end;
} Span;

static bool
count_names_of(const SourceAsk *ask, const Span *span, int cap, int *count, GError **error)
{
    SqlCountByOwnerParams params = {
        .workspace_id = ask->app->workspace_id,
        .owner_id = ask->owner_id,
        .from_key = span->from,
        .end_key = span->end,
        .cap = cap,
    };
    SqlCountByOwnerRow row = { 0 };

    bool done = sql_count_by_owner(ask->conn, &params, &row, NULL, error);
    *count += (int)row.n;
    return done;
}

static bool
count_state(const SourceAsk *ask, const Span *span, int64_t version_id, const char *state, int cap,
            int *count, GError **error)
{
    SqlCountByStateParams params = {
        .workspace_id = ask->app->workspace_id,
        .version_id = version_id,
        .state = state,
        .from_key = span->from,
        .end_key = span->end,
        .cap = cap,
    };
    SqlCountByStateRow row = { 0 };

    bool done = sql_count_by_state(ask->conn, &params, &row, NULL, error);
    *count += (int)row.n;
    return done;
}

static bool
count_state_of_owner(const SourceAsk *ask, const Span *span, int64_t version_id, const char *state,
                     int cap, int *count, GError **error)
{
    SqlCountOfOwnerParams params = {
        .workspace_id = ask->app->workspace_id,
        .owner_id = ask->owner_id,
        .version_id = version_id,
        .state = state,
        .from_key = span->from,
        .end_key = span->end,
        .cap = cap,
    };
    SqlCountOfOwnerRow row = { 0 };

    bool done = sql_count_of_owner(ask->conn, &params, &row, NULL, error);
    *count += (int)row.n;
    return done;
}

static bool
count_standing(const SourceAsk *ask, const Span *span, int cap, int *count, GError **error)
{
    bool (*count_one)(const SourceAsk *, const Span *, int64_t, const char *, int, int *,
                      GError **) = ask->owner_id != 0 ? count_state_of_owner : count_state;

    for (guint i = 0; i < ask->versions->len; i++) {
        int64_t version_id = g_array_index(ask->versions, int64_t, i);
        for (int state = 0; state < ENROLLMENT_STATE_COUNT && *count < cap; state++) {
            const char *name = enrollment_state_name((EnrollmentState)state);
            if (ask->state != NULL && g_strcmp0(ask->state, name) != 0)
                continue;
            if (!count_one(ask, span, version_id, name, cap - *count, count, error))
                return false;
        }
    }
    return true;
}

static bool
count_names(const SourceAsk *ask, const Span *span, int cap, int *count, GError **error)
{
    SqlCountByNameParams params = {
        .workspace_id = ask->app->workspace_id,
        .from_key = span->from,
        .end_key = span->end,
        .cap = cap,
    };
    SqlCountByNameRow row = { 0 };

    if (ask->by_standing)
        return count_standing(ask, span, cap, count, error);
    if (ask->owner_id != 0)
        return count_names_of(ask, span, cap, count, error);
    bool done = sql_count_by_name(ask->conn, &params, &row, NULL, error);
    *count += (int)row.n;
    return done;
}

static bool
count_emails(const SourceAsk *ask, const Span *span, int cap, int *count, GError **error)
{
    SqlCountByEmailParams params = {
        .workspace_id = ask->app->workspace_id,
        .from_key = span->from,
        .end_key = span->end,
        .cap = cap,
    };
    SqlCountByEmailRow row = { 0 };

    bool done = sql_count_by_email(ask->conn, &params, &row, NULL, error);
    *count += (int)row.n;
    return done;
}

static bool
count_companies(const SourceAsk *ask, const Span *span, int cap, int *count, GError **error)
{
    SqlCountByCompanyParams params = {
        .workspace_id = ask->app->workspace_id,
        .from_key = span->from,
        .end_key = span->end,
        .cap = cap,
    };
    SqlCountByCompanyRow row = { 0 };

    bool done = sql_count_by_company(ask->conn, &params, &row, NULL, error);
    *count += (int)row.n;
    return done;
}

static bool
count_enrollments(const SourceAsk *ask, const Span *span, int cap, int *count, GError **error)
{
    Span all = { .from = "", .end = SOURCE_LAST_CHARACTER };

    return count_standing(ask, &all, cap, count, error);
}

static bool
count_fresh_of(const SourceAsk *ask, int64_t owner_id, int cap, int *count, GError **error)
{
    SqlCountFreshByOwnerParams params = {
        .workspace_id = ask->app->workspace_id,
        .owner_id = owner_id,
        .cap = cap,
    };
    SqlCountFreshByOwnerRow row = { 0 };

    bool done = sql_count_fresh_by_owner(ask->conn, &params, &row, NULL, error);
    *count += (int)row.n;
    return done;
}

static bool
count_fresh(const SourceAsk *ask, const Span *span, int cap, int *count, GError **error)
{
    SqlCountFreshUnownedParams params = { .workspace_id = ask->app->workspace_id, .cap = cap };
    SqlCountFreshUnownedRow row = { 0 };

    if (ask->owner_id != 0)
        return count_fresh_of(ask, ask->owner_id, cap, count, error);
    for (guint i = 0; i < ask->owners->len && *count < cap; i++)
        if (!count_fresh_of(ask, g_array_index(ask->owners, int64_t, i), cap - *count, count,
                            error))
            return false;
    if (*count >= cap)
        return true;
    params.cap = cap - *count;
    bool done = sql_count_fresh_unowned(ask->conn, &params, &row, NULL, error);
    *count += (int)row.n;
    return done;
}

bool
source_count(const SourceAsk *ask, SourceKind kind, int cap, int *ret_count, GError **error)
{
    static bool (*const COUNT[SOURCE_COUNT])(const SourceAsk *, const Span *, int, int *,
                                             GError **) = {
        [SOURCE_NAME] = count_names,
        [SOURCE_NAME_IN_ORDER] = count_names,
        [SOURCE_EMAIL] = count_emails,
        [SOURCE_COMPANY] = count_companies,
        [SOURCE_ENROLLMENT] = count_enrollments,
        [SOURCE_FRESH] = count_fresh,
    };
    const char *prefix = kind == SOURCE_NAME_IN_ORDER ? ask->turned : ask->prefix;
    g_autofree char *end = g_strconcat(prefix, SOURCE_LAST_CHARACTER, NULL);
    Span span = { .from = prefix, .end = end };

    *ret_count = 0;
    return COUNT[kind](ask, &span, cap, ret_count, error);
}
