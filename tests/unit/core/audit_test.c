/* The audit's counting: what each figure counts, and what it does not. */
#include <math.h>

#include "core/audit.h"
#include "core/audit_text.h"

#define NOW_US (INT64_C(1780315200) * SECOND_US)    /* Mon 1 Jun 2026, 12:00 UTC */
#define MONDAY_US (INT64_C(1772442000) * SECOND_US) /* Mon 2 Mar 2026, 09:00 UTC */

typedef struct {
    AuditBook *book;
    AuditParams params;
} World;

static void
world_init(World *self)
{
    self->book = audit_book_new();
    audit_params_default(&self->params, NOW_US);
    self->params.zone = zone_utc();
}

static uint32_t
add_lead(World *self, const char *company)
{
    AuditLead lead = { .created_us = MONDAY_US,
                       .company = company,
                       .account = audit_book_account(self->book, company) };
    uint32_t number;

    g_assert_true(audit_book_add_lead(self->book, &lead, &number));
    return number;
}

static AuditEvent *
add(World *self, uint32_t lead, AuditKind kind, ChannelKind channel, double days, unsigned flags)
{
    AuditEvent event = { .at_us = MONDAY_US + (int64_t)(days * DAY_US),
                         .lead = lead,
                         .kind = (uint8_t)kind,
                         .channel = (int8_t)channel,
                         .flags = (uint16_t)flags };

    g_assert_true(audit_book_add_event(self->book, &event));
    return &g_array_index(self->book->events, AuditEvent, self->book->events->len - 1);
}

static void
say(World *self, AuditEvent *event, const char *text)
{
    event->text = audit_book_keep_text(self->book, text);
    event->print = audit_text_print(text);
    event->flags |= AUDIT_IS_TEXT;
}

static AuditResult *
count(World *self)
{
    return audit_count(self->book, &self->params);
}

static void
world_end(World *self, AuditResult *result)
{
    audit_result_free(result);
    audit_book_free(self->book);
}

static void
test_attempts_by_people(void)
{
    World world;
    world_init(&world);
    uint32_t silent = add_lead(&world, NULL), given_up = add_lead(&world, NULL);
    uint32_t machine = add_lead(&world, NULL), recent = add_lead(&world, NULL);

    add(&world, given_up, AUDIT_ATTEMPT, CHANNEL_CALL, 0.1, 0);
    add(&world, given_up, AUDIT_ATTEMPT, CHANNEL_EMAIL, 3, 0);
    add(&world, machine, AUDIT_ATTEMPT, CHANNEL_EMAIL, 1, AUDIT_BY_MACHINE);
    add(&world, recent, AUDIT_ATTEMPT, CHANNEL_CALL, 90, 0); /* the day before yesterday */
    AuditResult *result = count(&world);
    g_assert_cmpuint(result->all.attempts[0], ==, 2);
    g_assert_cmpuint(result->all.only_machine, ==, 1);
    g_assert_cmpuint(result->all.gave_up, ==, 1);
    g_assert_cmpuint(result->all.running, ==, 1);
    g_assert_cmpuint(result->findings[AUDIT_GAVE_UP].leads, ==, 1);
    g_assert_cmpuint(g_array_index(result->findings[AUDIT_GAVE_UP].rows, AuditRow, 0).lead, ==,
                     given_up);
    g_assert_cmpuint(silent, ==, 0);
    world_end(&world, result);
}

static void
test_replies(void)
{
    World world;
    world_init(&world);
    uint32_t answered = add_lead(&world, NULL), waiting = add_lead(&world, NULL);
    uint32_t away = add_lead(&world, NULL), no = add_lead(&world, NULL);

    for (uint32_t lead = answered; lead <= no; lead++)
        add(&world, lead, AUDIT_ATTEMPT, CHANNEL_EMAIL, 1, 0);
    add(&world, answered, AUDIT_INBOUND, CHANNEL_EMAIL, 2, 0);
    add(&world, answered, AUDIT_ATTEMPT, CHANNEL_CALL, 5, 0);
    add(&world, waiting, AUDIT_INBOUND, CHANNEL_EMAIL, 2, 0);
    /* A machine's mail is no answer. */
    add(&world, waiting, AUDIT_ATTEMPT, CHANNEL_EMAIL, 3, AUDIT_BY_MACHINE);
    add(&world, away, AUDIT_INBOUND, CHANNEL_EMAIL, 1.1, AUDIT_MACHINE_REPLY);
    add(&world, no, AUDIT_INBOUND, CHANNEL_EMAIL, 2, AUDIT_SAYS_STOP | AUDIT_NO_HARM);
    AuditResult *result = count(&world);
    g_assert_cmpuint(result->all.inbound, ==, 3);
    g_assert_cmpuint(result->all.unanswered, ==, 1);
    g_assert_cmpuint(result->all.answered_late, ==, 1);
    g_assert_cmpuint(result->all.gave_up, ==, 1); /* only the one away is silent */
    /* Who asked to stop is never revived; who waits comes first. */
    g_assert_cmpuint(g_array_index(result->revive, AuditRevive, 0).lead, ==, waiting);
    for (guint i = 0; i < result->revive->len; i++)
        g_assert_cmpuint(g_array_index(result->revive, AuditRevive, i).lead, !=, no);
    /* All four were silent before the first attempt; three answered it. */
    g_assert_cmpuint(result->hazard[1].at_risk, ==, 4);
    g_assert_cmpuint(result->hazard[1].answered, ==, 3);
    world_end(&world, result);
}

static void
test_texts(void)
{
    World world;
    world_init(&world);
    uint32_t lead = add_lead(&world, NULL);
    const char *pitch = "We cut the time from quote to order by a third, with two screens and one "
                        "import. Shall I show you on Tuesday?";
    g_autofree char *greeted = g_strconcat("Hello Ann! ", pitch, NULL);

    say(&world, add(&world, lead, AUDIT_ATTEMPT, CHANNEL_EMAIL, 1, 0), pitch);
    say(&world, add(&world, lead, AUDIT_ATTEMPT, CHANNEL_EMAIL, 4, 0), greeted);
    say(&world, add(&world, lead, AUDIT_ATTEMPT, CHANNEL_EMAIL, 8, 0),
        "A question, because it decides what to send: do you quote more than ten times a month?");
    say(&world, add(&world, lead, AUDIT_ATTEMPT, CHANNEL_EMAIL, 12, AUDIT_BY_MACHINE), pitch);
    AuditResult *result = count(&world);
    g_assert_cmpuint(result->all.written, ==, 3);
    g_assert_cmpuint(result->all.repeated, ==, 1);
    world_end(&world, result);
}

static void
test_promises(void)
{
    World world;
    world_init(&world);
    uint32_t kept = add_lead(&world, NULL), broken = add_lead(&world, NULL);
    uint32_t ahead = add_lead(&world, NULL);
    AuditPromise promise = { .made_us = MONDAY_US + DAY_US, .due_us = MONDAY_US + 3 * DAY_US };

    for (uint32_t lead = kept; lead <= ahead; lead++) {
        add(&world, lead, AUDIT_ATTEMPT, CHANNEL_CALL, 1, 0);
        promise.lead = lead;
        if (lead == ahead)
            promise.due_us = NOW_US + DAY_US;
        audit_book_add_promise(world.book, &promise);
    }
    add(&world, kept, AUDIT_ATTEMPT, CHANNEL_CALL, 2.5, 0);
    add(&world, broken, AUDIT_ATTEMPT, CHANNEL_CALL, 3.5, 0);
    AuditResult *result = count(&world);
    g_assert_cmpuint(result->all.promises, ==, 3);
    g_assert_cmpuint(result->all.kept, ==, 1);
    g_assert_cmpuint(result->all.broken, ==, 1);
    g_assert_cmpuint(result->all.pending, ==, 1);
    world_end(&world, result);
}

static void
test_hours_bunches_doubles(void)
{
    World world;
    world_init(&world);
    uint32_t lead = add_lead(&world, NULL);

    add(&world, lead, AUDIT_ATTEMPT, CHANNEL_CALL, 0, 0)->id_hash = 5;
    add(&world, lead, AUDIT_ATTEMPT, CHANNEL_CALL, 0, 0)->id_hash = 5; /* the same record */
    add(&world, lead, AUDIT_ATTEMPT, CHANNEL_CALL, 0.2, 0);
    add(&world, lead, AUDIT_ATTEMPT, CHANNEL_CALL, 0.5, 0);            /* 21:00 */
    add(&world, lead, AUDIT_ATTEMPT, CHANNEL_CALL, 5, AUDIT_DAY_ONLY); /* a Saturday, no hour */
    add(&world, lead, AUDIT_ATTEMPT, CHANNEL_CALL, 12, 0);             /* a Saturday */
    add(&world, lead, AUDIT_ATTEMPT, CHANNEL_CALL, 1000, 0);           /* not yet */
    add(&world, lead, AUDIT_ATTEMPT, CHANNEL_CALL, -1, 0);             /* before the lead, Sunday */
    AuditResult *result = count(&world);
    g_assert_cmpuint(result->duplicates, ==, 1);
    g_assert_cmpuint(result->future, ==, 1);
    g_assert_cmpuint(result->before_lead, ==, 1);
    g_assert_cmpuint(result->all.attempts[6], ==, 1);
    g_assert_cmpuint(result->all.outside, ==, 3);
    g_assert_cmpuint(result->all.hours_known, ==, 5);
    g_assert_cmpuint(result->findings[AUDIT_BUNCHED].leads, ==, 1);
    g_assert_cmpuint(result->findings[AUDIT_ONE_CHANNEL].leads, ==, 1);
    g_assert_cmpfloat(audit_response_quantile(&result->all, 0.5), ==, 0);
    world_end(&world, result);
}

static void
test_crowded_account(void)
{
    static const char *const REPS[] = { "Rosa", "Sam", "Tara" };
    World world;
    world_init(&world);

    for (int i = 0; i < 3; i++) {
        uint32_t lead = add_lead(&world, "Acme"), alone = add_lead(&world, "Solo");
        add(&world, lead, AUDIT_ATTEMPT, CHANNEL_CALL, i, 0)->rep =
            (uint16_t)audit_names_number(&world.book->reps, REPS[i]);
        add(&world, alone, AUDIT_ATTEMPT, CHANNEL_CALL, i, 0)->rep =
            (uint16_t)audit_names_number(&world.book->reps, "Rosa");
    }
    AuditResult *result = count(&world);
    g_assert_cmpuint(result->findings[AUDIT_SAME_ACCOUNT].leads, ==, 1);
    g_assert_cmpuint(g_array_index(result->findings[AUDIT_SAME_ACCOUNT].rows, AuditRow, 0).count,
                     ==, 3);
    world_end(&world, result);
}

static void
test_nobody(void)
{
    World world;
    world_init(&world);
    AuditResult *result = count(&world);

    g_assert_cmpuint(result->all.leads, ==, 0);
    g_assert_true(isnan(audit_median_attempts(&result->all)));
    g_assert_true(isnan(audit_grades(&result->all, &world.book->tells).persistence));
    world_end(&world, result);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/audit/attempts", test_attempts_by_people);
    g_test_add_func("/audit/replies", test_replies);
    g_test_add_func("/audit/texts", test_texts);
    g_test_add_func("/audit/promises", test_promises);
    g_test_add_func("/audit/hours", test_hours_bunches_doubles);
    g_test_add_func("/audit/account", test_crowded_account);
    g_test_add_func("/audit/nobody", test_nobody);
    return g_test_run();
}
