/* Writing a sequence: its YAML, what is wrong with it by line, and publishing a version. */
#include <string.h>

#include "web/pages.h"
#include "web/sequence_chart.h"

/* A good first sequence: seven touches over two weeks, each with something new to say. */
static const char STARTER[] =
    "sequence: first-contact\n"
    "goal: book a first conversation\n"
    "steps:\n"
    "  - day: 0\n"
    "    channel: email\n"
    "    automatic: true\n"
    "    subject: \"A thought for {{company|your team}}\"\n"
    "    value_point: intro\n"
    "    body: |\n"
    "      Hello {{first_name|there}},\n"
    "\n"
    "      say in two sentences what you noticed about them and how you help.\n"
    "\n"
    "      Would ten minutes next week suit you?\n"
    "  - day: 1\n"
    "    channel: call\n"
    "    objective: hear whether the topic is theirs\n"
    "    value_point: question\n"
    "    script: |\n"
    "      Hello {{first_name|there}}, I wrote to you yesterday because ...\n"
    "  - day: 3\n"
    "    channel: email\n"
    "    automatic: true\n"
    "    reply_to_previous: true\n"
    "    value_point: case-study\n"
    "    body: |\n"
    "      Hello {{first_name|there}}, a company like yours did this: ...\n"
    "  - day: 6\n"
    "    channel: call\n"
    "    objective: learn who else decides\n"
    "    value_point: what-changes\n"
    "    script: |\n"
    "      The example I sent you: what would be different at {{company|your company}}?\n"
    "  - day: 8\n"
    "    channel: social\n"
    "    objective: be a face, not only a name\n"
    "    value_point: their-news\n"
    "    script: |\n"
    "      Answer to something they wrote.\n"
    "  - day: 10\n"
    "    channel: email\n"
    "    automatic: true\n"
    "    subject: \"The numbers, on one page\"\n"
    "    value_point: numbers\n"
    "    body: |\n"
    "      Hello {{first_name|there}}, here are the numbers behind the example: ...\n"
    "  - day: 14\n"
    "    channel: call\n"
    "    objective: a plain yes, no, or later\n"
    "    value_point: checklist\n"
    "    script: |\n"
    "      Is this something for now, for later, or not at all? Any answer helps me.\n";

static void
show_editor(WebCall *call, const char *name, const char *text, json_t *context)
{
    json_set_text(context, "text", text);
    json_set_text(context, "name", name);
    if (name != NULL)
        sequence_url_set(context, name);
    g_autofree char *title =
        name != NULL ? g_strdup_printf("Edit %s", name) : g_strdup("New sequence");
    json_set_text(context, "heading", title);
    call_page(call, "sequence-edit", "sequences", title, context);
}

static void
get_new(WebCall *call)
{
    g_autoptr(json_t) context = json_object();

    show_editor(call, NULL, STARTER, context);
}

static void
get_edit(WebCall *call)
{
    const char *name = http_request_segment(call->request, "name");
    g_autoptr(json_t) params = json_pack("{s:s}", "name", name);
    g_autoptr(json_t) view = call_operation(call, "sequence show", params);
    g_autoptr(json_t) context = json_object();

    if (view != NULL)
        show_editor(call, name, json_text(view, "source", ""), context);
}

/* "Step 3 has no body": with the lines around it, so that nobody has to count. */
static void
quote_lines(json_t *problems, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    gsize count = g_strv_length(lines), i;
    json_t *problem;

    json_array_foreach(problems, i, problem)
    {
        int64_t line = json_int(problem, "line", 0);
        json_set_bool(problem, "is_error",
                      strcmp(json_text(problem, "severity", "error"), "error") == 0);
        if (line >= 1 && (gsize)line <= count)
            json_set_text(problem, "quote", lines[line - 1]);
        if (line < 1)
            json_object_del(problem, "line");
    }
}

/* Checks; true when nothing but warnings is left. */
static bool
check(WebCall *call, const json_t *params, json_t *context)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) checked = call_try_operation(call, "sequence check", params, &error);
    json_t *problems = checked != NULL ? json_object_get(checked, "problems") : NULL;
    json_t *problem;
    gsize i, errors = 0;

    if (checked == NULL) {
        json_set_text(context, "problem", error->message);
        return false;
    }
    quote_lines(problems, json_text(params, "text", ""));
    json_array_foreach(problems, i, problem)
    {
        errors += json_flag(problem, "is_error", true);
    }
    json_object_set(context, "problems", problems);
    json_set_bool(context, "any_problem", json_array_size(problems) > 0);
    json_set_bool(context, "faulty", errors > 0);
    json_set_bool(context, "sound", errors == 0);
    json_set_int(context, "step_count",
                 (int64_t)json_array_size(json_object_get(checked, "steps")));
    return errors == 0;
}

static int64_t
moved_by(const json_t *added)
{
    return json_int(json_object_get(added, "effect"), "moved", 0);
}

/* Before anything is done: how many are under way in an older version, who of them would move, and
 * what it changes for the first few. False when nobody is concerned. */
static bool
show_effect(WebCall *call, const json_t *params, json_t *context)
{
    g_autoptr(json_t) ask = json_copy((json_t *)params);

    json_set_bool(ask, "dry_run", true);
    json_set_text(ask, "move", "unreached");
    g_autoptr(json_t) some = call_try_operation(call, "sequence add", ask, NULL);
    json_set_text(ask, "move", "everyone");
    g_autoptr(json_t) all = call_try_operation(call, "sequence add", ask, NULL);
    json_t *effect = all != NULL ? json_object_get(all, "effect") : NULL;
    if (some == NULL || json_int(effect, "under_way", 0) == 0)
        return false;
    json_set_int(effect, "unreached", moved_by(some));
    json_object_set(context, "effect", effect);
    return true;
}

static void
post_sequence(WebCall *call)
{
    const char *sent = http_request_form(call->request, "text");
    const char *action = http_request_form(call->request, "action");
    const char *name = http_request_form(call->request, "name");
    g_autoptr(json_t) context = json_object(), params = json_object();
    g_autoptr(GError) error = NULL;

    /* Browsers send a textarea with CR LF. */
    g_autoptr(GString) text = g_string_new(sent);
    g_string_replace(text, "\r\n", "\n", 0);
    if (name != NULL && name[0] == '\0')
        name = NULL;
    json_set_text(params, "text", text->str);
    bool sound = check(call, params, context);
    if (!sound || g_strcmp0(action, "check") == 0) {
        if (!sound)
            http_response_status(call->response, 422);
        show_editor(call, name, text->str, context);
        return;
    }
    const char *move = http_request_form(call->request, "move");
    if (move == NULL && show_effect(call, params, context)) {
        show_editor(call, name, text->str, context);
        return;
    }
    json_set_text(params, "move", move != NULL ? move : "none");
    g_autoptr(json_t) added = call_try_operation(call, "sequence add", params, &error);
    if (added == NULL) {
        json_set_text(context, "problem", error->message);
        http_response_status(call->response, error_trait(error)->http_status);
        show_editor(call, name, text->str, context);
        return;
    }
    const char *published = json_text(added, "name", "");
    int64_t version = json_int(added, "version", 1);
    g_autofree char *toast =
        version > 1 ? g_strdup_printf("Version %" G_GINT64_FORMAT " published; %" G_GINT64_FORMAT
                                      " of those under way moved to it.",
                                      version, moved_by(added))
                    : g_strdup_printf("%s is published. Now enroll people.", published);
    sequence_url_set(context, published);
    call_redirect(call, json_text(context, "url", "/sequences"), toast, NULL);
}

const PageRoute SEQUENCE_EDIT_ROUTES[] = {
    { "GET", "/new-sequence", get_new, 0 },
    { "GET", "/sequences/:name/edit", get_edit, 0 },
    { "POST", "/sequences", post_sequence, 0 },
    { 0 },
};
