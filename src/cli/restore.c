/* restore: no operation, because there is no workspace to ask yet. */
#include "cli/restore.h"

#include <stdio.h>
#include <string.h>

#include "app/backup.h"
#include "cli/print.h"

int
restore_run(const GlobalOptions *globals, const json_t *params)
{
    AppOptions options = { .db_url = globals->db_url };
    const char *file = json_text(params, "file", NULL);
    bool verify = json_flag(params, "verify", false), force = json_flag(params, "force", false);
    g_autoptr(GError) error = NULL;

    bool done = verify ? backup_verify(file, &error) : app_restore(&options, file, force, &error);
    if (!done)
        return command_fail(error);
    g_autoptr(json_t) result = json_object();
    json_set_text(result, "file", file);
    json_set_text(result, "db",
                  verify                    ? NULL
                  : globals->db_url != NULL ? globals->db_url
                                            : "sqlite:./seventh.db");
    json_set_text(result, "sending", verify ? NULL : "off");
    json_set_text(result, "note",
                  verify ? "The backup is sound; nothing was restored."
                         : "Sending is paused: look at `seventh today` and the outbox, put the key "
                           "file back, then `seventh workspace set --sending on`.");
    print_object(result, globals->json);
    return 0;
}
