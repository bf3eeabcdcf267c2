/* Exclusivity, enrolling again, and what counts as active. */
#include "core/admission.h"

Admission
admission_decide(const Ruleset *ruleset, const PastEnrollment *past, gsize count)
{
    Admission admission = ADMISSION_FREE;

    for (gsize i = 0; i < count; i++) {
        bool open = past[i].state != ENROLLMENT_FINISHED;
        bool active = (ruleset->active_states & 1 << past[i].state) != 0;
        if (past[i].same_sequence && ruleset->reenroll == REENROLL_ONCE)
            return active ? ADMISSION_REFUSED_SAME : ADMISSION_REFUSED_ONCE;
        if (past[i].same_sequence && active && ruleset->reenroll != REENROLL_ANY_TIME)
            return ADMISSION_REFUSED_SAME;
        if (!past[i].same_sequence && active && ruleset->exclusivity == EXCLUSIVITY_REFUSE)
            return ADMISSION_REFUSED_OTHER;
        if (open)
            admission = ADMISSION_ENDS_OPEN;
    }
    return admission;
}

char *
admission_say(Admission admission, const char *sequence)
{
    switch (admission) {
    case ADMISSION_REFUSED_ONCE:
        return g_strdup_printf("was in \"%s\" before, and the rules allow it once", sequence);
    case ADMISSION_REFUSED_SAME:
    case ADMISSION_REFUSED_OTHER:
        return g_strdup_printf("is already in \"%s\"", sequence);
    case ADMISSION_FREE:
    case ADMISSION_ENDS_OPEN:
        break;
    }
    return NULL;
}
