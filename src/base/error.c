/* The error domain and the table of what each code means to a face. */
#include "base/error.h"

G_DEFINE_QUARK(seventh, seventh_error)

static const ErrorTrait TRAITS[] = {
    [SEVENTH_ERROR_NOT_FOUND] = { "not_found", 404, 1, false },
    [SEVENTH_ERROR_INVALID] = { "invalid", 422, 1, false },
    [SEVENTH_ERROR_CONFLICT] = { "conflict", 409, 1, false },
    [SEVENTH_ERROR_DENIED] = { "denied", 403, 1, false },
    [SEVENTH_ERROR_LIMIT] = { "limit", 429, 75, true },
    [SEVENTH_ERROR_UNAVAILABLE] = { "unavailable", 503, 75, true },
    [SEVENTH_ERROR_UNCERTAIN] = { "uncertain", 500, 1, false },
    [SEVENTH_ERROR_IO] = { "io", 500, 1, true },
};

const ErrorTrait *
error_trait(const GError *error)
{
    if (error->domain != SEVENTH_ERROR || error->code < 0 ||
        error->code >= (int)G_N_ELEMENTS(TRAITS))
        return &TRAITS[SEVENTH_ERROR_IO];
    return &TRAITS[error->code];
}

bool
error_set(GError **error, SeventhError code, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    if (error != NULL) {
        g_assert(*error == NULL);
        *error = g_error_new_valist(SEVENTH_ERROR, (int)code, format, args);
    }
    va_end(args);
    return false;
}
