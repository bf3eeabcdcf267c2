/* Footer and List-Unsubscribe, from the workspace's settings. */
#include "app/letterhead.h"

#include <string.h>

#include "app/mail_link.h"

enum { PUBLIC_URL_MAX_BYTES = 200 };

void
letterhead_clear(Letterhead *self)
{
    g_clear_pointer(&self->footer, g_free);
    g_clear_pointer(&self->unsubscribe_mailto, g_free);
    g_clear_pointer(&self->unsubscribe_url, g_free);
}

/* How to opt out, in the prospect's language. Each says the word that is understood when it comes
 * back; `link` is followed by the address. */
typedef struct {
    const char *language, *answer, *link;
} OptOutWords;

static const OptOutWords OPT_OUT[] = {
    { "en", "If you would rather not hear from me again, just answer \"stop\".",
      "If you would rather not hear from me again, just answer \"stop\", or unsubscribe here:" },
    { "de", "Wenn Sie nichts mehr von mir hören möchten, antworten Sie einfach mit \"Stopp\".",
      "Wenn Sie nichts mehr von mir hören möchten, antworten Sie einfach mit \"Stopp\", oder "
      "melden "
      "Sie sich hier ab:" },
    { "fr", "Si vous ne souhaitez plus de messages de ma part, répondez simplement « stop ».",
      "Si vous ne souhaitez plus de messages de ma part, répondez simplement « stop », ou "
      "désinscrivez-vous ici :" },
    { "es", "Si prefiere no recibir más mensajes míos, responda simplemente «stop».",
      "Si prefiere no recibir más mensajes míos, responda simplemente «stop», o dese de baja "
      "aquí:" },
};

static const OptOutWords *
opt_out_words(const char *language)
{
    for (gsize i = 0; i < G_N_ELEMENTS(OPT_OUT); i++)
        if (language != NULL && g_ascii_strncasecmp(language, OPT_OUT[i].language, 2) == 0)
            return &OPT_OUT[i];
    return &OPT_OUT[0];
}

static char *
make_footer(const char *postal_address, const OptOutWords *words, const char *url)
{
    GString *footer = g_string_new(postal_address);

    g_strchomp(footer->str);
    footer->len = strlen(footer->str);
    if (footer->len > 0)
        g_string_append_c(footer, '\n');
    g_string_append(footer, url != NULL ? words->link : words->answer);
    if (url != NULL)
        g_string_append_printf(footer, "\n%s", url);
    return g_string_free(footer, FALSE);
}

bool
letterhead_make(App *app, const SqlLetterheadGetRow *workspace, const LetterheadMail *mail,
                Letterhead *ret_letterhead, GError **error)
{
    MailLink link = { .kind = MAIL_LINK_UNSUBSCRIBE,
                      .prospect_id = mail->prospect_id,
                      .mailbox_id = mail->mailbox_id };

    *ret_letterhead = (Letterhead){ 0 };
    mail_link_set_unique(&link, mail->message_id);
    g_autofree char *token = mail_link_token(app, &link, error);
    if (token == NULL)
        return false;
    g_autofree char *url = workspace->public_url[0] != '\0'
                               ? g_strdup_printf("%s/u/%s", workspace->public_url, token)
                               : NULL;
    ret_letterhead->footer =
        make_footer(workspace->postal_address, opt_out_words(mail->language), url);
    ret_letterhead->unsubscribe_mailto =
        g_strdup_printf("mailto:%s?subject=unsubscribe%%20%s", mail->from_address, token);
    if (url != NULL && g_str_has_prefix(url, "https://"))
        ret_letterhead->unsubscribe_url = g_steal_pointer(&url);
    return true;
}

/* As a header may carry it. */
static bool
is_plain(const char *url)
{
    for (const char *p = url; *p != '\0'; p++)
        if (!g_ascii_isgraph(*p) || strchr("<>,\"", *p) != NULL)
            return false;
    return true;
}

char *
public_url_check(const char *url, GError **error)
{
    g_autoptr(GUri) uri = NULL;
    g_autoptr(GError) problem = NULL;
    char *checked;

    if (url[0] == '\0')
        return g_strdup("");
    if (strlen(url) <= PUBLIC_URL_MAX_BYTES)
        uri = g_uri_parse(url, G_URI_FLAGS_NONE, &problem);
    const char *host = uri != NULL ? g_uri_get_host(uri) : NULL;
    bool local = g_strcmp0(host, "localhost") == 0 || g_strcmp0(host, "127.0.0.1") == 0;
    bool https = uri != NULL && strcmp(g_uri_get_scheme(uri), "https") == 0;
    bool http = uri != NULL && strcmp(g_uri_get_scheme(uri), "http") == 0;
    if (host == NULL || host[0] == '\0' || !(https || (http && local)) ||
        g_uri_get_query(uri) != NULL || g_uri_get_fragment(uri) != NULL ||
        g_uri_get_userinfo(uri) != NULL || !is_plain(url)) {
        error_set(error, SEVENTH_ERROR_INVALID,
                  "public_url: \"%.100s\" will not do; give the https address people outside reach "
                  "Seventh at, as https://seventh.example.com",
                  url);
        return NULL;
    }
    checked = g_uri_to_string(uri);
    for (gsize length = strlen(checked); length > 0 && checked[length - 1] == '/'; length--)
        checked[length - 1] = '\0';
    return checked;
}
