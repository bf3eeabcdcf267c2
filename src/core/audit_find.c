/* Findings: the lists a manager opens. See audit.h. */
#include "core/audit_tally.h"

#include <math.h>
#include <stdlib.h>

#define ONE_CHANNEL_ATTEMPTS 3
#define MANY_REPS 3

static const struct {
    const char *name, *title, *how;
} FINDINGS[AUDIT_FINDING_COUNT] = {
    [AUDIT_UNANSWERED] = { "unanswered_replies", "Replies left unanswered",
                           "They wrote or called, it asked for an answer, and no person on our "
                           "side made contact afterwards" },
    [AUDIT_BROKEN_PROMISE] = { "broken_promises", "Promises broken",
                               "Something was promised for a day, and no person made contact "
                               "until the end of it" },
    [AUDIT_NEVER_CONTACTED] = { "never_contacted", "Never contacted",
                                "No attempt by a person; what a workflow sent does not count" },
    [AUDIT_GAVE_UP] = { "gave_up_after_1_2", "Given up after one or two attempts",
                        "One or two attempts by people, no answer, not decided, and no attempt "
                        "for 14 days" },
    [AUDIT_REPEATED_PITCH] = { "repeated_pitches", "The same pitch again",
                               "A text that is nearly the same as an earlier one to this person" },
    [AUDIT_EMPTY_FOLLOW_UP] = { "empty_follow_ups", "Empty follow-ups",
                                "\"Just checking in\": nothing new to read" },
    [AUDIT_ONE_CHANNEL] = { "one_channel", "One channel only",
                            "Three attempts or more, all on one channel, and no answer" },
    [AUDIT_BUNCHED] = { "bunched", "Bunched attempts",
                        "Three attempts within 24 hours without an answer between" },
    [AUDIT_OUTSIDE_HOURS] = { "outside_hours", "At night or on days off",
                              "Attempts outside working hours in the lead's own time zone" },
    [AUDIT_SAME_ACCOUNT] = { "same_account", "Colleagues contacted by three reps",
                             "Several people of one company, contacted by three or more of us" },
};

const char *
audit_finding_name(AuditFindingKind kind)
{
    return FINDINGS[kind].name;
}

const char *
audit_finding_title(AuditFindingKind kind)
{
    return FINDINGS[kind].title;
}

const char *
audit_finding_how(AuditFindingKind kind)
{
    return FINDINGS[kind].how;
}

static gint
by_weight(gconstpointer a, gconstpointer b)
{
    const AuditRow *left = a, *right = b;

    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    return (left->lead > right->lead) - (left->lead < right->lead);
}

static gint
by_score(gconstpointer a, gconstpointer b)
{
    const AuditRevive *left = a, *right = b;

    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    return (left->lead > right->lead) - (left->lead < right->lead);
}

/* Keeps a list at a few times its final length. */
static void
shorten(GArray *rows, guint most, GCompareFunc compare)
{
    if (rows->len <= most)
        return;
    g_array_sort(rows, compare);
    g_array_set_size(rows, most);
}

static void
add(AuditFinder *self, AuditFindingKind kind, const AuditRow *row)
{
    AuditFinding *finding = &self->result->findings[kind];

    finding->leads++;
    finding->items += row->count;
    if (self->params->max_rows == 0)
        return;
    g_array_append_val(finding->rows, *row);
    if (finding->rows->len > 4 * self->params->max_rows + 1000)
        shorten(finding->rows, self->params->max_rows, by_weight);
}

/* Fresh things first: the younger, the heavier. */
static double
freshness(const AuditFinder *self, Instant us)
{
    return us == INSTANT_NONE
               ? 0
               : 1 - (double)(self->params->now_us - us) / (double)(100 * 365 * DAY_US);
}

static Instant
last_outside(const AuditFinder *self, const AuditLeadFacts *facts, const uint32_t *order,
             gsize count)
{
    const AuditLead *lead = audit_book_lead(self->book, facts->lead);
    bool known;

    for (gsize i = count; i-- > 0;) {
        const AuditEvent *event = &g_array_index(self->book->events, AuditEvent, order[i]);
        if (event->kind == AUDIT_ATTEMPT && !(event->flags & AUDIT_BY_MACHINE) &&
            event->at_us <= self->params->now_us &&
            audit_is_outside(self->book, self->params, lead, event, &known))
            return event->at_us;
    }
    return facts->last_us;
}

static void
note_visits(AuditFinder *self, const AuditLeadFacts *facts, const uint32_t *order, gsize count)
{
    uint32_t account = audit_book_lead(self->book, facts->lead)->account;
    uint16_t last = 0;

    if (account == 0 || facts->attempts == 0)
        return;
    AuditPeople *people = &g_array_index(self->people, AuditPeople, account);
    if (people->count++ == 0)
        people->lead = facts->lead;
    for (gsize i = 0; i < count; i++) {
        const AuditEvent *event = &g_array_index(self->book->events, AuditEvent, order[i]);
        if (event->kind != AUDIT_ATTEMPT || (event->flags & AUDIT_BY_MACHINE) || event->rep == 0 ||
            event->rep == last || event->at_us > self->params->now_us)
            continue;
        last = event->rep;
        uint64_t visit = (uint64_t)account << 16 | last;
        g_array_append_val(self->visits, visit);
    }
}

void
audit_finder_init(AuditFinder *self, AuditBook *book, const AuditParams *params,
                  AuditResult *result)
{
    *self = (AuditFinder){ .book = book, .params = params, .result = result };
    self->visits = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    self->people = g_array_new(FALSE, TRUE, sizeof(AuditPeople));
    g_array_set_size(self->people, book->accounts.names->len);
}

static void
take_revival(AuditFinder *self, const AuditLeadFacts *facts)
{
    AuditRevive revive;

    if (!audit_revive_judge(self->book, self->params, facts, &revive))
        return;
    self->result->revive_count++;
    if (self->params->max_rows == 0)
        return;
    g_array_append_val(self->result->revive, revive);
    if (self->result->revive->len > 4 * self->params->max_rows + 1000)
        shorten(self->result->revive, self->params->max_rows, by_score);
}

void
audit_finder_take(AuditFinder *self, const AuditLeadFacts *facts, const uint32_t *order,
                  gsize count)
{
    const AuditLead *lead = audit_book_lead(self->book, facts->lead);
    AuditRow row = { .lead = facts->lead,
                     .rep = facts->last_rep != 0 ? facts->last_rep : lead->owner,
                     .attempts = (uint16_t)MIN(facts->attempts, G_MAXUINT16),
                     .count = 1 };
#define ADD(kind, when, note, times)                         \
    do {                                                     \
        row.at_us = (when);                                  \
        row.text = (note);                                   \
        row.count = (times);                                 \
        row.weight = row.count + freshness(self, row.at_us); \
        add(self, kind, &row);                               \
    } while (0)

    if (facts->unanswered > 0)
        ADD(AUDIT_UNANSWERED, facts->unanswered_us, facts->unanswered_text, facts->unanswered);
    if (facts->broken > 0)
        ADD(AUDIT_BROKEN_PROMISE, facts->broken_due_us, facts->broken_text, facts->broken);
    if (facts->attempts == 0)
        ADD(AUDIT_NEVER_CONTACTED, lead->created_us, 0, 1);
    if (facts->gave_up)
        ADD(AUDIT_GAVE_UP, facts->last_us, 0, 1);
    if (facts->repeated > 0)
        ADD(AUDIT_REPEATED_PITCH, facts->last_us, facts->repeated_text, facts->repeated);
    if (facts->empty > 0)
        ADD(AUDIT_EMPTY_FOLLOW_UP, facts->last_us, facts->empty_text, facts->empty);
    if (facts->attempts >= ONE_CHANNEL_ATTEMPTS && facts->channels == 1 && !facts->answered &&
        facts->per_channel[CHANNEL_COUNT] == 0)
        ADD(AUDIT_ONE_CHANNEL, facts->last_us, 0, 1);
    if (facts->bunches > 0)
        ADD(AUDIT_BUNCHED, facts->last_us, 0, facts->bunches);
    if (facts->outside > 0)
        ADD(AUDIT_OUTSIDE_HOURS, last_outside(self, facts, order, count), 0, facts->outside);
#undef ADD
    note_visits(self, facts, order, count);
    take_revival(self, facts);
}

static int
by_number(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

    return (left > right) - (left < right);
}

/* Accounts where at least three reps contacted at least two people. */
static void
find_crowded_accounts(AuditFinder *self)
{
    const uint64_t *visits = (const uint64_t *)(void *)self->visits->data;
    guint count = self->visits->len;

    if (count > 0)
        qsort(self->visits->data, count, sizeof *visits, by_number);
    for (guint i = 0; i < count;) {
        guint reps = 0, end = i;
        for (; end < count && visits[end] >> 16 == visits[i] >> 16; end++)
            reps += end == i || visits[end] != visits[end - 1];
        const AuditPeople *people =
            &g_array_index(self->people, AuditPeople, (guint)(visits[i] >> 16));
        if (reps >= MANY_REPS && people->count > 1) {
            AuditRow row = { .lead = people->lead,
                             .count = reps,
                             .rep = (uint16_t)(visits[i] & 0xffff),
                             .at_us = INSTANT_NONE,
                             .weight = reps };
            add(self, AUDIT_SAME_ACCOUNT, &row);
        }
        i = end;
    }
}

void
audit_finder_end(AuditFinder *self)
{
    find_crowded_accounts(self);
    g_array_unref(self->visits);
    g_array_unref(self->people);
    for (gsize i = 0; i < AUDIT_FINDING_COUNT; i++) {
        g_array_sort(self->result->findings[i].rows, by_weight);
        shorten(self->result->findings[i].rows, self->params->max_rows, by_weight);
    }
    g_array_sort(self->result->revive, by_score);
    shorten(self->result->revive, self->params->max_rows, by_score);
}
