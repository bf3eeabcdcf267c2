/* import prospects, preview, accounts, activities. */
#include "app/operations.h"

#include "app/import.h"

/* `ret_overrides` gets borrowed texts; free with g_free(). */
static ImportOptions
options_of(const json_t *params, const char ***ret_overrides)
{
    json_t *map = json_object_get(params, "map");
    gsize count = json_array_size(map);
    const char **overrides = g_new0(const char *, count + 1);

    for (gsize i = 0; i < count; i++)
        overrides[i] = json_string_value(json_array_get(map, i));
    *ret_overrides = overrides;
    return (ImportOptions){
        .file = json_text(params, "file", NULL),
        .text = json_text(params, "text", NULL),
        .preset = json_text(params, "preset", NULL),
        .overrides = overrides,
        .country = json_text(params, "country", NULL),
        .owner = json_text(params, "owner", NULL),
        .dry_run = json_flag(params, "dry_run", false),
    };
}

static bool
run_prospects(OperationCall *call, json_t **ret_result, GError **error)
{
    g_autofree const char **overrides = NULL;
    ImportOptions options = options_of(call->params, &overrides);

    return import_prospects(call->app, call->actor, &options, ret_result, error);
}

static bool
run_preview(OperationCall *call, json_t **ret_result, GError **error)
{
    g_autofree const char **overrides = NULL;
    ImportOptions options = options_of(call->params, &overrides);

    return import_preview(call->app, &options, ret_result, error);
}

static bool
run_accounts(OperationCall *call, json_t **ret_result, GError **error)
{
    g_autofree const char **overrides = NULL;
    ImportOptions options = options_of(call->params, &overrides);

    return import_companies(call->app, &options, ret_result, error);
}

static bool
run_activities(OperationCall *call, json_t **ret_result, GError **error)
{
    g_autofree const char **overrides = NULL;
    ImportOptions options = options_of(call->params, &overrides);

    return import_activities(call->app, call->actor, &options, ret_result, error);
}

#define FILE_PARAMS                                                                        \
    { "file",                                                                              \
      PARAM_FILE,                                                                          \
      PARAM_POSITIONAL_OPTIONAL,                                                           \
      "FILE",                                                                              \
      "the CSV file; - for standard input",                                                \
      NULL,                                                                                \
      0,                                                                                   \
      0 },                                                                                 \
    {                                                                                      \
        "text", PARAM_TEXT, PARAM_OPTION, "TEXT", "the file's content instead", NULL, 0, 0 \
    }
#define MAP_PARAMS                                                                 \
    { "preset",                                                                    \
      PARAM_TEXT,                                                                  \
      PARAM_OPTION,                                                                \
      "NAME",                                                                      \
      "the product that wrote the file",                                           \
      "auto|hubspot|salesforce|pipedrive|zoho|apollo|generic",                     \
      0,                                                                           \
      0 },                                                                         \
        { "map",                                                                   \
          PARAM_TEXT_LIST,                                                         \
          PARAM_OPTION,                                                            \
          "FIELD=COLUMN",                                                          \
          "which column feeds a field, where the guess is wrong; may be repeated", \
          NULL,                                                                    \
          0,                                                                       \
          0 },                                                                     \
    {                                                                              \
        "country", PARAM_TEXT, PARAM_OPTION, "COUNTRY",                            \
            "where people are for whom the file gives no country", NULL, 0, 0      \
    }

static const OperationParam PROSPECTS[] = {
    FILE_PARAMS,
    MAP_PARAMS,
    { "owner", PARAM_TEXT, PARAM_OPTION, "EMAIL", "whose the people are when the file does not say",
      NULL, 0, 0 },
    { "dry_run", PARAM_FLAG, PARAM_OPTION, NULL, "do everything, report, and undo it", NULL, 0, 0 },
    { 0 },
};
static const OperationParam ACCOUNTS[] = {
    FILE_PARAMS,
    { "map", PARAM_TEXT_LIST, PARAM_OPTION, "FIELD=COLUMN",
      "a column for name, external_id or domain; may be repeated", NULL, 0, 0 },
    { "dry_run", PARAM_FLAG, PARAM_OPTION, NULL, "do everything, report, and undo it", NULL, 0, 0 },
    { 0 },
};
static const OperationParam ACTIVITIES[] = {
    FILE_PARAMS,
    { "map", PARAM_TEXT_LIST, PARAM_OPTION, "FIELD=COLUMN",
      "a column for id, at, channel, direction, outcome, status, duration, email, person_id, "
      "lead_id, subject, note or owner; may be repeated",
      NULL, 0, 0 },
    { "owner", PARAM_TEXT, PARAM_OPTION, "EMAIL", "who made the attempts nobody here is named for",
      NULL, 0, 0 },
    { "dry_run", PARAM_FLAG, PARAM_OPTION, NULL, "do everything, report, and undo it", NULL, 0, 0 },
    { 0 },
};
static const OperationParam PREVIEW[] = { FILE_PARAMS, MAP_PARAMS, { 0 } };

const Operation OP_IMPORT_PROSPECTS = {
    .verb = "import prospects",
    .method = "POST",
    .path = "/api/v1/prospects/import",
    .role = ROLE_REP,
    .summary = "Import people from a CSV file",
    .params = PROSPECTS,
    .run = run_prospects,
};

const Operation OP_IMPORT_PREVIEW = {
    .verb = "import preview",
    .method = "POST",
    .path = "/api/v1/prospects/import/preview",
    .role = ROLE_REP,
    .summary = "Show how a CSV file would be read, without importing it",
    .params = PREVIEW,
    .run = run_preview,
};

const Operation OP_IMPORT_ACCOUNTS = {
    .verb = "import accounts",
    .method = "POST",
    .path = "/api/v1/accounts/import",
    .role = ROLE_REP,
    .summary = "Import companies from a CSV file",
    .params = ACCOUNTS,
    .run = run_accounts,
};

const Operation OP_IMPORT_ACTIVITIES = {
    .verb = "import activities",
    .method = "POST",
    .path = "/api/v1/activities/import",
    .role = ROLE_REP,
    .summary = "Import past calls, mails and meetings from a CSV file",
    .params = ACTIVITIES,
    .run = run_activities,
};
