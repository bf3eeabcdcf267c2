/* See audit.h. */
#include "app/audit.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "app/audit_activities.h"
#include "app/audit_columns.h"
#include "app/audit_files.h"
#include "app/audit_leads.h"
#include "app/audit_ledger.h"
#include "app/audit_mailbox.h"
#include "app/audit_source.h"
#include "app/import_text.h"
#include "base/error.h"
#include "text/place.h"

static bool
read_files(AuditRun *self, GArray *files, AuditFileKind kind, const char *const *overrides,
           GError **error)
{
    for (guint i = 0; i < files->len; i++) {
        const AuditFile *file = &g_array_index(files, AuditFile, i);
        g_auto(ImportSource) source = { .fd = -1 };
        bool both = file->kind == AUDIT_FILE_BOTH && kind != AUDIT_FILE_LINKS;
        if (file->kind != kind && !both)
            continue;
        if (!audit_source_open(&source, file->name, file->sheet, error))
            return false;
        self->reader.joined = both;
        bool done = kind == AUDIT_FILE_LEADS
                        ? audit_read_leads(&self->reader, &source, overrides, error)
                    : kind == AUDIT_FILE_LINKS
                        ? audit_read_links(&self->reader, &source, error)
                        : audit_read_activities(&self->reader, &source, overrides, error);
        if (!done)
            return false;
    }
    return true;
}

/* "9-17", "8:30-18". */
static bool
read_hours(const char *text, WeekWindows *ret, GError **error)
{
    int from = 0, from_minute = 0, until = 0, until_minute = 0, end = 0;

    if (sscanf(text, "%d:%d-%d:%d%n", &from, &from_minute, &until, &until_minute, &end) != 4 &&
        (from_minute = until_minute = end = 0, sscanf(text, "%d-%d%n", &from, &until, &end) != 2))
        end = 0;
    int begin = from * 60 + from_minute, stop = until * 60 + until_minute;
    if (end == 0 || text[end] != '\0' || begin < 0 || begin >= stop || stop > 24 * 60)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "hours: \"%.40s\" should read like 9-17 or 8:30-18:00", text);
    for (int weekday = 0; weekday < 5; weekday++)
        ret->days[weekday] = (DayWindow){ (int16_t)begin, (int16_t)stop };
    return true;
}

static bool
set_up(AuditRun *self, App *app, const AuditOptions *options, bool has_files, GError **error)
{
    const Zone *zone = zone_utc();

    if (options->zone != NULL && (zone = zone_get(options->zone, error)) == NULL)
        return false;
    audit_reader_init(&self->reader, zone, app_now_us(app));
    audit_params_default(&self->params, app_now_us(app));
    self->rows = options->rows;
    self->params.max_rows = MAX(options->rows, options->list_rows);
    self->reader.zone_given = options->zone != NULL;
    self->reader.sequences_count =
        options->sequences != NULL ? strcmp(options->sequences, "people") == 0 : has_files;
    if (options->zone != NULL)
        self->params.zone = zone;
    if (options->country != NULL) {
        self->reader.country = place_country_code(options->country);
        if (self->reader.country == NULL)
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "country: \"%.60s\" is no country; write DE or Germany",
                             options->country);
    }
    return (options->hours == NULL || read_hours(options->hours, &self->params.hours, error)) &&
           audit_columns_check(options->overrides, error);
}

/* Who signs in is our side, with all of that domain. */
static json_t *
own_of_user(const char *user)
{
    const char *at = user != NULL ? strrchr(user, '@') : NULL;
    json_t *own = json_array();

    if (at != NULL) {
        json_array_append_new(own, json_string(user));
        if (!import_domain_is_shared(at + 1))
            json_array_append_new(own, json_string(at + 1));
    }
    return own;
}

static bool
read_imap(AuditRun *self, const AuditOptions *options, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    g_autoptr(json_t) guessed = own_of_user(options->imap.user);
    char *folder = NULL;

    if (!audit_imap_copy(&options->imap, &folder, error))
        return false;
    g_ptr_array_add(paths, folder);
    bool done = audit_read_mailboxes(&self->reader, paths, options->imap.url,
                                     options->own != NULL ? options->own : guessed, error);
    audit_imap_drop(folder);
    return done;
}

static bool
read_mailboxes(AuditRun *self, GArray *files, const AuditOptions *options, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new();

    for (guint i = 0; i < files->len; i++)
        if (g_array_index(files, AuditFile, i).kind == AUDIT_FILE_MAILBOX)
            g_ptr_array_add(paths, (gpointer)g_array_index(files, AuditFile, i).name);
    if (paths->len > 0 || options->imap.url != NULL)
        self->source = paths->len == files->len ? "mailbox" : "files";
    if (paths->len > 0 && !audit_read_mailboxes(&self->reader, paths, g_ptr_array_index(paths, 0),
                                                options->own, error))
        return false;
    return options->imap.url == NULL || read_imap(self, options, error);
}

static bool
say_no_leads(const AuditRun *self, GError **error)
{
    if (strcmp(self->source, "mailbox") == 0)
        return error_set(
            error, SEVENTH_ERROR_INVALID,
            "the mailbox holds no mail from or to anybody outside; --own says who is inside");
    if (self->reader.left_out == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "there is no lead in these files; name the file of leads with --leads");
    return error_set(error, SEVENTH_ERROR_INVALID,
                     "there is no lead in these files. The columns of %.2000s are those of neither "
                     "leads nor activities: say what a file is with --leads or --activities, and "
                     "name its columns with --map FIELD=COLUMN",
                     self->reader.left_out->str);
}

static bool
read_all(AuditRun *self, const AuditOptions *options, GError **error)
{
    g_autoptr(GArray) files = g_array_new(FALSE, TRUE, sizeof(AuditFile));

    self->source = "files";
    if (!audit_files_gather(&self->reader, options, files, error) ||
        !audit_files_check(files, options->overrides, error))
        return false;
    self->reader.phones_wanted = audit_files_want_phones(files, options->overrides);
    if (!read_files(self, files, AUDIT_FILE_LEADS, options->overrides, error))
        return false;
    if (!read_mailboxes(self, files, options, error))
        return false;
    if (self->reader.book->leads->len == 0)
        return say_no_leads(self, error);
    return read_files(self, files, AUDIT_FILE_LINKS, options->overrides, error) &&
           read_files(self, files, AUDIT_FILE_ACTIVITIES, options->overrides, error);
}

/* The workspace's own zone stands for whoever has none. */
static bool
read_own(AuditRun *self, App *app, const AuditOptions *options, GError **error)
{
    if (options->zone == NULL) {
        self->reader.zone = app->zone;
        self->params.zone = app->zone;
    }
    return audit_read_ledger(&self->reader, app, error);
}

/* Records without any offset tell the time as it was for whoever wrote it down; which zone that is
 * nobody knows, so decent hours are judged by that very clock. */
static void
settle_clock(AuditRun *self)
{
    const AuditReader *reader = &self->reader;

    if (self->params.zone != NULL || !reader->zone_needed || reader->offset_seen)
        return;
    self->params.zone = reader->zone;
    self->params.same_clock = true;
}

AuditRun *
audit_run(App *app, const AuditOptions *options, GError **error)
{
    g_autoptr(AuditRun) self = g_new0(AuditRun, 1);

    bool has_files = options->leads != NULL || options->activities != NULL ||
                     options->files != NULL || options->imap.url != NULL;
    if (!set_up(self, app, options, has_files, error))
        return NULL;
    if (!has_files && app->db == NULL) {
        error_set(error, SEVENTH_ERROR_INVALID,
                  "name files of leads and activities, a mailbox, or a workspace with --db");
        return NULL;
    }
    if (!has_files)
        self->source = "ledger";
    if (has_files ? !read_all(self, options, error) : !read_own(self, app, options, error))
        return NULL;
    settle_clock(self);
    audit_reader_forget(&self->reader);
    self->result = audit_count(self->reader.book, &self->params);
    return g_steal_pointer(&self);
}

void
audit_run_free(AuditRun *self)
{
    if (self == NULL)
        return;
    g_clear_pointer(&self->result, audit_result_free);
    if (self->reader.book != NULL)
        audit_reader_clear(&self->reader);
    g_free(self);
}
