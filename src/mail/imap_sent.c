/* The Sent folder: which one it is, and whether a message is in it already. */
#include <string.h>

#include "mail/imap_session.h"

enum { LIST_MAX_BYTES = 1 << 20, SEARCH_MAX_BYTES = 256 << 10 };

/* How programs call it, for servers that do not say which it is (RFC 6154). */
static const char *const NAMES[] = {
    "Sent",
    "Sent Items",
    "Sent Messages",
    "Sent Mail",
    "INBOX.Sent",
    "INBOX/Sent",
    "INBOX.Sent Items",
    "Gesendet",
    "Gesendete Objekte",
    "Gesendete Elemente",
    "Envoyés",
    "Éléments envoyés",
    "Enviados",
    "Elementos enviados",
    "Posta inviata",
    "Verzonden items",
};

static bool
says_sent(const struct mailimap_mailbox_list *folder)
{
    if (folder->mb_flag == NULL || folder->mb_flag->mbf_oflags == NULL)
        return false;
    for (clistiter *at = clist_begin(folder->mb_flag->mbf_oflags); at != NULL;
         at = clist_next(at)) {
        const struct mailimap_mbx_list_oflag *flag = clist_content(at);

        if (flag->of_flag_ext != NULL && g_ascii_strcasecmp(flag->of_flag_ext, "Sent") == 0)
            return true;
    }
    return false;
}

/* Lower is better; -1: it is not the one. */
static int
rank_of(const struct mailimap_mailbox_list *folder, const char *name)
{
    if (says_sent(folder))
        return 0;
    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++)
        if (g_ascii_strcasecmp(NAMES[i], name) == 0)
            return (int)i + 1;
    return -1;
}

bool
imap_session_find_sent(ImapSession *self, char **ret_folder, GError **error)
{
    clist *folders = NULL;
    int best = INT_MAX;

    *ret_folder = NULL;
    imap_session_begin(self, LIST_MAX_BYTES);
    int result = mailimap_list(self->imap, "", "*", &folders);
    for (clistiter *at = folders != NULL ? clist_begin(folders) : NULL; at != NULL;
         at = clist_next(at)) {
        const struct mailimap_mailbox_list *folder = clist_content(at);
        g_autofree char *name =
            g_convert(folder->mb_name, -1, "UTF-8", "UTF-7-IMAP", NULL, NULL, NULL);
        int rank = name != NULL ? rank_of(folder, name) : -1;

        if (rank >= 0 && rank < best) {
            best = rank;
            g_free(*ret_folder);
            *ret_folder = g_steal_pointer(&name);
        }
    }
    if (folders != NULL)
        mailimap_list_result_free(folders);
    if (!imap_session_check(self, result, SEVENTH_ERROR_UNAVAILABLE, "listing the folders",
                            error)) {
        g_clear_pointer(ret_folder, g_free);
        return false;
    }
    return *ret_folder != NULL ||
           error_set(error, SEVENTH_ERROR_NOT_FOUND,
                     "%s has no folder for sent mail that is known by its name; say which with "
                     "`seventh mailbox edit ADDRESS --sent-folder NAME`",
                     self->server.host);
}

static bool
examine(ImapSession *self, const char *folder, GError **error)
{
    g_autofree char *name = imap_folder_encode(folder, error);
    g_autofree char *doing = g_strdup_printf("opening folder “%s”", folder);

    if (name == NULL)
        return false;
    if (g_strcmp0(self->folder, folder) == 0)
        return true;
    g_clear_pointer(&self->folder, g_free); /* reading the inbox opens that anew */
    imap_session_begin(self, SEARCH_MAX_BYTES);
    return imap_session_check(self, mailimap_examine(self->imap, name), SEVENTH_ERROR_NOT_FOUND,
                              doing, error);
}

bool
imap_session_has_message(ImapSession *self, const char *folder, const char *message_id,
                         bool *ret_has, GError **error)
{
    clist *found = NULL;

    *ret_has = false;
    if (!examine(self, folder, error))
        return false;
    struct mailimap_search_key *key =
        mailimap_search_key_new_header(strdup("Message-ID"), strdup(message_id));
    g_assert(key != NULL);
    imap_session_begin(self, SEARCH_MAX_BYTES);
    int result = mailimap_uid_search(self->imap, NULL, key, &found);
    mailimap_search_key_free(key);
    if (found != NULL) {
        *ret_has = clist_begin(found) != NULL;
        mailimap_search_result_free(found);
    }
    return imap_session_check(self, result, SEVENTH_ERROR_UNAVAILABLE,
                              "looking whether the copy is there", error);
}
