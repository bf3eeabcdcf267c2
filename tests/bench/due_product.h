/* The product's side of what is due, timed: the same on every engine. Each returns seconds and ends
 * the program when it fails, or finds fewer than a batch. */
#pragma once

#include "app/advance.h"
#include "bench.h"

#define DUE_BATCH 500
#define DUE_CLAIMS 41

/* What was claimed is looked at and due another day: between two claims, not timed. */
#define DUE_PUT_OFF                                                        \
    "UPDATE enrollments SET due_us = due_us + 31536000000000 WHERE id IN " \
    "(SELECT enrollment_id FROM enrollment_leases)"
#define DUE_FORGET_LEASES "DELETE FROM enrollment_leases"

/* A batch of the enrollments due first is read, in a transaction. */
double due_select(App *app);
/* The same is leased to a worker, and committed. */
double due_claim(App *app);
/* The same is claimed, planned and written. */
double due_advance(App *app, AdvanceCount *count);

/* The product's own text of a statement, for a bare connection. */
const char *due_statement(const char *name, DbEngine engine);
