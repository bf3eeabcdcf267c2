/* The session: connect, secure, sign in, append. Reading a folder is in imap_fetch.c. */
#include "mail/imap.h"

#include <string.h>

#include "mail/imap_session.h"

enum {
    PORT = 143,
    TLS_PORT = 993,
    TIMEOUT_S = 30,
    LOGOUT_TIMEOUT_BYTES = 16 << 10,
    SMALL_ANSWER_BYTES = 256 << 10,
    FOLDER_MAX_BYTES = 500,
    STREAM_BUFFER_BYTES = 16 << 10,
    MEMORY_STRING_MAX = 64 << 20,
};

void
imap_session_begin(ImapSession *self, gsize max_bytes)
{
    imap_wire_begin(self->low, max_bytes);
}

/* The server's words of the last answer, in one line. */
static char *
server_words(const ImapSession *self)
{
    const char *raw = self->imap->imap_response;
    char *words = g_utf8_make_valid(raw != NULL && raw[0] != '\0' ? raw : "no reason given",
                                    raw != NULL && strlen(raw) > 300 ? 300 : -1);

    for (char *p = words; *p != '\0'; p++)
        if (g_ascii_iscntrl(*p))
            *p = ' ';
    return words;
}

bool
imap_session_check(ImapSession *self, int result, SeventhError refused, const char *doing,
                   GError **error)
{
    const GError *failure = imap_wire_failure(self->low);
    g_autofree char *words = NULL;

    if (result == MAILIMAP_NO_ERROR || result == MAILIMAP_NO_ERROR_AUTHENTICATED ||
        result == MAILIMAP_NO_ERROR_NON_AUTHENTICATED)
        return true;
    if (failure != NULL) {
        g_propagate_prefixed_error(error, g_error_copy(failure), "%s: ", doing);
        return false;
    }
    switch (result) {
    case MAILIMAP_ERROR_PARSE:
    case MAILIMAP_ERROR_PROTOCOL:
    case MAILIMAP_ERROR_EXTENSION:
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s: %s port %u does not answer as an IMAP server would; check host and "
                         "port",
                         doing, self->server.host, self->server.port);
    case MAILIMAP_ERROR_STREAM:
    case MAILIMAP_ERROR_FATAL:
    case MAILIMAP_ERROR_DONT_ACCEPT_CONNECTION: /* BYE instead of a greeting */
    case MAILIMAP_ERROR_BAD_STATE:
        return error_set(error, SEVENTH_ERROR_UNAVAILABLE, "%s: %s ended the session", doing,
                         self->server.host);
    default:
        words = server_words(self);
        return error_set(error, refused, "%s: %s said: %s", doing, self->server.host, words);
    }
}

static bool
offers(ImapSession *self, const char *capability)
{
    return mailimap_has_extension(self->imap, capability) != 0;
}

bool
imap_session_ask_capabilities(ImapSession *self, GError **error)
{
    struct mailimap_capability_data *data = NULL;
    int result;

    imap_session_begin(self, SMALL_ANSWER_BYTES);
    result = mailimap_capability(self->imap, &data);
    if (data != NULL)
        mailimap_capability_data_free(data);
    return imap_session_check(self, result, SEVENTH_ERROR_INVALID, "asking what the server offers",
                              error);
}

static bool
start_tls(ImapSession *self, const char *ca_file, GError **error)
{
    int result;

    imap_session_begin(self, SMALL_ANSWER_BYTES);
    result = mailimap_starttls(self->imap);
    /* What came in the clear after the answer would pass as said under TLS. */
    if (self->imap->imap_stream->read_buffer_len > 0)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s mixed plain text into the start of TLS; the connection is not safe",
                         self->server.host);
    if (!imap_session_check(self, result, SEVENTH_ERROR_UNAVAILABLE, "starting TLS", error))
        return false;
    return imap_wire_start_tls(self->low, ca_file, error) &&
           imap_session_ask_capabilities(self, error);
}

static bool
secure(ImapSession *self, const char *ca_file, GError **error)
{
    if (self->server.security == SERVER_TLS)
        return true; /* done before the greeting */
    if (!imap_session_ask_capabilities(self, error))
        return false;
    if (self->server.security == SERVER_PLAIN)
        return true;
    if (offers(self, "STARTTLS"))
        return start_tls(self, ca_file, error);
    if (!self->server.local)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s offers no TLS, and the password would cross the network in the clear; "
                         "use imaps://, or imap+plain:// if that is meant",
                         self->server.host);
    return true;
}

static bool
has_control(const char *text)
{
    for (const char *p = text; *p != '\0'; p++)
        if (g_ascii_iscntrl(*p))
            return true;
    return false;
}

/* XOAUTH2, as Google, Microsoft and Dovecot take it. */
static bool
sign_in_by_token(ImapSession *self, const char *bearer, GError **error)
{
    const struct mailimap_connection_info *known = self->imap->imap_connection_info;
    g_autoptr(GError) cause = NULL;

    if ((known == NULL || known->imap_capability == NULL) &&
        !imap_session_ask_capabilities(self, error))
        return false;
    if (mailimap_has_authentication(self->imap, "XOAUTH2") == 0)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s does not let anybody sign in by OAuth2 (XOAUTH2); use a password",
                         self->server.host);
    imap_session_begin(self, SMALL_ANSWER_BYTES);
    int result = mailimap_oauth2_authenticate(self->imap, self->user, bearer);
    if (imap_session_check(self, result, SEVENTH_ERROR_DENIED, "signing in", &cause))
        return true;
    if (cause->code == SEVENTH_ERROR_DENIED)
        g_prefix_error(&cause, "the token is not taken for %s: ", self->user);
    g_propagate_error(error, g_steal_pointer(&cause));
    return false;
}

static bool
sign_in(ImapSession *self, const ImapOptions *options, GError **error)
{
    g_autoptr(GError) cause = NULL;
    const char *code;
    int result;

    if (options->bearer != NULL)
        return sign_in_by_token(self, options->bearer, error);
    if (offers(self, "LOGINDISABLED"))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s lets nobody sign in over this connection; use imaps://",
                         self->server.host);
    imap_session_begin(self, SMALL_ANSWER_BYTES);
    result = mailimap_login(self->imap, self->user, options->password);
    if (result != MAILIMAP_ERROR_LOGIN)
        return imap_session_check(self, result, SEVENTH_ERROR_DENIED, "signing in", error);
    code = self->imap->imap_response_info != NULL ? self->imap->imap_response_info->rsp_atom : NULL;
    imap_session_check(self, result, SEVENTH_ERROR_DENIED, "signing in", &cause);
    if (code != NULL && g_ascii_strcasecmp(code, "UNAVAILABLE") == 0)
        cause->code = SEVENTH_ERROR_UNAVAILABLE;
    else if (cause->code == SEVENTH_ERROR_DENIED)
        g_prefix_error(&cause, "wrong user or password for %s: ", self->user);
    g_propagate_error(error, g_steal_pointer(&cause));
    return false;
}

static bool
greet(ImapSession *self, const ImapOptions *options, guint timeout_s, GError **error)
{
    mailstream *stream;
    int result;

    self->low = imap_wire_open(&self->server, timeout_s, error);
    if (self->low == NULL)
        return false;
    if (self->server.security == SERVER_TLS &&
        !imap_wire_start_tls(self->low, options->ca_file, error)) {
        mailstream_low_close(self->low);
        mailstream_low_free(self->low);
        return false;
    }
    stream = mailstream_new(self->low, STREAM_BUFFER_BYTES);
    self->imap = mailimap_new(0, NULL);
    g_assert(stream != NULL && self->imap != NULL);
    imap_session_begin(self, SMALL_ANSWER_BYTES);
    result = mailimap_connect(self->imap, stream);
    self->imap->imap_stream = stream; /* also after a failure: freed with the session */
    if (!imap_session_check(self, result, SEVENTH_ERROR_UNAVAILABLE, "waiting for the greeting",
                            error))
        return false;
    if (result == MAILIMAP_NO_ERROR_AUTHENTICATED)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s signs everybody in without a password; that is no mailbox to trust",
                         self->server.host);
    return true;
}

ImapSession *
imap_session_open(const ImapOptions *options, GError **error)
{
    g_autoptr(ImapSession) self = g_new0(ImapSession, 1);
    guint timeout_s = options->timeout_s > 0 ? options->timeout_s : TIMEOUT_S;

    mmap_string_set_ceil(MEMORY_STRING_MAX); /* no mail in temporary files */
    if (!server_url_parse(options->url, "imap", PORT, TLS_PORT, &self->server, error))
        return NULL;
    const char *secret = options->bearer != NULL ? options->bearer : options->password;
    if (options->user == NULL || secret == NULL || has_control(options->user) ||
        has_control(secret)) {
        error_set(error, SEVENTH_ERROR_INVALID,
                  "user and password of %s: one is missing or contains a control character",
                  self->server.host);
        return NULL;
    }
    self->user = g_strdup(options->user);
    if (!greet(self, options, timeout_s, error) || !secure(self, options->ca_file, error) ||
        !sign_in(self, options, error))
        return NULL;
    return g_steal_pointer(&self);
}

void
imap_session_close(ImapSession *self)
{
    if (self == NULL)
        return;
    if (self->imap != NULL) {
        imap_session_idle_end(self, NULL);
        imap_session_begin(self, LOGOUT_TIMEOUT_BYTES);
        mailimap_free(self->imap); /* says LOGOUT while the wire works, and frees the stream */
    }
    server_url_clear(&self->server);
    g_free(self->user);
    g_free(self->folder);
    g_free(self);
}

char *
imap_folder_encode(const char *folder, GError **error)
{
    char *encoded = NULL;

    if (folder[0] != '\0' && strlen(folder) <= FOLDER_MAX_BYTES && !has_control(folder))
        encoded = g_convert(folder, -1, "UTF-7-IMAP", "UTF-8", NULL, NULL, NULL);
    if (encoded == NULL)
        error_set(error, SEVENTH_ERROR_INVALID, "“%.60s” is no name of a mail folder", folder);
    return encoded;
}

static struct mailimap_date_time *
to_date_time(Instant us)
{
    int64_t seconds = us / SECOND_US;
    Day day = (Day)(seconds / 86400);
    int rest = (int)(seconds % 86400);
    CivilDate date = day_to_date(day);

    return mailimap_date_time_new(date.day, date.month, date.year, rest / 3600, rest / 60 % 60,
                                  rest % 60, 0);
}

bool
imap_session_append(ImapSession *self, const char *folder, GBytes *message, Instant date_us,
                    GError **error)
{
    g_autofree char *name = imap_folder_encode(folder, error);
    g_autofree char *doing = g_strdup_printf("keeping a copy in folder “%s”", folder);
    struct mailimap_flag_list *flags;
    struct mailimap_date_time *date;
    gsize length = 0;
    const char *data = g_bytes_get_data(message, &length);
    int result;

    if (name == NULL)
        return false;
    flags = mailimap_flag_list_new_empty();
    mailimap_flag_list_add(flags, mailimap_flag_new_seen());
    date = to_date_time(date_us);
    imap_session_begin(self, SMALL_ANSWER_BYTES + length);
    result = mailimap_append(self->imap, name, flags, date, data, length);
    mailimap_date_time_free(date);
    mailimap_flag_list_free(flags);
    if (imap_wire_failure(self->low) != NULL || result == MAILIMAP_ERROR_STREAM)
        return error_set(error, SEVENTH_ERROR_UNCERTAIN,
                         "%s: the connection to %s broke; look whether it is there", doing,
                         self->server.host);
    if (result == MAILIMAP_ERROR_APPEND && self->imap->imap_response_info != NULL &&
        self->imap->imap_response_info->rsp_trycreate)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "%s: there is no such folder on %s", doing,
                         self->server.host);
    return imap_session_check(self, result, SEVENTH_ERROR_UNAVAILABLE, doing, error);
}
