/* See audit_lead.h. */
#include "core/audit_lead.h"

#include <string.h>

#include "core/audit_text.h"
#include "text/shingles.h"

#define LOOK_BACK \
    64 /* events compared with one, so that a hostile file costs no more than others */
#define SAME_PITCH 0.6 /* share of shingles from which on two texts are the same pitch */
#define SHORT_LINE 8   /* words; shorter ones are only the same when they are equal */

void
audit_params_default(AuditParams *self, Instant now_us)
{
    Ruleset rules;

    ruleset_default(&rules);
    *self = (AuditParams){ .now_us = now_us,
                           .floor_attempts = rules.floor_attempts,
                           .quiet_days = 14,
                           .hours = rules.sender_windows,
                           .max_rows = 1000 };
}

bool
audit_is_outside(const AuditBook *book, const AuditParams *params, const AuditLead *lead,
                 const AuditEvent *event, bool *ret_known)
{
    const Zone *zone = g_ptr_array_index(book->zone_of, lead->zone);
    int64_t in_day_us;

    zone = zone != NULL && !params->same_clock ? zone : params->zone;
    *ret_known = zone != NULL && !(event->flags & AUDIT_DAY_ONLY);
    if (!*ret_known)
        return false;
    Day day = zone_day_at(zone, event->at_us, &in_day_us);
    const DayWindow *window = &params->hours.days[day_weekday(day)];
    return in_day_us < window->from_minute * MINUTE_US ||
           in_day_us >= window->until_minute * MINUTE_US;
}

/* What is kept while walking through a lead's events. */
typedef struct {
    AuditBook *book;
    const AuditParams *params;
    const AuditLead *lead;
    AuditLeadFacts *facts;
    const uint32_t *order;
    gsize count;
    Instant bunch_us[AUDIT_BUNCH - 1]; /* the latest attempts, newest first */
    gsize bunch_length;
    Instant waits_us; /* the oldest inbound without an answer; INSTANT_NONE */
    uint32_t waits_text;
    guint waiting;
    GPtrArray *shingles; /* by place: GArray * once asked for; NULL: none yet */
} Walk;

static AuditEvent *
event_at(const Walk *walk, gsize i)
{
    return &g_array_index(walk->book->events, AuditEvent, walk->order[i]);
}

/* Is it a task ticked off in the minute in which the contact itself was recorded? */
static bool
is_own_task(const Walk *walk, gsize at)
{
    const AuditEvent *event = event_at(walk, at);
    gsize from = at - MIN(at, LOOK_BACK), end = MIN(at + LOOK_BACK, walk->count);

    if ((event->kind != AUDIT_ATTEMPT && event->kind != AUDIT_INBOUND) ||
        !(event->flags & AUDIT_WAS_TASK) || event->flags & AUDIT_DAY_ONLY)
        return false;
    for (gsize i = from; i < end; i++) {
        const AuditEvent *other = event_at(walk, i);
        if (event->id_hash != 0 && other->id_hash == event->id_hash) {
            /* The task of a message that stands there, too: the message tells more. */
            if (!(other->flags & AUDIT_WAS_TASK))
                return true;
            continue;
        }
        if (event->kind == AUDIT_ATTEMPT && other->kind == AUDIT_ATTEMPT &&
            !(other->flags & (AUDIT_WAS_TASK | AUDIT_DAY_ONLY | AUDIT_BY_MACHINE)) &&
            ABS(other->at_us - event->at_us) <= MINUTE_US &&
            (other->channel == event->channel ||
             (other->channel == CHANNEL_VOICEMAIL && event->channel == CHANNEL_CALL)))
            return true;
    }
    return false;
}

/* The same record twice: the same id, or, without ids, the same moment, channel and text. */
static bool
is_duplicate(const Walk *walk, gsize at)
{
    const AuditEvent *event = event_at(walk, at);

    for (gsize i = at, end = at - MIN(at, LOOK_BACK); i-- > end;) {
        const AuditEvent *before = event_at(walk, i);
        if (event->id_hash != 0 && before->id_hash == event->id_hash)
            return !(before->flags & AUDIT_WAS_TASK) || event->flags & AUDIT_WAS_TASK;
        if (event->id_hash == 0 && before->at_us != event->at_us)
            break;
        if (event->id_hash == 0 && before->id_hash == 0 && !(event->flags & AUDIT_DAY_ONLY) &&
            before->kind == event->kind && before->channel == event->channel &&
            before->rep == event->rep && before->print == event->print)
            return true;
    }
    return false;
}

static void
count_bunch(Walk *walk, const AuditEvent *event)
{
    if (walk->bunch_length == AUDIT_BUNCH - 1 &&
        event->at_us - walk->bunch_us[AUDIT_BUNCH - 2] < DAY_US) {
        walk->facts->bunches++;
        walk->bunch_length = 0;
        return;
    }
    memmove(walk->bunch_us + 1, walk->bunch_us, sizeof walk->bunch_us - sizeof walk->bunch_us[0]);
    walk->bunch_us[0] = event->at_us;
    walk->bunch_length = MIN(walk->bunch_length + 1, AUDIT_BUNCH - 1);
}

static void
drop_shingles(gpointer data)
{
    if (data != NULL)
        g_array_unref(data);
}

/* What an event's text says, in shingles; none of a short line, since those are alike by nature. */
static const GArray *
shingles_at(Walk *walk, gsize at)
{
    const char *text = audit_book_text(walk->book, event_at(walk, at)->text);

    if (walk->shingles == NULL) {
        walk->shingles = g_ptr_array_new_with_free_func(drop_shingles);
        g_ptr_array_set_size(walk->shingles, (gint)walk->count);
    }
    gpointer *slot = &g_ptr_array_index(walk->shingles, at);
    if (*slot == NULL) {
        g_autoptr(PhraseText) words = phrase_text_new(text != NULL ? text : "");
        guint count = phrase_text_words(words);
        *slot = shingles_of(words, 0, count < SHORT_LINE ? 0 : count);
    }
    return *slot;
}

static bool
says_the_same(Walk *walk, gsize a, gsize b)
{
    if (event_at(walk, a)->print == event_at(walk, b)->print)
        return true;
    return shingles_jaccard(shingles_at(walk, a), shingles_at(walk, b)) >= SAME_PITCH;
}

static void
count_text(Walk *walk, gsize at)
{
    AuditLeadFacts *facts = walk->facts;
    AuditEvent *event = event_at(walk, at);

    /* A subject is no pitch: what was written has to be known. */
    if (event->print == 0 || !(event->flags & AUDIT_IS_TEXT) ||
        !channel_kind_is_written((ChannelKind)event->channel))
        return;
    facts->written++;
    if (event->flags & AUDIT_EMPTY) {
        facts->empty++;
        facts->empty_text = event->text;
    }
    for (gsize i = at, end = at - MIN(at, LOOK_BACK); i-- > end;) {
        const AuditEvent *before = event_at(walk, i);
        if (before->kind != AUDIT_ATTEMPT || before->print == 0 ||
            !channel_kind_is_written((ChannelKind)before->channel) ||
            (before->flags ^ event->flags) & (AUDIT_IS_TEXT | AUDIT_BY_MACHINE) ||
            !says_the_same(walk, at, i))
            continue;
        event->flags |= AUDIT_REPEATS;
        facts->repeated++;
        facts->repeated_text = event->text;
        return;
    }
}

/* An attempt of a person answers what is waiting. */
static void
count_answer(Walk *walk, const AuditEvent *event)
{
    if (walk->waiting > 0 && event->at_us - walk->waits_us > AUDIT_ANSWERS_WITHIN_US)
        walk->facts->answered_late += walk->waiting;
    walk->waiting = 0;
    walk->waits_us = INSTANT_NONE;
}

static void
note_answered(AuditLeadFacts *facts, const AuditEvent *event)
{
    if (!facts->answered)
        facts->answer_attempt = facts->attempts;
    facts->answered = true;
    facts->said_no = facts->said_no || (event->flags & (AUDIT_SAYS_NO | AUDIT_SAYS_STOP)) != 0;
    facts->said_stop = facts->said_stop || (event->flags & AUDIT_SAYS_STOP) != 0;
}

static void
take_attempt(Walk *walk, gsize at)
{
    AuditLeadFacts *facts = walk->facts;
    const AuditEvent *event = event_at(walk, at);
    bool known;

    facts->sequence_steps += (event->flags & AUDIT_BY_SEQUENCE) != 0;
    if (event->flags & AUDIT_BY_MACHINE) {
        facts->machine_attempts++;
        return;
    }
    facts->attempts++;
    facts->by_hand += !(event->flags & AUDIT_BY_SEQUENCE);
    facts->per_channel[event->channel >= 0 ? event->channel : CHANNEL_COUNT]++;
    facts->undelivered += (event->flags & AUDIT_UNDELIVERED) != 0;
    if (facts->attempts == 1)
        facts->first_us = event->at_us;
    facts->last_us = event->at_us;
    facts->last_rep = event->rep != 0 ? event->rep : facts->last_rep;
    if (walk->lead->created_us != INSTANT_NONE) {
        bool day_only = (event->flags & AUDIT_DAY_ONLY) || walk->lead->created_day_only;
        /* Of an event known to the day only, the end of that day decides. */
        Instant end_us = event->at_us + (event->flags & AUDIT_DAY_ONLY ? DAY_US - 1 : 0);
        if (end_us < walk->lead->created_us)
            facts->before_lead++;
        else if (facts->response_us < 0) {
            facts->response_us = MAX(event->at_us - walk->lead->created_us, 0);
            facts->response_day_only = day_only;
        }
    }
    facts->outside += audit_is_outside(walk->book, walk->params, walk->lead, event, &known);
    facts->hours_known += known;
    count_text(walk, at);
    count_bunch(walk, event);
    count_answer(walk, event);
    if (event->flags & AUDIT_REACHED) {
        note_answered(facts, event);
        walk->bunch_length = 0;
    }
}

static void
take_inbound(Walk *walk, const AuditEvent *event)
{
    AuditLeadFacts *facts = walk->facts;

    if (event->flags & AUDIT_MACHINE_REPLY)
        return;
    facts->inbound++;
    note_answered(facts, event);
    walk->bunch_length = 0;
    if (event->flags & AUDIT_NO_HARM) {
        /* A call that was taken answers what was waiting, too. */
        if (!(event->flags & (AUDIT_SAYS_NO | AUDIT_SAYS_STOP)))
            count_answer(walk, event);
        return;
    }
    if (walk->waiting++ == 0) {
        walk->waits_us = event->at_us;
        walk->waits_text = event->text;
    }
}

/* The place of the first event after an instant. */
static gsize
first_after(const Walk *walk, Instant us)
{
    gsize low = 0, high = walk->count;

    while (low < high) {
        gsize middle = low + (high - low) / 2;
        if (event_at(walk, middle)->at_us > us)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static void
judge_promises(AuditLeadFacts *facts, const Walk *walk, const AuditPromise *promises, gsize count)
{
    for (gsize p = 0; p < count; p++) {
        bool kept = false;
        for (gsize i = first_after(walk, promises[p].made_us); i < walk->count && !kept; i++) {
            const AuditEvent *event = event_at(walk, i);
            if (event->at_us > promises[p].due_us)
                break;
            kept = event->kind == AUDIT_ATTEMPT && !(event->flags & AUDIT_BY_MACHINE);
        }
        facts->promises++;
        facts->kept += kept;
        if (kept)
            continue;
        if (promises[p].due_us >= walk->params->now_us) {
            facts->pending++;
            continue;
        }
        facts->broken++;
        facts->broken_text = promises[p].text;
        facts->broken_due_us = promises[p].due_us;
    }
}

static guint
count_reps(const Walk *walk)
{
    uint16_t seen[16];
    guint count = 0;

    for (gsize i = 0; i < walk->count; i++) {
        const AuditEvent *event = event_at(walk, i);
        guint s = 0;
        if (event->kind != AUDIT_ATTEMPT || event->rep == 0 || (event->flags & AUDIT_BY_MACHINE))
            continue;
        while (s < count && seen[s] != event->rep)
            s++;
        if (s == count && count < G_N_ELEMENTS(seen))
            seen[count++] = event->rep;
    }
    return count;
}

/* Given up on: one or two attempts, nobody answered, nothing was decided, and it has been quiet. */
static void
judge_giving_up(AuditLeadFacts *facts, const Walk *walk)
{
    AuditState state = (AuditState)walk->lead->state;
    bool is_short = facts->attempts == 1 || facts->attempts == 2;

    if (!is_short || facts->answered || walk->lead->says_answered || state == AUDIT_WON ||
        state == AUDIT_CLOSED)
        return;
    facts->running = walk->params->now_us - facts->last_us < walk->params->quiet_days * DAY_US;
    facts->gave_up = !facts->running;
}

void
audit_lead_read(AuditBook *book, const AuditParams *params, uint32_t lead, const uint32_t *order,
                gsize count, const AuditPromise *promises, gsize promise_count, AuditLeadFacts *ret)
{
    Walk walk = { .book = book,
                  .params = params,
                  .lead = audit_book_lead(book, lead),
                  .facts = ret,
                  .order = order,
                  .count = count,
                  .waits_us = INSTANT_NONE };

    memset(ret, 0, sizeof *ret);
    ret->lead = lead;
    ret->response_us = -1;
    ret->first_us = ret->last_us = ret->last_any_us = INSTANT_NONE;
    ret->unanswered_us = ret->broken_due_us = INSTANT_NONE;
    for (gsize i = 0; i < count; i++) {
        const AuditEvent *event = event_at(&walk, i);
        if (is_duplicate(&walk, i) || is_own_task(&walk, i)) {
            ret->duplicates++;
            continue;
        }
        if (event->kind == AUDIT_TASK) {
            ret->open_tasks_overdue += event->at_us < params->now_us;
            continue;
        }
        if (event->at_us > params->now_us) {
            ret->future++;
            continue;
        }
        ret->last_any_us = event->at_us;
        if (event->kind == AUDIT_INBOUND)
            take_inbound(&walk, event);
        else
            take_attempt(&walk, i);
    }
    ret->unanswered = walk.waiting;
    ret->unanswered_us = walk.waits_us;
    ret->unanswered_text = walk.waits_text;
    for (int c = 0; c < CHANNEL_COUNT; c++)
        ret->channels += ret->per_channel[c] > 0;
    ret->reps = count_reps(&walk);
    judge_promises(ret, &walk, promises, promise_count);
    judge_giving_up(ret, &walk);
    g_clear_pointer(&walk.shingles, g_ptr_array_unref);
}
