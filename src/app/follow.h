/* Links in mail that lead through Seventh: made when a mail is composed, counted when followed.
 *
 * Only where the workspace chose it, and only in the HTML part. Whatever becomes of the count, the
 * person is led to where the link said. */
#pragma once

#include "app/app.h"
#include "core/click.h"

/* Where the workspace's links lead, as "https://seventh.example.com/c/"; NULL: links are left
 * alone. Free with g_free(). Errors: IO. */
bool follow_base(App *app, DbConn *conn, char **ret_base, GError **error);

/* Leads the links of one mail through Seventh. */
typedef struct {
    App *app;
    const char *base; /* of follow_base() */
    int64_t prospect_id, mailbox_id;
    const char *message_id;
    GPtrArray *urls; /* char *, with g_free(): what the links said, in order */
    GError *error;
} FollowLinks;

/* An HtmlLinkMap over it. */
char *follow_map(const char *url, void *data);
void follow_clear(FollowLinks *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FollowLinks, follow_clear)

/* Keeps what the links of a touch's mail said. */
bool follow_keep(App *app, DbConn *conn, int64_t touch_id, const GPtrArray *urls, GError **error);

/* Somebody followed a link: where it leads; counts, and notes a person's first click. `click` needs
 * method, agent and purpose. Free `ret_url` with g_free(). Errors: INVALID, NOT_FOUND (in words for
 * who followed it), IO. */
bool follow_take(App *app, const char *token, Click *click, char **ret_url, GError **error);

/* Turns it on or off; "on" needs an https address (public_url). */
bool follow_set(App *app, DbConn *conn, const char *wanted, GError **error);
