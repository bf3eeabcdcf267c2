/* The suppression list as a mask of channels, one bit a channel (core/channel_kind.h); -1: every
 * channel, for good. */
#pragma once

#include "app/app.h"

typedef struct {
    const char *email, *phone, *mobile; /* NULL: none */
} ContactPoints;

/* What the list forbids for these contact points: by address, by mail domain, by number. */
bool suppression_mask(App *app, DbConn *conn, const ContactPoints *points, int64_t *ret_mask,
                      GError **error);
