/* See timeline.h. */
#include "web/timeline.h"

#include <string.h>

#include "web/decorate.h"
#include "web/person.h"

/* Kinds whose icon is not their channel's, and the chip that says them at a glance. */
static const struct {
    const char *kind, *icon, *chip_kind, *chip;
} KINDS[] = {
    { "reply", "reply", NULL, NULL },
    { "auto_reply", "plane", NULL, NULL },
    { "click", "link", NULL, NULL },
    { "bounce", "triangle-alert", "harm", "Bounced" },
    { "promise", "handshake", NULL, NULL },
    { "promise_kept", "handshake", "done", "Kept" },
    { "promise_broken", "handshake", "harm", "Broken" },
    { "promise_moved", "handshake", NULL, NULL },
    { "promise_cancelled", "handshake", NULL, NULL },
    { "held", "triangle-alert", "soon", "Held" },
    { "skipped", "x", NULL, NULL },
    { "moved", "calendar-clock", NULL, NULL },
    { "enrolled", "list-ordered", NULL, NULL },
    { "paused", "hourglass", NULL, NULL },
    { "resumed", "arrow-right", NULL, NULL },
    { "finished", "check", NULL, NULL },
    { "opt_out", "ban", "harm", "Left alone" },
    { "next", "target", NULL, NULL },
    { "note", "notebook-pen", NULL, NULL },
    { "import", "upload", NULL, NULL },
    { "correction", "undo-2", NULL, NULL },
};

static void
dress_row(json_t *row)
{
    const char *kind = json_text(row, "kind", "");

    decorate_channel(row);
    json_set_text(row, "icon", json_text(row, "channel_icon", "circle"));
    json_object_set_new(row, "chip", json_null());
    for (gsize i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        if (strcmp(KINDS[i].kind, kind) != 0)
            continue;
        json_set_text(row, "icon", KINDS[i].icon);
        if (KINDS[i].chip != NULL)
            json_object_set_new(
                row, "chip",
                json_pack("{s:s, s:s}", "kind", KINDS[i].chip_kind, "text", KINDS[i].chip));
    }
    bool theirs = strcmp(json_text(row, "direction", ""), "in") == 0;
    json_set_bool(row, "theirs", theirs);
    json_set_text(row, "by_name", json_text(json_object_get(row, "by"), "name", NULL));
    decorate_why(row);
}

/* Is it the same task moved once more? Only where it went in the end is worth a line. */
static bool
is_moved_again(const json_t *row, const json_t *later)
{
    return strcmp(json_text(row, "kind", ""), "moved") == 0 &&
           strcmp(json_text(later, "kind", ""), "moved") == 0 &&
           json_int(row, "touch_id", 0) == json_int(later, "touch_id", -1);
}

static json_t *
reversed(const json_t *rows)
{
    json_t *list = json_array();

    for (gsize i = json_array_size(rows); i > 0; i--) {
        json_t *row = json_array_get(rows, i - 1);
        if (!is_moved_again(row, json_array_get(rows, i)))
            json_array_append(list, row);
    }
    return list;
}

void
timeline_add(WebCall *call, int64_t prospect_id, json_t *who, json_t *context)
{
    g_autofree char *handle = g_strdup_printf("#%" G_GINT64_FORMAT, prospect_id);
    g_autoptr(json_t) params = json_pack("{s:s}", "prospect", handle);
    g_autoptr(json_t) timeline = call_try_operation(call, "timeline", params, NULL);
    const json_t *rows = json_object_get(timeline, "rows");
    json_t *row;
    gsize i;

    json_array_foreach(rows, i, row) dress_row(row);
    json_object_set_new(context, "past", reversed(rows));
    json_object_set_new(context, "ahead", reversed(json_object_get(who, "next")));
    json_set_bool(context, "has_timeline",
                  json_array_size(rows) + json_array_size(json_object_get(who, "next")) > 0);
}
