/* Admission: may somebody be put into a sequence, given the ones they are or were in? */
#pragma once

#include "core/enrollment.h"
#include "core/ruleset.h"

#include <glib.h>

typedef struct {
    EnrollmentState state;
    bool same_sequence; /* in any version */
} PastEnrollment;

typedef enum {
    ADMISSION_FREE,          /* in nothing */
    ADMISSION_ENDS_OPEN,     /* yes, and what is open ends for it */
    ADMISSION_REFUSED_ONCE,  /* was in it before, and the rules allow it once */
    ADMISSION_REFUSED_SAME,  /* is in it */
    ADMISSION_REFUSED_OTHER, /* is in another one */
} Admission;

/* `past` in any order. */
Admission admission_decide(const Ruleset *ruleset, const PastEnrollment *past, gsize count);

/* Why not: "is already in \"new-inbound\""; NULL when they may. Free with g_free(). */
char *admission_say(Admission admission, const char *sequence);
