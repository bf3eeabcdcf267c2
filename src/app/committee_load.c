/* Rows to committee members. See committee_load.h. */
#include "app/committee_load.h"

#include <string.h>

#include "app/snapshot.h"
#include "app/suppression.h"
#include "channel/channel.h"
#include "store/queries.h"

static void
person_free(gpointer data)
{
    CommitteePerson *self = data;

    g_free(self->handle);
    g_free(self->name);
    g_free(self->title);
    g_free(self->state);
    g_free(self->voice);
    g_free(self->no);
    g_free(self);
}

static char *
name_of(const SqlCommitteeOfRow *row, const char *handle)
{
    g_autofree char *name = g_strjoin(" ", row->first_name != NULL ? row->first_name : "",
                                      row->last_name != NULL ? row->last_name : "", NULL);
    g_strstrip(name);
    return g_strdup(name[0] != '\0' ? name : handle);
}

static bool
is_reachable(const SqlCommitteeOfRow *row)
{
    ChannelContact contact = {
        .email = row->email,
        .phone = row->phone,
        .mobile = row->mobile,
        .email_bounced = row->email_bounced != 0,
        .phone_wrong = row->phone_wrong != 0,
    };
    static const ChannelKind WAYS[] = { CHANNEL_EMAIL, CHANNEL_CALL };

    for (gsize i = 0; i < G_N_ELEMENTS(WAYS); i++)
        if ((row->channels_shut & (INT64_C(1) << WAYS[i])) == 0 &&
            channel_driver(WAYS[i])->reach(&contact) == UNUSABLE_NOT)
            return true;
    return row->linkedin != NULL && (row->channels_shut & (INT64_C(1) << CHANNEL_SOCIAL)) == 0;
}

static CommitteePerson *
person_of(App *app, const SqlCommitteeOfRow *row, int64_t named_id)
{
    CommitteePerson *self = g_new0(CommitteePerson, 1);
    bool guessed;

    self->id = row->id;
    self->handle = prospect_handle_of(row->id, row->email);
    self->name = name_of(row, self->handle);
    self->title = g_strdup(row->title);
    self->state = g_strdup(row->state);
    self->voice = g_strdup(row->user_name != NULL ? row->user_name : row->owner_name);
    self->voice_id = row->user_id != DB_NULL_INT ? row->user_id : 0;
    self->no = g_strdup(row->no);
    self->last_us = row->last_touch_us;
    self->member = (CommitteeMember){
        .role = buying_role_of(row->role, row->title, &guessed),
        .title = self->title,
        .attempts = (int)row->attempts,
        .shut = row->channels_shut == -1,
        .reachable = is_reachable(row),
        .busy = row->state != NULL,
        .refused = row->no != NULL && strcmp(row->no, "no_answer") != 0,
        .named = row->id == named_id,
        .away = row->away_until_us > app_now_us(app),
    };
    self->member.role_guessed = guessed;
    return self;
}

/* Their own address or number may be on the list without their having said so. */
static bool
find_suppressed(App *app, DbConn *conn, GPtrArray *people, GPtrArray *points, GError **error)
{
    for (guint i = 0; i < people->len; i++) {
        CommitteePerson *person = g_ptr_array_index(people, i);
        char **point = g_ptr_array_index(points, i);
        ContactPoints contact = { point[0][0] != '\0' ? point[0] : NULL,
                                  point[1][0] != '\0' ? point[1] : NULL,
                                  point[2][0] != '\0' ? point[2] : NULL };
        int64_t mask;
        if (!suppression_mask(app, conn, &contact, &mask, error))
            return false;
        person->member.shut |= mask == -1;
    }
    return true;
}

static char **
points_of(const SqlCommitteeOfRow *row)
{
    const char *points[] = { row->email != NULL ? row->email : "",
                             row->phone != NULL ? row->phone : "",
                             row->mobile != NULL ? row->mobile : "", NULL };
    return g_strdupv((char **)points);
}

GPtrArray *
committee_load(App *app, DbConn *conn, int64_t account_id, int64_t named_id, GError **error)
{
    SqlCommitteeOfParams params = { .workspace_id = app->workspace_id,
                                    .account_id = account_id,
                                    .n = COMMITTEE_LIMIT };
    SqlCommitteeOfRow row;
    g_autoptr(GPtrArray) people = g_ptr_array_new_with_free_func(person_free);
    g_autoptr(GPtrArray) points = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    DbStep step = DB_DONE;

    if (account_id == DB_NULL_INT)
        return g_steal_pointer(&people);
    g_autoptr(DbCursor) cursor = sql_committee_of(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_committee_of_next(cursor, &row, error)) == DB_ROW) {
        g_ptr_array_add(people, person_of(app, &row, named_id));
        g_ptr_array_add(points, points_of(&row));
    }
    g_clear_pointer(&cursor, db_cursor_close);
    if (step != DB_DONE || !find_suppressed(app, conn, people, points, error))
        return NULL;
    return g_steal_pointer(&people);
}

const CommitteePerson *
committee_best(const GPtrArray *people, int64_t except_id)
{
    g_autofree CommitteeMember *members = g_new0(CommitteeMember, people->len + 1);

    for (guint i = 0; i < people->len; i++) {
        const CommitteePerson *person = g_ptr_array_index(people, i);
        members[i] = person->member;
        members[i].shut |= person->id == except_id;
    }
    int best = committee_next(members, people->len);
    return best >= 0 ? g_ptr_array_index(people, best) : NULL;
}
