/* See sequence_publish.h. */
#include "app/sequence_publish.h"

#include <string.h>

#include "store/queries.h"

static bool
first_of(App *app, DbConn *conn, const Sequence *sequence, Published *ret, GError **error)
{
    g_auto(SqlSequenceInsertRow) inserted = { 0 };
    SqlSequenceInsertParams params = { .workspace_id = app->workspace_id,
                                       .name = sequence->name,
                                       .goal = sequence->goal,
                                       .created_us = app_now_us(app) };

    if (!sql_sequence_insert(conn, &params, &inserted, NULL, error))
        return false;
    *ret = (Published){ .sequence_id = inserted.id, .version = 1, .is_new = true };
    return true;
}

static bool
next_of(App *app, DbConn *conn, const Sequence *sequence, const char *text,
        const SqlSequenceByNameRow *newest, Published *ret, GError **error)
{
    g_auto(SqlSequenceVersionGetRow) stored = { 0 };
    SqlSequenceVersionGetParams old = { .workspace_id = app->workspace_id,
                                        .id = newest->version_id };
    SqlSequenceSetGoalParams goal = { .goal = sequence->goal,
                                      .workspace_id = app->workspace_id,
                                      .id = newest->id };

    if (!sql_sequence_version_get(conn, &old, &stored, NULL, error))
        return false;
    bool same = strcmp(stored.source, text) == 0;
    *ret = (Published){
        .sequence_id = newest->id,
        .version_id = newest->version_id,
        .version = (int)newest->version + !same,
        .before_id = newest->version_id,
        .is_new = !same,
    };
    return same || sql_sequence_set_goal(conn, &goal, NULL, error);
}

bool
sequence_publish(App *app, DbConn *conn, const Sequence *sequence, const char *text, Published *ret,
                 GError **error)
{
    g_auto(SqlSequenceByNameRow) newest = { 0 };
    g_auto(SqlSequenceVersionInsertRow) made = { 0 };
    SqlSequenceByNameParams which = { .workspace_id = app->workspace_id, .name = sequence->name };
    bool found;

    if (!sql_sequence_by_name(conn, &which, &newest, &found, error) ||
        !(found ? next_of(app, conn, sequence, text, &newest, ret, error)
                : first_of(app, conn, sequence, ret, error)))
        return false;
    if (!ret->is_new)
        return true;
    SqlSequenceVersionInsertParams version = {
        .workspace_id = app->workspace_id,
        .sequence_id = ret->sequence_id,
        .version = ret->version,
        .source = text,
        .created_us = app_now_us(app),
    };
    if (!sql_sequence_version_insert(conn, &version, &made, NULL, error))
        return false;
    ret->version_id = made.id;
    return true;
}
