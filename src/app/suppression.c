/* One look-up for all who must not contact somebody. */
#include "app/suppression.h"

#include <string.h>

#include "core/channel_kind.h"
#include "store/queries.h"

bool
suppression_mask(App *app, DbConn *conn, const ContactPoints *points, int64_t *ret_mask,
                 GError **error)
{
    g_autofree char *email_key = g_utf8_strdown(points->email != NULL ? points->email : "", -1);
    const char *at = strrchr(email_key, '@');
    SqlSuppressionOfParams params = {
        .workspace_id = app->workspace_id,
        .email_key = email_key,
        .domain_key = at != NULL ? at + 1 : "",
        .phone = points->phone != NULL ? points->phone : "",
        .mobile = points->mobile != NULL ? points->mobile : "",
    };
    SqlSuppressionOfRow row;
    DbStep step;

    *ret_mask = 0;
    g_autoptr(DbCursor) cursor = sql_suppression_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_suppression_of_next(cursor, &row, error)) == DB_ROW) {
        if (row.channel[0] == '\0')
            *ret_mask = -1;
        else if (channel_kind_parse(row.channel) != CHANNEL_NONE)
            *ret_mask |= INT64_C(1) << channel_kind_parse(row.channel);
    }
    return step == DB_DONE;
}
