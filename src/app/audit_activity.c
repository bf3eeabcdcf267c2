/* See audit_activity.h. */
#include "app/audit_activity.h"

#include <string.h>

#include "app/audit_say_text.h"
#include "app/audit_source.h"
#include "base/error.h"
#include "core/audit_text.h"
#include "text/fold.h"

#define SHORT_NOTE 60            /* bytes of a note that is a result */
#define ROWS_FOR_FLAGS 2000      /* looked at for what a blank means */
#define LONGEST_US (4 * HOUR_US) /* a call or meeting takes */
#define TALK_SECONDS 1 /* a call that lasts reached somebody, where nothing else is said */

void
audit_activities_init(AuditActivities *self)
{
    for (gsize i = 0; i < ACT_COLUMNS; i++)
        audit_meanings_init(&self->meanings[i], false);
    audit_meanings_init(&self->owners, true);
}

void
audit_activities_clear(AuditActivities *self)
{
    for (gsize i = 0; i < ACT_COLUMNS; i++)
        audit_meanings_clear(&self->meanings[i]);
    audit_meanings_clear(&self->owners);
}

const char *
audit_activity_cell(const AuditActivities *self, const CsvRow *row, int field)
{
    const char *text = import_columns_text(row, self->columns[field]);

    for (gsize m = 0; text == NULL && m < AUDIT_MORE_COLUMNS; m++) {
        if (self->more[field][m] == IMPORT_NO_COLUMN)
            break;
        text = import_columns_text(row, self->more[field][m]);
    }
    return text;
}

static uint32_t
meaning(AuditActivities *self, const CsvRow *row, int field)
{
    return audit_meanings_of(&self->meanings[field], audit_activity_cell(self, row, field));
}

/* What the headers say all rows are: "Call Duration", "Email Subject". */
static uint32_t
meaning_of_headers(const ImportSource *source)
{
    static const struct {
        const char *words; /* anywhere in a header; "=" all of it */
        uint32_t means;
    } HEADERS[] = {
        { "callstart callduration calldisposition =callid =calloutcome", MEANS_CALL },
        { "meeting =eventid =startdatetime", MEANS_MEETING },
        { "emailsubject emailbody emailtext messageid", MEANS_EMAIL },
        { "=notebody =notetext =notecontent", MEANS_NOTE },
    };
    char folded[128];
    uint32_t means = 0;

    for (gsize c = 0; c < source->header_count; c++) {
        bool found = !text_fold(source->headers[c], folded, sizeof folded);
        for (gsize i = 0; i < G_N_ELEMENTS(HEADERS) && !found; i++) {
            g_auto(GStrv) words = g_strsplit(HEADERS[i].words, " ", -1);
            for (char **word = words; *word != NULL && !found; word++)
                found =
                    **word == '=' ? strcmp(folded, *word + 1) == 0 : strstr(folded, *word) != NULL;
            means |= found ? HEADERS[i].means : 0;
        }
    }
    return means;
}

/* "calls.csv". */
static uint32_t
meaning_of_name(const ImportSource *source)
{
    const char *slash = strrchr(source->name, '/');
    uint32_t means = audit_meaning(slash != NULL ? slash + 1 : source->name);

    return audit_meaning_channel(means) != CHANNEL_NONE || means & MEANS_TASK ? means : 0;
}

bool
audit_activities_kinds_told(const ImportSource *source)
{
    return (meaning_of_name(source) | meaning_of_headers(source)) != 0;
}

/* Is a column's header one of these words? */
static bool
is_called(const AuditActivities *self, int field, const char *const *words)
{
    gsize column = self->columns[field];
    char folded[128];

    return column != IMPORT_NO_COLUMN &&
           text_fold(self->source->headers[column], folded, sizeof folded) &&
           g_strv_contains(words, folded);
}

/* Columns that say yes or no, and lengths that were only planned. */
static void
look_at_flags(AuditActivities *self)
{
    static const char *const INCOMING[] = { "incoming", "isincoming", "inbound", "isinbound",
                                            NULL };
    static const char *const LENGTHS[] = { "duration", "activityduration", NULL };
    ImportSource again = { .fd = -1 };
    guint ticked = 0, blank = 0, other = 0;
    CsvRow row;

    self->direction_is_flag = is_called(self, ACT_DIRECTION, INCOMING);
    self->planned_duration =
        self->columns[ACT_DUE] != IMPORT_NO_COLUMN && is_called(self, ACT_DURATION, LENGTHS);
    if (self->columns[ACT_DONE] == IMPORT_NO_COLUMN ||
        !audit_source_again(self->source, &again, NULL)) {
        import_source_clear(&again);
        return;
    }
    for (guint i = 0; i < ROWS_FOR_FLAGS && csv_reader_next(again.csv, &row, NULL) != CSV_END;
         i++) {
        const char *done = import_columns_text(&row, self->columns[ACT_DONE]);
        if (done == NULL)
            blank++;
        else if (audit_meaning(done) & (MEANS_NO | MEANS_PLANNED))
            other++;
        else
            ticked++;
    }
    import_source_clear(&again);
    self->blank_is_open = ticked > 0 && blank > 0 && other == 0;
}

/* What all rows are, unless they say otherwise. */
void
audit_activities_look(AuditActivities *self)
{
    gsize body = self->columns[ACT_BODY], duration = self->columns[ACT_DURATION];
    char folded[128];

    audit_activity_more(self->source, self->columns, self->more);
    self->body_is_note =
        body != IMPORT_NO_COLUMN && audit_header_is_note(self->source->headers[body]);
    self->minutes = duration != IMPORT_NO_COLUMN &&
                    text_fold(self->source->headers[duration], folded, sizeof folded) &&
                    strstr(folded, "durationinminutes") != NULL;
    look_at_flags(self);
    self->file_meaning = meaning_of_name(self->source);
    if (self->file_meaning == 0)
        self->file_meaning = meaning_of_headers(self->source);
    /* Senders and subjects together: mails. */
    if (self->file_meaning == 0 && self->columns[ACT_FROM] != IMPORT_NO_COLUMN &&
        self->columns[ACT_TO] != IMPORT_NO_COLUMN && self->columns[ACT_SUBJECT] != IMPORT_NO_COLUMN)
        self->file_meaning = MEANS_EMAIL;
    /* The words of a task may stand in its only column of text. */
    if (self->file_meaning & MEANS_TASK && self->columns[ACT_SUBJECT] == IMPORT_NO_COLUMN)
        self->columns[ACT_SUBJECT] = body;
    self->file_meaning &= MEANS_TASK | MEANS_CALL | MEANS_EMAIL | MEANS_MEETING | MEANS_SMS |
                          MEANS_SOCIAL | MEANS_LETTER | MEANS_NOTE;
}

static bool
read_date(AuditActivities *self, const CsvRow *row, int field, When *ret)
{
    const char *text = audit_activity_cell(self, row, field);
    const char *time =
        field == ACT_AT || field == ACT_DUE ? audit_activity_cell(self, row, ACT_TIME) : NULL;
    char joined[96];

    if (text == NULL)
        return false;
    if (time != NULL && time != text && strchr(text, ':') == NULL && strpbrk(time, ":h") != NULL &&
        strlen(time) <= 14) {
        g_snprintf(joined, sizeof joined, "%.70s %s", text, time);
        char *hours = strchr(joined + strlen(text), 'h'); /* "14h05" */
        if (hours != NULL && g_ascii_isdigit(hours[1]))
            *hours = ':';
        text = joined;
    }
    if (!when_read(text, &self->habits[field], self->reader->zone, ret))
        return false;
    if (ret->ambiguous)
        audit_reader_note(self->reader, AUDIT_SWAPPED_DATES, self->source->name, row->line, text);
    self->reader->zone_needed |= !ret->has_zone && !ret->day_only;
    self->reader->offset_seen |= ret->has_zone;
    return true;
}

/* Was a call that has no time of its own begun when it was written down? It ended soon after. */
static bool
was_called(const AuditActivities *self, const AuditActivity *activity, const When *created,
           const When *ended)
{
    return self->columns[ACT_AT] == IMPORT_NO_COLUMN && activity->channel == CHANNEL_CALL &&
           !(activity->flags & AUDIT_WAS_TASK) && created != NULL && !created->day_only &&
           !ended->day_only && created->at_us <= ended->at_us &&
           ended->at_us - created->at_us <= LONGEST_US;
}

/* When it happened: when it was done, else its own time, else when it was due or written down. What
 * was done within hours of its own time happened then: a call begins before it ends. A day without
 * an hour takes the hour at which it was written down that same day. */
static bool
read_times(AuditActivities *self, AuditActivity *activity)
{
    const CsvRow *row = activity->row;
    When at, begun, created, due;
    bool has_created = read_date(self, row, ACT_CREATED, &created);
    bool has_due = read_date(self, row, ACT_DUE, &due);

    activity->created_us = has_created ? created.at_us : INSTANT_NONE;
    activity->due_us = has_due ? due.at_us + (due.day_only ? DAY_US - 1 : 0) : INSTANT_NONE;
    bool has_begun = read_date(self, row, ACT_AT, &begun);
    bool is_done = read_date(self, row, ACT_COMPLETED, &at);
    if (has_begun && (!is_done || (!at.day_only && !begun.day_only && begun.at_us <= at.at_us &&
                                   at.at_us - begun.at_us <= LONGEST_US)))
        at = begun;
    else if (is_done && was_called(self, activity, has_created ? &created : NULL, &at))
        at = created;
    else if (!is_done) {
        if (has_due)
            at = due;
        else if (has_created)
            at = created;
        else
            return false;
    }
    if (at.day_only && has_created && !created.day_only && created.at_us >= at.at_us &&
        created.at_us < at.at_us + DAY_US)
        at = created;
    activity->at_us = at.at_us;
    activity->flags |= at.day_only ? AUDIT_DAY_ONLY : 0;
    self->reader->book->tells.hours |= !at.day_only;
    return true;
}

/* What a sequence tool sent by itself, but in the name of one of ours. */
static bool
is_sequence_step(AuditActivities *self, const CsvRow *row, uint32_t kinds)
{
    const char *owner = audit_activity_cell(self, row, ACT_OWNER);

    if (owner == NULL)
        owner = audit_activity_cell(self, row, ACT_FROM);
    return kinds & MEANS_SEQUENCE && owner != NULL && audit_meanings_of(&self->owners, owner) == 0;
}

static bool
is_machine(AuditActivities *self, const CsvRow *row, uint32_t kinds, uint32_t *flags)
{
    const char *flag = audit_activity_cell(self, row, ACT_MACHINE);
    uint32_t origin = meaning(self, row, ACT_ORIGIN);

    if ((kinds | origin) & MEANS_MANUAL)
        return false;
    if (flag != NULL) {
        uint32_t means = meaning(self, row, ACT_MACHINE);
        if (!(means & (MEANS_NO | MEANS_MANUAL)))
            return true;
    }
    if (is_sequence_step(self, row, kinds | origin)) {
        *flags |= AUDIT_BY_SEQUENCE;
        return !self->reader->sequences_count;
    }
    return (kinds | origin) & MEANS_MACHINE ||
           audit_meanings_of(&self->owners, audit_activity_cell(self, row, ACT_OWNER)) != 0;
}

/* "[Email] [In] Re: Offer": one of the words in brackets before a subject says which way; those
 * before it are passed. */
static bool
is_marked_inbound(const char **subject)
{
    static const char *const MARKS[] = { "[in]", "[inbound]", "[incoming]", "[received]",
                                         "[eingehend]" };

    for (const char *end; **subject == '[' && (end = strchr(*subject, ']')) != NULL;) {
        for (gsize i = 0; i < G_N_ELEMENTS(MARKS); i++)
            if (g_ascii_strncasecmp(*subject, MARKS[i], strlen(MARKS[i])) == 0)
                return true;
        *subject = end + 1 + strspn(end + 1, " ");
    }
    return false;
}

/* "Call from Ann", "E-Mail von Kunde: ..."; bodies of mails kept as tasks begin with who wrote. */
static bool
text_is_inbound(AuditActivities *self, const CsvRow *row)
{
    static const char *const STARTS[] = {
        "inbound call", "inbound email",     "incoming call",    "incoming email",
        "call from ",   "email from ",       "e-mail from ",     "email: <<",
        "<<",           "e-mail: <<",        "email received",   "anruf vo",
        "e-mail vo",    "eingehender anruf", "eingehende e-mail"
    };
    static const char *const SENDERS[] = { "from:", "von:", "de :", "de:" };
    const char *subject = audit_activity_cell(self, row, ACT_SUBJECT),
               *body = audit_activity_cell(self, row, ACT_BODY);

    if (subject != NULL && is_marked_inbound(&subject))
        return true;
    for (gsize i = 0; i < G_N_ELEMENTS(STARTS) && subject != NULL; i++)
        if (g_ascii_strncasecmp(subject, STARTS[i], strlen(STARTS[i])) == 0)
            return true;
    for (gsize i = 0; i < G_N_ELEMENTS(SENDERS) && body != NULL; i++) {
        if (g_ascii_strncasecmp(body, SENDERS[i], strlen(SENDERS[i])) != 0)
            continue;
        g_autofree char *line = g_strndup(body, MIN(strcspn(body, "\n"), 300));
        return audit_find_by_email(self->reader, line) != AUDIT_NOBODY;
    }
    return false;
}

/* Who began it: the column says, or the kind, or sender and recipient, or the words. */
static bool
is_inbound(AuditActivities *self, const CsvRow *row, uint32_t kinds)
{
    uint32_t direction = meaning(self, row, ACT_DIRECTION);
    const char *from = audit_activity_cell(self, row, ACT_FROM);

    if (self->direction_is_flag && audit_activity_cell(self, row, ACT_DIRECTION) != NULL)
        return (direction & MEANS_NO) == 0;
    if (direction & (MEANS_INBOUND | MEANS_OUTBOUND))
        return (direction & MEANS_INBOUND) != 0;
    if (kinds & (MEANS_INBOUND | MEANS_OUTBOUND))
        return (kinds & MEANS_INBOUND) != 0;
    if ((meaning(self, row, ACT_STATUS) | meaning(self, row, ACT_OUTCOME)) & MEANS_INBOUND)
        return true;
    if (from != NULL && audit_find_by_email(self->reader, from) != AUDIT_NOBODY)
        return true;
    if (from == NULL && text_is_inbound(self, row))
        return true;
    return (kinds & MEANS_REPLIED) != 0 || (direction & MEANS_REPLIED) != 0;
}

static bool
has_lasted(const AuditActivities *self, const CsvRow *row, bool *ret_known)
{
    const char *duration = audit_activity_cell(self, row, ACT_DURATION);
    double seconds = 0;

    *ret_known = duration != NULL && !self->planned_duration;
    if (!*ret_known)
        return false;
    for (const char *part = duration; part != NULL;) {
        seconds = seconds * 60 + g_ascii_strtod(part, NULL); /* "00:05:30" */
        part = strchr(part, ':');
        part = part != NULL ? part + 1 : NULL;
    }
    return seconds >= TALK_SECONDS;
}

/* "Spoke with them", "No answer": a subject is a result where it begins like one. */
static uint32_t
result_in_subject(AuditActivities *self, const AuditActivity *activity)
{
    static const struct {
        const char *words;
        uint32_t means;
    } STARTS[] = {
        { "spoke talked reached connected erreicht gesprochen joint contesto", MEANS_REACHED },
        { "voicemail leftvoicemail leftavoicemail leftvm", MEANS_VOICEMAIL },
        { "noanswer nichterreicht pasdereponse nocontesta busy besetzt", MEANS_NO_ANSWER },
    };
    const char *subject = audit_activity_cell(self, activity->row, ACT_SUBJECT);
    char folded[SHORT_NOTE];

    if (subject == NULL || !text_fold(subject, folded, sizeof folded))
        return 0;
    for (gsize i = 0; i < G_N_ELEMENTS(STARTS); i++) {
        g_auto(GStrv) words = g_strsplit(STARTS[i].words, " ", -1);
        for (char **word = words; *word != NULL; word++)
            if (g_str_has_prefix(folded, *word))
                return STARTS[i].means;
    }
    return 0;
}

/* A call without a result of its own: a short note tells it ("left a voicemail"). */
static uint32_t
result_in_note(AuditActivities *self, const AuditActivity *activity)
{
    const uint32_t results = MEANS_NO_ANSWER | MEANS_VOICEMAIL | MEANS_REACHED | MEANS_DECLINED |
                             MEANS_STOP | MEANS_CALL_BACK | MEANS_UNDELIVERED;
    const char *note = audit_activity_cell(self, activity->row, ACT_BODY);

    if (activity->channel != CHANNEL_CALL ||
        audit_activity_cell(self, activity->row, ACT_OUTCOME) != NULL)
        return 0;
    uint32_t told = note != NULL && strlen(note) <= SHORT_NOTE
                        ? meaning(self, activity->row, ACT_BODY) & results
                        : 0;
    return told != 0 ? told : result_in_subject(self, activity);
}

/* What came of an attempt of ours. */
static void
judge_attempt(AuditActivities *self, AuditActivity *activity, uint32_t results)
{
    bool known, lasted = has_lasted(self, activity->row, &known);
    bool is_meeting = activity->channel == CHANNEL_VISIT;
    results |= result_in_note(self, activity);
    bool meeting_set = !is_meeting && (results & MEANS_PLANNED) && (results & MEANS_MEETING);

    if (results & MEANS_STOP)
        activity->flags |= AUDIT_REACHED | AUDIT_SAYS_STOP;
    else if (results & MEANS_DECLINED)
        activity->flags |= AUDIT_REACHED | AUDIT_SAYS_NO;
    else if (results & MEANS_UNDELIVERED)
        activity->flags |= AUDIT_UNDELIVERED;
    else if (results & MEANS_NO_ANSWER || results & MEANS_VOICEMAIL)
        ;
    else if (results & (MEANS_REACHED | MEANS_REPLIED | MEANS_CALL_BACK) || meeting_set)
        activity->flags |= AUDIT_REACHED;
    else if (is_meeting || (activity->channel == CHANNEL_CALL && known && lasted &&
                            audit_activity_cell(self, activity->row, ACT_OUTCOME) == NULL))
        activity->flags |= AUDIT_REACHED;
    activity->promised |= (results & MEANS_CALL_BACK) != 0;
}

/* What they began. A call that was taken asks for nothing more. */
static void
judge_inbound(AuditActivities *self, AuditActivity *activity, uint32_t results)
{
    const CsvRow *row = activity->row;
    const char *subject = audit_activity_cell(self, row, ACT_SUBJECT),
               *body = audit_activity_cell(self, row, ACT_BODY);
    bool known, lasted = has_lasted(self, row, &known);

    activity->kind = AUDIT_INBOUND;
    if (results & MEANS_STOP)
        activity->flags |= AUDIT_SAYS_STOP | AUDIT_NO_HARM;
    else if (results & MEANS_DECLINED)
        activity->flags |= AUDIT_SAYS_NO | AUDIT_NO_HARM;
    if (results & MEANS_AUTO_REPLY)
        activity->flags |= AUDIT_MACHINE_REPLY;
    if (activity->channel == CHANNEL_VISIT)
        activity->flags |= AUDIT_NO_HARM;
    if (activity->channel == CHANNEL_CALL) {
        bool missed = results & (MEANS_NO_ANSWER | MEANS_VOICEMAIL) || (known && !lasted);
        activity->flags |= missed ? 0 : AUDIT_NO_HARM;
        return;
    }
    activity->flags |= audit_inbound_flags(subject, body != NULL ? audit_body_start(body) : NULL);
}

/* A task or meeting that has not taken place: a promise that may be broken, or nothing. */
static bool
take_planned(AuditActivities *self, AuditActivity *activity, bool cancelled)
{
    audit_reader_note(self->reader, AUDIT_PLANNED, self->source->name, activity->row->line,
                      audit_activity_cell(self, activity->row, ACT_STATUS));
    if (cancelled || activity->channel == CHANNEL_VISIT)
        return false;
    if (activity->due_us == INSTANT_NONE)
        activity->due_us = activity->at_us + (activity->flags & AUDIT_DAY_ONLY ? DAY_US - 1 : 0);
    /* Written down when it was planned, unless the row's own time is that of the plan. */
    if (activity->created_us == INSTANT_NONE && activity->at_us < activity->due_us - DAY_US)
        activity->created_us = activity->at_us;
    activity->kind = AUDIT_TASK;
    activity->at_us = activity->due_us;
    return true;
}

static ChannelKind
channel_of(AuditActivities *self, const CsvRow *row, uint32_t kinds, bool *ret_is_contact)
{
    ChannelKind channel = audit_meaning_channel(kinds);
    bool is_task = kinds & MEANS_TASK ||
                   (!(kinds & ~(MEANS_MACHINE | MEANS_MANUAL)) && self->file_meaning & MEANS_TASK);

    /* An answer of which nothing else is said is one in writing. */
    if (channel == CHANNEL_NONE && !is_task && !(kinds & MEANS_NOTE) && kinds & MEANS_REPLIED &&
        audit_meaning_channel(self->file_meaning) == CHANNEL_NONE)
        channel = CHANNEL_EMAIL;
    *ret_is_contact = channel != CHANNEL_NONE;
    if (channel == CHANNEL_NONE && !is_task)
        channel = audit_meaning_channel(self->file_meaning);
    if (channel == CHANNEL_NONE) {
        uint32_t subject = meaning(self, row, ACT_SUBJECT) | meaning(self, row, ACT_DIRECTION);
        channel = audit_meaning_channel(subject);
        *ret_is_contact = channel != CHANNEL_NONE || (is_task && subject & MEANS_FOLLOW_UP);
    } else {
        *ret_is_contact = true;
    }
    return channel;
}

static bool
is_planned(AuditActivities *self, const AuditActivity *activity, uint32_t status, uint32_t outcome)
{
    const char *done = audit_activity_cell(self, activity->row, ACT_DONE);

    if (done == NULL && self->blank_is_open && !(status & MEANS_DONE))
        return true;
    if (done != NULL && !(status & MEANS_DONE))
        return (meaning(self, activity->row, ACT_DONE) & (MEANS_NO | MEANS_PLANNED)) != 0;
    if (activity->channel == CHANNEL_VISIT && outcome & MEANS_PLANNED)
        return true;
    return (status & MEANS_PLANNED) && !(status & MEANS_DONE);
}

bool
audit_activity_understand(AuditActivities *self, AuditActivity *activity)
{
    const CsvRow *row = activity->row;
    uint32_t kinds = meaning(self, row, ACT_KIND) | meaning(self, row, ACT_KIND2);
    uint32_t status = meaning(self, row, ACT_STATUS), outcome = meaning(self, row, ACT_OUTCOME);
    uint32_t direction = meaning(self, row, ACT_DIRECTION);
    bool is_contact;
    When when;

    activity->kind = AUDIT_ATTEMPT;
    activity->flags |= (kinds | self->file_meaning) & MEANS_TASK ? AUDIT_WAS_TASK : 0;
    activity->replied_us = INSTANT_NONE;
    activity->channel = channel_of(self, row, kinds, &is_contact);
    if (kinds & (MEANS_NOTE | MEANS_WATCHED) || direction & MEANS_INTERNAL || !is_contact) {
        bool odd = !is_contact && !(kinds & (MEANS_NOTE | MEANS_WATCHED | MEANS_TASK)) &&
                   !(self->file_meaning & (MEANS_TASK | MEANS_NOTE));
        audit_reader_note(self->reader, odd ? AUDIT_ODD_CHANNEL : AUDIT_NOT_CONTACT,
                          self->source->name, row->line,
                          audit_activity_cell(self, row, odd ? ACT_KIND : ACT_SUBJECT));
        return false;
    }
    /* What failed before it could be sent has no time of its own. */
    if (status & MEANS_UNDELIVERED && self->columns[ACT_AT] != IMPORT_NO_COLUMN &&
        audit_activity_cell(self, row, ACT_AT) == NULL &&
        audit_activity_cell(self, row, ACT_COMPLETED) == NULL)
        return take_planned(self, activity, true);
    if (!read_times(self, activity)) {
        const char *text = audit_activity_cell(self, row, ACT_AT);
        audit_reader_note(self->reader, AUDIT_BAD_DATE, self->source->name, row->line,
                          text != NULL ? text : audit_activity_cell(self, row, ACT_DUE));
        return false;
    }
    if (is_machine(self, row, kinds, &activity->flags))
        activity->flags |= AUDIT_BY_MACHINE;
    bool inbound = is_inbound(self, row, kinds);
    /* Subjects differ from row to row: they are only read where they matter. */
    bool may_promise = (kinds | self->file_meaning) & MEANS_TASK ||
                       activity->due_us != INSTANT_NONE || status & MEANS_PLANNED;
    uint32_t words = inbound || may_promise ? meaning(self, row, ACT_SUBJECT) : 0;
    activity->promised = may_promise && words & MEANS_PROMISE;
    if (status & MEANS_CANCELLED || outcome & MEANS_CANCELLED)
        return take_planned(self, activity, true);
    if (is_planned(self, activity, status, outcome))
        return take_planned(self, activity, false);
    if (inbound) {
        judge_inbound(self, activity, outcome | status | (words & MEANS_AUTO_REPLY));
        return true;
    }
    judge_attempt(self, activity,
                  outcome | (status & ~(MEANS_MEETING | MEANS_VOICEMAIL)) |
                      (status & MEANS_VOICEMAIL));
    const char *bounced = audit_activity_cell(self, row, ACT_BOUNCED);
    if (bounced != NULL && !(meaning(self, row, ACT_BOUNCED) & MEANS_NO))
        activity->flags |= AUDIT_UNDELIVERED;
    const char *replied = audit_activity_cell(self, row, ACT_REPLIED);
    if (replied != NULL && !(meaning(self, row, ACT_REPLIED) & MEANS_NO)) {
        if (when_read(replied, &self->habits[ACT_REPLIED], self->reader->zone, &when))
            activity->replied_us = when.at_us;
        activity->flags |= AUDIT_REACHED;
    }
    return true;
}
