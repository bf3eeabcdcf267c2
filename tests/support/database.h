/* A fresh, empty database for a test, on either engine.
 *
 * SQLite: a file in a temporary folder. PostgreSQL: a schema of its own on the server which
 * SEVENTH_TEST_POSTGRESQL names (tests/support/postgres.py starts one); without it the test is
 * skipped, loudly. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *url;    /* for db_open() */
    char *folder; /* SQLite: for files beside it; NULL on PostgreSQL */
    char *schema; /* PostgreSQL */
} TestDatabase;

/* `engine` is "sqlite" or "postgresql". NULL when there is no server: the test is marked as skipped
 * and should return. */
TestDatabase *test_database_new(const char *engine);
/* Removes it and all that is in it. */
void test_database_free(TestDatabase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TestDatabase, test_database_free)
