/* Read once, kept by mailbox. See stationery.h. */
#include "app/stationery.h"

#include "app/follow.h"

static void
stationery_clear(gpointer data)
{
    Stationery *self = data;

    sql_mailbox_get_row_clear(&self->mailbox);
    sql_letterhead_get_row_clear(&self->letterhead);
    g_free(self->follow_base);
    dkim_active_clear(&self->dkim);
    g_free(self->dkim_problem);
}

Stationery *
stationery_ref(Stationery *self)
{
    return g_atomic_rc_box_acquire(self);
}

void
stationery_unref(Stationery *self)
{
    if (self != NULL)
        g_atomic_rc_box_release_full(self, stationery_clear);
}

GHashTable *
stationery_share_new(void)
{
    return g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL,
                                 (GDestroyNotify)stationery_unref);
}

/* A key that does not open is for a human to mend: the mails are held and say so. */
static bool
load_key(Stationery *self, App *app, DbConn *conn, GError **error)
{
    g_autoptr(GError) problem = NULL;

    if (dkim_active_load(app, conn, self->mailbox.address, &self->dkim, &problem))
        return true;
    if (!g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_DENIED) &&
        !g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_INVALID)) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    self->dkim_problem = g_strdup(problem->message);
    return true;
}

static bool
load(Stationery *self, App *app, DbConn *conn, int64_t mailbox_id, bool *ret_found, GError **error)
{
    SqlMailboxGetParams mailbox = { .workspace_id = app->workspace_id, .id = mailbox_id };
    SqlLetterheadGetParams letterhead = { .id = app->workspace_id };

    if (!sql_mailbox_get(conn, &mailbox, &self->mailbox, ret_found, error))
        return false;
    if (!*ret_found)
        return true;
    self->zone = app_zone_or_default(app, self->mailbox.user_zone);
    return sql_letterhead_get(conn, &letterhead, &self->letterhead, NULL, error) &&
           follow_base(app, conn, &self->follow_base, error) && load_key(self, app, conn, error);
}

bool
stationery_load(App *app, DbConn *conn, GHashTable *share, int64_t mailbox_id,
                Stationery **ret_stationery, GError **error)
{
    Stationery *known = share != NULL ? g_hash_table_lookup(share, &mailbox_id) : NULL;
    bool found;

    *ret_stationery = known != NULL ? stationery_ref(known) : NULL;
    if (known != NULL || mailbox_id == DB_NULL_INT)
        return true;
    g_autoptr(Stationery) self = g_atomic_rc_box_new0(Stationery);
    if (!load(self, app, conn, mailbox_id, &found, error))
        return false;
    if (found && share != NULL)
        g_hash_table_insert(share, &self->mailbox.id, stationery_ref(self));
    if (found)
        *ret_stationery = g_steal_pointer(&self);
    return true;
}

const Allowance *
stationery_allowance(Stationery *self, App *app, DbConn *conn, GError **error)
{
    if (!self->allowance_read &&
        !allowance_load(app, conn, &self->mailbox, &self->allowance, error))
        return NULL;
    self->allowance_read = true;
    return &self->allowance;
}

bool
stationery_same(const Stationery *self, const Stationery *other)
{
    const char *const pairs[][2] = {
        { self->mailbox.address, other->mailbox.address },
        { self->mailbox.name, other->mailbox.name },
        { self->mailbox.user_name, other->mailbox.user_name },
        { self->letterhead.postal_address, other->letterhead.postal_address },
        { self->letterhead.public_url, other->letterhead.public_url },
        { self->follow_base, other->follow_base },
        { self->dkim.domain, other->dkim.domain },
        { self->dkim.selector, other->dkim.selector },
        { self->dkim.pem, other->dkim.pem },
        { self->dkim_problem, other->dkim_problem },
    };

    if (self->mailbox.id != other->mailbox.id || self->zone != other->zone)
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
        if (g_strcmp0(pairs[i][0], pairs[i][1]) != 0)
            return false;
    return true;
}
