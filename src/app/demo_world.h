/* The world around the demo's team: prospects who answer, reps who work their tasks. */
#pragma once

#include "app/app.h"

/* Some of the mails that left lately are answered, bounce, or meet an out-of-office. */
bool demo_world_answer(App *app, GError **error);
/* The reps work most of what is due. */
bool demo_world_work_tasks(App *app, GError **error);
/* Replies older than two days have been handled. */
bool demo_world_clear_replies(App *app, GError **error);
/* The last touches before the curtain: promises for today, answers from this morning. */
bool demo_world_stage_morning(App *app, GError **error);
