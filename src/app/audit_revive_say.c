/* See audit_revive_say.h. */
#include "app/audit_revive_say.h"

static const char *const NAMES[] = {
    [AUDIT_REVIVE_REPLY] = "unanswered_reply", [AUDIT_REVIVE_PROMISE] = "broken_promise",
    [AUDIT_REVIVE_NOT_NOW] = "said_no",        [AUDIT_REVIVE_TALKED] = "answered_once",
    [AUDIT_REVIVE_SHORT] = "gave_up_early",    [AUDIT_REVIVE_FLOOR] = "below_floor",
    [AUDIT_REVIVE_NEW] = "never_contacted",
};

const char *
audit_revive_name(AuditReviveWhy why)
{
    return NAMES[why];
}

/* "3 days ago", "5 months ago"; "at an unknown time" for none. Free with g_free(). */
static char *
ago(const AuditRun *run, Instant us)
{
    if (us == INSTANT_NONE)
        return g_strdup("at an unknown time");
    int64_t days = MAX(run->params.now_us - us, 0) / DAY_US;
    if (days == 0)
        return g_strdup("today");
    if (days < 60)
        return g_strdup_printf("%d day%s ago", (int)days, days == 1 ? "" : "s");
    if (days < 730)
        return g_strdup_printf("%d months ago", (int)(days / 30));
    return g_strdup_printf("%d years ago", (int)(days / 365));
}

char *
audit_revive_why(const AuditRun *run, const AuditRevive *revive)
{
    g_autofree char *when = ago(run, revive->at_us);
    int n = revive->attempts;
    const char *plural = n == 1 ? "" : "s";

    switch (revive->why) {
    case AUDIT_REVIVE_REPLY:
        return g_strdup_printf("Wrote or called %s and got no answer", when);
    case AUDIT_REVIVE_PROMISE:
        return g_strdup_printf("Was promised contact, due %s, and heard nothing", when);
    case AUDIT_REVIVE_NOT_NOW:
        return g_strdup_printf("Said no; the last contact was %s, long enough to ask again once",
                               when);
    case AUDIT_REVIVE_TALKED:
        return g_strdup_printf("Answered before; nothing happened since, %s", when);
    case AUDIT_REVIVE_SHORT:
        return g_strdup_printf("Only %d attempt%s, the last %s; silence after so few is no no", n,
                               plural, when);
    case AUDIT_REVIVE_FLOOR:
        return g_strdup_printf("%d attempt%s of the seven worth making, the last %s", n, plural,
                               when);
    case AUDIT_REVIVE_NEW:
        return g_strdup_printf("Came in %s and was never contacted by a person", when);
    }
    return g_strdup("");
}

/* How to reach them, as the start of a sentence. */
static const char *
way(const AuditRevive *revive)
{
    switch (revive->channel) {
    case CHANNEL_CALL:
        return "Call";
    case CHANNEL_EMAIL:
        return "Write";
    case CHANNEL_SOCIAL:
        return "Write on LinkedIn";
    case CHANNEL_SMS:
        return "Send a text message";
    default:
        return "Find an address or number, then get in touch";
    }
}

char *
audit_revive_suggestion(const AuditRun *run, const AuditRevive *revive)
{
    const AuditLead *lead = audit_book_lead(run->reader.book, revive->lead);
    const char *source = audit_names_name(&run->reader.book->sources, lead->source);
    const char *how = way(revive);

    switch (revive->why) {
    case AUDIT_REVIVE_REPLY:
        return g_strdup_printf("%s: answer what they asked, say sorry for the wait in one line, "
                               "and offer a time",
                               how);
    case AUDIT_REVIVE_PROMISE:
        return g_strdup_printf("%s: own the missed date in one line, bring what was promised, and "
                               "name a new time you will keep",
                               how);
    case AUDIT_REVIVE_NOT_NOW:
        return g_strdup_printf("%s: one new reason since then, no pressure, and ask whether a "
                               "later month is better",
                               how);
    case AUDIT_REVIVE_TALKED:
        return g_strdup_printf("%s: pick up where the talk ended, with one thing that is new "
                               "since",
                               how);
    case AUDIT_REVIVE_SHORT:
    case AUDIT_REVIVE_FLOOR:
        return g_strdup_printf("%s%s: bring something new (a case, a figure, a short answer to a "
                               "common question), not a reminder",
                               how,
                               revive->tried != CHANNEL_NONE && revive->channel != revive->tried &&
                                       revive->channel != CHANNEL_NONE
                                   ? ", a channel tried less so far"
                                   : "");
    case AUDIT_REVIVE_NEW:
        return source != NULL ? g_strdup_printf("%s: ask what made them come (%s), and offer one "
                                                "useful thing",
                                                how, source)
                              : g_strdup_printf("%s: ask what made them come, and offer one useful "
                                                "thing",
                                                how);
    }
    return g_strdup("");
}
