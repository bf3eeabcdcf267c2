/* What to say next to a lead worth another touch, and why now. */
#pragma once

#include "app/audit.h"

const char *audit_revive_name(AuditReviveWhy why); /* "unanswered_reply" */
/* Free with g_free(). */
char *audit_revive_why(const AuditRun *run, const AuditRevive *revive);
char *audit_revive_suggestion(const AuditRun *run, const AuditRevive *revive);
