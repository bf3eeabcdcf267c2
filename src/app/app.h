/* The application: what every use case needs at hand, and the one way to a transaction.
 *
 * An App belongs to one workspace of one database. It is shared by all threads of a process: the
 * pool, the cache of sequence versions and the key are guarded inside. */
#pragma once

#include "base/json.h"
#include "base/world.h"
#include "core/ruleset.h"
#include "core/sequence.h"
#include "db/db.h"

#define APP_KEY_BYTES 32

typedef struct {
    const char *db_url; /* NULL: "sqlite:./seventh.db" */
    World *world;       /* NULL: the real one */
    const char
        *key_file; /* NULL: beside the SQLite file, else ~/.config/seventh/key; made when missing */
    guint readers; /* 0: 4 */
    bool must_exist;  /* do not create a database that is not there */
    bool no_database; /* for operations that stand alone: db is NULL */
} AppOptions;

/* Told now and then how far a long piece of work is. */
typedef void (*AppProgress)(void *data, uint64_t done, uint64_t total);

typedef struct DaysOff DaysOff; /* app/days_off.h */

typedef struct {
    World *world;
    Db *db;
    char *key_file;
    int64_t workspace_id;
    const Zone *zone; /* the workspace's */
    int schema_version;
    bool created;         /* the schema was new */
    bool light;           /* all writes are light ones: for a demo in the making */
    AppProgress progress; /* NULL: nobody watches. Set before work begins, for one caller only */
    void *progress_data;
    GMutex mutex;         /* guards what follows */
    GHashTable *rulesets; /* texts of overrides -> Ruleset *, see rulesets.c */
    GHashTable *versions; /* version id -> AppVersion *, never removed: versions never change */
    DaysOff *days_off;    /* NULL: not asked for yet */
    GPtrArray *library;   /* of app/library.h; NULL: not read */
    Instant library_us;   /* when it was read */
    bool key_loaded;
    uint8_t key[APP_KEY_BYTES];
    struct MailReader *mail_reader; /* of app_mail_reader() */
    struct Lessons *lessons;        /* of app/lesson.h; NULL: none are at hand */
} App;

/* One sequence version, read once and shared. */
typedef struct {
    int64_t id, sequence_id;
    int version;
    char *name;
    Sequence *sequence;
} AppVersion;

/* Who asks. `user_id` 0: the system itself (worker, cron). */
typedef struct {
    int64_t workspace_id;
    int64_t user_id;
    int role; /* Role in app/operation.h */
} Actor;

/* Opens the database, brings the schema up to date and makes a first workspace in a new one.
 * Errors: db_open()'s, NOT_FOUND with `must_exist`, CONFLICT for a database from a newer version.
 */
App *app_open(const AppOptions *options, GError **error);
void app_close(App *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(App, app_close)

/* Transactions. A write begins at once; freeing it uncommitted rolls back. Never open two in one
 * thread. */
typedef struct {
    App *app;
    DbConn *conn;
    bool writes;
    bool loads; /* of app_load_begin() */
} AppTransaction;

AppTransaction *app_write_begin(App *self, GError **error);
/* A write that a power cut may undo, as db_begin_light(): for leases, and for what is decided anew
 * from what was there before. */
AppTransaction *app_light_begin(App *self, GError **error);
/* app_write_begin() for who ends it with app_commit_then_sync(). */
AppTransaction *app_unsynced_begin(App *self, GError **error);
/* A write that may be a first load: while nobody is in the database, as db_bulk_begin(). */
AppTransaction *app_load_begin(App *self, GError **error);
AppTransaction *app_read_begin(App *self, GError **error);
bool app_commit(AppTransaction *transaction, GError **error);
/* Commits, lets others write, and only then waits for the disk: true once a power cut cannot undo
 * it. After false it may be committed all the same. The transaction's connection is gone. */
bool app_commit_then_sync(AppTransaction *transaction, GError **error);
void app_transaction_free(AppTransaction *transaction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AppTransaction, app_transaction_free)

/* The sequence of a version. Borrowed for the life of the App. Errors: NOT_FOUND; INVALID when the
 * stored text no longer reads. */
const AppVersion *app_version(App *self, DbConn *conn, int64_t version_id, GError **error);

/* The process that reads inbound mail, one for all threads; lives as long as the App. */
struct MailReader *app_mail_reader(App *self);

/* A version whose transaction was rolled back, so that nobody else has seen it, leaves the cache.
 */
void app_forget_version(App *self, int64_t version_id);

/* The workspace's ruleset: defaults with its overrides. */
bool app_ruleset(App *self, DbConn *conn, Ruleset *ret_ruleset, GError **error);

/* The rules of a sequence that asks for some by name: the workspace's, with those on top; only the
 * workspace's when the name is NULL or there are none. */
bool
app_ruleset_named(App *self, DbConn *conn, const char *name, Ruleset *ret_ruleset, GError **error);

/* A prospect by what a person types: an address, or "#" and an id. Errors: NOT_FOUND naming it,
 * INVALID for "#x". */
bool app_find_prospect(App *self, DbConn *conn, const char *who, int64_t *ret_id, GError **error);

/* A user by address. Errors: NOT_FOUND naming it. */
bool app_find_user(App *self, DbConn *conn, const char *email, int64_t *ret_id, GError **error);

/* The zone of that name, or the workspace's when it is unknown or NULL. */
const Zone *app_zone_or_default(App *self, const char *name);

static inline Instant
app_now_us(App *self)
{
    return world_now_us(self->world);
}
