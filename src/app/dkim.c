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

void
dkim_active_clear(DkimActive *self)
{
    g_clear_pointer(&self->domain, g_free);
    g_clear_pointer(&self->selector, g_free);
    g_clear_pointer(&self->pem, secret_free);
}

bool
dkim_active_load(App *app, DbConn *conn, const char *from, DkimActive *ret_key, GError **error)
{
    g_autofree char *ascii = mail_address_to_ascii(from, error);
    g_auto(SqlDkimActiveRow) key = { 0 };
    bool found;

    *ret_key = (DkimActive){ 0 };
    if (ascii == NULL)
        return false;
    g_autofree char *domain = g_ascii_strdown(strrchr(ascii, '@') + 1, -1);
    SqlDkimActiveParams params = { .workspace_id = app->workspace_id, .domain = domain };
    if (!sql_dkim_active(conn, &params, &key, &found, error))
        return false;
    if (!found)
        return true;
    g_autofree char *context = dkim_secret_context(domain, key.selector);
    ret_key->pem = secret_open(app, context, key.private_sealed, key.private_sealed_length, error);
    if (ret_key->pem == NULL)
        return false;
    ret_key->domain = g_steal_pointer(&domain);
    ret_key->selector = g_strdup(key.selector);
    return true;
}

bool
dkim_active_sign(const DkimActive *key, Instant now_us, GBytes **message, GError **error)
{
    MailDkimSigner signer = { key->domain, key->selector, key->pem };

    if (key->pem == NULL)
        return true;
    GBytes *signed_message = mail_dkim_sign(&signer, *message, now_us, error);
    if (signed_message == NULL)
        return false;
    g_bytes_unref(*message);
    *message = signed_message;
    return true;
}

bool
dkim_sign_outgoing(App *app, DbConn *conn, const char *from, GBytes **message, GError **error)
{
    g_auto(DkimActive) key = { 0 };

    return dkim_active_load(app, conn, from, &key, error) &&
           dkim_active_sign(&key, app_now_us(app), message, error);
}
