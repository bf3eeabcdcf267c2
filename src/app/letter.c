/* Gathering, comparing, writing; see letter.h. */
#include "app/letter.h"

#include <string.h>

#include "app/follow.h"
#include "app/letterhead.h"
#include "core/lint.h"
#include "core/promise_words.h"
#include "mail/compose.h"

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
    g_clear_pointer(&self->carried, g_ptr_array_unref);
    g_clear_pointer(&self->links, g_ptr_array_unref);
}

/* ---- what it is written from ---- */

void
letter_clear(Letter *self)
{
    g_clear_pointer(&self->stationery, stationery_unref);
    g_clear_pointer(&self->subject, g_free);
    g_clear_pointer(&self->body, g_free);
    g_clear_pointer(&self->fields, json_decref);
    g_clear_pointer(&self->to_name, g_free);
    g_clear_pointer(&self->to_address, g_free);
    g_clear_pointer(&self->language, g_free);
    g_clear_pointer(&self->thread, g_ptr_array_unref);
    g_clear_pointer(&self->thread_subject, g_free);
    g_clear_pointer(&self->carried, g_ptr_array_unref);
    g_clear_pointer(&self->carry_why, g_free);
    g_clear_pointer(&self->said, g_ptr_array_unref);
}

bool
letter_gather(const Snapshot *snapshot, Stationery *stationery, const WrittenMail *written,
              GPtrArray *said, Letter *letter, GError **error)
{
    const SqlProspectGetRow *prospect = &snapshot->prospect;
    const Step *step = written->step;
    g_autofree char *name = prospect_display_name(prospect);
    Sender sender = { .name = stationery->mailbox.user_name, .email = stationery->mailbox.address };

    *letter = (Letter){
        .stationery = stationery_ref(stationery),
        .step = step,
        .subject = g_strdup(written->subject),
        .body = g_strdup(written->body),
        .seed = snapshot->input.seed,
        .prospect_id = prospect->id,
        .to_address = g_strdup(prospect->email),
        .language = g_strdup(prospect->language),
        .threaded = step != NULL && step->reply_to_previous && snapshot->thread != NULL &&
                    snapshot->thread->len > 0,
        .said = said,
    };
    if (strchr(name, '@') == NULL && name[0] != '#')
        letter->to_name = g_steal_pointer(&name);
    if (letter->threaded) {
        letter->thread = g_ptr_array_ref(snapshot->thread);
        letter->thread_subject = g_strdup(snapshot->thread_subject);
    }
    letter->fields = render_fields(snapshot, &sender, error);
    return letter->fields != NULL;
}

static bool
same_texts(const GPtrArray *some, const GPtrArray *others)
{
    if (some == NULL || others == NULL || some->len != others->len)
        return some == others;
    for (guint i = 0; i < some->len; i++)
        if (strcmp(g_ptr_array_index(some, i), g_ptr_array_index(others, i)) != 0)
            return false;
    return true;
}

bool
letter_same(const Letter *self, const Letter *other)
{
    return self->step == other->step && self->seed == other->seed &&
           self->prospect_id == other->prospect_id && self->threaded == other->threaded &&
           g_strcmp0(self->subject, other->subject) == 0 &&
           g_strcmp0(self->body, other->body) == 0 &&
           g_strcmp0(self->to_name, other->to_name) == 0 &&
           g_strcmp0(self->to_address, other->to_address) == 0 &&
           g_strcmp0(self->language, other->language) == 0 &&
           g_strcmp0(self->thread_subject, other->thread_subject) == 0 &&
           same_texts(self->thread, other->thread) && same_texts(self->said, other->said) &&
           self->carried == NULL && other->carried == NULL &&
           g_strcmp0(self->carry_why, other->carry_why) == 0 &&
           json_equal(self->fields, other->fields) &&
           stationery_same(self->stationery, other->stationery);
}

/* ---- what it says ---- */

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

/* Subject and body as the step has them, in its thread; or says what is missing. */
static void
render(const Letter *letter, ComposedMail *mail)
{
    g_auto(RenderedStep) rendered = { 0 };
    g_autoptr(GError) problem = NULL;

    if (!render_step(letter->step, letter->seed, letter->fields, &rendered, &problem)) {
        mail->hold_why = g_strdup(problem->message);
        return;
    }
    if (rendered.missing->len > 0) {
        mail->hold_why = why_missing(rendered.missing);
        return;
    }
    mail->subject = letter->threaded && letter->thread_subject != NULL
                        ? mail_reply_subject(letter->thread_subject)
                        : g_steal_pointer(&rendered.subject);
    mail->body = g_steal_pointer(&rendered.body);
}

/* What a person wrote stands before what the step says. */
static void
find_words(const Letter *letter, ComposedMail *mail)
{
    bool whole = letter->subject != NULL && letter->body != NULL;

    if (!whole && letter->step != NULL)
        render(letter, mail);
    if (letter->subject != NULL) {
        g_free(mail->subject);
        mail->subject = g_strdup(letter->subject);
    }
    if (letter->body != NULL) {
        g_free(mail->body);
        mail->body = g_strdup(letter->body);
    }
    if (mail->hold_why == NULL && (mail->body == NULL || mail->body[0] == '\0'))
        mail->hold_why = g_strdup("The mail would be empty: write something.");
}

/* Nobody is sent the same thing twice, nor a text with a hole in it that no field explains. What
 * the lint only takes for an old argument in new words is for the author to judge, in the draft. */
static void
hold_if_unfit(const Letter *letter, ComposedMail *mail)
{
    LintInput input = {
        .body = mail->body, .thread = letter->said, .is_reply = true, .adds_opt_out = true
    };

    if (letter->said == NULL || (letter->said->len == 0 && !lint_has_hole(mail->body)))
        return; /* nothing could be repeated, and nothing is missing */
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
}

/* ---- the message ---- */

char *
letter_message_id(App *app, const char *address)
{
    g_autofree char *unique = world_random_hex(app->world, 16);
    const char *at = strrchr(address, '@');
    return g_strdup_printf("%s@%s", unique, at != NULL ? at + 1 : "localhost");
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

/* Composed and signed, with its files; these are then taken out again. */
static bool
make_whole(const Letter *letter, MailDraft *draft, ComposedMail *mail, GError **error)
{
    const DkimActive *dkim = &letter->stationery->dkim;
    Instant now_us = draft->date_us;

    if (letter->carried == NULL) {
        mail->message = mail_compose(draft, error);
        return mail->message != NULL && dkim_active_sign(dkim, now_us, &mail->message, error);
    }
    g_autofree MailAttachment *files = attach_files(letter->carried, &draft->attachment_count);
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(MailFilePlace));
    draft->attachments = files;
    GBytes *whole = mail_compose_placed(draft, places, error);
    bool done = whole != NULL && dkim_active_sign(dkim, now_us, &whole, error);
    if (done) {
        mail->message = attach_cut(whole, places, letter->carried);
        mail->carried = g_ptr_array_ref(letter->carried);
    }
    g_clear_pointer(&whole, g_bytes_unref);
    return done;
}

static bool
make_message(App *app, const Letter *letter, const Letterhead *letterhead, FollowLinks *follow,
             ComposedMail *mail, GError **error)
{
    const Stationery *stationery = letter->stationery;
    const SqlMailboxGetRow *mailbox = &stationery->mailbox;
    const GPtrArray *thread = letter->thread;
    g_autofree char *references = letter->threaded ? references_of(thread) : NULL;
    g_autoptr(GError) problem = NULL;
    Instant now_us = app_now_us(app);
    MailDraft draft = {
        .from_name = mailbox->name[0] != '\0' ? mailbox->name : mailbox->user_name,
        .from_address = mailbox->address,
        .to_name = letter->to_name,
        .to_address = letter->to_address,
        .subject = mail->subject,
        .body_markdown = mail->body,
        .footer_text = letterhead->footer,
        .message_id = mail->message_id,
        .in_reply_to = letter->threaded ? g_ptr_array_index(thread, thread->len - 1) : NULL,
        .references = references,
        .unsubscribe_mailto = letterhead->unsubscribe_mailto,
        .unsubscribe_url = letterhead->unsubscribe_url,
        .map_link = follow->base != NULL ? follow_map : NULL,
        .map_data = follow,
        .date_us = now_us,
        .offset_s = zone_offset_at(stationery->zone, now_us),
    };

    bool done = make_whole(letter, &draft, mail, &problem);
    if (follow->error != NULL) {
        g_propagate_error(error, g_steal_pointer(&follow->error));
        return false;
    }
    if (!done)
        mail->hold_why = g_strdup(problem->message);
    else if (stationery->dkim_problem != NULL)
        mail->hold_why = g_strdup(stationery->dkim_problem);
    return true;
}

static bool
put_in_envelope(App *app, const Letter *letter, ComposedMail *mail, GError **error)
{
    const Stationery *stationery = letter->stationery;
    g_auto(Letterhead) letterhead = { 0 };

    mail->message_id = letter_message_id(app, stationery->mailbox.address);
    LetterheadMail of_mail = { .prospect_id = letter->prospect_id,
                               .mailbox_id = stationery->mailbox.id,
                               .from_address = stationery->mailbox.address,
                               .message_id = mail->message_id,
                               .language = letter->language };
    g_auto(FollowLinks) follow = { .app = app,
                                   .base = stationery->follow_base,
                                   .prospect_id = letter->prospect_id,
                                   .mailbox_id = stationery->mailbox.id,
                                   .message_id = mail->message_id,
                                   .urls = g_ptr_array_new_with_free_func(g_free) };
    if (!letterhead_make(app, &stationery->letterhead, &of_mail, &letterhead, error) ||
        !make_message(app, letter, &letterhead, &follow, mail, error))
        return false;
    mail->links = g_steal_pointer(&follow.urls);
    return true;
}

bool
letter_write(App *app, const Letter *letter, ComposedMail *mail, GError **error)
{
    mail->hold_why = g_strdup(letter->carry_why);
    if (mail->hold_why == NULL)
        find_words(letter, mail);
    if (mail->hold_why == NULL)
        hold_if_unfit(letter, mail);
    if (mail->hold_why != NULL)
        return true;
    if (mail->subject == NULL || mail->subject[0] == '\0') {
        mail->hold_why = g_strdup("The mail would have no subject: give the step one.");
        return true;
    }
    mail->promises_nothing = !promise_words_said(mail->body, PROMISE_OURS);
    return put_in_envelope(app, letter, mail, error);
}
