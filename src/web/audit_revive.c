/* From a report to work: the leads worth another touch, chosen, looked at, and put into a sequence.
 */
#include <string.h>

#include "app/audit_enroll.h"
#include "app/audit_html.h"
#include "web/audit_kept.h"
#include "web/decorate.h"
#include "web/pages.h"

#define SHOWN 200 /* leads to choose from */
#define CHOSEN 25 /* of them ticked to begin with */

/* Sequences with the chosen one marked. */
static json_t *
sequences_of(WebCall *call, const char *chosen)
{
    g_autoptr(json_t) list = call_operation(call, "sequence list", NULL);
    json_t *choices = json_array(), *row;
    gsize index;

    json_array_foreach(json_object_get(list, "rows"), index, row)
    {
        const char *name = json_text(row, "name", "");
        json_array_append_new(choices, json_pack("{s:s, s:b}", "name", name, "selected",
                                                 g_strcmp0(name, chosen) == 0));
    }
    if (list != NULL)
        return choices;
    json_decref(choices);
    return NULL;
}

static void
show_choice(WebCall *call, const json_t *report, const char *problem)
{
    json_t *revive = json_object_get(report, "revive"), *row, *rows = json_array();
    g_autoptr(json_t) context = json_object();
    gsize index;
    int64_t reachable = 0;

    json_array_foreach(revive, index, row)
    {
        if (index == SHOWN)
            break;
        json_t *shown = json_copy(row);
        bool has_address = json_text(row, "email", NULL) != NULL;
        audit_html_lead(shown);
        json_set_int(shown, "number", (int64_t)index);
        json_set_bool(shown, "can_enroll", has_address);
        json_set_bool(shown, "chosen", has_address && reachable < CHOSEN);
        reachable += has_address;
        json_array_append_new(rows, shown);
    }
    json_object_set_new(context, "rows", rows);
    decorate_has(context, "rows");
    json_t *sequences = sequences_of(call, http_request_form(call->request, "sequence"));
    if (sequences == NULL)
        return;
    json_object_set_new(context, "sequences", sequences);
    decorate_has(context, "sequences");
    json_set_text(context, "token", http_request_segment(call->request, "token"));
    json_set_text(context, "problem", problem);
    if (problem != NULL)
        http_response_status(call->response, 422);
    call_page(call, "audit-revive", "audit", "Worth another touch", context);
}

static void
get_revive(WebCall *call)
{
    g_autoptr(json_t) report = audit_kept(call);

    if (report != NULL)
        show_choice(call, report, NULL);
}

typedef struct {
    const json_t *revive;
    json_t *people;
} Choice;

/* "p12": the thirteenth row was ticked. */
static void
take_tick(const char *name, G_GNUC_UNUSED const char *value, void *data)
{
    Choice *choice = data;
    guint64 number;

    if (name[0] != 'p' || !g_ascii_string_to_unsigned(name + 1, 10, 0, SHOWN - 1, &number, NULL))
        return;
    json_t *row = json_array_get(choice->revive, (gsize)number);
    if (row == NULL || json_text(row, "email", NULL) == NULL)
        return;
    json_t *person = json_copy(row);
    json_set_int(person, "number", (int64_t)number);
    json_array_append_new(choice->people, person);
}

/* What would happen, before it does. */
static void
show_confirmation(WebCall *call, json_t *people, const char *sequence)
{
    g_autoptr(json_t) context = json_object();
    g_autofree char *say = decorate_count((int64_t)json_array_size(people), "person", "people");
    json_t *row;
    gsize index;

    json_array_foreach(people, index, row)
    {
        audit_html_lead(row);
    }
    json_object_set(context, "rows", people);
    json_set_text(context, "people_say", say);
    json_set_text(context, "sequence", sequence);
    json_set_text(context, "token", http_request_segment(call->request, "token"));
    call_page(call, "audit-confirm", "audit", "Enroll", context);
}

static void
say_result(WebCall *call, const json_t *result)
{
    g_autoptr(json_t) context = json_copy((json_t *)result);

    json_set_text(context, "token", http_request_segment(call->request, "token"));
    decorate_has(context, "refused");
    call_page(call, "audit-enrolled", "audit", "Enrolled", context);
}

static void
post_enroll(WebCall *call)
{
    const char *sequence = http_request_form(call->request, "sequence");
    bool confirmed = http_request_form(call->request, "confirmed") != NULL;
    g_autoptr(json_t) report = audit_kept(call), people = json_array(), result = NULL;
    g_autoptr(GError) error = NULL;

    if (report == NULL)
        return;
    Choice choice = { json_object_get(report, "revive"), people };
    http_request_each_form(call->request, take_tick, &choice);
    if (sequence == NULL || sequence[0] == '\0' || json_array_size(people) == 0) {
        show_choice(call, report, "Tick at least one person, and choose a sequence.");
        return;
    }
    if (!confirmed) {
        show_confirmation(call, people, sequence);
        return;
    }
    if (!audit_enroll_people(call->app, &call->session.actor, people, sequence, &result, &error)) {
        show_choice(call, report, error->message);
        return;
    }
    say_result(call, result);
}

const PageRoute AUDIT_REVIVE_ROUTES[] = {
    { "GET", "/audit/:token/revive", get_revive, 0 },
    { "POST", "/audit/:token/enroll", post_enroll, PAGE_SLOW },
    { 0 },
};
