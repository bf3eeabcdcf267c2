/* See outcome_choice.h. What is offered, and in which order, is the channel's driver's to say. */
#include "web/outcome_choice.h"

#include "channel/channel.h"

static json_t *
choices_json(const ChannelOutcome *choices, bool with_keys)
{
    json_t *list = json_array();

    for (int i = 0; choices != NULL && choices[i].label != NULL; i++) {
        json_t *entry = json_object();
        json_set_text(entry, "value", outcome_name(choices[i].outcome));
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
    const ChannelDriver *driver = channel_driver(channel_kind_parse(json_text(row, "channel", "")));

    json_object_set_new(row, "outcomes", choices_json(driver->likely, true));
    json_object_set_new(row, "rare", choices_json(driver->rare, false));
    json_set_bool(row, "has_rare", driver->rare != NULL);
    json_set_bool(row, "stop", driver->may_hear_stop);
}

/* A call can end in every way a talk can; a written touch is sent, anything else done. */
json_t *
outcome_choice_all(const char *chosen)
{
    const ChannelDriver *call = channel_driver(CHANNEL_CALL);
    const ChannelOutcome *const all[] = { call->likely, call->rare, CHANNEL_SENT,
                                          channel_driver(CHANNEL_NONE)->likely };
    json_t *list = json_array();

    for (gsize i = 0; i < G_N_ELEMENTS(all); i++)
        for (const ChannelOutcome *choice = all[i]; choice->label != NULL; choice++) {
            json_t *option = json_object();
            const char *value = outcome_name(choice->outcome);
            json_set_text(option, "value", value);
            json_set_text(option, "label", choice->label);
            json_set_bool(option, "selected", g_strcmp0(chosen, value) == 0);
            json_array_append_new(list, option);
        }
    return list;
}

char *
outcome_choice_label(const char *outcome)
{
    Outcome known = outcome_parse(outcome);

    if (known == OUTCOME_NONE || known == OUTCOME_COUNT)
        return g_strdup("Logged");
    char *label = g_strdup(outcome_say(known));
    label[0] = g_ascii_toupper(label[0]);
    return label;
}
