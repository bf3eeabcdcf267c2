/* See offer.h. */
#include "web/offer.h"

#include <string.h>

/* The words on the buttons. */
static const char *
label_of(const char *path)
{
    static const struct {
        const char *path, *label;
    } LABELS[] = {
        { "later", "Come back then" },
        { "person", "Turn to them" },
        { "nurture", "Nurture" },
        { "similar", "Begin with them" },
        { "prospecting", "Leave it there" },
        { "never", "Leave them alone" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(LABELS); i++)
        if (strcmp(path, LABELS[i].path) == 0)
            return LABELS[i].label;
    return "Take it";
}

static json_t *
button(const json_t *path)
{
    json_t *object = json_object();

    json_object_set(object, "path", json_object_get(path, "path"));
    bool adds = json_is_object(json_object_get(path, "new_person"));
    json_set_text(object, "label", adds ? "Add them" : label_of(json_text(path, "path", "")));
    json_object_set(object, "say", json_object_get(path, "say"));
    json_object_set(object, "why", json_object_get(path, "why"));
    return object;
}

void
offer_dress(json_t *row, const char *action, const char *back)
{
    const json_t *next = json_object_get(row, "next_opportunity");
    const json_t *others = json_object_get(next, "others");

    if (!json_is_object(next)) {
        json_object_set_new(row, "opportunity", json_null());
        return;
    }
    json_t *offer = button(json_object_get(next, "proposal")), *list = json_array();
    json_set_text(offer, "action", action);
    json_set_text(offer, "back", back);
    json_set_text(offer, "whom", json_text(row, "name", NULL));
    json_set_text(offer, "key", "y");
    json_object_set(offer, "no_say", json_object_get(next, "no_say"));
    json_object_set(offer, "note", json_object_get(next, "note"));
    for (gsize i = 0; i < json_array_size(others); i++)
        json_array_append_new(list, button(json_array_get(others, i)));
    json_set_bool(offer, "has_others", json_array_size(list) > 0);
    json_object_set_new(offer, "others", list);
    json_object_set_new(row, "opportunity", offer);
}
