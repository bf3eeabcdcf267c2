/* Waiting between rounds: servers that can tell news (IMAP IDLE) end the wait, the others are
 * polled. */
#include "app/work_desk.h"

#define DEAF_US (30 * MINUTE_US)
#define TOO_SOON_US MINUTE_US /* a connection that breaks so soon would break again and again */

/* What cannot be waited on is polled for a while. */
static void
desk_go_deaf(Worker *self, Desk *desk)
{
    desk->deaf_until_us = app_now_us(self->app) + DEAF_US;
    desk->idle_since_us = INSTANT_NONE;
    g_clear_pointer(&desk->session, imap_session_close);
}

/* Has the server promised to tell news? Asks it to where that makes sense. */
static bool
desk_listens(Worker *self, Desk *desk)
{
    Instant now_us = app_now_us(self->app);
    bool deaf = desk->deaf_until_us != INSTANT_NONE && now_us < desk->deaf_until_us;

    if (desk->session == NULL || desk->lease_until_us == INSTANT_NONE || deaf ||
        desk_rests(self, desk) || !imap_session_can_idle(desk->session))
        return false;
    if (!imap_session_idle_begin(desk->session, NULL)) {
        desk_go_deaf(self, desk);
        return false;
    }
    if (desk->idle_since_us == INSTANT_NONE)
        desk->idle_since_us = now_us;
    return true;
}

/* News, or the end of the connection: either is a reason to look into the mailbox now. */
static void
desk_hear(Worker *self, Desk *desk)
{
    Instant since_us = desk->idle_since_us;

    desk->polled_us = INSTANT_NONE;
    desk->idle_since_us = INSTANT_NONE;
    if (imap_session_idle_end(desk->session, NULL))
        return;
    if (app_now_us(self->app) - since_us < TOO_SOON_US)
        desk_go_deaf(self, desk);
    g_clear_pointer(&desk->session, imap_session_close);
}

void
worker_wait(Worker *self, int wake_fd, int64_t most_us)
{
    g_autoptr(GArray) polled = g_array_new(FALSE, FALSE, sizeof(GPollFD));
    g_autoptr(GPtrArray) desks = g_ptr_array_new();
    GPollFD wake = { .fd = wake_fd, .events = G_IO_IN };
    GHashTableIter iter;
    gpointer value;

    g_array_append_val(polled, wake);
    g_hash_table_iter_init(&iter, self->desks);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        bool ready;
        if (!desk_listens(self, value))
            continue;
        GPollFD one = { .fd = imap_session_idle_fd(((Desk *)value)->session, &ready),
                        .events = G_IO_IN };
        if (ready)
            most_us = 0;
        one.revents = 0;
        g_array_append_val(polled, one);
        g_ptr_array_add(desks, value);
    }
    g_poll((GPollFD *)(void *)polled->data, polled->len, (gint)(MAX(most_us, 0) / 1000));
    for (guint i = 0; i < desks->len; i++) {
        Desk *desk = g_ptr_array_index(desks, i);
        bool ready;
        imap_session_idle_fd(desk->session, &ready);
        if (ready || g_array_index(polled, GPollFD, i + 1).revents != 0)
            desk_hear(self, desk);
    }
}
