/* The workspace's own ledger as the audit's input. */
#pragma once

#include "app/app.h"
#include "app/audit_reader.h"

/* Reads everybody and all that was done, in one read transaction. Errors: the database's. */
bool audit_read_ledger(AuditReader *self, App *app, GError **error);
