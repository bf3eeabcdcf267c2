/* Messages of the operations, as a page says them. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* A sentence: capital first (but no address is touched), a full stop at the end, without the hint
 * at a command that only the terminal has ("; `seventh mailbox list` shows them all", "; ... --map
 * ..."). Free with g_free(). */
char *sentence_of(const char *message);
