/* The C++ shim over libphonenumber, and the fast path in front of it. See phone.h. */
#include "text/phone.h"

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <cstring>
#include <string>

extern "C" {
#include "base/error.h"
}
#include "text/place.h"
#include "text/place_tables.h"

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

/* E.164 says 15; libphonenumber knows a few private plans of 17 national digits. */
constexpr int MAX_DIGITS = 20;
constexpr gsize MAX_TEXT = 250;
constexpr const char *EXAMPLE = "write it like +49 30 901820";

const PhoneNumberUtil &
library()
{
    static PhoneNumberUtil *const util = [] {
        PhoneNumberUtil *made = PhoneNumberUtil::GetInstance();
        made->SetLogger(new i18n::phonenumbers::NullLogger); /* it would write to stdout */
        return made;
    }();
    return *util;
}

const PlaceCountry *
country_of(const char *region)
{
    const char *code = region && *region ? place_country_code(region) : nullptr;
    if (!code)
        return nullptr;
    return &PLACE_COUNTRIES[PLACE_COUNTRY_INDEX[(code[0] - 'A') * 26 + (code[1] - 'A')]];
}

/* What people and spreadsheets put before a number. */
const char *
skip_lead(const char *p)
{
    while (*p == ' ' || *p == '\t' || *p == '\'' || (*p == '(' && p[1] == '+'))
        p++;
    return p;
}

/* Length of the calling code the digits begin with; 0: none. */
int
calling_code(const char *digits, int count, int *ret_code)
{
    int code = 0;
    for (int n = 1; n <= 3 && n <= count && digits[0] != '0'; n++) {
        code = code * 10 + (digits[n - 1] - '0');
        if (PLACE_CALLING_CODES[code].lengths) {
            *ret_code = code;
            return n;
        }
    }
    return 0;
}

/* True: `out` holds the number. False: not that simple, ask the library. */
bool
read_international(const char *raw, const PlaceCountry *country, char out[PHONE_SIZE])
{
    const char *p = skip_lead(raw);
    if (*p == '+')
        p++;
    else if (p[0] == '0' && p[1] == '0' && (!country || country->dials_00))
        p += 2;
    else
        return false;
    char *digits = out + 1;
    int count = 0, code = 0;
    for (; *p; p++) {
        if (g_ascii_isdigit(*p)) {
            if (count == MAX_DIGITS)
                return false;
            digits[count++] = *p;
        } else if (!strchr(" -.()", *p)) {
            return false;
        }
    }
    int code_digits = calling_code(digits, count, &code);
    int national = count - code_digits;
    if (code_digits == 0 || national < 2 || national > 17)
        return false;
    const PlaceCallingCode &plan = PLACE_CALLING_CODES[code];
    int first = digits[code_digits] - '0';
    if (!(plan.lengths >> (national - 2) & 1) || (plan.national_prefix_digits >> first & 1))
        return false;
    out[0] = '+';
    digits[count] = '\0';
    return true;
}

/* Numbers as they are dialled at home, where the first digit tells what to do with it. True: `out`
 * holds the number. False: not that simple, ask the library. */
bool
read_national(const char *raw, const PlaceCountry *country, char out[PHONE_SIZE])
{
    char digits[MAX_DIGITS];
    int count = 0;

    if (!country || country->calling_code == 0)
        return false;
    for (const char *p = skip_lead(raw); *p; p++) {
        if (g_ascii_isdigit(*p)) {
            if (count == MAX_DIGITS - 5)
                return false;
            digits[count++] = *p;
        } else if (!strchr(" -.()/", *p)) {
            return false;
        }
    }
    if (count < 2 || (digits[0] == '0' && digits[1] == '0'))
        return false;
    int code = country->calling_code, first = digits[0] - '0';
    int dropped = country->dropped_digits >> first & 1;
    if (!dropped && !(country->kept_digits >> first & 1))
        return false;
    int national = count - dropped;
    if (national < 2 || national > 17 || (dropped && digits[1] == '0') ||
        !(PLACE_CALLING_CODES[code].lengths >> (national - 2) & 1))
        return false;
    int head = g_snprintf(out, PHONE_SIZE, "+%d", code);
    if (count >= head - 1 && memcmp(digits, out + 1, head - 1) == 0)
        return false; /* may begin with the calling code, less its plus */
    memcpy(out + head, digits + dropped, national);
    out[head + national] = '\0';
    return true;
}

/* "4.93012E+11": the digits are gone for good. */
bool
rounded_by_spreadsheet(const char *p)
{
    bool digits = false, point = false;
    for (; g_ascii_isdigit(*p) || *p == '.' || *p == ','; p++) {
        digits |= g_ascii_isdigit(*p);
        point |= !g_ascii_isdigit(*p);
    }
    return digits && point && (*p == 'E' || *p == 'e') && (p[1] == '+' || g_ascii_isdigit(p[1]));
}

bool
refuse_parse(PhoneNumberUtil::ErrorType type, const std::string &number, const char *region,
             const PlaceCountry *country, GError **error)
{
    switch (type) {
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
        if (number[0] == '+')
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "no country has the calling code this phone number begins with; %s",
                             EXAMPLE);
        if (region && *region && !country)
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "this phone number has no country code, and \"%.40s\" is no known "
                             "country; %s",
                             region, EXAMPLE);
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "this phone number has no country code, and there is no country to take "
                         "one from; %s or give the country",
                         EXAMPLE);
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
    case PhoneNumberUtil::TOO_SHORT_NSN:
        return error_set(error, SEVENTH_ERROR_INVALID, "too short for a phone number; %s", EXAMPLE);
    case PhoneNumberUtil::TOO_LONG_NSN:
        return error_set(error, SEVENTH_ERROR_INVALID, "too long for a phone number; %s", EXAMPLE);
    default:
        return error_set(error, SEVENTH_ERROR_INVALID, "this is no phone number; %s", EXAMPLE);
    }
}

bool
refuse_length(PhoneNumberUtil::ValidationResult reason, const PhoneNumber &number, GError **error)
{
    std::string region;
    library().GetRegionCodeForCountryCode(number.country_code(), &region);
    const char *name = place_country_name(region.c_str());
    std::string plan = name ? name : "the calling code +" + std::to_string(number.country_code());
    switch (reason) {
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "the area code is missing (a number inside %s); add it", plan.c_str());
    case PhoneNumberUtil::TOO_SHORT:
        return error_set(error, SEVENTH_ERROR_INVALID, "too short for %s; check for missing digits",
                         plan.c_str());
    case PhoneNumberUtil::TOO_LONG:
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "too long for %s; check for doubled digits or a second number",
                         plan.c_str());
    default:
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "no phone number in %s has this many digits; check it", plan.c_str());
    }
}

bool
read_by_library(std::string number, const char *region, const PlaceCountry *country,
                char out[PHONE_SIZE], GError **error)
{
    if (!country && number.compare(0, 2, "00") == 0)
        number.replace(0, 2, "+");
    PhoneNumber parsed;
    PhoneNumberUtil::ErrorType type =
        library().Parse(number, country ? country->code : "ZZ", &parsed);
    if (type != PhoneNumberUtil::NO_PARSING_ERROR)
        return refuse_parse(type, number, region, country, error);
    PhoneNumberUtil::ValidationResult reason = library().IsPossibleNumberWithReason(parsed);
    if (reason != PhoneNumberUtil::IS_POSSIBLE)
        return refuse_length(reason, parsed, error);
    std::string e164;
    library().Format(parsed, PhoneNumberUtil::E164, &e164);
    if (e164.size() >= PHONE_SIZE)
        return error_set(error, SEVENTH_ERROR_INVALID, "too long for a phone number; %s", EXAMPLE);
    memcpy(out, e164.c_str(), e164.size() + 1);
    return true;
}

/* Where a second number begins, if the cell may hold two. */
const char *
second_number(const char *text)
{
    const char *mark = strpbrk(text, ";,|/\n");
    const char *word = strstr(text, " or ");
    return word && (!mark || word < mark) ? word : mark;
}

} // namespace

bool
phone_to_e164(const char *raw, const char *region, char out[PHONE_SIZE], GError **error)
{
    out[0] = '\0';
    /* Only a number without a country code needs the region, so look it up late. */
    const char *start = raw ? skip_lead(raw) : "";
    if (*start == '+' && read_international(start, nullptr, out))
        return true;
    const PlaceCountry *country = country_of(region);
    if (*start != '+' &&
        (read_international(start, country, out) || read_national(start, country, out)))
        return true;
    out[0] = '\0';
    if (*start == '\0')
        return error_set(error, SEVENTH_ERROR_INVALID, "the phone number is empty");
    /* libphonenumber may loop for ever over text that is not UTF-8. */
    gsize length = strnlen(start, MAX_TEXT + 1);
    if (length > MAX_TEXT || !g_utf8_validate(start, (gssize)length, nullptr))
        return error_set(error, SEVENTH_ERROR_INVALID, "this is no phone number; %s", EXAMPLE);
    if (rounded_by_spreadsheet(start))
        return error_set(
            error, SEVENTH_ERROR_INVALID,
            "a spreadsheet rounded this phone number and its digits are lost; export it "
            "again with the column formatted as text");
    GError *problem = nullptr;
    if (read_by_library(start, region, country, out, &problem))
        return true;
    const char *second = second_number(start);
    if (second && second != start &&
        read_by_library(std::string(start, second), region, country, out, nullptr)) {
        g_error_free(problem);
        return true;
    }
    out[0] = '\0';
    g_propagate_error(error, problem);
    return false;
}

const char *
phone_region(const char *e164)
{
    if (!e164 || *e164 != '+')
        return nullptr;
    const PlaceDigits *node = &PLACE_PHONE_PREFIXES[0];
    unsigned country = 0;
    for (const char *p = e164 + 1; g_ascii_isdigit(*p) && node->child[*p - '0']; p++) {
        node = &PLACE_PHONE_PREFIXES[node->child[*p - '0']];
        if (node->country)
            country = node->country;
    }
    return country ? PLACE_COUNTRIES[country].code : nullptr;
}
