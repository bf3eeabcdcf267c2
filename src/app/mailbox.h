/* Mailboxes as faces see them; shared by the operations on them. */
#pragma once

#include "app/app.h"

/* The id of a mailbox by its address; 0 with NOT_FOUND. */
int64_t mailbox_find(App *app, DbConn *conn, const char *address, GError **error);

/* One mailbox as a row of `mailbox list`. Free with json_decref(). */
json_t *mailbox_json(App *app, DbConn *conn, int64_t id, GError **error);
