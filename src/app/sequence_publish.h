/* Publishing: a sequence's text becomes a version, which never changes. */
#pragma once

#include "app/app.h"

typedef struct {
    int64_t sequence_id, version_id;
    int version;
    int64_t before_id; /* the version before, 0: the first one */
    bool is_new;       /* false: the newest version says the same */
} Published;

/* `text` as `sequence` was read from it. Within the caller's write transaction. */
bool sequence_publish(App *app, DbConn *conn, const Sequence *sequence, const char *text,
                      Published *ret, GError **error);
