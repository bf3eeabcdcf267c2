/* See voice.h. */
#include "app/voice.h"

#include "app/snapshot.h"

bool
voice_other(App *app, DbConn *conn, int64_t account_id, int64_t user_id, char **ret_say,
            GError **error)
{
    g_auto(SqlAccountVoiceRow) row = { 0 };
    g_auto(SqlProspectGetRow) person = { 0 };
    SqlAccountVoiceParams params = { .workspace_id = app->workspace_id,
                                     .account_id = account_id,
                                     .user_id = user_id };
    bool found;

    *ret_say = NULL;
    if (account_id == DB_NULL_INT)
        return true;
    if (!sql_account_voice(conn, &params, &row, &found, error))
        return false;
    if (!found)
        return true;
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = row.prospect_id };
    if (!sql_prospect_get(conn, &which, &person, NULL, error))
        return false;
    g_autofree char *name = prospect_display_name(&person);
    *ret_say = g_strdup_printf("%s is in talk with %s there", row.user_name, name);
    return true;
}
