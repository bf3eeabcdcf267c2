/* See form.h. The post processor calls take_part() with each piece of a field or file. */
#include "http/form.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define POST_BUFFER 8192
#define MAX_FIELDS 10000
#define MAX_FILES 16

typedef struct {
    char *name;
    GString *value;
} Field;

struct HttpForm {
    struct MHD_PostProcessor *post;
    HttpFormLimits limits;
    GArray *fields;  /* of Field */
    GArray *uploads; /* of HttpUpload */
    gsize field_bytes;
    uint64_t upload_bytes;
    int status; /* 0, or what went wrong inside take_part() */
    const char *why;
};

static void
field_clear(gpointer data)
{
    Field *field = data;
    g_free(field->name);
    g_string_free(field->value, TRUE);
}

static void
upload_clear(gpointer data)
{
    HttpUpload *upload = data;
    g_free(upload->field);
    g_free(upload->file_name);
    if (upload->fd >= 0)
        close(upload->fd);
}

static enum MHD_Result
refuse(HttpForm *self, int status, const char *why)
{
    self->status = status;
    self->why = why;
    return MHD_NO;
}

static enum MHD_Result
take_field(HttpForm *self, const char *name, const char *data, uint64_t offset, size_t size)
{
    if (offset == 0) {
        if (self->fields->len >= MAX_FIELDS)
            return refuse(self, 413, "The form has more than 10,000 fields.");
        Field field = { g_strdup(name), g_string_new(NULL) };
        g_array_append_val(self->fields, field);
        self->field_bytes += strlen(name);
    }
    if (self->fields->len == 0)
        return refuse(self, 400, "The form arrived broken. Go back and send it again.");
    self->field_bytes += size;
    if (self->field_bytes > self->limits.max_fields)
        return refuse(self, 413, "The form is too large. Send less text at once.");
    Field *field = &g_array_index(self->fields, Field, self->fields->len - 1);
    g_string_append_len(field->value, data, (gssize)size);
    return MHD_YES;
}

/* An unnamed file where the system supports it, else one unlinked at once. */
static int
open_spool(void)
{
    int fd = open(g_get_tmp_dir(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        return fd;
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "seventh-upload-XXXXXX", NULL);
    fd = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        unlink(path);
    return fd;
}

/* Browsers send a bare name, some old ones a whole path. */
static char *
bare_file_name(const char *file_name)
{
    const char *slash = strrchr(file_name, '/');
    const char *backslash = strrchr(file_name, '\\');
    const char *last = MAX(slash, backslash);
    return g_utf8_make_valid(last == NULL ? file_name : last + 1, -1);
}

static bool
write_all(int fd, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t written = write(fd, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        data += written;
        size -= (size_t)written;
    }
    return true;
}

static enum MHD_Result
take_file(HttpForm *self, const char *name, const char *file_name, const char *data,
          uint64_t offset, size_t size)
{
    if (file_name[0] == '\0') /* a file input left empty */
        return MHD_YES;
    if (self->limits.max_upload == 0)
        return refuse(self, 413, "This page takes no files.");
    if (offset == 0) {
        if (self->uploads->len >= MAX_FILES)
            return refuse(self, 413, "Send at most 16 files at once.");
        HttpUpload upload = { g_strdup(name), bare_file_name(file_name), open_spool(), 0 };
        g_array_append_val(self->uploads, upload);
    }
    if (self->uploads->len == 0)
        return refuse(self, 400, "The form arrived broken. Go back and send it again.");
    HttpUpload *upload = &g_array_index(self->uploads, HttpUpload, self->uploads->len - 1);
    self->upload_bytes += size;
    if (self->upload_bytes > self->limits.max_upload)
        return refuse(self, 413, "The file is too large for this server. Split it and try again.");
    if (upload->fd < 0 || !write_all(upload->fd, data, size))
        return refuse(self, 507,
                      "The server could not store the file: its temporary folder is full or not "
                      "writable. Free some space there and send the file again.");
    upload->size += size;
    return MHD_YES;
}

static enum MHD_Result
take_part(void *cls, enum MHD_ValueKind kind, const char *name, const char *file_name,
          const char *content_type, const char *transfer_encoding, const char *data,
          uint64_t offset, size_t size)
{
    HttpForm *self = cls;
    if (name == NULL || name[0] == '\0')
        return refuse(self, 400, "A field of the form has no name.");
    if (file_name != NULL)
        return take_file(self, name, file_name, data, offset, size);
    return take_field(self, name, data, offset, size);
}

static bool
type_is(const char *content_type, const char *expected)
{
    gsize length = strlen(expected);
    return g_ascii_strncasecmp(content_type, expected, length) == 0 &&
           strchr("; \t", content_type[length]) != NULL;
}

bool
http_form_is(const char *content_type)
{
    return content_type != NULL &&
           (type_is(content_type, MHD_HTTP_POST_ENCODING_FORM_URLENCODED) ||
            type_is(content_type, MHD_HTTP_POST_ENCODING_MULTIPART_FORMDATA));
}

HttpForm *
http_form_new(struct MHD_Connection *connection, const HttpFormLimits *limits)
{
    g_autoptr(HttpForm) self = g_new0(HttpForm, 1);
    self->limits = *limits;
    self->fields = g_array_new(FALSE, FALSE, sizeof(Field));
    g_array_set_clear_func(self->fields, field_clear);
    self->uploads = g_array_new(FALSE, FALSE, sizeof(HttpUpload));
    g_array_set_clear_func(self->uploads, upload_clear);
    self->post = MHD_create_post_processor(connection, POST_BUFFER, take_part, self);
    return self->post == NULL ? NULL : g_steal_pointer(&self);
}

void
http_form_free(HttpForm *self)
{
    if (self == NULL)
        return;
    if (self->post != NULL)
        MHD_destroy_post_processor(self->post);
    g_array_unref(self->fields);
    g_array_unref(self->uploads);
    g_free(self);
}

static int
broken(HttpForm *self, const char **ret_why)
{
    if (self->status == 0)
        refuse(self, 400, "The form arrived broken. Go back and send it again.");
    *ret_why = self->why;
    return self->status;
}

int
http_form_feed(HttpForm *self, const char *data, gsize length, const char **ret_why)
{
    if (MHD_post_process(self->post, data, length) != MHD_YES || self->status != 0)
        return broken(self, ret_why);
    return 0;
}

int
http_form_finish(HttpForm *self, const char **ret_why)
{
    enum MHD_Result whole = MHD_destroy_post_processor(self->post);
    self->post = NULL;
    if (whole != MHD_YES || self->status != 0)
        return broken(self, ret_why);
    for (guint i = 0; i < self->fields->len; i++) {
        const Field *field = &g_array_index(self->fields, Field, i);
        if (!g_utf8_validate(field->name, -1, NULL) ||
            !g_utf8_validate_len(field->value->str, field->value->len, NULL)) {
            refuse(self, 400, "A field of the form is not UTF-8 text. Send the form as UTF-8.");
            return broken(self, ret_why);
        }
    }
    for (guint i = 0; i < self->uploads->len; i++)
        lseek(g_array_index(self->uploads, HttpUpload, i).fd, 0, SEEK_SET);
    return 0;
}

const char *
http_form_value(const HttpForm *self, const char *name)
{
    for (guint i = 0; i < self->fields->len; i++) {
        const Field *field = &g_array_index(self->fields, Field, i);
        if (strcmp(field->name, name) == 0)
            return field->value->str;
    }
    return NULL;
}

void
http_form_each(const HttpForm *self, void (*each)(const char *name, const char *value, void *data),
               void *data)
{
    for (guint i = 0; i < self->fields->len; i++) {
        const Field *field = &g_array_index(self->fields, Field, i);
        each(field->name, field->value->str, data);
    }
}

const HttpUpload *
http_form_upload(const HttpForm *self, const char *field)
{
    for (guint i = 0; i < self->uploads->len; i++) {
        const HttpUpload *upload = &g_array_index(self->uploads, HttpUpload, i);
        if (strcmp(upload->field, field) == 0)
            return upload;
    }
    return NULL;
}
