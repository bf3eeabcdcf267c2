/* See audit_json.h. Keys and shares as in docs/audit.md. */
#include "app/audit_json.h"

#include <math.h>

#include "app/audit_revive_say.h"
#include "learn/hazard.h"

static double
share(uint64_t part, uint64_t whole)
{
    return whole > 0 ? (double)part / (double)whole : NAN;
}

static json_t *
histogram(const uint64_t *counts)
{
    json_t *object = json_object();
    int last = AUDIT_HISTOGRAM;

    while (last > 0 && counts[last] == 0)
        last--;
    for (int k = 0; k <= last; k++) {
        char key[8];
        g_snprintf(key, sizeof key, "%d", k);
        if (counts[k] > 0 || k == 0)
            json_set_int(object, key, (int64_t)counts[k]);
    }
    return object;
}

static const char *
channel_name(int channel)
{
    if (channel == CHANNEL_COUNT || channel == CHANNEL_NONE)
        return "other";
    return channel == CHANNEL_VISIT ? "meeting" : channel_kind_name((ChannelKind)channel);
}

static json_t *
channels(const AuditTally *tally)
{
    json_t *object = json_object();

    for (int c = 0; c <= CHANNEL_COUNT; c++)
        if (tally->by_channel[c] > 0)
            json_set_int(object, channel_name(c), (int64_t)tally->by_channel[c]);
    return object;
}

static json_t *
first_response(AuditTally *tally)
{
    json_t *object = json_object();
    uint64_t judged = tally->with_created - tally->response_unknown;
    bool hours = tally->responded > tally->response_days;

    json_set_real(object, "median_s", audit_response_quantile(tally, 0.5));
    json_set_real(object, "p90_s", audit_response_quantile(tally, 0.9));
    json_set_real(object, "within_5_min", hours ? share(tally->within_5_min, judged) : NAN);
    json_set_real(object, "within_1_h", hours ? share(tally->within_1_h, judged) : NAN);
    json_set_real(object, "within_24_h",
                  tally->responded > 0 || judged > 0 ? share(tally->within_24_h, judged) : NAN);
    json_set_real(object, "never", share(tally->never, judged));
    json_set_int(object, "judged", (int64_t)judged);
    return object;
}

static json_t *
grades_json(const AuditTally *tally, const AuditTells *tells)
{
    AuditGrades grades = audit_grades(tally, tells);
    json_t *object = json_object();

    json_set_real(object, "promptness", round(grades.promptness * 10) / 10);
    json_set_real(object, "persistence", round(grades.persistence * 10) / 10);
    json_set_real(object, "personalization", round(grades.personalization * 10) / 10);
    json_set_real(object, "performance", round(grades.performance * 10) / 10);
    return object;
}

/* A count, or null where the records cannot tell. */
static void
set_count(json_t *object, const char *key, uint64_t count, bool known)
{
    if (known)
        json_set_int(object, key, (int64_t)count);
    else
        json_object_set_new(object, key, json_null());
}

/* Leads without anything done about them on record: nothing can be told. */
static void
set_nothing(json_t *object)
{
    static const char *const KEYS[] = { "attempts",           "attempts_by_machines",
                                        "attempts_total",     "attempts_by_machines_total",
                                        "never_contacted",    "gave_up_after_1_2",
                                        "reached_floor",      "median_attempts",
                                        "mean_attempts",      "first_response",
                                        "attempts_per_week",  "channels",
                                        "channels_per_lead",  "outside_hours",
                                        "unanswered_replies", "empty_follow_ups",
                                        "repeated_pitches",   "broken_promises" };
    json_t *grades = json_object();

    for (gsize i = 0; i < G_N_ELEMENTS(KEYS); i++)
        json_object_set_new(object, KEYS[i], json_null());
    for (gsize i = 0; i < G_N_ELEMENTS(AUDIT_GRADES_HOW); i++)
        json_object_set_new(grades, AUDIT_GRADES_HOW[i].name, json_null());
    json_object_set_new(object, "grades", grades);
}

/* The measures of all leads or of a group. */
static void
set_measures(json_t *object, AuditTally *tally, const AuditTells *tells)
{
    uint64_t contacted = tally->leads - tally->attempts[0];
    bool replies = tells->direction || tally->unanswered > 0;

    json_set_int(object, "leads", (int64_t)tally->leads);
    if (!tells->activities) {
        set_nothing(object);
        return;
    }
    json_object_set_new(object, "attempts", histogram(tally->attempts));
    json_object_set_new(object, "attempts_by_machines", histogram(tally->machine));
    json_set_int(object, "attempts_total", (int64_t)tally->people_attempts);
    json_set_int(object, "attempts_by_machines_total", (int64_t)tally->machine_attempts);
    json_set_real(object, "never_contacted", share(tally->attempts[0], tally->leads));
    json_set_real(object, "gave_up_after_1_2", share(tally->gave_up, tally->leads));
    json_set_real(object, "reached_floor", share(tally->reached_floor, tally->leads));
    json_set_real(object, "median_attempts", audit_median_attempts(tally));
    json_set_real(object, "mean_attempts", share(tally->people_attempts, tally->leads));
    json_object_set_new(object, "first_response", first_response(tally));
    json_set_real(object, "attempts_per_week",
                  contacted > 0 ? tally->per_week_sum / (double)contacted : NAN);
    json_object_set_new(object, "channels", channels(tally));
    json_set_real(object, "channels_per_lead", share(tally->channel_sum, contacted));
    set_count(object, "outside_hours", tally->outside, tally->hours_known > 0);
    set_count(object, "unanswered_replies", tally->unanswered, replies);
    set_count(object, "empty_follow_ups", tally->empty, tells->body);
    set_count(object, "repeated_pitches", tally->repeated, tells->body);
    set_count(object, "broken_promises", tally->broken, tells->promises);
    json_object_set_new(object, "grades", grades_json(tally, tells));
}

/* The same in numbers, so that shares can be checked. */
static json_t *
counts_json(const AuditTally *tally)
{
    json_t *object = json_object();

#define COUNT(key, value) json_set_int(object, key, (int64_t)(value))
    COUNT("never_contacted", tally->attempts[0]);
    COUNT("only_by_machines", tally->only_machine);
    COUNT("sequence_steps", tally->sequence_steps);
    COUNT("only_by_sequences", tally->only_sequence);
    COUNT("gave_up_after_1_2", tally->gave_up);
    COUNT("still_running_after_1_2", tally->running);
    COUNT("reached_floor", tally->reached_floor);
    COUNT("answered", tally->answered);
    COUNT("won", tally->won);
    COUNT("closed", tally->closed);
    COUNT("said_no", tally->said_no);
    COUNT("asked_to_stop", tally->said_stop);
    COUNT("replies", tally->inbound);
    COUNT("replies_unanswered", tally->unanswered);
    COUNT("replies_answered_after_24_h", tally->answered_late);
    COUNT("promises", tally->promises);
    COUNT("promises_kept", tally->kept);
    COUNT("promises_broken", tally->broken);
    COUNT("promises_ahead", tally->pending);
    COUNT("tasks_overdue", tally->overdue_tasks);
    COUNT("attempts_with_hour", tally->hours_known);
    COUNT("attempts_outside_hours", tally->outside);
    COUNT("attempts_with_text", tally->written);
    COUNT("attempts_undelivered", tally->undelivered);
    COUNT("bunches", tally->bunches);
    COUNT("first_response_known", tally->responded);
#undef COUNT
    return object;
}

static json_t *
groups_json(const GPtrArray *groups, const AuditTells *tells)
{
    json_t *list = json_array();

    for (guint i = 0; i < groups->len; i++) {
        AuditGroup *group = g_ptr_array_index(groups, i);
        json_t *object = json_object();
        json_set_text(object, "name", group->own_name != NULL ? group->own_name : group->name);
        set_measures(object, &group->tally, tells);
        json_array_append_new(list, object);
    }
    return list;
}

static void
set_lead(json_t *object, const AuditRun *run, uint32_t number)
{
    const AuditLead *lead = audit_book_lead(run->reader.book, number);
    const char *label = lead->email != NULL ? lead->email
                        : lead->id != NULL  ? lead->id
                                            : lead->name;

    json_set_text(object, "lead", label);
    json_set_text(object, "id", lead->id);
    json_set_text(object, "name", lead->name);
    json_set_text(object, "company", lead->company);
}

json_t *
audit_json_finding_row(const AuditRun *run, AuditFindingKind kind, guint index)
{
    const AuditRow *row = &g_array_index(run->result->findings[kind].rows, AuditRow, index);
    const AuditBook *book = run->reader.book;
    json_t *entry = json_object();

    set_lead(entry, run, row->lead);
    json_set_text(entry, "rep", audit_names_name(&book->reps, row->rep));
    json_set_int(entry, "attempts", row->attempts);
    json_set_int(entry, "count", row->count);
    json_set_instant(entry, "at", row->at_us, run->reader.zone);
    json_set_text(entry, "text", audit_book_text(book, row->text));
    return entry;
}

static json_t *
finding_json(const AuditRun *run, AuditFindingKind kind)
{
    const AuditFinding *finding = &run->result->findings[kind];
    json_t *object = json_object(), *rows = json_array();

    json_set_text(object, "kind", audit_finding_name(kind));
    json_set_text(object, "title", audit_finding_title(kind));
    json_set_text(object, "how", audit_finding_how(kind));
    json_set_int(object, "leads", (int64_t)finding->leads);
    json_set_int(object, "items", (int64_t)finding->items);
    for (guint i = 0; i < MIN(finding->rows->len, run->rows); i++)
        json_array_append_new(rows, audit_json_finding_row(run, kind, i));
    json_object_set_new(object, "rows", rows);
    return object;
}

json_t *
audit_json_revive_row(const AuditRun *run, guint index)
{
    const AuditRevive *revive = &g_array_index(run->result->revive, AuditRevive, index);
    const AuditBook *book = run->reader.book;
    g_autofree char *why = audit_revive_why(run, revive);
    g_autofree char *suggestion = audit_revive_suggestion(run, revive);
    json_t *entry = json_object();

    set_lead(entry, run, revive->lead);
    const AuditLead *lead = audit_book_lead(book, revive->lead);
    json_set_text(entry, "email", lead->email);
    json_set_text(entry, "source", audit_names_name(&book->sources, lead->source));
    json_set_text(entry, "why", why);
    json_set_text(entry, "suggestion", suggestion);
    json_set_text(entry, "reason", audit_revive_name(revive->why));
    json_set_text(entry, "channel",
                  revive->channel != CHANNEL_NONE ? channel_name(revive->channel) : NULL);
    json_set_text(entry, "rep", audit_names_name(&book->reps, revive->rep));
    json_set_int(entry, "attempts", revive->attempts);
    json_set_real(entry, "score", round(revive->score * 10) / 10);
    json_set_text(entry, "text", audit_book_text(book, revive->text));
    return entry;
}

static json_t *
revive_json(const AuditRun *run)
{
    json_t *list = json_array();

    for (guint i = 0; i < MIN(run->result->revive->len, run->rows); i++)
        json_array_append_new(list, audit_json_revive_row(run, i));
    return list;
}

/* The chance of an answer to the k-th attempt, given silence before, and what a model makes of it.
 */
static json_t *
hazard_json(const AuditResult *result)
{
    json_t *object = json_object(), *attempts = json_array();
    HazardCounts counts;

    hazard_counts_init(&counts, AUDIT_HAZARD);
    for (int k = 1; k <= AUDIT_HAZARD; k++) {
        const AuditHazardPoint *point = &result->hazard[k];
        uint64_t next = k < AUDIT_HAZARD ? point[1].at_risk : 0;
        counts.answered[k] = point->answered;
        counts.silent[k] = point->at_risk - point->answered - next;
    }
    HazardFit fit = hazard_fit_best(&counts);
    for (int k = 1; k <= AUDIT_HAZARD && result->hazard[k].at_risk > 0; k++) {
        HazardRate rate = hazard_rate(&counts, k);
        json_t *entry = json_object();
        json_set_int(entry, "attempt", k);
        json_set_int(entry, "at_risk", (int64_t)rate.at_risk);
        json_set_int(entry, "answered", (int64_t)rate.answered);
        json_set_real(entry, "rate", rate.rate);
        json_set_real(entry, "low", rate.low);
        json_set_real(entry, "high", rate.high);
        json_set_real(entry, "expected", fit.certain ? hazard_expected(&fit, k) : NAN);
        json_array_append_new(attempts, entry);
    }
    json_set_text(object, "model", fit.certain ? hazard_model_name(fit.model) : NULL);
    json_set_real(object, "pi", fit.certain ? fit.pi : NAN);
    json_set_real(object, "h", fit.certain ? fit.h : NAN);
    json_object_set_new(object, "per_attempt", attempts);
    return object;
}

static json_t *
problems_json(const AuditRun *run)
{
    json_t *list = json_array();

    for (AuditProblem p = 0; p < AUDIT_PROBLEM_COUNT; p++) {
        const AuditProblemTally *tally = &run->reader.problems[p];
        if (tally->count == 0)
            continue;
        json_t *entry = json_object(), *examples = json_array();
        json_set_text(entry, "code", audit_problem_name(p));
        json_set_int(entry, "count", (int64_t)tally->count);
        json_set_text(entry, "message", audit_problem_say(p));
        for (guint i = 0; i < tally->examples->len; i++)
            json_array_append(examples, g_ptr_array_index(tally->examples, i));
        json_object_set_new(entry, "examples", examples);
        json_array_append_new(list, entry);
    }
    return list;
}

json_t *
audit_json(const AuditRun *run)
{
    json_t *report = json_object(), *how = json_object(), *findings = json_array();
    AuditResult *result = run->result;
    const AuditTells *tells = &run->reader.book->tells;

    set_measures(report, &result->all, tells);
    for (gsize i = 0; i < G_N_ELEMENTS(AUDIT_GRADES_HOW); i++)
        json_set_text(how, AUDIT_GRADES_HOW[i].name, AUDIT_GRADES_HOW[i].how);
    json_object_set_new(report, "grades_how", how);
    json_object_set_new(report, "revive", tells->activities ? revive_json(run) : json_array());
    json_set_int(report, "revive_count", tells->activities ? (int64_t)result->revive_count : 0);
    json_object_set_new(report, "notes", audit_notes(run));
    json_object_set_new(report, "counts", counts_json(&result->all));
    for (AuditFindingKind kind = 0; kind < AUDIT_FINDING_COUNT && tells->activities; kind++)
        json_array_append_new(findings, finding_json(run, kind));
    json_object_set_new(report, "findings", findings);
    json_object_set_new(report, "hazard", hazard_json(result));
    json_object_set_new(report, "by_rep", groups_json(result->reps, tells));
    json_object_set_new(report, "by_source", groups_json(result->sources, tells));
    json_object_set_new(report, "by_segment", groups_json(result->segments, tells));
    json_object_set_new(report, "by_week", groups_json(result->weeks, tells));
    json_object_set_new(report, "problems", problems_json(run));
    json_object_set(report, "inputs", run->reader.inputs);
    json_set_text(report, "source", run->source);
    json_set_instant(report, "as_of", run->params.now_us, run->reader.zone);
    json_set_instant(report, "first_attempt_at", result->from_us, run->reader.zone);
    json_set_instant(report, "last_attempt_at", result->until_us, run->reader.zone);
    return report;
}
