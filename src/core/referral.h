/* Whom somebody sends us to, in the words of their answer: "please talk to Jane Miller", "wenden
 * Sie sich an Frau Kern (kern@example.com)". English, German, French and Spanish.
 *
 * A name counts only behind words that send us there, an address only beside such words or such a
 * name. Disadvantages: names are one to three words with capitals, so a name in lower case or in a
 * script without capitals is not found; "talk to Legal" gives a name that is none. What is found is
 * shown to a human, who decides. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *name;    /* NULL: only an address */
    char *address; /* NULL: only a name */
} Referral;

/* The first person we are sent to. `text` is valid UTF-8 or NULL. False when there is none. */
bool referral_find(const char *text, Referral *ret);
void referral_clear(Referral *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Referral, referral_clear)
