/* Endings and what they stand for. See media_type.h. */
#include "mail/media_type.h"

#include <string.h>

#include "base/utf8.h"

enum { NAME_MAX_BYTES = 150 };

static const struct {
    const char *ending, *type;
} TYPES[] = {
    { "pdf", "application/pdf" },
    { "doc", "application/msword" },
    { "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
    { "xls", "application/vnd.ms-excel" },
    { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    { "ppt", "application/vnd.ms-powerpoint" },
    { "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
    { "odt", "application/vnd.oasis.opendocument.text" },
    { "ods", "application/vnd.oasis.opendocument.spreadsheet" },
    { "odp", "application/vnd.oasis.opendocument.presentation" },
    { "rtf", "application/rtf" },
    { "txt", "text/plain" },
    { "csv", "text/csv" },
    { "ics", "text/calendar" },
    { "vcf", "text/vcard" },
    { "png", "image/png" },
    { "jpg", "image/jpeg" },
    { "jpeg", "image/jpeg" },
    { "gif", "image/gif" },
    { "webp", "image/webp" },
    { "mp3", "audio/mpeg" },
    { "mp4", "video/mp4" },
    { "zip", "application/zip" },
};

/* What Gmail, Microsoft 365 and most company gateways turn away by its name alone. */
static const char *const PROGRAMS[] = { "ade", "adp", "apk", "appx", "bat", "cab", "chm", "cmd",
                                        "com", "cpl", "dll", "dmg",  "exe", "hta", "htm", "html",
                                        "ins", "iso", "jar", "js",   "jse", "lib", "lnk", "mde",
                                        "msc", "msi", "msp", "mst",  "nsh", "pif", "ps1", "scr",
                                        "sct", "shb", "svg", "sys",  "vb",  "vbe", "vbs", "vhd",
                                        "vxd", "wsc", "wsf", "xhtml" };

/* "" when it has none. */
static const char *
ending_of(const char *file_name)
{
    const char *dot = strrchr(file_name, '.');
    return dot != NULL ? dot + 1 : "";
}

const char *
media_type_of(const char *file_name)
{
    const char *ending = ending_of(file_name);

    for (gsize i = 0; i < G_N_ELEMENTS(TYPES); i++)
        if (g_ascii_strcasecmp(ending, TYPES[i].ending) == 0)
            return TYPES[i].type;
    return MEDIA_TYPE_UNKNOWN;
}

/* Control characters, and those with which "exe.pdf" reads as "fdp.exe". */
static bool
has_hidden_character(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_iscntrl(c) || g_unichar_type(c) == G_UNICODE_FORMAT || c == 0x2028 ||
            c == 0x2029)
            return true;
    }
    return false;
}

static bool
is_program(const char *file_name)
{
    const char *ending = ending_of(file_name);

    for (gsize i = 0; i < G_N_ELEMENTS(PROGRAMS); i++)
        if (g_ascii_strcasecmp(ending, PROGRAMS[i]) == 0)
            return true;
    return false;
}

bool
media_name_check(const char *name, GError **error)
{
    gsize length = strlen(name);

    if (!utf8_is_valid(name) || has_hidden_character(name))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "the file's name holds characters that cannot be seen; rename it");
    if (length == 0 || length > NAME_MAX_BYTES || strpbrk(name, "/\\") != NULL ||
        name[length - 1] == '.' || name[length - 1] == ' ' || strcmp(name, "..") == 0)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "\"%.80s\" is no name for a file that is sent: 1 to %d bytes, no folder, "
                         "no dot or blank at its end",
                         name, NAME_MAX_BYTES);
    if (strstr(name, "=?") != NULL)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "\"%.80s\": mail programs take \"=?\" in a name for coded text; rename it",
                         name);
    if (is_program(name))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "\"%.80s\": mail servers turn away .%s files; share a PDF, or a link "
                         "(--url) to it",
                         name, ending_of(name));
    return true;
}
