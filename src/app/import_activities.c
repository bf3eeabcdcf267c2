/* Past attempts from a file: calls, mails, meetings that a person or another program made.
 *
 * Each becomes a touch that was made, with its ledger row. A row is known again by the id the other
 * system gave, else by person, time, channel and subject, so that importing twice changes nothing.
 * What is only planned, and what the other side began, is no attempt and is left out. */
#include "app/import.h"

#include <string.h>

#include "app/import_columns.h"
#include "app/import_person.h"
#include "app/import_text.h"
#include "app/record.h"
#include "core/channel_kind.h"
#include "core/outcome.h"
#include "store/queries.h"
#include "text/fold.h"

#define MAX_TEXT 2000
#define EVIDENCE_ROWS 2000 /* looked at to tell 04/05 from 05/04 */

enum {
    ID,
    MESSAGE_ID,
    AT,
    KIND,
    DIRECTION,
    OUTCOME,
    STATUS,
    DURATION,
    EMAIL,
    PERSON_ID,
    LEAD_ID,
    SUBJECT,
    NOTE,
    OWNER,
    FIELDS
};

static const ImportColumnWords WORDS[FIELDS] = {
    [ID] = { "id",
             "taskid eventid activityid callid engagementid meetingid objectid externalid id" },
    [MESSAGE_ID] = { "message_id", "messageid internetmessageid" },
    [AT] = { "at", "callstarttime startdatetime starttime start activitydatetime activitydate "
                   "datetime senton sentat senttime timestamp date when completedtime "
                   "completeddate duedate createdtime createdate createddate created datum" },
    [KIND] = { "channel", "channel activitytype engagementtype type tasksubtype kanal" },
    [DIRECTION] = { "direction", "direction calltype calldirection emaildirection" },
    [OUTCOME] = { "outcome", "outcome calloutcome callresult calldisposition disposition "
                             "meetingoutcome result ergebnis" },
    [STATUS] = { "status", "status callstatus state emailstatus" },
    [DURATION] = { "duration", "callduration callduration(inseconds) calldurationinseconds "
                               "calldurationinminutes duration durationinminutes" },
    [EMAIL] = { "email", "email emailaddress contactemail leademail prospectemail prospect to "
                         "recipient recipientemail" },
    [PERSON_ID] = { "person_id", "contactid whoid prospectid personid associatedcontactid" },
    [LEAD_ID] = { "lead_id", "leadid" },
    [SUBJECT] = { "subject", "subject emailsubject title betreff name" },
    [NOTE] = { "note", "note notes description body comments callpurpose emailtext bodypreview" },
    [OWNER] = { "owner", "callowner taskowner eventowner activityowner owner assignedto assigned "
                         "user rep" },
};

typedef struct {
    App *app;
    DbConn *conn;
    ImportSource source;
    ImportErrors errors;
    GHashTable *users;
    GStringChunk *texts;
    gsize columns[FIELDS];
    ChannelKind file_channel; /* of rows that name none, by the file's own columns */
    bool day_first;
    int64_t user_id; /* who stands in for owners nobody knows here */
    int64_t rows, created, skipped, not_attempts;
} Activities;

static void
activities_clear(Activities *self)
{
    import_source_clear(&self->source);
    import_errors_clear(&self->errors);
    g_clear_pointer(&self->users, g_hash_table_unref);
    g_clear_pointer(&self->texts, g_string_chunk_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Activities, activities_clear)

typedef struct {
    const CsvRow *row;
    int64_t prospect_id;
    Instant at_us;
    ChannelKind channel;
    Outcome outcome;
    const char *subject, *note;
    char key[128];
} Activity;

static const char *
cell(const Activities *self, const CsvRow *row, int field)
{
    return import_columns_text(row, self->columns[field]);
}

static void
complain(Activities *self, const CsvRow *row, int field, const char *value, const char *message)
{
    const char *header = self->columns[field] != IMPORT_NO_COLUMN
                             ? self->source.headers[self->columns[field]]
                             : NULL;

    import_errors_add(&self->errors, row->line, header, value, message);
}

/* Does the folded text hold one of the blank-separated words? */
static bool
says(const char *text, const char *words)
{
    char folded[128];

    if (text == NULL || !text_fold(text, folded, sizeof folded))
        return false;
    g_auto(GStrv) list = g_strsplit(words, " ", -1);
    for (char **word = list; *word != NULL; word++)
        if (strstr(folded, *word) != NULL)
            return true;
    return false;
}

static ChannelKind
channel_of(const char *text, ChannelKind otherwise)
{
    static const struct {
        const char *words;
        ChannelKind channel;
    } KINDS[] = {
        { "voicemail mailbox", CHANNEL_VOICEMAIL },
        { "mail", CHANNEL_EMAIL },
        { "call phone anruf appel llamada", CHANNEL_CALL },
        { "sms textmessage whatsapp", CHANNEL_SMS },
        { "linkedin social xing inmail", CHANNEL_SOCIAL },
        { "letter brief post", CHANNEL_LETTER },
        { "meeting event visit demo termin besuch", CHANNEL_VISIT },
        { "fax", CHANNEL_FAX },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (says(text, KINDS[i].words))
            return KINDS[i].channel;
    return otherwise;
}

/* A file of calls only need not say so in each row. */
static ChannelKind
channel_of_file(const ImportSource *source)
{
    for (gsize c = 0; c < source->header_count; c++) {
        if (says(source->headers[c], "callstart callid callduration calldisposition"))
            return CHANNEL_CALL;
        if (says(source->headers[c], "eventid meetingid startdatetime"))
            return CHANNEL_VISIT;
        if (says(source->headers[c], "emailsubject messageid"))
            return CHANNEL_EMAIL;
    }
    return CHANNEL_NONE;
}

static Outcome
outcome_of(const Activities *self, const CsvRow *row, ChannelKind channel)
{
    static const struct {
        const char *words;
        Outcome outcome;
    } OUTCOMES[] = {
        { "noanswer notreached unanswered notavailable nichterreicht missed", OUTCOME_NO_ANSWER },
        { "voicemail leftmessage", OUTCOME_VOICEMAIL },
        { "busy besetzt", OUTCOME_BUSY },
        { "gatekeeper", OUTCOME_GATEKEEPER },
        { "wrongnumber badnumber", OUTCOME_WRONG_NUMBER },
        { "callback calllater", OUTCOME_CALL_BACK },
        { "notinterested", OUTCOME_NOT_INTERESTED },
        { "notnow", OUTCOME_NOT_NOW },
        { "donotcontact donotcall unsubscribe optout", OUTCOME_STOP },
        { "interested", OUTCOME_INTERESTED },
        { "meeting appointment", OUTCOME_MEETING },
        { "referred referral", OUTCOME_REFERRED },
        { "bounce", OUTCOME_BOUNCED },
        { "fail", OUTCOME_FAILED },
        { "deliver", OUTCOME_DELIVERED },
        { "sent", OUTCOME_SENT },
        { "reached connected answered spoke", OUTCOME_REACHED },
    };
    const char *said = cell(self, row, OUTCOME);
    const char *duration = cell(self, row, DURATION);

    Outcome exact = said != NULL ? outcome_parse(said) : OUTCOME_COUNT;
    if (exact != OUTCOME_COUNT && exact != OUTCOME_NONE)
        return exact;
    for (gsize i = 0; i < G_N_ELEMENTS(OUTCOMES); i++)
        if (says(said, OUTCOMES[i].words))
            return OUTCOMES[i].outcome;
    if (channel == CHANNEL_CALL && duration != NULL)
        return g_ascii_strtod(duration, NULL) > 0 ? OUTCOME_REACHED : OUTCOME_NO_ANSWER;
    if (channel == CHANNEL_VOICEMAIL)
        return OUTCOME_VOICEMAIL;
    if (channel == CHANNEL_VISIT)
        return OUTCOME_MEETING;
    return channel_kind_is_written(channel) ? OUTCOME_SENT : OUTCOME_DONE;
}

static bool
find_by_external(Activities *self, const char *id, int64_t *ret_id, GError **error)
{
    g_auto(SqlProspectIdByExternalRow) row = { 0 };
    SqlProspectIdByExternalParams params = { .workspace_id = self->app->workspace_id,
                                             .external_id = id };
    bool found;

    if (!sql_prospect_id_by_external(self->conn, &params, &row, &found, error))
        return false;
    *ret_id = found ? row.id : 0;
    return true;
}

/* By contact id, lead id, address; `ret_id` 0 when nobody is meant or known. */
static bool
find_person(Activities *self, const CsvRow *row, int64_t *ret_id, GError **error)
{
    static const int IDS[] = { PERSON_ID, LEAD_ID };
    const char *email = cell(self, row, EMAIL);

    *ret_id = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(IDS) && *ret_id == 0; i++) {
        const char *text = cell(self, row, IDS[i]);
        const char *id = text != NULL ? import_text_clean(self->texts, text, 200, NULL) : NULL;
        if (id == NULL || strcmp(id, "0") == 0)
            continue;
        g_autofree char *lead = g_strconcat(IMPORT_LEAD_PREFIX, id, NULL);
        if (IDS[i] == LEAD_ID && !find_by_external(self, lead, ret_id, error))
            return false;
        if (*ret_id == 0 && !find_by_external(self, id, ret_id, error))
            return false;
    }
    if (*ret_id != 0 || email == NULL)
        return true;
    g_auto(SqlProspectIdByEmailRow) found_row = { 0 };
    g_autofree char *key = g_strstrip(g_utf8_strdown(email, -1));
    SqlProspectIdByEmailParams params = { .workspace_id = self->app->workspace_id,
                                          .email_key = key };
    bool found;
    if (!sql_prospect_id_by_email(self->conn, &params, &found_row, &found, error))
        return false;
    *ret_id = found ? found_row.id : 0;
    return true;
}

/* What the other side began, what was called off, and what lies ahead, is no attempt. */
static bool
is_attempt(const Activities *self, const Activity *activity)
{
    const char *status = cell(self, activity->row, STATUS);
    const char *direction = cell(self, activity->row, DIRECTION);

    return !says(direction, "inbound incoming missed received eingehend") &&
           !says(status, "planned scheduled notstarted deferred cancel waiting draft inprogress") &&
           activity->at_us <= app_now_us(self->app);
}

static void
set_key(const Activities *self, Activity *activity)
{
    const char *message_id = cell(self, activity->row, MESSAGE_ID);
    const char *id = cell(self, activity->row, ID);

    if (message_id != NULL && activity->channel == CHANNEL_EMAIL) {
        gsize length = strcspn(message_id + (*message_id == '<'), "> ");
        g_snprintf(activity->key, sizeof activity->key, "%.*s", (int)MIN(length, 120),
                   message_id + (*message_id == '<'));
    } else if (id != NULL) {
        g_snprintf(activity->key, sizeof activity->key, "import:%s:%.80s",
                   channel_kind_name(activity->channel), id);
    } else {
        uint64_t hash = hash_text(activity->subject != NULL ? activity->subject : "",
                                  (uint64_t)activity->at_us ^ (uint64_t)activity->prospect_id);
        g_snprintf(activity->key, sizeof activity->key, "import:%s:%016" G_GINT64_MODIFIER "x",
                   channel_kind_name(activity->channel), hash);
    }
}

/* Fills the activity; false when the row is none (and is listed, or counted as no attempt). */
static bool
read_row(Activities *self, Activity *activity)
{
    const CsvRow *row = activity->row;
    const char *at = cell(self, row, AT), *subject = cell(self, row, SUBJECT);
    const char *note = cell(self, row, NOTE);

    if (at == NULL || !import_date_parse(at, self->day_first, self->app->zone, &activity->at_us)) {
        complain(self, row, AT, at, "not a date and time; write it as 2026-11-26 09:00");
        return false;
    }
    activity->channel = channel_of(cell(self, row, KIND), self->file_channel);
    if (activity->channel == CHANNEL_NONE)
        activity->channel = channel_of(subject, CHANNEL_NONE);
    if (activity->channel == CHANNEL_NONE) {
        complain(self, row, KIND, cell(self, row, KIND),
                 "neither call, mail, meeting nor any other channel");
        return false;
    }
    if (!is_attempt(self, activity)) {
        self->not_attempts++;
        return false;
    }
    activity->outcome = outcome_of(self, row, activity->channel);
    if (subject != NULL)
        activity->subject = import_text_clean(self->texts, subject, MAX_TEXT, NULL);
    if (note != NULL)
        activity->note = import_text_clean(self->texts, note, MAX_TEXT, NULL);
    return true;
}

static int64_t
user_of(const Activities *self, const CsvRow *row)
{
    const char *owner = cell(self, row, OWNER);

    if (owner == NULL)
        return self->user_id;
    g_autofree char *key = g_strstrip(g_utf8_strdown(owner, -1));
    gpointer id = g_hash_table_lookup(self->users, key);
    return id != NULL ? GPOINTER_TO_INT(id) : self->user_id;
}

static bool
record(Activities *self, const Activity *activity, GError **error)
{
    App *app = self->app;
    g_auto(SqlTouchInsertRow) made = { 0 };
    int64_t user_id = user_of(self, activity->row);
    SqlTouchInsertParams touch = {
        .workspace_id = app->workspace_id,
        .prospect_id = activity->prospect_id,
        .enrollment_id = DB_NULL_INT,
        .version_id = DB_NULL_INT,
        .user_id = user_id,
        .mailbox_id = DB_NULL_INT,
        .promise_id = DB_NULL_INT,
        .channel = channel_kind_name(activity->channel),
        .state = "made",
        .planned_us = activity->at_us,
        .due_from_us = activity->at_us,
        .due_until_us = activity->at_us,
        .made_us = activity->at_us,
        .outcome = outcome_name(activity->outcome),
        .subject = activity->subject,
        .message_id = activity->key,
        .note = activity->note,
        .created_us = app_now_us(app),
    };
    SqlProspectNoteTouchParams touched = { .at_us = activity->at_us,
                                           .workspace_id = app->workspace_id,
                                           .id = activity->prospect_id };

    if (!sql_touch_insert(self->conn, &touch, &made, NULL, error))
        return false;
    LedgerEntry entry = {
        .prospect_id = activity->prospect_id,
        .at_us = activity->at_us,
        .kind = "outcome",
        .touch_id = made.id,
        .user_id = user_id,
        .channel = touch.channel,
        .outcome = touch.outcome,
        .text = activity->note != NULL ? activity->note : activity->subject,
        .detail = "{\"imported\":true}",
    };
    self->created++;
    return ledger_note(app, self->conn, &entry, NULL, error) &&
           (!outcome_is_attempt(activity->outcome) ||
            sql_prospect_note_touch(self->conn, &touched, NULL, error));
}

static bool
take_row(Activities *self, const CsvRow *row, GError **error)
{
    Activity activity = { .row = row };
    g_auto(SqlTouchByMessageRow) before = { 0 };
    bool known;

    g_string_chunk_clear(self->texts);
    if (!read_row(self, &activity))
        return true;
    if (!find_person(self, row, &activity.prospect_id, error))
        return false;
    if (activity.prospect_id == 0) {
        int field = cell(self, row, PERSON_ID) != NULL ? PERSON_ID
                    : cell(self, row, LEAD_ID) != NULL ? LEAD_ID
                                                       : EMAIL;
        complain(self, row, field, cell(self, row, field),
                 "no prospect is known by this; import the people first");
        return true;
    }
    set_key(self, &activity);
    SqlTouchByMessageParams key = { .workspace_id = self->app->workspace_id,
                                    .message_id = activity.key };
    if (!sql_touch_by_message(self->conn, &key, &before, &known, error))
        return false;
    self->skipped += known;
    return known || record(self, &activity, error);
}

static bool
take_rows(Activities *self, GError **error)
{
    for (;;) {
        g_autoptr(GError) problem = NULL;
        CsvRow row;
        switch (csv_reader_next(self->source.csv, &row, &problem)) {
        case CSV_END:
            return true;
        case CSV_ROW:
            self->rows++;
            import_errors_add_odd(&self->errors, &self->source, &row);
            if (!take_row(self, &row, error))
                return false;
            continue;
        case CSV_ERROR:
            break;
        }
        if (!g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_INVALID)) {
            g_propagate_error(error, g_steal_pointer(&problem));
            return false;
        }
        self->rows++;
        import_errors_add(&self->errors, row.line, NULL, NULL, problem->message);
    }
}

/* Reads the start of the file once to learn whether days or months come first. Standard input
 * cannot be read twice: there months come first. */
static bool
look_at_dates(Activities *self, const ImportOptions *options, GError **error)
{
    g_auto(ImportSource) source = { .fd = -1 };
    int evidence = 0;
    CsvRow row;

    if (options->text == NULL && g_strcmp0(options->file, "-") == 0)
        return true;
    if (!import_source_open(&source, options->file, options->text, error))
        return false;
    for (int i = 0; i < EVIDENCE_ROWS; i++) {
        CsvResult result = csv_reader_next(source.csv, &row, NULL);
        const char *at = result == CSV_ROW ? cell(self, &row, AT) : NULL;
        if (result == CSV_END)
            break;
        evidence += at != NULL ? import_date_evidence(at) : 0;
    }
    self->day_first = evidence > 0;
    return true;
}

static bool
prepare(Activities *self, const ImportOptions *options, GError **error)
{
    const gsize *columns = self->columns;

    self->texts = g_string_chunk_new(4096);
    import_errors_init(&self->errors);
    if (!import_source_open(&self->source, options->file, options->text, error) ||
        !import_columns_find(&self->source, WORDS, FIELDS, options->overrides, self->columns,
                             error))
        return false;
    import_errors_take(&self->errors, &self->source.errors);
    self->file_channel = channel_of_file(&self->source);
    if (columns[AT] == IMPORT_NO_COLUMN)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s: no column says when; name it, for instance --map at=\"COLUMN\"",
                         self->source.name);
    if (columns[EMAIL] == IMPORT_NO_COLUMN && columns[PERSON_ID] == IMPORT_NO_COLUMN &&
        columns[LEAD_ID] == IMPORT_NO_COLUMN)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s: no column says with whom; name it, for instance --map "
                         "email=\"COLUMN\" or --map person_id=\"COLUMN\"",
                         self->source.name);
    return look_at_dates(self, options, error);
}

bool
import_activities(App *app, const Actor *actor, const ImportOptions *options, json_t **ret_result,
                  GError **error)
{
    g_auto(Activities) self = { .app = app, .source = { .fd = -1 }, .user_id = actor->user_id };
    g_auto(SqlUserFirstRow) first = { 0 };
    SqlUserFirstParams any = { .workspace_id = app->workspace_id };

    if (!prepare(&self, options, error))
        return false;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL)
        return false;
    self.conn = write->conn;
    self.users = import_users(app, write->conn, error);
    if (self.users == NULL || !sql_user_first(write->conn, &any, &first, NULL, error))
        return false;
    if (self.user_id == 0)
        self.user_id = first.id;
    if (options->owner != NULL &&
        !app_find_user(app, write->conn, options->owner, &self.user_id, error))
        return false;
    if (!take_rows(&self, error) || (!options->dry_run && !app_commit(write, error)))
        return false;
    *ret_result = json_object();
    json_set_int(*ret_result, "rows", self.rows);
    json_set_int(*ret_result, "created", self.created);
    json_set_int(*ret_result, "updated", 0);
    json_set_int(*ret_result, "skipped", self.skipped);
    json_set_int(*ret_result, "not_attempts", self.not_attempts);
    import_errors_report(&self.errors, *ret_result);
    json_set_bool(*ret_result, "dry_run", options->dry_run);
    return true;
}
