/* The first load: into a database that holds nobody yet.
 *
 * Nobody can be found there, so nobody is looked for, and the indexes of people are taken down and
 * built at the end, which is many times faster than keeping them row by row. Some stay as long as
 * they cost nothing: that of external ids while they come in order, as in most exports, so that
 * each goes to its end; that of owners while nobody has one. A row whose address or id came before
 * in the file is kept aside until the indexes stand again. All inside the caller's transaction, so
 * that others see the table with its indexes throughout.
 *
 * On PostgreSQL, where that would lock everybody else out, the indexes stay, and the first load
 * sees to it that they are used; others may read people and companies meanwhile, but not write. */
#pragma once

#include "app/import_merge.h"
#include "app/table_growth.h"

typedef struct {
    ImportMerge *merge;
    bool active;
    GPtrArray *index_sql; /* char *: how to build them again */
    char *external_sql;   /* how to build the index of external ids; NULL once it is down */
    char *owner_sql;      /* the same for that of owners */
    GString *greatest_id; /* external id so far */
    guint disorder;       /* ids that were not greater */
    TableGrowth growth;   /* none into a full database */
    GStringChunk *texts;  /* of the rows kept aside */
    GArray *later;        /* ImportPerson */
} ImportFresh;

/* When nobody is there: keeps others from writing people, and takes the indexes down where the
 * engine lets a transaction do so (SQLite). Otherwise stays inactive. */
bool import_fresh_begin(ImportFresh *self, ImportMerge *merge, GError **error);
/* Writes one person: at once, or later. Ends by itself when too many were kept aside. */
bool import_fresh_take(ImportFresh *self, const ImportPerson *person, GError **error);
/* Writes who waits, before the texts of those taken go. */
bool import_fresh_flush(ImportFresh *self, GError **error);
/* Builds the indexes and writes who was kept aside. Harmless when inactive. */
bool import_fresh_end(ImportFresh *self, GError **error);
void import_fresh_clear(ImportFresh *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImportFresh, import_fresh_clear)
