/* From a domain to its key to a signature. */
#include "app/dkim.h"

#include <string.h>

#include "app/secret.h"
#include "mail/compose.h"
#include "mail/dkim.h"
#include "store/queries.h"

char *
dkim_secret_context(const char *domain, const char *selector)
{
    return g_strdup_printf("DKIM key %s of %s", selector, domain);
}

bool
dkim_sign_outgoing(App *app, DbConn *conn, const char *from, GBytes **message, GError **error)
{
    g_autofree char *ascii = mail_address_to_ascii(from, error);
    g_auto(SqlDkimActiveRow) key = { 0 };
    bool found;

    if (ascii == NULL)
        return false;
    g_autofree char *domain = g_ascii_strdown(strrchr(ascii, '@') + 1, -1);
    SqlDkimActiveParams params = { .workspace_id = app->workspace_id, .domain = domain };
    if (!sql_dkim_active(conn, &params, &key, &found, error))
        return false;
    if (!found)
        return true;
    g_autofree char *context = dkim_secret_context(domain, key.selector);
    char *pem = secret_open(app, context, key.private_sealed, key.private_sealed_length, error);
    if (pem == NULL)
        return false;
    MailDkimSigner signer = { domain, key.selector, pem };
    GBytes *signed_message = mail_dkim_sign(&signer, *message, app_now_us(app), error);
    secret_free(pem);
    if (signed_message == NULL)
        return false;
    g_bytes_unref(*message);
    *message = signed_message;
    return true;
}
