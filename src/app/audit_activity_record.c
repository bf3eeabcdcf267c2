/* Whom an activity was with, and the event it becomes. See audit_activity.h. */
#include <string.h>

#include "app/audit_activity.h"
#include "app/audit_say_text.h"
#include "core/audit_text.h"

#define NOTE_WORDS 8
#define UNTOLD_PROMISE_DAYS 14 /* a task that does not say since when it stands */

static void
add_person(AuditActivity *activity, uint32_t lead)
{
    if (lead == AUDIT_NOBODY || activity->people_count == AUDIT_PEOPLE)
        return;
    for (guint i = 0; i < activity->people_count; i++)
        if (activity->people[i] == lead)
            return;
    activity->people[activity->people_count++] = lead;
}

/* One id, or several: "76340251;46897301". */
static void
add_ids(AuditActivities *self, AuditActivity *activity, char space, const char *ids)
{
    if (strpbrk(ids, ";,") == NULL) {
        add_person(activity, audit_find_by_id(self->reader, space, ids));
        return;
    }
    g_auto(GStrv) parts = g_strsplit_set(ids, ";,", -1);
    for (char **part = parts; *part != NULL; part++) {
        g_strstrip(*part);
        if (**part != '\0')
            add_person(activity, audit_find_by_id(self->reader, space, *part));
    }
}

static void
add_addresses(AuditActivities *self, AuditActivity *activity, const char *text)
{
    char address[320];

    while (audit_next_address(&text, address, sizeof address))
        add_person(activity, audit_find_by_email(self->reader, address));
}

static bool
find_by_ids(AuditActivities *self, AuditActivity *activity)
{
    static const struct {
        int field;
        char space;
    } IDS[] = { { ACT_LEAD, 'l' }, { ACT_CONTACT, 'c' }, { ACT_WHO, '*' }, { ACT_DEAL, 'd' } };
    bool named = false;

    for (gsize i = 0; i < G_N_ELEMENTS(IDS) && activity->people_count == 0; i++) {
        const char *text = audit_activity_cell(self, activity->row, IDS[i].field);
        /* Who it was is only asked where neither lead nor contact is named: there it is a contact's
         * number, which may be another lead's. */
        if (text == NULL || strcmp(text, "0") == 0 || (IDS[i].space == '*' && named))
            continue;
        named = named || IDS[i].space != 'd';
        add_ids(self, activity, IDS[i].space, text);
    }
    const char *id = audit_activity_cell(self, activity->row, ACT_ID);
    if (activity->people_count == 0 && id != NULL && g_hash_table_size(self->reader->links) > 0) {
        gpointer linked = g_hash_table_lookup(self->reader->links, id);
        if (linked != NULL)
            add_person(activity, GPOINTER_TO_UINT(linked) - 1);
    }
    return named;
}

/* People write ids into a column of names, and names or addresses into one of ids. */
static void
find_in_other_words(AuditActivities *self, AuditActivity *activity)
{
    static const int IDS[] = { ACT_LEAD, ACT_CONTACT, ACT_WHO };
    const char *name = audit_activity_cell(self, activity->row, ACT_NAME);
    bool several;

    if (activity->people_count == 0 && name != NULL)
        add_person(activity, audit_find_by_id(self->reader, '*', name));
    for (gsize i = 0; i < G_N_ELEMENTS(IDS) && activity->people_count == 0; i++) {
        const char *text = audit_activity_cell(self, activity->row, IDS[i]);
        if (text != NULL && strchr(text, '@') != NULL)
            add_addresses(self, activity, text);
        else if (text != NULL && strchr(text, ' ') != NULL)
            add_person(activity, audit_find_by_name(self->reader, text, NULL, &several));
    }
}

/* "Ann Lee (https://...)", as databases of pages write their relations, without the address; NULL
 * for others. Free with g_free(). */
static char *
bare_title(const char *name)
{
    const char *address = strstr(name, " (http");

    return address != NULL ? g_strndup(name, (gsize)(address - name)) : NULL;
}

void
audit_activity_find_people(AuditActivities *self, AuditActivity *activity)
{
    const CsvRow *row = activity->row;
    const char *from = audit_activity_cell(self, row, ACT_FROM),
               *to = audit_activity_cell(self, row, ACT_TO);
    const char *name = audit_activity_cell(self, row, ACT_NAME),
               *phone = audit_activity_cell(self, row, ACT_PHONE);
    bool named = find_by_ids(self, activity), several = false;
    const char *texts[] = { audit_activity_cell(self, row, ACT_EMAIL),
                            activity->kind == AUDIT_INBOUND ? from : to,
                            activity->kind == AUDIT_INBOUND ? NULL : to,
                            name != NULL && strchr(name, '@') != NULL ? name : NULL };
    const char *shown = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(texts) && activity->people_count == 0; i++)
        if (texts[i] != NULL) {
            shown = shown != NULL ? shown : texts[i];
            add_addresses(self, activity, texts[i]);
        }
    g_autofree char *title = name != NULL ? bare_title(name) : NULL;
    if (activity->people_count == 0 && name != NULL) {
        shown = shown != NULL ? shown : name;
        add_person(activity,
                   audit_find_by_name(self->reader, title != NULL ? title : name,
                                      audit_activity_cell(self, row, ACT_COMPANY), &several));
    }
    find_in_other_words(self, activity);
    const char *numbers[] = { phone, activity->kind == AUDIT_INBOUND ? from : to };
    for (gsize i = 0; i < G_N_ELEMENTS(numbers) && activity->people_count == 0; i++)
        if (numbers[i] != NULL) {
            shown = shown != NULL ? shown : numbers[i];
            add_person(activity, audit_find_by_phone(self->reader, numbers[i]));
        }
    const char *company = audit_activity_cell(self, row, ACT_COMPANY);
    if (activity->people_count == 0 && shown == NULL && !named && company != NULL) {
        shown = company;
        add_person(activity, audit_find_by_company(self->reader, company, &several));
    }
    if (activity->people_count > 0)
        return;
    if (shown == NULL && named)
        for (int field = ACT_LEAD; field <= ACT_WHO && shown == NULL; field++)
            shown = audit_activity_cell(self, row, field);
    audit_reader_note(self->reader,
                      several         ? AUDIT_TWO_OF_A_NAME
                      : shown == NULL ? AUDIT_NO_ONE
                                      : AUDIT_UNKNOWN_PERSON,
                      self->source->name, row->line, shown);
}

static bool
is_short(const char *text)
{
    int words = 0;

    for (const char *p = text; *p != '\0' && words < NOTE_WORDS; p++)
        words += *p == ' ';
    return words < NOTE_WORDS;
}

/* Fills text, fingerprint and flags of what was written. */
static void
keep_text(AuditActivities *self, const AuditActivity *activity, AuditEvent *event)
{
    const char *subject = audit_activity_cell(self, activity->row, ACT_SUBJECT);
    const char *body = audit_activity_cell(self, activity->row, ACT_BODY);
    AuditBook *book = self->reader->book;
    bool is_reply = false;

    bool is_written = channel_kind_is_written(activity->channel);
    /* "Sent the intro" in a column of notes is no text of the mail. */
    if (body != NULL && self->body_is_note && is_written && is_short(body))
        body = NULL;
    if (body != NULL)
        body = audit_body_start(body);
    if (body != NULL && *body == '\0')
        body = NULL;
    if (event->kind == AUDIT_INBOUND || event->kind == AUDIT_TASK || activity->promised) {
        event->text = audit_book_keep_text(book, body != NULL ? body : subject);
        return;
    }
    if (!is_written)
        return;
    if (body != NULL) {
        event->print = audit_text_print(body);
        event->flags |= AUDIT_IS_TEXT;
        book->tells.body = true;
        event->text = audit_book_keep_text(book, body);
        if (event->text != 0 &&
            audit_text_is_empty(&self->reader->empties, event->print, subject, body))
            event->flags |= AUDIT_EMPTY;
        return;
    }
    if (subject == NULL)
        return;
    const char *bare = audit_subject_bare(subject, &is_reply);
    event->print = is_reply ? 0 : audit_text_print(bare);
    event->text = event->print != 0 ? audit_book_keep_text(book, subject) : 0;
    if (event->text != 0 && audit_text_is_empty(&self->reader->empties, event->print, bare, NULL))
        event->flags |= AUDIT_EMPTY;
}

static uint32_t
hash_id(const char *id, ChannelKind channel)
{
    uint32_t hash = g_str_hash(id) ^ ((uint32_t)(channel + 2) * 2654435761u);

    return hash != 0 ? hash : 1;
}

/* What was promised: a task or a call back for a day, or words in what was written or noted. */
static void
note_promises(AuditActivities *self, const AuditActivity *activity, const AuditEvent *event)
{
    AuditBook *book = self->reader->book;
    const char *body = audit_activity_cell(self, activity->row, ACT_BODY);
    AuditPromise promise = { .lead = event->lead, .rep = event->rep, .text = event->text };
    When next;

    if (event->flags & AUDIT_BY_MACHINE)
        return;
    const char *told = audit_activity_cell(self, activity->row, ACT_NEXT);
    if (told != NULL && event->kind == AUDIT_ATTEMPT &&
        when_read(told, &self->habits[ACT_NEXT], self->reader->zone, &next)) {
        promise.made_us = event->at_us;
        promise.due_us = next.at_us + (next.day_only ? DAY_US - 1 : 0);
        audit_book_add_promise(book, &promise);
        return;
    }
    if (activity->promised && activity->due_us != INSTANT_NONE &&
        (activity->created_us == INSTANT_NONE || activity->created_us < activity->due_us)) {
        promise.made_us = activity->created_us != INSTANT_NONE
                              ? activity->created_us
                              : activity->due_us - UNTOLD_PROMISE_DAYS * DAY_US;
        promise.due_us = activity->due_us;
        audit_book_add_promise(book, &promise);
        return;
    }
    if (body != NULL && event->kind == AUDIT_ATTEMPT &&
        audit_promised_by(body, event->at_us, self->reader->zone, &promise.due_us)) {
        promise.made_us = event->at_us;
        if (promise.text == 0)
            promise.text = audit_book_keep_text(book, body);
        audit_book_add_promise(book, &promise);
    }
}

void
audit_activity_record(AuditActivities *self, const AuditActivity *activity)
{
    AuditBook *book = self->reader->book;
    const char *owner = audit_activity_cell(self, activity->row, ACT_OWNER),
               *id = audit_activity_cell(self, activity->row, ACT_ID);
    AuditEvent event = {
        .at_us = activity->at_us,
        .rep = (uint16_t)audit_names_number(&book->reps, owner),
        .flags = (uint16_t)activity->flags,
        .channel = (int8_t)activity->channel,
        .kind = (uint8_t)activity->kind,
        .id_hash = id != NULL ? hash_id(id, activity->channel) : 0,
    };

    keep_text(self, activity, &event);
    if (channel_kind_is_written(activity->channel) && activity->people_count > 0)
        book->tells.direction |= self->tells_direction || activity->kind == AUDIT_INBOUND;
    for (guint i = 0; i < activity->people_count; i++) {
        event.lead = activity->people[i];
        if (!audit_book_add_event(book, &event)) {
            audit_reader_note(self->reader, AUDIT_FULL, self->source->name, activity->row->line,
                              id);
            return;
        }
        note_promises(self, activity, &event);
        if (activity->replied_us != INSTANT_NONE) {
            AuditEvent reply = { .at_us = activity->replied_us,
                                 .lead = event.lead,
                                 .rep = event.rep,
                                 .channel = event.channel,
                                 .kind = AUDIT_INBOUND };
            audit_book_add_event(book, &reply);
        }
    }
}
