/* See audit_tally.h; the figures are explained in docs/audit.md. */
#include "core/audit_tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void
audit_tally_init(AuditTally *self)
{
    memset(self, 0, sizeof *self);
    self->response_s = g_array_new(FALSE, FALSE, sizeof(uint32_t));
}

void
audit_tally_clear(AuditTally *self)
{
    g_clear_pointer(&self->response_s, g_array_unref);
}

/* Points for how soon a lead was tried. */
static double
promptness_of(int64_t response_us)
{
    static const struct {
        int64_t within_us;
        double points;
    } STEPS[] = {
        { 5 * MINUTE_US, 100 }, { HOUR_US, 80 },    { 4 * HOUR_US, 65 },
        { DAY_US, 50 },         { 3 * DAY_US, 30 }, { 7 * DAY_US, 15 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(STEPS); i++)
        if (response_us <= STEPS[i].within_us)
            return STEPS[i].points;
    return 5;
}

static void
add_response(AuditTally *self, const AuditLead *lead, const AuditLeadFacts *facts)
{
    if (lead->created_us == INSTANT_NONE)
        return;
    self->with_created++;
    if (facts->response_us < 0) {
        /* Only tried before it came in, by the records: nothing to measure. */
        if (facts->attempts > 0)
            self->response_unknown++;
        else
            self->never++;
        return;
    }
    uint32_t seconds = (uint32_t)MIN(facts->response_us / SECOND_US, G_MAXUINT32);
    g_array_append_val(self->response_s, seconds);
    self->responded++;
    self->response_days += facts->response_day_only;
    self->within_5_min += facts->response_us <= 5 * MINUTE_US;
    self->within_1_h += facts->response_us <= HOUR_US;
    self->within_24_h += facts->response_us <= DAY_US;
    self->promptness_sum += promptness_of(facts->response_us);
}

/* Attempts a week from the first to the last attempt, a week at least. */
static double
per_week(const AuditLeadFacts *facts)
{
    double weeks = (double)(facts->last_us - facts->first_us) / (double)(7 * DAY_US);

    return facts->attempts / MAX(weeks, 1);
}

static void
add_effort(AuditTally *self, const AuditParams *params, const AuditLead *lead,
           const AuditLeadFacts *facts)
{
    guint floor = (guint)MAX(params->floor_attempts, 1);

    self->attempts[MIN(facts->attempts, AUDIT_HISTOGRAM)]++;
    self->machine[MIN(facts->machine_attempts, AUDIT_HISTOGRAM)]++;
    self->people_attempts += facts->attempts;
    self->machine_attempts += facts->machine_attempts;
    self->only_machine += facts->attempts == 0 && facts->machine_attempts > 0;
    self->sequence_steps += facts->sequence_steps;
    self->only_sequence += facts->sequence_steps > 0 && facts->by_hand == 0;
    self->gave_up += facts->gave_up;
    self->running += facts->running;
    self->reached_floor += facts->attempts >= floor;
    for (gsize c = 0; c < G_N_ELEMENTS(self->by_channel); c++)
        self->by_channel[c] += facts->per_channel[c];
    self->channel_sum += facts->channels;
    if (facts->attempts > 0)
        self->per_week_sum += per_week(facts);
    /* Who answered, or is decided, needed no more. */
    if (!facts->answered && lead->state != AUDIT_WON && lead->state != AUDIT_CLOSED &&
        !facts->running) {
        self->persistence_of++;
        self->persistence_sum += 100.0 * MIN(facts->attempts, floor) / floor;
    }
}

void
audit_tally_add(AuditTally *self, const AuditParams *params, const AuditLead *lead,
                const AuditLeadFacts *facts)
{
    self->leads++;
    add_effort(self, params, lead, facts);
    add_response(self, lead, facts);
    self->answered += facts->answered;
    self->won += lead->state == AUDIT_WON;
    self->closed += lead->state == AUDIT_CLOSED;
    self->said_no += facts->said_no;
    self->said_stop += facts->said_stop;
    self->hours_known += facts->hours_known;
    self->outside += facts->outside;
    self->written += facts->written;
    self->empty += facts->empty;
    self->repeated += facts->repeated;
    self->undelivered += facts->undelivered;
    self->inbound += facts->inbound;
    self->unanswered += facts->unanswered;
    self->answered_late += facts->answered_late;
    self->promises += facts->promises;
    self->kept += facts->kept;
    self->broken += facts->broken;
    self->pending += facts->pending;
    self->overdue_tasks += facts->open_tasks_overdue;
    self->bunches += facts->bunches;
    self->many_reps += facts->reps >= 3;
}

static int
by_size(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

    return (left > right) - (left < right);
}

double
audit_response_quantile(AuditTally *tally, double share)
{
    GArray *values = tally->response_s;

    if (values->len == 0)
        return NAN;
    qsort(values->data, values->len, sizeof(uint32_t), by_size);
    double place = share * (values->len - 1);
    guint below = (guint)place, above = MIN(below + 1, values->len - 1);
    double low = g_array_index(values, uint32_t, below);
    double high = g_array_index(values, uint32_t, above);
    return low + (high - low) * (place - below);
}

static guint
attempts_at(const AuditTally *tally, uint64_t place)
{
    uint64_t seen = 0;
    guint k = 0;

    while (k < AUDIT_HISTOGRAM && seen + tally->attempts[k] <= place)
        seen += tally->attempts[k++];
    return k;
}

double
audit_median_attempts(const AuditTally *tally)
{
    if (tally->leads == 0)
        return NAN;
    return (attempts_at(tally, (tally->leads - 1) / 2) + attempts_at(tally, tally->leads / 2)) /
           2.0;
}

const AuditGradeHow AUDIT_GRADES_HOW[4] = {
    { "promptness",
      "mean over leads with a known date: 100 when first tried within 5 minutes, 80 within an "
      "hour, 65 within four, 50 within a day, 30 within three, 15 within a week, 5 later, 0 "
      "never" },
    { "persistence",
      "mean over leads that neither answered nor are decided nor still run: attempts by people as "
      "a share of the floor of seven" },
    { "personalization",
      "share of written attempts that are neither empty follow-ups nor the same pitch again" },
    { "performance",
      "mean of what is known of: attempts that could arrive, replies that got an answer, promises "
      "kept" },
};

static double
share_of(uint64_t part, uint64_t whole)
{
    return whole > 0 ? (double)part / (double)whole : NAN;
}

AuditGrades
audit_grades(const AuditTally *tally, const AuditTells *tells)
{
    AuditGrades grades = { NAN, NAN, NAN, NAN };
    uint64_t judged = tally->with_created - tally->response_unknown;

    if (judged > 0)
        grades.promptness = tally->promptness_sum / (double)judged;
    if (tally->persistence_of > 0)
        grades.persistence = tally->persistence_sum / (double)tally->persistence_of;
    if (tells->body)
        grades.personalization =
            100 *
            (1 - share_of(MIN(tally->empty + tally->repeated, tally->written), tally->written));
    double parts[] = {
        1 - share_of(tally->undelivered, tally->people_attempts),
        1 - share_of(tally->unanswered, tally->inbound),
        share_of(tally->kept, tally->kept + tally->broken),
    };
    double sum = 0;
    int known = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (!isnan(parts[i])) {
            sum += 100 * parts[i];
            known++;
        }
    grades.performance = known > 0 ? sum / known : NAN;
    return grades;
}
