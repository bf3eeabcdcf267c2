/* See audit_files.h. */
#include "app/audit_files.h"

#include <string.h>

#include "app/audit_guess.h"
#include "app/audit_leads.h"
#include "app/audit_mailbox.h"
#include "app/audit_source.h"
#include "base/error.h"
#include "text/xlsx.h"

/* What is neither leads nor activities is left out and said; it would be no reason to tell nothing
 * of the rest. */
static void
leave_out(AuditReader *reader, const AuditFile *file)
{
    g_auto(ImportSource) source = { .fd = -1 };
    g_autofree char *base = g_path_get_basename(file->name);

    if (!audit_source_open(&source, file->name, file->sheet, NULL))
        return;
    g_autofree char *headers = g_strjoinv("\", \"", source.headers);
    if (reader->left_out == NULL)
        reader->left_out = g_string_new(NULL);
    g_string_append_printf(reader->left_out, "%s%.80s (\"%.200s\")",
                           reader->left_out->len > 0 ? ", " : "", base, headers);
    audit_note_input(reader, &source, "neither", NULL, 0, NULL, 0);
}

static void
add_file(GArray *files, AuditFile file)
{
    for (guint i = 0; i < files->len; i++) {
        const AuditFile *known = &g_array_index(files, AuditFile, i);
        if (known->sheet == file.sheet && file.sheet > 0 && strcmp(known->name, file.name) == 0)
            return;
    }
    g_array_append_val(files, file);
}

/* Of a workbook with several sheets: those that hold leads or activities, whatever it was given as.
 * False when there is but one sheet, or none that does. */
static bool
gather_sheets(AuditReader *reader, const char *name, GArray *files)
{
    g_auto(GStrv) names = xlsx_is(name) ? xlsx_sheet_names(name, NULL) : NULL;
    guint count = names != NULL ? g_strv_length(names) : 0, taken = 0;

    for (guint sheet = 0; sheet < count && count > 1; sheet++) {
        AuditFile file = { .name = name, .sheet = sheet };
        if (audit_role_of(&file, NULL) && file.kind != AUDIT_FILE_UNKNOWN && file.has_people) {
            add_file(files, file);
            taken++;
        } else {
            audit_reader_note(reader, AUDIT_SHEET_LEFT, name, 0, names[sheet]);
        }
    }
    return taken > 0;
}

static bool
gather_file(AuditReader *reader, const char *name, AuditFileKind kind, GArray *files,
            GError **error)
{
    AuditFile file = { .name = name, .kind = kind, .told = kind != AUDIT_FILE_UNKNOWN };
    bool piped = strcmp(name, "-") == 0;

    if (piped && !file.told)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "say whether standard input holds --leads or --activities");
    if (!piped && gather_sheets(reader, name, files))
        return true;
    if (!piped && kind != AUDIT_FILE_LEADS && audit_is_mailbox(name)) {
        file.kind = AUDIT_FILE_MAILBOX;
        file.told = true;
    } else if (kind != AUDIT_FILE_LEADS && !piped && !audit_role_of(&file, error)) {
        return false;
    }
    add_file(files, file);
    return true;
}

bool
audit_files_gather(AuditReader *reader, const AuditOptions *options, GArray *files, GError **error)
{
    const json_t *lists[] = { options->leads, options->activities, options->files };
    static const AuditFileKind KINDS[] = { AUDIT_FILE_LEADS, AUDIT_FILE_ACTIVITIES,
                                           AUDIT_FILE_UNKNOWN };
    gsize index;
    json_t *name;

    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        json_array_foreach(lists[i], index, name)
        {
            if (!gather_file(reader, json_string_value(name), KINDS[i], files, error))
                return false;
        }
    audit_roles_settle((AuditFile *)(void *)files->data, files->len);
    for (guint i = 0; i < files->len; i++)
        if (g_array_index(files, AuditFile, i).kind == AUDIT_FILE_UNKNOWN)
            leave_out(reader, &g_array_index(files, AuditFile, i));
    return true;
}

bool
audit_files_check(GArray *files, const char *const *overrides, GError **error)
{
    for (gsize i = 0; overrides != NULL && overrides[i] != NULL; i++) {
        bool fits = false;
        for (guint f = 0; f < files->len && !fits; f++) {
            const AuditFile *file = &g_array_index(files, AuditFile, f);
            g_auto(ImportSource) source = { .fd = -1 };
            if (file->kind == AUDIT_FILE_MAILBOX)
                continue;
            fits = strcmp(file->name, "-") == 0;
            if (!fits && !audit_source_open(&source, file->name, file->sheet, error))
                return false;
            fits = fits || audit_override_fits(&source, overrides[i]);
        }
        if (!fits)
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "map: none of the files has the column of \"%.120s\"; `seventh audit "
                             "columns FILE...` shows what they have",
                             overrides[i]);
    }
    return true;
}

bool
audit_files_want_phones(GArray *files, const char *const *overrides)
{
    static const int PEOPLE[] = { ACT_LEAD, ACT_CONTACT, ACT_WHO, ACT_DEAL, ACT_EMAIL, ACT_NAME };

    for (guint i = 0; i < files->len; i++) {
        const AuditFile *file = &g_array_index(files, AuditFile, i);
        g_auto(ImportSource) source = { .fd = -1 };
        gsize columns[ACT_COLUMNS];
        bool told = false;
        if (file->kind != AUDIT_FILE_ACTIVITIES || strcmp(file->name, "-") == 0 ||
            !audit_source_open(&source, file->name, file->sheet, NULL) ||
            !audit_activity_columns(&source, overrides, columns, NULL) ||
            !audit_guess_activities(NULL, &source, overrides, columns, NULL))
            continue;
        for (gsize c = 0; c < G_N_ELEMENTS(PEOPLE); c++)
            told = told || columns[PEOPLE[c]] != IMPORT_NO_COLUMN;
        if (!told)
            return true;
    }
    return false;
}
