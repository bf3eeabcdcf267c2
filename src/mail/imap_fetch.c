/* Reading a folder: EXAMINE, UID SEARCH, sizes and dates in batches, then the bytes in groups.
 *
 * Nothing the server says is believed unchecked: UIDs must be among those asked for, each at most
 * once, and everything is bounded by the wire. */
#include <string.h>

#include "mail/imap_session.h"

enum {
    MESSAGE_MAX_BYTES = 8 << 20,
    EXAMINE_BYTES = 256 << 10,
    SEARCH_BYTES = 2 << 20,
    HEAD_BATCH = 200,
    HEAD_BYTES = 1 << 10, /* one answer of UID, size and date, with room for other news */
    BODY_BATCH = 50,
    BODY_BATCH_BYTES = 1 << 20,
    BODY_SLACK_BYTES = 1 << 20, /* servers that estimate sizes are off by a little */
};

typedef struct {
    uint32_t uid;
    gsize size;
    Instant received_us;
    GBytes *bytes; /* NULL: not fetched, or expunged meanwhile */
    bool known;    /* the server answered for it */
} Item;

typedef struct {
    ImapSession *session;
    const char *folder;
    ImapPosition *position;
    Instant since_us; /* INSTANT_NONE: everything above the position */
    ImapVisitor each;
    void *data;
    bool stopped;
} Walk;

static void
item_clear(gpointer data)
{
    Item *item = data;

    g_clear_pointer(&item->bytes, g_bytes_unref);
}

static bool
lies(Walk *walk, const char *what, GError **error)
{
    return error_set(error, SEVENTH_ERROR_INVALID, "folder “%s” on %s: the server %s", walk->folder,
                     walk->session->server.host, what);
}

/* ---- opening ---- */

static bool
examine(Walk *walk, GError **error)
{
    ImapSession *self = walk->session;
    g_autofree char *name = imap_folder_encode(walk->folder, error);
    g_autofree char *doing = g_strdup_printf("opening folder “%s”", walk->folder);
    int result;

    if (name == NULL)
        return false;
    g_clear_pointer(&self->folder, g_free);
    imap_session_begin(self, EXAMINE_BYTES);
    result = mailimap_examine(self->imap, name);
    if (!imap_session_check(self, result, SEVENTH_ERROR_NOT_FOUND, doing, error))
        return false;
    if (self->imap->imap_selection_info == NULL ||
        self->imap->imap_selection_info->sel_uidvalidity == 0)
        return lies(walk, "gives messages no lasting numbers (UIDVALIDITY)", error);
    self->uid_validity = self->imap->imap_selection_info->sel_uidvalidity;
    self->uid_next = self->imap->imap_selection_info->sel_uidnext;
    if (self->uid_validity == walk->position->uid_validity && self->uid_next != 0 &&
        self->uid_next <= walk->position->last_uid)
        return lies(walk, "counts message numbers backwards", error);
    self->folder = g_strdup(walk->folder);
    return true;
}

/* Opens the folder, or hears what is new in it when it is open: one cheap command. */
static bool
open_folder(Walk *walk, GError **error)
{
    ImapSession *self = walk->session;

    if (g_strcmp0(self->folder, walk->folder) == 0 &&
        walk->position->uid_validity == self->uid_validity) {
        imap_session_begin(self, EXAMINE_BYTES);
        return imap_session_check(self, mailimap_noop(self->imap), SEVENTH_ERROR_UNAVAILABLE,
                                  "asking for news", error);
    }
    return examine(walk, error);
}

/* ---- searching ---- */

static int
compare_uids(gconstpointer a, gconstpointer b)
{
    uint32_t one = *(const uint32_t *)a, two = *(const uint32_t *)b;

    return one < two ? -1 : one > two;
}

/* UIDs matching `key` (taken) above `above`, ascending, each once. */
static GArray *
search_uids(Walk *walk, struct mailimap_search_key *key, uint32_t above, GError **error)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    clist *answer = NULL;
    guint kept = 0;
    int result;

    imap_session_begin(walk->session, SEARCH_BYTES);
    result = mailimap_uid_search(walk->session->imap, NULL, key, &answer);
    mailimap_search_key_free(key);
    if (!imap_session_check(walk->session, result, SEVENTH_ERROR_UNAVAILABLE,
                            "looking for new messages", error))
        return NULL;
    for (clistiter *cell = answer != NULL ? clist_begin(answer) : NULL; cell != NULL;
         cell = clist_next(cell)) {
        uint32_t uid = *(uint32_t *)clist_content(cell);

        if (uid > above)
            g_array_append_val(found, uid);
    }
    if (answer != NULL)
        mailimap_search_result_free(answer);
    g_array_sort(found, compare_uids);
    for (guint i = 0; i < found->len; i++) {
        uint32_t uid = g_array_index(found, uint32_t, i);

        if (kept == 0 || g_array_index(found, uint32_t, kept - 1) != uid)
            g_array_index(found, uint32_t, kept++) = uid;
    }
    g_array_set_size(found, kept);
    return g_steal_pointer(&found);
}

static GArray *
search_above(Walk *walk, uint32_t above, GError **error)
{
    if (above == G_MAXUINT32)
        return g_array_new(FALSE, FALSE, sizeof(uint32_t));
    return search_uids(walk, mailimap_search_key_new_uid(mailimap_set_new_interval(above + 1, 0)),
                       above, error);
}

/* SINCE knows only days, in a zone of the server's choice: a day earlier, and INTERNALDATE decides.
 */
static GArray *
search_since(Walk *walk, GError **error)
{
    CivilDate date;

    if (walk->since_us == INSTANT_NONE)
        return g_array_new(FALSE, FALSE, sizeof(uint32_t));
    date = day_to_date((Day)(MAX(walk->since_us, DAY_US) / DAY_US - 1));
    return search_uids(
        walk, mailimap_search_key_new_since(mailimap_date_new(date.day, date.month, date.year)), 0,
        error);
}

/* ---- fetching ---- */

static Instant
to_instant(const struct mailimap_date_time *date)
{
    int zone_min = ABS(date->dt_zone) / 100 * 60 + ABS(date->dt_zone) % 100;
    int64_t seconds;

    if (date->dt_year < 1970 || date->dt_year > 9999 || date->dt_month < 1 || date->dt_month > 12 ||
        date->dt_day < 1 || date->dt_day > 31 || date->dt_hour < 0 || date->dt_hour > 24 ||
        date->dt_min < 0 || date->dt_min > 60 || date->dt_sec < 0 || date->dt_sec > 61)
        return INSTANT_NONE;
    seconds = (int64_t)day_of((CivilDate){ date->dt_year, date->dt_month, date->dt_day }) * 86400 +
              date->dt_hour * 3600 + date->dt_min * 60 + date->dt_sec;
    return (seconds - (date->dt_zone < 0 ? -zone_min : zone_min) * 60) * SECOND_US;
}

static Item *
find_item(GArray *items, guint from, guint to, uint32_t uid)
{
    for (guint i = from; i < to; i++)
        if (g_array_index(items, Item, i).uid == uid)
            return &g_array_index(items, Item, i);
    return NULL;
}

/* What one FETCH answer says; the parts that are not there stay as they were. */
typedef struct {
    uint32_t uid;
    bool has_size, has_body;
    gsize size;
    Instant received_us;
    const char *body; /* belongs to the answer */
    gsize body_length;
} Answer;

static Answer
read_answer(const struct mailimap_msg_att *attributes)
{
    Answer answer = { .received_us = INSTANT_NONE };

    for (clistiter *cell = attributes != NULL ? clist_begin(attributes->att_list) : NULL;
         cell != NULL; cell = clist_next(cell)) {
        const struct mailimap_msg_att_item *item = clist_content(cell);
        const struct mailimap_msg_att_static *fact;

        if (item == NULL || item->att_type != MAILIMAP_MSG_ATT_ITEM_STATIC)
            continue;
        fact = item->att_data.att_static;
        if (fact->att_type == MAILIMAP_MSG_ATT_UID) {
            answer.uid = fact->att_data.att_uid;
        } else if (fact->att_type == MAILIMAP_MSG_ATT_RFC822_SIZE) {
            answer.has_size = true;
            answer.size = fact->att_data.att_rfc822_size;
        } else if (fact->att_type == MAILIMAP_MSG_ATT_INTERNALDATE) {
            answer.received_us = to_instant(fact->att_data.att_internal_date);
        } else if (fact->att_type == MAILIMAP_MSG_ATT_BODY_SECTION) {
            answer.has_body = true;
            answer.body = fact->att_data.att_body_section->sec_body_part;
            answer.body_length =
                answer.body != NULL ? fact->att_data.att_body_section->sec_length : 0;
        }
    }
    return answer;
}

/* One UID FETCH for items [from, to), `type` taken; each answer goes to `take`. */
static bool
fetch(Walk *walk, GArray *items, guint from, guint to, struct mailimap_fetch_type *type,
      gsize max_bytes, bool (*take)(Walk *, Item *, const Answer *, GError **), GError **error)
{
    struct mailimap_set *set = mailimap_set_new_empty();
    clist *answers = NULL;
    bool fine;
    int result;

    for (guint i = from; i < to; i++)
        mailimap_set_add_single(set, g_array_index(items, Item, i).uid);
    imap_session_begin(walk->session, max_bytes);
    result = mailimap_uid_fetch(walk->session->imap, set, type, &answers);
    mailimap_set_free(set);
    mailimap_fetch_type_free(type);
    fine = imap_session_check(walk->session, result, SEVENTH_ERROR_UNAVAILABLE, "reading messages",
                              error);
    for (clistiter *cell = answers != NULL ? clist_begin(answers) : NULL; fine && cell != NULL;
         cell = clist_next(cell)) {
        Answer answer = read_answer(clist_content(cell));
        Item *item = find_item(items, from, to, answer.uid);

        if (!answer.has_size && !answer.has_body)
            continue; /* news about flags, unasked */
        fine = item != NULL ? take(walk, item, &answer, error)
                            : lies(walk, "answers with a message that was not asked for", error);
    }
    if (answers != NULL)
        mailimap_fetch_list_free(answers);
    return fine;
}

static bool
take_head(Walk *walk, Item *item, const Answer *answer, GError **error)
{
    if (item->known || !answer->has_size)
        return lies(walk, "describes a message twice, or without its size", error);
    item->known = true;
    item->size = answer->size;
    item->received_us = answer->received_us;
    return true;
}

static bool
take_body(Walk *walk, Item *item, const Answer *answer, GError **error)
{
    if (item->bytes != NULL)
        return lies(walk, "sends a message twice", error);
    if (answer->has_body)
        item->bytes = g_bytes_new(answer->body != NULL ? answer->body : "",
                                  MIN(answer->body_length, MESSAGE_MAX_BYTES));
    if (answer->body_length > MESSAGE_MAX_BYTES)
        item->size = answer->body_length;
    return true;
}

static bool
fetch_heads(Walk *walk, GArray *items, GError **error)
{
    struct mailimap_fetch_type *type = mailimap_fetch_type_new_fetch_att_list_empty();

    mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_uid());
    mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_rfc822_size());
    mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_internaldate());
    return fetch(walk, items, 0, items->len, type, EXAMINE_BYTES + (gsize)items->len * HEAD_BYTES,
                 take_head, error);
}

/* The next group to fetch together: up to 50 messages and a megabyte, a huge one alone. */
static guint
group_end(GArray *items, guint from, gsize *ret_bytes)
{
    guint to = from;

    *ret_bytes = 0;
    while (to < items->len && to - from < BODY_BATCH) {
        gsize size = MIN(g_array_index(items, Item, to).size, MESSAGE_MAX_BYTES);

        if (to > from && *ret_bytes + size > BODY_BATCH_BYTES)
            break;
        *ret_bytes += size;
        to++;
    }
    return to;
}

static bool
fetch_bodies(Walk *walk, GArray *items, guint from, guint to, gsize bytes, GError **error)
{
    struct mailimap_fetch_type *type = mailimap_fetch_type_new_fetch_att_list_empty();
    struct mailimap_section *whole = mailimap_section_new(NULL);
    bool huge = g_array_index(items, Item, from).size > MESSAGE_MAX_BYTES;

    mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_uid());
    mailimap_fetch_type_new_fetch_att_list_add(
        type, huge ? mailimap_fetch_att_new_body_peek_section_partial(whole, 0, MESSAGE_MAX_BYTES)
                   : mailimap_fetch_att_new_body_peek_section(whole));
    return fetch(walk, items, from, to, type, 2 * bytes + BODY_SLACK_BYTES, take_body, error);
}

/* ---- walking ---- */

static void
drop_unwanted(Walk *walk, GArray *items)
{
    guint kept = 0;

    for (guint i = 0; i < items->len; i++) {
        Item *item = &g_array_index(items, Item, i);

        if (item->known && (walk->since_us == INSTANT_NONE || item->received_us == INSTANT_NONE ||
                            item->received_us >= walk->since_us))
            g_array_index(items, Item, kept++) = *item;
    }
    g_array_set_size(items, kept);
}

/* Calls the visitor for items [from, to) and moves the position past what it took. */
static void
visit(Walk *walk, GArray *items, guint from, guint to)
{
    for (guint i = from; i < to && !walk->stopped; i++) {
        Item *item = &g_array_index(items, Item, i);

        if (item->bytes != NULL &&
            !walk->each(item->uid, item->bytes, item->size > MESSAGE_MAX_BYTES, item->received_us,
                        walk->data)) {
            walk->stopped = true;
            return;
        }
        walk->position->last_uid = item->uid;
        g_clear_pointer(&item->bytes, g_bytes_unref);
    }
}

static bool
walk_batch(Walk *walk, GArray *items, GError **error)
{
    guint to;

    if (!fetch_heads(walk, items, error))
        return false;
    drop_unwanted(walk, items);
    for (guint from = 0; from < items->len && !walk->stopped; from = to) {
        gsize bytes;

        to = group_end(items, from, &bytes);
        if (!fetch_bodies(walk, items, from, to, bytes, error))
            return false;
        visit(walk, items, from, to);
    }
    return true;
}

static bool
walk_uids(Walk *walk, GArray *uids, GError **error)
{
    for (guint from = 0; from < uids->len && !walk->stopped; from += HEAD_BATCH) {
        g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(Item));
        guint to = MIN(from + HEAD_BATCH, uids->len);

        g_array_set_clear_func(items, item_clear);
        for (guint i = from; i < to; i++) {
            Item item = { .uid = g_array_index(uids, uint32_t, i) };

            g_array_append_val(items, item);
        }
        if (!walk_batch(walk, items, error))
            return false;
        if (!walk->stopped)
            walk->position->last_uid = g_array_index(uids, uint32_t, to - 1);
    }
    return true;
}

/* The highest UID there is: a server that does not say UIDNEXT is asked. */
static bool
find_last_uid(Walk *walk, uint32_t *ret_uid, GError **error)
{
    g_autoptr(GArray) last = NULL;

    *ret_uid = 0;
    if (walk->session->uid_next > 0) {
        *ret_uid = walk->session->uid_next - 1;
        return true;
    }
    last = search_uids(walk, mailimap_search_key_new_uid(mailimap_set_new_single(0)), 0, error);
    if (last == NULL)
        return false;
    if (last->len > 0)
        *ret_uid = g_array_index(last, uint32_t, last->len - 1);
    return true;
}

/* No position yet, or one of another numbering: what came since `since_us`, then from here on. */
static bool
walk_anew(Walk *walk, GError **error)
{
    g_autoptr(GArray) uids = NULL;
    uint32_t last;

    if (!find_last_uid(walk, &last, error))
        return false;
    uids = search_since(walk, error);
    if (uids == NULL)
        return false;
    *walk->position = (ImapPosition){
        .uid_validity = walk->session->uid_validity,
        .last_uid = uids->len > 0 ? g_array_index(uids, uint32_t, 0) - 1 : last,
    };
    if (!walk_uids(walk, uids, error))
        return false;
    if (!walk->stopped)
        walk->position->last_uid = MAX(walk->position->last_uid, last);
    return true;
}

bool
imap_session_fetch_new(ImapSession *self, const char *folder, ImapPosition *position,
                       Instant since_us, ImapVisitor each, void *data, GError **error)
{
    Walk walk = { .session = self,
                  .folder = folder,
                  .position = position,
                  .since_us = since_us,
                  .each = each,
                  .data = data };
    g_autoptr(GArray) uids = NULL;

    if (!open_folder(&walk, error))
        return false;
    if (position->uid_validity != self->uid_validity)
        return walk_anew(&walk, error);
    walk.since_us = INSTANT_NONE;
    uids = search_above(&walk, position->last_uid, error);
    return uids != NULL && walk_uids(&walk, uids, error);
}
