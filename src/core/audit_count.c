/* Counting: events into leads, leads into tallies and groups. See audit.h. */
#include "core/audit.h"

#include <stdlib.h>
#include <string.h>

#include "core/audit_tally.h"

static void
group_free(gpointer data)
{
    AuditGroup *group = data;

    audit_tally_clear(&group->tally);
    g_free(group->own_name);
    g_free(group);
}

static AuditGroup *
group_new(const char *name)
{
    AuditGroup *group = g_new0(AuditGroup, 1);

    group->name = name;
    audit_tally_init(&group->tally);
    return group;
}

/* Indexes of the events of each lead in one array: lead l has [starts[l], starts[l + 1]). */
typedef struct {
    uint32_t *order, *starts;
} Order;

static void
order_clear(Order *self)
{
    g_free(self->order);
    g_free(self->starts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Order, order_clear)

static gint
by_time(gconstpointer a, gconstpointer b, gpointer data)
{
    const AuditEvent *events = data;
    uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;

    if (events[i].at_us != events[j].at_us)
        return events[i].at_us < events[j].at_us ? -1 : 1;
    /* What came in at the same instant came first: an attempt then answers it. */
    if (events[i].kind != events[j].kind)
        return events[i].kind == AUDIT_INBOUND ? -1 : events[j].kind == AUDIT_INBOUND ? 1 : 0;
    return (i > j) - (i < j);
}

static void
sort_slice(const AuditEvent *events, uint32_t *slice, gsize count)
{
    if (count < 2)
        return;
    if (count > 16) {
        g_qsort_with_data(slice, (gint)count, sizeof *slice, by_time, (gpointer)events);
        return;
    }
    for (gsize i = 1; i < count; i++) {
        uint32_t moved = slice[i];
        gsize j = i;
        for (; j > 0 && by_time(&slice[j - 1], &moved, (gpointer)events) > 0; j--)
            slice[j] = slice[j - 1];
        slice[j] = moved;
    }
}

/* A counting sort by lead, then each lead by time. */
static void
order_init(Order *self, const AuditBook *book)
{
    const AuditEvent *events = (const AuditEvent *)(void *)book->events->data;
    guint leads = book->leads->len;

    self->starts = g_new0(uint32_t, (gsize)leads + 2);
    self->order = g_new(uint32_t, (gsize)book->events->len + 1);
    for (guint i = 0; i < book->events->len; i++)
        self->starts[events[i].lead + 2]++;
    for (guint l = 2; l < leads + 2; l++)
        self->starts[l] += self->starts[l - 1];
    for (guint i = 0; i < book->events->len; i++)
        self->order[self->starts[events[i].lead + 1]++] = i;
    for (guint l = 0; l < leads; l++)
        sort_slice(events, self->order + self->starts[l], self->starts[l + 1] - self->starts[l]);
}

typedef struct {
    AuditBook *book;
    const AuditParams *params;
    AuditResult *result;
    GPtrArray *reps, *sources, *segments; /* by number: AuditGroup * or NULL */
    GHashTable *weeks;                    /* Day of the Monday -> AuditGroup *, borrowed */
} Counting;

static AuditTally *
tally_of(GPtrArray *groups, const AuditNames *names, uint16_t number)
{
    if (groups->len <= number)
        g_ptr_array_set_size(groups, number + 1);
    if (g_ptr_array_index(groups, number) == NULL)
        g_ptr_array_index(groups, number) = group_new(audit_names_name(names, number));
    return &((AuditGroup *)g_ptr_array_index(groups, number))->tally;
}

static AuditTally *
week_of(Counting *self, Instant us)
{
    const Zone *zone = self->params->zone != NULL ? self->params->zone : zone_utc();
    Day day = zone_day_at(zone, us, NULL);
    Day monday = day - day_weekday(day);
    AuditGroup *group = g_hash_table_lookup(self->weeks, GINT_TO_POINTER(monday));

    if (group == NULL) {
        CivilDate date = day_to_date(monday);
        group = group_new(NULL);
        group->own_name = g_strdup_printf("%04d-%02d-%02d", date.year, date.month, date.day);
        g_hash_table_insert(self->weeks, GINT_TO_POINTER(monday), group);
        g_ptr_array_add(self->result->weeks, group);
    }
    return &group->tally;
}

static void
count_hazard(AuditResult *result, const AuditLeadFacts *facts)
{
    guint silent_until = facts->answered ? facts->answer_attempt : facts->attempts;

    for (guint k = 1; k <= MIN(silent_until, AUDIT_HAZARD); k++)
        result->hazard[k].at_risk++;
    if (facts->answered && facts->answer_attempt >= 1 && facts->answer_attempt <= AUDIT_HAZARD)
        result->hazard[facts->answer_attempt].answered++;
}

static void
take_lead(Counting *self, const AuditLeadFacts *facts)
{
    const AuditLead *lead = audit_book_lead(self->book, facts->lead);
    AuditResult *result = self->result;
    uint16_t rep = lead->owner != 0 ? lead->owner : facts->last_rep;

    audit_tally_add(&result->all, self->params, lead, facts);
    audit_tally_add(tally_of(self->reps, &self->book->reps, rep), self->params, lead, facts);
    audit_tally_add(tally_of(self->sources, &self->book->sources, lead->source), self->params, lead,
                    facts);
    audit_tally_add(tally_of(self->segments, &self->book->segments, lead->segment), self->params,
                    lead, facts);
    if (lead->created_us != INSTANT_NONE)
        audit_tally_add(week_of(self, lead->created_us), self->params, lead, facts);
    count_hazard(result, facts);
    result->duplicates += facts->duplicates;
    result->future += facts->future;
    result->before_lead += facts->before_lead;
    result->leads_before_attempts += facts->before_lead > 0;
    result->untold_contact +=
        lead->says_contacted && facts->attempts == 0 && facts->machine_attempts == 0;
    if (facts->attempts > 0 &&
        (result->from_us == INSTANT_NONE || facts->first_us < result->from_us))
        result->from_us = facts->first_us;
    if (facts->attempts > 0 &&
        (result->until_us == INSTANT_NONE || facts->last_us > result->until_us))
        result->until_us = facts->last_us;
}

static gint
by_leads(gconstpointer a, gconstpointer b)
{
    const AuditGroup *left = *(AuditGroup *const *)a, *right = *(AuditGroup *const *)b;

    if (left->tally.leads != right->tally.leads)
        return left->tally.leads > right->tally.leads ? -1 : 1;
    return g_strcmp0(left->name, right->name);
}

static gint
by_own_name(gconstpointer a, gconstpointer b)
{
    return g_strcmp0((*(AuditGroup *const *)a)->own_name, (*(AuditGroup *const *)b)->own_name);
}

/* A dimension nobody told anything about is no dimension. */
static GPtrArray *
finish_groups(GPtrArray *by_number)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func(group_free);

    for (guint i = 0; i < by_number->len; i++)
        if (g_ptr_array_index(by_number, i) != NULL)
            g_ptr_array_add(groups, g_ptr_array_index(by_number, i));
    g_ptr_array_unref(by_number);
    g_ptr_array_sort(groups, by_leads);
    if (groups->len == 1 && ((AuditGroup *)g_ptr_array_index(groups, 0))->name == NULL)
        g_ptr_array_set_size(groups, 0);
    return groups;
}

static gint
promise_by_lead(gconstpointer a, gconstpointer b)
{
    const AuditPromise *left = a, *right = b;

    if (left->lead != right->lead)
        return left->lead < right->lead ? -1 : 1;
    return (left->due_us > right->due_us) - (left->due_us < right->due_us);
}

static void
count_all(Counting *self)
{
    g_auto(Order) order = { 0 };
    AuditFinder finder;
    GArray *promises = self->book->promises;
    guint p = 0;

    order_init(&order, self->book);
    g_array_sort(promises, promise_by_lead);
    audit_finder_init(&finder, self->book, self->params, self->result);
    for (guint l = 0; l < self->book->leads->len; l++) {
        AuditLeadFacts facts;
        guint end = p;
        while (end < promises->len && g_array_index(promises, AuditPromise, end).lead == l)
            end++;
        const uint32_t *own = order.order + order.starts[l];
        gsize count = order.starts[l + 1] - order.starts[l];
        audit_lead_read(self->book, self->params, l, own, count,
                        promises->len > 0 ? &g_array_index(promises, AuditPromise, p) : NULL,
                        end - p, &facts);
        p = end;
        take_lead(self, &facts);
        audit_finder_take(&finder, &facts, own, count);
    }
    /* The events have done their work, and are most of the memory. */
    order_clear(&order);
    order = (Order){ 0 };
    g_array_unref(self->book->events);
    self->book->events = g_array_new(FALSE, FALSE, sizeof(AuditEvent));
    audit_finder_end(&finder);
}

AuditResult *
audit_count(AuditBook *book, const AuditParams *params)
{
    AuditResult *self = g_new0(AuditResult, 1);
    Counting counting = { .book = book, .params = params, .result = self };

    audit_tally_init(&self->all);
    book->tells.promises |= book->promises->len > 0;
    self->from_us = self->until_us = INSTANT_NONE;
    self->weeks = g_ptr_array_new_with_free_func(group_free);
    self->revive = g_array_new(FALSE, FALSE, sizeof(AuditRevive));
    for (gsize i = 0; i < AUDIT_FINDING_COUNT; i++)
        self->findings[i].rows = g_array_new(FALSE, FALSE, sizeof(AuditRow));
    counting.reps = g_ptr_array_new();
    counting.sources = g_ptr_array_new();
    counting.segments = g_ptr_array_new();
    counting.weeks = g_hash_table_new(NULL, NULL);
    count_all(&counting);
    self->reps = finish_groups(counting.reps);
    self->sources = finish_groups(counting.sources);
    self->segments = finish_groups(counting.segments);
    g_ptr_array_sort(self->weeks, by_own_name);
    g_hash_table_unref(counting.weeks);
    return self;
}

void
audit_result_free(AuditResult *self)
{
    if (self == NULL)
        return;
    audit_tally_clear(&self->all);
    g_ptr_array_unref(self->reps);
    g_ptr_array_unref(self->sources);
    g_ptr_array_unref(self->segments);
    g_ptr_array_unref(self->weeks);
    for (gsize i = 0; i < AUDIT_FINDING_COUNT; i++)
        g_array_unref(self->findings[i].rows);
    g_array_unref(self->revive);
    g_free(self);
}
