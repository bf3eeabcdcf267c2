/* Thread, footer, Message-ID, allowance. */
#include "app/compose.h"

#include <string.h>

#include "app/dkim.h"
#include "app/letterhead.h"
#include "app/library.h"
#include "core/lint.h"
#include "mail/compose.h"
#include "store/queries.h"

void
composed_mail_clear(ComposedMail *self)
{
    g_clear_pointer(&self->hold_why, g_free);
    g_clear_pointer(&self->subject, g_free);
    g_clear_pointer(&self->body, g_free);
    g_clear_pointer(&self->message_id, g_free);
    g_clear_pointer(&self->message, g_bytes_unref);
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

/* Until when the mailbox must wait: past its daily limit, the next midnight of its user. */
static bool
find_allowance(App *app, DbConn *conn, const SqlMailboxGetRow *mailbox, Instant *ret_not_before_us,
               GError **error)
{
    g_auto(SqlMailboxDayGetRow) today = { 0 };
    g_auto(SqlOutboxWaitingRow) waiting = { 0 };
    const Zone *zone = app_zone_or_default(app, mailbox->user_zone);
    Day day = zone_day_at(zone, app_now_us(app), NULL);
    SqlMailboxDayGetParams day_params = { .workspace_id = app->workspace_id,
                                          .mailbox_id = mailbox->id,
                                          .day = day };
    SqlOutboxWaitingParams waiting_params = { .workspace_id = app->workspace_id,
                                              .mailbox_id = mailbox->id,
                                              .cap = mailbox->daily_limit + 1 };
    bool found;

    if (!sql_mailbox_day_get(conn, &day_params, &today, &found, error) ||
        !sql_outbox_waiting(conn, &waiting_params, &waiting, NULL, error))
        return false;
    int64_t sent = found ? today.sent : 0;
    *ret_not_before_us = sent + waiting.n < mailbox->daily_limit
                             ? app_now_us(app)
                             : zone_instant_of(zone, day + 1, 0);
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
compose_message(App *app, DbConn *conn, const Snapshot *snapshot, const Step *step,
                const SqlMailboxGetRow *mailbox, ComposedMail *mail, GError **error)
{
    g_autofree char *name = prospect_display_name(&snapshot->prospect);
    g_auto(Letterhead) letterhead = { 0 };
    g_autofree char *references = references_of(snapshot->thread);
    const Zone *zone = app_zone_or_default(app, mailbox->user_zone);
    Instant now_us = app_now_us(app);
    bool threaded = step->reply_to_previous && snapshot->thread->len > 0;
    g_autoptr(GError) problem = NULL;

    mail->message_id = compose_message_id(app, mailbox->address);
    LetterheadMail of_mail = { .prospect_id = snapshot->prospect.id,
                               .mailbox_id = mailbox->id,
                               .from_address = mailbox->address,
                               .message_id = mail->message_id,
                               .language = snapshot->prospect.language };
    if (!letterhead_make(app, conn, &of_mail, &letterhead, error))
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
        .date_us = now_us,
        .offset_s = zone_offset_at(zone, now_us),
    };
    mail->message = mail_compose(&draft, &problem);
    if (mail->message == NULL ||
        !dkim_sign_outgoing(app, conn, mailbox->address, &mail->message, &problem))
        mail->hold_why = g_strdup(problem->message);
    return true;
}

/* Nobody is sent the same thing twice, nor a text with a hole in it that no field explains. */
static bool
hold_if_unfit(App *app, DbConn *conn, const Snapshot *snapshot, ComposedMail *mail, GError **error)
{
    g_autoptr(GPtrArray) said = library_said_to(app, conn, snapshot->prospect.id, error);
    LintInput input = {
        .body = mail->body, .thread = said, .is_reply = true, .adds_opt_out = true
    };

    if (said == NULL)
        return false;
    g_autoptr(LintReport) report = lint_check(&input);
    const LintFinding *again = lint_report_find(report, LINT_REPEATED_PITCH);
    const LintFinding *hole = lint_report_find(report, LINT_MISSING_VARIABLE);
    if (hole != NULL)
        mail->hold_why =
            g_strdup_printf("\"%.80s\" was never filled in. %s", hole->text, hole->suggestion);
    else if (again != NULL)
        mail->hold_why = g_strdup_printf("It says again what this person was sent before (%.0f%% "
                                         "of it is new). %s",
                                         100 * report->novelty, again->suggestion);
    return true;
}

bool
compose_step(App *app, DbConn *conn, const Snapshot *snapshot, const Step *step, ComposedMail *mail,
             GError **error)
{
    g_auto(SqlMailboxGetRow) mailbox = { 0 };
    g_auto(RenderedStep) rendered = { 0 };
    g_autoptr(GError) problem = NULL;
    bool found = false;

    SqlMailboxGetParams params = { .workspace_id = app->workspace_id, .id = snapshot->mailbox_id };
    if (snapshot->mailbox_id != DB_NULL_INT &&
        !sql_mailbox_get(conn, &params, &mailbox, &found, error))
        return false;
    if (!found) {
        mail->hold_why =
            g_strdup("No mailbox is set to send it from: add one, then enroll with it.");
        return true;
    }
    if (!find_allowance(app, conn, &mailbox, &mail->not_before_us, error))
        return false;
    if (mail->not_before_us > app_now_us(app))
        return true;
    Sender sender = { .name = mailbox.user_name, .email = mailbox.address };
    if (!render_step(snapshot, step, &sender, &rendered, &problem)) {
        mail->hold_why = g_strdup(problem->message);
        return true;
    }
    if (rendered.missing->len > 0) {
        mail->hold_why = why_missing(rendered.missing);
        return true;
    }
    bool threaded = step->reply_to_previous && snapshot->thread->len > 0;
    mail->subject = threaded && snapshot->thread_subject != NULL
                        ? mail_reply_subject(snapshot->thread_subject)
                        : g_steal_pointer(&rendered.subject);
    mail->body = g_steal_pointer(&rendered.body);
    if (mail->subject == NULL || mail->subject[0] == '\0') {
        mail->hold_why = g_strdup("The mail would have no subject: give the step one.");
        return true;
    }
    if (!hold_if_unfit(app, conn, snapshot, mail, error))
        return false;
    return mail->hold_why != NULL ||
           compose_message(app, conn, snapshot, step, &mailbox, mail, error);
}
