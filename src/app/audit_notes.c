/* Notes: what the records cannot tell, and where a reader of the figures would be misled. */
#include "app/audit_json.h"

static void say(json_t *notes, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
say(json_t *notes, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    json_array_append_new(notes, json_string(text));
}

#define N(value) ((unsigned long long)(value))

static void
say_unknown(json_t *notes, const AuditRun *run)
{
    const AuditTally *all = &run->result->all;
    const AuditTells *tells = &run->reader.book->tells;

    if (!tells->activities) {
        say(notes, "There are leads, but nothing that was done about them: give the calls, mails, "
                   "tasks and meetings too (--activities), else nothing can be told");
        return;
    }
    if (all->with_created == 0)
        say(notes, "First response: no lead says when it came in");
    else if (all->with_created < all->leads)
        say(notes,
            "First response: %llu of %llu leads do not say when they came in; they are left "
            "out of it",
            N(all->leads - all->with_created), N(all->leads));
    if (all->responded > 0 && all->responded == all->response_days)
        say(notes, "First response: known to the day only, so not within minutes or an hour");
    else if (all->response_days > 0)
        say(notes,
            "First response: for %llu leads known to the day only, counted from the start of "
            "the day",
            N(all->response_days));
    if (all->response_unknown > 0)
        say(notes,
            "First response: %llu leads were only contacted before they came in, by the "
            "records; they are left out of it",
            N(all->response_unknown));
    if (!tells->direction && all->inbound == 0)
        say(notes, "Unanswered replies: nothing in the records tells who wrote or called whom");
    else if (!tells->direction)
        say(notes,
            "Unanswered replies: the records hold calls of theirs, but do not tell who wrote "
            "which message");
    if (run->reader.guessed != NULL)
        say(notes,
            "Columns taken by what stands in them, since their names did not tell: %s; --map "
            "FIELD=COLUMN says otherwise",
            run->reader.guessed->str);
    if (!tells->body)
        say(notes,
            "Empty follow-ups, repeated pitches and personalization: the records do not hold "
            "what was written");
    if (!tells->promises)
        say(notes, "Broken promises: no promise is on record, neither as a task nor in a text");
    if (run->params.same_clock && all->hours_known > 0)
        say(notes, "Outside hours: the records do not tell in which zone their times are, so hours "
                   "count as they are written; --zone NAME counts them in each lead's own zone");
    if (all->hours_known == 0 && all->people_attempts > 0)
        say(notes, "Outside hours: the leads' time zones, or the hours of attempts, are not known; "
                   "--zone or --country tells where leads are whose records do not");
    else if (all->hours_known < all->people_attempts)
        say(notes,
            "Outside hours: judged for %llu of %llu attempts; the zone or the hour of the "
            "others is not known",
            N(all->hours_known), N(all->people_attempts));
    if (run->reader.zone_needed && !run->reader.zone_given)
        say(notes, "Times without an offset were read as UTC; --zone NAME says otherwise");
}

static void
say_traps(json_t *notes, const AuditRun *run)
{
    const AuditResult *result = run->result;
    const AuditTally *all = &result->all;

    if (!run->reader.book->tells.activities)
        return;
    if (all->machine_attempts > 0)
        say(notes,
            "%llu attempts were made by workflows and sequence tools; they are counted apart "
            "and are no contact by a person",
            N(all->machine_attempts));
    if (all->sequence_steps > 0 && run->reader.sequences_count)
        say(notes,
            "%llu attempts were steps that a sequence sent in the name of one of us; they count as "
            "attempts of that person. %llu leads had nothing else: with --sequences apart, which "
            "counts such steps as a machine's, they are never contacted",
            N(all->sequence_steps), N(all->only_sequence));
    else if (all->sequence_steps > 0)
        say(notes,
            "%llu of what machines did were steps that a sequence sent in the name of one of us. "
            "%llu leads had nothing else: with --sequences people, which counts such steps as "
            "attempts of that person, they are contacted",
            N(all->sequence_steps), N(all->only_sequence));
    if (all->only_machine > 0)
        say(notes, "%llu of the never contacted heard from a machine only", N(all->only_machine));
    if (all->running > 0)
        say(notes,
            "%llu leads with one or two attempts had one in the last %d days; they are not "
            "given up on yet",
            N(all->running), run->params.quiet_days);
    if (all->answered > 0)
        say(notes, "Leads that answered need no more attempts, so more attempts go with fewer "
                   "answers: read the chance per attempt, not answers by number of attempts");
    if (result->untold_contact > 0)
        say(notes,
            "%llu leads have a status that says they were contacted, but no attempt on "
            "record: calls from other phones and mails from other programs are not seen "
            "here, and \"never contacted\" may be too high",
            N(result->untold_contact));
    if (all->closed > 0)
        say(notes,
            "%llu leads are closed (junk, duplicates, not to be contacted); they count among "
            "the leads, but not as given up",
            N(all->closed));
    if (result->before_lead > 0)
        say(notes,
            "%llu attempts on %llu leads come before the lead itself; they count as attempts, "
            "not as first response",
            N(result->before_lead), N(result->leads_before_attempts));
    if (result->future > 0)
        say(notes, "%llu activities lie in the future; they are left out", N(result->future));
    if (result->duplicates > 0)
        say(notes, "%llu activities were in the records twice; they count once",
            N(result->duplicates));
    if (run->reader.book->texts_dropped > 0)
        say(notes,
            "%llu texts were too many to keep; among those only the very same text counts as "
            "a repeat",
            N(run->reader.book->texts_dropped));
}

json_t *
audit_notes(const AuditRun *run)
{
    json_t *notes = json_array();

    say_unknown(notes, run);
    say_traps(notes, run);
    if (run->reader.left_out != NULL)
        say(notes,
            "Left out, for their columns are those of neither leads nor activities: %s; --leads "
            "FILE or --activities FILE with --map FIELD=COLUMN has them read",
            run->reader.left_out->str);
    for (AuditProblem p = 0; p < AUDIT_PROBLEM_COUNT; p++)
        if (run->reader.problems[p].count > 0)
            say(notes, "%llu %s", N(run->reader.problems[p].count), audit_problem_say(p));
    return notes;
}
