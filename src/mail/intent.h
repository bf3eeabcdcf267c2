/* Intent: what a person's reply asks for, by rules; below .8 a human decides.
 *
 * Reads only the new text, without quoted lines: our own footer says "unsubscribe". "Stop" is
 * looked for first and most generously, because contact after a "no" costs more than a pause;
 * everything else would rather abstain than guess. English, German, French and Spanish; the basics
 * of Italian, Portuguese and Dutch. */
#pragma once

#include "mail/read.h"

MailIntent intent_of(const char *new_text, const char *subject, double *ret_confidence);
/* Whether the text asks to be left alone. */
bool intent_says_stop(const char *text);
