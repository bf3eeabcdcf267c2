/* Today: the best next task fills the eye, the rest of the day stays quiet behind it. */
#include "web/again.h"
#include "web/decorate.h"
#include "web/offer.h"
#include "web/outcome_choice.h"
#include "web/pages.h"
#include "web/person.h"

/* More than a screen; what was done makes room for the next. */
#define ROWS 25
#define OFFERS 3

static void
dress_task(json_t *row, Instant now_us)
{
    decorate_channel(row);
    decorate_when(row, now_us);
}

/* The card with everything a hand needs while the phone rings. */
static void
dress_first(json_t *row)
{
    const char *script = json_text(row, "script", NULL), *body = json_text(row, "body", NULL);

    decorate_ways(row);
    decorate_steps(row);
    decorate_gauge(row);
    decorate_zone(row);
    outcome_choice_add(row);
    if (json_array_size(json_object_get(row, "ways")) == 0)
        json_set_bool(json_array_get(json_object_get(row, "outcomes"), 0), "primary", true);
    json_set_text(row, "say", script != NULL ? script : body);
    json_set_bool(row, "is_promise", json_is_object(json_object_get(row, "promise")));
}

/* The task asked for, else the best; the others keep their order. */
static json_t *
take_first(json_t *rows, int64_t touch_id)
{
    gsize at = 0;

    for (gsize i = 0; i < json_array_size(rows); i++)
        if (json_int(json_array_get(rows, i), "touch_id", 0) == touch_id)
            at = i;
    json_t *first = json_incref(json_array_get(rows, at));
    json_array_remove(rows, at);
    return first;
}

static void
add_fact(json_t *facts, const json_t *counts, const char *key, const char *one, const char *many,
         const char *href)
{
    int64_t count = json_int(counts, key, 0);

    if (count == 0)
        return;
    g_autofree char *text = decorate_count(count, one, many);
    json_t *fact = json_object();
    json_set_text(fact, "text", text);
    json_set_text(fact, "href", href);
    json_array_append_new(facts, fact);
}

/* The line under the heading: what the day holds. */
static void
say_day_ahead(WebCall *call, json_t *context)
{
    const json_t *counts = call_counts(call);
    json_t *facts = json_array();
    const Zone *zone = call->session.zone != NULL ? call->session.zone : call->app->zone;
    g_autofree char *date = decorate_date(zone, app_now_us(call->app));

    add_fact(facts, counts, "tasks", "task", "tasks", NULL);
    add_fact(facts, counts, "promises_today", "promise to keep", "promises to keep", "/promises");
    add_fact(facts, counts, "replies", "reply waits", "replies wait", "/replies");
    add_fact(facts, counts, "held", "mail held", "mails held", "/held");
    add_fact(facts, counts, "in_doubt", "mail in doubt", "mails in doubt", "/held");
    add_fact(facts, counts, "done_today", "done", "done", NULL);
    json_object_set_new(context, "facts", facts);
    if (json_is_object(json_object_get(counts, "away")))
        json_object_set(context, "away", json_object_get(counts, "away"));
    json_object_set(context, "absent", json_object_get(counts, "stands_in_for"));
    json_set_text(context, "date", date);
    json_set_bool(context, "replies_wait", json_int(counts, "replies", 0) > 0);
}

/* The newest of those who said no: one key takes what is proposed for the first. */
static void
add_offers(WebCall *call, json_t *context)
{
    g_autoptr(json_t) ask = json_pack("{s:i}", "limit", OFFERS);
    g_autoptr(json_t) found = call_try_operation(call, "next list", ask, NULL);
    json_t *rows = found != NULL ? json_incref(json_object_get(found, "rows")) : json_array();
    json_t *row;
    gsize i;

    json_array_foreach(rows, i, row)
    {
        g_autofree char *action =
            call_path("/prospects/%" G_GINT64_FORMAT "/next", json_int(row, "prospect_id", 0));
        offer_dress(row, action, "/today");
        if (i > 0)
            json_set_text(json_object_get(row, "opportunity"), "key", NULL);
    }
    json_object_set_new(context, "offers", rows);
    decorate_has(context, "offers");
}

void
today_show(WebCall *call, int64_t touch_id, const GError *problem)
{
    g_autoptr(json_t) ask =
        json_pack("{s:i, s:I}", "limit", ROWS, "open", (json_int_t)MAX(0, touch_id));
    g_autoptr(json_t) context = call_operation(call, "today", ask);
    Instant now_us = app_now_us(call->app);
    json_t *rows = context != NULL ? json_object_get(context, "rows") : NULL, *row;
    gsize i;

    if (context == NULL)
        return;
    json_array_foreach(rows, i, row)
    {
        dress_task(row, now_us);
    }
    if (json_array_size(rows) > 0) {
        json_t *first = take_first(rows, touch_id);
        json_t *person = person_load(call, json_int(first, "prospect_id", 0), NULL);
        json_set_text(first, "linkedin", json_text(person, "linkedin", NULL));
        dress_first(first);
        decorate_has(first, "findings");
        decorate_has(first, "assets");
        json_object_set_new(context, "first", first);
        json_set_bool(context, "person", person != NULL);
        json_object_set_new(context, "who", person);
    }
    json_set_bool(context, "has_rows", json_array_size(rows) > 0);
    say_day_ahead(call, context);
    add_offers(call, context);
    again_fill(call, context, problem);
    call_page(call, "today", "today", "Today", context);
}

static void
get_today(WebCall *call)
{
    const char *task = http_request_query(call->request, "task");

    today_show(call, task != NULL ? g_ascii_strtoll(task, NULL, 10) : 0, NULL);
}

const PageRoute TODAY_ROUTES[] = {
    { "GET", "/today", get_today, 0 },
    { 0 },
};
