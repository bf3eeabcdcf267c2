/* See audit_ledger.h. */
#include "app/audit_ledger.h"

#include <string.h>

#include "app/audit_say_text.h"
#include "core/audit_text.h"
#include "core/outcome.h"
#include "store/queries.h"

#define PAGE 2000

typedef struct {
    AuditReader *reader;
    App *app;
    DbConn *conn;
    GHashTable *leads; /* prospect id -> lead + 1 */
    uint64_t touches;
} Ledger;

/* "industry" or "segment" of a person's own fields. */
static uint16_t
segment_of(AuditBook *book, const char *fields)
{
    g_autoptr(json_t) object = fields != NULL ? json_loads(fields, 0, NULL) : NULL;
    const char *segment = json_text(object, "segment", json_text(object, "industry", NULL));

    return (uint16_t)audit_names_number(&book->segments, segment);
}

static bool
take_prospect(Ledger *self, const SqlAuditProspectsRow *row)
{
    AuditBook *book = self->reader->book;
    char id[24];
    uint32_t number;
    AuditLead lead = { .created_us = row->created_us };
    g_autofree char *name = g_strjoin(row->first_name != NULL && row->last_name != NULL ? " " : "",
                                      row->first_name != NULL ? row->first_name : "",
                                      row->last_name != NULL ? row->last_name : "", NULL);

    g_snprintf(id, sizeof id, "#%" G_GINT64_FORMAT, row->id);
    lead.id = audit_book_keep(book, id);
    lead.email = audit_book_keep(book, row->email);
    lead.name = audit_book_keep(book, name);
    lead.account = audit_book_account(book, row->company);
    lead.company = audit_names_name(&book->accounts, lead.account);
    lead.owner = (uint16_t)audit_names_number(&book->reps, row->owner);
    lead.source = (uint16_t)audit_names_number(&book->sources, row->source);
    lead.segment = segment_of(book, row->fields);
    lead.zone = audit_book_zone(book, row->zone);
    if (row->email != NULL)
        lead.reach |= 1 << CHANNEL_EMAIL;
    if (row->phone != NULL || row->mobile != NULL)
        lead.reach |= 1 << CHANNEL_CALL;
    if (row->linkedin != NULL)
        lead.reach |= 1 << CHANNEL_SOCIAL;
    lead.reach &= (uint8_t)~row->channels_shut;
    if (row->channels_shut == -1 || (lead.reach == 0 && row->channels_shut != 0))
        lead.state = AUDIT_CLOSED;
    if (!audit_book_add_lead(book, &lead, &number))
        return false;
    g_hash_table_insert(self->leads, GSIZE_TO_POINTER((gsize)row->id),
                        GUINT_TO_POINTER(number + 1));
    return true;
}

static uint32_t
lead_of(const Ledger *self, int64_t prospect_id)
{
    gpointer found = g_hash_table_lookup(self->leads, GSIZE_TO_POINTER((gsize)prospect_id));

    return found != NULL ? GPOINTER_TO_UINT(found) - 1 : AUDIT_NOBODY;
}

static void
take_touch(Ledger *self, const SqlAuditTouchesRow *row)
{
    AuditBook *book = self->reader->book;
    Outcome outcome = row->outcome != NULL ? outcome_parse(row->outcome) : OUTCOME_DONE;
    AuditEvent event = { .at_us = row->made_us,
                         .lead = lead_of(self, row->prospect_id),
                         .kind = AUDIT_ATTEMPT,
                         .channel = (int8_t)channel_kind_parse(row->channel),
                         .rep = (uint16_t)audit_names_number(&book->reps, row->user) };

    if (event.lead == AUDIT_NOBODY || !outcome_is_made(outcome))
        return;
    self->touches++;
    if (row->is_automatic)
        event.flags |= AUDIT_BY_SEQUENCE | (self->reader->sequences_count ? 0 : AUDIT_BY_MACHINE);
    if (!outcome_is_attempt(outcome))
        event.flags |= AUDIT_UNDELIVERED;
    if (outcome_is_human_answer(outcome))
        event.flags |= AUDIT_REACHED;
    if (outcome == OUTCOME_NOT_INTERESTED)
        event.flags |= AUDIT_SAYS_NO;
    if (outcome == OUTCOME_STOP)
        event.flags |= AUDIT_SAYS_STOP;
    if (row->body != NULL && channel_kind_is_written((ChannelKind)event.channel)) {
        event.print = audit_text_print(row->body);
        event.text = audit_book_keep_text(book, row->body);
        event.flags |= AUDIT_IS_TEXT;
        if (audit_text_is_empty(&self->reader->empties, event.print, row->subject, row->body))
            event.flags |= AUDIT_EMPTY;
    }
    audit_book_add_event(book, &event);
}

static void
take_reply(Ledger *self, const SqlAuditRepliesRow *row)
{
    AuditBook *book = self->reader->book;
    AuditEvent event = { .at_us = row->received_us,
                         .lead = lead_of(self, row->prospect_id),
                         .kind = AUDIT_INBOUND,
                         .channel = CHANNEL_EMAIL,
                         .rep = (uint16_t)audit_names_number(&book->reps, row->user) };

    if (event.lead == AUDIT_NOBODY)
        return;
    if (strcmp(row->kind, "unsubscribe") == 0 || strcmp(row->intent, "stop") == 0 ||
        strcmp(row->intent, "hostile") == 0)
        event.flags |= AUDIT_SAYS_STOP | AUDIT_NO_HARM;
    else if (strcmp(row->kind, "human") != 0)
        event.flags |= AUDIT_MACHINE_REPLY;
    else if (strcmp(row->intent, "not_interested") == 0)
        event.flags |= AUDIT_SAYS_NO | AUDIT_NO_HARM;
    event.text = audit_book_keep_text(book, row->new_text);
    audit_book_add_event(book, &event);
}

static void
take_promise(Ledger *self, const SqlAuditPromisesRow *row)
{
    AuditBook *book = self->reader->book;
    AuditPromise promise = { .made_us = row->created_us,
                             .due_us = row->until_us,
                             .lead = lead_of(self, row->prospect_id),
                             .rep = (uint16_t)audit_names_number(&book->reps, row->user) };

    if (promise.lead == AUDIT_NOBODY)
        return;
    promise.text = audit_book_keep_text(book, row->note);
    audit_book_add_promise(book, &promise);
}

/* Walks a statement page by page; `take` is called for each row. */
#define WALK(Name, name, take)                                                                    \
    static bool walk_##name(Ledger *self, GError **error)                                         \
    {                                                                                             \
        Sql##Name##Params params = { .workspace_id = self->app->workspace_id, .n = PAGE };        \
        for (int count = PAGE; count == PAGE;) {                                                  \
            Sql##Name##Row row;                                                                   \
            DbStep step;                                                                          \
            g_autoptr(DbCursor) cursor = sql_##name(self->conn, &params, error);                  \
            if (cursor == NULL)                                                                   \
                return false;                                                                     \
            for (count = 0; (step = sql_##name##_next(cursor, &row, error)) == DB_ROW; count++) { \
                params.after_id = row.id;                                                         \
                take(self, &row);                                                                 \
            }                                                                                     \
            if (step != DB_DONE)                                                                  \
                return false;                                                                     \
        }                                                                                         \
        return true;                                                                              \
    }

WALK(AuditProspects, audit_prospects, take_prospect)
WALK(AuditTouches, audit_touches, take_touch)
WALK(AuditReplies, audit_replies, take_reply)
WALK(AuditPromises, audit_promises, take_promise)

bool
audit_read_ledger(AuditReader *self, App *app, GError **error)
{
    Ledger ledger = { .reader = self, .app = app };

    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL)
        return false;
    ledger.conn = read->conn;
    ledger.leads = g_hash_table_new(NULL, NULL);
    bool done = walk_audit_prospects(&ledger, error) && walk_audit_touches(&ledger, error) &&
                walk_audit_replies(&ledger, error) && walk_audit_promises(&ledger, error);
    g_hash_table_unref(ledger.leads);
    AuditTells *tells = &self->book->tells;
    tells->activities = tells->direction = tells->body = tells->promises = tells->hours = true;
    json_t *input = json_object();
    json_set_text(input, "file", db_url(app->db));
    json_set_text(input, "kind", "ledger");
    json_set_int(input, "rows", (int64_t)ledger.touches);
    json_array_append_new(self->inputs, input);
    return done;
}
