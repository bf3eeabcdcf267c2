/* See audit_enroll.h. */
#include "app/audit_enroll.h"

#include "app/operation.h"
#include "text/csv.h"

/* The people as a file that the import reads, and the list of their addresses. */
static json_t *
list_people(const AuditRun *run, guint most, GString *csv, int64_t *ret_without)
{
    const AuditBook *book = run->reader.book;
    const GArray *revive = run->result->revive;
    json_t *addresses = json_array();

    g_string_append(csv, "Email,Full Name,Company,Lead Source\n");
    *ret_without = 0;
    for (guint i = 0; i < revive->len && json_array_size(addresses) < most; i++) {
        const AuditLead *lead = audit_book_lead(book, g_array_index(revive, AuditRevive, i).lead);
        if (lead->email == NULL) {
            ++*ret_without;
            continue;
        }
        const char *fields[] = { lead->email, lead->name, lead->company,
                                 audit_names_name(&book->sources, lead->source) };
        for (gsize f = 0; f < G_N_ELEMENTS(fields); f++)
            csv_append_field(csv, fields[f], ',');
        g_string_append_c(csv, '\n');
        json_array_append_new(addresses, json_string(lead->email));
    }
    return addresses;
}

bool
audit_enroll(App *app, const Actor *actor, const AuditRun *run, const char *sequence, guint most,
             json_t **ret_result, GError **error)
{
    g_autoptr(GString) csv = g_string_new(NULL);
    g_autoptr(json_t) import = json_object(), enroll = json_object(), result = json_object();
    g_autoptr(json_t) imported = NULL, enrolled = NULL;
    int64_t without;

    json_t *addresses = list_people(run, most, csv, &without);
    json_set_text(import, "text", csv->str);
    json_set_text(enroll, "sequence", sequence);
    json_object_set_new(enroll, "prospects", addresses);
    json_set_text(result, "sequence", sequence);
    json_set_int(result, "without_address", without);
    if (json_array_size(addresses) > 0) {
        if (!operation_call(app, actor, "import prospects", import, &imported, NULL, error) ||
            !operation_call(app, actor, "enroll", enroll, &enrolled, NULL, error))
            return false;
    }
    json_set_int(result, "created", json_int(imported, "created", 0));
    json_set_int(result, "updated", json_int(imported, "updated", 0));
    json_set_int(result, "enrolled", json_int(enrolled, "enrolled", 0));
    json_t *refused = json_object_get(enrolled, "refused");
    json_object_set_new(result, "refused", refused != NULL ? json_incref(refused) : json_array());
    *ret_result = g_steal_pointer(&result);
    return true;
}
