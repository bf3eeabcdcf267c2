/* restore: no operation, because there is no workspace to ask yet. */
#include "cli/restore.h"

#include <stdio.h>
#include <string.h>

#include "app/backup.h"
#include "cli/print.h"

int
restore_run(const GlobalOptions *globals, int argc, char **argv)
{
    AppOptions options = { .db_url = globals->db_url };
    const char *file = NULL;
    bool force = false, verify = false;
    g_autoptr(GError) error = NULL;

    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "--force") == 0)
            force = true;
        else if (strcmp(argv[i], "--verify") == 0)
            verify = true;
        else if (file == NULL && argv[i][0] != '-')
            file = argv[i];
        else
            file = "";
    }
    if (file == NULL || file[0] == '\0') {
        fputs("seventh: restore FILE [--verify | --force]\n", stderr);
        return 2;
    }
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
