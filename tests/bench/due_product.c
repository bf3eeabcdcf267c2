/* See due_product.h. */
#include "due_product.h"

#include <string.h>

#include "store/queries.h"

static void
check(bool fine, const GError *error)
{
    if (!fine)
        g_error("%s", error->message);
}

const char *
due_statement(const char *name, DbEngine engine)
{
    for (gsize i = 0; i < STORE_CATALOG.count; i++)
        if (strcmp(STORE_CATALOG.statements[i]->name, name) == 0)
            return STORE_CATALOG.statements[i]->sql[engine];
    g_error("there is no statement \"%s\"", name);
}

double
due_select(App *app)
{
    SqlEnrollmentDueParams params = { .workspace_id = app->workspace_id,
                                      .now_us = app_now_us(app),
                                      .n = DUE_BATCH };
    SqlEnrollmentDueRow row;
    g_autoptr(GError) error = NULL;
    int rows = 0;
    double began_s = bench_now_s();

    g_autoptr(AppTransaction) read = app_read_begin(app, &error);
    check(read != NULL, error);
    g_autoptr(DbCursor) cursor = sql_enrollment_due(read->conn, &params, &error);
    while (cursor != NULL && sql_enrollment_due_next(cursor, &row, &error) == DB_ROW)
        rows++;
    check(error == NULL, error);
    g_clear_pointer(&cursor, db_cursor_close);
    g_clear_pointer(&read, app_transaction_free);
    double took_s = bench_now_s() - began_s;
    g_assert_cmpint(rows, ==, DUE_BATCH);
    return took_s;
}

double
due_claim(App *app)
{
    Instant now_us = app_now_us(app);
    SqlEnrollmentClaimParams params = { .token = 7,
                                        .lease_until_us = now_us + 5 * MINUTE_US,
                                        .workspace_id = app->workspace_id,
                                        .now_us = now_us,
                                        .n = DUE_BATCH };
    SqlEnrollmentClaimRow row;
    g_autoptr(GError) error = NULL;
    int rows = 0;
    double began_s = bench_now_s();

    g_autoptr(AppTransaction) write = app_light_begin(app, &error);
    check(write != NULL, error);
    g_autoptr(DbCursor) cursor = sql_enrollment_claim(write->conn, &params, &error);
    while (cursor != NULL && sql_enrollment_claim_next(cursor, &row, &error) == DB_ROW)
        rows++;
    check(error == NULL, error);
    g_clear_pointer(&cursor, db_cursor_close);
    check(app_commit(write, &error), error);
    g_clear_pointer(&write, app_transaction_free);
    double took_s = bench_now_s() - began_s;
    g_assert_cmpint(rows, ==, DUE_BATCH);
    return took_s;
}

double
due_advance(App *app, AdvanceCount *count)
{
    g_autoptr(GError) error = NULL;
    int64_t before = count->claimed;
    double began_s = bench_now_s();

    check(advance_due(app, DUE_BATCH, count, &error), error);
    double took_s = bench_now_s() - began_s;
    g_assert_cmpint(count->claimed - before, ==, DUE_BATCH);
    return took_s;
}
