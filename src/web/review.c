/* The funnel review: people who were tried and then left, three questions about each, one decision.
 */
#include <string.h>

#include "web/decorate.h"
#include "web/pages.h"

static const struct {
    const char *name, *label;
} DECISIONS[] = {
    { "again", "Back into a sequence" },   { "nurture", "Keep warm: one useful thing a month" },
    { "later", "Come back on a date" },    { "leave", "Leave until the next review" },
    { "never", "Shut the door for good" },
};

static json_t *
choices(const char *proposal)
{
    json_t *list = json_array();

    for (gsize i = 0; i < G_N_ELEMENTS(DECISIONS); i++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "value", DECISIONS[i].name,
                                              "label", DECISIONS[i].label, "selected",
                                              g_strcmp0(proposal, DECISIONS[i].name) == 0));
    return list;
}

static void
dress(json_t *row)
{
    json_t *question;
    gsize index;

    json_object_set_new(row, "decisions", choices(json_text(row, "proposal", NULL)));
    json_array_foreach(json_object_get(row, "questions"), index, question)
    {
        const char *verdict = json_text(question, "verdict", "");
        bool yes = strcmp(verdict, "yes") == 0, no = strcmp(verdict, "no") == 0;
        json_set_text(question, "icon",
                      yes  ? "circle-check"
                      : no ? "triangle-alert"
                           : "circle-help");
        json_set_text(question, "word", yes ? "Yes" : no ? "No" : "Not known");
        json_set_text(question, "tone", yes ? "done" : no ? "soon" : "");
    }
}

static void
show_review(WebCall *call, const char *problem, int status)
{
    static const char *const NAMES[] = { "user", NULL };
    g_autoptr(json_t) params = call_params(call, false, NAMES);
    g_autoptr(json_t) context = params != NULL ? call_operation(call, "review list", params) : NULL;
    json_t *row;
    gsize index;

    if (context == NULL)
        return;
    g_autoptr(json_t) sequences = call_operation(call, "sequence list", NULL);
    if (sequences == NULL)
        return;
    json_array_foreach(json_object_get(context, "rows"), index, row)
    {
        dress(row);
    }
    decorate_has(context, "rows");
    json_object_set(context, "sequences", json_object_get(sequences, "rows"));
    json_set_text(context, "problem", problem);
    if (problem != NULL)
        http_response_status(call->response, status);
    call_page(call, "review", "review", "Funnel review", context);
}

static void
get_review(WebCall *call)
{
    show_review(call, NULL, 0);
}

static void
post_decision(WebCall *call)
{
    static const char *const NAMES[] = { "decision", "sequence", "until", "note", NULL };
    g_autoptr(json_t) params = call_params(call, true, NAMES), result = NULL;
    g_autoptr(GError) error = NULL;

    if (params == NULL)
        return;
    g_autofree char *who =
        g_strdup_printf("#%s", http_request_segment(call->request, "prospect_id"));
    json_set_text(params, "prospect", who);
    result = call_try_operation(call, "review decide", params, &error);
    if (result == NULL) {
        show_review(call, error->message, error_trait(error)->http_status);
        return;
    }
    call_redirect(call, "/review", json_text(result, "say", "Noted"), NULL);
}

const PageRoute REVIEW_ROUTES[] = {
    { "GET", "/review", get_review, 0 },
    { "POST", "/review/:prospect_id", post_decision, 0 },
    { 0 },
};
