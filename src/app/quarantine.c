/* The note that stands for an unreadable message. */
#include "app/quarantine.h"

#include <string.h>

#include "mail/read.h"
#include "store/queries.h"

#define HEAD_BYTES 16384
#define SHOWN_BYTES 200

/* A header as it stands in the first bytes, printable and short; NULL when it is not there. Only
 * compares and copies: what could break a reader is not tried again here. */
static char *
raw_header(GBytes *message, const char *name)
{
    gsize length = 0, wanted = strlen(name);
    const char *data = g_bytes_get_data(message, &length);
    const char *end = data + MIN(length, HEAD_BYTES);

    for (const char *line = data; line != NULL && line < end;) {
        const char *stop = memchr(line, '\n', (gsize)(end - line));
        gsize bytes = (gsize)((stop != NULL ? stop : end) - line);
        if (bytes <= 1)
            return NULL;
        if (bytes > wanted && g_ascii_strncasecmp(line, name, wanted) == 0 && line[wanted] == ':') {
            g_autofree char *value =
                g_utf8_make_valid(line + wanted + 1, (gssize)MIN(bytes - wanted - 1, SHOWN_BYTES));
            for (char *at = value; *at != '\0'; at++)
                if ((guchar)*at < ' ' || *at == 0x7f)
                    *at = ' ';
            return g_strdup(g_strstrip(value));
        }
        line = stop != NULL ? stop + 1 : NULL;
    }
    return NULL;
}

bool
quarantine_put(App *app, DbConn *conn, const TakeMailbox *mailbox, GBytes *message, const char *why,
               const char *key, Instant received_us, GError **error)
{
    g_autofree char *from = raw_header(message, "From");
    g_autofree char *subject = raw_header(message, "Subject");
    g_autofree char *note =
        g_strdup_printf("This mail could not be read: %s. It is untouched in the mailbox %s; open "
                        "it there with care.",
                        why, mailbox->address);
    SqlReplyInsertParams params = {
        .workspace_id = app->workspace_id,
        .mailbox_id = mailbox->id,
        .prospect_id = DB_NULL_INT,
        .touch_id = DB_NULL_INT,
        .user_id = mailbox->user_id,
        .message_key = key,
        .from_name = from,
        .subject = subject,
        .received_us = received_us,
        .kind = "unreadable",
        .intent = mail_intent_name(INTENT_OTHER),
        .new_text = note,
        .state = "open",
    };
    g_auto(SqlReplyInsertRow) row = { 0 };
    bool is_new;

    return sql_reply_insert(conn, &params, &row, &is_new, error);
}
