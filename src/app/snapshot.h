/* A snapshot: all the planner may know about one person, read in one transaction.
 *
 * The worker, `plan` and the pages load it the same way, so that they get the same plan. */
#pragma once

#include "app/app.h"
#include "app/snapshot_share.h"
#include "core/planner.h"
#include "store/queries.h"

typedef struct {
    SqlProspectGetRow prospect;
    const AppVersion *version; /* NULL: in no open enrollment */
    int64_t enrollment_id;     /* 0: none */
    int64_t mailbox_id;        /* DB_NULL_INT: none */
    int64_t user_id;
    Instant nurture_until_us; /* INSTANT_NONE: the enrollment is no nurture */
    Ruleset ruleset;
    GArray *attempts;              /* Attempt, oldest first */
    GArray *promises;              /* OpenPromise, earliest first */
    GArray *colleague_touches;     /* Instant, ascending */
    GArray *their_days, *our_days; /* OwnDays by first day; NULL: the workspace has none */
    GPtrArray *thread;    /* char *: Message-IDs of this enrollment's mails, oldest first */
    GPtrArray *library;   /* ValuePoint *, of app/library.h */
    GArray *value_points; /* uint64_t: what suits this person, best first */
    char *thread_subject; /* the first mail's subject, NULL: none yet */
    json_t *asset_links;  /* {{asset.KEY}} of the sequence; NULL: it has none */
    bool shut;            /* no path leads to this person */
    PlannerInput input;   /* points into what stands above */
} Snapshot;

typedef struct {
    int64_t id, version_id, mailbox_id, user_id;
    const char *state;
    Instant paused_until_us, started_us, answered_us;
    Instant nurture_until_us; /* INSTANT_NONE: no nurture */
    SnapshotShare *share;     /* of a batch; NULL: none */
} SnapshotEnrollment;

/* Loads a person with an enrollment (NULL: the open one, if any). `ret_snapshot` is cleared with
 * snapshot_clear() also after a failure. Errors: NOT_FOUND, IO. */
bool snapshot_load(App *app, DbConn *conn, int64_t prospect_id,
                   const SnapshotEnrollment *enrollment, Snapshot *ret_snapshot, GError **error);
/* Says that a person will be loaded with the open enrollment, before the first of several. */
bool snapshot_expect(const App *app, DbConn *conn, int64_t prospect_id, GError **error);
/* Only the person and the sequence (version_id DB_NULL_INT: none): enough to render a step's texts
 * the way the worker would, and nothing to plan with. A fraction of the cost. */
bool snapshot_load_person(App *app, DbConn *conn, int64_t prospect_id, int64_t version_id,
                          Snapshot *ret_snapshot, GError **error);
/* The same with the mails of an enrollment: enough to write its next one ahead. */
bool
snapshot_load_thread(App *app, DbConn *conn, int64_t prospect_id,
                     const SnapshotEnrollment *enrollment, Snapshot *ret_snapshot, GError **error);
void snapshot_clear(Snapshot *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Snapshot, snapshot_clear)

/* "Ana Lopez", else the address, else "#7". Borrowed or written into `buffer`. */
char *prospect_display_name(const SqlProspectGetRow *row);
/* The address, else "#7": how the other faces name a person. Free with g_free(). */
char *prospect_handle(const SqlProspectGetRow *row);
char *prospect_handle_of(int64_t id, const char *email);
