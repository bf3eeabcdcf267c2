/* A small sales team in a virtual world, for tests of what people see.
 *
 * Everything is done through operations, as a face would; only people are put in by SQL, so that a
 * test says exactly who they are. */
#pragma once

#include "app/operation.h"
#include "app/take_reply.h"
#include "support/database.h"

typedef struct {
    TestDatabase *database;
    World *world;
    App *app;
    Actor rep; /* rep@example.com, Europe/Berlin */
    char *key_file;
} SmallWorld;

/* NULL when there is no server for the engine: the test is skipped and should return. The clock
 * starts at Mon 23 Nov 2026, 09:00 in Berlin. */
SmallWorld *small_world_new(const char *engine);
void small_world_free(SmallWorld *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SmallWorld, small_world_free)

/* Sets the clock: RFC 3339. */
void small_world_set(SmallWorld *self, const char *instant);

/* Runs literal SQL in a write transaction; $W stands for the workspace's id. */
void small_world_sql(SmallWorld *self, const char *sql);

/* A person of a company in a zone; `email` is also where first and last name come from
 * ("ana.lopez@..."). Returns the id. */
int64_t
small_world_person(SmallWorld *self, const char *email, const char *company, const char *zone);

/* Runs an operation as the rep with parameters as JSON text (' for "); aborts the test when it
 * fails. Free with json_decref(). A list gives its array of rows. */
json_t *small_world_do(SmallWorld *self, const char *verb, const char *params);
/* The same for one that must fail; returns its message, free with g_free(). */
char *small_world_refused(SmallWorld *self, const char *verb, const char *params);

/* Adds a sequence and lets the worker do what is due. */
void small_world_sequence(SmallWorld *self, const char *yaml);
void small_world_work(SmallWorld *self);
/* A world in which Ana Lopez (ana.lopez@acme.example.com, Berlin) has begun the two calls of
 * SMALL_WORLD_COLD; NULL: this engine is not at hand. */
SmallWorld *small_world_ana_called(const char *engine);

/* The number of rows of a list. */
gsize small_world_count(SmallWorld *self, const char *verb, const char *params);
/* A text of the row at `index`; "" where there is none. */
const char *small_world_text(const json_t *rows, gsize index, const char *key);

/* The rep's mailbox rep@example.com, number 1: what it sends stays in the local outbox. */
void small_world_mailbox(SmallWorld *self);
/* A mail, whole, comes into that mailbox now. */
TakeCount small_world_take(SmallWorld *self, const char *mail);
/* Ana Lopez (ana.lopez@acme.example.com) answers by mail now; `head`: further header lines, each
 * ending in "\r\n", or "". */
void small_world_answer(SmallWorld *self, const char *head, const char *text);
/* The rep logs a call with what was said. Free the ledger row with json_decref(). */
json_t *
small_world_log_call(SmallWorld *self, const char *who, const char *outcome, const char *note);

/* Two calls, two days apart: "sequence: cold". */
extern const char SMALL_WORLD_COLD[];
/* Two mails that go by themselves, a day apart: "sequence: two-mails". */
extern const char SMALL_WORLD_MAILS[];

typedef struct {
    const char *name;
    GTestDataFunc run; /* its argument is the engine's name, for small_world_new() */
} SmallWorldTest;

/* The whole of main(): each test on each engine, as /group/engine/name. */
int
small_world_run(int argc, char **argv, const char *group, const SmallWorldTest *tests, gsize count);
