/* read: what an inbound message is and says, from files, without a workspace. */
#include "app/operations.h"

#include <glib/gstdio.h>

#include "mail/reader.h"

#define MAX_MESSAGE_BYTES (64 * 1024 * 1024)
#define MAX_WORKERS 4
#define FEW_FILES 32 /* not worth a second process */

static GBytes *
load(const char *path, GError **error)
{
    g_autoptr(GError) problem = NULL;
    GStatBuf about;
    char *text = NULL;
    gsize length = 0;

    if (g_stat(path, &about) == 0 && about.st_size > MAX_MESSAGE_BYTES) {
        error_set(error, SEVENTH_ERROR_LIMIT, "%s is larger than 64 MB; that is no single message",
                  path);
        return NULL;
    }
    if (!g_file_get_contents(path, &text, &length, &problem)) {
        error_set(error, SEVENTH_ERROR_NOT_FOUND, "cannot read %s: %s", path, problem->message);
        return NULL;
    }
    return g_bytes_new_take(text, length);
}

static guint
workers_for(gsize files)
{
    return files <= FEW_FILES ? 1 : CLAMP(g_get_num_processors(), 1, MAX_WORKERS);
}

/* Waits for the reading of one file and prints it. */
static bool
emit_next(OperationCall *call, MailReader *reader, const char *path, bool *ret_more, GError **error)
{
    g_autoptr(MailReading) reading = mail_reader_pop(reader, error);
    g_autoptr(json_t) row = json_object();

    if (reading == NULL)
        return false;
    json_set_text(row, "file", path);
    mail_reading_add_json(reading, row);
    *ret_more = call->emit(row, call->emit_data);
    return true;
}

/* Files are handed out ahead, so that workers read while this process loads and prints. Those
 * before one that cannot be loaded are printed all the same. */
static bool
run_read(OperationCall *call, G_GNUC_UNUSED json_t **ret_result, GError **error)
{
    const json_t *files = json_object_get(call->params, "files");
    gsize count = json_array_size(files), pushed = 0;
    g_autoptr(MailReader) reader = mail_reader_new(workers_for(count));
    g_autoptr(GError) problem = NULL;
    bool more = true;

    for (gsize i = 0; i < count && more; i++) {
        while (problem == NULL && pushed < count && pushed - i < mail_reader_room(reader)) {
            g_autoptr(GBytes) message =
                load(json_string_value(json_array_get(files, pushed)), &problem);
            if (message != NULL && !mail_reader_push(reader, message, app_now_us(call->app), error))
                return false;
            pushed += message != NULL;
        }
        if (i == pushed)
            break;
        if (!emit_next(call, reader, json_string_value(json_array_get(files, i)), &more, error))
            return false;
    }
    if (problem != NULL && more)
        g_propagate_error(error, g_steal_pointer(&problem));
    return error == NULL || *error == NULL;
}

static const OperationParam READ_PARAMS[] = {
    { "files", PARAM_TEXT_LIST, PARAM_POSITIONAL, "FILE.eml...", "messages as they came", NULL, 0,
      0 },
    { 0 },
};

const Operation OP_READ = {
    .verb = "read",
    .role = ROLE_REP,
    .is_list = true,
    .stands_alone = true,
    .summary = "Tell what inbound messages are and what they say; needs no workspace",
    .params = READ_PARAMS,
    .run = run_read,
    .columns = "file kind intent confidence return_date new_text",
};
