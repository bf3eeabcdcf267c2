/* The proposal: what to make of a person's last no, with all its paths (core/next_opportunity.h),
 * from the committee and from people nobody has begun with. */
#pragma once

#include "app/app.h"
#include "app/refusal.h"
#include "core/next_opportunity.h"

typedef struct {
    int64_t prospect_id;
    RefusalLast no;
    NextProposal paths[PATH_COUNT];
    int count;                 /* 0: there is no open no */
    char *colleague, *similar; /* handles, for commands; NULL: nobody */
    char *name, *company;
    char *new_name, *new_address; /* whom they named and nobody knows yet; NULL: not said */
} Proposal;

bool proposal_load(App *app, DbConn *conn, int64_t prospect_id, Proposal *ret, GError **error);
void proposal_clear(Proposal *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Proposal, proposal_clear)

/* "They said not now", or that it is a guess. Free with g_free(). */
char *proposal_no_say(const Proposal *self);
/* Did they name somebody who is in no book, so that the proposal is to add them? */
bool proposal_adds(const Proposal *self, const NextProposal *path);

/* {"no","no_say","guess","since","note","proposal":{"path","say","why","day","prospect","trigger",
 * "new_person"},
 * "others":[...]}; null when nothing is open. */
json_t *proposal_json(App *app, const Proposal *self);

/* Both in one; JSON null when nothing is open; NULL after an error. */
json_t *proposal_of_person(App *app, DbConn *conn, int64_t prospect_id, GError **error);

/* The path of that name among those that can be taken; NULL when it cannot. PATH_COUNT: the
 * proposal itself. */
const NextProposal *proposal_path(const Proposal *self, NextPath path);
