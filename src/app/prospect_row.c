/* Cards to JSON. */
#include "app/prospect_row.h"

#include <string.h>

#include "app/say.h"
#include "app/snapshot.h"

char *
prospect_card_handle(const SqlProspectCardRow *card)
{
    return prospect_handle_of(card->id, card->email);
}

char *
prospect_card_name(const SqlProspectCardRow *card)
{
    const char *first = card->first_name != NULL ? card->first_name : "";
    const char *last = card->last_name != NULL ? card->last_name : "";

    if (first[0] != '\0' || last[0] != '\0')
        return g_strstrip(g_strconcat(first, " ", last, NULL));
    return prospect_card_handle(card);
}

const char *
email_state_name(const char *email, bool bounced)
{
    return email == NULL || email[0] == '\0' ? "none" : bounced ? "bounced" : "ok";
}

/* One phrase and, where there is one, the instant it is about. */
static char *
say_next(const SqlProspectCardRow *card, const ProspectEnds *ends, const Zone *zone, Instant now_us,
         Instant *ret_us)
{
    *ret_us = INSTANT_NONE;
    if (card->channels_shut == -1)
        return g_strdup("Asked to be left alone");
    if (ends->open_state != NULL) {
        g_autofree char *channel = say_channel(channel_kind_parse(ends->open_channel));
        *ret_us = ends->open_from_us;
        if (strcmp(ends->open_state, "held") == 0)
            return g_strdup_printf("%s is held", channel);
        if (strcmp(ends->open_state, "in_doubt") == 0)
            return g_strdup_printf("%s: did it arrive?", channel);
        if (strcmp(ends->open_state, "queued") == 0)
            return g_strdup_printf("%s on its way", channel);
        g_autofree char *when = say_window(zone, ends->open_from_us, ends->open_until_us, now_us);
        return g_strdup_printf("%s %s", channel, when);
    }
    if (g_strcmp0(card->state, "paused") == 0) {
        if (card->paused_until_us == DB_NULL_INT)
            return g_strdup("Paused");
        g_autofree char *until = say_day(zone, card->paused_until_us, now_us);
        *ret_us = card->paused_until_us;
        return g_strdup_printf("Paused until %s", until);
    }
    if (card->state == NULL || strcmp(card->state, "finished") == 0 || card->due_us == DB_NULL_INT)
        return NULL;
    *ret_us = MAX(card->due_us, now_us);
    return card->due_us <= now_us ? g_strdup("Being planned") : say_day(zone, card->due_us, now_us);
}

static bool
set_enrollment(App *app, DbConn *conn, const SqlProspectCardRow *card, json_t *row, GError **error)
{
    const AppVersion *version = NULL;

    if (card->enrollment_id != DB_NULL_INT &&
        (version = app_version(app, conn, card->version_id, error)) == NULL)
        return false;
    json_set_text(row, "state", card->state);
    json_set_text(row, "sequence", version != NULL ? version->name : NULL);
    json_set_int(row, "step", version != NULL ? card->step : DB_NULL_INT);
    json_set_int(row, "steps",
                 version != NULL ? (int64_t)version->sequence->steps->len : DB_NULL_INT);
    return true;
}

json_t *
prospect_row(App *app, DbConn *conn, const ProspectCard *whose, GError **error)
{
    const SqlProspectCardRow *card = &whose->card;
    const ProspectEnds *ends = &whose->ends;
    const Zone *zone = app_zone_or_default(app, card->zone);
    Instant now_us = app_now_us(app), next_us;
    g_autofree char *handle = prospect_card_handle(card);
    g_autofree char *name = prospect_card_name(card);
    g_autoptr(json_t) row = json_object();

    g_autofree char *next = say_next(card, ends, zone, now_us, &next_us);
    g_autofree char *last =
        ends->last_us != INSTANT_NONE
            ? say_touch(ends->last_channel, ends->last_outcome, zone, ends->last_us, now_us)
        : card->last_touch_us != DB_NULL_INT ? say_day(zone, card->last_touch_us, now_us)
                                             : NULL;
    json_set_text(row, "prospect", handle);
    json_set_int(row, "prospect_id", card->id);
    json_set_text(row, "name", name);
    json_set_text(row, "title", card->title);
    json_set_text(row, "company", card->company);
    json_set_text(row, "owner", card->owner);
    if (!set_enrollment(app, conn, card, row, error))
        return NULL;
    json_set_instant(row, "next_touch", next_us, zone);
    json_set_text(row, "next_say", next);
    json_set_instant(row, "last_touch", card->last_touch_us, zone);
    json_set_text(row, "last_say", last);
    json_set_int(row, "attempts", card->attempts);
    json_set_text(row, "email_state", email_state_name(card->email, card->email_bounced != 0));
    json_set_bool(row, "opted_out", card->channels_shut == -1);
    return g_steal_pointer(&row);
}
