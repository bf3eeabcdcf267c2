/* Who follows a link in a mail: a person, or a program that looks before a person does.
 *
 * Mail gateways open every link of what they let in, within seconds, and often all of them.
 * Counting those as interest would make a warm prospect of every company with a scanner. When in
 * doubt it was a program: a missed click costs little, a false one misleads. */
#pragma once

#include "base/instant.h"

typedef struct {
    const char *method;    /* "GET", "HEAD", ... */
    const char *agent;     /* User-Agent; NULL: none */
    const char *purpose;   /* Sec-Purpose or Purpose; NULL: none */
    Instant sent_us;       /* when the mail left; INSTANT_NONE: it has not */
    Instant other_link_us; /* when another link of the same mail was last followed; INSTANT_NONE */
    Instant at_us;
} Click;

/* NULL: a person. Else why not: "head", "prefetch", "program", "too-soon", "all-links". */
const char *click_by_program(const Click *click);
