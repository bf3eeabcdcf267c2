/* Thread, footer, Message-ID, allowance. */
#include "app/compose.h"

#include <string.h>

#include "app/allowance.h"
#include "app/dkim.h"
#include "app/follow.h"
#include "app/letterhead.h"
#include "app/library.h"
#include "core/lint.h"
#include "mail/compose.h"
#include "store/queries.h"

/* A mailbox with more room than this needs no counting. */
#define WAITING_MAX 2000

/* A follow-up is held as a repetition when less of it than this is new to the person. */
#define HOLD_BELOW_NOVELTY .5

void
composed_mail_clear(ComposedMail *self)
{
    g_clear_pointer(&self->hold_why, g_free);
    g_clear_pointer(&self->subject, g_free);
    g_clear_pointer(&self->body, g_free);
    g_clear_pointer(&self->message_id, g_free);
    g_clear_pointer(&self->message, g_bytes_unref);
    g_clear_pointer(&self->links, g_ptr_array_unref);
}

static char *
references_of(const GPtrArray *thread)
{
    g_autoptr(GString) ids = g_string_new(NULL);

    for (guint i = 0; i < thread->len; i++)
        g_string_append_printf(ids, "%s%s", i > 0 ? " " : "",
                               (const char *)g_ptr_array_index(thread, i));
    return g_string_free(g_steal_pointer(&ids), FALSE);
}

/* Until when the mailbox must wait (INSTANT_NONE: it need not): when what is sent and what waits
 * fill its day, the next midnight of its user. A follow-up takes the place of a first touch that
 * waits. */
static bool
find_allowance(App *app, DbConn *conn, const SqlMailboxGetRow *mailbox, bool first_touch,
               Instant *ret_not_before_us, GError **error)
{
    g_auto(SqlOutboxWaitingRow) waiting = { 0 };
    Allowance allowance;

    if (!allowance_load(app, conn, mailbox, &allowance, error))
        return false;
    const ThrottleVerdict *verdict = &allowance.verdict;
    int64_t limit = verdict->day_limit > 0 ? verdict->day_limit : INT64_MAX;
    int64_t sent = allowance.input.uses[THROTTLE_MAILBOX].day_sent;
    SqlOutboxWaitingParams params = { .workspace_id = app->workspace_id,
                                      .mailbox_id = mailbox->id,
                                      .most_first_touch = first_touch,
                                      .cap = MIN(limit - MIN(sent, limit), WAITING_MAX) };

    *ret_not_before_us = INSTANT_NONE;
    bool full = verdict->day_is_over || sent >= limit;
    if (!full && params.cap < WAITING_MAX) {
        if (!sql_outbox_waiting(conn, &params, &waiting, NULL, error))
            return false;
        full = waiting.n >= params.cap;
    }
    if (full)
        *ret_not_before_us = allowance.next_day_us;
    return true;
}

static char *
why_missing(const GPtrArray *missing)
{
    g_autoptr(GString) why = g_string_new("Nothing is known for ");

    for (guint i = 0; i < missing->len; i++)
        g_string_append_printf(why, "%s{{%s}}", i > 0 ? ", " : "",
                               (const char *)g_ptr_array_index(missing, i));
    g_string_append(why,
                    ": fill it in, or give the template a fallback such as {{first_name|there}}.");
    return g_string_free(g_steal_pointer(&why), FALSE);
}

char *
compose_message_id(App *app, const char *address)
{
    g_autofree char *unique = world_random_hex(app->world, 16);
    const char *at = strrchr(address, '@');
    return g_strdup_printf("%s@%s", unique, at != NULL ? at + 1 : "localhost");
}

static bool
compose_message(App *app, DbConn *conn, const Snapshot *snapshot, bool threaded,
                const SqlMailboxGetRow *mailbox, ComposedMail *mail, GError **error)
{
    g_autofree char *name = prospect_display_name(&snapshot->prospect);
    g_auto(Letterhead) letterhead = { 0 };
    g_autofree char *references = references_of(snapshot->thread);
    const Zone *zone = app_zone_or_default(app, mailbox->user_zone);
    Instant now_us = app_now_us(app);
    g_autoptr(GError) problem = NULL;

    mail->message_id = compose_message_id(app, mailbox->address);
    LetterheadMail of_mail = { .prospect_id = snapshot->prospect.id,
                               .mailbox_id = mailbox->id,
                               .from_address = mailbox->address,
                               .message_id = mail->message_id,
                               .language = snapshot->prospect.language };
    g_auto(FollowLinks) follow = { .prospect_id = snapshot->prospect.id,
                                   .mailbox_id = mailbox->id,
                                   .message_id = mail->message_id };
    if (!letterhead_make(app, conn, &of_mail, &letterhead, error) ||
        !follow_begin(app, conn, &follow, error))
        return false;
    MailDraft draft = {
        .from_name = mailbox->name[0] != '\0' ? mailbox->name : mailbox->user_name,
        .from_address = mailbox->address,
        .to_name = strchr(name, '@') == NULL && name[0] != '#' ? name : NULL,
        .to_address = snapshot->prospect.email,
        .subject = mail->subject,
        .body_markdown = mail->body,
        .footer_text = letterhead.footer,
        .message_id = mail->message_id,
        .in_reply_to =
            threaded ? g_ptr_array_index(snapshot->thread, snapshot->thread->len - 1) : NULL,
        .references = threaded ? references : NULL,
        .unsubscribe_mailto = letterhead.unsubscribe_mailto,
        .unsubscribe_url = letterhead.unsubscribe_url,
        .map_link = follow.base != NULL ? follow_map : NULL,
        .map_data = &follow,
        .date_us = now_us,
        .offset_s = zone_offset_at(zone, now_us),
    };
    mail->message = mail_compose(&draft, &problem);
    if (follow.error != NULL) {
        g_propagate_error(error, g_steal_pointer(&follow.error));
        return false;
    }
    mail->links = g_steal_pointer(&follow.urls);
    if (mail->message == NULL ||
        !dkim_sign_outgoing(app, conn, mailbox->address, &mail->message, &problem))
        mail->hold_why = g_strdup(problem->message);
    return true;
}

/* Nobody is sent the same thing twice, nor a text with a hole in it that no field explains. What
 * the lint only takes for an old argument in new words is for the author to judge, in the draft. */
static bool
hold_if_unfit(App *app, DbConn *conn, const Snapshot *snapshot, ComposedMail *mail, GError **error)
{
    g_autoptr(GPtrArray) said = library_said_to(app, conn, snapshot->prospect.id, error);
    LintInput input = {
        .body = mail->body, .thread = said, .is_reply = true, .adds_opt_out = true
    };

    if (said == NULL)
        return false;
    if (said->len == 0 && !lint_has_hole(mail->body))
        return true; /* nothing could be repeated, and nothing is missing */
    g_autoptr(LintReport) report = lint_check(&input);
    const LintFinding *again = lint_report_find(report, LINT_REPEATED_PITCH);
    const LintFinding *hole = lint_report_find(report, LINT_MISSING_VARIABLE);
    if (hole != NULL)
        mail->hold_why =
            g_strdup_printf("\"%.80s\" was never filled in. %s", hole->text, hole->suggestion);
    else if (again != NULL && report->novelty < HOLD_BELOW_NOVELTY)
        mail->hold_why = g_strdup_printf("It says again what this person was sent before (%.0f%% "
                                         "of it is new). %s",
                                         100 * report->novelty, again->suggestion);
    return true;
}

/* Was anything of this enrollment made before? */
static bool
has_made_one(const Snapshot *snapshot)
{
    for (guint i = 0; i < snapshot->attempts->len; i++) {
        const Attempt *attempt = &g_array_index(snapshot->attempts, Attempt, i);
        if (attempt->this_enrollment && !attempt->skipped)
            return true;
    }
    return false;
}

/* Subject and body as the step has them, in its thread; or says what is missing. */
static void
render_mail(const Snapshot *snapshot, const Step *step, const SqlMailboxGetRow *mailbox,
            bool threaded, ComposedMail *mail)
{
    g_auto(RenderedStep) rendered = { 0 };
    g_autoptr(GError) problem = NULL;
    Sender sender = { .name = mailbox->user_name, .email = mailbox->address };

    if (!render_step(snapshot, step, &sender, &rendered, &problem)) {
        mail->hold_why = g_strdup(problem->message);
        return;
    }
    if (rendered.missing->len > 0) {
        mail->hold_why = why_missing(rendered.missing);
        return;
    }
    mail->subject = threaded && snapshot->thread_subject != NULL
                        ? mail_reply_subject(snapshot->thread_subject)
                        : g_steal_pointer(&rendered.subject);
    mail->body = g_steal_pointer(&rendered.body);
}

static bool
finish_message(App *app, DbConn *conn, const Snapshot *snapshot, bool threaded,
               const SqlMailboxGetRow *mailbox, ComposedMail *mail, GError **error)
{
    if (mail->hold_why != NULL)
        return true;
    if (mail->subject == NULL || mail->subject[0] == '\0') {
        mail->hold_why = g_strdup("The mail would have no subject: give the step one.");
        return true;
    }
    return compose_message(app, conn, snapshot, threaded, mailbox, mail, error);
}

static bool
load_mailbox(App *app, DbConn *conn, int64_t mailbox_id, SqlMailboxGetRow *mailbox,
             ComposedMail *mail, GError **error)
{
    SqlMailboxGetParams params = { .workspace_id = app->workspace_id, .id = mailbox_id };
    bool found = false;

    if (mailbox_id != DB_NULL_INT && !sql_mailbox_get(conn, &params, mailbox, &found, error))
        return false;
    if (!found)
        mail->hold_why =
            g_strdup("No mailbox is set to send it from: add one, then enroll with it.");
    return true;
}

bool
compose_step(App *app, DbConn *conn, const Snapshot *snapshot, const Step *step, ComposedMail *mail,
             GError **error)
{
    g_auto(SqlMailboxGetRow) mailbox = { 0 };
    bool threaded = step->reply_to_previous && snapshot->thread->len > 0;

    if (!load_mailbox(app, conn, snapshot->mailbox_id, &mailbox, mail, error))
        return false;
    if (mail->hold_why != NULL)
        return true;
    mail->first_touch = !has_made_one(snapshot);
    if (!find_allowance(app, conn, &mailbox, mail->first_touch, &mail->not_before_us, error))
        return false;
    if (mail->not_before_us > app_now_us(app))
        return true;
    render_mail(snapshot, step, &mailbox, threaded, mail);
    if (mail->hold_why == NULL && !hold_if_unfit(app, conn, snapshot, mail, error))
        return false;
    return finish_message(app, conn, snapshot, threaded, &mailbox, mail, error);
}

bool
compose_written(App *app, DbConn *conn, const Snapshot *snapshot, const WrittenMail *written,
                ComposedMail *mail, GError **error)
{
    g_auto(SqlMailboxGetRow) mailbox = { 0 };
    bool threaded =
        written->step != NULL && written->step->reply_to_previous && snapshot->thread->len > 0;

    if (!load_mailbox(app, conn, written->mailbox_id, &mailbox, mail, error))
        return false;
    if (mail->hold_why != NULL)
        return true;
    bool whole = written->subject != NULL && written->body != NULL;
    if (!whole && written->step != NULL)
        render_mail(snapshot, written->step, &mailbox, threaded, mail);
    if (written->subject != NULL) {
        g_free(mail->subject);
        mail->subject = g_strdup(written->subject);
    }
    if (written->body != NULL) {
        g_free(mail->body);
        mail->body = g_strdup(written->body);
    }
    if (mail->hold_why == NULL && (mail->body == NULL || mail->body[0] == '\0'))
        mail->hold_why = g_strdup("The mail would be empty: write something.");
    return finish_message(app, conn, snapshot, threaded, &mailbox, mail, error);
}
