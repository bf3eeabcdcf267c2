/* What headers speak of, in any of the languages lists are kept in. */
#include "app/audit_header.h"

static void
test_headers(void)
{
    static const struct {
        const char *header;
        AuditHead all, none;
    } CASES[] = {
        { "Associated Contact IDs", HEAD(RELATED) | HEAD(PERSON) | HEAD(ID), HEAD(COMPANY) },
        { "Kd-Nr.", HEAD(PERSON) | HEAD(ID), HEAD(DATE) },
        { "Date de création", HEAD(DATE) | HEAD(CREATED), HEAD(PERSON) },
        { "callStartTime", HEAD(CALL) | HEAD(START) | HEAD(CLOCK), HEAD(END) },
        { "primary_contact_primary_email", HEAD(PERSON) | HEAD(EMAIL), HEAD(RELATED) },
        { "Bearbeiter", HEAD(OWNER), HEAD(PERSON) },
        { "Aangemaakt op", HEAD(CREATED), HEAD(OWNER) },
        { "Esito", HEAD(OUTCOME), HEAD(STATUS) },
        { "Fälligkeit", HEAD(DUE), HEAD(CREATED) },
        { "", 0, ~(AuditHead)0 },
        { "\xff\xfe", 0, ~(AuditHead)0 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        AuditHead head = audit_head_of(CASES[i].header);
        if ((head & CASES[i].all) != CASES[i].all || head & CASES[i].none)
            g_error("%s: %" G_GINT64_MODIFIER "x", CASES[i].header, head);
    }
}

static void
test_files(void)
{
    g_assert_cmpuint(audit_head_of_file("/a/calls/Kontakthistorie 2026.csv") & HEAD(ACTIVITY), !=,
                     0);
    g_assert_cmpuint(audit_head_of_file("/a/calls/x.csv") & HEAD(CALL), ==, 0);
    g_assert_cmpuint(audit_head_of_file("prospects.csv") & HEAD(PERSON), !=, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/audit_header/headers", test_headers);
    g_test_add_func("/audit_header/files", test_files);
    return g_test_run();
}
