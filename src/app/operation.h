/* The operation table: every use case registered once.
 *
 * One entry names the CLI words, the HTTP method and path, who may call it, its parameters with
 * their limits, and the handler. The command line, --help, the man page, the REST API with its
 * OpenAPI file and the docs all walk this table, so the faces cannot drift apart. Pages call the
 * same handlers through operation_call() and render the JSON they get.
 *
 * A handler gets one JSON object of checked parameters and either returns one object (ret_result)
 * or emits rows. */
#pragma once

#include "app/app.h"

typedef enum {
    PARAM_TEXT,
    PARAM_INT,
    PARAM_FLAG,
    PARAM_INSTANT,
    PARAM_DATE,
    PARAM_FILE, /* read now: a path on the command line, an upload over HTTP */
    PARAM_TEXT_LIST,
    PARAM_PATH /* a path on this machine that is kept: only the command line sets it */
} ParamType;

typedef struct {
    const char *name; /* JSON key and, with dashes, the option: "value_point" -> --value-point */
    ParamType type;
    enum { PARAM_OPTION, PARAM_REQUIRED, PARAM_POSITIONAL, PARAM_POSITIONAL_OPTIONAL } place;
    const char *value_hint; /* "EMAIL" in help */
    const char *summary;    /* "the prospect's address" */
    const char *choices;    /* "csv|json|xlsx" or NULL */
    int64_t min, max;       /* PARAM_INT; both 0: any */
} OperationParam;

typedef enum { ROLE_NOBODY, ROLE_REP, ROLE_MANAGER, ROLE_ADMIN } Role;

/* Rows of a list, one JSON object each; false stops the listing. An export as CSV emits JSON texts
 * instead: finished lines to be passed on as they are. */
typedef bool (*RowSink)(json_t *row, void *data);

typedef struct {
    App *app;
    const Actor *actor;
    const json_t *params;
    RowSink emit; /* lists only */
    void *emit_data;
    int exit_code; /* out: 3 for findings */
} OperationCall;

typedef struct {
    const char *verb;          /* CLI words: "import prospects" */
    const char *method, *path; /* "GET", "/api/v1/prospects/:email"; NULL path: CLI only */
    Role role;                 /* the least role that may call it */
    bool is_list;              /* emits rows instead of returning one object */
    bool stands_alone;         /* reads files only: the command line opens no database for it */
    /* An operation that stands alone only with some parameters: does it need a workspace with
     * these? NULL: never. */
    bool (*needs_workspace)(const json_t *params);
    /* Where a password belongs to one parameter only, its name: others are not asked for one. */
    const char *password_for;
    /* The parameter that takes the name an uploaded file had; NULL: names of files do not matter.
     */
    const char *file_name_for;
    const char *summary;          /* one line for help and OpenAPI */
    const OperationParam *params; /* ends with .name == NULL */
    bool (*run)(OperationCall *call, json_t **ret_result, GError **error);
    /* The columns a terminal shows of a list, in order: "prospect name state"; NULL: all plain
     * ones. */
    const char *columns;
    /* The result as a terminal shows it; NULL: key by key. Free with g_free(). */
    char *(*say)(const json_t *result);
} Operation;

/* All operations in the order help shows them; OPERATIONS[OPERATION_COUNT] is NULL. */
extern const Operation *const OPERATIONS[];
extern const gsize OPERATION_COUNT;

const Operation *operation_find(const char *verb);

const char *role_name(Role role);  /* "rep" */
Role role_parse(const char *name); /* ROLE_NOBODY when unknown */

/* The system itself: worker, cron, the command line of the machine's owner. */
Actor actor_system(const App *app);

/* Checks parameters against the table: unknown keys, types, choices, ranges, what is required.
 * Errors: INVALID naming the parameter, what is wrong and what would do. */
bool operation_check(const Operation *operation, const json_t *params, GError **error);

/* The same, and which parameter is wrong: a name of the table, or the unknown key of `params`.
 * Borrowed. */
bool operation_check_which(const Operation *operation, const json_t *params,
                           const char **ret_parameter, GError **error);

const OperationParam *operation_param(const Operation *operation, const char *name);

/* Whether the role suffices. Errors: DENIED saying whose operation it is. */
bool operation_allows(const Operation *operation, const Actor *actor, GError **error);

/* Checks parameters and role, then runs. For a list the result is {"rows": [...]}. `ret_exit_code`
 * may be NULL. Errors: INVALID naming the parameter, DENIED, and the handler's own. */
bool operation_call(App *app, const Actor *actor, const char *verb, const json_t *params,
                    json_t **ret_result, int *ret_exit_code, GError **error);

/* The same for a list, row by row as they are read. */
bool operation_stream(App *app, const Actor *actor, const char *verb, const json_t *params,
                      RowSink emit, void *emit_data, int *ret_exit_code, GError **error);
