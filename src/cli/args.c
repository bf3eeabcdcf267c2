/* Options by table: --value-point TEXT is the parameter "value_point". */
#include "cli/args.h"

#include <string.h>

/* "--name=value" or "--name" "value"; NULL when the option is another. */
static const char *
option_value(const char *name, int argc, char **argv, int *index, GError **error)
{
    gsize length = strlen(name);

    if (strncmp(argv[*index], name, length) != 0)
        return NULL;
    if (argv[*index][length] == '=')
        return argv[*index] + length + 1;
    if (argv[*index][length] != '\0')
        return NULL;
    if (*index + 1 >= argc) {
        error_set(error, SEVENTH_ERROR_INVALID, "%s needs a value", name);
        return NULL;
    }
    return argv[++*index];
}

static bool
read_global(int argc, char **argv, int *index, GlobalOptions *ret, bool *ret_taken, GError **error)
{
    const char *word = argv[*index];
    g_autoptr(GError) problem = NULL;
    const char *value;

    *ret_taken = true;
    if (strcmp(word, "--json") == 0)
        ret->json = true;
    else if (strcmp(word, "--no-input") == 0)
        ret->no_input = true;
    else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        ret->help = true;
    else if (strcmp(word, "--version") == 0 && *index == 1)
        ret->version = true;
    else if ((value = option_value("--db", argc, argv, index, &problem)) != NULL)
        ret->db_url = value;
    else if (problem == NULL &&
             (value = option_value("--now", argc, argv, index, &problem)) != NULL)
        ret->has_now = instant_parse(value, &ret->now_us, &problem);
    else
        *ret_taken = false;
    if (problem == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&problem));
    return false;
}

bool
args_read_globals(int *argc, char **argv, GlobalOptions *ret, GError **error)
{
    int kept = 1;

    *ret = (GlobalOptions){ .db_url = g_getenv("SEVENTH_DB") };
    for (int i = 1; i < *argc; i++) {
        bool taken = false;
        if (strcmp(argv[i], "--") == 0) {
            while (i < *argc)
                argv[kept++] = argv[i++];
            break;
        }
        if (!read_global(*argc, argv, &i, ret, &taken, error))
            return false;
        if (!taken)
            argv[kept++] = argv[i];
    }
    *argc = kept;
    return true;
}

static int
words_of(const char *verb)
{
    int words = 1;

    for (const char *c = verb; *c != '\0'; c++)
        words += *c == ' ';
    return words;
}

const Operation *
args_find_operation(int argc, char **argv, int *ret_used)
{
    const Operation *best = NULL;

    *ret_used = 0;
    for (gsize i = 0; i < OPERATION_COUNT; i++) {
        int words = words_of(OPERATIONS[i]->verb);
        if (words > argc || words <= *ret_used)
            continue;
        g_auto(GStrv) verb = g_strsplit(OPERATIONS[i]->verb, " ", -1);
        bool same = true;
        for (int w = 0; w < words; w++)
            same = same && strcmp(verb[w], argv[w]) == 0;
        if (same) {
            best = OPERATIONS[i];
            *ret_used = words;
        }
    }
    return best;
}

static bool
is_named(const OperationParam *param, const char *option)
{
    g_autofree char *dashed = g_strdelimit(g_strdup(param->name), "_", '-');
    return strcmp(dashed, option) == 0;
}

static const OperationParam *
find_option(const Operation *operation, const char *option)
{
    for (const OperationParam *param = operation->params; param != NULL && param->name != NULL;
         param++)
        if (is_named(param, option))
            return param;
    return NULL;
}

static bool
set_value(json_t *params, const OperationParam *param, const char *value, GError **error)
{
    if (!g_utf8_validate(value, -1, NULL))
        return error_set(error, SEVENTH_ERROR_INVALID, "%s: the value is not UTF-8", param->name);
    if (param->type == PARAM_TEXT_LIST) {
        json_t *list = json_object_get(params, param->name);
        if (list == NULL) {
            list = json_array();
            json_object_set_new(params, param->name, list);
        }
        json_array_append_new(list, json_string(value));
        return true;
    }
    if (param->type == PARAM_INT) {
        gint64 number;
        if (!g_ascii_string_to_signed(value, 10, G_MININT64, G_MAXINT64, &number, NULL))
            return error_set(error, SEVENTH_ERROR_INVALID, "%s: \"%.40s\" is not a whole number",
                             param->name, value);
        json_set_int(params, param->name, number);
        return true;
    }
    json_set_text(params, param->name, value);
    return true;
}

static const OperationParam *
next_positional(const Operation *operation, const json_t *params)
{
    for (const OperationParam *param = operation->params; param != NULL && param->name != NULL;
         param++) {
        bool positional =
            param->place == PARAM_POSITIONAL || param->place == PARAM_POSITIONAL_OPTIONAL;
        if (positional &&
            (param->type == PARAM_TEXT_LIST || json_object_get(params, param->name) == NULL))
            return param;
    }
    return NULL;
}

static bool
take_option(const Operation *operation, int argc, char **argv, int *index, json_t *params,
            GError **error)
{
    const char *word = argv[*index] + 2, *equals = strchr(word, '=');
    g_autofree char *name =
        equals != NULL ? g_strndup(word, (gsize)(equals - word)) : g_strdup(word);
    const OperationParam *param = find_option(operation, name);

    if (param == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s has no option --%s; `seventh %s --help` lists them", operation->verb,
                         name, operation->verb);
    if (param->type == PARAM_FLAG) {
        if (equals != NULL)
            return error_set(error, SEVENTH_ERROR_INVALID, "--%s takes no value", name);
        json_set_bool(params, param->name, true);
        return true;
    }
    if (equals == NULL && *index + 1 >= argc)
        return error_set(error, SEVENTH_ERROR_INVALID, "--%s needs a value: %s", name,
                         param->value_hint);
    return set_value(params, param, equals != NULL ? equals + 1 : argv[++*index], error);
}

json_t *
args_to_params(const Operation *operation, int argc, char **argv, GError **error)
{
    g_autoptr(json_t) params = json_object();
    bool options = true;

    for (int i = 0; i < argc; i++) {
        if (options && strcmp(argv[i], "--") == 0) {
            options = false;
            continue;
        }
        if (options && g_str_has_prefix(argv[i], "--")) {
            if (!take_option(operation, argc, argv, &i, params, error))
                return NULL;
            continue;
        }
        const OperationParam *param = next_positional(operation, params);
        if (param == NULL) {
            error_set(error, SEVENTH_ERROR_INVALID,
                      "\"%s\" is one word too many; `seventh %s --help` shows the form", argv[i],
                      operation->verb);
            return NULL;
        }
        if (!set_value(params, param, argv[i], error))
            return NULL;
    }
    return g_steal_pointer(&params);
}
