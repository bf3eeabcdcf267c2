/* Lessons in the database, and the model made of them. */
#include "app/lesson.h"

#include <string.h>

#include "mail/intent_taught.h"
#include "store/queries.h"

#define TEXT_MAX_BYTES 4000

struct Lessons {
    int64_t changes; /* how often they had changed when it was made */
    LinearModel *model;
};

void
lessons_free(Lessons *self)
{
    if (self == NULL)
        return;
    linear_model_free(self->model);
    g_free(self);
}

bool
lesson_keep(App *app, DbConn *conn, const Lesson *lesson, bool *ret_kept, GError **error)
{
    double confidence;
    const char *text = lesson->text != NULL ? lesson->text : "";
    g_autofree char *cut =
        g_utf8_make_valid(text, (gssize)MIN(strlen(text), (gsize)TEXT_MAX_BYTES));
    bool stops = intent_of(cut, NULL, &confidence) == INTENT_STOP;
    bool tells = lesson->was != lesson->intent || !lesson->was_sure;
    SqlLessonPutParams put = {
        .workspace_id = app->workspace_id,
        .reply_id = lesson->reply_id,
        .user_id = lesson->user_id,
        .intent = mail_intent_name(lesson->intent),
        .was = mail_intent_name(lesson->was),
        .text = cut,
        .taught_us = app_now_us(app),
    };
    SqlWorkspaceNoteLessonParams mark = { .id = app->workspace_id };

    *ret_kept = *cut != '\0' && tells && !(stops && lesson->intent != INTENT_STOP);
    return !*ret_kept || (sql_lesson_put(conn, &put, NULL, error) &&
                          sql_workspace_note_lesson(conn, &mark, NULL, error));
}

/* Oldest first; the texts belong to `texts`. */
static bool
load(App *app, DbConn *conn, GArray *lessons, GPtrArray *texts, GError **error)
{
    SqlLessonListParams params = { .workspace_id = app->workspace_id, .n = INTENT_LESSONS_MAX };
    SqlLessonListRow row;
    DbStep step;
    g_autoptr(DbCursor) cursor = sql_lesson_list(conn, &params, error);

    if (cursor == NULL)
        return false;
    while ((step = sql_lesson_list_next(cursor, &row, error)) == DB_ROW) {
        IntentLesson lesson = { mail_intent_parse(row.intent), g_strdup(row.text) };
        g_ptr_array_add(texts, (char *)lesson.text);
        if (lesson.intent != INTENT_NONE)
            g_array_prepend_val(lessons, lesson);
    }
    return step == DB_DONE;
}

/* A new model when the lessons changed since the one at hand; NULL: nothing new. */
static bool
load_newer(App *app, int64_t known, Lessons **ret, GError **error)
{
    g_autoptr(GArray) lessons = g_array_new(FALSE, FALSE, sizeof(IntentLesson));
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    SqlWorkspaceLessonMarkParams which = { .id = app->workspace_id };
    g_auto(SqlWorkspaceLessonMarkRow) mark = { 0 };
    bool found;

    *ret = NULL;
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL || !sql_workspace_lesson_mark(read->conn, &which, &mark, &found, error))
        return false;
    if (!found || mark.lesson_changes == known)
        return true;
    if (!load(app, read->conn, lessons, texts, error))
        return false;
    *ret = g_new0(Lessons, 1);
    (*ret)->changes = mark.lesson_changes;
    (*ret)->model = intent_model_taught(lessons);
    return true;
}

bool
lessons_judge(App *app, MailReading *reading, GError **error)
{
    Lessons *newer;

    if (reading->kind != MAIL_HUMAN || reading->problem != NULL || reading->intent == INTENT_STOP)
        return true;
    g_mutex_lock(&app->mutex);
    int64_t known = app->lessons != NULL ? app->lessons->changes : 0;
    g_mutex_unlock(&app->mutex);
    if (!load_newer(app, known, &newer, error))
        return false;
    G_GNUC_UNUSED g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&app->mutex);
    if (newer != NULL) {
        lessons_free(app->lessons);
        app->lessons = newer;
    }
    if (app->lessons != NULL)
        reading->intent = intent_of_taught(app->lessons->model, reading->new_text, reading->subject,
                                           &reading->confidence);
    return true;
}
