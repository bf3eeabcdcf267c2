/* The people of an account with what core/committee.h wants to know of them. */
#pragma once

#include "app/app.h"
#include "core/committee.h"

typedef struct {
    int64_t id;
    CommitteeMember member; /* its title points to `title` */
    char *handle, *name, *title;
    char *state;      /* of the open enrollment; NULL: in none */
    char *voice;      /* whose it is; NULL: nobody's */
    int64_t voice_id; /* 0: nobody */
    char *no;         /* the last thing they refused with; NULL: nothing */
    Instant last_us;  /* INSTANT_NONE: never touched */
} CommitteePerson;

#define COMMITTEE_LIMIT 200

/* In order of their ids, at most COMMITTEE_LIMIT. Free with g_ptr_array_unref(). `named_id`: the
 * person a colleague sent us to (0: nobody). */
GPtrArray *
committee_load(App *app, DbConn *conn, int64_t account_id, int64_t named_id, GError **error);

/* The next best person but `except_id`; NULL when nobody is left. Borrowed from the array. */
const CommitteePerson *committee_best(const GPtrArray *people, int64_t except_id);
