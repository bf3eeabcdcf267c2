/* A person as lists show them. */
#pragma once

#include "app/prospect_cards.h"

/* The row of `prospect list` without its cursor; free with json_decref(). */
json_t *prospect_row(App *app, DbConn *conn, const ProspectCard *whose, GError **error);

/* "Ana Lopez", else the address, else "#7"; the address, else "#7". Free with g_free(). */
char *prospect_card_name(const SqlProspectCardRow *card);
char *prospect_card_handle(const SqlProspectCardRow *card);

/* "ok", "bounced" or "none". */
const char *email_state_name(const char *email, bool bounced);
