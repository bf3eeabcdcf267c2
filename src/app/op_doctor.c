/* doctor, config show: is all well, and what is this installation made of? */
#include "app/operations.h"

#include <string.h>
#include <sys/stat.h>

#include "db/file.h"
#include "store/queries.h"

#define MOST_COUNTED 1000

static const char *
engine_name(const App *app)
{
    return db_engine(app->db) == DB_ENGINE_SQLITE ? "sqlite" : "postgresql";
}

/* One line of the report. `remedy` NULL: all is well. */
static bool
tell(OperationCall *call, const char *check, const char *say, const char *remedy)
{
    g_autoptr(json_t) row = json_object();

    json_set_text(row, "check", check);
    json_set_bool(row, "ok", remedy == NULL);
    json_set_text(row, "say", say);
    json_set_text(row, "remedy", remedy);
    if (remedy != NULL)
        call->exit_code = 3;
    return call->emit(row, call->emit_data);
}

static void
check_database(OperationCall *call)
{
    App *app = call->app;
    g_autoptr(GError) problem = NULL;
    g_autofree char *say =
        g_strdup_printf("%s, schema version %d", engine_name(app), app->schema_version);
    bool sound = db_engine(app->db) != DB_ENGINE_SQLITE ||
                 db_file_check(db_url(app->db) + strlen("sqlite:"), &problem);

    tell(call, "database", sound ? say : problem->message, sound ? NULL : "Restore a backup.");
}

static void
check_key(OperationCall *call, bool is_needed)
{
    const char *path = call->app->key_file;
    struct stat facts;
    bool there = stat(path, &facts) == 0;

    if (!there)
        tell(call, "key file", path,
             is_needed ? "It is missing: put it back from your backup, or set the mailbox "
                         "passwords again."
                       : NULL);
    else
        tell(call, "key file", path,
             (facts.st_mode & 077) != 0 ? "Others can read it: chmod 600." : NULL);
}

static bool
check_mailboxes(OperationCall *call, DbConn *conn, bool *ret_sealed, GError **error)
{
    SqlMailboxListParams params = { .workspace_id = call->app->workspace_id };
    SqlMailboxListRow row;
    DbStep step;
    int count = 0;

    g_autoptr(DbCursor) cursor = sql_mailbox_list(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_mailbox_list_next(cursor, &row, error)) == DB_ROW) {
        g_autofree char *check = g_strconcat("mailbox ", row.address, NULL);
        *ret_sealed = *ret_sealed || row.smtp_secret != NULL || row.imap_secret != NULL;
        count++;
        if (row.is_paused != 0)
            tell(call, check, row.paused_why != NULL ? row.paused_why : "paused",
                 "It is paused: `seventh mailbox resume ADDRESS`.");
        else if (row.last_error != NULL)
            tell(call, check, row.last_error, "See `seventh mailbox test ADDRESS`.");
        else
            tell(call, check, "in order", NULL);
    }
    if (step == DB_DONE && count == 0)
        tell(call, "mailboxes", "there is none",
             "Mail cannot be sent or read: `seventh mailbox add`.");
    return step == DB_DONE;
}

static bool
check_workspace(OperationCall *call, DbConn *conn, GError **error)
{
    int64_t workspace_id = call->app->workspace_id;
    g_auto(SqlWorkspaceGetRow) row = { 0 };
    g_auto(SqlUserAnyPasswordRow) user = { 0 };
    bool can_sign_in = false;

    if (!sql_workspace_get(conn, &(SqlWorkspaceGetParams){ .id = workspace_id }, &row, NULL,
                           error) ||
        !sql_user_any_password(conn, &(SqlUserAnyPasswordParams){ .workspace_id = workspace_id },
                               &user, &can_sign_in, error))
        return false;
    tell(call, "sign-in", can_sign_in ? "somebody can sign in" : "nobody can sign in",
         can_sign_in ? NULL : "Set a password: `seventh user password EMAIL`.");
    tell(call, "zone", row.zone,
         zone_get(row.zone, NULL) != NULL ? NULL : "Unknown: `seventh workspace set --zone ZONE`.");
    tell(call, "postal address", row.postal_address[0] != '\0' ? "set" : "empty",
         row.postal_address[0] != '\0'
             ? NULL
             : "Law asks for it in many countries: `seventh workspace set --postal-address TEXT`.");
    tell(call, "sending", row.sending_paused != 0 ? "paused" : "on",
         row.sending_paused != 0 ? "No mail leaves: `seventh workspace set --sending on`." : NULL);
    return true;
}

static bool
check_touches(OperationCall *call, DbConn *conn, GError **error)
{
    SqlTouchHeldCountsParams params = { .workspace_id = call->app->workspace_id,
                                        .n = MOST_COUNTED };
    g_auto(SqlTouchHeldCountsRow) row = { 0 };

    if (!sql_touch_held_counts(conn, &params, &row, NULL, error))
        return false;
    g_autofree char *held = g_strdup_printf("%" G_GINT64_FORMAT, row.held);
    g_autofree char *in_doubt = g_strdup_printf("%" G_GINT64_FORMAT, row.in_doubt);
    tell(call, "held touches", held, row.held > 0 ? "See `seventh held list`." : NULL);
    tell(call, "mail in doubt", in_doubt,
         row.in_doubt > 0 ? "Did it arrive? `seventh in-doubt settle`." : NULL);
    return true;
}

static bool
run_doctor(OperationCall *call, G_GNUC_UNUSED json_t **ret_result, GError **error)
{
    bool sealed = false;

    check_database(call);
    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);
    if (read == NULL || !check_workspace(call, read->conn, error) ||
        !check_mailboxes(call, read->conn, &sealed, error) ||
        !check_touches(call, read->conn, error))
        return false;
    check_key(call, sealed);
    return true;
}

static bool
run_config(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    json_t *config = *ret_result = json_object();
    const char *url = db_url(app->db), *at = strrchr(url, '@'), *slashes = strstr(url, "://");
    /* The password of a PostgreSQL URL is not for the screen. */
    g_autofree char *shown = slashes != NULL && at != NULL
                                 ? g_strdup_printf("%.*s://...%s", (int)(slashes - url), url, at)
                                 : g_strdup(url);

    json_set_text(config, "version", SEVENTH_VERSION);
    json_set_text(config, "db", shown);
    json_set_text(config, "engine", engine_name(app));
    json_set_int(config, "schema_version", app->schema_version);
    json_set_text(config, "key_file", app->key_file);
    json_set_text(config, "zone", zone_name(app->zone));
    return true;
}

const Operation OP_DOCTOR = {
    .verb = "doctor",
    .role = ROLE_ADMIN,
    .is_list = true,
    .summary = "Look for what is wrong or missing; exit status 3 when there is something",
    .run = run_doctor,
    .columns = "check ok say remedy",
};
const Operation OP_CONFIG_SHOW = {
    .verb = "config show",
    .role = ROLE_ADMIN,
    .summary = "Show the database, the key file and the versions in use",
    .run = run_config,
};
