/* read: what an inbound message is and says, from files, without a workspace. */
#include "app/operations.h"

#include "mail/read.h"

#define MAX_MESSAGE_BYTES (64 * 1024 * 1024)

static GBytes *
load(const char *path, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, &problem);

    if (file == NULL) {
        error_set(error, SEVENTH_ERROR_NOT_FOUND, "cannot read %s: %s", path, problem->message);
        return NULL;
    }
    if (g_mapped_file_get_length(file) > MAX_MESSAGE_BYTES) {
        error_set(error, SEVENTH_ERROR_LIMIT, "%s is larger than 64 MB; that is no single message",
                  path);
        return NULL;
    }
    return g_mapped_file_get_bytes(file);
}

static bool
run_read(OperationCall *call, G_GNUC_UNUSED json_t **ret_result, GError **error)
{
    const json_t *files = json_object_get(call->params, "files");
    gsize index;
    json_t *file;

    json_array_foreach(files, index, file)
    {
        const char *path = json_string_value(file);
        g_autoptr(GBytes) message = load(path, error);
        if (message == NULL)
            return false;
        g_autoptr(MailReading) reading = mail_read(message, app_now_us(call->app));
        g_autoptr(json_t) facts = mail_reading_to_json(reading), row = json_object();
        json_set_text(row, "file", path);
        json_object_update(row, facts);
        if (!call->emit(row, call->emit_data))
            break;
    }
    return true;
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
