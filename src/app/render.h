/* Rendering: a step's templates with a person's merge fields, and the mail that comes of it.
 *
 * Merge fields: first_name, last_name, name, title, company, email, phone, city, country, every
 * custom field under its key; sender_name, sender_first_name, sender_email; and {{sender.*}} for
 * the same; {{asset.KEY}}, the address of an asset. A field that is empty and has no fallback holds
 * the touch: nothing is ever sent with a hole in it. */
#pragma once

#include "app/snapshot.h"

typedef struct {
    char *subject, *body; /* rendered; body is still Markdown (mail) or plain text (script) */
    char *variant;        /* the variant's name, NULL: the main one */
    GPtrArray *missing;   /* char *: empty fields without a fallback */
} RenderedStep;

void rendered_step_clear(RenderedStep *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RenderedStep, rendered_step_clear)

typedef struct {
    const char *name, *email;
} Sender;

/* The merge fields of a person as JSON. */
json_t *render_fields(const Snapshot *snapshot, const Sender *sender, GError **error);

/* Renders subject and body (mail) or script (human channels) with the fields of render_fields().
 * `seed` is the snapshot's: it draws the variant. Errors: INVALID for a template that does not
 * compile. */
bool render_step(const Step *step, uint64_t seed, const json_t *fields, RenderedStep *ret_rendered,
                 GError **error);

/* One text with a person's fields (a script, a note). Missing fields show as "[first_name?]". Free
 * with g_free(). */
char *
render_text(const Snapshot *snapshot, const char *source, const Sender *sender, GError **error);
