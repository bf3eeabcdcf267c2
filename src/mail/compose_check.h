/* Looks a draft over before it becomes a message: no field can smuggle a header, nothing is larger
 * than servers take. Internal to compose.c. */
#pragma once

#include "mail/compose.h"

/* Errors: INVALID naming the field. */
bool compose_check(const MailDraft *draft, GError **error);
