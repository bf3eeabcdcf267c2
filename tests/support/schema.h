/* A database's schema as text, to compare one that was made fresh with one that was upgraded. */
#pragma once

#include "db/db.h"

/* Tables with their columns, keys, constraints and indexes, in a fixed order. Free with g_free().
 */
char *test_schema_text(DbConn *conn);
