/* Cells of foreign exports as the audit reads them: dates, words, addresses, ids, promises. */
#include "fuzz.h"

#include <string.h>

#include "app/audit_meaning.h"
#include "app/audit_reader.h"
#include "app/audit_say_text.h"
#include "app/audit_when.h"
#include "app/import_columns.h"
#include "core/audit_text.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *raw = g_strndup((const char *)data, size);
    g_autofree char *text = g_utf8_make_valid(raw, -1);
    char address[64], key[AUDIT_ID_SIZE];
    const char *at = text;
    WhenHabit habit = { 0 };
    Instant due_us;
    bool is_reply;
    When when;

    when_habit_note(&habit, text);
    if (when_read(text, &habit, zone_utc(), &when))
        g_assert_true(when.at_us > -100 * 366 * DAY_US && when.at_us < 300 * 366 * DAY_US);
    audit_meaning(text);
    audit_owner_is_machine(text);
    g_assert_cmpuint(strlen(audit_id_key('l', text, key)), <, AUDIT_ID_SIZE);
    for (int i = 0; i < 100 && audit_next_address(&at, address, sizeof address); i++) {
        g_assert_nonnull(strchr(address, '@'));
        g_assert_true(at <= text + strlen(text));
    }
    audit_subject_bare(text, &is_reply);
    audit_promised_by(text, 0, zone_utc(), &due_us);
    audit_inbound_flags(text, text);
    const char *start = audit_body_start(text);
    g_assert_true(start >= text && start <= text + strlen(text));
    g_assert_true(import_header_bare(text) <= text + strlen(text));
    return 0;
}
