/* Rows of refusals. See refusal.h. */
#include "app/refusal.h"

#include <string.h>

#include "core/named_day.h"
#include "store/queries.h"

#define LOOKED_BACK 20
#define NOTE_BYTES 400

/* The beginning of what they said, in whole characters. */
static char *
note_of(const char *text)
{
    if (text == NULL || text[0] == '\0')
        return NULL;
    char *note = g_strndup(text, NOTE_BYTES);
    const char *end;
    if (!g_utf8_validate(note, -1, &end))
        note[end - note] = '\0';
    return g_strstrip(note);
}

NoKind
refusal_kind_of(MailIntent intent)
{
    switch (intent) {
    case INTENT_NOT_NOW:
        return NO_NOT_NOW;
    case INTENT_REFERRAL:
        return NO_WRONG_PERSON;
    case INTENT_NOT_INTERESTED:
        return NO_NOT_INTERESTED;
    case INTENT_STOP:
        return NO_STOP;
    case INTENT_HOSTILE:
        return NO_HOSTILE;
    default:
        return NO_KIND_COUNT;
    }
}

bool
refusal_note(App *app, DbConn *conn, const Refusal *refusal, GError **error)
{
    g_auto(SqlRefusalInsertRow) row = { 0 };
    Instant now_us = app_now_us(app);
    g_autofree char *note = note_of(refusal->text);
    Day day = named_day_find(refusal->text, zone_day_at(app->zone, now_us, NULL));
    SqlRefusalInsertParams params = {
        .workspace_id = app->workspace_id,
        .prospect_id = refusal->prospect_id,
        .kind = no_kind_name(refusal->kind),
        .at_us = refusal->at_us,
        .touch_id = refusal->touch_id != 0 ? refusal->touch_id : DB_NULL_INT,
        .reply_id = refusal->reply_id != 0 ? refusal->reply_id : DB_NULL_INT,
        .day = day != INT32_MIN ? day : DB_NULL_INT,
        .note = note,
        .guess = refusal->guess,
        .created_us = now_us,
    };

    return refusal_settle(app, conn, refusal->prospect_id, PATH_COUNT, 0, error) &&
           sql_refusal_insert(conn, &params, &row, NULL, error);
}

bool
refusal_settle(App *app, DbConn *conn, int64_t prospect_id, NextPath path, int64_t user_id,
               GError **error)
{
    SqlRefusalSettleOpenParams params = {
        .state = path == PATH_COUNT ? "void" : "decided",
        .path = path == PATH_COUNT ? NULL : next_path_name(path),
        .decided_us = app_now_us(app),
        .user_id = user_id != 0 ? user_id : DB_NULL_INT,
        .workspace_id = app->workspace_id,
        .prospect_id = prospect_id,
    };
    return sql_refusal_settle_open(conn, &params, NULL, error);
}

bool
refusal_void(App *app, DbConn *conn, int64_t prospect_id, int64_t touch_id, int64_t reply_id,
             GError **error)
{
    SqlRefusalVoidTouchParams touch = { .workspace_id = app->workspace_id,
                                        .prospect_id = prospect_id,
                                        .touch_id = touch_id };
    SqlRefusalVoidReplyParams reply = { .workspace_id = app->workspace_id,
                                        .prospect_id = prospect_id,
                                        .reply_id = reply_id };

    return (touch_id == 0 || sql_refusal_void_touch(conn, &touch, NULL, error)) &&
           (reply_id == 0 || sql_refusal_void_reply(conn, &reply, NULL, error));
}

bool
refusal_expect(const App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    SqlRefusalOfParams params = { .workspace_id = app->workspace_id,
                                  .prospect_id = prospect_id,
                                  .n = LOOKED_BACK };

    return sql_refusal_of_ahead(conn, &params, error);
}

bool
refusal_last(App *app, DbConn *conn, int64_t prospect_id, RefusalLast *ret, GError **error)
{
    SqlRefusalOfParams params = { .workspace_id = app->workspace_id,
                                  .prospect_id = prospect_id,
                                  .n = LOOKED_BACK };
    SqlRefusalOfRow row;
    DbStep step;

    *ret = (RefusalLast){ .day = INT32_MIN };
    g_autoptr(DbCursor) cursor = sql_refusal_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_refusal_of_next(cursor, &row, error)) == DB_ROW) {
        NoKind kind = no_kind_parse(row.kind);
        if (ret->id != 0 || strcmp(row.state, "void") == 0 || kind == NO_KIND_COUNT)
            continue;
        *ret = (RefusalLast){
            .id = row.id,
            .kind = kind,
            .at_us = row.at_us,
            .day = row.day != DB_NULL_INT ? (Day)row.day : INT32_MIN,
            .is_open = strcmp(row.state, "open") == 0,
            .is_guess = row.guess != 0,
            .note = g_strdup(row.note),
        };
    }
    return step == DB_DONE;
}

void
refusal_last_clear(RefusalLast *self)
{
    g_clear_pointer(&self->note, g_free);
}
