/* backup: one file with the whole workspace. */
#include "app/operations.h"

#include "app/backup.h"

static bool
run_backup(OperationCall *call, json_t **ret_result, GError **error)
{
    const char *file = json_text(call->params, "file", "");

    if (!app_backup(call->app, file, error))
        return false;
    *ret_result = json_object();
    json_set_text(*ret_result, "file", file);
    json_set_text(*ret_result, "key_file", call->app->key_file);
    json_set_text(*ret_result, "note",
                  "Keep the key file too, apart from the backup: without it the mailbox passwords "
                  "must be entered again.");
    return true;
}

static const OperationParam BACKUP_PARAMS[] = {
    { "file", PARAM_FILE, PARAM_POSITIONAL, "FILE", "where the copy goes; must not exist", NULL, 0,
      0 },
    { 0 },
};

const Operation OP_BACKUP = {
    .verb = "backup",
    .role = ROLE_ADMIN,
    .summary = "Copy the workspace to a file, while everything runs",
    .params = BACKUP_PARAMS,
    .run = run_backup,
};
