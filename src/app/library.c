/* Value points, kept at hand. */
#include "app/library.h"

#include <string.h>

#include "app/say.h"
#include "store/queries.h"

#define FRESH_US MINUTE_US
#define MAX_COMPARED 20
#define MAX_ANSWER 160

static GPtrArray *
read_points(App *app, DbConn *conn, GError **error)
{
    SqlValuePointListParams params = { .workspace_id = app->workspace_id, .n = LIBRARY_MAX };
    SqlValuePointListRow row;
    g_autoptr(GPtrArray) points = g_ptr_array_new_with_free_func((GDestroyNotify)value_point_free);
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_value_point_list(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_value_point_list_next(cursor, &row, error)) == DB_ROW) {
        ValuePoint *point = g_new(ValuePoint, 1);
        TalkStage stage = talk_stage_parse(row.stage);
        *point = (ValuePoint){
            .id = value_point_id(row.key),
            .key = g_strdup(row.key),
            .title = g_strdup(row.title),
            .says = g_strdup(row.says),
            .persona = g_strdup(row.persona),
            .objective = g_strdup(row.objective),
            .language = g_strdup(row.language),
            .stage = stage == STAGE_COUNT ? STAGE_ANY : stage,
            .is_retired = row.retired_us != DB_NULL_INT,
        };
        g_ptr_array_add(points, point);
    }
    return step == DB_DONE ? g_steal_pointer(&points) : NULL;
}

GPtrArray *
library_load(App *app, DbConn *conn, GError **error)
{
    Instant now_us = app_now_us(app);
    GPtrArray *known = NULL;

    g_mutex_lock(&app->mutex);
    if (app->library != NULL && now_us >= app->library_us && now_us - app->library_us < FRESH_US)
        known = g_ptr_array_ref(app->library);
    g_mutex_unlock(&app->mutex);
    if (known != NULL)
        return known;
    GPtrArray *points = read_points(app, conn, error);
    if (points == NULL)
        return NULL;
    g_mutex_lock(&app->mutex);
    g_clear_pointer(&app->library, g_ptr_array_unref);
    app->library = g_ptr_array_ref(points);
    app->library_us = now_us;
    g_mutex_unlock(&app->mutex);
    return points;
}

void
library_changed(App *app)
{
    g_mutex_lock(&app->mutex);
    g_clear_pointer(&app->library, g_ptr_array_unref);
    g_mutex_unlock(&app->mutex);
}

/* The first line or so of what they wrote. */
static char *
short_answer(const char *text)
{
    g_autofree char *line = g_strdup(text);

    g_strdelimit(line, "\r\n\t", ' ');
    g_strstrip(line);
    if (g_utf8_strlen(line, -1) <= MAX_ANSWER)
        return g_steal_pointer(&line);
    g_autofree char *head = g_utf8_substring(line, 0, MAX_ANSWER - 1);
    return g_strconcat(head, "…", NULL);
}

static char *
title_of(App *app, DbConn *conn, const char *key)
{
    g_autoptr(GPtrArray) points = library_load(app, conn, NULL);
    const ValuePoint *point =
        points != NULL ? value_points_find(points, value_point_id(key)) : NULL;
    return g_strdup(point != NULL ? point->title : key);
}

char *
library_last_said(App *app, DbConn *conn, int64_t prospect_id, const Zone *zone, GError **error)
{
    g_auto(SqlSaidLastRow) said = { 0 };
    g_auto(SqlAnsweredLastRow) answer = { 0 };
    SqlSaidLastParams said_params = { .workspace_id = app->workspace_id,
                                      .prospect_id = prospect_id };
    SqlAnsweredLastParams answer_params = { .workspace_id = app->workspace_id,
                                            .prospect_id = prospect_id };
    bool found, answered;

    if (!sql_said_last(conn, &said_params, &said, &found, error) ||
        !sql_answered_last(conn, &answer_params, &answer, &answered, error) || !found)
        return NULL;
    g_autofree char *title = title_of(app, conn, said.value_point);
    g_autofree char *how =
        say_touch(said.channel, said.outcome, zone, said.made_us, app_now_us(app));
    if (!answered || answer.received_us < said.made_us || answer.new_text == NULL)
        return g_strdup_printf("Last time: %s (%s).", title, how);
    g_autofree char *words = short_answer(answer.new_text);
    return g_strdup_printf("Last time: %s (%s). They answered: \"%s\"", title, how, words);
}

GPtrArray *
library_said_to(App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    SqlSaidToParams params = { .workspace_id = app->workspace_id,
                               .prospect_id = prospect_id,
                               .n = MAX_COMPARED };
    SqlSaidToRow row;
    g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_said_to(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_said_to_next(cursor, &row, error)) == DB_ROW)
        g_ptr_array_insert(said, 0, g_strdup(row.body));
    return step == DB_DONE ? g_steal_pointer(&said) : NULL;
}

json_t *
library_point_json(const ValuePoint *point)
{
    json_t *row = json_object();

    json_set_text(row, "key", point->key);
    json_set_text(row, "title", point->title);
    json_set_text(row, "says", point->says);
    json_set_text(row, "persona", point->persona[0] != '\0' ? point->persona : NULL);
    json_set_text(row, "stage", point->stage != STAGE_ANY ? talk_stage_name(point->stage) : NULL);
    json_set_text(row, "objective", point->objective[0] != '\0' ? point->objective : NULL);
    json_set_text(row, "language", point->language[0] != '\0' ? point->language : NULL);
    json_set_bool(row, "retired", point->is_retired);
    return row;
}

const char *
library_key_of(const Snapshot *snapshot, const Step *step, uint64_t id)
{
    if (step != NULL && id == step->value_id)
        return step->value_point;
    const ValuePoint *point = value_points_find(snapshot->library, id);
    return point != NULL ? point->key : NULL;
}

static bool
has_heard(const Snapshot *snapshot, uint64_t id)
{
    for (guint i = 0; i < snapshot->attempts->len; i++)
        if (g_array_index(snapshot->attempts, Attempt, i).value_point == id)
            return true;
    return false;
}

char *
library_fresh_title(const Snapshot *snapshot)
{
    for (guint i = 0; i < snapshot->value_points->len; i++) {
        uint64_t id = g_array_index(snapshot->value_points, uint64_t, i);
        if (!has_heard(snapshot, id))
            return g_strdup(value_points_find(snapshot->library, id)->title);
    }
    return NULL;
}
