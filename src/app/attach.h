/* Attaching: which assets a mail carries or links, checked before it is composed, kept with it, put
 * back into it when it leaves.
 *
 * Nobody is given an asset twice unless a human says so; a plain link (kind "link": a page to book
 * a time at, say) may come again. A mail that cannot carry what it should is held, never sent
 * without. Files are kept once: the message in the outbox has them cut out (mail/mail_files.h). */
#pragma once

#include "app/asset.h"
#include "core/sequence.h"
#include "mail/compose.h"

/* How the reason of a mail begins that is held because of what they had before. */
#define ATTACH_GIVEN_BEFORE "They were given \""

/* What a touch's note says when a human wants its files sent again. */
#define ATTACH_AGAIN_NOTE "A human says they may have it again."

typedef struct {
    int64_t asset_id;
    int64_t file_id; /* DB_NULL_INT: linked only */
    char *file_name, *media_type;
    GBytes *content; /* NULL: linked only */
    gsize offset;    /* where it belongs in the cut message: of attach_cut() */
} Carried;

/* What a mail is to carry. */
typedef struct {
    int64_t prospect_id;
    const Step *step;      /* with what it names; NULL: of no step */
    const json_t *keys;    /* and what a person chose: an array of keys, or NULL */
    int64_t enrollment_id; /* 0: none; where a human may have said "again" */
    bool by_hand;          /* a human sends it, knowing what they had before */
} AttachWish;

/* Nothing to carry or link: the usual case, told without asking the database. */
bool attach_is_empty(const AttachWish *wish);

/* Carried * in `ret_carried` (NULL: nothing), or why the mail must be held in `ret_hold_why`, in
 * words for who will mend it. */
bool attach_load(App *app, DbConn *conn, const AttachWish *wish, GPtrArray **ret_carried,
                 char **ret_hold_why, GError **error);

/* The files among them as a draft takes them, borrowed; free the array with g_free(). */
MailAttachment *attach_files(const GPtrArray *carried, guint *ret_count);

/* The finished message without its files, whose offsets are noted. `places` as
 * mail_compose_placed() gave them. Free with g_bytes_unref(). */
GBytes *attach_cut(GBytes *message, const GArray *places, GPtrArray *carried);

/* Keeps with a touch what its mail carries. */
bool attach_keep(App *app, DbConn *conn, int64_t touch_id, int64_t prospect_id,
                 const GPtrArray *carried, GError **error);

/* The whole message of a touch again; or why it cannot be made in `ret_why`, in words for a human:
 * a file is not what it was, or, with `about_to_leave`, the asset was replaced or removed. */
bool attach_fill(App *app, DbConn *conn, int64_t touch_id, GBytes *cut, bool about_to_leave,
                 GBytes **ret_whole, char **ret_why, GError **error);

/* What a touch carries: [{"key","title","attached","url","file_name","size","size_say","type",
 * "version"}]; an empty array when nothing. */
json_t *attach_json(App *app, DbConn *conn, int64_t touch_id, GError **error);

/* What a step's mail will carry, in the same words (no version): for whom it has not been made yet.
 * What was removed since is left out: such a mail is held and says so. */
json_t *attach_step_json(App *app, DbConn *conn, const Step *step, GError **error);

/* What a person was given or is about to get: [{"key","title","at","attached"}], oldest first. */
json_t *
attach_given_json(App *app, DbConn *conn, int64_t prospect_id, const Zone *zone, GError **error);

/* touch id -> what its mail carries, as attach_json() without type and version, for all a person
 * was given. NULL on failure. */
GHashTable *attach_by_touch(App *app, DbConn *conn, int64_t prospect_id, GError **error);

/* {"KEY":"https://..."} for what the steps of a sequence link, with whatever Markdown would take
 * for a mark written as %XX; keys without an address are absent. NULL on failure. */
json_t *attach_links(App *app, DbConn *conn, const Sequence *sequence, GError **error);
