/* Forms: application/x-www-form-urlencoded and multipart/form-data, read as they arrive by
 * libmicrohttpd's post processor. Fields are kept in memory up to a limit, files are spooled to
 * unlinked temporary files, so that a crash leaves nothing behind. */
#pragma once

#include <glib.h>
#include <microhttpd.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct HttpForm HttpForm;

typedef struct {
    gsize max_fields;    /* bytes of all names and values together */
    uint64_t max_upload; /* bytes of all files together; 0: files are refused */
} HttpFormLimits;

typedef struct {
    char *field;
    char *file_name; /* without folders, UTF-8 */
    int fd;
    uint64_t size;
} HttpUpload;

/* True for the two content types a form may have. */
bool http_form_is(const char *content_type);

/* NULL when the content type has no usable boundary. */
HttpForm *http_form_new(struct MHD_Connection *connection, const HttpFormLimits *limits);
void http_form_free(HttpForm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HttpForm, http_form_free)

/* Feeding and finishing return 0, or the HTTP status of what is wrong (400, 413, 507), with a
 * sentence for the sender in *ret_why (static text). After an error feed no more. */
int http_form_feed(HttpForm *self, const char *data, gsize length, const char **ret_why);
int http_form_finish(HttpForm *self, const char **ret_why);

/* After a finish: */
const char *http_form_value(const HttpForm *self, const char *name);
void http_form_each(const HttpForm *self,
                    void (*each)(const char *name, const char *value, void *data), void *data);
const HttpUpload *http_form_upload(const HttpForm *self, const char *field);
