/* The application: what every use case needs at hand. */
#pragma once

#include "base/json.h"
#include "base/world.h"
#include "db/db.h"

typedef struct App App;

/* Who asks. `user_id` 0: the system itself (worker, cron). */
typedef struct {
    int64_t workspace_id;
    int64_t user_id;
    int role; /* Role in app/operation.h */
} Actor;
