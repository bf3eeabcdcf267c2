/* From a sentence to a window, a task, or a doubt. */
#include "app/promise_offer.h"

#include <string.h>

#include "app/promise_check.h"
#include "app/record.h"
#include "core/promise.h"

#define MAX_QUOTE 200

typedef struct {
    ChannelKind channel;
    Instant from_us, until_us;
    char *quote;
} Offer;

static void
offer_clear(Offer *self)
{
    g_clear_pointer(&self->quote, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Offer, offer_clear)

static bool
find_offer(App *app, const char *text, PromiseSide side, const Zone *zone, Instant said_us,
           Offer *offer)
{
    PromiseWords words;

    if (!promise_words_find(text, side, zone_day_at(zone, said_us, NULL), &words))
        return false;
    promise_words_window(&words, zone, &offer->from_us, &offer->until_us);
    offer->channel = words.channel;
    offer->from_us = MAX(offer->from_us, said_us);
    g_autofree char *sentence = g_strndup(text + words.from, words.to - words.from);
    g_strdelimit(sentence, "\r\n\t", ' ');
    offer->quote = g_utf8_strlen(sentence, -1) > MAX_QUOTE
                       ? g_utf8_substring(sentence, 0, MAX_QUOTE)
                       : g_strdup(sentence);
    return offer->until_us > MAX(offer->from_us, app_now_us(app));
}

json_t *
promise_offer_json(App *app, const char *text, PromiseSide side, const Zone *zone, Instant said_us)
{
    g_auto(Offer) offer = { 0 };
    char from[INSTANT_TEXT_SIZE], until[INSTANT_TEXT_SIZE];

    if (text == NULL || !find_offer(app, text, side, zone, said_us, &offer))
        return json_null();
    g_autofree char *say = promise_window_say(offer.from_us, offer.until_us, zone, app_now_us(app));
    zone_format(zone, offer.from_us, from);
    zone_format(zone, offer.until_us, until);
    /* As a person would type it, where it begins and ends on one day. */
    g_autofree char *window = strncmp(from, until, 10) == 0
                                  ? g_strdup_printf("%.10s %.5s-%.5s", from, from + 11, until + 11)
                                  : g_strdup_printf("%s/%s", from, until);
    json_t *row = json_object();
    json_set_text(row, "channel", channel_kind_name(offer.channel));
    json_set_text(row, "channel_say", channel_kind_say(offer.channel));
    json_set_instant(row, "from", offer.from_us, zone);
    json_set_instant(row, "until", offer.until_us, zone);
    json_set_text(row, "say", say);
    json_set_text(row, "window", window);
    json_set_text(row, "quote", offer.quote);
    return row;
}

static PromiseGiven
given_of(const Snapshot *person, const Offer *offer, int64_t user_id)
{
    return (PromiseGiven){
        .prospect_id = person->prospect.id,
        .user_id = user_id,
        .channel = offer->channel,
        .from_us = offer->from_us,
        .until_us = offer->until_us,
        .note = offer->quote,
    };
}

/* A rule says no: `problem` in words. False when it is another error, which moves to `error`. */
static bool
is_refused(GError **problem, GError **error)
{
    if (g_error_matches(*problem, SEVENTH_ERROR, SEVENTH_ERROR_CONFLICT) ||
        g_error_matches(*problem, SEVENTH_ERROR, SEVENTH_ERROR_INVALID))
        return true;
    g_propagate_error(error, g_steal_pointer(problem));
    return false;
}

bool
promise_offer_check(App *app, DbConn *conn, const Snapshot *snapshot, const char *body,
                    char **ret_why_not, GError **error)
{
    g_auto(Offer) offer = { 0 };
    const Zone *zone = snapshot->input.zone;
    g_autoptr(GError) problem = NULL;

    *ret_why_not = NULL;
    if (!find_offer(app, body, PROMISE_OURS, zone, app_now_us(app), &offer))
        return true;
    g_autofree char *say = promise_window_say(offer.from_us, offer.until_us, zone, app_now_us(app));
    if (snapshot->input.unusable[offer.channel] != UNUSABLE_NOT) {
        *ret_why_not = g_strdup_printf("It promises a %s %s, and there is no way to make one: "
                                       "change the text, or fill in what is missing.",
                                       channel_kind_say(offer.channel), say);
        return true;
    }
    PromiseGiven given = given_of(snapshot, &offer, snapshot->user_id);
    if (promise_check_kept(app, conn, &given, &problem))
        return true;
    if (!is_refused(&problem, error))
        return false;
    *ret_why_not = g_strdup_printf("It promises a %s %s, which cannot be kept: %s",
                                   channel_kind_say(offer.channel), say, problem->message);
    return true;
}

static bool
note_not_promised(App *app, DbConn *conn, const SqlTouchGetRow *touch, const char *why,
                  GError **error)
{
    g_autofree char *text = g_strdup_printf("The mail promises something that was not made a "
                                            "promise: %s",
                                            why);
    LedgerEntry entry = {
        .prospect_id = touch->prospect_id,
        .kind = "note",
        .touch_id = touch->id,
        .user_id = touch->user_id,
        .text = text,
    };
    return ledger_note(app, conn, &entry, NULL, error);
}

bool
promise_offer_give(App *app, DbConn *conn, int64_t touch_id, GError **error)
{
    g_auto(SqlTouchGetRow) touch = { 0 };
    SqlTouchGetParams which = { .workspace_id = app->workspace_id, .id = touch_id };
    g_auto(Offer) offer = { 0 };
    g_auto(Snapshot) person = { 0 };
    g_autoptr(GError) problem = NULL;
    PromiseWords words;
    Instant said_us;
    int64_t id;

    if (!sql_touch_get(conn, &which, &touch, NULL, error))
        return false;
    said_us = touch.made_us != DB_NULL_INT ? touch.made_us : app_now_us(app);
    if (touch.automatic == 0 || touch.body == NULL ||
        !promise_words_find(touch.body, PROMISE_OURS, zone_day_at(app->zone, said_us, NULL),
                            &words))
        return true;
    if (!snapshot_load(app, conn, touch.prospect_id, NULL, &person, error))
        return false;
    if (!find_offer(app, touch.body, PROMISE_OURS, person.input.zone, said_us, &offer))
        return true;
    PromiseGiven given = given_of(&person, &offer, touch.user_id);
    if (promise_check_kept(app, conn, &given, &problem) &&
        promise_give(app, conn, &given, &id, &problem))
        return true;
    return is_refused(&problem, error) &&
           note_not_promised(app, conn, &touch, problem->message, error);
}
