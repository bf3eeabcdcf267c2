/* Merge fields and templates. */
#include "app/render.h"

#include <string.h>

#include "text/template.h"

#define ASSETS "asset" /* {{asset.KEY}} */

void
rendered_step_clear(RenderedStep *self)
{
    g_clear_pointer(&self->subject, g_free);
    g_clear_pointer(&self->body, g_free);
    g_clear_pointer(&self->variant, g_free);
    g_clear_pointer(&self->missing, g_ptr_array_unref);
}

static char *
first_word(const char *text)
{
    return g_strndup(text, strcspn(text, " "));
}

static void
set_sender(json_t *fields, const Sender *sender)
{
    g_autofree char *first_name = first_word(sender->name);
    json_t *nested = json_object();

    json_set_text(fields, "sender_name", sender->name);
    json_set_text(fields, "sender_first_name", first_name);
    json_set_text(fields, "sender_email", sender->email);
    json_set_text(nested, "name", sender->name);
    json_set_text(nested, "first_name", first_name);
    json_set_text(nested, "email", sender->email);
    json_object_set_new(fields, "sender", nested);
}

json_t *
render_fields(const Snapshot *snapshot, const Sender *sender, GError **error)
{
    const SqlProspectGetRow *prospect = &snapshot->prospect;
    g_autofree char *name = prospect_display_name(prospect);
    g_autoptr(json_t) fields = NULL;

    if (prospect->fields != NULL) {
        fields = json_read(prospect->fields, strlen(prospect->fields), error);
        if (fields == NULL)
            return NULL;
    } else {
        fields = json_object();
    }
    const struct {
        const char *key, *value;
    } known[] = {
        { "first_name", prospect->first_name },
        { "last_name", prospect->last_name },
        { "name", name },
        { "title", prospect->title },
        { "company", prospect->company },
        { "email", prospect->email },
        { "phone", prospect->phone },
        { "city", prospect->city },
        { "country", prospect->country },
    };
    for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
        json_set_text(fields, known[i].key, known[i].value);
    set_sender(fields, sender);
    if (snapshot->asset_links != NULL)
        json_object_set(fields, ASSETS, snapshot->asset_links);
    return g_steal_pointer(&fields);
}

/* What a person is called must not become markup: "*" in a company's name stays a star. */
static json_t *
escape_markdown(const json_t *fields)
{
    static const char MARKS[] = "\\`*_[]<>#|~&";
    json_t *escaped = json_object();
    const char *key;
    json_t *value;

    json_object_foreach((json_t *)fields, key, value)
    {
        if (strcmp(key, ASSETS) == 0) {
            json_object_set(escaped, key, value); /* addresses, which hold no marks */
        } else if (json_is_object(value)) {
            json_object_set_new(escaped, key, escape_markdown(value));
        } else if (json_is_string(value)) {
            const char *c = json_string_value(value);
            if (c[strcspn(c, MARKS)] == '\0') {
                json_object_set(escaped, key, value);
                continue;
            }
            g_autoptr(GString) text = g_string_new(NULL);
            for (; *c != '\0'; c++) {
                if (strchr(MARKS, *c) != NULL)
                    g_string_append_c(text, '\\');
                g_string_append_c(text, *c);
            }
            json_set_text(escaped, key, text->str);
        } else {
            json_object_set(escaped, key, value);
        }
    }
    return escaped;
}

static char *
render_template(const Template *template, const json_t *fields, GPtrArray *missing, GError **error)
{
    TemplateRender options = { .missing = missing };
    g_autoptr(GString) out = g_string_new(NULL);

    if (!template_render(template, fields, &options, out, error))
        return NULL;
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static char *
render_source(const char *what, const char *source, const json_t *fields, GPtrArray *missing,
              GError **error)
{
    g_autoptr(Template) template = template_compile(what, source, strlen(source), error);

    return template != NULL ? render_template(template, fields, missing, error) : NULL;
}

/* The same person always gets the same variant of a step. */
static const StepVariant *
choose_variant(const Step *step, uint64_t seed)
{
    if (step->variants == NULL || step->variants->len == 0)
        return NULL;
    uint64_t draw = hash_text("variant", seed ^ (uint64_t)step->number);
    guint index = (guint)(draw % (step->variants->len + 1));
    return index == 0 ? NULL : g_ptr_array_index(step->variants, index - 1);
}

bool
render_step(const Step *step, uint64_t seed, const json_t *fields, RenderedStep *rendered,
            GError **error)
{
    const StepVariant *variant = choose_variant(step, seed);
    bool is_mail = step->channel == CHANNEL_EMAIL;
    const Template *subject = variant != NULL && variant->subject != NULL
                                  ? variant->templates.subject
                                  : step->templates.subject;
    const Template *body = !is_mail && step->script != NULL           ? step->templates.script
                           : variant != NULL && variant->body != NULL ? variant->templates.body
                                                                      : step->templates.body;

    *rendered = (RenderedStep){ .missing = g_ptr_array_new_with_free_func(g_free) };
    if (subject != NULL) {
        rendered->subject = render_template(subject, fields, rendered->missing, error);
        if (rendered->subject == NULL)
            return false;
    }
    if (body != NULL) {
        g_autoptr(json_t) escaped =
            is_mail ? escape_markdown(fields) : json_incref((json_t *)fields);
        rendered->body = render_template(body, escaped, rendered->missing, error);
        if (rendered->body == NULL)
            return false;
    }
    rendered->variant = variant != NULL ? g_strdup(variant->name) : NULL;
    return true;
}

char *
render_text(const Snapshot *snapshot, const char *source, const Sender *sender, GError **error)
{
    g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(json_t) fields = render_fields(snapshot, sender, error);

    if (fields == NULL)
        return NULL;
    char *text = render_source("script", source, fields, missing, error);
    if (text == NULL || missing->len == 0)
        return text;
    for (guint i = 0; i < missing->len; i++) {
        const char *name = g_ptr_array_index(missing, i);
        g_autofree char *mark = g_strdup_printf("[%s?]", name);
        json_set_text(fields, name, mark);
    }
    g_free(text);
    g_ptr_array_set_size(missing, 0);
    return render_source("script", source, fields, missing, error);
}
