/* smtp and imap URLs, by GUri. */
#include "mail/server_url.h"

#include <gio/gio.h>
#include <string.h>

static bool
refuse(const char *url, const char *name, const char *what, GError **error)
{
    return error_set(error, SEVENTH_ERROR_INVALID,
                     "server “%s”: %s; expected %s://host:port, %ss://host:port or "
                     "%s+plain://host:port",
                     url, what, name, name, name);
}

static bool
read_security(const char *scheme, const char *name, ServerSecurity *ret_security)
{
    const char *rest;

    if (!g_str_has_prefix(scheme, name))
        return false;
    rest = scheme + strlen(name);
    *ret_security = rest[0] == '\0' ? SERVER_STARTTLS : rest[0] == 's' ? SERVER_TLS : SERVER_PLAIN;
    return rest[0] == '\0' || g_str_equal(rest, "s") || g_str_equal(rest, "+plain");
}

static bool
is_local(const char *host)
{
    GInetAddress *address = g_inet_address_new_from_string(host);
    bool local = address != NULL ? g_inet_address_get_is_loopback(address)
                                 : g_ascii_strcasecmp(host, "localhost") == 0;

    g_clear_object(&address);
    return local;
}

bool
server_url_parse(const char *url, const char *name, guint16 port, guint16 tls_port,
                 ServerUrl *ret_url, GError **error)
{
    g_autoptr(GUri) uri = url != NULL ? g_uri_parse(url, G_URI_FLAGS_NONE, NULL) : NULL;
    ServerSecurity security;

    if (uri == NULL || g_uri_get_host(uri) == NULL || g_uri_get_host(uri)[0] == '\0')
        return refuse(url != NULL ? url : "", name, "not a URL with a host", error);
    if (!read_security(g_uri_get_scheme(uri), name, &security))
        return refuse(url, name, "unknown scheme", error);
    if (g_uri_get_userinfo(uri) != NULL || g_uri_get_query(uri) != NULL ||
        strlen(g_uri_get_path(uri)) > 1)
        return refuse(url, name, "user, password and path do not belong into it", error);
    *ret_url = (ServerUrl){
        .host = g_strdup(g_uri_get_host(uri)),
        .port = security == SERVER_TLS ? tls_port : port,
        .security = security,
        .local = is_local(g_uri_get_host(uri)),
    };
    if (g_uri_get_port(uri) > 0)
        ret_url->port = (guint16)g_uri_get_port(uri);
    return true;
}

void
server_url_clear(ServerUrl *self)
{
    g_clear_pointer(&self->host, g_free);
}
