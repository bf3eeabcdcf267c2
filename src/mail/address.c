/* Addresses as Seventh accepts them for an envelope: RFC 5321 without quoted local parts, comments
 * and address literals, which no prospect list needs and many servers refuse. */
#include <string.h>

#include "mail/compose.h"

enum { ADDRESS_MAX = 254, LOCAL_MAX = 64, LABEL_MAX = 63 };

static bool
local_char(char c)
{
    return g_ascii_isalnum(c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static bool
check_local(const char *address, const char *at, GError **error)
{
    if (at == address)
        return error_set(error, SEVENTH_ERROR_INVALID, "address “%s”: nothing stands before the @",
                         address);
    if (at - address > LOCAL_MAX)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "address “%s”: more than %d characters before the @", address, LOCAL_MAX);
    for (const char *p = address; p < at; p++) {
        if (*p == '.' && (p == address || p + 1 == at || p[1] == '.'))
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "address “%s”: a dot at an end or beside another before the @",
                             address);
        if (*p != '.' && !local_char(*p))
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "address “%s”: only ASCII letters, digits and !#$%%&'*+-/=?^_`{|}~. "
                             "may stand before the @",
                             address);
    }
    return true;
}

static bool
refuse_label(const char *address, const char *label, gsize length, GError **error)
{
    return error_set(error, SEVENTH_ERROR_INVALID,
                     "address “%s”: “%.*s” is no valid part of a domain", address, (int)length,
                     label);
}

/* `domain` is ASCII: letters, digits and inner hyphens in labels of 1-63, at least two labels. */
static bool
check_domain(const char *address, const char *domain, GError **error)
{
    if (strchr(domain, '.') == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "address “%s”: the domain has no dot (name@example.com is complete)",
                         address);
    for (const char *label = domain;; label++) {
        gsize length = 0;
        while (g_ascii_isalnum(label[length]) || label[length] == '-')
            length++;
        bool ends = label[length] == '.' || label[length] == '\0';
        if (!ends || length < 1 || length > LABEL_MAX || label[0] == '-' ||
            label[length - 1] == '-')
            return refuse_label(address, label, strcspn(label, "."), error);
        label += length;
        if (*label == '\0')
            return true;
    }
}

/* Blanks, control characters and what is no text at all. */
static bool
check_characters(const char *address, GError **error)
{
    const char *p = address;

    if (address == NULL || address[0] == '\0')
        return error_set(error, SEVENTH_ERROR_INVALID, "the address is empty");
    while (g_ascii_isgraph(*p))
        p++;
    if (*p == '\0')
        return true;
    if (!g_utf8_validate(p, -1, NULL))
        return error_set(error, SEVENTH_ERROR_INVALID, "the address is not UTF-8 text");
    for (; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (g_unichar_isspace(c) || !g_unichar_isprint(c))
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "the address contains a blank or a control character; write one "
                             "address, name@example.com, and nothing else");
    }
    return true;
}

/* The @ of an address whose local part is fine; NULL with an error otherwise. */
static const char *
find_at(const char *address, GError **error)
{
    if (!check_characters(address, error))
        return NULL;
    const char *at = strrchr(address, '@');
    if (at == NULL) {
        error_set(error, SEVENTH_ERROR_INVALID, "address “%s”: there is no @ in it", address);
        return NULL;
    }
    return check_local(address, at, error) ? at : NULL;
}

char *
mail_address_to_ascii(const char *address, GError **error)
{
    g_autofree char *domain = NULL;
    g_autofree char *ascii = NULL;
    const char *at = find_at(address, error);

    if (at == NULL)
        return NULL;
    domain = g_hostname_to_ascii(at + 1);
    if (domain == NULL) {
        error_set(error, SEVENTH_ERROR_INVALID, "address “%s”: the domain is not a valid name",
                  address);
        return NULL;
    }
    if (!check_domain(address, domain, error))
        return NULL;
    ascii = g_strdup_printf("%.*s@%s", (int)(at - address), address, domain);
    if (strlen(ascii) > ADDRESS_MAX) {
        error_set(error, SEVENTH_ERROR_INVALID, "the address is longer than %d characters",
                  ADDRESS_MAX);
        return NULL;
    }
    return g_steal_pointer(&ascii);
}

bool
mail_address_check(const char *address, GError **error)
{
    const char *at = find_at(address, error);

    if (at == NULL)
        return false;
    if (g_str_is_ascii(at) && strlen(address) <= ADDRESS_MAX)
        return check_domain(address, at + 1, error);
    g_autofree char *ascii = mail_address_to_ascii(address, error);
    return ascii != NULL;
}
