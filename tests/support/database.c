/* Makes and removes databases for tests. */
#include "support/database.h"

#include <glib/gstdio.h>
#include <libpq-fe.h>
#include <string.h>
#include <unistd.h>

#define SERVER "SEVENTH_TEST_POSTGRESQL"

static void
ignore_notice(void *data, const PGresult *result)
{
}

static void
run_on_server(const char *sql)
{
    PGconn *pg = PQconnectdb(g_getenv(SERVER));
    PGresult *result;

    PQsetNoticeReceiver(pg, ignore_notice, NULL);
    result = PQexec(pg, sql);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        g_error("%s: %s", sql, PQerrorMessage(pg));
    PQclear(result);
    PQfinish(pg);
}

static TestDatabase *
new_postgresql(void)
{
    static guint count;
    const char *server = g_getenv(SERVER);
    TestDatabase *self;
    g_autofree char *sql = NULL;

    if (server == NULL) {
        g_test_skip("NOT TESTED ON POSTGRESQL: " SERVER
                    " is not set; run under tests/support/postgres.py");
        return NULL;
    }
    self = g_new0(TestDatabase, 1);
    self->schema = g_strdup_printf("test_%d_%u", (int)getpid(), ++count);
    self->url = g_strdup_printf("%s%coptions=-csearch_path%%3D%s", server,
                                strchr(server, '?') != NULL ? '&' : '?', self->schema);
    sql = g_strdup_printf("CREATE SCHEMA %s", self->schema);
    run_on_server(sql);
    return self;
}

TestDatabase *
test_database_new(const char *engine)
{
    TestDatabase *self;
    g_autoptr(GError) error = NULL;

    if (strcmp(engine, "postgresql") == 0)
        return new_postgresql();
    self = g_new0(TestDatabase, 1);
    self->folder = g_dir_make_tmp("seventh-test-XXXXXX", &error);
    g_assert_no_error(error);
    self->url = g_strdup_printf("sqlite:%s/test.db", self->folder);
    return self;
}

static void
remove_folder(const char *path)
{
    GDir *folder = g_dir_open(path, 0, NULL);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        g_remove(file);
    }
    g_clear_pointer(&folder, g_dir_close);
    g_rmdir(path);
}

void
test_database_free(TestDatabase *self)
{
    if (self == NULL)
        return;
    if (self->folder != NULL)
        remove_folder(self->folder);
    if (self->schema != NULL) {
        g_autofree char *sql = g_strdup_printf("DROP SCHEMA %s CASCADE", self->schema);
        run_on_server(sql);
    }
    g_free(self->url);
    g_free(self->folder);
    g_free(self->schema);
    g_free(self);
}
