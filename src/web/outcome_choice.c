/* See outcome_choice.h. The order is the order of the keys 1 to 9; hands learn it, so it stays. */
#include "web/outcome_choice.h"

#include <string.h>

#include "core/channel_kind.h"

typedef struct {
    const char *value, *label;
} Choice;

static const Choice TALK[] = {
    { "reached", "Reached" },
    { "meeting", "Meeting" },
    { "no_answer", "No answer" },
    { "voicemail", "Voicemail" },
    { "busy", "Busy" },
    { "call_back", "Call back" },
    { "not_now", "Not now" },
    { "not_interested", "Not interested" },
    { "wrong_number", "Wrong number" },
    { 0 },
};
static const Choice TALK_RARE[] = {
    { "interested", "Interested" },
    { "gatekeeper", "Gatekeeper" },
    { "referred", "Named someone else" },
    { 0 },
};
static const Choice VISIT[] = {
    { "reached", "Met them" },
    { "meeting", "Next meeting set" },
    { "no_answer", "Nobody there" },
    { "call_back", "Come back later" },
    { "interested", "Interested" },
    { "not_now", "Not now" },
    { "not_interested", "Not interested" },
    { 0 },
};
static const Choice MESSAGE_LEFT[] = {
    { "done", "Left it" },
    { "reached", "They picked up" },
    { "wrong_number", "Wrong number" },
    { 0 },
};
static const Choice WRITTEN[] = { { "sent", "Sent" }, { 0 } };
static const Choice DONE[] = { { "done", "Done" }, { 0 } };
static const Choice ANSWERED[] = {
    { "reached", "They answered" },
    { "interested", "Interested" },
    { "meeting", "Meeting" },
    { "not_now", "Not now" },
    { "not_interested", "Not interested" },
    { 0 },
};
static const Choice OTHERS[] = {
    { "skipped", "Skipped" },
    { "stop", "Asked to stop" },
    { "delivered", "Delivered" },
    { 0 },
};

static const struct {
    const Choice *likely, *rare;
} CHOICES[CHANNEL_COUNT] = {
    [CHANNEL_EMAIL] = { WRITTEN, ANSWERED },
    [CHANNEL_CALL] = { TALK, TALK_RARE },
    [CHANNEL_VOICEMAIL] = { MESSAGE_LEFT, NULL },
    [CHANNEL_SMS] = { WRITTEN, ANSWERED },
    [CHANNEL_SOCIAL] = { DONE, ANSWERED },
    [CHANNEL_LETTER] = { WRITTEN, NULL },
    [CHANNEL_VISIT] = { VISIT, NULL },
    [CHANNEL_FAX] = { WRITTEN, NULL },
};

static json_t *
choices_json(const Choice *choices, bool with_keys)
{
    json_t *list = json_array();

    for (int i = 0; choices != NULL && choices[i].value != NULL; i++) {
        json_t *entry = json_object();
        json_set_text(entry, "value", choices[i].value);
        json_set_text(entry, "label", choices[i].label);
        if (with_keys) {
            json_object_set_new(entry, "key", json_sprintf("%d", i + 1));
        }
        json_array_append_new(list, entry);
    }
    return list;
}

void
outcome_choice_add(json_t *row)
{
    ChannelKind channel = channel_kind_parse(json_text(row, "channel", ""));
    const Choice *likely = channel == CHANNEL_NONE ? DONE : CHOICES[channel].likely;
    const Choice *rare = channel == CHANNEL_NONE ? NULL : CHOICES[channel].rare;

    json_object_set_new(row, "outcomes", choices_json(likely, true));
    json_object_set_new(row, "rare", choices_json(rare, false));
    json_set_bool(row, "has_rare", rare != NULL);
    json_set_bool(row, "stop", channel != CHANNEL_LETTER && channel != CHANNEL_FAX);
}

json_t *
outcome_choice_all(const char *chosen)
{
    static const Choice *const ALL[] = { TALK, TALK_RARE, WRITTEN, DONE };
    json_t *list = json_array();

    for (gsize i = 0; i < G_N_ELEMENTS(ALL); i++)
        for (const Choice *choice = ALL[i]; choice->value != NULL; choice++) {
            json_t *option = json_object();
            json_set_text(option, "value", choice->value);
            json_set_text(option, "label", choice->label);
            json_set_bool(option, "selected", g_strcmp0(chosen, choice->value) == 0);
            json_array_append_new(list, option);
        }
    return list;
}

const char *
outcome_choice_label(const char *outcome)
{
    static const Choice *const ALL[] = { TALK, TALK_RARE, WRITTEN, DONE, OTHERS };

    for (gsize i = 0; outcome != NULL && i < G_N_ELEMENTS(ALL); i++)
        for (const Choice *choice = ALL[i]; choice->value != NULL; choice++)
            if (strcmp(choice->value, outcome) == 0)
                return choice->label;
    return "Logged";
}
