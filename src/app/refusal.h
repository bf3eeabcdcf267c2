/* A no, as it is kept until a human decides what becomes of it. One is open for a person at a time:
 * a new one overtakes the one before. */
#pragma once

#include "app/app.h"
#include "core/next_opportunity.h"
#include "mail/read.h"

typedef struct {
    int64_t prospect_id;
    NoKind kind;
    int64_t touch_id, reply_id; /* 0: not of one */
    Instant at_us;
    bool guess;       /* not surely read: no reaction until a human decides */
    const char *text; /* what they said; a date is looked for in it; NULL: nothing */
} Refusal;

/* The kind of no a reply of this intent is; NO_KIND_COUNT: none. */
NoKind refusal_kind_of(MailIntent intent);

bool refusal_note(App *app, DbConn *conn, const Refusal *refusal, GError **error);

/* What was open is decided (`path`), or with PATH_COUNT overtaken: they answered otherwise since.
 */
bool refusal_settle(App *app, DbConn *conn, int64_t prospect_id, NextPath path, int64_t user_id,
                    GError **error);

/* The touch was taken back, the reply read otherwise (0: not of one). */
bool refusal_void(App *app, DbConn *conn, int64_t prospect_id, int64_t touch_id, int64_t reply_id,
                  GError **error);

/* The newest one that counts. */
typedef struct {
    int64_t id; /* 0: none */
    NoKind kind;
    Instant at_us;
    Day day; /* INT32_MIN: no date was named */
    bool is_open;
    bool is_guess; /* of what a reply that was not surely read may mean */
    char *note;
} RefusalLast;

/* Says that the last one will be asked for soon. */
bool refusal_expect(const App *app, DbConn *conn, int64_t prospect_id, GError **error);
bool refusal_last(App *app, DbConn *conn, int64_t prospect_id, RefusalLast *ret, GError **error);
void refusal_last_clear(RefusalLast *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RefusalLast, refusal_last_clear)
