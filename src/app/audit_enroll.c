/* See audit_enroll.h. */
#include "app/audit_enroll.h"

#include "app/audit_json.h"
#include "app/operation.h"
#include "text/csv.h"

/* The people as a file that the import reads, and the list of their addresses. */
static json_t *
list_people(const json_t *people, GString *csv, int64_t *ret_without)
{
    static const char *const FIELDS[] = { "email", "name", "company", "source" };
    json_t *addresses = json_array(), *person;
    gsize index;

    g_string_append(csv, "Email,Full Name,Company,Lead Source\n");
    *ret_without = 0;
    json_array_foreach(people, index, person)
    {
        const char *email = json_text(person, "email", NULL);
        if (email == NULL) {
            ++*ret_without;
            continue;
        }
        for (gsize f = 0; f < G_N_ELEMENTS(FIELDS); f++)
            csv_append_field(csv, json_text(person, FIELDS[f], NULL), ',');
        g_string_append_c(csv, '\n');
        json_array_append_new(addresses, json_string(email));
    }
    return addresses;
}

/* The first `most` to revive that have an address, and whoever stands before them without one. */
static json_t *
first_people(const AuditRun *run, guint most)
{
    json_t *people = json_array();

    for (guint i = 0, taken = 0; i < run->result->revive->len && taken < most; i++) {
        json_t *person = audit_json_revive_row(run, i);
        taken += json_text(person, "email", NULL) != NULL;
        json_array_append_new(people, person);
    }
    return people;
}

bool
audit_enroll(App *app, const Actor *actor, const AuditRun *run, const char *sequence, guint most,
             json_t **ret_result, GError **error)
{
    g_autoptr(json_t) people = first_people(run, most);

    return audit_enroll_people(app, actor, people, sequence, ret_result, error);
}

bool
audit_enroll_people(App *app, const Actor *actor, const json_t *people, const char *sequence,
                    json_t **ret_result, GError **error)
{
    g_autoptr(GString) csv = g_string_new(NULL);
    g_autoptr(json_t) import = json_object(), enroll = json_object(), result = json_object();
    g_autoptr(json_t) imported = NULL, enrolled = NULL;
    int64_t without;

    json_t *addresses = list_people(people, csv, &without);
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
