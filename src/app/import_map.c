/* Deciding which column feeds which field. See import_map.h; the words are import_words.c's. */
#include "app/import_map.h"

#include <string.h>

#include "app/import_words.h"
#include "base/error.h"
#include "text/fold.h"

#define FOLDED_SIZE 96
#define LISTED_COLUMNS 30 /* in an error message */
#define LEAST_EVIDENCE 3  /* to call a file a product's export */
#define CUSTOM_KEY_MAX 64

typedef struct {
    ImportMap *map;
    char (*folded)[FOLDED_SIZE]; /* a header each; "" when blank, endless or not text */
    char (*core)[FOLDED_SIZE];   /* without "Contact", "Lead", "property_", "__c" around it */
    bool *taken;
    bool closed[IMPORT_FIELD_COUNT]; /* decided by the user */
} Draft;

/* Steps through blank-separated words; the length of the next one, 0 at the end. */
static gsize
next_word(const char **words)
{
    *words += strspn(*words, " ");
    return strcspn(*words, " ");
}

static bool
has_word(const char *words, const char *word)
{
    gsize length = strlen(word);
    for (gsize n; (n = next_word(&words)) > 0; words += n)
        if (n == length && memcmp(words, word, n) == 0)
            return true;
    return false;
}

/* Ids and dates of two columns do not mean the same thing, so these fields have one source only. */
static gsize
most_sources(ImportField field)
{
    bool one = field == IMPORT_EXTERNAL_ID || field == IMPORT_ACCOUNT_EXTERNAL_ID ||
               field == IMPORT_CREATED_AT;
    return one ? 1 : IMPORT_SOURCES;
}

static bool
add_source(Draft *draft, ImportField field, gsize column, ImportHow how)
{
    ImportMap *map = draft->map;
    gsize rank = map->source_counts[field];
    if (draft->taken[column] || rank >= most_sources(field))
        return false;
    map->sources[field][map->source_counts[field]++] = column;
    map->columns[column].field = (int)field;
    map->columns[column].rank = (int)rank;
    map->columns[column].how = how;
    draft->taken[column] = true;
    return true;
}

/* ---- The words ---- */

static void
claim(Draft *draft, const ImportWords *entry, char (*names)[FOLDED_SIZE])
{
    const char *words = entry->words;
    ImportHow how = entry->presets ? IMPORT_BY_PRESET : IMPORT_BY_HEADER;
    if (draft->closed[entry->field])
        return;
    for (gsize n; (n = next_word(&words)) > 0; words += n)
        for (gsize c = 0; c < draft->map->column_count; c++)
            if (!draft->taken[c] && strncmp(names[c], words, n) == 0 && names[c][n] == '\0')
                add_source(draft, entry->field, c, how);
}

static void
claim_all(Draft *draft, char (*names)[FOLDED_SIZE])
{
    unsigned preset = 1u << draft->map->preset;
    for (gsize i = 0; i < IMPORT_WORDS_COUNT; i++) {
        const ImportWords *entry = &IMPORT_WORDS[i];
        if ((entry->presets == 0 || (entry->presets & preset)) && !(entry->not_with & preset))
            claim(draft, entry, names);
    }
}

/* "Name", "Nom", "Nombre", ...: by the company they keep. */
static void
claim_twins(Draft *draft)
{
    for (gsize i = 0; i < IMPORT_TWINS_COUNT; i++) {
        const ImportTwin *twin = &IMPORT_TWINS[i];
        ImportField field = IMPORT_FULL_NAME;
        for (gsize c = 0; c < draft->map->column_count; c++)
            if (draft->folded[c][0] && has_word(twin->beside, draft->folded[c]) &&
                draft->map->source_counts[twin->field] == 0)
                field = twin->field;
        if (draft->closed[field])
            continue;
        for (gsize c = 0; c < draft->map->column_count; c++)
            if (strcmp(draft->folded[c], twin->word) == 0)
                add_source(draft, field, c, IMPORT_BY_HEADER);
    }
}

/* "Contact City", "property_email", "Time_Zone__c" without what the product puts around the name.
 */
static void
find_core(const char *header, ImportPreset preset, const char *folded, char core[FOLDED_SIZE])
{
    static const char *const AROUND[] = { "property", "person", "contact", "lead", "prospect" };
    core[0] = '\0';
    g_autofree char *bare = NULL;
    if (preset == IMPORT_SALESFORCE && (g_str_has_suffix(header, "_c"))) {
        bare = g_strndup(header, strlen(header) - 2);
        /* account__c and contact__c hold ids, not names. */
        if (text_fold(bare, core, FOLDED_SIZE) && has_word("account contact company", core))
            core[0] = '\0';
        return;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(AROUND); i++)
        if (g_str_has_prefix(folded, AROUND[i]))
            g_strlcpy(core, folded + strlen(AROUND[i]), FOLDED_SIZE);
}

static ImportPreset
detect(const Draft *draft)
{
    int score[IMPORT_PRESET_COUNT] = { 0 };
    for (gsize c = 0; c < draft->map->column_count; c++) {
        for (gsize i = 0; i < IMPORT_EVIDENCE_COUNT; i++)
            if (draft->folded[c][0] && has_word(IMPORT_EVIDENCE[i].words, draft->folded[c]))
                score[IMPORT_EVIDENCE[i].preset] += IMPORT_EVIDENCE[i].weight;
        if (g_str_has_suffix(draft->map->columns[c].header, "__c"))
            score[IMPORT_SALESFORCE] += 2;
    }
    ImportPreset best = IMPORT_GENERIC;
    bool tie = false;
    for (int p = IMPORT_GENERIC + 1; p < IMPORT_PRESET_COUNT; p++) {
        tie = score[p] == score[best] ? true : score[p] > score[best] ? false : tie;
        if (score[p] > score[best])
            best = (ImportPreset)p;
    }
    return score[best] >= LEAST_EVIDENCE && !tie ? best : IMPORT_GENERIC;
}

/* ---- Custom fields ---- */

/* "Number of Employees", "HasBudget", "Größe (m²)" -> "number_of_employees", "has_budget", ... */
static char *
snake_case(const char *header, gsize column)
{
    GString *key = g_string_new(NULL);
    gunichar before = 0;
    for (const char *p = header; *p && g_utf8_get_char_validated(p, -1) < (gunichar)-2;
         p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        char one[8] = "", folded[16];
        g_unichar_to_utf8(c, one);
        bool part = text_fold(one, folded, sizeof folded) && folded[0];
        bool hump = part && g_unichar_isupper(c) && g_unichar_islower(before);
        if (key->len > 0 && (hump || !part) && key->str[key->len - 1] != '_')
            g_string_append_c(key, '_');
        if (key->len + strlen(folded) > CUSTOM_KEY_MAX)
            break;
        if (part)
            g_string_append(key, folded);
        before = c;
    }
    while (key->len > 0 && key->str[key->len - 1] == '_')
        g_string_truncate(key, key->len - 1);
    if (key->len == 0)
        g_string_printf(key, "column_%" G_GSIZE_FORMAT, column + 1);
    return g_string_free(key, FALSE);
}

/* `base`, or "base_2", "base_3", ... `used` knows the keys given out, and for each the number to
 * try next, so that a thousand equal headers stay cheap. Takes `base`. */
static char *
unique_key(GHashTable *used, char *base)
{
    unsigned n = GPOINTER_TO_UINT(g_hash_table_lookup(used, base));
    char *key = g_strdup(base);
    while (g_hash_table_contains(used, key)) {
        g_free(key);
        key = g_strdup_printf("%s_%u", base, ++n);
    }
    g_hash_table_insert(used, g_strdup(key), GUINT_TO_POINTER(1));
    g_hash_table_insert(used, base, GUINT_TO_POINTER(MAX(n, 1)));
    return key;
}

/* Names every column that no field uses, or that is only a field's second source. */
static void
name_custom_fields(ImportMap *map)
{
    g_autoptr(GHashTable) used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (int f = 0; f < IMPORT_FIELD_COUNT; f++)
        g_hash_table_insert(used, g_strdup(import_field_name((ImportField)f)), GUINT_TO_POINTER(1));
    for (gsize c = 0; c < map->column_count; c++)
        if (map->columns[c].custom_key)
            g_hash_table_insert(used, g_strdup(map->columns[c].custom_key), GUINT_TO_POINTER(1));
    for (gsize c = 0; c < map->column_count; c++) {
        ImportColumn *column = &map->columns[c];
        bool first_source = column->field != IMPORT_NO_FIELD && column->rank == 0;
        if (!column->custom_key && column->how != IMPORT_IGNORED && !first_source)
            column->custom_key = unique_key(used, snake_case(column->header, c));
    }
}

/* ---- What the user said ---- */

static char *
list_columns(const ImportMap *map)
{
    GString *list = g_string_new(NULL);
    for (gsize c = 0; c < map->column_count && c < LISTED_COLUMNS; c++)
        g_string_append_printf(list, "%s\"%.60s\"", c ? ", " : "", map->columns[c].header);
    if (map->column_count > LISTED_COLUMNS)
        g_string_append_printf(list, " and %" G_GSIZE_FORMAT " more",
                               map->column_count - LISTED_COLUMNS);
    g_autofree char *raw = g_string_free(list, FALSE);
    return g_utf8_make_valid(raw, -1);
}

static bool
find_column(const Draft *draft, const char *option, const char *name, gsize *ret, GError **error)
{
    const ImportMap *map = draft->map;
    for (gsize c = 0; c < map->column_count; c++)
        if (strcmp(map->columns[c].header, name) == 0) {
            *ret = c;
            return true;
        }
    char folded[FOLDED_SIZE];
    if (text_fold(name, folded, sizeof folded) && folded[0])
        for (gsize c = 0; c < map->column_count; c++)
            if (strcmp(draft->folded[c], folded) == 0) {
                *ret = c;
                return true;
            }
    g_autofree char *list = list_columns(map);
    return error_set(error, SEVENTH_ERROR_INVALID,
                     "--map %s: the file has no column \"%s\"; its columns are %s", option, name,
                     list);
}

/* A field by its name or any word for it; IMPORT_NO_FIELD when there is none. */
static int
find_field(const char *name)
{
    char folded[FOLDED_SIZE], known[FOLDED_SIZE];
    if (!text_fold(name, folded, sizeof folded) || !folded[0])
        return IMPORT_NO_FIELD;
    for (int f = 0; f < IMPORT_FIELD_COUNT; f++)
        if (text_fold(import_field_name((ImportField)f), known, sizeof known) &&
            strcmp(known, folded) == 0)
            return f;
    for (gsize i = 0; i < IMPORT_WORDS_COUNT; i++)
        if (IMPORT_WORDS[i].presets == 0 && has_word(IMPORT_WORDS[i].words, folded))
            return (int)IMPORT_WORDS[i].field;
    return strcmp(folded, "name") == 0 ? IMPORT_FULL_NAME : IMPORT_NO_FIELD;
}

static bool
refuse_field(const char *option, const char *name, GError **error)
{
    g_autoptr(GString) list = g_string_new(NULL);
    for (int f = 0; f < IMPORT_FIELD_COUNT; f++)
        g_string_append_printf(list, "%s%s", f ? ", " : "", import_field_name((ImportField)f));
    return error_set(error, SEVENTH_ERROR_INVALID,
                     "--map %s: there is no field \"%s\"; fields are %s, and custom.KEY or ignore",
                     option, name, list->str);
}

static bool
keep_as_custom(Draft *draft, const char *option, const char *key, gsize column, GError **error)
{
    g_autofree char *snake = snake_case(key, column);
    bool used = false;
    for (int f = 0; f < IMPORT_FIELD_COUNT; f++)
        used |= strcmp(import_field_name((ImportField)f), snake) == 0;
    for (gsize c = 0; c < draft->map->column_count; c++)
        used |= g_strcmp0(draft->map->columns[c].custom_key, snake) == 0;
    if (used)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "--map %s: the name \"%s\" is taken; give the custom field another",
                         option, snake);
    draft->map->columns[column].custom_key = g_steal_pointer(&snake);
    draft->map->columns[column].how = IMPORT_BY_OVERRIDE;
    return true;
}

static bool
take_override(Draft *draft, const char *option, GError **error)
{
    const char *equals = strchr(option, '=');
    if (!equals || equals == option)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "--map %s: write FIELD=COLUMN, for instance phone=\"Direct line\"",
                         option);
    g_autofree char *name = g_strstrip(g_strndup(option, (gsize)(equals - option)));
    g_autofree char *header = g_strstrip(g_strdup(equals + 1));
    bool ignore = g_ascii_strcasecmp(name, "ignore") == 0;
    const char *custom = g_ascii_strncasecmp(name, "custom.", 7) == 0 ? name + 7 : NULL;
    int field = ignore || custom ? IMPORT_NO_FIELD : find_field(name);
    gsize column = 0;
    if ((field == IMPORT_NO_FIELD && !ignore && !custom) || (custom && !*custom))
        return refuse_field(option, name, error);
    if (field != IMPORT_NO_FIELD)
        draft->closed[field] = true;
    if (!*header && field != IMPORT_NO_FIELD)
        return true;
    if (!find_column(draft, option, header, &column, error))
        return false;
    if (draft->taken[column])
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "--map %s: the column \"%s\" is given twice; one column has one meaning",
                         option, header);
    if (field != IMPORT_NO_FIELD &&
        !add_source(draft, (ImportField)field, column, IMPORT_BY_OVERRIDE))
        return error_set(error, SEVENTH_ERROR_INVALID, "--map %s: %s takes %s", option,
                         import_field_name((ImportField)field),
                         most_sources((ImportField)field) == 1 ? "one column only"
                                                               : "six columns at most");
    draft->taken[column] = true;
    if (ignore)
        draft->map->columns[column].how = IMPORT_IGNORED;
    return !custom || keep_as_custom(draft, option, custom, column, error);
}

/* ---- The whole ---- */

static bool
choose_preset(Draft *draft, const char *name, GError **error)
{
    if (!name || !*name || strcmp(name, "auto") == 0) {
        draft->map->preset = detect(draft);
        draft->map->preset_detected = draft->map->preset != IMPORT_GENERIC;
        return true;
    }
    for (int p = 0; p < IMPORT_PRESET_COUNT; p++)
        if (strcmp(import_preset_name((ImportPreset)p), name) == 0) {
            draft->map->preset = (ImportPreset)p;
            return true;
        }
    return error_set(error, SEVENTH_ERROR_INVALID,
                     "there is no preset \"%s\"; presets are auto, hubspot, salesforce, pipedrive, "
                     "zoho, apollo and generic",
                     name);
}

static bool
check_identity(const ImportMap *map, GError **error)
{
    const gsize *has = map->source_counts;
    bool named = has[IMPORT_FULL_NAME] || has[IMPORT_FIRST_NAME] || has[IMPORT_LAST_NAME];
    if (has[IMPORT_EMAIL] || has[IMPORT_PHONE] || has[IMPORT_MOBILE] ||
        (has[IMPORT_EXTERNAL_ID] && named))
        return true;
    g_autofree char *list = list_columns(map);
    return error_set(error, SEVENTH_ERROR_INVALID,
                     "no column says who the prospects are: needed is an email address, a phone "
                     "number, or an id with a name. The columns are %s; say which one it is, for "
                     "instance --map email=\"COLUMN\"",
                     list);
}

static bool
decide(Draft *draft, const char *preset, const char *const *overrides, GError **error)
{
    ImportMap *map = draft->map;
    for (gsize c = 0; c < map->column_count; c++)
        text_fold(map->columns[c].header, draft->folded[c], FOLDED_SIZE);
    if (!choose_preset(draft, preset, error))
        return false;
    for (; overrides && *overrides; overrides++)
        if (!take_override(draft, *overrides, error))
            return false;
    for (gsize c = 0; c < map->column_count; c++)
        find_core(map->columns[c].header, map->preset, draft->folded[c], draft->core[c]);
    claim_all(draft, draft->folded);
    claim_twins(draft);
    claim_all(draft, draft->core);
    name_custom_fields(map);
    return check_identity(map, error);
}

ImportMap *
import_map_new(const char *const *headers, gsize count, const char *preset,
               const char *const *overrides, GError **error)
{
    g_autoptr(ImportMap) map = g_new0(ImportMap, 1);
    map->column_count = count;
    map->columns = g_new0(ImportColumn, count);
    for (gsize c = 0; c < count; c++)
        map->columns[c] = (ImportColumn){ .header = g_strstrip(g_strdup(headers[c])),
                                          .field = IMPORT_NO_FIELD,
                                          .how = IMPORT_AS_CUSTOM };
    Draft draft = { .map = map,
                    .folded = g_malloc0_n(count, FOLDED_SIZE),
                    .core = g_malloc0_n(count, FOLDED_SIZE),
                    .taken = g_new0(bool, count) };
    bool ok = decide(&draft, preset, overrides, error);
    g_free(draft.folded);
    g_free(draft.core);
    g_free(draft.taken);
    return ok ? g_steal_pointer(&map) : NULL;
}

void
import_map_free(ImportMap *self)
{
    if (!self)
        return;
    for (gsize c = 0; c < self->column_count; c++) {
        g_free(self->columns[c].header);
        g_free(self->columns[c].custom_key);
    }
    g_free(self->columns);
    g_free(self);
}
