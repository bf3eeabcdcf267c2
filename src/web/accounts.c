/* A company: its committee, whom next, what was said to whom. */
#include <string.h>

#include "web/decorate.h"
#include "web/pages.h"

static const struct {
    const char *state, *say;
} STATES[] = {
    { "active", "In a sequence" },     { "pending", "Starts soon" }, { "paused", "Paused" },
    { "nurturing", "Being nurtured" }, { "finished", "Finished" },
};

static void
dress_person(json_t *person)
{
    int64_t attempts = json_int(person, "attempts", 0);
    g_autofree char *tried =
        attempts == 0 ? g_strdup("Not tried yet") : decorate_count(attempts, "attempt", "attempts");

    json_set_text(person, "tried_say", tried);
    for (gsize i = 0; i < G_N_ELEMENTS(STATES); i++)
        if (strcmp(json_text(person, "state", ""), STATES[i].state) == 0)
            json_set_text(person, "state", STATES[i].say);
}

static void
dress_missing(json_t *account)
{
    static const struct {
        const char *role, *say;
    } SAY[] = {
        { "decision_maker", "who decides" },
        { "economic_buyer", "who holds the budget" },
        { "champion", "who would argue for us" },
    };
    g_autoptr(GString) text = g_string_new(NULL);
    const json_t *missing = json_object_get(account, "missing");

    for (gsize i = 0; i < json_array_size(missing); i++)
        for (gsize k = 0; k < G_N_ELEMENTS(SAY); k++)
            if (g_strcmp0(json_string_value(json_array_get(missing, i)), SAY[k].role) == 0)
                g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", SAY[k].say);
    json_set_text(account, "missing_say", text->len > 0 ? text->str : NULL);
}

static void
get_account(WebCall *call)
{
    g_autoptr(json_t) params = json_object();
    json_t *row;
    gsize i;

    json_object_set_new(params, "account",
                        json_sprintf("#%s", http_request_segment(call->request, "id")));
    g_autoptr(json_t) account = call_operation(call, "account show", params);
    if (account == NULL)
        return;
    json_array_foreach(json_object_get(account, "committee"), i, row)
    {
        dress_person(row);
    }
    json_array_foreach(json_object_get(account, "said"), i, row)
    {
        decorate_channel(row);
    }
    dress_missing(account);
    decorate_has(account, "said");
    decorate_has(account, "signals");
    decorate_has(account, "voices");
    call_page(call, "account", "prospects", json_text(account, "name", "Company"), account);
}

const PageRoute ACCOUNTS_ROUTES[] = {
    { "GET", "/accounts/:id", get_account, 0 },
    { 0 },
};
